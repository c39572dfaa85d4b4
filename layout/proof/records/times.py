"""Times as the desk tells them, in the browser and on paper: with the offset that its machine's clock had then, so that what was
signed in summer is read in summer time, wherever the browser is."""

from datetime import datetime

_YEARS = range(1971, 9999)  # a time of these is a date in every zone, on every system


def moment_of(text: str) -> datetime | None:
    """ISO 8601 as it is written, with its offset if it has one; None for what is no time, or can't be told in every zone."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.year in _YEARS else None


def told_at(at: str) -> str:
    """`2026-11-26T20:04:05.123456Z` with this machine's offset at that time; what is no time, as it is."""
    moment = moment_here(at)
    return at if moment is None else moment.isoformat()


def moment_here(text: str) -> datetime | None:
    """A moment with this machine's offset at that time; None as of moment_of."""
    moment = moment_of(text)
    return None if moment is None else moment.astimezone()
