"""Spreads: what may cross the fold, and what may not."""

import pytest

from layout.content.issue import Box
from layout.desk.areas import spread_grid
from layout.pages.display import ImageMark, Kind
from layout.pages.fold import before_fold
from tests.pages.desk import Laid, filed, filed_photo, filed_quote, house, laid, page, photo, picture, place, words

STORY = filed(
    "a",
    900,
    kicker="Harbour",
    deck=words(30),
    byline="Ruth Amsel",
    headlines=("A headline that is long enough to run right across both of the pages it stands on",),
    photos=(filed_photo(caption=words(50), credit="City archive"),),
    quote=filed_quote("A bridge is a promise the city makes"),
)


def spread(drawn: str = "..AAAAAAAA..", **options: object) -> Laid:
    block = place("a", photos=photo("top", 8), quote="auto", **options)
    return laid(page("4-5", f"{drawn} x30", A=block), stories=(STORY,), art=picture())


def crossing(found: Laid) -> set[Kind]:
    """The kinds of type of which a line crosses the fold."""
    fold = found.grid("4-5").sheet.width / 2
    lines = found.lines("A", "4-5")
    return {line.kind for line in lines if line.x + line.line.left < fold < line.x + line.line.left + line.line.width}


@pytest.mark.parametrize("options", [{}, {"columns": 5}, {"box": Box.RULE}, {"columns": 3, "box": Box.TINT}])
def test_headlines_and_pictures_may_cross_the_fold_and_nothing_else(options: dict[str, object]) -> None:
    found = spread(**options)
    assert crossing(found) <= {Kind.HEADLINE}
    picture_area = next(mark.area for mark in found.marks("A", "4-5") if isinstance(mark, ImageMark))
    assert picture_area.x < found.grid("4-5").sheet.width / 2 < picture_area.right
    assert found.lines("A", "4-5", Kind.DECK)
    assert found.lines("A", "4-5", Kind.CAPTION)


def test_a_quote_over_two_legs_stands_on_one_page() -> None:
    found = laid(page("4-5", ".....AA..... x30", A=place("a", quote="auto")), stories=(filed("a", 900, quote=STORY.quote),))
    assert found.lines("A", "4-5", Kind.QUOTE)
    assert Kind.QUOTE not in crossing(found)


def test_before_the_fold_ends_with_the_left_pages_last_column() -> None:
    grid = spread_grid(house().grid)
    column = grid.column_width
    assert before_fold(grid, grid.column_x(5), 900.0) == pytest.approx(column)
    assert before_fold(grid, grid.column_x(4), 2 * column + grid.gutter) == pytest.approx(2 * column + grid.gutter)
    assert before_fold(grid, grid.column_x(6), 300.0) == 300.0
    assert before_fold(house().grid, 100.0, 800.0) == 800.0
