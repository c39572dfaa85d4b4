"""Words kept from build to build: the same words, sooner, and never those of another font, size, language or dictionary."""

import marshal
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.base.store import Store
from layout.content.story import Span
from layout.design.styles import Align, Caps, TextStyle
from layout.lines import shelf
from layout.lines.line import Line
from layout.lines.paragraph import Measures, Opening, prepare, set_paragraph, variants
from layout.lines.shape import Faces
from layout.lines.shelf import Shelf
from layout.lines.tokens import Token

LEG = Measures((), 140.55)
TEXT = (
    "The harbour commissioners voted on Tuesday to rebuild the eastern quay, “at last”, before the winter storms; the office of "
    "the harbour-master’s deputy called it far-sighted \u2014 and expensive. 1,250 tonnes of Cornish granite, first offered in "
    "1998, will be shipped from Penryn. See www.harbour.example/plans/eastern-quay for the drawings."
)


@pytest.fixture(autouse=True)
def every_word_is_worth_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "FEWEST_BYTES", 0)


def lines(faces: Faces, style: TextStyle, text: str = TEXT, language: str = "en-GB") -> tuple[Line, ...]:
    return set_paragraph(prepare((Span(text),), style, language, faces), LEG).lines


def keeping(faces: Faces, folder: Path, **exceptions: list[str]) -> Faces:
    """Fresh faces over the same library that keep their words in `folder`."""
    return Faces(faces.library, exceptions, store=Store(folder))


def kept(faces: Faces, style: TextStyle, folder: Path, text: str = TEXT) -> None:
    """A build that sets the text and keeps its words."""
    build = keeping(faces, folder)
    lines(build, style, text)
    build.keep()


def tokens(faces: Faces, style: TextStyle, texts: list[str]) -> list[tuple[object, ...]]:
    """All of each token but its founts, which are each build's own."""
    stock = faces.stock(style, Span(""), "en-GB")

    def of(token: Token) -> tuple[object, ...]:
        runs = [(run.text, run.space_after) for run in token.runs]
        return (token.text, runs, token.words, token.gaps, token.outline, token.missing)

    return [of(stock.tokens[text]) for text in texts]


@pytest.mark.parametrize("caps", [Caps.NONE, Caps.SMALL, Caps.ALL])
@pytest.mark.parametrize("align", [Align.JUSTIFY, Align.LEFT])
def test_kept_words_set_the_same_lines(faces: Faces, body: TextStyle, tmp_path: Path, caps: Caps, align: Align) -> None:
    style = replace(body, caps=caps, align=align, tracking=5)
    kept(faces, style, tmp_path)
    assert lines(keeping(faces, tmp_path), style) == lines(Faces(faces.library), style)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("abféfiAVTWß-–—’.,()19\u00ad\u00a0Жώ漢\u0302", min_size=1, max_size=12), min_size=1, max_size=8))
def test_a_kept_token_is_the_token_whatever_its_letters(
    faces: Faces, body: TextStyle, tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    first = keeping(faces, folder)
    made = tokens(first, body, texts)
    first.keep()
    assert tokens(keeping(faces, folder), body, texts) == made == tokens(Faces(faces.library), body, texts)


def test_what_is_kept_is_not_shaped_again(faces: Faces, body: TextStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(faces, body, tmp_path)
    expected = lines(faces, body)
    shaped: list[object] = []
    monkeypatch.setattr(uharfbuzz, "shape", lambda *arguments: shaped.append(arguments))
    assert lines(keeping(faces, tmp_path), body) == expected
    assert not shaped


@pytest.mark.parametrize("change", [{"size": 9.5}, {"tracking": 3.0}, {"hyphens": False}, {"align": Align.LEFT}])
def test_another_style_takes_none_of_them(faces: Faces, body: TextStyle, tmp_path: Path, change: dict[str, object]) -> None:
    kept(faces, body, tmp_path)
    other = replace(body, **change)  # type: ignore[arg-type]  # one field at a time
    assert lines(keeping(faces, tmp_path), other) == lines(faces, other)


def test_another_language_takes_none_of_them(faces: Faces, body: TextStyle, tmp_path: Path) -> None:
    kept(faces, body, tmp_path)
    assert lines(keeping(faces, tmp_path), body, TEXT, "de-DE") == lines(faces, body, TEXT, "de-DE")


def test_a_paper_s_own_division_counts_at_once(faces: Faces, body: TextStyle, tmp_path: Path) -> None:
    kept(faces, body, tmp_path)
    own = keeping(faces, tmp_path, en=["commissi-oners"]).stock(body, Span(""), "en-GB")
    assert [cut for cut, *_ in own.tokens["commissioners"].breaks] == [8]


def test_another_font_file_of_the_same_name_takes_none_of_them(faces: Faces, body: TextStyle, tmp_path: Path) -> None:
    kept(faces, body, tmp_path)
    fount = faces.fount(body, Span(""), "en-GB")
    own = keeping(faces, tmp_path)
    other = replace(fount.face, data=fount.face.data + b"\0")
    assert own._rack(fount.face, fount.dress).shelf("words").get(" ") is not None
    assert keeping(faces, tmp_path)._rack(other, fount.dress).shelf("words").get(" ") is None


def test_a_program_that_was_changed_takes_none_of_them(
    faces: Faces, body: TextStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(faces, body, tmp_path)
    fount = faces.fount(body, Span(""), "en-GB")
    monkeypatch.setattr("layout.lines.shape.program", lambda: "another")
    assert keeping(faces, tmp_path)._rack(fount.face, fount.dress).shelf("words").get(" ") is None


def test_a_letter_that_no_font_has_is_told_by_every_build(faces: Faces, body: TextStyle, tmp_path: Path) -> None:
    text = "Harbour \U0001f6a2 quay \U0001f6a2 harbour"
    kept(faces, body, tmp_path, text)
    assert prepare((Span(text),), body, "en-GB", keeping(faces, tmp_path)).missing == ("\U0001f6a2",)


@pytest.mark.parametrize(
    "foreign", [b"", b"{", marshal.dumps(["harbour"]), marshal.dumps({"harbour": 1}), marshal.dumps({1: b""})]
)
def test_a_foreign_shelf_counts_as_absent_and_is_written_anew(tmp_path: Path, foreign: bytes) -> None:
    store = Store(tmp_path)
    store.put("shelf a", foreign)
    found = Shelf(store, "a")
    assert found.get("harbour") is None
    found.keep(["harbour"], lambda text: (text, 1.5))
    assert Shelf(store, "a").get("harbour") == ("harbour", 1.5)


def test_damaged_shelves_set_the_same_lines_and_are_mended(faces: Faces, body: TextStyle, tmp_path: Path) -> None:
    kept(faces, body, tmp_path)
    sound = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-20])
    build = keeping(faces, tmp_path)
    assert lines(build, body) == lines(faces, body)
    build.keep()
    assert {path.name: len(path.read_bytes()) for path in tmp_path.iterdir()} == {name: len(data) for name, data in sound.items()}


def test_of_two_builds_at_once_the_later_shelf_stays_whole(tmp_path: Path) -> None:
    one, other = Shelf(Store(tmp_path), "a"), Shelf(Store(tmp_path), "a")
    one.keep(["quay"], lambda text: (text,))
    other.keep(["harbour", "tide"], lambda text: (text,))
    after = Shelf(Store(tmp_path), "a")
    assert [after.get(text) for text in ("quay", "harbour", "tide")] == [None, ("harbour",), ("tide",)]


def test_of_too_many_words_those_in_use_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_BYTES", 50)
    Shelf(Store(tmp_path), "a").keep(["quay", "tide"], lambda text: ("x" * 6,))
    Shelf(Store(tmp_path), "a").keep(["tide", "mole", "buoy"], lambda text: ("x" * 6,))
    after = Shelf(Store(tmp_path), "a")
    assert [after.get(text) is not None for text in ("quay", "tide", "mole", "buoy")] == [False, True, True, False]


def test_a_few_new_words_are_not_worth_writing(tmp_path: Path) -> None:
    many = [f"word{number}" for number in range(200)]
    Shelf(Store(tmp_path), "a").keep(many, lambda text: (text,))
    Shelf(Store(tmp_path), "a").keep(["quay"], lambda text: (text,))
    assert Shelf(Store(tmp_path), "a").get("quay") is None
    Shelf(Store(tmp_path), "a").keep(["quay", *(f"tide{number}" for number in range(6))], lambda text: (text,))
    assert Shelf(Store(tmp_path), "a").get("quay") == ("quay",)


def test_a_handful_of_words_is_not_worth_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "FEWEST_BYTES", 1000)
    Shelf(Store(tmp_path), "a").keep(["quay"], lambda text: (text,))
    assert not list(tmp_path.iterdir())


def test_a_paragraph_that_was_set_before_is_not_broken_again(
    faces: Faces, body: TextStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(faces, body, tmp_path)
    expected = variants(prepare((Span(TEXT),), body, "en-GB", faces), LEG)
    monkeypatch.setattr("layout.lines.paragraph.break_by_count", lambda *arguments: pytest.fail("it was broken before"))
    found = variants(prepare((Span(TEXT),), body, "en-GB", keeping(faces, tmp_path)), LEG)
    assert list(found) == list(expected)
    for lines, setting in found.items():
        assert (setting.lines, setting.cost, setting.strained) == (
            expected[lines].lines, expected[lines].cost, expected[lines].strained
        )  # fmt: skip


@pytest.mark.parametrize("opening", [Opening(), Opening(9.0), Opening(0.0, 11.0)])
@pytest.mark.parametrize("measures", [LEG, Measures((), 120.0), Measures((90.0, 90.0), 140.55, (50.55, 50.55))])
def test_another_measure_or_opening_is_another_setting(
    faces: Faces, body: TextStyle, tmp_path: Path, opening: Opening, measures: Measures
) -> None:
    first = keeping(faces, tmp_path)
    variants(prepare((Span(TEXT),), body, "en-GB", first, Opening(4.5)), LEG)
    variants(prepare((Span(TEXT),), body, "en-GB", first), Measures((), 130.0))
    first.keep()
    build = keeping(faces, tmp_path)
    made = variants(prepare((Span(TEXT),), body, "en-GB", build, opening), measures)
    fresh = variants(prepare((Span(TEXT),), body, "en-GB", faces, opening), measures)
    assert [setting.lines for setting in made.values()] == [setting.lines for setting in fresh.values()]


def test_a_setting_with_letters_of_another_face_is_not_kept(faces: Faces, body: TextStyle, tmp_path: Path) -> None:
    first = keeping(faces, tmp_path)
    text = "Harbour \u2660 quay \U0001f6a2 harbour"
    variants(prepare((Span(text),), body, "en-GB", first), LEG)
    assert not first.stock(body, Span(text), "en-GB")._set


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(TEXT.split(" ")), min_size=1, max_size=60), st.floats(60.0, 220.0))
def test_kept_settings_are_the_settings(
    faces: Faces, body: TextStyle, tmp_path_factory: pytest.TempPathFactory, words: list[str], measure: float
) -> None:
    folder, measures = tmp_path_factory.mktemp("kept"), Measures((), measure)
    spans = (Span(" ".join(words)),)
    for _ in range(2):
        build = keeping(faces, folder)
        found = variants(prepare(spans, body, "en-GB", build), measures)
        fresh = variants(prepare(spans, body, "en-GB", faces), measures)
        assert [(*map(str, setting.lines), setting.cost) for setting in found.values()] == [
            (*map(str, setting.lines), setting.cost) for setting in fresh.values()
        ]
        build.keep()


def test_without_a_store_nothing_is_kept_or_read(faces: Faces, body: TextStyle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.lines.shape.program", lambda: pytest.fail("nothing to keep, nothing to look up"))
    build = Faces(faces.library)
    lines(build, body)
    build.keep()
