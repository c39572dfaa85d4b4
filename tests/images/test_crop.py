from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.images.crop import crop_to, lost, natural_depth
from layout.images.picture import Picture

WIDE = Picture(Path("wide.jpg"), 3000, 2000, "RGB", 300.0)


def test_a_picture_of_the_right_proportions_shows_whole() -> None:
    assert crop_to(WIDE, 300, 200, None, (0.1, 0.9)) == pytest.approx((0, 0, 1, 1))
    assert lost(WIDE, 300, 200, None) == pytest.approx(0)


def test_a_square_place_takes_the_middle_of_a_wide_picture() -> None:
    assert crop_to(WIDE, 100, 100, None, (0.5, 0.5)) == pytest.approx((1 / 6, 0, 2 / 3, 1))
    assert lost(WIDE, 100, 100, None) == pytest.approx(1 / 3)


def test_a_focus_at_the_edge_pulls_the_crop_to_the_edge_and_no_farther() -> None:
    assert crop_to(WIDE, 100, 100, None, (0.0, 0.5))[0] == 0
    assert crop_to(WIDE, 100, 100, None, (1.0, 0.5))[0] == pytest.approx(1 / 3)


def test_a_deeper_place_than_the_picture_cuts_its_sides_and_a_flatter_one_its_top_and_foot() -> None:
    assert crop_to(WIDE, 300, 100, None, (0.5, 0.75)) == pytest.approx((0, 0.5, 1, 0.5))


def test_a_crop_by_hand_is_kept_within() -> None:
    x, y, width, height = crop_to(WIDE, 100, 100, (0.5, 0.5, 0.5, 0.5), (0.0, 0.0))
    assert (x, y) == (0.5, 0.5)
    assert width * 3000 == pytest.approx(height * 2000)
    assert natural_depth(WIDE, 300, (0.5, 0.5, 0.5, 0.25)) == pytest.approx(100)


def test_a_crop_outside_the_picture_counts_for_nothing() -> None:
    assert crop_to(WIDE, 300, 200, (2.0, 2.0, 0.5, 0.5), (0.5, 0.5)) == pytest.approx((0, 0, 1, 1))


fractions = st.floats(0, 1)
sizes = st.floats(1, 1000)


@given(sizes, sizes, st.tuples(fractions, fractions, fractions, fractions) | st.none(), st.tuples(fractions, fractions))
def test_a_crop_has_the_places_proportions_and_never_leaves_the_picture(width, height, crop, focus) -> None:
    x, y, across, down = crop_to(WIDE, width, height, crop, focus)
    assert x >= 0
    assert y >= 0
    assert x + across <= 1 + 1e-9
    assert y + down <= 1 + 1e-9
    assert (across * 3000) / (down * 2000) == pytest.approx(width / height)
    assert 0 <= lost(WIDE, width, height, crop) < 1
