"""Pictures as ink: what their values mean under each colour space and Decode, and where most of it lies."""

import base64
import io
import zlib

import pytest
from pikepdf import Array, Name, String
from PIL import Image

from layout.base.geometry import Area
from layout.preflight.preflight import preflight
from tests.preflight.breaks import spot
from tests.preflight.files import PRESS, Draft, good

_TURNED = Array([1, 0] * 4)


def _most_ink(draft: Draft) -> float:
    (page,) = preflight(draft.bytes(), PRESS).pages
    return page.most_ink


def _alone(matrix: str = "72 0 0 36 100 100") -> Draft:
    draft = good()
    draft.content = f"q {matrix} cm /New Do Q\n"
    return draft


def _jpeg(draft: Draft, picture: Image.Image, **entries: object) -> None:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=95)
    made = draft.image("New", b"", picture.size, **entries)
    made.write(written.getvalue(), filter=Name.DCTDecode)


def test_plain_samples_of_cmyk_are_ink() -> None:
    draft = _alone()
    draft.image("New", bytes([51, 102, 0, 0]) * 5000, (100, 50))
    assert _most_ink(draft) == pytest.approx(0.6, abs=0.005)


def test_turned_samples_of_cmyk_are_paper() -> None:
    draft = _alone()
    draft.image("New", bytes([204, 153, 255, 255]) * 5000, (100, 50), Decode=_TURNED)
    assert _most_ink(draft) == pytest.approx(0.6, abs=0.005)


def test_a_jpeg_as_pillow_writes_it_needs_its_values_turned() -> None:
    # Adobe's CMYK JPEGs are stored turned over, and so are Pillow's; PDF takes values as they are stored.
    draft = _alone()
    _jpeg(draft, Image.new("CMYK", (100, 50), (51, 102, 0, 0)), Decode=_TURNED)
    assert _most_ink(draft) == pytest.approx(0.6, abs=0.02)


def test_the_same_jpeg_without_that_is_a_negative() -> None:
    draft = _alone()
    _jpeg(draft, Image.new("CMYK", (100, 50), (51, 102, 0, 0)))
    assert _most_ink(draft) == pytest.approx(3.4, abs=0.02)


def test_a_jpeg_packed_in_other_filters_is_read() -> None:
    draft = _alone("36 0 0 18 100 100")
    draft.add("0 0 0 1 K 1 w 20 20 m 90 20 l S")
    written = io.BytesIO()
    Image.new("CMYK", (100, 50), (51, 102, 0, 0)).save(written, "JPEG", quality=95)
    made = draft.image("New", b"", (100, 50), Decode=_TURNED)
    packed = base64.a85encode(zlib.compress(written.getvalue())) + b"~>"
    made.write(packed, filter=Array([Name.ASCII85Decode, Name.FlateDecode, Name.DCTDecode]))
    assert preflight(draft.bytes(), PRESS).findings == ()
    assert _most_ink(draft) == pytest.approx(0.6, abs=0.02)


def test_grey_is_black_where_it_is_dark() -> None:
    draft = _alone()
    _jpeg(draft, Image.new("L", (100, 50), 204), space=Name.DeviceGray)
    assert _most_ink(draft) == pytest.approx(0.2, abs=0.01)


def test_a_spot_in_a_picture_is_ink_where_it_is_high() -> None:
    draft = _alone()
    draft.image("New", bytes([204]) * 5000, (100, 50), spot("Tide Red"))
    (page,) = preflight(draft.bytes(), PRESS).pages
    assert page.inks == ("Tide Red",)
    assert page.most_ink == pytest.approx(0.8, abs=0.005)


def test_indexed_colours_are_those_of_the_table() -> None:
    draft = _alone()
    table = String(bytes([0, 0, 0, 0, 255, 51, 0, 0]))
    draft.image("New", bytes([0] * 2500 + [1] * 2500), (100, 50), Array([Name.Indexed, Name.DeviceCMYK, 1, table]))
    assert _most_ink(draft) == pytest.approx(1.2, abs=0.005)


@pytest.mark.parametrize(
    ("matrix", "quarter"),
    [
        ("72 0 0 36 100 100", (100, 264, 136, 282)),
        ("-72 0 0 36 172 100", (136, 264, 172, 282)),
        ("72 0 0 -36 100 136", (100, 282, 136, 300)),
        ("0 72 -36 0 136 100", (100, 264, 118, 300)),
    ],
    ids=["as it is", "left to right", "upside down", "turned to the left"],
)
def test_most_ink_is_found_where_the_picture_has_it(matrix: str, quarter: tuple[float, float, float, float]) -> None:
    """The picture's upper left quarter is dark."""
    draft = _alone(matrix)
    row = bytes([200] * 4) * 50 + bytes([20] * 4) * 50
    draft.image("New", row * 25 + bytes([20] * 4) * 100 * 25, (100, 50))
    (found,) = [one for one in preflight(draft.bytes(), PRESS).findings if one.rule == "ink-most"]
    assert found.area is not None
    left, top, right, bottom = quarter
    assert Area(left - 2, top - 2, right - left + 4, bottom - top + 4).contains(found.area)


def test_a_pictures_clipped_part_is_not_counted() -> None:
    draft = good()
    row = bytes([200] * 4) * 50 + bytes([20] * 4) * 50
    draft.image("New", row * 50, (100, 50))
    draft.content = "q 140 100 40 40 re W n 72 0 0 36 100 100 cm /New Do Q"
    assert _most_ink(draft) < 1
