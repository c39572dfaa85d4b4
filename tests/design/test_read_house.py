"""The house: complete from a title alone, and every fault with its place."""

from pathlib import Path

import pytest

from layout.base.colour import Cmyk, Spot
from layout.base.problems import InFile, Problem, has_errors
from layout.content.issue import Lever
from layout.design.house import FolioLook, House, TopRule
from layout.design.read_house import default_house, read_house
from layout.design.styles import Align, Caps, Figures, FontSpec


def house_of(folder: Path, text: str) -> tuple[House, list[Problem]]:
    path = folder / "house.yaml"
    path.write_text(text, encoding="utf-8")
    house, problems = read_house(path)
    assert house is not None
    return house, problems


def sound(folder: Path, text: str) -> House:
    house, problems = house_of(folder, text)
    assert problems == []
    return house


def places(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(p.code, p.where.line, p.where.column) for p in problems if isinstance(p.where, InFile)]


def test_a_title_alone_makes_a_complete_house(tmp_path: Path) -> None:
    house = sound(tmp_path, "title: Harbour Herald\n")
    assert (house.title, house.code, house.language, house.press) == ("Harbour Herald", "HH", "en-GB", "newsprint")
    assert house.grid.slots == 126
    assert house.grid.drop == pytest.approx(8.0)
    assert house.grid.column_width == pytest.approx(140.55, abs=0.01)
    assert (house.between, house.jump_min) == (2, 6)
    assert house.fit == (Lever("lines"), Lever("headline"))
    assert house.tint == Cmyk(pytest.approx(0.06), pytest.approx(0.036), 0.0, pytest.approx(0.012))
    assert house.masters["front"].first_slot == 12
    assert house.masters["feature"].first_slot == 9
    assert house.masters["feature"].top_rule is TopRule.BAR
    assert house.masters["inside"].first_slot == 4
    assert house.words["en-GB"].jump_to == "Continued on page {page}"
    assert house.manners["opinion"].mug


def test_the_default_styles_are_the_look(tmp_path: Path) -> None:
    styles = sound(tmp_path, "title: X\n").styles
    body = styles["body"]
    assert (body.size, body.leading, body.align, body.hyphens, body.indent) == (9.0, 10.5, Align.JUSTIFY, True, 9.0)
    assert body.figures is Figures.OLD_STYLE
    assert (styles["opinion"].align, styles["opinion"].hyphens, styles["opinion"].indent) == (Align.LEFT, False, 9.0)
    ladder = styles["headline"].rungs
    assert [rung.size for rung in ladder] == [72, 60, 54, 48, 42, 36, 30, 24, 18, 14]
    assert [rung.font.weight for rung in ladder] == [600] * 5 + [700] * 5
    assert {rung.font.weight for rung in styles["opinion-headline"].rungs} == {300}
    assert [(rung.size, rung.leading, rung.font.weight) for rung in styles["deck"].rungs] == [(17, 21, 300), (13, 15.75, 400)]
    assert styles["credit"].caps is Caps.ALL
    assert styles["quote"].font == FontSpec("Source Serif 4 Display", 300, italic=True)
    assert styles["label"].colour == Cmyk(1.0, 0.6, 0.0, 0.2)


def test_the_default_house_names_every_style_that_a_page_is_made_of() -> None:
    wanted = (
        "body headline deck kicker label byline byline-role dateline crosshead caption credit quote quote-wide quote-by folio "
        "folio-title folio-date folio-number strip strip-motto ear ear-head nameplate banner banner-motto drop-cap jump-line "
        "brief-headline refer-section refer-page refer-text table table-head table-title notice ad-label list-item opinion "
        "opinion-headline feature feature-headline"
    )
    styles = default_house().get("styles")
    assert styles is not None
    assert set(wanted.split()) <= {name.text for name, _ in styles.fields}  # type: ignore[union-attr]


def test_a_house_overrides_piece_by_piece(tmp_path: Path) -> None:
    house = sound(
        tmp_path,
        """
title: The Quay
grid: {columns: 5, gutter: 4mm}
sheet: {trim: 280mm x 400mm, margins: 12mm 12mm 14mm}
colours: {brand: "cmyk(0, 95, 85, 0)"}
styles:
  body: {align: left}
  headline: {font: sans black}
rules: {cutoff: 1pt, column: 0pt}
words: {jump-to: "Turn to {page}"}
""",
    )
    assert (house.grid.columns, house.grid.baseline) == (5, 10.5)
    assert house.sheet.left == house.sheet.right
    assert (house.styles["body"].align, house.styles["body"].size) == (Align.LEFT, 9.0)
    assert house.styles["opinion"].indent == 9.0
    assert {rung.font for rung in house.styles["headline"].rungs} == {FontSpec("Libre Franklin", 900)}
    assert house.styles["label"].colour == Cmyk(0.0, 0.95, 0.85, 0.0)
    assert house.tint == Cmyk(0.0, pytest.approx(0.057), pytest.approx(0.051), 0.0)
    assert (house.rules.cutoff, house.rules.column, house.rules.bar) == (1.0, 0.0, 2.0)
    assert house.words["en-GB"].jump_to == "Turn to {page}"
    assert house.words["en-GB"].jump_from == "From page {page}"


def test_what_a_style_is_like_follows_the_papers_own_style(tmp_path: Path) -> None:
    house = sound(tmp_path, "title: X\nstyles:\n  body: {size: 9.5pt/10.5pt}\n  stars: {like: label, colour: ink 50%}\n")
    assert house.styles["opinion"].size == 9.5
    assert house.styles["stars"].font == house.styles["label"].font
    assert house.styles["stars"].colour == Cmyk(0.0, 0.0, 0.0, 0.5)


def test_bare_sizes_keep_leading_and_tracking_of_the_ladder_they_replace(tmp_path: Path) -> None:
    headline = sound(tmp_path, "title: X\nstyles: {headline: {font: head bold, sizes: [72pt, 24pt, 20pt]}}\n").styles["headline"]
    assert [(rung.size, rung.leading, rung.tracking) for rung in headline.rungs] == [
        (72, 73.5, -14),
        (24, 26.25, -3),
        (20, 21, 0),
    ]
    assert headline.by_columns == (20.0, 24.0, 24.0, 24.0, 24.0, 72.0)


def test_a_deeper_grid_takes_body_with_it(tmp_path: Path) -> None:
    house = sound(tmp_path, "title: X\ngrid: {baseline: 12pt}\nstyles: {body: {size: 10pt/1 line}}\n")
    assert {house.styles[name].leading for name in ("body", "opinion", "crosshead", "byline")} == {12.0}


def test_words_stand_by_language(tmp_path: Path) -> None:
    house = sound(tmp_path, 'title: Kai\nlanguage: de-DE\nwords: {jump-from: "Von S. {page}", fr: {page: "p. {page}"}}\n')
    assert house.words["de-DE"].jump_from == "Von S. {page}"
    assert house.words["de-DE"].jump_to == "Fortsetzung auf Seite {page}"
    assert (house.words["fr"].page, house.words["fr"].advertisement) == ("p. {page}", "Publicité")


def test_masters_are_read_and_replace_the_ones_of_their_name(tmp_path: Path) -> None:
    house = sound(
        tmp_path,
        """
title: X
masters:
  front:
    nameplate: {text: "{title}", lines: 12, ears: ["{weather}", "{price}"]}
    folio: {left: "{date}", centre: "No. {number}", right: "{edition} edition"}
  inside:
    banner: "{section}"
    folio: {outer: "{page}"}
    between: 3 lines
""",
    )
    front, inside = house.masters["front"], house.masters["inside"]
    assert front.nameplate is not None
    assert front.nameplate.ears == ("{weather}", "{price}")
    assert front.folio is not None
    assert front.folio.look is FolioLook.STRIP
    assert inside.banner is not None
    assert (inside.banner.text, inside.first_slot, inside.between) == ("{section}", 9, 3)
    assert inside.folio is not None
    assert (inside.folio.look, inside.folio.inner) == (FolioLook.BAR, "")


def test_standards_are_the_trade_s_until_the_house_has_its_own(tmp_path: Path) -> None:
    usual = sound(tmp_path, "title: X\n").standards
    assert (usual.leg_least, usual.leg_most) == (pytest.approx(141.73, abs=0.01), pytest.approx(850.39, abs=0.01))
    assert (usual.art_least, usual.dominant, usual.word_space) == (0.25, 1.5, 0.75)
    own = sound(
        tmp_path, "title: X\nstandards: {leg-least: 10 lines, leg-most: 20cm, art-least: 12.5%, dominant: 2, word-space: 60%}\n"
    ).standards
    assert (own.leg_least, own.leg_most) == (105.0, pytest.approx(566.93, abs=0.01))
    assert (own.art_least, own.dominant, own.word_space) == (0.125, 2.0, 0.6)
    assert sound(tmp_path, "title: X\nstandards: {art-least: 0%}\n").standards.leg_least == usual.leg_least


def test_spots_and_tints_are_inks(tmp_path: Path) -> None:
    colours = sound(
        tmp_path,
        """
title: X
colours:
  pale: alarm 20%
  alarm: spot("PANTONE 185 C", cmyk(0, 91, 76, 0))
""",
    ).colours
    assert colours["alarm"] == Spot("PANTONE 185 C", Cmyk(0.0, 0.91, 0.76, 0.0))
    assert colours["pale"] == Spot("PANTONE 185 C", Cmyk(0.0, 0.91, 0.76, 0.0), 0.2)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("styels: {}", "key-unknown", "did you mean 'styles'"),
        ("grid: {gutter: 4.5}", "length-unit", "4.5mm"),
        ("grid: {gutter: wide}", "length-wrong", "4.5mm"),
        ("grid: {gutter: -1mm}", "length-range", "from 0"),
        ("grid: {columns: 40}", "number-wrong", "columns: 1"),
        ("grid: {columns: 24, gutter: 12mm}", "grid-narrow", "fewer columns"),
        ("{grid: {baseline: 12pt}, styles: {body: {size: 9pt/10.5pt}}}", "leading-off-grid", "9pt/12pt"),
        ("sheet: {trim: A3}", "sheet-trim", "350mm x 500mm"),
        ("sheet: {margins: 200mm}", "sheet-no-room", "smaller"),
        ("styles: {body: {align: justfy}}", "choice-wrong", "did you mean 'justify'"),
        ("styles: {body: {font: haed bold}}", "font-unknown", "did you mean 'head'"),
        ("styles: {body: {font: head blod}}", "font-unknown", "Did you mean 'bold'"),
        ("styles: {body: {colour: brnd}}", "colour-unknown", "did you mean 'brand'"),
        ("styles: {body: {colour: '#ff0000'}}", "colour-wrong", "cmyk("),
        ("styles: {body: {size: 9pt/12pt}}", "leading-off-grid", "9pt/10.5pt"),
        ("styles: {body: {size: 9/10.5}}", "length-unit", "9mm"),
        ("styles: {body: {size: 900pt}}", "size-range", "9pt/10.5pt"),
        ("styles: {a: {like: b}, b: {like: a}}", "style-loop", "on its own"),
        ("styles: {a: {like: boddy}}", "style-unknown", "did you mean 'body'"),
        ("styles: {headline: {by-columns: [19pt]}}", "rung-unknown", "18pt"),
        ("colours: {red: cmyk(0, 100, 100)}", "colour-wrong", "0 to 100"),
        ("colours: {red: 'cmyk(0, 100, 100)'}", "colour-wrong", "0 to 100"),
        ("colours: {a: b, b: a}", "colour-loop", "cmyk"),
        ("root: ../../../../../../../../../..", "root-outside", "root: .."),
        ("root: photos", "root-outside", "root: .."),
        ("language: english language", "language-wrong", "en-GB"),
        ("masters: {a: {folio: left}}", "wrong-kind", "outer"),
        ("masters: {a: {nameplate: {art: ../../x.svg}}}", "path-outside", "root: .."),
        ("masters: {a: {nameplate: {ears: [a, b, c]}}}", "ears-many", "left"),
        ("dummies: {a: 'AB1 x2'}", "dummy-row", "letters"),
        ("standards: {leg-least: 5}", "length-unit", "5mm"),
        ("standards: {leg-least: 40cm}", "standards-limits", "smaller of the two"),
        ("standards: {art-least: 25}", "share-wrong", "art-least: 25%"),
        ("standards: {art-least: 125%}", "share-wrong", "art-least: 25%"),
        ("standards: {word-space: 10%}", "share-wrong", "word-space: 75%"),
        ("standards: {dominant: half}", "number-wrong", "0.5"),
        ("standards: {leg-leest: 5cm}", "key-unknown", "did you mean 'leg-least'"),
        ("words: {jumpto: x}", "key-unknown", "did you mean 'jump-to'"),
    ],
)
def test_a_fault_is_said_with_its_place_and_its_remedy(tmp_path: Path, line: str, code: str, said: str) -> None:
    text = f"title: X\n{line}\n" if not line.startswith("{") else f"{{title: X,\n {line[1:]}\n"
    house, problems = house_of(tmp_path, text)
    assert problems[0].code == code
    assert said in problems[0].remedy
    assert isinstance(problems[0].where, InFile)
    assert problems[0].where.line == 2
    assert house.styles["body"].leading > 0
    assert house.grid.column_width > 0


def test_a_chain_without_end_is_a_loop(tmp_path: Path) -> None:
    styles = "".join(f"  s{n}: {{like: s{n + 1}}}\n" for n in range(3000))
    colours = "".join(f"  c{n}: c{n + 1}\n" for n in range(3000))
    _, problems = house_of(tmp_path, f"title: X\nstyles:\n{styles}\n  s3000: {{}}\ncolours:\n{colours}  c3000: ink\n")
    assert {problem.code for problem in problems} == {"style-loop", "colour-loop"}


def test_a_fault_in_a_colour_is_said_once(tmp_path: Path) -> None:
    house, problems = house_of(tmp_path, "title: X\ncolours: {brand: 'cmyk(1, 2)', pale: brand 10%}\n")
    assert [problem.code for problem in problems] == ["colour-wrong"]
    assert house.styles["label"].colour == Cmyk(0.0, 0.0, 0.0, 1.0)


def test_faults_are_reported_all_at_once(tmp_path: Path) -> None:
    _, problems = house_of(tmp_path, "titel: X\ngrid: {columns: six, gutter: 3}\nstyles:\n  body:\n    size: 9\n")
    assert places(problems) == [
        ("key-unknown", 1, 1),
        ("key-missing", 1, 1),
        ("number-wrong", 2, 17),
        ("length-unit", 2, 30),
        ("length-unit", 5, 11),
    ]


def test_a_missing_house_is_a_problem(tmp_path: Path) -> None:
    house, problems = read_house(tmp_path / "nowhere.yaml")
    assert house is None
    assert [problem.code for problem in problems] == ["file-missing"]
    assert has_errors(problems)


def test_a_house_that_is_not_yaml_is_still_a_house(tmp_path: Path) -> None:
    house, problems = house_of(tmp_path, "title: X\ngrid: {columns: 4\n")
    assert [problem.code for problem in problems] == ["yaml-syntax"]
    assert (house.title, house.grid.columns) == ("X", 4)
