"""Two versions of a page compared. In: their traces. Out: a Comparison. Pure; the cost grows with the words on the pages."""

from collections.abc import Iterator, Mapping, Sequence

from layout.proof.compare.art import art_changes
from layout.proof.compare.blocks import AD, FROM, PAGE, STORY, Ground, Pair, block_changes, pair_blocks
from layout.proof.compare.change import EDITS_OF_TEXT, Change, Comparison, Kind
from layout.proof.compare.jumps import jump_changes, with_their_type
from layout.proof.compare.over import left_over
from layout.proof.compare.passages import Passage, passages
from layout.proof.compare.setting import setting_changes
from layout.proof.compare.sheet import sheet_changes
from layout.proof.compare.texts import AD_LABEL, compare_text
from layout.proof.compare.turned import turned
from layout.proof.trace import Trace

HEADLINE = "headline"


def compare_traces(before: Trace, after: Trace) -> Comparison:
    """All that changed: text and lines by story as they stand on the page after, then blocks, art and ads, then the page itself.

    An ad that is new or gone takes its label with it.
    """
    pairs = pair_blocks(before.blocks, after.blocks)
    owners = _owners(pairs)
    was, now = passages(before.lines, owners[0]), passages(after.lines, owners[1])
    ground = Ground({"": PAGE} | {pair.now.letter: pair for pair in pairs if pair.now is not None}, after.grid.baseline)
    labels = {_named(index) for index, pair in enumerate(pairs) if None in (pair.was, pair.now) and pair.one.what == AD}
    told: list[Change] = []
    for owner in (*now, *(each for each in was if each not in now)):
        if owner in labels:
            continue
        sides = was.get(owner, ()), now.get(owner, ())
        told += _of_owner(owner, sides, pairs, ground)
    told = [*with_their_type(told, tuple(jump_changes(pairs)))]
    told += [*block_changes(pairs, before, after), *art_changes(pairs, before, after)]
    told += sheet_changes(before, after, pairs, told)
    files_known = all(each.digest for each in (*before.art, *after.art))
    return Comparison(tuple(told), _editorial_same(told, ground.blocks), _headlines(told, was, now), files_known)


def _owners(pairs: Sequence[Pair]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """By block letter, before and after, whom type of no story belongs to: the same owner where the block is the same."""
    was, now = {"": "page"}, {"": "page"}
    for index, pair in enumerate(pairs):
        owner = _named(index)
        if pair.was is not None:
            was[pair.was.letter] = owner
        if pair.now is not None:
            now[pair.now.letter] = owner
    return was, now


def _of_owner(
    owner: str, sides: tuple[Sequence[Passage], Sequence[Passage]], pairs: Sequence[Pair], ground: Ground
) -> Iterator[Change]:
    was, now = sides
    if was == now and all(pair.by == (0.0, 0.0) and pair.kept for pair in (ground.blocks.get(each.block, PAGE) for each in now)):
        return
    story = owner.removeprefix("story ") if owner.startswith("story ") else ""
    text = compare_text(was, now, story)
    changes = tuple(turned(text.changes, sides, _pages(story, ground.blocks)))
    yield from left_over(changes, sides, _blocks_of(owner, story, pairs))
    yield from setting_changes(text.pairs, story, ground)


def _blocks_of(owner: str, story: str, pairs: Sequence[Pair]) -> list[Pair]:
    """Those in which the owner's text runs."""
    if story:
        return [pair for pair in pairs if pair.one.what in (STORY, FROM) and story in pair.one.stories]
    return [pair for index, pair in enumerate(pairs) if _named(index) == owner]


def _pages(story: str, blocks: Mapping[str, Pair]) -> tuple[str, str]:
    """To which page the story goes on from here, from which it comes; "" for none."""
    if not story:
        return "", ""
    found = [each for pair in blocks.values() for each in (pair.was, pair.now) if each is not None and story in each.stories]
    goes_on = next((each.jump_to for each in reversed(found) if each.jump_to), "")
    return goes_on, next((each.jump_from for each in reversed(found) if each.jump_from), "")


def _named(index: int) -> str:
    """The owner of type of no story in the pair of that place."""
    return f"block {index}"


def _editorial_same(changes: Sequence[Change], blocks: Mapping[str, Pair]) -> bool:
    """Words of an ad's block are the ad's: the label over it."""
    ads = {letter for letter, pair in blocks.items() if pair is not PAGE and pair.one.what == AD}
    words = [each for each in changes if each.what in EDITS_OF_TEXT or each.kind is Kind.JUMP]
    return all(each.part == AD_LABEL or (each.block in ads and not each.story) for each in words)


def _headlines(
    changes: Sequence[Change], was: Mapping[str, Sequence[Passage]], now: Mapping[str, Sequence[Passage]]
) -> Mapping[str, str]:
    """Of each story that changed, as it reads after; before, where it is gone or has none any more."""
    headlines = {}
    for story in dict.fromkeys(each.story for each in changes if each.story):
        both = (*now.get(f"story {story}", ()), *was.get(f"story {story}", ()))
        headlines[story] = next((each.text for each in both if each.kind == HEADLINE), "")
    return headlines
