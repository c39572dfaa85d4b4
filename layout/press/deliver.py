"""One file brought to a destination, so that nobody there sees half of it under its name.

It arrives as `name.part`, and is renamed when all of it is there. What an earlier try left is read back, and continued if it is
the beginning of this very file.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from layout.base.values import dataclass
from layout.press.parcel import Item
from layout.press.sent_record import SentFile
from layout.press.target import CHUNK, PART, FileThere, Target, broken, stop

Moved = Callable[[int], None]


class State(StrEnum):
    """What became of a file."""

    SENT = "sent"
    THERE = "there"  # it lay there already, byte for byte
    TAKEN = "taken"  # it was delivered before, and whoever it was for has taken it away
    WOULD_GO = "would go"  # a rehearsal


@dataclass(frozen=True, slots=True)
class Delivered:
    """How a file came there. `resumed`: bytes that lay there from an earlier try; `changed`: by the far side's clock, 0 unknown.

    `replaced`: another file had the name.
    """

    state: State
    resumed: int = 0
    changed: int = 0
    replaced: bool = False


def deliver(target: Target, item: Item, last: SentFile | None, again: bool, moved: Moved) -> Delivered:
    """Bring it there, if it has to be. `last`: what came there last under this name; `moved` hears how many bytes are there."""
    found = target.find(item.name)
    if not again:
        known = _known(target, item, last, found)
        if known is not None:
            return known
    resumed = _resume(target, item)
    moved(resumed)
    part = f"{item.name}{PART}"
    target.write(part, resumed, _rest(item, resumed, moved))  # nothing may be left to write, but something to flush
    arrived = target.find(part)
    if arrived is None or arrived.size != item.size:
        raise broken(f"{part} has {arrived.size if arrived else 0} bytes there instead of {item.size}")
    target.rename(part, item.name)
    there = target.find(item.name)  # None where a hot folder was quick
    return Delivered(State.SENT, resumed, there.changed if there is not None else 0, found is not None)


def _known(target: Target, item: Item, last: SentFile | None, found: FileThere | None) -> Delivered | None:
    """What need not be sent: it was delivered before, by the record or by what lies there."""
    recorded = last is not None and last.sha256 == item.sha256
    if found is None:
        return Delivered(State.TAKEN) if recorded else None
    if found.size != item.size:
        return None
    unchanged = recorded and last is not None and 0 != last.changed == found.changed
    if unchanged or _digest(target.read(item.name, item.size)) == item.sha256:
        return Delivered(State.THERE, changed=found.changed)
    return None


def _resume(target: Target, item: Item) -> int:
    """How many bytes of an earlier try can be kept. What is no beginning of this file is taken away."""
    part = f"{item.name}{PART}"
    half = target.find(part)
    if half is None:
        return 0
    if 0 < half.size <= item.size and _digest(target.read(part, half.size)) == _digest(_beginning(item, half.size)):
        return half.size
    target.remove(part)
    return 0


def _beginning(item: Item, count: int) -> Iterator[bytes]:
    try:
        with item.open() as file:
            while count > 0 and (chunk := file.read(min(CHUNK, count))):
                count -= len(chunk)
                yield chunk
    except OSError as error:
        raise _changed(item) from error


def _rest(item: Item, offset: int, moved: Moved) -> Iterator[bytes]:
    """The file from `offset` on. Its digest is taken while it goes: the file that was checked must be the file that is sent."""
    digest, there = hashlib.sha256(), 0
    for chunk in _beginning(item, item.size):
        digest.update(chunk)
        if there + len(chunk) > offset:
            yield chunk[max(0, offset - there) :]
            moved(there + len(chunk))
        there += len(chunk)
    if digest.hexdigest() != item.sha256:
        raise _changed(item)


def _changed(item: Item) -> Exception:
    return stop("send-changed", f"{item.name} changed while it was being sent", "Wait for the build to end, then send again.")


def _digest(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
