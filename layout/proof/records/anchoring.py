"""Places in a story that follow its text: a noted word is found again by what stands around it. Pure.

In: where a word stood when it was noted, and the paragraphs as they are filed now. Out: a Stand. First the very words, then the
place where most of what stood around is found. Never a wrong word without a sign: `here` is said only where all that was noted
around the word reads as it did.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from layout.proof.records.limits import QUOTE
from layout.proof.records.nearby import Context, find_nearby
from layout.proof.records.values import InStory
from layout.proof.records.words import PARAGRAPH, Running, Word, letters_of, words_of

_ABOVE = 4  # words of the paragraphs before and after
_LEFT = 3  # words in a row that tell where a word stood, when it and most of what was around it is gone
_NOT_FAR = 60  # words; so far around its old place such words are taken for the same where they stand in the story again
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
    return _pinned(story, paragraphs, paragraph, words, index)


def pin_word(story: str, paragraphs: Sequence[str], paragraph: int, word: int) -> InStory | None:
    """The paragraph's word of that number, counted from 0 (`--` parts words, a hyphen does not); None where there is none."""
    if not 0 <= paragraph < len(paragraphs):
        return None
    words = words_of(paragraphs[paragraph])
    return _pinned(story, paragraphs, paragraph, words, word) if 0 <= word < len(words) else None


def follow(anchors: Iterable[InStory], paragraphs: Sequence[str]) -> tuple[Stand, ...]:
    """Where each of the anchors, all of one story, stands in the paragraphs as they are filed now."""
    running = Running(paragraphs)
    return tuple(_follow(each, running) for each in anchors)


def where_stood(anchor: InStory, paragraphs: Sequence[str], guess: Stand) -> Stand:
    """Where a word stood that is gone: after the words before it, before those after it, between the paragraphs around, whatever
    of that is left; else at the guess, or in the paragraph of its number. Paragraph -1 where no paragraph is left."""
    running = Running(paragraphs)
    if not running.begins:
        return Stand(-1, 0, 0, Found.GONE)
    expected = running.place_of(anchor.paragraph, anchor.offset)
    expected = expected if expected >= 0 else len(running.letters) - 1
    for row, on in _rows(anchor):
        places = _row_places(row, running)
        nearest = min(places, key=lambda place: abs(place - expected), default=-1)
        if nearest >= 0 and (len(places) == 1 or abs(nearest - expected) <= _NOT_FAR):
            return _between(running, nearest + on)
    at = _between_paragraphs(anchor, running)
    return _between(running, at) if at >= 0 else guess if guess.paragraph >= 0 else _between(running, expected)


def _rows(anchor: InStory) -> Iterator[tuple[list[str], int]]:
    """Words that stood in a row beside the word, those nearest to it first, and how far on from their first it stood."""
    before, after = ([word.letters for word in words_of(text)] for text in (anchor.before, anchor.after))
    for away in range(max(len(before), len(after)) - _LEFT + 1):
        if away + _LEFT <= len(before):
            yield before[len(before) - away - _LEFT : len(before) - away], _LEFT
        if away + _LEFT <= len(after):
            yield after[away : away + _LEFT], 0


def _between_paragraphs(anchor: InStory, running: Running) -> int:
    """The beginning of what is left between the paragraph before and the one after, or of that where nothing is; -1 where neither
    is found."""
    above, below = ([word.letters for word in words_of(text)] for text in (anchor.above, anchor.below))
    ends = [at + len(above) for at in _row_places([*above, PARAGRAPH], running)] if above else []
    begins = _row_places([PARAGRAPH, *below], running) if below else []
    if ends:
        return ends[0] + 1
    if not begins:
        return -1
    paragraph = running.spans[begins[0] + 1][0]
    return running.begins[max(paragraph - 1, 0)] if paragraph and not above else begins[0] + 1


def _between(running: Running, at: int) -> Stand:
    paragraph, start, _ = running.spans[min(at, len(running.spans) - 1)]
    return Stand(paragraph, start, 0, Found.GONE)


def _row_places(row: list[str], running: Running) -> list[int]:
    """Where these words, two or more, stand one after the other."""
    starts = running.pairs.get((row[0], row[1]), ())
    return [at for at in starts if running.letters[at : at + len(row)] == row]


def _pinned(story: str, paragraphs: Sequence[str], paragraph: int, words: Sequence[Word], index: int) -> InStory:
    text, word = paragraphs[paragraph], words[index]
    first = max(0, index - REACH)
    while word.start - words[first].start > QUOTE:
        first += 1
    last = min(len(words) - 1, index + REACH)
    while words[last].stop - word.stop > QUOTE:
        last -= 1
    before, after = text[words[first].start : word.start], text[word.stop : words[last].stop]
    starts, ends = first == 0, last == len(words) - 1
    noted = InStory(story, paragraph, word.start, before[-QUOTE:], text[word.start : word.stop], after[:QUOTE], starts, ends)
    above, below = _ending(paragraphs[:paragraph]), _beginning(paragraphs[paragraph + 1 :])
    return replace(noted, above=above, below=below)


def _ending(paragraphs: Sequence[str]) -> str:
    """The last words of the last of them that has any."""
    for text in reversed(paragraphs):
        if words := words_of(text)[-_ABOVE:]:
            return text[words[0].start : words[-1].stop][-QUOTE:]
    return ""


def _beginning(paragraphs: Sequence[str]) -> str:
    for text in paragraphs:
        if words := words_of(text)[:_ABOVE]:
            return text[words[0].start : words[-1].stop][:QUOTE]
    return ""


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
