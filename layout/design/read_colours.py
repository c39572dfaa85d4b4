"""Inks as people write them: process mixtures in percent, spots, and tints of named colours."""

import re
from collections.abc import Mapping

from layout.base.colour import BLACK, PAPER, Cmyk, Ink, Spot
from layout.base.problems import InFile
from layout.content.reading import Reading, meant_or_listed
from layout.content.yaml_nodes import Node, ScalarNode, clip

_MOST_STEPS = 20  # from a colour over its tints to a mixture
_PART = r"\s*([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*%?\s*"
_MIXTURE = re.compile(rf"cmyk\({_PART},{_PART},{_PART},{_PART}\)\Z", re.IGNORECASE)
_SPOT = re.compile(r"""spot\(\s*(?:"([^"]{1,60})"|'([^']{1,60})')\s*,\s*(cmyk\([^)]*\))\s*\)\Z""", re.IGNORECASE)
_TINT = re.compile(r"(.*\S)\s+([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*%\Z")
_FOREIGN = re.compile(r"#[0-9a-f]{3,8}\Z|rgba?\(|hsla?\(|lab\(", re.IGNORECASE)


def read_colours(named: Mapping[ScalarNode, Node], reading: Reading) -> dict[str, Ink]:
    """The house's colours; one may be a tint of another, in any order. Those that can't be read are black."""
    nodes = {name.text: node for name, node in named.items()}
    inks: dict[str, Ink] = {} if nodes else {"ink": BLACK, "paper": PAPER}

    def resolve(name: str, above: tuple[str, ...]) -> None:
        node = nodes[name]
        inks[name] = BLACK  # for now, and for good if it can't be read: what refers to it has no fault of its own
        if reading.text(node, f"`{clip(name)}`") is None or not isinstance(node, ScalarNode):
            return
        base = _base_name(node.text)
        if base in (*above, name) or len(above) > _MOST_STEPS:
            message = f"the colour '{clip(name)}' is defined by itself"
            reading.error("colour-loop", message, "Give one of them as a mixture: `cmyk(100, 60, 0, 20)`.", node.where)
            return
        if base in nodes and base not in inks:
            resolve(base, (*above, name))
        inks[name] = parse_colour(node.text, inks, node.where, reading) or BLACK

    for name in nodes:
        if name not in inks:
            resolve(name, ())
    return {"ink": BLACK, "paper": PAPER, **inks}


def parse_colour(text: str, known: Mapping[str, Ink], where: InFile, reading: Reading) -> Ink | None:
    """`cmyk(100, 60, 0, 20)` in percent, `spot("PANTONE 185 C", cmyk(…))`, a colour's name, or its tint: `brand 10%`."""
    text = text.strip()
    if _MIXTURE.match(text):
        return _mixture(text, where, reading)
    if (spot := _SPOT.match(text)) is not None:
        alternative = _mixture(spot[3], where, reading)
        return None if alternative is None else Spot(spot[1] or spot[2], alternative)
    if (tint := _TINT.match(text)) is not None:
        base = parse_colour(tint[1], known, where, reading)
        if base is None:
            return None
        if float(tint[2]) > 100:
            reading.error("colour-wrong", f"a tint can't have {tint[2]} %", "Write 0% to 100%.", where)
            return None
        return base.tint(float(tint[2]) / 100)
    if text in known:
        return known[text]
    if _FOREIGN.match(text):
        reading.error(
            "colour-wrong",
            f"'{clip(text)}' is a screen's colour, and a press has inks",
            "Write the inks in percent: `cmyk(100, 60, 0, 20)`.",
            where,
        )
    elif "(" in text:
        reading.error(
            "colour-wrong",
            f"the colour '{clip(text)}' can't be read",
            'Write inks from 0 to 100 percent: `cmyk(100, 60, 0, 20)`, `spot("PANTONE 185 C", cmyk(0, 91, 76, 0))`.',
            where,
        )
    else:
        reading.error(
            "colour-unknown", f"there is no colour '{clip(text)}'", meant_or_listed("there are", text, list(known)), where
        )
    return None


def _base_name(text: str) -> str:
    tint = _TINT.match(text.strip())
    return tint[1] if tint is not None else text.strip()


def _mixture(text: str, where: InFile, reading: Reading) -> Cmyk | None:
    match = _MIXTURE.match(text)
    if match is None or any(float(part) > 100 for part in match.groups()):
        reading.error(
            "colour-wrong",
            f"the mixture '{clip(text)}' can't be printed",
            "Write four inks from 0 to 100 percent: `cmyk(100, 60, 0, 20)`.",
            where,
        )
        return None
    cyan, magenta, yellow, black = (float(part) / 100 for part in match.groups())
    return Cmyk(cyan, magenta, yellow, black)
