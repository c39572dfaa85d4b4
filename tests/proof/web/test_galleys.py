"""Galleys that do not come."""

import asyncio

import pytest

import layout.proof.web.stories as stories_module
from layout.proof.facts import Failed
from layout.proof.live.maker import MakerClosed
from tests.proof.web.made_up import SLUG
from tests.proof.web.serving_here import until
from tests.proof.web.telling import Desk

ADDRESS = f"/api/stories/{SLUG}/galley"


def test_a_galley_that_does_not_come_is_told_and_not_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(slug: str) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(stories_module, "PATIENCE", 0.05)
    monkeypatch.setattr(desk.room.shift, "galley", never)
    answer = desk.here.get(ADDRESS)
    assert answer.status == 503
    assert "has not come yet" in answer.json()["problem"]  # type: ignore[index]


def test_where_the_program_that_sets_it_has_given_up_that_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def closed(slug: str) -> None:
        raise MakerClosed

    monkeypatch.setattr(desk.room.shift, "galley", closed)
    assert "made anew" in desk.here.get(ADDRESS).json()["problem"]  # type: ignore[index]
    told = "The program that makes the pages was killed (SIGKILL)."
    desk.here.loop.call_soon_threadsafe(desk.room.desk.hear, Failed(1, told, ended=True))
    until(lambda: bool(desk.room.desk.failed))
    answer = desk.here.get(ADDRESS)
    assert (answer.status, answer.json()["problem"]) == (409, told)  # type: ignore[index]
    assert "save a file" in answer.json()["remedy"]  # type: ignore[index]
