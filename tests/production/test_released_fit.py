"""A released page and those that are made now, as they will be plated together: read back from the files, or held."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from layout.base.problems import OnPage, Severity
from layout.base.store import Store
from layout.build import Built
from layout.passing.page_reading import letters
from layout.press.send import SendOrder, SendVerdict, send
from layout.production.order import Verdict
from layout.starter.lay_out import lay_out_paper
from tests.production.frozen_desk import FrozenDesk, body_of, held, pages_told, piece, printed, told

STORY = "lighthouse"
HEAD = letters("The sisters who kept the lamp")
FRONT = "Their father was its last keeper."  # stands on page 1
INSIDE = "The cable is nine kilometres long"  # stands on page 3
THIRTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen "
MOVED = (
    ("L: {from: lighthouse, size: 9}", "L: {story: skiffs, size: 9}"),
    ("S: {story: skiffs, size: 7}", "S: {from: lighthouse, size: 7}"),
    ("lines: 23}, jump: 3}", "lines: 23}, jump: 4}"),
)


class First(NamedTuple):
    """The paper as it was built first."""

    folder: Path
    built: Built


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    folder = tmp_path_factory.mktemp("starter")
    lay_out_paper(folder)
    return First(folder, FrozenDesk(folder / "issue" / "issue.yaml", Store(folder / "kept")).build())


@pytest.fixture
def desk(first: First, tmp_path: Path) -> FrozenDesk:
    shutil.copytree(first.folder, tmp_path / "paper", ignore=shutil.ignore_patterns("kept"))
    return FrozenDesk(tmp_path / "paper" / "issue" / "issue.yaml", Store(first.folder / "kept"))


@pytest.fixture
def front(desk: FrozenDesk, first: First) -> FrozenDesk:
    """Page 1 is released."""
    desk.release(first.built, "1")
    return desk


def shift(desk: FrozenDesk) -> None:
    """Words put in on the front, and as many taken out inside: all of it fits, and another word is the first inside."""
    desk.edit(STORY, FRONT, f"{THIRTEEN}{FRONT}")
    desk.edit(STORY, "when the neap tides come, on Thursday at the earliest. Until then", "on Thursday. Until then")
    desk.edit(STORY, " with forty sacks and two passengers", "")


def both_pieces(built: Built) -> tuple[str, str]:
    """Page 1 down to the story's jump line, and page 3 from its continuation's head on, out of their files."""
    above, found, _ = printed(built, "1").partition("continuedonpage3")
    assert found
    _, found, below = printed(built, "3").partition(HEAD)
    assert found
    return above, below


def test_released_and_made_pages_print_a_story_once_word_for_word(front: FrozenDesk) -> None:
    assert "".join(both_pieces(front.build("1,3"))).count(body_of(front.text(STORY))) == 1


def test_words_taken_out_on_the_front_hold_the_inside_with_what_is_lost(front: FrozenDesk) -> None:
    as_released = body_of(front.text(STORY))
    front.edit(STORY, "They took the spare key from the nail where he had hung it, carried", "They carried")
    built = front.build("1,3")
    assert built.verdict is Verdict.UNFIT
    assert held(built) == ["3"]
    (fault,) = told(built)
    assert (fault.code, fault.where, fault.story) == ("released-seam", OnPage("3"), STORY)
    lost = "them. Nobody was on call. The duty officer, Piers Amory,"
    assert fault.message == f"10 words of 'lighthouse' are lost between page 1 as released and page 3, \u201c{lost}\u201d"
    assert fault.remedy == "Undo the edit, or release page 1 again."
    above, below = both_pieces(built)
    assert as_released not in above + below
    assert body_of(front.text(STORY)) not in above + below
    assert as_released in above + letters(lost) + below


def test_words_put_in_on_the_front_hold_the_inside_with_what_stands_twice(front: FrozenDesk) -> None:
    shift(front)
    built = front.build("1,3")
    assert held(built) == ["3"]
    (fault,) = told(built)
    assert fault.code == "released-seam"
    twice = "office learned of the failure only when the sisters rang at ten to ask whether somebody meant to relieve"
    assert "stand on both page 1 as released and page 3" in fault.message
    above, below = both_pieces(built)
    assert below.startswith(letters(twice)[-20:]) or above.endswith(letters(twice)[-20:])


def test_the_front_released_again_after_the_edit_is_whole(front: FrozenDesk) -> None:
    shift(front)
    front.take_back()
    front.release(front.build("1,3"), "1")
    built = front.build("1,3")
    assert (built.verdict, held(built), told(built)) == (Verdict.FIT, [], [])
    assert "".join(both_pieces(built)).count(body_of(front.text(STORY))) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (INSIDE, "The cable is nine long kilometres long"),
        ("It will now ask for a price on a second cable, and it", "It"),
        ("the first of them is Piers Amory, with his flask.", "the first is Piers Amory."),
        ("in four journeys", "in three journeys"),
        ("father was its last keeper", "father was their last keeper"),
    ],
)
def test_an_edit_that_leaves_the_seam_alone_holds_nothing(front: FrozenDesk, before: str, after: str) -> None:
    as_released = body_of(front.text(STORY))
    front.edit(STORY, before, after)
    built = front.build("1,3")
    assert told(built) == []
    assert held(built) == []
    above, below = both_pieces(built)
    crossing = above[-60:] + below[:60]
    assert crossing in body_of(front.text(STORY)) or crossing in as_released


def test_the_inside_released_holds_the_front(desk: FrozenDesk, first: First) -> None:
    desk.release(first.built, "3")
    shift(desk)
    built = desk.build("1,3")
    assert held(built) == ["1"]
    assert "are lost between page 1 and page 3 as released" in told(built)[0].message
    assert told(built)[0].remedy == "Undo the edit, or release page 3 again."


def both_released(desk: FrozenDesk, first: First) -> None:
    """Page 1 as it was first, page 3 as it is after an edit: as where two desks released at once, or before this was watched."""
    desk.release(first.built, "1")
    first = json.loads((desk.out / "released.json").read_text())["pages"]["1"]
    data = (desk.out / first["file"]).read_bytes()
    desk.take_back()
    shift(desk)
    desk.release(desk.build(), "3")
    record = desk.out / "released.json"
    pages = json.loads(record.read_text())["pages"]
    first["file"] = first["file"].replace("_A.pdf", "_Z.pdf")
    (desk.out / first["file"]).write_bytes(data)
    record.write_text(json.dumps({"pages": {"1": first, **pages}}))


def delivered(desk: FrozenDesk, to: Path, **more: object) -> tuple[SendVerdict, list[str]]:
    to.mkdir(exist_ok=True)
    sent = send(
        desk.out, SendOrder(str(to), **more), lambda step: None, lambda: datetime(2026, 11, 27, tzinfo=UTC), lambda _: None  # type: ignore[arg-type]
    )  # fmt: skip
    return sent.verdict, [problem.code for problem in sent.problems]


def test_two_released_pages_that_do_not_go_together_hold_the_package(desk: FrozenDesk, first: First, tmp_path: Path) -> None:
    both_released(desk, first)
    built = desk.build()
    assert built.verdict is Verdict.UNFIT
    assert pages_told(built, "released-seam") == ["1", "3"]
    assert told(built)[0].remedy == "Take the releases of pages 1 and 3 back, and release both as they are now."
    for more in ({}, {"partial": True}, {"pages": "1"}, {"pages": "3"}):
        assert delivered(desk, tmp_path / "there", **more) == (
            SendVerdict.REFUSED,
            ["send-unfit"] * (1 if "pages" in more else 2),
        )
    assert pages_told(desk.build("2"), "released-seam") == ["1", "3"]


def test_a_held_page_does_not_go_and_the_released_one_may(front: FrozenDesk, tmp_path: Path) -> None:
    shift(front)
    front.build()
    assert delivered(front, tmp_path / "there") == (SendVerdict.REFUSED, ["send-missing", "send-unfit"])
    assert delivered(front, tmp_path / "there", pages="1")[0] is SendVerdict.DELIVERED


def test_a_continuation_that_moved_holds_the_page_to_which_the_front_does_not_point(front: FrozenDesk) -> None:
    for before, after in MOVED:
        front.edit("issue", before, after)
    built = front.build()
    assert pages_told(built, "released-jump") == ["3", "4"], "to which readers are sent, and on which it goes on"
    assert {"3", "4"} <= set(held(built))
    fault = next(each for each in told(built) if each.code == "released-jump")
    assert fault.message == "page 1 as released says that 'lighthouse' goes on on page 3, but it does on page 4"
    assert pages_told(built, "released-seam") == []


def test_a_continuation_that_is_no_more_is_told_of_the_released_front(front: FrozenDesk) -> None:
    front.edit("issue", "L: {from: lighthouse, size: 9}", "L: {story: bell}")
    front.edit("issue", "lines: 23}, jump: 3}", "lines: 23}}")
    built = front.build("1,3")
    assert pages_told(built, "released-seam") == ["1"]
    assert "stand on no page, after page 1 as released" in told(built)[0].message


def test_a_released_continuation_without_its_beginning_is_told(desk: FrozenDesk, first: First) -> None:
    desk.release(first.built, "3")
    desk.edit("issue", "A: {story: lighthouse, size: 6, photo: {cols: 3, at: top, lines: 23}, jump: 3}", "A: {story: bell}")
    desk.edit("issue", "L: {from: lighthouse, size: 9}", "L: {story: pump-room}")
    built = desk.build("1,3")
    assert set(pages_told(built, "released-seam")) == {"3"}
    assert any("stand on no page, before page 3 as released" in each.message for each in told(built))


def test_a_story_that_begins_inside_now_stands_on_the_released_front_too(front: FrozenDesk) -> None:
    front.edit("issue", "L: {from: lighthouse, size: 9}", "L: {story: lighthouse, size: 9}")
    front.edit("issue", "A: {story: lighthouse, size: 6, photo: {cols: 3, at: top, lines: 23}, jump: 3}", "A: {story: bell}")
    built = front.build("1,3")
    assert "3" in pages_told(built, "released-seam")
    assert any("stand on both page 1 as released and page 3" in each.message for each in told(built))


def test_a_story_placed_on_a_released_page_alone_is_on_no_page(desk: FrozenDesk, first: First) -> None:
    desk.release(first.built, "4")
    desk.edit("issue", "refers: [geese, skiffs, evening-class]", "refers: [geese, evening-class]")
    desk.edit("issue", "S: {story: skiffs, size: 7}", "S: {story: heron, size: 7}")
    desk.edit("issue", "H: {story: heron, size: 8}", "H: {story: bell, size: 8}")
    built = desk.build()
    assert "'heron' is on no page: page 4 was released without it" in [each.message for each in told(built)]


def test_a_refer_on_a_released_page_to_a_story_that_moved_is_told(desk: FrozenDesk, first: First) -> None:
    desk.release(first.built, "2")
    for before, after in MOVED:
        desk.edit("issue", before, after)
    built = desk.build()
    faults = [each for each in told(built) if each.code == "released-refer"]
    assert [(each.where, each.story) for each in faults] == [(OnPage("3"), "skiffs"), (OnPage("4"), "skiffs")]
    assert {each.message for each in faults} == {"page 2 as released points to page 4 for 'skiffs', but it stands on page 3"}
    assert faults[0].remedy == "Place the story there again, or release page 2 again."
    assert held(built) == ["3", "4"]


def test_of_a_page_that_was_released_without_its_words_it_is_told_that_nobody_knows(desk: FrozenDesk, first: First) -> None:
    desk.release(first.built, "1", written_down=False)
    assert told(desk.build("1,3", strict=True)) == []  # it is what would be made now
    shift(desk)
    built = desk.build("1,3")
    assert (told(built), held(built)) == ([], [])
    (warning,) = told(built, severity=Severity.WARNING)
    assert (warning.code, warning.where) == ("released-unknown", OnPage("1"))
    assert desk.build("1,3", strict=True).verdict is Verdict.UNFIT


def test_an_unchanged_old_record_holds_the_inside_as_a_new_one_does(desk: FrozenDesk, first: First) -> None:
    desk.release(first.built, "1", "3", written_down=False)
    assert told(desk.build("1,3")) == []


def test_of_some_pages_those_that_go_with_a_released_one_are_judged(front: FrozenDesk) -> None:
    shift(front)
    assert held(front.build("3")) == ["3"]
    assert told(front.build("2")) == []
    assert told(front.build("4")) == []


def test_whoever_answers_for_it_lets_the_page_go(front: FrozenDesk) -> None:
    shift(front)
    front.edit(
        "issue",
        "L: {from: lighthouse, size: 9}",
        "L: {from: lighthouse, size: 9, allow: [{rule: released-seam, why: both are known}]}",
    )
    built = front.build("1,3")
    assert (held(built), built.verdict) == ([], Verdict.FIT)


def test_what_is_written_down_is_where_a_story_begins_and_ends_on_a_page(desk: FrozenDesk, first: First) -> None:
    texts = {page.page.number: page.text for page in first.built.pages}
    begin, end = piece(texts["1"], STORY)
    assert begin == 0
    assert piece(texts["3"], STORY)[0] == end
    (first,) = [each for each in texts["1"].pieces if each.story == STORY]  # type: ignore[union-attr]
    assert (first.jump_to, first.jump_from) == ("3", "")
    assert letters("".join(first.words)) == letters("Gull Head") + body_of(desk.text(STORY))


def swap_pictures(desk: FrozenDesk) -> None:
    """The front's picture goes to page 4; in its stead the front shows the one of page 3."""
    desk.edit(STORY, "../photos/lighthouse.jpg", "../photos/geese.jpg")
    desk.edit("evening-class", "../photos/evening-class.jpg", "../photos/lighthouse.jpg")


def twice(built: Built) -> list[tuple[str, str]]:
    return [
        (each.where.page, each.message)
        for each in built.problems
        if each.code == "picture-twice" and each.severity is Severity.ERROR and isinstance(each.where, OnPage)
    ]


def test_a_picture_is_judged_as_it_is_frozen_and_not_as_its_page_would_print_now(front: FrozenDesk) -> None:
    swap_pictures(front)
    built = front.build()
    assert twice(built) == [("4", "lighthouse.jpg is printed twice: on page 1 as released and on page 4")]
    assert held(built) == ["4"]
    record = front.out / "released.json"
    page = json.loads(record.read_text())["pages"]["1"]
    page["text"] = {key: each for key, each in page["text"].items() if key not in ("pictures", "ads")}
    record.write_text(json.dumps({"pages": {"1": page}}))
    built = front.build()
    assert (twice(built), held(built)) == ([], [])
    (warning,) = told(built, severity=Severity.WARNING)
    assert (warning.code, warning.where) == ("released-unknown", OnPage("1"))
    assert "pictures and ads of page 1" in warning.message


def test_a_refer_between_released_pages_holds_both_of_them_whatever_is_asked(
    desk: FrozenDesk, first: First, tmp_path: Path
) -> None:
    for before, after in MOVED:
        desk.edit("issue", before, after)
    desk.release(desk.build("3"), "3")
    desk.release(first.built, "2")
    page = next(each for each in first.built.pages if each.page.number == "2")
    shutil.copy(first.built.out / page.file, desk.out / page.file)
    built = desk.build()
    assert pages_told(built, "released-refer") == ["2", "3", "4"]
    assert held(built) == ["4"]
    remedies = {each.remedy for each in told(built) if each.code == "released-refer"}
    assert remedies == {"Take the releases of pages 2 and 3 back, and release both as they are now."}
    for more in ({"pages": "2"}, {"pages": "3"}, {"partial": True}):
        assert delivered(desk, tmp_path / "there", **more)[0] is SendVerdict.REFUSED
