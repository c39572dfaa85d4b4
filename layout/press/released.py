"""Pages that were released for the plates: their bytes stand, whatever a later build would make of them.

In: `released.json` in the output folder. Out: each released page with its bytes. Refuses a record that can't be read, and a file
that is no longer the one that was released.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.press.carried import PageText, read_text, text_facts

RELEASED = "released.json"
NEXT = "next"  # in an entry: the release that is about to take its place
_FILE = re.compile(r"press/[A-Za-z0-9_-][A-Za-z0-9._-]*\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_INK = re.compile(r"[0-9a-f]{16,128}\Z")
_REMEDY = "Release the pages anew, or delete the file: then no page is frozen."


@dataclass(frozen=True, slots=True)
class Frozen:
    """A released page: its file as named in the package, its SHA-256, its bytes. `text`: what stands on it, None where that was
    not written down, as it was not always; `ink`: the digest of what it prints, "" likewise."""

    file: str
    sha256: str
    data: bytes
    text: PageText | None = None
    ink: str = ""


def entry_of(file: str, sha256: str, text: PageText | None) -> dict[str, object]:
    """A page's entry in the record."""
    facts: dict[str, object] = {"file": file, "sha256": sha256}
    return facts if text is None else {**facts, "text": text_facts(text)}


def is_ink(text: str) -> bool:
    """Whether that can be the digest of what a page prints."""
    return _INK.match(text) is not None


def is_file(text: str) -> bool:
    """Whether that can be the file of a released page."""
    return _FILE.match(text) is not None


def standing_entry(out: Path, facts: object) -> Mapping[str, object]:
    """A page's entry as it holds. Of a page that is being released again it has the new one under `next`, and that holds from the
    moment on at which the new bytes have their place in press/: so that there is none at which neither does."""
    entry = facts if isinstance(facts, dict) else {}
    coming = entry.get(NEXT)
    if not isinstance(coming, dict):
        return entry
    file, digest = coming.get("file"), coming.get("sha256")
    if isinstance(file, str) and isinstance(digest, str) and _FILE.match(file) and _digest_of(out / file) == digest:
        return coming
    return {key: each for key, each in entry.items() if key != NEXT}


def _digest_of(path: Path) -> str:
    """Of a file; "" where it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class Overtaken(Exception):
    """Pages were released, or their releases taken back, since a build read which ones are."""


def check_frozen(out: Path, frozen: Mapping[str, Frozen]) -> None:
    """Raises Overtaken where other pages or other bytes are frozen now. To be asked with the folder held."""
    if frozen_pages(out, out.name) != (dict(frozen), []):
        raise Overtaken


def overtaken(shown: str) -> Problem:
    """The error of a build that came to be overtaken by releases again and again."""
    text = "while the pages were being built, others were released, or releases were taken back"
    return _error("released-meanwhile", text, "Build again when nobody is releasing pages.", InFile(f"{shown}/{RELEASED}"))


def frozen_pages(out: Path, shown: str) -> tuple[dict[str, Frozen], list[Problem]]:
    """The released pages by their numbers; none where nothing was released. `shown`: the output folder as shown to people.

    Any problem is an error: a build that went on would put other bytes in the place of released ones.
    """
    where = InFile(f"{shown}/{RELEASED}")
    try:
        text = (out / RELEASED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as error:
        return {}, [_error("released-damaged", f"the record of released pages can't be read: {_why(error)}", _REMEDY, where)]
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        place = InFile(where.path, error.lineno, error.colno)
        return {}, [_error("released-damaged", f"the record of released pages is damaged: {error.msg}", _REMEDY, place)]
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        return {}, [_error("released-damaged", "the record of released pages is damaged", _REMEDY, where)]
    pages = found.get("pages") if isinstance(found, dict) else None
    if not isinstance(pages, dict):
        return {}, [_error("released-damaged", "the record of released pages has no 'pages'", _REMEDY, where)]
    return _read_pages(out, pages, where, text)


def _read_pages(out: Path, pages: Mapping[str, object], where: InFile, text: str) -> tuple[dict[str, Frozen], list[Problem]]:
    frozen: dict[str, Frozen] = {}
    problems: list[Problem] = []
    for number, facts in pages.items():
        read = _read_entry(number, standing_entry(out, facts))
        if isinstance(read, str):
            problems.append(_error("released-damaged", read, _REMEDY, _place(where, text, number)))
            continue
        try:
            data = (out / read.file).read_bytes()
        except OSError:
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != read.sha256:
            said = f"page {number} was released, but {read.file} is {'not there' if data is None else 'another file now'}"
            remedy = "Put the released file back, or take the page out of released.json."
            problems.append(_error("released-changed", said, remedy, OnPage(number)))
            continue
        frozen[number] = replace(read, data=data)
    return frozen, problems


def _read_entry(number: str, facts: Mapping[str, object]) -> Frozen | str:
    """The page, without its bytes; or what is wrong with its entry."""
    file, digest = facts.get("file"), facts.get("sha256")
    if not isinstance(file, str) or not isinstance(digest, str) or not _FILE.match(file) or not _DIGEST.match(digest):
        return f"page {number} needs 'file', a name in press/, and 'sha256', 64 digits of 0-9 and a-f"
    try:
        text = read_text(facts["text"]) if "text" in facts else None
        ink = facts.get("ink")
        return Frozen(file, digest, b"", text, ink if isinstance(ink, str) and is_ink(ink) else "")
    except ValueError as error:
        return f"'text' of page {number} is not what a release writes there: {error}"


def _place(where: InFile, text: str, number: str) -> InFile:
    """The line in which the page's number stands as a key."""
    match = re.search(rf"{re.escape(json.dumps(number))}\s*:", text)
    return where if match is None else InFile(where.path, text.count("\n", 0, match.start()) + 1)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "it is refused" if isinstance(error, OSError) else "it is not UTF-8"


def _error(code: str, text: str, remedy: str, where: InFile | OnPage) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, where)
