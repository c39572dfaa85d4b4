"""The search against brute force: on small cases nothing that can be typed in by hand fits better than what it finds."""

import pytest

from tests.copyfit.small import best_by_hand, found_by_engine, small_case
from tests.pages.desk import faces


def _beaten(seeds: range, levers: int) -> list[str]:
    """The cases in which the engine's page is not as good as the best by hand, or too good to be true."""
    told: list[str] = []
    for seed in seeds:
        case = small_case(seed, levers)
        found, best = found_by_engine(case, faces()), best_by_hand(case, faces())
        if found != best:
            told.append(f"{case.told}: {found} lines over and short, by hand {best}")
    return told


def test_no_page_made_by_hand_fits_better() -> None:
    beaten = _beaten(range(24), 3)
    assert not beaten, "\n".join(beaten)


@pytest.mark.slow
def test_no_page_made_by_hand_fits_better_with_more_levers() -> None:
    beaten = _beaten(range(100, 130), 5)
    assert not beaten, "\n".join(beaten)
