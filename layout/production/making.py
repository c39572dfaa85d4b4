"""Pages made up: pictures and ads measured, ads judged, text composed, pictures turned to ink."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.store import Store
from layout.base.values import dataclass
from layout.design.house import House
from layout.design.press import Press
from layout.design.styles import FontSpec
from layout.desk.bookings import check_twice
from layout.desk.files import files_of_pages, with_missing_photos
from layout.desk.numbers import pages_of
from layout.fonts.library import Library, load_library, shipped_fonts
from layout.images.art import Measure, probe_all
from layout.images.ink import PressInk
from layout.images.picture import Art
from layout.images.probe import probe
from layout.lines.shape import Faces
from layout.lines.standing import Standing
from layout.pages.compose import compose
from layout.pages.display import Page
from layout.pages.outcome import Composed
from layout.pdf.bleed import bled
from layout.pdf.inks import Inks, prepare_inks
from layout.press.photo_ppi import check_resolution
from layout.press.stand_ins import check_fonts, stand_ins
from layout.production.ads import JudgedAds, check_unchanged, judge_ads
from layout.production.desk_reading import read_made
from layout.production.order import Checked, Order, Paper

SMALL_FONT, SMALL_SIZE = FontSpec("Roboto Condensed"), 7.0  # of what holes and slug lines say


@dataclass(frozen=True, slots=True)
class Made:
    """Finished pages with all that is wrong on each, their inks and ads, and the problems that belong to none of them."""

    paper: Paper
    pages: tuple[Page, ...]
    composed: Composed
    inks: Inks
    ads: JudgedAds
    library: Library
    general: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TypeCase:
    """The type that a paper is set from: the fonts of its folders, its founts, and what is wrong with the files."""

    library: Library
    faces: Faces
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SetPages:
    """The pages that are ordered as they were set, before anyone has read them. Their problems are not judged.

    `composed` has pages and blocks beyond them: those whose stories go on here. `art`: pictures and ads as measured, without the
    refused ads; `missing`: what could not be measured, by page number.
    """

    pages: tuple[Page, ...]
    composed: Composed
    art: Mapping[Path, Art]
    missing: Mapping[str, list[Problem]]
    ads: JudgedAds
    case: TypeCase


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The same with all that is wrong on each page, before anything of them is turned to ink. Neither their problems nor the
    general ones are judged."""

    pages: tuple[Page, ...]
    composed: Composed
    art: Mapping[Path, Art]
    ads: JudgedAds
    library: Library
    general: tuple[Problem, ...]


def open_case(house: House, store: Store, standing: Standing | None = None) -> TypeCase:
    """The type of a house. A process that sets the same pages again and again gives it `standing` type."""
    library, problems = load_library([*house.font_folders, shipped_fonts()])
    return TypeCase(library, Faces(library, house.hyphenation, standing, store), tuple(problems))


def make_up(paper: Paper, order: Order, released: Set[str] = frozenset()) -> MadeUp:
    """Pictures and ads measured, ads judged, text composed and read. Nothing is read again later but what is turned to ink.
    `released`: see `read_pages`."""
    up = set_pages(paper, order, open_case(paper.house, order.store))
    up.case.faces.keep()
    return read_pages(up, paper, order, released)


def set_pages(paper: Paper, order: Order, case: TypeCase, measure: Measure = probe) -> SetPages:
    """Pictures and ads measured, ads judged, text composed."""
    art, missing = probe_all(files_of_pages(paper.plan), paper.house.root, order.store, measure)
    ads = judge_ads(paper, art, order)
    art = {path: found for path, found in art.items() if path not in ads.refused}
    composed = compose(paper.plan, case.faces, art)
    ordered = order.numbers(paper.issue)
    pages = tuple(page for page in composed.pages if page.number in ordered)
    return SetPages(pages, composed, art, missing, ads, case)


def read_pages(up: SetPages, paper: Paper, order: Order, released: Set[str] = frozenset()) -> MadeUp:
    """The pages read as a desk reads them, each with all that is wrong on it. `released`: the numbers of pages that are
    plated as they were frozen: what would stand on them now stands twice with nothing."""
    kept = {part for number in released for part in pages_of(number)}
    read = read_made(up.pages, up.composed.blocks, paper, order, kept)
    twice = check_twice(paper.issue, kept)
    library = up.case.library
    in_stand_ins = check_fonts(up.pages, stand_ins(paper.house, library))
    told = {
        page.number: [
            *with_missing_photos(page.problems, paper.plan, up.art),
            *up.missing[page.number],
            *up.ads.problems[page.number],
            *in_stand_ins[page.number],
            *twice.get(page.number, ()),
            *read.get(page.number, ()),
        ]
        for page in up.pages
    }
    general = (*up.case.problems, *_of_fonts(up.case.faces, paper.house, any(in_stand_ins.values())))
    pages = [replace(page, problems=tuple(told[page.number])) for page in up.pages]
    return MadeUp(tuple(pages), up.composed, up.art, up.ads, library, general)


def make_pages(paper: Paper, checked: Checked, released: Set[str] = frozenset()) -> Made:
    """The pages that are ordered. `released`: see `read_pages`."""
    order = checked.order
    up = make_up(paper, order, released)
    inks, spoilt = ink_pages([bled(page) for page in up.pages], paper, order, up.library)
    return judged_pages(up, inks, spoilt, paper, order)


def judged_pages(up: MadeUp, inks: Inks, spoilt: Mapping[str, Sequence[Problem]], paper: Paper, order: Order) -> Made:
    """The pages with their problems as the issue and the order weigh them. `spoilt`: what could not be turned to ink."""
    exchanged = check_unchanged(up.ads, paper)
    photos = {path: found for path, found in up.art.items() if path not in up.ads.files}
    pages: list[Page] = []
    for page in (bled(each) for each in up.pages):
        number = page.number
        found = [*page.problems, *exchanged[number], *check_resolution(page, photos, paper.press), *spoilt[number]]
        pages.append(replace(page, problems=order.judged(found, paper.issue)))
    general = order.judged(up.general, paper.issue)
    return Made(paper, tuple(pages), up.composed, inks, up.ads, up.library, general)


def ink_pages(pages: Sequence[Page], paper: Paper, order: Order, library: Library) -> tuple[Inks, dict[str, list[Problem]]]:
    """Everything that pages take from files, bled before; and what could not be had by page number."""
    inks, spoilt = _prepare_inks(pages, paper.press, order)
    if inks.small is not None:  # a hole's text in the very face that the page may be set in: a file holds a font once
        inks = replace(inks, small=library.face(SMALL_FONT, SMALL_SIZE))
    return inks, spoilt


def _of_fonts(faces: Faces, house: House, told: bool) -> Iterator[Problem]:
    """What is wrong with the fonts, at the house; those that are not there are told with the pages that want them (`told`)."""
    for each in faces.problems:
        if each.where != InFile(""):
            yield each
        elif each.severity is not Severity.ERROR or not told:
            yield replace(each, where=house.where)


def _prepare_inks(pages: Sequence[Page], press: Press, order: Order) -> tuple[Inks, dict[str, list[Problem]]]:
    """Everything that pages take from files, and what could not be had by page number."""
    ink = PressInk(
        press.profile.read_bytes() if press.profile is not None else b"",
        press.most_ink,
        press.photo_ppi.target,
        press.screen,
        press.sharpen,
    )
    inks, problems = prepare_inks(pages, ink, order.store, order.jobs)
    spoilt: dict[str, list[Problem]] = {page.number: [] for page in pages}
    for problem in problems:
        assert isinstance(problem.where, OnPage), "what pages take from files is wanted at a place on a page"
        spoilt[problem.where.page].append(problem)
    return inks, spoilt
