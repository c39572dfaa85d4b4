"""What a build came to, gathered for its reports and its manifest."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from layout.base.messages import page_order, sorted_problems
from layout.base.problems import InFile, Problem
from layout.base.units import to_mm
from layout.base.values import dataclass
from layout.content.page_numbers import printed_pages
from layout.design.press import Trucks
from layout.desk.allowances import unused_allowances
from layout.pages.display import Page
from layout.press.manifest import manifest_facts
from layout.press.names import LastBuilt
from layout.press.package import MANIFEST
from layout.press.preflight_page import preflight_html
from layout.press.preflight_report import PreflightReport, preflight_facts
from layout.press.report import FAILED, PASSED, Report, Seconds, report_facts
from layout.press.report_page import report_html
from layout.press.treated import treated_pictures
from layout.production.ads import AdFacts
from layout.production.filing import Filed
from layout.production.judging import JudgedPage, judged_file
from layout.production.making import Made
from layout.production.order import Checked, Paper
from layout.production.proofs import SheetFile


@dataclass(frozen=True, slots=True)
class Night:
    """All that a build came to. `last`: each page as built before; `general`: what is told beside the problems of pages."""

    checked: Checked
    made: Made
    filed: Filed
    judged: Mapping[str, JudgedPage]
    sheets: tuple[SheetFile, ...]
    general: tuple[Problem, ...]
    last: Mapping[str, LastBuilt]
    seconds: Seconds


def report_of(checked: Checked, problems: Sequence[Problem]) -> Report:
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


def night_files(night: Night) -> tuple[Report, dict[str, bytes]]:
    """The report of a build; and the files that tell of it, the manifest among them."""
    report = _full_report(night)
    preflighted = _preflight_report(night)
    paper = night.made.paper
    measured = {number: each.facts for number, each in night.judged.items() if each.facts is not None}
    manifest = manifest_facts(report.issue, night.filed.written, _planned(paper), night.last, measured)
    if night.sheets:
        manifest["sheets"] = [_sheet_facts(sheet) for sheet in night.sheets]
    return report, {
        "report.json": _as_json(report_facts(report)),
        "report.html": report_html(report).encode(),
        "preflight.json": _as_json(preflight_facts(preflighted)),
        "preflight.html": preflight_html(preflighted).encode(),
        MANIFEST: _as_json(manifest),
    }


def _full_report(night: Night) -> Report:
    made, written = night.made, night.filed.written
    paper = made.paper
    ordered = {number for each in written for number in (each.page.number, each.of)}
    general = [*night.checked.problems, *made.general, *night.general]
    on_pages = [problem for each in written for problem in each.page.problems]
    unused = unused_allowances([*general, *on_pages], paper.issue, ordered)
    general += night.checked.order.judged(unused, paper.issue)
    planned = (*paper.issue.pages, *paper.issue.others)
    return replace(
        report_of(night.checked, sorted_problems([*general, *on_pages])),
        pages=tuple(replace(each, page=_from_root_all(each.page, paper.house.root)) for each in written),
        blocks=tuple(block for block in made.composed.blocks if block.page in ordered),
        baseline=paper.house.grid.baseline,
        jumps=tuple(jump for jump in made.composed.jumps if {jump.from_page, jump.to_page} & ordered),
        seconds=night.seconds,
        not_built=tuple(sorted((page.number for page in planned if page.number not in ordered), key=page_order)),
        preflight=PASSED if all(each.passed for each in night.judged.values()) else FAILED,
        ads=tuple(_ad_facts(ad) for ad in made.ads.facts if ad.page in ordered),
        pictures=treated_pictures(made.pages, made.inks, paper.house.root),
    )


def _preflight_report(night: Night) -> PreflightReport:
    files = night.filed.files
    judged = (judged_file(each, files[each.file], night.judged[each.page.number]) for each in night.filed.written)
    return PreflightReport(night.made.paper.press.name, tuple(judged))


def _planned(paper: Paper) -> list[str]:
    """The numbers under which the press gets the issue's pages."""
    numbers = [page.number for page in (*paper.issue.pages, *paper.issue.others)]
    if paper.press.trucks is Trucks.HALVES:
        numbers = [half for number in numbers for half in printed_pages(number) or (number,)]
    return sorted(numbers, key=page_order)


def _sheet_facts(sheet: SheetFile) -> dict[str, object]:
    return {"file": sheet.file, "pages": list(sheet.pages), "sha256": hashlib.sha256(sheet.data).hexdigest()}


def _ad_facts(ad: AdFacts) -> dict[str, object]:
    return {
        "page": ad.page,
        "block": ad.block,
        "booking": ad.booking or None,
        "file": ad.file,
        "sha256": ad.sha256 or None,
        "size_mm": [round(to_mm(ad.width), 1), round(to_mm(ad.height), 1)] if ad.width else None,
    }


def _from_root_all(page: Page, root: Path) -> Page:
    return replace(page, problems=tuple(_from_root(problem, root) for problem in page.problems))


def _from_root(problem: Problem, root: Path) -> Problem:
    if not isinstance(problem.where, InFile):
        return problem
    whole, top = os.path.abspath(problem.where.path), os.path.abspath(root)
    inside = whole.startswith(os.path.join(top, ""))
    path = os.path.relpath(whole, top).replace(os.sep, "/") if inside else os.path.basename(whole)
    return replace(problem, where=replace(problem.where, path=path))


def _as_json(facts: Mapping[str, object]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()
