"""Press profiles, and what is refused of them."""

from pathlib import Path

import pytest

from layout.base.problems import InFile, Problem
from layout.base.units import mm
from layout.design.house_keys import PRESSES
from layout.design.press import Imposition, Press, PrintersMarks, Standard, Trucks
from layout.design.press_keys import PRESS
from layout.design.read_press import read_press, shipped_presses
from tests.coated import coated_profile

HERE = InFile("house.yaml", 5, 8)
LEAST = "name: Mine\nprofile: newsprint-220.icc\n"


def read(folder: Path, text: str, least: str = LEAST) -> tuple[Press, list[Problem]]:
    path = folder / "mine.yaml"
    path.write_text(least + text, encoding="utf-8")
    press, problems = read_press(str(path), HERE)
    assert press is not None
    return press, problems


def said(problems: list[Problem]) -> list[tuple[str, int]]:
    """Code and line of each problem."""
    assert all(isinstance(problem.where, InFile) and problem.message and problem.remedy for problem in problems)
    return [(problem.code, problem.where.line) for problem in problems if isinstance(problem.where, InFile)]


def test_the_usual_profile_is_newsprint_without_a_fault() -> None:
    press, problems = read_press("newsprint", HERE)
    assert problems == []
    assert press is not None
    assert (press.standard, press.most_ink, press.bleed, press.colour_pages) == (Standard.X4, 2.2, 0.0, None)
    assert press.sheet == pytest.approx((mm(400), mm(578)))
    assert press.profile is not None
    assert press.profile.read_bytes()[36:40] == b"acsp"  # ICC.1, 7.2.11: the signature of every profile
    assert press.condition == "CGATS TR 002"
    assert press.needs == ()


def test_what_newsprint_says_is_what_an_absent_key_means(tmp_path: Path) -> None:
    shipped, _ = read_press("newsprint", HERE)
    bare, problems = read(tmp_path, "")
    assert problems == []
    assert shipped is not None
    apart = {"name", "where", "sheet", "screen", "condition", "places"}  # sheet, screen, condition are a certain press's
    for field in Press.__dataclass_fields__.keys() - apart:
        assert getattr(bare, field) == getattr(shipped, field), field


def test_the_profile_in_pdf_x_1a_differs_in_standard_and_ink() -> None:
    press, problems = read_press("newsprint-x1a", HERE)
    assert problems == []
    assert press is not None
    assert (press.standard, press.most_ink) == (Standard.X1A, 2.4)
    assert press.profile is not None


def test_the_shipped_profiles_are_those_that_an_editor_offers_and_hold_every_key() -> None:
    assert sorted(PRESSES) == sorted(shipped_presses())
    for name in shipped_presses():
        press, _ = read_press(name, HERE)
        assert press is not None
        text = Path("assets/press", f"{name}.yaml").read_text(encoding="utf-8")
        assert [key.name for key in PRESS.keys if f"\n{key.name}:" not in text] == []
        assert text.startswith("# yaml-language-server: $schema=.schema/press.json\n")


def test_a_magazine_says_which_key_is_empty_and_how_it_is_filled() -> None:
    press, problems = read_press("magazine", HERE)
    assert press is not None
    assert press.needs == ("profile",)
    assert press.profile is None
    assert [(problem.code, problem.where) for problem in problems] == [("profile-empty", HERE)]
    assert "`profile`" in problems[0].message
    assert "magazine.yaml' beside your house" in problems[0].remedy


def test_a_magazine_is_whole_once_its_printer_s_profile_is_named(tmp_path: Path) -> None:
    text = Path("assets/press/magazine.yaml").read_text(encoding="utf-8")
    press, problems = read(tmp_path, text.replace("profile:  ", f"profile: {coated_profile()} #"), least="")
    assert problems == []
    assert (press.needs, press.profile, press.condition) == ((), coated_profile(), "Artifex CMYK SWOP Profile")
    assert (press.bleed, press.marks, press.most_ink) == (pytest.approx(mm(3)), PrintersMarks.CROP, 3.0)
    assert (press.photo_ppi.target, press.photo_ppi.least, press.photo_ppi.refused) == (300, 225, 150)
    assert (press.screen, press.sheet) == (150, None)


def test_every_key_is_read(tmp_path: Path) -> None:
    press, problems = read(
        tmp_path,
        "standard: x-1a\ncondition: Coldset 26\nmost-ink: 240 %\nsheet: 30cm × 400mm\nlive: 280mm x 380mm\nbleed: 9pt\n"
        "marks: crop\ncolour-pages: [1, 4-5, A7-A9]\nspots: [P 185 C, Gold]\nphoto-ppi: {target: 250, least: 180, refused: 90}\n"
        "line-art-ppi: {least: 1000, refused: 600}\ntype: {least: 6pt, body: 8pt, inks: 12pt, reversed: 9pt}\n"
        "lines: {least: 0.6pt, refused: 0.3pt}\noverprint: {type: 14pt, rules: 1pt}\nscreen: 85\nsharpen: 1.5\ntrucks: halves\n"
        "impose: spreads\nfile-name: '{code}{page:3}.pdf'\nlongest-name: 63\n",
    )
    assert problems == []
    assert (press.standard, press.condition, press.most_ink) == (Standard.X1A, "Coldset 26", 2.4)
    assert press.sheet == pytest.approx((mm(300), mm(400)))
    assert press.live == pytest.approx((mm(280), mm(380)))
    assert (press.bleed, press.marks, press.spots) == (9, PrintersMarks.CROP, ("P 185 C", "Gold"))
    assert press.colour_pages == {"1", "4", "5", "A7", "A8", "A9"}
    assert (press.photo_ppi.target, press.photo_ppi.least, press.photo_ppi.refused) == (250, 180, 90)
    assert (press.line_art_ppi.least, press.line_art_ppi.refused) == (1000, 600)
    assert (press.type.least, press.type.body, press.type.inks, press.type.reversed) == (6, 8, 12, 9)
    assert (press.lines.least, press.lines.refused) == (0.6, 0.3)
    assert (press.overprint.type, press.overprint.rules) == (14, 1)
    assert (press.screen, press.sharpen, press.trucks, press.impose) == (85, 1.5, Trucks.HALVES, Imposition.SPREADS)
    assert (press.file_name, press.longest_name) == ("{code}{page:3}.pdf", 63)
    assert press.places["file-name"] == InFile(press.where.path, 21, 12)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("standrad: x-4", "key-unknown"),
        ("standard: x-3", "choice-wrong"),
        ("marks: crops", "choice-wrong"),
        ("trucks: half", "choice-wrong"),
        ("impose: saddle", "choice-wrong"),
        ("most-ink: 220", "ink-wrong"),
        ("most-ink: 900%", "ink-wrong"),
        ("most-ink: ²²⁰%", "ink-wrong"),
        ("sheet: 400mm", "sheet-trim"),
        ("sheet: alny", "sheet-trim"),
        ("sheet: 4mm x 5mm", "sheet-trim"),
        ("sheet: 40 lines x 500mm", "sheet-trim"),
        ("sheet: 400 x 500mm", "length-unit"),
        ("live: 9m x 400mm", "length-wrong"),
        ("bleed: 3", "length-unit"),
        ("bleed: -3mm", "length-range"),
        ("bleed: 90mm", "length-range"),
        ("bleed: 1 line", "length-wrong"),
        ("sheet: 300mm x 400mm\nlive: 300mm x 401mm", "press-limits"),
        ("photo-ppi: 200", "wrong-kind"),
        ("photo-ppi: {leest: 3}", "key-unknown"),
        ("photo-ppi: {least: x}", "number-wrong"),
        ("photo-ppi: {least: 100, refused: 150}", "press-limits"),
        ("photo-ppi: {target: 100, least: 150}", "press-limits"),
        ("line-art-ppi: {least: 100, refused: 150}", "press-limits"),
        ("type: {least: 8pt, body: 7pt}", "press-limits"),
        ("type: {least: 5}", "length-unit"),
        ("type: {reversed: 100pt}", "length-range"),
        ("lines: {least: 0.2pt, refused: 0.25pt}", "press-limits"),
        ("overprint: {rules: 60mm}", "length-range"),
        ("screen: 100 lpi", "number-wrong"),
        ("sharpen: 3", "number-wrong"),
        ("colour-pages: al", "press-pages"),
        ("colour-pages: [1, all]", "press-pages"),
        ("colour-pages: [9-3]", "press-pages"),
        ("colour-pages: [1-9999]", "press-pages"),
        ("colour-pages: {1: yes}", "wrong-kind"),
        ("spots: [Black]", "press-spots"),
        ("spots: [All]", "press-spots"),
        ("spots: [1, 2, 3, 4, 5, 6, 7, 8, 9]", "press-spots"),
        ("longest-name: 8", "number-wrong"),
        ("longest-name: 1e2", "number-wrong"),
        (f"condition: {'x' * 81}", "press-text"),
    ],
)
def test_a_wrong_value_is_told_at_its_line_and_the_rest_is_read(tmp_path: Path, line: str, code: str) -> None:
    press, problems = read(tmp_path, f"\n{line}\nimpose: pairs\n" if "impose" not in line else f"\n{line}\n")
    assert said(problems) == [(code, 4 + line.count("\n"))]
    assert press.name == "Mine"
    assert (press.impose is Imposition.PAIRS) == ("impose" not in line)


@pytest.mark.parametrize(
    ("line", "meant"),
    [("standrad: x-4", "standard"), ("standard: x4", "x-4"), ("trucks: halfs", "halves"), ("colour-pages: al", "all")],
)
def test_the_word_that_was_meant_is_named(tmp_path: Path, line: str, meant: str) -> None:
    _, problems = read(tmp_path, line)
    assert f"did you mean '{meant}'?" in problems[0].remedy


def test_both_numbers_of_a_contradiction_are_named(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "photo-ppi: {least: 100, refused: 150}\nsheet: 300mm x 400mm\nlive: 310mm x 390mm\n")
    assert sorted(problem.message for problem in problems) == [
        "`photo-ppi` has `refused` at 150, but `least` at 100",
        "the `live` area is 310 x 390 mm, but the `sheet` has 300 x 400 mm",
    ]


@pytest.mark.parametrize(
    ("line", "photos"),
    [
        ("photo-ppi: {least: 120}", (200, 120, 100)),
        ("photo-ppi: {least: 250}", (250, 250, 100)),
        ("photo-ppi: {target: 90}", (90, 90, 90)),
        ("photo-ppi: {refused: 300}", (300, 300, 300)),
        ("photo-ppi: {refused: 0}", (200, 150, 0)),
    ],
)
def test_limits_that_are_not_written_make_room_for_those_that_are(
    tmp_path: Path, line: str, photos: tuple[float, float, float]
) -> None:
    press, problems = read(tmp_path, line)
    assert problems == []
    assert (press.photo_ppi.target, press.photo_ppi.least, press.photo_ppi.refused) == photos


def test_a_smallest_size_of_its_own_moves_the_others(tmp_path: Path) -> None:
    press, problems = read(tmp_path, "type: {least: 9pt, inks: 9pt}")
    assert problems == []
    assert (press.type.least, press.type.body, press.type.inks, press.type.reversed) == (9, 9, 9, 9)


def test_an_unknown_profile_is_told_with_the_one_that_was_meant() -> None:
    press, problems = read_press("newsprnt", HERE)
    assert press is None
    assert (problems[0].code, problems[0].where) == ("press-unknown", HERE)
    assert "did you mean 'newsprint'?" in problems[0].remedy


@pytest.mark.parametrize("name", ["nowhere/x.yaml", "\0.yaml", "x" * 5000 + ".yaml", "a\nb", "../..", "magazine.yaml/"])
def test_a_path_to_nowhere_is_a_problem(name: str) -> None:
    press, problems = read_press(name, HERE)
    assert press is None
    assert len(problems) == 1
    assert problems[0].remedy


@pytest.mark.parametrize("text", ["", "profile:\n", "profile: ''\n", "profile: none\n"])
def test_a_profile_of_one_s_own_needs_an_icc_file(tmp_path: Path, text: str) -> None:
    press, problems = read(tmp_path, text, least="name: Mine\n")
    if "none" in text:
        assert said(problems) == [("profile-missing", 2)]
    else:
        assert said(problems) == [("profile-empty", 2 if text else 1)]
        assert press.needs == ("profile",)
    assert press.profile is None


@pytest.mark.parametrize("text", ["- x\n", "x\n", "[]\n"])
def test_a_file_that_is_no_profile_is_told_once(tmp_path: Path, text: str) -> None:
    _, problems = read(tmp_path, text, least="")
    assert "wrong-kind" in [problem.code for problem in problems]
    assert "profile-empty" not in [problem.code for problem in problems]


def test_what_a_broken_file_lacks_is_not_missed(tmp_path: Path) -> None:
    _, problems = read(tmp_path, 'condition: "Coldset\n', least="trucks: whole\n")
    assert [problem.code for problem in problems] == ["yaml-syntax"]
