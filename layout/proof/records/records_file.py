"""The file that records are kept in: its owner's alone, and the same one for as long as it is open.

SQLite goes by an open file, people by its name: a file that was moved away or deleted can still be written, and nobody would find
again what was. So it is looked at whether the name still leads to the file that was opened.
"""

import os
import sqlite3
import stat
from pathlib import Path

from layout.base.own_folder import open_own_folder
from layout.proof.records.refusal import RecordsError, Why


class RecordsFile:
    """An opened one, made where there is none. Raises RecordsError where it can't be."""

    def __init__(self, path: Path, place: str) -> None:
        self.path = Path(os.path.abspath(path))
        self._place = place
        try:
            _own_file(self.path)
            self._opened = _identity(self.path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise RecordsError(Why.UNAVAILABLE, f"{place} cannot be opened: {reason}.", _remedy(path)) from error

    @property
    def real_path(self) -> str:
        """Where it lies, links followed: of a copy of the file it is another."""
        return os.path.realpath(self.path)

    def connect(self, patience: float) -> sqlite3.Connection:
        """A connection to that very file: none is made anew. Raises RecordsError where the name leads to another, or to none."""
        self.check()
        connection = sqlite3.connect(f"{self.path.as_uri()}?mode=rw", uri=True, timeout=patience, check_same_thread=False)
        try:
            self.check()
        except RecordsError:
            connection.close()
            raise
        return connection

    def check(self) -> None:
        """Whether the name still leads to it. Raises RecordsError."""
        try:
            found = _identity(self.path)
        except (FileNotFoundError, NotADirectoryError):
            problem = f"{self._place} are gone: the file was moved away or deleted."
            raise RecordsError(Why.UNAVAILABLE, problem, "Put it back; or start the desk again: it begins new ones.") from None
        except OSError as error:
            problem = f"{self._place} cannot be reached: {error.strerror or type(error).__name__}."
            raise RecordsError(Why.UNAVAILABLE, problem, "Give yourself the right to read its folder.") from error
        if found != self._opened:
            problem = f"{self._place} are another file now than the one that was opened."
            remedy = "Put that one back; or start the desk again: it goes on with this one."
            raise RecordsError(Why.UNAVAILABLE, problem, remedy)


def check_named(path: Path) -> None:
    """Whether a file that somebody named can be meant, rather than an address in which something was left out: it is there, or
    is to be made where it can be, under a name that says what it is. Raises RecordsError."""
    folder = path.parent
    is_there = _may_be_there(folder) or (folder.name == OWN_FOLDER and _may_be_there(folder.parent))
    if not os.path.isfile(path) and not (path.suffix == ENDING and is_there):
        remedy = f"Write postgresql://user@host/database; for new ones in a file, a name in {ENDING}, in a folder that is there."
        raise RecordsError(Why.WRONG, f"There are no records in {path}.", remedy)


ENDING = ".sqlite3"
OWN_FOLDER = ".proof"  # is made, with the file


def _may_be_there(folder: Path) -> bool:
    """What the system does not tell is told when the file is opened."""
    try:
        return stat.S_ISDIR(folder.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True


def _remedy(path: Path) -> str:
    if os.path.islink(path) or (os.path.exists(path) and not os.path.isfile(path)):
        return f"Move {path} away: a new file is made; or name another one."
    return f"Give yourself the right to read and write {path}, or name another file."


def _identity(path: Path) -> tuple[int, int]:
    facts = path.lstat()
    return facts.st_dev, facts.st_ino


def _own_file(path: Path) -> None:
    """The file, for its owner alone, in a folder for its owner alone if the folder is ours. No link is followed: it would lead
    the program that writes to a file that somebody else chose."""
    folder = path.parent
    if folder.name == OWN_FOLDER or not folder.is_dir():
        open_own_folder(folder)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            raise OSError(0, "it is a link") from None
        if not stat.S_ISREG(kind):
            raise OSError(0, "it is no file") from None
        if kind & 0o077:
            path.chmod(0o600)
