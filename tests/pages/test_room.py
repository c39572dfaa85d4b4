"""The room inside a block: its legs, and the slots of each that are free."""

import pytest

from layout.content.issue import Box
from layout.desk.areas import spread_grid
from layout.desk.plan import PlannedBlock
from layout.pages.room import Leg, Room, room_of
from tests.pages.desk import MEASURE, house, laid, page, place

GUTTER = 12.76


def block(drawing: str, **options: object) -> PlannedBlock:
    others = {letter: place("b") for letter in "BCX" if letter in drawing}
    return laid(page("1", drawing, A=place("a", **options), **others)).planned("A")


def measures(room: Room) -> list[float]:
    return [round(leg.measure, 1) for leg in room.legs]


def free(room: Room) -> list[tuple[tuple[int, int], ...]]:
    return [leg.free for leg in room.legs]


def test_a_block_has_the_grids_columns_as_legs() -> None:
    room = room_of(block("AAA... x40"), house().grid)
    assert measures(room) == [140.6, 140.6, 140.6]
    assert free(room) == [((0, 40),)] * 3
    assert room.width == pytest.approx(447.2, abs=0.1)


def test_the_gap_at_a_blocks_top_is_not_free() -> None:
    assert free(room_of(block("BBB... x20\nAAA... x20"), house().grid)) == [((22, 40),)] * 3


def test_bastard_legs_share_the_blocks_width_equally() -> None:
    room = room_of(block("AAA... x40", columns=2), house().grid)
    assert measures(room) == [round((447.17 - GUTTER) / 2, 1)] * 2
    assert room.legs[1].x - room.legs[0].x == pytest.approx(room.legs[0].measure + GUTTER, abs=0.01)


@pytest.mark.parametrize("box", list(Box))
def test_a_box_takes_a_slot_above_and_below_and_seven_points_at_the_sides(box: Box) -> None:
    room = room_of(block("AA.... x40", box=box), house().grid)
    assert free(room) == [((1, 39),)] * 2
    assert room.x == pytest.approx(house().grid.column_x(0) + 7)
    assert room.width == pytest.approx(293.9 - 14, abs=0.1)


@pytest.mark.parametrize("box", list(Box))
def test_a_box_without_a_line_of_room_has_none_free(box: Box) -> None:
    assert free(room_of(block("AA.... x1\n...... x39", box=box), house().grid)) == [(), ()]


def test_no_leg_is_narrower_than_a_word_however_many_are_asked_for() -> None:
    room = room_of(block("A..... x40", columns=60), house().grid)
    assert len(room.legs) == 4
    assert all(leg.measure >= 20 for leg in room.legs)


@pytest.mark.parametrize(
    ("drawing", "runs"),
    [
        ("AABBBB x20\nAAAAA. x20", [(0, 40), (0, 40), (22, 40), (22, 40), (22, 40)]),  # L
        ("BAACCC x20\nAAAACC x20", [(22, 40), (0, 40), (0, 40), (22, 40)]),  # T
        ("AABAAA x20\nAAAAAA x20", [(0, 40), (0, 40), (22, 40), (0, 40), (0, 40), (0, 40)]),  # U
        ("AAAAAA x20\nAABBBB x20", [(0, 40), (0, 40), (0, 20), (0, 20), (0, 20), (0, 20)]),
    ],
)
def test_a_doglegs_columns_run_each_from_its_top_to_its_foot(drawing: str, runs: list[tuple[int, int]]) -> None:
    assert free(room_of(block(drawing), house().grid)) == [(run,) for run in runs]


def test_a_dogleg_takes_no_box() -> None:
    room = room_of(block("AABBBB x20\nAAAAA. x20", box=Box.RULE), house().grid)
    assert measures(room) == [140.6] * 5


@pytest.mark.parametrize(
    ("drawing", "options", "sides"),
    [
        ("....AAAA....", {}, (2, 2)),
        ("....AAAA....", {"box": Box.RULE}, (2, 2)),
        ("....AAAA....", {"columns": 3}, (2, 1)),
        ("....AAAA....", {"columns": 1}, (1, 1)),
        ("AAAAAAAAAAAA", {"columns": 7}, (4, 3)),
        (".....AAAAAA.", {"columns": 3, "box": Box.TINT}, (1, 2)),
    ],
)
def test_no_leg_crosses_the_fold(drawing: str, options: dict[str, object], sides: tuple[int, int]) -> None:
    spread = laid(page("4-5", f"{drawing} x20", A=place("a", **options)))
    grid = spread_grid(house().grid)
    room = room_of(spread.planned("A", "4-5"), grid)
    fold = grid.sheet.width / 2
    left = [leg for leg in room.legs if leg.x + leg.measure <= fold - grid.fold_gap / 2 + 0.01]
    right = [leg for leg in room.legs if leg.x >= fold + grid.fold_gap / 2 - 0.01]
    assert (len(left), len(right)) == sides
    assert len(left) + len(right) == len(room.legs)


def test_taking_slots_out_splits_a_legs_run() -> None:
    room = Room((Leg(0, MEASURE, ((0, 20),)), Leg(150, MEASURE, ((0, 20),))), GUTTER, 0, 20)
    cut = room.without(1, 1, 5, 9)
    assert free(cut) == [((0, 20),), ((0, 5), (9, 20))]
    assert [leg.rows for leg in cut.legs] == [20, 16]
    assert free(cut.without(0, 2, 0, 6)) == [((6, 20),), ((9, 20),)]
    assert free(cut.without(0, 2, 0, 30)) == [(), ()]


def test_common_runs_are_free_in_all_of_some_legs() -> None:
    legs = (Leg(0, MEASURE, ((0, 8), (12, 20))), Leg(150, MEASURE, ((3, 15),)), Leg(300, MEASURE, ()))
    room = Room(legs, GUTTER, 0, 20)
    assert room.common(0, 1) == ((0, 8), (12, 20))
    assert room.common(0, 2) == ((3, 8), (12, 15))
    assert room.common(0, 3) == ()
