"""Desks that work on copies of the files: how what is made here stands to what was released at another one."""

from pathlib import Path
from typing import Any

import pytest

from layout.proof.facts import Judged, Preflighted, Read, StoryFacts
from layout.proof.kept import KeptProofs
from layout.proof.live.barriers import why_not_released
from layout.proof.live.desk import Desk
from layout.proof.live.out_folder import OutFolder
from layout.proof.live.recorded import Recorded
from tests.proof.live.facts import ISSUE, Record, Said, made, page

HERE, THERE = "1" * 32, "2" * 32
KEY = {number: letter * 64 for number, letter in (("1", "a"), ("2", "b"), ("3", "c"), ("4-5", "d"))}


def _story(stands: tuple[str, ...], refers: tuple[str, ...] = ()) -> StoryFacts:
    return StoryFacts("", "", "", "", (), (), (), stands=stands, refers=refers)


STORIES = {"bridge": _story(("1", "3")), "tram": _story(("2",), ("1", "3")), "port": _story(("3", "4", "5", "9"))}


def _desk(folder: Path, frozen: dict[str, str] | None = None, **released: Said) -> Desk:
    """Four pages, all signed and through preflight. `released`: at another desk, by the letter of what is made here."""
    desk = Desk(ISSUE, KeptProofs(folder))
    desk.take_out(OutFolder(frozen or {}, place=HERE))
    numbers = {letter[0]: number for number, letter in KEY.items()} | {"x": "9"}
    there = {numbers[letter]: said for letter, said in released.items()}
    signed = {number: Record((Said(ink=key[0]),), there.get(number)) for number, key in KEY.items()}
    desk.record(Recorded(signed | {number: Record((), said) for number, said in there.items() if number not in signed}))
    desk.hear(made(1, *(page(number, key[0]) for number, key in KEY.items())))
    desk.hear(Read(1, (), (), STORIES))
    for number, key in KEY.items():
        desk.hear(Judged(number, key, Preflighted.PASSED, ()))
    return desk


def _there(ink: str, proof: str = "f") -> Said:
    return Said("Ann", ink=ink, proof=proof * 64, place=THERE)


def _told(desk: Desk) -> list[tuple[str, str, str]]:
    return [(each.page, each.code, each.severity) for each in desk.items]


def _page(desk: Desk, number: str) -> Any:
    state: Any = desk.state()
    return next(each for each in state["pages"] if each["number"] == number)


def _held(desk: Desk) -> list[str]:
    return [number for number, key in KEY.items() if why_not_released(desk, number, key) is not None]


@pytest.mark.parametrize("said", [_there("a"), _there("z", "a")])
def test_a_page_that_prints_the_same_here_holds_up_no_other(tmp_path: Path, said: Said) -> None:
    desk = _desk(tmp_path, a=said)
    assert (_told(desk), _held(desk)) == ([], ["1"])
    assert _page(desk, "1")["released"]["another"] is False


@pytest.mark.parametrize("ink", ["z", ""])
def test_one_that_is_another_here_is_told_and_holds_each_page_that_shares_a_story_with_it(tmp_path: Path, ink: str) -> None:
    desk = _desk(tmp_path, a=_there(ink))
    assert _told(desk) == [
        ("1", "page-released", "warning"),
        ("2", "released-elsewhere", "error"),
        ("3", "released-elsewhere", "error"),
    ]
    assert _held(desk) == ["1", "2", "3"], "page 2 by the refer on page 1, page 3 by the jump"
    text, remedy = why_not_released(desk, "3", KEY["3"]) or ("", "")
    assert text.startswith(
        "Page 3 shares 'bridge' with page 1, which was released at another desk, by Ann; this copy is another: "
    )
    assert remedy == "Bring the copies of the files together first; or release page 3 at that desk."
    told = _page(desk, "1")
    assert (told["released"]["another"], told["errors"], told["warnings"]) == (True, 0, 0)
    assert told["released"]["why"][1].startswith("This copy is another")
    assert _page(desk, "3")["errors"] == 1


def test_half_a_truck_shares_what_the_whole_does(tmp_path: Path) -> None:
    desk = _desk(tmp_path, c=_there("z"))
    assert _held(desk) == ["1", "2", "3", "4-5"]


def test_a_page_of_which_nothing_is_made_here_holds_those_that_share_a_story_with_it(tmp_path: Path) -> None:
    desk = _desk(tmp_path, x=_there("z"))
    assert _held(desk) == ["3", "4-5"]
    assert "nothing is made of that page here" in (why_not_released(desk, "3", KEY["3"]) or ("",))[0]


def test_a_page_that_is_released_here_itself_is_warned_of_and_not_released_again(tmp_path: Path) -> None:
    desk = _desk(tmp_path, {"3": "e" * 64}, a=_there("z"))
    assert ("3", "released-elsewhere", "warning") in _told(desk)
    assert "3" in _held(desk)


def test_where_both_are_released_there_or_the_folder_is_one_nothing_is_told(tmp_path: Path) -> None:
    desk = _desk(tmp_path, a=_there("z"), b=_there("z"), c=_there("z"))
    assert {code for _, code, _ in _told(desk)} == {"page-released", "released-elsewhere"}
    assert {number for number, code, _ in _told(desk) if code == "released-elsewhere"} == {"4-5"}
    desk.take_out(OutFolder({"1": "f" * 64, "2": "f" * 64, "3": "f" * 64}, place=HERE))
    assert not any(code == "released-elsewhere" for _, code, _ in _told(desk))
