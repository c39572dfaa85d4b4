"""Issues as the pack sees them, of any size, and what a printed pack has on its sheets."""

import functools
import re
import subprocess
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.units import mm
from layout.desk.numbers import is_left_hand, is_spread
from layout.fonts.library import Library, load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.pages.display import Page
from layout.passing.fit import Fit
from layout.pdf.desk_type import DeskType
from layout.pdf.inks import Inks
from layout.pdf.paint import paint_page
from layout.proof.pack.dossier import AdRow, Brief, BudgetRow, Dossier, Flag, GalleyHead, GalleyRow, PackGalley, PackPage, Shown
from layout.proof.pack.form import serif
from layout.proof.pack.pack import PaperSize, Part, Wish, draw_pack
from layout.proof.states import State

WHEN = datetime(2026, 11, 23, 21, 4)
SIZE = (mm(350), mm(500))


@functools.cache
def library() -> Library:
    return load_library([shipped_fonts()])[0]


@functools.cache
def kind() -> DeskType:
    return DeskType(Faces(library()), "en-GB")


def row(block: str = "A", slug: str = "bridge", **more: object) -> BudgetRow:
    facts: dict[str, object] = {"headline": "Council votes at last to build the bridge", "byline": "Maren Holloway"}
    facts |= {"words": 354, "lines": 60, "told": "full", "pictures": 1}
    return BudgetRow(block, slug, **{**facts, **more})  # type: ignore[arg-type]


def over(slug: str = "tram", lines: int = 7, words: int = 46) -> BudgetRow:
    return row(
        "T", slug, fit=Fit.OVER, over=lines, words_over=words, told=f"+{lines} lines (about {words} words) over, 2.6 col. cm"
    )


def flag(severity: Severity = Severity.ERROR, area: Area | None = None, message: str = "a picture is missing") -> Flag:
    return Flag(severity, "picture-missing", message, "Put the file there, or correct its name.", area)


def page(number: str = "1", **more: object) -> PackPage:
    width = SIZE[0] * (2 if is_spread(number) else 1)
    painted = paint_page(Page(number, "News", width, SIZE[1], 0.0, False, ()), Inks())
    facts: dict[str, object] = {
        "section": "News",
        "deadline": "21:30",
        "spread": is_spread(number),
        "left_hand": is_left_hand(number),
    }
    facts |= {
        "width": width,
        "height": SIZE[1],
        "shown": (Shown(number, painted),),
        "ink": f"1f{number}".ljust(32, "0"),
        "held": False,
    }
    facts |= {"proof": f"9a{number}".ljust(64, "0"), "state": State.READY, "rows": (row(),), "ads": (), "flags": ()}
    return PackPage(number, **{**facts, **more})  # type: ignore[arg-type]


def galley(slug: str = "bridge", lines: int = 40, over: int = 0, text: str = "The council voted at last to build") -> PackGalley:
    set_line = kind().line(text, serif(9.0))
    rows = [GalleyRow(at, set_line, 0.0, over=False) for at in range(1, lines + 1)]
    rows += [GalleyRow(at, None, 0.0, over=True, told=text) for at in range(lines + 1, lines + 1 + over)]
    told = f"+{over} lines (about {over * 6} words) over, 2.6 col. cm" if over else "full"
    advice = f"cut {over * 6} words ({over} lines) from the end" if over else ""
    fit = Fit.OVER if over else Fit.FULL
    place = "page 1, block A; goes on on page 3, block B"
    head = GalleyHead(headline="Council votes at last", byline="Maren Holloway")
    return PackGalley(slug, place, head, f"{lines} lines", fit, told, advice, tuple(rows), 9.0, 140.6)


def dossier(pages: tuple[PackPage, ...] = (), galleys: tuple[PackGalley, ...] = (), **more: object) -> Dossier:
    facts: dict[str, object] = {
        "title": "Harbour Herald",
        "date": "Tuesday 24 November 2026",
        "edition": "City",
        "number": "16,180",
    }
    facts |= {"language": "en-GB", "made": WHEN, "build": "c0ffee" * 10}
    return Dossier(**{**facts, **more}, pages=pages or (page(),), galleys=galleys)  # type: ignore[arg-type]


def large(pages: int = 64, stories: int = 400) -> Dossier:
    """Every kind of trouble at once, and very much of it."""
    made: list[PackPage] = []
    for at in range(1, pages + 1):
        own = stories // pages + (at <= stories % pages)
        rows = [row(chr(65 + n % 26), f"story-{at}-{n}") for n in range(own)]
        rows[0] = over(f"story-{at}-0")
        rows[-1] = row("Z", "(briefs)", headline="", byline="", briefs=(Brief("quay-fire", "Cable caused quay fire", 33),) * 6)
        flags = tuple(flag(Severity.ERROR if n % 3 else Severity.WARNING, Area(40, 30.0 * n, 140, 60)) for n in range(at % 40))
        ads = (AdRow("X", f"A{1000 + at}", "marine.pdf", "103.7 × 102.0 mm", "103.7 × 102.0 mm", "Marlow & Finch Packets"),)
        made.append(page(str(at), rows=tuple(rows), flags=flags, ads=ads, state=State.OVERSET, held=at % 2 == 0))
    galleys = tuple(galley(f"story-{n}", 5 + n % 20, n % 7 if n % 3 == 0 else 0) for n in range(stories))
    return dossier(tuple(made), galleys)


def print_pack(issue: Dossier, size: PaperSize = PaperSize.A4, parts: tuple[Part, ...] = tuple(Part)) -> bytes:
    return draw_pack(issue, Wish(WHEN, size, parts), library())[0]


class Printed(NamedTuple):
    """A word on a sheet: left, top, right, bottom of its box in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class SheetText(NamedTuple):
    width: float
    height: float
    words: tuple[Printed, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def sheets(data: bytes, folder: Path) -> list[SheetText]:
    """Each sheet's words, as poppler finds them."""
    path = folder / "pack.pdf"
    path.write_bytes(data)
    told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, timeout=120, check=True).stdout
    found: list[SheetText] = []
    for head, body in re.findall(r"<page ([^>]*)>(.*?)</page>", told, re.DOTALL):
        width, height = (float(size) for size in re.findall(r'"([\d.]+)"', head))
        words = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', body)
        found.append(SheetText(width, height, tuple(Printed(unescape(text), *map(float, box)) for *box, text in words)))
    return found


LEAST_MARGIN = mm(8)


def off_the_sheet(sheet: SheetText) -> list[Printed]:
    """Words that a laser printer might not print."""
    edge = LEAST_MARGIN
    return [
        word
        for word in sheet.words
        if word.left < edge or word.top < edge or word.right > sheet.width - edge or word.bottom > sheet.height - edge
    ]


def overlapping(sheet: SheetText) -> list[tuple[str, str]]:
    """Words whose letters lie in each other. A box is as high as the font, its letters about the middle two thirds."""
    boxes = [
        Printed(
            word.text,
            word.left,
            word.top + (word.bottom - word.top) * 0.25,
            word.right,
            word.bottom - (word.bottom - word.top) * 0.2,
        )
        for word in sheet.words
    ]
    boxes.sort(key=lambda word: word.top)
    found: list[tuple[str, str]] = []
    for at, word in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other.top >= word.bottom:
                break
            if word.left < other.right - 0.3 and other.left < word.right - 0.3:
                found.append((word.text, other.text))
    return found
