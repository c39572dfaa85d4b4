"""A desk at work: what makes pages, what watches files and what was said by others, all brought to the Desk.

In: an order, records. It belongs to one asyncio loop, from `begin` to `end`.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable

from layout.base.values import dataclass
from layout.production.order import Order
from layout.proof.facts import Made, PageFacts, Told
from layout.proof.kept import MOST_KEPT, KeptProofs
from layout.proof.live.desk import Desk
from layout.proof.live.folders import folders_read
from layout.proof.live.maker import Maker
from layout.proof.live.out_folder import read_out
from layout.proof.live.recorded import Recorded
from layout.proof.live.watching import Watching
from layout.proof.live.wire import FoldersRead, Job
from layout.proof.records.records import Records
from layout.proof.records.refusal import RecordsError
from layout.proof.records.values import Present
from layout.proof.records.versions import Now

POLL_SECONDS = 1.0
_TIDY_SECONDS = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Books:
    """What a desk keeps: proofs on disk, records in a database. `fault` hears of what goes wrong with them, as a sentence."""

    kept: KeptProofs
    records: Records
    fault: Callable[[str], None]


class Shift:
    """See the module."""

    def __init__(self, order: Order, desk: Desk, books: Books) -> None:
        self._order = order
        self._desk = desk
        self._books = books
        self._maker = Maker(Job(order, str(books.kept.folder), MOST_KEPT), self._hear)
        self._watching = Watching(order, self._saved)
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: Recorded | None = None
        self._turn = asyncio.Lock()

    async def begin(self) -> None:
        """Everything starts; pages come when they are made."""
        self._watching.start(await asyncio.to_thread(folders_read, self._order, None))
        self._maker.start()
        self._saved()
        await self.look_at_records()
        self._keep(self._poll())
        self._keep(self._tidy())

    async def end(self) -> None:
        """Everything ends; the process too."""
        await self._watching.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._maker.close()
        await self._desk.close()

    @property
    def number(self) -> int:
        """Of the newest save."""
        return self._maker.number

    async def galley(self, slug: str) -> dict[str, object] | None:
        """A story's galley as made last. Raises MakerClosed."""
        return await self._maker.galley(slug)

    async def look_at_records(self) -> None:
        """What was said by anybody, now. Raises RecordsError."""
        async with self._turn:
            recorded = await asyncio.to_thread(lambda: recorded_of(self._books.records.present()))
            if recorded != self._told:
                self._told = recorded
                self._desk.record(recorded)

    def _saved(self) -> None:
        self._desk.noticed(self._maker.save())
        self._keep(self._look_at_out())

    def _hear(self, told: Told | FoldersRead) -> None:
        if isinstance(told, FoldersRead):
            self._watching.watch(told.folders)
            return
        self._desk.hear(told)
        if isinstance(told, Made) and told.whole:
            self._keep(self._write_down(told.pages))

    async def _look_at_out(self) -> None:
        self._desk.take_out(await asyncio.to_thread(read_out, self._order.folder))

    async def _write_down(self, pages: Iterable[PageFacts]) -> None:
        """The records hear of the pages as they are now: versions seen, sign-offs that lapse."""
        made = [Now(page.number, page.proof, page.ink) for page in pages if page.proof and page.ink]

        def write() -> None:
            self._books.records.see(made)
            self._books.records.inks_now({page.page: page.ink for page in made})

        try:
            await asyncio.to_thread(write)
            await self.look_at_records()
        except RecordsError as error:
            self._books.fault(str(error))

    async def _poll(self) -> None:
        """Others' notes on the same database are seen within a second; a database that is away is asked again."""
        known, away = 0, False
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                revision = await asyncio.to_thread(self._books.records.revision)
                if revision != known:
                    await self.look_at_records()
                known, away = revision, False
            except RecordsError as error:
                if not away:
                    self._books.fault(str(error))
                away = True

    async def _tidy(self) -> None:
        """Old proofs go, those that somebody signed, released or printed last stay."""
        while True:
            await asyncio.sleep(_TIDY_SECONDS)
            try:
                pinned = await asyncio.to_thread(self._books.records.pinned_keys)
                now = frozenset(page.proof for page in self._desk.pages if page.proof)
                await asyncio.to_thread(self._books.kept.tidy, pinned | now)
            except (RecordsError, OSError) as error:
                self._books.fault(str(error))

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def recorded_of(present: Present) -> Recorded:
    """The records as the desk wants them. Pure."""
    open_notes = [note.page for note in present.notes.values() if note.done is None]
    notes = {page: open_notes.count(page) for page in dict.fromkeys(open_notes)}
    return Recorded(present.pages, notes, present.notes_at, present.last)
