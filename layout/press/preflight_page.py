"""What preflight came to, for a person: each page's picture with every finding marked on it, in one HTML file.

In: the same as for programs, with pictures. Out: HTML with nothing outside itself and no script. The same report, the same text.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.units import to_mm
from layout.preflight.finding import Finding, PageFacts
from layout.press.found import Found
from layout.press.preflight_report import JudgedFile, PagePicture, PreflightReport, measured_how

_LEAST = 9.0  # points: a thinner mark could not be seen on the picture
_LABEL = 22.0  # points: the size of a mark's number


def preflight_html(report: PreflightReport) -> str:
    """The whole page."""
    verdict = "Passed" if report.passed else "Not fit for press"
    how = "; ".join(dict.fromkeys(way for file in report.files for way in measured_how(file.pages)))
    title = f"Preflight for {escape(report.press)}"
    body = "\n".join(
        (
            f"<header><h1>{title}</h1>",
            f'<p class="verdict {"good" if report.passed else "bad"}">{verdict}</p>',
            f"<p>{escape(_counted(report))}</p>",
            f"<p>Total ink was {escape(how)}. Places are in millimetres from the trim’s top left corner.</p></header>"
            if how
            else "</header>",
            *(_file_part(file) for file in report.files),
        )
    )
    style = "".join(files("layout.press").joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "preflight.css"))
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}: {verdict.lower()}</title>\n<style>\n{style}</style>\n{body}\n</html>\n"
    )


def _counted(report: PreflightReport) -> str:
    count = len(report.files)
    passed = sum(file.passed and not file.held for file in report.files)
    held = sum(file.held for file in report.files)
    kept_back = f", {held} held by the build (see report.html)" if held else ""
    return f"{passed} of {count} file{'' if count == 1 else 's'} passed{kept_back}; {report.count}."


def _file_part(file: JudgedFile) -> str:
    whole = [found for found in file.found if found.finding.page == 0]
    listed = f'<ol class="found">{"".join(_item(found, 0) for found in whole)}</ol>' if whole else ""
    state = "failed" if not file.passed else "held" if file.held else "passed"
    pages = "".join(
        _page_part(file, index, [found for found in file.found if found.finding.page == page.page])
        for index, page in enumerate(file.pages)
    )
    head = f"<h2>{escape(file.name)} <span>{state}</span></h2>"
    return f'<section class="file {state}">{head}{listed}{pages}</section>'


def _page_part(file: JudgedFile, index: int, found: Sequence[Found]) -> str:
    page, label = file.pages[index], file.labels[index]
    items = "".join(_item(each, number) for number, each in enumerate(found, 1))
    listed = f'<ol class="found">{items}</ol>' if found else '<p class="none">Nothing found.</p>'
    told = f"<div><h3>Page {escape(label)}</h3><p>{escape(_facts(page))}</p>{listed}</div>"
    picture = file.pictures.get(page.page)
    if picture is None and not any(each.finding.area for each in found):
        return f'<article class="clean">{told}</article>'
    return f'<article class="proof"><figure>{_picture(page, label, picture, found)}</figure>{told}</article>'


def _picture(page: PageFacts, label: str, picture: PagePicture | None, found: Sequence[Found]) -> str:
    """The page with its findings as numbered frames; without a picture, the bare sheet with them."""
    shown = picture.area if picture is not None else Area(0.0, 0.0, page.width, page.height)
    place = f'x="{shown.x:.1f}" y="{shown.y:.1f}" width="{shown.width:.1f}" height="{shown.height:.1f}"'
    image = ""
    if picture is not None:
        image = f'<image href="data:image/jpeg;base64,{b64encode(picture.jpeg).decode()}" {place}/>'
    return (
        f'<svg class="page" role="img" aria-label="page {escape(label)} with its findings" '
        f'viewBox="{shown.x:.1f} {shown.y:.1f} {shown.width:.1f} {shown.height:.1f}">{image}{"".join(_marks(found))}</svg>'
    )


def _marks(found: Sequence[Found]) -> Iterator[str]:
    """A frame round each place. One that several findings share has all their numbers, and the colour of the worst."""
    shared: dict[tuple[int, int], list[tuple[int, Finding]]] = {}
    for number, each in enumerate(found, 1):
        area = each.finding.area
        if area is not None:
            shared.setdefault((round(area.x / _LABEL), round(area.y / _LABEL)), []).append((number, each.finding))
    for together in shared.values():
        worst = min((finding.severity for _, finding in together), key=list(Severity).index)
        areas = {area for _, finding in together for area in (finding.area, *finding.areas) if area is not None}
        frames = [_frame(area) for area in sorted(areas, key=lambda area: (area.y, area.x))]
        x, y = min(frame.x for frame in frames), min(frame.y for frame in frames)
        rects = "".join(
            f'<rect x="{frame.x:.1f}" y="{frame.y:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}"/>'
            for frame in frames
        )
        numbers = ", ".join(str(number) for number, _ in together)
        label = f'<text x="{x:.1f}" y="{max(y - 3, _LABEL):.1f}" font-size="{_LABEL:.0f}">{numbers}</text>'
        yield f'<g class="{worst}">{rects}{label}</g>'


def _frame(area: Area) -> Area:
    """The area, or so much round it that a frame can be seen."""
    wide, deep = max(area.width, _LEAST), max(area.height, _LEAST)
    return Area(area.x - (wide - area.width) / 2, area.y - (deep - area.height) / 2, wide, deep)


def _facts(page: PageFacts) -> str:
    parts = [f"{_mm(page.width)} x {_mm(page.height)} mm"]
    if page.inks:
        parts.append(", ".join(page.inks))
    if page.measured:
        where = f" at {_place(page.most_ink_at)}" if page.most_ink_at is not None else ""
        parts.append(f"most ink {page.most_ink:.0%}{where}")
    return "; ".join(parts) + "."


def _mm(points: float) -> str:
    return f"{to_mm(points):.1f}".removesuffix(".0")


def _place(area: Area) -> str:
    return f"({round(to_mm(area.x))} mm, {round(to_mm(area.y))} mm)"


def _item(found: Found, number: int) -> str:
    finding = found.finding
    owner = f"ad {found.booking}" if found.booking else f"story {found.story}" if found.story else ""
    block = f"block {found.block}" if found.block else ""
    where = _place(finding.area) if finding.area is not None else ""
    told = " · ".join(escape(part) for part in (where, block, owner, finding.thing) if part)
    value = f' value="{number}"' if number else ""
    return (
        f'<li class="{finding.severity}"{value}><b>{finding.severity}</b> {escape(finding.message)} '
        f"<code>{escape(finding.rule)}</code>{f'<br>{told}' if told else ''}<br><i>{escape(finding.remedy)}</i></li>"
    )
