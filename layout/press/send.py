"""A package delivered to the printer: into a folder, or over SFTP.

In: the output folder of a build, and an order. Out: what became of each file; `sent.json` beside the package remembers it.
Refuses a package that did not pass. The pages go first, the manifest last; at no moment does the far side see half a file under
its name.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import NamedTuple

from layout.base.alone import InUse
from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.content.text_file import shown
from layout.press.address import read_address
from layout.press.deliver import Delivered, State, deliver
from layout.press.login import Login
from layout.press.package import MANIFEST, MARKER, hold_folder
from layout.press.parcel import Item, Parcel, manifest_there, read_parcel
from layout.press.released import frozen_pages
from layout.press.sent_record import SentFile, last_sent, read_sent, write_sent
from layout.press.target import Broken, Stopped, Target, stop
from layout.press.to_folder import Folder
from layout.press.to_sftp import Sftp

LONGEST_WAIT = 60.0  # seconds between two tries
_WAIT_FOR_BUILD = 10.0  # seconds; a build is at its files for less than one


class SendVerdict(IntEnum):
    """What came of it; the number is the command's exit status."""

    DELIVERED = 0
    UNDELIVERED = 1  # the far side failed; what had arrived stays there, and the next try goes on from it
    REFUSED = 2  # the package or the order is not right; nothing was sent


@dataclass(frozen=True, slots=True)
class SendOrder:
    """What goes where. `to`: a folder, or sftp://user@host:port/folder. `pages` is a choice such as "1,3-4", empty: all.

    `partial`: the good pages go, though others are missing or held. `again`: also what was delivered before. `rehearse`: nothing
    goes. `tries`: how often a connection may break without any progress between; `seconds`: how long an answer is waited for.
    """

    to: str
    pages: str = ""
    partial: bool = False
    again: bool = False
    rehearse: bool = False
    login: Login = field(default_factory=Login)
    tries: int = 5
    seconds: float = 30.0


class Event(StrEnum):
    """What is told while it happens."""

    MOVED = "moved"  # bytes of a file are there
    DONE = "done"  # a file is there, under its name
    WAITING = "waiting"  # the connection broke; another try comes


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of news. `done` of `size` bytes; `why` the connection broke, and the seconds until the next try."""

    event: Event
    file: str
    done: int = 0
    size: int = 0
    state: State | None = None
    why: str = ""
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class GoneFile:
    """What became of a file. `resumed`: bytes that lay there from an earlier try.

    `page` "" for a sheet, whose pages are then in `sheet`, and for the manifest.
    """

    page: str
    file: str
    version: str
    sha256: str
    bytes: int
    state: State
    resumed: int = 0
    sheet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What a delivery came to. `where`: the destination as recorded; `files` in the order in which they went.

    `unreleased`: those of its pages that were not released; None where no page of the issue is.
    """

    verdict: SendVerdict
    problems: tuple[Problem, ...]
    where: str = ""
    files: tuple[GoneFile, ...] = ()
    unreleased: tuple[str, ...] | None = None


StepTold = Callable[[Step], None]
Now = Callable[[], datetime]
Sleep = Callable[[float], None]


def send(out: Path, order: SendOrder, told: StepTold, now: Now, sleep: Sleep) -> Sent:
    """Deliver the package in `out`. `told` hears of each step; `now` and `sleep` are the caller's clock."""
    if not any(os.path.lexists(out / name) for name in (MANIFEST, MARKER)):  # nothing is written into anything but a package
        return Sent(SendVerdict.REFUSED, read_parcel(out, shown(out), order.pages, order.partial)[1])
    try:
        with _alone(out, sleep):
            parcel, problems = read_parcel(out, shown(out), order.pages, order.partial)
            if parcel is None:
                return Sent(SendVerdict.REFUSED, problems)
            sent = _deliver(out, order, parcel, problems, _Caller(told, now, sleep))
            return replace(sent, unreleased=_unreleased(out, sent.files))
    except Stopped as stopped:
        return Sent(SendVerdict.REFUSED, (_fault(stopped, shown(out)),), order.to)


class _Caller(NamedTuple):
    """Who hears of it, and whose clock it is."""

    told: StepTold
    now: Now
    sleep: Sleep


def _deliver(out: Path, order: SendOrder, parcel: Parcel, problems: tuple[Problem, ...], caller: _Caller) -> Sent:
    where = order.to
    journey: _Journey | None = None
    try:
        target = _target(out, order)
        where = target.where
        journey = _Journey(out, order, target, parcel, caller.told)
        if order.rehearse:
            journey.rehearse()
        else:
            journey.go(caller.now, caller.sleep)
    except Stopped as stopped:
        fault = _fault(stopped, where)
        if journey is None:
            return Sent(SendVerdict.REFUSED, (*problems, fault), where)
        return Sent(SendVerdict.UNDELIVERED, (*problems, *journey.problems, fault), where, tuple(journey.gone))
    return Sent(SendVerdict.DELIVERED, (*problems, *journey.problems), where, tuple(journey.gone))


def _unreleased(out: Path, files: Sequence[GoneFile]) -> tuple[str, ...] | None:
    """Pages whose file is not the one that was released. Whether the record is sound is a build's matter."""
    frozen, _ = frozen_pages(out, shown(out))
    released = {(number, each.sha256) for number, each in frozen.items()}
    return tuple(file.page for file in files if file.page and (file.page, file.sha256) not in released) if released else None


def _fault(stopped: Stopped, where: str) -> Problem:
    return Problem(stopped.code, Severity.ERROR, stopped.text, stopped.remedy, InFile(where))


class _Journey:
    """A delivery under way: what has gone so far, and what the record says."""

    def __init__(self, out: Path, order: SendOrder, target: Target, parcel: Parcel, told: StepTold) -> None:
        self.gone: list[GoneFile] = []
        self.problems: list[Problem] = []
        self._out, self._order, self._target, self._parcel, self._told = out, order, target, parcel, told
        self._record = list(read_sent(out))
        self._last = dict(last_sent(self._record, target.where))

    def rehearse(self) -> None:
        """What would go, by the record; nobody is asked."""
        for item in self._items():
            last = self._last.get(item.name)
            before = last is not None and last.sha256 == item.sha256 and not self._order.again
            self._note(item, Delivered(State.THERE if before else State.WOULD_GO))

    def go(self, now: Now, sleep: Sleep) -> None:
        """Each file in turn; a connection that breaks is made anew, and the file goes on where it was."""
        try:
            for item in self._items():
                last = self._last.get(item.name)
                came = self._with_patience(item, last, sleep)
                if came.state is not State.TAKEN:
                    self._remember(item, came, last, now)
                self._note(item, came)
                self._warn(item, came, last)
        finally:
            self._target.close()

    def _items(self) -> Iterator[Item]:
        """The pages, the sheets, then the manifest of all that have arrived there, in this delivery and before."""
        yield from self._parcel.items
        arrived = {name: last.sha256 for name, last in self._last.items()}
        arrived |= {item.name: item.sha256 for item in self._parcel.items}
        data = manifest_there(self._parcel.manifest, arrived)
        yield Item("", MANIFEST, "", hashlib.sha256(data).hexdigest(), len(data), data=data)

    def _with_patience(self, item: Item, last: SentFile | None, sleep: Sleep) -> Delivered:
        """Try until it is there, or until the connection broke too often without a byte's progress between."""
        tries = _Tries(lambda done: self._told(Step(Event.MOVED, item.name, done, item.size)))
        while True:
            try:
                self._target.open()
                return deliver(self._target, item, last, self._order.again, tries.moved)
            except Broken as broken:
                self._target.close()
                failures = tries.failed()
                if failures >= self._order.tries:
                    raise broken.stopped from broken
                wait = min(LONGEST_WAIT, 2.0 ** (failures - 1))
                self._told(Step(Event.WAITING, item.name, size=item.size, why=str(broken), wait=wait))
                sleep(wait)

    def _remember(self, item: Item, came: Delivered, last: SentFile | None, now: Now) -> None:
        if came.state is State.THERE and last is not None and (last.sha256, last.changed) == (item.sha256, came.changed):
            return
        when = now().isoformat(timespec="seconds")
        place = self._target.where
        noted = SentFile(item.page, item.name, item.version, item.sha256, item.size, place, when, came.changed)
        self._record.append(noted)
        self._last[item.name] = noted
        write_sent(self._out, self._record)

    def _note(self, item: Item, came: Delivered) -> None:
        facts = (item.page, item.name, item.version, item.sha256, item.size)
        self.gone.append(GoneFile(*facts, came.state, came.resumed, item.sheet))
        self._told(Step(Event.DONE, item.name, item.size, item.size, came.state))

    def _warn(self, item: Item, came: Delivered, last: SentFile | None) -> None:
        """What the desk should know, though it stops nothing."""
        where = InFile(f"{self._target.where.rstrip('/')}/{item.name}")
        if came.state is State.TAKEN and item.called:
            text = f"{item.called} was delivered before and has been taken away since; it was not sent again"
            remedy = "Nothing, if the printer works from this folder. Else send it once more with --again."
            self.problems.append(Problem("send-taken", Severity.NOTE, text, remedy, where))
        if came.replaced and item.sheet and last is not None and last.sha256 != item.sha256:
            text = (
                f"{item.called} took the place of an earlier one of the same name: a page changed, and the sheet's letter did not"
            )
            remedy = "Tell the printer, who may have plated the earlier one."
            self.problems.append(Problem("send-replaced", Severity.WARNING, text, remedy, where))
        if came.replaced and last is None and item.called:
            text = f"{item.called} took the place of another file of that name, which did not come from this folder"
            remedy = "Ask the printer whether that one was plated already: its version letter is the same."
            self.problems.append(Problem("send-replaced", Severity.WARNING, text, remedy, where))


class _Tries:
    """The tries of one file. The first word of each is what lies there of the one before: if that grew, it was no failure."""

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self._farthest = self._failures = 0
        self._begun = False

    def moved(self, done: int) -> None:
        """So many bytes are on their way, or there."""
        if not self._begun and done > self._farthest:
            self._farthest, self._failures = done, 0
        self._begun = True
        self._told(done)

    def failed(self) -> int:
        """The connection broke. Returns how often it did since something last arrived."""
        self._begun = False
        self._failures += 1
        return self._failures


def _target(out: Path, order: SendOrder) -> Target:
    """The destination. Raises Stopped where it can't be one."""
    if "://" in order.to:
        return Sftp(read_address(order.to), order.login, order.seconds)
    if not order.to.strip() or "\0" in order.to:
        raise stop("send-address", "no destination is named", "Name a folder, or sftp://user@host/folder.")
    path = Path(os.path.abspath(order.to))
    inside, package = Path(os.path.realpath(path)), Path(os.path.realpath(out))
    if inside == package or package in inside.parents:
        raise stop("send-address", "the destination lies in the package itself", "Name a folder outside the output folder.")
    return Folder(path)


@contextmanager
def _alone(out: Path, sleep: Sleep) -> Iterator[None]:
    """One at a time in a folder: deliveries would write into one another's files, a build would change what is sent."""
    with ExitStack() as held:
        try:
            held.enter_context(hold_folder(out, _WAIT_FOR_BUILD, sleep))
        except InUse as error:
            text = "a build into this folder or another delivery from it is under way"
            raise stop("send-running", text, "Wait for it to end.") from error
        except OSError as error:
            text = f"what is sent can't be recorded in the output folder: {error.strerror}"
            raise stop("send-record", text, "Give yourself the right to write there.") from error
        yield
