"""A build's files put on disk, so that at no moment a half-written one can be taken for a page.

In: the output folder and its files as bytes. Out: the files, each folder of pages replaced as a whole, the manifest last. Refuses
a folder in which something else lies under these names. What this program has not written it never deletes.
"""

import errno
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from layout.base.alone import InUse, alone
from layout.base.problems import InFile, Problem, Severity
from layout.base.whole_file import flush_path, named, write_whole
from layout.press.exchange import BUILDING, LOOSE_FILES, PAGE_FOLDERS, SET_ASIDE, clear, exchange, is_ours, leftovers, take_back
from layout.press.exchange import MANIFEST as MANIFEST

MARKER = ".broadsheet"  # lists what builds have written
LOCK = ".lock"  # held by whoever writes pages, and by whoever sends them
_WAIT = 60.0  # seconds; a build is at its files for less than one, a delivery for as long as its line takes
_WAIT_TO_MEND = 5.0  # seconds
_FLUSHERS = 8  # at once: the disk takes many in one go, which costs a quarter of the time of one after the other
_MADE_AGAIN = {"softproof", "plates", "proof.pdf", "softproof.pdf"}  # nobody prints from them: they need not outlive a power cut

Sleep = Callable[[float], None]


def check_folder(out: Path, shown: str) -> list[Problem]:
    """An error where the folder can't take a build: it is a file, or somebody else's things carry our names.

    Where a build was killed while it exchanged its files, those of the build before are put back.
    """
    where = InFile(shown)
    if os.path.exists(out) and not os.path.isdir(out):  # unlike Path.exists, at peace with names that are too long
        return [_error("out-is-file", "the output must be a folder, but this is a file", "Name another one with -o.", where)]
    refused = _check_writable(out, where)
    if refused:
        return refused
    if os.path.lexists(out / SET_ASIDE) and not (out / SET_ASIDE).is_dir():
        text = f"'{SET_ASIDE}' in the output folder is no folder, and files of others could not be moved there"
        return [_error("out-foreign", text, "Name another folder with -o, or move that away.", where)]
    if (out / MARKER).exists():
        mend_package(out)
        return []
    taken = [name for name in (*PAGE_FOLDERS, *LOOSE_FILES) if (out / name).exists()]
    if not taken:
        return []
    text = f"the output folder holds '{taken[0]}', which no build has written"
    return [_error("out-foreign", text, "Name another folder with -o, or move that away.", where)]


def folder_in_use(shown: str) -> Problem:
    """The error of a build that could not have its output folder in time."""
    text = "another build is writing into this folder, or a delivery from it is under way"
    return _error("out-busy", text, "Wait for it to end, then build again; or name another folder with -o.", InFile(shown))


def _check_writable(out: Path, where: InFile) -> list[Problem]:
    """The folder made, and taken away again: pages are set before it is wanted, and may yet not come to be."""
    new = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK | os.X_OK):
            text = "nothing may be written into the output folder"
            return [_error("out-refused", text, "Name another one with -o, or change its rights.", where)]
        for folder in new:
            folder.rmdir()
    except OSError as error:
        if error.errno == errno.ENOSPC:  # a full disk is no fault of the name
            raise
        text = f"the output folder can't be made: {error.strerror or 'it is refused'}"
        return [_error("out-refused", text, "Name another one with -o.", where)]
    return []


def read_manifest(out: Path) -> Mapping[str, object]:
    """The last build's manifest; empty where there is none, or none that can be read."""
    try:
        found = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_package(
    out: Path,
    files: Mapping[str, bytes],
    sleep: Sleep = time.sleep,
    first: Callable[[], None] = lambda: None,
    last: Callable[[], None] = lambda: None,
) -> tuple[str, ...]:
    """Put the files into the folder; names are relative, with forward slashes. Returns what was set aside.

    A name is one of LOOSE_FILES, or lies in one of PAGE_FOLDERS, at any depth. What an earlier build left and this one did not
    make is taken away. Both with the folder held, `first` is done before anything is written, `last` when the pages have their
    places, just before the manifest has its own: what they raise is raised, and the last build's files stand. Raises InUse where
    another build or a delivery has the folder for more than a minute, OSError (a full disk); they stand then too.
    """
    assert all(is_ours(name) for name in files), "a build's files have names of their own, so that check_folder can guard them"
    out.mkdir(parents=True, exist_ok=True)
    with hold_folder(out, _WAIT, sleep):
        first()
        owned = _owned(out)
        set_aside = tuple(name for left in leftovers(out) for name in clear(out, left, owned))
        _mark(out, owned | files.keys())
        building = Path(tempfile.mkdtemp(prefix=BUILDING, dir=out))
        try:
            _fill(building, files)
            set_aside += exchange(out, building, owned, last)
        except BaseException:  # the user's interrupt too
            with suppress(OSError):  # what can't be put back now is put back by the next build
                clear(out, building, owned | files.keys())
            raise
        clear(out, building, owned)
        _mark(out, files)
    return set_aside


@contextmanager
def hold_folder(out: Path, seconds: float, sleep: Sleep) -> Iterator[None]:
    """The output folder to oneself. Raises InUse where it can't be had within `seconds`, OSError where nothing may be written."""
    with alone(out / LOCK, seconds, sleep):
        yield


def mend_package(out: Path) -> None:
    """What a killed build had in hand put back: released pages and version letters are looked for before the next one writes."""
    if leftovers(out):
        with suppress(InUse, OSError), hold_folder(out, _WAIT_TO_MEND, time.sleep):
            for left in leftovers(out):
                take_back(out, left)


def _fill(building: Path, files: Mapping[str, bytes]) -> None:
    """The new files written, then brought to the disk, all before any of them has its place."""
    for name, data in files.items():
        path = building / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with named(building.parent / name):
            path.write_bytes(data)
    lasting = {building / name for name in files if name.split("/")[0] not in _MADE_AGAIN}
    with ThreadPoolExecutor(_FLUSHERS) as pool:
        list(pool.map(flush_path, sorted(lasting | {path.parent for path in lasting})))


def _owned(out: Path) -> set[str]:
    """What earlier builds wrote, by their own list. A line that no build can have written says nothing."""
    try:
        lines = (out / MARKER).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return set()
    return {line for line in lines if is_ours(line)}


def _mark(out: Path, names: Iterable[str]) -> None:
    write_whole(out / MARKER, "\n".join(sorted(names)).encode() + b"\n")


def _error(code: str, text: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, where)
