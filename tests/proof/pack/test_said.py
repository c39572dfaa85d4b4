"""What people said, on paper: open notes at their places, sign-offs beside the line to sign, and how much is open."""

import io
import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pypdf
import pytest

from layout import cli
from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.store import Store
from layout.build import build
from layout.press.manifest import versions_before
from layout.press.package import read_manifest
from layout.production.order import Order
from layout.proof.pack.dossier import PackNote, SignOff
from layout.proof.pack.form import PaperSize, Part
from layout.proof.pack.pack import Wish, desk_pack
from layout.proof.pack.said import Part as PagePart
from layout.proof.pack.said import day_and_time, sign_offs
from layout.proof.records.times import told_at
from layout.proof.records.values import (
    By,
    InStory,
    NewNote,
    Note,
    OnPoint,
    PageStanding,
    Pinned,
    Present,
    Reply,
    Signed,
    WholePage,
)
from layout.proof.web.serving import desk_records
from tests.proof.live.small_paper import write_small
from tests.proof.pack.dossiers import WHEN, SheetText, dossier, flag, off_the_sheet, overlapping, page, print_pack, sheets

AT = "2026-11-23T20:04:05.000000Z"
pytestmark = pytest.mark.usefixtures("berlin")
LONG = "The figure in the third paragraph is not the one that the council gave on Monday " * 20


def note(number: int, pinned: Pinned, text: str = "Whose figure is this?", on: str = "1", **more: object) -> Note:
    return Note(number, on, "", pinned, text, "Ben Ode", AT, **more)  # type: ignore[arg-type]


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(write_small(tmp_path, ("1", "2")), store=Store(tmp_path / "store"), jobs=1)


def printed(order: Order, present: Present, folder: Path, *parts: Part) -> list[SheetText]:
    when = WHEN.replace(tzinfo=timezone(timedelta(hours=1)))
    made = desk_pack(order, Wish(when, parts=parts or (Part.PAGES,), preflight=False, present=present))
    assert made.data is not None
    return sheets(made.data, folder)


def present(*notes: Note, pages: dict[str, PageStanding] | None = None) -> Present:
    return Present(1, 1, 0, {each.id: each for each in notes}, pages or {})


def test_an_open_note_says_by_whom_to_whom_and_when_it_is_due(order: Order, tmp_path: Path) -> None:
    word = InStory("notice-1", 0, 3, "It ", "says", " what it has", starts=True)
    first = note(1, word, to=("Anna", "Rhona"), due="2026-11-23T20:30+00:00", replies=(Reply("Anna", AT, "Mine."),))
    whole = note(2, WholePage(), "The foot looks thin.", due="21:30")
    done = note(3, WholePage(), "This is done.", done=By("Anna", AT))
    elsewhere = note(4, OnPoint(100.0, 100.0), "Look at the rule.", on="2")
    one, two = printed(order, present(whole, first, done, elsewhere), tmp_path)
    for told in ("Note by Ben Ode to Anna and Rhona, due 23 Nov, 21:30", "Whose figure is this?", "Anna: Mine.", "2 notes open"):
        assert told in one.text
    for told in ("At “says” in notice-1", "Note by Ben Ode, due 21:30", "The foot looks thin."):
        assert told in one.text
    assert "This is done" not in one.text
    assert "Look at the rule." in two.text
    assert "1 note open" in two.text


def test_a_notes_number_stands_beside_its_place_and_goes_on_after_the_problems(tmp_path: Path) -> None:
    flags = (flag(Severity.ERROR, Area(20, 100, 200, 50), "first thing"),)
    notes = (PackNote("Note by Ben", "Look here.", area=Area(900, 700, 0, 0)), PackNote("Note by Ann", "Everywhere."))
    (sheet,) = sheets(print_pack(dossier((page("1", flags=flags, notes=notes),)), parts=(Part.PAGES,)), tmp_path)
    beside = [word for word in sheet.words if word.text == "2" and word.top < sheet.height * 0.7]
    assert len(beside) == 1
    assert beside[0].left > sheet.width * 0.8
    assert [word.text for word in sheet.words].count("3") == 1  # of the page as a whole: in the list alone
    assert "PROBLEMS AND NOTES" in sheet.text
    assert "1 error; 2 notes open" in sheet.text


def test_a_long_note_goes_on_in_the_columns_beside_it_and_takes_the_page_no_more_room(tmp_path: Path) -> None:
    def shown(text: str) -> tuple[int, SheetText]:
        note = PackNote("Note by Ben", text, area=Area(900, 700, 0, 0))
        (sheet,) = sheets(print_pack(dossier((page("1", notes=(note,)),)), parts=(Part.PAGES,)), tmp_path)
        share = re.search(r"shown at (\d+) %", sheet.text)
        assert share is not None
        return int(share[1]), sheet

    short, _ = shown("Look here.")
    share, sheet = shown(LONG[:480])
    assert share >= short - 3
    lefts = {round(word.left) for word in sheet.words if word.text == "figure"}
    assert {left * 3 // round(sheet.width) for left in lefts} == {0, 1, 2}


def test_notes_are_black_and_problems_red() -> None:
    def is_red(**facts: object) -> bool:
        data = print_pack(dossier((page("1", **facts),)), parts=(Part.PAGES,))
        content = pypdf.PdfReader(io.BytesIO(data)).pages[0].get_contents()
        assert content is not None
        return content.get_data().count(b"0 1 1 0 k") > 1  # but for the stamp that every page proof has

    assert not is_red(notes=(PackNote("Note by Ben", "Look here.", area=Area(900, 700, 0, 0)),))
    assert is_red(flags=(flag(Severity.ERROR, Area(900, 700, 10, 10)),))


def test_of_a_word_that_is_no_longer_there_it_is_said(order: Order, tmp_path: Path) -> None:
    gone = InStory("notice-1", 0, 3, "It ", "sings", " out of tune in the", starts=True)
    one, _ = printed(order, present(note(1, gone)), tmp_path)
    assert "“sings” in notice-1, which was taken out" in one.text


@pytest.mark.parametrize("size", PaperSize)
def test_many_long_notes_stay_on_their_sheets_and_none_is_lost(size: PaperSize, tmp_path: Path) -> None:
    notes = tuple(
        PackNote(
            f"Note by N{at} to {'Somebody of a very long name ' * 2}",
            LONG * (at % 3),
            "At ‘word’",
            (LONG,) * (at % 4),
            Area(30, 9.0 * at, 0, 0),
        )
        for at in range(30)
    )
    pages = (
        page("1", notes=notes, signed=(SignOff(f"Signed by {'N' * 60}, 23 Nov, 21:04", lapsed=True),) * 2),
        page("4-5", notes=notes),
    )
    found = sheets(print_pack(dossier(pages, notes=notes[:3]), size, (Part.BUDGET, Part.PAGES, Part.CHECKLIST)), tmp_path)
    whole = " ".join(sheet.text for sheet in found)
    assert all(whole.count(f"by N{at} ") >= 2 for at in range(30))
    for sheet in found:
        assert off_the_sheet(sheet) == []
        assert overlapping(sheet) == []


def test_a_sign_off_holds_for_its_ink() -> None:
    signed = PageStanding(
        "1", signed=(Signed(1, "Anna", AT, "p", "old"), Signed(2, "Ben", "2026-11-23T23:30:00.000000Z", "p", "new"))
    )
    said = Present(pages={"1": signed})
    assert sign_offs([PagePart("1", "old")], said) == (SignOff("Signed by Anna, 23 Nov, 21:04"),)
    assert sign_offs([PagePart("1", "third")], said) == (SignOff("Signed by Ben, 24 Nov, 00:30", lapsed=True),)
    assert sign_offs([PagePart("1", "new")], said) == (SignOff("Signed by Ben, 24 Nov, 00:30"),)
    assert sign_offs([PagePart("2", "new")], said) == ()
    halves = [PagePart("1", "old"), PagePart("2", "new")]
    assert sign_offs(halves, said) == (SignOff("Page 1 signed by Anna, 23 Nov, 21:04"),)


@pytest.mark.parametrize(("at", "told"), [("2026-10-24T19:04:05Z", "24 Oct, 21:04"), ("2026-10-25T20:04:05Z", "25 Oct, 21:04")])
def test_paper_and_screen_tell_one_sign_off_at_one_hour_whenever_the_pack_is_printed(at: str, told: str) -> None:
    said = Present(pages={"1": PageStanding("1", signed=(Signed(1, "Anna", at, "p", "ink"),))})
    assert sign_offs([PagePart("1", "ink")], said) == (SignOff(f"Signed by Anna, {told}"),)
    assert day_and_time(datetime.fromisoformat(told_at(at))) == told


def test_the_checklist_says_who_signed_and_what_is_open(order: Order, tmp_path: Path) -> None:
    assert build(order).pages
    ink = versions_before(read_manifest(order.folder))["1"].ink
    pages = {"1": PageStanding("1", signed=(Signed(1, "Anna Berg", AT, "a" * 64, ink),))}
    notes = note(1, WholePage(), on="2"), note(2, WholePage(), on="2")
    budget, checklist = printed(order, present(*notes, pages=pages), tmp_path, Part.BUDGET, Part.CHECKLIST)
    assert "Signed by Anna Berg, 23 Nov, 21:04" in checklist.text
    assert "2 notes open" in checklist.text
    by = next(word for word in checklist.words if word.text == "Anna")
    line = next(word for word in checklist.words if word.text == "NAME")
    assert abs(by.left - line.left) < 60  # over the line to sign, page 1's
    assert 0 < line.top - by.bottom < 40
    assert "2 notes open" in budget.text


def test_a_note_of_a_page_that_the_issue_has_not_any_longer_stands_in_the_budget(order: Order, tmp_path: Path) -> None:
    (budget,) = printed(order, present(note(1, WholePage(), "Where did it go?", on="9")), tmp_path, Part.BUDGET)
    assert "On no page: " in budget.text
    assert "Where did it go?" in budget.text


def test_the_command_prints_what_the_records_hold_and_none_where_there_are_none(
    order: Order, capsys: pytest.CaptureFixture[str]
) -> None:
    target = order.issue.parent / "pack.pdf"
    command = ["proof", str(order.issue), "--print", str(target), "-q"]
    assert cli.run(command) == 0
    assert "Note by" not in " ".join(each.extract_text() for each in pypdf.PdfReader(target).pages)
    records = desk_records(order)
    records.add_note(NewNote("1", "", WholePage(), "Look here, @Anna", "21:30"), by="Ben")
    records.close()
    assert cli.run(command) == 0
    whole = " ".join(each.extract_text() for each in pypdf.PdfReader(target).pages)
    assert "Note by Ben to Anna, due 21:30" in whole
    assert "1 note open" in whole


def test_the_status_is_that_of_a_build_also_where_a_released_page_would_be_over_now(order: Order) -> None:
    """What goes to press is the released file, which is fit; what is over stands in the galleys and is counted on the sheets."""
    command = ["proof", str(order.issue), "--print", str(order.issue.parent / "pack.pdf"), "-q"]
    story = order.issue.parent / "stories" / "notice-1.md"
    story.write_text(story.read_text(encoding="utf-8") + "\nAnd so it goes on and on. " * 200, encoding="utf-8")
    assert (cli.run(["build", str(order.issue), "-q"]), cli.run(command)) == (1, 1)
    story.write_text(story.read_text(encoding="utf-8").partition("\nAnd so")[0], encoding="utf-8")
    (first, _) = build(order).pages
    (order.folder / "released.json").write_text(json.dumps({"pages": {"1": {"file": first.file, "sha256": first.sha256}}}))
    story.write_text(story.read_text(encoding="utf-8") + "\nAnd so it goes on and on. " * 200, encoding="utf-8")
    assert (cli.run(["build", str(order.issue), "-q"]), cli.run(command)) == (0, 0)
