"""What the output folder says: which pages are released, what was sent. Read anew whenever it changes."""

import json
from collections.abc import Mapping, Set
from dataclasses import field
from pathlib import Path

from layout.base.values import dataclass
from layout.press.released import RELEASED
from layout.press.sent_record import SentFile, read_sent
from layout.press.target import Stopped
from layout.proof.kept import is_key

MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class OutFolder:
    """`released`: the file's digest, which is its proof's key, by page; `sent`: the last delivery of each page; `told`: what
    can't be read, as sentences; `kept`: the proofs of released pages that whoever asks keeps, so that they can be shown."""

    released: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, SentFile] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    kept: Set[str] = frozenset()


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
    return OutFolder(released or {}, sent, tuple(told))


def _released(out: Path) -> dict[str, str] | None:
    """None where the record is damaged. What can't be a release is left out: a build refuses it, and says so."""
    try:
        path = out / RELEASED
        if path.stat().st_size > MOST_BYTES:
            return None
        pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
        facts = {str(number): each["sha256"] for number, each in pages.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return {number: digest for number, digest in facts.items() if isinstance(digest, str) and is_key(digest)}
