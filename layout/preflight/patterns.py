"""What a pattern or a shading puts on the paper: a tile's marks, the colours of a gradient. ISO 32000-2, 8.7."""

from pikepdf import Object, Stream

from layout.preflight.forms import as_matrix, inside, play
from layout.preflight.marks import Drawn, Mark, Paint, PaintedArea, PaintedPicture
from layout.preflight.matrix import Box, box_under, times
from layout.preflight.objects import get, get_dictionary, get_number, get_numbers, key_of
from layout.preflight.spaces import Space
from layout.preflight.state import Run, State

_NOTHING = Paint((), True, False, False, False, (), "scn Pattern")
_BLENDS_ONLY = 3  # shadings up to this type run through the colours of a function


def paint_of(run: Run, box: Box, *, stroke: bool) -> Paint:
    """The colour that the state paints with; a pattern is looked into, and its marks are kept as if they filled `box`."""
    state = run.state
    pattern = state.stroke_pattern if stroke else state.fill_pattern
    plain = state.stroke if stroke else state.fill
    if pattern is None:
        return plain
    if get_number(pattern, "PatternType") == 2:
        shading = get_dictionary(pattern, "Shading")
        return shading_paint(run, shading) if shading is not None else _NOTHING
    if isinstance(pattern, Stream):
        return _tile(run, pattern, plain, box)
    return _NOTHING


def shading_paint(run: Run, shading: Object) -> Paint:
    """The colour of a gradient, where it lays down most ink."""
    space = run.shelf.spaces.find(get(shading, "ColorSpace"), run.resources)
    kind, function = int(get_number(shading, "ShadingType") or 0), get(shading, "Function")
    key = key_of(shading) or key_of(function)
    if key is None:
        return _blend(run, space, kind, function)
    known = run.shelf.shadings.get((key, kind, space))
    if known is None:
        known = run.shelf.shadings[(key, kind, space)] = _blend(run, space, kind, function)
    return known


def _blend(run: Run, space: Space, kind: int, function: object) -> Paint:
    colours = run.shelf.functions.colours(function) if kind <= _BLENDS_ONLY else []
    laid = [inks for colour in colours if (inks := space.lay(colour)) is not None]
    most = max(laid, key=lambda inks: sum(amount for _, amount in inks), default=())
    spots = space.kind in ("Separation", "DeviceN")
    return Paint(most, bool(laid), False, space.kind == "DeviceCMYK", spots, space.broken, f"a shading in {space.kind}")


def _tile(run: Run, pattern: Stream, plain: Paint, box: Box) -> Paint:
    key = key_of(pattern)
    if key is not None and key in run.shelf.tiles:
        return run.shelf.tiles[key]
    drawn = Drawn()
    matrix = times(as_matrix(get_numbers(pattern, "Matrix")), run.base)
    child = inside(run, pattern, matrix, "a pattern")
    if child is None:
        return _NOTHING
    edges = get_numbers(pattern, "BBox") or [0.0, 0.0, 0.0, 0.0]
    clip = box_under(matrix, (edges[0], edges[1], edges[2], edges[3])) if len(edges) == 4 else None
    child.state, child.drawn = State(matrix, clip), drawn
    if get_number(pattern, "PaintType") == 2:
        child.state.fill = child.state.stroke = plain
        child.colourless = True
    play(child, pattern)
    run.drawn.noted += drawn.noted
    for mark in drawn.marks:
        run.add(_spread(mark, box))
    paints = [mark.paint for mark in drawn.marks if not isinstance(mark, PaintedPicture)]
    most = max(paints, key=lambda paint: paint.total, default=_NOTHING)
    made = most._replace(broken=(), white=False, operator="scn Pattern")
    if key is not None:
        run.shelf.tiles[key] = made
    return made


def _spread(mark: Mark, box: Box) -> Mark:
    if isinstance(mark, PaintedArea):
        return mark._replace(box=box, upright=False, outlines=())
    return mark._replace(box=box)
