"""The pack of the sample paper, from its text files to the printer."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.store import Store
from layout.build import build
from layout.passing.fit_table import fit_rows
from layout.press.manifest import versions_before
from layout.press.package import read_manifest
from layout.press.sent_record import SentFile, write_sent
from layout.production.measuring import measure
from layout.production.order import Order
from layout.proof.pack.dossier import GalleyHead, GalleyRow, RowLook
from layout.proof.pack.galleys import tied_rows
from layout.proof.pack.galleys_of import galleys_of
from layout.proof.pack.pack import Pack, Part, Wish, desk_pack
from layout.proof.records.values import PageStanding, Present, Signed
from tests.proof.live.small_paper import write_small
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


def test_galleys_have_the_heads_that_are_printed_a_jumps_over_its_part() -> None:
    """Of several headlines the one that was taken; the deck as it is set, or none where the page leaves it out."""
    checked = measure(Order(HERALD.parent / "kai" / "issue.yaml"))
    assert checked.composed is not None
    assert checked.paper is not None
    galleys = {each.slug: each for each in galleys_of(checked.composed, checked.paper.plan, {"1", "2"})}
    assert galleys["kran"].head == GalleyHead(
        "ORKAN", "74 Meter Stahl stürzen auf den Nordkai", "", "Jette Harmsen, Polizeireporterin"
    )
    assert galleys["hund"].head.headline == "Hund mit Weste"
    rows = galleys["kran"].rows
    over = next(at for at, row in enumerate(rows) if row.look is RowLook.HEADLINE)
    assert [row.told for row in rows[over - 2 : over + 1]] == [
        "page 2, block K",
        "FORTSETZUNG VON SEITE 1",
        "„Lange Lene“ liegt quer über dem Kai",
    ]
    assert rows[over + 1].line is not None
    assert rows[over + 1].line.text == "Kranführer Hinnerk Brodersen,"


def test_a_notice_has_a_galley_too() -> None:
    checked = measure(Order(HERALD / "issue.yaml"))
    assert checked.composed is not None
    assert checked.paper is not None
    galleys = {each.slug: each for each in galleys_of(checked.composed, checked.paper.plan, {"2"})}
    notice = galleys["notice of block M"]
    assert (notice.head.kicker, notice.place, notice.counts) == ("The Herald", "page 2, block M", "24 lines, 109 words")
    first = notice.rows[0].line
    assert first is not None
    assert first.text == "Founded in 1871 by a purser of"


def test_lines_that_are_over_stand_as_the_page_would_set_them(order: Order) -> None:
    """Justified with the same give in letters and spaces, paragraphs indented."""
    checked = measure(order)
    assert checked.composed is not None
    assert checked.paper is not None
    galley = next(each for each in galleys_of(checked.composed, checked.paper.plan, {"2"}) if each.slug == "tram")
    lines = [row.line for row in galley.rows if row.over and row.number and row.line is not None]
    assert len(lines) == sum(1 for row in galley.rows if row.over and row.number)
    justified = [line for line in lines if not line.ends_paragraph]
    assert len(justified) > 5
    assert all(abs(line.left + line.width - galley.measure) < 5.0 for line in justified)
    assert {line.left > 5.0 for line in justified} == {True, False}


def test_no_column_begins_between_a_head_and_its_first_two_lines() -> None:
    line = GalleyRow(1, None, 0.0, over=False)
    rows = [line, line, line._replace(crosshead=True), line, line, line]
    assert tied_rows(rows) == {3, 4}


def test_the_desks_own_words_keep_to_the_sheet(printed: list[SheetText]) -> None:
    for sheet in printed:
        assert off_the_sheet(sheet) == []
        if "Page proofs" not in sheet.text and "Thumbnails" not in sheet.text:  # there the paper's own type stands, made small
            assert overlapping(sheet) == []


def test_the_same_order_gives_the_same_bytes(order: Order, pack: Pack) -> None:
    assert desk_pack(order, WISH).data == pack.data


@pytest.fixture
def small(tmp_path: Path) -> Order:
    """Two pages with slug lines, built."""
    order = Order(write_small(tmp_path, ("1", "2"), press="marks: crop\n", bleed="3mm"), jobs=1)
    assert build(order).pages
    return order


def files(order: Order) -> dict[str, str]:
    """The digests of the pages as they lie in the output folder, by page."""
    pages = read_manifest(order.folder)["pages"]
    assert isinstance(pages, list)
    return {each["page"]: hashlib.sha256((order.folder / each["file"]).read_bytes()).hexdigest() for each in pages}


def signed(ink: str) -> Present:
    """Page 2, for that ink."""
    sign_off = Signed(1, "Anna Berg", "2026-11-23T20:55:00.000000Z", "a" * 64, ink)
    return Present(last=1, pages={"2": PageStanding("2", signed=(sign_off,))})


def told(order: Order, folder: Path, **wish: object) -> str:
    made = desk_pack(order, replace(WISH, parts=(Part.BUDGET, Part.PAGES, Part.CHECKLIST), **wish))  # type: ignore[arg-type]
    assert made.data is not None
    return " ".join(sheet.text for sheet in sheets(made.data, folder))


def test_its_digests_are_those_of_the_files_that_a_build_wrote(small: Order, tmp_path: Path) -> None:
    whole = told(small, tmp_path)
    assert all(digest[:12] in whole for digest in files(small).values())
    assert "Released" not in whole
    assert "Signed" not in whole


def test_pages_are_signed_released_and_sent_as_the_desk_says_it(small: Order, tmp_path: Path) -> None:
    manifest, digests = read_manifest(small.folder), files(small)
    first = manifest["pages"][0]  # type: ignore[index]
    (small.folder / "released.json").write_text(json.dumps({"pages": {"1": {"file": first["file"], "sha256": digests["1"]}}}))
    ink = versions_before(manifest)["2"].ink
    story = small.issue.parent / "stories" / "notice-1.md"
    story.write_text(story.read_text(encoding="utf-8") + "\nAnd something more.\n", encoding="utf-8")
    whole = told(small, tmp_path, present=signed(ink))
    assert "Released" in whole
    assert "Signed by Anna Berg, 23 Nov, 20:55" in whole
    assert whole.count("Signed") == 4  # in the budget, on the page's sheet, in the checklist's two places
    assert "lapsed" not in whole
    assert digests["1"][:12] in whole  # its own file stays, whatever is made now
    assert "stays as it is" in whole
    sent = SentFile("1", "1.pdf", "A", digests["1"], 1, "printworks", "2026-11-26T21:00", 0)
    write_sent(small.folder, [sent])
    whole = told(small, tmp_path, present=signed("another ink"))
    assert "Sent" in whole
    assert "Signed by Anna Berg, 23 Nov, 20:55; lapsed, the page has changed" in whole
    assert whole.count("Signed") == 1  # it is the state of no page


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
