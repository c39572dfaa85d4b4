"""Findings of the desk's own reading: what a page must not go out with, and what an art director would mark on it."""

from collections.abc import Mapping
from typing import NamedTuple

from layout.base.problems import InFile, OnPage, Problem, Severity

Found = dict[str, list[Problem]]
"""What was found, by the printed number of the page on which it stands."""


class Rule(NamedTuple):
    """One rule: its code, how far a breach of it reaches, and what it minds in a sentence. All rules may be allowed."""

    code: str
    severity: Severity
    minds: str


def finding(rule: Rule, message: str, remedy: str, where: InFile | OnPage, story: str = "") -> Problem:
    """A breach of a rule. One that holds its page may still be answered for."""
    return Problem(rule.code, rule.severity, message, remedy, where, story, may_allow=rule.severity is Severity.ERROR)


def merged(*found: Mapping[str, list[Problem]]) -> Found:
    """All of them, page by page."""
    every: Found = {}
    for each in found:
        for page, problems in each.items():
            every.setdefault(page, []).extend(problems)
    return every
