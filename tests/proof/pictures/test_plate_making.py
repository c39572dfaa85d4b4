"""What is made of a page whose ink is known place by place."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image, ImageCms

from layout.base.geometry import Area
from layout.plates.separations import Plate, Plates
from layout.plates.sheets import Sheet
from layout.plates.unrendered import NotRendered, Reason
from layout.proof.pictures.ink_places import places_over
from layout.proof.pictures.plate_making import DPI, Docket, make_plates, plates_or_why
from tests.plates.sheets_of_ink import newsprint
from tests.proof.pictures.known_page import (
    BARE,
    BLEED,
    HEAVY,
    HEIGHT,
    PICTURE,
    SPOT,
    SPOTTED,
    TYPE,
    WIDTH,
    kept_in,
    known_page,
    levels,
    part,
)

INK = Callable[[int, tuple[float, float, float, float]], Any]


def made(folder: Path, pdf: bytes, profile: str = str(newsprint().profile), limit: float = 2.2) -> tuple[Path, dict[str, Any]]:
    _, path = kept_in(folder, pdf)
    assert make_plates(Docket(str(path), str(folder), "Newsprint", limit, profile)) is None
    return folder, json.loads((folder / "facts.json").read_bytes())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    return made(tmp_path_factory.mktemp("plates"), known_page())


@pytest.fixture(scope="module")
def ink(page: tuple[Path, dict[str, Any]]) -> INK:
    """Ink of a plate in an area, 0 to 1."""
    folder, _ = page
    plates = [1 - levels((folder / f"{number}.png").read_bytes()) / 255 for number in range(5)]
    return lambda number, area: part(plates[number], area, DPI)


def test_each_ink_has_its_plate_spots_after_the_process_inks(page: tuple[Path, dict[str, Any]]) -> None:
    folder, facts = page
    assert [plate["name"] for plate in facts["plates"]] == ["Cyan", "Magenta", "Yellow", "Black", SPOT]
    assert [plate["spot"] for plate in facts["plates"]] == [False] * 4 + [True]
    assert all(plate["inked"] for plate in facts["plates"])
    assert not (folder / "5.png").exists()


def test_black_type_is_on_the_black_plate_alone(ink: INK) -> None:
    assert ink(3, TYPE).max() > 0.95
    assert 0.05 < ink(3, TYPE).mean() < 0.4
    for number in (0, 1, 2, 4):
        assert ink(number, TYPE).max() == 0


def test_a_picture_without_black_is_on_three_plates(ink: INK) -> None:
    assert [ink(number, PICTURE).mean() for number in range(5)] == pytest.approx([110 / 255, 90 / 255, 100 / 255, 0, 0], abs=0.02)
    cyan = ink(0, PICTURE)
    assert cyan[:, 0].mean() < 0.15
    assert cyan[:, -1].mean() > 0.7


def test_a_spot_is_on_its_own_plate_alone(ink: INK) -> None:
    assert ink(4, SPOTTED).min() == 1
    assert all(ink(number, SPOTTED).max() == 0 for number in range(4))
    assert ink(4, PICTURE).max() == 0


def test_inks_look_as_the_presss_profile_has_them(page: tuple[Path, dict[str, Any]]) -> None:
    _, facts = page
    assert facts["paper"] == pytest.approx([200, 198, 191], abs=3)
    cyan, magenta, yellow, black, spot = (plate["ramp"][-1] for plate in facts["plates"])
    assert cyan[0] < 90 < 150 < cyan[2]
    assert magenta[1] < 140 < 220 < magenta[0]
    assert yellow[2] < 130 < 230 < yellow[1]
    assert max(black) < 130
    assert spot[0] > 180 > 150 > max(spot[1:])  # the red of its mixture


def test_tints_of_an_ink_gain_as_the_presss_profile_has_it(page: tuple[Path, dict[str, Any]]) -> None:
    _, facts = page
    profile = ImageCms.ImageCmsProfile(str(newsprint().profile))
    screen = ImageCms.buildTransform(
        profile, ImageCms.createProfile("sRGB"), "CMYK", "RGB", ImageCms.Intent.ABSOLUTE_COLORIMETRIC
    )
    for number, plate in enumerate(facts["plates"][:4]):
        assert plate["ramp"][0] == [255, 255, 255]
        half = ImageCms.applyTransform(Image.new("CMYK", (1, 1), tuple(128 * (number == place) for place in range(4))), screen)
        told = [white * part / 255 for white, part in zip(facts["paper"], plate["ramp"][8], strict=True)]
        assert told == pytest.approx(half.getpixel((0, 0)), abs=2)


def test_the_soft_proof_is_on_the_papers_grey(page: tuple[Path, dict[str, Any]]) -> None:
    folder, facts = page
    seen = levels((folder / "softproof.png").read_bytes())
    assert part(seen, BARE, DPI).reshape(-1, 3).mean(axis=0) == pytest.approx(facts["paper"], abs=1)
    red, green, blue = part(seen, SPOTTED, DPI).reshape(-1, 3).mean(axis=0)
    assert red > 1.4 * max(green, blue)
    assert facts["softproof"] == ""


def test_all_pictures_are_of_the_sheet_and_of_one_size(page: tuple[Path, dict[str, Any]]) -> None:
    folder, facts = page
    sizes = {levels(path.read_bytes()).shape[:2] for path in folder.glob("*.png")}
    assert sizes == {tuple(reversed(facts["size"]))}
    assert facts["size"] == pytest.approx([WIDTH * DPI / 72, HEIGHT * DPI / 72], abs=1)
    assert facts["media"] == [-BLEED, -BLEED, WIDTH, HEIGHT]


def test_the_patch_of_too_much_ink_is_the_place_that_is_listed(page: tuple[Path, dict[str, Any]]) -> None:
    folder, facts = page
    x, y, width, height = HEAVY
    assert facts["most_mm2"] == pytest.approx(2.7, abs=0.01)
    (place,) = facts["over"]
    # A window of a square millimetre that is 220 / 270 on the patch is above the limit, and its edge with it.
    assert place["area"] == pytest.approx([x - BLEED, y - BLEED, width, height], abs=2)
    assert place["most"] == pytest.approx(2.7, abs=0.01)
    assert not place["pixel"]
    bands = [band["rgb"] for band in facts["bands"]]
    from PIL import Image

    with Image.open(folder / "inkmap.png") as ink_map:
        seen = numpy.asarray(ink_map.convert("RGB"))
    assert (part(seen, HEAVY, DPI).reshape(-1, 3) == bands[-1]).all()
    assert (part(seen, BARE, DPI).reshape(-1, 3) == bands[0]).all()
    assert [band["label"] for band in facts["bands"]][-2:] == ["over 220 %", "over 231 %"]


def test_below_the_limit_no_place_is_listed(tmp_path: Path) -> None:
    _, facts = made(tmp_path, known_page(), limit=2.8)
    assert facts["over"] == []


def test_without_a_profile_there_are_plates_and_it_is_said_why_there_is_no_soft_proof(tmp_path: Path) -> None:
    folder, facts = made(tmp_path, known_page(), profile="")
    assert "names no ICC profile" in facts["softproof"]
    assert not (folder / "softproof.png").exists()
    assert (folder / "4.png").exists()
    assert facts["plates"][4]["ramp"][-1][0] > 180


def test_a_profile_of_no_inks_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.icc"
    wrong.write_bytes(b"no profile")
    _, facts = made(tmp_path, known_page(), profile=str(wrong))
    assert facts["softproof"] == "'wrong.icc' can't be used as an ICC profile of four inks."


def test_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    _, path = kept_in(tmp_path, b"%PDF-1.7\n%%EOF")
    fault = make_plates(Docket(str(path), str(tmp_path), "Newsprint", 2.2, ""))
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.DAMAGED


@pytest.mark.parametrize(("number", "why"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "can only be read")])
def test_a_disk_that_takes_nothing_is_told_and_not_the_page_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    _, good = kept_in(tmp_path, known_page())
    monkeypatch.setattr(Path, "write_bytes", refuse)
    for path in (good, tmp_path / "none.pdf"):  # where Ghostscript has no room it says that the page is damaged
        fault = plates_or_why(Docket(str(path), str(tmp_path), "Newsprint", 2.2, ""))
        assert fault is not None
        assert fault.reason is Reason.UNTRIED
        assert why in fault.message


def bare_plates(total: "numpy.ndarray") -> Plates:
    """Plates of 8 pixels a millimetre; `total` in solid inks."""
    rows, columns = total.shape
    dpi = 203.2
    width, height = columns * 72 / dpi, rows * 72 / dpi
    sheet = Sheet(1, width, height, Area(0, 0, width, height))
    inks = [numpy.clip(total - number, 0, 1) * 255 for number in range(4)]
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return Plates(sheet, dpi, tuple(Plate(name, each.astype(numpy.uint8)) for name, each in zip(names, inks, strict=True)))


def test_two_places_far_apart_are_two_the_worse_one_first() -> None:
    total = numpy.full((400, 400), 1.0)
    total[20:60, 30:70] = 2.5
    total[300:340, 200:260] = 3.0
    worse, other = places_over(bare_plates(total), 2.2)
    assert worse.area == pytest.approx([200 * 72 / 203.2, 300 * 72 / 203.2, 60 * 72 / 203.2, 40 * 72 / 203.2], abs=3)
    assert (worse.most, other.most) == pytest.approx((3.0, 2.5), abs=0.01)


def test_a_single_pixel_is_a_place_only_where_it_is_far_above_the_limit() -> None:
    total = numpy.full((100, 100), 1.0)
    total[50, 50] = 2.28
    assert places_over(bare_plates(total), 2.2) == ()
    total[50, 50] = 3.0
    (place,) = places_over(bare_plates(total), 2.2)
    assert place.pixel
    assert place.area == pytest.approx((50 * 72 / 203.2, 50 * 72 / 203.2, 72 / 203.2, 72 / 203.2), abs=0.01)


def test_a_page_smaller_than_a_square_millimetre_has_no_place() -> None:
    assert places_over(bare_plates(numpy.full((3, 3), 2.25)), 2.2) == ()
