"""Released pages as the maker knows them: read anew only where the record is another one, without a page's bytes.

In: the output folder. Out: what was released, and what is told of pages that do not go with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from layout.base.file_digests import FileDigests
from layout.base.problems import Problem
from layout.press.released import RELEASED, Frozen, frozen_pages
from layout.production.making import Made
from layout.production.order import Order
from layout.production.released_fit import Handed, misfits_of
from layout.proof.live.proofs import Proof


class ReleasedRecord:
    """The record of one output folder. `files` knows its bytes."""

    def __init__(self, out: Path, files: FileDigests) -> None:
        self._out = out
        self._files = files
        self._digest = ""
        self._pages: Mapping[str, Frozen] = {}

    def read(self) -> Mapping[str, Frozen]:
        """The released pages, without their bytes; one object as long as the record is the same. None where it is damaged, or a
        file is not the released one: no build goes on with that, and so nothing is held for it."""
        digest = self._files.of(self._out / RELEASED)
        if digest != self._digest:
            frozen, problems = frozen_pages(self._out, self._out.name) if digest else ({}, [])
            self._digest = "" if problems else digest  # a file may come back, and the record stays the same
            self._pages = {} if problems else {number: replace(each, data=b"") for number, each in frozen.items()}
        return self._pages


def misfits_told(
    proofs: Sequence[Proof], made: Made, frozen: Mapping[str, Frozen], order: Order, files: FileDigests
) -> tuple[Problem, ...]:
    """All that is wrong between the released pages and those that are made now, as a build would tell it."""
    handed = [_handed(each, frozen.get(each.printed.page.number)) for each in proofs]
    there = {each.number for each in handed}
    gone = [Handed(number, released=True, as_now=False) for number in frozen if number not in there]
    return misfits_of([*handed, *gone], made, frozen, order, files.of)


def _handed(proof: Proof, frozen: Frozen | None) -> Handed:
    as_now = frozen is None or frozen.sha256 == proof.key
    return Handed(proof.printed.page.number, frozen is not None, as_now)
