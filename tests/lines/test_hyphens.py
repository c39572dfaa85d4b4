"""Where words may be divided."""

import pyphen
import pytest

from layout.lines.hyphens import Hyphenator


def divided(language: str, word: str) -> str:
    """The word with all its hyphens."""
    points = Hyphenator(language).points(word)
    parts = [word[start:stop] for start, stop in zip((0, *points), (*points, len(word)), strict=True)]
    return "-".join(parts)


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("en-GB", "commissioners", "com-mis-sion-ers"),
        ("en-US", "average", "av-er-age"),
        ("en-GB", "therapist", "ther-a-pist"),
        ("en-GB", "legends", "legends"),
        ("de-DE", "Rathausplatz", "Rat-haus-platz"),
        ("fr-FR", "gouvernement", "gou-ver-ne-ment"),
        ("en-GB", "it", "it"),
        ("tlh", "commissioners", "commissioners"),
    ],
)
def test_words_are_divided_as_their_language_wants(language: str, word: str, parts: str) -> None:
    assert divided(language, word) == parts


@pytest.mark.parametrize("language", ["en_GB", "de_DE", "fr", "nl", "ru"])
def test_the_matcher_agrees_with_pyphen(language: str) -> None:
    words = {
        "en_GB": "government harbour referendum hospital understanding magnificent conservative wonderful",
        "de_DE": "bürgermeisterin hafenverwaltung verkehrsbetriebe überraschung wiedereröffnung straßenbahn",
        "fr": "constitution aujourd développement municipalité extraordinaire bibliothèque",
        "nl": "gemeentebestuur verkiezingen burgemeester havenbedrijf",
        "ru": "правительство библиотека строительство набережная",
    }[language].split()
    theirs = pyphen.Pyphen(lang=language, left=2, right=3)
    ours = Hyphenator(language)
    assert {word: list(ours.points(word)) for word in words} == {word: list(map(int, theirs.positions(word))) for word in words}


def test_two_letters_stand_before_a_hyphen_and_three_after_it() -> None:
    hyphenator = Hyphenator("en-GB")
    for word in ("universities", "ability", "oboe", "eleven", "reality"):
        assert all(2 <= point <= len(word) - 3 for point in hyphenator.points(word))


def test_a_letter_that_grows_in_lower_case_is_left_whole() -> None:
    assert Hyphenator("tr").points("İstanbullular") == ()


def test_a_papers_own_words_are_divided_where_it_says():
    hyphenator = Hyphenator("en-GB", ["har-bourside", "Varra"])
    assert hyphenator.points("harbourside") == (3,)
    assert hyphenator.points("Varra") == ()
