"""What a desk minds when text flows through legs, in the order in which it minds it: every fault has its price.

A variant's own price is its demerits beyond the best setting's.
"""

import re

OVER_COST = 40_000.0  # a line that does not fit
JUMP_HYPHEN_COST = 30_000.0  # never after a hyphen where a story jumps
JUMP_BLANK_COST = 20_000.0  # an empty row before a jump: every piece but the last is filled
BLANK_COST = 4_500.0  # an empty row at a leg's foot inside the chain: more than one at its end, where legs are then made level
SHORT_COST = 4_000.0  # an empty row in every leg of the last block
SHORT_LEG_COST = 3_700.0  # an empty row in some of its legs only, which is level enough: rather that than a stub of a last line
JUMP_EDGE_COST = 3_000.0  # a jump on a paragraph's first or last line, or between two paragraphs
JUMP_STOP_COST = 600.0  # a jump at a sentence's end or a colon, where nothing makes one turn over, or after its first word or two
JUMP_STUB = 2  # words
WIDOW_COST = 3_000.0  # under a row short in some legs: legs that are level matter more
HYPHEN_COST = 1_200.0  # a hyphen on a leg's last line
ORPHAN_COST = 2_800.0
QUOTE_BREAK_COST = 1_500.0  # a pull quote between two lines of one paragraph, at a sentence's end
QUOTE_SENTENCE_COST = 2_400.0  # in mid-sentence
CLOSE_HEAD_COST = 400.0  # for each line under a crosshead in its leg that is wanting to CLOSE_HEAD: it looks left behind there
CLOSE_HEAD = 5
CURE_GUESS = 150.0  # setting a leg's last line without its hyphen, until it has been tried
VARIANT_COST = 25.0  # for a variant at all: of equals, the natural length wins
DEMERIT_SCALE = 1e-3  # demerits of the breaker to the scale of these costs

_STOP = re.compile(r"[.?!\u2026:;][\"'\u2018-\u201f\u00ab\u00bb)\]]*(?=\s|$)")
_SENTENCE_END = re.compile(_STOP.pattern.replace(":;", "") + r"\Z")


def turns_badly(line: str) -> bool:
    """True where a sentence or a clause ends with the line, or is only just begun at its end."""
    stops = list(_STOP.finditer(line))
    return bool(stops) and len(line[stops[-1].end() :].split()) <= JUMP_STUB


def parting_price(line: str) -> float:
    """A pull quote after the line, inside its paragraph."""
    return QUOTE_BREAK_COST if _SENTENCE_END.search(line) else QUOTE_SENTENCE_COST
