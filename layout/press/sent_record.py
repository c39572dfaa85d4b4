"""What was delivered, where and when: `sent.json` in the output folder, which no build touches."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from layout.base.values import dataclass
from layout.base.whole_file import write_lasting
from layout.press.target import stop

SENT = "sent.json"
_MOST = 16_000_000  # bytes; a daily's record of a year is a tenth of it


@dataclass(frozen=True, slots=True)
class SentFile:
    """One delivery. `page` "" for a sheet and the manifest; `when` by the caller's clock; `changed` by the far side's."""

    page: str
    file: str
    version: str
    sha256: str
    bytes: int
    where: str
    when: str
    changed: int


def read_sent(out: Path) -> tuple[SentFile, ...]:
    """Every delivery from this folder, in the order of time. Raises Stopped where the record can't be read."""
    path = out / SENT
    try:
        if path.stat().st_size > _MOST:
            raise ValueError
        found = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_read_one(each) for each in found["sent"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError, TypeError, KeyError) as error:
        text = "the record of what was sent can't be read"
        remedy = f"Move {SENT} away; what lies at the destination is then compared instead."
        raise stop("send-record", text, remedy) from error


def last_sent(record: Iterable[SentFile], where: str) -> Mapping[str, SentFile]:
    """What came to a destination last, by the name of the file there."""
    return {each.file: each for each in record if each.where == where}


def write_sent(out: Path, record: Sequence[SentFile]) -> None:
    """The record, replaced as a whole."""
    text = json.dumps({"sent": [asdict(each) for each in record]}, ensure_ascii=False, indent=1) + "\n"
    try:
        write_lasting(out / SENT, text.encode())
    except OSError as error:
        said = f"what was sent can't be recorded: {error.strerror}"
        raise stop(
            "send-record", said, "Make room or give rights in the output folder, then say the same command again."
        ) from error


def _read_one(facts: object) -> SentFile:
    if not isinstance(facts, dict):
        raise TypeError("a delivery is a mapping")
    values = {each.name: facts[each.name] for each in fields(SentFile)}
    for each in fields(SentFile):
        if type(values[each.name]) is not each.type:
            raise TypeError(f"{each.name} is of another kind")
    return SentFile(**values)
