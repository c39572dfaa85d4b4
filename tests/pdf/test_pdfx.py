import io
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from layout.base.colour import BLACK, PAPER, Cmyk, Spot
from layout.base.geometry import Area
from layout.base.store import Store
from layout.design.press import BlackOverprint, Standard
from layout.images.ink import Inking, Place, Separated
from layout.images.press_ink import newsprint
from layout.lines.line import Line
from layout.pages.display import ImageMark, Kind, Mark, RuleMark, TextMark, TintMark
from layout.pdf.condition import condition_of
from layout.pdf.document import Painted, PdfInfo, bind
from layout.pdf.inks import Inks, picture_key, prepare_inks
from layout.pdf.paint import paint_page
from layout.pdf.painted import ink_digest, ink_digests
from tests.images.files import gradient, saved
from tests.pdf.outside import NAMES, PROFILE, condition, opened, plates, press, run
from tests.pdf.type_case import NOWHERE, face, leg, line, page, set_line, text_mark

WHOLE = (0.0, 0.0, 1.0, 1.0)
INFO = PdfInfo("The Herald & Co 3", "The Herald", date=datetime(2026, 11, 24, 21, 30, tzinfo=timezone(timedelta(hours=-5))))
MAGENTA = Cmyk(0.0, 1.0, 0.0, 0.0)
LIMITS = BlackOverprint(type=12.0, rules=2.0)
EVERY = list(Standard)
REFUSED = (
    *(
        "Helvetica",
        "/Trans ",
        "/Group",
        "/SMask",
        "/OCG",
        "/OCProperties",
        "/CA ",
        "/ca ",
        "/BM",
        "/LZWDecode",
        "/XRef ",
        "/ObjStm",
    ),
    *("/ICCBased", "/CalRGB", "/Lab", "/DeviceRGB", "/DeviceGray", "/JavaScript", "/Annots", "/EmbeddedFile", "/Encrypt", "/AA "),
)


def painted(*marks: Mark, width: float = 200, height: float = 100, bleed: float = 0.0, inks: Inks | None = None) -> Painted:
    return paint_page(page(*marks, width=width, height=height, bleed=bleed), inks or Inks(), LIMITS)


def full() -> Painted:
    """A page with one of everything that a page can do."""
    spot = Spot("PANTONE 185 C", Cmyk(0, 0.91, 0.76, 0))
    return painted(
        TintMark(Area(0, 0, 200, 40), MAGENTA, NOWHERE),
        text_mark("Two faces", face(), 9, 10, 20),
        text_mark("of type", face("Libre Franklin", 20), 20, 10, 70),
        RuleMark(10, 80, 190, 80, 0.5, BLACK, NOWHERE),
        TintMark(Area(100, 50, 20, 20), spot, NOWHERE),
        bleed=9.0,
    )


def file_of(standard: Standard, info: PdfInfo = INFO) -> bytes:
    return bind([full(), full()], info, condition(standard))


@pytest.mark.parametrize("standard", EVERY)
def test_the_output_intent_names_the_condition_and_holds_its_profile_once(standard: Standard) -> None:
    pdf = opened(file_of(standard))
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "CGATS TR 002"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert str(intent.Info) == "Newsprint"
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes() == PROFILE
    profiles = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/N" in each]
    assert len(profiles) == 1
    assert len(profiles[0].read_raw_bytes()) < len(PROFILE)


def test_a_condition_of_ones_own_is_in_no_registry() -> None:
    harbour = "Our press in the harbour"
    for name, identifier, info in (
        ("", "Custom", "Newsprint"),
        (harbour, harbour, harbour),
        ("Großdruck", "Custom", "Großdruck"),
    ):
        pdf = opened(bind([full()], INFO, condition(name=name)))
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == identifier
        assert "/RegistryName" not in intent
        assert str(intent.Info) == info


def test_a_registered_condition_needs_no_profile_and_one_of_ones_own_does() -> None:
    known = condition_of(press(condition="FOGRA39"), b"")
    pdf = opened(bind([full()], INFO, known))
    (intent,) = pdf.Root.OutputIntents
    assert "/DestOutputProfile" not in intent
    assert condition_of(press(condition="Our press"), b"") is None
    assert condition_of(press(condition=""), b"") is None


def test_x4_is_known_by_its_metadata_and_x1a_by_its_information() -> None:
    x4, x1a = opened(file_of(Standard.X4)), opened(file_of(Standard.X1A))
    assert x4.pdf_version == "1.6"
    assert x1a.pdf_version == "1.4"
    metadata = x4.open_metadata()
    assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert metadata["pdf:Trapped"] == "False"
    assert metadata["xmpMM:VersionID"] == "1"
    assert metadata["xmpMM:RenditionClass"] == "default"
    assert re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", metadata["xmpMM:DocumentID"])
    assert "/GTS_PDFXVersion" not in x4.docinfo
    assert str(x1a.docinfo.GTS_PDFXVersion) == "PDF/X-1a:2003"
    assert "/GTS_PDFXConformance" not in x1a.docinfo
    assert "/Metadata" not in x1a.Root


def test_the_metadata_can_be_read_by_a_program_that_knows_no_pdf() -> None:
    data = file_of(Standard.X4)
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in data
    assert b"The Herald &amp; Co 3" in data
    assert "/Filter" not in opened(data).Root.Metadata


def test_metadata_and_information_say_the_same() -> None:
    pdf = opened(file_of(Standard.X4))
    metadata, info = pdf.open_metadata(), pdf.docinfo
    assert metadata["dc:title"] == str(info.Title) == "The Herald & Co 3"
    assert metadata["dc:creator"] == [str(info.Author)]
    assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-11-24T21:30:00-05:00"
    assert metadata["xmp:MetadataDate"] == metadata["xmp:CreateDate"]
    assert str(info.CreationDate) == str(info.ModDate) == "D:20261124213000-05'00"
    assert metadata["pdf:Producer"] == str(info.Producer)
    assert metadata["xmp:CreatorTool"] == str(info.Creator)


def test_a_title_with_control_characters_leaves_the_metadata_well_formed() -> None:
    pdf = opened(file_of(Standard.X4, replace(INFO, title="a\x02b <c> \ufffd")))
    assert pdf.open_metadata()["dc:title"] == "ab <c> \ufffd"


@pytest.mark.parametrize("standard", EVERY)
def test_a_file_for_a_press_has_title_dates_trapping_and_identifier(standard: Standard) -> None:
    pdf = opened(file_of(standard))
    assert pdf.docinfo.Trapped == "/False"
    assert all(key in pdf.docinfo for key in ("/Title", "/CreationDate", "/ModDate"))
    first, second = (bytes(each) for each in pdf.trailer.ID)
    assert first == second
    assert len(first) == 16


@pytest.mark.parametrize("standard", EVERY)
def test_nothing_that_a_printer_refuses_is_in_the_file(standard: Standard, tmp_path: Path) -> None:
    data = file_of(standard)
    for word in REFUSED:
        assert word.encode() not in data, word
    operators = {str(operator) for each in opened(data).pages for _, operator in pikepdf.parse_content_stream(each)}
    assert not {"g", "G", "rg", "RG", "sh", "ri", "i", "BI"} & operators
    assert "No syntax or stream encoding errors" in run(data, tmp_path, "qpdf", "--check", "FILE")
    assert run(data, tmp_path, "gs", "-q", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", "-o", "/dev/null", "FILE") == ""
    rows = run(data, tmp_path, "pdffonts", "FILE").splitlines()[2:]
    assert len(rows) == 2
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_poppler_takes_the_file_for_what_it_is(tmp_path: Path) -> None:
    assert "PDF/X-1a:2003" in run(file_of(Standard.X1A), tmp_path, "pdfinfo", "FILE")
    assert "PDF/X-4" in run(file_of(Standard.X4), tmp_path, "pdfinfo", "-meta", "FILE")


def test_a_proof_is_a_plain_file_with_the_same_operators() -> None:
    plain, for_press = opened(bind([full()], INFO)), opened(bind([full()], INFO, condition()))
    assert "/OutputIntents" not in plain.Root
    assert "/Metadata" not in plain.Root
    assert "/GTS_PDFXVersion" not in plain.docinfo
    assert plain.pages[0].Contents.read_raw_bytes() == for_press.pages[0].Contents.read_raw_bytes()


@pytest.mark.parametrize("standard", EVERY)
def test_the_same_pages_give_the_same_bytes_and_others_another_identifier(standard: Standard) -> None:
    assert file_of(standard) == file_of(standard)
    later = replace(INFO, date=INFO.date.astimezone(UTC) + timedelta(1))
    files = [opened(data) for data in (file_of(standard), file_of(standard, later), bind([full()], INFO))]
    assert len({bytes(pdf.trailer.ID[0]) for pdf in files}) == 3


def test_boxes_lie_in_each_other() -> None:
    pdf = opened(file_of(Standard.X4))
    leaf = pdf.pages[0]
    boxes = [[float(edge) for edge in box] for box in (leaf.MediaBox, leaf.BleedBox, leaf.TrimBox)]
    assert boxes == [[0, 0, 218, 118], [0, 0, 218, 118], [9, 9, 209, 109]]


# Black that prints over


def ink_at(data: bytes, tmp_path: Path, box: tuple[int, int, int, int]) -> dict[str, tuple[int, int]]:
    """The least and the most ink of each plate in a part of the page, at 72 pixels an inch."""
    return {name: plate.crop(box).getextrema() for name, plate in plates(data, tmp_path).items()}  # type: ignore[misc]


GROUND = TintMark(Area(0, 0, 200, 100), MAGENTA, NOWHERE)


def on_magenta(*marks: Mark, tmp_path: Path, box: tuple[int, int, int, int] = (0, 0, 200, 100)) -> dict[str, tuple[int, int]]:
    data = bind([painted(GROUND, *marks)], INFO, condition())
    found = ink_at(data, tmp_path, box)
    assert found["Cyan"] == found["Yellow"] == (0, 0)
    return found


def block(size: float, kind: Kind, ink: object = BLACK) -> TextMark:
    row = line("HHHHH", face(size=size), size)
    return TextMark(set_line(row, 10, 60, ink, kind))  # type: ignore[arg-type]


def test_small_black_type_leaves_the_plates_below_it_as_they_were(tmp_path: Path) -> None:
    found = on_magenta(block(11.9, Kind.CAPTION), tmp_path=tmp_path)
    assert found["Magenta"] == (255, 255)
    assert found["Black"][1] > 200


def test_large_black_type_knocks_out_and_body_type_never_does(tmp_path: Path) -> None:
    assert on_magenta(block(40, Kind.HEADLINE), tmp_path=tmp_path)["Magenta"] == (0, 255)
    assert on_magenta(block(40, Kind.BODY), tmp_path=tmp_path)["Magenta"] == (255, 255)


@pytest.mark.parametrize("ink", [PAPER, Cmyk(0, 0, 0, 0.5), Cmyk(0, 0, 1, 0), Cmyk(0, 0, 0.2, 1)])
def test_small_type_that_is_not_black_knocks_out(tmp_path: Path, ink: Cmyk) -> None:
    data = bind([painted(GROUND, text_mark("HHH", face(size=11), 11, 10, 60, ink))], INFO, condition())
    assert plates(data, tmp_path, ppi=300)["Magenta"].getextrema() == (0, 255)


def test_thin_black_rules_print_over_and_thick_ones_knock_out(tmp_path: Path) -> None:
    box = (50, 40, 100, 60)
    rules = [RuleMark(0, 50, 200, 50, weight, BLACK, NOWHERE) for weight in (1.9, 4)]
    thin, thick = (on_magenta(rule, tmp_path=tmp_path, box=box) for rule in rules)
    assert (thin["Magenta"], thin["Black"][1]) == ((255, 255), 255)
    assert (thick["Magenta"], thick["Black"][1]) == ((0, 255), 255)


def test_white_panels_and_pictures_knock_out_after_type_that_prints_over(tmp_path: Path) -> None:
    white = saved(tmp_path, "a.png", Image.new("RGB", (100, 100), "white"))
    photo = ImageMark(Area(100, 0, 100, 100), white, WHOLE, False, NOWHERE)
    panel, body = TintMark(Area(0, 0, 100, 100), PAPER, NOWHERE), block(9, Kind.BODY)
    leaf = page(GROUND, body, panel, body, photo, width=200, height=100)
    inks, _ = prepare_inks([leaf], newsprint(), Store())
    data = bind([paint_page(leaf, inks, LIMITS)], INFO, condition())
    found = plates(data, tmp_path)
    assert found["Magenta"].crop((0, 0, 99, 100)).getextrema() == (0, 0)
    assert found["Magenta"].crop((101, 0, 200, 100)).getextrema()[1] < 8


def test_a_leg_of_both_kinds_of_type_switches_inside_and_goes_on_as_before(tmp_path: Path) -> None:
    rows = [line("HHHH", face(), 9), line("HHHH", face(size=30), 30), line("HHHH", face(), 9)]
    mixed = leg(rows, 10, 10, 180, leading=30)
    mixed = replace(mixed, lines=(mixed.lines[0], mixed.lines[1]._replace(kind=Kind.CROSSHEAD), mixed.lines[2]))
    data = bind([painted(GROUND, mixed, RuleMark(0, 99, 200, 99, 1, BLACK, NOWHERE))], INFO, condition())
    magenta = plates(data, tmp_path)["Magenta"]
    boxes = {"body": (0, 0, 200, 20), "crosshead": (0, 22, 200, 50), "body again": (0, 60, 200, 100)}
    found = {name: magenta.crop(box).getextrema() for name, box in boxes.items()}
    assert found == {"body": (255, 255), "crosshead": (0, 255), "body again": (255, 255)}


def test_states_change_seldom_and_only_for_a_press() -> None:
    rows = [line("some words of body", face(), 9) for _ in range(20)]
    rule, folio = RuleMark(0, 50, 9, 50, 1, BLACK, NOWHERE), text_mark("No", face(), 9, 0, 9)
    leaf = page(leg(rows, 10, 10, 100), rule, leg(rows, 120, 10, 100), folio)

    def states(overprint: BlackOverprint | None) -> int:
        return zlib.decompress(paint_page(leaf, Inks(), overprint).content).count(b" gs")

    assert states(LIMITS) == 1
    assert states(None) == 0


# Pictures


def test_a_grey_picture_is_cmyk_with_three_empty_planes(tmp_path: Path) -> None:
    photo = saved(tmp_path, "a.jpg", gradient(300, 200))
    leaf = page(ImageMark(Area(0, 0, 90, 60), photo, WHOLE, True, NOWHERE), width=200, height=100)
    inks, _ = prepare_inks([leaf], newsprint(), Store())
    data = bind([paint_page(leaf, inks, LIMITS)], INFO, condition())
    row = run(data, tmp_path, "pdfimages", "-list", "FILE").splitlines()[2].split()
    assert row[5:8] == ["cmyk", "4", "8"]
    pdf = opened(data)
    (image,) = pdf.pages[0].get_images().values()
    with Image.open(io.BytesIO(image.read_raw_bytes())) as decoded:
        inked = ImageChops.invert(decoded)
    assert [plane.getextrema() for plane in inked.split()[:3]] == [(0, 0)] * 3
    assert inked.split()[3].getextrema()[1] > 100
    found = plates(data, tmp_path)
    assert [found[name].getbbox() for name in NAMES[:3]] == [None] * 3
    assert found["Black"].getbbox() is not None


def test_art_in_one_bit_is_a_stencil_of_solid_black(tmp_path: Path) -> None:
    mark = ImageMark(Area(20, 20, 64, 32), Path("art.tif"), WHOLE, False, NOWHERE)
    leaf = page(TintMark(Area(0, 0, 200, 100), Cmyk(0, 0.5, 0, 0), NOWHERE), mark, width=200, height=100)
    rows = (b"\x00\xff" + b"\xff\xff") * 4  # ink in the left half of every other row
    art = Separated(zlib.compress(rows), 16, 8, Inking.LINE_ART)
    inks = Inks({picture_key(mark, leaf): art})
    data = bind([paint_page(leaf, inks, LIMITS)], INFO, condition())
    row = run(data, tmp_path, "pdfimages", "-list", "FILE").splitlines()[2].split()
    assert (row[2], row[7]) == ("stencil", "1")
    found = plates(data, tmp_path)
    assert found["Black"].getbbox() == (20, 20, 52, 48)
    assert found["Black"].getextrema() == (0, 255)
    assert found["Magenta"].getpixel((30, 22)) == 0, "ink knocks out what lies below"
    assert found["Magenta"].getpixel((70, 22)) > 100, "where the art has no ink the ground shows"
    assert picture_key(mark, leaf).place == Place(WHOLE, 64, 32, False)


def test_a_spot_is_a_plate_of_its_own(tmp_path: Path) -> None:
    found = plates(file_of(Standard.X4), tmp_path)
    assert found["PANTONE 185 C"].getbbox() is not None
    assert found["Yellow"].getbbox() is None


# What is printed, as a digest


def test_the_digest_is_of_the_ink_alone() -> None:
    before = ink_digest(full())
    assert before == ink_digest(full())
    assert ink_digests({"1": full(), "2": full()}) == {"1": before, "2": before}


def test_whatever_prints_otherwise_has_another_digest(tmp_path: Path) -> None:
    photo = saved(tmp_path, "a.jpg", gradient(30, 20))
    other = saved(tmp_path, "b.jpg", gradient(30, 21))
    digests = set()
    for path in (photo, other):
        leaf = page(ImageMark(Area(0, 0, 90, 60), path, WHOLE, False, NOWHERE), width=200, height=100)
        digests.add(ink_digest(paint_page(leaf, prepare_inks([leaf], newsprint(), Store())[0], LIMITS)))
    row: Line = line("type", face(), 9)
    for mark in (text_mark("type", face(), 9, 10, 20), TextMark(set_line(row, 10.1, 20)), text_mark("types", face(), 9, 10, 20)):
        digests.add(ink_digest(painted(mark)))
    digests.add(ink_digest(painted(text_mark("type", face(), 9, 10, 20), bleed=9)))
    digests.add(ink_digest(painted(text_mark("type", face(), 9, 10, 20), width=201)))
    assert len(digests) == 7


def test_other_outlines_of_a_face_are_other_ink() -> None:
    plain = painted(text_mark("type", face(), 9, 10, 20))
    ((known, glyphs),) = plain.glyphs.items()
    redrawn = replace(plain, glyphs={replace(known, data=known.data + b"\0"): glyphs})
    assert ink_digest(plain) != ink_digest(redrawn)
