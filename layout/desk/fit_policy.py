"""What may give when copy is too long or too short: the levers of `fit:`, checked."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import assert_never

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.base.units import LINES, parse_length
from layout.content.issue import Issue, Lever
from layout.design.house import House


class LeverName(StrEnum):
    """Every lever that a policy may list."""

    LINES = "lines"
    HEADLINE = "headline"
    FLEX = "flex"
    PHOTO = "photo"
    RUNG = "rung"
    QUOTE = "quote"
    DECK = "deck"
    MAY_CUT = "may-cut"
    TRACKING = "tracking"


IN_USE = frozenset({LeverName.LINES, LeverName.HEADLINE})


def check_policies(issue: Issue, house: House) -> list[Problem]:
    """Faults in the house's policy and in every block's; levers that are read but not yet pulled are noted once."""
    policies: list[tuple[Sequence[Lever], InFile]] = [(house.fit, house.where)]
    for page in issue.pages:
        policies += [(block.fit, block.marks.get("fit", block.where)) for block in page.blocks if block.fit is not None]
    problems = [problem for levers, where in policies for lever in levers for problem in _check_lever(lever, where)]
    idle = sorted({lever.name for levers, _ in policies for lever in levers} & (set(LeverName) - IN_USE))
    if idle:
        where = next(where for levers, where in policies if any(lever.name in idle for lever in levers))
        problems.append(
            Problem(
                "fit-idle",
                Severity.NOTE,
                f"not yet used in fitting: {', '.join(idle)}",
                f"The levers that work are {' and '.join(sorted(IN_USE))}; the others may stay in the list.",
                where,
            )
        )
    return problems


def _check_lever(lever: Lever, where: InFile) -> Iterable[Problem]:
    if lever.name not in set(LeverName):
        yield Problem(
            "fit-unknown",
            Severity.ERROR,
            f"there is no lever '{lever.name}'",
            f"The levers are {', '.join(LeverName)}{did_you_mean(lever.name, LeverName)}",
            where,
        )
        return
    wanted = _wanted_amount(LeverName(lever.name), lever.amount)
    if wanted:
        yield Problem(
            "fit-amount",
            Severity.ERROR,
            f"'{lever.name}: {lever.amount}' does not say how much" if lever.amount else f"'{lever.name}' does not say how much",
            wanted,
            where,
        )


def _wanted_amount(name: LeverName, amount: str) -> str:
    """What should be written instead; empty where the amount is right."""
    match name:
        case LeverName.FLEX:
            length = parse_length(amount)
            fits = length is not None and length.unit in LINES and length.number >= 0
            return "" if fits else "Write whole lines: 'flex: 4 lines'."
        case LeverName.PHOTO | LeverName.TRACKING:
            number = amount.removesuffix("%").strip()
            fits = amount.endswith("%") and number.replace(".", "", 1).isdigit()
            return "" if fits else f"Write a share: '{name}: {'12%' if name is LeverName.PHOTO else '1%'}'."
        case LeverName.RUNG:
            return "" if amount.isdigit() else "Write how many rungs: 'rung: 1'."
        case LeverName.LINES | LeverName.HEADLINE | LeverName.QUOTE | LeverName.DECK | LeverName.MAY_CUT:
            return f"Write '{name}' alone." if amount else ""
    assert_never(name)
