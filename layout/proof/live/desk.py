"""What is known now: the present make, the records and the output folder as one picture, for everyone who looks at it.

A Desk belongs to one asyncio loop and is used in it alone. In: facts as they are told, saves as they are noticed. Out: the state
for browsers, and a sign to each of them that there is another one.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from layout.press.sent_record import SentFile
from layout.proof.elsewhere import Near
from layout.proof.facts import (
    Begun,
    Failed,
    Finished,
    FitFacts,
    IssueFacts,
    Item,
    Judged,
    Kind,
    Made,
    PageFacts,
    Preflighted,
    Read,
    Refused,
    StoryFacts,
    Told,
)
from layout.proof.kept import KeptProofs
from layout.proof.live.as_json import fit_json, item_json, story_json
from layout.proof.live.copies import apart_of, is_another_here, near_of
from layout.proof.live.mailbox import Mailbox, Mailboxes
from layout.proof.live.out_folder import OnDisk, OutFolder
from layout.proof.live.progress import Progress
from layout.proof.live.recorded import Recorded, ReleaseRecord
from layout.proof.live.states import PageLook, elsewhere_of, gone_of, page_state, release_json, release_of, standing_page
from layout.proof.live.tasks import Tasks
from layout.proof.live.told_of_released import NO_DIFFERENCE, NOT_KEPT, SAME_PRINT, damaged, differing, gone, lost, without_page
from layout.proof.states import Differs, Print, differs_from_release
from layout.proof.trace import Trace

WhyDiffers = Callable[[Trace, Trace], Sequence[str]]
"""What became of a page, in sentences: the trace of the released proof, and of the present one."""


class Desk:
    """See the module. `why` is asked in a thread, for a released page that would come out otherwise now; the asking is one of
    `tasks`."""

    def __init__(self, issue: IssueFacts, kept: KeptProofs, why: WhyDiffers | None = None, tasks: Tasks | None = None) -> None:
        self._issue = issue
        self._kept = kept
        self._why = why
        self._progress = Progress()
        self._pages: tuple[PageFacts, ...] = ()
        self._read = Read(0, (), (), {})
        self._refused: tuple[Item, ...] = ()
        self._judged: dict[str, Judged] = {}
        self._recorded = Recorded()
        self._unrecorded = ""
        self._out = OutFolder()
        self._building: Counter[str] = Counter()
        self._whys: dict[tuple[str, str], tuple[str, ...]] = {}
        self._tasks = tasks or Tasks(lambda told: None)
        self._sequence = 0
        self._revisions = {"items": 0, "stories": 0, "proofs": 0}
        self._shown: tuple[int, dict[str, object]] | None = None
        self._listed: tuple[Item, ...] = ()
        self._mailboxes = Mailboxes()

    @property
    def pages(self) -> tuple[PageFacts, ...]:
        """As made last."""
        return self._pages

    @property
    def issue(self) -> IssueFacts:
        """Which paper it is."""
        return self._issue

    @property
    def stories(self) -> dict[str, StoryFacts]:
        """Every story that a page carries, by its slug."""
        return dict(self._read.stories)

    @property
    def released(self) -> frozenset[str]:
        """The proofs of released pages."""
        return frozenset(self._out.released.values())

    @property
    def items(self) -> tuple[Item, ...]:
        """All that is wrong."""
        return self._listed

    @property
    def refused_items(self) -> tuple[Item, ...]:
        """What is wrong with the text, while it is."""
        return self._refused

    @property
    def sent(self) -> tuple[SentFile, ...]:
        """The last delivery of each page."""
        return tuple(self._out.sent.values())

    @property
    def stale(self) -> bool:
        """True while what is shown is older than the last save."""
        return self._progress.stale

    @property
    def stands(self) -> bool:
        """True where the pages shown stay as they are until somebody saves: see Progress."""
        return self._progress.stands

    @property
    def lost(self) -> bool:
        """True where the process that made what is shown is gone, and the one that came after it made no page yet."""
        return self._progress.lost

    @property
    def refused(self) -> bool:
        """True while what is shown is of a save before one whose text is wrong."""
        return self._progress.refused

    @property
    def failed(self) -> str:
        """What the program itself failed over last, as a sentence; "" for nothing."""
        return self._progress.failed

    def is_released(self, number: str) -> bool:
        """Whether a page of that number is released on disk or in the records, also where the issue has none such any longer."""
        record = self._recorded.pages.get(number)
        return number in self._out.released or (record is not None and record.released is not None)

    def elsewhere(self, number: str) -> ReleaseRecord | None:
        """The page's release at another desk, over other files; None where there is none such."""
        return elsewhere_of(number, self._out, self._recorded.pages.get(number))

    def near(self, number: str) -> tuple[Near, ...]:
        """Every page that shares a story with the page of that number."""
        return near_of(number, self._pages, self._read.stories, self._out.released)

    @property
    def on_disk(self) -> Mapping[str, OnDisk]:
        """What the record on the disk says of each released page."""
        return self._out.said

    @property
    def lost_files(self) -> Mapping[str, str]:
        """What is wrong with the files of released pages, by page."""
        return self._out.lost

    def page(self, number: str) -> PageFacts | None:
        """The page of that number as it was made last."""
        return next((page for page in self._pages if page.number == number), None)

    def look(self, number: str) -> PageLook | None:
        """All that is known of the page of that number."""
        page = self.page(number)
        return self._look(page) if page is not None else None

    def noticed(self, number: int) -> None:
        """A save was noticed, and will be told of under that number."""
        self._progress.notice(number)
        self._change()

    def noticed_output(self, number: int) -> None:
        """The output folder was written into: what follows of that will be told of under that number."""
        self._progress.notice_output(number)
        self._change()

    @contextmanager
    def releasing(self, number: str) -> Iterator[None]:
        """The page of that number is being built for the press."""
        self._building[number] += 1
        self._change()
        try:
            yield
        finally:
            self._building[number] -= 1
            self._change()

    def hear(self, told: Told) -> None:
        """The next fact."""
        self._progress.hear(told)
        match told:
            case Made():
                self._take_pages(told)
            case Read():
                self._take_read(told)
            case Judged():
                self._take_judged(told)
            case Refused(items=items):
                self._refused = items
                if not self._pages and told.issue is not None:
                    self._issue = told.issue
            case Begun() | Finished() | Failed():
                pass
        self._change()

    def record(self, recorded: Recorded) -> None:
        """The records are as these now."""
        self._recorded = recorded
        self._change()

    def unrecorded(self, told: str) -> None:
        """Why the records can't be reached, as a sentence; "" as soon as they can."""
        if told != self._unrecorded:
            self._unrecorded = told
            self._change()

    def take_out(self, out: OutFolder) -> None:
        """The output folder is as this now."""
        if out != self._out:
            self._out = out
            self._change()

    def subscribe(self) -> AbstractContextManager[Mailbox]:
        """A mailbox that is told of each change of the state."""
        return self._mailboxes.subscribe()

    async def close(self) -> None:
        """Nobody is told of anything any longer."""
        self._mailboxes.close()
        await self._tasks.close()

    def state(self) -> dict[str, object]:
        """The state as JSON's values, without the clock and who asks. One object until something changes; nobody changes it."""
        if self._shown is None or self._shown[0] != self._sequence:
            self._shown = self._sequence, self._state()
        return self._shown[1]

    def items_json(self) -> dict[str, object]:
        """All that is wrong, and the fit table, as JSON's values."""
        fits: Iterable[FitFacts] = self._read.fits
        return {
            "revision": self._revisions["items"],
            "items": [item_json(each) for each in self._listed],
            "fits": [fit_json(each) for each in fits],
        }

    def stories_json(self) -> dict[str, dict[str, object]]:
        """Every story with its places, as JSON's values, by its slug."""
        return {slug: story_json(story) for slug, story in self._read.stories.items()}

    def _take_pages(self, made: Made) -> None:
        self._issue, self._refused = made.issue, ()
        before = {page.number: page for page in self._pages}
        self._pages = tuple(self._with_judged(standing_page(page, before.get(page.number))) for page in made.pages)
        if {number: page.proof for number, page in before.items()} != {page.number: page.proof for page in self._pages}:
            self._revisions["proofs"] += 1
        numbers = {page.number for page in self._pages}
        self._judged = {number: judged for number, judged in self._judged.items() if number in numbers}

    def _take_read(self, read: Read) -> None:
        if read.stories != self._read.stories:
            self._revisions["stories"] += 1
        if read.fits != self._read.fits:
            self._revisions["items"] += 1
        self._read = read

    def _take_judged(self, judged: Judged) -> None:
        """Preflight holds for the proof: of one that is no longer the page's nothing is shown."""
        page = self.page(judged.page)
        if page is not None and page.proof == judged.proof:
            self._judged[judged.page] = judged
            self._pages = tuple(self._with_judged(each) if each.number == judged.page else each for each in self._pages)

    def _with_judged(self, page: PageFacts) -> PageFacts:
        judged = self._judged.get(page.number)
        holds = judged is not None and bool(page.proof) and judged.proof == page.proof
        return replace(page, preflighted=judged.passed if judged is not None and holds else Preflighted.WAITING)

    def _change(self) -> None:
        self._explain()
        listed = self._list()
        if listed != self._listed:
            self._listed = listed
            self._revisions["items"] += 1
        self._sequence += 1
        self._mailboxes.put()

    def _list(self) -> tuple[Item, ...]:
        """Every item: of the text, of the pages, of preflight, of the output folder."""
        judged = (
            item
            for page in self._pages
            for found in (self._judged.get(page.number),)
            if found is not None and found.proof == page.proof
            for item in found.items
        )
        text = self._refused or ()
        rest = (each for each in self._read.items if not (text and each.kind is Kind.TEXT))
        return (*text, *rest, *judged, *self._of_released())

    def _of_released(self) -> Iterable[Item]:
        elsewhere = {number: each for number in self._recorded.pages if (each := self.elsewhere(number)) is not None}
        for page in self._pages:
            differs = self._differs(page)
            if differs is not Differs.NOT:
                yield differing(page.number, differs, self._why_of(page, differs))
            taken = gone_of(page.number, self._out, self._recorded.pages.get(page.number))
            if taken is not None:
                yield gone(page.number, taken.by)
            if elsewhere:
                yield from apart_of(page, self.near(page.number), elsewhere, self._out.released)
        numbers = {page.number for page in self._pages}
        yield from (lost(number, what, number if number in numbers else "") for number, what in self._out.lost.items())
        yield from map(without_page, self._without_page())
        yield from (damaged(at, told) for at, told in enumerate(self._out.told))

    def _without_page(self) -> tuple[str, ...]:
        """Numbers that are released, of pages that the issue has not any longer. Before it was made first nobody knows."""
        numbers = {page.number for page in self._pages}
        return tuple(number for number in self._out.released if numbers and number not in numbers)

    def _differs(self, page: PageFacts) -> Differs:
        """How what is made of the page now stands to its release."""
        released = self._out.released.get(page.number, "")
        if not released or not page.proof or page.building:
            return Differs.NOT
        said, on_disk = release_of(released, self._recorded.pages.get(page.number)), self._out.said.get(page.number)
        ink = (said.ink if said is not None else "") or (on_disk.ink if on_disk is not None else "")
        return differs_from_release(Print(page.proof, page.ink), Print(released, ink))

    def _why_of(self, page: PageFacts, differs: Differs) -> tuple[str, ...]:
        """Why what is made now differs from the release, as far as that is known by now."""
        match differs:
            case Differs.NOT:
                return ()
            case Differs.FILE:
                return (SAME_PRINT,)
            case Differs.PRINT:
                return self._whys.get((self._out.released[page.number], page.proof), ())

    def _look(self, page: PageFacts) -> PageLook:
        released, differs = self._out.released.get(page.number, ""), self._differs(page)
        elsewhere = self.elsewhere(page.number)
        return PageLook(
            page,
            tuple(each for each in self._listed if each.page == page.number),
            self._recorded.pages.get(page.number),
            self._recorded.notes.get(page.number, 0),
            released,
            self._out.sent.get(page.number),
            self._why_of(page, differs),
            self._progress.stale,
            released if released in self._out.kept else page.proof,
            differs,
            elsewhere,
            self._building[page.number] > 0,
            is_another_here(elsewhere, page),
            gone_of(page.number, self._out, self._recorded.pages.get(page.number)),
        )

    def _state(self) -> dict[str, object]:
        recorded = self._recorded
        return {
            "sequence": self._sequence,
            "issue": self._issue._asdict(),
            "making": {**self._progress.as_json(), "unrecorded": self._unrecorded},
            "refused": [item_json(each) for each in self._refused if each.severity == "error"],  # what it is refused for
            "pages": [page_state(self._look(page)) for page in self._pages],
            "released_without_page": [
                {"number": number, **release_json(self._out.released[number], recorded.pages.get(number))}
                for number in self._without_page()
            ],
            "revisions": {**self._revisions, "notes": recorded.notes_revision, "history": recorded.history_revision},
        }

    def _explain(self) -> None:
        """Ask why released pages would print otherwise, each pair of proofs once; of those that are gone nothing is kept."""
        differing = [page for page in self._pages if self._differs(page) is Differs.PRINT]
        pairs = {page.number: (self._out.released[page.number], page.proof) for page in differing}
        shown = set(pairs.values())
        self._whys = {pair: why for pair, why in self._whys.items() if pair in shown}
        for number, pair in pairs.items():
            if pair not in self._whys:
                self._whys[pair] = ()
                if self._why is not None:
                    self._tasks.start(f"Comparing page {number} with its release", self._ask(self._why, pair))

    async def _ask(self, why: WhyDiffers, pair: tuple[str, str]) -> None:
        def ask() -> tuple[str, ...]:
            before, after = (self._kept.trace(key) for key in pair)
            if before is None or after is None:
                return (NOT_KEPT,)
            return tuple(why(before, after)) or (NO_DIFFERENCE,)

        found = await asyncio.to_thread(ask)
        if pair in self._whys:
            self._whys[pair] = found
            self._change()
