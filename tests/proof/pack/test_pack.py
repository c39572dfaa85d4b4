"""The pack of the sample paper, from its text files to the printer."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.store import Store
from layout.passing.fit_table import fit_rows
from layout.production.measuring import measure
from layout.production.order import Order
from layout.proof.pack.galleys_of import galleys_of
from layout.proof.pack.gather import Known, Stamp
from layout.proof.pack.pack import Pack, Part, Wish, desk_pack
from tests.proof.pack.dossiers import WHEN, SheetText, off_the_sheet, overlapping, sheets

HERALD = Path(__file__).parents[3] / "issues" / "herald"
WISH = Wish(WHEN, preflight=False)


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Herald on a bad night: a story too long, another too short, a picture that nobody sent."""
    folder = tmp_path_factory.mktemp("pack") / "herald"
    shutil.copytree(HERALD, folder, ignore=shutil.ignore_patterns("out", ".proof"))
    _edit(folder / "stories" / "tram.md", lambda paragraphs: [*paragraphs, *paragraphs[1:5]])
    _edit(folder / "stories" / "library.md", lambda paragraphs: paragraphs[:-3])
    (folder / "photos" / "pitch.jpg").unlink()
    return folder / "issue.yaml"


@pytest.fixture(scope="module")
def order(issue: Path, tmp_path_factory: pytest.TempPathFactory) -> Order:
    return Order(issue, store=Store(tmp_path_factory.mktemp("store")))


@pytest.fixture(scope="module")
def pack(order: Order) -> Pack:
    return desk_pack(order, WISH)


@pytest.fixture(scope="module")
def printed(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[SheetText]:
    assert pack.data is not None
    return sheets(pack.data, tmp_path_factory.mktemp("read"))


def test_every_part_is_there_and_the_pages_are_printed_though_they_are_held(pack: Pack, printed: list[SheetText]) -> None:
    assert len(printed) == pack.sheets
    whole = " ".join(sheet.text for sheet in printed)
    for part in ("Budget", "Thumbnails", "Galleys: to work on", "Galleys: that fit", "Page proofs: page 4", "Checklist"):
        assert part in whole
    assert any("Broken · held" in sheet.text and "Page proofs: page 4" in sheet.text for sheet in printed)
    assert {problem.code for problem in pack.problems} >= {"overset", "short", "picture-missing"}


def test_its_figures_are_those_of_the_fit_table(order: Order, printed: list[SheetText]) -> None:
    measured = measure(order)
    assert measured.paper is not None
    budget = " ".join(sheet.text for sheet in printed if "Budget" in sheet.text)
    rows = fit_rows(measured.blocks, measured.paper.plan, measured.problems)
    assert any(row.block.lines_over for row in rows)
    assert any(row.block.lines_short for row in rows)
    for row in rows:
        block = row.block
        assert row.carries in budget
        if block.lines_over:
            assert f"+{block.lines_over} lines over" in budget
            assert f"cut about {block.words_over} words" in budget
        if block.lines_short:
            assert f"{block.lines_short} lines short" in budget
        if block.words:
            assert f"{block.words:,} {block.lines:,}" in budget


def test_the_overset_galley_holds_every_line_of_the_story(order: Order, printed: list[SheetText]) -> None:
    over = next(block for block in measure(order).blocks if block.lines_over)
    galley = [word.text for sheet in printed if "Galleys: to work on" in sheet.text for word in sheet.words]
    numbers = [int(text[1:]) for text in galley if text.startswith("+") and text[1:].isdigit()]
    lines = [number for number in numbers if number > over.lines]
    assert sorted(lines) == list(range(over.lines + 1, over.lines + 1 + len(over.overset)))


def test_a_drop_cap_stands_in_the_galley_too() -> None:
    """It is no part of its first line, and would be missed."""
    checked = measure(Order(HERALD / "issue.yaml"))
    assert checked.composed is not None
    assert checked.paper is not None
    galleys = {each.slug: each for each in galleys_of(checked.composed, checked.paper.plan, {"3"})}
    assert galleys["islands"].rows[0].lead is not None
    assert [row for row in galleys["islands"].rows[1:] if row.lead is not None] == []


def test_the_desks_own_words_keep_to_the_sheet(printed: list[SheetText]) -> None:
    for sheet in printed:
        assert off_the_sheet(sheet) == []
        if "Page proofs" not in sheet.text and "Thumbnails" not in sheet.text:  # there the paper's own type stands, made small
            assert overlapping(sheet) == []


def test_the_same_order_gives_the_same_bytes(order: Order, pack: Pack) -> None:
    assert desk_pack(order, WISH).data == pack.data


def test_known_states_and_digests_are_printed_instead_of_its_own(order: Order, tmp_path: Path) -> None:
    known = Known({"1": "signed"}, {"1": Stamp("a" * 32, "b" * 64)})
    made = desk_pack(replace(order, pages="1"), replace(WISH, known=known, parts=(Part.BUDGET, Part.CHECKLIST)))
    assert made.data is not None
    whole = " ".join(sheet.text for sheet in sheets(made.data, tmp_path))
    assert "Signed" in whole
    assert "a" * 12 in whole
    assert "b" * 12 in whole


def test_an_issue_whose_text_is_wrong_is_refused_with_its_problems(issue: Path, tmp_path: Path) -> None:
    folder = tmp_path / "wrong"
    shutil.copytree(issue.parent, folder)
    text = (folder / "issue.yaml").read_text(encoding="utf-8")
    (folder / "issue.yaml").write_text(text.replace("story: tram", "story: trum"), encoding="utf-8")
    refused = desk_pack(Order(folder / "issue.yaml"), WISH)
    assert refused.data is None
    assert "story-missing" in {problem.code for problem in refused.problems}


def _edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    text = path.read_text(encoding="utf-8")
    head, _, body = text[4:].partition("\n---\n")
    paragraphs = change(body.strip().split("\n\n"))
    path.write_text(f"---\n{head}\n---\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
