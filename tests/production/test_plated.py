"""Pieces of a story as they will be plated: jump lines at both ends, beginnings and ends, halves of a truck."""

from layout.press.carried import Carried
from layout.production.plated import Misfit, Plated, Standing, joined_words, read_through

WORDS = tuple(f"word{number}" for number in range(40))
RELEASED, MADE, ABSENT = Standing.RELEASED, Standing.MADE, Standing.ABSENT


def piece(page: str, standing: Standing, reach: tuple[int, int], to: str = "", back: str = "") -> Plated:
    return Plated(page, standing, Carried("bridge", WORDS, *reach, to, back))


def told(*pieces: Plated, marked: bool = True) -> list[Misfit]:
    return list(read_through(pieces, WORDS, marked))


def test_a_story_that_goes_on_as_its_jump_lines_say_is_right() -> None:
    assert told(piece("1", RELEASED, (0, 20), "3"), piece("3", MADE, (20, 40), back="1")) == []
    assert told(piece("3", MADE, (20, 40), back="1"), piece("1", RELEASED, (0, 20), "3")) == []


def test_what_was_made_now_alone_is_no_matter_of_this() -> None:
    assert told(piece("1", MADE, (0, 20), "9"), piece("3", MADE, (22, 40), back="8")) == []


def test_the_page_that_can_be_mended_is_held() -> None:
    (fault,) = told(piece("1", RELEASED, (0, 20), "3"), piece("3", MADE, (21, 40), back="1"))
    assert (fault.pages, fault.released) == (("3",), ("1",))
    assert fault.said == "1 word of 'bridge' is lost between page 1 as released and page 3, \u201cword20\u201d"
    (fault,) = told(piece("1", MADE, (0, 21), "3"), piece("3", RELEASED, (20, 40), back="1"))
    assert (fault.pages, fault.released) == (("1",), ("3",))
    assert fault.said == "1 word of 'bridge' stands on both page 1 and page 3 as released, \u201cword20\u201d"
    (fault,) = told(piece("1", RELEASED, (0, 21), "3"), piece("3", RELEASED, (20, 40), back="1"))
    assert fault.pages == fault.released == ("1", "3")


def test_a_jump_line_that_leads_astray_is_told_at_either_end() -> None:
    (fault,) = told(piece("1", RELEASED, (0, 20), "2"), piece("4", MADE, (20, 40), back="1"))
    assert (fault.jump, fault.pages) == (True, ("4",))
    assert fault.said == "page 1 as released says that 'bridge' goes on on page 2, but it does on page 4"
    (fault,) = told(piece("5", MADE, (0, 20), "3"), piece("3", RELEASED, (20, 40), back="1"))
    assert fault.said == "page 3 as released says that 'bridge' comes from page 1, but it does from page 5"


def test_a_page_that_does_not_say_that_it_goes_on_is_told_where_the_paper_prints_jump_lines() -> None:
    pieces = piece("1", RELEASED, (0, 20)), piece("3", MADE, (20, 40), back="1")
    (fault,) = told(*pieces)
    assert fault.said.endswith("but page 1 as released does not say that it goes on")
    assert told(*pieces, marked=False) == []


def test_a_beginning_or_an_end_that_is_nowhere_is_told() -> None:
    (fault,) = told(piece("3", RELEASED, (20, 40), back="1"))
    assert fault.said.startswith("20 words of 'bridge' stand on no page, before page 3 as released, from \u201cword0 ")
    (fault,) = told(piece("1", RELEASED, (0, 20), "3"))
    assert fault.said.startswith("20 words of 'bridge' stand on no page, after page 1 as released, from \u201cword20 ")
    (fault,) = told(piece("1", RELEASED, (0, 40), "3"))
    assert fault.said == "page 1 as released says that 'bridge' goes on on page 3, but nothing of it stands there"


def test_of_a_page_that_was_not_ordered_nothing_is_said() -> None:
    assert told(piece("1", RELEASED, (0, 20), "3"), piece("3", ABSENT, (25, 40), back="1")) == []
    assert told(piece("1", ABSENT, (0, 20), "3"), piece("3", RELEASED, (25, 40), back="1")) == []


def test_halves_of_a_truck_are_one_piece_without_jump_lines_between() -> None:
    halves = piece("2", MADE, (0, 10)), piece("3", RELEASED, (10, 20), "4"), piece("4", MADE, (20, 40), back="2")
    assert told(*halves) == []
    (fault,) = told(piece("2", MADE, (0, 9)), *halves[1:])
    assert (fault.pages, fault.said) == (
        ("2",),
        "1 word of 'bridge' is lost between page 2 and page 3 as released, \u201cword9\u201d",
    )


def test_a_truck_is_named_by_either_of_its_pages() -> None:
    assert told(piece("1", RELEASED, (0, 20), "3"), piece("2-3", MADE, (20, 40), back="1")) == []


def test_words_read_as_they_were_printed() -> None:
    assert (
        joined_words(("the", "co-", "op", "and/", "or", "its", "heirs\u2014", "both")) == "the co-op and/or its heirs\u2014 both"
    )
