"""Stories in holes of about their natural depth: how many come out full, and whether what is told of them is so."""

import pytest

from layout.lines.shape import Faces
from tests.bench.copyfit import LEVERS, Drawn, Wish, draw, run
from tests.copyfit.holes import holes_of
from tests.pages.desk import faces

MOST_LOOSE = 0.03  # of the lines: a word space over half an em


@pytest.fixture(scope="module")
def fonts() -> Faces:
    return faces()


@pytest.fixture(scope="module")
def drawn(fonts: Faces) -> list[Drawn]:
    return list(draw(24, 5, Wish(), fonts))


def test_a_drawing_is_read_as_holes() -> None:
    found = holes_of("AAAABB x10\nCCCCBB x20")
    assert [(hole.letter, hole.first, hole.columns, hole.top, hole.foot, hole.depth) for hole in found] == [
        ("A", 0, 4, 0, 10, 10),
        ("B", 4, 2, 0, 30, 30),
        ("C", 0, 4, 10, 30, 18),
    ]


def test_holes_are_near_their_natural_depths(drawn: list[Drawn]) -> None:
    assert sum(len(page.holes) for page in drawn) == 24
    assert any(depth != hole.depth for page in drawn for depth, hole in zip(page.natural, page.holes, strict=True))
    assert all(abs(depth / hole.depth - 1) < 0.08 for page in drawn for depth, hole in zip(page.natural, page.holes, strict=True))


@pytest.mark.parametrize("levers", [0, 2, 3, len(LEVERS)])
def test_what_is_told_of_the_stories_is_so(drawn: list[Drawn], fonts: Faces, levers: int) -> None:
    assert run(drawn, levers, fonts).lies == []


def test_nearly_all_come_out_full_when_everything_may_give(drawn: list[Drawn], fonts: Faces) -> None:
    tier = run(drawn, len(LEVERS), fonts)
    assert tier.full >= 22
    assert tier.full > run(drawn, 2, fonts).full


@pytest.mark.slow
def test_of_a_hundred_stories_ninety_five_come_out_full(fonts: Faces) -> None:
    tier = run(list(draw(100, 1, Wish(), fonts)), len(LEVERS), fonts)
    assert tier.full >= 95
    assert tier.quality.loose <= MOST_LOOSE * tier.quality.lines
    assert tier.quality.ladders == 0
    assert tier.lies == []
