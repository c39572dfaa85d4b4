"""A page's furniture: nameplate with ears and strip, section banner, folio. All of it hangs from the top of slot 0.

In: the planned page and a function that fills templates. Out: marks. Distances are those of a 10.5 pt baseline, in points from
the top of slot 0; a nameplate's are shares of its depth, so that another depth keeps the proportions.
"""

from collections.abc import Callable
from dataclasses import replace

from layout.base.geometry import TOLERANCE, Area
from layout.design.house import Banner, Folio, FolioLook, Nameplate
from layout.design.styles import Align, TextStyle
from layout.desk.plan import PlannedPage
from layout.fonts.silhouette import bearings
from layout.images.picture import Drawing, Picture
from layout.lines.line import Line
from layout.pages.case import Case, as_set, place
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Kind, Mark, RuleMark, Source, TextMark, TintMark
from layout.pages.head import DESCENT
from layout.pages.headline import break_anyhow, break_balanced
from layout.pages.stone import Stone

Fill = Callable[[str], str]
At = tuple[float, float, float]  # left edge, baseline, width

NAME_BASELINE = 75.5 / 126  # of the nameplate's depth
STRIP_TOP, STRIP_TEXT, STRIP_FOOT = 87.0 / 126, 100.0 / 126, 106.0 / 126
NAME_CLEAR = 8.0 / 126  # of the depth: from its top to the ascenders of a name with descenders; under it half as much
ASCENT = 0.75  # em: of a letter that rises over the capitals
DESCENDERS = frozenset("gjpqyQ,;")
STRIP_RULES = (2.0, 0.5)
BANNER_BASELINE = 63.0
PANEL_SIDE = 7.0
SKYBOX_LINES = 3
LARGE = 16.0  # from here on a line ranged right ends with its last letter's shape: an italic's stands out of its advance
CLEAR = 8.0  # between two texts on one line
MOST_SMALLER = 4  # tries at a size that fits
SMALLER = 0.85  # of a teaser's size, at each try
LEAST_WIDTH = 6.0  # of a place for type

_NOWHERE = Source()


def furniture_marks(stone: Stone, page: PlannedPage, fill: Fill) -> list[Mark]:
    """Everything that the page's master puts on it, but its folio. On a spread the banner begins at the outer edge, left."""
    master = page.master
    marks: list[Mark] = []
    if master.nameplate is not None:
        marks += _nameplate(stone, master.nameplate, fill)
    if master.banner is not None:
        marks += _banner(stone, master.banner, fill, left_hand=page.left_hand and not page.grid.fold_after)
    return marks


def folio_marks(stone: Stone, page: PlannedPage, fill: Fill) -> list[Mark]:
    """A single page's folio."""
    folio = page.master.folio
    if folio is None:
        return []
    match folio.look:
        case FolioLook.STRIP:
            return _strip(stone, folio, page.master.nameplate, fill)
        case FolioLook.BAR:
            return _bar_folio(stone, folio, fill, left_hand=page.left_hand)
        case FolioLook.PANEL:
            return _panel_folio(stone, folio, fill, left_hand=page.left_hand)


def moved(mark: Mark, across: float) -> Mark:
    """A folio's mark, so many points further right."""
    match mark:
        case TextMark(text=text):
            return TextMark(text._replace(x=text.x + across))
        case RuleMark():
            return replace(mark, x0=mark.x0 + across, x1=mark.x1 + across)
        case TintMark(area=area):
            return replace(mark, area=replace(area, x=area.x + across))
        case _:
            return mark


def _live(stone: Stone) -> tuple[float, float]:
    """Left edge and width of the whole grid."""
    grid = stone.grid
    return grid.column_x(0), grid.span_width(grid.columns)


# Six arguments: what, how, where, what for; bundling two of them would hide more than it saves.
def _set(stone: Stone, text: str, role: str, at: At, kind: Kind, align: Align) -> list[Mark]:  # noqa: PLR0913
    """One line in a role's style, smaller where it would be wider than its place; nothing for no text or no place."""
    x, baseline, width = at
    if not text.strip() or width < LEAST_WIDTH:
        return []
    style = stone.case.style(role)
    line, style = _shrunk(stone, as_set(text, style), style, width, align)
    if align is Align.RIGHT and style.size >= LARGE and line.words:
        last = line.words[-1]
        x += bearings(last.face, last.glyphs[-1])[1] * last.size  # its letter, not its advance, stands on the margin
    return [place(line, x, baseline, kind, ink=style.colour, source=_NOWHERE)]


# What is set, how, in what width, and where in it: a line of furniture needs all of them.
def _shrunk(stone: Stone, text: str, style: TextStyle, width: float, align: Align) -> tuple[Line, TextStyle]:
    """A line, smaller where it would be wider than its place, and the style that it came to."""
    line = stone.case.line(text, style, width, align)
    for _ in range(MOST_SMALLER):  # a smaller size may have a wider optical cut
        if line.width <= width + TOLERANCE:
            break
        style = replace(style, size=style.size * width / line.width * 0.999)
        line = stone.case.line(text, style, width, align)
    return stone.case.fitted(text, style, width, align)[0], style


def _between(at: At, left: list[Mark], right: list[Mark]) -> At:
    """What is left of a line's place, in its middle, between what stands at its ends."""
    x, baseline, width = at
    taken = max((_reach(mark, at) for mark in (*left, *right)), default=0.0)
    return x + taken, baseline, width - 2 * taken


def _reach(mark: Mark, at: At) -> float:
    """How far a line of type comes in from the nearer end of its place, and the air beside it."""
    assert isinstance(mark, TextMark), "folios are type"
    x, _, width = at
    start = mark.text.x + mark.text.line.left
    end = start + mark.text.line.width
    return min(end - x, x + width - start) + CLEAR


def _bar(stone: Stone, y: float, weight: float, role: str = "brand") -> Mark:
    """A rule across the page, its top at y."""
    x, width = _live(stone)
    ink = stone.case.house.colours.get(role, stone.case.style("body").colour)
    return RuleMark(x, y + weight / 2, x + width, y + weight / 2, weight, ink, _NOWHERE)


def _nameplate(stone: Stone, plate: Nameplate, fill: Fill) -> list[Mark]:
    if plate.panel:
        return _panel_plate(stone, plate, fill)
    grid = stone.grid
    x, width = _live(stone)
    top, depth = grid.slot_top(0), plate.lines * grid.baseline
    marks: list[Mark] = [_bar(stone, top, stone.case.house.rules.furniture)]
    baseline = top + NAME_BASELINE * depth
    if plate.art is not None:
        marks += _plate_art(stone, plate, Area(x, top + 10.0, width, NAME_BASELINE * depth - 10.0))
    else:
        beside = grid.column_width + grid.gutter if plate.ears and grid.columns >= 4 else 0.0
        place_of = (x + beside, baseline, width - 2 * beside)
        name = _name(stone, fill(plate.text), place_of, (top, depth))
        baseline = next((mark.text.baseline for mark in name if isinstance(mark, TextMark)), baseline)
        marks += name
    for index, ear in enumerate(plate.ears[:2]):
        column = 0 if index == 0 else grid.columns - 1
        marks += _ear(stone, fill(ear), grid.column_x(column), baseline, Align.LEFT if index == 0 else Align.RIGHT)
    return marks


def _name(stone: Stone, text: str, at: At, plate: tuple[float, float]) -> list[Mark]:
    """The paper's name. One with descenders is set smaller and higher, so that they clear the rule under it."""
    if not any(letter in DESCENDERS for letter in as_set(text, stone.case.style("nameplate"))):
        return _set(stone, text, "nameplate", at, Kind.NAMEPLATE, Align.CENTRE)
    style = stone.case.style("nameplate")
    top, depth = plate
    head, foot = top + NAME_CLEAR * depth, top + STRIP_TOP * depth - NAME_CLEAR * depth / 2
    x, _, width = at
    lower = replace(style, size=min(style.size, (foot - head) / (ASCENT + DESCENT)))
    line, lower = _shrunk(stone, as_set(text, style), lower, width, Align.CENTRE)
    return [place(line, x, foot - DESCENT * lower.size, Kind.NAMEPLATE, ink=style.colour, source=_NOWHERE)]


def _plate_art(stone: Stone, plate: Nameplate, area: Area) -> list[Mark]:
    """The drawn name, in the middle four sixths of the page, standing on the name's baseline."""
    art = stone.art.get(plate.art) if plate.art is not None else None
    if not isinstance(art, Drawing | Picture):
        return [HoleMark(area, f"no nameplate: {plate.art.name if plate.art is not None else ''}", _NOWHERE)]
    scale = min(area.width * 4 / 6 / art.width, area.height / art.height)
    width, height = art.width * scale, art.height * scale
    placed = Area(area.x + (area.width - width) / 2, area.bottom - height, width, height)
    if isinstance(art, Drawing):
        return [DrawingMark(placed, art.path, _NOWHERE)]
    return [ImageMark(placed, art.path, (0.0, 0.0, 1.0, 1.0), False, _NOWHERE)]


def _ear(stone: Stone, text: str, x: float, baseline: float, align: Align) -> list[Mark]:
    """A few lines, the first bold, the last on the name's baseline."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    width, leading = stone.grid.column_width, stone.grid.baseline
    marks: list[Mark] = []
    for index, line in enumerate(lines):
        role = "ear-head" if index == 0 and len(lines) > 1 else "ear"
        y = baseline - (len(lines) - 1 - index) * leading
        marks += _set(stone, line, role, (x, y, width), Kind.NAMEPLATE, align)
    return marks


def _panel_plate(stone: Stone, plate: Nameplate, fill: Fill) -> list[Mark]:
    """A name reversed out of a panel at the left, a skybox beside it."""
    grid, case = stone.grid, stone.case
    style = case.style("nameplate")
    slots = max(plate.lines - 2, 1)
    columns = min(max(plate.panel_columns, 1), grid.columns)
    panel = Area(grid.column_x(0), grid.slot_top(0), grid.span_width(columns), slots * grid.baseline)
    marks: list[Mark] = [TintMark(panel, style.panel or case.house.colours.get("brand", style.colour), _NOWHERE)]
    baseline = panel.y + (panel.height + case.cap_height(style)) / 2
    at = (panel.x + PANEL_SIDE, baseline, panel.width - 2 * PANEL_SIDE)
    marks += _set(stone, fill(plate.text), "nameplate", at, Kind.NAMEPLATE, Align.CENTRE)
    if columns < grid.columns and (plate.skybox or plate.skybox_photo is not None):
        marks += _skybox(stone, plate, fill, panel)
    return marks


def _skybox(stone: Stone, plate: Nameplate, fill: Fill, panel: Area) -> list[Mark]:
    """A teaser in the columns beside the panel: a picture at the right, a line or three, the last of them small."""
    grid, case = stone.grid, stone.case
    x = panel.right + grid.gutter
    width = grid.column_x(grid.columns - 1) + grid.column_width - x
    marks: list[Mark] = []
    art = stone.art.get(plate.skybox_photo) if plate.skybox_photo is not None else None
    if isinstance(art, Picture):
        side = min(panel.height, width * 0.45)
        from_left = x + width - side
        crop = _square_crop(art)
        marks.append(ImageMark(Area(from_left, panel.y, side, panel.height), art.path, crop, False, _NOWHERE))
        width -= side + grid.gutter
    head, _, foot = fill(plate.skybox).partition("\n")
    style = case.style("skybox") if case.has_style("skybox") else case.style("refer-text")
    style, lines = _teaser(case, head.strip(), style, width)
    first = panel.y + 2.0 + case.cap_height(style)
    for index, line in enumerate(lines):
        y = first + index * style.leading
        marks.append(place(line, x, y, Kind.NAMEPLATE, ink=style.colour, source=_NOWHERE))
    marks += _set(stone, foot.strip(), "refer-page", (x, panel.bottom - 2.5, width), Kind.NAMEPLATE, Align.LEFT)
    return marks


def _teaser(case: Case, text: str, style: TextStyle, width: float) -> tuple[TextStyle, tuple[Line, ...]]:
    """A teaser in three lines at most, smaller where it needs more; what is endless even then is cut."""
    if not text:
        return style, ()
    for _ in range(MOST_SMALLER):
        lines = break_balanced(case, text, style, width, SKYBOX_LINES)
        if lines is not None:
            return style, lines
        style = replace(style, size=style.size * SMALLER, leading=style.leading * SMALLER)
    return style, break_anyhow(case, text, style, width)[:SKYBOX_LINES]


def _square_crop(art: Picture) -> tuple[float, float, float, float]:
    if art.width > art.height:
        share = art.height / art.width
        return ((1 - share) / 2, 0.0, share, 1.0)
    share = art.width / art.height
    return (0.0, (1 - share) / 2, 1.0, share)


def _strip(stone: Stone, folio: Folio, plate: Nameplate | None, fill: Fill) -> list[Mark]:
    """The line under the nameplate: left, motto or number in the middle, right; between two rules, or on one under a panel."""
    grid = stone.grid
    x, width = _live(stone)
    lines = plate.lines if plate is not None else 2
    if plate is not None and plate.panel:
        slot = plate.lines - 2
        text = grid.baseline_of(slot)
        marks = [_bar(stone, grid.slot_top(slot + 1), stone.case.house.rules.bar, "ink")]
    else:
        depth = lines * grid.baseline
        top = grid.slot_top(0)
        text = top + STRIP_TEXT * depth
        marks = [
            _bar(stone, top + STRIP_TOP * depth - STRIP_RULES[0] / 2, STRIP_RULES[0], "ink"),
            _bar(stone, top + STRIP_FOOT * depth - STRIP_RULES[1] / 2, STRIP_RULES[1], "ink"),
        ]
    at = (x, text, width)
    left = _set(stone, fill(folio.left), "strip", at, Kind.FOLIO, Align.LEFT)
    right = _set(stone, fill(folio.right), "strip", _after(at, left), Kind.FOLIO, Align.RIGHT)
    centre = _set(stone, fill(folio.centre), "strip-motto", _between(at, left, right), Kind.FOLIO, Align.CENTRE)
    return [*marks, *left, *centre, *right]


def _after(at: At, left: list[Mark]) -> At:
    """What is left of a line's place behind what stands at its left end."""
    x, baseline, width = at
    taken = max((_reach(mark, at) for mark in left), default=0.0)
    return x + taken, baseline, width - taken


def _sides(folio: Folio, fill: Fill, *, left_hand: bool) -> tuple[tuple[str, bool], tuple[str, bool]]:
    """What stands left and right on this page, and whether it is the outer text."""
    left, right = (folio.outer, folio.inner) if left_hand else (folio.inner, folio.outer)
    return (
        (fill(left), left_hand) if left else (fill(folio.left), False),
        (fill(right), not left_hand) if right else (fill(folio.right), False),
    )


def _bar_folio(stone: Stone, folio: Folio, fill: Fill, *, left_hand: bool) -> list[Mark]:
    """A bar across the page at slot 0, under it the page's number at the outer side, title and date at the inner."""
    x, width = _live(stone)
    baseline = stone.grid.baseline_of(1)
    ends: list[Mark] = []
    for (text, outer), align in zip(_sides(folio, fill, left_hand=left_hand), (Align.LEFT, Align.RIGHT), strict=True):
        at = _after((x, baseline, width), ends)
        ends += _set(stone, text, "folio-number", at, Kind.FOLIO, align) if outer else _title_and_rest(stone, text, at, align)
    centre = _set(stone, fill(folio.centre), "folio", _between((x, baseline, width), ends, []), Kind.FOLIO, Align.CENTRE)
    return [_bar(stone, stone.grid.slot_top(0), stone.case.house.rules.furniture), *ends, *centre]


def _title_and_rest(stone: Stone, text: str, at: At, align: Align) -> list[Mark]:
    """The paper's title in its own type where the text begins with it, the rest after it."""
    title = stone.case.house.title
    if not text.startswith(title):
        return _set(stone, text, "folio-date", at, Kind.FOLIO, align)
    rest = text[len(title) :].lstrip(" ,")
    x, baseline, width = at
    first = stone.case.line(title, stone.case.style("folio-title"), width)
    second = stone.case.line(rest, stone.case.style("folio-date"), width) if rest else None
    clear = 8.0
    total = first.width + (clear + second.width if second is not None else 0.0)
    if total > width:
        return _set(stone, text, "folio-date", at, Kind.FOLIO, align)
    left = x if align is Align.LEFT else x + width - total
    marks = _set(stone, title, "folio-title", (left, baseline, width), Kind.FOLIO, Align.LEFT)
    return marks + _set(stone, rest, "folio-date", (left + first.width + clear, baseline, width), Kind.FOLIO, Align.LEFT)


def _panel_folio(stone: Stone, folio: Folio, fill: Fill, *, left_hand: bool) -> list[Mark]:
    """The page's number reversed out of a panel at the outer edge, one slot deep; the rest beside it."""
    grid, case = stone.grid, stone.case
    x, width = _live(stone)
    number, style = fill(folio.outer), case.style("folio-number")
    line = case.line(number, style, width)
    panel_width = line.width + 2 * PANEL_SIDE
    panel_x = x if left_hand else x + width - panel_width
    top = grid.slot_top(0)
    ink = style.panel or case.style("body").colour
    marks: list[Mark] = [TintMark(Area(panel_x, top, panel_width, grid.baseline + 4.0), ink, _NOWHERE)]
    baseline = top + (grid.baseline + 4.0 + case.cap_height(style)) / 2
    marks.append(place(line, panel_x + PANEL_SIDE, baseline, Kind.FOLIO, ink=style.colour, source=_NOWHERE))
    beside = x + panel_width + PANEL_SIDE if left_hand else x
    at = (beside, baseline, width - panel_width - PANEL_SIDE)
    inner = _set(stone, fill(folio.inner), "folio", at, Kind.FOLIO, Align.LEFT if left_hand else Align.RIGHT)
    centre = _set(stone, fill(folio.centre), "folio", _between((x, baseline, width), inner, []), Kind.FOLIO, Align.CENTRE)
    return [*marks, *inner, *centre]


def _banner(stone: Stone, banner: Banner, fill: Fill, *, left_hand: bool) -> list[Mark]:
    """The section's name at the inner side, its motto at the outer, on one baseline."""
    x, width = _live(stone)
    at = (x, stone.grid.slot_top(0) + BANNER_BASELINE, width)
    name = _set(stone, fill(banner.text), "banner", at, Kind.BANNER, Align.RIGHT if left_hand else Align.LEFT)
    taken = max((_reach(mark, at) for mark in name), default=0.0)
    beside = (x if left_hand else x + taken, at[1], width - taken)
    return name + _set(stone, fill(banner.motto), "banner-motto", beside, Kind.BANNER, Align.LEFT if left_hand else Align.RIGHT)
