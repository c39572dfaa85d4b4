"""Everything that pages take from files when they are painted: pictures as ink, ads, drawings.

In: finished pages. Out: their inks, and what could not be had; the same picture in the same place is separated once.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import NamedTuple

from layout.base.problems import OnPage, Problem
from layout.base.store import Store
from layout.base.values import dataclass
from layout.design.styles import FontSpec
from layout.fonts.face import Face
from layout.fonts.library import load_library, shipped_fonts
from layout.images.faults import Filed
from layout.images.ink import Place, PressInk, Separated
from layout.images.kept_pdf import place_kept
from layout.images.kept_picture import pack_picture, unpack_picture
from layout.images.placed_pdf import PlacedPage
from layout.images.program import picture_program
from layout.images.told import notes_of
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Page, PdfMark
from layout.pdf.drawings import Drawn, draw_svg

FromFile = ImageMark | DrawingMark | PdfMark


class AdKey(NamedTuple):
    """One page of a PDF, counted from 0."""

    path: Path
    page: int


class PictureKey(NamedTuple):
    """A picture in its place: what has to be separated."""

    path: Path
    place: Place


class DrawingKey(NamedTuple):
    """A drawing, in colour or (on a mono page) in black alone."""

    path: Path
    mono: bool


Key = PictureKey | AdKey | DrawingKey
FromFileMade = Separated | PlacedPage | Drawn
_Made = tuple[Separated | None, list[Problem]] | tuple[PlacedPage | None, list[Problem]] | tuple[Drawn | None, list[Problem]]


@dataclass(frozen=True, slots=True)
class Inks:
    """What was made ready for the pages' marks. What is absent becomes a marked hole, its text set in `small`."""

    pictures: Mapping[PictureKey, Separated] = field(default_factory=dict)
    ads: Mapping[AdKey, PlacedPage] = field(default_factory=dict)
    drawings: Mapping[DrawingKey, Drawn] = field(default_factory=dict)
    small: Face | None = None

    def has(self, mark: FromFile, page: Page) -> bool:
        """True if what the mark shows could be had."""
        key = key_of(mark, page)
        return key in self.pictures or key in self.ads or key in self.drawings

    def made(self, key: Key) -> FromFileMade:
        """What was made ready under a key that they have."""
        match key:
            case PictureKey():
                return self.pictures[key]
            case AdKey():
                return self.ads[key]
            case DrawingKey():
                return self.drawings[key]

    def with_more(self, made: Mapping[Key, FromFileMade]) -> "Inks":
        """The same with more, that was made ready before."""
        pictures, ads, drawings = dict(self.pictures), dict(self.ads), dict(self.drawings)
        for key, each in made.items():
            if isinstance(key, PictureKey) and isinstance(each, Separated):
                pictures[key] = each
            elif isinstance(key, AdKey) and isinstance(each, PlacedPage):
                ads[key] = each
            elif isinstance(key, DrawingKey) and isinstance(each, Drawn):
                drawings[key] = each
        return Inks(pictures, ads, drawings, self.small)


def key_of(mark: FromFile, page: Page) -> Key:
    """Under which key the inks have what a mark shows."""
    match mark:
        case ImageMark():
            return picture_key(mark, page)
        case DrawingMark():
            return DrawingKey(mark.path, page.mono)
        case PdfMark():
            return AdKey(mark.path, mark.page)


def picture_key(mark: ImageMark, page: Page) -> PictureKey:
    """A picture in its place; on a mono page it prints black alone."""
    return PictureKey(mark.path, Place(mark.crop, mark.area.width, mark.area.height, mark.grey or page.mono))


def prepare_inks(pages: Sequence[Page], press: PressInk, store: Store, jobs: int = 1) -> tuple[Inks, tuple[Problem, ...]]:
    """Read and separate what the pages show, each picture once, `jobs` of them at a time as far as the machine's memory goes.

    What cannot be had is a Problem at each of its places: `where` is OnPage with the number of a page and the mark's area.
    """
    wanted = _wanted(pages)
    if not wanted:
        return Inks(small=_small_face() if _has_hole(pages) else None), ()
    made = _made(list(wanted.values()), press, store, jobs)
    results = list(zip(wanted.items(), made, strict=True))
    problems = tuple(
        replace(problem, where=where, story=story)
        for (_, task), (_, found) in results
        for problem in found
        for where, story in task.places
    )
    holed = any(thing is None for thing, _ in made) or _has_hole(pages)
    inks = Inks(small=_small_face() if holed else None)
    return inks.with_more({key: thing for (key, _), (thing, _) in results if thing is not None}), problems


def _has_hole(pages: Sequence[Page]) -> bool:
    return any(isinstance(mark, HoleMark) for page in pages for mark in page.marks)


class _Task(NamedTuple):
    """What has to be made, and the places that want it with their stories."""

    key: Key
    filed: Filed
    places: list[tuple[OnPage, str]]


def _wanted(pages: Sequence[Page]) -> dict[Key, _Task]:
    """Each thing once, in the order of the pages."""
    wanted: dict[Key, _Task] = {}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, FromFile):
                key = key_of(mark, page)
                where = OnPage(page.number, mark.area)
                task = wanted.setdefault(key, _Task(key, Filed(mark.path.name, where), []))
                task.places.append((where, mark.source.story))
    return wanted


def _made(tasks: Sequence[_Task], press: PressInk, store: Store, jobs: int) -> list[_Made]:
    """What came of each task, in their order."""
    # Pillow is loaded only where there are pictures: a page without any need not wait for it.
    from layout.images.guard import at_once
    from layout.images.raster import hushed

    with hushed():
        if at_once(min(jobs, len(tasks))) == 1:
            return [_make(task, press, store) for task in tasks]
        from concurrent.futures import ThreadPoolExecutor  # late, as whoever has one page to set has no use for it

        with ThreadPoolExecutor(at_once(jobs)) as workers:  # threads: Pillow lets go of the interpreter while it works
            return list(workers.map(lambda task: _make(task, press, store), tasks))


def _make(task: _Task, press: PressInk, store: Store) -> _Made:
    match task.key:
        case PictureKey():
            return separated(task.key, task.filed, press, store)
        case AdKey():
            return place_kept(task.key.path, task.key.page, task.filed, store)
        case DrawingKey():
            return draw_svg(task.key.path, press, task.filed, mono=task.key.mono)


def separated(key: PictureKey, filed: Filed, press: PressInk, store: Store) -> tuple[Separated | None, list[Problem]]:
    """The picture as ink: from the store where the same bytes were separated for the same place before."""
    name = ""
    program = picture_program() if store.folder is not None else None
    if program is not None and key.path.is_file():  # a pipe must not be read twice, nor at all
        try:
            name = _kept_as(key, press, program)
        except OSError as error:
            return None, [filed.told(error)]
        kept = store.get(name)
        if kept is not None:
            return _with_notes(unpack_picture(kept), [], filed)
    from layout.images.separate import separate  # late: what is kept needs neither Pillow's codecs nor numpy

    made, problems = separate(key.path, key.place, press, filed)
    if made is not None and name:
        store.put(name, pack_picture(made))
    return _with_notes(made, problems, filed)


def _with_notes(made: Separated | None, problems: list[Problem], filed: Filed) -> tuple[Separated | None, list[Problem]]:
    return made, problems if made is None else [*problems, *notes_of(made, filed)]


def _kept_as(key: PictureKey, press: PressInk, program: str) -> str:
    """All that decides how a picture comes out: the file's bytes, its place, the press's ink, the program and its libraries."""
    content = hashlib.blake2b(key.path.read_bytes()).hexdigest()
    profile = hashlib.blake2b(press.profile).hexdigest()
    return f"separated {program} {content} {key.place} {replace(press, profile=b'')} {profile}"


def _small_face() -> Face:
    """What holes are marked in: of the shipped fonts, since a house may name none that can be had."""
    library, _ = load_library([shipped_fonts()])
    return library.face(FontSpec("Roboto Condensed"), 7.0)
