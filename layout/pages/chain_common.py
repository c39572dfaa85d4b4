"""What two chains of legs have in common at their beginning: items that stand there stand in both in the same way."""

from itertools import chain as chained
from typing import NamedTuple

from layout.pages.chain import Chain


class Common(NamedTuple):
    """Rows from the beginning: those of runs that are the same in both, and those until the shorter of the next two ends."""

    whole: int
    partly: int


NOTHING = Common(-1, -1)


def common_rows(one: Chain, other: Chain) -> Common:
    """The rows that two chains share; nothing where legs differ in measure, as an item then looks at all that it may run into."""
    if len({run.measure for run in chained(one.runs, other.runs)}) != 1:
        return NOTHING
    whole = partly = 0
    for run, beside in zip(one.runs, other.runs, strict=False):
        partly = whole + min(run.rows, beside.rows)
        if (run.rows, run.quoted) != (beside.rows, beside.quoted):
            break
        whole = partly
    # Before a jump rows have another price.
    jump = min(one.jump_rows ^ other.jump_rows, default=partly + 1)
    return Common(min(whole, jump - 1), min(partly, jump - 1))
