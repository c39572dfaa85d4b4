"""A drawing in flat inks for charts and maps: shapes and outlined type as SVG, lengths in points, y down from the top left.

Every colour is said twice, as RGB for a screen and as `cmyk()` for the plates; a browser sets the second aside, the page builder
prints it. So black type is black ink alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

Point = tuple[float, float]
Inks = tuple[float, float, float, float]  # cyan, magenta, yellow, black; 0 to 1

BLACK: Inks = (0, 0, 0, 1)
PAPER: Inks = (0, 0, 0, 0)
BRAND: Inks = (1, 0.6, 0, 0.2)


def tint(inks: Inks, part: float) -> Inks:
    """A lighter screen of some inks."""
    return tuple(round(part * ink, 3) for ink in inks)


@dataclass
class Plate:
    """The drawing so far; nothing in it reaches over its edges but what the caller lets."""

    width: float
    depth: float
    marks: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, depth: float, fill: Inks) -> None:
        self.poly([(x, y), (x + width, y), (x + width, y + depth), (x, y + depth)], fill)

    def poly(self, points: Sequence[Point], fill: Inks | None, line: Inks | None = None, weight: float = 0) -> None:
        """An area, cut at the edges."""
        inside = self._cut(points)
        if len(inside) > 2:
            self._add(f"M{_joined(inside)}Z", fill, line, weight)

    def line(self, points: Sequence[Point], weight: float, ink: Inks, dash: str = "") -> None:
        """A line through the points; what leaves the drawing is not drawn."""
        for part in self._pieces(points):
            self._add(f"M{_joined(part)}", None, ink, weight, dash)

    def disc(self, x: float, y: float, radius: float, fill: Inks, line: Inks | None = None, weight: float = 0) -> None:
        steps = [(x + radius * math.cos(a * math.pi / 12), y + radius * math.sin(a * math.pi / 12)) for a in range(24)]
        self._add(f"M{_joined(steps)}Z", fill, line, weight)

    def text(
        self, x: float, y: float, words: str, font: Path, size: float, ink: Inks = BLACK, anchor: str = "l", track: float = 0
    ) -> None:
        """A line of type as shapes, on the baseline y; `anchor` l, m or r; `track` opens it by so many em."""
        self._add(self._outlines(x, y, words, font, size, anchor, track), ink, None, 0)

    def halo(
        self, x: float, y: float, words: str, font: Path, size: float, ground: Inks, anchor: str = "l", track: float = 0
    ) -> None:
        """The ground kept clear about a line of type."""
        self._add(self._outlines(x, y, words, font, size, anchor, track), ground, ground, 2.0)

    def svg(self) -> str:
        size = f'width="{self.width:.2f}pt" height="{self.depth:.2f}pt" viewBox="0 0 {self.width:.2f} {self.depth:.2f}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(self.marks) + "\n</svg>\n"

    def _add(self, path: str, fill: Inks | None, line: Inks | None, weight: float, dash: str = "") -> None:
        if fill is not None and line is not None and line != fill:  # apart, so that a black line can print over what it borders
            self._add(path, fill, None, 0)
            self._add(path, None, line, weight, dash)
            return
        style = _paint("fill", fill) + _paint("stroke", line)
        if line is not None:
            style += f";stroke-width:{weight:g};stroke-linejoin:round" + (f";stroke-dasharray:{dash}" if dash else "")
        self.marks.append(f'<path style="{style.lstrip(";")}" d="{path}"/>')

    def _outlines(self, x: float, y: float, words: str, font: Path, size: float, anchor: str, track: float) -> str:
        face = TTFont(font)
        glyphs, unit = face.getGlyphSet(), size / face["head"].unitsPerEm
        buffer = uharfbuzz.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font.read_bytes())), buffer)
        steps = [position.x_advance * unit + track * size for position in buffer.glyph_positions]
        at = x - (sum(steps) - track * size) * {"l": 0, "m": 0.5, "r": 1}[anchor]
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        for info, step in zip(buffer.glyph_infos, steps):
            glyphs[face.getGlyphName(info.codepoint)].draw(TransformPen(pen, (unit, 0, 0, -unit, at, y)))
            at += step
        return pen.getCommands()

    def _cut(self, points: Sequence[Point]) -> list[Point]:
        """A polygon's part inside the drawing. Sutherland & Hodgman 1974."""
        inside = list(points)
        for axis, edge, sign in ((0, 0.0, 1), (0, self.width, -1), (1, 0.0, 1), (1, self.depth, -1)):
            out: list[Point] = []
            for a, b in zip([*inside[-1:], *inside], inside):
                kept = [(p[axis] - edge) * sign >= 0 for p in (a, b)]
                if kept[0] != kept[1]:
                    out.append(_between(a, b, (edge - a[axis]) / (b[axis] - a[axis])))
                if kept[1]:
                    out.append(b)
            inside = out
        return inside

    def _pieces(self, points: Sequence[Point]) -> list[list[Point]]:
        """A line's parts inside the drawing. Liang & Barsky 1984, segment by segment."""
        parts: list[list[Point]] = []
        for a, b in zip(points, points[1:]):
            start, end = 0.0, 1.0
            for axis, edge, sign in ((0, 0.0, 1), (0, self.width, -1), (1, 0.0, 1), (1, self.depth, -1)):
                reach, room = (b[axis] - a[axis]) * sign, (edge - a[axis]) * sign
                if reach == 0:
                    end = end if room <= 0 else -1.0
                elif reach > 0:
                    start = max(start, room / reach)
                else:
                    end = min(end, room / reach)
            if start < end:
                first, last = _between(a, b, start), _between(a, b, end)
                if parts and start == 0 and parts[-1][-1] == first:
                    parts[-1].append(last)
                else:
                    parts.append([first, last])
        return parts


def _between(a: Point, b: Point, part: float) -> Point:
    if part in (0, 1):
        return b if part else a
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)


def _joined(points: Sequence[Point]) -> str:
    return "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _paint(what: str, inks: Inks | None) -> str:
    if inks is None:
        return f";{what}:none"
    cyan, magenta, yellow, black = inks
    seen = "".join(f"{round(255 * (1 - ink) * (1 - black)):02x}" for ink in (cyan, magenta, yellow))
    return f";{what}:#{seen};{what}:cmyk({cyan:g},{magenta:g},{yellow:g},{black:g})"
