"""Pages named in running text: `see page 5`, `(Seite 5)`, `Story, page 3`, `S. 4`.

In: text. Out: the pages that it names, and of them those that point a reader there. Copy speaks of pages of
reports and books too: what is not worded as a pointer is none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIGNS = ("page", "seite", "página", " p.", " pp.", "(p.", " s.", "(s.", "pág")  # looked for first: quicker than the expression
_MENTION = re.compile(
    r"(?<![\w.])(?:pages?|pp?\.|seiten?|s\.|páginas?|págs?\.)[ \u00a0\u202f]?([a-z]?\d{1,3})(?![\w]|[.,]\d)", re.IGNORECASE
)
_BIDDING = (
    r"see|see also|turn to|more on|more, on|continued on|details on|full story on|full report on|read more on|"
    r"siehe|siehe auch|siehe auf|s\.|vgl\.|lesen sie|lesen sie mehr auf|lesen sie auf|mehr auf|mehr dazu auf|mehr dazu|"
    r"bericht auf|weiter auf|fortsetzung auf|kommentar auf|"
    r"voir|voir en|voir aussi|lire|lire en|lire aussi|à lire|à lire en|suite|"
    r"ver|ver en|ver la|véase|véase la|vea la|pasa a la|pasa a|más en la|más en|continúa en la"
)
_STANDING_HEAD = (
    r"story|stories|full story|report|analysis|comment|opinion|editorial|leader|letters|sport|review|interview|pictures|details|"
    r"weather|television|crossword|obituary|"
    r"bericht|berichte|kommentar|meinung|interview|reportage|hintergrund|wetter|fernsehen|leitartikel|"
    r"nos informations|analyse|éditorial|entretien|portrait|reportage|"
    r"reportaje|análisis|opinión|entrevista|deportes|editorial"
)
_BIDS = re.compile(rf"(?<!\w)(?:{_BIDDING})[ :,]*\Z")
_HEADS = re.compile(rf"(?:^|[.!?\u2026(\u2013\u2014:;]\s*)(?:{_STANDING_HEAD})(?:,| on| auf|:| \||,? en)?\s*\Z")
_OF_ANOTHER = re.compile(r"(?:[-\u2013]\d+)?\s*,?\s*(?:of|in|des|der|vom|von|im|aus|de|du|del|dans|ff?\.)(?!\w)", re.IGNORECASE)
_LOOK_BACK = 48  # letters before a mention in which its wording shows


class Mention(NamedTuple):
    """A page named in a text: its number in small letters, where the mention begins, its words."""

    number: str
    start: int
    text: str


class Pointer(NamedTuple):
    """A page that a reader is sent to. `sure`: in words that bid go there; else in brackets alone."""

    number: str
    text: str
    sure: bool


def mentions(text: str) -> Iterator[Mention]:
    """Every page that a text names."""
    folded = f" {text.lower()}"
    if any(sign in folded for sign in _SIGNS):
        for match in _MENTION.finditer(text):
            yield Mention(match[1].casefold(), match.start(), match[0])


def pointers(text: str) -> Iterator[Pointer]:
    """Those that it points to."""
    for mention in mentions(text):
        end = mention.start + len(mention.text)
        before = text[max(mention.start - _LOOK_BACK, 0) : mention.start].lower()
        if _OF_ANOTHER.match(text, end):
            continue
        bidden = _BIDS.search(before) or _HEADS.search(before)
        if bidden is not None:
            yield Pointer(mention.number, f"{bidden[0].lstrip(' .!?(')}{mention.text}", True)
        elif before.endswith("(") and text[end : end + 1] in (")", ",", ";"):
            yield Pointer(mention.number, f"({mention.text})", False)
