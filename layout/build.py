"""The pipeline on one screen: check, make up, print, judge, file, proof, package.

In: an order (which issue, which pages, where to). Out: all that came of it as values; the files lie on the disk by then. Refuses
an issue whose text is wrong: then nothing is written. A page that is not fit for press is held, and stops no other.
"""

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from pathlib import Path

from layout.base.alone import InUse
from layout.base.messages import sorted_problems
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.content.text_file import shown
from layout.press.manifest import WrittenPage
from layout.press.package import MANIFEST, check_folder, folder_in_use, write_package
from layout.press.released import Overtaken, check_frozen, overtaken
from layout.press.report import Seconds, report_facts
from layout.production.checking import check
from layout.production.filing import file_pages
from layout.production.judging import judge_pages
from layout.production.making import make_pages
from layout.production.order import Checked, Order, Paper, Verdict
from layout.production.printing import Clock, PageTold, Watch, bind_proof, print_pages
from layout.production.proofs import proof_files, sheet_files
from layout.production.released_fit import judge_released
from layout.production.released_pages import Before, keep_released, stands_before
from layout.production.reporting import Night, night_files, report_of

_TRIES = 3  # of a build that a release overtakes: nobody releases pages faster than that for long


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to. `report` is its report as JSON's values; `set_aside`: files of others that lay among the pages."""

    verdict: Verdict
    problems: tuple[Problem, ...]
    report: Mapping[str, object]
    out: Path
    pages: tuple[WrittenPage, ...] = ()
    seconds: Seconds = field(default_factory=Seconds)
    set_aside: tuple[str, ...] = ()
    not_built: tuple[str, ...] = ()
    """Pages of the issue that were not ordered."""
    last_stands: bool = False
    """True where the build was refused and the files of the one before it stand as they were."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Where a released page was made anew: all files of the package, by name, which are not written yet."""


def build(order: Order, clock: Clock = lambda: 0.0, told: PageTold = lambda page, count, seconds: None) -> Built:
    """Build the pages that are ordered. `told` hears of each page that is written: its number, of how many, and its seconds."""
    with _collector_paused():
        for _ in range(_TRIES):
            started = clock()
            checked = check(order)
            before, refusals = _before(order)
            read = clock()
            if checked.paper is None or checked.refused or refusals:
                return _refused(checked, refusals)
            with suppress(Overtaken):  # from the beginning: letters of versions, too, go by what stands
                return _built(checked.paper, checked, before, Watch(clock, told), (started, read))
        return _refused(checked, [overtaken(shown(order.folder))])


def _built(paper: Paper, checked: Checked, before: Before, watch: Watch, since: tuple[float, float]) -> Built:
    """`since`: when the build began, and when all was read. Raises Overtaken, and nothing is written."""
    order = checked.order
    made = make_pages(paper, checked, before.frozen.keys())
    was_set = watch.clock()
    printed = print_pages(made, order.date, watch, before.last)
    proof = bind_proof(made, printed, order.date)
    wrote = watch.clock()
    printed, told_of_released = keep_released(printed, paper, before)
    printed, misfits, _ = judge_released(printed, made, before.frozen, order)
    judged = judge_pages(printed.pages, paper, order)
    filed = file_pages(printed, judged, paper, order, before.last)
    sheets = sheet_files(printed, filed.written, paper, order)
    was_judged = watch.clock()
    proofs, faults = proof_files(filed.fit, paper, order)
    started, read = since
    seconds = Seconds(read - started, was_set - read, wrote - was_set, was_judged - wrote, watch.clock() - started)
    general = (*order.judged(told_of_released, paper.issue), *misfits, *faults)
    night = Night(checked, made, filed, judged, sheets, general, before.last, seconds)
    report, files = night_files(night)
    files |= {**filed.files, **proofs, "proof.pdf": proof, **{sheet.file: sheet.data for sheet in sheets}}
    verdict = Verdict.FIT if report.fit_for_press else Verdict.UNFIT
    built = Built(verdict, report.problems, report_facts(report), order.folder, filed.written, seconds, (), report.not_built)
    if order.anew:
        return replace(built, files=files)
    try:
        set_aside = write_package(order.folder, files, first=lambda: check_frozen(order.folder, before.frozen))
    except InUse:
        return _refused(checked, [folder_in_use(shown(order.folder))])
    return replace(built, set_aside=set_aside)


def _before(order: Order) -> tuple[Before, Sequence[Problem]]:
    """What stands from earlier builds, but for a page that is made anew; and why nothing can be written there."""
    out = order.folder
    refusals = check_folder(out, shown(out))
    if refusals:
        return Before({}, {}), refusals
    before, damaged = stands_before(out)
    frozen = {number: each for number, each in before.frozen.items() if number != order.anew}
    return replace(before, frozen=frozen), damaged


def _refused(checked: Checked, refusals: Sequence[Problem]) -> Built:
    out = checked.order.folder
    problems = sorted_problems([*checked.problems, *refusals])
    facts = report_facts(report_of(checked, problems))
    return Built(Verdict.REFUSED, problems, facts, out, last_stands=os.path.isfile(out / MANIFEST))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection while a build runs: it makes few cycles and very many tuples."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
