"""Typed text made typographic, language by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.content.story import Span, Spans
from layout.lines.words import typographic


def joined(spans: Spans) -> str:
    """The spans' text as one."""
    return "".join(span.text for span in spans)


def made(text: str, language: str = "en-GB") -> str:
    """The text made typographic, no-break spaces written ~ and narrow ones _."""
    return joined(typographic((Span(text),), language)).replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Yes," she said.', "“Yes,” she said."),
        ("\"'Never,' she said,\" he told us.", "“‘Never,’ she said,” he told us."),
        ('"He said "no" to me."', "“He said ‘no’ to me.”"),
        ("It's the '90s; don't.", "It’s the ’90s; don’t."),
        ("the boys' club, rock 'n' roll", "the boys’ club, rock ’n’ roll"),
        ("'Tis late.", "’Tis late."),
        ("He is 5'10\" tall.", "He is 5′10″ tall."),
        ('("Quoted")', "(“Quoted”)"),
        ("Wait...", "Wait…"),
        ('"...and so"', "“…and so”"),
        ("one -- two", "one~– two"),
        ("one--two", "one~– two"),
        ("one - two", "one~– two"),
        ('"wait--", he said', "“wait~–”, he said"),
        ("1990--94", "1990–94"),
        ("well-known", "well-known"),
        ("odd ; spaces !", "odd; spaces!"),
        ("two  spaces\nand a line", "two spaces and a line"),
    ],
)
def test_british_english_is_set_as_its_press_sets_it(typed: str, printed: str) -> None:
    assert made(typed) == printed


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en-US", "one -- two", "one—two"),
        ("en-US", '"Yes"', "“Yes”"),
        ("de-DE", "\"Ja, 'gut'\", sagt sie -- sofort.", "„Ja, ‚gut‘“, sagt sie~– sofort."),
        ("de-DE", "Wie geht's?", "Wie geht’s?"),
        ("de-CH", '"Ja"', "«Ja»"),
        ("fr-FR", 'Il dit : "Non!" Pourquoi ?', "Il dit_: «_Non_!_» Pourquoi_?"),
        ("fr-FR", "à 10:30, https://x.fr/a?b=c", "à 10:30, https://x.fr/a?b=c"),
        ("fr-FR", "« oui »", "«_oui_»"),
        ("sv-SE", '"Ja"', "”Ja”"),
        ("da-DK", '"Ja"', "»Ja«"),
        ("xx", '"Ja"', "“Ja”"),
    ],
)
def test_each_language_has_its_own_marks(language: str, typed: str, printed: str) -> None:
    assert made(typed, language) == printed


def test_quotation_marks_are_matched_across_spans() -> None:
    spans = (Span('He said "'), Span("Patience", italic=True), Span('" and it\'s "'), Span("fine", bold=True), Span('".'))
    assert joined(typographic(spans, "en-GB")) == "He said “Patience” and it’s “fine”."
    assert [span.italic for span in typographic(spans, "en-GB")] == [False, True, False, False, False]


def test_text_without_anything_to_set_is_returned_as_it_is() -> None:
    spans = (Span("Nothing to do here."),)
    assert typographic(spans, "en-GB") == spans


@given(st.text(alphabet="ab 1\"'-.;:!?()\u00a0", max_size=40), st.sampled_from(["en-GB", "en-US", "de", "fr"]))
def test_letters_and_figures_are_never_lost(text: str, language: str) -> None:
    printed = joined(typographic((Span(text),), language))
    assert [sign for sign in printed if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert '"' not in printed
    assert "'" not in printed
