"""What the manifest says of a page."""

from dataclasses import replace
from pathlib import Path

from layout.base.colour import BLACK, Cmyk, Spot
from layout.base.geometry import Area
from layout.base.units import mm
from layout.pages.display import HoleMark, ImageMark, Mark, Page, PdfMark, RuleMark, Source, TintMark
from layout.preflight.finding import PageFacts
from layout.press.manifest import WrittenPage, manifest_facts, versions_before
from layout.press.names import LastBuilt

HERE = Source("A", "bridge")
AREA = Area(0.0, 0.0, 10.0, 10.0)
WHOLE = (0.0, 0.0, 1.0, 1.0)


def written(number: str, *marks: Mark, mono: bool = False, held: bool = False) -> WrittenPage:
    page = Page(number, "News", mm(350), mm(500), mm(3), mono, marks)
    return WrittenPage(page, f"press/{number}.pdf", "A", f"digest of {number}", held)


def inks(*marks: Mark, mono: bool = False) -> object:
    facts = manifest_facts({}, [written("1", *marks, mono=mono)], ["1"], {})
    return facts["pages"][0]["inks"]  # type: ignore[index]


def test_inks_are_those_that_print_in_printing_order_spots_last() -> None:
    gold = Spot("PANTONE 871 C", Cmyk(0.2, 0.25, 0.6, 0.25), 0.5)
    assert inks(RuleMark(0, 0, 1, 1, 1, BLACK, HERE)) == ["Black"]
    assert inks(TintMark(AREA, gold, HERE), TintMark(AREA, Cmyk(0.1, 0.0, 0.2, 0.0), HERE)) == ["Cyan", "Yellow", "PANTONE 871 C"]
    assert inks(ImageMark(AREA, Path("a.jpg"), WHOLE, False, HERE)) == ["Cyan", "Magenta", "Yellow", "Black"]
    assert inks(ImageMark(AREA, Path("a.jpg"), WHOLE, True, HERE)) == ["Black"]
    assert inks(ImageMark(AREA, Path("a.jpg"), WHOLE, False, HERE), mono=True) == ["Black"]
    assert inks(PdfMark(AREA, Path("ad.pdf"), 0, HERE)) == ["Cyan", "Magenta", "Yellow", "Black"]
    assert inks(HoleMark(AREA, "no ad", HERE)) == ["Black"]


def test_pages_that_are_not_ready_are_named_with_the_reason() -> None:
    facts = manifest_facts({"title": "T"}, [written("1"), written("2", held=True)], ["1", "2", "3"], {"3": LastBuilt("C", "old")})
    assert facts["missing"] == [{"page": "2", "why": "held"}, {"page": "3", "why": "not built"}]
    assert facts["pages"][0]["trim_mm"] == [350.0, 500.0]  # type: ignore[index]
    assert facts["pages"][0]["bleed_mm"] == 3.0  # type: ignore[index]
    assert facts["versions"] == {
        "1": {"version": "A", "sha256": "digest of 1"},
        "3": {"version": "C", "sha256": "old"},
    }


def test_versions_are_read_back_and_nonsense_is_left_out() -> None:
    facts = manifest_facts({}, [written("1")], ["1"], {})
    assert versions_before(facts) == {"1": LastBuilt("A", "digest of 1")}
    assert versions_before({}) == {}
    assert versions_before({"versions": {"1": "B", "2": {"version": "../x", "sha256": "d"}, "3": {"version": "B"}}}) == {}


def test_what_preflight_measured_goes_before_what_the_marks_say() -> None:
    at = Area(mm(10), mm(20), mm(1), mm(1))
    measured = PageFacts(1, mm(350), mm(500), ("Cyan", "Black"), 2.1437, at, "tiffsep", ("Serif",))
    facts = manifest_facts({}, [written("1"), written("2")], ["1", "2"], {}, {"1": measured})
    first, second = facts["pages"]  # type: ignore[misc]
    assert first["inks"] == ["Cyan", "Black"]
    assert first["most_ink"] == {"percent": 214.4, "at_mm": [10.0, 20.0, 1.0, 1.0], "measured": "tiffsep"}
    assert first["fonts"] == ["Serif"]
    assert second["most_ink"] is None


def test_the_digest_of_the_ink_is_kept_for_the_next_build() -> None:
    page = replace(written("1"), ink_digest="ink of 1")
    facts = manifest_facts({}, [page], ["1"], {})
    assert facts["pages"][0]["ink"] == "ink of 1"  # type: ignore[index]
    assert versions_before(facts) == {"1": LastBuilt("A", "digest of 1", "ink of 1")}
    assert versions_before({"versions": {"1": {"version": "A", "sha256": "d", "ink": 3}}}) == {"1": LastBuilt("A", "d")}
