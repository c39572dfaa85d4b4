"""The page itself compared: its size, its grid, its rules and tints."""

from collections.abc import Iterator, Sequence

from layout.proof.compare.blocks import Pair, counted, near
from layout.proof.compare.change import Change, Kind, What
from layout.proof.trace import Rectangle, Trace, TracedBlock

GUTTER = 16.0  # points: rules between columns stand beside the blocks that they part


def sheet_changes(before: Trace, after: Trace, pairs: Sequence[Pair], told: Sequence[Change]) -> Iterator[Change]:
    """`told`: all that was found by now. Rules in and about a block of which something is told are that block's."""
    if not near((before.width, before.height, before.bleed), (after.width, after.height, after.bleed)):
        size = [f"{trace.width:.1f} × {trace.height:.1f} points with {trace.bleed:.1f} of bleed" for trace in (after, before)]
        yield Change(Kind.OTHER, What.SHEET, f"the page is {size[0]}, not {size[1]}")
    if before.page != after.page:
        yield Change(Kind.OTHER, What.SHEET, f"the page is numbered {after.page}, not {before.page}")
    if before.section != after.section:
        yield Change(Kind.OTHER, What.SHEET, f"the page's section is '{after.section}', not '{before.section}'")
    if before.left_hand is not after.left_hand:
        yield Change(Kind.OTHER, What.SHEET, f"the page is a {'left' if after.left_hand else 'right'}-hand one now")
    if before.grid != after.grid:
        yield Change(Kind.OTHER, What.SHEET, "the page's grid is another")
    yield from _rules("rule", (before.rules, after.rules), pairs, told)
    yield from _rules("tint", (before.tints, after.tints), pairs, told)


def _rules(
    name: str, sides: tuple[Sequence[Rectangle], Sequence[Rectangle]], pairs: Sequence[Pair], told: Sequence[Change]
) -> Iterator[Change]:
    was, now = sides
    if was == now:
        return
    old, new = set(was), set(now)
    gone, come = [each for each in was if each not in new], [each for each in now if each not in old]
    letters = {each.block for each in told if each.block}
    changed = [pair for pair in pairs if pair.one.letter in letters]
    gone = [each for each in gone if not any(pair.was and _about(pair.was, each) for pair in changed)]
    come = [each for each in come if not any(pair.now and _about(pair.now, each) for pair in changed)]
    if gone or come:
        said = " and ".join([f"{counted(len(each), name)} {verb}" for each, verb in ((gone, "gone"), (come, "new")) if each])
        yield Change(Kind.OTHER, What.RULES, said, was_areas=tuple(gone), now_areas=tuple(come))


def _about(block: TracedBlock, area: Rectangle) -> bool:
    """True if the middle of the area lies in the block or in the white round it."""
    x, y = area[0] + area[2] / 2, area[1] + area[3] / 2
    return any(
        left - GUTTER <= x <= left + width + GUTTER and top - GUTTER <= y <= top + height + GUTTER
        for left, top, width, height in block.areas
    )
