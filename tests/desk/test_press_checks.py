"""What a press can't take of a house and an issue, with both numbers."""

from dataclasses import replace

import pytest

from layout.base.colour import Cmyk, Spot
from layout.base.problems import InFile
from layout.base.units import mm
from layout.design.house import House, Rules
from layout.design.press import LineLimits, Press, TypeLimits
from layout.design.read_house import read_house
from layout.design.styles import Rung
from layout.desk.press_checks import check_press
from tests.desk.drawing import SERIF, SHEET, make_house, make_issue, make_page, story

HERE = InFile("press.yaml", 1, 1)


def told(house: House, press: Press) -> dict[str, str]:
    """Message by code."""
    return {problem.code: problem.message for problem in check_press(make_issue(), house, press)}


@pytest.mark.parametrize(
    ("press", "code"),
    [
        (Press("P", HERE), None),
        (Press("P", HERE, sheet=(SHEET.width, SHEET.height)), None),
        (Press("P", HERE, sheet=(SHEET.width - 1, SHEET.height)), "press-sheet"),
        (Press("P", HERE, colour_pages=frozenset({"2"})), "press-colour"),
        (Press("P", HERE, colour_pages=frozenset({"1"})), None),
        (Press("P", HERE, bleed=mm(3)), None),
        (Press("P", HERE, live=(SHEET.width - 60, SHEET.height - 36)), None),
        (Press("P", HERE, live=(SHEET.width - 60, SHEET.height - 40)), "press-live"),  # descenders hang under the last baseline
        (Press("P", HERE, live=(SHEET.width + 60, SHEET.height + 40)), None),
    ],
)
def test_the_press_refuses_what_it_cannot_take(press: Press, code: str | None) -> None:
    page = replace(make_page("1", "AAAAAA", A=story("a")), colour="full")
    found = {problem.code for problem in check_press(make_issue(page), make_house(), press)}
    assert found == ({code} if code else set())


def test_bleed_spots_and_too_much_ink_are_refused_with_both_numbers() -> None:
    colours = {"gold": Spot("PANTONE 871 C", Cmyk(0.2, 0.25, 0.6, 0.25)), "pitch": Cmyk(0.8, 0.7, 0.7, 0.9)}
    house = make_house(colours=colours, sheet=replace(SHEET, bleed=mm(3)))
    assert told(house, Press("P", HERE)) == {
        "press-bleed": "the bleed is 3 mm, but the press 'P' takes 0 mm at most",
        "press-spot": "the colour 'gold' is the spot ink 'PANTONE 871 C', but the press 'P' has none",
        "press-ink": "the colour 'pitch' lays down 310% of ink, but the press 'P' takes 220%",
    }


def test_a_spot_ink_called_otherwise_is_told_as_the_press_calls_it() -> None:
    house = make_house(colours={"alarm": Spot("Pantone 185C", Cmyk(0, 0.91, 0.76, 0))})
    (problem,) = check_press(make_issue(), house, Press("P", HERE, spots=("PANTONE 185 C",)))
    assert problem.remedy == "Write 'PANTONE 185 C', as the press calls it."


def test_margins_smaller_than_the_live_area_leaves_are_told_by_side_with_both_numbers() -> None:
    press = Press("P", HERE, live=(SHEET.width - mm(30), SHEET.height - mm(14)))
    found = [problem.message for problem in check_press(make_issue(), make_house(), press)]
    assert found == [
        "type stands 10.6 mm from the page's right edge, but the press 'P' takes none within 15.0 mm of it",
        "type stands 6.3 mm from the page's bottom edge, but the press 'P' takes none within 7.0 mm of it",  # under a baseline
        "type stands 10.6 mm from the page's left edge, but the press 'P' takes none within 15.0 mm of it",
    ]


def test_styles_and_rules_that_would_break_up_are_refused_with_both_numbers() -> None:
    house = make_house()
    styles = dict(house.styles)
    styles["body"] = replace(styles["body"], size=6.5)
    styles["headline"] = replace(styles["headline"], rungs=(Rung(18, 18, 0, SERIF), Rung(4.8, 5, 0, SERIF)))
    house = replace(house, styles=styles, rules=Rules(column=0.2, cutoff=0.0))
    press = Press("P", HERE, type=TypeLimits(5, 7, 10, 8), lines=LineLimits(0.5, 0.25))
    found = [problem.message for problem in check_press(make_issue(), house, press)]
    assert found == [
        "the style 'body' has 6.5 pt, but the press 'P' takes body type from 7 pt",
        "the style 'headline' has 4.8 pt, but the press 'P' takes type from 5 pt",
        "the rule 'column' is 0.2 pt thick, but the press 'P' takes lines from 0.25 pt",
    ]


def test_the_products_own_house_fits_the_usual_press(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("house") / "house.yaml"
    path.write_text("title: X\n")
    house, problems = read_house(path)
    assert house is not None
    assert problems == []
    assert told(house, Press("P", HERE)) == {}
