"""The record of released pages, written: an entry put in, or taken out, and nothing else of it touched.

In: the output folder, held by whoever calls. Out: `released.json`, from one moment to the next. Refuses a record that is damaged.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from layout.base.whole_file import write_lasting
from layout.press.released import NEXT, RELEASED, standing_entry

Entry = Mapping[str, object]


class DamagedRecord(Exception):
    """It can't be read, and is not written over."""


class HalfWritten(Exception):
    """What should not be stands in it: what came then failed, and the disk did not let it be put back. `disk`: what that said."""

    def __init__(self, disk: OSError) -> None:
        super().__init__(str(disk))
        self.disk = disk


def released_proof(out: Path, page: str) -> str | None:
    """The proof with which the page is released, as its entry holds; None where the record has none. Raises DamagedRecord,
    OSError."""
    pages = _pages(_read(out))
    return str(standing_entry(out, pages[page]).get("sha256", "")) if page in pages else None


def write_entry(out: Path, page: str, entry: Entry | None, then: Callable[[], object] = lambda: None) -> None:
    """Put the page's entry in, or take it out, and do what comes `then`: where that fails, the record is as it was, or it is told
    that it is not.

    Raises DamagedRecord, OSError, what `then` raises, and HalfWritten from any of these.
    """
    before = _bytes(out)
    facts = _read(out)
    pages = {number: each for number, each in _pages(facts).items() if number != page}
    if entry is not None:
        pages[page] = dict(entry)
    try:
        _write(out, {**facts, "pages": pages})
        then()
    except BaseException as error:
        try:
            _restore(out, before)
        except OSError as disk:
            raise HalfWritten(disk) from error
        raise


def announce_entry(out: Path, page: str, entry: Entry) -> None:
    """The page's entry is about to be that, as soon as its file has its place; until then the one that is there holds."""
    facts = _read(out)
    pages = _pages(facts)
    _write(out, {**facts, "pages": {**pages, page: {**standing_entry(out, pages.get(page)), NEXT: dict(entry)}}})


def is_announced(out: Path) -> bool:
    """Whether there is a page whose release was to be replaced. Raises DamagedRecord, OSError."""
    return any(isinstance(each, dict) and NEXT in each for each in _pages(_read(out)).values())


def settle_entries(out: Path) -> None:
    """Of each page whose release was to be replaced, the entry that holds, alone. Raises DamagedRecord, OSError."""
    facts = _read(out)
    pages = _pages(facts)
    settled = {number: standing_entry(out, each) if isinstance(each, dict) else each for number, each in pages.items()}
    if settled != pages:
        _write(out, {**facts, "pages": settled})


def _pages(facts: Mapping[str, object]) -> dict[str, object]:
    pages = facts["pages"]
    assert isinstance(pages, dict), "looked at where it was read"
    return pages


def _read(out: Path) -> dict[str, object]:
    """The record as it is; an empty one where there is none."""
    data = _bytes(out)
    if data is None:
        return {"pages": {}}
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedRecord from error
    if not isinstance(found, dict) or not isinstance(found.get("pages"), dict):
        raise DamagedRecord
    return found


def _bytes(out: Path) -> bytes | None:
    path = out / RELEASED
    return path.read_bytes() if os.path.exists(path) else None


def _write(out: Path, facts: Mapping[str, object]) -> None:
    write_lasting(out / RELEASED, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode())


def _restore(out: Path, data: bytes | None) -> None:
    if _bytes(out) == data:
        return
    if data is None:
        (out / RELEASED).unlink()
    else:
        write_lasting(out / RELEASED, data)
