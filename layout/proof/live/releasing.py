"""A page released for the plates: built as the press gets it, compared with what was signed, and frozen.

In: the page with the proof that was signed, the order, and whoever builds. Out: the released page, or why it can't be. The record
is written last, when the very bytes that it names are on the disk. A page that was released before is taken out of it first, as a
build would keep its old bytes: killed in between, it is released no longer; refused, it stands as it did.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from layout.base.alone import InUse
from layout.base.problems import Problem, Severity
from layout.base.values import dataclass
from layout.base.whole_file import write_lasting
from layout.press.package import Sleep, hold_folder
from layout.press.released import RELEASED, Frozen, frozen_pages
from layout.production.order import Order

_PATIENCE = 20.0  # seconds for another build or a delivery to let go of the folder


class BuiltPage(Protocol):
    """A page's finished page: of interest is its number."""

    @property
    def number(self) -> str:
        """As printed."""


class BuiltFile(Protocol):
    """A page as a build wrote it."""

    @property
    def page(self) -> BuiltPage:
        """The page."""

    @property
    def file(self) -> str:
        """Its file, as named in the package."""

    @property
    def sha256(self) -> str:
        """Of the file."""

    @property
    def held(self) -> bool:
        """True where it is not fit for press."""


class Built(Protocol):
    """What a build came to."""

    @property
    def pages(self) -> Sequence[BuiltFile]:
        """Every page that was written; none where the issue was refused."""

    @property
    def problems(self) -> Sequence[Problem]:
        """All that is wrong."""


Build = Callable[[Order], Built]


@dataclass(frozen=True, slots=True)
class ToRelease:
    """A page with its proof's key."""

    page: str
    proof: str


@dataclass(frozen=True, slots=True)
class Released:
    """A page that is frozen now: its file in the output folder."""

    page: str
    file: str
    proof: str


class NotReleased(Exception):
    """The page was not released: what is wrong, what to do."""

    def __init__(self, told: str, remedy: str) -> None:
        super().__init__(told)
        self.told, self.remedy = told, remedy


def release_page(asked: ToRelease, order: Order, build: Build, sleep: Sleep = time.sleep) -> Released:
    """Build the issue, and freeze the page. Where the text of other pages is wrong, it and the released ones alone are built.

    Whoever asks has seen that the page is signed, without an error and through preflight. Raises NotReleased. It takes as long as
    a build, so that it is for a thread.
    """
    with _told():
        before = _frozen(order.folder)
        old = before.get(asked.page)
        if old is not None and old.sha256 == asked.proof:
            return Released(asked.page, old.file, old.sha256)
        if old is not None:  # a build keeps the bytes of a released page
            _record(order.folder, asked.page, None, sleep)
        try:
            written = _built(asked, order, build, before)
            _freeze(asked, written, order.folder, sleep)
        except BaseException:
            if old is not None:
                _put_back(order.folder, asked.page, old, sleep)
            raise
        return Released(asked.page, written.file, written.sha256)


def unrelease_page(page: str, order: Order, sleep: Sleep = time.sleep) -> None:
    """The page is frozen no longer. Raises NotReleased."""
    with _told():
        if page not in _frozen(order.folder):
            raise NotReleased(f"Page {page} is not released.", "There is nothing to take back.")
        _record(order.folder, page, None, sleep)


@contextmanager
def _told() -> Iterator[None]:
    """What the disk and other programs refuse, as NotReleased."""
    try:
        yield
    except InUse as error:
        text = "Another build is writing into the output folder, or a delivery from it is under way."
        raise NotReleased(text, "Wait for it to end, and release the page again.") from error
    except OSError as error:
        why = error.strerror or "the disk refuses it"
        raise NotReleased(f"The page can't be released: {why[:1].lower()}{why[1:]}.", "Make room, or give rights.") from error


def _frozen(out: Path) -> dict[str, Frozen]:
    frozen, problems = frozen_pages(out, out.name)
    if problems:
        first = problems[0]
        raise NotReleased(_sentence(first.message), first.remedy)
    return frozen


def _built(asked: ToRelease, order: Order, build: Build, before: Mapping[str, Frozen]) -> BuiltFile:
    """The page as written, fit for press and as it was signed."""
    built = build(replace(order, pages=""))
    if not built.pages:
        alone = dict.fromkeys((asked.page, *(number for number in before if number != asked.page)))
        built = build(replace(order, pages=",".join(alone)))
    written = next((each for each in built.pages if each.page.number == asked.page), None)
    if written is None:
        errors = [problem for problem in built.problems if problem.severity is Severity.ERROR]
        first = errors[0] if errors else None
        told = f"Page {asked.page} was not built" + (f": {first.message}." if first is not None else ".")
        raise NotReleased(told, first.remedy if first is not None else "Look at what is wrong with the issue.")
    if written.held:
        raise NotReleased(f"Page {asked.page} is not fit for press.", "Look at its problems.")
    if written.sha256 != asked.proof:
        raise NotReleased(f"Page {asked.page} has changed since it was signed.", "Look at it as it is now, and sign it again.")
    return written


def _freeze(asked: ToRelease, written: BuiltFile, out: Path, sleep: Sleep) -> None:
    """Record the page, if its file is yet the one that was built: another build may have come in between."""

    def check() -> None:
        if hashlib.sha256((out / written.file).read_bytes()).hexdigest() != asked.proof:
            text = f"Another build has written over page {asked.page}."
            raise NotReleased(text, "Look at it as it is now, and release it again.")

    _record(out, asked.page, {"file": written.file, "sha256": written.sha256}, sleep, check)


def _put_back(out: Path, page: str, old: Frozen, sleep: Sleep) -> None:
    """The page is released as it was, with its bytes."""

    def restore() -> None:
        path = out / old.file
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != old.sha256:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_lasting(path, old.data)

    with suppress(OSError, InUse):
        _record(out, page, {"file": old.file, "sha256": old.sha256}, sleep, restore)


def _record(
    out: Path, page: str, entry: Mapping[str, str] | None, sleep: Sleep, first: Callable[[], None] = lambda: None
) -> None:
    """Put the page's entry into the record, or take it out; all else in it stays. `first` is done with the folder held too."""
    with hold_folder(out, _PATIENCE, sleep):
        first()
        facts = _read(out / RELEASED)
        pages = {number: each for number, each in facts["pages"].items() if number != page}
        if entry is not None:
            pages[page] = dict(entry)
        data = json.dumps({**facts, "pages": pages}, ensure_ascii=False, indent=1) + "\n"
        write_lasting(out / RELEASED, data.encode())


def _read(path: Path) -> dict[str, dict[str, object]]:
    """The record as it is; it was found sound before, or is made anew."""
    if not os.path.exists(path):
        return {"pages": {}}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NotReleased("The record of released pages is damaged.", "Mend released.json, or delete it.") from error
    if not isinstance(found, dict) or not isinstance(found.get("pages"), dict):
        raise NotReleased("The record of released pages is damaged.", "Mend released.json, or delete it.")
    return found


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
