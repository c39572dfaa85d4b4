"""What stands at a cut edge: bleed that stops, type too near, printer's marks round a page in black alone."""

from dataclasses import replace

import pytest
from pikepdf import Array, Dictionary, Name, String

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.design.press import PrintersMarks
from layout.preflight.check_colour import check_mono
from layout.preflight.conditions import description, registered
from layout.preflight.expected import Expected, InkOfPage
from layout.preflight.finding import Finding
from layout.preflight.preflight import preflight
from tests.preflight.breaks import spot
from tests.preflight.files import HEIGHT, PRESS, WIDTH, Draft, good

CUT = replace(PRESS, bleed=9.0, bleed_least=9.0)


def _found(draft: Draft, rule: str, expected: Expected | None = None) -> list[Finding]:
    draft.page.MediaBox = Array([-30, -30, WIDTH + 30, HEIGHT + 30])
    draft.page.BleedBox = Array([-9, -9, WIDTH + 9, HEIGHT + 9])
    return [one for one in preflight(draft.bytes(), CUT, expected or Expected()).findings if one.rule == rule]


@pytest.mark.parametrize(
    ("operators", "told"),
    [
        ("0.2 0 0 0 k 0 100 40 40 re f", 1),
        ("0.2 0 0 0 k 0.4 100 40 40 re f", 1),
        ("0.2 0 0 0 k -3 100 40 40 re f", 1),
        ("0.2 0 0 0 k -9 100 40 40 re f", 0),
        ("0.2 0 0 0 k 2 100 40 40 re f", 0),
        ("0 0 0 0 k 0 100 40 40 re f", 0),
        ("0.2 0 0 0 k 0 100 40 40 re f -9 100 9 40 re f", 0),  # in two parts that join
        ("0.2 0 0 0 k -9 90 60 60 re f 0.4 0 0 0 k 0 100 40 40 re f", 1),  # another colour below it would show
    ],
)
def test_an_area_that_reaches_the_trim_has_to_go_on_into_the_bleed(operators: str, told: int) -> None:
    draft = good()
    draft.add(f"/Knock gs {operators}")
    found = _found(draft, "page-bleed-stops")
    assert [one.severity for one in found] == [Severity.WARNING] * told
    assert all(one.area is not None and "left" in one.message for one in found)


def test_nothing_bleeds_over_the_fold_and_an_ad_is_not_asked() -> None:
    for expected in (Expected(fold="left"), Expected(ad=True)):
        draft = good()
        draft.add("/Knock gs 0.2 0 0 0 k 0 100 40 40 re f")
        assert _found(draft, "page-bleed-stops", expected) == []


@pytest.mark.parametrize(("x", "told"), [(-4, 1), (0, 1), (8, 1), (9, 0), (-60, 0)])
def test_type_nearer_than_three_millimetres_to_a_cut_edge_is_told(x: float, told: int) -> None:
    draft = good()
    draft.add(f"/Over gs BT 0 0 0 1 k /Body 9 Tf {x} 100 Td <0022> Tj ET")
    found = _found(draft, "page-edge")
    assert len(found) == told
    assert all(one.severity is Severity.WARNING and one.area is not None for one in found)


def test_marks_outside_the_bleed_do_not_colour_a_page_that_is_printed_in_black() -> None:
    draft = good()
    draft.content = ""
    draft.resource("ColorSpace", "Marks", spot("All", solid=(1, 1, 1, 1)))
    draft.add("/Knock gs 0 0 0 1 k 20 100 40 40 re f /Marks CS 1 SCN 0.5 w -28 0 m -10 0 l S 150 -28 m 150 -10 l S")
    press = replace(CUT, marks=PrintersMarks.CROP)
    draft.page.MediaBox = Array([-30, -30, WIDTH + 30, HEIGHT + 30])
    draft.page.BleedBox = Array([-9, -9, WIDTH + 9, HEIGHT + 9])
    mono = Expected(mono=frozenset({1}))
    assert [one.rule for one in preflight(draft.bytes(), press, mono).findings] == []
    draft.add("/Marks CS 1 SCN 1 w 20 160 m 60 160 l S")
    assert "colour-mono" in {one.rule for one in preflight(draft.bytes(), press, mono).findings}


def test_colour_that_only_a_render_shows_has_its_place() -> None:
    ink = InkOfPage(1, 1.0, 1.0, ("Cyan", "Black"), colour_at=Area(10.0, 20.0, 1.0, 1.0))
    (fault,) = check_mono(ink)
    assert (fault.rule, fault.box) == ("colour-mono", (10.0, 20.0, 11.0, 21.0))


def test_a_stamp_on_an_ad_that_is_to_be_seen_is_told_not_to_be_printed() -> None:
    for entries, told in (({"F": 4, "AP": True}, True), ({"F": 4}, False), ({"F": 6, "AP": True}, False)):
        draft = good()
        shown = draft.form("Shown", "0 0 0 1 k 0 0 40 20 re f")
        note = draft.pdf.make_indirect(_stamp(entries["F"]))
        if "AP" in entries:
            note.AP = _appearance(shown)
        draft.page.Annots = Array([note])
        (found,) = preflight(draft.bytes(), PRESS, Expected(ad=True)).findings
        assert (found.rule, found.severity) == ("page-annotation", Severity.WARNING)
        assert ("will not be printed" in found.message) == told


def _stamp(flags: object) -> object:
    return Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([20, 100, 60, 120]), F=flags)


def _appearance(form: object) -> object:
    return Dictionary(N=form)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"),
        ("FOGRA51L", "FOGRA51"),
        ("ISO Coated v2 (ECI)", "FOGRA39"),
        ("CGATS TR 002", "CGATS TR 2"),
        ("CGATS TR002", "CGATS TR 2"),
        ("Newsprint coldset TAC220 (CGATS TR 002)", "CGATS TR 2"),
        ("WAN-IFRAnewspaper26v5", "IFRA26"),
        ("IFRA26", "IFRA26"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("GRACoL2013_CRPC6.icc", "CRPC6"),
        ("our own machine", ""),
    ],
)
def test_conditions_are_known_by_the_names_that_people_write(text: str, name: str) -> None:
    assert registered(text) == name


def test_a_profile_is_called_by_its_description_of_either_version() -> None:
    header = bytes(128) + (1).to_bytes(4, "big") + b"desc" + (144).to_bytes(4, "big")
    old = b"desc" + bytes(4) + (8).to_bytes(4, "big") + b"FOGRA39\0"
    text = "FOGRA39".encode("utf-16-be")
    new = b"mluc" + bytes(4) + (1).to_bytes(4, "big") + (12).to_bytes(4, "big") + b"enUS"
    new += len(text).to_bytes(4, "big") + (28).to_bytes(4, "big") + text
    for tag in (old, new):
        assert description(header + len(tag).to_bytes(4, "big") + tag) == "FOGRA39"
    assert description(b"") == description(header) == ""


def test_an_own_profile_under_a_name_that_is_not_registered_is_no_mismatch() -> None:
    draft = good()
    draft.pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("House 7")
    assert [one.rule for one in preflight(draft.bytes(), replace(PRESS, condition="House 7")).findings] == []


def test_ink_of_colours_that_are_to_be_converted_is_not_told_and_that_beside_them_is() -> None:
    def render(at: Area) -> InkOfPage:
        return InkOfPage(1, 2.6, 2.6, ("Cyan", "Magenta", "Yellow", "Black"), at, at)

    draft = good()
    draft.add("/Knock gs 0.2 0.4 0.6 rg 20 100 100 40 re f")
    for at, rules in ((Area(50.0, HEIGHT - 120, 3, 3), {"colour-rgb"}), (Area(200.0, 10.0, 3, 3), {"colour-rgb", "ink-most"})):
        done = preflight(draft.bytes(), PRESS, ink=lambda data, at=at: [render(at)])
        assert {one.rule for one in done.findings} == rules


def test_messages_are_clauses_and_a_line_finer_than_any_has_a_weight() -> None:
    draft = good()
    draft.add("/Over gs 0 0 0 1 K 0.05 w 20 90 m 280 90 l S 0 0 0 rg 20 100 9 9 re f")
    messages = [one.message for one in preflight(draft.bytes(), PRESS).findings]
    assert any(message.startswith("a line is 0.05 pt thick") for message in messages)
    assert all(message[0].islower() and not message.endswith(".") for message in messages)
