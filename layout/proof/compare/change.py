"""What a comparison of two versions of a page is made of: changes, each with its places on both sides."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from layout.base.values import dataclass
from layout.proof.trace import Rectangle


class Kind(StrEnum):
    """What of a page a change is of: what marks are coloured by."""

    TEXT = "text"
    REBROKEN = "rebroken"
    MOVED = "moved"
    ART = "art"
    AD = "ad"
    JUMP = "jump"
    OTHER = "other"


class What(StrEnum):
    """What happened."""

    # text
    EDITED = "edited"
    INSERTED = "inserted"
    DELETED = "deleted"
    DISPLACED = "displaced"  # a paragraph that stands elsewhere in its story
    TURNED = "turned"  # words at a story's end (or beginning) here that stand on its other page now, or stood there
    OVER = "over"  # words at a text's end that are not on the page since lines are over
    NO_LONGER_OVER = "no longer over"  # and those that are there again
    STORY_NEW = "story new"
    STORY_GONE = "story gone"
    # lines
    REBROKEN = "rebroken"
    RESPACED = "respaced"
    TYPE_SIZE = "type size"
    SHIFTED = "shifted"  # the same lines, elsewhere in their block
    # blocks
    MOVED = "moved"
    SIZED = "sized"
    NEW = "new"
    GONE = "gone"
    LETTERED = "lettered"  # nothing printed changes by it
    # art and ads
    ANOTHER = "another"
    FILE = "file"
    CROPPED = "cropped"
    ART_MOVED = "art moved"
    ART_NEW = "art new"
    ART_GONE = "art gone"
    # pages named
    JUMP = "jump"
    # the page itself
    RULES = "rules"
    SHEET = "sheet"


LEFT_OVER = frozenset((What.OVER, What.NO_LONGER_OVER))
STORIES = frozenset((What.STORY_NEW, What.STORY_GONE))
EDITS_OF_TEXT = frozenset((What.EDITED, What.INSERTED, What.DELETED, What.DISPLACED, What.TURNED)) | LEFT_OVER | STORIES


class Edit(NamedTuple):
    """Words of a passage, from word `at` of the old one on, that stand for others in the new one. Either may be empty."""

    at: int
    was: tuple[str, ...]
    now: tuple[str, ...]


class Piece(NamedTuple):
    """A stretch of an edited passage with its spaces: either the `same` on both sides, or what it `was` and is `now`."""

    same: str = ""
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `said` is a sentence. Areas are in points on the page before and on the page after.

    `block` is the letter as it is after (before, where it is gone). `part`: a display.Kind, "" for what is no type.
    `paragraph` counts the story's paragraphs from 0, -1 for none. `was_at`, `now_at`: of a change of text, the passage's place
    among its owner's passages, -1 where it is on one side only. `former`: `paragraph` is of the
    story as it was, and another one has that number now. `lines`: of words that are over: how many lines are.
    """

    kind: Kind
    what: What
    said: str
    story: str = ""
    block: str = ""
    part: str = ""
    paragraph: int = -1
    was: str = ""
    now: str = ""
    edits: tuple[Edit, ...] = ()
    pieces: tuple[Piece, ...] = ()
    was_at: int = -1
    now_at: int = -1
    was_areas: tuple[Rectangle, ...] = ()
    now_areas: tuple[Rectangle, ...] = ()
    words: int = 0
    former: bool = False
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed from one version to another: text, lines, blocks, art and ads, pages named, the page itself.

    `editorial_same`: every word outside of ads is the same, and in its order. `headlines`: of the stories that changed.
    `files_known`: another file under the same name would have been seen.
    """

    changes: tuple[Change, ...]
    editorial_same: bool
    headlines: Mapping[str, str]
    files_known: bool

    @property
    def printed(self) -> tuple[Change, ...]:
        """The changes that a reader could see."""
        return tuple(each for each in self.changes if each.what is not What.LETTERED)
