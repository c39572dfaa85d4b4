"""Fonts as styles name them: `head bold italic`, a family by its key or its full name, a weight, a posture."""

from collections.abc import Mapping

from layout.base.nearest import nearest
from layout.base.problems import InFile
from layout.content.reading import Reading, meant_or_listed
from layout.content.yaml_nodes import clip
from layout.design.styles import FontSpec

# CSS Fonts 4, 2.2.1 names the weights; `book`, `demi` and the like are what foundries call them.
WEIGHTS: Mapping[str, int] = {
    "thin": 100, "hairline": 100, "extralight": 200, "ultralight": 200, "light": 300, "book": 400, "regular": 400, "normal": 400,
    "medium": 500, "semibold": 600, "demibold": 600, "demi": 600, "bold": 700, "extrabold": 800, "ultrabold": 800, "heavy": 800,
    "black": 900, "ultra": 900,
}  # fmt: skip
_ITALIC = ("italic", "oblique")


def parse_font(text: str, families: Mapping[str, str], where: InFile, reading: Reading) -> FontSpec | None:
    """The font that the words mean; `families` are the house's, by the keys that styles use."""
    words = text.split()
    italic, weight = False, 400
    while words:
        last = words[-1].lower()
        if last in _ITALIC:
            italic = True
        elif last in WEIGHTS:
            weight = WEIGHTS[last]
        elif last.isascii() and last.isdigit() and 100 <= int(last[:4]) <= 1000 and len(last) <= 4:
            weight = int(last)
        else:
            break
        words.pop()
    name = " ".join(words)
    if name in families:
        return FontSpec(families[name], weight, italic)
    if name and any(letter.isupper() for letter in name):
        return FontSpec(name, weight, italic)
    meant = nearest(words[-1], WEIGHTS) if len(words) > 1 and words[0] in families else ""
    if meant:
        reading.error(
            "font-unknown",
            f"'{clip(text)}' names no font: there is no weight '{clip(words[-1])}'",
            f"Did you mean '{meant}'?",
            where,
        )
    else:
        message = (
            f"'{clip(text)}' names no font: '{clip(name)}' isn't among the house's `fonts`" if name else "no family is named here"
        )
        reading.error("font-unknown", message, meant_or_listed("the house's fonts are", name, list(families)), where)
    return None
