"""Slips of the keyboard: words, spaces and stops that stand twice, spaces that are missing.

In: the copy. Out: each passage's first slip of each kind. Words that a language sets twice on purpose (`had had`, `die die`) are
none, and neither are names (`Duran Duran`): where a short word is doubled, it must be one that never is; a long one must not be a
name. Languages without such a list are not judged.
"""

import re
from itertools import pairwise

from layout.passing.copy_rules import SPACE_MISSING, SPACES, STOPS, WORD_DOUBLED, or_allow
from layout.passing.passages import Copy, Part, Passage, Told, mother, quoted, tell

_NEVER_TWICE = {
    "en": (
        "the a an and of for with at to from by or but its their these those they we she which our would could should are were"
        " be been have has into than also as if when where while because after before about between through during under against"
    ),
    "de": (
        "und oder dass nicht im am vom von zum zur ist hat wird wurde wurden haben sind waren kann auch für gegen ohne zwischen"
        " seit nur wir einem einer eines einen"
    ),
    "fr": "le les des du de et un une dans pour par sur avec au aux ce est sont ont ou mais qui",
    "es": "el los las de del y en un una por con para su al pero como más",
}
_WORDS = {language: frozenset(words.split()) for language, words in _NEVER_TWICE.items()}
_LONG = 6  # letters of a word that nobody doubles but on purpose
_ON_PURPOSE = frozenset(
    "really always little pretty please bitte wieder schnell langsam vraiment encore doucement mucho siempre"
    " werden worden würden können müssen dürfen wollen sollen lassen".split()
)
_DOTS = 2  # in a word that is no end of a sentence: an address, a file
_BEHIND = ".,;:!?…\"'”’“»«)]"

_BOTH_SIDES = re.compile(r"[^\S\n](?<=\S.)[^\S\n]+(?=\S)")
_NO_SPACE = re.compile(r"[a-zß-öø-ÿ]{3,}[.!?,][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,}")
_TWO_STOPS = re.compile(
    r"[,;:.](?<=[\w\"'”’“»)].)(?:(?<=,)(?:,+|;)|(?<=;)(?:;+|,)|(?<=[,;:])\.(?!\.)|(?<=\.)\.(?!\.))(?=\s|$|[\"'”’“»)])"
)
_READ = frozenset(Part) - {Part.FURNITURE, Part.ALT, Part.BYLINE, Part.CREDIT, Part.DATELINE, Part.QUOTE_BY, Part.BYLINE_ROLE}


def check_wording(copy: Copy) -> Told:
    """Every passage that is prose; furniture is drawn, and names are names."""
    for passage in copy.passages():
        if passage.part in _READ:
            never = _WORDS.get(mother(passage.language))
            if never is not None:
                yield from _check_words(passage, never)
            yield from _check_stops(passage)
        if passage.part is not Part.FURNITURE:
            yield from _check_spaces(passage)


def _check_words(passage: Passage, never: frozenset[str]) -> Told:
    bare = passage.text.lower().replace('"', "").replace("“", "").replace("„", "").split()
    for first, second in pairwise(bare):
        if second.startswith(first) and _is_doubled(first, second, never):
            match = re.search(rf"(?<![\w'’-])({first})\s+({first})(?![\w'’-])", passage.text, re.IGNORECASE)
            # A name, where the second has a capital: Duran Duran, the The Hague.
            if match is not None and (match[2].islower() or passage.text.isupper()):
                shown = quoted(passage.text, *match.span())
                text = f"has a word twice, “{match[1]} {match[2]}”: {shown}"
                yield tell(WORD_DOUBLED, passage, text, "Take one of the two out." + or_allow(WORD_DOUBLED))
                return


def _is_doubled(first: str, second: str, never: frozenset[str]) -> bool:
    if first != second.rstrip(_BEHIND) or not first.isalpha():
        return False
    return first in never or (len(first) >= _LONG and first not in _ON_PURPOSE)


def _check_spaces(passage: Passage) -> Told:
    text = passage.text
    if "  " not in text and text.isascii():
        return
    match = _BOTH_SIDES.search(text)
    if match is not None:
        message = f"has {len(match[0])} spaces where one is meant: {quoted(text, *match.span())}"
        remedy = "Leave one; look for no-break spaces (`&nbsp;`) too." + or_allow(SPACES)
        yield tell(SPACES, passage, message, remedy)


def _check_stops(passage: Passage) -> Told:
    match = _NO_SPACE.search(passage.text)
    if match is not None and not _in_address(passage.text, match):
        shown = quoted(passage.text, *match.span())
        remedy = "Write the space." + or_allow(SPACE_MISSING)
        yield tell(SPACE_MISSING, passage, f"has no space behind a stop: {shown}", remedy)
    match = _TWO_STOPS.search(passage.text)
    if match is not None:
        shown = quoted(passage.text, *match.span())
        yield tell(STOPS, passage, f"has “{match[0]}”: {shown}", "Leave the one that is meant." + or_allow(STOPS))


def _in_address(text: str, match: re.Match[str]) -> bool:
    """True if the place lies in an address of the web or a name of dots."""
    start = max(text.rfind(" ", 0, match.start()), text.rfind("\u00a0", 0, match.start())) + 1
    stop = text.find(" ", match.end())
    word = text[start : stop if stop >= 0 else len(text)]
    return "@" in word or "/" in word or "www." in word or word.count(".") > _DOTS
