"""A story's galley: every line as set, in reading order, what is over marked, and what to do at its end."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.store import Store
from layout.content.story import Role, Story
from layout.pages.display import Kind
from layout.pages.outcome import BlockOutcome, LegOutcome
from layout.passing.galley import (
    Between,
    Galley,
    GalleyLeg,
    GalleyLine,
    advice,
    galley_facts,
    galley_text,
    make_galley,
)
from layout.production.measuring import Measured, measure
from layout.production.order import Order
from tests.passing.starter_paper import edit, lengthen, letters, starter, story_file

LEADING = 10.5
BLOCK = BlockOutcome("3", "T", "tannery", 3, legs=(LegOutcome(4, 3), LegOutcome(0, 0)), words=12)
OVER = replace(BLOCK, lines_over=2, words_over=23, first_words_over="the master said")
SHORT = replace(BLOCK, lines_short=4, hole_words=25)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return starter(tmp_path)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("kept"))


def measured(paper: Path, kept: Store, pages: str = "") -> Measured:
    done = measure(Order(paper, store=kept, pages=pages))
    assert done.paper is not None, [problem.message for problem in done.problems]
    return done


def galley_of(done: Measured, slug: str) -> Galley:
    assert done.paper is not None
    assert done.composed is not None
    galley = make_galley(done.composed, done.paper.plan, slug)
    assert galley is not None
    return galley


def story_of(done: Measured, slug: str) -> Story:
    assert done.paper is not None
    return done.paper.issue.stories[slug]


def joined(galley: Galley) -> str:
    """The galley's lines as running text."""
    lines = [*(line for leg in galley.legs for line in leg.lines), *galley.over]
    return "".join(line.text[:-1] if line.hyphenated else f"{line.text} " for line in lines)


def text_of(story: Story) -> str:
    body = " ".join(paragraph.text for paragraph in story.body if paragraph.role is not Role.QUOTE)
    return f"{story.head.dateline} {body}"


def lines(*texts: str, first: int = 1, paragraph: int = 0) -> tuple[GalleyLine, ...]:
    return tuple(GalleyLine(number, text, Kind.BODY, paragraph, False) for number, text in enumerate(texts, start=first))


def galley(block: BlockOutcome, over: tuple[GalleyLine, ...] = ()) -> Galley:
    leg = GalleyLeg("3", "T", 1, 2, lines("The first line", "the second of", "them."), 1)
    return Galley("tannery", "tannery", (block,), (leg,), over, LEADING)


def test_every_word_of_every_story_stands_in_its_galley_in_order(paper: Path, kept: Store) -> None:
    done = measured(paper, kept)
    for slug in ("lighthouse", "market", "geese", "tannery", "heron", "slow-post", "marsh-road", "evening-class", "skiffs"):
        assert letters(joined(galley_of(done, slug))) == letters(text_of(story_of(done, slug))), slug


def test_a_jumped_story_goes_on_through_its_pieces(paper: Path, kept: Store) -> None:
    legs = galley_of(measured(paper, kept), "lighthouse").legs
    assert list(dict.fromkeys((leg.page, leg.block) for leg in legs)) == [("1", "A"), ("3", "L")]
    assert [(leg.leg, leg.legs) for leg in legs] == [(1, 3), (2, 3), (3, 3), (1, 2), (2, 2)]
    numbers = [line.number for leg in legs for line in leg.lines]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_drop_cap_stands_with_its_word(paper: Path, kept: Store) -> None:
    edit(paper, "M: {story: marsh-road, size: 7,", "M: {story: marsh-road, style: feature, size: 7,")
    done = measured(paper, kept, "2")
    told = galley_of(done, "marsh-road")
    assert done.composed is not None
    marks = [mark for page in done.composed.pages for mark in page.marks]
    assert any(getattr(getattr(mark, "text", None), "kind", None) is Kind.DROP_CAP for mark in marks)
    assert told.legs[0].lines[0].text.split()[0] == story_of(done, "marsh-road").body[0].text.split()[0]
    assert letters(joined(told)) == letters(text_of(story_of(done, "marsh-road")))


def test_a_crosshead_is_marked_and_the_white_over_it_shown(paper: Path, kept: Store) -> None:
    path = story_file(paper, "evening-class")
    paragraphs = path.read_text().rstrip().split("\n\n")
    path.write_text("\n\n".join([*paragraphs[:2], "## What it costs", *paragraphs[2:]]) + "\n")
    done = measured(paper, kept, "4")
    told = galley_of(done, "evening-class")
    (head,) = [line for leg in told.legs for line in leg.lines if line.kind is Kind.CROSSHEAD]
    assert letters(joined(told)) == letters(text_of(story_of(done, "evening-class")))
    shown = galley_text(told).splitlines()
    at = shown.index(f"{head.number:4}   ## What it costs")
    if head.above is not None:  # at a leg's top there is none
        assert head.above == Between(1, "white")
        assert shown[at - 1].strip() == "(1 line of white)"


def test_a_hyphen_at_a_line_s_end_is_shown_as_set(paper: Path, kept: Store) -> None:
    told = galley_of(measured(paper, kept), "lighthouse")
    broken = [line for leg in told.legs for line in leg.lines if line.hyphenated]
    assert broken
    assert all(line.text.endswith("-") for line in broken)
    assert "\u00ad" not in galley_text(told)
    assert any(shown.endswith("-") for shown in galley_text(told).splitlines())


def test_what_is_over_stands_under_a_rule_and_the_words_go_on(paper: Path, kept: Store) -> None:
    lengthen(paper, "tannery", 6)
    done = measured(paper, kept, "3")
    told = galley_of(done, "tannery")
    assert told.ending.lines_over == len(told.over) > 10
    assert letters(joined(told)) == letters(text_of(story_of(done, "tannery")))
    shown = galley_text(told).splitlines()
    rule = next(index for index, line in enumerate(shown) if line.startswith("────"))
    assert " over, " in shown[rule]
    assert [line.split()[1] for line in shown[rule + 1 :] if re.match(r" *\d+ ", line)] == ["+"] * len(told.over)
    assert shown[-1].startswith(f"cut {told.ending.words_over} words (")


def test_forty_pages_over_are_told_to_the_last_word(paper: Path, kept: Store) -> None:
    lengthen(paper, "tannery", 1500)
    done = measured(paper, kept, "3")
    told = galley_of(done, "tannery")
    assert letters(joined(told)) == letters(text_of(story_of(done, "tannery")))
    assert len(galley_text(told).splitlines()) > 5000


def test_a_story_among_briefs_has_its_block_s_galley(paper: Path, kept: Store) -> None:
    done = measured(paper, kept)
    told = galley_of(done, "bell")
    assert told.carries == "briefs of block B"
    assert letters(text_of(story_of(done, "bell"))) in letters(joined(told))
    assert galley_text(told).startswith("briefs of block B: ")


def test_a_slug_that_no_page_carries_has_none(paper: Path, kept: Store) -> None:
    done = measured(paper, kept, "4")
    assert done.paper is not None
    assert done.composed is not None
    for slug in ("tannery", "", "no such", "\x1b[2J", "../../etc"):
        assert make_galley(done.composed, done.paper.plan, slug) is None


def test_a_story_without_text_has_an_empty_galley(paper: Path, kept: Store) -> None:
    path = story_file(paper, "heron")
    head = path.read_text().split("---")[1]
    path.write_text(f"---{head}---\n")
    told = galley_of(measured(paper, kept, "3"), "heron")
    assert joined(told) == ""
    assert galley_text(told).startswith("heron: 0 lines")


def test_a_galley_reads_like_this() -> None:
    over = lines("the master said that", "nobody knew.", first=4)
    assert galley_text(galley(OVER, over)) == (
        "tannery: 3 lines, 12 words; +2 lines (about 23 words) over, 0.7 col. cm\n"
        "\n"
        "page 3, block T, leg 1 of 2\n"
        "   1   The first line\n"
        "   2   the second of\n"
        "   3   them.\n"
        "       (1 line of white)\n"
        "\n"
        "──────── +2 lines (about 23 words) over, 0.7 col. cm ────────\n"
        "   4 + the master said that\n"
        "   5 + nobody knew.\n"
        "\n"
        "cut 23 words (2 lines) from the end, from “the master said”"
    )


def test_a_paragraph_s_first_line_is_indented_but_not_under_a_crosshead() -> None:
    texts = (
        *lines("One."),
        *lines("Two.", first=2, paragraph=1),
        *lines("Costs", first=3, paragraph=2),
        *lines("Three.", first=4, paragraph=3),
    )
    head = texts[2]._replace(kind=Kind.CROSSHEAD)
    told = replace(galley(BLOCK), legs=(GalleyLeg("3", "T", 1, 1, (*texts[:2], head, texts[3]), 0),))
    assert [line[7:] for line in galley_text(told).splitlines()[3:]] == ["One.", "  Two.", "## Costs", "Three."]


def test_the_advice_is_the_editor_s() -> None:
    assert advice(replace(OVER, cut_before="Costs", words_before=25)).startswith(
        "cut 25 words (2 lines) before the crosshead “Costs”, or 23 from the end"
    )
    assert advice(OVER) == "cut 23 words (2 lines) from the end, from “the master said”"
    assert advice(replace(OVER, lines_over=1, words_over=1, first_words_over="")) == "cut 1 word (1 line) from the end"
    assert advice(replace(OVER, words_over=0, first_words_over="")) == "cut 2 lines from the end"
    assert advice(SHORT) == "write about 25 words more (4 lines)"
    assert advice(replace(SHORT, hole_words=0)) == "write 4 lines more"
    assert advice(BLOCK) == ""


def test_a_terminal_is_never_steered_by_copy() -> None:
    evil = "\x1b[2J\u202eevil\x07"
    told = replace(
        galley(replace(OVER, first_words_over=evil, cut_before=evil, words_before=3), lines(evil, first=4)), carries=evil
    )
    assert not set(evil[:1] + evil[4:5] + evil[-1]) & set(galley_text(told))


def test_facts_parse_and_say_where_each_line_stands() -> None:
    over = lines("the master said that", first=4)
    facts = json.loads(json.dumps(galley_facts({"title": "T"}, galley(OVER, over))))
    assert (facts["story"], facts["fit"], facts["advice"]) == ("tannery", False, advice(OVER))
    assert facts["blocks"][0]["lines_over"] == 2
    first, *_, last = facts["lines"]
    assert first == {
        "number": 1, "text": "The first line", "kind": "body", "paragraph": 0, "hyphenated": False, "over": False,
        "page": "3", "block": "T", "leg": 1,
    }  # fmt: skip
    assert (last["number"], last["over"], "page" in last) == (4, True, False)
