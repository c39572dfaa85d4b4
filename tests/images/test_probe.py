import random
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from layout.base.problems import Severity
from layout.images.picture import Drawing, PdfPage, Picture
from layout.images.probe import probe
from tests.images.files import WHERE, filed_pdf, gradient, pdf, saved, svg, with_box, written


def codes(path: Path, root: Path) -> list[str]:
    art, problems = probe(path, root, WHERE)
    assert art is None or not any(problem.severity is Severity.ERROR for problem in problems)
    assert all(problem.where == WHERE and problem.message and problem.remedy for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
def test_a_picture_is_measured(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path, f"a.{ending}", gradient(60, 40), dpi=(200, 200))
    art, problems = probe(path, tmp_path, WHERE)
    assert problems == []
    assert isinstance(art, Picture)
    assert (art.width, art.height, art.mode) == (60, 40, "RGB")
    assert art.ppi == pytest.approx(200 if ending != "webp" else 0, abs=0.1)


@pytest.mark.parametrize("ending", ["jpg", "tif", "webp", "png"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60))])
def test_a_picture_taken_on_its_side_is_measured_upright(
    tmp_path: Path, ending: str, orientation: int, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path, f"a.{ending}", gradient(60, 40), exif=exif)
    art, _ = probe(path, tmp_path, WHERE)
    assert isinstance(art, Picture)
    assert (art.width, art.height) == size


def test_a_file_is_known_by_its_bytes_and_not_by_its_ending(tmp_path: Path) -> None:
    art, problems = probe(saved(tmp_path, "a.jpg", gradient(9, 9), format="PNG"), tmp_path, WHERE)
    assert isinstance(art, Picture)
    assert problems == []


def test_what_cannot_be_had_says_why(tmp_path: Path) -> None:
    photo = saved(tmp_path, "a.jpg", gradient(600, 400)).read_bytes()
    assert codes(tmp_path / "none.jpg", tmp_path) == ["picture-missing"]
    assert codes(tmp_path, tmp_path) == ["picture-missing"]
    assert codes(tmp_path / "nul\0.jpg", tmp_path) == ["picture-missing"]
    assert codes(written(tmp_path, "empty.jpg", b""), tmp_path) == ["picture-broken"]
    assert codes(written(tmp_path, "text.jpg", b"Dear editor, the picture follows."), tmp_path) == ["picture-broken"]
    assert codes(written(tmp_path, "short.jpg", photo[:80]), tmp_path) == ["picture-broken"]
    assert codes(saved(tmp_path, "a.gif", gradient(9, 9)), tmp_path) == ["picture-kind"]


def test_a_message_names_the_file_as_seen_from_the_root(tmp_path: Path) -> None:
    _, problems = probe(tmp_path / "photos" / "none.jpg", tmp_path, WHERE)
    assert "'photos/none.jpg'" in problems[0].message


def png_of(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((8_000, 8_000), []),
        ((14_000, 14_000), ["picture-too-large"]),
        ((20_000, 15_000), ["picture-too-large"]),
        ((60_000, 60_000), ["picture-too-large"]),
    ],
)
def test_a_picture_that_takes_too_much_memory_is_refused(tmp_path: Path, size: tuple[int, int], code: list[str]) -> None:
    guard = Image.MAX_IMAGE_PIXELS
    assert codes(written(tmp_path, "bomb.png", png_of(*size)), tmp_path) == code
    assert guard == Image.MAX_IMAGE_PIXELS


def test_a_file_of_more_than_three_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.tif"
    with path.open("wb") as file:
        file.truncate(300_000_001)
    assert codes(path, tmp_path) == ["picture-too-large"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40mm" height="20mm"', (113.386, 56.693)),
        ('width="40" height="20"', (30, 15)),
        ('viewBox="0 0 40 20"', (30, 15)),
        ('viewBox="0 0 40 20" width="100%" height="100%"', (30, 15)),
        ('viewBox="0,0,40,20" width="2in"', (144, 72)),
        ('viewBox="0 0 40 20" height="36pt"', (72, 36)),
    ],
)
def test_a_drawing_is_measured_in_points(tmp_path: Path, attributes: str, size: tuple[float, float]) -> None:
    art, problems = probe(written(tmp_path, "a.svg", svg('<rect width="9" height="9"/>', attributes)), tmp_path, WHERE)
    assert problems == []
    assert isinstance(art, Drawing)
    assert (art.width, art.height) == pytest.approx(size, abs=0.001)


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ("<text>Sale</text>", "type"),
        ('<image href="a.png"/>', "outside"),
        ('<image href="data:image/png;base64,AAAA"/>', "picture"),
        ('<use xlink:href="http://example.org/a.svg#b"/>', "outside"),
        ("<style>@import url(http://example.org/a.css);</style>", "outside"),
        ('<rect style="fill:url(file:///etc/passwd)"/>', "outside"),
        ('<linearGradient id="a"/>', "gradient"),
        ('<g opacity="0.5"/>', "see-through"),
        ('<g style="fill-opacity:.3"/>', "see-through"),
        ("<script>alert(1)</script>", "script"),
        ("<g>" * 300 + "</g>" * 300, "nested"),
        ('<path d="M0 0L1e300 5z"/>', "numbers"),
        ('<path d="M0 0L9999999 5z"/>', "numbers"),
        ('<rect width="inf" height="9"/>', "numbers"),
        ('<path d="M0 0Q garbage z"/>', "damaged path"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "elements"),
        ("<style>" + "a{}" * 2000 + "</style>", "rules"),
    ],
)
def test_what_a_drawing_must_not_hold_is_named(tmp_path: Path, inside: str, word: str) -> None:
    art, problems = probe(written(tmp_path, "a.svg", svg(inside)), tmp_path, WHERE)
    assert art is None
    assert {problem.code for problem in problems} == {"drawing-refused"}
    assert any(word in problem.message for problem in problems)


def test_a_drawing_that_declares_entities_is_refused_before_any_is_expanded(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};&b{n - 1};&b{n - 1};&b{n - 1};">' for n in range(1, 20))
    bomb = f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY b0 "ha">{laughs}]>' + svg("<title>&b19;</title>")
    stolen = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<title>&x;</title>")
    for text in (bomb, stolen):
        assert codes(written(tmp_path, "a.svg", text), tmp_path) == ["drawing-refused"]


def test_a_drawing_may_name_its_document_type_and_use_its_own_parts(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    inside = '<defs><path id="a" d="M0 0L9 9"/></defs><use xlink:href="#a"/><g style="clip-path:url(#c);opacity:1"/>'
    assert codes(written(tmp_path, "a.svg", doctype + svg(inside)), tmp_path) == []


@pytest.mark.parametrize(
    "text",
    ["<svg", "<html/>", svg("<g>")[:-6], svg("", ""), svg("", 'width="0" height="9"')],
)
def test_a_broken_drawing_is_told(tmp_path: Path, text: str) -> None:
    assert codes(written(tmp_path, "a.svg", text), tmp_path) == ["picture-broken"]


def test_an_ad_is_measured_by_its_trim_and_its_turn(tmp_path: Path) -> None:
    def size(path: Path) -> tuple[float, float]:
        art, problems = probe(path, tmp_path, WHERE)
        assert problems == []
        assert isinstance(art, PdfPage)
        return art.width, art.height

    assert size(filed_pdf(tmp_path, pdf(tmp_path))) == (200, 100)
    assert size(filed_pdf(tmp_path, with_box(pdf(tmp_path), "/CropBox", (10, 10, 110, 60)))) == (100, 50)
    assert size(filed_pdf(tmp_path, with_box(pdf(tmp_path), "/TrimBox", (10, 20, 190, 90)))) == (180, 70)
    assert size(filed_pdf(tmp_path, with_box(pdf(tmp_path), "/TrimBox", (10, 20, 190, 90), 90))) == (70, 180)


def test_what_an_ad_must_not_be_is_told(tmp_path: Path) -> None:
    assert codes(filed_pdf(tmp_path, pdf(tmp_path, pages=3)), tmp_path) == ["ad-pages"]
    assert codes(filed_pdf(tmp_path, pdf(tmp_path, pages=0)), tmp_path) == ["ad-empty"]
    locked = pdf(tmp_path)
    locked.encrypt("", "owner", algorithm="RC4-128")
    assert codes(filed_pdf(tmp_path, locked), tmp_path) == ["ad-encrypted"]
    assert codes(written(tmp_path, "a.pdf", b"%PDF-1.7\nnothing more"), tmp_path) == ["picture-broken"]


def test_nothing_is_printed_about_a_damaged_pdf(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = filed_pdf(tmp_path, pdf(tmp_path)).read_bytes()
    probe(written(tmp_path, "a.pdf", whole.replace(b"xref", b"yref").replace(b"/Size", b"/Sise")), tmp_path, WHERE)
    captured = capfd.readouterr()
    assert captured.out + captured.err == ""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sound")
    exif = Image.Exif()
    exif[0x0112] = 6
    files = {
        ending: saved(folder, f"a.{ending}", gradient(40, 30), exif=exif).read_bytes() for ending in ("jpg", "png", "tif", "webp")
    }
    files["svg"] = svg('<g transform="rotate(4)"><rect width="9" height="9" style="fill:#123"/></g>').encode()
    files["pdf"] = filed_pdf(folder, with_box(pdf(folder, pages=2), "/TrimBox", (1, 1, 90, 90), 90)).read_bytes()
    return files


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["jpg", "png", "tif", "webp", "svg", "pdf"]), st.integers(0, 2**32), st.integers(1, 20))
def test_whatever_the_bytes_are_the_answer_is_a_problem(
    tmp_path: Path, sound: dict[str, bytes], ending: str, seed: int, hits: int
) -> None:
    dice = random.Random(seed)
    data = bytearray(sound[ending])
    for _ in range(hits):
        at = dice.randrange(len(data))
        match dice.randrange(3):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + dice.randrange(40)]
            case _:
                data[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(9)))
        data = data or bytearray(b"x")
    codes(written(tmp_path, f"hit.{ending}", bytes(data)), tmp_path)
