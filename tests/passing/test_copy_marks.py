"""Quotation marks and brackets come in pairs and in one kind; what else these signs stand for is left in peace."""

import pytest

from layout.passing.marks import read_quotes
from tests.passing.copy_desk import codes, filed, issue_of, read_issue, told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"We are glad, he said.', ""),
        ('We are glad," he said.', ""),
        ("“We are glad, he said.", ""),
        ("We are glad,” he said.", ""),
        ("“We are glad“ he said.", "en-GB"),
        ("„Wir sind froh, sagt er.", "de"),
        ("Wir sind froh“, sagt er.", "de"),
        ("« Nous voilà, dit-il.", "fr"),
        ("Nous voilà », dit-il.", "fr"),
        ("»Wir sind froh, sagt er.", "de"),
        ("'We are glad, he said.", ""),
        ("‘We are glad, he said.", ""),
        ('"We are "very glad," he said.', ""),
    ],
)
def test_a_quotation_without_its_other_mark_is_told(text: str, language: str) -> None:
    assert codes(text, language=language) == ["quotes-unbalanced"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"We are glad," he said, "and so is she."', ""),
        ("“We are glad,” he said.", ""),
        ("“She said ‘no’ to me,” he said.", ""),
        ("'We are glad,' he said. 'Very.'", ""),
        ("„Wir sind froh“, sagt er. „Sehr.“", "de"),
        ('„Wir sind froh", sagt er.', "de"),
        ("„Er sagte ‚nein‘ zu mir“, sagt sie.", "de"),
        ("»Wir sind froh«, sagt er, »sehr«.", "de"),
        ("« Nous voilà », dit-il, « et merci ».", "fr"),
        ("«Oggi» dice «è tardi».", "it"),
        ("”Vi är glada”, säger hon.", "sv"),
        ("»Vi er glade«, siger hun.", "da"),
        ("The 1990s and the ’90s, and the '80s too, were the dogs' years.", ""),
        ("He's the boys' man, an' that's rock 'n' roll, 'cause 'tis.", ""),
        ('A 12" record and a 6\' 2" man.', ""),
        ('He said: "It is a 12" record."', ""),
        ("The gun of 5” was cast in 1912.", ""),
        ("She wrote for ’Allo ’Allo and 'Allo 'Allo.", ""),
        ("The 'Ndrangheta and 'Abd al-Rahman were named.", ""),
        ("L'été, c'est l'heure d'aujourd'hui.", "fr"),
        ('"The end," she said ("and none too soon").', ""),
        ('They sang "Oh, What a Night"; then "Help!".', ""),
        ('("We are glad," he said.)', ""),
        ("He said—“and why not?”—that it was late.", ""),
    ],
)
def test_what_is_balanced_or_no_quotation_is_not_told(text: str, language: str) -> None:
    assert codes(text, language=language) == []


def test_a_quotation_over_paragraphs_opens_each_and_closes_in_the_last() -> None:
    assert codes('"We are glad.', '"And we are tired.', '"And now we go home," he said.') == []
    assert codes("He said: “We are glad.", "## A crosshead", "“And we go home.”") == []
    assert codes("„Wir sind froh.", "„Und wir gehen heim.“", language="de") == []


def test_one_that_is_not_opened_again_or_not_closed_in_the_last_is_told_once() -> None:
    assert codes('"We are glad.', 'And now we go home," he said.') == ["quotes-unbalanced"]
    assert codes('"We are glad.', '"And we are tired.', "They went home.") == ["quotes-unbalanced"]


def test_a_headline_does_not_run_on_into_its_text() -> None:
    assert codes('"We are glad," he said.', headlines=('"We are glad',)) == ["quotes-unbalanced"]
    assert codes('"We are glad," he said.', headlines=("'We are glad'",)) == []


@pytest.mark.parametrize(
    "text", ["The bridge (built in 1912 is old.", "The bridge built in 1912) is old.", "He said [sic it is (old)."]
)
def test_a_bracket_without_its_partner_is_told(text: str) -> None:
    assert codes(text) == ["brackets-unbalanced"]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge (built [sic] in 1912) is old.",
        "There were three: a) the bridge, b) the tram and 3) the ferry.",
        "a) The bridge comes first.",
        "iv) The ferry comes last (see i) and ii)).",
        "She wrote that it was late :) and went home ;-)",
        "He was sad :( and said so.",
        "(The writer is a pilot.)",
    ],
)
def test_brackets_of_lists_and_faces_are_not_told(text: str) -> None:
    assert "brackets-unbalanced" not in codes(text)


def test_a_bracket_may_close_in_a_later_paragraph() -> None:
    assert codes("(The ferry was late.", "So was the tram.", "And so was the bus.)", "It rained.") == []


def test_marks_of_two_kinds_in_a_story_are_told_once_at_the_rarer() -> None:
    (problem,) = told("“One,” he said. “Two.”", "„Three“, she said, „four“.", "“Five.”")
    assert problem.code == "quotes-mixed"
    assert problem.where.line == 11
    assert "„ “" in problem.message


def test_straight_marks_count_as_what_they_are_set_as() -> None:
    assert codes('"One," he said.', "“Two,” she said.") == []
    assert codes('"Eins", sagt er.', "„Zwei“, sagt sie.", language="de") == []
    assert codes('"Eins", sagt er.', "“Zwei”, sagt sie.", language="de") == ["quotes-mixed"]
    assert codes('"Un", dit-il.', "« Deux », dit-elle.", language="fr") == []


def test_marks_inside_marks_are_of_another_kind() -> None:
    assert codes("« Il a dit “non” », dit-elle.", language="fr") == []
    assert codes("„Er las »Faust« vor“, sagt sie.", language="de") == []


def test_two_kinds_are_the_custom_of_some_languages() -> None:
    assert codes("«Parla», dice, “davvero”.", language="it") == []


def test_stories_beside_each_other_may_differ() -> None:
    german = filed("„Eins“, sagt er.", slug="eins", language="de", headlines=("Eins",))
    assert read_issue(issue_of(filed("“One,” he said."), german)) == {}


@pytest.mark.parametrize("text", ["It´s late, he said.", "It`s late, he said.", "They met in the ‘90s in Rome."])
def test_an_accent_or_a_turned_mark_for_an_apostrophe_is_told(text: str) -> None:
    assert codes(text) == ["apostrophe-wrong"]


@pytest.mark.parametrize(
    "text", ["It's late, it’s ’90s.", "He read ‘1984’ and ‘90 days’ at once.", "He wrote ‘1984’ in the ’40s."]
)
def test_apostrophes_and_quoted_figures_are_not_told(text: str) -> None:
    assert codes(text) == []


def test_pairs_are_told_with_their_marks() -> None:
    marks = read_quotes('„A »b« c“ and "d"')
    assert marks is not None
    assert [(opened, closed) for opened, closed, _ in marks.pairs] == [("„", "“"), ('"', '"')]


def test_one_foreign_quotation_in_a_story_is_cited_as_it_was_written() -> None:
    assert codes("“One,” he said. “Two.”", "The sign read „Kein Licht“ and the other « Pas de lumière ».") == []
    assert codes("“One,” he said. “Two.”", "„Kein Licht“ and „Kein Steg“.") == ["quotes-mixed"]
    assert codes("„Eins“, sagt er. „Zwei.“", "Er rief “No light”.", language="de") == ["quotes-mixed"]


def test_a_face_before_a_quotation_mark_is_no_bracket() -> None:
    assert codes('"Lamp out :-)" said the note, and the next ":-(".') == []
    assert codes('"Lamp out )" said the note.') == ["brackets-unbalanced"]
