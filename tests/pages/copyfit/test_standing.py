"""What a live process keeps changes no page."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from layout.content.issue import PagePlan
from layout.content.story import Story
from layout.desk.planning import make_plan
from layout.lines.shape import Faces
from layout.lines.standing import Standing
from layout.pages.as_json import page_as_json
from layout.pages.chain import Run
from layout.pages.compose import compose
from layout.pages.copy import Markup, story_copy
from layout.pages.flow import Foot, Give, Stream
from tests.desk.drawing import PRESS, make_issue
from tests.pages.copyfit.test_search import ART, small_page
from tests.pages.desk import SHALLOW, case, faces, filed, house


def told(drawn: PagePlan, stories: Sequence[Story], given: Faces) -> list[str]:
    """The page and its blocks, in words."""
    plan, _ = make_plan(make_issue(drawn, stories=tuple(stories)), house(SHALLOW), PRESS)
    assert plan is not None
    composed = compose(plan, given, ART)
    return [*map(page_as_json, composed.pages), *map(repr, composed.blocks), *map(repr, composed.problems)]


def edited(story: Story, chosen: random.Random) -> Story:
    """The story with some words more, or with another headline or quote."""
    at = chosen.randrange(len(story.body))
    body = list(story.body)
    first, *others = body[at].spans
    body[at] = replace(body[at], spans=(replace(first, text=f"Some {'few ' * chosen.randint(0, 9)}words. {first.text}"), *others))
    if chosen.random() < 0.2:
        return replace(story, head=replace(story.head, headlines=story.head.headlines[1:]))
    return replace(story, body=tuple(body))


@pytest.mark.parametrize("seed", range(8))
def test_a_page_edited_in_a_live_process_is_as_if_made_anew(seed: int) -> None:
    chosen = random.Random(seed)
    drawn, filed_stories = small_page(seed)
    live = Faces(faces().library, standing=Standing())
    stories = list(filed_stories)
    for _ in range(4):
        assert told(drawn, stories, live) == told(drawn, stories, faces())
        at = chosen.randrange(len(stories))
        stories[at] = edited(stories[at], chosen)


@pytest.mark.parametrize("seed", range(12))
def test_copy_flows_through_a_chain_as_if_through_no_other_before(seed: int) -> None:
    chosen = random.Random(seed)
    written: list[str | int] = [chosen.choice((9, 25, 40, 60, "## Costs", "- A thing to mind")) for _ in range(9)]
    items = story_copy(case(), filed("a", *written, 30), house().grid, Markup()).items
    stream = Stream(items, Give.LINES)
    rows = [chosen.randint(4, 20) for _ in range(4)]
    for _ in range(12):
        rows[chosen.randrange(4)] += chosen.randint(-2, 2)
        pieces = (0, 0, chosen.choice((0, 1)), 1) if seed % 3 == 0 else (0, 0, 0, 0)
        runs = [Run(piece, leg, 0, max(deep, 1), 140.55) for leg, (piece, deep) in enumerate(zip(pieces, rows, strict=True))]
        quoted = chosen.randrange(4)
        runs[quoted] = runs[quoted]._replace(quoted=chosen.random() < 0.5)
        foot = chosen.choice(list(Foot))
        known, anew = stream.through(runs, foot), Stream(items, Give.LINES).through(runs, foot)
        assert known.cost == anew.cost
        assert known.placed == anew.placed
        assert known.over_lines == anew.over_lines
