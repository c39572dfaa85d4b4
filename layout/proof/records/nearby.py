"""The place in a story where most of what stood around a word is found, when not all of it is there any more. Pure.

Words that are rare in the story vote for places; around the places with the most votes, what stood around is laid along what
stands there now as one chain of words in their old order. The noted word is in the chain, or was replaced between two of its
links, or is gone from there.
"""

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from layout.proof.records.words import PARAGRAPH, Running

_COMMON = 16  # a word that stands in more places tells nothing and costs time
_BUCKET = 8  # words; votes so close are for one place
_WINDOW = 28  # words on either side of a place that was voted for
_SAME = 3  # of one word in a window, so many are looked at, those nearest to where it would be
_LEANING = 0.1  # towards where the word stood, so that of two equals the one in its old place is taken
_BACK = 24  # links behind a link among which its neighbour is looked for
_SHIFT = 0.04  # for each word that came in or went between two links
_COMPANY = 4  # words; so near around the noted one, and shifted by no more
_RARE_ENOUGH = 1.2  # one word that stands in the story once, and another that stands in it five times
_CLAUSE = 3  # words
_NEAR = 3  # a replaced word has links within so many words on both sides


class Context(NamedTuple):
    """What was noted: the letters of its words, and which of them is the noted word."""

    letters: list[str]
    word: int


class Nearby(NamedTuple):
    """A place among the running words. `between`: the word is gone, and stood before the one there. `words`: how many stand for
    the noted one."""

    at: int
    between: bool
    words: int = 1


class _Link(NamedTuple):
    """Word `old` of the context is word `new` of the story; `weight`: what it tells."""

    new: int
    old: int
    weight: float


def find_nearby(context: Context, running: Running, expected: int) -> Nearby | None:
    """The likeliest place; None where too little is left of what stood around. `expected`: where the word was, or -1."""
    best: tuple[float, list[_Link]] = (0.0, [])
    for centre in _voted(context, running, expected):
        found = _chain(_links(context, running, centre))
        leaning = _LEANING if abs(centre - expected) <= _WINDOW else 0.0
        if found[1] and found[0] + leaning > best[0]:
            best = found[0] + leaning, found[1]
    return _judged(context, running, best[1]) if best[1] else None


def _voted(context: Context, running: Running, expected: int) -> list[int]:
    """One or two places: the second only where it has half the votes of the first."""
    votes: defaultdict[int, float] = defaultdict(float)
    letters, word = context
    for old, each in enumerate(letters):
        away = old - word
        if each != PARAGRAPH:
            _vote(votes, running.places.get(each, ()), away, 1.0)
        if old + 1 < len(letters):
            _vote(votes, running.pairs.get((each, letters[old + 1]), ()), away, 2.0)
    if expected >= 0:
        votes[expected] += _LEANING
    sums: defaultdict[int, float] = defaultdict(float)
    for at, vote in votes.items():  # to both buckets that overlap there
        sums[at // _BUCKET] += vote
        sums[at // _BUCKET - 1] += vote
    order = sorted(sums, key=lambda bucket: (-sums[bucket], bucket))
    second = next((each for each in order if abs(each - order[0]) > 2), None) if order else None
    chosen = order[:1] if second is None or sums[second] < sums[order[0]] / 2 else [order[0], second]
    return [_most_voted(votes, bucket * _BUCKET) for bucket in chosen]


def _most_voted(votes: defaultdict[int, float], start: int) -> int:
    return max(range(start, start + 2 * _BUCKET), key=lambda at: votes.get(at, 0.0))


def _vote(votes: defaultdict[int, float], places: "list[int] | tuple[()]", away: int, weight: float) -> None:
    if len(places) <= _COMMON:
        for at in places:
            votes[at - away] += weight / len(places)


def _links(context: Context, running: Running, centre: int) -> list[_Link]:
    """Each word of the context with the same words of the window, in the story's order."""
    low, high = centre - _WINDOW, centre + _WINDOW
    links: list[_Link] = []
    for old, letters in enumerate(context.letters):
        places = running.places.get(letters)
        if not places:
            continue
        away = old - context.word
        inside = places[bisect_left(places, low) : bisect_left(places, high)]
        if len(inside) > _SAME:
            inside = sorted(inside, key=lambda at: abs(at - centre - away))[:_SAME]
        weight = _weight(letters, len(places), away)
        links.extend(_Link(at, old, weight) for at in inside)
    links.sort()
    return links


def _weight(letters: str, times: int, away: int) -> float:
    """The nearer to the noted word and the rarer in the story, the more."""
    if letters == PARAGRAPH:
        return 0.2
    return (0.4 + 0.6 / times) / (1 + abs(away) / 6)


def _chain(links: list[_Link]) -> tuple[float, list[_Link]]:
    """The heaviest chain that keeps both orders; neighbours that stayed neighbours weigh more, shifts less."""
    sums: list[float] = []
    before: list[int] = []
    for index, (new, old, weight) in enumerate(links):
        most, link = 0.0, -1
        for other in range(index - 1, max(-1, index - _BACK), -1):
            ahead, back = new - links[other][0], old - links[other][1]
            if ahead > 0 and back > 0:
                joined = weight / 2 if ahead == back == 1 else -_SHIFT * abs(ahead - back)
                if sums[other] + joined > most:
                    most, link = sums[other] + joined, other
        sums.append(most + weight)
        before.append(link)
    if not links:
        return 0.0, []
    at = max(range(len(links)), key=sums.__getitem__)
    total, chain = sums[at], []
    while at >= 0:
        chain.append(links[at])
        at = before[at]
    return total, chain[::-1]


def _judged(context: Context, running: Running, chain: list[_Link]) -> Nearby | None:
    """What became of the noted word, given what is left around it."""
    word = context.word
    real = [link for link in chain if context.letters[link.old] != PARAGRAPH]
    half = len(real) * 2 > sum(1 for each in context.letters if each != PARAGRAPH)
    same = next((link for link in real if link.old == word), None)
    if same is not None:
        return Nearby(same.new, False) if half or _kept_company(same, real, context, running) else None
    left = next((link for link in reversed(chain) if link.old < word), None)
    right = next((link for link in chain if link.old > word), None)
    near = left is not None and right is not None and word - left.old <= _NEAR and right.old - word <= _NEAR
    if not half and not (near and len(real) >= 3 and _rarity(real, context, running) >= 1):
        return None
    if left is None or right is None:  # one side alone does not tell what the word became
        return Nearby(left.new + 1 if left else right.new if right else 0, True)
    came, went = right.new - left.new - 1, right.old - left.old - 1
    if not came or not near or came > went + 2:
        return Nearby(left.new + 1, True)
    after = min(word - left.old, came) if word - left.old <= right.old - word else max(came + 1 - (right.old - word), 1)
    at = left.new + after
    if went == 1 and PARAGRAPH not in running.letters[left.new + 1 : right.new]:  # the noted word alone was replaced
        return Nearby(left.new + 1, False, came)
    taken_out = went >= _CLAUSE and 2 * came < went  # what little came for it stands for the clause, not for the word
    return Nearby(at, taken_out or running.letters[at] == PARAGRAPH)


def _kept_company(same: _Link, real: list[_Link], context: Context, running: Running) -> bool:
    """Whether enough is left around the word for it to be the noted one: two neighbours that stayed, or near it some words that
    are rare enough in the story, itself among them."""
    if _together(same, real) >= 3:
        return True
    company = [
        link
        for link in real
        if abs(link.old - same.old) <= _COMPANY and abs((link.new - same.new) - (link.old - same.old)) <= _COMPANY
    ]
    return len(company) > 1 and _rarity(company, context, running) >= _RARE_ENOUGH


def _rarity(links: list[_Link], context: Context, running: Running) -> float:
    """1 for each word that stands in the story once."""
    return sum(1 / len(running.places[context.letters[link.old]]) for link in links)


def _together(same: _Link, real: list[_Link]) -> int:
    """How many links around the noted word have stayed neighbours, it among them."""
    kept = {link.old: link.new for link in real}
    count = 1
    for step in (-1, 1):
        old = same.old + step
        while kept.get(old) == same.new + old - same.old:
            count += 1
            old += step
    return count
