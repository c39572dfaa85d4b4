"""A page's furniture: nameplate with ears and strip, section banner, folio. All of it hangs from the top of slot 0.

In: the planned page and a function that fills templates. Out: marks. Distances are those of a 10.5 pt baseline, in points from
the top of slot 0; a nameplate's are shares of its depth, so that another depth keeps the proportions.
"""

from collections.abc import Callable

from layout.base.geometry import Area
from layout.design.house import Banner, Folio, FolioLook, Nameplate
from layout.design.styles import Align
from layout.desk.plan import PlannedPage
from layout.images.picture import Drawing, Picture
from layout.pages.case import as_set, place
from layout.pages.display import DrawingMark, ImageMark, Kind, Mark, RuleMark, Source, TintMark
from layout.pages.headline import break_balanced
from layout.pages.stone import Stone

Fill = Callable[[str], str]
At = tuple[float, float, float]  # left edge, baseline, width

NAME_BASELINE = 75.5 / 126  # of the nameplate's depth
STRIP_TOP, STRIP_TEXT, STRIP_FOOT = 87.0 / 126, 100.0 / 126, 106.0 / 126
STRIP_RULES = (2.0, 0.5)
BANNER_BASELINE = 63.0
PANEL_SIDE = 7.0
SKYBOX_LINES = 3

_NOWHERE = Source()


def furniture_marks(stone: Stone, page: PlannedPage, fill: Fill) -> list[Mark]:
    """Everything that the page's master puts on it."""
    master = page.master
    marks: list[Mark] = []
    if master.nameplate is not None:
        marks += _nameplate(stone, master.nameplate, fill)
    if master.folio is not None:
        match master.folio.look:
            case FolioLook.STRIP:
                marks += _strip(stone, master.folio, master.nameplate, fill)
            case FolioLook.BAR:
                marks += _bar_folio(stone, master.folio, fill, left_hand=page.left_hand)
            case FolioLook.PANEL:
                marks += _panel_folio(stone, master.folio, fill, left_hand=page.left_hand)
    if master.banner is not None:
        marks += _banner(stone, master.banner, fill, left_hand=page.left_hand)
    return marks


def _live(stone: Stone) -> tuple[float, float]:
    """Left edge and width of the whole grid."""
    grid = stone.grid
    return grid.column_x(0), grid.span_width(grid.columns)


# Six arguments: what, how, where, what for; bundling two of them would hide more than it saves.
def _set(stone: Stone, text: str, role: str, at: At, kind: Kind, align: Align) -> list[Mark]:  # noqa: PLR0913
    """One line in a role's style; nothing for no text."""
    if not text:
        return []
    x, baseline, width = at
    style = stone.case.style(role)
    line = stone.case.line(as_set(text, style), style, width, align)
    return [place(line, x, baseline, kind, ink=style.colour, source=_NOWHERE)]


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
        marks += _set(stone, fill(plate.text), "nameplate", (x, baseline, width), Kind.NAMEPLATE, Align.CENTRE)
    for index, ear in enumerate(plate.ears[:2]):
        column = 0 if index == 0 else grid.columns - 1
        marks += _ear(stone, fill(ear), grid.column_x(column), baseline, Align.LEFT if index == 0 else Align.RIGHT)
    return marks


def _plate_art(stone: Stone, plate: Nameplate, area: Area) -> list[Mark]:
    """The drawn name, in the middle four sixths of the page, standing on the name's baseline."""
    art = stone.art.get(plate.art) if plate.art is not None else None
    if not isinstance(art, Drawing | Picture):
        return []
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
    slots = plate.lines - 2
    panel = Area(grid.column_x(0), grid.slot_top(0), grid.span_width(plate.panel_columns), slots * grid.baseline)
    marks: list[Mark] = [TintMark(panel, style.panel or case.house.colours.get("brand", style.colour), _NOWHERE)]
    baseline = panel.y + (panel.height + case.cap_height(style)) / 2
    at = (panel.x + PANEL_SIDE, baseline, panel.width - 2 * PANEL_SIDE)
    marks += _set(stone, fill(plate.text), "nameplate", at, Kind.NAMEPLATE, Align.CENTRE)
    if plate.skybox or plate.skybox_photo is not None:
        marks += _skybox(stone, plate, fill, panel)
    return marks


def _skybox(stone: Stone, plate: Nameplate, fill: Fill, panel: Area) -> list[Mark]:
    """A teaser in the columns beside the panel: a picture at the right, a line or three, the last of them small."""
    grid, case = stone.grid, stone.case
    x = grid.column_x(plate.panel_columns)
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
    lines = break_balanced(case, head.strip(), style, width, SKYBOX_LINES) or ()
    first = panel.y + 2.0 + case.cap_height(style)
    for index, line in enumerate(lines):
        y = first + index * style.leading
        marks.append(place(line, x, y, Kind.NAMEPLATE, ink=style.colour, source=_NOWHERE))
    marks += _set(stone, foot.strip(), "refer-page", (x, panel.bottom - 2.5, width), Kind.NAMEPLATE, Align.LEFT)
    return marks


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
    marks += _set(stone, fill(folio.left), "strip", (x, text, width), Kind.FOLIO, Align.LEFT)
    marks += _set(stone, fill(folio.centre), "strip-motto", (x, text, width), Kind.FOLIO, Align.CENTRE)
    marks += _set(stone, fill(folio.right), "strip", (x, text, width), Kind.FOLIO, Align.RIGHT)
    return marks


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
    marks: list[Mark] = [_bar(stone, stone.grid.slot_top(0), stone.case.house.rules.furniture)]
    for (text, outer), align in zip(_sides(folio, fill, left_hand=left_hand), (Align.LEFT, Align.RIGHT), strict=True):
        if outer:
            marks += _set(stone, text, "folio-number", (x, baseline, width), Kind.FOLIO, align)
        else:
            marks += _title_and_rest(stone, text, (x, baseline, width), align)
    marks += _set(stone, fill(folio.centre), "folio", (x, baseline, width), Kind.FOLIO, Align.CENTRE)
    return marks


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
    room = width - panel_width - PANEL_SIDE
    marks += _set(
        stone, fill(folio.inner), "folio", (beside, baseline, room), Kind.FOLIO, Align.LEFT if left_hand else Align.RIGHT
    )
    marks += _set(stone, fill(folio.centre), "folio", (x, baseline, width), Kind.FOLIO, Align.CENTRE)
    return marks


def _banner(stone: Stone, banner: Banner, fill: Fill, *, left_hand: bool) -> list[Mark]:
    """The section's name at the inner side, its motto at the outer, on one baseline."""
    x, width = _live(stone)
    at = (x, stone.grid.slot_top(0) + BANNER_BASELINE, width)
    name, motto = (Align.RIGHT, Align.LEFT) if left_hand else (Align.LEFT, Align.RIGHT)
    return [
        *_set(stone, fill(banner.text), "banner", at, Kind.BANNER, name),
        *_set(stone, fill(banner.motto), "banner-motto", at, Kind.BANNER, motto),
    ]
