"""How much a change weighs for whoever answers for the page. What is told begins with the gravest, however short it is cut."""

from enum import IntEnum, auto

from layout.proof.compare.change import EDITS_OF_TEXT, STORIES, Change, Kind, What
from layout.proof.compare.texts import REFER


class Weight(IntEnum):
    """From what leads a reader astray down to what only a compositor sees."""

    PAGES_NAMED = auto()  # jump lines, `from page`, refers
    COPY = auto()
    HEAD = auto()
    AD = auto()
    PICTURE = auto()  # another one, or none
    BOXES = auto()
    SETTING = auto()  # sizes of type, crops, lines, rules


HEAD = frozenset(("headline", "deck", "kicker", "byline", "label"))
"""Parts of a story over its text."""

SETTINGS = frozenset((What.REBROKEN, What.RESPACED, What.TYPE_SIZE, What.SHIFTED))
"""How lines of the same words are set."""

RECROPPED = frozenset((What.CROPPED, What.ART_MOVED))


def weight_of(change: Change) -> Weight:
    """Of one change. Words that turned over to another page, or back, nobody wrote or took out: they are how it is set."""
    if change.what in STORIES and change.story:
        return Weight.COPY
    if change.kind is Kind.JUMP or change.part == REFER:
        return Weight.PAGES_NAMED
    match change.kind:
        case Kind.TEXT if change.what in EDITS_OF_TEXT and change.what is not What.TURNED:
            return Weight.HEAD if change.part in HEAD else Weight.COPY
        case Kind.AD:
            return Weight.AD
        case Kind.ART if change.what not in RECROPPED:
            return Weight.PICTURE
        case Kind.MOVED if change.what not in SETTINGS:
            return Weight.BOXES
        case _:
            return Weight.SETTING
