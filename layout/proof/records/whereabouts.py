"""What lies at a point of a page that belongs to no story, in words by which two such points are told apart. Pure.

In: a trace and a point, in points from the trim's top left. Out: words that `at the` may stand before.
"""

from layout.base.printable import printable
from layout.proof.records.pictures import block_at
from layout.proof.trace import Trace, TracedBlock, TracedLine

_KINDS = ("nameplate", "folio", "banner", "notice", "table", "ad-label", "refer", "label", "jump-line", "crosshead", "byline")
_REACH = 12.0  # points: a hand that points at a line of furniture hits the white beside it
_QUOTED = 30  # letters of a line, enough to know it again
_ROWS, _COLUMNS = ("top", "", "foot"), ("left", "", "right")


def whereabouts(trace: Trace, x: float, y: float) -> str:
    """`nameplate “Harbour Herald”`, `ad A1207`, `refer “The four islands”`, `folio “2”`; "" where none of these is near and
    a block's letter tells the place; outside of blocks where on the page it is: `top left`, `middle`."""
    letter = block_at(trace, x, y)
    block = next((each for each in trace.blocks if each.letter == letter), None)
    if block is not None and block.what == "ad":
        return f"ad {printable(block.booking)}".strip()
    line = _line_near(trace, block, x, y)
    if line is not None:
        return f"{line.kind.replace('-', ' ')} “{_short(printable(line.text))}”"
    return "" if block is not None else _on_page(trace, x, y)


def _line_near(trace: Trace, block: TracedBlock | None, x: float, y: float) -> TracedLine | None:
    """The nearest line of that block, or of none, within reach; of a story's block only what is furniture there."""
    letter = block.letter if block is not None else ""
    near = [(_way(line, x, y), number) for number, line in enumerate(trace.lines) if line.block == letter and line.kind in _KINDS]
    way, number = min(near, default=(_REACH, -1))
    return trace.lines[number] if way < _REACH else None


def _way(line: TracedLine, x: float, y: float) -> float:
    """How far a point lies from a line, in points; 0 within it."""
    left, top, width, height = line.area
    across, down = max(left - x, x - left - width, 0.0), max(top - y, y - top - height, 0.0)
    return max(across, down)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"


def _on_page(trace: Trace, x: float, y: float) -> str:
    row = _ROWS[min(max(int(3 * y / trace.height), 0), 2)]
    column = _COLUMNS[min(max(int(3 * x / trace.width), 0), 2)]
    return f"{row} {column}".strip() or "middle"
