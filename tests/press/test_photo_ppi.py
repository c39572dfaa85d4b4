"""Pictures that are too coarse for where they stand."""

from pathlib import Path

import pytest

from layout.base.geometry import Area
from layout.base.problems import InFile
from layout.design.press import Press
from layout.images.picture import Art, Drawing, Picture
from layout.pages.display import ImageMark, Page, Source
from layout.press.photo_ppi import check_ppi, check_resolution

PATH = Path("photos/boat.jpg")
PRESS = Press("P", InFile("press.yaml"))


def found(art: Art, width: float, crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)) -> list[str]:
    mark = ImageMark(Area(0.0, 0.0, width, width * crop[3] / crop[2]), PATH, crop, False, Source("A", "boats"))
    page = Page("3", "", 600.0, 900.0, 0.0, False, (mark,))
    return [f"{problem.severity} {problem.message}" for problem in check_resolution(page, {PATH: art}, PRESS)]


@pytest.mark.parametrize(
    ("inches", "said"),
    [
        (2.0, []),
        (4.0, []),
        (5.0, ["warning boat.jpg has 120 pixels an inch in its place; the press wants 150 at least"]),
        (7.5, ["error boat.jpg has 80 pixels an inch in its place; the press wants 100 at least"]),
    ],
)
def test_resolution_is_judged_in_its_place(inches: float, said: list[str]) -> None:
    assert found(Picture(PATH, 600, 600, "RGB", 300.0), inches * 72) == said


def test_a_crop_counts() -> None:
    assert found(Picture(PATH, 600, 600, "RGB", 0.0), 2.5 * 72, (0.25, 0.25, 0.5, 0.5))[0].startswith(
        "warning boat.jpg has 120 pixels"
    )


def test_a_drawing_is_never_coarse() -> None:
    assert found(Drawing(PATH, 10.0, 10.0), 500.0) == []


@pytest.mark.parametrize(
    ("inches", "said"),
    [
        (1.0, []),
        (1.5, ["warning boat.jpg has 667 pixels an inch in its place; of art in one bit the press wants 800 at least"]),
        (2.0, ["error boat.jpg has 500 pixels an inch in its place; of art in one bit the press wants 550 at least"]),
    ],
)
def test_art_in_one_bit_has_to_be_finer(inches: float, said: list[str]) -> None:
    assert found(Picture(PATH, 1000, 1000, "1", 0.0), inches * 72) == said


def test_a_picture_of_next_to_no_pixels_is_not_to_be_printed_in_no_width_at_all() -> None:
    told = check_ppi("dot.jpg", Picture(PATH, 1, 1, "RGB", 0.0), 0.3, PRESS, InFile("issue.yaml"))
    assert told is not None
    assert "0.3 pixels an inch" in told.message
    assert "%" not in told.remedy
