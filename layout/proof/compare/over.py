"""Words that no one wrote or took out: those at a text's end that have no room on the page any longer, or have it again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from layout.proof.compare.blocks import Pair, counted
from layout.proof.compare.change import Change, What
from layout.proof.compare.texts import part_named
from layout.proof.compare.turned import Sides, at_the_end
from layout.proof.trace import TracedBlock


def left_over(changes: Sequence[Change], sides: Sides, blocks: Sequence[Pair]) -> Iterator[Change]:
    """One owner's changes, those of its end told as over where more or fewer lines of its `blocks` are."""
    before, after = _lines(pair.was for pair in blocks), _lines(pair.now for pair in blocks)
    whole, what = (What.DELETED, What.OVER) if after > before else (What.INSERTED, What.NO_LONGER_OVER)
    found = {id(each) for each in at_the_end(changes, sides, whole)} if before != after else set()
    for each in changes:
        yield replace(each, what=what, said=_said(each, what), lines=after) if id(each) in found else each


def _lines(blocks: Iterable[TracedBlock | None]) -> int:
    return sum(each.over for each in blocks if each is not None)


def _said(change: Change, what: What) -> str:
    named = f"{counted(change.words, 'word')} of {part_named(change.part, change.paragraph, change.former)}"
    return f"{named} {not_there(change.words) if what is What.OVER else there_again(change.words)}"


def not_there(words: int) -> str:
    """What became of words that are over."""
    return f"{'is' if words == 1 else 'are'} not on the page"


def there_again(words: int) -> str:
    """And of those that were."""
    return f"{'stands' if words == 1 else 'stand'} on the page now"
