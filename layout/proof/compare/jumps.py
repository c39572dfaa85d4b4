"""Pages that blocks name: where their stories go on and where they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.proof.compare.blocks import Pair, named
from layout.proof.compare.change import Change, Kind, What
from layout.proof.compare.texts import JUMP_LINE, KICKER
from layout.proof.trace import TracedBlock


def jump_changes(pairs: Sequence[Pair]) -> Iterator[Change]:
    """One for each block whose story goes on, or comes from, elsewhere; its areas are the block's."""
    for pair in pairs:
        if pair.was is not None and pair.now is not None:
            yield from _of_block(pair.was, pair.now)


def _of_block(was: TracedBlock, now: TracedBlock) -> Iterator[Change]:
    if was.jump_to != now.jump_to:
        yield _change(JUMP_LINE, _goes_on(was, now), (was, now))
    if was.jump_from != now.jump_from:
        yield _change(KICKER, _comes_from(was, now), (was, now))


def _goes_on(was: TracedBlock, now: TracedBlock) -> str:
    if not now.jump_to:
        return f"{named(now)} no longer jumps to page {was.jump_to}"
    if not was.jump_to:
        return f"{named(now)} now jumps to page {now.jump_to}"
    return f"the jump line of '{now.stories[0]}' now points to page {now.jump_to}, not {was.jump_to}"


def _comes_from(was: TracedBlock, now: TracedBlock) -> str:
    if not now.jump_from:
        return f"{named(now)} no longer goes on from page {was.jump_from}"
    if not was.jump_from:
        return f"{named(now)} now goes on from page {now.jump_from}"
    return f"{named(now)} now goes on from page {now.jump_from}, not {was.jump_from}"


def _change(part: str, said: str, blocks: tuple[TracedBlock, TracedBlock]) -> Change:
    was, now = blocks
    story = now.stories[0] if now.stories else ""
    pages = [each.jump_to if part == JUMP_LINE else each.jump_from for each in blocks]
    change = Change(Kind.JUMP, What.JUMP, said, story=story, block=now.letter, part=part, was=pages[0], now=pages[1])
    return replace(change, was_areas=was.areas, now_areas=now.areas)


def with_their_type(changes: Sequence[Change], jumps: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of type and the jumps as one list: a jump takes the place, and the areas, of the words that print it."""
    left = list(jumps)
    told = []
    for each in changes:
        jump = next((jump for jump in left if (jump.block, jump.part) == (each.block, each.part)), None)
        prints = each.kind is Kind.JUMP or (each.part == KICKER and each.kind is Kind.TEXT)
        if jump is None or not prints:
            told.append(each)
            continue
        left.remove(jump)
        told.append(_joined(each, jump))
    return (*told, *left)


def _joined(type_change: Change, jump: Change) -> Change:
    return replace(type_change, kind=Kind.JUMP, what=What.JUMP, said=jump.said)
