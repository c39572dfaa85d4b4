"""The desk's own reading of an issue before its pages are passed: its copy, its finished pages, their design."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from layout.base.problems import Problem
from layout.desk.plan import Plan
from layout.pages.display import ImageMark, Page
from layout.pages.outcome import BlockOutcome
from layout.passing.design_lint import judge_design
from layout.passing.findings import Found, merged
from layout.passing.page_rules import read_pages
from layout.passing.read_copy import read_copy
from layout.production.order import Order, Paper


def read_made(pages: Sequence[Page], blocks: Sequence[BlockOutcome], paper: Paper, order: Order, kept: Set[str]) -> Found:
    """Everything that is found on finished pages and in their copy; not judged. The pages carry what composing told of them.
    `kept`: the printed numbers of released pages, which are plated as they were frozen."""
    plan = paper.plan
    judged = [replace(page, problems=order.judged(page.problems, paper.issue)) for page in pages]
    found = merged(read_copy(plan), read_pages(plan, judged, _twins(pages), blocks, kept), judge_design(plan, judged))
    numbers = {page.number for page in pages}
    return {number: list(dict.fromkeys(problems)) for number, problems in found.items() if number in numbers}


def read_filed(plan: Plan) -> tuple[Problem, ...]:
    """What is found in the copy alone, before a line of it is set; not judged."""
    return tuple(dict.fromkeys(problem for problems in read_copy(plan).values() for problem in problems))


def _twins(pages: Iterable[Page]) -> Mapping[Path, str]:
    """Digests of the pictures whose files are equally long: one picture may lie there under two names."""
    paths = dict.fromkeys(mark.path for page in pages for mark in page.marks if isinstance(mark, ImageMark))
    by_size: dict[int, list[Path]] = {}
    for path in paths:
        by_size.setdefault(path.stat().st_size, []).append(path)
    alike = [path for same in by_size.values() if len(same) > 1 for path in same]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in alike}
