"""Heads that say nothing or say it twice; photos without their words; what may be allowed, and where it is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.problems import InFile, Severity
from layout.content.issue import Allowed, Block, Briefs, Notice, PhotoOptions, PhotoPlace, PictureAlone, Refer, Refers
from layout.content.markdown import read_inline
from layout.content.reading import Reading
from layout.content.story import Quote, Span
from layout.design.house import Folio, FolioLook, Master
from layout.desk.planning import make_plan
from layout.passing.read_copy import read_copy
from tests.desk.drawing import HERE, PRESS, going_on, make_house, make_issue, make_page, story
from tests.passing.copy_desk import after_allowing, codes, filed, issue_of, photo, read_issue, told, with_photo

FINE = "The bridge was built."
AT = InFile("issue.yaml", 30, 7)


def found_codes(issue: object) -> dict[str, list[str]]:
    return {page: [problem.code for problem in problems] for page, problems in read_issue(issue).items()}  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["…", "–", " . ", "***", "?!"])
def test_a_headline_of_marks_alone_holds_its_page(text: str) -> None:
    (problem,) = told(FINE, headlines=(text,))
    assert (problem.code, problem.severity, problem.where) == (
        "headline-empty",
        Severity.ERROR,
        InFile("stories/bridge.md", 2, 1),
    )


@pytest.mark.parametrize("text", ["74", "No!", "U-2?", "Nö"])
def test_a_short_headline_is_not_empty(text: str) -> None:
    assert codes(FINE, headlines=(text,)) == []


def test_a_block_that_wants_no_headline_has_none() -> None:
    issue = issue_of(filed(FINE, headlines=("…",)), blocks=(story("bridge", headline=()),))
    assert found_codes(issue) == {}


def test_two_blocks_with_one_headline_are_told_at_the_second() -> None:
    issue = issue_of(filed(FINE), filed("A tram ran.", slug="tram", headlines=("Trams at last", "The bridge gets its vote!")))
    (problem,) = read_issue(issue)["1"]
    assert (problem.code, problem.severity, problem.story) == ("headline-doubled", Severity.WARNING, "tram")
    assert problem.message == "page 1: the headline of 'tram' “The bridge gets its vote!” may stand over block A on page 1 too"


def test_a_headline_nearly_like_another_is_not_doubled() -> None:
    assert found_codes(issue_of(filed(FINE), filed("A.", slug="tram", headlines=("The bridge gets its votes",)))) == {}


def test_a_continuation_under_its_story_s_headline_is_not_doubled() -> None:
    pages = (make_page("1", "AAAAAA", A=story("bridge", jump="2")), make_page("2", "AAAAAA", A=going_on("bridge")))
    assert found_codes(make_issue(*pages, stories=(filed(FINE),))) == {}


def test_a_refer_that_repeats_its_story_s_headline_is_not_doubled() -> None:
    refers = Block("R", Refers((Refer("bridge", AT, "The bridge gets its vote"),)), HERE)
    assert found_codes(issue_of(filed(FINE), blocks=(story("bridge"), refers))) == {}


def test_a_headline_that_a_poster_s_headline_says_again_is_told() -> None:
    poster = Block("P", PictureAlone(PhotoOptions(AT, Path("a.jpg"), caption=(Span("Dusk."),), credit="A. Lee")), HERE)
    issue = issue_of(filed(FINE), blocks=(story("bridge"), replace(poster, headline=("The bridge gets its vote",))))
    assert found_codes(issue) == {"1": ["headline-doubled"]}
    own = replace(issue.pages[0].blocks[0], headline=("At last",))
    assert found_codes(replace(issue, pages=(replace(issue.pages[0], blocks=(own, issue.pages[0].blocks[1])),))) == {}


@pytest.mark.parametrize("part", ["kicker", "deck"])
def test_a_kicker_or_deck_that_says_the_headline_again_is_told(part: str) -> None:
    assert codes(FINE, **{part: "The bridge gets its vote."}) == ["headline-doubled"]
    assert codes(FINE, **{part: "The bridge gets its vote at nine minutes past ten."}) == []


def test_a_photo_without_caption_or_credit_is_told() -> None:
    assert found_codes(with_photo(photo("a.jpg", caption=""))) == {"1": ["caption-missing"]}
    assert found_codes(with_photo(photo("a.tif", credit=" "))) == {"1": ["credit-missing"]}


def test_a_photo_with_both_is_not() -> None:
    assert found_codes(with_photo(photo("a.jpg"))) == {}
    caption = read_inline("At dusk.", AT, Reading())
    assert found_codes(with_photo(photo("a.jpg", caption="", credit=""), caption=caption, credit="A. Lee")) == {}


def test_where_the_block_says_none_it_is_meant() -> None:
    assert found_codes(with_photo(photo("a.jpg", caption="", credit=""), caption=(), credit="")) == {}


def test_a_drawing_carries_its_own_words() -> None:
    assert found_codes(with_photo(photo("map.svg", caption="", credit=""))) == {}


def test_a_photo_behind_its_head_needs_a_credit_alone() -> None:
    bare = photo("a.jpg", caption="", credit="")
    assert found_codes(with_photo(bare, at=PhotoPlace.BEHIND)) == {"1": ["credit-missing"]}


def test_a_photo_that_no_block_prints_is_not_judged() -> None:
    issue = issue_of(replace(filed(FINE), photos=(photo("a.jpg", caption="", credit=""),)))
    assert found_codes(issue) == {}


def test_of_a_story_read_in_part_nothing_is_missing() -> None:
    issue = with_photo(photo("a.jpg", caption="", credit=""))
    cut = {slug: replace(each, cut=True) for slug, each in issue.stories.items()}
    assert found_codes(replace(issue, stories=cut)) == {}


def test_a_picture_alone_is_judged_where_it_is_named() -> None:
    block = Block("P", PictureAlone(PhotoOptions(AT, Path("a.jpg"))), HERE)
    problems = read_issue(issue_of(blocks=(block,)))["1"]
    assert [(problem.code, problem.where) for problem in problems] == [("caption-missing", AT), ("credit-missing", AT)]


def test_what_the_block_does_not_print_is_not_read() -> None:
    bad = replace(filed(FINE, kicker="TK", deck="TK", byline="TK"), quote=Quote("TK", "TK", HERE))
    block = story("bridge", label="Comment", deck="", byline="")
    assert found_codes(issue_of(bad, blocks=(block,))) == {}
    assert found_codes(issue_of(bad, blocks=(replace(block, label=None, kicker="", quote="auto"),))) == {
        "1": ["working-note"] * 2
    }


def test_a_story_that_no_page_prints_is_not_read() -> None:
    issue = issue_of(filed(FINE))
    assert found_codes(replace(issue, stories={**issue.stories, "other": filed("Lorem ipsum.", slug="other")})) == {}


def test_the_issue_s_own_words_are_copy_too() -> None:
    notice = Block("N", Notice(((Span("Ring TKTK."),),)), HERE, label="Label here")
    refers = Block("R", Refers((Refer("bridge", AT, "Lorem ipsum"),)), HERE)
    briefs = Block("B", Briefs(("quay",)), HERE)
    issue = issue_of(filed(FINE), filed("The fire is FIXME.", slug="quay", headlines=("xxx",)), blocks=(notice, refers, briefs))
    assert sorted(found_codes(issue)["1"]) == ["filler-text", *["working-note"] * 4]


def test_furniture_is_copy_too() -> None:
    issue = issue_of(filed(FINE))
    page = replace(issue.pages[0], master="inside", section="TK")
    assert found_codes(replace(issue, pages=(page,))) == {}
    house = make_house(masters={"inside": Master("inside", folio=Folio(FolioLook.BAR, left="{section}", lines=4))})
    plan, _ = make_plan(replace(issue, pages=(page,)), house, PRESS)
    assert plan is not None
    assert [problem.code for problem in read_copy(plan)["1"]] == ["working-note"]


def test_a_jump_s_head_is_told_on_its_page_and_the_text_where_it_begins() -> None:
    pages = (make_page("1", "AAAAAA", A=story("bridge", jump="2")), make_page("2", "AAAAAA", A=going_on("bridge")))
    bridge = filed("The bridge cost TK million.", jump=("Jump head here",))
    assert found_codes(make_issue(*pages, stories=(bridge,))) == {"1": ["working-note"], "2": ["working-note"]}


def test_pages_that_were_not_asked_for_are_not_read() -> None:
    pages = (make_page("1", "AAAAAA", A=story("bridge", jump="2")), make_page("2", "AAAAAA", A=going_on("bridge")))
    issue = make_issue(*pages, stories=(filed("The bridge cost TK million."),))
    assert found_codes(replace(issue, pages=pages[1:], others=pages[:1])) == {"2": ["working-note"]}


BREACH = filed("The bridge cost TK million.", headlines=("…",))
WHY = (Allowed("working-note", "it is the name of a firm", HERE), Allowed("headline-empty", "a silent page", HERE))


def test_a_breach_may_be_allowed_on_the_block_its_page_and_the_issue() -> None:
    assert after_allowing(issue_of(BREACH)) == ["error", "error"]
    assert after_allowing(issue_of(BREACH, blocks=(story("bridge", allow=WHY),))) == ["note", "note"]
    issue = issue_of(BREACH)
    assert after_allowing(replace(issue, pages=(replace(issue.pages[0], allow=WHY),))) == ["note", "note"]
    assert after_allowing(replace(issue, allow=WHY)) == ["note", "note"]


def test_a_brief_a_refer_and_a_picture_are_allowed_on_their_own_block() -> None:
    allow = (*WHY, Allowed("caption-missing", "no words", HERE), Allowed("credit-missing", "ours", HERE))
    for block in (
        Block("B", Briefs(("bridge",)), HERE, allow=allow),
        Block("R", Refers((Refer("bridge", AT, "Costs TK million"),)), HERE, allow=allow),
        Block("P", PictureAlone(PhotoOptions(AT, Path("a.jpg"))), HERE, allow=allow),
    ):
        found = after_allowing(issue_of(BREACH, blocks=(block,)))
        assert found
        assert set(found) == {"note"}
