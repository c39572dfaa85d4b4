"""Which words of a text stand for which of another: the shortest way from one to the other, within bounds.

Myers 1986, "An O(ND) Difference Algorithm", as far as texts are much alike; beyond MOST_EDITS, words that stand once in each of
them hold them together (Bram Cohen's patience diff), and what lies between is another text.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

MOST_EDITS = 100  # the cost grows with its square: some 5,000 steps a paragraph
SHORT_RUN = 2  # words left alone between longer edits read worse than one edit


class Span(NamedTuple):
    """Words `was_from` to before `was_to` of the one became `now_from` to before `now_to` of the other."""

    was_from: int
    was_to: int
    now_from: int
    now_to: int

    @property
    def size(self) -> int:
        """How many words it touches."""
        return max(self.was_to - self.was_from, self.now_to - self.now_from)


def changed_spans(was: Sequence[str], now: Sequence[str]) -> tuple[Span, ...]:
    """The spans that differ, in order; all between them is the same. The same spans the other way round."""
    if tuple(now) < tuple(was):
        return tuple([Span(c, d, a, b) for a, b, c, d in _changed(now, was)])
    return _changed(was, now)


def _changed(was: Sequence[str], now: Sequence[str]) -> tuple[Span, ...]:
    shortest = min(len(was), len(now))
    head = 0
    while head < shortest and was[head] == now[head]:
        head += 1
    tail = 0
    while tail < shortest - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    middle_was, middle_now = was[head : len(was) - tail], now[head : len(now) - tail]
    if not middle_was and not middle_now:
        return ()
    same = _same(middle_was, middle_now)
    return tuple(_readable(_between(same, len(middle_was), len(middle_now), head)))


def increasing(values: Sequence[int]) -> list[int]:
    """Indices of a longest increasing run of the values."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[at], ends[at] = value, index
    run: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def _same(was: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices of words that stay, both increasing."""
    if not was or not now:
        return []
    found = _shortest_way(was, now)
    return found if found is not None else _held_by_single_words(was, now)


def _shortest_way(was: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]] | None:
    """Myers's; None where it takes more than MOST_EDITS."""
    reached = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(min(MOST_EDITS, len(was) + len(now)) + 1):
        history.append(dict(reached))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
            x = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < len(was) and y < len(now) and was[x] == now[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(was) and y >= len(now):
                return _way_back(history, len(was), len(now))
    return None


def _way_back(history: Sequence[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(history) - 1, -1, -1):
        reached, diagonal = history[edits], x - y
        down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
        from_diagonal = diagonal + 1 if down else diagonal - 1
        from_x = reached[from_diagonal] if edits else 0
        from_y = from_x - from_diagonal if edits else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]


def _held_by_single_words(was: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """Words that stand once on either side and in the same order, and their like neighbours."""
    once_was, once_now = (Counter(words) for words in (was, now))
    where = {word: index for index, word in enumerate(now) if once_now[word] == 1}
    pairs = [(index, where[word]) for index, word in enumerate(was) if once_was[word] == 1 and word in where]
    held = [pairs[index] for index in increasing([now_at for _was_at, now_at in pairs])]
    same: list[tuple[int, int]] = []
    for number, (x, y) in enumerate(held):
        last_x, last_y = same[-1] if same else (-1, -1)
        if x <= last_x:
            continue
        back = 0
        while x - back - 1 > last_x and y - back - 1 > last_y and was[x - back - 1] == now[y - back - 1]:
            back += 1
        same += [(x - each, y - each) for each in range(back, -1, -1)]
        next_x, next_y = held[number + 1] if number + 1 < len(held) else (len(was), len(now))
        while x + 1 < next_x and y + 1 < next_y and was[x + 1] == now[y + 1]:
            x, y = x + 1, y + 1
            same.append((x, y))
    return same


def _between(same: Sequence[tuple[int, int]], was_length: int, now_length: int, head: int) -> list[Span]:
    spans = []
    x = y = 0
    for was_at, now_at in [*same, (was_length, now_length)]:
        if was_at > x or now_at > y:
            spans.append(Span(x + head, was_at + head, y + head, now_at + head))
        x, y = was_at + 1, now_at + 1
    return spans


def _readable(spans: Sequence[Span]) -> list[Span]:
    """Longer edits with a word or two between them are one."""
    told: list[Span] = []
    for span in spans:
        if told:
            last = told[-1]
            gap = span.was_from - last.was_to
            if gap <= SHORT_RUN and gap < min(last.size, span.size):
                told[-1] = Span(last.was_from, span.was_to, last.now_from, span.now_to)
                continue
        told.append(span)
    return told
