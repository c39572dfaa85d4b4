"""What is told of a paper that was made."""

from pathlib import Path

import pytest

from layout.production.checking import check
from layout.production.making import make_pages
from layout.production.order import Order
from layout.proof.facts import StoryFacts
from layout.proof.live.telling import story_facts
from tests.proof.live.small_paper import write_small

LONG = " ".join(["The harbour commissioners deliberate once more"] * 6)


def _story(folder: Path, headline: str) -> StoryFacts:
    issue = write_small(folder, ("1",))
    file = issue.parent / "stories" / "notice-1.md"
    file.write_text(file.read_text().replace("headline: Notice 1", f"headline: {headline}"))
    checked = check(Order(issue, jobs=1))
    assert checked.paper is not None
    return story_facts(checked.paper, make_pages(checked.paper, checked).composed.heads)["notice-1"]


@pytest.mark.parametrize(
    ("headline", "printed", "taken"),
    [
        (f"[{LONG}, Port shut]", "Port shut", (2, 2)),
        ("[Port closed for the winter, Port]", "Port closed for the winter", (1, 2)),
        ("Port shut", "Port shut", None),
        (LONG, LONG, None),  # none fits: as it was filed
    ],
)
def test_a_storys_headline_is_the_one_that_is_printed(
    tmp_path: Path, headline: str, printed: str, taken: tuple[int, int] | None
) -> None:
    story = _story(tmp_path, headline)
    assert (story.headline, story.taken) == (printed, taken)
