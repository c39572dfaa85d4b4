"""What of the black prints over the colours below it, and what knocks them out.

Small black type and thin black rules that knock out show white edges where the plates do not meet to a hair; printed over the
colour they show none. Everything else knocks out: white that prints over is not there at all, and colours that print over mix.
"""

from typing import NamedTuple

from layout.base.colour import BLACK, Ink
from layout.design.press import BlackOverprint
from layout.pages.display import Kind, RuleMark, SetLine, TintMark

# The names under which a page's resources have the two states.
OVER, OUT = "Over", "Out"

# ISO 32000-2, 8.6.7: with overprint mode 1 an ink of nought in DeviceCMYK leaves its plate as it is, so that 100 K prints black
# over any colour; with mode 0 it would take the three others away. `OP` is for lines, `op` for areas and type. The second state
# is the one in which a page begins (table 51), mode 0 and all: an ad that is placed in it finds what it would find alone.
STATES = {
    OVER: "<</Type/ExtGState/OP true/op true/OPM 1>>",
    OUT: "<</Type/ExtGState/OP false/op false/OPM 0>>",
}


class BlackType(NamedTuple):
    """How black type prints: the press's limits, and whether it prints over as the text begins."""

    press: BlackOverprint
    over: bool


def switch(over: bool) -> str:
    """The operator after which marks print over, or knock out."""
    return f"/{OVER if over else OUT} gs"


def line_prints_over(placed: SetLine, press: BlackOverprint) -> bool:
    """True for black body type, and for other black type below the press's size."""
    return is_black(placed.ink) and is_small(placed, press)


def is_small(placed: SetLine, press: BlackOverprint) -> bool:
    """True for type that prints over if it is black."""
    return placed.kind is Kind.BODY or all(word.size < press.type for word in placed.line.words)


def rule_prints_over(rule: RuleMark, press: BlackOverprint) -> bool:
    """True for thin black rules."""
    return rule.weight < press.rules and is_black(rule.ink)


def tint_prints_over(tint: TintMark, press: BlackOverprint) -> bool:
    """True for a black area that is no more than a thin rule."""
    return min(tint.area.width, tint.area.height) < press.rules and is_black(tint.ink)


def is_black(ink: Ink | None) -> bool:
    """True for the solid black ink alone: a tint of black that printed over would vanish in what lies below."""
    return ink is BLACK or ink == BLACK
