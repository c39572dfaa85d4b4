"""What a released page read like, and why it would come out otherwise now, asked where no desk is open: of the versions that
desks kept.

In: the released page, what is made of it now. Out: its trace, sentences. Of a version that is not kept it says that, and no more.
"""

from layout.desk.numbers import pages_of
from layout.production.order import Order
from layout.production.printing import PrintedPage
from layout.proof.compare.told import why_differs
from layout.proof.kept import KeptProofs, key_of
from layout.proof.live.halves import Half, half_trace
from layout.proof.live.live import kept_folder
from layout.proof.live.told_of_released import NO_DIFFERENCE, NOT_KEPT
from layout.proof.pack.released import Was, Why
from layout.proof.trace import Trace


def was_kept(order: Order) -> Was:
    """Who knows the traces of the order's released pages."""
    kept = KeptProofs(kept_folder(order))
    return lambda released: kept.trace(key_of(released.data))


def why_otherwise(order: Order) -> Why:
    """Who can tell it of the order's pages. `now` is the trace of the whole page, also where a half of it is asked for."""
    kept = KeptProofs(kept_folder(order))

    def why(released: PrintedPage, now: Trace) -> tuple[str, ...]:
        before = kept.trace(key_of(released.data))
        if before is None:
            return (NOT_KEPT,)
        number = released.page.number
        if number != released.of:
            now = half_trace(now, number, Half.LEFT if number == pages_of(released.of)[0] else Half.RIGHT)
        return why_differs(before, now) or (NO_DIFFERENCE,)

    return why
