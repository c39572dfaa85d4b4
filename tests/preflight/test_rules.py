"""Each rule by a file that breaks that rule only."""

import pytest

from layout.preflight.preflight import preflight
from layout.preflight.rules import RULES, TABLE
from tests.preflight.breaks import BREAKS, Break
from tests.preflight.files import PRESS, X1A, good, good_x1a


def test_the_good_file_has_no_finding() -> None:
    assert preflight(good().bytes(), PRESS).findings == ()


def test_the_good_file_of_the_old_standard_has_no_finding() -> None:
    assert preflight(good_x1a().bytes(), X1A).findings == ()


@pytest.mark.parametrize("spoilt", BREAKS, ids=[f"{one.rule}-{number}" for number, one in enumerate(BREAKS)])
def test_a_file_that_breaks_one_rule_is_caught_by_that_rule_and_no_other(spoilt: Break) -> None:
    found = preflight(spoilt.data(), spoilt.press, spoilt.expected, spoilt.ink).findings
    assert {finding.rule for finding in found} == {spoilt.rule}, [finding.message for finding in found]
    assert {finding.severity for finding in found} == {RULES[spoilt.rule].severity}
    assert all(finding.message and finding.remedy for finding in found)


def test_every_rule_but_the_limits_has_such_a_file() -> None:
    assert {rule.code for rule in TABLE if not rule.code.startswith("limit-")} == {one.rule for one in BREAKS}
