"""What of a package is to go: the manifest read, the pages chosen, each file checked against its SHA-256.

In: the output folder of a build. Out: files with their sizes and digests, or why nothing may go. Trusts nothing that the manifest
says of names: a page goes only if it lies in `press/` itself and is no link, a sheet only if it lies so in `spreads/`.
"""

import hashlib
import io
import json
import os
import re
import stat
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.page_numbers import is_asked, printed_pages
from layout.press.package import MANIFEST
from layout.press.target import CHUNK, PART
from layout.press.unlinked import open_unlinked

REPORT = "report.json"
_LARGEST = 16_000_000  # bytes of a manifest or a report; a Sunday paper's has 200 kB
_MOST_PAGES = 5000
_FILE = re.compile(r"press/([A-Za-z0-9_][A-Za-z0-9._-]{0,199})\Z")
_SHEET = re.compile(r"spreads/([A-Za-z0-9_][A-Za-z0-9._-]{0,199})\Z")
_PAGE = re.compile(r"[A-Za-z0-9-]{1,20}\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_VERSION = re.compile(r"[A-Z]{1,8}\Z")
_REBUILD = "Build the issue again."
_PARTIAL = "Mend what is wrong and build again, send the good pages with --partial, or name those to go with --pages."


@dataclass(frozen=True, slots=True)
class Item:
    """One file to deliver. `path` None where `data` is all of it; `name` as it is to be there.

    `page` "" for a sheet, whose pages are then in `sheet`, and for the manifest.
    """

    page: str
    name: str
    version: str
    sha256: str
    size: int = 0
    path: Path | None = None
    data: bytes = b""
    sheet: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """In words: "page 4", "sheet 8-1"; "" for the manifest."""
        return f"page {self.page}" if self.page else f"sheet {'-'.join(self.sheet)}" if self.sheet else ""

    def open(self) -> BinaryIO:
        """The file's bytes. Raises OSError."""
        if self.path is None:
            return io.BytesIO(self.data)
        return open(open_unlinked(self.path, os.O_RDONLY), "rb")


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files that go, in the order of the manifest, pages before sheets; and the manifest of the package."""

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
    sheets, unread = _read_sheets(out, manifest, items, where)
    problems += [*found, *unread]
    if problems:
        return None, tuple(problems)
    chosen, problems = _choose(items, missing, pages, where)
    whole = not pages and not partial
    if whole:
        problems += [_error("send-missing", f"the page is {why}", _PARTIAL, OnPage(page)) for page, why in missing.items()]
    going = {item.page for item in chosen}
    problems += _judge(out, shown, going, whole)
    if any(each.severity is Severity.ERROR for each in problems):
        return None, tuple(problems)
    waiting = [page for page in (*missing, *(item.page for item in items)) if page not in going]
    chosen += [sheet for sheet in sheets if not any(_is_on(page, sheet) for page in waiting)]
    checked: list[Item] = []
    for item in chosen:
        good, fault = _check(item)
        checked += [good] if good is not None else []
        problems += [fault] if fault is not None else []
    failed = len(checked) < len(chosen)
    return (None if failed else Parcel(tuple(checked), manifest)), tuple(problems)


def manifest_there(manifest: Mapping[str, object], arrived: Mapping[str, str]) -> bytes:
    """The manifest as it is to lie at the destination: of the pages and sheets that arrived there, with their names there.

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
    sheets = manifest.get("sheets")
    if isinstance(sheets, list):
        taken = {MANIFEST, *(facts["file"].removeprefix("press/").lower() for facts in ready)}
        named = [{**facts, "file": _sheet_name(facts["file"].removeprefix("spreads/"), taken)} for facts in sheets]
        facts_there["sheets"] = [facts for facts in named if arrived.get(facts["file"]) == facts["sha256"]]
    return (json.dumps(facts_there, ensure_ascii=False, indent=1) + "\n").encode()


def _read_json(path: Path) -> Mapping[str, object] | None:
    """A mapping out of a regular file of no more than some size; None for anything else."""
    try:
        with open(open_unlinked(path, os.O_RDONLY), "rb") as file:
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


def _read_sheets(
    out: Path, manifest: Mapping[str, object], items: Sequence[Item], where: InFile
) -> tuple[list[Item], list[Problem]]:
    listed = manifest.get("sheets", [])
    names = {MANIFEST, *(item.name.lower() for item in items)}
    taken = frozenset(names)
    sheets: list[Item] = []
    for facts in listed if isinstance(listed, list) and len(listed) <= _MOST_PAGES else [None]:
        sheet = _read_sheet(out, facts, taken)
        if sheet is None or sheet.name.lower() in names or not any(_is_on(item.page, sheet) for item in items):
            text = f"the manifest speaks of a sheet that no build has written: {_short(facts)}"
            return [], [_error("send-manifest", text, _REBUILD, where)]
        names.add(sheet.name.lower())
        sheets.append(sheet)
    return sheets, []


def _read_sheet(out: Path, facts: object, taken: Set[str]) -> Item | None:
    if not isinstance(facts, dict):
        return None
    file, digest, pages = facts.get("file"), facts.get("sha256"), facts.get("pages")
    if not isinstance(file, str) or not isinstance(digest, str) or not _SHEET.match(file) or not _DIGEST.match(digest):
        return None
    if not isinstance(pages, list) or len(pages) != 2 or not all(isinstance(page, str) and _PAGE.match(page) for page in pages):
        return None
    name = file.removeprefix("spreads/")
    if name.lower().endswith(PART):
        return None
    return Item("", _sheet_name(name, taken), "", digest, path=out / "spreads" / name, sheet=(*pages,))


def _sheet_name(name: str, taken: Set[str]) -> str:
    """The sheet's name at the destination, where it lies beside the pages: a double truck may have its own sheet's name."""
    path = Path(name)
    return f"{path.stem}-sheet{path.suffix}" if name.lower() in taken else name


def _is_on(page: str, sheet: Item) -> bool:
    """True if a page, or half of a double truck, stands on the sheet. Its other pages are empty ones, which fill up a section."""
    return not {page, *(printed_pages(page) or ())}.isdisjoint(sheet.sheet)


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
    return []


def _check(item: Item) -> tuple[Item | None, Problem | None]:
    """The file read once: its size, and whether it is the one that the manifest means."""
    assert item.path is not None, "a page lies in a file"
    folder = item.path.parent.name
    where = InFile(f"{folder}/{item.path.name}")
    if item.path.parent.is_symlink():
        return None, _error("send-changed", f"{folder}/ is a link to another folder", _REBUILD, where)
    digest, size = hashlib.sha256(), 0
    try:
        if not stat.S_ISREG(os.lstat(item.path).st_mode):
            return None, _error("send-changed", f"{item.called}'s file is a link or a folder", _REBUILD, where)
        with item.open() as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        text = f"{item.called}'s file can't be read: {error.strerror}"
        return None, _error("send-changed", text, _REBUILD, where)
    if digest.hexdigest() != item.sha256 or not size:
        text = f"{item.called}'s file is not the one that the manifest means: its SHA-256 differs"
        return None, _error("send-changed", text, _REBUILD, where)
    return replace(item, size=size), None


def _short(value: object) -> str:
    """A value for a message: one line, no control characters."""
    said = str(value)[:80] if isinstance(value, str) else repr(value)[:80]
    return "".join(letter if letter.isprintable() else " " for letter in said)


def _error(code: str, text: str, remedy: str, where: InFile | OnPage) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, where)
