"""Words that no one wrote or took out: those that now stand on the story's other page, since its break fell elsewhere."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from layout.proof.compare.blocks import counted
from layout.proof.compare.change import Change, What
from layout.proof.compare.passages import BODY, Passage
from layout.proof.compare.texts import part_named

CROSSHEAD = "crosshead"
_BREAK_HYPHENS = "-\u2010"

Sides = tuple[Sequence[Passage], Sequence[Passage]]
"""A text's passages before and after."""

Kept = Callable[[Sequence[str], Sequence[str]], bool]
"""Whether the first are that part of the second."""


def turned(changes: Sequence[Change], sides: Sides, pages: tuple[str, str]) -> Iterator[Change]:
    """One story's changes, those of its end (or beginning) here told as turned over. `pages`: to which it goes on from here, from
    which it comes; "" for none."""
    goes_on, comes_from = pages
    found: dict[int, str] = {}
    for whole in (What.DELETED, What.INSERTED):
        away = whole is What.DELETED
        if goes_on:
            jump = f"the jump to page {goes_on}"
            found |= {id(each): _said(each, "after" if away else "before", jump) for each in at_the_end(changes, sides, whole)}
        if comes_from:
            jump = f"the jump from page {comes_from}"
            begins = _at(_is_tail, changes, sides, whole)
            found |= {id(each): _said(each, "before" if away else "after", jump) for each in begins}
    for each in changes:
        yield replace(each, what=What.TURNED, said=found[id(each)]) if id(each) in found else each


def at_the_end(changes: Sequence[Change], sides: Sides, whole: What) -> Iterator[Change]:
    """Those by which a text ends sooner (`whole` deleted) or later (inserted), and by nothing else; the last first."""
    return _at(_is_beginning, changes, sides, whole)


def _at(kept: Kept, changes: Sequence[Change], sides: Sides, whole: What) -> Iterator[Change]:
    """From one end of the text on, passages that are on one side only, then one of which the other side has but a part. `kept`:
    whether that is the part farther from this end."""
    was, now = sides
    passages = was if whole is What.DELETED else now
    by_place = {(each.was_at if whole is What.DELETED else each.now_at): each for each in changes}
    places = [index for index, each in enumerate(passages) if each.kind in (BODY, CROSSHEAD)]
    for index in reversed(places) if kept is _is_beginning else places:
        change = by_place.get(index)
        if change is None:
            return
        if change.what is not whole:
            if change.what is What.EDITED:
                old, new = was[change.was_at].words, now[change.now_at].words
                if kept(*((new, old) if whole is What.DELETED else (old, new))):
                    yield change
            return
        yield change


def _is_beginning(part: Sequence[str], words: Sequence[str]) -> bool:
    """True if the words begin with that part of them; its last may be cut by a hyphen."""
    last = len(part) - 1
    if not 0 <= last < len(words) or part[:last] != words[:last]:
        return False
    cut = part[last].rstrip(_BREAK_HYPHENS)
    return part[last] == words[last] or (cut != part[last] and words[last].startswith(cut))


def _is_tail(part: Sequence[str], words: Sequence[str]) -> bool:
    """True if the words end in that part of them; its first may be the other half of a word."""
    first = len(words) - len(part)
    return bool(part) and first >= 0 and part[1:] == words[first + 1 :] and words[first].endswith(part[0])


def _said(change: Change, side: str, jump: str) -> str:
    named = part_named(change.part, change.paragraph, change.former)
    return f"{counted(change.words, 'word')} of {named} {came(change.words)} {side} {jump}"


def came(words: int) -> str:
    """What they do now."""
    return "now comes" if words == 1 else "now come"


def where_to(said: str) -> str:
    """On which side of which jump the words of that change stand now."""
    return said.partition(" now come")[2].removeprefix("s").strip()
