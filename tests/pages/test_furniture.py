"""Furniture: nameplate, ears, strip, banner, folios; all of it inside the live area."""

import itertools

import pytest

from layout.fonts.silhouette import silhouette
from layout.pages.display import HoleMark, Kind, Mark, RuleMark, SetLine, TextMark, TintMark
from tests.pages.desk import SHALLOW, Laid, laid, lines_of, page, place

LONG = "The Greater Metropolitan Harbour and North Coast Herald and Advertiser"


def house_of(masters: str = "", sheet: str = SHALLOW) -> str:
    return f"{sheet}\nmasters:\n{masters}" if masters else sheet


def furnished(master: str, number: str = "3", text: str = SHALLOW, drawn: str = "A..... x10") -> Laid:
    return laid(page(number, drawn, master, A=place("a")), text=text)


def furniture(found: Laid, number: str = "3") -> list[Mark]:
    return [mark for mark in found.page(number).marks if _block(mark) == ""]


def lines(found: Laid, kind: Kind, number: str = "3") -> list[SetLine]:
    return [line for mark in furniture(found, number) for line in lines_of(mark) if line.kind is kind]


def ends(line: SetLine) -> tuple[float, float]:
    return line.x + line.line.left, line.x + line.line.left + line.line.width


def _block(mark: Mark) -> str:
    return mark.text.source.block if isinstance(mark, TextMark) else mark.source.block


def test_the_nameplate_is_centred_on_its_baseline_under_a_bar() -> None:
    found = furnished("front", "1")
    grid = found.grid("1")
    name = lines(found, Kind.NAMEPLATE, "1")[0]
    assert name.baseline == pytest.approx(grid.slot_top(0) + 75.5)
    left, right = ends(name)
    assert left - grid.column_x(0) == pytest.approx(grid.column_x(5) + grid.column_width - right)
    bar = next(mark for mark in furniture(found, "1") if isinstance(mark, RuleMark))
    assert (bar.weight, bar.y0 - 1.5) == pytest.approx((3.0, grid.slot_top(0)))


@pytest.mark.parametrize("sheet", [SHALLOW, "sheet: {trim: 120mm x 178.3mm, margins: 8mm}\ngrid: {columns: 2}"])
def test_a_title_too_long_for_the_page_is_set_smaller(sheet: str) -> None:
    text = f'{sheet}\nmasters: {{front: {{nameplate: {{text: "{LONG}", lines: 12, ears: ["Rain", "£1"]}}}}}}'
    found = furnished("front", "1", text, "A. x10" if "columns" in sheet else "A..... x10")
    grid = found.grid("1")
    for line in lines(found, Kind.NAMEPLATE, "1"):
        left, right = ends(line)
        assert left >= grid.column_x(0) - 0.01
        assert right <= grid.column_x(grid.columns - 1) + grid.column_width + 0.01
    assert lines(found, Kind.NAMEPLATE, "1")[0].line.text == LONG


def test_a_long_name_leaves_the_ears_their_columns() -> None:
    text = f'{SHALLOW}\nmasters: {{front: {{nameplate: {{text: "{LONG}", lines: 12, ears: ["Weather\\nRain", "£1"]}}}}}}'
    found = furnished("front", "1", text)
    name, *ears = lines(found, Kind.NAMEPLATE, "1")
    assert all(ends(ear)[1] <= ends(name)[0] or ends(ear)[0] >= ends(name)[1] for ear in ears)
    assert ears[1].baseline == ears[2].baseline == name.baseline, "the last lines stand on the name's baseline"


@pytest.mark.parametrize(("number", "outer_left"), [("2", True), ("3", False)])
def test_a_folios_outer_text_stands_at_the_outer_edge(number: str, outer_left: bool) -> None:
    found = furnished("inside", number)
    grid = found.grid(number)
    page_number = next(line for line in lines(found, Kind.FOLIO, number) if line.line.text == number)
    left, right = ends(page_number)
    if outer_left:
        assert left == pytest.approx(grid.column_x(0))
    else:
        assert right == pytest.approx(grid.column_x(5) + grid.column_width)
    assert {found.slot(line.baseline, number) for line in lines(found, Kind.FOLIO, number)} == {1.76}


def test_both_folios_of_a_spread_print_with_their_own_numbers() -> None:
    found = laid(page("4-5", "AAAAAAAAAAAA x10", "inside", A=place("a")))
    numbers = [line for line in lines(found, Kind.FOLIO, "4-5") if line.line.text in ("4", "5")]
    grid = found.grid("4-5")
    assert [line.line.text for line in numbers] == ["4", "5"]
    assert ends(numbers[0])[0] == pytest.approx(grid.column_x(0))
    assert ends(numbers[1])[1] == pytest.approx(grid.column_x(11) + grid.column_width)
    fold = grid.sheet.width / 2
    for line in lines(found, Kind.FOLIO, "4-5"):
        left, right = ends(line)
        assert right < fold - 30 or left > fold + 30


def test_texts_on_one_line_never_meet() -> None:
    folios = f'folio: {{look: strip, left: "{LONG} {LONG}", centre: "{LONG}", right: "{LONG}"}}'
    bars = f'folio: {{look: bar, outer: "{LONG}", centre: "{LONG}", inner: "{LONG} {LONG}"}}'
    panels = f'folio: {{look: panel, outer: "{{page}}", centre: "{LONG}", inner: "{LONG} {LONG}"}}'
    for folio in (folios, bars, panels):
        found = furnished("own", text=f"{SHALLOW}\nmasters: {{own: {{{folio}}}}}")
        spans = sorted(ends(line) for line in lines(found, Kind.FOLIO))
        assert len(spans) >= 2
        assert all(one[1] < other[0] for one, other in itertools.pairwise(spans)), folio
        assert spans[0][0] >= found.grid("3").column_x(0) - 0.01
        assert spans[-1][1] <= found.grid("3").column_x(5) + found.grid("3").column_width + 0.01


def test_a_banner_and_its_motto_share_a_baseline_and_do_not_meet() -> None:
    for number, inner_right in (("2", True), ("3", False)):
        found = furnished(
            "own", number, f'{SHALLOW}\nmasters: {{own: {{banner: {{text: "Culture", motto: "{LONG} {LONG}", lines: 9}}}}}}'
        )
        name, motto = lines(found, Kind.BANNER, number)
        assert name.baseline == motto.baseline == pytest.approx(found.grid(number).slot_top(0) + 63)
        assert (ends(name)[0] > ends(motto)[1]) is inner_right
        assert name.line.text == "CULTURE"


def test_an_italic_motto_ends_with_its_last_letters_shape_on_the_margin() -> None:
    for motto in ("What blew off", "What was sung"):
        found = furnished("own", "3", f'{SHALLOW}\nmasters: {{own: {{banner: {{text: "Culture", motto: "{motto}", lines: 9}}}}}}')
        line = lines(found, Kind.BANNER)[-1]
        word = line.line.words[-1]
        shape = silhouette(word.face, word.glyphs[-1])
        unit = word.size / word.face.units_per_em
        past = (max(shape.right.values()) - word.face.shaper.get_glyph_h_advance(word.glyphs[-1])) * unit
        grid = found.grid("3")
        assert ends(line)[1] + past == pytest.approx(grid.column_x(5) + grid.column_width, abs=0.05)


def test_a_panel_folio_reverses_the_number_at_the_outer_edge() -> None:
    found = furnished(
        "own", text=f'{SHALLOW}\nmasters: {{own: {{folio: {{look: panel, outer: "{{page}}", inner: "The Test"}}}}}}'
    )
    panel = next(mark for mark in furniture(found) if isinstance(mark, TintMark))
    grid = found.grid("3")
    assert panel.area.right == pytest.approx(grid.column_x(5) + grid.column_width)
    number = next(line for line in lines(found, Kind.FOLIO) if line.line.text == "3")
    assert panel.area.x < ends(number)[0] < ends(number)[1] < panel.area.right


def test_a_nameplates_art_that_cannot_be_had_leaves_a_marked_hole() -> None:
    found = furnished("front", "1", f"{SHALLOW}\nmasters: {{front: {{nameplate: {{art: none.svg, lines: 12}}}}}}")
    assert [mark.why for mark in furniture(found, "1") if isinstance(mark, HoleMark)] == ["no nameplate: none.svg"]


def test_a_name_on_a_panel_keeps_to_it_and_a_skybox_to_the_rest() -> None:
    plate = '{text: "The Test", lines: 12, panel: true, panel-columns: 3, skybox: "Sport: the whole of the cup\\nPage 4"}'
    found = furnished("front", "1", f"{SHALLOW}\nmasters: {{front: {{nameplate: {plate}}}}}")
    panel = next(mark for mark in furniture(found, "1") if isinstance(mark, TintMark))
    name, *sky = lines(found, Kind.NAMEPLATE, "1")
    assert panel.area.x < ends(name)[0] < ends(name)[1] < panel.area.right
    assert all(ends(line)[0] > panel.area.right for line in sky)


def test_a_long_teaser_is_set_smaller() -> None:
    sizes = []
    for text in ("The cup", LONG, LONG * 3):
        plate = f'{{text: "T", lines: 12, panel: true, panel-columns: 4, skybox: "{text}"}}'
        found = furnished("front", "1", f"{SHALLOW}\nmasters: {{front: {{nameplate: {plate}}}}}")
        sky = lines(found, Kind.NAMEPLATE, "1")[1:]
        assert 1 <= len(sky) <= 3
        sizes.append(sky[0].line.words[0].size)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[2] < sizes[0]


def test_a_master_of_nothing_prints_nothing() -> None:
    assert furniture(furnished("blank")) == []
