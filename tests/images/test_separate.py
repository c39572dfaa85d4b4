import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms

from layout.images.ink import Inking, Place, PressInk, Separated
from layout.images.ink_limit import capped
from layout.images.press_ink import flat_ink, newsprint
from layout.images.raster import hushed
from layout.images.separate import separate
from tests.images.files import FILED, gradient, saved, written

PRESS = newsprint()
WHOLE = (0.0, 0.0, 1.0, 1.0)


def done(path: Path, place: Place, press: PressInk = PRESS) -> Separated:
    separated, problems = separate(path, place, press, FILED)
    assert problems == []
    assert separated is not None
    return separated


def ink(separated: Separated) -> Image.Image:
    """The picture with 255 for solid ink, of a grey one its black plate. Pillow turns CMYK JPEGs over when it reads them."""
    with Image.open(io.BytesIO(separated.jpeg)) as image:
        inks = ImageChops.invert(image)
    if separated.inking is Inking.CMYK:
        return inks
    cyan, magenta, yellow, black = inks.split()
    assert [plate.getextrema() for plate in (cyan, magenta, yellow)] == [(0, 0)] * 3
    return black


def share(image: Image.Image) -> tuple[float, ...]:
    """Mean ink of each channel, 0 to 1."""
    small = image.resize((1, 1), Image.Resampling.BOX)
    return tuple(value / 255 for value in small.tobytes())


def test_a_picture_gets_the_press_s_pixels_an_inch_at_its_place_and_is_never_enlarged(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", gradient(600, 400))
    large, small = done(path, Place(WHOLE, 720, 480)), done(path, Place(WHOLE, 72, 48))
    assert (large.width, large.height) == (600, 400)
    assert (small.width, small.height) == (200, 134)
    finer = done(path, Place(WHOLE, 72, 48), replace(PRESS, ppi=300))
    assert (finer.width, finer.height) == (300, 200)


def test_the_crop_is_what_shows(tmp_path: Path) -> None:
    half = Image.new("RGB", (200, 100), "white")
    half.paste("black", (0, 0, 100, 100))
    path = saved(tmp_path, "a.png", half)
    assert share(ink(done(path, Place((0, 0, 0.5, 1), 50, 50, grey=True))))[0] > 0.98
    assert share(ink(done(path, Place((0.5, 0, 0.5, 1), 50, 50, grey=True))))[0] < 0.02


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path: Path, ending: str, orientation: int) -> None:
    upright = Image.new("RGB", (80, 40), "white")
    upright.paste("black", (0, 0, 40, 20))  # black in the top left quarter
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    taken = upright.transpose(turns[orientation]) if orientation in turns else upright
    path = saved(tmp_path, f"a.{ending}", taken, exif=exif)
    plate = ink(done(path, Place(WHOLE, 800, 400, grey=True)))
    assert plate.size == (80, 40)
    quarters = [share(plate.crop(box))[0] > 0.5 for box in ((4, 4, 36, 16), (44, 4, 76, 16), (4, 24, 36, 36), (44, 24, 76, 36))]
    assert quarters == [True, False, False, False]


def test_grey_is_black_ink_alone_and_paper_stays_white(tmp_path: Path) -> None:
    ramp = Image.linear_gradient("L").convert("RGB")
    plate = done(saved(tmp_path, "a.png", ramp), Place(WHOLE, 100, 100, grey=True))
    assert plate.inking is Inking.GREY
    values = [ink(plate).getpixel((100, at)) for at in (0, 60, 120, 180, 254)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 252
    assert values[-1] < 3


def test_the_dot_gain_of_newsprint_is_taken_out_of_a_light_grey(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.png", Image.new("RGB", (40, 40), (200, 200, 200)))
    plain, press = (done(path, Place(WHOLE, 40, 40, grey=True), ink) for ink in (PressInk(b""), PRESS))
    assert share(ink(press))[0] < share(ink(plain))[0] + 0.02


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_a_picture_without_colour_prints_black_alone(tmp_path: Path, mode: str) -> None:
    path = saved(tmp_path, "a.png", Image.linear_gradient("L").convert("I" if mode == "I;16" else mode).convert(mode))
    assert done(path, Place(WHOLE, 80, 80)).inking is Inking.GREY


def test_sixteen_bits_are_scaled_not_cut_off(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.png", Image.new("I;16", (20, 20), 32768))
    eight = saved(tmp_path, "b.png", Image.new("L", (20, 20), 128))
    a, b = (share(ink(done(each, Place(WHOLE, 20, 20))))[0] for each in (path, eight))
    assert a == pytest.approx(b, abs=0.02)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_paper(tmp_path: Path, mode: str) -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    if mode == "P":
        path = saved(tmp_path, "a.png", clear.convert("P"), transparency=0)
    else:
        path = saved(tmp_path, "a.png", clear.convert(mode))
    assert max(share(ink(done(path, Place(WHOLE, 40, 40))))) < 0.01


def test_colour_goes_through_the_press_profile(tmp_path: Path) -> None:
    red = share(ink(done(saved(tmp_path, "a.png", Image.new("RGB", (40, 40), (200, 0, 0))), Place(WHOLE, 40, 40))))
    assert red[0] < 0.1
    assert red[1] > 0.8
    assert red[2] > 0.7
    assert red[3] < 0.25


def test_a_picture_is_read_by_its_own_profile_and_by_srgb_where_that_is_damaged(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")  # its red is sRGB's blue
    colour, mirrored = Image.new("RGB", (40, 40), (90, 160, 20)), Image.new("RGB", (40, 40), (20, 160, 90))
    place = Place(WHOLE, 40, 40)
    own = done(saved(tmp_path, "a.png", colour, icc_profile=swapped), place)
    as_seen = done(saved(tmp_path, "b.png", mirrored), place)
    broken = done(saved(tmp_path, "c.png", colour, icc_profile=b"not a profile at all"), place)
    plain = done(saved(tmp_path, "d.png", colour), place)
    assert share(ink(own)) == pytest.approx(share(ink(as_seen)), abs=0.02)
    assert broken.jpeg == plain.jpeg
    assert broken.treatment.damaged
    assert share(ink(plain)) != pytest.approx(share(ink(as_seen)), abs=0.02)


def test_a_cmyk_picture_keeps_its_separation_and_is_brought_under_the_limit(tmp_path: Path) -> None:
    light = saved(tmp_path, "a.jpg", Image.new("CMYK", (64, 64), (10, 100, 30, 5)), quality=95)
    heavy = saved(tmp_path, "b.tif", Image.new("CMYK", (64, 64), (230, 220, 210, 180)))
    assert share(ink(done(light, Place(WHOLE, 64, 64)))) == pytest.approx((10 / 255, 100 / 255, 30 / 255, 5 / 255), abs=0.015)
    inks = share(ink(done(heavy, Place(WHOLE, 64, 64))))
    assert sum(inks) < 2.22
    assert inks[3] > 0.95


@pytest.mark.parametrize("limit", [1.5, 2.2, 2.6])
def test_no_pixel_is_above_the_ink_limit(limit: float) -> None:
    noise = Image.merge("CMYK", [Image.effect_noise((64, 64), 200) for _ in range(4)])
    ramp = Image.merge("CMYK", [Image.linear_gradient("L").rotate(90 * turn).resize((64, 64)) for turn in range(4)])
    solid = Image.new("CMYK", (8, 8), (255, 255, 255, 255))
    for image in (noise, ramp, solid):
        pixels = capped(image, limit).tobytes()
        assert max(sum(pixels[at : at + 4]) for at in range(0, len(pixels), 4)) <= limit * 255


def test_a_picture_within_the_limit_is_left_alone() -> None:
    image = Image.new("CMYK", (8, 8), (100, 90, 80, 70))
    assert capped(image, 2.2) is image


def test_flat_black_and_grey_are_black_ink_alone() -> None:
    assert flat_ink(0, 0, 0, PRESS).total == 1
    assert flat_ink(1, 1, 1, PRESS).total == 0
    grey = flat_ink(0.5, 0.5, 0.5, PRESS)
    assert grey.total == grey.black
    assert 0.4 < grey.black < 0.7
    assert flat_ink(0.1, 0, 0.3, PRESS).total <= 2.2


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2026:11:24 21:30:00"
    path = saved(tmp_path, "a.jpg", gradient(300, 200), exif=exif, comment=b"from the desk")
    first, second = done(path, Place(WHOLE, 60, 40)), done(path, Place(WHOLE, 60, 40))
    assert first == second
    assert b"2026:11:24" not in first.jpeg
    assert b"from the desk" not in first.jpeg


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
def test_data_that_end_too_soon_are_a_problem(tmp_path: Path, ending: str) -> None:
    whole = saved(tmp_path, f"a.{ending}", Image.effect_noise((300, 200), 90).convert("RGB")).read_bytes()
    path = written(tmp_path, f"cut.{ending}", whole[: len(whole) // 2])
    with hushed():
        separated, problems = separate(path, Place(WHOLE, 300, 200), PRESS, FILED)
    assert separated is None
    assert [problem.code for problem in problems] == ["picture-broken"]


def test_a_picture_that_has_gone_is_a_problem(tmp_path: Path) -> None:
    separated, problems = separate(tmp_path / "none.jpg", Place(WHOLE, 30, 20), PRESS, FILED)
    assert separated is None
    assert [problem.code for problem in problems] == ["picture-missing"]
