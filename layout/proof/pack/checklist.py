"""The checklist: for every page what somebody has to have looked at, and a signature that belongs to one build of it alone."""

from collections.abc import Sequence

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.lines.line import Line
from layout.passing.fit import counted
from layout.pdf.desk_sheet import RED
from layout.proof.pack.budget import state_words
from layout.proof.pack.dossier import HASH, PackPage
from layout.proof.pack.form import BAR, HAIR, THIN, Desk, Form, Leaf, Part, label, put_lines, sans

_DEPTH = 112.0  # of a page's field
_BOX = 8.0
_PITCH = 15.5
_SIGN = 0.28  # of the live width, for the signature
_ROW, _ROWS = 9.0, 2  # of what the desk knows, and how many have room over the lines to write on


def draw_checklist(desk: Desk) -> None:
    """A field for each page, as many on a sheet as have room to be written in."""
    desk.part(Part.CHECKLIST)
    leaf: Leaf | None = None
    for page in desk.dossier.pages:
        told = _known(desk, Form(desk.size), page)
        if leaf is None or not leaf.has((_DEPTH + _more(told)) * leaf.form.scale):
            leaf = desk.leaf()
            _explain(desk, leaf)
        _field(desk, leaf, page, told)


def _explain(desk: Desk, leaf: Leaf) -> None:
    scale = leaf.form.scale
    told = "A signature holds for the build named beside it. When a page is made anew and its ink differs, it is signed again."
    lines = desk.type.lines(told, sans(8 * scale), leaf.form.live)
    leaf.y = put_lines(leaf.draw, lines, (leaf.form.left, leaf.y + 9 * scale), 10.5 * scale) - 2 * scale


def checks_of(page: PackPage) -> tuple[str, ...]:
    """What has to be looked at on this page. What it has not is not asked for."""
    jumps = [f"{row.carries} to {row.jump_to}" for row in page.rows if row.jump_to]
    jumps += [f"{row.carries} from {row.jump_from}" for row in page.rows if row.jump_from]
    pictures = sum(row.pictures for row in page.rows)
    bookings = ", ".join(ad.booking or "no booking" for ad in page.ads)
    checks = ["Headlines and decks read aloud", "Bylines and names checked", "Folio, date and edition"]
    checks += [f"Captions and credits ({pictures})", "Pictures right way round, right people"] if pictures else []
    checks += [f"Jumps: {', '.join(jumps)}"] if jumps else []
    checks += [f"Ads against bookings: {bookings}"] if page.ads else []
    checks += ["Refers and page numbers named"] if any("refers" in row.carries for row in page.rows) else []
    return (*checks, "Nothing over, no holes, no stand-ins")


def _field(desk: Desk, leaf: Leaf, page: PackPage, told: Sequence[tuple[Line, bool]]) -> None:
    """Number and build left, boxes to tick in the middle, the signature right."""
    form, scale, y = leaf.form, leaf.form.scale, leaf.y
    leaf.draw.rule((form.left, y + BAR / 2), (form.right, y + BAR / 2), BAR)
    side, middle, sign = form.live * 0.2, form.live * 0.48, form.live * _SIGN
    _page(desk, leaf, page, Area(form.left, y, side - 8, 0.0))
    _ticks(desk, leaf, checks_of(page), Area(form.left + side, y, middle - 14, 0.0))
    _signature(desk, leaf, told, Area(form.right - sign, y, sign, 0.0))
    leaf.y += (_DEPTH + _more(told)) * scale


def _page(desk: Desk, leaf: Leaf, page: PackPage, at: Area) -> None:
    scale = leaf.form.scale
    number = desk.type.fitted(page.number, sans(26 * scale, 700), at.width)
    base = at.y + 26 * scale
    leaf.draw.type(number, at.x, base)
    state, red = state_words(page)
    rows = [(page.section, False), (f"Deadline {page.deadline}" if page.deadline else "", False), (state, red)]
    base += 12 * scale
    for told, is_red in rows:
        if told:
            line = desk.type.fitted(told, sans(7.5 * scale, 700 if is_red else 400), at.width)
            leaf.draw.type(line, at.x, base, RED if is_red else BLACK)
            base += 10 * scale
    base += 6 * scale
    for what, digest in (("Ink", page.ink), ("Proof", page.proof)):
        head = desk.type.line(what, label(scale))
        leaf.draw.type(head, at.x, base)
        leaf.draw.type(desk.type.fitted(digest[:HASH], sans(7.5 * scale, 600), at.width - 28 * scale), at.x + 26 * scale, base)
        base += 10 * scale


def _ticks(desk: Desk, leaf: Leaf, checks: Sequence[str], at: Area) -> None:
    """Boxes in two columns."""
    scale = leaf.form.scale
    rows = (len(checks) + 1) // 2
    width = (at.width - 10) / 2
    for index, check in enumerate(checks):
        x = at.x + (index // rows) * (width + 10)
        y = at.y + (10 + (index % rows) * (_PITCH + 4.5)) * scale
        leaf.draw.frame(Area(x, y, _BOX * scale, _BOX * scale), 0.75)
        lines = desk.type.lines(check, sans(7.5 * scale), width - (_BOX + 5) * scale, 2)
        put_lines(leaf.draw, lines, (x + (_BOX + 5) * scale, y + 6.8 * scale), 8.8 * scale)


def _signature(desk: Desk, leaf: Leaf, told: Sequence[tuple[Line, bool]], at: Area) -> None:
    """What the desk knows; under it lines to write on, each with what goes there under it."""
    scale = leaf.form.scale
    base = at.y + 11.5 * scale
    for line, red in told:
        leaf.draw.type(line, at.x, base, RED if red else BLACK)
        base += _ROW * scale
    base = at.y + 38 * scale + _more(told) * scale
    for row in (("Name", "Time"), ("Signature",), ("Remarks",)):
        shares = (0.66, 0.34) if len(row) == 2 else (1.0,)
        x = at.x
        for what, share in zip(row, shares, strict=True):
            width = at.width * share - (8 if share < 1 and what == "Name" else 0)
            leaf.draw.rule((x, base), (x + width, base), THIN if what == "Signature" else HAIR)
            leaf.draw.type(desk.type.line(what, label(scale)), x, base + 8 * scale)
            x += at.width * share
        base += 30 * scale


def _known(desk: Desk, form: Form, page: PackPage) -> list[tuple[Line, bool]]:
    """Who signed on the desk and when, in red where that has lapsed; how many notes are open there."""
    texts = [(f"{each.told}; lapsed, the page has changed" if each.lapsed else each.told, each.lapsed) for each in page.signed]
    texts += [(f"{counted(len(page.notes), 'note')} open", False)] if page.notes else []
    style = sans(7.5 * form.scale, 600)
    return [(line, red) for text, red in texts for line in desk.type.lines(text, style, form.live * _SIGN)]


def _more(told: Sequence[tuple[Line, bool]]) -> float:
    """By how much a field is deeper than others, as the desk knows more than has room over the lines; at scale 1."""
    return max(len(told) - _ROWS, 0) * _ROW
