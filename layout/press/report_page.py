"""The report for a person: one HTML file with nothing outside itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files

from layout.base.messages import count_line, place_of, sorted_problems
from layout.base.problems import Problem, Severity
from layout.pages.outcome import BlockOutcome, JumpOutcome
from layout.passing.fit import Fit, carries_text, fit_of, fit_words, leeway_words
from layout.press.manifest import WrittenPage
from layout.press.report import Report, in_press
from layout.press.thumbnail import draw_thumbnail

STYLE_SHEET = "report.css"
_LOOKS = {Fit.OVER: "error", Fit.SHORT: "warning", Fit.FULL: ""}


def report_html(report: Report) -> str:
    """The whole page. The same report gives the same text: how long the build took is left to the JSON."""
    problems = sorted_problems(report.problems)
    on_pages = {problem for page in report.pages for problem in page.page.problems}
    title = " · ".join(escape(part) for part in (report.issue["title"], report.issue["date"], report.issue["edition"]) if part)
    verdict, look = _verdict(report, problems)
    body = "\n".join(
        part
        for part in (
            f"<header><h1>{title}</h1>",
            f'<p class="verdict {look}">{verdict}</p>',
            f"<p>{_summary(report, problems)}</p></header>",
            '<section class="pages">',
            *(_page_part(page, report) for page in report.pages),
            "</section>",
            _problem_list("Other problems", [each for each in problems if each not in on_pages]),
            _fit_table(report),
            _jump_table(report.jumps),
            _ad_table(report.ads),
            _picture_table(report.pictures),
        )
        if part
    )
    style = files("layout.press").joinpath(STYLE_SHEET).read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}: {verdict.lower()}</title>\n<style>\n{style}</style>\n{body}\n</html>\n"
    )


def _verdict(report: Report, problems: Sequence[Problem]) -> tuple[str, str]:
    """In words, and how it looks."""
    if not report.fit_for_press:
        return "Not fit for press", "bad"
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if not warnings:
        return "Fit for press, as far as checked", "good"
    return f"Fit for press, with {warnings} warning{'' if warnings == 1 else 's'} to look at", "wary"


def _summary(report: Report, problems: Sequence[Problem]) -> str:
    ready = sum(not page.held for page in report.pages)
    held = len(report.pages) - ready
    told = f"{ready} page{'' if ready == 1 else 's'} ready"
    parts = [f"{told}{f', {held} held' if held else ''}; {count_line(problems)}. Preflight: {report.preflight}."]
    if report.not_built:
        parts.append(f"{in_press(report.pages, report.not_built)}.")
    return escape(" ".join(parts))


def _page_part(written: WrittenPage, report: Report) -> str:
    number = written.page.number
    found = sorted_problems(written.page.problems)
    state = "held" if written.held else "ready"
    over = [block for block in report.blocks if block.page == number and (block.lines_over or block.lines_short)]
    told = [_problem_item(problem) for problem in found] + [
        f"<li>{escape(f'{block.story}: {fit_words(block, report.baseline)}')}</li>" for block in over if not found
    ]
    listed = f"<ul>{''.join(told)}</ul>" if told else ""
    name = escape(written.file)
    section = f" · {escape(written.page.section)}" if written.page.section else ""
    return (
        f'<article class="{state}" id="page-{escape(number)}"><a href="{name}">{draw_thumbnail(written.page)}</a>'
        f"<h2>Page {escape(number)}{section} <span>{state}</span></h2>"
        f'<p class="file">{name.rpartition("/")[2]}</p>{listed}</article>'
    )


def _problem_list(title: str, problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    return f"<section><h2>{title}</h2><ul>{''.join(_problem_item(problem) for problem in problems)}</ul></section>"


def _problem_item(problem: Problem) -> str:
    code = f"<code>{escape(problem.code)}</code>"
    return (
        f'<li class="{problem.severity}"><b>{problem.severity}</b> {escape(place_of(problem))}: {escape(problem.message)} {code}'
        f"<br><i>{escape(problem.remedy)}</i></li>"
    )


def _fit_table(report: Report) -> str:
    """Every block that carries text, in the paper's order: how it came out, and what gave for it."""
    blocks = [block for block in report.blocks if carries_text(block)]
    rows = [_fit_cells(block, report.baseline) for block in blocks]
    heads = ("Page", "Block", "Story", "Lines", "Fit", "-/+", "Borders", "What gave")
    return _table("Fit", heads, rows, [_LOOKS[fit_of(block)] for block in blocks])


def _fit_cells(block: BlockOutcome, baseline: float) -> tuple[str, ...]:
    fit = [fit_words(block, baseline)]
    if block.first_words_over:
        fit.append(f"from \u201c{block.first_words_over}\u201d")
    if block.words_before:
        fit.append(f"or {block.words_before} words before the crosshead \u201c{block.cut_before}\u201d")
    leeway, borders = (leeway_words(block), str(block.borders)) if block.legs else ("", "")
    return block.page, block.block, block.story, str(block.lines), "\n".join(fit), leeway, borders, "\n".join(block.levers)


def _jump_table(jumps: Sequence[JumpOutcome]) -> str:
    rows = [(jump.story, jump.from_page, jump.to_page, str(jump.after_words)) for jump in jumps]
    return _table("Jumps", ("Story", "From page", "To page", "After words"), rows)


def _ad_table(ads: Sequence[Mapping[str, object]]) -> str:
    rows = [
        (
            str(ad["page"]),
            str(ad["block"]),
            str(ad["booking"] or ""),
            str(ad["file"]),
            _mm(ad["size_mm"]),
            str(ad["sha256"] or "")[:12],
        )
        for ad in ads
    ]
    return _table("Ads", ("Page", "Block", "Booking", "File", "Size", "SHA-256"), rows)


def _mm(size: object) -> str:
    return f"{size[0]:g} x {size[1]:g} mm" if isinstance(size, list) else ""


def _picture_table(pictures: Sequence[Mapping[str, object]]) -> str:
    rows = [(str(each["page"]), str(each["story"] or ""), str(each["file"]), str(each["done"])) for each in pictures]
    return _table("Pictures", ("Page", "Story", "File", "On the way to ink"), rows)


def _table(title: str, heads: Iterable[str], rows: Sequence[Sequence[str]], looks: Sequence[str] = ()) -> str:
    """A table under its title; `looks`: of each row, if rows differ. A cell may have several lines."""
    if not rows:
        return ""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    return f"<section><h2>{title}</h2><table><tr>{head}</tr>{''.join(_rows(rows, looks or [''] * len(rows)))}</table></section>"


def _rows(rows: Sequence[Sequence[str]], looks: Sequence[str]) -> Iterator[str]:
    for row, look in zip(rows, looks, strict=True):
        of_look = f' class="{look}"' if look else ""
        yield f"<tr{of_look}>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")
