"""What a browser sends: a JSON object, read field by field. Whatever is missing, of another kind or too much is refused."""

import json
import math
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from layout.proof.web.answers import Complaint

_AGAIN = "Load the page again."
_MOST_NUMBER = 10**9


async def read_fields(request: Request) -> "Fields":
    """The body's object. Raises Complaint."""
    try:
        found = json.loads((await request.body()).decode("utf-8") or "{}", parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Complaint(400, "What came is no JSON.", _AGAIN) from None
    if not isinstance(found, dict):
        raise Complaint(400, "What came is no JSON object.", _AGAIN)
    return Fields(found)


class Fields:
    """Of one object. Each way to ask raises Complaint where the field is of another kind."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found

    def text(self, name: str) -> str:
        """A text; "" where it is not given."""
        value = self._found.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise _wrong(name)
        return value

    def needed(self, name: str) -> str:
        """A text that must be there."""
        value = self.text(name)
        if not value:
            raise Complaint(400, f"'{name}' is missing.", _AGAIN)
        return value

    def count(self, name: str) -> int | None:
        """A whole number from 0 on; None where it is not given."""
        value = self._found.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_NUMBER:
            raise _wrong(name)
        return value

    def point(self, name: str) -> tuple[float, float] | None:
        """Two numbers; None where it is not given."""
        value = self._found.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2 or not all(_is_number(each) for each in value):
            raise _wrong(name)
        return float(value[0]), float(value[1])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) <= _MOST_NUMBER


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _wrong(name: str) -> Complaint:
    return Complaint(400, f"'{name}' is of another kind than the desk takes.", _AGAIN)
