"""Proofs compared for all who ask."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.proof.compare.change import Comparison
from layout.proof.compare.comparing import compare_traces
from layout.proof.kept import KeptProofs
from layout.proof.trace import Trace
from layout.proof.web import compared as module
from layout.proof.web.answers import Complaint
from layout.proof.web.compared import MOST_WAITING, Compared
from tests.proof.web.made_up import trace_of


class Watched:
    """Comparisons as they are made: how many, and how many at a time. While `go` is not set they wait."""

    def __init__(self) -> None:
        self.count = self.at_once = self.most_at_once = 0
        self.go = threading.Event()
        self.go.set()

    def __call__(self, was: Trace, now: Trace) -> Comparison:
        self.count += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        assert self.go.wait(10)
        found = compare_traces(was, now)
        self.at_once -= 1
        return found


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    watched = Watched()
    monkeypatch.setattr(module, "compare_traces", watched)
    return watched


@pytest.fixture
def kept(tmp_path: Path) -> KeptProofs:
    return KeptProofs(tmp_path / "kept")


@pytest.fixture
def compared(kept: KeptProofs) -> Iterator[Compared]:
    compared = Compared(kept)
    yield compared
    compared.close()


def put(kept: KeptProofs, *texts: str) -> list[str]:
    return [kept.put(text.encode(), trace_of("1", text)) for text in texts]


def test_a_pair_is_compared_once_however_many_ask_for_it_at_once(compared: Compared, kept: KeptProofs, watched: Watched) -> None:
    one, other = put(kept, "The river rose.", "The lake rose.")

    async def ask() -> None:
        found = await asyncio.gather(*(compared.facts(one, other, False) for _ in range(20)))
        assert len(set(found)) == 1
        assert found[0] is not None
        sentences = await asyncio.gather(*(compared.in_short(one, other, False) for _ in range(20)))
        assert sentences == ["The text of 'flood' changed: 1 word of paragraph 1 was changed."] * 20

    asyncio.run(ask())
    assert watched.count == 1


def test_pairs_are_compared_one_after_the_other(compared: Compared, kept: KeptProofs, watched: Watched) -> None:
    keys = put(kept, *(f"The river rose {number} times." for number in range(8)))

    async def ask() -> None:
        whys = (asyncio.to_thread(compared.why, trace_of("1", "a"), trace_of("1", "b")) for _ in range(4))
        await asyncio.gather(*(compared.facts(keys[0], each, False) for each in keys[1:]), *whys)

    asyncio.run(ask())
    assert (watched.count, watched.most_at_once) == (7, 1)


def test_who_is_gone_before_its_turn_is_not_compared_for(compared: Compared, kept: KeptProofs, watched: Watched) -> None:
    one, other, third = put(kept, "The river rose.", "The lake rose.", "The sea rose.")
    watched.go.clear()

    async def ask() -> None:
        first = asyncio.create_task(compared.facts(one, other, False))
        second = asyncio.create_task(compared.facts(one, third, False))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        watched.go.set()
        assert await first is not None

    asyncio.run(ask())
    assert watched.count == 1


def test_of_too_many_that_wait_the_last_are_asked_to_come_again(compared: Compared, kept: KeptProofs, watched: Watched) -> None:
    one, other = put(kept, "The river rose.", "The lake rose.")
    watched.go.clear()

    async def ask() -> None:
        waiting = [asyncio.create_task(compared.facts(one, other, False)) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(Complaint, match="busy") as refused:
            await compared.facts(one, other, False)
        assert (refused.value.status, "Retry-After" in refused.value.headers) == (503, True)
        watched.go.set()
        assert all(await asyncio.gather(*waiting))
        assert await compared.facts(one, other, False)

    asyncio.run(ask())


def test_what_was_not_kept_is_compared_when_it_is_again(compared: Compared, kept: KeptProofs) -> None:
    one, other = put(kept, "The river rose.", "The lake rose.")
    (kept.folder / f"{other}.json").unlink()

    async def ask() -> None:
        assert await compared.facts(one, other, False) is None
        assert await compared.in_short(one, other, False) == ""
        put(kept, "The lake rose.")
        assert await compared.facts(one, other, False) is not None
        assert await compared.in_short(one, other, False) != ""

    asyncio.run(ask())
