"""Faults told as findings: those of a kind on one page as one, in the order of pages and places."""

from collections.abc import Iterable
from dataclasses import replace

from layout.base.printable import printable
from layout.base.problems import Severity
from layout.preflight.expected import Expected
from layout.preflight.fault import Fault
from layout.preflight.finding import Finding
from layout.preflight.matrix import area_of
from layout.preflight.rules import RULES

_MOST_AREAS = 50
_MOST_KINDS = 25  # findings of one rule on one page; more would hide the others


def tell(faults: Iterable[Fault], expected: Expected) -> tuple[Finding, ...]:
    """The findings of all faults that are asked for."""
    grouped: dict[tuple[int, str, str], list[Fault]] = {}
    kinds: dict[tuple[int, str], int] = {}
    for fault in faults:
        if _severity(fault, expected) is None:
            continue
        key = (fault.page, fault.rule, fault.kind)
        if key not in grouped:
            kinds[key[:2]] = kinds.get(key[:2], 0) + 1
            if kinds[key[:2]] > _MOST_KINDS:
                key = (fault.page, fault.rule, "and others")
        grouped.setdefault(key, []).append(fault)
    found = [_finding(group, expected) for group in grouped.values()]
    return tuple(sorted(found, key=_place))


def _severity(fault: Fault, expected: Expected) -> Severity | None:
    rule = RULES[fault.rule]
    usual = rule.in_ad if expected.ad else rule.severity
    return usual if usual is None or fault.severity is None else fault.severity


def _finding(group: list[Fault], expected: Expected) -> Finding:
    worst = min(group, key=lambda fault: fault.rank)
    severity = _severity(worst, expected)
    assert severity is not None, "faults that are not asked for are left out before"
    areas = tuple(area_of(fault.box) for fault in group[:_MOST_AREAS] if fault.box is not None)
    others = f"; it is so in {len(group)} places" if len(group) > 1 else ""
    # Names come from the file: of fonts, inks, pictures, layers. What they say is for terminals and reports.
    text, thing = printable(worst.text + others), printable(worst.thing)
    finding = Finding(worst.rule, severity, text, RULES[worst.rule].remedy, worst.page, thing=thing)
    area = area_of(worst.box) if worst.box is not None else None
    return replace(finding, area=area, count=len(group), areas=areas)


def _place(finding: Finding) -> tuple[int, float, float, str, str]:
    area = finding.area
    return (finding.page, area.y if area else -1.0, area.x if area else -1.0, finding.rule, finding.thing)
