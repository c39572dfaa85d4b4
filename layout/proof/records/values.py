"""What the records hold, as plain values: events as they were said, and what follows from them."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, NamedTuple

from layout.base.values import dataclass
from layout.proof.states import Differs


class What(StrEnum):
    """What an event says. The names stand in databases: add, never rename."""

    NOTED = "noted"
    REPLIED = "replied"
    DONE = "done"
    UNDONE = "undone"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    RESTORED = "restored"
    RELEASED = "released"
    UNRELEASED = "unreleased"
    DIFFERS = "differs"  # what is made of a released page is another file, or prints otherwise
    AGREES = "agrees"  # and is the same again
    PRINTED = "printed"
    SENT = "sent"  # a page's file was delivered, as the desk saw in the output folder
    PERSON_ADDED = "person added"
    PASSWORD_SET = "password set"
    ROLE_SET = "role set"
    PERSON_DISABLED = "person disabled"
    PERSON_ENABLED = "person enabled"


class Saying(NamedTuple):
    """An event about to be recorded. `once`: two of one issue with the same are one, whoever comes first; "" for any number."""

    what: What
    by: str
    page: str = ""
    note: int = 0
    proof: str = ""
    ink: str = ""
    body: Mapping[str, Any] = {}
    once: str = ""


class Event(NamedTuple):
    """One thing that was said. Ids grow in the order in which things were said.

    `at`: UTC, `2026-11-26T20:04:05.123456Z`. `by`: "" for the desk itself. `note`: the id of the note that it is about, 0 for
    none; a note's id is that of the event that made it.
    """

    id: int
    issue: str
    at: str
    by: str
    what: str
    page: str
    note: int
    proof: str
    ink: str
    body: Mapping[str, Any]


class By(NamedTuple):
    """Who, and when in UTC."""

    by: str
    at: str


@dataclass(frozen=True, slots=True)
class InStory:
    """A place in a story: the word that begins at `offset`, in characters, of paragraph `paragraph` as filed when it was noted.

    `before` and `after` are what stood around it, cut at the paragraph's ends and after some words; `starts` and `ends` tell
    whether they reach the paragraph's beginning and its end. `above` and `below`: the paragraph before ended so, the one after
    began so. `part`: what of the story outside its body (parts.py), `paragraph` being the text of that number among those of the
    part as set; "" for the body. `x` and `y`: the point of the page that was clicked, None for none.
    """

    story: str
    paragraph: int
    offset: int
    before: str
    word: str
    after: str
    starts: bool = False
    ends: bool = False
    part: str = ""
    above: str = ""
    below: str = ""
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class OnPoint:
    """A point of the page in points from the trim's top left; `block`: the letter of the block there, "" outside of them.

    `art`: the name of the picture's file where it lies in one, `across` and `down` the point in that whole picture, as fractions.
    `lies`: what lay there when it was noted, in words; "" where that is not known, and in a picture.
    """

    x: float
    y: float
    block: str = ""
    art: str = ""
    across: float = 0.0
    down: float = 0.0
    lies: str = ""


@dataclass(frozen=True, slots=True)
class WholePage:
    """The page as a whole."""


Pinned = InStory | OnPoint | WholePage
"""Where a note is pinned."""


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note about to be made. `proof`: the version of the page that its writer looked at. `due`: `21:30` or ISO 8601."""

    page: str
    proof: str
    pinned: Pinned
    text: str
    due: str = ""


class Reply(NamedTuple):
    """An answer to a note."""

    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands now. `to`: the names spoken to with `@`; `asked`: those of them who have not answered since, as long as
    it is not done. `page`: where it was made; its word may be elsewhere now."""

    id: int
    page: str
    proof: str
    pinned: Pinned
    text: str
    by: str
    at: str
    to: tuple[str, ...] = ()
    due: str = ""
    replies: tuple[Reply, ...] = ()
    done: By | None = None
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign-off that was not withdrawn: good for the ink that it was given for. `id`: its event's."""

    id: int
    by: str
    at: str
    proof: str
    ink: str


class Release(NamedTuple):
    """A page let go to the press: its proof is what the press gets. `place`: where that was done, a digest of the machine and the
    folder; "" where it is not known. `ink` is "" where it was found released, and what it prints is not known."""

    by: str
    at: str
    proof: str
    ink: str
    place: str = ""


class Printed(NamedTuple):
    """A proof pulled on paper."""

    by: str
    at: str
    proof: str


class Sent(NamedTuple):
    """A page's file delivered. `when`: as it was told where it was sent from."""

    page: str
    proof: str
    where: str
    when: str


class Label(NamedTuple):
    """What was done with a version: `printed`, `signed`, `released`, `sent`. `holds`: not withdrawn, not held again."""

    proof: str
    what: str
    by: str
    at: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class PageStanding:
    """What people said of a page. `signed`: sign-offs, the last of each ink, the newest last. `holding`: the id of the one that
    the desk knew last to hold, 0 for none; `turned`: the event that made it so. `differs`: whether what is made of a released
    page is another than that; `apart`: the event that said so, 0 while it is as released; `settled`: the last one that said that
    it is."""

    page: str
    signed: tuple[Signed, ...] = ()
    holding: int = 0
    turned: int = 0
    released: Release | None = None
    differs: Differs = Differs.NOT
    apart: int = 0
    settled: int = 0
    printed: Printed | None = None
    labels: tuple[Label, ...] = ()

    def signed_for(self, ink: str) -> Signed | None:
        """The sign-off that holds while the page's ink is this."""
        return next((each for each in reversed(self.signed) if each.ink == ink), None)


@dataclass(frozen=True, slots=True)
class Present:
    """All that follows from an issue's events. `last`: the last event's id (0: none yet); `notes_at`: the last one's about notes;
    `weight`: bytes of all notes with their replies as browsers fetch them, about; `written`: the same of each who wrote them, by
    folded name. Never changed: a later present is another value."""

    last: int = 0
    notes_at: int = 0
    weight: int = 0
    notes: Mapping[int, Note] = field(default_factory=dict)
    pages: Mapping[str, PageStanding] = field(default_factory=dict)
    written: Mapping[str, int] = field(default_factory=dict)

    def page(self, number: str) -> PageStanding:
        """What was said of that page; nothing yet of one that nobody spoke of."""
        return self.pages.get(number) or PageStanding(number)


class SeenProof(NamedTuple):
    """A version of a page that the desk saw. `first_at`: when it was made first; `since`: when it last became
    what the page is."""

    page: str
    key: str
    ink: str
    first_at: str
    since: str


class Version(NamedTuple):
    """A version with what was done with it, in the order in which it was done."""

    page: str
    key: str
    ink: str
    first_at: str
    since: str
    labels: tuple[Label, ...]
