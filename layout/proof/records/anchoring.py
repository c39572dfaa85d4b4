"""Places in a story that follow its text: a noted word is found again by what stands around it. Pure.

In: where a word stood when it was noted, and the paragraphs as they are filed now. Out: a Stand. First the very words, then the
place where most of what stood around is found. Never a wrong word without a sign: `here` is said only where all that was noted
around the word reads as it did.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from layout.proof.records.values import InStory


class Found(StrEnum):
    """How a note's place was found."""

    HERE = "here"  # all around it reads as it did
    MOVED = "moved"  # the text around it, or the word itself, was edited: this is the place by what is left
    GONE = "gone"  # the word is not there any more; a paragraph is told where what stood around it still is


class Stand(NamedTuple):
    """Where a noted word stands: characters `offset` to `offset + length` of the paragraph, both counted from 0. Paragraph -1:
    nowhere. Length 0: between words, where it stood."""

    paragraph: int
    offset: int
    length: int
    found: Found


def pin(story: str, paragraphs: Sequence[str], paragraph: int, offset: int) -> InStory | None:
    """The word at that character (or the next one of the paragraph, or its last); None where there is no word or paragraph."""
    raise NotImplementedError


def pin_word(story: str, paragraphs: Sequence[str], paragraph: int, word: int) -> InStory | None:
    """The paragraph's word of that number, counted from 0; None where there is none."""
    raise NotImplementedError


def follow(anchors: Iterable[InStory], paragraphs: Sequence[str]) -> tuple[Stand, ...]:
    """Where each of the anchors, all of one story, stands in the paragraphs as they are filed now."""
    raise NotImplementedError
