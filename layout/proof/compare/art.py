"""Pictures, drawings and ads compared: another one, another file, crop, size or place."""

from collections.abc import Iterator, Sequence

from layout.proof.compare.blocks import AD, Pair, near, way
from layout.proof.compare.change import Change, Kind, What
from layout.proof.trace import Trace, TracedArt, TracedGrid

HOLE = "hole"
CROP_SEEN = 0.0005  # of the picture: half a pixel of a thousand


def art_changes(pairs: Sequence[Pair], before: Trace, after: Trace) -> Iterator[Change]:
    """By block; what stands in a block that is new or gone is told with the block."""
    grids = before.grid, after.grid
    for pair in pairs:
        if (pair.was is None) != (pair.now is None):
            continue
        was_letter, now_letter = (block.letter if block else "" for block in (pair.was, pair.now))
        was = [each for each in before.art if each.block == was_letter]
        now = [each for each in after.art if each.block == now_letter]
        yield from _in_block(pair, was, now, grids)


def _in_block(pair: Pair, was: list[TracedArt], now: list[TracedArt], grids: tuple[TracedGrid, TracedGrid]) -> Iterator[Change]:
    left = list(now)
    others = []
    for each in was:
        same = next((other for other in left if (other.what, other.name) == (each.what, each.name)), None)
        if same is None:
            others.append(each)
        else:
            left.remove(same)
            yield from _same_name(pair, each, same, grids)
    for index in range(max(len(others), len(left))):
        yield _exchanged(pair, others[index] if index < len(others) else None, left[index] if index < len(left) else None)


def _same_name(pair: Pair, was: TracedArt, now: TracedArt, grids: tuple[TracedGrid, TracedGrid]) -> Iterator[Change]:
    name = _named(pair, now)
    if was.digest and now.digest and was.digest != now.digest:
        yield _change(pair, What.FILE, f"{name} is another file under the same name", was, now)
    if max(abs(a - b) for a, b in zip(was.crop, now.crop, strict=True)) > CROP_SEEN:
        yield _change(pair, What.CROPPED, f"{name} is cropped differently", was, now)
    dx, dy = now.area[0] - was.area[0] - pair.by[0], now.area[1] - was.area[1] - pair.by[1]
    told = []
    if not near((dx, dy), (0.0, 0.0)):
        told.append(f"moved {way((dx, dy), was.area, now.area, grids)}")
    if not near(was.area[2:], now.area[2:]):
        told.append(f"is {_size(now)} points now, not {_size(was)}")
    if told:
        yield _change(pair, What.ART_MOVED, f"{name} {' and '.join(told)}", was, now)


def _exchanged(pair: Pair, was: TracedArt | None, now: TracedArt | None) -> Change:
    if now is None:
        assert was is not None, "one of the two is there"
        return _change(pair, What.ART_GONE, f"{_named(pair, was)} is gone", was, None)
    if was is None:
        return _change(pair, What.ART_NEW, f"{_named(pair, now)} is new", None, now)
    if pair.one.what == AD and HOLE in (was.what, now.what) and was.what != now.what:
        return _change(pair, What.ANOTHER, _hole_for_ad(pair, was, now), was, now)
    if now.what == HOLE:
        return _change(pair, What.ANOTHER, f"a hole stands where {_file(was)} stood: {now.name}", was, now)
    if was.what == HOLE:
        return _change(pair, What.ANOTHER, f"{_file(now)} stands where a hole was", was, now)
    size = "" if near(was.area[2:], now.area[2:]) else f", and is {_size(now)} points, not {_size(was)}"
    return _change(pair, What.ANOTHER, f"{_another(pair, was, now)}{size}", was, now)


def _another(pair: Pair, was: TracedArt, now: TracedArt) -> str:
    if pair.was is not None and pair.now is not None and AD in (was.what, now.what):
        old, new = pair.was.booking, pair.now.booking
        if old == new and new:
            return f"the ad {new} is another file: {now.name}, not {was.name}"
        return f"another ad stands in place of {old or was.name}: {new or now.name} in block {pair.now.letter}"
    return f"another picture stands {_where(pair)}: {now.name}, not {was.name}"


def _hole_for_ad(pair: Pair, was: TracedArt, now: TracedArt) -> str:
    """Of an ad that came or went with the hole for it."""
    if now.what == HOLE:
        name = (pair.was.booking if pair.was else "") or was.name
        return f"the ad {name} can't be printed any more: its space in block {pair.one.letter} is empty"
    return f"the ad {pair.one.booking or now.name} stands in block {pair.one.letter}, where a hole was"


def _where(pair: Pair) -> str:
    return f"in block {pair.now.letter}" if pair.now else "outside the blocks"


def _file(art: TracedArt) -> str:
    return f"the {'ad' if art.what == AD else 'picture'} {art.name}"


def _named(pair: Pair, art: TracedArt) -> str:
    booking = pair.one.booking if pair.now else ""
    if art.what == AD:
        return f"the ad {booking or art.name}"
    if art.what == HOLE:
        return f"the hole {_where(pair)}"
    return f"the picture {art.name}"


def _size(art: TracedArt) -> str:
    return f"{art.area[2]:.0f} × {art.area[3]:.0f}"


def _change(pair: Pair, what: What, said: str, was: TracedArt | None, now: TracedArt | None) -> Change:
    one = now or was
    assert one is not None, "one of the two is there"
    in_ad = pair.now is not None and pair.one.what == AD
    return Change(
        Kind.AD if AD in (one.what, was.what if was else "") or in_ad else Kind.ART,
        what,
        said,
        story=one.story,
        block=pair.now.letter if pair.now else "",
        was=was.name if was else "",
        now=now.name if now else "",
        was_areas=(was.area,) if was else (),
        now_areas=(now.area,) if now else (),
    )
