"""SVG read with care: its size, and whether it holds anything that does not print.

Nothing outside the file is ever fetched and no entity expanded: a drawing that wants either is refused.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from layout.base.problems import Problem
from layout.images.faults import Fault, Filed, Refusal
from layout.images.picture import Drawing
from layout.images.svg_parts import Part, shown

MOST_BYTES = 3_000_000  # a second or two to read
MOST_ELEMENTS = 100_000
MOST_RULES = 1000  # of style sheets
MOST_MATCHES = 2_000_000  # rules times elements: each rule may have to be tried on each
MOST_SHOWN = 15_000  # elements that are drawn, those that are used again and again counted each time: 0.4 ms each
DEEPEST = 60

# svglib sets these aside or turns them into what no plate can print.
_REFUSED = {
    "text": ("sets type with fonts of its own", "Convert its text to outlines."),
    "image": ("holds a pixel picture", "Place the picture as a photo of its own, or draw it."),
    "linearGradient": ("holds a gradient", "Use flat colours."),
    "radialGradient": ("holds a gradient", "Use flat colours."),
    "pattern": ("holds a pattern", "Expand it to shapes."),
    "mask": ("holds a mask", "Cut the shapes themselves."),
    "filter": ("holds a filter", "Flatten it to shapes."),
    "script": ("holds a script", "Save it without scripts."),
    "foreignObject": ("holds a foreign object", "Save it as a plain SVG."),
}
_SIMPLIFY = "Simplify it, or save it as a PDF."
_UNITS = {"": 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,3}))?\s*([a-z]*)\s*\Z")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
# No page is a hundred metres wide. Coordinates beyond that are damage, and some RIPs stop at them.
_HUGE = re.compile(r"(?<![\d.#])(?:\d{7,}|\d*\.?\d+[eE]\+?0*(?:[7-9]|[1-9]\d)|(?i:inf|nan))")
_MEASURES = frozenset(
    "d points transform viewBox x y width height r rx ry cx cy x1 y1 x2 y2 stroke-width stroke-dasharray".split()
)
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZzeE0-9+\-.,\s]*\Z")
_SEE_THROUGH = re.compile(r"(?:^|[;\s{])(?:fill-|stroke-)?opacity\s*:\s*(?:0?\.\d*[1-9]|[1-9]\d?(?:\.\d+)?%)", re.IGNORECASE)


class _Unsafe(Exception):
    """Something that must not be read on."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


@dataclass(slots=True)
class _Look:
    """What has been seen of the drawing so far."""

    root: dict[str, str] | None = None
    depth: int = 0
    elements: int = 0
    rules: int = 0
    open: list[Part] = field(default_factory=list)  # the elements around the place that is read, from the outside in
    parts: dict[str, Part] = field(default_factory=dict)  # by id
    refused: dict[str, str] = field(default_factory=dict)  # what -> remedy


def measure_drawing(path: Path, filed: Filed) -> tuple[Drawing | None, list[Problem]]:
    """The drawing's size in points; or why it cannot be printed. Raises OSError where the file cannot be read."""
    if path.stat().st_size > MOST_BYTES:
        what = f"has {path.stat().st_size / 1e6:.1f} MB of drawing; {MOST_BYTES / 1e6:.0f} MB are read"
        return None, [filed.told(Refusal(Fault.TOO_LARGE, what, _SIMPLIFY))]
    look = _Look()
    try:
        _parser(look).Parse(path.read_bytes(), True)
    except expat.ExpatError as error:
        return None, [filed.broken(f"its XML is damaged in line {error.lineno}")]
    except _Unsafe as error:
        return None, [filed.refused(error.what, error.remedy)]
    if look.root is None:
        return None, [filed.broken("it is not an SVG drawing")]
    count = shown(look.open[0], look.parts, MOST_SHOWN) if look.open else 0
    if count > MOST_SHOWN:
        return None, [
            filed.refused(f"draws more than {MOST_SHOWN} elements, those that it uses again counted each time", _SIMPLIFY)
        ]
    if look.rules > MOST_RULES or look.rules * count > MOST_MATCHES:
        return None, [filed.refused(f"has {look.rules} rules of style for {count} elements", _SIMPLIFY)]
    if look.refused:
        return None, [filed.refused(what, remedy) for what, remedy in look.refused.items()]
    size = _size(look.root)
    if size is None:
        return None, [filed.broken("it says no size: neither width and height nor a viewBox")]
    return Drawing(path, *size), []


def _parser(look: _Look) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")

    def entity(*_: object) -> None:
        raise _Unsafe("declares XML entities", "Save it as a plain SVG.")

    def start(name: str, attributes: dict[str, str]) -> None:
        look.depth += 1
        look.elements += 1
        if look.depth > DEEPEST or look.elements > MOST_ELEMENTS:
            raise _Unsafe("is too deeply nested or has too many elements", _SIMPLIFY)
        local = name.rpartition(" ")[2]
        _note_part(local, attributes, look)
        if look.elements == 1 and local == "svg":
            look.root = attributes
        if local in _REFUSED:
            look.refused.setdefault(*_REFUSED[local])
        for key, value in attributes.items():
            _look_at_attribute(key.rpartition(" ")[2], value, look)

    def end(_: str) -> None:
        look.depth -= 1
        if look.depth:  # the outermost stays, for what it holds
            look.open.pop()

    def style(text: str) -> None:
        look.rules += text.count("{")
        _look_at_style(text, look)

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = (
        style  # of a <style> element; elsewhere, text that matches by chance is not worth the difference
    )
    return parser


def _note_part(local: str, attributes: dict[str, str], look: _Look) -> None:
    """The element as a part of those around it."""
    part = Part()
    if local == "use":
        part.uses = next((value[1:] for key, value in attributes.items() if key.rpartition(" ")[2] == "href"), "")
    if look.open:
        look.open[-1].holds.append(part)
    look.open.append(part)
    if "id" in attributes:
        look.parts.setdefault(attributes["id"], part)


def _look_at_attribute(key: str, value: str, look: _Look) -> None:
    if key in _MEASURES:
        if _HUGE.search(value):
            look.refused.setdefault("has numbers that no page can hold", "Save it anew.")
        if key == "d" and not _PATH.match(value):
            look.refused.setdefault("has a damaged path", "Save it anew.")
    if key == "href" and not value.startswith("#") and value.strip():
        look.refused.setdefault("refers to something outside itself", "Embed what it needs.")
    elif key in ("opacity", "fill-opacity", "stroke-opacity"):
        _look_at_style(f"{key}:{value}", look)
    else:
        _look_at_style(value, look)


def _look_at_style(text: str, look: _Look) -> None:
    if _OUTSIDE.search(text):
        look.refused.setdefault("refers to something outside itself", "Embed what it needs.")
    if _SEE_THROUGH.search(text):
        look.refused.setdefault("is see-through in places", "Use flat colours without opacity.")


def _size(root: dict[str, str]) -> tuple[float, float] | None:
    """Width and height in points, from the attributes, else from the viewBox. SVG 2, 8.9."""
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if _is_number(part)]
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width is None and height is None:
            return box[2] * _UNITS["px"], box[3] * _UNITS["px"]
        width = width if width is not None else (height or 0) * box[2] / box[3]
        height = height if height is not None else width * box[3] / box[2]
    return (width, height) if width and height else None


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < 1e9
    except ValueError:
        return False


def _length(text: str) -> float | None:
    match = _LENGTH.match(text)
    if match is None or match[3] not in _UNITS:
        return None
    length = float(match[1]) * 10.0 ** int(match[2] or 0) * _UNITS[match[3]]
    return length if 0.01 < length < 100_000 else None
