"""Everything that pages take from files when they are painted: pictures as ink, ads, drawings.

In: finished pages. Out: their inks, and what could not be had; the same picture in the same place is separated once.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from layout.base.problems import OnPage, Problem
from layout.base.store import Store
from layout.design.styles import FontSpec
from layout.fonts.face import Face
from layout.fonts.library import load_library, shipped_fonts
from layout.images.faults import Filed
from layout.images.placed_pdf import PlacedPage, place_page
from layout.images.press_ink import PressInk
from layout.images.separate import Inking, Place, Separated, separate
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Page, PdfMark
from layout.pdf.drawings import Drawn, draw_svg

Key = TypeVar("Key")
Made = TypeVar("Made")

FromFile = ImageMark | DrawingMark | PdfMark

_STORED = "separated 1"  # goes up when the same picture would come out otherwise


class PictureKey(NamedTuple):
    """A picture in its place: what has to be separated."""

    path: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Inks:
    """What was made ready for the pages' marks. What is absent becomes a marked hole, its text set in `small`."""

    pictures: Mapping[PictureKey, Separated] = field(default_factory=dict)
    ads: Mapping[tuple[Path, int], PlacedPage] = field(default_factory=dict)
    drawings: Mapping[Path, Drawn] = field(default_factory=dict)
    small: Face | None = None

    def has(self, mark: FromFile, page: Page) -> bool:
        """True if what the mark shows could be had."""
        match mark:
            case ImageMark():
                return picture_key(mark, page) in self.pictures
            case DrawingMark():
                return mark.path in self.drawings
            case PdfMark():
                return (mark.path, mark.page) in self.ads


def picture_key(mark: ImageMark, page: Page) -> PictureKey:
    """What of the inks a picture's mark takes; on a mono page it prints black alone."""
    return PictureKey(mark.path, Place(mark.crop, mark.area.width, mark.area.height, mark.grey or page.mono))


def prepare_inks(pages: Sequence[Page], press: PressInk, store: Store) -> tuple[Inks, tuple[Problem, ...]]:
    """Read and separate all that the pages show. A file that cannot be had is a Problem at each of its places."""
    kitchen = _Kitchen(press, store)
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, FromFile):
                kitchen.prepare(mark, page)
            elif isinstance(mark, HoleMark):
                kitchen.holes = True
    small = _small_face() if kitchen.holes else None
    return Inks(kitchen.pictures, kitchen.ads, kitchen.drawings, small), tuple(kitchen.problems)


class _Kitchen:
    """The inks while they are made."""

    def __init__(self, press: PressInk, store: Store) -> None:
        self.press = press
        self.store = store
        self.pictures: dict[PictureKey, Separated] = {}
        self.ads: dict[tuple[Path, int], PlacedPage] = {}
        self.drawings: dict[Path, Drawn] = {}
        self.problems: list[Problem] = []
        self.holes = False

    def prepare(self, mark: FromFile, page: Page) -> None:
        """Make what `mark` needs, unless it is there already."""
        filed = Filed(mark.path.name, OnPage(page.number, mark.area))
        match mark:
            case ImageMark():
                key = picture_key(mark, page)
                if key not in self.pictures:
                    self._take(self.pictures, key, self._separate(key, filed), mark)
            case DrawingMark():
                if mark.path not in self.drawings:
                    self._take(self.drawings, mark.path, draw_svg(mark.path, self.press, filed), mark)
            case PdfMark():
                if (mark.path, mark.page) not in self.ads:
                    self._take(self.ads, (mark.path, mark.page), place_page(mark.path, mark.page, filed), mark)

    def _take(self, shelf: dict[Key, Made], key: Key, made: tuple[Made | None, list[Problem]], mark: FromFile) -> None:
        thing, problems = made
        self.problems += [replace(problem, story=mark.source.story) for problem in problems]
        if thing is None:
            self.holes = True
        else:
            shelf[key] = thing

    def _separate(self, key: PictureKey, filed: Filed) -> tuple[Separated | None, list[Problem]]:
        if self.store.folder is None:
            return separate(key.path, key.place, self.press, filed)
        try:
            content = hashlib.blake2b(key.path.read_bytes()).hexdigest()
        except OSError:
            return None, [filed.missing()]
        profile = hashlib.blake2b(self.press.profile).hexdigest()
        name = f"{_STORED} {content} {key.place} {profile} {self.press.limit}"
        kept = self.store.get(name)
        if kept is not None:
            return _unpacked(kept), []
        separated, problems = separate(key.path, key.place, self.press, filed)
        if separated is not None and not problems:
            self.store.put(name, _packed(separated))
        return separated, problems


def _packed(separated: Separated) -> bytes:
    return f"{separated.width} {separated.height} {separated.inking}\n".encode() + separated.jpeg


def _unpacked(kept: bytes) -> Separated:
    head, _, jpeg = kept.partition(b"\n")
    width, height, inking = head.decode().split()
    return Separated(jpeg, int(width), int(height), Inking(inking))


def _small_face() -> Face:
    """What holes are marked in: of the shipped fonts, since a house may name none that can be had."""
    library, _ = load_library([shipped_fonts()])
    return library.face(FontSpec("Roboto Condensed"), 7.0)
