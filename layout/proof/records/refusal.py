"""Why the records say no: a sentence and what to do about it, for the person who asked."""

from enum import StrEnum


class Why(StrEnum):
    """The kind of refusal; the web answers with the status beside it."""

    WRONG = "wrong"  # 400: what was sent makes no sense
    UNKNOWN = "unknown"  # 404: no such note, no such person
    CONFLICT = "conflict"  # 409: not as things stand now
    TOO_MUCH = "too much"  # 413: a limit on what is kept
    UNAVAILABLE = "unavailable"  # 503: the database cannot be read or written


class RecordsError(Exception):
    """Both are sentences: `problem` tells what is wrong, `remedy` what to do. Neither holds a password.

    `field`: which of what was sent is wrong, "" for none in particular.
    """

    def __init__(self, why: Why, problem: str, remedy: str, field: str = "") -> None:
        super().__init__(f"{problem} {remedy}")
        self.why = why
        self.problem = problem
        self.remedy = remedy
        self.field = field
