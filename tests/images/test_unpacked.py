"""Ads whose content unfolds to more than a page can need."""

import tracemalloc
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Name
from pypdf.errors import LimitReachedError

import layout.images.placed_pdf as placed_pdf
from layout.images.placed_pdf import PlacedPage, measure_pdf, place_page
from tests.images.files import FILED


def ad(folder: Path, *parts: bytes, packed: bool = True, times: int = 1) -> Path:
    """An ad whose content stands in several streams, each of them `times` times."""
    pdf = pikepdf.new()
    leaf = pdf.add_blank_page(page_size=(300, 300))
    streams = []
    for part in parts:
        stream = pdf.make_stream(b"")
        if packed:
            stream.write(zlib.compress(part, 9), filter=Name.FlateDecode)
        else:
            stream.write(part)
        streams.append(pdf.make_indirect(stream))
    leaf.obj.Contents = Array(streams * times)
    path = folder / "ad.pdf"
    pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def placed(path: Path) -> tuple[PlacedPage | None, list[str]]:
    page, problems = place_page(path, 0, FILED)
    return page, [problem.code for problem in problems]


@pytest.mark.parametrize("packed", [True, False])
def test_the_parts_of_a_page_are_one_stream(tmp_path: Path, packed: bool) -> None:
    page, codes = placed(ad(tmp_path, b"0 0 0 1 k", b"0 0 9 9 re", b"f", packed=packed))
    assert codes == []
    assert page is not None
    assert b"stream\n0 0 0 1 k\n0 0 9 9 re\nf\nendstream" in page.objects[0][-1]  # type: ignore[operator]  # bytes, as all of a form without references


def test_many_parts_that_unfold_to_gigabytes_are_told_and_take_little_memory(tmp_path: Path) -> None:
    path = ad(tmp_path, b" " * 70_000_000, times=20)
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    try:
        codes = placed(path)[1]
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert codes == ["ad-too-large"]
    assert most < 120_000_000


def test_small_parts_are_counted_together(tmp_path: Path) -> None:
    assert placed(ad(tmp_path, b" " * 1_000_000, times=39))[1] == []
    assert placed(ad(tmp_path, b" " * 1_000_000, times=40))[1] == ["ad-too-large"]


def test_too_many_parts_or_objects_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.images.unpacked.MOST_PARTS", 5)
    assert placed(ad(tmp_path, b"f", times=6))[1] == ["ad-too-large"]
    path = ad(tmp_path, b"f")
    monkeypatch.setattr(placed_pdf, "MOST_OBJECTS", 0)
    assert placed(path)[1] == ["ad-too-large"]


def test_a_part_that_pypdf_does_not_read_for_its_size_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ad(tmp_path, b"f")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise LimitReachedError("Limit reached while decompressing.")

    monkeypatch.setattr("pypdf.PdfReader", refuse)
    assert placed(path)[1] == ["ad-too-large"]
    assert [problem.code for problem in measure_pdf(path, FILED)[1]] == ["ad-too-large"]


def test_parts_that_are_damaged_are_read_as_far_as_they_go_or_told(tmp_path: Path) -> None:
    path = ad(tmp_path, b"0 0 0 1 k 0 0 9 9 re f " * 50)
    data = path.read_bytes()
    at = data.index(b"stream\n", data.index(b"FlateDecode")) + 7
    path.write_bytes(data[:at] + b"\0\0\0\0" + data[at + 4 :])
    page, codes = placed(path)
    assert page is not None or codes == ["picture-broken"]
