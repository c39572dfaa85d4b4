"""The booking list as ad systems write it out, and as people break it."""

from pathlib import Path

import pytest

from layout.base.units import mm
from layout.content.bookings import read_bookings


def listed(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "bookings.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_a_list_is_read_whatever_divides_its_columns(tmp_path: Path, divider: str) -> None:
    text = "Advertiser,Booking,Page,Size,Price\nMarine Supplies,A1207,1,102mm x 150mm,340\n,A1210,,102 x 150 mm,\n"
    bookings, problems = read_bookings(listed(tmp_path, text.replace(",", divider)))
    assert bookings is not None
    assert not problems
    assert [(each.number, each.page, each.advertiser, each.where.line) for each in bookings] == [
        ("A1207", "1", "Marine Supplies", 2),
        ("A1210", "", "", 3),
    ]
    assert bookings[0].size == pytest.approx((mm(102), mm(150)))
    assert bookings[1].size == pytest.approx((mm(102), mm(150)))


def test_a_quoted_cell_may_run_over_two_lines(tmp_path: Path) -> None:
    bookings, problems = read_bookings(listed(tmp_path, 'booking,advertiser\nA1,"Smith\n& Sons"\nA2,Jones\n'))
    assert not problems
    assert bookings is not None
    assert [(each.number, each.advertiser, each.where.line) for each in bookings] == [
        ("A1", "Smith & Sons", 3),
        ("A2", "Jones", 4),
    ]


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    bookings, problems = read_bookings(listed(tmp_path, "booking,page\n\nA1,3\n,\n"))
    assert not problems
    assert bookings is not None
    assert [each.number for each in bookings] == ["A1"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "bookings-wrong", 1),
        ("number,page\nA1,3\n", "bookings-wrong", 1),
        ('booking,page\nA1,"3\n', "bookings-wrong", 2),
        ('booking,page\nA1,"3"x\n', "bookings-wrong", 2),
        ("booking,page\n,3\n", "booking-wrong", 2),
        ("booking,page\nA1,three\n", "booking-wrong", 2),
        ("booking,size\nA1,large\n", "booking-wrong", 2),
        ("booking,size\nA1,0mm x 10mm\n", "booking-wrong", 2),
        ("booking,size\nA1,3 lines x 4 lines\n", "booking-wrong", 2),
        (b"\xff\xfeb\0o\0", "file-encoding", 0),
        (b"booking\nA\xe9\n", "file-encoding", 2),
    ],
)
def test_a_broken_list_is_told_with_its_line(tmp_path: Path, text: str | bytes, code: str, line: int) -> None:
    _, problems = read_bookings(listed(tmp_path, text))
    assert [(problem.code, problem.where.line) for problem in problems] == [(code, line)]
    assert all(problem.remedy for problem in problems)


def test_a_list_of_all_the_years_bookings_is_refused(tmp_path: Path) -> None:
    bookings, problems = read_bookings(listed(tmp_path, "booking\n" + "A1\n" * 10_001))
    assert bookings is None
    assert [problem.code for problem in problems] == ["bookings-wrong"]
