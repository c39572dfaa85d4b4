"""Places in a story that follow its text: a noted word is found again by what stands around it. Pure.

In: where a word stood when it was noted, and the paragraphs as they are filed now. Out: a Stand. First the very words, then the
place where most of what stood around is found. Never a wrong word without a sign: `here` is said only where all that was noted
around the word reads as it did.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from layout.proof.records.limits import QUOTE
from layout.proof.records.nearby import Context, find_nearby
from layout.proof.records.values import InStory
from layout.proof.records.words import PARAGRAPH, Running, Word, letters_of, words_of

REACH = 8  # words on either side: two lines of a column, which hardly ever read the same twice in a paper
_MANY = 8  # places of one word; beyond, the next word is looked at too before all that stood around
_TELLING = 4  # words around that make a place known wherever it has gone; a paragraph "Yes." is known by where it stood


class Found(StrEnum):
    """How a note's place was found."""

    HERE = "here"  # all around it reads as it did
    MOVED = "moved"  # the text around it was edited: this is the same word, by what is left
    EDITED = "edited"  # the word itself is another now: what stands there for it
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
    if not 0 <= paragraph < len(paragraphs):
        return None
    words = words_of(paragraphs[paragraph])
    if not words:
        return None
    index = next((number for number, word in enumerate(words) if offset < word.stop), len(words) - 1)
    return _pinned(story, paragraphs[paragraph], paragraph, words, index)


def pin_word(story: str, paragraphs: Sequence[str], paragraph: int, word: int) -> InStory | None:
    """The paragraph's word of that number, counted from 0 (`--` parts words, a hyphen does not); None where there is none."""
    if not 0 <= paragraph < len(paragraphs):
        return None
    words = words_of(paragraphs[paragraph])
    return _pinned(story, paragraphs[paragraph], paragraph, words, word) if 0 <= word < len(words) else None


def follow(anchors: Iterable[InStory], paragraphs: Sequence[str]) -> tuple[Stand, ...]:
    """Where each of the anchors, all of one story, stands in the paragraphs as they are filed now."""
    running = Running(paragraphs)
    return tuple(_follow(each, running) for each in anchors)


def _pinned(story: str, text: str, paragraph: int, words: Sequence[Word], index: int) -> InStory:
    word = words[index]
    first = max(0, index - REACH)
    while word.start - words[first].start > QUOTE:
        first += 1
    last = min(len(words) - 1, index + REACH)
    while words[last].stop - word.stop > QUOTE:
        last -= 1
    before, after = text[words[first].start : word.start], text[word.stop : words[last].stop]
    starts, ends = first == 0, last == len(words) - 1
    return InStory(story, paragraph, word.start, before[-QUOTE:], text[word.start : word.stop], after[:QUOTE], starts, ends)


def _follow(anchor: InStory, running: Running) -> Stand:
    context = _context(anchor)
    if not context.letters[context.word]:
        return Stand(-1, 0, 0, Found.GONE)
    expected = running.place_of(anchor.paragraph, anchor.offset)
    exact = _exact(context, running)
    if exact:
        nearest = min(exact, key=lambda at: abs(at - expected))
        told = len(exact) == 1 and len(context.letters) > _TELLING
        return _stand(running, nearest, Found.HERE if told or _unmoved(running, nearest, anchor) else Found.MOVED)
    nearby = find_nearby(context, running, expected)
    if nearby is None:
        return Stand(-1, 0, 0, Found.GONE)
    paragraph, start, _ = running.spans[nearby.at]
    if nearby.between:
        return Stand(paragraph, start, 0, Found.GONE)
    if running.letters[nearby.at] == context.letters[context.word] and nearby.words == 1:
        return _stand(running, nearby.at, Found.MOVED)
    stop = running.spans[nearby.at + nearby.words - 1][2]
    return Stand(paragraph, start, stop - start, Found.EDITED)


def _context(anchor: InStory) -> Context:
    """What was noted, as words; PARAGRAPH where it reaches the paragraph's ends."""
    before = [word.letters for word in words_of(anchor.before)]
    after = [word.letters for word in words_of(anchor.after)]
    letters = ([PARAGRAPH] * anchor.starts, before, [letters_of(anchor.word)], after, [PARAGRAPH] * anchor.ends)
    return Context([each for part in letters for each in part], anchor.starts + len(before))


def _exact(context: Context, running: Running) -> list[int]:
    """All places where the whole context stands."""
    wanted, back = context.letters, context.word
    length = len(wanted)
    places = running.places.get(wanted[back], ())
    if len(places) > _MANY and back + 1 < length:
        places = running.pairs.get((wanted[back], wanted[back + 1]), ())
    return [at for at in places if at >= back and running.letters[at - back : at - back + length] == wanted]


def _unmoved(running: Running, at: int, anchor: InStory) -> bool:
    paragraph, start, _ = running.spans[at]
    return (paragraph, start) == (anchor.paragraph, anchor.offset)


def _stand(running: Running, at: int, found: Found) -> Stand:
    paragraph, start, stop = running.spans[at]
    return Stand(paragraph, start, stop - start, found)
