from hypothesis import given
from hypothesis import strategies as st

from layout.proof.pictures.tiles import LEVELS, TILE, level_dpi, pixels, tile_window

sides = st.floats(1, 3000)


def test_levels_are_each_twice_as_fine() -> None:
    assert [level_dpi(level) for level in range(LEVELS)] == [48, 96, 192, 384, 768, 1536]


def test_a_sheet_that_ends_within_a_pixel_has_that_pixel() -> None:
    assert pixels((72.0, 72.5), 96) == (96, 97)
    assert pixels((72.0 + 1e-9, 0.001), 96) == (96, 1)


@given(sides, sides, st.integers(0, LEVELS - 1))
def test_the_tiles_of_a_level_cover_its_picture_once(width: float, height: float, level: int) -> None:
    across, down = pixels((width, height), level_dpi(level))
    columns, rows = -(-across // TILE), -(-down // TILE)
    first_row = [tile_window((width, height), level, column, 0) for column in range(columns)]
    first_column = [tile_window((width, height), level, 0, row) for row in range(rows)]
    assert [window.left for window in first_row if window] == [TILE * column for column in range(columns)]
    assert sum(window.width for window in first_row if window) == across
    assert sum(window.height for window in first_column if window) == down
    assert tile_window((width, height), level, columns, 0) is None
    assert tile_window((width, height), level, 0, rows) is None


def test_there_is_no_tile_before_the_first_and_no_level_beyond_the_last() -> None:
    for place in ((-1, 0, 0), (LEVELS, 0, 0), (0, -1, 0), (0, 0, -1), (0, 10**12, 0)):
        assert tile_window((900, 1400), *place) is None
