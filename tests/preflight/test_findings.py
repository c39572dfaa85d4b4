"""What a finding says: its place, its number, its weight, and which of them are not asked of an ad."""

from dataclasses import replace

from pikepdf import Array, Dictionary, Name

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.preflight.expected import Expected, InkOfPage
from layout.preflight.finding import Finding
from layout.preflight.preflight import preflight
from tests.preflight.breaks import ANY, fill, place, rule, set_type
from tests.preflight.files import HEIGHT, PRESS, WIDTH, X1A, Draft, good, good_x1a

AD = Expected(ad=True)


def _only(draft: Draft, expected: Expected = ANY) -> Finding:
    (found,) = preflight(draft.bytes(), PRESS, expected).findings
    return found


def test_a_finding_stands_at_its_place_from_the_trims_top_left() -> None:
    draft = good()
    fill(draft, "0.2 0.4 0.6 rg", "20 100 100 40")
    assert _only(draft).area == Area(20, HEIGHT - 140, 100, 40)


def test_the_place_is_counted_from_the_trim_where_the_media_is_larger() -> None:
    draft = good()
    fill(draft, "0.2 0.4 0.6 rg", "20 100 100 40")
    draft.page.MediaBox = Array([-50, -70, WIDTH + 50, HEIGHT + 70])
    assert _only(draft).area == Area(20, HEIGHT - 140, 100, 40)


def test_the_place_on_a_turned_page_is_where_the_reader_sees_it() -> None:
    draft = good()
    fill(draft, "0.2 0.4 0.6 rg", "20 100 100 40")
    draft.page.Rotate = 90
    found = {finding.rule: finding for finding in preflight(draft.bytes(), PRESS).findings}
    assert found["colour-rgb"].area == Area(100, 20, 40, 100)


def test_four_hundred_thin_lines_are_one_finding_that_names_the_thinnest() -> None:
    draft = good()
    for number in range(400):
        rule(draft, 0.1 + number / 10_000, y=60 + number / 4)
    found = _only(draft)
    assert found.count == 400
    assert "0.10 pt" in found.message
    assert "400 places" in found.message
    assert found.area == found.areas[0]
    assert 1 < len(found.areas) <= 50


def test_each_picture_is_a_finding_of_its_own() -> None:
    draft = good()
    for name in ("A", "B"):
        draft.image(name, bytes([60] * 4) * 5000, (100, 50))
        draft.add(f"100 0 0 50 160 {100 if name == 'A' else 40} cm /{name} Do")
    assert [finding.thing for finding in preflight(draft.bytes(), PRESS).findings] == ["A", "B"]


def test_findings_come_in_the_order_of_their_places() -> None:
    draft = good()
    set_type(draft, 4, where="20 60")
    fill(draft, "0.2 0.4 0.6 rg", "20 200 100 20")
    found = preflight(draft.bytes(), PRESS).findings
    assert [finding.rule for finding in found] == ["colour-rgb", "type-least"]


def test_an_ads_file_needs_no_trim_no_intent_and_no_standard_but_embedded_fonts() -> None:
    draft = good()
    del draft.page["/TrimBox"], draft.page["/BleedBox"], draft.pdf.Root["/OutputIntents"]
    draft.xmp = ""
    del draft.page.Resources.Font.Body.DescendantFonts[0].FontDescriptor["/FontFile2"]
    weights = {finding.rule: finding.severity for finding in preflight(draft.bytes(), PRESS, AD).findings}
    assert weights == {"file-standard": Severity.WARNING, "font-unembedded": Severity.ERROR}


def test_an_ads_size_is_that_of_its_trim() -> None:
    draft = good()
    draft.page.MediaBox = Array([-50, -50, WIDTH + 50, HEIGHT + 50])
    assert not preflight(draft.bytes(), PRESS, Expected(size=(WIDTH, HEIGHT), ad=True)).findings
    found = _only(draft, Expected(size=(WIDTH + 30, HEIGHT), ad=True))
    assert found.rule == "page-size"
    assert "105.8 x 141.1 mm" in found.message
    assert "116.4 x 141.1 mm" in found.message


def test_black_that_knocks_out_is_a_warning_in_an_ad() -> None:
    draft = good()
    fill(draft, "0.4 0 0 0 k")
    set_type(draft, 9, where="30 110", state="Knock")
    assert _only(draft).severity is Severity.ERROR
    assert _only(draft, AD).severity is Severity.WARNING


def test_sixteen_bits_are_refused_under_the_old_standard() -> None:
    draft = good_x1a()
    place(draft, 200, BitsPerComponent=16, data=bytes([60] * 8) * 5000)
    (found,) = preflight(draft.bytes(), X1A).findings
    assert (found.rule, found.severity) == ("image-16bit", Severity.ERROR)


def test_a_transparency_group_is_refused_under_the_old_standard() -> None:
    for draft, press, weight in ((good(), PRESS, Severity.WARNING), (good_x1a(), X1A, Severity.ERROR)):
        draft.page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        (found,) = preflight(draft.bytes(), press).findings
        assert (found.rule, found.severity) == ("transparency-group", weight)


def test_type_that_nobody_sees_needs_no_font() -> None:
    draft = good()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    draft.resource("Font", "Read", font)
    draft.add("BT 3 Tr /Read 2 Tf 20 150 Td (recognised) Tj ET")
    assert not preflight(draft.bytes(), PRESS).findings


def test_overprint_without_mode_one_knocks_out() -> None:
    draft = good()
    draft.state("Zero", op=True, OP=True, OPM=0)
    fill(draft, "0.4 0 0 0 k")
    set_type(draft, 9, where="30 110", state="Zero")
    assert _only(draft).rule == "overprint-type"


def test_a_mono_page_may_carry_grey() -> None:
    draft = good()
    draft.content = ""
    fill(draft, "0.5 g")
    place(draft, 200, space=Name.DeviceGray)
    assert not preflight(draft.bytes(), PRESS, Expected(mono=frozenset({1}))).findings


def test_a_picture_in_colour_is_named_on_a_mono_page() -> None:
    draft = good()
    draft.content = ""
    place(draft, 200)
    found = _only(draft, Expected(mono=frozenset({1})))
    assert (found.rule, found.thing) == ("colour-mono", "New")
    assert "Cyan, Magenta and Yellow" in found.message


def test_a_press_without_colour_pages_takes_black_alone() -> None:
    found = preflight(good().bytes(), replace(PRESS, colour_pages=frozenset())).findings
    assert {finding.rule for finding in found} == {"colour-mono"}


def test_marks_are_taken_where_the_press_wants_marks() -> None:
    from layout.design.press import PrintersMarks

    draft = good()
    draft.page.MediaBox = Array([-30, -30, WIDTH + 30, HEIGHT + 30])
    tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0] * 4, C1=[1] * 4)
    draft.resource("ColorSpace", "Every", Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]))
    draft.add("/Every CS 1 SCN 0.5 w -20 0 m -8 0 l S")
    assert not preflight(draft.bytes(), replace(PRESS, marks=PrintersMarks.CROP)).findings


def test_ink_is_told_as_it_was_rendered_where_it_was_rendered() -> None:
    asked: list[bytes] = []

    def render(data: bytes) -> list[InkOfPage]:
        asked.append(data)
        return [InkOfPage(1, 2.5, 2.6, ("Cyan", "Black"), Area(1, 2, 3, 3), Area(1, 2, 1, 1))]

    data = good().bytes()
    done = preflight(data, PRESS, ink=render)
    assert asked == [data]
    assert [finding.rule for finding in done.findings] == ["ink-most"]
    assert "250%" in done.findings[0].message
    assert done.findings[0].area == Area(1, 2, 3, 3)
    assert (done.pages[0].measured, done.pages[0].most_ink, done.pages[0].inks) == ("tiffsep", 2.5, ("Cyan", "Black"))


def test_what_was_too_much_to_read_is_not_rendered() -> None:
    draft = good()
    draft.content = "q " * 1000 + draft.content

    def render(data: bytes) -> list[InkOfPage]:
        raise AssertionError("a renderer was started on a file that was too much to read")

    done = preflight(draft.bytes(), PRESS, ink=render)
    assert done.pages[0].measured == "computed"


def test_the_same_file_has_the_same_findings() -> None:
    data = good().bytes()
    assert preflight(data, X1A) == preflight(data, X1A)


def test_the_facts_of_a_page_name_its_size_inks_and_fonts() -> None:
    (page,) = preflight(good().bytes(), PRESS).pages
    assert (page.width, page.height, page.measured) == (WIDTH, HEIGHT, "computed")
    assert page.inks == ("Cyan", "Magenta", "Yellow", "Black")
    assert page.fonts == ("LibreFranklin_400Regular", "LibreFranklin_700Bold", "SourceSerif4SmText-Regular")
    assert abs(page.most_ink - (120 + 90 + 60 + 20) / 255) < 0.001
