"""Findings of a file that knows nothing of stories, brought to the story or ad at their place."""

from pathlib import Path

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.base.problems import InFile, OnPage, Severity
from layout.lines.line import Line, Word
from layout.pages.display import Kind, LegMark, Page, PdfMark, RuleMark, SetLine, Source, TintMark
from layout.preflight.finding import Finding
from layout.press.found import Found, join_findings, source_at

BRIDGE, FERRY, AD = Source("A", "bridge", 3), Source("B", "ferry"), Source("X")


def line(x: float, baseline: float, source: Source) -> SetLine:
    word = Word("word", None, 9.0, 40.0, (), (), "")  # type: ignore[arg-type]
    return SetLine(Line((word,), (0.0,), 0.0, 0.0, 1.0, 0.0, 40.0, False, True), x, baseline, BLACK, Kind.BODY, source)


def page() -> Page:
    leg = LegMark(Area(0, 0, 40, 100), (line(0, 10, BRIDGE), line(0, 20.5, BRIDGE)), BRIDGE)
    tint = TintMark(Area(100, 0, 100, 100), BLACK, FERRY)
    ad = PdfMark(Area(100, 200, 100, 100), Path("ad.pdf"), 0, AD)
    rule = RuleMark(0, 150, 200, 150, 0.25, BLACK, FERRY)
    return Page("3", "News", 300, 400, 0, False, (tint, leg, ad, rule))


def finding(area: Area | None, thing: str = "") -> Finding:
    return Finding("type-small", Severity.ERROR, "type of 4 pt is too small", "Set it at 5 pt.", 1, area, thing)


def test_a_line_is_known_by_its_story() -> None:
    assert source_at(page(), Area(5, 14, 20, 6)) == BRIDGE


def test_a_thin_rule_is_met() -> None:
    assert source_at(page(), Area(20, 149.9, 100, 0.2)) == FERRY


def test_bare_paper_belongs_to_nobody() -> None:
    assert source_at(page(), Area(250, 350, 10, 10)) == Source()


def test_a_finding_in_an_ad_names_its_booking() -> None:
    found = join_findings(page(), [finding(Area(120, 220, 10, 10), "font Comic")], {"X": "A1207"})
    assert (found[0].block, found[0].story, found[0].booking) == ("X", "", "A1207")
    problem = found[0].as_problem()
    assert problem.message == "type of 4 pt is too small (font Comic, the ad A1207)"
    assert problem.where == OnPage("3", Area(120, 220, 10, 10))


def test_a_finding_in_a_story_names_it() -> None:
    problem = join_findings(page(), [finding(Area(5, 5, 5, 5))], {})[0].as_problem()
    assert problem.story == "bridge"
    assert problem.message == "type of 4 pt is too small (story bridge)"


def test_a_finding_of_the_whole_page_belongs_to_nobody() -> None:
    found = join_findings(page(), [finding(None)], {"X": "A1207"})
    assert (found[0].block, found[0].story, found[0].booking) == ("", "", "")
    assert found[0].as_problem().where == OnPage("3", None)


def test_a_finding_of_the_file_stands_on_no_page() -> None:
    assert Found(finding(None), "").as_problem().where == InFile("")
