"""Lines from the numbers beside a page proof to their places."""

from layout.base.geometry import Area
from layout.proof.pack.leaders import height_of, margin_of

EAR = Area(50.0, 100.0, 80.0, 30.0)
NAME = Area(200.0, 60.0, 500.0, 80.0)
LINES = tuple(Area(x, 300.0 + 10.5 * line, 110.0, 7.0) for x in (50.0, 172.0, 294.0) for line in range(40))


def crosses(height: float, printed: tuple[Area, ...], until: float) -> list[Area]:
    return [each for each in printed if each.x < until and each.y < height < each.bottom]


def test_a_line_to_a_word_of_the_third_column_runs_between_the_lines_of_the_first() -> None:
    word = Area(330.0, 299.0 + 10.5 * 7, 30.0, 9.0)
    height = height_of(word, LINES, left=True)
    assert word.y <= height <= word.bottom
    assert crosses(height, LINES, word.x) == []


def test_a_line_to_the_nameplate_passes_over_the_ears() -> None:
    point = Area(260.0, 110.0, 0.0, 0.0)
    height = height_of(point, (EAR, NAME), left=True)
    assert crosses(height, (EAR, NAME), point.x) == []
    assert height == NAME.bottom  # the nearest white
    assert margin_of(point, (EAR, NAME), left=True) == EAR.x
    assert margin_of(point, (EAR, NAME), left=False) == NAME.right


def test_where_nothing_is_printed_a_line_is_level() -> None:
    assert height_of(Area(100.0, 200.0, 50.0, 20.0), (), left=False) == 210.0
    assert margin_of(Area(100.0, 200.0, 50.0, 20.0), (), left=False) == 150.0
