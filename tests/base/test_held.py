"""A change to the process that threads hold at the same time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from layout.base.held import Held


def changing(process: list[str]) -> Held:
    """A change of the first thing in the list."""

    @contextmanager
    def change() -> Iterator[None]:
        before = process[0]
        process[0] = "changed"
        try:
            yield
        finally:
            process[0] = before

    return Held(change)


def test_whoever_comes_second_keeps_the_change_when_the_first_leaves() -> None:
    process = ["as it was"]
    held = changing(process)
    second_is_in, first_is_out = threading.Event(), threading.Event()
    seen: list[str] = []

    def second() -> None:
        with held():
            second_is_in.set()
            assert first_is_out.wait(5)
            seen.append(process[0])

    thread = threading.Thread(target=second)
    with held():
        thread.start()
        assert second_is_in.wait(5)
    first_is_out.set()
    thread.join(5)
    assert seen == ["changed"]
    assert process == ["as it was"]


def test_it_is_undone_after_a_fault_and_can_be_made_again() -> None:
    process = ["as it was"]
    held = changing(process)
    for _ in range(2):
        with pytest.raises(ValueError, match="changed"), held(), held():
            raise ValueError(process[0])
        assert process == ["as it was"]
