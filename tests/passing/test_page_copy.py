"""Nothing lost on the way."""

from dataclasses import replace

import pytest

from layout.content.story import Paragraph
from layout.pages.display import Kind, LegMark, Page
from layout.pages.outcome import BlockOutcome, OversetLine
from tests.pages.desk import SHALLOW, Laid, briefs, carry_on, filed, laid, page, place
from tests.passing.page_desk import codes, found, with_marks

TRICKY = (
    'The "Ada" -- one of thirteen -- isn\'t Ruth\'s; she\'d said "no ... never" at £1.20, or 1/2 of it.',
    60,
    "## A crosshead",
    "- a list's item, well-kept and half-forgotten",
    "> A quote set into the text",
    "Straße, naïveté, ﬁsh and œuvre: Größenwahn über Donaudampfschifffahrtsgesellschaften, façade.",
    60,
)


def whole(made: Laid, *pages: Page) -> list[str]:
    return codes(made, *pages, blocks=made.composed.blocks)


def short_of_a_line(made: Laid, number: str = "1") -> Page:
    """The page without the last line of its second leg but one."""
    legs = [mark for mark in made.page(number).marks if isinstance(mark, LegMark)]
    return with_marks(made.page(number), lambda mark: replace(mark, lines=mark.lines[:-1]) if mark is legs[-1] else mark)


@pytest.mark.parametrize("language", ["en-GB", "en-US", "de", "fr", "es", "sv", "hu"])
@pytest.mark.parametrize("style", ["", "feature", "opinion"])
def test_of_a_story_as_the_builder_sets_it_nothing_is_lost(language: str, style: str) -> None:
    story = filed("a", *TRICKY, language=language, dateline="HARBOUR TOWN")
    made = laid(page("1", "AA.... x40", A=place("a", style=style)), stories=(story,))
    assert whole(made) == []


def test_a_line_that_is_on_no_page_is_told_with_its_words() -> None:
    made = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", 60, 60, 60),))
    assert whole(made) == []
    (problem,) = found(made, short_of_a_line(made), blocks=made.composed.blocks)
    assert (problem.code, problem.story) == ("text-lost", "a")
    assert problem.message.startswith("a part of 'a' is on no page and not told as overset, from “")


def test_what_was_told_as_overset_is_not_lost() -> None:
    made = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", 60, 60, 60),))
    last = made.legs()[-1].lines[-1]
    told = OversetLine(last.line.text, Kind.BODY, last.source.paragraph)
    outcome = replace(made.block(), lines_over=1, overset=(told,))
    assert codes(made, short_of_a_line(made), blocks=(outcome,)) == []
    untold = replace(made.block(), lines_over=1)
    assert codes(made, short_of_a_line(made), blocks=(untold,)) == []  # how much is over is not known line by line


def test_both_parts_of_a_jump_are_one_story_and_a_page_not_made_says_nothing() -> None:
    made = laid(
        page("1", "AAABBB x40", A=place("a", jump="2"), B=place("b")),
        page("2", "AAACCC x40", A=carry_on("a"), C=place("c")),
        stories=(filed("a", *(60,) * 16), filed("b", 500), filed("c", 500)),
    )
    assert whole(made) == []
    assert whole(made, short_of_a_line(made)) == ["text-lost"]
    one = Laid(made.plan, replace(made.composed, pages=(made.page("1"),)))
    assert codes(one, blocks=made.composed.blocks) == []


def test_a_paragraph_that_may_go_may_go_whole_and_not_in_part() -> None:
    story = filed("a", 60, 60, 60)

    def laid_with(body: tuple[Paragraph, ...]) -> Laid:
        return laid(page("1", "AA.... x40", A=place("a")), stories=(replace(story, body=body),))

    may = replace(story, body=(*story.body[:2], replace(story.body[2], may_cut=True)))
    gone = laid_with(story.body[:2])
    chain = replace(gone.plan.chains[0], story=may)
    assert codes(Laid(replace(gone.plan, chains=(chain,)), gone.composed), blocks=gone.composed.blocks) == []
    must = replace(gone.plan.chains[0], story=story)
    assert codes(Laid(replace(gone.plan, chains=(must,)), gone.composed), blocks=gone.composed.blocks) == ["text-lost"]
    part = laid_with(may.body)
    assert whole(part, short_of_a_line(part)) == ["text-lost"]


def test_briefs_are_read_in_one_stream() -> None:
    stories = [filed(slug, f"Brief {slug} begins here.", 20, headlines=(f"Of {slug}",)) for slug in "abc"]
    made = laid(page("1", "AA.... x40", A=briefs("a", "b", "c")), stories=tuple(stories))
    assert whole(made) == []
    assert whole(made, short_of_a_line(made)) == ["text-lost"]


def test_without_what_became_of_the_blocks_nothing_is_said() -> None:
    made = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", 60, 60, 60),))
    assert codes(made, short_of_a_line(made)) == []
    assert codes(made, short_of_a_line(made), blocks=(BlockOutcome("1", "Z", "", 0),)) == []


def test_small_capitals_and_a_drop_cap_lose_nothing() -> None:
    text = f"{SHALLOW}\nmanners: {{feature: {{drop-cap: true, end-mark: true}}}}"
    for opening in ('"Never," she said, and', "A tide of", "Élan is", "I", "Öl floss in den Hafen und"):
        story = filed("a", f"{opening} then the harbour office opened again on Monday after a winter of repairs.", 80)
        made = laid(page("1", "AAAAAA x40", A=place("a", style="feature")), stories=(story,), text=text)
        assert whole(made) == []
