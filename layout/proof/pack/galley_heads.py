"""What stands over a block's text, read from the page on which it is set: of several headlines the one that was taken.

In: a block, the pages. Out: its head in words; without one, the empty head.
"""

from collections.abc import Iterable, Mapping

from layout.lines.line import Line
from layout.pages.display import Kind, Page, TextMark
from layout.pages.outcome import BlockOutcome
from layout.passing.galley import BREAK_HYPHEN
from layout.proof.pack.dossier import GalleyHead


def head_of(block: BlockOutcome, story: str, pages: Mapping[str, Page]) -> GalleyHead:
    """Of the block on its page. `story`: as its marks name it, "" for a block of briefs."""
    set_: dict[Kind, list[Line]] = {}
    for mark in pages[block.page].marks if block.page in pages else ():
        if isinstance(mark, TextMark) and (mark.text.source.block, mark.text.source.story) == (block.block, story):
            set_.setdefault(mark.text.kind, []).append(mark.text.line)
    return GalleyHead(
        kicker=", ".join(_read(set_.get(kind, ()), " ") for kind in (Kind.LABEL, Kind.KICKER) if kind in set_),
        headline=_read(set_.get(Kind.HEADLINE, ()), " "),
        deck=_read(set_.get(Kind.DECK, ()), " "),
        byline=_read(set_.get(Kind.BYLINE, ()), ", "),
    )


def _read(lines: Iterable[Line], between: str) -> str:
    """Several lines as one, a word that is broken over two in one piece. `between`: two lines of another face; else a space."""
    told = ""
    last: Line | None = None
    for line in lines:
        if told.endswith(BREAK_HYPHEN):
            told = told[:-1] + line.text
        elif last is not None:
            told += (" " if _face(last) == _face(line) else between) + line.text
        else:
            told = line.text
        last = line
    return told.replace(BREAK_HYPHEN, "-")


def _face(line: Line) -> tuple[str, float]:
    return (line.words[0].face.name, line.words[0].size) if line.words else ("", 0.0)
