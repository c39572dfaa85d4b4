"""Quotes that stand on a page as drawn stand on it fitted, unless the story's own lever takes them out."""

import pytest

from tests.pages.copyfit.drawn_pages import PULLED, SET_IN, both, stand


@pytest.mark.parametrize("seed", range(64))
def test_a_quote_is_lost_only_by_its_own_lever(seed: int) -> None:
    plain, fitted = both(seed)
    for out in plain.composed.blocks:
        if stand(plain, out.block, PULLED) and not stand(fitted, out.block, PULLED):
            assert "quote left out" in fitted.block(out.block).levers, f"block {out.block}"
        if stand(plain, out.block, SET_IN):
            assert stand(fitted, out.block, SET_IN), f"block {out.block}: no lever takes a quote out of the text"
