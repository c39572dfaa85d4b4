"""Content streams cut into instructions."""

import math

from hypothesis import given
from hypothesis import strategies as some

from layout.preflight import limits
from layout.preflight.instructions import instructions, last_name, numbers, picture_entries, shown


def _plain(data: bytes) -> list[tuple[bytes, bytes]]:
    return [(operands.strip(), operator) for operands, operator, _ in instructions(data)]


def test_operands_stand_before_their_operator() -> None:
    assert _plain(b"q 1 0 0 1 5 -.5 cm\n/Im1 Do Q") == [(b"", b"q"), (b"1 0 0 1 5 -.5", b"cm"), (b"/Im1", b"Do"), (b"", b"Q")]


def test_operators_inside_strings_are_text() -> None:
    assert _plain(rb"(q (Q) \) Do) Tj [(f) -5 <4142>] TJ") == [(rb"(q (Q) \) Do)", b"Tj"), (b"[(f) -5 <4142>]", b"TJ")]


def test_comments_and_dictionaries_are_operands() -> None:
    assert _plain(b"% q Q\n/Span <</ActualText <FEFF00AD>>> BDC")[-1][1] == b"BDC"
    assert len(_plain(b"% q Q\n/Span <</ActualText <FEFF00AD>>> BDC")) == 1


def test_an_inline_picture_is_one_instruction_with_its_data() -> None:
    found = list(instructions(b"q BI /W 2 /H 1 /CS /G /BPC 8 ID q\xffEI\nEI Q"))
    assert found[1][1:] == (b"EI", b"q\xffEI")
    assert picture_entries(found[1][0])["W"] == ["2"]
    assert found[2][1] == b"Q"


def test_an_inline_pictures_lists_are_read_one_by_one() -> None:
    told = picture_entries(b"/F [/A85 /Fl] /DP [null <</K -1>>] /CS [/I /RGB 1 <00FF>] /IM true")
    assert told["F"] == ["A85", "Fl"]
    assert told["CS"][:3] == ["I", "RGB", "1"]
    assert told["IM"] == ["true"]


def test_shown_codes_and_kerns_are_told_apart() -> None:
    assert shown(b"[<0041>-20<0042>13.5<00>]") == (b"\0A\0B\0", -6.5)
    assert shown(rb"[(a\051\101) -5 (b)]") == (b"a)Ab", -5.0)
    assert shown(b"<414>") == (b"A@", 0.0)


def test_names_undo_their_escapes() -> None:
    assert last_name(b"0.5 /Tide#20Red ") == "Tide Red"


@given(some.lists(some.floats(-1e6, 1e6, width=32), max_size=6))
def test_numbers_come_back_as_they_were_written(values: list[float]) -> None:
    assert numbers(" ".join(f"{value:.4f}" for value in values).encode()) == [float(f"{value:.4f}") for value in values]


def test_numbers_without_end_are_cut_to_the_greatest_that_is_taken_for_one() -> None:
    huge = b"9" * 400
    assert numbers(huge + b" 5 -" + huge) == [limits.NUMBER, 5.0, -limits.NUMBER]
    assert numbers(b"[" + huge + b"]") == [limits.NUMBER]
    assert shown(b"[<41> " + huge + b" <42> -" + huge + b"]")[1] == shown(b"[(A) " + huge + b" -" + huge + b"]")[1]
    assert math.isfinite(shown(b"[<41> " + huge + b"]")[1])


@given(some.binary(max_size=300))
def test_any_bytes_are_cut_into_instructions(data: bytes) -> None:
    for operands, _, _ in instructions(data):
        numbers(operands)
        shown(operands)
        picture_entries(operands)
        last_name(operands)
