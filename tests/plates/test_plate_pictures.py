import io

import pytest
from PIL import Image

from layout.plates.file_names import plain, plain_names
from layout.plates.plate_pictures import plate_files
from layout.plates.unrendered import INSTALL
from tests.plates.sheets_of_ink import newsprint, patch, sheet


def picture(files: dict[str, bytes], name: str) -> Image.Image:
    return Image.open(io.BytesIO(files[name]))


def test_each_plate_is_a_picture_in_which_no_ink_is_white() -> None:
    files, problems = plate_files({"A3": sheet(patch(10, 10, 20, 20, "0.6 0 0 1 k"))}, newsprint(), dpi=50.8)
    assert problems == ()
    assert list(files) == [f"plates/A3_{name}.png" for name in ("Cyan", "Magenta", "Yellow", "Black", "ink")]
    cyan, black = picture(files, "plates/A3_Cyan.png"), picture(files, "plates/A3_Black.png")
    assert (cyan.mode, cyan.size) == ("L", (200, 300))
    assert (cyan.getpixel((40, 40)), cyan.getpixel((5, 5))) == (255 - 153, 255)
    assert (black.getpixel((40, 40)), black.getpixel((5, 5))) == (0, 255)
    assert picture(files, "plates/A3_Magenta.png").getextrema() == (255, 255)


def is_red(colour: tuple[int, int, int]) -> bool:
    return colour[0] > colour[1] + 50 and colour[0] > colour[2] + 50


def test_the_map_is_red_above_the_limit_and_cool_below_it() -> None:
    inks = ["0.5 0.5 0.5 0.7 k", "0.6 0.6 0.6 0.45 k", "0.6 0.6 0.6 0.6 k"]  # 220, 225 and 240 %
    files, _ = plate_files({"1": sheet("".join(patch(10 + 30 * n, 10, 20, 20, ink) for n, ink in enumerate(inks)))}, newsprint())
    ink_map = picture(files, "plates/1_ink.png").convert("RGB")
    at_limit, over, far_over = (ink_map.getpixel((round((20 + 30 * n) / 25.4 * 100), 80)) for n in range(3))
    assert not is_red(at_limit)
    assert at_limit[2] > at_limit[0]
    assert is_red(over)
    assert is_red(far_over)
    assert over != far_over
    assert ink_map.getpixel((5, 5)) == (255, 255, 255)


def test_a_speck_above_the_limit_is_not_averaged_away() -> None:
    files, _ = plate_files({"1": sheet(patch(50, 50, 0.1, 0.1, "0.7 0.7 0.7 0.7 k"))}, newsprint(), dpi=50.8)
    ink_map = picture(files, "plates/1_ink.png").convert("RGB").crop((0, 0, 200, 300))
    assert any(is_red(colour) for _, colour in ink_map.getcolors() or [])


def test_the_map_has_a_legend_under_it() -> None:
    files, _ = plate_files({"1": sheet(" "), "2": sheet(patch(10, 10, 20, 20, "0 0 0 1 k"))}, newsprint())
    bare, inked = picture(files, "plates/1_ink.png"), picture(files, "plates/2_ink.png")
    height = round(150 / 25.4 * 100)
    assert bare.height > height + 40
    assert len(bare.crop((0, height + 1, bare.width, bare.height)).getcolors() or []) >= 9  # eight bands, and black type
    assert bare.tobytes() != inked.tobytes()


def test_spot_plates_get_names_that_every_disk_takes() -> None:
    spots = ("../x", "100% off", "PANTONE 186 C", "pantone 186 c", "ink")
    marks = "".join(patch(10, 10 + 20 * n, 5, 5, f"/S{n} cs 1 scn") for n in range(len(spots)))
    files, _ = plate_files({"../1": sheet(marks, spots=spots)}, newsprint(), dpi=50.8)
    assert [name for name in files if "_" in name][4:] == [
        "plates/1_x.png",
        "plates/1_100_off.png",
        "plates/1_PANTONE_186_C.png",
        "plates/1_ink-2.png",
        "plates/1_pantone_186_c-2.png",
        "plates/1_ink.png",
    ]


@pytest.mark.parametrize("name", ["", "...", "/", "\0", "x" * 500, "con:", "a\nb"])
def test_a_plain_name_has_no_separators_and_an_end(name: str) -> None:
    assert 0 < len(plain(name)) <= 60
    assert not set(plain(name)) & set("/\\:.\0\n ")


def test_names_that_would_be_one_stay_apart() -> None:
    assert plain_names(["a/b", "a:b", "A b", "a-b"]) == {"a/b": "a_b", "a:b": "a_b-2", "A b": "A_b-3", "a-b": "a-b"}


def test_the_same_pages_give_the_same_bytes() -> None:
    pdfs = {"1": sheet(patch(10, 10, 50, 50, "0.4 0.3 0.2 0.1 k")), "2": sheet(" ")}
    assert plate_files(pdfs, newsprint(), 50) == plate_files(pdfs, newsprint(), 50, jobs=2)


def test_a_page_that_fails_is_told_and_the_others_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    files, (problem,) = plate_files({"1": b"broken", "2": sheet(" ")}, newsprint(), dpi=50)
    assert "plates/2_ink.png" in files
    assert problem.code == "page-unrendered"
    monkeypatch.setenv("PATH", "/nowhere")
    files, (problem,) = plate_files({"1": sheet(" "), "2": sheet(" ")}, newsprint(), dpi=50)
    assert files == {}
    assert INSTALL in problem.remedy
