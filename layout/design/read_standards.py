"""The house's standards: the numbers that a finished page is measured by, each the trade's own where the house says none."""

import re

from layout.base.units import POINTS, to_mm
from layout.content.reading import Fields
from layout.content.yaml_nodes import clip
from layout.design.house import Standards
from layout.design.house_keys import STANDARDS

MOST_DOMINANT = 20.0  # times the next picture: more no page holds

_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*%\Z")


def read_standards(fields: Fields, baseline: float) -> Standards:
    """The standards that the house names, over the usual ones. `baseline` in points, for lengths in lines."""
    given, usual = fields.record_of("standards", STANDARDS), Standards()
    if given is None:
        return usual
    least = given.points("leg-least", baseline, usual.leg_least)
    most = given.points("leg-most", baseline, usual.leg_most)
    if least >= most:
        message = f"`leg-least` is {_cm(least)}, and `leg-most` {_cm(most)}"
        given.reading.error("standards-limits", message, "Let `leg-least` be the smaller of the two.", given.where)
        least, most = usual.leg_least, usual.leg_most
    return Standards(
        leg_least=least,
        leg_most=most,
        art_least=_share(given, "art-least", (0.0, 1.0), usual.art_least),
        dominant=given.number("dominant", 1.0, MOST_DOMINANT) or usual.dominant,
        word_space=_share(given, "word-space", (0.3, 3.0), usual.word_space),
    )


def _share(given: Fields, name: str, limits: tuple[float, float], usual: float) -> float:
    """A share in percent within its limits, as a fraction."""
    text = given.maybe_text(name)
    if text is None:
        return usual
    match, (least, most) = _SHARE.match(text.strip()), limits
    if match is not None and least <= float(match[1]) / 100 <= most:
        return float(match[1]) / 100
    message = f"`{name}` takes a share from {least * 100:.0f}% to {most * 100:.0f}%, not '{clip(text)}'"
    given.reading.error("share-wrong", message, f"Write it as in `{name}: {usual * 100:.0f}%`.", given.at(name))
    return usual


def _cm(points: float) -> str:
    return f"{to_mm(points) / 10:.3g} cm" if points >= POINTS["mm"] else "less than 1 mm"
