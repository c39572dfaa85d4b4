"""A picture package: picture, caption and credit in whole slots."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.content.issue import PhotoOptions, PhotoPlace
from layout.content.story import Photo, Span
from layout.images.picture import Art, Drawing, Picture
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Kind, Source, TextMark, TintMark
from layout.pages.photo import CAPTION_DROP, PackagePlace, SetPhoto, Shot, package_slots, set_photo
from tests.pages.desk import SHALLOW, case, filed_photo, house, words

TWO = 293.858
PANEL = f"{SHALLOW}\nstyles: {{caption: {{panel: ink, colour: paper}}}}"
BOAT = Picture(Path("boat.jpg"), 1200, 800, "RGB", 0.0)
HERE = filed_photo().where


def shot(photo: Photo | None = None, art: Art | None = BOAT, **options: object) -> Shot:
    return Shot(photo or filed_photo(), PhotoOptions(HERE, Path("boat.jpg"), at=PhotoPlace.TOP, **options), art)  # type: ignore[arg-type]


def placed(given: Shot, slots: int = 20, width: float = TWO, columns: int = 2, text: str = SHALLOW) -> SetPhoto:
    return set_photo(case(text), house().grid, given, PackagePlace(100.0, width, 4, slots, columns), Source("A", "a"))


def slots_of(given: Shot) -> int:
    return package_slots(case(), house().grid, given, PackagePlace(100.0, TWO, 4, 30, 2))


def lines(found: SetPhoto, kind: Kind = Kind.CAPTION) -> list[TextMark]:
    return [mark for mark in found.marks if isinstance(mark, TextMark) and mark.text.kind is kind]


def test_a_pictures_top_stands_on_a_cap_line_and_its_captions_last_line_on_a_baseline() -> None:
    for caption in ("A boat.", words(20), words(40)):
        found = placed(shot(filed_photo(caption=caption)))
        grid = house().grid
        assert found.area.y == pytest.approx(grid.slot_top(4) + 2.0)
        captions = lines(found)
        assert captions[-1].text.baseline == pytest.approx(grid.baseline_of(23))
        assert captions[0].text.baseline - found.area.bottom == pytest.approx(CAPTION_DROP)


def test_a_picture_without_a_caption_ends_on_a_baseline_itself() -> None:
    found = placed(shot(filed_photo(caption="")))
    assert found.area.bottom == pytest.approx(house().grid.baseline_of(23))
    assert len(found.marks) == 1


def test_the_depth_comes_as_near_to_the_pictures_own_as_whole_slots_allow() -> None:
    for width, height in ((1200, 800), (1000, 1250), (1600, 700), (900, 900)):
        given = shot(art=Picture(Path("boat.jpg"), width, height, "RGB", 0.0))
        slots = slots_of(given)
        own = TWO * height / width
        assert abs(placed(given, slots).area.height - own) <= 10.5 / 2 + 0.01


def test_lines_asked_for_fix_the_depth() -> None:
    assert slots_of(shot(lines=17)) == 17
    assert slots_of(shot(lines=1)) == 3, "a package has three slots at least"


def test_a_picture_is_cropped_about_its_focus_and_never_squeezed() -> None:
    for focus, edge in (((0.5, 0.0), 0.0), ((0.5, 1.0), None)):
        mark = placed(shot(focus=focus), slots=10).marks[0]
        assert isinstance(mark, ImageMark)
        left, top, across, down = mark.crop
        shown = (across * 1200) / (down * 800)
        assert shown == pytest.approx(mark.area.width / mark.area.height)
        assert (left, across) == (0.0, 1.0)
        assert top == pytest.approx(0.0 if edge == 0.0 else 1.0 - down)


def test_a_picture_that_loses_a_quarter_of_itself_is_told() -> None:
    assert [problem.code for problem in placed(shot(), slots=9).problems] == ["picture-cropped"]
    assert placed(shot(), slots=20).problems == ()


def test_a_drawing_keeps_its_proportions_in_the_middle_of_its_place() -> None:
    mark = placed(shot(art=Drawing(Path("map.svg"), 100.0, 100.0)), slots=12).marks[0]
    assert isinstance(mark, DrawingMark)
    assert mark.area.width == pytest.approx(mark.area.height)
    assert mark.area.x + mark.area.width / 2 == pytest.approx(100.0 + TWO / 2)


def test_a_picture_that_cannot_be_had_leaves_a_hole_of_its_usual_depth() -> None:
    given = shot(art=None)
    slots = slots_of(given)
    mark = placed(given, slots).marks[0]
    assert isinstance(mark, HoleMark)
    assert mark.area.height == pytest.approx(TWO * 0.66, abs=6)


def test_a_caption_runs_at_most_three_columns_wide() -> None:
    found = placed(shot(filed_photo(caption=words(60))), width=907.1, columns=6, slots=40)
    assert max(mark.text.line.left + mark.text.line.width for mark in lines(found)) <= 907.1 / 2


def test_a_credit_stands_flush_right_on_the_captions_last_line_where_it_stays_clear() -> None:
    found = placed(shot(filed_photo(credit="City archive")))
    credit, caption = lines(found, Kind.CREDIT)[0].text, lines(found)[-1].text
    assert credit.baseline == caption.baseline
    assert credit.line.text == "CITY ARCHIVE"
    assert credit.x + credit.line.left + credit.line.width == pytest.approx(100.0 + TWO)


def test_a_credit_that_would_touch_the_caption_takes_a_line_of_its_own() -> None:
    for count in range(6, 30):
        found = placed(shot(filed_photo(caption=words(count), credit="City archive")))
        credit = lines(found, Kind.CREDIT)[0].text
        for mark in lines(found):
            if mark.text.baseline == credit.baseline:
                assert credit.line.left - (mark.text.line.left + mark.text.line.width) >= 5.0 - 0.01


def test_a_caption_leaves_its_picture_a_third_of_the_depth_and_is_cut_with_an_error() -> None:
    found = placed(shot(filed_photo(caption=words(500))))
    assert "caption-too-long" in [problem.code for problem in found.problems]
    assert found.area.height >= 20 * 10.5 / 3 - 10.5
    assert lines(found)[0].text.baseline > found.area.bottom


def test_a_credit_longer_than_its_line_is_cut_with_an_error() -> None:
    found = placed(shot(filed_photo(credit="City archive " * 20)))
    assert [problem.code for problem in found.problems] == ["credit-too-long"]
    credit = lines(found, Kind.CREDIT)[0].text
    assert credit.line.left >= -0.01
    assert credit.line.text.endswith("…")


def test_the_smallest_package_has_a_picture_and_a_line() -> None:
    found = placed(shot(filed_photo(caption=words(200), credit="x" * 200)), slots=3, width=60.0, columns=1)
    assert found.area.height > 10
    assert len(lines(found)) + len(lines(found, Kind.CREDIT)) == 1


def test_a_house_may_set_captions_on_a_panel_in_the_pictures_foot() -> None:
    found = placed(shot(filed_photo(credit="City archive")), text=PANEL)
    assert found.area.bottom == pytest.approx(house().grid.baseline_of(23))
    panel = next(mark for mark in found.marks if isinstance(mark, TintMark))
    assert panel.area.bottom == pytest.approx(found.area.bottom)
    assert all(panel.area.y < mark.text.baseline < panel.area.bottom for mark in lines(found))
    assert all(mark.text.x >= panel.area.x + 5 for mark in lines(found))


def test_the_blocks_own_caption_and_credit_come_before_the_pictures() -> None:
    given = shot(filed_photo(credit="Archive"))
    own = replace(given, options=replace(given.options, caption=(Span("Another caption."),), credit=""))
    found = placed(own)
    assert [mark.text.line.text for mark in lines(found)] == ["Another caption."]
    assert lines(found, Kind.CREDIT) == []
