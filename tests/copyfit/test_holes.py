"""Stories in holes of about their natural depth: how many come out full, and whether what is told of them is so."""

from collections.abc import Mapping

import pytest

from layout.lines.shape import Faces
from tests.bench.copyfit import LEVERS, Drawn, Tier, Wish, draw, run
from tests.copyfit.holes import holes_of
from tests.pages.desk import faces

MOST_LOOSE = 0.03  # of the lines: a word space over half an em
FEW = (0, 2, 3, len(LEVERS))


@pytest.fixture(scope="module")
def fonts() -> Faces:
    return faces()


@pytest.fixture(scope="module")
def drawn(fonts: Faces) -> list[Drawn]:
    return list(draw(14, 5, Wish(), fonts))


@pytest.fixture(scope="module")
def tiers(drawn: list[Drawn], fonts: Faces) -> Mapping[int, Tier]:
    return {levers: run(drawn, levers, fonts) for levers in FEW}


def test_a_drawing_is_read_as_holes() -> None:
    found = holes_of("AAAABB x10\nCCCCBB x20")
    assert [(hole.letter, hole.first, hole.columns, hole.top, hole.foot, hole.depth) for hole in found] == [
        ("A", 0, 4, 0, 10, 10),
        ("B", 4, 2, 0, 30, 30),
        ("C", 0, 4, 10, 30, 18),
    ]


def test_holes_are_near_their_natural_depths(drawn: list[Drawn]) -> None:
    depths = [pair for page in drawn for pair in zip(page.natural, (hole.depth for hole in page.holes), strict=True)]
    assert len(depths) == 14
    assert any(natural != depth for natural, depth in depths)
    assert all(abs(natural / depth - 1) < 0.08 for natural, depth in depths)


@pytest.mark.parametrize("levers", FEW)
def test_what_is_told_of_the_stories_is_so(tiers: Mapping[int, Tier], levers: int) -> None:
    assert not tiers[levers].lies, "\n".join(tiers[levers].lies)


def test_what_fits_as_drawn_fits_still_and_keeps_its_words(tiers: Mapping[int, Tier]) -> None:
    """Whatever its neighbours need."""
    drawn = {
        each.outcome.story for each in tiers[2].came if each.full and not any("headline" in it for it in each.outcome.levers)
    }
    assert drawn
    for each in tiers[len(LEVERS)].came:
        if each.outcome.story in drawn:
            assert each.full
            assert not any(word in it for it in each.outcome.levers for word in ("headline", "rung", "quote", "deck", "marked"))


def test_nearly_all_come_out_full_when_everything_may_give(tiers: Mapping[int, Tier]) -> None:
    assert tiers[len(LEVERS)].full >= 13
    assert tiers[0].full < tiers[2].full < tiers[len(LEVERS)].full


@pytest.mark.slow
def test_of_a_hundred_stories_ninety_five_come_out_full(fonts: Faces) -> None:
    tier = run(list(draw(100, 1, Wish(), fonts)), len(LEVERS), fonts)
    assert tier.full >= 95
    assert tier.quality.loose <= MOST_LOOSE * tier.quality.lines
    assert tier.quality.ladders == 0
    assert not tier.lies, "\n".join(tier.lies)
