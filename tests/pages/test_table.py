"""Tables in agate: figures under figures, white every fifth row, and nothing outside their place."""

import itertools
from pathlib import Path

import pytest

from layout.content.issue import Table
from layout.pages.display import HoleMark, Kind, RuleMark, SetLine
from layout.pages.table import WORDS_CLEAR, TableCopy, read_table
from tests.pages.desk import Laid, block, laid, page

LEAGUE = """Club,P,Pts
Skerry Point Dockers,14,36
Lissel Athletic,7,23
Aldmere,14,9
Harbour Rovers,14,122
Marlow Quay,13,16
Penhale,14,8
Sallby,14,7
"""


def file(folder: Path, text: str, name: str = "league.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def tabled(path: Path, drawn: str = "AA.... x20\n...... x20", title: str = "", **options: object) -> Laid:
    return laid(page("1", drawn, A=block(Table(path, title), **options)))


def cells(found: Laid, *texts: str) -> list[SetLine]:
    return [next(line for line in found.lines(kind=Kind.TABLE) if line.line.text == text) for text in texts]


def test_words_range_left_and_figures_right_under_their_heads(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, LEAGUE))
    clubs = cells(found, "Club", "Lissel Athletic", "Aldmere")
    assert len({line.x + line.line.left for line in clubs}) == 1
    points = cells(found, "Pts", "36", "23", "9", "122")
    assert [line.x + line.line.left + line.line.width for line in points] == pytest.approx(
        [points[0].x + points[0].line.left + points[0].line.width] * 5
    )


def test_words_stand_clear_of_the_figures_before_them(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, "Home,,Away,\nRovers,2,Aldmere,1\nPenhale,10,Sallby,0\n"))
    two, ten, away = cells(found, "2", "10", "Aldmere")
    ends = [line.x + line.line.left + line.line.width for line in (two, ten)]
    assert away.x - max(ends) >= WORDS_CLEAR - 0.01


def test_the_first_row_stands_on_the_cap_line_over_a_fine_rule(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, LEAGUE))
    head, first = cells(found, "Club", "Skerry Point Dockers")
    style_cap = head.baseline - found.grid().slot_top(0)
    assert style_cap == pytest.approx(2.0 + 0.711 * 6, abs=0.2)
    rule = next(mark for mark in found.marks() if isinstance(mark, RuleMark))
    assert head.baseline < rule.y0 < first.baseline
    assert rule.weight == 0.5


def test_every_fifth_row_is_followed_by_white(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, LEAGUE))
    names = ["Skerry Point Dockers", "Lissel Athletic", "Aldmere", "Harbour Rovers", "Marlow Quay", "Penhale", "Sallby"]
    heights = [line.baseline for line in cells(found, *names)]
    assert [round(b - a, 2) for a, b in itertools.pairwise(heights)] == [7.0, 7.0, 7.0, 7.0, 10.5, 7.0]


def test_a_table_as_wide_as_its_place_stays_in_it(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, LEAGUE), title="North Coast League")
    grid = found.grid()
    for line in found.lines(kind=Kind.TABLE):
        assert line.x + line.line.left >= grid.column_x(0) - 0.01
        assert line.x + line.line.left + line.line.width <= grid.column_x(1) + grid.column_width + 0.01
    assert found.codes == ["short"]


def test_sixty_columns_are_cut_with_an_error(tmp_path: Path) -> None:
    wide = "\n".join(",".join(str(row * column) for column in range(60)) for row in range(4))
    found = tabled(file(tmp_path, wide))
    assert "table-wide" in found.codes
    right = found.grid().column_x(1) + found.grid().column_width
    assert all(line.x + line.line.left + line.line.width <= right + 0.01 for line in found.lines(kind=Kind.TABLE))


def test_a_long_cell_gives_way_to_the_figures_and_is_told(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, "Club,P\n" + "The Amalgamated Harbour " * 9 + ",14\n"))
    assert "table-wide" in found.codes
    assert any(line.line.text.endswith("…") for line in found.lines(kind=Kind.TABLE))
    assert cells(found, "14")


def test_rows_deeper_than_the_place_are_left_out_and_told(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, "Club,P\n" + "Rovers,14\n" * 90))
    foot = found.grid().slot_top(20)
    assert all(line.baseline <= foot for line in found.lines(kind=Kind.TABLE))
    assert found.block().lines_over > 0
    assert "overset" in found.codes


def test_a_table_that_leaves_lines_empty_is_told(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, LEAGUE))
    rows = max(found.slot(line.baseline) for line in found.lines(kind=Kind.TABLE))
    assert found.block().lines_short == 20 - int(rows) - 1


@pytest.mark.parametrize("content", [b"", b"only a head\n", b"\xff\xfe broken", b'a,"b\n' * 3 + b"\x00"])
def test_a_file_that_is_no_table_leaves_a_marked_hole_and_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    found = tabled(path)
    if isinstance(read_table(path), TableCopy):
        return
    assert found.codes == ["table-broken"]
    assert [type(mark) for mark in found.marks()] == [HoleMark]


def test_a_missing_file_leaves_a_marked_hole_and_an_error(tmp_path: Path) -> None:
    found = tabled(tmp_path / "none.csv")
    assert found.codes == ["table-broken"]


def test_tabs_divide_a_tsv_file_and_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    copy = read_table(file(tmp_path, "\ufeffClub\tP\nRovers, the\t14\n", "league.tsv"))
    assert copy == TableCopy((("Club", "P"), ("Rovers, the", "14")))


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_table_under_a_head_without_room_is_told_and_stays_inside(tmp_path: Path, depth: int) -> None:
    found = tabled(file(tmp_path, LEAGUE), f"AA.... x{depth}\n...... x{40 - depth}", "A title", label="Football")
    assert {"overset", "head-no-room"} & set(found.codes)
    assert all(line.baseline <= found.grid().slot_top(depth) for line in found.lines())


def test_a_title_stands_on_the_first_slot(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, LEAGUE), title="North Coast League")
    title = cells(found, "North Coast League")[0]
    assert found.slot(title.baseline) == 0.76
    assert found.slot(cells(found, "Club")[0].baseline) > 1


def test_a_row_of_other_cells_than_the_head_is_told(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, "Club,P,W\nRovers,14,9\nTown,14\n", "league.csv"))
    assert "table-ragged" in found.codes
    told = next(problem for problem in found.composed.problems if problem.code == "table-ragged")
    assert "row 3 of the table has 2 cells, but its head has 3" in told.message


def test_figures_stand_with_their_points_under_one_another(tmp_path: Path) -> None:
    found = tabled(file(tmp_path, "Day,Height\nMon,4.9\nTue,12\nWed,103.25\n"))
    one, whole, two = cells(found, "4.9", "12", "103.25")
    digit = whole.line.width / 2
    point = one.line.width - 2 * digit

    def units(cell: SetLine, after: float) -> float:
        return cell.x + cell.line.left + cell.line.width - after

    right = units(two, 2 * digit + point)
    assert units(one, digit + point) == pytest.approx(right, abs=0.05)
    assert units(whole, 0.0) == pytest.approx(right, abs=0.05)
