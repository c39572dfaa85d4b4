"""Page proofs: each press page as it is, made smaller to fit the desk's paper, with what is wrong and what was noted beside it.

A released page is drawn out of its file, and what is flagged is about that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.pdf.desk_sheet import RED
from layout.proof.pack.budget import state_words
from layout.proof.pack.dossier import PackPage
from layout.proof.pack.form import HAIR, THIN, Desk, Form, Leaf, Part, put_lines, sans, show_page
from layout.proof.pack.leaders import height_of, margin_of
from layout.proof.pack.marks import (
    DISC,
    LEADING,
    Listing,
    Mark,
    columns_depth,
    draw_list,
    draw_sign,
    first_that_fit,
    ink_of,
    marks_of,
    pieces_of,
    told_below,
)

_STRIP = 20.0  # beside the page, for marks
_SLUG = 34.0
_POINT = 2.5  # half of the square around a point
_LINES = 30.0  # points: what is deeper is a block or a picture, no word
_CLEAR, _CLOSE = 4.0, 1.0  # points between a frame and a block, which has gutters about it, and a word, which has none
_MOST_LIST = 0.17  # of the live depth: what is told under a page may not squeeze it further


def draw_page_proofs(desk: Desk) -> None:
    """Every page on a sheet of its own; a double truck on a turned one."""
    desk.part(Part.PAGES)
    for page in desk.dossier.pages:
        _proof(desk, page)


def _proof(desk: Desk, page: PackPage) -> None:
    leaf = desk.leaf(f"page {page.number}", turned=page.width > page.height)
    desk.mark(f"Page {page.number}" + (f", {page.section}" if page.section else ""))
    form, scale = leaf.form, leaf.form.scale
    columns = _across(form)
    marks = marks_of(desk, page, form, columns)
    below = told_below(desk, page, form)
    over = 16 + LEADING * len(below)
    most = (form.bottom - form.top) * _MOST_LIST / scale
    pieces = pieces_of(marks)
    if columns_depth(pieces, columns) > most - over:  # what is wrong is told before what to do about it
        pieces = pieces_of(replace(each, remedy=()) for each in marks)
    here, rest = first_that_fit(pieces, columns, most - over)
    depth = (columns_depth(here, columns) + over) * scale
    top = _slug(desk, leaf, page)
    room = Area(form.left + _STRIP * scale, top, form.live - 2 * _STRIP * scale, form.bottom - depth - 8 * scale - top)
    shown, share = _fitted(page, room)
    _build(desk, leaf, page, share)
    show_page(desk, leaf, page, shown)
    leaf.draw.frame(shown, HAIR)
    _signs(desk, leaf, page, marks, shown)
    leaf.y = form.bottom - depth
    draw_list(desk, leaf, Listing(page, here, below, rest=bool(rest)))
    while rest:
        leaf = desk.leaf(f"page {page.number}, continued", turned=form.turned)
        here, rest = first_that_fit(rest, columns, (form.bottom - form.top) / scale - 24)
        draw_list(desk, leaf, Listing(page, here, rest=bool(rest)))


def _across(form: Form) -> int:
    return 4 if form.turned else 3


def _fitted(page: PackPage, room: Area) -> tuple[Area, float]:
    """The page in the middle of its room, never larger than it is; and its share of its true size."""
    share = min(room.width / page.width, room.height / page.height, 1.0)
    width, height = page.width * share, page.height * share
    return Area(room.x + (room.width - width) / 2, room.y, width, height), share


def _slug(desk: Desk, leaf: Leaf, page: PackPage) -> float:
    """Which page of what this is, and what it is not for; where the page may begin under it.

    Nothing of it is cut: what has no room beside the rest goes without what stands elsewhere too, or on a line of its own.
    """
    form, scale = leaf.form, leaf.form.scale
    base = form.top + 12 * scale
    number = desk.type.fitted(f"Page {page.number}", sans(15 * scale, 700), form.live * 0.3)
    leaf.draw.type(number, form.left, base)
    x = form.left + number.width + 10 * scale
    state, red = state_words(page)
    stamp = desk.type.line("Proof, not for press", sans(8 * scale, 700))
    width = stamp.width + 10 * scale
    leaf.draw.frame(Area(form.right - width, base - 9.5 * scale, width, 13 * scale), 1.0, RED)
    leaf.draw.type(stamp, form.right - width + 5 * scale, base, RED)
    stands = desk.type.line(state, sans(8 * scale, 700))
    leaf.draw.type_right(stands, form.right - width - 10 * scale, base, RED if red else BLACK)
    source = desk.type.line(source_words(page), sans(8 * scale, 700))  # nobody may take it for the page as it is now
    leaf.draw.type(source, x, base)
    x += source.width + 10 * scale if source.words else 0.0
    room = form.right - width - 20 * scale - stands.width - x
    first = next((each for each in _of_page(page) if desk.width(each, sans(8 * scale)) <= room), None)
    leaf.draw.type(desk.type.line(first or "", sans(8 * scale)), x, base)
    build = form.live - desk.type.line(_build_words(desk, page, "shown at 100 % of its size"), sans(7.5 * scale)).width
    names = list(_names(desk, "" if first is not None else next(_of_page(page))))
    beside = next((each for each in names if desk.width(each, sans(7.5 * scale)) <= build - 10 * scale), None)
    if beside is not None:
        leaf.draw.type(desk.type.line(beside, sans(7.5 * scale)), form.left, base + 13 * scale)
        return form.top + _SLUG * scale
    lines = desk.type.lines(names[0], sans(7.5 * scale), form.live)
    put_lines(leaf.draw, lines, (form.left, base + 23 * scale), 10 * scale)
    return form.top + (_SLUG + 10 * len(lines)) * scale


def _of_page(page: PackPage) -> Iterator[str]:
    """Its section and its deadline, in ever fewer words."""
    for deadline in (f"deadline {page.deadline}", page.deadline):
        yield " · ".join(part for part in (page.section, deadline if page.deadline else "") if part)


def _names(desk: Desk, more: str) -> Iterator[str]:
    """Paper, day and edition in ever fewer words: the paper's name stands over it, the day in full too."""
    dossier = desk.dossier
    short = dossier.short_date or dossier.date
    for parts in ((dossier.title, dossier.date), (dossier.title, short), (short,)):
        yield desk.type.read(" · ".join(part for part in (*parts, dossier.edition, more) if part))


def _build(desk: Desk, leaf: Leaf, page: PackPage, share: float) -> None:
    """What is signed: of which making the page is, and how large it is shown."""
    form, scale = leaf.form, leaf.form.scale
    size = "true size" if share >= 0.9995 else f"shown at {share * 100:.0f} % of its size"
    build = desk.type.line(_build_words(desk, page, size), sans(7.5 * scale))
    leaf.draw.type_right(build, form.right, form.top + 25 * scale)


def _build_words(desk: Desk, page: PackPage, size: str) -> str:
    return f"{page.build} · {desk.dossier.when} · {size}"


def source_words(page: PackPage) -> str:
    """What is drawn where it is not all made now: `the released file`, or what holds for each half; "" for a page made now."""
    if page.released:
        return "The released file" if len(page.shown) == 1 else "The released files of both halves"
    if not any(part.released for part in page.shown):
        return ""
    return "; ".join(f"page {part.number} {'is the released file' if part.released else 'as made now'}" for part in page.shown)


def _signs(desk: Desk, leaf: Leaf, page: PackPage, marks: Sequence[Mark], shown: Area) -> None:
    """Numbers beside the page, each at the height at which its line comes in; what it is about in a thin frame."""
    radius = DISC * leaf.form.scale
    for side in (True, False):
        mine = [(each, _way(each.area, page, shown, side)) for each in marks if each.area and _on_left(each.area, page) is side]
        mine.sort(key=lambda each: (each[1].height, each[1].place.x))
        step = min(2 * radius + 1, shown.height / max(len(mine), 1))  # they lie in each other where there are too many
        last = shown.y - step
        for left, (mark, way) in zip(range(len(mine), 0, -1), mine, strict=True):
            y = min(max(way.height, last + step), shown.bottom - (left - 1) * step)
            last = y
            x = shown.x - radius - 3 if side else shown.right + radius + 3
            leaf.draw.frame(way.place, THIN, ink_of(mark.look))
            _lead(leaf, mark, way, (x + radius if side else x - radius, y))
            draw_sign(desk, leaf, mark, (x, y))


class _Way(NamedTuple):
    """Of a line on the sheet: the place that it leads to, and at which side; the height at which it comes in, and from where on
    it has to keep that."""

    place: Area
    left: bool
    height: float
    margin: float


def _way(area: Area, page: PackPage, shown: Area, left: bool) -> _Way:
    scale = shown.width / page.width
    place = _on_sheet(area, page, shown, scale)
    if not page.printed:
        return _Way(place, left, place.y + min(place.height / 2, DISC), place.x if left else place.right)
    height, margin = height_of(area, page.printed, left), margin_of(area, page.printed, left)
    return _Way(place, left, shown.y + min(max(height, 0.0), page.height) * scale, shown.x + margin * scale)


def _lead(leaf: Leaf, mark: Mark, way: _Way, start: tuple[float, float]) -> None:
    """Slanting through the margin, level over the page, then up or down to the place."""
    place, ink = way.place, ink_of(mark.look)
    x = place.x if way.left else place.right
    points = [start, (way.margin, way.height), (x, way.height), (x, min(max(way.height, place.y), place.bottom))]
    for one, other in pairwise(points):
        if one != other:
            leaf.draw.rule(one, other, HAIR, ink)


def _on_left(area: Area, page: PackPage) -> bool:
    return area.x + area.width / 2 < page.width / 2


def _on_sheet(area: Area, page: PackPage, shown: Area, scale: float) -> Area:
    """The place as it lies on the sheet, kept on the page, and a little white around it; a point as a small square around it."""
    x, y = min(max(area.x, 0.0), page.width), min(max(area.y, 0.0), page.height)
    right, bottom = min(max(area.right, x), page.width), min(max(area.bottom, y), page.height)
    place = Area(shown.x + x * scale, shown.y + y * scale, (right - x) * scale, (bottom - y) * scale)
    if area.width or area.height:
        clear = (_CLEAR if area.height > _LINES else _CLOSE) * scale
        return Area(place.x - clear, place.y - clear, place.width + 2 * clear, place.height + 2 * clear)
    return Area(place.x - _POINT, place.y - _POINT, 2 * _POINT, 2 * _POINT)
