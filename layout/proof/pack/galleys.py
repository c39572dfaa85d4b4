"""Galleys to mark up: every story's lines as set, numbered. What is over or short is large, with wide margins and open lines;
what fits runs closer, several stories to a sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from layout.base.colour import BLACK
from layout.base.values import dataclass
from layout.design.styles import FontSpec, TextStyle
from layout.lines.line import Line
from layout.passing.fit import Fit
from layout.pdf.desk_sheet import RED
from layout.proof.pack.dossier import GalleyRow, PackGalley, RowLook
from layout.proof.pack.form import HAIR, THIN, Desk, Form, Leaf, PaperSize, Part, italic, put_lines, sans, serif
from layout.proof.pack.galley_plan import Copy, Piece, Place, Placed, Room, is_nearly_empty, place_galleys

_HEADS = frozenset({RowLook.KICKER, RowLook.HEADLINE, RowLook.DECK})
_AGAIN = 24.0  # the head of a sheet on which a story runs on


@dataclass(frozen=True, slots=True)
class _Manner:
    """How galleys are set. `what` they are; `columns` by paper; `size` of the type aimed at; `leading` and `margin` (the least
    white beside the lines) in shares of the size; `closest`: the share of the leading to which lines may be drawn together."""

    what: str
    columns: dict[PaperSize, int]
    size: float
    least: float
    leading: float
    margin: float
    closest: float


_OPEN = _Manner("to work on", {PaperSize.A4: 2, PaperSize.A3: 3}, 10.5, 8.5, 1.6, 6.0, 0.85)
_CLOSE = _Manner("that fit", {PaperSize.A4: 3, PaperSize.A3: 4}, 8.8, 7.0, 1.3, 0.0, 0.9)


@dataclass(frozen=True, slots=True)
class _Setting:
    """A galley in its manner on this paper: columns, the scale of its lines, the way from line to line, room for numbers and
    beside them."""

    columns: int
    scale: float
    pitch: float
    numbers: float
    room: float
    body: TextStyle
    measure: float


class _Run(NamedTuple):
    """Galleys of one manner, their heads and settings, and where they stand."""

    manner: _Manner
    galleys: tuple[PackGalley, ...]
    heads: tuple["_Head", ...]
    settings: tuple[_Setting, ...]
    placed: Placed


def draw_galleys(desk: Desk) -> None:
    """First those that somebody has to work on, then those that fit; on the sheet of the others where that is nearly empty."""
    desk.part(Part.GALLEYS)
    form = Form(desk.size)
    off = [galley for galley in desk.dossier.galleys if galley.fit is not Fit.FULL]
    full = [galley for galley in desk.dossier.galleys if galley.fit is Fit.FULL]
    room = Room(form.top, form.bottom, _AGAIN * form.scale, 16 * form.scale)
    begin = Place(0, room.top)
    first = _run(desk, sorted(off, key=lambda each: each.fit is not Fit.OVER), _OPEN, room, begin)
    if off:
        end = first.placed.end
        begin = end if is_nearly_empty(first.placed, room) else Place(end.sheet + 1, room.top)
    _draw(desk, [first, _run(desk, full, _CLOSE, room, begin)])
    if not desk.dossier.galleys:
        leaf = desk.leaf()
        leaf.draw.type(desk.type.line("No page carries a story.", sans(9)), leaf.form.left, leaf.y + 12)


def _run(desk: Desk, galleys: Sequence[PackGalley], manner: _Manner, room: Room, begin: Place) -> _Run:
    form = Form(desk.size)
    heads = tuple(_Head(desk, galley, form) for galley in galleys)
    settings = tuple(_set(galley, manner, form) for galley in galleys)
    galleys = tuple(_broken(desk, *each) for each in zip(galleys, settings, strict=True))
    copy = [
        Copy(head.depth, len(galley.rows), setting.pitch, setting.columns, manner.closest, tied_rows(galley.rows))
        for galley, head, setting in zip(galleys, heads, settings, strict=True)
    ]
    return _Run(manner, galleys, heads, settings, place_galleys(copy, room, begin))


def _broken(desk: Desk, galley: PackGalley, setting: _Setting) -> PackGalley:
    """With the heads of pieces that go on broken to the column's width, a row for each line."""

    def rows() -> Iterator[GalleyRow]:
        for row in galley.rows:
            if row.look not in _HEADS:
                yield row
                continue
            for line in desk.type.lines(desk.type.read(row.told), _head_style(row.look, setting.body), setting.room):
                yield row._replace(line=line)

    return replace(galley, rows=tuple(rows()))


def tied_rows(rows: Sequence[GalleyRow]) -> frozenset[int]:
    """The rows before which no column begins: a head, a crosshead, a remark stand over what they belong to, heads over two lines
    of it."""
    found: set[int] = set()
    for at, row in enumerate(rows[:-1]):
        if row.heads:
            found |= {at + 1, at + 2} if row.look is not RowLook.REMARK else {at + 1}
    return frozenset(found - {len(rows)})


def _draw(desk: Desk, runs: Sequence[_Run]) -> None:
    """Sheet by sheet, each with what is on it in its head."""
    whats: dict[int, dict[str, None]] = {}
    for run in runs:
        for piece in run.placed.pieces:
            whats.setdefault(piece.place.sheet, {})[run.manner.what] = None
    leaves: dict[int, Leaf] = {}
    for run in runs:
        for piece in run.placed.pieces:
            sheet = piece.place.sheet
            if sheet not in leaves:
                leaves[sheet] = desk.leaf(" and ".join(whats[sheet]))
            leaf, galley = leaves[sheet], run.galleys[piece.galley]
            leaf.y = piece.place.y
            if piece.first:
                desk.mark(galley.slug)
                run.heads[piece.galley].draw(leaf)
            else:
                _again(desk, galley, leaf)
            _columns(desk, leaf, galley, piece, run.settings[piece.galley])


def _set(galley: PackGalley, manner: _Manner, form: Form) -> _Setting:
    """As many columns as leave the type readable: a wide measure takes fewer."""
    scale = form.scale
    numbers = 22 * scale
    aim = manner.size / galley.size
    for columns in range(manner.columns[form.size], 0, -1):
        _, width = form.column(0, columns, 18.0)
        room = width - numbers - manner.margin * manner.size
        fits = min(aim, room / galley.measure)
        if fits * galley.size >= manner.least or columns == 1:
            break
    pitch, body = fits * galley.size * manner.leading, _body_style(galley, fits)
    return _Setting(columns, fits, pitch, numbers, width - numbers, body, fits * galley.measure)


class _Head:
    """A story's head: a rule, slug and place, the head as it is printed, and on the right how it fits and what to do."""

    def __init__(self, desk: Desk, galley: PackGalley, form: Form) -> None:
        scale, kind = form.scale, desk.type
        self.galley = galley
        self.scale = scale
        left, right = form.live * 0.63, form.live * 0.34
        self.slug = kind.lines(galley.slug, sans(12 * scale, 700), left, 2)
        beside = left - self.slug[-1].width - 8 * scale if self.slug else left
        place = sans(8 * scale, 500)
        self.beside = desk.width(galley.place, place) <= beside
        self.place = kind.lines(_sentence(galley.place), place, left, 2)
        head = galley.head
        self.kicker = kind.lines(head.kicker, sans(8 * scale, 600), left, 1)
        self.headline = kind.lines(head.headline, serif(13 * scale, 600), left, 3)
        self.deck = kind.lines(head.deck, serif(10 * scale), left, 6)
        self.byline = kind.lines(head.byline, sans(8 * scale), left, 2)
        now = f"{_sentence(galley.overtaken)}; this is the text as it is now" if galley.overtaken else ""
        self.now = kind.lines(now, sans(8 * scale, 700), left, 2)
        bold = sans(10 * scale, 700) if galley.fit is not Fit.FULL else sans(8 * scale, 500)
        self.told = kind.lines(_sentence(galley.told), bold, right, 3)
        self.advice = kind.lines(_sentence(galley.advice), sans(8 * scale, 500), right, 6)
        self.counts = kind.lines(galley.counts, sans(8 * scale), right, 1)
        on_left = 15 * len(self.slug) + 11 * len(self.kicker) + 15 * len(self.headline) + 12.5 * len(self.deck)
        on_left += (2.5 if self.deck else 0.0) + 11 * len(self.byline) + 11 * len(self.now)
        on_left += 0 if self.beside else 10 * len(self.place)
        on_right = 12.5 * len(self.told) + 10 * len(self.advice) + 10 * len(self.counts)
        self.depth = (max(on_left, on_right) + 12) * scale

    def draw(self, leaf: Leaf) -> None:
        """From where the sheet is filled; it is filled down to the lines then."""
        form, scale, y = leaf.form, self.scale, leaf.y
        red = self.galley.fit is Fit.OVER
        leaf.draw.rule((form.left, y), (form.right, y), 1.5, RED if red else BLACK)
        base = put_lines(leaf.draw, self.slug, (form.left, y + 14 * scale), 15 * scale)
        if self.beside and self.slug:
            put_lines(leaf.draw, self.place, (form.left + self.slug[-1].width + 8 * scale, base - 15 * scale), 10 * scale)
        else:
            base = put_lines(leaf.draw, self.place, (form.left, base - 3 * scale), 10 * scale) + 3 * scale
        base = put_lines(leaf.draw, self.kicker, (form.left, base - 1 * scale), 11 * scale) + 1 * scale
        base = put_lines(leaf.draw, self.headline, (form.left, base + 1.5 * scale), 15 * scale)
        base = put_lines(leaf.draw, self.deck, (form.left, base - 1 * scale), 12.5 * scale) + (3.5 * scale if self.deck else 0.0)
        base = put_lines(leaf.draw, self.byline, (form.left, base - 3.5 * scale), 10 * scale)
        put_lines(leaf.draw, self.now, (form.left, base + 1 * scale), 10 * scale)
        x = form.right - form.live * 0.34
        base = put_lines(leaf.draw, self.told, (x, y + 14 * scale), 12.5 * scale, red)
        base = put_lines(leaf.draw, self.advice, (x, base), 10 * scale, red)
        put_lines(leaf.draw, self.counts, (x, base), 10 * scale)
        leaf.y = y + self.depth


def _again(desk: Desk, galley: PackGalley, leaf: Leaf) -> None:
    """The head of a sheet on which a story runs on."""
    form, scale = leaf.form, leaf.form.scale
    slug = desk.type.fitted(galley.slug, sans(12 * scale, 700), form.live * 0.6)
    leaf.draw.rule((form.left, leaf.y), (form.right, leaf.y), THIN)
    leaf.draw.type(slug, form.left, leaf.y + 14 * scale)
    continued = "continued, the text as it is now" if galley.overtaken else "continued"
    place = desk.type.fitted(f"{continued}; {galley.place}", sans(8 * scale, 500), form.live - slug.width - 12)
    leaf.draw.type_right(place, form.right, leaf.y + 14 * scale)
    leaf.y += _AGAIN * scale


def _columns(desk: Desk, leaf: Leaf, galley: PackGalley, piece: Piece, setting: _Setting) -> None:
    """The piece's rows in its columns."""
    for at, (start, stop) in enumerate(pairwise(piece.bounds)):
        x, _ = leaf.form.column(at, setting.columns, 18.0)
        for number, row in enumerate(galley.rows[start:stop], start=1):
            _row(desk, leaf, row, setting, (x, leaf.y + number * piece.pitch))
        if at:
            leaf.draw.rule((x - 9, leaf.y + piece.pitch * 0.3), (x - 9, leaf.y + piece.depth * piece.pitch), HAIR)


def _row(desk: Desk, leaf: Leaf, row: GalleyRow, setting: _Setting, place: tuple[float, float]) -> None:
    """A line with its number; over in red, with a bar beside it that a black printer shows too."""
    x, base = place
    body, room = setting.body, setting.room
    start = x + setting.numbers
    small = sans(6.5 * leaf.form.scale, 700 if row.over else 400)
    ink = RED if row.over else BLACK
    if row.look in _HEADS and row.line is not None:
        leaf.draw.type(row.line, start, base)
        return
    if row.look is RowLook.REMARK:
        size = min(7.5, body.size * 0.85)
        told, style = (row.told, sans(size, 700)) if row.over else (f"({row.told})", italic(sans(size)))
        leaf.draw.type(desk.type.fitted(told, style, room), start, base, ink)
        return
    leaf.draw.type_right(desk.type.line(f"+{row.number}" if row.over else str(row.number), small), start - 8, base, ink)
    if row.over:
        leaf.draw.rule((start - 4, base - setting.pitch * 0.75), (start - 4, base + setting.pitch * 0.25), 1.5, RED)
        line = scaled(row.line, setting.scale) if row.line is not None else desk.type.fitted(row.told, body, room)
        leaf.draw.type(line, start, base, RED)
    elif row.line is not None:
        line = scaled(row.line, setting.scale)
        leaf.draw.type(line, start + row.x * setting.scale, base)
        if row.lead is not None and row.lead.words:  # as large as its line: open lines have no room for three of them
            letter = scaled(row.lead, body.size / row.lead.words[0].size)._replace(left=0.0)
            leaf.draw.type_right(letter, start + row.x * setting.scale + line.left - 0.5, base)


def _head_style(look: RowLook, body: TextStyle) -> TextStyle:
    """Of a row of a head, in lines that stand as open as those of the text."""
    match look:
        case RowLook.KICKER:
            return sans(body.size * 0.8, 600)
        case RowLook.HEADLINE:
            return serif(body.size * 1.15, 600)
        case _:
            return serif(body.size)


def scaled(line: Line, by: float) -> Line:
    """The line as it would be set in another size: its codes know no size."""
    words = tuple(word._replace(size=word.size * by, width=word.width * by) for word in line.words)
    gaps = tuple(gap * by for gap in line.gaps)
    return line._replace(
        words=words, gaps=gaps, space=line.space * by, tracking=line.tracking * by, left=line.left * by, width=line.width * by
    )


def _body_style(galley: PackGalley, scale: float) -> TextStyle:
    """What lines are set in that stand on no page: the face of the story's own."""
    faces = [row.line.words[0].face for row in galley.rows if row.line is not None and row.line.words]
    size = galley.size * scale
    if not faces:
        return serif(size)
    face = max(dict.fromkeys(faces), key=faces.count)
    return TextStyle(f"galley {face.name} {size}", FontSpec(face.family, face.weight, face.italic), size, size)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
