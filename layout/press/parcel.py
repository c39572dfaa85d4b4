"""What of a package is to go: the manifest read, the pages chosen, each file checked against its SHA-256.

In: the output folder of a build. Out: files with their sizes and digests, or why nothing may go. Trusts nothing that the manifest
says of names: a file goes only if it lies in `press/` itself and is no link.
"""

import hashlib
import io
import json
import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.page_numbers import is_asked
from layout.press.package import MANIFEST
from layout.press.target import CHUNK, PART

REPORT = "report.json"
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # no link, no pipe
_LARGEST = 16_000_000  # bytes of a manifest or a report; a Sunday paper's has 200 kB
_MOST_PAGES = 5000
_FILE = re.compile(r"press/([A-Za-z0-9_][A-Za-z0-9._-]{0,199})\Z")
_PAGE = re.compile(r"[A-Za-z0-9-]{1,20}\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_VERSION = re.compile(r"[A-Z]{1,8}\Z")
_REBUILD = "Build the issue again."
_PARTIAL = "Mend what is wrong and build again, send the good pages with --partial, or name those to go with --pages."


@dataclass(frozen=True, slots=True)
class Item:
    """One file to deliver. `page` "" for the manifest; `path` None where `data` is all of it; `name` as it is to be there."""

    page: str
    name: str
    version: str
    sha256: str
    size: int = 0
    path: Path | None = None
    data: bytes = b""

    def open(self) -> BinaryIO:
        """The file's bytes. Raises OSError."""
        if self.path is None:
            return io.BytesIO(self.data)
        return open(os.open(self.path, os.O_RDONLY | _CAREFUL), "rb")


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files that go, in the order of the manifest, and the manifest of the package."""

    items: tuple[Item, ...]
    manifest: Mapping[str, object]


def read_parcel(out: Path, shown: str, pages: str, partial: bool) -> tuple[Parcel | None, tuple[Problem, ...]]:
    """The parcel, or None with what forbids it. `pages`: a choice such as "1,3-4"; `partial`: the rest is not waited for."""
    where = InFile(f"{shown}/{MANIFEST}")
    manifest = _read_json(out / MANIFEST)
    if manifest is None:
        text = "there is no manifest" if not os.path.lexists(out / MANIFEST) else "the manifest is damaged"
        return None, (_error("send-manifest", text, "Build the issue, and name the folder in which its manifest lies.", where),)
    items, problems = _read_items(out, manifest, where)
    missing, found = _read_missing(manifest, where)
    problems += found
    if problems:
        return None, tuple(problems)
    chosen, problems = _choose(items, missing, pages, where)
    whole = not pages and not partial
    if whole:
        problems += [_error("send-missing", f"the page is {why}", _PARTIAL, OnPage(page)) for page, why in missing.items()]
    problems += _judge(out, shown, {item.page for item in chosen}, whole)
    if any(each.severity is Severity.ERROR for each in problems):
        return None, tuple(problems)
    checked: list[Item] = []
    for item in chosen:
        good, fault = _check(item)
        checked += [good] if good is not None else []
        problems += [fault] if fault is not None else []
    failed = len(checked) < len(chosen)
    return (None if failed else Parcel(tuple(checked), manifest)), tuple(problems)


def manifest_there(manifest: Mapping[str, object], arrived: Mapping[str, str]) -> bytes:
    """The manifest as it is to lie at the destination: of the pages that arrived there, with their names there.

    `arrived`: SHA-256 by name. Pages that are ready and were not sent stand among the missing ones.
    """
    pages: list[dict[str, object]] = []
    missing: list[object] = []
    ready = manifest["pages"]
    assert isinstance(ready, list), "the manifest was read before"
    for facts in ready:
        name = facts["file"].removeprefix("press/")
        if arrived.get(name) == facts["sha256"]:
            pages.append({**facts, "file": name})
        else:
            missing.append({"page": facts["page"], "why": "not sent"})
    rest = manifest.get("missing")
    missing += rest if isinstance(rest, list) else []
    facts_there = {"issue": manifest.get("issue"), "pages": pages, "missing": missing}
    return (json.dumps(facts_there, ensure_ascii=False, indent=1) + "\n").encode()


def _read_json(path: Path) -> Mapping[str, object] | None:
    """A mapping out of a regular file of no more than some size; None for anything else."""
    try:
        with open(os.open(path, os.O_RDONLY | _CAREFUL), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            data = file.read(_LARGEST + 1)
        found = json.loads(data) if len(data) <= _LARGEST else None
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair can be read, and not be written
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _read_items(out: Path, manifest: Mapping[str, object], where: InFile) -> tuple[list[Item], list[Problem]]:
    pages = manifest.get("pages")
    if not isinstance(pages, list) or len(pages) > _MOST_PAGES:
        return [], [_error("send-manifest", "the manifest has no list of pages", _REBUILD, where)]
    items: list[Item] = []
    names: set[str] = {MANIFEST}
    numbers: set[str] = set()
    for facts in pages:
        item = _read_item(out, facts)
        if item is None:
            text = f"the manifest speaks of a page that no build has written: {_short(facts)}"
            return [], [_error("send-manifest", text, _REBUILD, where)]
        if item.name.lower() in names or item.page in numbers:
            text = f"the manifest names '{item.name}' or page {item.page} twice"
            return [], [_error("send-manifest", text, _REBUILD, where)]
        names.add(item.name.lower())
        numbers.add(item.page)
        items.append(item)
    return items, []


def _read_item(out: Path, facts: object) -> Item | None:
    if not isinstance(facts, dict):
        return None
    forms = {"file": _FILE, "page": _PAGE, "version": _VERSION, "sha256": _DIGEST}
    if not all(isinstance(facts.get(key), str) and form.match(facts[key]) for key, form in forms.items()):
        return None
    name = facts["file"].removeprefix("press/")
    if name.lower().endswith(PART):  # that ending says that a file is still arriving
        return None
    return Item(facts["page"], name, facts["version"], facts["sha256"], path=out / "press" / name)


def _read_missing(manifest: Mapping[str, object], where: InFile) -> tuple[dict[str, str], list[Problem]]:
    missing = manifest.get("missing")
    found: dict[str, str] = {}
    for facts in missing if isinstance(missing, list) else [None]:
        page, why = (facts.get("page"), facts.get("why")) if isinstance(facts, dict) else (None, None)
        if not isinstance(page, str) or not isinstance(why, str) or not _PAGE.match(page):
            return {}, [_error("send-manifest", "the manifest does not say which pages are missing", _REBUILD, where)]
        found[page] = why
    return found, []


def _choose(items: Sequence[Item], missing: Mapping[str, str], pages: str, where: InFile) -> tuple[list[Item], list[Problem]]:
    """The pages that go. Whatever is asked for and can't go is an error."""
    asked = [part.strip() for part in pages.split(",") if part.strip()]
    if not asked:
        nothing = [] if items else [_error("send-nothing", "no page of this package is ready", _REBUILD, where)]
        return list(items), nothing
    problems: list[Problem] = []
    for part in asked:
        problems += [
            _error("send-missing", f"the page is asked for, but it is {why}", "Mend it and build again.", OnPage(page))
            for page, why in missing.items()
            if is_asked(page, part)
        ]
        if not any(is_asked(page, part) for page in (*missing, *(item.page for item in items))):
            text = f"'{part}' is no page of this package"
            problems.append(_error("send-page-unknown", text, "Name pages as they are printed, such as 1,3-4.", where))
    return [item for item in items if any(is_asked(item.page, part) for part in asked)], problems


def _judge(out: Path, shown: str, going: set[str], whole: bool) -> list[Problem]:
    """What the build's own report says. An error on a page that is to go stops it, whatever was asked for."""
    where = InFile(f"{shown}/{REPORT}")
    report = _read_json(out / REPORT)
    if report is None or "fit_for_press" not in report:
        return [_error("send-unfit", "there is no report that says whether the pages are fit for press", _REBUILD, where)]
    found: list[Problem] = []
    listed = report.get("problems")
    for facts in listed if isinstance(listed, list) else []:
        page, severity = (facts.get("page"), facts.get("severity")) if isinstance(facts, dict) else (None, None)
        if severity == "error" and isinstance(page, str) and page in going:
            text = f"the report has an error on this page: {_short(facts.get('message'))}"
            found.append(_error("send-unfit", text, "Mend it and build again.", OnPage(page)))
    if found:
        return found
    if whole and report["fit_for_press"] is not True:
        return [_error("send-unfit", "the report says that this issue is not fit for press", _PARTIAL, where)]
    checks = report.get("checks")
    if isinstance(checks, dict) and checks.get("preflight") == "not run":
        text = "these pages go without having been preflighted"
        return [
            Problem("send-unchecked", Severity.WARNING, text, "Build with preflight, so that the printer finds no fault.", where)
        ]
    return []


def _check(item: Item) -> tuple[Item | None, Problem | None]:
    """The file read once: its size, and whether it is the one that the manifest means."""
    where = InFile(f"press/{item.name}")
    assert item.path is not None, "a page lies in a file"
    if item.path.parent.is_symlink():
        return None, _error("send-changed", "press/ is a link to another folder", _REBUILD, where)
    digest, size = hashlib.sha256(), 0
    try:
        if not stat.S_ISREG(os.lstat(item.path).st_mode):
            return None, _error("send-changed", f"page {item.page}'s file is a link or a folder", _REBUILD, where)
        with item.open() as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        text = f"page {item.page}'s file can't be read: {error.strerror}"
        return None, _error("send-changed", text, _REBUILD, where)
    if digest.hexdigest() != item.sha256 or not size:
        text = f"page {item.page}'s file is not the one that the manifest means: its SHA-256 differs"
        return None, _error("send-changed", text, _REBUILD, where)
    return replace(item, size=size), None


def _short(value: object) -> str:
    """A value for a message: one line, no control characters."""
    said = str(value)[:80] if isinstance(value, str) else repr(value)[:80]
    return "".join(letter if letter.isprintable() else " " for letter in said)


def _error(code: str, text: str, remedy: str, where: InFile | OnPage) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, where)
