"""Paragraphs set into lines: they fill their measure, lose no text, and take as many lines as they say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.content.story import Span
from layout.design.styles import Align, Caps, Figures, FontSpec, TextStyle
from layout.lines.line import Line
from layout.lines.paragraph import Measures, Opening, Setting, prepare, set_paragraph, set_with, variants
from layout.lines.shape import Faces

LEG = Measures((), 140.55)
TEXT = (
    'The harbour commissioners voted on Tuesday to rebuild the eastern quay before the winter storms, ending years of "argument"'
    " about who should pay for it and whether the old stones could be kept -- or not. It's a compromise, the chairwoman said,"
    " that nobody in the chamber had thought possible when the first drawings were shown to the committee in the spring of 1998."
)
words = st.text(alphabet="abcdefghijklmnoprstuvwyzäéß-’,.", min_size=1, max_size=14)


def ink_width(line: Line) -> float:
    """The line's width from its parts, as Line defines them."""
    glyphs = sum(len(word.glyphs) for word in line.words) + sum(1 for gap in line.gaps if gap)
    gaps = sum(gap + line.space for gap in line.gaps if gap)
    return line.scale * (sum(word.width for word in line.words) + gaps + line.tracking * max(glyphs - 1, 0))


def joined(setting: Setting) -> str:
    """The lines' text as one: a break's hyphen taken out again, a line end for a space."""
    text = ""
    for line in setting.lines:
        text += line.text.removesuffix("\u00ad") if line.hyphenated else line.text + " "
    return text.strip()


def test_a_justified_line_fills_its_measure(faces: Faces, body: TextStyle) -> None:
    setting = set_paragraph(prepare((Span(TEXT),), body, "en-GB", faces, Opening(9)), LEG)
    assert len(setting) > 8
    for index, line in enumerate(setting.lines[:-1]):
        right = line.left + line.width
        assert ink_width(line) == pytest.approx(line.width, abs=0.001)
        hang = 0.0 if line.text[-1].isalnum() else 3.0
        assert 140.55 - 0.01 <= right <= 140.55 + hang + 0.3
        assert line.left <= (9 if index == 0 else 0)
        if line.text[-1] in "aeiou":
            assert right == pytest.approx(140.55, abs=0.01)
    assert setting.lines[0].left == 9
    assert setting.lines[-1].ends_paragraph
    assert setting.lines[-1].scale == 1


def test_hanging_punctuation_stands_out_and_letters_do_not(faces: Faces, body: TextStyle) -> None:
    setting = set_paragraph(prepare((Span("“Many, ” " * 40),), body, "en-GB", faces), LEG)
    assert all(line.left < -0.5 for line in setting.lines if line.text.startswith("“"))


@given(st.lists(words, min_size=1, max_size=60), st.sampled_from([60.0, 140.55, 293.9]))
@settings(max_examples=60, deadline=None)
def test_text_out_is_text_in(faces: Faces, body: TextStyle, tokens: list[str], measure: float) -> None:
    plain = replace(body, hyphens=True)
    prepared = prepare((Span(" ".join(tokens)),), plain, "en-GB", faces)
    for setting in variants(prepared, Measures((), measure)).values():
        text = "".join(word.text for token in prepared.tokens for word in token.words)
        assert joined(setting).replace(" ", "") == text.replace(" ", "")
        assert len(setting.lines) == len(setting) == len(setting.hyphenated)
        assert tuple(line.hyphenated for line in setting.lines) == setting.hyphenated


@given(st.lists(words, min_size=8, max_size=60), st.floats(110, 300))
@settings(max_examples=60, deadline=None)
def test_lines_with_word_spaces_fill_the_measure_and_never_pass_it(
    faces: Faces, body: TextStyle, tokens: list[str], measure: float
) -> None:
    setting = set_paragraph(prepare((Span(" ".join(tokens)),), body, "en-GB", faces), Measures((), measure))
    for line in setting.lines:
        stock = setting.prepared.stocks[0]
        hang = stock.hang(line.words[-1].text[-1])[1]
        right = line.left + line.width - hang
        if any(line.gaps) and not line.ends_paragraph:
            assert right == pytest.approx(measure, abs=0.01)
        elif not setting.strained:
            assert right <= measure + 0.01


def test_spaces_stay_within_limits_where_the_text_allows_it(faces: Faces, body: TextStyle) -> None:
    setting = set_paragraph(prepare((Span(TEXT),), body, "en-GB", faces), LEG)
    for line in setting.lines[:-1]:
        gaps = [gap for gap in line.gaps if gap]
        space = line.scale * (sum(gaps) / len(gaps) + line.space + line.tracking)
        assert 0.14 * 9 < space < 0.6 * 9
        assert abs(line.scale - 1) <= 0.0201
        assert abs(line.tracking) <= 0.0161 * 9
    assert not setting.strained


def test_every_variant_has_its_number_of_lines_and_the_best_is_among_them(faces: Faces, body: TextStyle) -> None:
    prepared = prepare((Span(TEXT + " " + TEXT),), body, "en-GB", faces)
    every = variants(prepared, LEG)
    best = set_paragraph(prepared, LEG)
    assert len(every) >= 2
    assert best in every.values()
    assert all(len(setting) == lines == len(setting.lines) for lines, setting in every.items())
    assert all(setting.cost >= best.cost for setting in every.values())


def test_a_number_of_lines_can_be_asked_for_and_hyphens_forbidden(faces: Faces, body: TextStyle) -> None:
    prepared = prepare((Span(TEXT),), body, "en-GB", faces)
    best = set_paragraph(prepared, LEG)
    again = set_with(prepared, LEG, len(best))
    assert again is not None
    assert again.breaks == best.breaks
    bare = set_with(prepared, LEG, len(best), frozenset(range(len(best))))
    assert bare is None or not any(bare.hyphenated)
    assert set_with(prepared, LEG, 2) is None
    assert set_with(prepared, LEG, 90) is None


def test_lines_beside_a_drop_cap_are_shorter_and_begin_further_right(faces: Faces, body: TextStyle) -> None:
    measures = Measures((110.0, 110.0, 110.0), 140.55, (30.55, 30.55, 30.55))
    setting = set_paragraph(prepare((Span(TEXT),), body, "en-GB", faces), measures)
    for index, line in enumerate(setting.lines[:-1]):
        assert line.left == pytest.approx(30.55 if index < 3 else 0.0, abs=2.5)
        assert line.left + line.width == pytest.approx(140.55, abs=2.5)


def test_words_before_a_line_are_those_that_begin_before_it(faces: Faces, body: TextStyle) -> None:
    prepared = prepare((Span(TEXT),), body, "en-GB", faces)
    setting = set_paragraph(prepared, LEG)
    for index in range(len(setting) + 1):
        before = "".join(line.text if line.hyphenated else line.text + " " for line in setting.lines[:index])
        assert setting.words_before(index) == len([word for word in before.split(" ") if word and word != "–"])


def test_the_last_line_is_neither_a_runt_nor_the_rest_of_a_word(faces: Faces, body: TextStyle) -> None:
    sentences = TEXT.split()
    for stop in range(20, len(sentences)):
        setting = set_paragraph(prepare((Span(" ".join(sentences[:stop])),), body, "en-GB", faces, Opening(9)), LEG)
        assert setting.lines[-1].width >= 0.25 * LEG.rest or setting.cost > 1e6
        if len(setting) > 1 and setting.hyphenated[-2]:
            assert len(setting.lines[-1].words) > 1


def test_a_style_without_hyphens_is_never_hyphenated(faces: Faces, body: TextStyle) -> None:
    whole = replace(body, hyphens=False, align=Align.LEFT)
    for measure in (90.0, 140.55):
        setting = set_paragraph(prepare((Span(TEXT),), whole, "en-GB", faces), Measures((), measure))
        assert not any(setting.hyphenated)


@pytest.mark.parametrize(("align", "share"), [(Align.LEFT, 0.0), (Align.CENTRE, 0.5), (Align.RIGHT, 1.0)])
def test_ragged_lines_keep_their_natural_width_and_stand_where_they_are_ranged(
    faces: Faces, body: TextStyle, align: Align, share: float
) -> None:
    setting = set_paragraph(prepare((Span(TEXT),), replace(body, align=align, hyphens=False), "en-GB", faces), LEG)
    for line in setting.lines:
        assert line.space == 0
        assert line.scale == 1
        assert line.width == pytest.approx(ink_width(line), abs=0.001)
        assert line.left == pytest.approx((140.55 - line.width) * share, abs=0.001)
        assert line.width <= 140.56


def test_a_rag_is_evened_over_the_paragraph(faces: Faces, body: TextStyle) -> None:
    setting = set_paragraph(prepare((Span(TEXT),), replace(body, align=Align.LEFT, hyphens=False), "en-GB", faces), LEG)
    short = [140.55 - line.width for line in setting.lines[:-1]]
    assert max(short) < 40


def test_manners_change_the_face_and_leave_the_words_whole(faces: Faces, body: TextStyle) -> None:
    spans = (Span("The "), Span("Ada", italic=True), Span(", "), Span("in", bold=True), Span("side the bar."))
    (line,) = set_paragraph(prepare(spans, body, "en-GB", faces), LEG).lines
    assert line.text == "The Ada, inside the bar."
    faces_used = [word.face.name.rpartition("-")[2] for word in line.words]
    assert faces_used == ["Regular", "It", "Regular", "Bold", "Regular", "Regular", "Regular"]
    assert [bool(gap) for gap in line.gaps] == [True, False, True, False, True, True, False]


def test_bold_in_a_bold_style_stays_as_it_is(faces: Faces, body: TextStyle) -> None:
    style = replace(body, font=FontSpec("Libre Franklin", 800), align=Align.LEFT)
    (line,) = set_paragraph(prepare((Span("Fire"), Span(" out", bold=True)), style, "en-GB", faces), LEG).lines
    assert {word.face.name for word in line.words} == {"LibreFranklin-ExtraBold"}


def test_small_capitals_come_from_the_font(faces: Faces, body: TextStyle) -> None:
    (line,) = set_paragraph(prepare((Span("HARBOUR TOWN", small_caps=True), Span(" – Rain")), body, "en-GB", faces), LEG).lines
    (full,) = set_paragraph(prepare((Span("HARBOUR TOWN – Rain"),), body, "en-GB", faces), LEG).lines
    assert line.text == full.text
    assert line.words[0].width < 0.95 * full.words[0].width
    assert set(line.words[0].glyphs).isdisjoint(full.words[0].glyphs)


def test_a_face_without_small_capitals_sets_the_text_as_typed_and_says_so(faces: Faces, body: TextStyle) -> None:
    fresh = Faces(faces.library)
    style = replace(body, font=FontSpec("Libre Franklin"), align=Align.LEFT, caps=Caps.SMALL)
    (line,) = set_paragraph(prepare((Span("Harbour"),), style, "en-GB", fresh), LEG).lines
    if "smcp" not in line.words[0].face.features:
        assert "small-caps-missing" in {problem.code for problem in fresh.problems}
    assert line.text == "Harbour"


def test_characters_that_no_font_has_are_told(faces: Faces, body: TextStyle) -> None:
    prepared = prepare((Span("The sign 漢 and 字 and 漢 again"),), body, "en-GB", faces)
    assert prepared.missing == ("漢", "字")
    assert prepare((Span("Plain."),), body, "en-GB", faces).missing == ()


def test_another_face_lends_what_a_face_lacks(faces: Faces, body: TextStyle) -> None:
    style = replace(body, font=FontSpec("Roboto Condensed"), align=Align.LEFT)
    prepared = prepare((Span("north→south"),), style, "en-GB", faces)
    assert prepared.missing == ()
    (line,) = set_paragraph(prepared, LEG).lines
    assert line.text == "north→south"
    assert len({word.face.family for word in line.words}) == 2


def test_a_soft_hyphen_is_the_only_place_where_its_word_may_be_divided(faces: Faces, body: TextStyle) -> None:
    prepared = prepare((Span("die neue Flughafen\u00adverwaltung " * 12),), body, "de-DE", faces)
    setting = set_paragraph(prepared, Measures((), 100.0))
    assert any(setting.hyphenated)
    for line in setting.lines:
        assert not line.hyphenated or line.text.endswith("Flughafen\u00ad")
        assert "\u00ad" not in line.text[:-1]


def test_abbreviations_are_not_divided_and_compounds_break_at_their_hyphen(faces: Faces, body: TextStyle) -> None:
    text = "UNESCO INTERPOL and high-spirited well-documented councillors " * 8
    for measure in (60.0, 75.0, 90.0, 140.55):
        setting = set_paragraph(prepare((Span(text),), body, "en-GB", faces), Measures((), measure))
        for line, after in zip(setting.lines, setting.lines[1:], strict=False):
            if line.hyphenated and not setting.strained:
                assert not line.words[-1].text[:-1].isupper()
                assert "-" not in line.words[-1].text[:-1] + after.words[0].text


def test_an_address_breaks_after_its_strokes_and_takes_no_hyphen(faces: Faces, body: TextStyle) -> None:
    address = "https://www.example.org/harbour/commission/2026/minutes.html"
    setting = set_paragraph(prepare((Span(f"See {address} for more of this."),), body, "en-GB", faces), LEG)
    assert joined(setting).replace(" ", "") == f"See {address} for more of this.".replace(" ", "")
    assert not any(setting.hyphenated)
    assert any(line.text.endswith(("/", ".")) for line in setting.lines[:-1])


def test_a_word_wider_than_its_measure_is_broken_and_said_to_be(faces: Faces, body: TextStyle) -> None:
    style = replace(body, hyphens=False)
    setting = set_paragraph(
        prepare((Span("Bundesausbildungsförderungsgesetzesentwurf"),), style, "xx", faces), Measures((), 60.0)
    )
    assert setting.strained
    assert all(line.width <= 62.1 for line in setting.lines)
    assert joined(setting) == "Bundesausbildungsförderungsgesetzesentwurf"


def test_a_measure_narrower_than_a_letter_still_comes_to_an_end(faces: Faces, body: TextStyle) -> None:
    setting = set_paragraph(prepare((Span("Even this ++++++++ ends."),), body, "en-GB", faces), Measures((), 2.0))
    assert setting.strained
    assert joined(setting).replace(" ", "") == "Eventhis++++++++ends."


@pytest.mark.parametrize("spans", [(), (Span(""),), (Span("   "),), (Span(""), Span(" ", bold=True))])
def test_an_empty_paragraph_has_no_lines(faces: Faces, body: TextStyle, spans: tuple[Span, ...]) -> None:
    prepared = prepare(spans, body, "en-GB", faces)
    setting = set_paragraph(prepared, LEG)
    assert len(setting) == 0
    assert setting.lines == ()
    assert setting.words_before(0) == 0


def test_an_unbreakable_space_stretches_and_does_not_break(faces: Faces, body: TextStyle) -> None:
    setting = set_paragraph(prepare((Span("rates of 12\u00a0per\u00a0cent in all " * 9),), body, "en-GB", faces), LEG)
    assert not any(line.text.endswith(("12", "per")) for line in setting.lines)
    assert all(gap for line in setting.lines for word, gap in zip(line.words, line.gaps, strict=True) if word.text == "per")


def test_old_style_figures_are_other_glyphs_than_lining_ones(faces: Faces, body: TextStyle) -> None:
    made = {}
    for figures in Figures:
        style = replace(body, figures=figures)
        made[figures] = set_paragraph(prepare((Span("1890"),), style, "en-GB", faces), LEG).lines[0].words[0]
    assert made[Figures.OLD_STYLE].glyphs != made[Figures.LINING].glyphs
    assert made[Figures.TABULAR].width == pytest.approx(4 * 9 * 0.5, rel=0.2)
    assert {word.text for word in made.values()} == {"1890"}


def test_tracking_of_the_style_is_part_of_the_line(faces: Faces, body: TextStyle) -> None:
    loose = replace(body, tracking=20.0)
    setting = set_paragraph(prepare((Span(TEXT),), loose, "en-GB", faces), LEG)
    for line in setting.lines[:-1]:
        assert 0.18 - 0.0721 <= line.tracking <= 0.18 + 0.2701
        assert ink_width(line) == pytest.approx(line.width, abs=0.001)
        assert line.left + line.width == pytest.approx(140.55, abs=2.5)


def test_the_same_text_set_twice_is_the_same(faces: Faces, body: TextStyle) -> None:
    once = set_paragraph(prepare((Span(TEXT),), body, "en-GB", faces), LEG)
    again = set_paragraph(prepare((Span(TEXT),), body, "en-GB", Faces(faces.library)), LEG)
    assert once.lines == again.lines
