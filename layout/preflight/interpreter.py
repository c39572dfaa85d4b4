"""A page's content read as a painter reads it.

In: a page of an open file. Out: its marks in painting order and what is forbidden that leaves no mark. Refuses nothing: what
can't be read is noted, and the rest is read.
"""

from collections.abc import Callable, Mapping

from pikepdf import Object, Stream

from layout.preflight import colour_operators, limits, object_operators, path_operators, text_operators
from layout.preflight.instructions import instructions, picture_entries
from layout.preflight.marks import Drawn
from layout.preflight.matrix import Box, Matrix
from layout.preflight.object_operators import paint_picture
from layout.preflight.objects import get, items
from layout.preflight.pictures import read_inline
from layout.preflight.reader import Opened, inherited
from layout.preflight.state import Run, Shelf, State

_PAINTING: Mapping[bytes, Callable[[Run, bytes], None]] = {
    **colour_operators.OPERATORS,
    **path_operators.OPERATORS,
    **text_operators.OPERATORS,
    **object_operators.OPERATORS,
}
# Known, and nothing to a preflight: ends of text, marked content, line ends and joins, dashes, flatness, intents, glyph widths.
_SILENT = frozenset(b"ET BMC BDC EMC MP DP J j M d i ri d0".split())
_INLINE = b"EI"
# What an operator counts for, by how long it takes; all others count for one.
_DEAR = {b"Do": 20, b"sh": 20, b"gs": 10, b"cs": 6, b"CS": 6, b"scn": 4, b"SCN": 4, b"EI": 8, b"Tf": 3}
_TOO_MUCH = "limit-operators"


def interpret_page(page: Object, matrix: Matrix, clip: Box, shelf: Shelf) -> Drawn:
    """Everything that a page paints. `matrix` brings its space to points from the trim's top left; `clip`: the media box."""
    drawn = Drawn()
    run = Run(State(matrix, clip), inherited(page, "Resources"), drawn, shelf, matrix)
    content = _content(page, shelf.file, run)
    if content:
        interpret(run, content)
    return drawn


def interpret(run: Run, data: bytes) -> None:
    """Play a content stream in a run."""
    budget = run.shelf.file.budget
    known, dear = _PAINTING.get, _DEAR.get
    for operands, operator, payload in instructions(data):
        budget.operators -= dear(operator, 1)
        if budget.operators < 0:
            _stop(run)
            return
        if run.drawn.full:
            return  # nothing that follows is kept, and that is told
        paint = known(operator)
        if paint is not None:
            paint(run, operands)
        elif operator == _INLINE:
            picture = read_inline(picture_entries(operands), payload, run.resources, run.shelf.spaces)
            paint_picture(run, picture, "inline")
        elif operator not in _SILENT and not run.tolerant:
            named = operator.decode("latin-1")
            run.note("content-damaged", "the content holds what is no operator of PDF", named[:20])


def _stop(run: Run) -> None:
    if not any(noted.rule == _TOO_MUCH for noted in run.drawn.noted):
        run.note(_TOO_MUCH, "the content holds more operators than are read; the rest of it was not looked at")


def _content(page: Object, file: Opened, run: Run) -> bytes:
    """The page's streams as one: ISO 32000-2, 7.8.2, the division between them counts as white space."""
    contents = get(page, "Contents")
    streams = [contents] if isinstance(contents, Stream) else items(contents, most=10_000)
    parts: list[bytes] = []
    length = 0
    for stream in streams:
        data = file.decoded(stream) if isinstance(stream, Stream) else b""
        length += len(data or b"")
        if data is None or length > limits.CONTENT:
            run.note("limit-stream", "a content stream can't be unpacked, or is too much to be read")
            break
        parts.append(data)
    return b"\n".join(parts)
