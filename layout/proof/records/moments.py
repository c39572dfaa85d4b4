"""Which moment is meant by an hour that somebody wrote down: a note's time due, a page's deadline.

In: the words as they were written, and a moment to count from. Out: the moment, in ISO 8601 with the offset that holds then; ""
where they tell none. Hours are those of the machine's clock, so that the night on which it is put back or forward counts right.
"""

import re
from datetime import date, datetime, time, timedelta, tzinfo

_HOUR = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_COMING = timedelta(hours=6)
"""So long from now is the middle of the day in which a deadline is looked for: one up to six hours ago was missed, before that
the one of the coming night is meant."""


def due_moment(due: str, written: str, zone: tzinfo | None = None) -> str:
    """`21:30` is the first one after it was written down. `zone`: the clock's, None for this machine's."""
    try:
        since = datetime.fromisoformat(written).astimezone(zone).replace(second=0, microsecond=0)
        hour = _hour_of(due)
        if hour is None:
            return _in_full(due, zone)
        today, tomorrow = (_at(since.date() + timedelta(days=days), hour, zone) for days in (0, 1))
        return (today if today >= since else tomorrow).isoformat()
    except (ValueError, OverflowError):
        return ""


def deadline_moment(told: str, now: datetime, zone: tzinfo | None = None) -> str:
    """`21:30` is the one nearest to now, more towards the coming than the past."""
    try:
        hour = _hour_of(told)
        if hour is None:
            return _in_full(told, zone)
        today = now.astimezone(zone).date()
        around = (_at(today + timedelta(days=days), hour, zone) for days in (-1, 0, 1))
        return min(around, key=lambda each: abs(each - (now + _COMING))).isoformat()
    except (ValueError, OverflowError):
        return ""


def _hour_of(told: str) -> time | None:
    found = _HOUR.fullmatch(told.strip())
    return time(int(found[1]), int(found[2])) if found else None


def _in_full(told: str, zone: tzinfo | None) -> str:
    """A time without an offset is the clock's."""
    moment = datetime.fromisoformat(told.strip())
    return (_at(moment.date(), moment.time(), zone) if moment.tzinfo is None else moment.astimezone(zone)).isoformat()


def _at(day: date, hour: time, zone: tzinfo | None) -> datetime:
    wall = datetime.combine(day, hour)
    return wall.replace(tzinfo=zone) if zone is not None else wall.astimezone()
