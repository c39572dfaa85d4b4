import io
import subprocess
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from layout.base.colour import BLACK, Cmyk
from layout.base.geometry import Area
from layout.base.problems import InFile
from layout.base.store import Store
from layout.design.press import BlackOverprint, Standard
from layout.images.faults import Filed
from layout.images.placed_pdf import place_page
from layout.images.press_ink import newsprint
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Mark, PdfMark, RuleMark, Source, TintMark
from layout.pdf.document import PdfInfo, bind
from layout.pdf.inks import Inks, prepare_inks
from layout.pdf.paint import paint_page
from layout.pdf.write import write_pdf
from tests.images.files import filed_pdf, gradient, pdf, saved, svg, with_box, written
from tests.pdf.outside import condition
from tests.pdf.type_case import NOWHERE, page

PRESS = newsprint()
WHOLE = (0.0, 0.0, 1.0, 1.0)
SOURCE = Source("A", "bridge", -1)
NO_PLACE = InFile("issue.yaml", 1, 1)


def placed(*marks: Mark, mono: bool = False, black: BlackOverprint | None = None) -> bytes:
    leaf = page(*marks, width=200, height=100)
    leaf = type(leaf)(leaf.number, leaf.section, leaf.width, leaf.height, leaf.bleed, mono, leaf.marks)
    inks, problems = prepare_inks([leaf], PRESS, Store())
    assert problems == ()
    return bind([paint_page(leaf, inks, black)], PdfInfo("test"))


def seen(data: bytes, tmp_path: Path, program: str) -> Image.Image:
    """The page at 72 pixels an inch."""
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    if program == "poppler":
        subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", str(path), str(tmp_path / "page")], check=True)
    else:
        options = ["-q", "-dTextAlphaBits=4", "-sDEVICE=png16m", "-r72", "-o", str(tmp_path / "page.png")]
        subprocess.run(["gs", *options, str(path)], check=True, capture_output=True)
    with Image.open(tmp_path / "page.png") as image:
        return image.convert("RGB")


def plates(data: bytes, tmp_path: Path) -> dict[str, Image.Image]:
    """Each plate with 255 for solid ink."""
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    subprocess.run(
        ["gs", "-q", "-sDEVICE=tiffsep", "-r72", "-o", str(tmp_path / "plate.tif"), str(path)], check=True, capture_output=True
    )
    found = {}
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"plate({name}).tif") as plate:
            found[name] = plate.convert("L").point(lambda value: 255 - value)
    return found


@pytest.mark.parametrize("program", ["poppler", "ghostscript"])
@pytest.mark.parametrize("grey", [False, True])
def test_light_stays_light_and_dark_stays_dark(tmp_path: Path, program: str, grey: bool) -> None:
    half = Image.new("RGB", (200, 100), (235, 235, 225))
    half.paste((30, 30, 40), (0, 0, 100, 100))
    mark = ImageMark(Area(20, 10, 160, 80), saved(tmp_path, "a.png", half), WHOLE, grey, NOWHERE)
    image = seen(placed(mark), tmp_path, program)
    dark, light, paper = (sum(image.getpixel(at)) for at in ((60, 50), (140, 50), (5, 5)))
    assert dark < 330 < 600 < light <= paper == 765


def test_colours_are_on_the_right_plates_and_grey_on_black_alone(tmp_path: Path) -> None:
    red = ImageMark(Area(0, 0, 50, 50), saved(tmp_path, "r.png", Image.new("RGB", (60, 60), (220, 0, 0))), WHOLE, False, NOWHERE)
    blue = ImageMark(
        Area(50, 0, 50, 50), saved(tmp_path, "b.png", Image.new("RGB", (60, 60), (0, 60, 200))), WHOLE, False, NOWHERE
    )
    grey = ImageMark(
        Area(100, 0, 50, 50), saved(tmp_path, "g.png", Image.new("RGB", (60, 60), (120, 40, 90))), WHOLE, True, NOWHERE
    )
    found = plates(placed(red, blue, grey), tmp_path)
    at = {name: [plate.getpixel((x, 25)) for x in (25, 75, 125)] for name, plate in found.items()}
    assert at["Magenta"][0] > 200
    assert at["Yellow"][0] > 200
    assert at["Cyan"][0] < 30
    assert at["Cyan"][1] > 150
    assert at["Yellow"][1] < 60
    assert [at[name][2] for name in ("Cyan", "Magenta", "Yellow")] == [0, 0, 0]
    assert at["Black"][2] > 100


def test_a_mono_page_prints_its_pictures_black_alone(tmp_path: Path) -> None:
    mark = ImageMark(Area(0, 0, 50, 50), saved(tmp_path, "r.png", Image.new("RGB", (60, 60), (220, 0, 0))), WHOLE, False, NOWHERE)
    data = placed(mark, mono=True)
    found = plates(data, tmp_path)
    assert [found[name].getpixel((25, 25)) for name in ("Cyan", "Magenta", "Yellow")] == [0, 0, 0]
    assert b"/DeviceGray" not in data


def test_rules_and_tints_stand_where_they_were_drawn(tmp_path: Path) -> None:
    rule = RuleMark(10, 30, 190, 30, 1.6, BLACK, NOWHERE)
    tint = TintMark(Area(20, 50, 60, 40), Cmyk(1, 0, 0, 0), NOWHERE)
    found = plates(placed(rule, tint), tmp_path)
    assert found["Black"].getbbox() == pytest.approx((10, 29, 190, 31), abs=1)  # Ghostscript fattens thin lines to whole pixels
    assert found["Cyan"].getbbox() == (20, 50, 80, 90)
    assert found["Magenta"].getbbox() is None


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_an_ad_stands_upright_clipped_to_its_trim_with_its_own_colours(tmp_path: Path, turn: int) -> None:
    # cyan all over the media, magenta in the trim's corner that turns to the upper left
    corner = {0: "20 50 20 20", 90: "20 20 20 20", 180: "80 20 20 20", 270: "80 50 20 20"}[turn]
    operators = f"1 0 0 0 k 0 0 200 100 re f 0 1 0 0 k {corner} re f".encode()
    path = filed_pdf(tmp_path, with_box(pdf(tmp_path, operators=operators), "/TrimBox", (20, 20, 100, 70), turn))
    width, height = (80, 50) if turn in (0, 180) else (50, 80)
    found = plates(placed(PdfMark(Area(60, 10, width, height), path, 0, NOWHERE)), tmp_path)
    assert found["Magenta"].getbbox() == (60, 10, 80, 30)
    assert found["Cyan"].getbbox() == (60, 10, 60 + width, 10 + height)


# An ad of 80 by 50 with a bleed of its own: 12 points at its left, 10 at its right, 8 at its top, 6 at its foot.
TRIM, BLEED = (20, 20, 100, 70), (8, 14, 110, 78)
ON_A_PAGE_WITH_BLEED = {  # where its top left corner stands on a page of 200 by 100 with 9 of bleed -> what of it shows
    (60, 20): (60, 20, 140, 70),
    (0, 20): (-9, 20, 80, 70),
    (120, 20): (120, 20, 209, 70),
    (60, 0): (60, -8, 140, 50),
    (60, 50): (60, 50, 140, 106),
    (0.4, -0.4): (-9, -8, 80, 50),
    (0.8, 20): (1, 20, 81, 70),
}


def bleeding_ad(tmp_path: Path, turn: int = 0) -> Path:
    writer = with_box(pdf(tmp_path, operators=b"1 0 0 0 k 0 0 200 100 re f"), "/TrimBox", TRIM, turn)
    return filed_pdf(tmp_path, with_box(writer, "/BleedBox", BLEED))


@pytest.mark.parametrize(("at", "shows"), ON_A_PAGE_WITH_BLEED.items())
def test_the_bleed_of_an_ad_shows_where_it_stands_on_the_trim(
    tmp_path: Path, at: tuple[float, float], shows: tuple[int, int, int, int]
) -> None:
    leaf = page(PdfMark(Area(*at, 80, 50), bleeding_ad(tmp_path), 0, NOWHERE), width=200, height=100, bleed=9)
    inks, _ = prepare_inks([leaf], PRESS, Store())
    found = plates(bind([paint_page(leaf, inks)], PdfInfo("test")), tmp_path)["Cyan"].getbbox()
    assert found == pytest.approx(tuple(edge + 9 for edge in shows), abs=1)


def test_on_a_page_without_bleed_an_ad_ends_at_its_trim(tmp_path: Path) -> None:
    found = plates(placed(PdfMark(Area(0, 20, 80, 50), bleeding_ad(tmp_path), 0, NOWHERE)), tmp_path)
    assert found["Cyan"].getbbox() == (0, 20, 80, 70)


@pytest.mark.parametrize(
    ("turn", "sides"), [(0, (12, 8, 10, 6)), (90, (6, 12, 8, 10)), (180, (10, 6, 12, 8)), (270, (8, 10, 6, 12))]
)
def test_a_turned_ad_has_its_bleed_at_the_sides_that_it_was_turned_to(tmp_path: Path, turn: int, sides: tuple[int, ...]) -> None:
    path = bleeding_ad(tmp_path, turn)
    ad, problems = place_page(path, 0, Filed("ad.pdf", NO_PLACE))
    assert (ad.bleed.all, problems) == (sides, [])
    size = (80, 50) if turn in (0, 180) else (50, 80)
    leaf = page(PdfMark(Area(0, 0, *size), path, 0, NOWHERE), width=size[0], height=size[1], bleed=20)
    inks, _ = prepare_inks([leaf], PRESS, Store())
    found = plates(bind([paint_page(leaf, inks)], PdfInfo("test")), tmp_path)["Cyan"].getbbox()
    left, top, right, bottom = sides
    assert found == (20 - left, 20 - top, 20 + size[0] + right, 20 + size[1] + bottom)


def test_the_bleed_is_what_the_file_says_and_no_more_than_its_media(tmp_path: Path) -> None:
    def bleed(writer: pypdf.PdfWriter) -> tuple[float, ...]:
        found, _ = place_page(filed_pdf(tmp_path, writer), 0, Filed("ad.pdf", NO_PLACE))
        return found.bleed.all

    assert bleed(with_box(pdf(tmp_path), "/TrimBox", TRIM)) == (0, 0, 0, 0), "the media may hold crop marks"
    outside = with_box(with_box(pdf(tmp_path), "/TrimBox", TRIM), "/BleedBox", (-50, 25, 500, 60))
    assert bleed(outside) == (20, 0, 100, 0)


@pytest.mark.parametrize("standard", [None, *Standard])
def test_no_transparency_group_of_an_ad_is_in_the_file(tmp_path: Path, standard: Standard | None) -> None:
    import pikepdf

    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB, I=True)
    path = tmp_path / "group.pdf"
    with pikepdf.new() as made:
        leaf = made.add_blank_page(page_size=(80, 40))
        inner = made.make_stream(b"0 1 0 0 k 0 0 20 20 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        inner.BBox, inner.Group = [0, 0, 20, 20], group
        outer = made.make_stream(b"/In Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        outer.BBox, outer.Group = [0, 0, 40, 40], made.make_indirect(group)
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(In=inner))
        leaf.Group, leaf.Contents = group, made.make_stream(b"q 1 0 0 1 10 10 cm /Out Do Q")
        leaf.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Out=outer))
        made.save(path)
    mark = PdfMark(Area(0, 0, 80, 40), path, 0, NOWHERE)
    leaf_of_ours = page(mark, width=200, height=100)
    inks, _ = prepare_inks([leaf_of_ours], PRESS, Store())
    data = bind([paint_page(leaf_of_ours, inks)], PdfInfo("test"), condition(standard) if standard is not None else None)
    with pikepdf.open(io.BytesIO(data)) as found:
        assert [
            thing for thing in found.objects if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and "/Group" in thing
        ] == []
    assert b"DeviceRGB" not in data
    assert plates(data, tmp_path)["Magenta"].getbbox() == (10, 10, 30, 30)


def test_an_ad_that_names_no_colour_and_no_weight_prints_as_it_does_alone(tmp_path: Path) -> None:
    path = filed_pdf(tmp_path, pdf(tmp_path, operators=b"10 10 50 50 re f 100 0 m 100 100 l S"))
    before = (TintMark(Area(0, 0, 5, 5), Cmyk(0, 1, 0, 0), NOWHERE), RuleMark(0, 95, 5, 95, 9, Cmyk(0, 0, 1, 0), NOWHERE))
    found = plates(placed(*before, PdfMark(Area(0, 0, 200, 100), path, 0, NOWHERE)), tmp_path)
    assert found["Black"].getpixel((30, 60)) == 255
    assert found["Black"].crop((70, 0, 200, 100)).getbbox() in ((29, 0, 31, 100), (29, 0, 30, 100), (30, 0, 31, 100))
    assert found["Magenta"].getbbox() == (0, 0, 5, 5)


def test_an_ad_used_twice_is_in_the_file_once_with_its_fonts(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "ad.pdf"
    canvas = Canvas(str(path), pagesize=(80, 40), invariant=1)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(5, 10, "Buy fish")
    canvas.save()
    data = placed(*(PdfMark(Area(x, 10, 80, 40), path, 0, NOWHERE) for x in (10, 110)))
    assert data.count(b"/Subtype/Form") == 1
    assert data == placed(*(PdfMark(Area(x, 10, 80, 40), path, 0, NOWHERE) for x in (10, 110)))
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert text.count("Buy fish") == 2
    assert data.count(b"Times-Roman") == 1


def test_an_ads_content_in_parts_is_joined_and_the_way_back_to_its_file_is_cut(tmp_path: Path) -> None:
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

    writer = pdf(tmp_path)
    leaf = writer.pages[0]
    parts = []
    for operators in (b"0 1 0 0 k 0 0 50", b"50 re f"):  # a token must not run on from one part into the next
        stream = DecodedStreamObject()
        stream.set_data(operators)
        parts.append(writer._add_object(stream))
    leaf[NameObject("/Contents")] = ArrayObject(parts)
    loop = DictionaryObject({NameObject("/Back"): leaf.indirect_reference, NameObject("/Up"): leaf["/Parent"].indirect_reference})
    loop[NameObject("/Self")] = reference = writer._add_object(loop)
    leaf[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Properties"): DictionaryObject({NameObject("/P"): reference})}
    )
    data = placed(PdfMark(Area(0, 0, 200, 100), filed_pdf(tmp_path, writer), 0, NOWHERE))
    assert len(pypdf.PdfReader(io.BytesIO(data), strict=True).pages) == 1
    assert data.count(b"/MediaBox") == 1
    assert plates(data, tmp_path)["Magenta"].getbbox() == (0, 50, 50, 100)


def test_a_drawing_is_flat_cmyk_in_the_middle_of_its_place(tmp_path: Path) -> None:
    inside = '<rect width="40" height="20" fill="#000"/><circle cx="20" cy="10" r="5" fill="rgb(255,0,0)" stroke="none"/>'
    data = placed(DrawingMark(Area(10, 10, 160, 60), written(tmp_path, "a.svg", svg(inside)), NOWHERE))
    found = plates(data, tmp_path)
    assert found["Black"].getbbox() == (30, 10, 150, 70)
    assert found["Magenta"].getpixel((90, 40)) > 200
    assert found["Magenta"].getpixel((35, 15)) == 0
    operators = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Contents"].get_object().get_data().decode()
    assert not {"rg", "RG", "g", "G", "Tf", "gs"} & set(operators.split())
    assert b"Helvetica" not in data


def test_small_black_shapes_of_a_drawing_print_over_its_colours_and_large_ones_knock_them_out(tmp_path: Path) -> None:
    ground = '<rect width="40" height="20" fill="rgb(255,0,0)"/>'
    word, bar = '<path d="M2 2h6v3h-6z"/>', '<rect x="20" y="2" width="16" height="16"/>'
    line = '<path d="M2 15h6" stroke="#000" stroke-width=".5"/>'
    mark = DrawingMark(Area(0, 0, 200, 100), written(tmp_path, "a.svg", svg(ground + word + bar + line)), NOWHERE)
    magenta = plates(placed(mark, black=BlackOverprint()), tmp_path)["Magenta"]
    assert magenta.getpixel((25, 17)) > 200
    assert magenta.getpixel((25, 75)) > 200
    assert magenta.getpixel((140, 50)) == 0
    assert plates(placed(mark), tmp_path)["Magenta"].getpixel((25, 17)) == 0, "where nothing is said of printing over"


def test_what_cannot_be_had_is_a_marked_hole_and_a_problem_at_each_place(tmp_path: Path) -> None:
    area, other = Area(10, 10, 80, 60), Area(110, 10, 80, 60)
    cut = saved(tmp_path, "cut.png", Image.effect_noise((200, 200), 90)).read_bytes()[:5000]
    broken = written(tmp_path, "cut.png", cut)
    leaf = page(
        ImageMark(area, broken, WHOLE, False, SOURCE), ImageMark(other, broken, WHOLE, False, SOURCE), width=200, height=100
    )
    inks, problems = prepare_inks([leaf], PRESS, Store())
    assert [(problem.code, problem.story) for problem in problems] == [("picture-broken", "bridge")] * 2
    assert [getattr(problem.where, "area", None) for problem in problems] == [area, other]
    data = write_pdf([leaf], inks, PdfInfo("test"))
    assert pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().count("no picture: cut.png") == 2
    black = plates(data, tmp_path)["Black"]
    assert black.crop((10, 10, 90, 70)).getbbox() == (0, 0, 80, 60)
    assert black.crop((0, 0, 10, 100)).getbbox() is None


def test_a_hole_prints_its_reason_inside_itself(tmp_path: Path) -> None:
    why = "no picture: a-photo-with-a-very-long-name-indeed.jpg; the agency of 北京 never sent it and nobody asked again"
    for area in (Area(10, 10, 100, 60), Area(10, 10, 12, 12), Area(10, 10, 150, 2)):
        leaf = page(HoleMark(area, why, NOWHERE), width=200, height=100)
        inks, _ = prepare_inks([leaf], PRESS, Store())
        reader = pypdf.PdfReader(io.BytesIO(write_pdf([leaf], inks, PdfInfo("test"))))
        assert reader.pages[0].extract_text().startswith("no")


def test_pictures_come_from_the_store_the_second_time_and_are_the_same(tmp_path: Path) -> None:
    photo = saved(tmp_path, "a.jpg", gradient(300, 200))
    leaf = page(
        ImageMark(Area(0, 0, 90, 60), photo, WHOLE, False, NOWHERE), ImageMark(Area(0, 60, 90, 60), photo, WHOLE, True, NOWHERE)
    )
    store = Store(tmp_path / "store")
    plain, first, second, threads = (
        prepare_inks([leaf], PRESS, *more)[0] for more in ((Store(),), (store,), (store,), (Store(), 2))
    )
    assert plain == first == second == threads
    assert len(list((tmp_path / "store").iterdir())) == 2
    photo.write_bytes(saved(tmp_path, "b.jpg", Image.new("RGB", (300, 200), "red")).read_bytes())
    assert prepare_inks([leaf], PRESS, store)[0] != plain


def test_a_page_without_inks_is_written_with_holes(tmp_path: Path) -> None:
    leaf = page(ImageMark(Area(0, 0, 90, 60), tmp_path / "a.jpg", WHOLE, False, NOWHERE))
    assert len(pypdf.PdfReader(io.BytesIO(write_pdf([leaf], Inks(), PdfInfo("test")))).pages) == 1
