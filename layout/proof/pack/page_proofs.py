"""Page proofs: each press page as it is, made smaller to fit the desk's paper, with what is wrong flagged beside it.

A released page is drawn out of its file, and what is flagged is about that.
"""

from collections.abc import Sequence
from dataclasses import replace

from layout.base.colour import BLACK, PAPER
from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.lines.line import Line
from layout.passing.fit import counted
from layout.pdf.desk_sheet import RED
from layout.proof.pack.budget import state_words
from layout.proof.pack.dossier import Flag, PackPage
from layout.proof.pack.form import HAIR, THIN, Desk, Form, Leaf, Part, label, put_lines, sans, show_page

_STRIP = 20.0  # beside the page, for flags
_DISC = 6.0
_SLUG = 34.0
_MOST_LIST = 0.17  # of the live depth: what is told under a page may not squeeze it further
_LEADING = 9.0
_BETWEEN = 5.0  # two problems


@dataclass(frozen=True, slots=True)
class _Told:
    """A problem in its column: number, lines, whether it is an error."""

    number: int
    message: tuple[Line, ...]
    why: tuple[Line, ...]
    remedy: tuple[Line, ...]
    error: bool
    placed: bool

    @property
    def depth(self) -> float:
        """In points, at scale 1, with the white after it."""
        return (len(self.message) + len(self.why) + len(self.remedy)) * _LEADING + _BETWEEN


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
    told = _told_lines(desk, page, form, columns)
    most = (form.bottom - form.top) * _MOST_LIST
    if _columns_depth(told, columns) > most / scale - 16:  # what is wrong is told before what to do about it
        told = [replace(each, remedy=()) for each in told]
    here, rest = _first_that_fit(told, columns, most / scale - 16)
    depth = (_columns_depth(here, columns) + 16) * scale
    top = form.top + _SLUG * scale
    room = Area(form.left + _STRIP * scale, top, form.live - 2 * _STRIP * scale, form.bottom - depth - 8 * scale - top)
    shown, share = _fitted(page, room)
    _slug(desk, leaf, page, share)
    show_page(desk, leaf, page, shown)
    leaf.draw.frame(shown, HAIR)
    _flags(desk, leaf, page, shown)
    leaf.y = form.bottom - depth
    _list(desk, leaf, page, here, rest=bool(rest))
    while rest:
        leaf = desk.leaf(f"page {page.number}, problems", turned=form.turned)
        here, rest = _first_that_fit(rest, columns, (form.bottom - form.top) / scale - 24)
        _list(desk, leaf, page, here, rest=bool(rest))


def _across(form: Form) -> int:
    return 4 if form.turned else 3


def _fitted(page: PackPage, room: Area) -> tuple[Area, float]:
    """The page in the middle of its room, never larger than it is; and its share of its true size."""
    share = min(room.width / page.width, room.height / page.height, 1.0)
    width, height = page.width * share, page.height * share
    return Area(room.x + (room.width - width) / 2, room.y, width, height), share


def _slug(desk: Desk, leaf: Leaf, page: PackPage, share: float) -> None:
    """Which page of what this is, of which making, and what it is not for."""
    form, scale, dossier = leaf.form, leaf.form.scale, desk.dossier
    number = desk.type.fitted(f"Page {page.number}", sans(15 * scale, 700), form.live * 0.3)
    base = form.top + 12 * scale
    leaf.draw.type(number, form.left, base)
    x = form.left + number.width + 10 * scale
    state, red = state_words(page)
    stamp = desk.type.line("Proof, not for press", sans(8 * scale, 700))
    width = stamp.width + 10 * scale
    leaf.draw.frame(Area(form.right - width, base - 9.5 * scale, width, 13 * scale), 1.0, RED)
    leaf.draw.type(stamp, form.right - width + 5 * scale, base, RED)
    stands = desk.type.fitted(state, sans(8 * scale, 700), form.live * 0.2)
    leaf.draw.type_right(stands, form.right - width - 10 * scale, base, RED if red else BLACK)
    source = desk.type.line(source_words(page), sans(8 * scale, 700))  # never cut: nobody may take it for the page as it is now
    leaf.draw.type(source, x, base)
    x += source.width + 10 * scale if source.words else 0.0
    room = form.right - width - 20 * scale - stands.width - x
    first = " · ".join(part for part in (page.section, f"deadline {page.deadline}" if page.deadline else "") if part)
    leaf.draw.type(desk.type.fitted(first, sans(8 * scale), room), x, base)
    size = "true size" if share >= 0.9995 else f"shown at {share * 100:.0f} % of its size"
    build = desk.type.line(f"{page.build} · {dossier.when} · {size}", sans(7.5 * scale))  # never cut: it is what is signed
    leaf.draw.type_right(build, form.right, base + 13 * scale)
    names = " · ".join(part for part in (dossier.title, dossier.date, dossier.edition) if part)
    room = form.live - build.width - 10 * scale
    leaf.draw.type(desk.type.fitted(names, sans(7.5 * scale), room), form.left, base + 13 * scale)


def source_words(page: PackPage) -> str:
    """What is drawn where it is not all made now: `the released file`, or what holds for each half; "" for a page made now."""
    if page.released:
        return "The released file" if len(page.shown) == 1 else "The released files of both halves"
    if not any(part.released for part in page.shown):
        return ""
    return "; ".join(f"page {part.number} {'is the released file' if part.released else 'as made now'}" for part in page.shown)


def _flags(desk: Desk, leaf: Leaf, page: PackPage, shown: Area) -> None:
    """Numbered discs beside the page, each at the height of its place, with a line to it; what it is about in a thin frame."""
    scale = shown.width / page.width
    radius = _DISC * leaf.form.scale
    for side in (True, False):
        last = shown.y - radius
        places = [(at, flag, flag.area) for at, flag in enumerate(page.flags, start=1) if flag.area is not None]
        mine = [(at, flag, area) for at, flag, area in places if _on_left(area, page) is side]
        for left, (at, flag, area) in zip(range(len(mine), 0, -1), mine, strict=True):
            place = _on_sheet(area, page, shown, scale)
            y = max(place.y + min(place.height / 2, radius), last + 2 * radius + 1)
            y = min(y, shown.bottom - (left - 1) * (2 * radius + 1))
            y = max(y, last + 0.5 * radius)
            last = y
            x = shown.x - radius - 3 if side else shown.right + radius + 3
            edge = (place.x if side else place.right, place.y + min(place.height / 2, radius))
            leaf.draw.frame(place, THIN, RED)
            leaf.draw.rule((x + radius if side else x - radius, y), edge, HAIR, RED)
            _disc(desk, leaf, at, (x, y), error=flag.severity is Severity.ERROR)


def _on_left(area: Area, page: PackPage) -> bool:
    return area.x + area.width / 2 < page.width / 2


def _on_sheet(area: Area, page: PackPage, shown: Area, scale: float) -> Area:
    """The place as it lies on the sheet, kept on the page."""
    x, y = min(max(area.x, 0.0), page.width), min(max(area.y, 0.0), page.height)
    right, bottom = min(max(area.right, x), page.width), min(max(area.bottom, y), page.height)
    return Area(shown.x + x * scale, shown.y + y * scale, (right - x) * scale, (bottom - y) * scale)


def _disc(desk: Desk, leaf: Leaf, number: int, middle: tuple[float, float], error: bool) -> None:
    """An error's disc is full, a warning's a ring: they are told apart in black too."""
    scale = leaf.form.scale
    leaf.draw.disc(middle, _DISC * scale, RED if error else PAPER, RED)
    line = desk.type.line(str(number), sans((7 if number < 100 else 5) * scale, 700))
    leaf.draw.type_centred(line, middle[0], middle[1] + 2.5 * scale, PAPER if error else RED)


def _told_lines(desk: Desk, page: PackPage, form: Form, columns: int) -> list[_Told]:
    scale = form.scale
    _, width = form.column(0, columns)
    room = width - 2 * _DISC * scale - 6
    return [_told(desk, at, flag, room, scale) for at, flag in enumerate(page.flags, start=1)]


def _told(desk: Desk, at: int, flag: Flag, room: float, scale: float) -> _Told:
    message = desk.type.lines(desk.type.read(flag.message), sans(7.5 * scale, 600), room, 5)
    why = desk.type.lines(desk.type.read(flag.why), sans(7.5 * scale), room, 8)
    remedy = desk.type.lines(desk.type.read(flag.remedy), sans(7.5 * scale), room, 4)
    return _Told(at, message, why, remedy, flag.severity is Severity.ERROR, flag.area is not None)


def _first_that_fit(told: Sequence[_Told], columns: int, depth: float) -> tuple[list[_Told], list[_Told]]:
    """As many as columns of that depth hold, one at least; and the rest."""
    most = len(told)
    while most > 1 and _columns_depth(told[:most], columns) > depth:
        most -= 1
    return list(told[:most]), list(told[most:])


def _columns_depth(told: Sequence[_Told], columns: int) -> float:
    """The least depth at which the columns hold all, filled one after the other."""
    if not told:
        return _LEADING
    low, high = max(each.depth for each in told), sum(each.depth for each in told)
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(told, middle)) <= columns else (middle, high)
    return high


def _filled(told: Sequence[_Told], depth: float) -> list[list[_Told]]:
    columns: list[list[_Told]] = [[]]
    used = 0.0
    for each in told:
        if columns[-1] and used + each.depth > depth:
            columns.append([])
            used = 0.0
        columns[-1].append(each)
        used += each.depth
    return columns


def _list(desk: Desk, leaf: Leaf, page: PackPage, told: Sequence[_Told], rest: bool) -> None:
    """The problems in columns under the page, by number."""
    form, scale = leaf.form, leaf.form.scale
    leaf.draw.rule((form.left, leaf.y), (form.right, leaf.y), THIN)
    leaf.draw.type(desk.type.line("Problems", label(scale)), form.left, leaf.y + 10 * scale)
    columns = _across(form)
    summary = desk.type.fitted(_summary(page, rest), sans(7.5 * scale), form.live * 0.7)
    leaf.draw.type_right(summary, form.right, leaf.y + 10 * scale)
    top = leaf.y + 16 * scale
    for at, column in enumerate(_filled(told, _columns_depth(told, columns))):
        x, _ = form.column(at, columns)
        y = top
        for each in column:
            _disc(desk, leaf, each.number, (x + _DISC * scale, y + 6 * scale), each.error)
            start = x + (2 * _DISC + 5) * scale
            base = put_lines(leaf.draw, each.message, (start, y + 8.5 * scale), _LEADING * scale, each.error)
            base = put_lines(leaf.draw, each.why, (start, base), _LEADING * scale)
            put_lines(leaf.draw, each.remedy, (start, base), _LEADING * scale)
            y += each.depth * scale


def _summary(page: PackPage, rest: bool) -> str:
    errors, warnings = page.counted(Severity.ERROR), page.counted(Severity.WARNING)
    told = [counted(errors, "error")] if errors else []
    told += [counted(warnings, "warning")] if warnings else []
    notes = [f"{counted(page.notes, 'note')} not shown"] if page.notes else []
    none = "None found in the released file" if page.released else "None found on this page"
    return "; ".join([", ".join(told) or none, *notes, *(["continued overleaf"] if rest else [])])
