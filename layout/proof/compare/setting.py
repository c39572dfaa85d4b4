"""Lines compared where the words are the same: broken, spaced or sized otherwise, or standing elsewhere in their block."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from layout.proof.compare.blocks import Ground, Pair, counted, lines_of, near
from layout.proof.compare.change import Change, Kind, What
from layout.proof.compare.passages import BODY, Passage, joined_areas, line_spans
from layout.proof.compare.texts import Paired, part_named
from layout.proof.trace import TracedLine

SIZE_SEEN = 0.05  # points

Place = tuple[int, int]


class Lines(NamedTuple):
    """Lines of a pair of passages. `same`: those of the same words on both sides; `was`, `now`: those that are broken
    otherwise though none of their words changed."""

    same: tuple[tuple[TracedLine, TracedLine], ...]
    was: tuple[TracedLine, ...]
    now: tuple[TracedLine, ...]


def setting_changes(pairs: Sequence[Paired], story: str, ground: Ground) -> Iterator[Change]:
    """The changes of one owner's lines, at most one of each kind for the text and one for each part of the head.

    That a headline of other words breaks otherwise is not told.
    """
    rest: list[tuple[Paired, Lines]] = []
    resized: dict[tuple[str, float, float], list[Paired]] = {}
    for told in pairs:
        sizes = _size(told.was), _size(told.now)
        if abs(sizes[0] - sizes[1]) > SIZE_SEEN:
            resized.setdefault((told.now.kind, *sizes), []).append(told)
        else:
            lines = _lines(told)
            rest.append((told, lines._replace(was=(), now=()) if told.spans and told.now.kind != BODY else lines))
    for (_kind, *both), group in resized.items():
        yield _resized(group, story, both)
    for kind in dict.fromkeys(told.now.kind for told, _lines_of in rest):
        yield from _of_kind([(told, lines) for told, lines in rest if told.now.kind == kind], story, ground)


def _of_kind(rest: Sequence[tuple[Paired, Lines]], story: str, ground: Ground) -> Iterator[Change]:
    """`rest` is of one kind of type."""
    first = rest[0][0].now
    was = [line for _told, lines in rest for line in lines.was]
    now = [line for _told, lines in rest for line in lines.now]
    if was or now:
        yield _change(first, story, What.REBROKEN, _broken(first, was, now), (was, now))
    spaced, shifted = [], []
    for _told, lines in rest:
        for old, new in lines.same:
            if not _set_alike(old, new):
                spaced.append((old, new))
            elif not _stands(old, new, ground.blocks):
                shifted.append((old, new))
    if spaced:
        said = f"{_count(first, len(spaced))} spaced differently"
        yield _change(first, story, What.RESPACED, said, _sides(spaced))
    if shifted:
        said = _way(first, shifted, ground.baseline)
        yield _change(first, story, What.SHIFTED, said, _sides(shifted))


def _size(passage: Passage) -> float:
    return max(line.size for line in passage.lines[-1:])


def _resized(group: Sequence[Paired], story: str, sizes: Sequence[float]) -> Change:
    """`group`: of one kind of type, and of the same two sizes."""
    first = group[0].now
    named = "the text" if len(group) > 1 and first.kind == BODY else part_named(first.kind, first.paragraph if story else -1)
    said = f"{named} is set in {sizes[1]:g} points, not {sizes[0]:g}"
    lines = [line for told in group for line in told.was.lines], [line for told in group for line in told.now.lines]
    return _change(first, story, What.TYPE_SIZE, said, lines)


def _lines(told: Paired) -> Lines:
    """Which line is which: those that hold the same stretch of the text."""
    to_was = _map(told)
    to_now = {now: was for was, now in to_was.items()}
    was_spans = dict(zip(line_spans(told.was), told.was.lines, strict=True))
    now_spans = dict(zip(line_spans(told.now), told.now.lines, strict=True))
    same, rebroken_now, found = [], [], set()
    for span, line in now_spans.items():
        there = _translated(span, to_was)
        if there is None:
            continue
        if there in was_spans:
            same.append((was_spans[there], line))
            found.add(there)
        else:
            rebroken_now.append(line)
    rebroken_was = [line for span, line in was_spans.items() if span not in found and _translated(span, to_now) is not None]
    return Lines(tuple(same), tuple(rebroken_was), tuple(rebroken_now))


def _map(told: Paired) -> dict[int, int]:
    """Tokens of the new text to those of the old that they are."""
    pairs: dict[int, int] = {}
    x = y = 0
    for span in told.spans:
        pairs.update(zip(range(y, span.now_from), range(x, span.was_from), strict=True))
        x, y = span.was_to, span.now_to
    pairs.update(zip(range(y, len(told.now.tokens)), range(x, len(told.was.tokens)), strict=True))
    return pairs


def _translated(span: tuple[Place, Place], pairs: Mapping[int, int]) -> tuple[Place, Place] | None:
    """The stretch as places of the other text; None where a word of it is not there."""
    (first, letter), (last, end) = span
    final = last if end else last - 1
    if first not in pairs or final not in pairs or pairs[final] - pairs[first] != final - first:
        return None
    if any(index not in pairs for index in range(first, final)):
        return None
    return (pairs[first], letter), ((pairs[final], end) if end else (pairs[final] + 1, 0))


def _set_alike(was: TracedLine, now: TracedLine) -> bool:
    """True if the words are as large and stand as far from one another as before."""
    if abs(was.size - now.size) > SIZE_SEEN:
        return False
    here, there = was.words[0].x, now.words[0].x
    return len(was.words) == len(now.words) and all(
        near((old.x - here, old.width), (new.x - there, new.width)) for old, new in zip(was.words, now.words, strict=True)
    )


def _stands(was: TracedLine, now: TracedLine, blocks: Mapping[str, Pair]) -> bool:
    """True if the line stands where its block took it. Blocks of another shape are told as that."""
    pair = blocks.get(now.block)
    if pair is None or (pair.was is not None and (pair.was.letter != was.block or not pair.kept)):
        return True
    went = now.words[0].x - was.words[0].x, now.baseline - was.baseline
    return near(went, pair.by)


def _broken(first: Passage, was: Sequence[TracedLine], now: Sequence[TracedLine]) -> str:
    lines = now or was
    if first.kind != BODY or not lines[0].number:
        return f"{part_named(first.kind, -1)} is broken differently"
    verb = "breaks" if len(lines) == 1 else "break"
    return f"{counted(len(lines), 'line')} of the same words {verb} differently, from line {lines[0].number} on"


def _count(first: Passage, lines: int) -> str:
    of_text = first.kind == BODY
    what = counted(lines, "line") if of_text else part_named(first.kind, -1)
    return f"{what} {'are' if of_text and lines != 1 else 'is'}"


def _way(first: Passage, shifted: Sequence[tuple[TracedLine, TracedLine]], baseline: float) -> str:
    """Up or down where all went alike."""
    ways = {round(new.baseline - old.baseline, 1) for old, new in shifted}
    aside = any(abs(new.words[0].x - old.words[0].x) > SIZE_SEEN for old, new in shifted)
    if aside or len(ways) > 1:
        what = counted(len(shifted), "line") if first.kind == BODY else part_named(first.kind, -1)
        return f"{what} moved within the block"
    by = ways.pop()
    return f"{_count(first, len(shifted))} {lines_of(abs(by), baseline)} {'lower' if by > 0 else 'higher'}"


def _sides(pairs: Sequence[tuple[TracedLine, TracedLine]]) -> tuple[list[TracedLine], list[TracedLine]]:
    return [old for old, _new in pairs], [new for _old, new in pairs]


def _change(
    first: Passage, story: str, what: What, said: str, sides: tuple[Sequence[TracedLine], Sequence[TracedLine]]
) -> Change:
    kind = Kind.REBROKEN if what in (What.REBROKEN, What.RESPACED, What.TYPE_SIZE) else Kind.MOVED
    was, now = sides
    return Change(
        kind,
        what,
        said,
        story=story,
        block=first.block,
        part=first.kind,
        was_areas=joined_areas(was),
        now_areas=joined_areas(now),
    )
