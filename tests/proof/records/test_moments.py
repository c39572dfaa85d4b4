"""Which moment is meant by an hour that somebody wrote down."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from layout.proof.records.moments import deadline_moment, due_moment

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime.fromisoformat("2026-11-26T21:04:05+01:00")


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("21:30", "2026-11-26T21:30:00+01:00"),
        (" 21.30 ", "2026-11-26T21:30:00+01:00"),
        ("9:00", "2026-11-27T09:00:00+01:00"),
        ("00:15", "2026-11-27T00:15:00+01:00"),
        ("20:50", "2026-11-26T20:50:00+01:00"),
        ("15:05", "2026-11-26T15:05:00+01:00"),
        ("15:03", "2026-11-27T15:03:00+01:00"),  # more than six hours ago: the next one is meant
        ("2026-11-26T21:30", "2026-11-26T21:30:00+01:00"),
        ("2026-11-26T20:30:00Z", "2026-11-26T21:30:00+01:00"),
        ("2026-11-28 21:04", "2026-11-28T21:04:00+01:00"),
    ],
)
def test_a_deadline_is_the_nearest_to_now(told: str, moment: str) -> None:
    assert deadline_moment(told, NOW, BERLIN) == moment


def test_a_deadline_before_midnight_is_the_same_nights_after_it() -> None:
    assert deadline_moment("23:50", datetime.fromisoformat("2026-11-27T00:10:00+01:00"), BERLIN) == "2026-11-26T23:50:00+01:00"


def test_a_note_is_due_at_the_first_such_hour_after_it_was_written() -> None:
    due = lambda told: due_moment(told, "2026-11-26T20:00:30.5Z", BERLIN)  # noqa: E731 # written at 21:00
    assert due("22:00") == "2026-11-26T22:00:00+01:00"
    assert due("21.00") == "2026-11-26T21:00:00+01:00"
    assert due("20:59") == "2026-11-27T20:59:00+01:00"
    assert due("2026-11-26T22:00") == due("22:00")
    assert due("2026-11-26T21:00Z") == due("22:00")


def test_the_night_on_which_the_clock_is_put_back_has_an_hour_more() -> None:
    written = "2026-10-24T21:00:00Z"  # eleven in the evening, summer time
    assert due_moment("08:00", written, BERLIN) == "2026-10-25T08:00:00+01:00"
    assert deadline_moment("04:00", datetime.fromisoformat("2026-10-24T22:00:00+02:00"), BERLIN) == "2026-10-25T04:00:00+01:00"


@pytest.mark.parametrize("told", ["", "when the lead is in", "25:00", "2026-02-30T10:00", "9999-12-31T23:59:59-05:00"])
def test_what_tells_no_moment_is_none(told: str) -> None:
    assert deadline_moment(told, NOW, BERLIN) == ""
    assert due_moment(told, "2026-11-26T20:00:30Z", BERLIN) == ""


def test_a_time_of_writing_that_is_none_makes_nothing_due() -> None:
    assert due_moment("21:30", "yesterday", BERLIN) == ""


def test_without_a_zone_hours_are_those_of_the_machine() -> None:
    moment = datetime.fromisoformat(deadline_moment("21:30", NOW))
    here = moment.replace(tzinfo=None).astimezone()
    assert (moment.hour, moment.minute) == (21, 30)
    assert moment.utcoffset() == here.utcoffset()
