"""What the output folder says: which pages are released, what was sent. Read anew whenever it changes."""

import json
import time
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from layout.base.values import dataclass
from layout.press.package import hold_folder
from layout.press.released import RELEASED, is_file, is_ink, standing_entry
from layout.press.sent_record import SentFile, read_sent
from layout.press.target import Stopped
from layout.proof.kept import is_key

MOST_BYTES = 4_000_000
_LONGEST = 200  # characters
_SOON = 0.2  # seconds; whoever asks does so again


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A release as its record on the disk has it: the key of its proof, what that prints, by whom, when in UTC, in which place,
    its file. But for the first all of it may be "", as it was not always written down."""

    proof: str
    ink: str = ""
    by: str = ""
    at: str = ""
    place: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class OutFolder:
    """`released`: the file's digest, which is its proof's key, by page; `said`: what the record says of it beside that; `sent`:
    the last delivery of each page; `told`: what can't be read, as sentences; `kept`: the proofs of released pages that whoever
    asks keeps, so that they can be shown; `place`: which folder this is (place.py), "" where nobody asked; `lost`: by page, what
    is wrong with a released file, in the middle of a sentence."""

    released: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, SentFile] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    kept: Set[str] = frozenset()
    place: str = ""
    said: Mapping[str, OnDisk] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=dict)


def read_out(out: Path) -> OutFolder:
    """The folder as it is now. A record that can't be read is told, and says nothing else."""
    told: list[str] = []
    try:
        sent = {each.page: each for each in read_sent(out) if each.page}
    except Stopped:
        sent = {}
        told.append("The record of what was sent can't be read: no page is shown as sent.")
    released = _released(out)
    if released is None:
        told.append("The record of released pages can't be read: no page is shown as released.")
    said = released or {}
    return OutFolder({number: each.proof for number, each in said.items()}, sent, tuple(told), said=said)


@contextmanager
def hold_out(out: Path) -> Iterator[OutFolder]:
    """The folder as it is while nobody else writes into it. In a thread. Raises InUse where that can't be had soon, OSError."""
    with hold_folder(out, _SOON, time.sleep):
        yield read_out(out)


def _released(out: Path) -> dict[str, OnDisk] | None:
    """None where the record is damaged. What can't be a release is left out: a build refuses it, and says so."""
    try:
        path = out / RELEASED
        if path.stat().st_size > MOST_BYTES:
            return None
        pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
        found = {str(number): _on_disk(standing_entry(out, each)) for number, each in pages.items() if each["sha256"]}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return {number: each for number, each in found.items() if is_key(each.proof)}


def _on_disk(entry: Mapping[str, object]) -> OnDisk:
    """What is no text, or too long for a name, counts as not written down."""
    facts = (entry.get(key) for key in ("sha256", "ink", "by", "at", "place", "file"))
    proof, ink, by, at, place, file = (each if isinstance(each, str) and len(each) <= _LONGEST else "" for each in facts)
    return OnDisk(proof, ink if is_ink(ink) else "", by, at, place, file if is_file(file) else "")
