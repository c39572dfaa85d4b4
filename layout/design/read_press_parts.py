"""The parts of a press profile that hold more than one value: sizes, limits that follow from each other, pages, spots.

In: the fields of the file. Out: values in points, every fault told. What can't be read is as usual on newsprint.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from layout.base.geometry import TOLERANCE
from layout.base.nearest import did_you_mean
from layout.base.units import LINES as GRID_LINES
from layout.base.units import mm, to_mm
from layout.content.page_numbers import split_number
from layout.content.reading import Fields
from layout.content.yaml_nodes import ScalarNode, clip
from layout.design.press import BlackOverprint, LineArtPpi, LineLimits, PhotoPpi, TypeLimits
from layout.design.press_keys import LINE_ART_PPI, LINES, OVERPRINT, PHOTO_PPI, TYPE

MOST_PPI = 5000.0
MOST_TYPE = 1000.0  # points; "all black type overprints" is written as a size that none reaches
MOST_LINE = 50.0
MOST_SPOTS = 8
LONGEST_SPOT = 127  # bytes: PDF Reference 1.4, appendix C: a name object

_LEAST_SHEET, _MOST_SHEET = mm(40), mm(2000)
_BETWEEN_SIZES = re.compile(r"\s*[x×]\s*")
_LONGEST_RUN = 400  # pages; no paper has more
_NOT_SPOTS = frozenset({"cyan", "magenta", "yellow", "black", "all", "none"})  # ISO 32000-1, 8.6.6.4: names with a meaning

Pairs = tuple[tuple[str, str], ...]


def points_of(fields: Fields, name: str, most: float) -> float | None:
    """A length in points, up to `most`; None where it isn't there or is wrong."""
    length = fields.length(name)
    if length is None:
        return None
    if length.unit in GRID_LINES:
        message = f"`{name}` can't be told in lines: a press has no grid"
        fields.reading.error("length-wrong", message, "Write it in mm or pt.", fields.at(name))
        return None
    if length.points(1.0) > most + TOLERANCE:
        message = f"`{name}` can't be {length.points(1.0):g} pt"
        fields.reading.error("length-range", message, f"Write at most {most:g}pt ({to_mm(most):g} mm).", fields.at(name))
        return None
    return length.points(1.0)


def read_size(fields: Fields, name: str) -> tuple[float, float] | None:
    """A width and a height; None for `any`, and where they can't be read."""
    text = fields.text(name, "any")
    if text == "any":
        return None
    parts = _BETWEEN_SIZES.split(text)
    if len(parts) != 2:
        message = f"`{name}` takes a width and a height, not '{clip(text)}'"
        remedy = f"Write them as in `{name}: 400mm x 578mm`, or `any`{did_you_mean(clip(text), ['any'])}"
        fields.reading.error("sheet-trim", message, remedy, fields.at(name))
        return None
    found = [fields.reading.length_of(part, name, fields.at(name)) for part in parts]
    if found[0] is None or found[1] is None:
        return None
    width, height = found[0].points(1.0), found[1].points(1.0)
    in_lines = found[0].unit in GRID_LINES or found[1].unit in GRID_LINES
    if in_lines or min(width, height) < _LEAST_SHEET or max(width, height) > _MOST_SHEET:
        message = f"`{name}` can't be '{clip(text)}'"
        fields.reading.error("sheet-trim", message, "Write a width and a height of 40 mm to 2 m.", fields.at(name))
        return None
    return width, height


def live_within(
    fields: Fields, live: tuple[float, float] | None, sheet: tuple[float, float] | None
) -> tuple[float, float] | None:
    """The live area, where the sheet holds it."""
    if live is None or sheet is None or (live[0] <= sheet[0] + TOLERANCE and live[1] <= sheet[1] + TOLERANCE):
        return live
    message = (
        f"the `live` area is {to_mm(live[0]):g} x {to_mm(live[1]):g} mm, "
        f"but the `sheet` has {to_mm(sheet[0]):g} x {to_mm(sheet[1]):g} mm"
    )
    fields.reading.error("press-limits", message, "Write a `live` area that lies within the sheet.", fields.at("live"))
    return None


def read_photo_ppi(fields: Fields) -> PhotoPpi:
    """Of photos: refused, warned of, aimed at; each at most the next."""
    pairs = (("refused", "least"), ("least", "target"), ("refused", "target"))
    given = fields.record_of("photo-ppi", PHOTO_PPI)
    return PhotoPpi(**_settled(given, "photo-ppi", asdict(PhotoPpi()), pairs, _ppi)) if given is not None else PhotoPpi()


def read_line_art_ppi(fields: Fields) -> LineArtPpi:
    """Of art in one bit: refused, warned of."""
    given = fields.record_of("line-art-ppi", LINE_ART_PPI)
    pairs = (("refused", "least"),)
    return LineArtPpi(**_settled(given, "line-art-ppi", asdict(LineArtPpi()), pairs, _ppi)) if given is not None else LineArtPpi()


def read_type(fields: Fields) -> TypeLimits:
    """Sizes of type: nothing that is told apart may be smaller than the smallest of all."""
    given = fields.record_of("type", TYPE)
    pairs = (("least", "body"), ("least", "inks"), ("least", "reversed"))
    return TypeLimits(**_settled(given, "type", asdict(TypeLimits()), pairs, _type_size)) if given is not None else TypeLimits()


def read_lines(fields: Fields) -> LineLimits:
    """Weights of lines: refused, warned of."""
    given = fields.record_of("lines", LINES)
    pairs = (("refused", "least"),)
    return LineLimits(**_settled(given, "lines", asdict(LineLimits()), pairs, _weight)) if given is not None else LineLimits()


def read_overprint(fields: Fields) -> BlackOverprint:
    """Up to which size and weight black overprints."""
    given, usual = fields.record_of("overprint", OVERPRINT), BlackOverprint()
    if given is None:
        return usual
    size, weight = points_of(given, "type", MOST_TYPE), points_of(given, "rules", MOST_LINE)
    return BlackOverprint(usual.type if size is None else size, usual.rules if weight is None else weight)


def read_colour_pages(fields: Fields) -> frozenset[str] | None:
    """The numbers of the pages that may carry colour; None for all of them."""
    node = fields.node("colour-pages")
    if node is None or (isinstance(node, ScalarNode) and node.text == "all"):
        return None
    if isinstance(node, ScalarNode) and node.text == "none":
        return frozenset()
    pages: set[str] = set()
    for item in fields.items("colour-pages"):
        text = fields.reading.text(item, "`colour-pages`")
        for part in (text or "").split(","):
            run = _run(part.strip())
            pages.update(run or ())
            if run is None and text is not None:
                meant = did_you_mean(clip(part.strip()), ["all", "none"])
                remedy = f"Write `all`, `none`, or a list such as `[1, 4-5, A8]`{meant}"
                fields.reading.error("press-pages", f"'{clip(part.strip())}' is no page's number", remedy, item.where)
    return frozenset(pages)


def read_spots(fields: Fields) -> tuple[str, ...]:
    """The spot inks by name, each once."""
    found: list[str] = []
    for item, name in ((item, fields.reading.text(item, "`spots`")) for item in fields.items("spots")):
        name = (name or "").strip()
        if not name:
            continue
        if name.lower() in _NOT_SPOTS or not name.isprintable() or len(name.encode("utf-8", "replace")) > LONGEST_SPOT:
            remedy = "Name it as the ink's maker does: `PANTONE 185 C`. The four process inks are always there."
            fields.reading.error("press-spots", f"'{clip(name)}' is no spot ink's name", remedy, item.where)
        elif len(found) == MOST_SPOTS:
            message = f"there are more than {MOST_SPOTS} spot inks"
            fields.reading.error("press-spots", message, "Name those that the press has units for.", item.where)
            break
        elif name not in found:
            found.append(name)
    return tuple(found)


# What, what it is called, what is usual, what must follow what, how one is read: a limit is all of these.
def _settled(
    given: Fields, name: str, usual: Mapping[str, float], pairs: Pairs, read: Callable[[Fields, str], float | None]
) -> dict[str, float]:
    """The limits that are written, and those that are not at their usual values, moved as far as the written ones demand.

    `pairs`: the first may not be greater than the second. Two that contradict each other are told, and then all are as usual.
    """
    written = {key: value for key in usual if (value := read(given, key)) is not None}
    fits = True
    for lower, upper in pairs:
        if lower in written and upper in written and written[lower] > written[upper] + 1e-9:
            message = f"`{name}` has `{lower}` at {written[lower]:g}, but `{upper}` at {written[upper]:g}"
            remedy = f"Write a `{lower}` that is at most `{upper}`."
            given.reading.error("press-limits", message, remedy, given.at(lower))
            fits = False
    if not fits:
        return dict(usual)
    settled = dict(usual)
    for key in usual:
        floor = _of(written, (lower for lower, upper in pairs if upper == key))
        ceiling = _of(written, (upper for lower, upper in pairs if lower == key))
        settled[key] = written.get(key, min(max([usual[key], *floor]), *ceiling) if ceiling else max([usual[key], *floor]))
    return settled


def _of(written: Mapping[str, float], keys: Iterable[str]) -> list[float]:
    return [written[key] for key in keys if key in written]


def _ppi(fields: Fields, name: str) -> float | None:
    return fields.number(name, 0, MOST_PPI)


def _type_size(fields: Fields, name: str) -> float | None:
    return points_of(fields, name, 72.0)


def _weight(fields: Fields, name: str) -> float | None:
    return points_of(fields, name, MOST_LINE)


def _run(text: str) -> tuple[str, ...] | None:
    """The pages of `3`, `A3`, `4-5`, `A1-A8` or `A1-8`; None for anything else."""
    first_text, dash, last_text = (part.strip() for part in text.partition("-"))
    first = split_number(first_text)
    if first is None or not dash:
        return (first_text,) if first is not None else None
    last = split_number(last_text)
    if last is None or last[0] not in ("", first[0]) or not 0 <= last[1] - first[1] < _LONGEST_RUN:
        return None
    return tuple(f"{first[0]}{count}" for count in range(first[1], last[1] + 1))
