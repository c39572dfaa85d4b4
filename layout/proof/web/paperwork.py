"""What the server itself reads of the paper: where the stories' files lie, and which press the pages go to.

The makers of pages tell no path of the machine; what is asked of it here is read when it is wanted, once for each save.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from layout.base.values import dataclass
from layout.content.read_issue import read_issue
from layout.design.press import Press
from layout.design.read_house import read_house
from layout.design.read_press import read_press
from layout.production.order import Order


@dataclass(frozen=True, slots=True)
class Paperwork:
    """`files`: the file of each story by its slug, absolute; `press` None where house or profile can't be read."""

    files: Mapping[str, Path] = field(default_factory=dict)
    press: Press | None = None


class Reader:
    """Reads it. `number`: of the newest save."""

    def __init__(self, order: Order, number: Callable[[], int]) -> None:
        self._order = order
        self._number = number
        self._read: tuple[int, Paperwork] | None = None

    async def now(self) -> Paperwork:
        """As of the last save."""
        number = self._number()
        if self._read is None or self._read[0] != number:
            known = self._read[1] if self._read is not None else Paperwork()
            found = await asyncio.to_thread(read_paperwork, self._order)
            # While the issue can't be read, the last good pages stand, and their stories are opened to be mended.
            self._read = number, Paperwork({**known.files, **found.files}, found.press or known.press)
        return self._read[1]


def read_paperwork(order: Order) -> Paperwork:
    """What can be read now."""
    issue, _ = read_issue(order.issue, frozenset(order.asked) or None, order.variables, order.edition)
    if issue is None:
        return Paperwork()
    files = {slug: Path(story.where.path).absolute() for slug, story in issue.stories.items()}
    house, _ = read_house(issue.house)
    press = read_press(order.press or house.press, house.where)[0] if house is not None else None
    return Paperwork(files, press)
