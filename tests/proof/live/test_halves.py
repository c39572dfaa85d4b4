"""Double trucks that are handed over in halves: what each half has of a block across the fold."""

from dataclasses import replace

import pytest

from layout.proof.facts import FitFacts
from layout.proof.live.halves import Half, fits_of_halves, half_trace, truck_of
from layout.proof.trace import Rectangle, Trace, TracedBlock, TracedGrid, TracedLine, TracedWord

WIDTH = 400.0
ABOVE = [(10.0 + 100 * leg, 100.0, 80.0, 200.0) for leg in range(8)]  # across the fold, which is at 400
BELOW = [(10.0 + 100 * leg, 300.0, 80.0, 100.0) for leg in range(2, 6)]  # the columns by the fold go on after all of them
SHORT = FitFacts("4-5", "A", "bridge", "short", "", 4, 0, 0, 4, 0, 0, "", "", "", (), (), (), False)


def _line(leg: int, legs: list[Rectangle]) -> TracedLine:
    x, top, width, _ = legs[leg - 1] if leg else (0.0, 50.0, 100.0, 0.0)
    words = (TracedWord(x, 30.0, f"leg{leg}"), TracedWord(x + width - 30.0, 30.0, "ends"))
    return TracedLine("A", "bridge", "body" if leg else "headline", 0, leg, leg, top + 10.0, 9.0, False, words)


def _trace(legs: list[Rectangle], area: Rectangle = (10.0, 100.0, 780.0, 300.0)) -> Trace:
    block = TracedBlock("A", "story", ("bridge",), (area,), tuple(legs))
    lines = tuple(_line(leg, legs) for leg in range(len(legs) + 1))
    grid = TracedGrid((), 8.0, 10.5, 40, (0.0, 0.0, 2 * WIDTH, 500.0))
    return Trace("4-5", "", 2 * WIDTH, 500.0, 0.0, True, grid, (block,), lines, ())


@pytest.mark.parametrize(("half", "stand"), [(Half.LEFT, [1, 2, 3, 4, 9, 10]), (Half.RIGHT, [5, 6, 7, 8, 11, 12])])
def test_a_line_s_leg_is_that_of_its_block_on_the_half(half: Half, stand: list[int]) -> None:
    trace = half_trace(_trace([*ABOVE, *BELOW]), "4", half)
    legs = trace.blocks[0].legs
    lines = [line for line in trace.lines if line.leg]
    assert [(line.leg, line.words[0].text) for line in lines] == [(at, f"leg{leg}") for at, leg in enumerate(stand, start=1)]
    for line in lines:
        x, top, width, _ = legs[line.leg - 1]
        assert (line.words[0].x, line.baseline - 10.0) == (x, top)
        assert line.words[-1].x + line.words[-1].width == x + width
    assert [line.kind for line in trace.lines if not line.leg] == ["headline"] * (half is Half.LEFT)


def test_a_leg_across_the_fold_is_on_both_halves_and_a_hanging_hyphen_on_one() -> None:
    across = _trace([(300.0, 100.0, 200.0, 200.0)])
    for half in Half:
        trace = half_trace(across, "4", half)
        assert [len(trace.blocks[0].legs), [line.leg for line in trace.lines if line.leg]] == [1, [1]]
    legs = [(310.0, 100.0, 90.0, 200.0)]
    hanging = _trace(legs)
    word = hanging.lines[1].words[-1]
    hangs = hanging.lines[1]._replace(words=(hanging.lines[1].words[0], word._replace(width=word.width + 2.0)))
    hanging = replace(hanging, lines=(hangs,))
    assert [line.leg for line in half_trace(hanging, "4", Half.LEFT).lines] == [1]
    assert half_trace(hanging, "5", Half.RIGHT).lines == ()


def test_how_a_block_across_the_fold_fits_is_told_of_its_legs_on_each_half() -> None:
    trucks = {"4-5": truck_of(_trace([*ABOVE, *BELOW]), ("4", "5"))}
    legs = tuple((20 + leg, 30) for leg in range(12))
    (row,) = fits_of_halves([SHORT._replace(legs=legs)], trucks)
    assert (row.page, row.legs) == ("4", (*legs[:4], *legs[8:10]))
    assert (row.beside, row.legs_beside) == ("5", (*legs[4:8], *legs[10:]))


def test_a_block_on_one_half_has_its_row_there_alone() -> None:
    right = truck_of(_trace(ABOVE[4:6], (410.0, 100.0, 180.0, 200.0)), ("4", "5"))
    (row,) = fits_of_halves([SHORT._replace(legs=((20, 30), (30, 30)))], {"4-5": right})
    assert (row.page, row.legs, row.beside, row.legs_beside) == ("5", ((20, 30), (30, 30)), "", ())
    (row,) = fits_of_halves([SHORT._replace(page="6", legs=((20, 30),))], {"4-5": right})
    assert (row.page, row.legs, row.beside) == ("6", ((20, 30),), "")
