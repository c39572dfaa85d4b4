"""Preflight's two reports: one for programs, one for people."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.units import mm
from layout.preflight.finding import Finding, PageFacts
from layout.press import preflight_report
from layout.press.found import Found
from layout.press.preflight_page import preflight_html
from layout.press.preflight_report import JudgedFile, PagePicture, PreflightReport, preflight_facts

PLACE = Area(mm(24), mm(118), mm(40), mm(2))
SHEET = Area(0.0, 0.0, mm(350), mm(500))
SMALL = Finding("type-small", Severity.ERROR, "type of 4 pt <tiny>", "Set it at 5 pt.", 1, PLACE, "font Franklin")
LAYERS = Finding("file-layers", Severity.WARNING, "the file has layers", "Flatten it.")
FACTS = PageFacts(1, mm(350), mm(500), ("Cyan", "Black"), 2.133, Area(mm(10), mm(20), mm(1), mm(1)), "computed", ("Franklin",))


def report(*found: Found, picture: bytes = b"") -> PreflightReport:
    return PreflightReport(
        "Newsprint",
        (JudgedFile("press/p3.pdf", (FACTS,), found, ("3",), "ab12", {1: PagePicture(picture, SHEET)} if picture else {}),),
    )


def test_a_program_gets_every_place_in_millimetres() -> None:
    facts = json.loads(json.dumps(preflight_facts(report(Found(SMALL, "3", "X", "", "A1207"), Found(LAYERS, "")))))
    assert facts["passed"] is False
    page = facts["files"][0]["pages"][0]
    assert (page["page"], page["size_mm"], page["most_ink"], page["most_ink_at_mm"]) == ("3", [350, 500], 213.3, [10, 20, 1, 1])
    first, second = facts["files"][0]["findings"]
    assert (first["rule"], first["area_mm"], first["booking"], first["page"]) == ("type-small", [24, 118, 40, 2], "A1207", "3")
    assert (second["rule"], second["area_mm"], second["page"]) == ("file-layers", None, None)


def test_a_warning_does_not_fail_a_file() -> None:
    assert report(Found(LAYERS, "")).passed
    assert report().count == "nothing found"
    assert report(Found(SMALL, "3"), Found(LAYERS, "")).count == "1 error, 1 warning"


def test_a_person_sees_each_finding_framed_and_numbered_on_the_page() -> None:
    html = preflight_html(report(Found(LAYERS, "3"), Found(SMALL, "3", "X", "", "A1207"), picture=b"jpeg"))
    drawing = ElementTree.fromstring(re.search(r"<svg.*?</svg>", html, re.DOTALL)[0])  # type: ignore[index]
    frames = drawing.findall(".//rect")
    assert len(frames) == 1
    assert abs(float(frames[0].get("x", "")) - PLACE.x) < 0.1
    assert [text.text for text in drawing.findall(".//text")] == ["1"]
    assert "data:image/jpeg;base64," in html
    assert "ad A1207" in html
    assert "(24 mm, 118 mm)" in html
    assert "type of 4 pt &lt;tiny&gt;" in html
    assert "computed from the marks in the file" in html
    assert "most ink 213% at (10 mm, 20 mm)" in html


def test_ghostscript_is_to_be_installed_only_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for path, told in (("/usr/bin/gs", False), (None, True)):
        monkeypatch.setattr(preflight_report, "find_ghostscript", lambda path=path: path)
        assert ("install Ghostscript" in preflight_html(report(Found(LAYERS, "")))) == told
        assert ("install Ghostscript" in json.dumps(preflight_facts(report(Found(LAYERS, ""))))) == told


def test_findings_at_one_place_share_a_frame_in_the_colour_of_the_worst() -> None:
    thin = Finding("line-least", Severity.WARNING, "thin", "Draw it thicker.", 1, PLACE)
    html = preflight_html(report(Found(thin, "3"), Found(SMALL, "3")))
    drawing = ElementTree.fromstring(re.search(r"<svg.*?</svg>", html, re.DOTALL)[0])  # type: ignore[index]
    (group,) = drawing.findall(".//g")
    assert group.get("class") == "error"
    assert len(group.findall("rect")) == 1
    assert [text.text for text in group.findall("text")] == ["1, 2"]


def test_the_report_fetches_nothing_and_runs_nothing() -> None:
    html = preflight_html(report(Found(SMALL, "3")))
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!data:|#)', html)
