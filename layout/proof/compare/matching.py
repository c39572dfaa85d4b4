"""Which passage of a text is which of another: the same words first, then the likest.

Costs grow with the words, not with their square: passages are looked up by what they say, and candidates by words that are rare.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layout.proof.compare.passages import BODY, Passage
from layout.proof.compare.words import increasing

ALIKE = 0.35  # of their words in common, for two passages at the same place
ALIKE_ELSEWHERE = 0.6  # for two in different places
MOST_PASSAGES = 12  # a word that stands in more than this is no clue
MOST_CANDIDATES = 4
LEAST_OF_A_PART = 2  # words


class Match(NamedTuple):
    """Passage `was` of the one is passage `now` of the other. `displaced`: not in the order of the rest."""

    was: int
    now: int
    displaced: bool


def match_passages(was: Sequence[Passage], now: Sequence[Passage]) -> tuple[Match, ...]:
    """The pairs, in the order of `now`; each passage stands in one pair at most. The same pairs the other way round."""
    if [(each.kind, each.words) for each in now] < [(each.kind, each.words) for each in was]:
        turned = [Match(match.now, match.was, match.displaced) for match in _matched(now, was)]
        return tuple(sorted(turned, key=lambda match: match.now))
    return tuple(sorted(_matched(was, now), key=lambda match: match.now))


def _matched(was: Sequence[Passage], now: Sequence[Passage]) -> list[Match]:
    same = _same(was, now)
    in_order = {same[index] for index in increasing([was_at for was_at, _now_at in same])}
    matches = [Match(*pair, pair not in in_order) for pair in same]
    free_was = _free(len(was), [pair[0] for pair in same])
    free_now = _free(len(now), [pair[1] for pair in same])
    places = _places(len(was), sorted(pair[0] for pair in in_order)), _places(len(now), sorted(pair[1] for pair in in_order))
    for was_at, now_at in [*_likest(was, now, free_was, free_now, places), *_rest(was, now, free_was, free_now, places)]:
        matches.append(Match(was_at, now_at, places[0][was_at] != places[1][now_at]))
    return matches


def _same(was: Sequence[Passage], now: Sequence[Passage]) -> list[tuple[int, int]]:
    """Passages of the same kind and words: the first with the first, and so on; in the order of `now`."""
    where: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for index in range(len(was) - 1, -1, -1):
        where.setdefault((was[index].kind, was[index].words), []).append(index)
    pairs = []
    for index, passage in enumerate(now):
        found = where.get((passage.kind, passage.words))
        if found:
            pairs.append((found.pop(), index))
    return pairs


def _free(count: int, taken: Sequence[int]) -> list[int]:
    gone = set(taken)
    return [index for index in range(count) if index not in gone]


def _places(count: int, anchors: Sequence[int]) -> list[int]:
    """For each passage, how many anchors stand before it."""
    places, before = [], 0
    for index in range(count):
        places.append(before)
        if before < len(anchors) and anchors[before] == index:
            before += 1
    return places


def _likest(
    was: Sequence[Passage], now: Sequence[Passage], free_was: list[int], free_now: list[int], places: tuple[list[int], list[int]]
) -> list[tuple[int, int]]:
    """The likest pairs of the passages that are free, which are taken from the lists of those."""
    scored = []
    for was_at, now_at, score in _candidates(was, now, free_was, free_now):
        here = places[0][was_at] == places[1][now_at]
        if score >= (ALIKE if here else ALIKE_ELSEWHERE):
            scored.append((not here, -score, abs(was_at - now_at), was_at + now_at, was_at, now_at))
    pairs = []
    left_was, left_now = set(free_was), set(free_now)
    for *_order, was_at, now_at in sorted(scored):
        if was_at in left_was and now_at in left_now:
            left_was.remove(was_at)
            left_now.remove(now_at)
            pairs.append((was_at, now_at))
    free_was[:], free_now[:] = sorted(left_was), sorted(left_now)
    return pairs


def _candidates(
    was: Sequence[Passage], now: Sequence[Passage], free_was: Sequence[int], free_now: Sequence[int]
) -> Iterator[tuple[int, int, float]]:
    """Pairs that share rare words, with the share of words that they have in common."""
    bags = {index: Counter(was[index].words) for index in free_was}
    holders: dict[tuple[str, str], list[int]] = {}
    for index, bag in bags.items():
        for word in bag:
            holders.setdefault((was[index].kind, word), []).append(index)
    for now_at in free_now:
        bag = Counter(now[now_at].words)
        shared: Counter[int] = Counter()
        for word in bag:
            found = holders.get((now[now_at].kind, word), ())
            if len(found) <= MOST_PASSAGES:
                shared.update(found)
        for was_at in sorted(shared, key=lambda index: (-shared[index], abs(index - now_at), index))[:MOST_CANDIDATES]:
            yield was_at, now_at, _likeness(was[was_at], now[now_at], (bags[was_at], bag))


def _likeness(was: Passage, now: Passage, bags: tuple[Counter[str], Counter[str]]) -> float:
    """The share of their words that they have in common; 1 for a paragraph and what of it stands on the page before a jump."""
    old, new = bags
    short, long = sorted((was.words, now.words), key=len)
    inner = len(short) - 1  # the word at the end may be cut by a hyphen
    if inner >= LEAST_OF_A_PART and (long[:inner] == short[:inner] or long[len(long) - inner :] == short[1:]):
        return 1.0
    return 2 * (old & new).total() / (old.total() + new.total())


def _rest(
    was: Sequence[Passage], now: Sequence[Passage], free_was: list[int], free_now: list[int], places: tuple[list[int], list[int]]
) -> Iterator[tuple[int, int]]:
    """What is no body text and has its place is the same thing with other words: a headline for a headline."""
    waiting: dict[tuple[str, int], list[int]] = {}
    for was_at in free_was:
        if was[was_at].kind != BODY:
            waiting.setdefault((was[was_at].kind, places[0][was_at]), []).append(was_at)
    for now_at in free_now:
        found = waiting.get((now[now_at].kind, places[1][now_at]))
        if found:
            yield found.pop(0), now_at
