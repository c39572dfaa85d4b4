"""Text files of the paper: opened, decoded, and refused with a reason where they are not text."""

import os
import re
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity

MAX_BYTES = 4_000_000  # a day's whole copy is 1 MB; more is a wrong file, and would stop the proof desk at every save

_SPACES = re.compile("[ \t\r\n\f\v\x85\u2028\u2029]+")  # not str.split: it takes no-break spaces too
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def shown(path: Path) -> str:
    """The path as people see it: relative to the current folder where it lies below it, else as given."""
    given = os.path.normpath(path)
    whole = os.path.abspath(path)
    here = os.path.join(os.getcwd(), "")
    return whole.removeprefix(here) if whole.startswith(here) else given


def one_line(text: str) -> str:
    """The text with its line ends and runs of spaces as single spaces; spaces that do not break stay as they were typed."""
    return _SPACES.sub(" ", text).strip(" ")


def read_text_file(path: Path) -> tuple[str | None, list[Problem]]:
    """The file's text with line ends as `\\n` and no byte order mark; None and a problem where it can't be read as UTF-8 text."""
    where = InFile(shown(path))
    try:
        if os.path.isdir(path):
            return None, [_error("file-is-folder", "this is a folder, not a file", "Name the file inside it.", where)]
        if not os.path.isfile(path):
            return None, [_no_file(path, where)]
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size / 1e6
            message = f"the file has {size:.1f} MB; texts of more than {MAX_BYTES / 1e6:.0f} MB are not read"
            return None, [_error("file-too-large", message, "Check that this is the right file, or split it.", where)]
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return None, [_error("file-unreadable", f"the file can't be read: {reason}", "Check its name and rights.", where)]
    return _decode(data, where)


def _no_file(path: Path, where: InFile) -> Problem:
    """What is wrong where no file is: nothing, a link to nothing or to itself, what is read without end."""
    if os.path.exists(path):
        message = "this is a pipe, a socket or a device, not a file"
        return _error("file-unreadable", message, "Put the file in its place.", where)
    if os.path.islink(path):
        return _error("file-missing", "this link leads to no file", "Put the file in its place, or mend the link.", where)
    return _error("file-missing", "there is no such file", "Correct its name, or put the file there.", where)


def _decode(data: bytes, where: InFile) -> tuple[str | None, list[Problem]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "the file is written in UTF-16, not in UTF-8"
        return None, [_error("file-encoding", message, "Save it again as UTF-8.", where)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = InFile(where.path, *_place(before, len(before)))
        message = f"the file is not UTF-8 here (byte 0x{data[error.start]:02X})"
        return None, [_error("file-encoding", message, "Save it again as UTF-8.", place)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return check_characters(text, where)


def check_characters(text: str, where: InFile) -> tuple[str, list[Problem]]:
    """The text without control characters, and a problem at the first of each kind."""
    problems: dict[str, Problem] = {}
    for match in _UNPRINTABLE.finditer(text):
        if match[0] not in problems:
            place = InFile(where.path, *_place(text, match.start()))
            message = f"an invisible control character (U+{ord(match[0]):04X}) stands here"
            problems[match[0]] = _error("control-character", message, "Delete it, and type the text around it again.", place)
    if problems:
        text = _UNPRINTABLE.sub(" ", text)
    return text, list(problems.values())


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character's offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _error(code: str, message: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.ERROR, message, remedy, where)
