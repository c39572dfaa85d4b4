"""Copyfitting in a live process: a page is fitted, then one story after another is edited by three words, and it is fitted again.

    python -m tests.bench.live_fit [--stories 30] [--seed 1]

Takes pages of the hole experiment (tests/bench/copyfit.py) with every lever, and the sample paper, all its pages at once. Prints
milliseconds of processor time. Each edit comes on top of those before it.
"""

import argparse
import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

from layout.content.story import Story
from layout.desk.files import files_of_pages
from layout.desk.plan import Plan
from layout.desk.planning import make_plan
from layout.fonts.library import load_library, shipped_fonts
from layout.images.art import probe_all
from layout.images.picture import Art
from layout.lines.shape import Faces
from layout.lines.standing import Standing
from layout.pages.compose import compose
from layout.production.checking import check
from layout.production.order import Order
from tests.bench.copyfit import LEVERS, Drawn, Wish, draw
from tests.desk.drawing import PRESS, make_issue
from tests.pages.desk import house

PAPER = Path(__file__).parents[2] / "issues" / "herald" / "issue.yaml"


def main() -> None:
    """Runs it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.live_fit")
    parser.add_argument("--stories", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    faces = Faces(load_library([shipped_fonts()])[0])
    pages = list(draw(asked.stories, asked.seed, Wish(), faces))
    gc.collect()
    gc.disable()
    first: list[float] = []
    again: list[float] = []
    for drawn in pages:
        plan_of = _page(drawn)
        taken = _edits(plan_of, drawn.stories, drawn.art)
        first.append(taken[0])
        again += taken[1:]
    print(f"{len(pages)} pages with every lever: nothing kept {_told(first)}; a story edited {_told(again)}")
    taken = _herald()
    print(f"the sample paper: nothing kept {1000 * taken[0]:.0f} ms; a story edited {_told(taken[1:])}")


def _told(seconds: Sequence[float]) -> str:
    under = sum(each < 0.1 for each in seconds)
    figures = f"{1000 * mean(seconds):.0f} ms, median {1000 * median(seconds):.0f}, most {1000 * max(seconds):.0f}"
    return f"{figures}, {under} of {len(seconds)} under 100"


def _edits(plan_of: Callable[[Sequence[Story]], Plan], stories: Sequence[Story], art: Mapping[Path, Art]) -> list[float]:
    """Seconds for the first time, then after each edit."""
    faces = Faces(load_library([shipped_fonts()])[0], standing=Standing())
    stories = list(stories)
    taken = [_once(plan_of(stories), faces, art)]
    for index, story in enumerate(stories):
        stories[index] = _edited(story, index)
        taken.append(_once(plan_of(stories), faces, art))
    return taken


def _once(plan: Plan, faces: Faces, art: Mapping[Path, Art]) -> float:
    gc.collect()
    start = time.process_time()
    compose(plan, faces, art)
    return time.process_time() - start


def _edited(story: Story, number: int) -> Story:
    """The story with a paragraph whose first three words stand twice."""
    body = list(story.body)
    at = number % len(body)
    first, *others = body[at].spans
    words = first.text.split(" ")
    body[at] = replace(body[at], spans=(replace(first, text=" ".join([*words[:3], *words])), *others))
    return replace(story, body=tuple(body))


def _page(drawn: Drawn) -> Callable[[Sequence[Story]], Plan]:
    def plan_of(stories: Sequence[Story]) -> Plan:
        plan, problems = make_plan(make_issue(drawn.plan, stories=tuple(stories)), house(f"fit: [{', '.join(LEVERS)}]"), PRESS)
        assert plan is not None, problems
        return plan

    return plan_of


def _herald() -> list[float]:
    """The sample paper, each of its stories edited."""
    order = Order(PAPER)
    paper = check(order).paper
    assert paper is not None, "the sample paper is sound"
    art, _ = probe_all(files_of_pages(paper.plan), paper.house.root, order.store)

    def plan_of(stories: Sequence[Story]) -> Plan:
        issue = replace(paper.issue, stories={story.slug: story for story in stories})
        plan, problems = make_plan(issue, paper.house, paper.press)
        assert plan is not None, problems
        return plan

    return _edits(plan_of, list(paper.issue.stories.values()), art)


if __name__ == "__main__":
    main()
