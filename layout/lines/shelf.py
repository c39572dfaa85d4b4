"""Words and settings kept from build to build: what shaping and dividing made of each word, and where paragraphs broke.

In: a store, and all that goes into the words as its key. Out: by its text each one's record, a tuple of plain values. A shelf
never changes an answer, only how soon it is there: whatever goes into a word goes into the key, this program's own text too, and
what is damaged, or not of this kind, counts as absent. Two builds at once each write a whole shelf, and the later one stays.
"""

import hashlib
import marshal
import platform
from collections.abc import Callable, Collection, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz

from layout.base.store import Store

MOST_BYTES = 8_000_000  # on one shelf: 30,000 words, twice a paper's running vocabulary; names come and go
FEWEST_BYTES = 10_000  # 40 words: for fewer a file is not worth its opening
FRESH_SHARE = 50  # a shelf is written anew where one part in so many is new; a few new words are made again each time

Record = tuple[Any, ...]


class Shelf:
    """Records by text. Read whole and taken apart word by word, so that a large shelf costs a small build little."""

    def __init__(self, store: Store, made_from: str) -> None:
        self._store = store
        self._key = f"shelf {made_from}"
        self._packed = _read(store, self._key)

    def get(self, text: str) -> Record | None:
        """The word's record, if it was kept."""
        packed = self._packed.get(text)
        if packed is None:
            return None
        record: Record = marshal.loads(packed)
        return record

    def keep(self, used: Collection[str], record: Callable[[str], Record | None]) -> None:
        """Keep the words in use beside those that are there; of too many, those in use. `record` None: not to be kept."""
        if self._store.folder is None:
            return
        fresh: dict[str, bytes] = {}
        for text in used:
            if text not in self._packed:
                made = record(text)
                if made is not None:
                    fresh[text] = marshal.dumps(made, 2)
        new, old = _size(fresh), _size(self._packed)
        if new * FRESH_SHARE <= old or new + old < FEWEST_BYTES:
            return
        kept = {**self._packed, **fresh}
        if new + old > MOST_BYTES:
            kept = _bounded({text: kept[text] for text in used if text in kept})
        self._store.put(self._key, marshal.dumps(kept))


class Rack(NamedTuple):
    """The shelves of what is made from the same things."""

    store: Store
    made_from: str

    def shelf(self, what: str) -> Shelf:
        """The shelf of one kind of record."""
        return Shelf(self.store, f"{what} {self.made_from}")


def program() -> str | None:
    """What makes words, as a digest: this folder's source, HarfBuzz, Python. None where the source does not lie in files: then
    it cannot be known whether a word was made by the same program, and nothing is kept."""
    versions = f"{uharfbuzz.version_string()} {platform.python_version()} {marshal.version}"
    digest = hashlib.blake2b(versions.encode(), digest_size=16)
    sources = sorted(Path(__file__).parent.glob("*.py"))
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest() if sources else None


def digest_of(data: bytes) -> str:
    """What stands in a key for a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _size(packed: Mapping[str, bytes]) -> int:
    """Bytes, or nearly so."""
    return sum(map(len, packed)) + sum(map(len, packed.values()))


def _bounded(packed: dict[str, bytes]) -> dict[str, bytes]:
    """As many of them as a shelf may hold, the first ones."""
    size = accumulate(len(text) + len(record) for text, record in packed.items())
    return {text: packed[text] for text, up_to in zip(packed, size, strict=True) if up_to <= MOST_BYTES}


def _read(store: Store, key: str) -> Mapping[str, bytes]:
    data = store.get(key)
    if data is None:
        return {}
    try:
        kept = marshal.loads(data)
    except (EOFError, TypeError, ValueError):
        return {}
    sound = isinstance(kept, dict) and {*map(type, kept)} <= {str} and {*map(type, kept.values())} <= {bytes}
    return kept if sound else {}


NO_SHELF = Shelf(Store(), "")
NO_RACK = Rack(Store(), "")
