"""The word that was probably meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or the empty string where none is like it."""
    from difflib import get_close_matches  # late: nearly always nothing is misspelt

    by_lower_case = {name.lower(): name for name in known}
    matches = get_close_matches(word.lower(), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[matches[0]] if matches else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'flood'?` for the end of a remedy, or a full stop where nothing is near."""
    meant = nearest(word, known)
    return f"; did you mean '{meant}'?" if meant else "."
