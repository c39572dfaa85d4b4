"""Sizes as people write them."""

import pytest

from layout.base.units import Length, parse_size


@pytest.mark.parametrize("text", ["102mm x 150mm", "102 x 150 mm", "102x150mm", " 102mm×150MM ", "102.0 X 150mm"])
def test_a_size_is_a_width_and_a_height(text: str) -> None:
    assert parse_size(text) == (Length(102.0, "mm"), Length(150.0, "mm"))


def test_each_may_have_its_own_unit() -> None:
    assert parse_size("4in x 30pica") == (Length(4.0, "in"), Length(30.0, "pica"))


@pytest.mark.parametrize("text", ["", "large", "102 x 150", "102mm", "-1mm x 2mm", "1.2.3mm x 4mm", "1ell x 2ell"])
def test_anything_else_is_none(text: str) -> None:
    assert parse_size(text) is None
