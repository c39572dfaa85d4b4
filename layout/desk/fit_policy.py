"""What may give when copy is too long or too short: the levers of `fit:`, checked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import assert_never

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.base.units import LINES, parse_length
from layout.base.values import dataclass
from layout.content.issue import Block, Issue, Lever
from layout.design.house import House

# Beyond these a lever is no longer a nudge: the page was drawn wrong, and should be drawn again.
MOST_FLEX = 12  # lines
MOST_PHOTO = 25  # % of its depth, as much as a fixed depth may crop away unsaid
MOST_RUNGS = 3
MOST_TRACKING = 2  # % of an em: 1 is not seen, 2 is by those who look

_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*%\Z")


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


@dataclass(frozen=True, slots=True)
class FitPolicy:
    """What may give, and how far: `flex` lines of a border, `photo` as a share of a picture's depth, `rung` steps of the ladder,
    `tracking` as a share of an em. 0 for what may not give. `ranks`: each lever's place in the list, 0 the cheapest."""

    flex: int = 0
    photo: float = 0.0
    rung: int = 0
    tracking: float = 0.0
    ranks: Mapping[LeverName, int] = field(default_factory=dict)

    def __contains__(self, lever: LeverName) -> bool:
        return lever in self.ranks


def policy_for(block: Block, house: House) -> FitPolicy:
    """A block's own policy, else the house's."""
    return policy_of(block.fit if block.fit is not None else house.fit)


def policy_of(levers: Iterable[Lever]) -> FitPolicy:
    """The policy that a list of levers states. What is wrong with one is told by `check_policies`; here it gives nothing."""
    amounts: dict[LeverName, float] = {}
    for lever in levers:
        if lever.name in set(LeverName) and not _wanted_amount(LeverName(lever.name), lever.amount):
            amounts.setdefault(LeverName(lever.name), _amount(LeverName(lever.name), lever.amount))
    return FitPolicy(
        int(amounts.get(LeverName.FLEX, 0)),
        amounts.get(LeverName.PHOTO, 0.0),
        int(amounts.get(LeverName.RUNG, 0)),
        amounts.get(LeverName.TRACKING, 0.0),
        {name: rank for rank, name in enumerate(amounts)},
    )


def _amount(name: LeverName, amount: str) -> float:
    """Lines, a share (0 to 1) or rungs; 0 for a lever without an amount."""
    match name:
        case LeverName.FLEX:
            length = parse_length(amount)
            return length.number if length is not None else 0.0
        case LeverName.PHOTO | LeverName.TRACKING:
            return float(amount.removesuffix("%")) / 100
        case LeverName.RUNG:
            return float(amount)
        case LeverName.LINES | LeverName.HEADLINE | LeverName.QUOTE | LeverName.DECK | LeverName.MAY_CUT:
            return 0.0
    assert_never(name)


def check_policies(issue: Issue, house: House) -> list[Problem]:
    """Faults in the house's policy and in every block's."""
    policies: list[tuple[Sequence[Lever], InFile]] = [(house.fit, house.where)]
    for page in issue.pages:
        policies += [(block.fit, block.marks.get("fit", block.where)) for block in page.blocks if block.fit is not None]
    return [problem for levers, where in policies for lever in levers for problem in _check_lever(lever, where)]


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
            f"'{lever.name}' can't be '{lever.amount}'" if lever.amount else f"'{lever.name}' does not say how much",
            wanted,
            where,
        )


def _wanted_amount(name: LeverName, amount: str) -> str:
    """What should be written instead; empty where the amount is right."""
    match name:
        case LeverName.FLEX:
            length = parse_length(amount)
            whole = length is not None and length.unit in LINES and length.number in range(MOST_FLEX + 1)
            return "" if whole else f"Write whole lines, {MOST_FLEX} at most: 'flex: 4 lines'."
        case LeverName.PHOTO:
            return "" if _is_share(amount, MOST_PHOTO) else f"Write a share, {MOST_PHOTO}% at most: 'photo: 12%'."
        case LeverName.TRACKING:
            return "" if _is_share(amount, MOST_TRACKING) else f"Write a share, {MOST_TRACKING}% at most: 'tracking: 1%'."
        case LeverName.RUNG:
            fits = amount in {str(rungs) for rungs in range(MOST_RUNGS + 1)}
            return "" if fits else f"Write how many rungs, {MOST_RUNGS} at most: 'rung: 1'."
        case LeverName.LINES | LeverName.HEADLINE | LeverName.QUOTE | LeverName.DECK | LeverName.MAY_CUT:
            return f"Write '{name}' alone." if amount else ""
    assert_never(name)


def _is_share(amount: str, most: int) -> bool:
    match = _SHARE.match(amount)
    return match is not None and float(match[1]) <= most
