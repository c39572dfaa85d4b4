"""Where a story is parted between a page that was released and another one: whether its words go on as they should.

In: the story's words as they stood when the page was released, and as they are set now, each with the place at which it is
parted. Out: what is lost between the two, what stands on both. Letters and figures alone are compared.

Which place of one text is the same as a place of the other is told by their longest common subsequence: every pair of places
through which a longest one leads may be the same. Of these it is the one at which the words next to it agree, too.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from layout.base.values import dataclass
from layout.passing.page_reading import letters

_CONTEXT = 3  # words beside a seam by which it is known: two are "of the" too often
_SHINGLE = 8  # words in a row by which a passage is known that was moved over the seam


class Fit(StrEnum):
    """What becomes of the story at a seam."""

    WHOLE = "whole"
    LOST = "lost"  # words stand on neither side
    DOUBLED = "doubled"  # words stand on both
    REWRITTEN = "rewritten"  # both sides of the seam read otherwise: nothing can be counted


@dataclass(frozen=True, slots=True)
class Seam:
    """How the two sides fit. `words`: those that are lost or doubled, in their order."""

    fit: Fit
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parted:
    """A story's words, parted before the word `at`."""

    words: Sequence[str]
    at: int


WHOLE = Seam(Fit.WHOLE)


def judge_below(frozen: Parted, below: Parted) -> Seam:
    """What stands before the seam is released, what comes after it is that of the other text."""
    return WHOLE if _is_untouched(frozen, below) else _judged(_Texts(frozen, below.words), below, above=False)


def judge_above(above: Parted, frozen: Parted) -> Seam:
    """What comes after the seam is released, what stands before it is that of the other text."""
    return WHOLE if _is_untouched(above, frozen) else _judged(_Texts(frozen, above.words), above, above=True)


def same_place(frozen: Parted, words: Sequence[str]) -> int:
    """The place in other words that is most likely the one at which these are parted."""
    if _is_untouched(frozen, Parted(words, frozen.at)):
        return frozen.at
    texts = _Texts(frozen, words)
    places = texts.places
    return next((place for place in places if texts.tail(place) or texts.head(place)), places[0])


def _is_untouched(one: Parted, other: Parted) -> bool:
    """The same words, parted at the same place: most stories that go on elsewhere, most of the time."""
    return bool(one.words) and one.at == other.at and tuple(one.words) == tuple(other.words)


class _Texts:
    """Two texts, the first of them parted, and where the other may be parted likewise."""

    def __init__(self, fixed: Parted, moving: Sequence[str]) -> None:
        self.fixed, self.at = _keys(fixed.words), fixed.at
        self.moving = _keys(moving)
        before = _common(self.fixed[: self.at], self.moving)
        after = _common(self.fixed[self.at :][::-1], self.moving[::-1])[::-1]
        sums = [one + other for one, other in zip(before, after, strict=True)]
        longest = max(sums)
        self.places = [place for place, each in enumerate(sums) if each == longest]

    def tail(self, place: int) -> bool:
        """True where the words right before it are those before the seam."""
        length = min(_CONTEXT, self.at)
        return length > 0 and self.fixed[self.at - length : self.at] == self.moving[max(place - length, 0) : place]

    def head(self, place: int) -> bool:
        """True where the words right after it are those after the seam."""
        following = self.fixed[self.at : self.at + _CONTEXT]
        return bool(following) and following == self.moving[place : place + len(following)]

    def good(self, above: bool) -> list[int]:
        """The places at which the story reads on. Words that came in at the very seam belong to the side that is made now."""
        found: list[int] = []
        for run in _runs(self.places):
            near, far = (self.head, self.tail) if above else (self.tail, self.head)
            close = [place for place in run if near(place)]
            further = [place for place in run if far(place)]
            if close and above:
                further = [place for place in further if place > max(close)]
            elif close:
                further = [place for place in further if place < min(close)]
            found += close + further
        return sorted(set(found))


def _judged(texts: _Texts, moving: Parted, *, above: bool) -> Seam:
    good, at = texts.good(above), moving.at
    if not good:
        return Seam(Fit.REWRITTEN)
    if at in good:
        return _moved_over(texts, moving, above=above)
    place = min(good, key=lambda each: abs(each - at))
    fit = Fit.LOST if (place < at) is not above else Fit.DOUBLED
    return Seam(fit, tuple(moving.words[min(place, at) : max(place, at)]))


def _moved_over(texts: _Texts, moving: Parted, *, above: bool) -> Seam:
    """The seam itself is right; passages that were moved from one side of it to the other are not."""
    old = set(_shingles(texts.fixed[: texts.at])), set(_shingles(texts.fixed[texts.at :]))
    released, others = old[::-1] if above else old
    made, unmade = texts.moving[: moving.at], texts.moving[moving.at :]
    start = 0 if above else moving.at
    if not above:
        made, unmade = unmade, made
    printed = set(_shingles(made))
    doubled = _covered(made, released - others - set(_shingles(unmade)))
    if doubled:
        return Seam(Fit.DOUBLED, tuple(moving.words[start + place] for place in doubled))
    lost = _covered(unmade, others - released - printed)
    start = moving.at if above else 0
    return Seam(Fit.LOST, tuple(moving.words[start + place] for place in lost)) if lost else WHOLE


def _shingles(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(keys[place : place + _SHINGLE]) for place in range(len(keys) - _SHINGLE + 1))


def _covered(keys: Sequence[str], wanted: set[tuple[str, ...]]) -> list[int]:
    """The places of all words that lie in one of those passages."""
    hits = (place for place, shingle in enumerate(_shingles(keys)) if shingle in wanted)
    return sorted({place + further for place in hits for further in range(_SHINGLE)})


def _keys(words: Iterable[str]) -> list[str]:
    return [letters(word) for word in words]


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Places that follow one another."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _common(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """The length of the longest common subsequence of `one` and the first n words of `other`, for every n from 0.

    A row of bits, one for each word of `other`, is updated for each word of `one`; a zero marks where the length grows. It is the
    usual table, a row of it at a time: quick enough for any story.
    """
    places: dict[str, int] = {}
    for place, word in enumerate(other):
        places[word] = places.get(word, 0) | 1 << place
    whole = (1 << len(other)) - 1
    row = whole
    for word in one:
        hit = row & places.get(word, 0)
        row = (row + hit | row - hit) & whole
    lengths = [0]
    for place in range(len(other)):
        lengths.append(lengths[-1] + (not row >> place & 1))
    return lengths
