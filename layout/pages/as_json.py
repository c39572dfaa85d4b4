"""A page's display list as readable JSON: a mark a line, a line of type a line, lengths to a hundredth of a point.

Made for comparing: the same page gives the same text, and what moved shows as a short difference.
"""

import json
from typing import assert_never

from layout.base.colour import Cmyk, Ink
from layout.base.geometry import Area
from layout.pages.display import (
    DrawingMark,
    HoleMark,
    ImageMark,
    LegMark,
    Mark,
    Page,
    PdfMark,
    RuleMark,
    SetLine,
    Source,
    TextMark,
    TintMark,
)

Facts = dict[str, object]


def page_as_json(page: Page) -> str:
    """The page as JSON text. Files go by their names, so that it doesn't matter where the paper lies."""
    head = {
        "page": page.number,
        "section": page.section,
        "size": [_rounded(page.width), _rounded(page.height)],
        "bleed": _rounded(page.bleed),
        "mono": page.mono,
    }
    problems = [f"{problem.severity} {problem.code}: {problem.message}" for problem in page.problems]
    told = json.dumps(problems, ensure_ascii=False, indent=1)
    marks = ",\n".join(_mark_text(mark) for mark in page.marks)
    return f'{{"head": {_one_line(head)},\n"problems": {told},\n"marks": [\n{marks}\n]}}\n'


def _mark_text(mark: Mark) -> str:
    if isinstance(mark, LegMark):
        lines = ",\n".join(f"  {_one_line(_line_facts(line))}" for line in mark.lines)
        head = _one_line({"leg": _area(mark.area), **_source(mark.source)})
        return f'{head[:-1]}, "lines": [\n{lines}\n]}}'
    return _one_line(_mark_facts(mark))


def _mark_facts(mark: Mark) -> Facts:
    match mark:
        case LegMark():
            raise AssertionError("legs are written line by line")
        case TextMark(text=line):
            return {"text": line.line.text, **_line_facts(line), **_source(line.source)}
        case RuleMark(x0, y0, x1, y1, weight, ink, source):
            ends = [_rounded(place) for place in (x0, y0, x1, y1)]
            return {"rule": ends, "weight": _rounded(weight), "ink": _ink(ink), **_source(source)}
        case TintMark(area, ink, source):
            return {"tint": _area(area), "ink": _ink(ink), **_source(source)}
        case ImageMark(area, path, crop, grey, source):
            shown = [round(share, 4) for share in crop]
            return {"image": _area(area), "file": path.name, "crop": shown, "grey": grey, **_source(source)}
        case DrawingMark(area, path, source):
            return {"drawing": _area(area), "file": path.name, **_source(source)}
        case PdfMark(area, path, number, source):
            return {"pdf": _area(area), "file": path.name, "page": number, **_source(source)}
        case HoleMark(area, why, source):
            return {"hole": _area(area), "why": why, **_source(source)}
        case _:
            assert_never(mark)


def _line_facts(line: SetLine) -> Facts:
    """Where a line stands and how it was justified; its faces and sizes as far as they differ."""
    set_line = line.line
    faces = dict.fromkeys(f"{word.face.name} {word.size:g}" for word in set_line.words)
    facts: Facts = {
        "text": set_line.text,
        "x": _rounded(line.x + set_line.left),
        "baseline": _rounded(line.baseline),
        "width": _rounded(set_line.width),
        "space": _rounded(set_line.space),
        "kind": str(line.kind),
        "face": ", ".join(faces),
    }
    if line.ink != Cmyk(0.0, 0.0, 0.0, 1.0):
        facts["ink"] = _ink(line.ink)
    return facts


def _source(source: Source) -> Facts:
    """The block and the story, where there is one."""
    return {name: value for name, value in (("block", source.block), ("story", source.story)) if value}


def _area(area: Area) -> list[float]:
    return [_rounded(length) for length in (area.x, area.y, area.width, area.height)]


def _ink(ink: Ink) -> str:
    if isinstance(ink, Cmyk):
        return " ".join(f"{share:.4g}" for share in (ink.cyan, ink.magenta, ink.yellow, ink.black))
    return f"{ink.name} {ink.strength:.4g}"


def _rounded(length: float) -> float:
    return round(length, 2) + 0.0  # no negative zero


def _one_line(facts: Facts) -> str:
    return json.dumps(facts, ensure_ascii=False)
