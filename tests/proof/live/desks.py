"""A paper of four pages that is made again and again, and what a build would write for it."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from layout.base.store import Store
from layout.press.manifest import versions_before
from layout.press.package import read_manifest
from layout.production.checking import check
from layout.production.making import make_pages
from layout.production.order import Order
from layout.production.printing import Watch, print_pages
from layout.proof.facts import Made, Read, Refused, Told
from layout.proof.kept import KeptProofs
from layout.proof.live.making import Hearing, PageMaker
from layout.proof.live.making import Making as Making
from tests.proof.sixteen import write_sixteen


class Desk:
    """The paper, its maker, and all that was told of the last save."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder / "paper"
        issue = write_sixteen(self.folder, times=1)
        self.order = Order(issue, store=store, jobs=1)
        self.kept = KeptProofs(folder / "kept")
        self.told: list[Told] = []
        self.superseded = False
        self.maker = self.new_maker()
        self.number = 0
        self.making: Making | None = None
        self._proofs: dict[str, str] = {}
        self._before: dict[str, str] = {}

    def new_maker(self) -> PageMaker:
        """As after a restart."""
        return PageMaker(self.order, self.kept, Hearing(self.told.append, lambda: self.superseded, time.perf_counter))

    def save(self) -> "Desk":
        """Make the pages again."""
        self._before = self._proofs
        self.number += 1
        self.told.clear()
        self.making = self.maker.make(self.number)
        if any(isinstance(each, Made) for each in self.told):
            self._proofs = self.proofs
        return self

    @property
    def changed(self) -> tuple[str, ...]:
        """The pages whose proof is another than before the last save."""
        return tuple(number for number, proof in self.proofs.items() if self._before.get(number) != proof)

    @property
    def made(self) -> Made:
        """As told last."""
        return [each for each in self.told if isinstance(each, Made)][-1]

    @property
    def read(self) -> Read:
        """As told last."""
        return [each for each in self.told if isinstance(each, Read)][-1]

    @property
    def refused(self) -> Refused:
        """As told last."""
        return [each for each in self.told if isinstance(each, Refused)][-1]

    @property
    def proofs(self) -> dict[str, str]:
        """The pages' keys."""
        return {page.number: page.proof for page in self.made.pages}

    @property
    def inks(self) -> dict[str, str]:
        """The pages' inks."""
        return {page.number: page.ink for page in self.made.pages}

    def path(self, name: str) -> Path:
        """A file of the paper."""
        return self.folder / name

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change a text; it must be another then."""
        path = self.path(name)
        text = path.read_text(encoding="utf-8")
        changed = change(text)
        assert changed != text
        path.write_text(changed, encoding="utf-8")


def written_by_build(order: Order) -> dict[str, str]:
    """The digests of the files that a build would write now, by page: everything made afresh, as in another process."""
    checked = check(order)
    assert checked.paper is not None
    assert not checked.refused, [problem.message for problem in checked.problems]
    made = make_pages(checked.paper, checked)
    last = versions_before(read_manifest(order.folder))
    printed = print_pages(made, order.date, Watch(time.perf_counter, lambda page, count, seconds: None), last)
    return {each.page.number: hashlib.sha256(each.data).hexdigest() for each in printed.pages}
