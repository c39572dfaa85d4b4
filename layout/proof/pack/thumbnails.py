"""The flatplan on paper: every page small, in spreads as the reader opens them, with how it stands."""

from collections.abc import Iterator, Sequence
from math import ceil

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.desk.numbers import section_and_count
from layout.passing.fit import counted
from layout.pdf.desk_sheet import RED
from layout.proof.pack.budget import state_words
from layout.proof.pack.dossier import PackPage
from layout.proof.pack.form import THIN, Desk, Form, Leaf, Part, sans, show_page

_MOST_ACROSS = 4  # spreads on a row: smaller ones show nothing
_CAPTION = 44.0
_AIR = 16.0
_SMALL = 7.5  # what is to be read at arm's length
_OVER = 6.0  # white under the running head


@dataclass(frozen=True, slots=True)
class Opening:
    """What lies open: a left and a right page, one of them, or a double truck as one."""

    left: PackPage | None
    right: PackPage | None
    truck: PackPage | None = None


def draw_thumbnails(desk: Desk) -> None:
    """As large as lets all stand on one sheet; of many pages on as many sheets as it takes."""
    desk.part(Part.THUMBNAILS)
    spreads = list(openings(desk.dossier.pages))
    form = Form(desk.size)
    across, rows, height = _arranged(form, len(spreads), _proportion(desk.dossier.pages))
    used = min(rows, max(ceil(len(spreads) / across), 1))
    depth = max(height + (_CAPTION + _AIR) * form.scale, (form.bottom - form.top - _OVER) / used)  # rows fill the sheet
    for start in range(0, len(spreads), rows * across):
        leaf = desk.leaf()
        for at, opening in enumerate(spreads[start : start + rows * across]):
            x, width = form.column(at % across, across, _AIR)
            _draw_opening(desk, leaf, opening, Area(x, form.top + _OVER + (at // across) * depth, width, height))


def _arranged(form: Form, count: int, proportion: float) -> tuple[int, int, float]:
    """Spreads across, rows on a sheet, a page's height: what shows pages largest where all fit on one sheet, else the densest."""
    under = (_CAPTION + _AIR) * form.scale
    room = form.bottom - form.top - _OVER
    best = (0, 0, 0.0)
    for across in range(1, _MOST_ACROSS + 1):
        widest = form.column(0, across, _AIR)[1] / 2 * proportion
        rows = max(ceil(count / across), 1)
        height = min(widest, room / rows - under)
        if height > best[2]:
            best = (across, rows, height)
    densest = form.column(0, _MOST_ACROSS, _AIR)[1] / 2 * proportion
    if best[2] >= min(densest, room - under):
        return best
    return _MOST_ACROSS, max(int(room // (densest + under)), 1), min(densest, room - under)


def openings(pages: Sequence[PackPage]) -> Iterator[Opening]:
    """Even page left, the next one right; what faces nothing stands alone on its side."""
    waiting: PackPage | None = None
    for page in pages:
        if waiting is not None and not page.spread and not page.left_hand and _follows(waiting, page):
            yield Opening(waiting, page)
            waiting = None
            continue
        if waiting is not None:
            yield Opening(waiting, None)
            waiting = None
        if page.spread:
            yield Opening(None, None, page)
        elif page.left_hand:
            waiting = page
        else:
            yield Opening(None, page)
    if waiting is not None:
        yield Opening(waiting, None)


def _follows(before: PackPage, page: PackPage) -> bool:
    (letters, count), (others, next_count) = section_and_count(before.number), section_and_count(page.number)
    return letters == others and next_count == count + 1


def _proportion(pages: Sequence[PackPage]) -> float:
    """Height over width of the narrowest page."""
    return max((page.height / (page.width / (2 if page.spread else 1)) for page in pages), default=1.0)


def _draw_opening(desk: Desk, leaf: Leaf, opening: Opening, box: Area) -> None:
    if opening.truck is not None:
        _draw_page(desk, leaf, opening.truck, box)
        return
    half = box.width / 2
    for page, x in ((opening.left, box.x), (opening.right, box.x + half)):
        if page is not None:
            _draw_page(desk, leaf, page, Area(x, box.y, half, box.height))


def _draw_page(desk: Desk, leaf: Leaf, page: PackPage, box: Area) -> None:
    """The page at its fold, what is known of it underneath."""
    scale = min(box.width / page.width, box.height / page.height)
    width, height = page.width * scale, page.height * scale
    x = box.right - width if page.left_hand and not page.spread else box.x + (box.width - width) / 2 if page.spread else box.x
    shown = Area(x, box.y, width, height)
    show_page(desk, leaf, page, shown)
    leaf.draw.frame(shown, 1.5 if page.held else THIN, RED if page.held else BLACK)
    _caption(desk, leaf, page, Area(x, shown.bottom, width, 0.0))


def _caption(desk: Desk, leaf: Leaf, page: PackPage, under: Area) -> None:
    scale = leaf.form.scale
    room = under.width - 3
    number = desk.type.fitted(page.number, sans(11 * scale, 700), room)
    base = under.y + 12 * scale
    leaf.draw.type(number, under.x, base)
    if room - number.width > 20:
        section = desk.type.fitted(page.section, sans(_SMALL * scale), room - number.width - 4)
        leaf.draw.type(section, under.x + number.width + 4, base)
    state, red = state_words(page)
    stands = [state + (f", {page.deadline}" if page.deadline else "")]
    fit, over = _fit(page)
    rows = [(stands, red), ([fit], over), (_problems(page), page.counted(Severity.ERROR) > 0)]
    for at, (told, is_red) in enumerate(rows, start=1):
        line = desk.shortest(told, sans(_SMALL * scale, 700 if is_red else 400), room)
        leaf.draw.type(line, under.x, base + at * 9.2 * scale, RED if is_red else BLACK)


def _fit(page: PackPage) -> tuple[str, bool]:
    if page.released:
        return "As released", False
    told = [f"+{counted(page.over, 'line')} over"] if page.over else []
    told += [f"{page.short} short"] if page.short else []
    return ", ".join(told) or "Fits", page.over > 0


def _problems(page: PackPage) -> list[str]:
    """In ever fewer words: those of what is shown, of the text as it is now, open notes."""
    errors, warnings = page.counted(Severity.ERROR), page.counted(Severity.WARNING)
    told = [counted(errors, "error")] if errors else []
    told += [counted(warnings, "warning")] if warnings else []
    wrong = ", ".join(told) or "No problems"
    now = page.listed(Severity.ERROR) + page.listed(Severity.WARNING) - errors - warnings
    notes = counted(len(page.notes), "note") if page.notes else ""
    more = f"{now} in the text now" if now else ""
    return ["; ".join(part for part in parts if part) for parts in ((wrong, more, notes), (wrong, notes), (wrong,))]
