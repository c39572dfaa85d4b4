"""The budget sheet: what stands on which page, how long it is and how it fits, as a news editor keeps it; then the ads."""

from collections.abc import Iterator, Sequence

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.lines.line import Line
from layout.passing.fit import Fit, counted
from layout.pdf.desk_sheet import RED
from layout.proof.pack.dossier import AdRow, BudgetRow, Dossier, PackPage
from layout.proof.pack.form import BAR, HAIR, THIN, Desk, Leaf, Part, italic, label, put_lines, sans, serif
from layout.proof.states import State

GOOD_STATES = frozenset({State.READY, State.SIGNED, State.RELEASED, State.SENT})

# Shares of the live width: block, slug, headline, words, lines, fit, pictures, jump.
_WIDTHS = (0.06, 0.165, 0.335, 0.07, 0.065, 0.185, 0.05, 0.07)
_HEADS = ("Block", "Slug", "Headline, byline", "Words", "Lines", "Fit", "Pics", "Jump")
_RIGHT = frozenset({3, 4, 6})
_AD_WIDTHS = (0.06, 0.06, 0.15, 0.2, 0.2, 0.165, 0.165)
_AD_HEADS = ("Page", "Block", "Booking", "Advertiser", "File", "Size", "Sold")
_AIR = 6.0  # between columns
_OUT = 4.0  # by which a panel reaches out of the live area, so that its type stands on the edge
_LEADING = 10.0
_PAGE_ROW = 17.0


@dataclass(frozen=True, slots=True)
class _Cell:
    """Lines of a cell, each with whether it is red."""

    lines: tuple[tuple[Line, bool], ...]


def draw_budget(desk: Desk) -> None:
    """All stories by page, then the ads, with totals over both."""
    desk.part(Part.BUDGET)
    leaf = desk.leaf()
    _title(desk, leaf)
    _totals(desk, leaf)
    _head(desk, leaf, _HEADS, _WIDTHS)
    for page in desk.dossier.pages:
        rows = [_cells(desk, leaf, row) for row in page.rows]
        first = _depth(rows[0], leaf.form.scale) if rows else 0.0
        if not leaf.has(_PAGE_ROW * leaf.form.scale + first):
            leaf = _next(desk, _HEADS, _WIDTHS)
        _page_row(desk, leaf, page, again=False)
        for cells in rows:
            if not leaf.has(_depth(cells, leaf.form.scale)):
                leaf = _next(desk, _HEADS, _WIDTHS)
                _page_row(desk, leaf, page, again=True)
            _row(leaf, cells, _WIDTHS, _RIGHT)
    leaf = _ads(desk, leaf)
    _of_no_page(desk, leaf)


def _title(desk: Desk, leaf: Leaf) -> None:
    """The paper's name, large; under it what issue this is."""
    form, dossier, scale = leaf.form, desk.dossier, leaf.form.scale
    title, room = desk.type.read(dossier.title), form.live * 0.78
    name = desk.largest(title, [serif(size * scale, 600) for size in (34, 28, 23, 19, 16)], room)
    base = leaf.y + 24 * scale
    leaf.draw.type(name, form.left - 1.0, base)
    leaf.draw.type_right(desk.type.line("Budget", italic(serif(17 * scale))), form.right, base)
    day = desk.type.fitted(desk.type.read(dossier.day), sans(9 * scale, 500), form.live * 0.7)
    leaf.draw.type(day, form.left, base + 17 * scale)
    leaf.draw.type_right(desk.type.line(f"as of {dossier.when}", sans(9 * scale)), form.right, base + 17 * scale)
    leaf.y = base + 29 * scale


def _totals(desk: Desk, leaf: Leaf) -> None:
    """Figures over everything, in a strip."""
    form, scale = leaf.form, leaf.form.scale
    figures = list(_figures(desk.dossier))
    height = 46 * scale
    leaf.draw.rule((form.left, leaf.y), (form.right, leaf.y), THIN)
    for at, (figure, what, red) in enumerate(figures):
        x, width = form.column(at, len(figures), 10.0)
        ink = RED if red else BLACK
        styles = [sans(size * scale, 700 if red else 400) for size in (17, 14, 11, 8)]
        leaf.draw.type(desk.largest(figure, styles, width), x, leaf.y + 20 * scale, ink)
        for row, told in enumerate(what):
            line = desk.type.fitted(told, sans(7.5 * scale), width)
            leaf.draw.type(line, x, leaf.y + (30 + 8.2 * row) * scale, ink)
        if at:
            leaf.draw.rule((x - 5, leaf.y + 5), (x - 5, leaf.y + height - 5), HAIR)
    leaf.y += height + 4 * scale


def problems_of(dossier: Dossier, severity: Severity) -> int:
    """All that the desk lists, on its pages and on none."""
    return sum(page.listed(severity) for page in dossier.pages) + sum(each.severity is severity for each in dossier.flags)


def _figures(dossier: Dossier) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    pages = dossier.pages
    rows = [row for page in pages for row in page.rows]
    over, short = (sum(row.over for row in rows), sum(row.short for row in rows))
    slugs = {row.carries for row in rows if not row.carries.startswith("(")} | {each.slug for row in rows for each in row.briefs}
    cut, write = sum(row.words_over for row in rows), sum(row.hole_words for row in rows)
    errors, warnings = (problems_of(dossier, severity) for severity in (Severity.ERROR, Severity.WARNING))
    yield _figure(len(pages), "page")
    yield _figure(len(slugs), "story", "stories")
    yield f"{sum(row.words for row in rows):,}", ("words", "set"), False
    yield f"+{over}" if over else "0", ("lines over", counted(cut, "word") if cut else ""), over > 0
    yield str(short), ("lines short", counted(write, "word") if write else ""), False
    yield _figure(sum(row.pictures for row in rows), "picture")
    yield _figure(sum(len(page.ads) for page in pages), "ad")
    problems = "problem" if errors + warnings == 1 else "problems"
    yield str(errors + warnings), (problems, counted(errors, "error") if errors else ""), errors > 0


def _figure(count: int, one: str, many: str = "") -> tuple[str, tuple[str, ...], bool]:
    return f"{count:,}", (one if count == 1 else many or f"{one}s",), False


def _head(desk: Desk, leaf: Leaf, heads: Sequence[str], widths: Sequence[float]) -> None:
    """The columns' heads between a bar and a thin rule."""
    form, scale = leaf.form, leaf.form.scale
    leaf.draw.rule((form.left, leaf.y + BAR / 2), (form.right, leaf.y + BAR / 2), BAR)
    base = leaf.y + 11 * scale
    right = _RIGHT if heads is _HEADS else frozenset()
    for at, (x, width) in enumerate(_columns(leaf, widths)):
        line = desk.type.fitted(heads[at], label(scale), width)
        leaf.draw.type(line, x + width - line.width if at in right else x, base)
    leaf.y += 15 * scale


def _next(desk: Desk, heads: Sequence[str], widths: Sequence[float]) -> Leaf:
    leaf = desk.leaf("continued")
    _head(desk, leaf, heads, widths)
    return leaf


def _columns(leaf: Leaf, widths: Sequence[float]) -> Iterator[tuple[float, float]]:
    x = leaf.form.left
    for at, share in enumerate(widths):
        width = share * leaf.form.live
        yield x, width - (_AIR if at < len(widths) - 1 else 0.0)
        x += width


def _page_row(desk: Desk, leaf: Leaf, page: PackPage, again: bool) -> None:
    """A page over its stories: number, section, deadline, how it stands."""
    form, scale = leaf.form, leaf.form.scale
    height = _PAGE_ROW * scale
    leaf.draw.panel(Area(form.left - _OUT, leaf.y, form.live + 2 * _OUT, height - 3 * scale))
    base = leaf.y + 10 * scale
    number = desk.type.fitted(f"Page {page.number}", sans(9.5 * scale, 700), form.live * 0.2)
    leaf.draw.type(number, form.left, base)
    state, red = state_words(page)
    stands = desk.type.fitted(state, sans(8 * scale, 700), form.live * 0.22)
    leaf.draw.type_right(stands, form.right, base, RED if red else BLACK)
    x = form.left + _WIDTHS[0] * form.live + _WIDTHS[1] * form.live
    section = "continued" if again else page.section
    start = form.left + number.width + _AIR
    style = italic(sans(8 * scale)) if again else sans(8 * scale)
    leaf.draw.type(desk.type.fitted(section, style, x - _AIR - start), start, base)
    deadline = f"Deadline {page.deadline}" if page.deadline else "No deadline set"
    words = sum(row.words for row in page.rows)
    told = f"{deadline} · {words:,} {'word' if words == 1 else 'words'}{' · text as it is now' if page.differs else ''}"
    texts = [f"{told} · {counted(len(page.notes), 'note')} open", told] if page.notes else [told]
    leaf.draw.type(desk.shortest(texts, sans(8 * scale), form.right - stands.width - _AIR - x), x, base)
    leaf.y += height


def state_words(page: PackPage) -> tuple[str, bool]:
    """How a page stands, and whether it is told in red."""
    state = "fails preflight" if page.state is State.PREFLIGHT else str(page.state)
    held = " · held" if page.held else ""
    where = " at another desk" if page.elsewhere and page.state is State.RELEASED else ""
    differs = " · differs now" if page.released and page.differs else ""
    return f"{state[:1].upper()}{state[1:]}{where}{differs}{held}", page.held or page.state not in GOOD_STATES


def fit_told(row: BudgetRow) -> tuple[str, str, bool]:
    """The fit in two short lines, and whether it is red: `+7 lines` over `46 words to cut`."""
    allowed = " (allowed)" if row.allowed and row.fit is not Fit.FULL else ""
    match row.fit:
        case Fit.OVER:
            words = f"cut about {counted(row.words_over, 'word')}" if row.words_over else ""
            return f"+{counted(row.over, 'line')} over{allowed}", words, True
        case Fit.SHORT:
            words = f"holds {counted(row.hole_words, 'word')} more" if row.hole_words else ""
            return f"{counted(row.short, 'line')} short{allowed}", words, False
        case Fit.FULL:
            return row.told, "", False


def _cells(desk: Desk, leaf: Leaf, row: BudgetRow) -> tuple[_Cell, ...]:
    scale, columns = leaf.form.scale, list(_columns(leaf, _WIDTHS))
    plain, bold = sans(8 * scale), sans(8 * scale, 700)
    slug = desk.type.lines(row.carries, sans(8 * scale, 600), columns[1][1], 6)
    headline = [(line, False) for line in desk.type.lines(desk.type.read(row.headline), serif(9 * scale), columns[2][1], 3)]
    under = [row.byline] if row.byline else []
    under += [f"{each.slug}: {each.headline} ({counted(each.words, 'word')})" for each in row.briefs]
    small = sans(7.5 * scale)
    for told in under:
        headline += [(line, False) for line in desk.type.lines(desk.type.read(told), small, columns[2][1], 2)]
    fit, words, red = fit_told(row)
    fits = [(line, red) for line in desk.type.lines(fit, bold if row.fit is not Fit.FULL else plain, columns[5][1], 2)]
    fits += [(line, red) for line in desk.type.lines(words, plain, columns[5][1], 2)]
    jumps = [f"to {row.jump_to}" if row.jump_to else "", f"from {row.jump_from}" if row.jump_from else ""]
    jump = [(line, False) for told in jumps for line in desk.type.lines(told, plain, columns[7][1], 1)]
    one = [(at, text) for at, text in ((0, row.block), (3, _count(row.words)), (4, _count(row.lines)), (6, _count(row.pictures)))]
    cells: dict[int, tuple[tuple[Line, bool], ...]]
    cells = {at: ((desk.type.fitted(text, plain, columns[at][1]), False),) for at, text in one}
    cells |= {1: tuple((line, False) for line in slug), 2: tuple(headline), 5: tuple(fits), 7: tuple(jump)}
    return tuple(_Cell(cells[at]) for at in range(len(_HEADS)))


def _count(count: int) -> str:
    return f"{count:,}" if count else "–"


def _depth(cells: Sequence[_Cell], scale: float) -> float:
    return (max(len(cell.lines) for cell in cells) * _LEADING + 4.5) * scale


def _row(leaf: Leaf, cells: Sequence[_Cell], widths: Sequence[float], right: frozenset[int]) -> None:
    """Cells on one baseline, a hairline under them."""
    scale = leaf.form.scale
    depth = _depth(cells, scale)
    for at, ((x, width), cell) in enumerate(zip(_columns(leaf, widths), cells, strict=True)):
        for number, (line, red) in enumerate(cell.lines):
            base = leaf.y + (8.5 + number * _LEADING) * scale
            leaf.draw.type(line, x + width - line.width if at in right else x, base, RED if red else BLACK)
    leaf.y += depth
    leaf.draw.rule((leaf.form.left, leaf.y - 1), (leaf.form.right, leaf.y - 1), HAIR)


def _ads(desk: Desk, leaf: Leaf) -> Leaf:
    """The ads by page, if there are any; the sheet on which they end."""
    ads = [(page, ad) for page in desk.dossier.pages for ad in page.ads]
    if not ads:
        return leaf
    scale = leaf.form.scale
    rows = [_ad_cells(desk, leaf, page, ad) for page, ad in ads]
    if leaf.has(40 * scale + _depth(rows[0], scale)):
        leaf.y += 10 * scale
    else:
        leaf = desk.leaf("ads")
    title = desk.type.line(f"Ads: {len(ads)}", sans(9.5 * scale, 700))
    leaf.draw.type(title, leaf.form.left, leaf.y + 9 * scale)
    leaf.y += 14 * scale
    _head(desk, leaf, _AD_HEADS, _AD_WIDTHS)
    for cells in rows:
        if not leaf.has(_depth(cells, scale)):
            leaf = _next(desk, _AD_HEADS, _AD_WIDTHS)
        _row(leaf, cells, _AD_WIDTHS, frozenset())
    return leaf


def _of_no_page(desk: Desk, leaf: Leaf) -> None:
    """What is wrong with the issue as a whole, and notes of pages that it has not any longer."""
    scale, dossier = leaf.form.scale, desk.dossier
    told = [
        (f"{flag.severity.capitalize()}: {flag.message}", flag.remedy, flag.severity is Severity.ERROR) for flag in dossier.flags
    ]
    told += [(note.head, " ".join((note.text, note.about, *note.replies)), False) for note in dossier.notes]
    for at, (message, more, red) in enumerate(told):
        first = desk.type.lines(desk.type.read(message), sans(8 * scale, 700 if red else 500), leaf.form.live, 4)
        second = desk.type.lines(desk.type.read(more), sans(8 * scale), leaf.form.live, 12)
        depth = ((len(first) + len(second)) * _LEADING + 4) * scale
        if not leaf.has(depth + (0 if at else 26 * scale)):
            leaf = desk.leaf("on no page")
        if not at:
            leaf.y += 10 * scale
            leaf.draw.type(desk.type.line(f"On no page: {len(told)}", sans(9.5 * scale, 700)), leaf.form.left, leaf.y + 9 * scale)
            leaf.y += 16 * scale
        base = put_lines(leaf.draw, first, (leaf.form.left, leaf.y + 8.5 * scale), _LEADING * scale, red)
        put_lines(leaf.draw, second, (leaf.form.left, base), _LEADING * scale)
        leaf.y += depth


def _ad_cells(desk: Desk, leaf: Leaf, page: PackPage, ad: AdRow) -> tuple[_Cell, ...]:
    """A booking that is missing stands in red: somebody will send a bill for it."""
    plain, scale = sans(8 * leaf.form.scale), leaf.form.scale
    texts = (page.number, ad.block, ad.booking or "no booking", ad.advertiser, ad.file, ad.size or "not there", ad.sold or "–")
    cells: list[_Cell] = []
    for at, ((_, width), text) in enumerate(zip(_columns(leaf, _AD_WIDTHS), texts, strict=True)):
        red = (at == 2 and not ad.booking) or (at == 5 and not ad.size)
        style = sans(8 * scale, 700) if red else plain
        cells.append(_Cell(tuple((line, red) for line in desk.type.lines(text, style, width, 2))))
    return tuple(cells)
