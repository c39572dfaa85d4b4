"""What the desk wants to know of the records: types that they fit, so that neither imports the other."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Protocol

from layout.base.values import dataclass
from layout.proof.elsewhere import Release


class SignOffRecord(Protocol):
    """Somebody said yes to an ink."""

    @property
    def by(self) -> str:
        """Who."""

    @property
    def at(self) -> str:
        """When, in UTC."""

    @property
    def ink(self) -> str:
        """To what."""


class ReleaseRecord(Release, Protocol):
    """Somebody released a proof."""

    @property
    def by(self) -> str:
        """Who."""

    @property
    def at(self) -> str:
        """When, in UTC."""


class PageRecord(Protocol):
    """What was said of a page. `signed`: every sign-off that was not withdrawn, the last at the end."""

    @property
    def signed(self) -> Sequence[SignOffRecord]:
        """Sign-offs; each holds for its ink alone."""

    @property
    def released(self) -> ReleaseRecord | None:
        """The last release that was not taken back."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The records as they are at one moment. `notes`: open ones by page; the numbers grow when notes or history do."""

    pages: Mapping[str, PageRecord] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    notes_revision: int = 0
    history_revision: int = 0
