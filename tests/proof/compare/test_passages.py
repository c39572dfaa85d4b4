"""Type read as passages."""

from layout.proof.compare.passages import passages
from tests.proof.compare.paper import block, body, line

OWNERS = {"": "page", "A": "block 0"}


def texts(lines: list) -> list[str]:
    return [each.text for group in passages(lines, OWNERS).values() for each in group]


def test_the_hyphen_of_a_line_break_is_taken_out() -> None:
    placed = block("A", ["tram"])
    lines = body(["a considerable improvement of everything"], placed, measure=12)
    assert any(each.hyphenated for each in lines)
    assert texts(lines) == ["a considerable improvement of everything"]


def test_a_words_own_hyphen_reads_the_same_wherever_the_line_breaks() -> None:
    of = ("A", "tram")
    whole = [line("in the washing-up he said", "body", (0, 10), of, paragraph=0, leg=1)]
    broken = [
        line("in the washing-", "body", (0, 10), of, paragraph=0, leg=1),
        line("up he said", "body", (0, 20), of, paragraph=0, leg=1),
    ]
    one, other = (passages(lines, OWNERS)["story tram"][0] for lines in (whole, broken))
    assert one.words == other.words
    assert one.text == other.text == "in the washing-up he said"


def test_a_paragraph_goes_on_from_leg_to_leg() -> None:
    lines = body(["one two three four five six", "seven"], block("A", ["tram"], depth=1, columns=4), measure=10)
    assert [each.text for each in passages(lines, OWNERS)["story tram"]] == ["one two three four five six", "seven"]


def test_a_drop_cap_opens_its_paragraph() -> None:
    of = ("A", "tram")
    lines = [
        line("he tram stops", "body", (30, 10), of, paragraph=0, leg=1),
        line("T", "drop-cap", (0, 30), of, paragraph=0, size=40.0),
    ]
    assert texts(lines) == ["The tram stops"]


def test_a_tables_row_is_one_passage() -> None:
    cells = [
        line(word, "table", (x, y), ("A", ""))
        for y, row in ((10, "Club P"), (20, "Rovers 3"))
        for x, word in enumerate(row.split())
    ]
    assert texts(cells) == ["Club P", "Rovers 3"]


def test_type_of_other_sizes_is_another_passage() -> None:
    lines = [
        line("Maren Holloway", "byline", (0, 10), ("A", "tram"), size=8.5),
        line("Waterfront correspondent", "byline", (0, 20), ("A", "tram"), size=8.0),
    ]
    assert texts(lines) == ["Maren Holloway", "Waterfront correspondent"]


def test_words_cut_by_a_break_stand_in_two_places() -> None:
    lines = body(["a considerable improvement"], block("A", ["tram"]), measure=10)
    passage = passages(lines, OWNERS)["story tram"][0]
    assert len(passage.areas(1, 2)) == 2
