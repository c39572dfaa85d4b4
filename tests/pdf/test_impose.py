from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from layout.base.colour import BLACK, Cmyk, Spot
from layout.base.geometry import Area
from layout.base.store import Store
from layout.design.press import Imposition, PrintersMarks, Standard, Trucks
from layout.design.styles import FontSpec
from layout.fonts.library import load_library, shipped_fonts
from layout.images.press_ink import newsprint
from layout.pages.display import ImageMark, Mark, Page, PdfMark, RuleMark, TintMark
from layout.pdf.document import PdfInfo, bind
from layout.pdf.impose import Sheet, impose
from layout.pdf.inks import Inks, prepare_inks
from layout.pdf.paint import paint_page
from layout.pdf.painted import Painted, ink_digest
from layout.pdf.sheet import PROCESS_BAR, PROCESS_INKS, Slug, lay_sheet, with_marks
from layout.pdf.trucks import paint_parts
from tests.images.files import gradient, saved
from tests.pdf.outside import NAMES, condition, opened, plates, press, run, seen
from tests.pdf.type_case import NOWHERE, broken, face, leg, page, text_mark

WIDE, HIGH = 150, 200
INFO = PdfInfo("Sheet")
TEXT = "The office of the first ferry was flooded in five days, and the staff said no to every offer of fishermen and all. " * 2
CROPPED = press(marks=PrintersMarks.CROP)


def slug() -> Slug:
    return Slug("The Herald 24 November 2026", face("Roboto Condensed", 6), PROCESS_BAR)


def leaf(number: str, *marks: Mark, bleed: float = 0.0) -> Page:
    """A page that is unlike every other and unlike its mirror image."""
    count = int(number)
    own = (
        TintMark(Area(0, 0, 20 + 10 * count, 30), Cmyk(count / 10, 0, 0.5, 0), NOWHERE),
        leg(broken(TEXT, face(), 9, 120), 15, 60, 120),
        text_mark(f"Page {number}", face(size=30), 30, 15, 55),
        RuleMark(0, 180, 90, 180, 0.5, BLACK, NOWHERE),
    )
    return page(*own, *marks, width=WIDE, height=HIGH, bleed=bleed, number=number)


def leaves(count: int, bleed: float = 0.0) -> dict[str, Painted]:
    numbers = [str(at + 1) for at in range(count)]
    return {number: paint_page(leaf(number, bleed=bleed), Inks(), press().overprint) for number in numbers}


def imposed(painted: dict[str, Painted], imposition: Imposition) -> dict[str, Sheet]:
    sheets = impose(painted, list(painted), press(impose=imposition), slug())
    return {sheet.name: sheet for sheet in sheets}


def bound(painted: Painted) -> bytes:
    return bind([painted], INFO, condition())


def boxes(painted: Painted) -> list[list[float]]:
    pdf = opened(bound(painted))
    return [[float(edge) for edge in box] for box in (pdf.pages[0].MediaBox, pdf.pages[0].BleedBox, pdf.pages[0].TrimBox)]


@pytest.mark.parametrize("standard", list(Standard))
def test_a_pairs_halves_are_the_single_pages_pixel_by_pixel(tmp_path: Path, standard: Standard) -> None:
    painted = leaves(5)
    sheets = imposed(painted, Imposition.PAIRS)
    assert list(sheets) == ["2-3", "4-5"]
    pair = seen(bind([sheets["2-3"].painted], INFO, condition(standard)), tmp_path, ppi=144)
    assert pair.size == (WIDE * 4, HIGH * 2)
    for number, at in (("2", 0), ("3", WIDE * 2)):
        single = seen(bind([painted[number]], INFO, condition(standard)), tmp_path, ppi=144)
        half = pair.crop((at, 0, at + WIDE * 2, HIGH * 2))
        assert ImageChops.difference(single, half).getbbox() is None, number


def test_a_printer_spread_holds_both_pages_in_place_with_marks_outside_alone(tmp_path: Path) -> None:
    painted = leaves(4)
    sheets = imposed(painted, Imposition.SPREADS)
    assert list(sheets) == ["4-1", "2-3"]
    sheet = sheets["4-1"].painted
    media, bleed, trim = boxes(sheet)
    assert bleed == trim == [27, 27, 27 + 2 * WIDE, 27 + HIGH]
    assert media == [0, 0, 54 + 2 * WIDE, 54 + HIGH]
    whole = seen(bound(sheet), tmp_path, ppi=144)
    inside = whole.crop((54, 54, 54 + 4 * WIDE, 54 + 2 * HIGH))
    for number, at in (("4", 0), ("1", 2 * WIDE)):
        half = inside.crop((at, 0, at + 2 * WIDE, 2 * HIGH))
        assert ImageChops.difference(seen(bound(painted[number]), tmp_path, ppi=144), half).getbbox() is None
    whole.paste("white", (54, 54, 54 + 4 * WIDE, 54 + 2 * HIGH))
    assert ImageChops.invert(whole).getbbox() is not None


def test_plates_of_a_sheet_are_those_of_its_pages(tmp_path: Path) -> None:
    painted = leaves(4)
    pair = plates(bound(imposed(painted, Imposition.PAIRS)["2-3"].painted), tmp_path)
    for number, at in (("2", 0), ("3", WIDE)):
        for name, plate in plates(bound(painted[number]), tmp_path).items():
            assert ImageChops.difference(plate, pair[name].crop((at, 0, at + WIDE, HIGH))).getbbox() is None, name


def test_no_bleed_lies_in_the_fold_and_all_of_it_outside(tmp_path: Path) -> None:
    over = TintMark(Area(-9, -9, WIDE + 18, HIGH + 18), Cmyk(1, 0, 0, 0), NOWHERE)
    under = TintMark(Area(-9, -9, WIDE + 18, HIGH + 18), Cmyk(0, 1, 0, 0), NOWHERE)
    painted = {
        number: paint_page(page(mark, width=WIDE, height=HIGH, bleed=9, number=number), Inks())
        for number, mark in (("2", over), ("3", under))
    }
    sheet = imposed(painted, Imposition.PAIRS)["2-3"].painted
    assert boxes(sheet) == [[0, 0, 18 + 2 * WIDE, 18 + HIGH]] * 2 + [[9, 9, 9 + 2 * WIDE, 9 + HIGH]]
    found = plates(bound(sheet), tmp_path)
    assert found["Cyan"].getbbox() == (0, 0, 9 + WIDE, 18 + HIGH)
    assert found["Magenta"].getbbox() == (9 + WIDE, 0, 18 + 2 * WIDE, 18 + HIGH)


def test_a_sheet_with_an_empty_page_says_so() -> None:
    sheets = imposed(leaves(6), Imposition.SPREADS)
    assert {name: (sheet.pages, sheet.blanks) for name, sheet in sheets.items()} == {
        "8-1": (("8", "1"), ("8",)),
        "2-7": (("2", "7"), ("7",)),
        "6-3": (("6", "3"), ()),
        "4-5": (("4", "5"), ()),
    }
    assert [len(sheets[name].painted.placed) for name in ("8-1", "6-3")] == [1, 2]
    assert boxes(sheets["8-1"].painted) == boxes(sheets["6-3"].painted)


def test_a_sheet_waits_for_pages_that_were_not_built() -> None:
    painted = leaves(8)
    built = {number: painted[number] for number in ("1", "2", "7")}
    sheets = impose(built, list(painted), press(impose=Imposition.SPREADS), slug())
    assert [sheet.name for sheet in sheets] == ["2-7"]
    assert impose({}, list(painted), press(impose=Imposition.SPREADS), slug()) == ()


def test_a_sheets_file_holds_fonts_and_pictures_once_and_the_output_intent(tmp_path: Path) -> None:
    photo = ImageMark(Area(20, 100, 60, 40), saved(tmp_path, "a.jpg", gradient(60, 40)), (0.0, 0.0, 1.0, 1.0), False, NOWHERE)
    pages = [leaf(number, photo) for number in ("2", "3")]
    inks, _ = prepare_inks(pages, newsprint(), Store())
    painted = {each.number: paint_page(each, inks, press().overprint) for each in pages}
    data = bound(imposed(painted, Imposition.PAIRS)["2-3"].painted)
    assert "No syntax or stream encoding errors" in run(data, tmp_path, "qpdf", "--check", "FILE")
    assert data.count(b"/FontFile3") == len(run(data, tmp_path, "pdffonts", "FILE").splitlines()) - 2 == 2
    assert data.count(b"/DCTDecode") == 1
    pdf = opened(data)
    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"
    assert [part in run(data, tmp_path, "pdftotext", "FILE", "-") for part in ("Page 2", "Page 3")] == [True, True]


def test_the_same_pages_make_the_same_sheet() -> None:
    files = [bound(imposed(leaves(4), Imposition.SPREADS)["4-1"].painted) for _ in range(2)]
    assert files[0] == files[1]


# Printer's marks


def test_marks_stand_outside_the_bleed_on_every_plate(tmp_path: Path) -> None:
    spot = TintMark(Area(20, 100, 20, 20), Spot("PANTONE 185 C", Cmyk(0, 0.91, 0.76, 0)), NOWHERE)
    single = paint_page(leaf("3", spot, bleed=9), Inks(), press().overprint)
    marked = with_marks(single, slug())
    media, bleed, trim = boxes(marked)
    around = 29  # 9 of bleed, 2 between, 15 of marks, 3 to the edge
    assert media == [0, 0, WIDE + 2 * around, HIGH + 2 * around]
    assert trim == [around, around, around + WIDE, around + HIGH]
    assert bleed == [around - 9, around - 9, around + WIDE + 9, around + HIGH + 9]
    found = plates(bound(marked), tmp_path, ppi=144)
    inner = tuple(round(2 * edge) for edge in (bleed[0], media[3] - bleed[3], bleed[2], media[3] - bleed[1]))
    bare = plates(bound(single), tmp_path, ppi=144)
    for name, plate in found.items():
        assert ImageChops.difference(plate.crop(inner), bare[name]).getbbox() is None, f"{name}: something is printed in the page"
        corner = plate.crop((0, 0, inner[0], inner[1]))
        assert corner.getbbox() is None, "crop marks of a corner stand beside it, not in it"
        left = plate.crop((0, 0, inner[0] - 2, plate.height))
        assert left.getextrema() == (0, 255), f"{name}: no crop mark"
    assert "PANTONE 185 C" in found


def test_the_slug_line_is_type_of_an_embedded_face_and_the_bar_has_its_inks(tmp_path: Path) -> None:
    wide = paint_page(page(width=600, height=100), Inks())
    data = bound(with_marks(wide, slug()))
    assert run(data, tmp_path, "pdftotext", "FILE", "-").strip() == "The Herald 24 November 2026"
    (row,) = run(data, tmp_path, "pdffonts", "FILE").splitlines()[2:]
    assert row.split()[-5:-2] == ["yes", "yes", "yes"]
    found = plates(data, tmp_path, ppi=144)
    patches = [found[name].getpixel((54 + 18 + 18 * at, 20)) for at, name in enumerate(NAMES)]
    assert patches == [255] * 4
    assert "/Separation /All /DeviceCMYK" in data.decode("latin-1")


def test_a_slug_line_in_the_pages_own_face_opened_twice_embeds_it_once() -> None:
    own, again = face("Roboto Condensed", 6), load_library([shipped_fonts()])[0].face(FontSpec("Roboto Condensed"), 6)
    assert own is not again
    single = paint_page(page(text_mark("The Herald", own, 6, 10, 20)), Inks())
    assert bound(with_marks(single, Slug("The Herald", again))).count(b"/FontFile2") == 1
    other = replace(again, data=again.data + b"\0")
    assert bound(with_marks(single, Slug("The Herald", other))).count(b"/FontFile2") == 2


def test_a_slug_line_that_is_too_long_ends_before_the_register_mark(tmp_path: Path) -> None:
    data = bound(with_marks(paint_page(page(width=WIDE, height=100), Inks()), slug()))
    assert run(data, tmp_path, "pdftotext", "FILE", "-").split() == ["The", "Herald", "24"]


def test_each_plate_prints_its_own_name(tmp_path: Path) -> None:
    red = Spot("Town Red", Cmyk(0, 1, 0.8, 0))
    marked = replace(slug(), inks=PROCESS_INKS, bar=())
    wide = paint_page(page(TintMark(Area(200, 20, 50, 50), red.tint(0.4), NOWHERE), width=600, height=100), Inks())
    data = bound(with_marks(wide, marked.with_spots([wide])))
    assert run(data, tmp_path, "pdftotext", "-layout", "FILE", "-").split()[-6:] == [*NAMES, "Town", "Red"]
    boxes = {}
    for name, plate in plates(data, tmp_path, ppi=144).items():
        names = plate.crop((2 * (27 + 300 + 12), plate.height - 54, 2 * (27 + 600 - 3), plate.height))
        boxes[name] = names.getbbox()
        assert names.getextrema()[1] > 200, "at full strength"
    assert boxes.keys() == {*NAMES, "Town Red"}
    edges = [edge for name in (*NAMES, "Town Red") for edge in boxes[name][::2]]
    assert edges == sorted(edges), "side by side, none on a plate of another's"


def test_a_spot_that_an_ad_alone_prints_is_named_as_the_ad_defines_it(tmp_path: Path) -> None:
    from reportlab.lib.colors import CMYKColorSep
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "ad.pdf"
    canvas = Canvas(str(path), pagesize=(80, 40), invariant=1)
    canvas.setFillColor(CMYKColorSep(0, 0.9, 0.7, 0, spotName="PANTONE 185 C", density=1))
    canvas.rect(0, 0, 80, 40, stroke=0, fill=1)
    canvas.save()
    leaf_of_ours = page(PdfMark(Area(10, 10, 80, 40), path, 0, NOWHERE), width=600, height=100)
    inks, _ = prepare_inks([leaf_of_ours], newsprint(), Store())
    single = paint_page(leaf_of_ours, inks)
    data = bound(with_marks(single, slug().with_spots([single])))
    with opened(data) as file:
        spaces = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Array) and len(thing) == 4 and thing[0] == "/Separation"
        ]
        own = [space for space in spaces if space[1] == "/PANTONE 185 C"]
        assert own
        assert {bytes(space[3].read_bytes()) for space in own} == {bytes(own[0][3].read_bytes())}
    spot = plates(data, tmp_path, ppi=144)["PANTONE 185 C"]
    names = spot.crop((2 * (27 + 300 + 12), spot.height - 54, 2 * (27 + 600 - 3), spot.height))
    assert names.getbbox() is not None
    assert names.getextrema()[1] > 200


def test_the_slug_of_a_sheet_has_its_name_and_its_pages_latest_version(tmp_path: Path) -> None:
    painted = {number: paint_page(page(width=600, height=100, number=number), Inks()) for number in "1234"}
    own = replace(slug(), line="The Herald", tail="City 2026-11-24")
    sheets = impose(painted, list(painted), press(impose=Imposition.SPREADS), own, {"1": "C", "2": "A", "3": "A", "4": "B"})
    lines = [run(bound(sheet.painted), tmp_path, "pdftotext", "FILE", "-").strip() for sheet in sheets]
    assert lines == ["4-1 The Herald City 2026-11-24 version C", "2-3 The Herald City 2026-11-24 version A"]


def test_of_a_long_slug_line_the_title_is_cut_and_the_version_stands(tmp_path: Path) -> None:
    own = replace(slug(), line="1 The Herald of the Three Islands", tail="City").of_version(["B"])
    data = bound(with_marks(paint_page(page(width=240, height=100), Inks()), own))
    assert run(data, tmp_path, "pdftotext", "FILE", "-").split()[-3:] == ["City", "version", "B"]
    assert "Islands" not in run(data, tmp_path, "pdftotext", "FILE", "-")


def test_a_fold_is_marked_outside_the_sheet(tmp_path: Path) -> None:
    sheet = lay_sheet(list(leaves(2).values()), slug())
    black = plates(bound(sheet), tmp_path, ppi=144)["Black"]
    middle = 54 + 2 * WIDE
    top = black.crop((middle - 4, 0, middle + 4, 36))
    assert top.getbbox() is not None
    assert black.crop((middle - 4, 37, middle + 4, 54)).getbbox() is None


def test_marks_and_slug_do_not_change_the_digest_of_the_ink() -> None:
    single = leaves(1)["1"]
    later = Slug("The Herald, second printing", slug().face)
    assert ink_digest(with_marks(single, slug())) == ink_digest(with_marks(single, later))
    assert ink_digest(with_marks(single, slug())) != ink_digest(with_marks(leaves(2)["2"], slug()))


# Double trucks


def truck(bleed: float = 0.0, *marks: Mark) -> Page:
    own = (
        TintMark(Area(0, 20, 2 * WIDE, 30), Cmyk(0, 0.5, 0, 0), NOWHERE),
        text_mark("Across the fold in one line", face(size=24), 24, 20, 45),
        leg(broken(TEXT, face(), 9, 120), 15, 60, 120),
        leg(broken(TEXT.upper(), face("Libre Franklin", 9), 9, 120), WIDE + 15, 60, 120),
        RuleMark(10, 190, 2 * WIDE - 10, 190, 1, BLACK, NOWHERE),
    )
    return Page("4-5", "News", 2 * WIDE, HIGH, bleed, False, (*own, *marks))


@pytest.mark.parametrize("bleed", [0, 9])
def test_a_trucks_halves_are_the_truck_cut_at_its_fold(tmp_path: Path, bleed: int) -> None:
    ground = TintMark(Area(-bleed, 100, 2 * (WIDE + bleed), 10), Cmyk(0, 0, 1, 0), NOWHERE)
    parts = paint_parts(truck(bleed, ground), Inks(), press(trucks=Trucks.HALVES))
    assert list(parts) == ["4-5", "4", "5"]
    whole = seen(bound(parts["4-5"]), tmp_path, ppi=144)
    fold = 2 * (WIDE + bleed)
    for number, box in (("4", (0, 0, fold, whole.height)), ("5", (fold, 0, whole.width, whole.height))):
        half = seen(bound(parts[number]), tmp_path, ppi=144)
        assert half.size == (fold, whole.height)
        assert ImageChops.difference(half, whole.crop(box)).getbbox() is None, number
    assert boxes(parts["4"])[1:] == [[0, 0, WIDE + bleed, HIGH + 2 * bleed], [bleed, bleed, WIDE + bleed, HIGH + bleed]]
    assert boxes(parts["5"])[1:] == [[0, 0, WIDE + bleed, HIGH + 2 * bleed], [0, bleed, WIDE, HIGH + bleed]]


def test_half_a_truck_has_its_own_text_and_fonts_alone(tmp_path: Path) -> None:
    parts = paint_parts(truck(), Inks(), press(trucks=Trucks.HALVES))
    left, right = (run(bound(parts[number]), tmp_path, "pdftotext", "FILE", "-") for number in ("4", "5"))
    assert "fishermen" in left
    assert "FISHERMEN" not in left
    assert "FISHERMEN" in right
    fonts = run(bound(parts["4"]), tmp_path, "pdffonts", "FILE")
    assert "LibreFranklin" not in fonts


def test_a_truck_is_taken_apart_only_where_the_press_wants_it() -> None:
    assert list(paint_parts(truck(), Inks(), press())) == ["4-5"]
    assert list(paint_parts(leaf("4"), Inks(), press(trucks=Trucks.HALVES))) == ["4"]
    assert list(paint_parts(truck(), Inks(), press(impose=Imposition.SPREADS))) == ["4-5", "4", "5"]


def test_a_truck_in_the_middle_is_a_sheet_as_it_is_and_elsewhere_its_halves_part() -> None:
    spreads = press(impose=Imposition.SPREADS)
    singles = {number: paint_page(leaf(number), Inks()) for number in ("1", "2", "3", "6", "7", "8")}
    painted = singles | dict(paint_parts(truck(), Inks(), spreads))
    sheets = {sheet.name: sheet for sheet in impose(painted, ["1", "2", "3", "4-5", "6", "7", "8"], spreads, slug())}
    assert list(sheets) == ["8-1", "2-7", "6-3", "4-5"]
    assert [placed.page for placed in sheets["4-5"].painted.placed] == [painted["4-5"]]
    assert boxes(sheets["4-5"].painted) == boxes(sheets["8-1"].painted)
    more = painted | {str(at): singles["1"] for at in range(9, 13)}
    numbers = ["1", "2", "3", "4-5", *map(str, range(6, 13))]
    apart = {sheet.name: sheet for sheet in impose(more, numbers, spreads, slug())}
    assert [placed.page for placed in apart["4-9"].painted.placed] == [painted["4"], more["9"]]
    assert [placed.page for placed in apart["8-5"].painted.placed] == [painted["8"], painted["5"]]


def test_both_halves_share_a_picture_that_crosses_the_fold(tmp_path: Path) -> None:
    red = saved(tmp_path, "a.png", Image.new("RGB", (100, 50), "red"))
    photo = ImageMark(Area(100, 120, 100, 50), red, (0, 0, 1, 1), False, NOWHERE)
    both = truck(0, photo)
    inks, _ = prepare_inks([both], newsprint(), Store())
    parts = paint_parts(both, inks, press(trucks=Trucks.HALVES))
    assert parts["4"].pictures == parts["5"].pictures == parts["4-5"].pictures
    assert plates(bound(parts["5"]), tmp_path)["Magenta"].getpixel((20, 140)) > 200
