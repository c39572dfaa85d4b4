"""Released pages on paper: their files, and no other making of them."""

import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from layout.base.geometry import Area
from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.build import build
from layout.pages.display import Page
from layout.press.package import read_manifest
from layout.production.measuring import measure
from layout.production.order import Order
from layout.proof.facts import Kind
from layout.proof.pack.dossier import Shown
from layout.proof.pack.form import Part
from layout.proof.pack.listed import Entry
from layout.proof.pack.pack import Wish, desk_pack
from layout.proof.pack.released import of_what_is_shown, places_shown
from layout.proof.records.values import InStory, Note, Present
from layout.proof.trace import trace_page
from tests.proof.live.small_paper import write_small
from tests.proof.pack.dossiers import WHEN, SheetText, dossier, off_the_sheet, overlapping, page, print_pack, sheets

WISH = Wish(WHEN, preflight=False)
OLD, NEW = "heron", "egret"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a paper of two pages."""
    folder = tmp_path_factory.mktemp("built")
    _build(folder, ("1", "2"))
    return folder


@pytest.fixture
def order(built: Path, tmp_path: Path) -> Order:
    """The same again, for one test."""
    shutil.copytree(built / "paper", tmp_path / "paper")
    return Order(tmp_path / "paper" / "issue" / "issue.yaml", jobs=1)


def _build(folder: Path, numbers: tuple[str, ...], press: str = "") -> Order:
    """Every sentence has the old word."""
    order = Order(write_small(folder, numbers, press=f"marks: crop\n{press}", bleed="3mm"), jobs=1)
    for number in numbers:
        times = 6 if "-" not in number else 40
        _write(order, number, f"It says what it has to say of the {OLD}, and no more than that. " * times)
    assert build(order).pages
    return order


def _write(order: Order, number: str, body: str) -> None:
    story = order.issue.parent / "stories" / f"notice-{number}.md"
    head = story.read_text(encoding="utf-8").split("---\n")[1]
    story.write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")


def change(order: Order, *numbers: str) -> None:
    """The new word for the old one, as wide."""
    for number in numbers:
        story = order.issue.parent / "stories" / f"notice-{number}.md"
        story.write_text(story.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")


def release(order: Order, *numbers: str) -> None:
    pages = {number: {"file": file, "sha256": digest(order, file)} for number, file in files(order).items() if number in numbers}
    assert len(pages) == len(numbers)
    (order.folder / "released.json").write_text(json.dumps({"pages": pages}))


def files(order: Order) -> dict[str, str]:
    pages = read_manifest(order.folder)["pages"]
    assert isinstance(pages, list)
    return {each["page"]: each["file"] for each in pages}


def digest(order: Order, file: str) -> str:
    return hashlib.sha256((order.folder / file).read_bytes()).hexdigest()


def pack(order: Order, *parts: Part, **wish: object) -> bytes:
    made = desk_pack(order, replace(WISH, parts=parts or tuple(Part), **wish))  # type: ignore[arg-type]
    assert made.data is not None
    return made.data


def texts(data: bytes) -> list[str]:
    """Each sheet's text, also that of the pages on it."""
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages]


def pictures(data: bytes, folder: Path, dpi: int) -> list[Image.Image]:
    (folder / "drawn.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", str(dpi), str(folder / "drawn.pdf"), str(folder / "drawn")], timeout=60, check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("drawn-*.ppm"))]


@pytest.fixture
def overtaken(order: Order) -> Order:
    """Page 1 is released, then both stories are changed."""
    release(order, "1")
    change(order, "1", "2")
    return order


def test_proof_sheet_and_thumbnail_show_the_released_file_and_other_pages_as_they_are_now(overtaken: Order) -> None:
    thumbnails, first, second = texts(pack(overtaken, Part.THUMBNAILS, Part.PAGES))
    assert OLD in first
    assert NEW not in first
    assert NEW in second
    assert OLD not in second
    assert thumbnails.count(OLD) == thumbnails.count(NEW) == 6
    (alone,) = texts(pack(replace(overtaken, pages="1"), Part.THUMBNAILS))
    assert OLD in alone
    assert NEW not in alone


def test_the_galley_has_the_text_as_it_is_now_and_says_so(overtaken: Order, tmp_path: Path) -> None:
    (sheet,) = sheets(pack(overtaken, Part.GALLEYS), tmp_path)
    assert sheet.text.count("this is the text as it is now") == 1
    assert "Page 1 is released and stays as it is" in sheet.text
    assert NEW in sheet.text
    assert OLD not in sheet.text


def noted(order: Order, folder: Path, **wish: object) -> SheetText:
    """The proof of page 1, which is released and would come out otherwise, with a note on its first old word."""
    said = Note(
        7, "1", "", InStory("notice-1", 0, 34, "say of the ", OLD, ", and no more"), "Heron?", "Ben", "2026-11-23T20:04:05Z"
    )
    data = pack(replace(order, pages="1"), Part.PAGES, present=Present(1, 1, 0, {7: said}, {}), **wish)
    return sheets(data, folder)[0]


def beside(sheet: SheetText, number: str) -> list[str]:
    """That number where numbers stand beside the page."""
    return [word.text for word in sheet.words if word.text == number and sheet.height * 0.1 < word.top < sheet.height * 0.7]


def test_a_note_stands_where_the_released_page_has_its_word(order: Order, tmp_path: Path) -> None:
    checked = measure(order)
    assert checked.composed is not None
    assert checked.paper is not None
    released = trace_page(checked.composed.pages[0], checked.paper.plan.pages[0])
    release(order, "1")
    change(order, "1")
    sheet = noted(order, tmp_path, was=lambda page: released)
    assert beside(sheet, "3")
    assert "1 note open" in sheet.text
    assert "stands beside no place" not in sheet.text


def test_where_that_is_not_known_the_sheet_says_that_the_note_has_a_place_on_the_page_as_it_is_now(
    overtaken: Order, tmp_path: Path
) -> None:
    sheet = noted(overtaken, tmp_path, was=lambda page: None)
    assert not beside(sheet, "3")
    assert "1 note stands beside no place: it has one on the page as it is now, which is not shown." in sheet.text


def test_its_digests_are_those_of_the_file_in_press(overtaken: Order, tmp_path: Path) -> None:
    key = digest(overtaken, files(overtaken)["1"])
    first, second, checklist = sheets(pack(overtaken, Part.PAGES, Part.CHECKLIST), tmp_path)
    assert f"proof {key[:12]}" in first.text
    assert key[:12] in checklist.text
    assert "The released file" in first.text
    assert "Released · differs now" in first.text
    assert "released" not in second.text.lower()


def test_what_the_released_file_is_made_of_stands_in_the_pack_byte_for_byte_and_once(overtaken: Order) -> None:
    file = pypdf.PdfReader(overtaken.folder / files(overtaken)["1"])
    reader = pypdf.PdfReader(io.BytesIO(pack(overtaken, Part.THUMBNAILS, Part.PAGES)))
    thumbnails, first = reader.pages[0], reader.pages[1]
    (form,) = _forms(first)
    assert form in _forms(thumbnails)
    fonts = set(_fonts(file.pages[0]["/Resources"]))
    assert fonts
    assert set(_fonts(form.get_object()["/Resources"])) == fonts
    assert _images(form.get_object()["/Resources"]) == _images(file.pages[0]["/Resources"])


def test_a_released_page_that_is_the_same_now_looks_the_same(order: Order, tmp_path: Path) -> None:
    """Its colours too, and nothing of its bleed and its marks shows. On thumbnails, where no flags lie over it."""
    (made,) = pictures(pack(order, Part.THUMBNAILS), tmp_path, 300)
    release(order, "1", "2")
    (released,) = pictures(pack(order, Part.THUMBNAILS), tmp_path, 300)
    box = (0, 0, made.width, int(made.height * 0.28))  # without what is said of the pages
    assert sum(made.crop(box).convert("L").histogram()[:100]) > 1000  # there is something on it
    apart = ImageChops.difference(made.crop(box), released.crop(box)).convert("L").histogram()
    assert sum(apart[8:]) < 0.001 * sum(apart)  # edges of type, rounded otherwise


def test_nothing_of_the_present_text_is_told_of_the_released_page_but_why_it_would_be_another(
    overtaken: Order, tmp_path: Path
) -> None:
    _write(overtaken, "1", f"The {NEW} goes on and on. " * 300)
    why = "The story 'notice-1' reads otherwise."
    asked: list[tuple[str, str]] = []

    def tell(released: object, now: object) -> Sequence[str]:
        asked.append((released.page.number, now.page))  # type: ignore[attr-defined]
        return (why,)

    data = pack(overtaken, Part.BUDGET, Part.THUMBNAILS, Part.GALLEYS, Part.PAGES, why=tell)
    found = sheets(data, tmp_path)
    first = next(sheet for sheet in found if "Page proofs: page 1" in sheet.text)
    assert "stays as it is" in first.text
    assert "The story ‘notice-1’ reads otherwise." in first.text
    assert " over" not in first.text
    assert asked == [("1", "1")]
    budget, thumbnails = found[0].text, found[1].text
    assert "lines over" in budget
    assert "text as it is now" in budget
    assert "As released" in thumbnails
    assert " over" not in thumbnails
    assert any("to work on" in sheet.text for sheet in found)


def test_a_released_page_that_is_the_same_now_has_the_problems_that_it_had(order: Order, tmp_path: Path) -> None:
    before = texts(pack(order, Part.PAGES))[0]
    release(order, "1")
    first = texts(pack(order, Part.PAGES))[0]
    for each in ("4 warnings", "the page has no picture"):
        assert each in before
        assert each in first
    assert "Not shown" not in first
    whole = " ".join(sheet.text for sheet in sheets(pack(order), tmp_path))
    assert "The released file" in whole
    assert "as it is now" not in whole
    assert "differs now" not in whole


def test_a_trucks_halves_are_shown_each_by_what_holds_for_it(tmp_path: Path) -> None:
    order = _build(tmp_path, ("2-3",), press="trucks: halves\n")
    release(order, "2")
    change(order, "2-3")
    thumbnails, truck = sheets(pack(order, Part.THUMBNAILS, Part.PAGES), tmp_path)
    assert len(_lefts(thumbnails, OLD)) > 5
    assert len(_lefts(truck, OLD)) > 5
    assert max(_lefts(thumbnails, OLD)) < min(_lefts(thumbnails, NEW))
    assert max(_lefts(truck, OLD)) < truck.width / 2 < min(_lefts(truck, NEW))
    assert "page 2 is the released file; page 3 as made now" in truck.text
    release(order, "2", "3")
    (truck,) = sheets(pack(order, Part.PAGES), tmp_path)
    assert "The released files of both halves" in truck.text
    assert _lefts(truck, NEW) == []
    assert max(_lefts(truck, OLD)) > truck.width / 2


def test_a_released_file_of_which_no_page_can_be_read_is_told(order: Order, tmp_path: Path) -> None:
    (order.folder / files(order)["1"]).write_bytes(b"no PDF at all")
    release(order, "1")
    (first, _) = sheets(pack(order, Part.PAGES), tmp_path)
    assert "The released file can't be shown" in first.text.replace("’", "'")
    assert "1 error" in first.text


def test_the_same_order_gives_the_same_bytes(overtaken: Order) -> None:
    assert pack(overtaken) == pack(overtaken)


def test_what_is_said_of_released_pages_keeps_to_the_sheet(tmp_path: Path) -> None:
    drawn = page().shown[0].drawn
    half = Shown("124", drawn, released=True, differs=True), Shown("125", drawn)
    flag = page().flags[:0]
    pages = (
        page("1", shown=(Shown("1", drawn, released=True, differs=True),), state="released", flags=flag),
        page("124-125", shown=half, section="A section of a long name " * 4, deadline="21:30", held=True),
        page("2", shown=(Shown("2", None, released=True),), state="sent"),
    )
    for sheet in sheets(print_pack(dossier(pages)), tmp_path):
        assert off_the_sheet(sheet) == []
        assert overlapping(sheet) == []


def _lefts(sheet: SheetText, word: str) -> list[float]:
    """On the page itself, over what is told of it."""
    return [each.left for each in sheet.words if word in each.text and each.top < sheet.height * 0.75]


def _forms(sheet: pypdf.PageObject) -> list[IndirectObject]:
    return [each.indirect_reference for each in sheet["/Resources"]["/XObject"].values()]  # type: ignore[index,misc]


def _streams(thing: object, seen: set[int]) -> Iterator[StreamObject]:
    thing = thing.get_object() if isinstance(thing, IndirectObject) else thing
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, StreamObject):
        yield thing
    if isinstance(thing, DictionaryObject):
        for each in dict.values(thing):
            yield from _streams(each, seen)
    elif isinstance(thing, list):
        for each in list.__iter__(thing):
            yield from _streams(each, seen)


def _fonts(resources: object) -> Iterator[bytes]:
    """The embedded font programs, as they lie in the file."""
    for stream in _streams(resources, set()):
        if stream.get("/Subtype") in ("/CIDFontType0C", "/OpenType") or "/Length1" in stream:
            yield stream._data


def _images(resources: object) -> int:
    return sum(stream.get("/Subtype") == "/Image" for stream in _streams(resources, set()))


TRUCK = Page("2-3", "", 200.0, 100.0, 0.0, False, ())
HALVES = Shown("2", None, released=True, differs=True), Shown("3", None)
PLACES = {"left": (0.0, 0.0, 90.0, 50.0), "right": (110.0, 0.0, 90.0, 50.0)}


def entry(area: Area | None = None, story: str = "", severity: Severity = Severity.WARNING, part: str = "") -> Entry:
    return Entry(Problem("short", severity, "short", "Write more.", InFile("a.md"), story), Kind.FIT, area, part)


def told(*entries: Entry, shown: tuple[Shown, ...] = HALVES) -> tuple[list[Entry], list[Entry]]:
    """Those about what is shown, and the others."""
    return of_what_is_shown(entries, TRUCK, shown, PLACES)


def test_what_stands_on_a_released_half_is_counted_and_not_told() -> None:
    left, right = entry(Area(10, 10, 20, 20)), entry(Area(150, 10, 20, 20))
    assert told(left, right) == ([right], [left])
    left, right = entry(story="left"), entry(story="right")
    assert told(left, right) == ([right], [left])


def test_what_stands_on_a_released_half_that_is_the_same_now_is_told() -> None:
    same = tuple(each._replace(differs=False) for each in HALVES)
    every = [entry(Area(10, 10, 20, 20)), entry(story="left"), entry(Area(10, 10, 20, 20), part="2")]
    assert told(*every, shown=same) == (every, [])


def test_what_reaches_over_the_fold_is_told() -> None:
    across = [entry(Area(10, 10, 150, 20)), entry(Area(50, 10, 52, 20), "", Severity.ERROR)]
    assert told(*across) == (across, [])
    barely = entry(Area(50, 10, 50.5, 20))
    assert told(barely) == ([], [barely])


def test_what_has_no_place_is_told_and_what_is_of_a_halfs_own_file_goes_by_that() -> None:
    every = [entry(), entry(Area(10, 10, 20, 20), part="3")]
    assert told(*every) == (every, [])
    of_released = entry(Area(150, 10, 20, 20), "", Severity.ERROR, part="2")
    assert told(of_released) == ([], [of_released])


def test_an_error_there_is_told_for_it_holds_the_other_half() -> None:
    (found,), others = told(entry(Area(10, 10, 20, 20), "left", Severity.ERROR))
    assert others == []
    assert found.problem.where == OnPage("2-3")
    assert found.problem.message == "page 2 as it would be now, which holds the other half: short"


def test_stories_have_their_present_place_only_where_the_page_is_shown_as_it_is_now() -> None:
    assert places_shown(PLACES, TRUCK, HALVES) == {"right": PLACES["right"]}
    assert places_shown(PLACES, TRUCK, (Shown("2-3", None, released=True, differs=True),)) == {}
    assert places_shown(PLACES, TRUCK, (Shown("2-3", None, released=True),)) == PLACES
    assert places_shown(PLACES, TRUCK, (Shown("2-3", None),)) == PLACES
