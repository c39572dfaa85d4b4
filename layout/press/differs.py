"""Whether a page is as it was released: the same for a build, for the desk and for the pack on paper.

In: both versions. Out: how they differ. Pure.
"""

from enum import StrEnum

from layout.base.values import dataclass


class Differs(StrEnum):
    """How what is made of a released page now stands to its release.

    The one rule: a page differs from its release where it prints otherwise, that is in its ink, for which it was signed, and with
    which a sign-off lapses. A file that is another and prints the same differs in what it says of itself, its title, its date,
    the slug line beside the page: nobody stops the press for that, but whoever compares digests is told. Where the ink of what
    was released is not known, another file counts as another print.
    """

    NOT = "not"
    FILE = "file"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Print:
    """A version of a page: the key of its file, and the digest of what it prints, "" where that is not known."""

    proof: str
    ink: str


def differs_from_release(now: Print, released: Print) -> Differs:
    """See Differs. To be asked of a page that was made."""
    if now.proof == released.proof:
        return Differs.NOT
    return Differs.FILE if now.ink and now.ink == released.ink else Differs.PRINT
