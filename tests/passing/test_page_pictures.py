"""Pictures on finished pages: none twice, no caption wider than its picture."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.content.issue import PhotoOptions, PictureAlone
from layout.content.story import Span
from layout.images.picture import Drawing
from layout.pages.display import ImageMark, Mark
from tests.pages.desk import Laid, ad, block, filed, filed_photo, laid, page, photo, picture, place
from tests.passing.page_desk import codes, found, with_marks


def paper(second: str = "boat.jpg", **options: object) -> Laid:
    """Two pages with a picture each."""
    stories = (filed("a", 400, photos=(filed_photo(),)), filed("b", 400, photos=(filed_photo(second),)))
    return laid(
        page("1", "AAAAAA x40", A=place("a", photos=photo("top", 3))),
        page("2", "BBBBBB x40", B=place("b", photos=photo("top", 3, second, **options))),
        stories=stories,
        art=picture() | picture(second),
    )


def cropped(laid_: Laid, *crops: tuple[float, float, float, float]) -> Laid:
    """The pages with each its part of the picture."""
    pages = tuple(
        with_marks(page_, lambda mark, crop=crop: replace(mark, crop=crop) if isinstance(mark, ImageMark) else mark)
        for page_, crop in zip(laid_.composed.pages, crops, strict=True)
    )
    return Laid(laid_.plan, replace(laid_.composed, pages=pages))


def test_one_picture_on_two_pages_holds_the_second() -> None:
    (problem,) = found(paper())
    assert (problem.code, problem.where.page, problem.story) == ("picture-twice", "2", "b")
    assert problem.message == "boat.jpg is printed twice: on page 1 and on page 2"


def test_two_pictures_are_two() -> None:
    assert codes(paper("gulls.jpg")) == []


def test_one_picture_under_two_names_is_known_by_its_digest() -> None:
    made = paper("gulls.jpg")
    same = {Path("boat.jpg"): "7f3a", Path("gulls.jpg"): "7f3a"}
    (problem,) = found(made, digests=same)
    assert problem.message == "gulls.jpg and boat.jpg are one picture and printed twice: on page 1 and on page 2"
    assert codes(made, digests=same | {Path("gulls.jpg"): "0000"}) == []


def test_two_details_of_a_picture_that_share_nothing_are_two_pictures() -> None:
    assert codes(cropped(paper(), (0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 0.5, 1.0))) == []
    assert codes(cropped(paper(), (0.0, 0.0, 0.5, 1.0), (0.4, 0.0, 0.6, 1.0))) == ["picture-twice"]


def test_a_writer_s_mug_may_stand_by_each_of_the_writer_s_pieces() -> None:
    def as_mug(mark: Mark) -> Mark:
        return replace(mark, grey=True, area=replace(mark.area, width=72.0, height=90.0)) if isinstance(mark, ImageMark) else mark

    made = paper()
    assert codes(made, *(with_marks(page_, as_mug) for page_ in made.composed.pages)) == []


def test_a_drawing_is_a_picture_where_it_has_a_caption_and_an_ornament_where_it_has_none() -> None:
    def maps(caption: str) -> Laid:
        options = PhotoOptions(filed("x").where, Path("map.svg"), caption=(Span(caption),) if caption else ())
        pages = [page(number, "MMMMMM x40", M=block(PictureAlone(options))) for number in ("1", "2")]
        return laid(*pages, art={Path("map.svg"): Drawing(Path("map.svg"), 300.0, 120.0)})

    assert codes(maps("The four islands.")) == ["picture-twice"]
    assert codes(maps("")) == []


def test_an_ad_that_runs_twice_was_sold_twice() -> None:
    pages = [page(number, "XXXXXX x40", X=ad("boat.jpg")) for number in ("1", "2")]
    made = laid(*pages, art=picture(height=300))
    assert any(isinstance(mark, ImageMark) for mark in made.page().marks)
    assert codes(made) == []


TEASER = """\
sheet: {trim: 350mm x 278.3mm}
masters:
  front:
    nameplate: {text: "{title}", lines: 11, panel: true, panel-columns: 3, skybox: "SKY", skybox-photo: boat.jpg}
    folio: {look: strip, left: "{date}"}
"""


@pytest.mark.parametrize(("inside", "expected"), [("2", []), ("1", ["picture-twice"])])
def test_a_teaser_shows_a_picture_that_stands_inside_and_not_one_beside_it(
    inside: str, expected: list[str], tmp_path: Path
) -> None:
    stories = (filed("a", 400, photos=(filed_photo(),)), filed("b", 400, photos=(filed_photo(),)))
    shown = {inside: photo("top", 3)}
    made = laid(
        page("1", "AAAAAA x40", "front", A=place("a", photos=shown.get("1"))),
        page("2", "BBBBBB x40", B=place("b", photos=shown.get("2"))),
        stories=stories,
        text=TEASER.replace("SKY", "Harbour"),
        art=picture(),
    )
    teaser = next(page_.master.nameplate.skybox_photo for page_ in made.plan.pages if page_.master.nameplate)
    made = Laid(made.plan, replace(made.composed, pages=tuple(_same_file(page_, teaser) for page_ in made.composed.pages)))
    front = replace(made.page(), marks=(*made.page().marks, *_teaser(made, teaser)))
    assert codes(made, front) == expected


def _same_file(page_, path: Path):
    return with_marks(page_, lambda mark: replace(mark, path=path) if isinstance(mark, ImageMark) else mark)


def _teaser(made: Laid, path: Path) -> list[Mark]:
    """The skybox's picture, if it was not to be had where the test runs."""
    some = next(mark for page_ in made.composed.pages for mark in page_.marks if isinstance(mark, ImageMark))
    if any(isinstance(mark, ImageMark) and not mark.source.block for mark in made.page().marks):
        return []
    return [
        replace(
            some,
            source=replace(some.source, block="", story=""),
            area=replace(some.area, y=40.0, x=800.0, width=90.0, height=60.0),
        )
    ]


def test_a_caption_wider_than_its_picture_is_told_and_one_as_wide_is_not() -> None:
    made = paper("gulls.jpg")
    assert codes(made) == []

    def narrow(mark: Mark) -> Mark:
        return replace(mark, area=replace(mark.area, width=mark.area.width / 8)) if isinstance(mark, ImageMark) else mark

    assert codes(made, with_marks(made.page(), narrow)) == ["caption-wide"]
