"""What is told beside and under a page proof: problems in red, then the desk's open notes in black, numbered through.

In: a page, the width of a column. Out: marks with their lines set, and their list drawn. Lengths at scale 1.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import assert_never

from layout.base.colour import BLACK, PAPER, Ink
from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.lines.line import Line
from layout.passing.fit import counted
from layout.pdf.desk_sheet import RED
from layout.proof.pack.dossier import Flag, PackNote, PackPage
from layout.proof.pack.form import THIN, Desk, Form, Leaf, label, put_lines, sans

DISC = 6.0
LEADING = 9.0
_BETWEEN = 5.0  # two marks
_LONG, _TOGETHER = 8, 2  # lines: a mark that may be parted, and what of it stays together at either end
_MOST_NOTE, _MOST_REPLIES = 20, 12  # lines: a note of 4,000 letters would fill the sheet


class Look(StrEnum):
    """An error's number stands on a full disc, a warning's in a ring, a note's on a square: told apart by a black printer too."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Mark:
    """A problem or a note: its number, its lines as they stand in a column, its place on the page, None for none."""

    number: int
    look: Look
    message: tuple[Line, ...]
    why: tuple[Line, ...]
    remedy: tuple[Line, ...]
    area: Area | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a mark that stand together, each with whether it is red; `first`, `last`: of the mark."""

    mark: Mark
    lines: tuple[tuple[Line, bool], ...]
    first: bool
    last: bool

    @property
    def depth(self) -> float:
        """In points, at scale 1, with the white after the mark."""
        return len(self.lines) * LEADING + (_BETWEEN if self.last else 0.0)


def pieces_of(marks: Iterable[Mark]) -> list[Piece]:
    """The marks, in their order; a long one in pieces of a line, but for two at its head and at its end: it goes on in the next
    column, where the others stand in one."""
    return [piece for mark in marks for piece in _pieces(mark)]


def _pieces(mark: Mark) -> Iterator[Piece]:
    red = mark.look is Look.ERROR
    lines = [(line, red) for line in mark.message] + [(line, False) for line in (*mark.why, *mark.remedy)]
    ends = [*range(_TOGETHER, len(lines) - _TOGETHER + 1), len(lines)] if len(lines) > _LONG else [len(lines)]
    for start, end in pairwise([0, *ends]):
        yield Piece(mark, tuple(lines[start:end]), first=start == 0, last=end == len(lines))


def marks_of(desk: Desk, page: PackPage, form: Form, columns: int) -> list[Mark]:
    """All of the page, by number."""
    _, width = form.column(0, columns)
    room = width - 2 * DISC * form.scale - 6
    problems = [_of_flag(desk, at, flag, room, form.scale) for at, flag in enumerate(page.flags, start=1)]
    notes = [_of_note(desk, at, note, room, form.scale) for at, note in enumerate(page.notes, start=len(problems) + 1)]
    return [*problems, *notes]


def _of_flag(desk: Desk, at: int, flag: Flag, room: float, scale: float) -> Mark:
    message = desk.type.lines(desk.type.read(flag.message), sans(7.5 * scale, 600), room, 5)
    why = desk.type.lines(desk.type.read(flag.why), sans(7.5 * scale), room, 8)
    remedy = desk.type.lines(desk.type.read(flag.remedy), sans(7.5 * scale), room, 4)
    return Mark(at, Look.ERROR if flag.severity is Severity.ERROR else Look.WARNING, message, why, remedy, flag.area)


def _of_note(desk: Desk, at: int, note: PackNote, room: float, scale: float) -> Mark:
    head = desk.type.lines(note.head, sans(7.5 * scale, 600), room, 5)
    text = desk.type.lines(desk.type.read(note.text), sans(7.5 * scale), room, _MOST_NOTE)
    text += desk.type.lines(desk.type.read(note.about), sans(7.5 * scale), room, 4)
    replies = [
        line for reply in note.replies for line in desk.type.lines(desk.type.read(reply), sans(7.5 * scale), room, _MOST_REPLIES)
    ]
    if len(replies) > _MOST_REPLIES:
        more = f"{counted(len(note.replies), 'answer')} in all: see the desk"
        replies = [*replies[: _MOST_REPLIES - 1], desk.type.line(more, sans(7.5 * scale))]
    return Mark(at, Look.NOTE, head, (*text, *replies), (), note.area)


def told_below(desk: Desk, page: PackPage, form: Form) -> tuple[Line, ...]:
    """What the desk lists for the page and is not told here, and why not: under the list's head, over all its columns."""
    lines = (desk.type.lines(told, sans(7.5 * form.scale), form.live) for told in _left_out(page))
    return tuple(line for each in lines for line in each)


def _left_out(page: PackPage) -> Iterator[str]:
    errors, warnings, remarks = (sum(each is severity for each in page.unshown) for severity in Severity)
    if errors or warnings:
        told = [counted(count, what) for count, what in ((errors, "error"), (warnings, "warning")) if count]
        shown = "the page is shown as it was released" if page.released else "half of the page is shown as it was released"
        yield f"Not shown: {' and '.join(told)} of the text as it is now, for {shown}."
    if remarks:
        yield f"Not shown: {counted(remarks, 'remark')}, for which nothing has to be done."
    unplaced = sum(note.unplaced for note in page.notes)
    if unplaced:
        stand = "stands beside no place: it has one" if unplaced == 1 else "stand beside no place: they have theirs"
        yield f"{counted(unplaced, 'note')} {stand} on the page as it is now, which is not shown."


def first_that_fit(pieces: Sequence[Piece], columns: int, depth: float) -> tuple[list[Piece], list[Piece]]:
    """As many as columns of that depth hold, one at least; and the rest."""
    most = len(pieces)
    while most > 1 and columns_depth(pieces[:most], columns) > depth:
        most -= 1
    return list(pieces[:most]), list(pieces[most:])


def columns_depth(pieces: Sequence[Piece], columns: int) -> float:
    """The least depth at which the columns hold all, filled one after the other."""
    if not pieces:
        return LEADING
    low, high = max(each.depth for each in pieces), sum(each.depth for each in pieces)
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(pieces, middle)) <= columns else (middle, high)
    return high


def _filled(pieces: Sequence[Piece], depth: float) -> list[list[Piece]]:
    columns: list[list[Piece]] = [[]]
    used = 0.0
    for each in pieces:
        if columns[-1] and used + each.depth > depth:
            columns.append([])
            used = 0.0
        columns[-1].append(each)
        used += each.depth
    return columns


@dataclass(frozen=True, slots=True)
class Listing:
    """Some marks of a page, as they are listed on one sheet; `below`: what stands under the head; `rest`: more are to come."""

    page: PackPage
    pieces: Sequence[Piece]
    below: Sequence[Line] = ()
    rest: bool = False


def draw_list(desk: Desk, leaf: Leaf, listing: Listing) -> None:
    """The marks in columns under the page, by number."""
    form, scale, page, pieces = leaf.form, leaf.form.scale, listing.page, listing.pieces
    leaf.draw.rule((form.left, leaf.y), (form.right, leaf.y), THIN)
    title = "Problems and notes" if page.notes else "Problems"
    leaf.draw.type(desk.type.line(title, label(scale)), form.left, leaf.y + 10 * scale)
    leaf.draw.type_right(desk.type.line(_summary(page, listing.rest), sans(7.5 * scale)), form.right, leaf.y + 10 * scale)
    base = put_lines(leaf.draw, listing.below, (form.left, leaf.y + 20 * scale), LEADING * scale)
    top = base - 4 * scale
    columns = 4 if form.turned else 3
    for at, column in enumerate(_filled(pieces, columns_depth(pieces, columns))):
        x, _ = form.column(at, columns)
        y = top
        for each in column:
            if each.first:
                draw_sign(desk, leaf, each.mark, (x + DISC * scale, y + 6 * scale))
            for number, (line, red) in enumerate(each.lines):
                base = y + (8.5 + number * LEADING) * scale
                leaf.draw.type(line, x + (2 * DISC + 5) * scale, base, RED if red else BLACK)
            y += each.depth * scale


def _summary(page: PackPage, rest: bool) -> str:
    errors, warnings = page.counted(Severity.ERROR), page.counted(Severity.WARNING)
    told = [counted(errors, "error")] if errors else []
    told += [counted(warnings, "warning")] if warnings else []
    none = "None found in the released file" if page.released else "None found on this page"
    notes = [f"{counted(len(page.notes), 'note')} open"] if page.notes else []
    return "; ".join([", ".join(told) or none, *notes, *(["continued overleaf"] if rest else [])])


def draw_sign(desk: Desk, leaf: Leaf, mark: Mark, middle: tuple[float, float]) -> None:
    """The mark's number, as it looks beside the page and in the list."""
    scale = leaf.form.scale
    radius, ink = DISC * scale, ink_of(mark.look)
    match mark.look:
        case Look.ERROR | Look.WARNING:
            leaf.draw.disc(middle, radius, RED if mark.look is Look.ERROR else PAPER, RED)
        case Look.NOTE:
            leaf.draw.panel(Area(middle[0] - radius, middle[1] - radius, 2 * radius, 2 * radius), BLACK)
        case _:
            assert_never(mark.look)
    line = desk.type.line(str(mark.number), sans((7 if mark.number < 100 else 5) * scale, 700))
    leaf.draw.type_centred(line, middle[0], middle[1] + 2.5 * scale, ink if mark.look is Look.WARNING else PAPER)


def ink_of(look: Look) -> Ink:
    """Of its sign, its line, its frame."""
    return BLACK if look is Look.NOTE else RED
