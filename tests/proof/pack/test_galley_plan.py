"""Where galleys stand: in their order, each whole, no column of a line, no sheet nearly empty that need not be."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layout.proof.pack.galley_plan import Copy, Piece, Place, Placed, Room, is_nearly_empty, place_galleys

ROOM = Room(top=100.0, bottom=800.0, again=24.0, between=16.0)
BEGIN = Place(0, ROOM.top)


def copy(rows: int, columns: int = 3, pitch: float = 10.0, least: float = 0.9) -> Copy:
    return Copy(50.0, rows, pitch, columns, least)


def placed(*galleys: Copy) -> Placed:
    return place_galleys(galleys, ROOM, BEGIN)


def columns(piece: Piece) -> list[int]:
    """How many rows each of its columns has."""
    return [stop - start for start, stop in pairwise(piece.bounds)]


@given(st.lists(st.builds(copy, st.integers(0, 700), st.integers(1, 4), st.floats(8, 17), st.floats(0.85, 1.0)), max_size=12))
def test_every_row_stands_once_in_order_and_on_its_sheet(galleys: list[Copy]) -> None:
    found = place_galleys(galleys, ROOM, BEGIN)
    for number, each in enumerate(galleys):
        own = [piece for piece in found.pieces if piece.galley == number]
        assert [piece.first for piece in own] == [True, *(False for _ in own[1:])]
        assert [row for piece in own for row in range(piece.start, piece.stop)] == list(range(each.rows))
        for piece in own:
            assert sum(columns(piece)) == piece.stop - piece.start
            assert len(columns(piece)) <= each.columns
            assert each.pitch * each.least - 1e-6 <= piece.pitch <= each.pitch * 1.2 + 1e-6
            head = each.head if piece.first else ROOM.again
            assert piece.place.y + head + piece.depth * piece.pitch <= ROOM.bottom + 1e-6
    places = [piece.place for piece in found.pieces]
    assert places == sorted(places)


@given(st.integers(1, 400))
def test_no_column_holds_a_line_or_two_beside_longer_ones(rows: int) -> None:
    for piece in placed(copy(rows)).pieces:
        found = columns(piece)
        assert min(found) >= 4 or len(found) == 1


def test_nine_lines_stand_in_one_column_and_thirteen_in_two() -> None:
    """Of a story that ran on to the next sheet: three columns of six, six and one line looked like a remnant."""
    assert columns(placed(copy(9)).pieces[0]) == [9]
    assert columns(placed(copy(13)).pieces[0]) == [7, 6]
    assert columns(placed(copy(18)).pieces[0]) == [6, 6, 6]


def test_what_would_run_over_by_a_few_lines_is_drawn_together() -> None:
    fits = 65 * 3  # in 650 points under its head
    assert placed(copy(fits)).pieces[-1].pitch == 10.0
    closer = placed(copy(fits + 12))
    assert {piece.place.sheet for piece in closer.pieces} == {0}
    assert closer.pieces[0].pitch < 10.0


def test_what_would_be_too_close_then_is_drawn_apart_until_the_last_sheet_is_worth_while() -> None:
    wider = placed(copy(65 * 3 + 40))
    assert {piece.place.sheet for piece in wider.pieces} == {0, 1}
    assert wider.pieces[0].pitch > 10.0
    assert not is_nearly_empty(wider, ROOM)


def test_one_short_galley_stays_as_it_is() -> None:
    assert placed(copy(12)).pieces[0].pitch == 10.0
    assert is_nearly_empty(placed(copy(12)), ROOM)


def test_what_is_tied_to_the_row_before_begins_no_column() -> None:
    tied = Copy(50.0, 40, 10.0, 2, 0.9, frozenset({20, 21}))
    assert columns(placed(copy(40, columns=2)).pieces[0]) == [20, 20]
    assert columns(placed(tied).pieces[0]) == [19, 21]


def test_a_galley_without_rows_is_its_head() -> None:
    (piece,) = placed(copy(0)).pieces
    assert (piece.first, piece.start, piece.stop) == (True, 0, 0)
