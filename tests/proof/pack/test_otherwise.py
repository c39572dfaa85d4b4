"""Why a released page would come out otherwise now, told without an open desk."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.desk.numbers import pages_of
from layout.pages.display import Page
from layout.production.order import Order
from layout.production.printing import PrintedPage
from layout.proof.kept import KeptProofs
from layout.proof.live.halves import Half, half_trace
from layout.proof.live.live import kept_folder
from layout.proof.live.told_of_released import NOT_KEPT
from layout.proof.pack.otherwise import why_otherwise
from layout.proof.trace import Trace, TracedBlock, TracedGrid, TracedLine, TracedWord

FILE = b"as released"


def trace(left: str, right: str = "", number: str = "1") -> Trace:
    """A page with a word left and a word right of its middle."""
    grid = TracedGrid(((10.0, 80.0), (110.0, 80.0)), 20.0, 10.0, 10, (10.0, 10.0, 180.0, 80.0))
    areas = (10.0, 10.0, 80.0, 80.0), (110.0, 10.0, 80.0, 80.0)
    blocks = TracedBlock("A", "story", ("l",), areas[:1], areas[:1]), TracedBlock("B", "story", ("r",), areas[1:], areas[1:])
    words = ("A", "l", 10.0, left), ("B", "r", 110.0, right)
    lines = tuple(
        TracedLine(block, story, "body", 0, 1, 1, 20.0, 8.0, False, (TracedWord(x, 30.0, text),))
        for block, story, x, text in words
        if text
    )
    return Trace(number, "", 200.0, 100.0, 0.0, False, grid, blocks, lines, ())


def printed(number: str = "1", of: str = "") -> PrintedPage:
    page = Page(number, "", 200.0, 100.0, 0.0, False, ())
    return PrintedPage(page, of or number, FILE, "ink", released="press/1.pdf", differs=True)


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(tmp_path / "issue.yaml")


def keep(order: Order, before: Trace) -> None:
    KeptProofs(kept_folder(order)).put(FILE, before)


def test_it_is_told_of_the_version_that_a_desk_kept(order: Order) -> None:
    keep(order, trace("heron"))
    (said,) = why_otherwise(order)(printed(), trace("egret"))
    assert "The text of 'l' changed" in said


def test_of_a_version_that_is_not_kept_it_says_that(order: Order) -> None:
    assert why_otherwise(order)(printed(), trace("egret")) == (NOT_KEPT,)
    keep(order, trace("heron"))
    assert why_otherwise(order)(replace(printed(), data=b"another"), trace("egret")) == (NOT_KEPT,)


@pytest.mark.parametrize("half", Half)
def test_of_a_trucks_half_that_half_alone_is_told(order: Order, half: Half) -> None:
    number = pages_of("2-3")[half is Half.RIGHT]
    keep(order, half_trace(trace("heron", "swan", "2-3"), number, half))
    (said,) = why_otherwise(order)(printed(number, "2-3"), trace("egret", "goose", "2-3"))
    slug, other = "lr" if half is Half.LEFT else "rl"
    assert f"'{slug}'" in said
    assert f"'{other}'" not in said
