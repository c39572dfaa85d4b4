"""An issue measured: the very numbers of a build, and nothing of its files."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.problems import Severity
from layout.base.store import Store
from layout.pages.as_json import page_as_json
from layout.passing.fit import block_facts
from layout.production import making
from layout.production.checking import check
from layout.production.making import make_pages
from layout.production.measuring import measure
from layout.production.order import Order
from tests.passing.starter_paper import edit, lengthen, starter


@pytest.fixture
def order(tmp_path: Path, kept: Path) -> Order:
    return Order(starter(tmp_path / "paper"), store=Store(kept))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


def test_a_measured_issue_is_the_one_that_is_built(order: Order) -> None:
    measured = measure(order)
    checked = check(order)
    assert checked.paper is not None
    made = make_pages(checked.paper, checked)
    assert measured.composed is not None
    assert measured.composed.blocks == made.composed.blocks
    assert [page_as_json(page) for page in measured.composed.pages] == [page_as_json(page) for page in made.composed.pages]


def test_nothing_is_written_and_no_ink_separated(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("no ink is wanted")

    monkeypatch.setattr(making, "prepare_inks", never)
    folder = order.issue.parent.parent
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert measure(replace(order, store=Store())).composed is not None
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_an_issue_that_is_wrong_is_refused(order: Order) -> None:
    edit(order.issue, "story: market", "story: markt")
    measured = measure(order)
    assert (measured.composed, measured.paper, measured.blocks) == (None, None, ())
    assert "story-missing" in {problem.code for problem in measured.problems}
    nothing = measure(replace(order, issue=order.issue.parent / "none.yaml"))
    assert [problem.code for problem in nothing.problems] == ["file-missing"]


def test_of_some_pages_only_theirs_are_told_in_the_same_numbers(order: Order) -> None:
    lengthen(order.issue, "lighthouse", 4)
    whole, part = measure(order), measure(replace(order, pages="3"))
    assert {block.page for block in part.blocks} == {"3"}
    assert part.blocks == tuple(block for block in whole.blocks if block.page == "3")
    assert any(block.lines_over for block in part.blocks)


def test_problems_are_judged_as_a_build_judges_them(order: Order) -> None:
    (order.issue.parent / "photos" / "geese.jpg").unlink()
    lengthen(order.issue, "tannery", 6)
    found = {problem.code: problem.severity for problem in measure(order).problems}
    assert found["picture-missing"] is Severity.ERROR
    assert found["overset"] is Severity.ERROR
    edit(order.issue, "dummy: |                  #", "allow: [{rule: short, why: a test}]\n    dummy: |                  #")
    path = order.issue.parent / "stories" / "market.md"
    path.write_text(path.read_text().split("\n\n")[0] + "\n")
    measured = measure(replace(order, strict=True))
    (short,) = [problem for problem in measured.problems if problem.code == "short" and problem.story == "market"]
    assert short.severity is Severity.NOTE
    assert short.message.endswith("; allowed: a test")


def test_the_report_tells_what_measuring_tells(order: Order) -> None:
    measured = measure(order)
    assert measured.paper is not None
    baseline = measured.paper.house.grid.baseline
    facts = [block_facts(block, baseline) for block in measured.blocks]
    assert [fact["story"] for fact in facts if fact["page"] == "1"][:1] == ["lighthouse"]
