"""Printed pages as proofs: each file kept with its trace, and known again by its key.

In: pages as printed, and how they were planned. Out: proofs on the disk. A trace is made anew only where the page or its plan is
another one.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from layout.base.file_digests import FileDigests
from layout.base.values import dataclass
from layout.desk.plan import PlannedPage
from layout.pages.display import DrawingMark, ImageMark, Page, PdfMark
from layout.production.printing import PrintedPage
from layout.production.standing_pages import StoodPage
from layout.proof.kept import KeptProofs
from layout.proof.live.halves import Half, half_trace
from layout.proof.trace import Trace, trace_page


@dataclass(frozen=True, slots=True)
class Proof:
    """A page as it is handed over, with the key under which it is kept."""

    printed: PrintedPage
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class _Pulled:
    """The proofs of a page as last made, with the whole page's trace."""

    stood: StoodPage
    plan: object
    trace: Trace
    proofs: tuple[Proof, ...]


class ProofShelf:
    """The proofs of all pages of an order, as made last."""

    def __init__(self, kept: KeptProofs, files: FileDigests) -> None:
        self._kept = kept
        self._files = files
        self._pulled: dict[str, _Pulled] = {}

    def pull(self, page: Page, planned: PlannedPage, stood: StoodPage, over: Mapping[str, int]) -> tuple[Proof, ...]:
        """The page's proofs, kept; `over`: as of trace_page. Raises OSError where the disk takes none."""
        known, plan = self._pulled.get(page.number), (_plan_of(planned), over)
        if known is not None and known.stood is stood and known.plan == plan:
            if all(self._kept.has(each.key) for each in known.proofs):
                return known.proofs
            trace = known.trace
        else:
            trace = trace_page(page, planned, self._digests(page), over)
        proofs = tuple(Proof(each, self._kept.put(each.data, _own(trace, each, stood.printed))) for each in stood.printed)
        self._pulled[page.number] = _Pulled(stood, plan, trace, proofs)
        return proofs

    def traces(self, numbers: Sequence[str]) -> Mapping[str, Trace]:
        """The whole pages' traces; other pages are let go."""
        self._pulled = {number: self._pulled[number] for number in numbers if number in self._pulled}
        return {number: pulled.trace for number, pulled in self._pulled.items()}

    def before(self, number: str) -> tuple[Proof, ...]:
        """The page's proofs as made last; none where it was never made."""
        pulled = self._pulled.get(number)
        return pulled.proofs if pulled is not None else ()

    def _digests(self, page: Page) -> dict[Path, str]:
        paths = [mark.path for mark in page.marks if isinstance(mark, ImageMark | DrawingMark | PdfMark)]
        return {path: self._files.of(path) for path in paths}


def _own(trace: Trace, printed: PrintedPage, parts: Sequence[PrintedPage]) -> Trace:
    if printed.page.number == printed.of:
        return trace
    return half_trace(trace, printed.page.number, Half.LEFT if printed is parts[0] else Half.RIGHT)


def _plan_of(planned: PlannedPage) -> object:
    """All of the plan that a trace tells."""
    blocks = tuple((each.letter, each.extents, each.block.what, each.jump_to, each.jump_from) for each in planned.blocks)
    return planned.grid, planned.left_hand, blocks
