"""Typed text made typographic: quotes, apostrophes, dashes, ellipses and spaces as the language wants them.

In: spans as filed. Out: runs of the same manners, whose texts are ready to be shaped. Only U+0020 may break or stretch between
words; U+00A0 stretches and does not break, U+202F does neither. Quotation marks are matched across the spans' borders.
"""

import re
from enum import Enum

from layout.base.values import dataclass
from layout.content.story import Span, Spans

NO_BREAK_SPACE = "\u00a0"
THIN_SPACE = "\u202f"  # narrow no-break space
SOFT_HYPHEN = "\u00ad"
APOSTROPHE = "\u2019"


class Dash(Enum):
    """How a dash between phrases stands."""

    SPACED_EN = " \u2013 "
    EM = "\u2014"
    SPACED_EM = " \u2014 "


@dataclass(frozen=True, slots=True)
class Usage:
    """One language's punctuation: outer and inner quotation marks, the dash, a thin space before high punctuation or none."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    dash: Dash = Dash.SPACED_EN
    thin_before: bool = False


_HIGH = ("\u201c", "\u201d"), ("\u2018", "\u2019")  # “ ” ‘ ’
_LOW_HIGH = ("\u201e", "\u201c"), ("\u201a", "\u2018")  # „ “ ‚ ‘
_LOW_RIGHT = ("\u201e", "\u201d"), ("\u201a", "\u2019")  # „ ” ‚ ’
_ANGLED = ("\u00ab", "\u00bb"), ("\u201c", "\u201d")  # « » “ ”
_FRENCH = (f"\u00ab{THIN_SPACE}", f"{THIN_SPACE}\u00bb"), ("\u201c", "\u201d")
_SWISS = ("\u00ab", "\u00bb"), ("\u2039", "\u203a")  # « » ‹ ›
_DANISH = ("\u00bb", "\u00ab"), ("\u203a", "\u2039")  # » « › ‹
_RIGHT_RIGHT = ("\u201d", "\u201d"), ("\u2019", "\u2019")  # ” ” ’ ’

# The Unicode CLDR's delimiters, and for the dash each language's press.
_USAGES = {
    "en": Usage(*_HIGH),
    "en-us": Usage(*_HIGH, dash=Dash.EM),
    "en-ca": Usage(*_HIGH, dash=Dash.EM),
    "de": Usage(*_LOW_HIGH),
    "de-ch": Usage(*_SWISS),
    "fr": Usage(*_FRENCH, thin_before=True),
    "fr-ch": Usage(*_FRENCH, thin_before=True),
    "nl": Usage(*_HIGH),
    "es": Usage(*_ANGLED, dash=Dash.SPACED_EM),
    "it": Usage(*_ANGLED),
    "pt": Usage(*_HIGH, dash=Dash.SPACED_EM),
    "pt-pt": Usage(*_ANGLED, dash=Dash.SPACED_EM),
    "ca": Usage(*_ANGLED),
    "sv": Usage(*_RIGHT_RIGHT),
    "fi": Usage(*_RIGHT_RIGHT),
    "da": Usage(*_DANISH),
    "nb": Usage(("\u00ab", "\u00bb"), ("\u2018", "\u2019")),
    "nn": Usage(("\u00ab", "\u00bb"), ("\u2018", "\u2019")),
    "no": Usage(("\u00ab", "\u00bb"), ("\u2018", "\u2019")),
    "pl": Usage(("\u201e", "\u201d"), ("\u00ab", "\u00bb")),
    "ro": Usage(("\u201e", "\u201d"), ("\u00ab", "\u00bb")),
    "hu": Usage(("\u201e", "\u201d"), ("\u00bb", "\u00ab")),
    "hr": Usage(*_LOW_RIGHT),
    "cs": Usage(*_LOW_HIGH),
    "sk": Usage(*_LOW_HIGH),
    "sl": Usage(*_LOW_HIGH),
    "bg": Usage(*_LOW_HIGH),
    "is": Usage(*_LOW_HIGH),
    "lt": Usage(*_LOW_HIGH),
    "ru": Usage(("\u00ab", "\u00bb"), ("\u201e", "\u201c"), dash=Dash.SPACED_EM),
    "uk": Usage(("\u00ab", "\u00bb"), ("\u201e", "\u201c"), dash=Dash.SPACED_EM),
    "el": Usage(("\u00ab", "\u00bb"), ("\u201c", "\u201d")),
}

_LEADING_APOSTROPHE = re.compile(r"(?:\d\ds?|tis|twas|twere|twill|twould|em|til|cause|n|bout|round|cos)(?!\w)", re.IGNORECASE)
_OPENS = frozenset("([{<\u2013\u2014-/\u00a0\u202f\u201c\u2018\u201e\u201a\u00ab\u2039\u00a1\u00bf\"'")
_CLOSES = frozenset(",.;:!?)]}>\u2019\u201d\u00bb\u203a")
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_UNEVEN = ("  ", "\n", "\t", "\r", "\f", "\v", "\u2028", "\u2029")

# Each way begins with a sign of its own, looks behind come after it: so the expressions skip to the next such sign.
_BETWEEN_LETTERS = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")
_COMMON = r""""|'|\.\.\.+|\ -\ |\ ---?\ ?|---?\ ?|\ [\u2013\u2014]\ """
_PLAIN = re.compile(_COMMON + r"|\ (?<=[\w)\]'\"\u2019\u201d]\ )\ *[,;:!?](?=\s|$)", re.VERBOSE)
_THIN = re.compile(_COMMON + r"|(?<=[\w)\]'\"\u2019\u201d\u2026%\u20ac\u00bb.])[ \u00a0\u202f]?[;:!?]+(?=[\s\"')\]\u00bb]|$)"
                   r"|\u00ab[ \u00a0\u202f]?|[ \u00a0\u202f]?\u00bb", re.VERBOSE)  # fmt: skip
# Fast way out: without any of these there is nothing to set. Looked for one by one, which is quicker than one expression.
_SIGNS = ('"', "'", "...", "--", " -", " \u2013", " \u2014", " ,", " ;", " :", " !", " ?")


def typographic(spans: Spans, language: str) -> tuple[Span, ...]:
    """The spans with their texts made typographic for `language` (BCP 47, as `en-GB`), white space reduced to single spaces."""
    usage = usage_of(language)
    if len(spans) == 1 and not usage.thin_before:
        text = spans[0].text
        if "'" in text:
            text = _BETWEEN_LETTERS.sub(APOSTROPHE, text)
        for sign in _SIGNS:  # as `any`, twice as fast
            if sign in text:
                break
        else:
            return (_with_text(spans[0], _single_spaced(text)),)
        spans = (_with_text(spans[0], text),)
    spans = tuple(_with_text(span, _single_spaced(span.text)) for span in spans)
    whole = "".join(span.text for span in spans)
    typesetter = _Typesetter(usage, whole)
    done: list[Span] = []
    start = 0
    for span in spans:
        stop = start + len(span.text)
        done.append(_with_text(span, typesetter.part(start, stop)))
        start = stop
    return tuple(done)


def usage_of(language: str) -> Usage:
    """The language's usage; of an unknown region the language's, of an unknown language English."""
    tag = language.lower().replace("_", "-")
    return _USAGES.get(tag) or _USAGES.get(tag.partition("-")[0]) or _USAGES["en"]


class _Typesetter:
    """Reads a paragraph from front to back and remembers which quotation marks are open."""

    def __init__(self, usage: Usage, whole: str) -> None:
        self.usage = usage
        self.whole = whole
        self.open: list[str] = []  # the marks as typed
        self.pattern = _THIN if usage.thin_before else _PLAIN

    def part(self, start: int, stop: int) -> str:
        """The typographic text of whole[start:stop]; parts are asked for in order."""
        done: list[str] = []
        at = start
        for match in self.pattern.finditer(self.whole, start, stop):
            done.append(self.whole[at : match.start()])
            done.append(self._set(match[0], match.start(), match.end()))
            at = match.end()
        done.append(self.whole[at:stop])
        return "".join(done)

    def _set(self, typed: str, start: int, stop: int) -> str:
        before = self.whole[start - 1] if start else " "
        after = self.whole[stop] if stop < len(self.whole) else " "
        match typed.strip()[:1]:
            case '"':
                return self._double(before, after, stop)
            case "'":
                return self._single(before, after, stop)
            case ".":
                return "\u2026" + typed[3:] if len(typed) == 4 else "\u2026"
            case "-" | "\u2013" | "\u2014":
                return self._dash(typed, before, after, at_start=start == 0)
            case "\u00ab":
                return self.usage.outer[0]
            case "\u00bb":
                return self.usage.outer[1]
            case _:
                mark = typed.strip(" \u00a0\u202f")
                return THIN_SPACE + mark if self.usage.thin_before else mark

    def _double(self, before: str, after: str, stop: int) -> str:
        is_open = '"' in self.open
        opens = (before.isspace() or before in _OPENS) and not self._closes(after, stop)
        if before.isspace() and after.isspace():
            opens = not is_open
        if opens:
            self.open.append('"')
            return self._marks()[0]
        if not is_open:
            return "\u2033" if before.isdigit() or before in "\u2032'" else self.usage.outer[1]
        while self.open[-1] != '"':  # a single one that was never closed was an apostrophe
            self.open.pop()
        closing = self._marks()[1]
        self.open.pop()
        return closing

    def _single(self, before: str, after: str, stop: int) -> str:
        is_open = "'" in self.open
        if before.isalnum() and after.isalnum():
            return "\u2032" if before.isdigit() and after.isdigit() else APOSTROPHE
        if before.isspace() or before in _OPENS:
            if self._closes(after, stop) or _LEADING_APOSTROPHE.match(self.whole, stop):
                return APOSTROPHE
            self.open.append("'")
            return self._marks()[0]
        if is_open:
            while self.open[-1] != "'":
                self.open.pop()
            closing = self._marks()[1]
            self.open.pop()
            return closing
        return "\u2032" if before.isdigit() and not after.isalpha() else APOSTROPHE

    def _closes(self, after: str, stop: int) -> bool:
        """True if nothing that a mark could open follows."""
        return after.isspace() or (after in _CLOSES and not self.whole.startswith("...", stop))

    def _marks(self) -> tuple[str, str]:
        """The pair of the innermost open mark: a single one as inner, doubles by turns."""
        if self.open[-1] == "'":
            return self.usage.inner
        return self.usage.outer if self.open.count('"') % 2 else self.usage.inner

    def _dash(self, typed: str, before: str, after: str, *, at_start: bool) -> str:
        leads, trails = typed.startswith(" "), typed.endswith(" ")
        dash = self.usage.dash.value.strip()
        if before.isdigit() and after.isdigit() and not leads and not trails:
            return "\u2013"  # a range
        if at_start or before in "\"'([":
            return dash + (NO_BREAK_SPACE if trails else "")
        if typed == " \u2014 " and self.usage.dash is Dash.SPACED_EN:
            dash = "\u2014"  # a typed em dash is meant
        if self.usage.dash is Dash.EM and not (before.isdigit() and after.isdigit()):
            return "\u2014"
        # A line may end in a dash, not begin with one.
        return NO_BREAK_SPACE + dash + (" " if after.isalnum() or trails else "")


def _single_spaced(text: str) -> str:
    return _SPACES.sub(" ", text) if any(space in text for space in _UNEVEN) else text


def _with_text(span: Span, text: str) -> Span:
    return span if span.text == text else Span(text, span.bold, span.italic, span.small_caps, span.link)
