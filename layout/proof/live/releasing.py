"""A page released for the plates: built as the press gets it, compared with what was signed, and frozen.

In: the page with the proof that was signed, the order, and whoever builds. Out: the released page, or why it can't be. The record
is written last, when the very bytes that it names are on the disk; and with the folder yet held it is said wherever else it is
written down, or it is not so. A page that was released before is taken out first, as a build would keep its old bytes: killed in
between, it is released no longer; refused, it stands as it did.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from pathlib import Path
from typing import Protocol

from layout.base.alone import InUse
from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.base.whole_file import write_lasting
from layout.press.carried import PageText
from layout.press.package import Sleep, hold_folder
from layout.press.released import RELEASED, Frozen, entry_of, frozen_pages
from layout.production.order import Order

_OF_OUTPUT = ("out-", "released-")  # codes of what is wrong with the output folder
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

    @property
    def text(self) -> PageText | None:
        """What stands on it of stories: what goes on elsewhere must go with it."""


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


def _yes() -> None:
    """Nobody is asked."""


def _as_on_disk(fresh: bool) -> bool:
    """There are no other records: what the disk says is all that is said."""
    return fresh


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What goes on beside the disk while the folder is held, in the thread that releases.

    `may` raises NotReleased where the page must not be released after all; it is asked last. `say` writes it down elsewhere: of a
    release or an unrelease that is `fresh` on the disk always, else only what is missing there. False: there was nothing to say.
    What it raises is raised, and the disk is as it was before.
    """

    may: Callable[[], None] = _yes
    say: Callable[[bool], bool] = _as_on_disk


ALONE = Beside()


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """What is done with the folder held, before the record is written and after."""

    first: Callable[[], None] = field(default=_yes)
    then: Callable[[], object] = field(default=_yes)


_NO_STEPS = _Steps()


class NotReleased(Exception):
    """The page was not released: what is wrong, what to do."""

    def __init__(self, told: str, remedy: str) -> None:
        super().__init__(told)
        self.told, self.remedy = told, remedy


def release_page(asked: ToRelease, order: Order, build: Build, sleep: Sleep = time.sleep, beside: Beside = ALONE) -> Released:
    """Build the issue, and freeze the page. Where the text of other pages is wrong, it and the released ones alone are built;
    where that of released ones is, it alone: their bytes stand whatever is built.

    Whoever asks has seen that the page is signed, without an error and through preflight; `beside` sees to it again at the end.
    Raises NotReleased, and what `beside` raises. It takes as long as a build, so that it is for a thread.
    """
    with _told():
        before = _frozen(order.folder)
        old = before.get(asked.page)
        if old is not None and old.sha256 == asked.proof:
            _say_again(asked.page, old, order.folder, sleep, beside)
            return Released(asked.page, old.file, old.sha256)
        if old is not None:  # a build keeps the bytes of a released page
            _record(order.folder, asked.page, None, sleep)
        try:
            with _told():
                written = _built(asked, order, build, before)
                _freeze(asked, written, order.folder, sleep, beside)
        except BaseException as error:
            if old is not None and not _put_back(order.folder, asked.page, old, sleep) and isinstance(error, Exception):
                raise _lost(asked.page, error) from error
            raise
        return Released(asked.page, written.file, written.sha256)


def unrelease_page(page: str, order: Order, sleep: Sleep = time.sleep, beside: Beside = ALONE) -> None:
    """The page is frozen no longer, and that is said; where one of the two was so before, the other. Raises NotReleased, and what
    `beside` raises."""
    with _told():
        if page in _read(order.folder / RELEASED)["pages"]:
            _record(order.folder, page, None, sleep, _Steps(then=lambda: beside.say(True)))
        elif not beside.say(False):
            raise NotReleased(f"Page {page} is not released.", "There is nothing to take back.")


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
    released = (number for number in before if number != asked.page)
    for pages in dict.fromkeys(("", ",".join((asked.page, *released)), asked.page)):
        built = build(replace(order, pages=pages))
        if built.pages or any(problem.code.startswith(_OF_OUTPUT) for problem in built.problems):
            break  # what is wrong with the folder, or who is busy in it, is no other for fewer pages
    written = next((each for each in built.pages if each.page.number == asked.page), None)
    if written is None:
        errors = [problem for problem in built.problems if problem.severity is Severity.ERROR]
        first = errors[0] if errors else None
        told = f"Page {asked.page} was not built" + (f": {first.message}." if first is not None else ".")
        raise NotReleased(told, first.remedy if first is not None else "Look at what is wrong with the issue.")
    if written.held:
        raise _unfit(asked.page, built.problems)
    if written.sha256 != asked.proof:
        raise NotReleased(f"Page {asked.page} has changed since it was signed.", "Look at it as it is now, and sign it again.")
    return written


def _unfit(page: str, problems: Sequence[Problem]) -> NotReleased:
    """The page is held, for what a build found first on it."""
    errors = (each for each in problems if each.severity is Severity.ERROR)
    first = next((each for each in errors if isinstance(each.where, OnPage) and each.where.page == page), None)
    if first is None:
        return NotReleased(f"Page {page} is not fit for press.", "Look at its problems.")
    return NotReleased(f"Page {page} is not fit for press: {first.message}.", first.remedy)


def _say_again(page: str, old: Frozen, out: Path, sleep: Sleep, beside: Beside) -> None:
    """The page is released as asked already: say it where that is not known yet."""
    with hold_folder(out, _PATIENCE, sleep):
        if _frozen(out).get(page) != old:
            raise NotReleased(f"The release of page {page} has just been taken back.", "Release it again if that is meant.")
        beside.say(False)


def _freeze(asked: ToRelease, written: BuiltFile, out: Path, sleep: Sleep, beside: Beside) -> None:
    """Record the page, if its file is yet the one that was built: another build may have come in between."""

    def check() -> None:
        if hashlib.sha256((out / written.file).read_bytes()).hexdigest() != asked.proof:
            text = f"Another build has written over page {asked.page}."
            raise NotReleased(text, "Look at it as it is now, and release it again.")
        beside.may()

    entry = entry_of(written.file, written.sha256, written.text)
    _record(out, asked.page, entry, sleep, _Steps(check, lambda: beside.say(True)))


def _put_back(out: Path, page: str, old: Frozen, sleep: Sleep) -> bool:
    """The page is released as it was, with its bytes. False where that can't be."""

    def restore() -> None:
        path = out / old.file
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != old.sha256:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_lasting(path, old.data)

    try:
        _record(out, page, entry_of(old.file, old.sha256, old.text), sleep, _Steps(restore))
    except (OSError, InUse, NotReleased):
        return False
    return True


def _lost(page: str, error: Exception) -> NotReleased:
    """What went wrong, and that the release before is gone with it."""
    told = error.told if isinstance(error, NotReleased) else _sentence(str(error).rstrip("."))
    more = f"What was released of page {page} before could not be put back: it is released no longer."
    return NotReleased(f"{told} {more}", "Make sure that the output folder can be written into, and release the page anew.")


def _record(out: Path, page: str, entry: Mapping[str, object] | None, sleep: Sleep, steps: _Steps = _NO_STEPS) -> None:
    """Put the page's entry into the record, or take it out; all else in it stays. Where the last step fails it is as it was."""
    with hold_folder(out, _PATIENCE, sleep):
        steps.first()
        path = out / RELEASED
        before = path.read_bytes() if os.path.exists(path) else None
        facts = _read(path)
        pages = {number: each for number, each in facts["pages"].items() if number != page}
        if entry is not None:
            pages[page] = dict(entry)
        data = json.dumps({**facts, "pages": pages}, ensure_ascii=False, indent=1) + "\n"
        write_lasting(path, data.encode())
        try:
            steps.then()
        except BaseException:
            with suppress(OSError):
                _restore(path, before)
            raise


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink()
    else:
        write_lasting(path, data)


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
