"""Press profiles, and what they refuse."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.colour import Cmyk, Spot
from layout.base.problems import InFile
from layout.base.units import mm
from layout.design.press import Press, Standard
from layout.design.read_press import read_press, shipped_presses
from layout.desk.press_checks import check_press
from tests.desk.drawing import SHEET, make_house, make_issue, make_page, story

HERE = InFile("house.yaml", 5, 8)


def test_the_shipped_profile_is_newsprint_without_a_fault() -> None:
    press, problems = read_press("newsprint", HERE)
    assert problems == []
    assert press is not None
    assert (press.standard, press.most_ink, press.bleed, press.colour_pages) == (Standard.X4, 2.2, 0.0, None)
    assert press.sheet == pytest.approx((mm(400), mm(578)))
    assert press.profile is not None
    assert press.profile.read_bytes()[36:40] == b"acsp"  # ICC.1, 7.2.11: the signature of every profile
    assert "newsprint" in shipped_presses()


def test_an_unknown_profile_is_told_with_the_one_that_was_meant() -> None:
    press, problems = read_press("newsprnt", HERE)
    assert press is None
    assert problems[0].code == "press-unknown"
    assert "did you mean 'newsprint'?" in problems[0].remedy


def test_a_profile_of_one_s_own_is_read_by_path_and_its_faults_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: Mine\nmost-ink: 240%\ncolour-pages: [1, 4]\nsheet: 300mm x 400mm\nphoto-ppi: {least: 120}\nspot: [Gold]\n"
    )
    press, problems = read_press(str(path), HERE)
    assert [problem.code for problem in problems] == ["key-unknown"]
    assert press is not None
    assert (press.name, press.most_ink, press.photo_ppi.least) == ("Mine", 2.4, 120)
    assert [press.prints_colour(page) for page in ("1", "2", "4")] == [True, False, True]


@pytest.mark.parametrize(
    ("press", "code"),
    [
        (Press("P", HERE), None),
        (Press("P", HERE, sheet=(SHEET.width, SHEET.height)), None),
        (Press("P", HERE, sheet=(SHEET.width - 1, SHEET.height)), "press-sheet"),
        (Press("P", HERE, colour_pages=frozenset({"2"})), "press-colour"),
        (Press("P", HERE, colour_pages=frozenset({"1"})), None),
    ],
)
def test_the_press_refuses_what_it_cannot_take(press: Press, code: str | None) -> None:
    page = replace(make_page("1", "AAAAAA", A=story("a")), colour="full")
    found = [problem.code for problem in check_press(make_issue(page), make_house(), press)]
    assert found == ([code] if code else [])


def test_bleed_spots_and_too_much_ink_are_refused_with_both_numbers() -> None:
    colours = {"gold": Spot("PANTONE 871 C", Cmyk(0.2, 0.25, 0.6, 0.25)), "pitch": Cmyk(0.8, 0.7, 0.7, 0.9)}
    house = make_house(colours=colours, sheet=replace(SHEET, bleed=mm(3)))
    messages = {problem.code: problem.message for problem in check_press(make_issue(), house, Press("P", HERE))}
    assert messages == {
        "press-bleed": "the bleed is 3 mm, but the press 'P' takes 0 mm at most",
        "press-spot": "the colour 'gold' is the spot ink 'PANTONE 871 C', but the press 'P' has none",
        "press-ink": "the colour 'pitch' lays down 310% of ink, but the press 'P' takes 220%",
    }
