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
    """`files`: the file of each story by its slug, absolute; `press` None where house or profile can't be read; `root`: the
    paper's, absolute, None where the house can't be."""

    files: Mapping[str, Path] = field(default_factory=dict)
    press: Press | None = None
    root: Path | None = None


class Reader:
    """Reads it, once for all who ask. `number`: of the newest save."""

    def __init__(self, order: Order, number: Callable[[], int]) -> None:
        self._order = order
        self._number = number
        self._reading: tuple[int, asyncio.Task[Paperwork]] | None = None
        self._known = 0, Paperwork()  # the newest that was read, and of which save

    @property
    def issue(self) -> Path:
        """The issue's file."""
        return self._order.issue

    async def now(self) -> Paperwork:
        """As of the last save."""
        number = self._number()
        if self._reading is None or self._reading[0] != number or _failed(self._reading[1]):
            self._reading = number, asyncio.create_task(self._read(number))
        return await asyncio.shield(self._reading[1])  # who leaves takes it from nobody else

    async def _read(self, number: int) -> Paperwork:
        found = await asyncio.to_thread(read_paperwork, self._order)
        newest, known = self._known
        # While the issue can't be read, the last good pages stand, and their stories are opened to be mended.
        read = Paperwork({**known.files, **found.files}, found.press or known.press, found.root or known.root)
        if number >= newest:
            self._known = number, read
        return read


def _failed(reading: asyncio.Task[Paperwork]) -> bool:
    return reading.done() and (reading.cancelled() or reading.exception() is not None)


def read_paperwork(order: Order) -> Paperwork:
    """What can be read now."""
    issue, _ = read_issue(order.issue, frozenset(order.asked) or None, order.variables, order.edition)
    if issue is None:
        return Paperwork()
    files = {slug: Path(story.where.path).absolute() for slug, story in issue.stories.items()}
    house, _ = read_house(issue.house)
    press = read_press(order.press or house.press, house.where)[0] if house is not None else None
    return Paperwork(files, press, house.root.absolute() if house is not None else None)
