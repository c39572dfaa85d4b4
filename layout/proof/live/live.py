"""The live part of the desk put together: the maker, the watch, what is known, in one asyncio loop.

In: an order. Out: a Desk that follows every save. Whoever starts it hears all that is told too, and says which proofs must stay.
"""

import asyncio
import time
from collections.abc import Callable, Set
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from layout.base.values import dataclass
from layout.production.order import Order
from layout.proof.facts import Failed, Finished, IssueFacts, Refused, Told
from layout.proof.kept import MOST_KEPT, KeptProofs
from layout.proof.live.desk import Desk, WhyDiffers
from layout.proof.live.maker import Maker
from layout.proof.live.out_folder import OutFolder, read_out
from layout.proof.live.paths import issue_key
from layout.proof.live.place import place_of
from layout.proof.live.released_files import ReleasedFiles
from layout.proof.live.releasing import (
    ALONE,
    Beside,
    Build,
    Released,
    ToRelease,
    mend_releases,
    release_page,
    unrelease_page,
)
from layout.proof.live.tasks import Fault, Tasks
from layout.proof.live.watching import LOOK_SELDOM, Polling, Saved, Watching
from layout.proof.live.wire import FoldersRead, Job

PROOF_FOLDER = ".proof"


def proof_folder(order: Order) -> Path:
    """Where the desk keeps what is its own: beside the issue."""
    return order.issue.parent / PROOF_FOLDER


def kept_folder(order: Order) -> Path:
    """Where proofs are kept. Each issue file and edition has a folder of its own: its desk knows what of that must not go."""
    edition = f"#{order.edition}" if order.edition else ""
    return proof_folder(order) / f"kept-{order.issue.name}{edition}"


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """What the live part is given: who else hears what is told; which proofs must not be dropped; why a released page differs;
    who hears of faults, as sentences."""

    hears: Callable[[Told], None] = lambda told: None
    held: Callable[[], Set[str]] = frozenset
    why: WhyDiffers | None = None
    fault: Fault = lambda told: None


class Live:
    """See the module. Made in the loop, or before; started and closed in it."""

    def __init__(self, order: Order, outside: Outside, most_kept: int = MOST_KEPT, polling: Polling = Polling.AUTO) -> None:
        self.order = order
        self.kept = KeptProofs(kept_folder(order), most_kept)
        self._tasks = Tasks(outside.fault)
        issue = IssueFacts(issue_key(order.issue, order.edition), "", "", order.edition, "", "")
        self.desk = Desk(issue, self.kept, outside.why, self._tasks)
        self.maker = Maker(Job(order, str(kept_folder(order)), most_kept), self._hear)
        self._outside = outside
        self._watching = Watching(order, self._saved, outside.fault, polling)
        self._releasing = asyncio.Lock()
        self._reading = asyncio.Lock()
        self._mended = False
        self._files = ReleasedFiles(order.folder)
        self._untidied = ""  # why old proofs could not be dropped last, as a sentence

    def start(self) -> None:
        """Start the process and the watch, and have the pages made."""
        self.maker.start()
        self._watching.start()
        self._tasks.start("Looking at released files", self._look())
        self.save()

    def save(self) -> None:
        """Something was saved; also what the output folder says is read again."""
        self.desk.noticed(self.maker.save())
        self._tasks.start("Reading the output folder", self._read_out())

    def _saved(self, what: Saved) -> None:
        match what:
            case Saved.INPUT:
                self.save()
            case Saved.OUTPUT:  # pages are made again, for their version letters go by the manifest; those shown stand meanwhile
                self.desk.noticed_output(self.maker.save())
                self._tasks.start("Reading the output folder", self._read_out())
            case _:
                assert_never(what)

    async def galley(self, slug: str) -> dict[str, object] | None:
        """The galley of a story as made last; None where no page carries it. Raises MakerClosed."""
        return await self.maker.galley(slug)

    async def release(self, asked: ToRelease, build: Build, beside: Beside = ALONE) -> Released:
        """Release a page, one at a time. Raises NotReleased, and what `beside` raises."""
        with self.desk.releasing(asked.page):
            return await self._release(asked, build, beside)

    async def _release(self, asked: ToRelease, build: Build, beside: Beside) -> Released:
        async with self._releasing:
            try:
                return await asyncio.to_thread(release_page, asked, self.order, build, time.sleep, beside)
            finally:
                await self._read_out()

    async def unrelease(self, page: str, proof: str, beside: Beside = ALONE) -> None:
        """Take the page's release with that proof back. Raises NotReleased, and what `beside` raises."""
        async with self._releasing:
            try:
                await asyncio.to_thread(unrelease_page, page, proof, self.order, time.sleep, beside)
            finally:
                await self._read_out()

    def leave(self) -> None:
        """All of it is about to be ended: what ends by itself is no fault."""
        self.maker.leave()

    async def close(self) -> None:
        """End all of it; what was made stays kept."""
        await self._watching.close()
        await self._tasks.close()
        await self.maker.close()
        await self.desk.close()

    def _hear(self, told: Told | FoldersRead) -> None:
        if isinstance(told, FoldersRead):
            self._watching.watch(told.folders)
            return
        if isinstance(told, Failed) and told.told != self.desk.failed:  # one that is tried again and again is told once
            self._outside.fault(told.told)
        self.desk.hear(told)
        self._outside.hears(told)
        if isinstance(told, Finished | Refused):
            self._tasks.start("Dropping old proofs", self._tidy())

    async def _read_out(self) -> None:
        async with self._reading:  # an older reading never comes in after a newer one
            self.desk.take_out(await asyncio.to_thread(self._out_now))

    async def _look(self) -> None:
        """The files of released pages, now and then: they are no part of what is watched, and nobody else has to touch them."""
        while True:
            await asyncio.sleep(LOOK_SELDOM)
            async with self._reading:
                lost = await asyncio.to_thread(self._files.lost, self.desk.on_disk)
            if lost != self.desk.lost_files:
                await self._read_out()

    def _out_now(self) -> OutFolder:
        """What it says, with which of the released proofs are kept here; the first time after what a killed release left is
        tidied. In a thread: the disk may be slow."""
        if not self._mended:
            self._mended = True
            mend_releases(self.order.folder)
        out = read_out(self.order.folder)
        kept = frozenset(key for key in out.released.values() if self.kept.has(key))
        return replace(out, kept=kept, place=place_of(self.order.folder), lost=self._files.lost(out.said))

    async def _tidy(self) -> None:
        """Old proofs dropped; never one that is shown, signed, released or sent. What can't be is tried again each time, and told
        when that begins."""
        shown = {page.proof for page in self.desk.pages}
        released = set(self.desk.released) | {each.sha256 for each in self.desk.sent}
        told = ""
        try:
            await asyncio.to_thread(self.kept.tidy, shown | released | self._outside.held())
        except OSError as error:
            why = error.strerror or "the disk refuses it"
            where = self.kept.folder.name
            told = f"Old versions of pages can't be dropped, and take up room in {where}: {why[:1].lower()}{why[1:]}."
        if told and told != self._untidied:
            self._outside.fault(told)
        self._untidied = told
