"""The display list as text that can be compared."""

import json
from pathlib import Path

from layout.base.colour import BLACK, Cmyk, Spot
from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.pages.as_json import page_as_json
from layout.pages.display import HoleMark, ImageMark, Mark, Page, RuleMark, Source, TintMark

HERE = Source("A", "bridge", 0)
AREA = Area(10.0, 20.004, 30.006, 40.0)


def page(*marks: Mark, problems: tuple[Problem, ...] = ()) -> Page:
    return Page("3", "News", 595.276, 841.89, 0.0, False, marks, problems)


def test_it_is_json_with_a_mark_a_line() -> None:
    text = page_as_json(page(RuleMark(0.0, 1.0, 2.0, 1.0, 0.5, BLACK, HERE), TintMark(AREA, BLACK.tint(0.1), Source())))
    read = json.loads(text)
    assert read["head"] == {"page": "3", "section": "News", "size": [595.28, 841.89], "bleed": 0.0, "mono": False}
    assert read["marks"] == [
        {"rule": [0.0, 1.0, 2.0, 1.0], "weight": 0.5, "ink": "0 0 0 1", "block": "A", "story": "bridge"},
        {"tint": [10.0, 20.0, 30.01, 40.0], "ink": "0 0 0 0.1"},
    ]
    assert sum(line.startswith("{") for line in text.splitlines()[1:]) == 2


def test_what_cannot_be_seen_makes_no_difference() -> None:
    near = Area(10.001, 20.0, 30.008, 40.0)
    assert page_as_json(page(HoleMark(AREA, "no ad", HERE))) == page_as_json(page(HoleMark(near, "no ad", HERE)))
    minus = RuleMark(-0.001, 0.0, 0.0, 0.0, 0.5, Cmyk(0.0, 0.0, 0.0, 1.0), HERE)
    assert "-0.0" not in page_as_json(page(minus))


def test_files_go_by_their_names() -> None:
    crop = (0.0, 0.1, 1.0, 0.33333333)
    one = ImageMark(AREA, Path("somewhere/photos/a.jpg"), crop, True, HERE)
    other = ImageMark(AREA, Path("elsewhere/photos/a.jpg"), crop, True, HERE)
    assert page_as_json(page(one)) == page_as_json(page(other))
    assert json.loads(page_as_json(page(one)))["marks"][0]["crop"] == [0.0, 0.1, 1.0, 0.3333]


def test_spots_and_problems_are_named() -> None:
    gold = Spot("PANTONE 871 C", BLACK, 0.5)
    problem = Problem("overset", Severity.ERROR, "+3 lines", "Cut.", OnPage("3"))
    read = json.loads(page_as_json(page(TintMark(AREA, gold, HERE), problems=(problem,))))
    assert read["marks"][0]["ink"] == "PANTONE 871 C 0.5"
    assert read["problems"] == ["error overset: +3 lines"]
