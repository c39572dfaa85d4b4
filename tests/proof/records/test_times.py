"""Times as the desk tells them."""

import pytest

from layout.proof.records.times import moment_of, told_at


@pytest.mark.usefixtures("berlin")
def test_a_time_has_the_offset_of_its_own_day() -> None:
    assert told_at("2026-07-26T20:04:05.123456Z") == "2026-07-26T22:04:05.123456+02:00"
    assert told_at("2026-11-26T20:04:05Z") == "2026-11-26T21:04:05+01:00"
    assert told_at("2026-11-26T15:04:05-05:00") == "2026-11-26T21:04:05+01:00"


NO_MOMENTS = ("", "22.10", "soon", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "9999-12-31T23:59:59")


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_time_or_none_in_some_zone_stays(text: str) -> None:
    assert told_at(text) == text
    assert moment_of(text) is None
