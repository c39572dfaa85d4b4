"""Text styles read from a house: layer upon layer, the product's own under the paper's, `like` followed.

In: the styles of both layers. Out: every style with nothing left to look up. Refuses circles of `like`, and text that would run
in legs beside body off the page's lines.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from layout.base.colour import BLACK, Ink
from layout.base.geometry import TOLERANCE
from layout.base.problems import InFile
from layout.base.units import Length
from layout.base.values import dataclass
from layout.content.reading import Fields, Reading, meant_or_listed
from layout.content.yaml_nodes import MapNode, Node, ScalarNode, clip
from layout.design.house_keys import RUNG, STYLE
from layout.design.read_colours import parse_colour
from layout.design.read_fonts import parse_font
from layout.design.styles import Align, Caps, Figures, FontSpec, Rung, TextStyle

LEG_STYLES = ("body", "crosshead", "list-item", "byline", "byline-role", "jump-line", "brief", "brief-headline", "dateline")
"""The styles that stand in legs beside body, so that their leading must be its; a manner's body belongs to them too."""

_MOST_STEPS = 50  # from a style over those it is like to one that stands on its own
_LEAST_SIZE, _MOST_SIZE = 3.0, 400.0  # points: below nothing prints, above nothing fits a page


@dataclass(frozen=True, slots=True)
class Context:
    """What styles refer to: font families and inks by name, the page's baseline in points, the names of the manners."""

    families: Mapping[str, str]
    inks: Mapping[str, Ink]
    baseline: float
    manners: tuple[str, ...]


def read_styles(layers: tuple[MapNode | None, ...], context: Context, reading: Reading) -> dict[str, TextStyle]:
    """All styles; the first layer is the product's own.

    A layer's style starts from the same style of the layers before it, or from the one it is `like`.
    """
    styles = _Styles(layers, context, reading)
    found = {name: styles.resolve(name, ()) for name in styles.written}
    _check_leadings(found, styles, context, reading)
    return found


class _Styles:
    """The styles as written, and those resolved so far."""

    def __init__(self, layers: tuple[MapNode | None, ...], context: Context, reading: Reading) -> None:
        self.context = context
        self.reading = reading
        self.written: dict[str, list[Fields]] = {}
        self.resolved: dict[str, TextStyle] = {}
        self.names: dict[str, InFile] = {}
        self.own_path = layers[0].where.path if layers[0] is not None else ""
        for layer in layers:
            for name, node in layer.fields if layer is not None else ():
                self.written.setdefault(name.text, []).append(reading.fields(node, STYLE))
                self.names[name.text] = name.where

    def resolve(self, name: str, above: tuple[str, ...]) -> TextStyle:
        if name in self.resolved:
            return self.resolved[name]
        style = _plain(name, self.context)
        for fields in self.written[name]:
            style = self.apply(fields, replace(self.base(fields, style, (*above, name)), name=name))
        self.resolved[name] = style
        return style

    def base(self, fields: Fields, style: TextStyle, above: tuple[str, ...]) -> TextStyle:
        """The style that these fields start from."""
        like = fields.text("like")
        if not like:
            return style
        if like in above or len(above) > _MOST_STEPS:
            self.reading.error(
                "style-loop", f"the style '{clip(like)}' is like itself", "Let one of them stand on its own.", fields.at("like")
            )
            return style
        if like not in self.written:
            remedy = meant_or_listed("the styles are", like, list(self.written))
            self.reading.error("style-unknown", f"there is no style '{clip(like)}'", remedy, fields.at("like"))
            return style
        return self.resolve(like, above)

    def apply(self, fields: Fields, style: TextStyle) -> TextStyle:
        """The style with the fields' own keys in place."""
        style = self._with_type(fields, style)
        style = self._with_ladder(fields, style)
        colour, panel = fields.maybe_text("colour"), fields.maybe_text("panel")
        ink = style.colour if colour is None else self._colour(colour, fields.at("colour"))
        ground = style.panel if panel is None else None if panel == "none" else self._colour(panel, fields.at("panel"))
        return replace(
            style,
            align=fields.choice("align", Align) or style.align,
            hyphens=fields.yes("hyphens", style.hyphens),
            indent=fields.points("indent", self.context.baseline, style.indent),
            colour=ink or style.colour,
            panel=ground,
            caps=fields.choice("caps", Caps) or style.caps,
            figures=fields.choice("figures", Figures) or style.figures,
            max_lines=fields.whole("max-lines", 1, 20) or style.max_lines,
            max_columns=_given(fields.whole("max-columns", 0, 24), style.max_columns),
        )

    def _colour(self, text: str, where: InFile) -> Ink | None:
        return parse_colour(text, self.context.inks, where, self.reading)

    def _font(self, fields: Fields) -> FontSpec | None:
        text = fields.maybe_text("font")
        return None if text is None else parse_font(text, self.context.families, fields.at("font"), self.reading)

    def _with_type(self, fields: Fields, style: TextStyle) -> TextStyle:
        """Font, size, leading, tracking; a font given to a style with an inherited ladder goes for all its rungs."""
        tracking = fields.number("tracking", -200, 1000)
        font = self._font(fields)
        if font is not None:
            style = replace(style, font=font, rungs=tuple(replace(rung, font=font) for rung in style.rungs))
        if tracking is not None:
            style = replace(style, tracking=tracking, rungs=tuple(replace(rung, tracking=tracking) for rung in style.rungs))
        size = self._size(fields)
        if size is None:
            return style
        # A single size replaces a ladder that was inherited.
        return replace(
            style, size=size[0], leading=size[1] or _usual_leading(size[0], self.context.baseline), rungs=(), by_columns=()
        )

    def _size(self, fields: Fields) -> tuple[float, float | None] | None:
        text = fields.maybe_text("size")
        return None if text is None else parse_size(text, fields.at("size"), self.context.baseline, self.reading)

    def _with_ladder(self, fields: Fields, style: TextStyle) -> TextStyle:
        old = {rung.size: rung for rung in style.rungs}
        if "sizes" in fields:
            rungs = tuple(rung for node in fields.items("sizes") if (rung := self._rung(node, style, old)) is not None)
            rungs = tuple(sorted(rungs, key=lambda rung: -rung.size))
            if rungs:
                style = replace(style, rungs=rungs, size=rungs[0].size, leading=rungs[0].leading)
        sizes = [rung.size for rung in style.rungs]
        if "by-columns" in fields:
            return replace(style, by_columns=self._by_columns(fields, sizes))
        # An inherited choice of sizes follows the new ladder.
        return replace(style, by_columns=tuple(_not_above(size, sizes) for size in style.by_columns)) if sizes else style

    def _rung(self, node: Node, style: TextStyle, old: Mapping[float, Rung]) -> Rung | None:
        """A rung. What a bare size doesn't say is taken from the rung of that size in the ladder that is replaced."""
        text, tracking, font = "", None, None
        if isinstance(node, ScalarNode):
            text = node.text
        elif isinstance(node, MapNode):
            fields = self.reading.fields(node, RUNG)
            text = fields.text("size")
            tracking, font = fields.number("tracking", -200, 1000), self._font(fields)
        if not text:
            return None
        size = parse_size(text, node.where, self.context.baseline, self.reading)
        if size is None:
            return None
        known = old.get(size[0])
        leading = size[1] or (known.leading if known else _usual_leading(size[0], self.context.baseline))
        if tracking is None:
            tracking = known.tracking if known else style.tracking
        return Rung(size[0], leading, tracking, font or style.font)

    def _by_columns(self, fields: Fields, sizes: list[float]) -> tuple[float, ...]:
        chosen: list[float] = []
        for node in fields.items("by-columns"):
            length = self.reading.length(node, "by-columns", 1)
            if length is None:
                continue
            size = length.points(self.context.baseline)
            if sizes and fields.where.path == self.own_path:
                chosen.append(_not_above(size, sizes))  # the paper has another ladder than the product's own house
                continue
            near = [rung for rung in sizes if abs(rung - size) < TOLERANCE]
            if not near:
                rungs = ", ".join(f"{rung:g}pt" for rung in sizes) or "none"
                self.reading.error(
                    "rung-unknown",
                    f"{size:g}pt is no rung of the ladder",
                    f"Write one of the style's `sizes`: {rungs}.",
                    node.where,
                )
            chosen += near[:1]
        return tuple(chosen)


def parse_size(text: str, where: InFile, baseline: float, reading: Reading) -> tuple[float, float | None] | None:
    """`9pt/10.5pt` as size and leading in points; the leading is None where only a size stands there."""
    first, slash, second = text.partition("/")
    size = reading.length_of(first, "size", where)
    leading: Length | None = reading.length_of(second, "leading", where) if slash else None
    if size is None or (slash and leading is None):
        return None
    points = size.points(baseline)
    deep = None if leading is None else leading.points(baseline)
    if not _LEAST_SIZE <= points <= _MOST_SIZE or (deep is not None and not points / 2 <= deep <= points * 3):
        reading.error(
            "size-range",
            f"type can't be set at {clip(text)}",
            f"Write a size from {_LEAST_SIZE:g}pt to {_MOST_SIZE:g}pt, with a leading near it, as in `9pt/10.5pt`.",
            where,
        )
        return None
    return points, deep


def _not_above(size: float, sizes: list[float]) -> float:
    """The largest of the sizes (largest first) that is not above `size`, or the smallest."""
    return next((rung for rung in sizes if rung <= size + TOLERANCE), sizes[-1])


def _plain(name: str, context: Context) -> TextStyle:
    """What a style is that says nothing."""
    return TextStyle(name, FontSpec(context.families["text"]), 9.0, context.baseline, colour=context.inks.get("ink", BLACK))


def _usual_leading(size: float, baseline: float) -> float:
    """Half lines of the grid, so that heads of several lines keep the white under them even."""
    return math.ceil(size / (baseline / 2) - TOLERANCE) * baseline / 2


def _given(number: int | None, default: int) -> int:
    return default if number is None else number


def _check_leadings(found: dict[str, TextStyle], styles: _Styles, context: Context, reading: Reading) -> None:
    """Body stands on the grid's lines, and whatever runs in legs beside it has its leading."""
    for name in dict.fromkeys((*LEG_STYLES, *context.manners)):
        style = found.get(name)
        if style is None or abs(style.leading - context.baseline) < TOLERANCE:
            continue
        where = next((fields.at("size") for fields in reversed(styles.written[name]) if "size" in fields), styles.names[name])
        if where.path == styles.own_path and name != "body":
            continue  # the product's own style, like one of the paper's that has the fault and is told
        reading.error(
            "leading-off-grid",
            f"'{name}' has a leading of {style.leading:g}pt, but the page's lines lie {context.baseline:g}pt apart",
            f"Write `size: {style.size:g}pt/{context.baseline:g}pt`, or change the grid's `baseline`.",
            where,
        )
