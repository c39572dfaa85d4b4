"""A page as a small drawing: headlines readable, text as grey lines, pictures as panels. Made from the display list alone."""

from collections.abc import Iterator
from html import escape
from typing import assert_never

from layout.base.colour import Ink, Spot
from layout.base.geometry import Area
from layout.pages.display import (
    DrawingMark,
    HoleMark,
    ImageMark,
    Kind,
    LegMark,
    Mark,
    Page,
    PdfMark,
    RuleMark,
    SetLine,
    TextMark,
    TintMark,
)

WIDTH = 300  # CSS pixels: three in a row on a laptop

_READABLE = frozenset({Kind.HEADLINE, Kind.NAMEPLATE, Kind.BANNER, Kind.DECK, Kind.DROP_CAP, Kind.KICKER, Kind.LABEL})
_SANS = frozenset({Kind.KICKER, Kind.LABEL})
_X_HEIGHT = 0.45  # of the type size: the depth of a grey line


def draw_thumbnail(page: Page) -> str:
    """The page as an SVG element, `WIDTH` pixels wide, in the page's own points."""
    height = round(WIDTH * page.height / page.width)
    inside = "".join(part for mark in page.marks for part in _draw(mark))
    return (
        f'<svg class="page" role="img" aria-label="page {escape(page.number)}" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {page.width:.0f} {page.height:.0f}">{inside}</svg>'
    )


def screen_colour(ink: Ink) -> str:
    """An ink as a screen shows it, roughly: for thumbnails, never for proofs."""
    mixture = ink.alternative.tint(ink.strength) if isinstance(ink, Spot) else ink
    light = 1.0 - mixture.black
    red, green, blue = (round(255 * (1.0 - share) * light) for share in (mixture.cyan, mixture.magenta, mixture.yellow))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _draw(mark: Mark) -> Iterator[str]:
    match mark:
        case LegMark(lines=lines):
            yield from _draw_leg(lines)
        case TextMark(text=text):
            yield _readable(text) if text.kind in _READABLE else _grey_lines((text,))
        case RuleMark(x0=x0, y0=y0, x1=x1, y1=y1, weight=weight, ink=ink):
            yield f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="{screen_colour(ink)}" stroke-width="{weight:.2f}"/>'
        case TintMark(area=area, ink=ink):
            yield _panel(area, f'fill="{screen_colour(ink)}"')
        case ImageMark(area=area):
            yield _panel(area, 'class="picture"')
        case DrawingMark(area=area) | PdfMark(area=area):
            yield _panel(area, 'class="ad"')
        case HoleMark(area=area):
            yield _panel(area, 'class="hole"')
        case _:
            assert_never(mark)


def _draw_leg(lines: tuple[SetLine, ...]) -> Iterator[str]:
    grey = tuple(line for line in lines if line.kind not in _READABLE)
    if grey:
        yield _grey_lines(grey)
    yield from (_readable(line) for line in lines if line.kind in _READABLE)


def _grey_lines(lines: tuple[SetLine, ...]) -> str:
    """All lines of one leg as one path: a page has 3,000 lines, and the report should open at once."""
    sized = [(line, line.line.words[0].size) for line in lines if line.line.words]
    if not sized:
        return ""
    strokes = "".join(
        f"M{line.x + line.line.left:.1f} {line.baseline - size * _X_HEIGHT / 2:.1f}h{line.line.width:.1f}" for line, size in sized
    )
    weight = min(size for _, size in sized) * _X_HEIGHT
    return f'<path class="text" d="{strokes}" stroke="{screen_colour(sized[0][0].ink)}" stroke-width="{weight:.1f}"/>'


def _readable(line: SetLine) -> str:
    if not line.line.words:
        return ""
    family = ' class="sans"' if line.kind in _SANS else ""
    return (
        f'<text{family} x="{line.x + line.line.left:.1f}" y="{line.baseline:.1f}" font-size="{line.line.words[0].size:.1f}" '
        f'textLength="{line.line.width:.1f}" lengthAdjust="spacingAndGlyphs" fill="{screen_colour(line.ink)}">'
        f"{escape(line.line.text)}</text>"
    )


def _panel(area: Area, look: str) -> str:
    return f'<rect {look} x="{area.x:.1f}" y="{area.y:.1f}" width="{area.width:.1f}" height="{area.height:.1f}"/>'
