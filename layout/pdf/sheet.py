"""Painted pages laid side by side on a sheet, and the printer's marks around it.

In: one page, or two with the fold between them. Out: a sheet that is bound as any page: its trim is that of all its pages, its
media grows by the slug. Nothing is printed inside the bleed that is not on the pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from layout.base.colour import BLACK, PAPER, Cmyk, Ink, Spot
from layout.base.values import dataclass
from layout.fonts.face import Face
from layout.pages.display import Kind, SetLine, Source
from layout.pdf.boxes import Box, Boxes
from layout.pdf.canvas import SheetCanvas
from layout.pdf.colour import REGISTRATION, space_name
from layout.pdf.numbers import numbers
from layout.pdf.paint import painted_on
from layout.pdf.painted import Borrowed, Painted, Placed
from layout.pdf.plain_type import plain_line, plain_space, plain_words
from layout.pdf.text import cast_for, paint_lines

# Points. A knife may stray by 2 mm; marks 3 mm off the trim are cut away whole, and bleed is never touched.
OFFSET = 9.0
OFF_THE_BLEED = 2.0
LENGTH = 15.0
ROOM = 3.0  # between the marks' ends and the media's edge
HAIRLINE = 0.25  # the finest line that printers take
TARGET = 4.5  # radius of a register mark's ring
PATCH = 9.0
SLUG_SIZE = 6.0

PROCESS_INKS: tuple[tuple[str, Ink], ...] = (
    ("Cyan", Cmyk(1.0, 0.0, 0.0, 0.0)),
    ("Magenta", Cmyk(0.0, 1.0, 0.0, 0.0)),
    ("Yellow", Cmyk(0.0, 0.0, 1.0, 0.0)),
    ("Black", BLACK),
)
PROCESS_BAR: tuple[Ink, ...] = tuple(
    Cmyk(*(strength if ink == at else 0.0 for at in range(4))) for strength in (1.0, 0.5) for ink in range(4)
)


@dataclass(frozen=True, slots=True)
class Slug:
    """What is printed around a sheet beside its crop and register marks: a line of type, and patches of its inks.

    `tail`: the end of the line, which stands also where the line is too long. `inks`: the plates' names, each with its ink at
    full strength, so that a plate says which it is.
    """

    line: str
    face: Face
    bar: tuple[Ink, ...] = ()
    tail: str = ""
    inks: tuple[tuple[str, Ink], ...] = ()

    def named(self, name: str) -> "Slug":
        """The slug of one sheet, its name before the line."""
        return replace(self, line=f"{name} {self.line}".strip())

    def of_version(self, letters: Iterable[str]) -> "Slug":
        """The slug with the latest of its pages' version letters behind the line."""
        latest = max(letters, key=lambda letter: (len(letter), letter), default="")
        return replace(self, tail=f"{self.tail} version {latest}".strip()) if latest else self

    def with_spots(self, pages: Iterable[Painted]) -> "Slug":
        """The slug with the names of the pages' spots behind the process inks', those in their ads too."""
        spots: dict[str, Spot] = {}
        for page in pages:
            for spot in page.spots.values():
                spots[spot.name] = replace(spot, strength=1.0)
            for name, _ in (spot for ad in page.ads.values() for spot in ad.spots):
                spots.setdefault(name, Spot(name, PAPER))  # what stands in for it is the ad's to say: `borrowed`
        return replace(self, inks=(*self.inks, *spots.items()))


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty page: the size of its trim."""

    width: float
    height: float


def with_marks(page: Painted, slug: Slug, folded: bool = False) -> Painted:
    """A page with crop marks, register marks and a slug line around it. `folded`: it is a truck, with a fold in its middle."""
    return lay_sheet([page], slug, folded)


def lay_sheet(leaves: Sequence[Painted | Blank], slug: Slug | None = None, folded: bool = False) -> Painted:
    """The pages side by side, trim against trim. No bleed in the fold: there it would lie on the other page.

    `slug` None: nothing around them. `folded`: the one page is a truck.
    """
    sizes = [_trim_of(leaf) for leaf in leaves]
    edges = [0.0, *accumulate(width for width, _ in sizes)]
    boxes = _boxes(leaves, edges[-1], max(height for _, height in sizes), slug)
    placed = tuple(
        Placed(leaf, _window(leaf.boxes, at > 0, at + 1 < len(leaves)), boxes.x(edge) - leaf.boxes.trim[0], up)
        for at, (leaf, edge) in enumerate(zip(leaves, edges, strict=False))
        if isinstance(leaf, Painted)
        for up in (boxes.trim[3] - leaf.boxes.trim[3],)
    )
    if folded:
        edges = [0.0, edges[-1] / 2, edges[-1]]
    line = [] if slug is None else [_slug_line(slug, boxes, edges), *_plate_names(slug, boxes, edges)]
    canvas = SheetCanvas(boxes, cast_for(each.line for each in line))
    for each in placed:
        canvas.paint(f"q 1 0 0 1 {numbers(each.across, each.up)} cm /{each.name} Do Q")
    if slug is not None:
        _paint_marks(canvas, edges)
        _paint_bar(canvas, slug.bar, _targets(edges)[0])
        canvas.begin_text(line)
        canvas.paint(f"q\n{paint_lines(line, -boxes.x(0.0), boxes.y(0.0), canvas.cast)}\nQ")
    return replace(painted_on(canvas, placed), borrowed=_borrowed(each.page for each in placed))


def _borrowed(pages: Iterable[Painted]) -> dict[str, Borrowed]:
    """The colour spaces of spots that ads alone print, as the ads define them: no plate may have two definitions in a file."""
    own: set[str] = set()
    found: dict[str, Borrowed] = {}
    for page in pages:
        own |= set(page.spots)
        for ad_name, ad in page.ads.items():
            for name, space in ad.spots:
                found.setdefault(space_name(Spot(name, PAPER)), Borrowed(ad_name, space))
    return {name: space for name, space in found.items() if name not in own}


def _trim_of(leaf: Painted | Blank) -> tuple[float, float]:
    if isinstance(leaf, Blank):
        return leaf.width, leaf.height
    left, bottom, right, top = leaf.boxes.trim
    return right - left, top - bottom


def _boxes(leaves: Sequence[Painted | Blank], width: float, height: float, slug: Slug | None) -> Boxes:
    pages = [leaf.boxes for leaf in leaves if isinstance(leaf, Painted)]
    left, right = _bleed(leaves[0], 0), _bleed(leaves[-1], 2)
    bottom, top = (max((abs(page.trim[side] - page.bleed[side]) for page in pages), default=0.0) for side in (1, 3))
    around = 0.0 if slug is None else _offset(max(left, bottom, right, top)) + LENGTH + ROOM
    x, y = (around, around) if slug is not None else (left, bottom)
    media = (0.0, 0.0, x + width + (around if slug is not None else right), y + height + (around if slug is not None else top))
    trim = (x, y, x + width, y + height)
    return Boxes(media, trim, (trim[0] - left, trim[1] - bottom, trim[2] + right, trim[3] + top))


def _bleed(leaf: Painted | Blank, side: int) -> float:
    return 0.0 if isinstance(leaf, Blank) else abs(leaf.boxes.trim[side] - leaf.boxes.bleed[side])


def _window(boxes: Boxes, fold_before: bool, fold_after: bool) -> Box:
    """What of a page shows: all with its bleed, but nothing beyond a fold."""
    left, bottom, right, top = boxes.bleed
    return (boxes.trim[0] if fold_before else left, bottom, boxes.trim[2] if fold_after else right, top)


def _offset(bleed: float) -> float:
    return max(OFFSET, bleed + OFF_THE_BLEED)


def _targets(edges: Sequence[float]) -> list[float]:
    """Where register marks stand along the top and the foot: in the middle of each page."""
    return [(edge + after) / 2 for edge, after in pairwise(edges)]


def _paint_marks(canvas: SheetCanvas, edges: Sequence[float]) -> None:
    """Crop marks at the corners, dashes at folds, register marks in the middle of the sides."""
    left, bottom, right, top = canvas.boxes.trim
    near = _offset(canvas.boxes.most_bleed)
    far = near + LENGTH
    canvas.paint(f"q\n{canvas.stroke_ink(REGISTRATION)} {numbers(HAIRLINE)} w")
    for y in (bottom, top):
        canvas.line(left - far, y, left - near, y)
        canvas.line(right + near, y, right + far, y)
    for x in (left, right):
        canvas.line(x, bottom - far, x, bottom - near)
        canvas.line(x, top + near, x, top + far)
    middle = near + LENGTH / 2
    across = [left + place for place in _targets(edges)]
    down = (bottom + top) / 2
    ends = [(x, y) for x in across for y in (bottom - middle, top + middle)]
    for x, y in [*ends, (left - middle, down), (right + middle, down)]:
        canvas.line(x - LENGTH / 2, y, x + LENGTH / 2, y)
        canvas.line(x, y - LENGTH / 2, x, y + LENGTH / 2)
        canvas.circle(x, y, TARGET)
    canvas.setDash([2, 2])
    for fold in edges[1:-1]:
        canvas.line(left + fold, bottom - far, left + fold, bottom - near)
        canvas.line(left + fold, top + near, left + fold, top + far)
    canvas.paint("Q")


def _paint_bar(canvas: SheetCanvas, inks: Sequence[Ink], before: float) -> None:
    """Patches of the inks over the top left corner, as many as have room before the first register mark."""
    boxes = canvas.boxes
    bottom = boxes.y(0.0) + _offset(boxes.most_bleed) + (LENGTH - PATCH) / 2
    fit = max(int((before - LENGTH - PATCH) / PATCH), 0)
    for at, ink in enumerate(inks[:fit]):
        canvas.paint(f"{canvas.fill_ink(ink)} {numbers(boxes.x(PATCH * (at + 0.5)), bottom, PATCH, PATCH)} re f")


def _slug_line(slug: Slug, boxes: Boxes, edges: Sequence[float]) -> SetLine:
    """The line under the left corner: as many of its words as have room before the first register mark, and its tail."""
    space = plain_space(slug.face, SLUG_SIZE)
    tail = plain_words(slug.tail, slug.face, SLUG_SIZE)
    room = _targets(edges)[0] - LENGTH - PATCH - sum(word.width + space for word in tail)
    words = plain_words(slug.line, slug.face, SLUG_SIZE)
    ends = accumulate(word.width + space for word in words)
    line = plain_line([*(word for word, end in zip(words, ends, strict=True) if end <= room), *tail], space)
    return SetLine(line, PATCH / 2, _slug_baseline(boxes), BLACK, Kind.LABEL, Source())


def _plate_names(slug: Slug, boxes: Boxes, edges: Sequence[float]) -> Iterator[SetLine]:
    """The plates' names on the line's baseline, behind the first register mark: as many as have room before the next mark."""
    space = plain_space(slug.face, SLUG_SIZE)
    x, end = _targets(edges)[0] + LENGTH, edges[1] - PATCH / 2
    for name, ink in slug.inks:
        line = plain_line(plain_words(name, slug.face, SLUG_SIZE), space)
        if x + line.width > end:
            return
        yield SetLine(line, x, _slug_baseline(boxes), ink, Kind.LABEL, Source())
        x += line.width + 2 * space


def _slug_baseline(boxes: Boxes) -> float:
    return boxes.trim[3] - boxes.trim[1] + _offset(boxes.most_bleed) + LENGTH / 2 + SLUG_SIZE / 3
