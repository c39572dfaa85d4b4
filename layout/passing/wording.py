"""Slips of the keyboard: words, spaces and stops that stand twice, spaces that are missing.

In: the copy. Out: each passage's first slip of each kind. Words that a language sets twice on purpose (`had had`, `die die`) are
none, and neither are names (`Duran Duran`): where a short word is doubled, it must be one that never is; a long one must not be a
name. A word three times or more is a manner of speaking. Languages without such a list are not judged.
"""

import re
from itertools import pairwise

from layout.base.problems import Problem
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
_PREPOSITIONS = {
    "en": "to of in at on from by for with and or into over under through between before after",
    "de": "in an auf aus bei mit nach von vor zu für durch über unter um gegen und oder",
    "fr": "à de dans par pour sur avec et en sous vers chez",
    "es": "a de en con por para sobre y",
}
_ARTICLES = {
    "en": "the a an his its their our my",
    "de": "der die das den dem des ein eine einen einem einer",
    "fr": "le la les un une des",
    "es": "el la los las un una",
}
_PAIRS = {
    language: re.compile(
        rf"(?<![\w'’,-])(?<!,\s)(?P<pair>(?:{words.replace(' ', '|')})\s(?:{_ARTICLES[language].replace(' ', '|')}))"
        r"\s(?P=pair)(?![\w'’-])",
        re.IGNORECASE,
    )
    for language, words in _PREPOSITIONS.items()
}
"""Preposition and article, twice: “to the to the”; behind a comma `in der in der Nacht` is German."""
_PARTICIPLE = r"(?![^.,;:!?]*?\s[a-zäöüß]{3,}e[nrsm]?\s[A-ZÄÖÜ])"  # `in in der Stadt gebauten Häusern`, `den den Regeln treuen`
_BEFORE_NOUN = re.compile(
    r"(?<![\w-])[Ii]n\sin\s(?:den|die|das|der|dem|ein(?:e[nmrs]?)?|seine[nmr]?|ihre[nmr]?)\s"
    rf"(?:[a-zäöüß]+e[nrsm]?\s)?[A-ZÄÖÜ]\w+"
    rf"{_PARTICIPLE}|(?<![\w,-])(?<!,\s)[Dd]e(?P<case>[nm])\sde(?P=case)\s[A-ZÄÖÜ]\w+{_PARTICIPLE}"
)
_IS_IS = re.compile(r"(?<![\w'’-])(?<!that )(?:is\s+is|was\s+was)(?![\w'’-]|\s(?:it|he|she|there|this|that|the|an?)\b[^.!]*\?)")
_ASKING = re.compile(
    r"\b(?:what\w*|who\w*|where\w*|how\w*|why|which\w*|when\w*|all|way|thing|whether|if|fact|problem|point)\b", re.IGNORECASE
)
_LONG = 6  # letters of a word that nobody doubles but on purpose
_ON_PURPOSE = frozenset(
    "really always little pretty please bitte wieder schnell langsam vraiment encore doucement mucho siempre"
    " werden worden würden können müssen dürfen wollen sollen lassen".split()
)
_DOTS = 2  # in a word that is no end of a sentence: an address, a file
_BEHIND = ".,;:!?…\"'”’“»«)]"

_BOTH_SIDES = re.compile(r"[^\S\n](?<=\S.)[^\S\n]+(?=\S)")
_NO_SPACE = re.compile(r"[a-zß-öø-ÿ]{3,}[.!?,][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,}")
_NO_SPACE_BY_COMMA = re.compile(
    r"[a-zß-öø-ÿ]{3,},[a-zß-öø-ÿ]+(?![\w,])|(?<=[a-zß-öø-ÿ]),[\"“„«](?=[A-Za-zÀ-ÿ])"  # `late,the`, `late,"he`
    r"|(?<!\S)[A-Za-zÀ-ÿ]?[a-zß-öø-ÿ]+[\"“„](?=[A-Za-zÀ-ÿ]{2})"  # `said"the`, but no `„Un“sinn`
)
_SPACE_BEFORE = re.compile(r"(?<=\w)[ \u00a0],(?=\s|[^\W\d_])|(?<=[a-zß-öø-ÿ])[ \u00a0]\.(?=\s[A-ZÀ-ÖØ-Þ])")
_TWO_STOPS = re.compile(
    r"[,;:.](?<=[\w\"'”’“»)].)(?:(?<=,)(?:,+|;)|(?<=;)(?:;+|,)|(?<=[,;:])\.(?!\.)|(?<=\.)\.(?!\.))(?=\s|$|[\"'”’“»)])"
)
_SPACES_AT_STOPS = (
    (_NO_SPACE, "no space behind a stop", "Write the space."),
    (_NO_SPACE_BY_COMMA, "no space at a comma or a quotation mark", "Write the space."),
    (_SPACE_BEFORE, "a space before a stop", "Take the space out, and write it behind the stop."),
)
_READ = frozenset(Part) - {Part.FURNITURE, Part.ALT, Part.BYLINE, Part.CREDIT, Part.DATELINE, Part.QUOTE_BY, Part.BYLINE_ROLE}


def check_wording(copy: Copy) -> Told:
    """Every passage that is prose; furniture is drawn, and names are names."""
    for passage in copy.passages():
        if passage.part in _READ:
            never = _WORDS.get(mother(passage.language))
            if never is not None:
                yield from _check_words(passage, never)
                yield from _check_grammar(passage)
            yield from _check_stops(passage)
        if passage.part is not Part.FURNITURE:
            yield from _check_spaces(passage)


def _check_words(passage: Passage, never: frozenset[str]) -> Told:
    bare = passage.text.lower().replace('"', "").replace("“", "").replace("„", "").split()
    for first, second in pairwise(bare):
        if second.startswith(first) and _is_doubled(first, second, never):
            match = _twice(passage.text, first)
            if match is not None:
                yield _doubled(passage, match.span(), f"a word twice, “{match[1]} {match[2]}”")
                return


def _twice(text: str, word: str) -> re.Match[str] | None:
    """Where a word stands twice, and not three times (`und und und`)."""
    for match in re.finditer(rf"(?<![\w'’-])({word})\s+({word})(?![\w'’-])(?!\W+{word}(?!\w))", text, re.IGNORECASE):
        before = re.search(r"(\w+)\W+\Z", text[max(0, match.start() - len(word) - 3) : match.start()])
        # A name, where the second has a capital: Duran Duran, the The Hague.
        if (before is None or before[1].lower() != word) and (match[2].islower() or text.isupper()):
            return match
    return None


def _check_grammar(passage: Passage) -> Told:
    """Words that may stand twice, where the words beside them say that these do not; and pairs of words twice."""
    text, language = passage.text, mother(passage.language)
    if language == "en":
        for found in _IS_IS.finditer(text):
            clause = re.split(r"[.;:!?]\s", text[: found.start()])[-1]
            if not _ASKING.search(clause):  # `what it is is`, `where she was was`
                yield _doubled(passage, found.span(), f"a word twice, “{found[0]}”")
                return
    if language == "de":
        match = _BEFORE_NOUN.search(text)
        if match is not None:
            yield _doubled(passage, match.span(), f"a word twice, “{' '.join(match[0].split()[:2])}”")
            return
    match = _PAIRS[language].search(text)
    if match is not None and not (language == "de" and re.match(_PARTICIPLE, text[match.end() :]) is None):
        yield _doubled(passage, match.span(), f"two words twice, “{match[0]}”")


def _doubled(passage: Passage, place: tuple[int, int], what: str) -> tuple[str, Problem]:
    shown = quoted(passage.text, *place)
    return tell(WORD_DOUBLED, passage, f"has {what}: {shown}", "Take one of the two out." + or_allow(WORD_DOUBLED))


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
    for looked, what, remedy in _SPACES_AT_STOPS:
        match = looked.search(passage.text)
        if match is not None and not _in_address(passage.text, match):
            shown = quoted(passage.text, *match.span())
            yield tell(SPACE_MISSING, passage, f"has {what}: {shown}", remedy + or_allow(SPACE_MISSING))
            break
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
