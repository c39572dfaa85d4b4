"""What is done to a transparency group as a whole, by the state in which it is painted."""

import pytest
from pikepdf import Dictionary, Name, Object

from layout.base.problems import Severity
from layout.preflight.expected import Expected
from layout.preflight.preflight import preflight
from tests.preflight.files import PRESS, X1A, Draft, good, good_x1a

AD = Expected(ad=True)


def _grouped(draft: Draft, outer: str, inner: str = "/Plain gs 0.2 0 0 0 k 20 100 40 40 re f") -> None:
    """A group as browsers and Ghostscript write it: its own first operator sets everything back."""
    draft.state("Plain", ca=1, CA=1, BM=Name.Normal, SMask=Name("/None"))
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
    draft.form("Grouped", inner, Group=group, Resources=draft.page.Resources)
    draft.add(f"{outer} /Grouped Do")


def _mask(draft: Draft) -> Object:
    grey = draft.form("Mask", "0.5 g 0 0 300 300 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    return Dictionary(S=Name.Luminosity, G=grey)


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        ("transparency-alpha", {"ca": 0.5}),
        ("transparency-blend", {"BM": Name.Multiply}),
        ("transparency-mask", {"SMask": _mask}),
    ],
)
def test_the_state_round_a_group_is_judged_though_the_group_sets_its_own_back(rule: str, state: dict[str, object]) -> None:
    draft = good()
    draft.state("Outer", **{key: value(draft) if callable(value) else value for key, value in state.items()})
    _grouped(draft, "/Outer gs")
    for expected in (Expected(), AD):
        found = {one.rule: one for one in preflight(draft.bytes(), PRESS, expected).findings}
        assert set(found) == {rule, "transparency-group"}
        assert found[rule].severity is Severity.ERROR
        assert found[rule].thing == "Outer"


def test_a_group_that_paints_nothing_is_not_see_through() -> None:
    draft = good()
    draft.state("Outer", ca=0.5)
    _grouped(draft, "/Outer gs", "/Plain gs")
    assert [one.rule for one in preflight(draft.bytes(), PRESS).findings] == ["transparency-group"]


def test_what_is_done_to_a_group_is_told_once_and_not_of_each_mark_in_it() -> None:
    draft = good()
    draft.state("Outer", ca=0.5)
    _grouped(draft, "/Outer gs", "0.2 0 0 0 k 20 100 40 40 re f 20 150 40 40 re f")
    (found,) = [one for one in preflight(draft.bytes(), PRESS).findings if one.rule == "transparency-alpha"]
    assert found.count == 1


def test_a_group_is_a_warning_under_x4_and_an_error_under_x1a_in_ads_too() -> None:
    for make, press, severity in ((good, PRESS, Severity.WARNING), (good_x1a, X1A, Severity.ERROR)):
        draft = make()
        _grouped(draft, "")
        draft.page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        found = preflight(draft.bytes(), press, AD).findings
        assert [(one.rule, one.severity) for one in found] == [("transparency-group", severity)] * 2
