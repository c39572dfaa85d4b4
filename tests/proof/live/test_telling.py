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


def test_a_story_knows_every_page_of_the_issue_that_has_to_do_with_it(tmp_path: Path) -> None:
    issue = write_small(tmp_path, ("1", "2-3", "4"))
    text = issue.read_text()
    refers = "{refers: [notice-4, notice-2-3]}"
    issue.write_text(text.replace("{story: notice-1}", refers, 1))
    checked = check(Order(issue, jobs=1, pages="4"))
    assert checked.paper is not None, checked.problems
    story = story_facts(checked.paper)["notice-4"]
    assert (story.stands, story.refers) == (("4",), ("1",))
    whole = check(Order(issue, jobs=1))
    assert whole.paper is not None
    assert story_facts(whole.paper)["notice-2-3"].stands == ("2", "3")
