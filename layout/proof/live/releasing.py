"""A page released for the plates: built as the press gets it, compared with what was signed, and frozen.

In: the page with the proof that was signed, the order, and whoever builds. Out: the released page, or why it can't be. The record
is written last, when the very bytes that it names are on the disk; and with the folder yet held it is said wherever else it is
written down, or it is not so. A page that was released before stays released: it is made anew beside what stands, and takes the
place of that in one step; refused or killed on the way, the page stands as it did.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from layout.base.alone import InUse
from layout.base.problems import OnPage, Problem, Severity
from layout.base.refused_disk import refused_disk
from layout.base.values import dataclass
from layout.press.carried import PageText
from layout.press.exchange import leftovers
from layout.press.package import MANIFEST, Sleep, hold_folder, mend_package, write_package
from layout.press.released import Frozen, Overtaken, check_frozen, entry_of, frozen_pages
from layout.production.order import Order
from layout.proof.live.out_folder import read_out
from layout.proof.live.release_record import (
    DamagedRecord,
    HalfWritten,
    announce_entry,
    is_announced,
    released_proof,
    settle_entries,
    write_entry,
)

_OF_OUTPUT = ("out-", "released-")  # codes of what is wrong with the output folder
_PATIENCE = 20.0  # seconds for another build or a delivery to let go of the folder
_TRIES = 3  # of a page made anew while others are released


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

    @property
    def files(self) -> Mapping[str, bytes]:
        """Where a released page was made anew: all files of the package, which are not written yet."""


Build = Callable[[Order], Built]


@dataclass(frozen=True, slots=True, eq=False)
class Releaser:
    """Who releases, where (see place.py), and the clock: the time in UTC, as it is written down."""

    by: str = ""
    place: str = ""
    clock: Callable[[], str] = lambda: ""


NOBODY = Releaser()


@dataclass(frozen=True, slots=True)
class ToRelease:
    """A page with its proof's key, the digest of what that prints, and by whom it is released."""

    page: str
    proof: str
    ink: str = ""
    releaser: Releaser = NOBODY

    def entry(self, written: "BuiltFile") -> dict[str, object]:
        """In the record: what is not known is left out."""
        said = {"by": self.releaser.by, "at": self.releaser.clock(), "place": self.releaser.place, "ink": self.ink}
        return {**entry_of(written.file, written.sha256, written.text), **{key: each for key, each in said.items() if each}}


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
    with _told(f"Page {asked.page} can't be released"):
        for tried in range(_TRIES):
            before = _frozen(order.folder)
            old = before.get(asked.page)
            if old is not None and old.sha256 == asked.proof:
                if tried or _is_of_others(asked, order.folder):
                    raise _released_already(asked.page, order.folder)
                _say_again(asked.page, old, order.folder, sleep, beside)
                return Released(asked.page, old.file, old.sha256)
            if old is None:
                _, written = _built(asked, order, build, before)
                _freeze(asked, written, order.folder, sleep, beside)
                return Released(asked.page, written.file, written.sha256)
            with suppress(Overtaken):
                return _replace(_Replacing(asked, order.folder, before), order, build, sleep, beside)
        text = "While the page was being built, others were released, or releases were taken back."
        raise NotReleased(text, "Release it again when nobody else is releasing pages.")


def unrelease_page(page: str, proof: str, order: Order, sleep: Sleep = time.sleep, beside: Beside = ALONE) -> None:
    """The page, released with that proof, is frozen no longer, and that is said; where one of the two was so before, the other.
    Raises NotReleased, also where it is released with another proof by now, and what `beside` raises."""
    out = order.folder
    with _told(f"The release of page {page} can't be taken back"):
        if released_proof(out, page) is None:  # then there may be no folder that could be held
            _say_taken_back(page, beside)
            return
        with hold_folder(out, _PATIENCE, sleep):
            stands = released_proof(out, page)  # others may have taken it back meanwhile, and released another one
            if stands is None:
                _say_taken_back(page, beside)
            elif stands != proof:
                raise NotReleased(f"Page {page} was released again since you looked at it.", "Look at what is released now.")
            else:
                write_entry(out, page, None, lambda: beside.say(True))


def mend_releases(out: Path, sleep: Sleep = time.sleep) -> None:
    """What a release that was killed left behind, tidied: of a package half in its place the one before put back, of a release
    that was to replace another the one that holds written down alone. What can't be now is left for the next build."""
    with suppress(OSError, InUse, DamagedRecord):
        if is_announced(out) or leftovers(out):
            mend_package(out)
            with hold_folder(out, _PATIENCE, sleep):
                _settle(out)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """What the disk and other programs refuse, as NotReleased. `what`: the beginning of a sentence."""
    try:
        yield
    except InUse as error:
        text = "Another build is writing into the output folder, or a delivery from it is under way."
        raise NotReleased(text, "Wait for it to end, and try again.") from error
    except HalfWritten as error:
        refused = refused_disk(error.disk)
        text = (
            f"{what}: it could not be recorded, and stands in released.json all the same. That can't be put back: {refused.why}."
        )
        raise NotReleased(text, refused.remedy) from error
    except DamagedRecord as error:
        raise NotReleased("The record of released pages is damaged.", "Mend released.json, or delete it.") from error
    except OSError as error:
        refused = refused_disk(error)
        raise NotReleased(f"{what}: {refused.why}.", refused.remedy) from error


def _frozen(out: Path) -> dict[str, Frozen]:
    frozen, problems = frozen_pages(out, out.name)
    if problems:
        first = problems[0]
        raise NotReleased(_sentence(first.message), first.remedy)
    return frozen


def _built(asked: ToRelease, order: Order, build: Build, before: Mapping[str, Frozen]) -> tuple[Built, BuiltFile]:
    """What was built, and the page in it, fit for press and as it was signed."""
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
    return built, written


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


def _say_taken_back(page: str, beside: Beside) -> None:
    """The page is not frozen here: say it where that is not known yet."""
    if not beside.say(False):
        raise NotReleased(f"Page {page} is not released.", "There is nothing to take back.")


def _freeze(asked: ToRelease, written: BuiltFile, out: Path, sleep: Sleep, beside: Beside) -> None:
    """Record the page, if its file is yet the one that was built, and nobody else has released it: another build may have come in
    between, and another desk over the same folder."""
    with hold_folder(out, _PATIENCE, sleep):
        if released_proof(out, asked.page) is not None:
            raise _released_already(asked.page, out)
        if hashlib.sha256((out / written.file).read_bytes()).hexdigest() != asked.proof:
            text = f"Another build has written over page {asked.page}."
            raise NotReleased(text, "Look at it as it is now, and release it again.")
        beside.may()
        write_entry(out, asked.page, asked.entry(written), lambda: beside.say(True))


@dataclass(frozen=True, slots=True)
class _Replacing:
    """A page that is released anew, the output folder, and what was released in it before the page was built."""

    asked: ToRelease
    out: Path
    before: Mapping[str, Frozen]


def _replace(replacing: _Replacing, order: Order, build: Build, sleep: Sleep, beside: Beside) -> Released:
    """The page made anew while the old release stands; then all files of the package in the place of the old ones, and with
    them the new release in the place of the old. Raises Overtaken where others were released meanwhile."""
    asked, out = replacing.asked, replacing.out
    built, written = _built(asked, replace(order, anew=asked.page), build, replacing.before)
    said: list[bool] = []

    def first() -> None:
        check_frozen(out, replacing.before)
        beside.may()
        announce_entry(out, asked.page, asked.entry(written))

    try:
        write_package(out, built.files, sleep, first, lambda: said.append(beside.say(True)))
    except OSError:
        if not said or not _is_so(asked, out):  # of what comes after that only old files are left to be taken away
            raise
    finally:
        with suppress(OSError, InUse, DamagedRecord), hold_folder(out, _PATIENCE, sleep):
            _settle(out)
    return Released(asked.page, written.file, written.sha256)


def _settle(out: Path) -> None:
    """Which of two releases holds, written down; not while the package could not be put back: its manifest is missing then."""
    if (out / MANIFEST).is_file():
        settle_entries(out)


def _is_so(asked: ToRelease, out: Path) -> bool:
    """Whether the new release stands on the disk, and its package with it."""
    frozen, problems = frozen_pages(out, out.name)
    stands = frozen.get(asked.page)  # None where its release was taken back meanwhile
    return not problems and stands is not None and stands.sha256 == asked.proof and (out / MANIFEST).is_file()


def _is_of_others(asked: ToRelease, out: Path) -> bool:
    """Whether the page's release is known to be somebody else's: one's own is asked for again by a second click."""
    return _released_by(asked.page, out) not in ("", asked.releaser.by)


def _released_already(page: str, out: Path) -> NotReleased:
    by = _released_by(page, out)
    return NotReleased(f"Page {page} is released already{f', by {by}' if by else ''}.", "Look at what is released now.")


def _released_by(page: str, out: Path) -> str:
    """Who released it, as far as that is known."""
    said = read_out(out).said.get(page)
    return said.by if said is not None else ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
