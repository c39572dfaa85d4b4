"""The pages of an issue made again and again, as the press would get them: what changed since the last save is printed and kept,
the rest stands.

In: an order. Out: facts, told one after the other (layout/proof/facts.py). One process has one PageMaker; it is asked from one
thread. An issue whose text is wrong is refused, and the pages of the last good save stay known.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from layout.base.file_digests import FileDigests
from layout.base.problems import OnPage, Problem
from layout.base.values import dataclass
from layout.desk.allowances import unused_allowances
from layout.fonts.library import font_files, shipped_fonts
from layout.lines.standing import Standing
from layout.pages.display import Page
from layout.pages.outcome import Composed
from layout.pdf.inks import Inks
from layout.press.manifest import versions_before
from layout.press.package import read_manifest
from layout.press.released import Frozen
from layout.production.ads import JudgedAds
from layout.production.checking import check
from layout.production.making import TypeCase, judged_pages, open_case, read_pages, set_pages
from layout.production.order import Checked, Order, Paper
from layout.production.printing import Watch
from layout.production.standing_art import StandingArt
from layout.production.standing_pages import Run, StandingPages, StoodPage
from layout.proof.facts import Begun, IssueFacts, Item, Kind, Read, Refused, Told
from layout.proof.kept import KeptProofs
from layout.proof.live.halves import Trucks, fits_of_halves, items_of_halves, stories_of_halves, truck_of
from layout.proof.live.items import Directory, gravest_first, items_of, kind_of
from layout.proof.live.pages_told import PagesTold
from layout.proof.live.paths import issue_key
from layout.proof.live.proofs import Proof, ProofShelf
from layout.proof.live.released_record import ReleasedRecord, misfits_told
from layout.proof.live.seconds import Stages
from layout.proof.live.telling import directory_of, fit_facts_of, rows_of, story_facts
from layout.proof.trace import Trace, lines_over

BATCH = 4  # pages that are turned to ink and printed at a time, before they are told


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who hears what is told; whether a newer save waits (then the rest of this one is left); the clock, in seconds."""

    told: Callable[[Told], None]
    superseded: Callable[[], bool]
    clock: Callable[[], float]


@dataclass(frozen=True, slots=True, eq=False)
class Making:
    """An issue as made for one save: what preflight and galleys need. `read` None: a newer save came before it was read.

    `proofs`: of all pages, in the paper's order; the pages in them carry what is told of them. `problems`: all of the build but
    those of preflight.
    """

    number: int
    paper: Paper
    composed: Composed
    proofs: tuple[Proof, ...]
    read: Read | None = None
    problems: tuple[Problem, ...] = ()
    directory: Directory | None = None
    trucks: Trucks | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Printed:
    """A making whose pages are told and not read yet: all that it takes to read them. `traces`: of whole pages."""

    making: Making
    run: Run
    checked: Checked
    stood: Mapping[str, StoodPage]
    traces: Mapping[str, Trace]
    stages: Stages


class PageMaker:
    """What is kept from save to save: type, proofs, the last good making. It raises OSError where the disk fails."""

    def __init__(self, order: Order, kept: KeptProofs, hearing: Hearing) -> None:
        self._order = order
        self._hearing = hearing
        self._files = FileDigests()
        self._art = StandingArt(self._files)
        self._standing = StandingPages(self._files)
        self._shelf = ProofShelf(kept, self._files)
        self._case: tuple[object, TypeCase] | None = None
        self._unkept: TypeCase | None = None
        self._released = ReleasedRecord(order.folder, self._files)
        self._overtaken: _Printed | None = None
        self._last: tuple[_Printed, Mapping[str, Frozen]] | None = None  # as it was read, beside which released pages
        self.checked: Checked | None = None
        self.stages = Stages(hearing.clock)

    def make(self, number: int) -> Making | None:
        """Make the pages of save `number`, and tell. None where the issue is refused."""
        self.stages = Stages(self._hearing.clock)
        self._hearing.told(Begun(number))
        checked = self.checked = check(self._order)
        self.stages.end("check")
        paper = checked.paper
        if paper is None or checked.refused:
            self._hearing.told(self._refusal(number, checked))
            return None
        case = self._open_case(paper)
        up = set_pages(paper, self._order, case, self._art.measure)
        self.stages.end("set")
        run = Run(paper, self._order, up, versions_before(read_manifest(self._order.folder)))
        proofs, stood = self._print(number, run)
        traces = self._shelf.traces([page.number for page in up.pages])
        printed = _Printed(Making(number, paper, up.composed, proofs), run, checked, stood, traces, self.stages)
        self._overtaken = printed if self._hearing.superseded() else None
        return printed.making if self._overtaken is not None else self._read(printed)

    def read_again(self) -> Making | None:
        """The last making, which stays shown, as a newer save came to nothing: where its pages were never read, as that one
        waited, or where other pages are released since. They are read and told. None where there is none such."""
        printed, self._overtaken = self._overtaken, None
        if printed is None and self._last is not None and self._last[1] != self._released.read():
            printed = self._last[0]
        if printed is None:
            return None
        self.stages = printed.stages
        return self._read(printed)

    def tidy(self) -> None:
        """What may wait until there is nothing else to do: shaped words kept for the next start."""
        if self._unkept is not None:
            self._unkept.faces.keep()
            self._unkept = None

    def unused(self, making: Making, judged: Iterable[Problem]) -> tuple[Item, ...]:
        """The allowances of the issue that silenced nothing, `judged` (by preflight) considered too."""
        issue = making.paper.issue
        problems = unused_allowances([*making.problems, *judged], issue, [each.printed.of for each in making.proofs])
        found = self._order.judged(problems, issue)
        return self.items(making, [(Kind.TEXT, each, "") for each in found])

    def items(self, making: Making, problems: Sequence[tuple[Kind, Problem, str]]) -> tuple[Item, ...]:
        """The items of problems that were found later."""
        assert making.directory is not None, "a making that was read knows where things are"
        return items_of_halves(items_of(problems, making.directory), making.trucks or {})

    def _open_case(self, paper: Paper) -> TypeCase:
        """The type as it stands; opened anew where a font, or the way words are divided, is another one.

        What is wrong with fonts is known of those alone that were asked for since it was opened, and standing type asks for none:
        where something was wrong all is set afresh, so that it is told as long as it holds and no longer.
        """
        folders = [*paper.house.font_folders, shipped_fonts()]
        fonts = tuple((path, self._files.of(path)) for folder in folders for path in font_files(folder))
        made_of = folders, fonts, paper.house.hyphenation
        if self._case is not None and self._case[0] == made_of and not self._case[1].faces.problems:
            return self._case[1]
        case = self._unkept = open_case(paper.house, self._order.store, Standing())
        self._case = made_of, case
        return case

    def _print(self, number: int, run: Run) -> tuple[tuple[Proof, ...], dict[str, StoodPage]]:
        """Every page as a proof; those that would come out as before are not printed again."""
        pages = run.up.pages
        numbers = [page.number for page in pages]
        self._standing.forget_others(pages)
        self._shelf.traces(numbers)
        found = {page.number: self._standing.of(page, run) for page in pages}
        stood = {number: each for number, each in found.items() if each is not None}
        self.stages.end("compare")
        before = {number: self._shelf.before(number) for number in numbers}
        told = PagesTold(number, run, before)
        pulled = {page.number: self._pull(page, run, stood) for page in pages if page.number in stood}
        waiting = [page for page in pages if page.number not in stood]
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            if len(waiting) > BATCH:
                self._hearing.told(told.made(pulled))
            stood |= self._standing.print(batch, run, Watch(self._hearing.clock, lambda page, count, seconds: None))
            pulled |= {page.number: self._pull(page, run, stood) for page in batch}
        self.stages.end("print")
        self._hearing.told(told.made(pulled))
        return tuple(proof for page in pages for proof in pulled[page.number]), stood

    def _pull(self, page: Page, run: Run, stood: dict[str, StoodPage]) -> tuple[Proof, ...]:
        planned = next(each for each in run.paper.plan.pages if each.plan.number == page.number)
        return self._shelf.pull(page, planned, stood[page.number], lines_over(run.up.composed.blocks, page.number))

    def _read(self, printed: _Printed) -> Making:
        """The pages read by the desk, and told."""
        making, checked, order, up, paper = printed.making, printed.checked, self._order, printed.run.up, printed.run.paper
        spoilt = {number: each.spoilt for number, each in printed.stood.items()}
        released = self._released.read()
        made = judged_pages(read_pages(up, paper, order, released.keys()), Inks(), spoilt, paper, order)
        beside = misfits_told(making.proofs, made, released, order, self._files)
        by_number = {page.number: page for page in made.pages}
        problems = [*checked.problems, *made.general, *(each for page in made.pages for each in page.problems), *beside]
        rows = rows_of(up.composed.blocks, paper.plan, problems, list(by_number))
        directory = directory_of(paper, printed.traces, rows)
        trucks = _trucks(making.proofs, printed.traces)
        told = [*told_of(checked, made.general, made.pages, up.ads), *((Kind.RELEASED, each, "") for each in beside)]
        items = items_of(told, directory)
        read = Read(
            making.number,
            items_of_halves(items, trucks),
            fits_of_halves(fit_facts_of(rows), trucks),
            stories_of_halves(story_facts(paper, up.composed.heads), trucks),
        )
        printed.stages.end("read")
        self._hearing.told(read)
        proofs = tuple(_with_problems(each, by_number[each.printed.of], beside) for each in making.proofs)
        self._last = printed, released
        return Making(making.number, paper, up.composed, proofs, read, tuple(problems), directory, trucks)

    def _refusal(self, number: int, checked: Checked) -> Refused:
        root = checked.paper.house.root if checked.paper is not None else checked.order.issue.parent
        stories = checked.issue.stories if checked.issue is not None else {}
        slugs = {story.where.path: slug for slug, story in stories.items()}
        told = [(Kind.TEXT, problem, "") for problem in gravest_first(checked.problems)]
        items = items_of(told, Directory(str(root), stories, slugs))
        return Refused(number, items, _facts_of_refused(checked, self._order))


def told_of(
    checked: Checked, general: Sequence[Problem], pages: Sequence[Page], ads: JudgedAds
) -> list[tuple[Kind, Problem, str]]:
    """Every problem of a making but those of preflight, each once, with its kind and the page on which it was told."""
    of_ads = {(each.code, each.where) for problems in ads.problems.values() for each in problems}
    told: dict[Problem, tuple[Kind, str]] = dict.fromkeys(checked.problems, (Kind.TEXT, ""))
    for each in general:
        told.setdefault(each, (Kind.PAGE, ""))
    for page in pages:
        for each in page.problems:
            told.setdefault(each, (Kind.AD if (each.code, each.where) in of_ads else kind_of(each), page.number))
    return [(kind, problem, page) for problem, (kind, page) in told.items()]


def _with_problems(proof: Proof, page: Page, beside: Iterable[Problem]) -> Proof:
    """The proof, its page carrying what is told of it. `beside`: what is told of pages that do not go with released ones."""
    printed = proof.printed
    own = (each for each in beside if each.where == OnPage(printed.page.number))
    return Proof(replace(printed, page=replace(printed.page, problems=(*page.problems, *own))), proof.key)


def _trucks(proofs: Iterable[Proof], traces: Mapping[str, Trace]) -> Trucks:
    """The trucks that are handed over in halves."""
    halves: dict[str, list[str]] = {}
    for each in proofs:
        if each.printed.of != each.printed.page.number:
            halves.setdefault(each.printed.of, []).append(each.printed.page.number)
    return {number: truck_of(traces[number], (left, right)) for number, (left, right) in halves.items()}


def _facts_of_refused(checked: Checked, order: Order) -> IssueFacts | None:
    """Which paper it is, as far as it can be read."""
    issue = checked.issue
    if issue is None:
        return None
    date = issue.date.isoformat() if issue.date is not None else ""
    return IssueFacts(issue_key(order.issue, order.edition), issue.title, date, issue.edition, issue.number, "")
