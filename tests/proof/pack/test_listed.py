"""The desk and its pack on paper count the same for the same save, page by page, and leave nothing out unsaid."""

import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from layout.base.store import Store
from layout.build import build
from layout.fonts.library import Library
from layout.press.manifest import versions_before
from layout.press.package import read_manifest
from layout.production.order import Order
from layout.proof.live.out_folder import read_out
from layout.proof.live.releasing import ToRelease, release_page
from layout.proof.pack import pack as packing
from layout.proof.pack.dossier import Dossier
from layout.proof.pack.form import Part
from layout.proof.pack.pack import Wish, desk_pack, draw_pack
from layout.proof.records.values import PageStanding, Present, Release
from tests.proof.live.rooms import Room, scene
from tests.proof.live.small_paper import write_small
from tests.proof.pack.dossiers import WHEN

Counts = dict[str, Counter[str]]
WRONG = ("error", "warning")
GOES_ON = "It says what it has to say, and no more than that. "


def of_desk(order: Order) -> Counts:
    """Errors and warnings of `/api/items`, by page."""

    async def settled(room: Room) -> None:
        await room.settled()
        room.desk.take_out(read_out(order.folder))

    items: Any = scene(order, settled).desk.items_json()["items"]
    found: Counts = {}
    for each in items:
        if each["severity"] in WRONG:
            found.setdefault(each["page"], Counter())[each["severity"]] += 1
    return found


def of_pack(order: Order, monkeypatch: pytest.MonkeyPatch, folder: Path) -> tuple[Counts, Dossier]:
    """The same as the pack's sheets have them, shown or said not to be."""
    seen: list[Dossier] = []
    draw = draw_pack

    def draw_seen(dossier: Dossier, wish: Wish, library: Library | None = None) -> tuple[bytes, int]:
        seen.append(dossier)
        return draw(dossier, wish, library)

    monkeypatch.setattr(packing, "draw_pack", draw_seen)
    made = desk_pack(order, Wish(WHEN, parts=(Part.BUDGET, Part.PAGES)))
    assert made.data is not None
    dossier = seen[0]
    found: Counts = {}
    for sheet in laid_out(made.data, folder):
        page = re.search(r"Page proofs: page (\S+)$", sheet, re.MULTILINE)
        if page is not None:
            told = {what: sum(int(count) for count in re.findall(rf"\b(\d+) {what}s?\b", sheet)) for what in WRONG}
            if any(told.values()):
                found[page[1]] = Counter({what: count for what, count in told.items() if count})
    general = Counter(str(each.severity) for each in dossier.flags)
    return (found | {"": general} if general else found), dossier


def laid_out(data: bytes, folder: Path) -> list[str]:
    """Each sheet's text, line for line as it stands there."""
    (folder / "pack.pdf").write_bytes(data)
    command = ("pdftotext", "-layout", str(folder / "pack.pdf"), "-")
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split("\f")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Copy too long and doubled, an allowance that nothing needs, a picture that nobody sent, a story that no page uses."""
    issue = write_small(tmp_path, ("1", "2", "3"))
    stories = issue.parent / "stories"
    edit(stories / "notice-1.md", GOES_ON.strip(), "\n\n".join([GOES_ON * 60, GOES_ON * 60]))
    edit(stories / "notice-2.md", "no more than that", "no more than TK that")
    edit(issue, "{story: notice-2}", "{story: notice-2, photo: {file: nowhere.jpg}}")
    edit(issue, "{story: notice-3}", "{story: notice-3, allow: [{rule: copy-teh, why: it is meant}]}")
    (stories / "spare.md").write_text((stories / "notice-3.md").read_text(encoding="utf-8"), encoding="utf-8")
    return Order(issue, store=Store(tmp_path / "store"), jobs=1)


def test_desk_and_pack_count_the_same(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = of_desk(order)
    pack, dossier = of_pack(order, monkeypatch, tmp_path)
    assert pack == desk
    assert desk.keys() == {"", "1", "2", "3"}
    assert desk["1"]["error"] >= 1
    assert desk["1"]["warning"] >= 1
    assert "allow-unused" in {flag.code for flag in dossier.pages[2].flags}
    made = desk_pack(order, Wish(WHEN, parts=(Part.BUDGET,)))
    assert made.data is not None
    (budget,) = laid_out(made.data, tmp_path)[:-1]
    assert f"On no page: {sum(desk[''].values())}" in budget
    errors, warnings = (sum(counts[what] for counts in desk.values()) for what in WRONG)
    assert re.search(rf"\b{errors + warnings}\b.*\n(.*\n)*.*\bproblems\n(.*\n)*.*{errors} errors", budget)


def test_of_a_released_page_the_text_as_it_is_now_is_counted_and_said_not_to_be_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = Order(write_small(tmp_path, ("1", "2")), store=Store(tmp_path / "store"), jobs=1)
    (first, _) = build(order).pages
    release_page(ToRelease("1", first.sha256), order, build)
    story = order.issue.parent / "stories" / "notice-1.md"
    edit(story, GOES_ON.strip(), "\n\n".join([GOES_ON * 60, GOES_ON * 60]))
    desk = of_desk(order)
    pack, dossier = of_pack(order, monkeypatch, tmp_path)
    assert pack == desk
    assert desk["1"]["error"] >= 1
    assert [flag.code for flag in dossier.pages[0].flags] == ["page-released"]
    made = desk_pack(order, Wish(WHEN, parts=(Part.PAGES,)))
    assert made.data is not None
    assert "of the text as it is now, for the page is shown as it was released." in laid_out(made.data, tmp_path)[0]


def test_of_a_released_page_of_which_the_file_alone_is_another_now_nothing_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same print counts as the same page, as it does on the desk; but for what was released its ink must be known."""
    order = Order(write_small(tmp_path, ("1",)), store=Store(tmp_path / "store"), jobs=1)
    (page,) = build(order).pages
    ink = versions_before(read_manifest(order.folder))["1"].ink
    release_page(ToRelease("1", page.sha256), order, build)
    edit(order.issue, "date:", "number: 7\ndate:")
    edit(order.issue.parent.parent / "house.yaml", "title: The Test", "title: The Other Test")
    release = Release("Anna", "2026-11-23T20:55:00.000000Z", page.sha256, ink)
    present = Present(last=1, pages={"1": PageStanding("1", released=release)})
    texts = {}
    for known in (present, Present()):
        made = desk_pack(order, Wish(WHEN, parts=(Part.PAGES,), present=known))
        assert made.data is not None
        texts[known.last] = laid_out(made.data, tmp_path)[0]
        (order.folder / "manifest.json").write_text("{}")  # which knows the ink of what was built last
    assert "differs" in texts[0]
    assert "differs" not in texts[1]
    assert "Not shown" not in texts[1]


def test_of_a_truck_in_halves_both_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order(write_small(tmp_path, ("2-3",), press="trucks: halves\n"), store=Store(tmp_path / "store"), jobs=1)
    desk = of_desk(order)
    pack, _ = of_pack(order, monkeypatch, tmp_path)
    assert {"2", "3"} & desk.keys()
    assert pack["2-3"] == desk.get("2", Counter()) + desk.get("3", Counter())
    assert pack.get("") == desk.get("")
