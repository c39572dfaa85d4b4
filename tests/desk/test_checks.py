"""What can be said of an issue before a line is set."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.problems import InFile, Problem, Severity
from layout.content.issue import Briefs, Lever, PhotoOptions, PictureAlone, Refer, Refers, StoryPiece
from layout.content.story import Photo, Quote, Story
from layout.design.house import Folio, FolioLook, Master
from layout.desk.numbers import pages_of
from layout.desk.photos import choose_photos
from layout.desk.planning import make_plan
from tests.desk.drawing import HERE, PRESS, codes, going_on, make_house, make_issue, make_page, make_story, story

FULL = "AAAAAA"


def problems_of(*pages: object, stories: tuple[Story, ...] = (), house: object = None) -> list[Problem]:
    return make_plan(make_issue(*pages, stories=stories), house or make_house(), PRESS)[1]  # type: ignore[arg-type]


def faults(*pages: object, stories: tuple[Story, ...] = (), house: object = None) -> list[str]:
    return codes(problems_of(*pages, stories=stories, house=house))


def numbered(*numbers: str) -> list[str]:
    pages = (make_page(number, FULL * len(pages_of(number)), A=StoryPiece(f"s{place}")) for place, number in enumerate(numbers))
    return codes(problems_of(*pages), without=())


def photo(name: str) -> Photo:
    return Photo(Path(name), (), "", InFile("stories/a.md", 4, 5))


def test_missing_pages_are_told() -> None:
    assert numbered("1", "2", "4") == ["pages-missing"]
    assert numbered("1", "2-3", "4") == []


def test_sections_are_counted_on_their_own() -> None:
    assert numbered("A1", "A2", "A3", "A4", "B1", "B2", "B4") == ["pages-missing"]


def test_a_count_that_does_not_fold_is_told() -> None:
    assert numbered("1", "2", "3") == ["count-odd"]
    assert numbered("1", "2", "3", "4", "5", "6") == ["count-leaf"]


def test_a_page_number_twice_is_an_error() -> None:
    assert numbered("1", "2", "2") == ["page-twice"]
    assert numbered("1", "2-3", "3", "4") == ["page-twice"]


def test_an_unknown_slug_is_told_with_the_one_that_was_meant() -> None:
    issue = make_issue(make_page("1", FULL, A=StoryPiece("flood")))
    issue = replace(issue, pages=(make_page("1", FULL, A=StoryPiece("flood-2")),))
    problem = next(problem for problem in make_plan(issue, make_house(), PRESS)[1] if problem.code == "story-missing")
    assert problem.message == "page 1 places 'flood-2', but there is no such story"
    assert problem.remedy == "Write one of this issue's slugs; did you mean 'flood'?"


def test_a_brief_without_its_file_is_told() -> None:
    issue = replace(make_issue(make_page("1", FULL, A=Briefs(("fire", "geese")))), stories={"fire": make_story("fire")})
    assert codes(make_plan(issue, make_house(), PRESS)[1]) == ["story-missing"]


def test_a_refer_to_a_story_that_stands_nowhere_is_told() -> None:
    refers = Refers((Refer("a", HERE), Refer("ghost", HERE)))
    page = make_page("1", "AAABBB", A=refers, B=StoryPiece("a"))
    assert faults(page, stories=(make_story("ghost"),)) == ["refer-nowhere"]


def test_a_story_in_two_places_is_told() -> None:
    assert faults(make_page("1", "AAABBB", A=StoryPiece("a"), B=Briefs(("a",)))) == ["story-twice"]


def test_a_story_without_a_headline_is_told_unless_its_block_gives_one() -> None:
    bare = make_story("a", headline="")
    assert faults(make_page("1", FULL, A=story("a")), stories=(bare,)) == ["headline-missing"]
    assert faults(make_page("1", FULL, A=story("a", headline=("Here",))), stories=(bare,)) == []
    assert faults(make_page("1", FULL, A=story("a", headline=())), stories=(bare,)) == []


def test_label_and_kicker_together_are_told() -> None:
    assert faults(make_page("1", FULL, A=story("a", label="Opinion", kicker="Harbour"))) == ["label-and-kicker"]


def test_a_photo_wider_than_its_block_is_an_error() -> None:
    wide = PhotoOptions(HERE, file=Path("x.jpg"), columns=4)
    assert faults(make_page("1", "AAA...", A=story("a", photos=(wide,)))) == ["photo-wide"]
    assert faults(make_page("1", "AAAA..", A=story("a", photos=(wide,)))) == []
    assert faults(make_page("1", FULL, A=story("a", photos=(wide,), columns=2))) == ["photo-wide"]
    assert faults(make_page("1", "AAA...", A=PictureAlone(wide))) == ["photo-wide"]


def test_a_size_beyond_the_ladder_is_told_with_its_rungs() -> None:
    problem = problems_of(make_page("1", FULL, A=story("a", size=5)))[-1]
    assert problem.code == "size-off-ladder"
    assert "72, 48, 30, 18" in problem.remedy


def test_unknown_names_of_the_house_are_told() -> None:
    assert faults(make_page("1", FULL, A=story("a", style="opinon"))) == ["style-unknown"]
    assert faults(make_page("1", FULL, "frnt", A=story("a"))) == ["master-unknown"]
    assert faults(replace(make_page("1", ""), dummy=None, drawing="quarters")) == ["dummy-unknown"]
    assert faults(replace(make_page("1", ""), dummy=None)) == ["dummy-missing"]


def test_a_page_may_take_its_drawing_from_the_house() -> None:
    page = replace(make_page("1", "", A=StoryPiece("a"), B=StoryPiece("b")), dummy=None, drawing="halves")
    plan, problems = make_plan(make_issue(page), make_house(), PRESS)
    assert codes(problems) == []
    assert plan is not None
    assert [block.columns for block in plan.pages[0].blocks] == [3, 3]


def test_a_name_in_a_template_that_nothing_fills_is_told_once_a_page() -> None:
    master = Master(
        "plain", folio=Folio(FolioLook.BAR, left="{date:%d %B} {{no}} {section}", right="{wether}", centre="{wether}")
    )
    problems = problems_of(make_page("1", FULL, A=story("a")), house=make_house(masters={"plain": master}))
    assert codes(problems) == ["variable-missing"]


def test_a_quote_that_the_story_has_not_is_told() -> None:
    quote = Quote("So it is.", "Her", HERE)
    assert faults(make_page("1", FULL, A=story("a", quote="auto"))) == ["quote-missing"]
    assert faults(make_page("1", FULL, A=story("a", quote="auto")), stories=(make_story("a", quote=quote),)) == []


def test_unused_photos_are_noted_until_someone_says_none() -> None:
    filed = make_story("a", photos=(photo("one.jpg"), photo("two.jpg")))
    problems = problems_of(make_page("1", FULL, A=story("a", photos=(PhotoOptions(HERE),))), stories=(filed,))
    assert [(each.code, each.severity) for each in problems if each.code == "photo-unused"] == [("photo-unused", Severity.NOTE)]
    assert faults(make_page("1", FULL, A=story("a", photos=())), stories=(filed,)) == []


def test_a_photo_asked_for_and_not_filed_is_an_error() -> None:
    asked = (PhotoOptions(HERE), PhotoOptions(HERE))
    assert faults(make_page("1", FULL, A=story("a", photos=asked)), stories=(make_story("a", photos=(photo("1.jpg"),)),)) == [
        "photo-none-left"
    ]


def test_each_piece_takes_the_next_photo_that_no_piece_before_it_took_or_named() -> None:
    filed = make_story("a", photos=(photo("one.jpg"), photo("two.jpg"), photo("three.jpg")))
    first = story("a", photos=(PhotoOptions(HERE, file=Path("two.jpg")), PhotoOptions(HERE)), jump="2")
    second = going_on("a", photos=(PhotoOptions(HERE),))
    chosen = choose_photos((first, second), filed)
    assert [[each.path.name for each in photos] for photos in chosen] == [["two.jpg", "one.jpg"], ["three.jpg"]]


@pytest.mark.parametrize(
    ("lever", "code"),
    [
        (Lever("lines"), None),
        (Lever("headline"), None),
        (Lever("lines", "2"), "fit-amount"),
        (Lever("flex", "4 lines"), None),
        (Lever("flex", "13 lines"), "fit-amount"),
        (Lever("flex", "1.5 lines"), "fit-amount"),
        (Lever("flex", "-1 lines"), "fit-amount"),
        (Lever("quote"), None),
        (Lever("deck"), None),
        (Lever("may-cut"), None),
        (Lever("tracking", "1%"), None),
        (Lever("tracking", "0.5 %"), None),
        (Lever("tracking", "3%"), "fit-amount"),
        (Lever("photo", "26%"), "fit-amount"),
        (Lever("photo", "٣%"), "fit-amount"),
        (Lever("rung", "4"), "fit-amount"),
        (Lever("rung", "²"), "fit-amount"),
        (Lever("flex", "4mm"), "fit-amount"),
        (Lever("photo", "12%"), None),
        (Lever("photo", "12"), "fit-amount"),
        (Lever("rung", "1"), None),
        (Lever("headlnie"), "fit-unknown"),
    ],
)
def test_levers_are_checked(lever: Lever, code: str | None) -> None:
    found = faults(make_page("1", FULL, A=story("a")), house=make_house(fit=(lever,)))
    assert found[:1] == ([code] if code else [])


def test_a_photo_too_many_is_told_in_numbers() -> None:
    asked = (PhotoOptions(HERE), PhotoOptions(HERE))
    told = []
    for photos in ((), (photo("a.jpg"),)):
        filed = replace(make_story("s"), photos=photos)
        page = make_page("1", FULL, A=story("s", photos=asked))
        told += [each.message for each in problems_of(page, stories=(filed,)) if each.code == "photo-none-left"]
    assert told == ["block A asks for 2 photos, but 's' has none", "block A asks for 2 photos, but 's' has only 1 in all"]
