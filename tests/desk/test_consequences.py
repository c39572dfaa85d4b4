"""One slip of the pen is one message: in the house, the issue or a story that comes with the product."""

from pathlib import Path

import pytest

from layout.base.problems import InFile, Severity
from layout.production.checking import check
from layout.production.order import Order
from layout.starter.lay_out import lay_out_paper

ISSUE, HOUSE, GEESE = "issue/issue.yaml", "house.yaml", "issue/stories/geese.md"


def told(folder: Path, file: str, before: str, after: str) -> list[tuple[str, str, int]]:
    """Code, file's name and line of each problem that is no note, after a change to the paper in the product."""
    lay_out_paper(folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{file} must hold {before!r}"
    path.write_bytes(text.replace(before, after, 1).encode("latin-1" if "\xe9" in after else "utf-8"))
    found = check(Order(folder / ISSUE)).problems
    places = [each.where if isinstance(each.where, InFile) else InFile("") for each in found]
    return [
        (each.code, Path(place.path).name, place.line)
        for each, place in zip(found, places, strict=True)
        if each.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        (ISSUE, "    section: Opinion", "\tsection: Opinion", "yaml-syntax"),
        (ISSUE, "  - page: 2\n    master", "  - page: 2\n   master", "yaml-syntax"),
        (ISSUE, "size: 6,", "size: [6,", "yaml-syntax"),
        (ISSUE, "    place:\n      O:", "  place:\n      O:", "yaml-syntax"),
        (HOUSE, "title: ", "title: a: ", "yaml-syntax"),
        (GEESE, "headline:", "kicker: a: b\nheadline:", "yaml-syntax"),
        (GEESE, "---\n", "", "front-matter"),
        (GEESE, "\n---\n", "\n", "front-matter"),
        (GEESE, "headline:", "kicker: Caf\xe9\nheadline:", "file-encoding"),
        (ISSUE, "M: {story", "M: {storey", "key-unknown"),
        (ISSUE, "    place:\n      O:", "    palce:\n      O:", "key-unknown"),
        (ISSUE, "OOMM x38", "OO MM x38", "dummy-row"),
        (ISSUE, "CCCB x15", "CCB x15", "dummy-width"),
        (ISSUE, "OOMM x38", "OOMM x19\n      OO.. x3\n      OOMM x16", "letter-split"),
        (ISSUE, "  - page: 2", "  - page: 1", "page-twice"),
        (ISSUE, "T: {story: tannery}", "T:", "letter-empty"),
    ],
)
def test_one_slip_is_one_message(tmp_path: Path, file: str, before: str, after: str, code: str) -> None:
    assert [(found, name) for found, name, _ in told(tmp_path, file, before, after)] == [(code, Path(file).name)]


def test_a_letter_under_which_none_stands_is_white(tmp_path: Path) -> None:
    assert told(tmp_path, ISSUE, "T: {story: tannery}", "T: none") == []


def test_a_file_that_broke_off_hides_no_fault_of_another(tmp_path: Path) -> None:
    lay_out_paper(tmp_path)
    (tmp_path / GEESE).write_text("---\nheadlin: Geese\n---\ntext\n", encoding="utf-8")
    issue = tmp_path / ISSUE
    issue.write_text(issue.read_text() + "\t- page: 5\n")
    codes = [each.code for each in check(Order(issue)).problems]
    assert "yaml-syntax" in codes
    assert "key-unknown" in codes
