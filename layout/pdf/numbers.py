"""Numbers as they stand in a PDF: at most three decimals, rounded here and nowhere else."""

import functools

STEP = 1000  # a thousandth of a point, 0.35 micrometres: the finest platesetter's spot is 5


@functools.lru_cache(maxsize=1 << 14)  # a page says the same few thousand numbers over and over
def from_steps(count: int) -> str:
    """Thousandths as a decimal number."""
    whole, rest = divmod(count, STEP)
    return str(whole) if not rest else repr(count / STEP)


@functools.lru_cache(maxsize=1 << 14)
def number(value: float) -> str:
    """A number with at most three decimals, without an exponent and without trailing noughts."""
    return from_steps(round(value * STEP))


def numbers(*values: float) -> str:
    """Several numbers with blanks between them."""
    return " ".join(map(number, values))
