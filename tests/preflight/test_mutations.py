"""A hundred changes of the good file: no fault missed, none that is not there. The table in docs/preflight.md is this one."""

import pytest

from layout.preflight.preflight import preflight
from tests.preflight.mutations import COUNT, Mutation, mutations

_ALL = mutations()


@pytest.mark.parametrize("mutation", _ALL, ids=[f"{number}-{one.kind.what}" for number, one in enumerate(_ALL)])
def test_a_changed_file_is_caught_by_the_rule_that_it_breaks_and_by_no_other(mutation: Mutation) -> None:
    kind = mutation.kind
    found = preflight(mutation.data(), kind.press, kind.expected).findings
    assert {finding.rule for finding in found} == ({kind.breaks} if kind.breaks else set()), [one.message for one in found]


def test_there_are_a_hundred_and_half_of_them_are_allowed() -> None:
    assert len(_ALL) == COUNT
    assert 30 <= sum(not mutation.kind.breaks for mutation in _ALL) <= 70
