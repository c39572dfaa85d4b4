"""Every kind of picture that a newsroom gets, and the ink that it becomes."""

import io
import zlib
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms

from layout.base.store import Store
from layout.images.faults import Filed
from layout.images.ink import Inking, Place, PressInk, Separated
from layout.images.ink_limit import greatest, greatest_square, total_ink
from layout.images.kept_picture import pack_picture, unpack_picture
from layout.images.plates import plate
from layout.images.press_ink import flat_ink, held_flat, newsprint
from layout.images.separate import separate
from layout.images.told import notes_of, treatment_facts, treatment_sentence
from layout.pdf.inks import PictureKey, separated
from tests.images.files import FILED, WHERE, gradient, saved, written
from tests.images.hostile import png, tiff

PRESS = newsprint()
WHOLE = (0.0, 0.0, 1.0, 1.0)
PLACE = Place(WHOLE, 40.0, 40.0)


def done(path: Path, place: Place = PLACE, press: PressInk = PRESS) -> Separated:
    made, problems = separate(path, place, press, FILED)
    assert problems == []
    assert made is not None
    return made


def plates(made: Separated) -> Image.Image:
    """The four plates, 255 for solid ink."""
    with Image.open(io.BytesIO(made.jpeg)) as image:
        return ImageChops.invert(image)


def ink(made: Separated) -> tuple[float, ...]:
    """Mean ink of each plate."""
    return tuple(value / 255 for value in plates(made).resize((1, 1), Image.Resampling.BOX).tobytes())


def of_srgb(folder: Path, colour: tuple[int, ...]) -> tuple[float, ...]:
    """The ink of a colour, by way of a PNG."""
    return ink(done(saved(folder, "srgb.png", Image.new("RGB", (40, 40), colour))))


LAB = (60, -30, 25)  # a dull green, well within what ink can reach


def as_srgb(lab: tuple[int, int, int]) -> tuple[int, ...]:
    levels = (round(lab[0] * 2.55), lab[1] + 128, lab[2] + 128)
    pixel = Image.merge("LAB", [Image.new("L", (1, 1), level) for level in levels])
    transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB", 1)
    made = ImageCms.applyTransform(pixel, transform)
    assert made is not None
    return tuple(made.tobytes())


@pytest.mark.parametrize("photometric", [8, 9])
@pytest.mark.parametrize("bits", [8, 16])
def test_lab_is_the_colour_that_it_says(tmp_path: Path, bits: int, photometric: int) -> None:
    lightness, *colour = LAB
    channels = [round(lightness * 2.55), *(value & 255 if photometric == 8 else value + 128 for value in colour)]
    pixel = bytes(channels) if bits == 8 else b"".join(bytes([0, value]) for value in channels)
    made = done(written(tmp_path, "a.tif", tiff(bits, 3, photometric, size=(40, 40), pixel=pixel)))
    assert made.inking is Inking.CMYK
    assert (made.treatment.mode, made.treatment.bits) == ("LAB", bits)
    assert ink(made) == pytest.approx(of_srgb(tmp_path, as_srgb(LAB)), abs=0.03)


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_sixteen_bits_of_colour_are_those_of_eight(tmp_path: Path, ending: str) -> None:
    pixel = bytes([0, 90, 0, 160, 0, 20])  # little-endian
    if ending == "tif":
        path = written(tmp_path, "a.tif", tiff(16, 3, 2, size=(40, 40), pixel=pixel))
    else:
        row = b"\0" + bytes([90, 0, 160, 0, 20, 0]) * 40
        path = written(tmp_path, "a.png", png(40, 40, zlib.compress(row * 40), bits=16))
    made = done(path)
    assert made.treatment.bits == 16
    assert ink(made) == pytest.approx(of_srgb(tmp_path, (90, 160, 20)), abs=0.01)


def test_sixteen_bits_of_ink_are_kept(tmp_path: Path) -> None:
    pixel = bytes([0, 10, 0, 100, 0, 30, 0, 5])
    made = done(written(tmp_path, "a.tif", tiff(16, 4, 5, size=(40, 40), pixel=pixel)))
    assert made.treatment.kept
    assert ink(made) == pytest.approx((10 / 255, 100 / 255, 30 / 255, 5 / 255), abs=0.01)


@pytest.mark.parametrize(("photometric", "value"), [(1, 60), (0, 195)])
def test_grey_may_count_from_white_or_from_black(tmp_path: Path, photometric: int, value: int) -> None:
    deep = done(written(tmp_path, "a.tif", tiff(16, 1, photometric, size=(40, 40), pixel=bytes([value, value]))))
    flat = done(saved(tmp_path, "b.png", Image.new("L", (40, 40), 60)))
    assert deep.inking is flat.inking is Inking.GREY
    assert ink(deep) == pytest.approx(ink(flat), abs=0.01)


def test_a_cmyk_jpeg_without_adobe_s_mark_is_not_turned_over(tmp_path: Path) -> None:
    levels = (150, 100, 130, 140)
    path = saved(tmp_path, "a.jpg", Image.new("CMYK", (40, 40), levels), quality=95)
    data = path.read_bytes()
    at = data.index(b"\xff\xee")
    plain = data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4], "big") :]
    assert ink(done(path)) == pytest.approx([level / 255 for level in levels], abs=0.02)
    assert ink(done(written(tmp_path, "b.jpg", plain))) == pytest.approx([1 - level / 255 for level in levels], abs=0.02)


def test_a_palette_is_looked_up_before_pixels_are_mixed(tmp_path: Path) -> None:
    picture = Image.new("P", (400, 400))
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.paste(1, (200, 0, 400, 400))
    made = plates(done(saved(tmp_path, "a.png", picture), Place(WHOLE, 20, 20)))
    red, blue = made.getpixel((5, 5)), made.getpixel((made.width - 5, 5))
    assert red[2] > 150 > red[0]
    assert blue[0] > 150 > blue[2]


def test_what_shows_of_a_picture_on_its_side_is_what_was_asked_for(tmp_path: Path) -> None:
    upright = Image.new("RGB", (80, 40), "white")
    upright.paste("black", (0, 0, 20, 20))
    for orientation, turn in ((3, Image.Transpose.ROTATE_180), (6, Image.Transpose.ROTATE_90), (8, Image.Transpose.ROTATE_270)):
        exif = Image.Exif()
        exif[0x0112] = orientation
        path = saved(tmp_path, f"{orientation}.png", upright.transpose(turn), exif=exif)
        assert ink(done(path, Place((0, 0, 0.25, 0.5), 20, 20, grey=True)))[3] > 0.98
        assert ink(done(path, Place((0.25, 0, 0.25, 0.5), 20, 20, grey=True)))[3] < 0.02
        assert ink(done(path, Place((0, 0.5, 0.25, 0.5), 20, 20, grey=True)))[3] < 0.02


def bits(made: Separated) -> Image.Image:
    """One-bit art as it prints: black where there is ink."""
    assert made.inking is Inking.LINE_ART
    return Image.frombytes("1", (made.width, made.height), zlib.decompress(made.jpeg))


@pytest.mark.parametrize("name", ["a.png", "a.tif", "fax.tif"])
def test_art_in_one_bit_stays_as_it_is(tmp_path: Path, name: str) -> None:
    art = Image.effect_noise((203, 100), 90).convert("1")
    options = {"compression": "group4"} if name == "fax.tif" else {}
    made = done(saved(tmp_path, name, art, **options), Place(WHOLE, 20, 10))
    assert bits(made).tobytes() == art.tobytes()
    assert made.treatment.ppi == pytest.approx(720, abs=12)
    part = done(tmp_path / name, Place((0.5, 0.5, 0.25, 0.5), 20, 10))
    assert bits(part).tobytes() == art.crop((102, 50, 152, 100)).tobytes()


def test_art_in_one_bit_stands_upright(tmp_path: Path) -> None:
    art = Image.new("1", (40, 20), 1)
    art.paste(0, (0, 0, 9, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    made = bits(done(saved(tmp_path, "a.png", art, exif=exif), Place(WHOLE, 10, 20)))
    assert made.size == (20, 40)
    assert made.crop((0, 0, 20, 9)).getextrema() == (0, 0)
    assert made.crop((0, 9, 20, 40)).getextrema() == (255, 255)


def test_sharpening_widens_the_step_at_an_edge_and_leaves_flats_alone(tmp_path: Path) -> None:
    halves = Image.new("RGB", (200, 100), (90, 90, 90))
    halves.paste((170, 170, 170), (100, 0, 200, 100))
    path = saved(tmp_path, "a.png", halves)
    place = Place(WHOLE, 72, 36)
    plain, sharp = (plates(done(path, place, replace(PRESS, sharpen=amount, screen=85))) for amount in (0.0, 1.0))
    rows = [list(total_ink(each)[50].astype(int)) for each in (plain, sharp)]
    assert max(rows[1]) - min(rows[1]) > max(rows[0]) - min(rows[0]) + 20
    assert abs(rows[0][20] - rows[1][20]) < 4
    assert done(path, place, replace(PRESS, sharpen=1.0)).treatment.sharpened == 1.0


def test_a_finer_screen_is_sharpened_for_more_narrowly(tmp_path: Path) -> None:
    halves = Image.new("L", (200, 100), 90)
    halves.paste(170, (100, 0, 200, 100))
    path, place = saved(tmp_path, "a.png", halves), Place(WHOLE, 72, 36)

    def touched(screen: float) -> int:
        plain, sharp = (total_ink(plates(done(path, place, replace(PRESS, sharpen=x, screen=screen)))) for x in (0.0, 1.5))
        return int((abs(plain[50].astype(int) - sharp[50].astype(int)) > 3).sum())

    assert touched(150.0) < touched(65.0)


@pytest.mark.parametrize("limit", [1.5, 2.2, 2.4, 3.0])
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), kind=st.sampled_from(["noise", "steps", "dark", "blocks"]))
def test_what_prints_holds_the_limit_after_compression(limit: float, seed: int, kind: str) -> None:
    source = numpy.random.default_rng(seed)
    size = (90, 70)
    pixels = source.integers(0, 256, (size[1], size[0], 4), dtype=numpy.uint8)
    if kind == "steps":
        pixels = (pixels // 128 * 255).astype(numpy.uint8)
    elif kind == "dark":
        pixels = 140 + pixels // 4
    elif kind == "blocks":
        pixels = numpy.repeat(numpy.repeat(pixels[::7, ::7], 7, axis=0), 7, axis=1)[: size[1], : size[0]]
    image = Image.frombytes("CMYK", size, numpy.ascontiguousarray(pixels).tobytes())
    made = plate(image, limit, 200)
    with Image.open(io.BytesIO(made.data)) as back:
        total = total_ink(ImageChops.invert(back))
    assert made.ink == greatest(total) <= limit * 1.05
    squares = [total[y : y + 7, x : x + 7].mean() / 255 for y in range(0, 63, 3) for x in range(0, 83, 3)]
    assert max(squares) <= greatest_square(total, 200) + 1e-9 <= limit + 1e-9


def test_a_flat_ink_is_held_as_pictures_are() -> None:
    rich = held_flat(flat_ink(0.02, 0.01, 0.05, replace(PRESS, limit=4.0)), 1.2)
    assert rich.total <= 1.2 + 1e-9
    assert flat_ink(0.02, 0.01, 0.05, replace(PRESS, limit=1.5)).total <= 1.5 + 1e-9


def other_profile() -> bytes:
    """The press's profile under another name, as if it were another press's."""
    return PRESS.profile.replace(b"ewsprint", b"ewsprXXX").replace("ewsprint".encode("utf-16-be"), "ewsprXXX".encode("utf-16-be"))


def test_ink_that_was_mixed_for_another_press_is_kept_and_told(tmp_path: Path) -> None:
    picture = Image.new("CMYK", (40, 40), (10, 100, 30, 5))
    own = done(saved(tmp_path, "a.tif", picture, icc_profile=PRESS.profile))
    other = done(saved(tmp_path, "b.tif", picture, icc_profile=other_profile()))
    assert ink(own) == ink(other)
    assert notes_of(own, FILED) == []
    assert [(note.code, note.severity) for note in notes_of(other, FILED)] == [("picture-separated", "note")]


def test_what_was_done_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.tif", Image.new("CMYK", (400, 300), (230, 220, 210, 180)))
    made = done(path, Place((0, 0, 0.5, 1), 36, 54))
    facts = treatment_facts(made)
    assert facts["pixels_before"] == [200, 300]
    assert facts["pixels"] == [100, 150]
    assert facts["ppi"] == 200
    assert facts["capped"] is True
    assert facts["ink_before_percent"] == pytest.approx(329.4, abs=0.1)
    assert 200 < facts["ink_percent"] <= 220
    assert treatment_sentence(made).startswith(
        "CMYK, 200 x 300 to 100 x 150 pixels, 200 ppi, keeps its own four inks, ink brought"
    )


def test_a_kept_picture_is_the_one_that_was_made_with_all_that_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.png", gradient(90, 60), icc_profile=b"broken" * 40)
    made = done(path)
    assert unpack_picture(pack_picture(made)) == made
    store, key, filed = Store(tmp_path / "store"), PictureKey(path, PLACE), Filed("a.png", WHERE)
    first, second = (separated(key, filed, PRESS, store) for _ in range(2))
    assert first == second
    assert [problem.code for problem in second[1]] == ["picture-profile"]


@pytest.mark.parametrize("change", [{"limit": 1.2}, {"ppi": 100.0}, {"sharpen": 2.0}, {"profile": b""}])
def test_a_kept_picture_is_not_taken_for_another_press(tmp_path: Path, change: dict[str, object]) -> None:
    path, store = saved(tmp_path, "a.png", gradient(300, 300)), Store(tmp_path / "store")
    key, filed = PictureKey(path, PLACE), Filed("a.png", WHERE)
    before, _ = separated(key, filed, PRESS, store)
    after, _ = separated(key, filed, replace(PRESS, **change), store)
    assert before != after
    assert after == separated(key, filed, replace(PRESS, **change), Store())[0]
