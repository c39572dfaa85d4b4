"""Paragraphs that were cut on their way, and slips of the keyboard."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.content.story import Span
from layout.passing.copy_rules import COPY_RULES
from layout.passing.notes import check_notes
from layout.passing.paragraphs import check_paragraphs
from layout.passing.passages import Copy, Group, Part, Passage, quoted
from layout.passing.quotations import check_quotations
from layout.passing.weekdays import check_weekdays
from layout.passing.wording import check_wording
from tests.passing.copy_desk import WHERE, codes, told

LONG = "The council chamber fell silent at nine minutes past ten, when the last hand went up"


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        f"{LONG} and the",
        f"{LONG},",
        f"{LONG};",
        "The coun-",
        f"{LONG}-",
        f"{LONG} (by nine to six)",
        f"{LONG}:",
        f'"{LONG}"',
    ],
)
def test_a_last_paragraph_that_was_cut_is_told(text: str) -> None:
    assert codes("It rained.", text) == ["copy-cut"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}.",
        f"{LONG} …",
        f'"{LONG}."',
        f'"{LONG}".',
        f"({LONG}.)",
        f"({LONG})",
        f"{LONG} –",
        f"{LONG}. (dpa)",
        f"{LONG}. dpa/lno",
        f"{LONG}. *R. Pryce, Lock House*",
        f"{LONG}. R. Pryce, Lock House",
        f"{LONG}. ■",
        f"*{LONG}*",
        f"For tickets and all that concerns the bridge, write to {LONG.lower()} at letters@herald.example",
        f"For tickets and all that concerns the bridge, see {LONG.lower()} at www.herald.example/tickets",
        "For tickets and all that concerns the bridge ring the office at 01632 960118",
        "Maren Holloway, Harbour Town",
        "The moon was up",
        "Four Customs Quay or",
        "議会は夜遅くに橋の建設を可決した",
    ],
)
def test_a_paragraph_that_ends_well_is_not_told(text: str) -> None:
    assert codes("It rained.", text) == []


def test_a_colon_or_comma_before_a_list_is_meant() -> None:
    assert codes(f"{LONG}:", "- a bridge", "- a tram") == []
    assert codes(f"{LONG},", "- a bridge", "- a tram") == []
    assert codes("Dear sirs and ladies of the harbour council of this town,", "It rained.") == []


def test_crossheads_and_lists_need_no_stop() -> None:
    assert codes(f"## {LONG}", "It rained.", f"- {LONG}", "It rained.") == []


def test_a_story_that_never_writes_a_stop_is_written_so() -> None:
    assert codes(LONG, f"{LONG} again", f"{LONG} anew", "It rained.") == []
    assert codes(LONG, f"{LONG}, again.", f"{LONG}, anew.", f"{LONG}, and so on.") == ["copy-cut"]


def test_a_cut_paragraph_is_shown_by_its_end() -> None:
    (problem,) = told(f"{LONG} and the coun-")
    assert (
        problem.message
        == "page 1: a paragraph of 'bridge' ends in a hyphen, as if it were cut: “… last hand went up and the coun-”"
    )


def test_a_paragraph_twice_in_a_story_is_told() -> None:
    assert codes(f"{LONG}.", "It rained.", f"{LONG}.") == ["paragraph-doubled"]
    assert codes(f"{LONG}.", "It rained.", f"{LONG} again.", "It rained.") == []


def test_a_paragraph_many_times_in_a_story_is_told_once_and_counted() -> None:
    for times, said in ((2, "twice"), (6, "six times"), (13, "13 times")):
        (problem,) = told(*[f"{LONG}."] * times)
        assert f"stands in the story {said}: “The council" in problem.message


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He saw the the bridge.", ""),
        ("The the bridge was built.", ""),
        ("He went to the bridge and and came back.", ""),
        ("He gave it *to* to her.", ""),
        ("He gave it to\u00a0to her.", ""),
        ('"Of of course," he said.', ""),
        ("The council council met.", ""),
        ("Er kam und und ging.", "de"),
        ("Das ist nicht nicht wahr.", "de"),
        ("Il est venu dans dans la ville.", "fr"),
        ("Vino a la ciudad de de noche.", "es"),
    ],
)
def test_a_word_twice_is_told(text: str, language: str) -> None:
    assert codes(text, language=language) == ["word-doubled"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What he had had was that that man had said.", ""),
        ("It was very very late, bye bye, and she gave her her coat.", ""),
        ("He moved in in March, and it goes on on Friday.", ""),
        ("Duran Duran, Sing Sing and the The Hague office.", ""),
        ("He said the, the bridge.", ""),
        ("He likes mahi mahi and piri piri.", ""),
        ("The on on-line service; the to-to line.", ""),
        ("Say it if you are the then then-mayor.", ""),
        ("Die, die die Brücke sahen, und sie, als sie sie sah.", "de"),
        ("In der der Stadt gehörenden Halle, die die Bürger lieben.", "de"),
        ("Die Häuser, die abgerissen werden werden.", "de"),
        ("Nous nous aimons, vous vous aimez.", "fr"),
        ("Pelan pelan, kata dia dan dan.", "id"),
    ],
)
def test_a_word_twice_on_purpose_is_not_told(text: str, language: str) -> None:
    assert codes(text, language=language) == []


def test_capitals_throughout_are_no_names() -> None:
    assert codes("It rained.", headlines=("COUNCIL VOTES FOR THE THE BRIDGE",)) == ["word-doubled"]


@pytest.mark.parametrize(
    "text", ["The\u00a0 bridge was built.", "The\u00a0\u00a0bridge was built.", "The &nbsp;bridge was built."]
)
def test_two_spaces_are_told(text: str) -> None:
    assert codes(text) == ["spaces-two"]


@pytest.mark.parametrize("text", ["The\u00a0bridge  was built.", "The bridge was built. ", "« Ah\u202f! » dit-il."])
def test_spaces_that_stand_alone_or_are_set_as_one_are_not(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["The ferry was late.The driver wept.", "He was late,Smith said."])
def test_a_space_missing_behind_a_stop_is_told(text: str) -> None:
    assert codes(text) == ["space-missing"]


@pytest.mark.parametrize(
    "text",
    [
        "Write to Maren.Holloway@herald.example now.",
        "See www.herald.Com/Late.The now.",
        "The U.S.A. and e.g.Rome.",
        "It is ver.di.",
    ],
)
def test_stops_in_names_and_addresses_need_none(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text", ["He was late,, she said.", "He was late.. She wept.", "He was late,. She wept.", "He was late;, so."]
)
def test_two_stops_are_told(text: str) -> None:
    assert codes(text) == ["punctuation-doubled"]


@pytest.mark.parametrize(
    "text", ["He was late... She wept.", "He worked at Smith Ltd., she said.", "What?! No!!", "Lunch at 12..14 or so."]
)
def test_stops_that_belong_together_are_not(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Schiff lief in in den Hafen ein.", "de"),
        ("Er hob den den Kran.", "de"),
        ("Er ging in der in der Nacht.", "de"),
        ("The lamp is is lit.", ""),
        ("He went to the to the hall.", ""),
        ("Il va dans la dans la ville.", "fr"),
        ("Vive en la en la ciudad.", "es"),
    ],
)
def test_words_twice_that_their_sentence_tells_are_told(text: str, language: str) -> None:
    assert codes(text, language=language) == ["word-doubled"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Er fuhr in in den USA gebauten Autos.", "de"),
        ("Der Mann, den den Kran traf, ging mit den den Umständen entsprechenden Mitteln.", "de"),
        ("Die Stadt, in der in der Nacht Licht ist.", "de"),
        ("What it is is a lamp. The fact is, is it lit? The fact is is odd.", ""),
        ("It goes on and on and on, step by step by step, day by day by day.", ""),
        ("Kaffee, Kuchen und und und.", "de"),
        ("The bell rang and and and.", ""),
        ("The bridge that was was grand. The question is is it lit?", ""),
    ],
)
def test_words_twice_that_their_sentence_wants_are_not(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize("text", ["He was late,the man.", "He was late , and wet."])
def test_a_space_missing_or_too_early_at_a_comma_is_told(text: str) -> None:
    assert codes(text) == ["space-missing"]


def test_a_space_missing_before_a_quotation_is_told() -> None:
    assert "space-missing" in codes('He said"the end" and left.')
    assert "space-missing" in codes("He said“the end” and left.")
    assert "space-missing" in codes('He wrote,"the end" and left.')


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It cost 1,000, and a,b are letters.", ""),
        ("See herald.example/late,the for more.", ""),
        ("Das ist „Un“sinn, sagt sie.", "de"),
        ('She said, "The end", and left.', ""),
        ("Il dit « oui », puis « non ».", "fr"),
    ],
)
def test_commas_and_marks_that_need_no_space_are_not_told(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He was seen by the porter and the.", ""),
        ("The ferry went out again and the", ""),
        ("Er ging noch einmal hinaus zum.", "de"),
        ("Il est allé dans la maison de.", "fr"),
        ("El barco salió del puerto con.", "es"),
    ],
)
def test_a_last_word_that_ends_no_sentence_is_told(text: str, language: str) -> None:
    assert codes("It rained.", text, language=language) == ["copy-cut"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He saw what the bridge was made of.", ""),
        ("He was seen by the porter and the …", ""),
        ("He got an A.", ""),
        ("What the new bridge is made of", ""),
        ("He shouted: “The, the, the.”", ""),
        ("The word that he meant was *and*", ""),
        ("The word that he meant was *and*.", ""),
        ("Er sagte, er komme heute mit.", "de"),
        ("Kann das sein, fragte sie, oder?", "de"),
        ("Je prends celui-là, toi prends-le.", "fr"),
    ],
)
def test_a_last_word_that_may_end_a_sentence_is_not(text: str, language: str) -> None:
    assert codes("It rained.", text, language=language) == []


def test_a_short_line_among_short_lines_is_verse() -> None:
    assert codes("The moon was up", "And all the ships went out and", "The moon was up") == []


@pytest.mark.parametrize(
    "text",
    [
        "**Rovers** (4-4-2): Quill; Marsh, Pryce, Holloway, Whitfield; Adair, Rowe, Lorne",
        "100m: 1 Quill 10.2, 2 Marsh 10.3, 3 Lorne 10.4, 4 Pryce 10.5",
    ],
)
def test_line_ups_and_results_need_no_stop(text: str) -> None:
    assert codes(text, "It rained.") == []
    assert codes(f"The team of the day ran out in this order, {text.lower()} and more men", "It rained.") == ["copy-cut"]


def test_a_letter_s_last_line_needs_no_stop() -> None:
    signed = "Maren Holloway and the friends of the Harbour Town bridge, Lock House, Quay Street"
    assert codes("It rained.", signed) == []
    assert codes("It rained.", signed, "## A second letter", "It rained.") == []
    assert codes("It rained.", signed, "It rained.") == ["copy-cut"]
    assert codes("It rained.", "Maren Holloway, who chairs the council, said that the bridge would") == ["copy-cut"]


def test_a_paragraph_twice_but_for_a_mark_is_told() -> None:
    assert codes(f"{LONG}.", "It rained.", f'"{LONG.replace(",", "")}!"') == ["paragraph-doubled"]
    assert codes(f"{LONG}.", "It rained.", f"{LONG.replace('ten', 'two')}.") == []


MARKS = st.text(alphabet=st.sampled_from("aA1x.,;:-–…?!\"'“”„‚‘’«»()[]{}&<>/\u00a0\u202f\u00ad\n *%$TK"), max_size=60)
WORDS = 'the The Tuesday, 31 24 November 2026 XX TK xx ( „ “ " und here headline :) lorem'.split()
TEXTS = st.one_of(st.text(max_size=80), MARKS, st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))


@given(
    st.lists(st.tuples(TEXTS, st.sampled_from(Part)), max_size=6),
    st.sampled_from(["en-GB", "de", "fr-CH", "es", "sv", "ja", "tlh", "x"]),
)
def test_no_text_stops_the_reading(texts: list[tuple[str, Part]], language: str) -> None:
    passages = tuple(Passage(part, text, WHERE, "1", language, "bridge", (Span(text),)) for text, part in texts)
    copy = Copy((Group(passages, passages),), (), ())
    known = {rule.code for rule in COPY_RULES}
    for check in (check_notes, check_quotations, check_paragraphs, check_wording):
        assert {problem.code for _, problem in check(copy)} <= known
    assert {problem.code for _, problem in check_weekdays(copy, date(2026, 11, 24))} <= known


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 20))
def test_what_is_quoted_holds_what_is_meant(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    stop = min(start + length, len(text))
    assert text[start:stop].strip() in quoted(text, start, stop)
