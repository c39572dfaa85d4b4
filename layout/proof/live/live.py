"""The live part of the desk put together: the maker, the watch, what is known, in one asyncio loop.

In: an order. Out: a Desk that follows every save. Whoever starts it hears all that is told too, and says which proofs must stay.
"""

import asyncio
from collections.abc import Callable, Coroutine, Set
from contextlib import suppress
from pathlib import Path

from layout.base.values import dataclass
from layout.production.order import Order
from layout.proof.facts import Finished, IssueFacts, Refused, Told
from layout.proof.kept import MOST_KEPT, KeptProofs
from layout.proof.live.desk import Desk, WhyDiffers
from layout.proof.live.maker import Maker
from layout.proof.live.out_folder import read_out
from layout.proof.live.paths import issue_key
from layout.proof.live.releasing import Build, Released, ToRelease, release_page, unrelease_page
from layout.proof.live.watching import Polling, Watching
from layout.proof.live.wire import FoldersRead, Job

PROOF_FOLDER = ".proof"


def proof_folder(order: Order) -> Path:
    """Where the desk keeps what is its own: beside the issue."""
    return order.issue.parent / PROOF_FOLDER


def kept_folder(order: Order) -> Path:
    """Where proofs are kept."""
    return proof_folder(order) / "kept"


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """What the live part is given: who else hears what is told; which proofs must not be dropped; why a released page differs."""

    hears: Callable[[Told], None] = lambda told: None
    pinned: Callable[[], Set[str]] = frozenset
    why: WhyDiffers | None = None


class Live:
    """See the module. Made in the loop, or before; started and closed in it."""

    def __init__(self, order: Order, outside: Outside, most_kept: int = MOST_KEPT, polling: Polling = Polling.AUTO) -> None:
        self.order = order
        self.kept = KeptProofs(kept_folder(order), most_kept)
        self.desk = Desk(IssueFacts(issue_key(order.issue, order.edition), "", "", order.edition, "", ""), self.kept, outside.why)
        self.maker = Maker(Job(order, str(kept_folder(order)), most_kept), self._hear)
        self._outside = outside
        self._watching = Watching(order, self.save, polling)
        self._releasing = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Start the process and the watch, and have the pages made."""
        self.maker.start()
        self._watching.start()
        self.save()

    def save(self) -> None:
        """Something was saved; also what the output folder says is read again."""
        self.desk.noticed(self.maker.save())
        self._later(self._read_out)

    async def galley(self, slug: str) -> dict[str, object] | None:
        """The galley of a story as made last; None where no page carries it. Raises MakerClosed."""
        return await self.maker.galley(slug)

    async def release(self, asked: ToRelease, build: Build) -> Released:
        """Release a page, one at a time. Raises NotReleased."""
        async with self._releasing:
            released = await asyncio.to_thread(release_page, asked, self.order, build)
        await self._read_out()
        return released

    async def unrelease(self, page: str) -> None:
        """Take a release back. Raises NotReleased."""
        async with self._releasing:
            await asyncio.to_thread(unrelease_page, page, self.order)
        await self._read_out()

    async def close(self) -> None:
        """End all of it; what was made stays kept."""
        await self._watching.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.maker.close()
        await self.desk.close()

    def _hear(self, told: Told | FoldersRead) -> None:
        if isinstance(told, FoldersRead):
            self._watching.watch(told.folders)
            return
        self.desk.hear(told)
        self._outside.hears(told)
        if isinstance(told, Finished | Refused):
            self._later(self._tidy)

    async def _read_out(self) -> None:
        self.desk.take_out(await asyncio.to_thread(read_out, self.order.folder))

    async def _tidy(self) -> None:
        """Old proofs dropped; never one that is shown, signed or released."""
        shown = {page.proof for page in self.desk.pages}
        released = set(self.desk.released)
        with suppress(OSError):  # the next time will do
            await asyncio.to_thread(self.kept.tidy, shown | released | self._outside.pinned())

    def _later(self, what: Callable[[], Coroutine[None, None, None]]) -> None:
        task = asyncio.get_running_loop().create_task(what())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
