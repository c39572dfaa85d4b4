"""What is printed on the desk's sheets, read back as a printer's reader would."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.pages.display import Kind, Page, SetLine, Source, TextMark
from layout.passing.fit import Fit
from layout.pdf.document import PdfInfo, bind
from layout.pdf.inks import Inks
from layout.pdf.paint import paint_page
from layout.proof.pack.dossier import AdRow, Dossier, GalleyHead, Shown
from layout.proof.pack.form import PaperSize, Part, serif
from layout.proof.pack.thumbnails import openings
from layout.proof.states import State
from tests.proof.pack.dossiers import (
    SIZE,
    dossier,
    flag,
    galley,
    kind,
    large,
    off_the_sheet,
    over,
    overlapping,
    page,
    print_pack,
    row,
    sheets,
)

LONG = "Council votes at last to build the bridge over the Narrows " * 5


def crowded() -> Dossier:
    """Names, slugs, headlines, messages longer than anybody plans for; scripts that no font has; a truck; sections."""
    rows = (
        row(
            "A",
            "a-slug-that-the-system-took-without-a-word-though-nobody-can-say-it-aloud-at-all"[:80],
            headline=LONG[:300],
            byline=LONG,
        ),
        row("B", "x" * 80, headline="שלום עולם", byline="דוד", jump_to="A14-A15", jump_from="2"),
        row("C", "east", headline="東京で新しい橋が開通し多くの人が集まったと伝えられている"),
        over("tram", 1234, 98765),
    )
    areas = [Area(20 + n % 2 * 700, 100.0 + n * 3, 200, 150) for n in range(12)]
    flags = tuple(flag(Severity.ERROR if n % 2 else Severity.WARNING, area, LONG + "w" * 200) for n, area in enumerate(areas))
    flags += (flag(Severity.ERROR, None, "東京"), flag(Severity.WARNING, Area(-50, -50, 5000, 5000)))
    ads = (AdRow("X", "", "y" * 90, "", "", ""), AdRow("Y", "A" * 60, "b.pdf", "103.7 × 102.0 mm", "1 × 1 mm", "Ä" * 70))
    first = page("1", rows=rows, flags=flags, ads=ads, held=True, state=State.BROKEN, section=LONG, deadline=LONG)
    pages = (first, page("2"), page("3"), page("4-5", flags=flags), page("6", state="released"), page("A1"), page("A2"))
    east = galley("east", 3, 4, "東京で新しい橋が שלום")
    galleys = (
        replace(galley("x" * 80, 30, 29), head=GalleyHead(LONG, LONG, LONG, LONG), advice=LONG),
        galley("plain", 30),
        replace(galley("wide", 60, 3), measure=600.0),
        east,
        replace(galley("empty", 0), rows=()),
    )
    return dossier(pages, galleys, title="A Paper of a Long Name, Founded in the Year of the Great Storm", edition=LONG)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("make", [crowded, large, dossier], ids=["crowded", "large", "one page"])
def test_nothing_runs_off_the_sheet_and_no_words_lie_in_each_other(
    make: Callable[[], Dossier], size: PaperSize, tmp_path: Path
) -> None:
    found = sheets(print_pack(make(), size), tmp_path)
    assert found
    for sheet in found:
        assert off_the_sheet(sheet) == []
        assert overlapping(sheet) == []


def test_the_reader_would_notice_words_in_each_other(tmp_path: Path) -> None:
    lines = [TextMark(SetLine(kind().line(text, serif(12)), 100, 200, BLACK, Kind.BODY, Source())) for text in ("one", "two")]
    data = bind([paint_page(Page("1", "", 400, 400, 0.0, False, tuple(lines)), Inks())], PdfInfo("test"))
    assert overlapping(sheets(data, tmp_path)[0]) in ([("one", "two")], [("two", "one")])


@pytest.mark.parametrize(("size", "millimetres"), [(PaperSize.A4, (210, 297)), (PaperSize.A3, (297, 420))])
def test_sheets_are_of_the_paper_that_was_asked_for(size: PaperSize, millimetres: tuple[int, int], tmp_path: Path) -> None:
    found = sheets(print_pack(crowded(), size), tmp_path)
    assert {tuple(sorted((round(each.width / 72 * 25.4), round(each.height / 72 * 25.4)))) for each in found} == {millimetres}
    assert [each.width > each.height for each in found].count(True) == 2  # the truck, and the rest of what is told of it


def test_every_sheet_says_which_it_is_of_how_many_and_of_which_build(tmp_path: Path) -> None:
    found = sheets(print_pack(dossier((page("1"), page("2")), (galley(),))), tmp_path)
    for number, sheet in enumerate(found, start=1):
        assert f"Sheet {number} of {len(found)}" in sheet.text
        assert "Build c0ffeec0ffee" in sheet.text
        assert "Made 23 November 2026, 21:04" in sheet.text


def test_parts_are_bookmarked_and_page_proofs_and_galleys_under_them() -> None:
    data = print_pack(dossier((page("1"), page("2", section="")), (galley("bridge"), galley("tram"))))
    reader = pypdf.PdfReader(io.BytesIO(data))

    def told(outline: list[object]) -> Iterator[object]:
        for each in outline:
            yield list(told(each)) if isinstance(each, list) else each["/Title"]  # type: ignore[index]

    expected = ["Budget", "Thumbnails", "Galleys", ["bridge", "tram"], "Page proofs", ["Page 1, News", "Page 2"], "Checklist"]
    assert list(told(reader.outline)) == expected
    assert reader.get_destination_page_number(reader.outline[0]) == 0  # type: ignore[arg-type]


def test_the_same_issue_and_time_give_the_same_bytes() -> None:
    assert print_pack(crowded()) == print_pack(crowded())


def test_parts_that_were_not_asked_for_are_not_printed(tmp_path: Path) -> None:
    found = sheets(print_pack(dossier(), parts=(Part.CHECKLIST,)), tmp_path)
    assert len(found) == 1
    assert "Checklist" in found[0].text


def test_the_budget_tells_each_story_with_its_length_fit_and_jump(tmp_path: Path) -> None:
    rows = (
        row(jump_to="3"),
        over("tram", 7, 46),
        row("L", "library", fit=Fit.SHORT, short=4, hole_words=25, told="4 lines short"),
    )
    ads = (
        AdRow("X", "A1207", "marine.pdf", "103.7 × 102.0 mm", "103.7 × 102.0 mm", "Marlow & Finch"),
        AdRow("Y", "", "b.pdf", ""),
    )
    pages = (page("1", rows=rows, ads=ads, state=State.OVERSET, held=True),)
    (sheet,) = sheets(print_pack(dossier(pages), parts=(Part.BUDGET,)), tmp_path)
    for told in ("Page 1 News", "Deadline 21:30", "Overset · held", "bridge", "Maren Holloway", "to 3", "+7 lines over", "A1207"):
        assert told in sheet.text
    for told in ("cut about 46 words", "4 lines short", "holds 25 words more", "103.7 × 102.0 mm", "no booking", "not there"):
        assert told in sheet.text


def test_what_is_over_is_red_in_the_budget_and_what_fits_is_not() -> None:
    def is_red(*rows: object) -> bool:
        data = print_pack(dossier((page("1", rows=rows),)), parts=(Part.BUDGET,))
        return b"0 1 1 0 k" in pypdf.PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data()  # type: ignore[union-attr]

    assert is_red(row(), over())
    assert not is_red(row())


def test_galleys_number_their_lines_and_tell_what_is_over_and_what_to_cut(tmp_path: Path) -> None:
    found = sheets(print_pack(dossier(galleys=(galley("tram", 20, 3),)), parts=(Part.GALLEYS,)), tmp_path)
    (sheet,) = found
    texts = [word.text for word in sheet.words]
    assert {str(number) for number in range(1, 21)} <= set(texts)
    assert {text for text in texts if text.startswith("+2")} == {"+21", "+22", "+23"}
    assert "Cut 18 words (3 lines) from the end" in sheet.text
    assert "page 3, block B" in sheet.text


def test_stories_that_fit_share_a_sheet(tmp_path: Path) -> None:
    assert (
        len(sheets(print_pack(dossier(galleys=tuple(galley(f"s{n}", 40) for n in range(4))), parts=(Part.GALLEYS,)), tmp_path))
        <= 2
    )


def test_a_galley_that_takes_several_sheets_says_whose_it_is_on_each(tmp_path: Path) -> None:
    found = sheets(print_pack(dossier(galleys=(galley("tram", 300, 20),)), parts=(Part.GALLEYS,)), tmp_path)
    assert len(found) > 2
    assert all("tram" in sheet.text for sheet in found)
    assert all("continued" in sheet.text for sheet in found[1:])


def test_a_page_stands_in_the_file_once_however_often_it_is_shown() -> None:
    reader = pypdf.PdfReader(io.BytesIO(print_pack(dossier((page("1"),)), parts=(Part.THUMBNAILS, Part.PAGES))))
    forms = [sheet["/Resources"]["/XObject"].values() for sheet in reader.pages]  # type: ignore[index]
    named = {form.indirect_reference for (form,) in forms}
    assert len(forms) == 2
    assert len(named) == 1
    assert {form.get_object()["/Subtype"] for (form,) in forms} == {"/Form"}


def test_a_page_proof_says_its_build_and_at_what_size_it_is_shown(tmp_path: Path) -> None:
    (sheet,) = sheets(print_pack(dossier((page("1"),)), parts=(Part.PAGES,)), tmp_path)
    for told in (
        "Page 1",
        "ink 1f1000000000",
        "proof 9a1000000000",
        "Proof, not for press",
        "Harbour Herald",
        "City",
        "% of its size",
    ):
        assert told in sheet.text
    small = page(
        "2",
        width=SIZE[0] / 3,
        height=SIZE[1] / 3,
        shown=(Shown("2", paint_page(Page("2", "", SIZE[0] / 3, SIZE[1] / 3, 0, False, ()), Inks())),),
    )
    (sheet,) = sheets(print_pack(dossier((small,)), parts=(Part.PAGES,)), tmp_path)
    assert "true size" in sheet.text


def test_problems_are_numbered_beside_the_page_and_told_under_it(tmp_path: Path) -> None:
    flags = (
        flag(Severity.ERROR, Area(20, 100, 200, 50), "first thing"),
        flag(Severity.WARNING, Area(700, 300, 200, 50), "another"),
    )
    flags += (flag(Severity.WARNING, None, "of no place"),)
    (sheet,) = sheets(print_pack(dossier((page("1", flags=flags, unshown=(Severity.NOTE,) * 9),)), parts=(Part.PAGES,)), tmp_path)
    placed = [word for word in sheet.words if word.text == "2" and word.top < sheet.height * 0.6]
    assert len(placed) == 1
    assert placed[0].left > sheet.width * 0.8  # right of the page, at the height of its place
    texts = [word.text for word in sheet.words]
    assert texts.count("3") == 1  # of no place: in the list alone, with the other two
    assert texts.count("2") == 3  # beside the page, in the list, and as the number of warnings
    for told in ("first thing", "of no place", "1 error, 2 warnings", "Not shown: 9 remarks, for which nothing has to be done."):
        assert told in sheet.text


def test_more_problems_than_have_room_go_on_on_a_further_sheet(tmp_path: Path) -> None:
    flags = tuple(flag(Severity.ERROR, Area(20, 10.0 * n, 100, 10), f"fault number {n}. " + LONG) for n in range(60))
    found = sheets(print_pack(dossier((page("1", flags=flags),)), parts=(Part.PAGES,)), tmp_path)
    assert len(found) > 1
    whole = " ".join(sheet.text for sheet in found)
    assert all(f"number {n}." in whole for n in range(60))


def test_the_checklist_asks_for_what_the_page_has_and_names_the_build(tmp_path: Path) -> None:
    ads = (AdRow("X", "A1207", "marine.pdf", "1 × 1 mm"),)
    (sheet,) = sheets(print_pack(dossier((page("1", rows=(row(jump_to="3"),), ads=ads),)), parts=(Part.CHECKLIST,)), tmp_path)
    for told in (
        "Jumps: bridge to 3",
        "Ads against bookings: A1207",
        "Captions",
        "Folio",
        "1f1000000000",
        "9a1000000000",
        "SIGNATURE",
    ):
        assert told in sheet.text
    (sheet,) = sheets(print_pack(dossier((page("1", rows=(row(pictures=0),)),)), parts=(Part.CHECKLIST,)), tmp_path)
    assert not {"Jumps:", "Ads", "Captions"} & {word.text for word in sheet.words}


def test_pages_lie_as_they_open_even_left_and_odd_right() -> None:
    pages = [page(number) for number in ("1", "2", "3", "4-5", "6", "8", "9", "A1", "A2")]
    told = [
        tuple(each.number if each is not None else "" for each in (opening.left, opening.right, opening.truck))
        for opening in openings(pages)
    ]
    expected = [("", "1", ""), ("2", "3", ""), ("", "", "4-5"), ("6", "", ""), ("8", "9", ""), ("", "A1", ""), ("A2", "", "")]
    assert told == expected


def test_nothing_of_a_page_proofs_slug_line_is_cut(tmp_path: Path) -> None:
    """On A4 paper the build's digests take most of it: the paper's name and the day, which stand over it, give way."""
    drawn = page().shown[0].drawn
    released = (Shown("1", drawn, released=True, differs=True),)
    first = page("1", shown=released, state=State.RELEASED, held=True, section="Culture & Sport", deadline="21:30")
    issue = dossier((first, page("124-125", section=LONG)), short_date="24 Nov 2026", edition="City and Suburbs, second")
    one, truck, *_ = sheets(print_pack(issue, parts=(Part.PAGES,)), tmp_path)
    for told in ("Released · differs now · held", "24 Nov 2026 · City and Suburbs, second", "Culture & Sport", "21:30"):
        assert told in one.text
    assert f"{LONG.strip()} · deadline 21:30" in truck.text
    for sheet in (one, truck):
        assert "…" not in "".join(word.text for word in sheet.words if word.top < sheet.height * 0.2)


def test_the_day_over_a_sheet_is_shortened_by_leaving_out_parts(tmp_path: Path) -> None:
    issue = dossier(title="A Paper of a Long Name, Founded in the Year of", short_date="24 Nov 2026", edition="City and Suburbs")
    (sheet,) = sheets(print_pack(issue, parts=(Part.CHECKLIST,)), tmp_path)
    assert "24 Nov 2026" in sheet.text
    assert "…" not in sheet.text


@pytest.mark.parametrize(("count", "told"), [(1, "problem"), (2, "problems")])
def test_one_problem_is_one_problem(count: int, told: str, tmp_path: Path) -> None:
    (sheet,) = sheets(print_pack(dossier((page(flags=(flag(),) * count),)), parts=(Part.BUDGET,)), tmp_path)
    assert told in [word.text for word in sheet.words]
