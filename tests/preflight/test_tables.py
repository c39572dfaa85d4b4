"""docs/preflight.md says what the code does."""

from layout.preflight.rules import TABLE
from tests.preflight.tables import PAGE, filled


def test_the_tables_in_the_docs_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page, "python -m tests.preflight.tables writes them anew"


def test_every_rule_has_a_title_a_remedy_and_a_source() -> None:
    assert all(rule.title and rule.remedy and rule.source for rule in TABLE)
    assert len({rule.code for rule in TABLE}) == len(TABLE)
