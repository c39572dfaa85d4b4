"""A desk at work: the live part and the records brought together, for as long as the server runs.

In: an order, records, whoever builds. It belongs to one asyncio loop, from `begin` to `end`.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import UTC, datetime

from layout.base.alone import InUse
from layout.base.refused_disk import refused_disk
from layout.base.values import dataclass
from layout.production.order import Order
from layout.proof.elsewhere import Here, Near
from layout.proof.facts import Made, PageFacts, Told
from layout.proof.kept import KeptProofs, is_key
from layout.proof.live.barriers import why_not_released, why_not_taken_back
from layout.proof.live.desk import Desk
from layout.proof.live.live import Live, Outside, kept_folder
from layout.proof.live.out_folder import OnDisk, hold_out
from layout.proof.live.place import place_of
from layout.proof.live.recorded import Recorded
from layout.proof.live.releasing import Beside, Build, NotReleased, Releaser, ToRelease
from layout.proof.live.tasks import Tasks
from layout.proof.records.ledger import stamp
from layout.proof.records.records import Records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.releases import Found
from layout.proof.records.values import Present, Sent
from layout.proof.records.versions import Now
from layout.proof.web.asking import LOOK_SECONDS, SILENT, Asking
from layout.proof.web.compared import Compared

POLL_SECONDS = 1.0
PATIENCE = 0.8  # seconds for the records to answer: with the poll's own, it is known within two that they do not
_FIRST_SECONDS = 60.0  # for the first look, at all that was ever said


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """What a desk works with: its records, whoever builds pages for the press, whoever hears of faults, as sentences."""

    records: Records
    build: Build
    fault: Callable[[str], None]


class Shift:
    """See the module."""

    def __init__(self, order: Order, means: Means) -> None:
        self._means = means
        self._records = means.records
        self.asking = Asking("broadsheet-records")
        self.compared = Compared(KeptProofs(kept_folder(order)))
        self._live = Live(order, Outside(self._hear, lambda: self._held, self.compared.why, means.fault))
        self._held: Set[str] = frozenset()
        self._tasks = Tasks(means.fault)
        self._told: Recorded | None = None
        self._to_write: tuple[PageFacts, ...] | None = None
        self._writes = self._unwritten = False
        self._heard: dict[tuple[str, str], tuple[str, datetime]] = {}  # by page and proof, its ink, and since when
        self._known, self._away = -1, False
        self._order = order
        self._found: tuple[Mapping[str, OnDisk], int] = {}, -1  # releases on the disk, looked for in the records as of that event
        self._shut = ""  # why the output folder can't be held, as it was told
        self._sent: tuple[Sent, ...] = ()  # deliveries that the records know
        self._turn = asyncio.Lock()

    @property
    def desk(self) -> Desk:
        """What is known now."""
        return self._live.desk

    @property
    def kept(self) -> KeptProofs:
        """The proofs on disk."""
        return self._live.kept

    @property
    def number(self) -> int:
        """Of the newest save."""
        return self._live.maker.number

    async def begin(self) -> None:
        """Everything starts; pages come when they are made. Raises RecordsError."""
        await self.look_at_records(_FIRST_SECONDS)
        self._live.start()
        self._tasks.start("Looking at the records", self._poll())

    def leave(self) -> None:
        """It is about to end: requests under way are answered yet."""
        self._live.leave()

    async def end(self) -> None:
        """Everything ends; the processes too."""
        await self._tasks.close()
        await self._live.close()
        self.compared.close()

    async def galley(self, slug: str) -> dict[str, object] | None:
        """A story's galley as made last. Raises MakerClosed."""
        return await self._live.galley(slug)

    async def version(self, page: str, key: str) -> Now | None:
        """That version of the page, also one that was overtaken before the records had it; None where it never was the page's.
        Raises RecordsError."""
        heard = self._heard.get((page, key))
        if heard is not None:
            await self.asking.say(self._records.saw, Now(page, key, heard[0]), heard[1])
            return Now(page, key, heard[0])
        seen = await self.asking.look(self._records.versions, page)
        return next((Now(page, key, each.ink) for each in seen if each.key == key), None)

    async def approve(self, page: PageFacts, by: str) -> None:
        """A sign-off of the page as it was shown. Where the page is another by now, that is written down once more: it may have
        been before the sign-off was. Raises RecordsError."""
        await self.asking.say(self._records.approve, page.number, page.proof, page.ink, by)
        await self.look_after_writing()
        now = tuple(each for each in self.desk.pages if not each.building)
        if any(each.number == page.number and each.ink != page.ink for each in now):
            self._begin_to_write(now)

    async def release(self, page: PageFacts, by: str) -> None:
        """The page goes to the press as it is: its bytes are frozen and that is recorded, or neither. Raises NotReleased,
        RecordsError."""
        loop = asyncio.get_running_loop()
        near: list[Near] = []  # as of when it was asked last

        async def look() -> None:
            await self._may_be_released(page)
            near[:] = self.desk.near(page.number)

        def may() -> None:
            asyncio.run_coroutine_threadsafe(look(), loop).result()

        stood = self.desk.on_disk.get(page.number)
        place = await asyncio.to_thread(place_of, self._order.folder)
        here = Here(place, stood.proof if stood is not None else "")

        def say(fresh: bool) -> bool:
            self._records.release(Now(page.number, page.proof, page.ink), by, fresh=fresh, here=here, near=near)
            return True

        releaser = Releaser(by, place, lambda: stamp(datetime.now(UTC)))
        asked = ToRelease(page.number, page.proof, page.ink, releaser)
        await self._live.release(asked, self._means.build, Beside(may, say))
        await self.look_after_writing()

    async def unrelease(self, page: str, proof: str, by: str) -> None:
        """The page of that number, released with that proof, is held again; where that was done by halves before, the other half.
        Raises NotReleased, RecordsError."""
        await self.look_at_records()
        why = why_not_taken_back(self.desk, page)
        if why is not None:
            raise NotReleased(*why)

        def say(fresh: bool) -> bool:
            try:
                self._records.unrelease(page, proof, by, fresh=fresh)
            except RecordsError as error:
                if error.why is Why.CONFLICT:
                    raise NotReleased(error.problem, error.remedy) from error
                raise
            return True

        await self._live.unrelease(page, proof, Beside(say=say))
        await self.look_after_writing()

    async def look_after_writing(self) -> None:
        """What was said, looked at after something was written. That stays written where the look fails; a later one finds it."""
        try:
            await self.look_at_records()
        except RecordsError as error:
            self._means.fault(str(error))

    async def _may_be_released(self, page: PageFacts) -> None:
        """Asked again when the page is built: somebody may have thought better of it. Raises NotReleased, RecordsError."""
        await self.look_at_records()
        why = why_not_released(self.desk, page.number, page.proof, built=True)
        if why is not None:
            raise NotReleased(*why)

    async def look_at_records(self, patience: float = LOOK_SECONDS) -> None:
        """What was said by anybody, now. Raises RecordsError."""

        def look() -> tuple[Recorded, Set[str]]:
            return recorded_of(self._records.present()), self._records.held_keys()

        async with self._turn:  # an older look never comes after a newer one
            recorded, self._held = await self.asking.look(look, patience=patience)
            if recorded != self._told:
                self._told = recorded
                self.desk.record(recorded)

    def _hear(self, told: Told) -> None:
        if isinstance(told, Made):
            for page in told.pages:
                if page.proof and page.ink and not page.building:
                    self._heard.setdefault((page.number, page.proof), (page.ink, datetime.now(UTC)))
        if isinstance(told, Made) and told.whole:
            self._begin_to_write(told.pages)

    def _begin_to_write(self, pages: tuple[PageFacts, ...]) -> None:
        self._to_write = pages
        if not self._writes:
            self._writes = True
            self._tasks.start("Recording versions of pages", self._write_down())

    async def _write_down(self) -> None:
        """The records hear of the pages as they are now: versions seen, sign-offs that lapse. One making after the other, the
        latest last, each a task of its own: one that breaks off is told of, and is not the last."""
        try:
            while (pages := self._to_write) is not None:
                await asyncio.wait({self._tasks.start("Recording versions of pages", self._write_pages(pages))})
                if self._to_write is pages:
                    self._to_write = None
        finally:
            self._writes = False

    async def _write_pages(self, pages: tuple[PageFacts, ...]) -> None:
        """Where the records are away, until they are back, or there are newer pages."""
        made = [Now(page.number, page.proof, page.ink) for page in pages if page.proof and page.ink]
        while self._to_write is pages:
            try:
                await asyncio.to_thread(self._write, made)
                await self.look_at_records()
                self._unwritten = False
                return
            except RecordsError as error:
                if not self._unwritten:
                    self._means.fault(str(error))
                self._unwritten = True
                if error.why is not Why.UNAVAILABLE:
                    return
                await asyncio.sleep(POLL_SECONDS)

    def _write(self, made: Sequence[Now]) -> None:
        self._records.see(made)
        self._records.pages_now(made)

    async def _poll(self) -> None:
        """Others' notes on the same database are looked for each second; a database that is away is asked again. Each look
        is a task of its own: one that breaks off is told of, and is not the last."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            await asyncio.wait({self._tasks.start("Looking at the records", self._look_again())})

    async def _look_again(self) -> None:
        looking = self._tasks.start("Asking the records", self._ask_records())
        done, _ = await asyncio.wait({looking}, timeout=PATIENCE + 0.2)
        if not done:
            self.desk.unrecorded(SILENT)
            await asyncio.wait({looking})

    async def _ask_records(self) -> None:
        def ask() -> int:
            self._records.check(PATIENCE)
            self._record_sent(sent)
            revision = self._records.revision()
            if (found, revision) != self._found and self._record_found(found):
                self._found = found, revision
            return revision

        found = self.desk.on_disk
        sent = tuple(Sent(each.page, each.sha256, each.where, each.when) for each in self.desk.sent if is_key(each.sha256))
        try:
            revision = await asyncio.to_thread(ask)
            if revision != self._known:
                await self.look_at_records()
            self._known = revision
            self.desk.unrecorded("")
            self._away = False
        except RecordsError as error:
            if not self._away:
                self._means.fault(str(error))
            self._away = True
            self.desk.unrecorded(error.problem)

    def _record_found(self, on_disk: Mapping[str, OnDisk]) -> bool:
        """In a thread. Releases on the disk that the records do not know: the desk was killed before it had recorded them. Looked
        at once more with the folder held, as one may be under way. False where that can't be had now: they are to be looked at
        again. Raises RecordsError."""
        folder = self._order.folder
        if not on_disk:
            return True
        place = place_of(folder)
        if not self._records.lacks(self._found_in(on_disk), place):
            return True
        try:
            with hold_out(folder) as out:
                self._records.found_released(self._found_in(out.said), place)
            self._shut = ""
        except InUse:
            return False  # a build is at its files
        except OSError as error:
            self._tell_shut(refused_disk(error).why)
            return False
        except RecordsError as error:
            if error.why is Why.UNAVAILABLE:
                raise
            self._means.fault(str(error))
        return True

    def _tell_shut(self, why: str) -> None:
        """The output folder can't be held: told once."""
        if why != self._shut:
            self._means.fault(f"Released pages that were found can't be recorded yet: {why}.")
        self._shut = why

    def _found_in(self, on_disk: Mapping[str, OnDisk]) -> tuple[Found, ...]:
        return tuple(Found(number, each.proof, each.ink, each.by, each.at, each.place) for number, each in on_disk.items())

    def _record_sent(self, sent: tuple[Sent, ...]) -> None:
        """In a thread. What the records refuse for good is told and not tried again. Raises RecordsError."""
        if sent == self._sent:
            return
        try:
            self._records.sent(sent)
        except RecordsError as error:
            if error.why is Why.UNAVAILABLE:
                raise
            self._means.fault(str(error))
        self._sent = sent


def recorded_of(present: Present) -> Recorded:
    """The records as the desk wants them. Pure."""
    open_notes = [note.page for note in present.notes.values() if note.done is None]
    notes = {page: open_notes.count(page) for page in dict.fromkeys(open_notes)}
    return Recorded(present.pages, notes, present.notes_at, present.last)
