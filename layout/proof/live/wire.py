"""What goes between the desk and the process that makes pages."""

import os
from typing import NamedTuple

from layout.base.values import dataclass
from layout.production.order import Order
from layout.proof.facts import Told


class Save(NamedTuple):
    """Something was saved: make the pages again. Numbers grow; of several that wait the newest alone is made."""

    number: int


class GalleyAsked(NamedTuple):
    """The galley of a story as made last is wanted."""

    question: int
    slug: str


class GalleyTold(NamedTuple):
    """The answer: the galley as JSON's values, None where no page carries the story. `made` False: no page was made yet."""

    question: int
    facts: dict[str, object] | None
    made: bool = True


class FoldersRead(NamedTuple):
    """Which folders save `number` read, so that they are watched. The pages need not be made yet."""

    number: int
    folders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Job:
    """What the process works on. `kept`: the folder of kept proofs."""

    order: Order
    kept: str
    most_kept: int


ToChild = Save | GalleyAsked | None
"""None: end."""

FromChild = Told | GalleyTold | FoldersRead


def give_way(by: int) -> None:
    """Let other processes go first, where the system knows of that."""
    if hasattr(os, "nice"):
        os.nice(by)
