"""The pipeline on one screen: read, plan, probe, compose, ink, write, package.

In: an order (which issue, which pages, where to). Out: all that came of it as values; the files lie on the disk by then. Refuses
an issue whose text is wrong: then nothing is written. A page that is not fit for press is held, and stops no other.
"""

import gc
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import UTC, datetime, time
from enum import IntEnum
from pathlib import Path

from layout.base.messages import page_order, sorted_problems
from layout.base.problems import InFile, Problem, Severity, has_errors
from layout.base.store import Store
from layout.base.values import dataclass
from layout.content.issue import Issue
from layout.content.page_numbers import is_asked
from layout.content.read_issue import read_issue
from layout.content.text_file import shown
from layout.design.house import House
from layout.design.press import Press
from layout.design.read_house import read_house
from layout.design.read_press import read_press
from layout.design.styles import FontSpec
from layout.desk.allowances import apply_allowances
from layout.desk.consequences import without_consequences
from layout.desk.files import files_of_pages, with_missing_photos
from layout.desk.plan import Plan
from layout.desk.planning import make_plan
from layout.fonts.library import load_library, shipped_fonts
from layout.images.ink import PressInk
from layout.images.picture import Art
from layout.images.probe import probe
from layout.lines.shape import Faces
from layout.pages.compose import compose
from layout.pages.display import HoleMark, Page
from layout.pages.outcome import Composed
from layout.pdf.document import Painted, PdfInfo, bind
from layout.pdf.inks import Inks, prepare_inks
from layout.pdf.paint import paint_page
from layout.press.manifest import WrittenPage, manifest_facts, versions_before
from layout.press.names import IssueFacts, check_names, name_page, page_versions
from layout.press.package import MANIFEST, check_folder, read_manifest, write_package
from layout.press.photo_ppi import check_resolution
from layout.press.report import Report, Seconds, report_facts
from layout.press.report_page import report_html
from layout.press.stand_ins import check_fonts, stand_ins

HOLE_FONT, HOLE_SIZE = FontSpec("Roboto Condensed"), 7.0


class Verdict(IntEnum):
    """What came of it; the number is the command's exit status."""

    FIT = 0
    UNFIT = 1
    REFUSED = 2


@dataclass(frozen=True, slots=True)
class Order:
    """What to build. `issue` is the issue's file; `out` None: `out/` beside it; `press` empty: the house's.

    `pages` is a choice such as "1,3-4", empty: all. `date` stands in the PDFs; None: the issue's own day. `store` keeps shaped
    words, separated pictures, and ads as they were read.
    """

    issue: Path
    out: Path | None = None
    press: str = ""
    pages: str = ""
    edition: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    jobs: int = 1
    date: datetime | None = None
    store: Store = field(default_factory=Store)


@dataclass(frozen=True, slots=True)
class Paper:
    """An issue with all that it takes to make it up."""

    issue: Issue
    house: House
    press: Press
    plan: Plan

    @property
    def title(self) -> str:
        """The paper's name on this issue."""
        return self.issue.title or self.house.title


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading and planning came to. `paper` None: it could not be planned at all; `issue`: as far as it could be read."""

    order: Order
    issue: Issue | None
    paper: Paper | None
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True where the text of the input is wrong."""
        return self.paper is None or has_errors(self.problems)


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


Clock = Callable[[], float]
PageTold = Callable[[str, int, float], None]


def check(order: Order) -> Checked:
    """All that can be said of an issue without setting a line."""
    asked = frozenset(_asked(order))
    issue, problems = read_issue(order.issue, asked or None, order.variables, order.edition)
    if issue is None:
        return Checked(order, None, None, sorted_problems(problems))
    house, found = read_house(issue.house)
    problems += found
    if house is None:
        return Checked(order, issue, None, sorted_problems(problems))
    press, found = read_press(order.press or house.press, house.where)
    problems += found
    paper: Paper | None = None
    if press is not None:
        plan, found = make_plan(issue, house, press)
        paper = Paper(issue, house, press, plan) if plan is not None else None
        found += check_names(press.file_name, _name_facts(issue, house), _ordered(order, issue), press.where)
        problems += without_consequences(found, issue, house)
    return Checked(order, issue, paper, sorted_problems(_judged(problems, issue, order)))


def build(order: Order, clock: Clock = lambda: 0.0, told: PageTold = lambda page, count, seconds: None) -> Built:
    """Build the pages that are ordered. `told` hears of each page that is written: its number, of how many, and its seconds."""
    with _collector_paused():
        started = clock()
        checked = check(order)
        out = _out_of(order)
        refusals = check_folder(out, shown(out))
        read = clock()
        if checked.paper is None or checked.refused or refusals:
            problems = sorted_problems([*checked.problems, *refusals])
            facts = report_facts(_report(checked, problems))
            return Built(Verdict.REFUSED, problems, facts, out, last_stands=os.path.isfile(out / MANIFEST))
        proof = _make(checked.paper, checked)
        was_set = clock()
        before = versions_before(read_manifest(out))
        files, written = _write(proof, before, clock, told)
        wrote = clock()
        seconds = Seconds(read - started, was_set - read, wrote - was_set, 0.0, wrote - started)
        report = _full_report(proof, written, seconds)
        facts = report_facts(report)
        planned = sorted((page.number for page in (*checked.paper.issue.pages, *checked.paper.issue.others)), key=page_order)
        files["report.json"] = _as_json(facts)
        files["report.html"] = report_html(report).encode()
        files[MANIFEST] = _as_json(manifest_facts(report.issue, written, planned, before))
        set_aside = write_package(out, files)
    verdict = Verdict.FIT if report.fit_for_press else Verdict.UNFIT
    return Built(verdict, proof.problems, facts, out, tuple(written), seconds, set_aside, report.not_built)


def check_files(checked: Checked) -> tuple[Problem, ...]:
    """Pictures and ads that can't be had: no fault of the text, but their pages would be held."""
    if checked.paper is None:
        return ()
    faults = [problem for found in _probe_all(checked.paper, checked.order.store)[1].values() for problem in found]
    return sorted_problems(_judged(faults, checked.paper.issue, checked.order))


def check_facts(checked: Checked, problems: Sequence[Problem]) -> dict[str, object]:
    """What `check --json` prints: a report without pages."""
    return report_facts(_report(checked, problems))


@dataclass(frozen=True, slots=True)
class _Proof:
    """Finished pages with all that is wrong on each, their inks, and every problem of the build in the order of its place."""

    paper: Paper
    checked: Checked
    pages: tuple[Page, ...]
    composed: Composed
    inks: Inks
    problems: tuple[Problem, ...]


def _make(paper: Paper, checked: Checked) -> _Proof:
    """Probe, compose, ink."""
    order = checked.order
    library, font_problems = load_library([*paper.house.font_folders, shipped_fonts()])
    faces = Faces(library, paper.house.hyphenation, store=order.store)
    art, missing = _probe_all(paper, order.store)
    composed = compose(paper.plan, faces, art)
    faces.keep()
    ordered = _ordered(order, paper.issue)
    bare = [page for page in composed.pages if page.number in ordered]
    inks, spoilt = _prepare_inks(bare, paper.press, order)
    if inks.small is not None:  # a hole's text in the very face that the page may be set in: a file holds a font once
        inks = replace(inks, small=library.face(HOLE_FONT, HOLE_SIZE))
    standing = stand_ins(paper.house, library)
    in_stand_ins = check_fonts(bare, standing)
    pages: list[Page] = []
    for page in bare:
        coarse = check_resolution(page, art, paper.press)
        set_ones = with_missing_photos(page.problems, paper.plan, art)
        found = [*set_ones, *missing[page.number], *coarse, *spoilt[page.number], *in_stand_ins[page.number]]
        pages.append(replace(page, problems=_judged(found, paper.issue, order)))
    general = _judged([*font_problems, *_of_fonts(faces, paper.house, any(in_stand_ins.values()))], paper.issue, order)
    on_pages = [problem for page in pages for problem in page.problems]
    return _Proof(paper, checked, tuple(pages), composed, inks, sorted_problems([*checked.problems, *general, *on_pages]))


def _of_fonts(faces: Faces, house: House, told: bool) -> Iterator[Problem]:
    """What is wrong with the fonts, at the house; those that are not there are told with the pages that want them (`told`)."""
    for each in faces.problems:
        if each.where != InFile(""):
            yield each
        elif each.severity is not Severity.ERROR or not told:
            yield replace(each, where=house.where)


def _probe_all(paper: Paper, store: Store) -> tuple[dict[Path, Art], dict[str, list[Problem]]]:
    """Every picture and ad measured once; the faults by the page that wants the file."""
    art: dict[Path, Art] = {}
    told: dict[Path, list[Problem]] = {}
    faults: dict[str, list[Problem]] = {}
    for page, files in files_of_pages(paper.plan).items():
        faults[page] = []
        for path, where in files.items():
            if path not in told:
                found, told[path] = probe(path, paper.house.root, where, store)
                if found is not None:
                    art[path] = found
            faults[page] += told[path]
    return art, faults


def _prepare_inks(pages: Sequence[Page], press: Press, order: Order) -> tuple[Inks, dict[str, list[Problem]]]:
    """Everything that pages take from files, a page a thread: Pillow lets go of the interpreter while it works."""
    ink = PressInk(press.profile.read_bytes() if press.profile is not None else b"", press.most_ink)
    with ThreadPoolExecutor(max_workers=order.jobs) as threads:
        prepared = list(threads.map(lambda page: prepare_inks([page], ink, order.store), pages))
    inks = Inks(
        pictures={key: made for found, _ in prepared for key, made in found.pictures.items()},
        ads={key: made for found, _ in prepared for key, made in found.ads.items()},
        drawings={key: made for found, _ in prepared for key, made in found.drawings.items()},
        small=next((found.small for found, _ in prepared if found.small is not None), None),
    )
    return inks, {page.number: list(problems) for page, (_, problems) in zip(pages, prepared, strict=True)}


def _write(
    proof: _Proof, before: Mapping[str, tuple[str, str]], clock: Clock, told: PageTold
) -> tuple[dict[str, bytes], list[WrittenPage]]:
    """Each page as a PDF of its own, and all of them as one. `before`: each page's version and SHA-256, as built last."""
    painted: list[Painted] = []
    data: dict[str, bytes] = {}
    for page in proof.pages:
        started = clock()
        painted.append(paint_page(page, proof.inks))
        data[page.number] = bind(painted[-1:], _pdf_info(proof, f"{proof.paper.title} {page.number}"))
        told(page.number, len(proof.pages), clock() - started)
    digests = {number: hashlib.sha256(content).hexdigest() for number, content in data.items()}
    versions = page_versions(before, digests)
    facts = _name_facts(proof.paper.issue, proof.paper.house)
    written: list[WrittenPage] = []
    files: dict[str, bytes] = {}
    for page in proof.pages:
        number, held = page.number, _is_held(page)
        name = f"{'held' if held else 'press'}/{name_page(proof.paper.press.file_name, facts, number, versions[number])}"
        written.append(WrittenPage(page, name, versions[number], digests[number], held))
        files[name] = data[number]
    files["proof.pdf"] = bind(painted, _pdf_info(proof, proof.paper.title))
    return files, written


def _is_held(page: Page) -> bool:
    """True where the page must not be plated: an error on it, or a marked hole."""
    return has_errors(page.problems) or any(isinstance(mark, HoleMark) for mark in page.marks)


def _judged(problems: Iterable[Problem], issue: Issue, order: Order) -> tuple[Problem, ...]:
    """The problems after what the issue allows; where the order is strict, warnings are errors."""
    judged = apply_allowances(problems, issue)
    if order.strict:
        judged = [replace(each, severity=Severity.ERROR) if each.severity is Severity.WARNING else each for each in judged]
    return tuple(dict.fromkeys(judged))


def _ordered(order: Order, issue: Issue) -> tuple[str, ...]:
    """The pages that are ordered: all, or those that `--pages` names."""
    asked = _asked(order)
    numbers = tuple(page.number for page in issue.pages)
    return numbers if not asked else tuple(number for number in numbers if any(is_asked(number, part) for part in asked))


def _asked(order: Order) -> list[str]:
    return [part.strip() for part in order.pages.split(",") if part.strip()]


def _out_of(order: Order) -> Path:
    """Each edition has its own folder under the output."""
    out = order.out if order.out is not None else order.issue.parent / "out"
    return out / order.edition if order.edition else out


def _name_facts(issue: Issue, house: House) -> IssueFacts:
    return IssueFacts(house.code, issue.date, issue.edition, issue.number)


def _pdf_info(proof: _Proof, title: str) -> PdfInfo:
    paper = proof.paper
    day = datetime.combine(paper.issue.date, time(), UTC) if paper.issue.date is not None else None
    date = proof.checked.order.date or day
    info = PdfInfo(title=title, author=paper.title, language=paper.house.language)
    return info if date is None else replace(info, date=date)


def _report(checked: Checked, problems: Sequence[Problem]) -> Report:
    """A report of the issue and its problems. Paths are seen from the paper's root: no path of a machine gets into a file."""
    issue, paper = checked.issue, checked.paper
    facts = {
        "title": "" if issue is None else paper.title if paper is not None else issue.title,
        "date": "" if issue is None or issue.date is None else issue.date.isoformat(),
        "edition": "" if issue is None else issue.edition,
        "number": "" if issue is None else issue.number,
    }
    root = paper.house.root if paper is not None else checked.order.issue.parent
    return Report(facts, problems=tuple(_from_root(problem, root) for problem in problems))


def _full_report(proof: _Proof, written: Sequence[WrittenPage], seconds: Seconds) -> Report:
    """The report of a build: the same, with the pages that were ordered and what stands on them."""
    root = proof.paper.house.root
    ordered = {page.number for page in proof.pages}
    planned = (*proof.paper.issue.pages, *proof.paper.issue.others)
    pages = tuple(
        replace(each, page=replace(each.page, problems=tuple(_from_root(problem, root) for problem in each.page.problems)))
        for each in written
    )
    return replace(
        _report(proof.checked, proof.problems),
        pages=pages,
        blocks=tuple(block for block in proof.composed.blocks if block.page in ordered),
        jumps=tuple(jump for jump in proof.composed.jumps if {jump.from_page, jump.to_page} & ordered),
        seconds=seconds,
        not_built=tuple(sorted((page.number for page in planned if page.number not in ordered), key=page_order)),
    )


def _from_root(problem: Problem, root: Path) -> Problem:
    if not isinstance(problem.where, InFile):
        return problem
    whole, top = os.path.abspath(problem.where.path), os.path.abspath(root)
    inside = whole.startswith(os.path.join(top, ""))
    path = os.path.relpath(whole, top).replace(os.sep, "/") if inside else os.path.basename(whole)
    return replace(problem, where=replace(problem.where, path=path))


def _as_json(facts: Mapping[str, object]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


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
