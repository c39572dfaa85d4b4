"""What is asked for and not answered yet: the most urgent first, of those the newest first, one work for all who ask the same.

Any thread may ask; the threads that work take what is next. The tray has an end: where it is full, what is least urgent and
oldest goes out, and whoever asked for it is told so.
"""

import itertools
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from enum import IntEnum
from threading import Condition
from typing import Generic, TypeVar

from layout.plates.unrendered import NotRendered, Reason

BUSY = NotRendered(
    Reason.UNTRIED, "more pictures were asked for at once than can be made", "Ask again: what is looked at now is made first."
)
"""What a full tray, or a closed one, answers for pictures: it passes."""

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Urgency(IntEnum):
    """Who waits: the first is worked on first."""

    LOOKED_AT = 0  # the page on the screen
    THUMBNAIL = 1  # small pictures of all pages


class Asked(Generic[Key, Answer]):
    """One thing that some wait for. `number` grows with each asking."""

    __slots__ = ("key", "number", "urgency", "waiting")

    def __init__(self, key: Key, urgency: Urgency, number: int) -> None:
        self.key = key
        self.urgency = urgency
        self.number = number
        self.waiting: list[Future[Answer]] = []

    @property
    def wanted(self) -> bool:
        """False where all who asked have gone."""
        return any(not each.cancelled() for each in self.waiting)


class Tray(Generic[Key, Answer]):
    """Thread-safe. `most`: how many may lie in it; `dropped` answers for those that have to leave a full or a closed one."""

    def __init__(self, most: int, dropped: Answer) -> None:
        self._most = most
        self._dropped = dropped
        self._changed = Condition()
        self._lying: dict[Key, Asked[Key, Answer]] = {}
        self._worked_on: dict[Key, Asked[Key, Answer]] = {}
        self._numbers = itertools.count()
        self._closed = False

    def ask(self, key: Key, urgency: Urgency = Urgency.LOOKED_AT) -> "Future[Answer]":
        """A future for the answer; whoever cancels it has gone. Asking again makes it the newest."""
        future: Future[Answer] = Future()
        left: Asked[Key, Answer] | None = None
        with self._changed:
            if self._closed:
                future.set_result(self._dropped)
                return future
            asked = self._worked_on.get(key) or self._lying.get(key)
            if asked is None:
                left = self._make_room()
                asked = self._lying[key] = Asked(key, urgency, 0)
            asked.urgency, asked.number = min(asked.urgency, urgency), next(self._numbers)
            asked.waiting.append(future)
            self._changed.notify()
        if left is not None:
            _tell(left.waiting, self._dropped)
        return future

    def take(self, prefer: Callable[[Key], bool] = lambda key: False) -> Key | None:
        """What to do next, waited for; of what is as urgent, what `prefer` names goes first. None: the tray is closed."""
        with self._changed:
            while not self._closed:
                for key in [key for key, asked in self._lying.items() if not asked.wanted]:
                    del self._lying[key]
                if self._lying:
                    chosen = min(self._lying.values(), key=lambda each: (each.urgency, not prefer(each.key), -each.number))
                    self._worked_on[chosen.key] = self._lying.pop(chosen.key)
                    return chosen.key
                self._changed.wait()
            return None

    def answer(self, key: Key, answer: Answer) -> None:
        """What was taken is done: all who asked for it get `answer`."""
        with self._changed:
            asked = self._worked_on.pop(key)
        _tell(asked.waiting, answer)

    def work(self, do: Callable[[Key], Answer], prefer: Callable[[Key], bool] = lambda key: False) -> None:
        """Take, do and answer until the tray is closed. What breaks off `do` is raised where the answer is waited for, and the
        next is done."""
        while (key := self.take(prefer)) is not None:
            try:
                answer = do(key)
            except Exception as fault:  # noqa: BLE001 - as concurrent.futures does: it is told by whoever asked, and nobody waits for ever
                self._fail(key, fault)
            else:
                self.answer(key, answer)

    def drop(self, which: Callable[[Key], bool], answer: Answer) -> None:
        """Take out what was not begun yet and is wanted no more; whoever asked for it gets `answer`."""
        with self._changed:
            gone = [self._lying.pop(key) for key in list(self._lying) if which(key)]
        for asked in gone:
            _tell(asked.waiting, answer)

    def close(self) -> None:
        """Nobody gets anything more: whoever waits for what lies in the tray is told that it was dropped."""
        with self._changed:
            self._closed = True
            left = [future for asked in self._lying.values() for future in asked.waiting]
            self._lying.clear()
            self._changed.notify_all()
        _tell(left, self._dropped)

    def _fail(self, key: Key, fault: Exception) -> None:
        with self._changed:
            asked = self._worked_on.pop(key)
        for future in asked.waiting:
            if future.set_running_or_notify_cancel():
                future.set_exception(fault)

    def _make_room(self) -> Asked[Key, Answer] | None:
        """What has to leave a full tray."""
        if len(self._lying) < self._most:
            return None
        last = max(self._lying.values(), key=lambda each: (not each.wanted, each.urgency, -each.number))
        return self._lying.pop(last.key)


def _tell(waiting: "list[Future[Answer]]", answer: Answer) -> None:
    for future in waiting:
        if future.set_running_or_notify_cancel():
            future.set_result(answer)
