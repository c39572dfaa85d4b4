"""What preflight said, as JSON."""

import json
from typing import Any

import pytest

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.preflight.finding import Finding, PageFacts, Preflighted
from layout.production.judged import judged_json, read_judged

AREA = Area(1.5, 2.0, 3.25, 4.0)
SAID = Preflighted(
    (
        Finding("ink", Severity.ERROR, "Too much \u2028 ink", "Less.", 1, AREA, "K", 2, (AREA, AREA)),
        Finding("r", Severity.WARNING, "m", "r"),
    ),
    (PageFacts(1, 100.0, 200.0, ("Cyan",), 2.4, AREA, "tiffsep", ("Serif",)), PageFacts(2, 1.0, 1.0)),
)


def test_it_is_read_again_as_it_was() -> None:
    assert read_judged(judged_json(SAID)) == SAID


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ("findings", "severity", "grave"),
        ("findings", "message", {"a": 1}),
        ("findings", "count", "2"),
        ("findings", "areas", {}),
        ("findings", "area", {"x": "1", "y": 1, "width": 1, "height": 1}),
        ("findings", "more", 1),
        ("pages", "inks", "Cyan"),
        ("pages", "fonts", [1]),
        ("pages", "width", None),
        ("pages", "most_ink_at", [1, 2, 3, 4]),
        ("pages", "most_ink", float("nan")),
    ],
)
def test_what_has_a_field_of_another_kind_is_refused(where: str, key: str, value: Any) -> None:
    told = json.loads(judged_json(SAID))
    told[where][0][key] = value
    with pytest.raises(ValueError, match=r".+"):
        read_judged(json.dumps(told).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_judged(data)
