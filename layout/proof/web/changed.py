"""What changed from one proof to another, in a sentence: for the list of versions and for the history."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from layout.proof.records.values import Event, Version, What
from layout.proof.web.answers import Complaint
from layout.proof.web.room import Room

_PATIENCE = 1.0  # seconds for a list's sentences; what takes longer is told when it is asked for again
_TURNED = (What.LAPSED, What.DIFFERS)


class _Pair(NamedTuple):
    """Two proofs of a page, and whether they print the same."""

    before: str
    after: str
    same_ink: bool


async def of_versions(room: Room, versions: Sequence[Version], kept: Set[str]) -> Mapping[str, str]:
    """By key, what changed against the one before. `kept`: keys of those that are."""
    pairs: dict[str, _Pair] = {}
    for one in versions:
        before = before_it(one, versions)
        if before is not None and {one.key, before.key} <= kept:
            pairs[one.key] = _Pair(before.key, one.key, before.ink == one.ink)
    said = await _in_short(room, pairs.values())
    return {key: said[pair] for key, pair in pairs.items() if pair in said}


def before_it(version: Version, versions: Iterable[Version]) -> Version | None:
    """Which of the versions the page was when that one was made. None where there was none; and of one that came back, as an edit
    was undone: what made it the page again is no edit that made it. Times are in their order as text."""
    if version.since != version.first_at:
        return None
    began = [
        (max(at for at in (each.first_at, each.since) if at < version.first_at), each)
        for each in versions
        if each.first_at < version.first_at
    ]
    return max(began, key=lambda each: each[0])[1] if began else None


async def of_events(room: Room, events: Iterable[Event]) -> Mapping[int, str]:
    """By id, what changed of the page where its sign-off lapsed or it began to differ from what was released."""
    turned = [each for each in events if each.what in _TURNED]
    older = {str(each.body["now"]) for each in turned if "proof" not in each.body}
    keys = await room.asking.look(room.records.keys_of, older) if older else {}
    pairs: dict[int, _Pair] = {}
    for each in turned:
        ink = str(each.body["now"])
        after = str(each.body.get("proof") or keys.get((each.page, ink), ""))
        if after:
            pairs[each.id] = _Pair(each.proof, after, ink == each.ink)
    said = await _in_short(room, pairs.values())
    return {number: said[pair] for number, pair in pairs.items() if pair in said}


async def _in_short(room: Room, pairs: Iterable[_Pair]) -> Mapping[_Pair, str]:
    """As many as there is time for, and as the desk finds a turn for."""
    said: dict[_Pair, str] = {}
    try:
        async with asyncio.timeout(_PATIENCE):
            for pair in dict.fromkeys(pairs):
                said[pair] = await room.compared.in_short(*pair)
    except (TimeoutError, Complaint):
        pass
    return said
