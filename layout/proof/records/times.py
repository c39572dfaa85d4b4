"""Times as the desk tells them: with the offset that its machine's clock had then, so that what was signed in summer is read in
summer time, wherever the browser is."""

from datetime import datetime


def told_at(at: str) -> str:
    """`2026-11-26T20:04:05.123456Z` with this machine's offset at that time; what is no time, as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().isoformat()
    except (ValueError, OverflowError):
        return at
