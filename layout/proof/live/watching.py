"""Saves noticed: whatever an issue was read from, watched.

In: the folders that the last making read. Out: a call for each change, soon after it. The system's own messages (watchfiles) tell
at once; beside them all files are looked at every few seconds, because messages can get lost, and come from no network share. A
file that is still being written is told of again when more of it comes: the last state always is. What breaks off is told of, and
begun again.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from watchfiles import Change, awatch
from watchfiles._rust_notify import WatchfilesRustInternalError

from layout.base.values import dataclass
from layout.production.order import Order
from layout.proof.live.folders import folders_read, matters
from layout.proof.live.tasks import Fault, Tasks

GATHER = 40  # milliseconds in which changes count as one save
STEP = 12  # milliseconds without a change after which a save is over
LOOK_OFTEN, LOOK_SELDOM = 0.4, 3.0  # seconds between two looks at all files: instead of messages, and beside them
RETRY = 2.0  # seconds until what broke off is begun again

_LOOKING = "Looking for saves"

_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "drvfs", "vboxsf", "virtiofs", "vmhgfs"})

Looks = Mapping[str, tuple[int, int, int, int]]
"""How each file looks, by its path: size, both times, number of its node."""


class Polling(StrEnum):
    """Whether files are looked at all the time instead of waiting for the system's messages."""

    AUTO = "auto"  # where a folder lies on a share
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched, absolute. `out`: the output folder, of which little matters; `outs`: the one that holds all editions'."""

    folders: frozenset[str]
    out: str
    outs: str


class Saved(StrEnum):
    """What was written."""

    INPUT = "input"  # something of which pages are made
    OUTPUT = "output"  # in the output folder alone: a build's manifest, releases, deliveries


class Watching:
    """The watch over one issue, in one asyncio loop. `saved` is called in it for each save, `fault` with what broke off; folders
    are read in threads, since they may lie on shares that hang. `seldom`: seconds between two looks beside the system's messages.
    """

    def __init__(
        self,
        order: Order,
        saved: Callable[[Saved], None],
        fault: Fault,
        polling: Polling = Polling.AUTO,
        seldom: float = LOOK_SELDOM,
    ) -> None:
        self._order = order
        self._outs = os.path.abspath(order.folders)
        self._out = os.path.abspath(order.folder)
        self._saved = saved
        self._polling = polling
        self._seldom = seldom
        self._watched = Watched(frozenset(), self._out, self._outs)
        self._looks: Looks = {}
        self._looking = asyncio.Lock()
        self._due: frozenset[Saved] = frozenset()  # the next look counts as a save of these, whatever it sees
        self._tasks = Tasks(fault)
        self._stop = asyncio.Event()
        self._listening = asyncio.Event()

    def start(self) -> None:
        """Begin, in the running loop, with the folders in which the issue lies."""
        self._tasks.start("Watching the files", self._run())

    def watch(self, folders: frozenset[str]) -> None:
        """From now on these folders. What is new in them and not seen yet counts as a save."""
        if folders == self._watched.folders:
            return
        added = folders - self._watched.folders
        self._watched = Watched(folders, self._out, self._outs)
        self._looks = {path: look for path, look in self._looks.items() if os.path.dirname(path) in folders}
        self._listening.clear()
        self._stop.set()
        if added:  # between the reading and this moment something may have come into them
            self._due |= self._kinds(added)
            self._tasks.start(_LOOKING, self._compare())

    async def listening(self) -> None:
        """Until all the folders are heard; where they are looked at instead, until they have been once."""
        await self._listening.wait()

    async def close(self) -> None:
        """End."""
        await self._tasks.close()

    async def _run(self) -> None:
        await self._kept_up("Finding what to watch", self._begin)
        await asyncio.gather(self._kept_up("Listening for saves", self._listen), self._kept_up(_LOOKING, self._look))

    async def _kept_up(self, what: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Do it, again and again until it comes to its end."""
        while True:
            task = self._tasks.start(what, work())
            await asyncio.wait({task})
            if not task.cancelled() and task.exception() is None:
                return
            await asyncio.sleep(RETRY)

    async def _begin(self) -> None:
        folders = await asyncio.to_thread(folders_read, self._order, None)
        if not self._watched.folders:
            watched = self._watched = Watched(folders, self._out, self._outs)
            looks = await asyncio.to_thread(look_round, watched)
            if watched is self._watched:
                self._looks = looks

    async def _listen(self) -> None:
        """The system's messages."""
        while True:
            watched, self._stop = self._watched, asyncio.Event()
            folders = await asyncio.to_thread(_heard, watched, self._polling)
            if watched is not self._watched:
                continue
            if not folders:
                self._listening.set()
                await self._stop.wait()
                continue
            try:
                await self._hear(folders, watched, self._stop)
            except (OSError, WatchfilesRustInternalError):  # no more watches to be had, a folder that went: the looks go on
                await asyncio.sleep(RETRY)

    async def _hear(self, folders: list[str], watched: Watched, stop: asyncio.Event) -> None:
        def counts(_change: Change, path: str) -> bool:
            return matters(path, watched.out, watched.outs)

        changes = awatch(*folders, watch_filter=counts, debounce=GATHER, step=STEP, stop_event=stop, recursive=False)
        self._tasks.start("Listening for saves", self._listens(stop))
        try:
            async for found in changes:
                self._due |= self._kinds(path for _, path in found)
                await self._compare()
        finally:
            stop.set()

    async def _listens(self, stop: asyncio.Event) -> None:
        """Runs when awatch, asked for its first change, has set its watches and waits. What came before that is looked for."""
        if not stop.is_set():
            await self._compare()
        if not stop.is_set():
            self._listening.set()

    async def _look(self) -> None:
        """All files looked at, now and then."""
        while True:
            often = await asyncio.to_thread(is_polled, self._polling, sorted(self._watched.folders))
            await asyncio.sleep(LOOK_OFTEN if often else self._seldom)
            await self._compare()

    async def _compare(self) -> None:
        """Look at all files; where they look otherwise than before, something was saved."""
        async with self._looking:
            due, self._due = self._due, frozenset()
            watched, before = self._watched, self._looks
            try:
                looks = await asyncio.to_thread(look_round, watched)
            except BaseException:
                self._due |= due  # the next look has to tell of it
                raise
            if watched is self._watched and before is self._looks:
                due |= self._kinds(path for path in looks.keys() | before.keys() if looks.get(path) != before.get(path))
                self._looks = looks
            if due:
                self._saved(Saved.INPUT if Saved.INPUT in due else Saved.OUTPUT)

    def _kinds(self, paths: Iterable[str]) -> frozenset[Saved]:
        """What was written where these are."""
        outs, below = self._outs, os.path.join(self._outs, "")
        return frozenset(Saved.OUTPUT if path == outs or path.startswith(below) else Saved.INPUT for path in paths)


def _heard(watched: Watched, polling: Polling) -> list[str]:
    """The folders whose messages are to be heard; none where they are looked at instead."""
    folders = sorted(folder for folder in watched.folders if os.path.isdir(folder))
    return [] if is_polled(polling, folders) else folders


def look_round(watched: Watched) -> Looks:
    """How everything that matters in the folders looks now."""
    found: dict[str, tuple[int, int, int, int]] = {}
    for folder in watched.folders:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if matters(entry.path, watched.out, watched.outs):
                        found[entry.path] = _look_of(entry)
        except OSError:
            continue
    return found


def _look_of(entry: "os.DirEntry[str]") -> tuple[int, int, int, int]:
    """Of a folder only that it is there: what lies in it is watched for itself."""
    try:
        facts = entry.stat()
        if entry.is_dir():
            return 0, 0, 0, facts.st_ino
    except OSError:  # a link to nowhere
        return 0, 0, 0, 0
    return facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino


def is_polled(polling: Polling, folders: list[str]) -> bool:
    """Whether messages are not to be counted on."""
    if polling is not Polling.AUTO:
        return polling is Polling.ALWAYS
    shares = _shares()
    return any(folder == share or folder.startswith(os.path.join(share, "")) for folder in folders for share in shares)


def _shares() -> list[str]:
    """Where shares are mounted (Linux). proc_pid_mountinfo(5), the fifth field the place, the one behind the hyphen the kind."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    found: list[str] = []
    for line in lines:
        place, _, kind = line.partition(" - ")
        fields = place.split()
        name = kind.split()[0] if kind else ""
        if len(fields) > 4 and (name in _REMOTE or name.startswith("fuse.")):
            found.append(fields[4].replace("\\040", " "))
    return found
