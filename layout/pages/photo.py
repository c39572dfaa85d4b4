"""A picture package: the picture on a cap line, its caption under it, the caption's last line on the page's grid.

On a page without a top margin the picture begins at the trim. Its depth gives, so that the package is whole slots: it is
cropped about its focus, never squeezed.
"""

from math import ceil

from layout.base.geometry import Area
from layout.base.problems import Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import PhotoOptions
from layout.content.story import Photo, Spans
from layout.design.grid import Grid
from layout.design.styles import Align, TextStyle
from layout.images.crop import crop_to, lost, natural_depth
from layout.images.picture import Art, Drawing, Picture
from layout.lines.line import Line
from layout.lines.paragraph import Measures, prepare, set_paragraph
from layout.pages.case import ELLIPSIS, Case, as_set, place
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Kind, Mark, Source, TintMark
from layout.pages.fold import before_fold
from layout.pages.head import CAP_LINE

MOST_CAPTION = 0.67  # of a package's depth that a caption may take from its picture
LEAST_SLOTS = 3  # of a picture package
CAPTION_DROP = 11.4  # from the picture's foot to the caption's first baseline
PANEL_SIDE = 5.0  # beside a caption reversed in its picture's foot
PANEL_FOOT = 4.0  # above its capitals and below its last baseline
CREDIT_CLEAR = 5.0  # between a caption's last line and the credit on it; with less, the credit takes a line of its own
CAPTION_COLUMNS = 3  # a caption runs no wider, whatever its picture does
MOST_LOST = 0.25  # of a picture that a fixed depth may crop away before the desk is told
HOLE_DEPTH = 0.66  # of its width: how deep a hole stands where there is no picture to measure

Caption = tuple[tuple[Line, str], ...]
"""A caption's lines, each with what it is: `caption`, `credit` on the caption's last row, `credit-own` on a row of its own."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to be set: what is printed, how it is asked for, and what the file was found to be (None: it can't be had)."""

    photo: Photo
    options: PhotoOptions
    art: Art | None

    @property
    def caption(self) -> Spans:
        """The block's own caption, else the picture's."""
        return self.options.caption if self.options.caption is not None else self.photo.caption

    @property
    def credit(self) -> str:
        """The block's own credit, else the picture's."""
        return self.options.credit if self.options.credit is not None else self.photo.credit


@dataclass(frozen=True, slots=True)
class PackagePlace:
    """Where a package stands: left edge, width, its first slot, how many slots, and how many columns wide it is."""

    x: float
    width: float
    slot: int
    slots: int
    columns: int


@dataclass(frozen=True, slots=True)
class SetPhoto:
    """A set package: its marks and its depth in slots, the white slot beside its text not counted."""

    marks: tuple[Mark, ...]
    slots: int
    area: Area
    problems: tuple[Problem, ...] = ()


def package_slots(case: Case, grid: Grid, shot: Shot, at: PackagePlace) -> int:
    """The depth in whole slots that comes nearest to the picture's own proportions at its place's width."""
    if shot.options.lines is not None:
        return max(shot.options.lines, LEAST_SLOTS)
    depth = _natural(shot, at.width)
    under = _under_picture(case, _rows(_caption(case, shot, at.width, _caption_room(grid, at, at.width))))
    return max(ceil((depth + under + grid.baseline - grid.drop + CAP_LINE * grid.baseline) / grid.baseline - 0.5), LEAST_SLOTS)


def set_photo(case: Case, grid: Grid, shot: Shot, at: PackagePlace, source: Source) -> SetPhoto:
    """The package in exactly as many slots as its place has."""
    side = PANEL_SIDE if case.style("caption").panel is not None else 0.0
    width = at.width - 2 * side
    caption = _caption(case, shot, width, _caption_room(grid, at, width))
    caption, told = _kept(case, shot, caption, MOST_CAPTION * at.slots * grid.baseline)
    top = 0.0 if grid.at_trim(at.slot) else grid.slot_top(at.slot) + CAP_LINE * grid.baseline
    last_baseline = grid.baseline_of(at.slot + at.slots - 1)
    area = Area(at.x, top, at.width, last_baseline - _under_picture(case, _rows(caption)) - top)
    picture, problems = _picture(shot, area, source)
    problems += told
    if case.style("caption").panel is not None:
        return SetPhoto((picture, *_panel_caption(case, caption, area, source)), at.slots, area, problems)
    marks = [picture, *_caption_marks(case, caption, at.x, last_baseline, source)]
    return SetPhoto(tuple(marks), at.slots, area, problems)


def panel_caption(case: Case, shot: Shot, area: Area, columns: int, source: Source) -> tuple[list[Mark], tuple[Problem, ...]]:
    """The caption of a picture that fills its area, reversed in its foot; nothing where captions stand under their pictures."""
    if case.style("caption").panel is None:
        return [], ()
    width = area.width - 2 * PANEL_SIDE
    caption = _caption(case, shot, width, width * min(CAPTION_COLUMNS / columns, 1.0))
    caption, problems = _kept(case, shot, caption, MOST_CAPTION * area.height)
    return _panel_caption(case, caption, area, source), problems


def bare_photo(shot: Shot, area: Area, source: Source) -> tuple[Mark, tuple[Problem, ...]]:
    """The picture alone in an area, cropped to it: a mug, a picture behind a head."""
    return _picture(shot, area, source)


def mug_photo(shot: Shot, area: Area, source: Source) -> Mark:
    """A head-and-shoulders picture, always grey."""
    mark, _ = _picture(shot, area, source)
    return ImageMark(mark.area, mark.path, mark.crop, True, source) if isinstance(mark, ImageMark) else mark


def _natural(shot: Shot, width: float) -> float:
    match shot.art:
        case Picture() as picture:
            return natural_depth(picture, width, shot.options.crop)
        case Drawing() as drawing:
            return width * drawing.height / drawing.width
        case _:
            return width * HOLE_DEPTH


def _under_picture(case: Case, caption_lines: int) -> float:
    """From the picture's foot to the package's last baseline."""
    if caption_lines == 0 or case.style("caption").panel is not None:
        return 0.0
    return CAPTION_DROP + (caption_lines - 1) * case.style("caption").leading


def _picture(shot: Shot, area: Area, source: Source) -> tuple[Mark, tuple[Problem, ...]]:
    match shot.art:
        case Picture() as picture:
            crop = crop_to(picture, area.width, area.height, shot.options.crop, shot.options.focus)
            mark = ImageMark(area, picture.path, crop, False, source)
            gone = lost(picture, area.width, area.height, shot.options.crop)
            return mark, (_cropped_hard(shot, gone),) if gone > MOST_LOST else ()
        case Drawing() as drawing:
            return DrawingMark(_fitted(drawing, area), drawing.path, source), ()
        case _:
            return HoleMark(area, f"no picture: {shot.photo.path.name}", source), ()


def _fitted(drawing: Drawing, area: Area) -> Area:
    """The largest place of the drawing's proportions inside the area, in its middle."""
    scale = min(area.width / drawing.width, area.height / drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    return Area(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)


def _cropped_hard(shot: Shot, gone: float) -> Problem:
    return Problem(
        "picture-cropped",
        Severity.WARNING,
        f"{shot.photo.path.name} loses {gone:.0%} of itself to fit its place",
        "Give it more or fewer columns or lines, or say with crop: what matters in it.",
        shot.options.where,
    )


def _caption_room(grid: Grid, at: PackagePlace, width: float) -> float:
    """How wide a caption may run: three columns, and not into the fold."""
    return min(width * min(CAPTION_COLUMNS / at.columns, 1.0), before_fold(grid, at.x, width))


def _caption(case: Case, shot: Shot, width: float, room: float) -> Caption:
    """The caption's lines, no wider than `room`, and the credit: it shares the last one where it stays clear."""
    key = (case.language, case.manner, shot.caption, shot.credit, width, room)
    known: Caption | None = case.captions.get(key)
    if known is None:
        known = case.captions[key] = _set_caption(case, shot, width, room)
    return known


def _set_caption(case: Case, shot: Shot, width: float, room: float) -> Caption:
    style = case.style("caption")
    lines: list[tuple[Line, str]] = []
    if shot.caption:
        prepared = prepare(shot.caption, style, case.language, case.faces)
        lines = [(line, "caption") for line in set_paragraph(prepared, Measures((), room)).lines]
    if not shot.credit:
        return tuple(lines)
    credit = _credit_line(case, shot.credit, width)
    if lines and lines[-1][0].left + lines[-1][0].width + CREDIT_CLEAR > credit.left:
        lines = _narrower(case, shot, style, (room, credit.left - CREDIT_CLEAR), lines)
        if lines[-1][0].left + lines[-1][0].width + CREDIT_CLEAR > credit.left:
            return (*lines, (credit, "credit-own"))
    return (*lines, (credit, "credit" if lines else "credit-own"))


def _narrower(
    case: Case, shot: Shot, style: TextStyle, rooms: tuple[float, float], lines: list[tuple[Line, str]]
) -> list[tuple[Line, str]]:
    """The caption on as many lines, its last one kept clear of the credit, where its words allow."""
    room, last_room = rooms
    if len(lines) < 2 or last_room < 60:
        return lines
    prepared = prepare(shot.caption, style, case.language, case.faces)
    setting = set_paragraph(prepared, Measures((room,) * (len(lines) - 1), min(room, last_room)))
    return [(line, "caption") for line in setting.lines] if len(setting.lines) == len(lines) else lines


def _credit_line(case: Case, credit: str, width: float) -> Line:
    style = case.style("credit")
    return case.fitted(as_set(credit, style), style, width, Align.RIGHT)[0]


def _kept(case: Case, shot: Shot, caption: Caption, room: float) -> tuple[Caption, tuple[Problem, ...]]:
    """The rows of a caption that stand in `room`, and what is to be told of those that do not, or of a credit cut short."""
    style, rows = case.style("caption"), _rows(caption)
    most = int((room - CAPTION_DROP) / style.leading + 1) if room >= CAPTION_DROP else 0
    problems: list[Problem] = []
    if any(what != "caption" and line.text.endswith(ELLIPSIS) for line, what in caption):
        text = f"{shot.photo.path.name}: its credit is longer than its line; it was cut"
        problems.append(Problem("credit-too-long", Severity.ERROR, text, "Shorten the credit.", shot.options.where))
    if rows > most:
        text = f"{shot.photo.path.name}: its caption takes {rows} lines, but {most} have room under the picture; it was cut"
        remedy = "Shorten the caption, or give the photo more room."
        problems.append(Problem("caption-too-long", Severity.ERROR, text, remedy, shot.options.where))
        caption = caption[:most]
    return caption, tuple(problems)


def _caption_marks(case: Case, caption: Caption, x: float, last_baseline: float, source: Source) -> list[Mark]:
    rows = _rows(caption)
    marks: list[Mark] = []
    for index, (line, what) in enumerate(caption):
        row = min(index, rows - 1)
        style = case.style("caption" if what == "caption" else "credit")
        kind = Kind.CAPTION if what == "caption" else Kind.CREDIT
        baseline = last_baseline - (rows - 1 - row) * case.style("caption").leading
        marks.append(place(line, x, baseline, kind, ink=style.colour, source=source))
    return marks


def _panel_caption(case: Case, caption: Caption, area: Area, source: Source) -> list[Mark]:
    """The caption on a panel in the picture's foot."""
    style = case.style("caption")
    if not caption or style.panel is None:
        return []
    depth = (_rows(caption) - 1) * style.leading + case.cap_height(style) + 2 * PANEL_FOOT
    panel = Area(area.x, area.bottom - depth, area.width, depth)
    lines = _caption_marks(case, caption, area.x + PANEL_SIDE, area.bottom - PANEL_FOOT, source)
    return [TintMark(panel, style.panel, source), *lines]


def _rows(caption: Caption) -> int:
    return len(caption) - (1 if caption and caption[-1][1] == "credit" else 0)
