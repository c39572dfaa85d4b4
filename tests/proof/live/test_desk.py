"""What is known now: facts, records and the output folder as one picture."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from layout.press.sent_record import SentFile
from layout.proof.facts import Begun, Failed, Finished, Judged, Kind, Preflighted, Read, Refused
from layout.proof.kept import KeptProofs
from layout.proof.live.desk import Desk
from layout.proof.live.out_folder import OutFolder
from layout.proof.live.recorded import Recorded
from layout.proof.live.told_of_released import NOT_KEPT, SAME_PRINT
from layout.proof.trace import Trace, TracedGrid
from tests.proof.live.facts import ISSUE, Record, Said, item, made, page

KEY_A, KEY_B = "a" * 64, "b" * 64


def _trace(number: str) -> Trace:
    return Trace(number, "", 100.0, 200.0, 0.0, False, TracedGrid((), 8.0, 10.5, 19, (0.0, 0.0, 1.0, 1.0)), (), (), ())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(ISSUE, KeptProofs(tmp_path))


def _ready(desk: Desk) -> None:
    """Page 1 made, read and passed."""
    desk.noticed(1)
    for told in (
        Begun(1),
        made(1, page("1", "a")),
        Read(1, (), (), {}),
        Judged("1", KEY_A, Preflighted.PASSED, ()),
        Finished(1),
    ):
        desk.hear(told)


def _page(desk: Desk) -> dict[str, Any]:
    state: Any = desk.state()
    return dict(state["pages"][0])


def _making(desk: Desk) -> dict[str, Any]:
    state: Any = desk.state()
    return dict(state["making"])


def test_figures_are_stale_from_the_moment_a_save_is_noticed_until_it_is_read(desk: Desk) -> None:
    _ready(desk)
    assert _making(desk) == {"number": 1, "busy": False, "stale": False, "refused": False, "failed": "", "unrecorded": ""}
    desk.noticed(2)
    assert (_making(desk)["stale"], _making(desk)["busy"], _page(desk)["stale"]) == (True, True, True)
    desk.hear(Begun(2))
    desk.hear(made(2, page("1", "a")))
    assert _page(desk)["stale"]
    desk.noticed(3)
    desk.hear(Read(2, (), (), {}))
    assert _page(desk)["stale"], "a newer save was noticed meanwhile"
    desk.hear(Begun(3))
    desk.hear(made(3, page("1", "a")))
    desk.hear(Read(3, (), (), {}))
    assert not _page(desk)["stale"]


def test_a_refused_text_stands_over_the_last_good_pages_and_goes_when_it_is_mended(desk: Desk) -> None:
    _ready(desk)
    wrong = item("yaml-syntax", Kind.TEXT, "error", "")
    desk.noticed(2)
    desk.hear(Begun(2))
    desk.hear(Refused(2, (wrong, item("story-unused", Kind.TEXT, "note", ""))))
    state: Any = desk.state()
    assert [each["code"] for each in state["refused"]] == ["yaml-syntax"]
    assert _making(desk) == {"number": 2, "busy": False, "stale": True, "refused": True, "failed": "", "unrecorded": ""}
    assert _page(desk)["proof"] == KEY_A
    assert _page(desk)["stale"]
    items: Any = desk.items_json()
    assert [each["code"] for each in items["items"]] == ["yaml-syntax", "story-unused"]
    desk.noticed(3)
    desk.hear(made(3, page("1", "a")))
    desk.hear(Read(3, (), (), {}))
    state = desk.state()
    assert state["refused"] == []
    assert not _making(desk)["refused"]


def test_a_failure_is_told_until_pages_are_begun_again(desk: Desk) -> None:
    _ready(desk)
    desk.noticed(2)
    desk.hear(Failed(2, "The disk is full."))
    assert (_making(desk)["failed"], _making(desk)["stale"], _making(desk)["busy"]) == ("The disk is full.", True, False)
    desk.noticed(3)
    assert _making(desk)["failed"] == "The disk is full."
    desk.hear(Begun(3))
    assert _making(desk)["failed"] == ""
    desk.hear(made(3, page("1", "a")))
    desk.hear(Read(3, (), (), {}))
    assert _making(desk)["failed"] == ""


def test_the_end_of_an_older_save_after_a_refusal_is_not_the_beginning_of_another(desk: Desk) -> None:
    for told in (Begun(1), made(1, page("1", "a")), Read(1, (), (), {}), Begun(2), Refused(2, (), None)):
        desk.hear(told)
    assert not _making(desk)["busy"]
    desk.hear(Judged("1", KEY_A, Preflighted.PASSED, ()))
    desk.hear(Finished(1))
    assert not _making(desk)["busy"]
    assert _page(desk)["preflighted"] == "passed"


def test_states_come_in_their_order(desk: Desk) -> None:
    desk.hear(made(1, page("1", building=True), whole=False))
    assert _page(desk)["state"] == "building"
    desk.hear(made(1, page("1", "a", over=3, short=2)))
    desk.hear(Read(1, (item("caption-missing", Kind.COPY, "error"),), (), {}))
    assert _page(desk)["state"] == "broken"
    desk.hear(Read(1, (item("overset", Kind.FIT, "error"),), (), {}))
    assert _page(desk)["state"] == "overset"
    desk.hear(made(1, page("1", "a", short=2)))
    desk.hear(Read(1, (), (), {}))
    assert _page(desk)["state"] == "short"
    desk.hear(made(1, page("1", "a")))
    assert (_page(desk)["state"], _page(desk)["preflighted"]) == ("preflight", "waiting")
    desk.hear(Judged("1", KEY_A, Preflighted.FAILED, (item("ink-most", Kind.PREFLIGHT, "error"),)))
    assert (_page(desk)["state"], _page(desk)["preflighted"], _page(desk)["errors"]) == ("preflight", "failed", 1)
    desk.hear(Judged("1", KEY_A, Preflighted.PASSED, ()))
    assert _page(desk)["state"] == "ready"
    desk.record(Recorded({"1": Record((Said(ink="a"),))}))
    assert (_page(desk)["state"], _page(desk)["signed"]) == ("signed", {"by": "Ann", "at": "2026-11-24T20:00:00Z"})
    desk.take_out(OutFolder({"1": KEY_A}))
    assert _page(desk)["state"] == "released"
    desk.take_out(OutFolder({"1": KEY_A}, {"1": _sent(KEY_A)}))
    assert (_page(desk)["state"], _page(desk)["sent"]) == ("sent", {"at": "22.10", "where": "printer", "differs": False})


def _sent(digest: str) -> SentFile:
    return SentFile("1", "p1.pdf", "A", digest, 10, "printer", "22.10", 0)


def test_preflight_of_an_older_proof_says_nothing_of_the_present_one(desk: Desk) -> None:
    _ready(desk)
    desk.hear(made(2, page("1", "b")))
    assert _page(desk)["preflighted"] == "waiting"
    desk.hear(Judged("1", KEY_A, Preflighted.PASSED, (item(),)))
    assert _page(desk)["preflighted"] == "waiting"
    desk.hear(made(3, page("1", "a")))
    assert _page(desk)["preflighted"] == "passed", "known again by its proof"


def test_a_sign_off_lapses_with_its_ink_and_holds_again_when_that_comes_back(desk: Desk) -> None:
    _ready(desk)
    desk.record(Recorded({"1": Record((Said(ink="a"),))}))
    desk.hear(made(2, page("1", "b")))
    assert (_page(desk)["signed"], _page(desk)["lapsed"]) == (None, {"by": "Ann", "at": "2026-11-24T20:00:00Z"})
    desk.hear(made(3, page("1", "a")))
    assert _page(desk)["lapsed"] is None
    assert _page(desk)["signed"] is not None


def test_a_sign_off_that_holds_again_says_what_was_done_with_another_version_since(desk: Desk) -> None:
    first, second = Said("Ann", "2026-11-26T09:24:00Z", ink="a"), Said("Nora", "2026-11-26T09:30:00Z", ink="b")
    _ready(desk)
    desk.record(Recorded({"1": Record((first,))}))
    assert _page(desk)["overtaken"] is None
    desk.record(Recorded({"1": Record((first, second))}))
    assert _page(desk)["signed"] == {"by": "Ann", "at": first.at}
    assert _page(desk)["overtaken"] == {"what": "signed", "by": "Nora", "at": second.at}
    desk.record(Recorded({"1": Record((second, first))}))
    assert _page(desk)["overtaken"] is None, "signed once more, it is the last word"
    released = Said("Bo", "2026-11-26T09:33:00Z", ink="a", proof=KEY_A)
    desk.record(Recorded({"1": Record((first, second), released)}))
    assert _page(desk)["overtaken"] == {"what": "signed", "by": "Nora", "at": second.at}, "this very version was released"
    desk.hear(made(2, page("1", "b")))
    assert _page(desk)["overtaken"] == {"what": "released", "by": "Bo", "at": released.at}
    desk.hear(made(3, page("1", "c")))
    assert (_page(desk)["signed"], _page(desk)["overtaken"]) == (None, None)


def test_what_is_made_now_of_a_released_page_has_a_state_and_counts_of_its_own(desk: Desk) -> None:
    _ready(desk)
    desk.hear(Judged("1", KEY_A, Preflighted.PASSED, ()))
    desk.record(Recorded({"1": Record((Said(ink="a"),), Said("Bo", "then", ink="b", proof=KEY_B))}))
    desk.take_out(OutFolder({"1": KEY_B}, {"1": _sent(KEY_B)}))
    told = _page(desk)
    assert (told["state"], told["made_state"], told["released"]["differs"]) == ("sent", "signed", True)
    items: Any = desk.items_json()
    assert [(each["severity"], each["code"]) for each in items["items"]] == [("warning", "page-released")]
    assert (told["errors"], told["warnings"]) == (0, 0), "that it differs is no fault of what is made now"
    desk.hear(Read(2, (item("released-jump", Kind.RELEASED, "error"),), (), {}))
    told = _page(desk)
    assert (told["errors"], told["made_state"], told["released"]["errors"]) == (0, "signed", 1), "it is one of what was released"


def test_another_file_with_the_same_ink_keeps_its_sign_off(desk: Desk) -> None:
    _ready(desk)
    desk.record(Recorded({"1": Record((Said(ink="a"),))}))
    desk.hear(made(2, page("1", "b", ink="a")))
    assert _page(desk)["signed"] is not None


def test_a_page_sent_in_another_version_says_so_and_is_not_sent_as_it_is(desk: Desk) -> None:
    _ready(desk)
    desk.take_out(OutFolder({}, {"1": _sent(KEY_B)}))
    assert _page(desk)["sent"] == {"at": "22.10", "where": "printer", "differs": True}
    assert _page(desk)["state"] == "ready"


async def _explained(desk: Desk) -> dict[str, Any]:
    with desk.subscribe() as mailbox:
        async with asyncio.timeout(10):
            async for _ in mailbox:
                if _page(desk)["released"]["why"]:
                    break
    return dict(_page(desk)["released"])


def test_a_released_page_that_would_come_out_otherwise_says_why(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path)
    old, new = kept.put(b"old", _trace("1")), kept.put(b"new", _trace("2"))

    def why(before: Trace, after: Trace) -> Sequence[str]:
        return [f"{before.page} became {after.page}"]

    async def scene() -> None:
        desk = Desk(ISSUE, kept, why)
        desk.record(Recorded({"1": Record((), Said("Bo", "then", proof=old))}))
        desk.take_out(OutFolder({"1": old}, kept={old}))
        now = page("1", "a")
        desk.hear(made(1, type(now)(**{**_fields(now), "proof": new, "ink": "other"})))
        assert _page(desk)["released"]["differs"]
        assert (_page(desk)["proof"], _page(desk)["made"]) == (old, new), "what is frozen is what is shown"
        found = await _explained(desk)
        assert found == {
            "by": "Bo",
            "at": "then",
            "proof": old,
            "differs": True,
            "file_differs": False,
            "elsewhere": False,
            "another": False,
            "why": ["1 became 2"],
            "errors": 0,
        }
        assert _page(desk)["state"] == "released"
        items: Any = desk.items_json()
        assert [each["kind"] for each in items["items"]] == ["released"]
        assert "1 became 2" in items["items"][0]["message"]
        desk.hear(made(2, type(now)(**{**_fields(now), "proof": old})))
        assert not _page(desk)["released"]["differs"]
        assert _page(desk)["released"]["why"] == []
        await desk.close()

    asyncio.run(scene())


def test_why_is_known_of_the_pages_that_are_shown_alone(tmp_path: Path) -> None:
    async def scene() -> None:
        desk = Desk(ISSUE, KeptProofs(tmp_path), lambda before, after: ["never asked"])
        desk.take_out(OutFolder({"1": KEY_B}))
        for number in range(1, 8):
            desk.hear(made(number, page("1", "acdef"[number % 5])))
        assert (await _explained(desk))["why"] == [NOT_KEPT]
        assert list(desk._whys) == [(KEY_B, desk.pages[0].proof)]
        desk.hear(made(9, page("1", "b")))
        await desk.close()
        assert not [pair for pair, why in desk._whys.items() if why]

    asyncio.run(scene())


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def test_where_the_released_version_is_not_kept_that_is_said(tmp_path: Path) -> None:
    async def scene() -> None:
        desk = Desk(ISSUE, KeptProofs(tmp_path), lambda before, after: ["never asked"])
        desk.take_out(OutFolder({"1": KEY_B}))
        desk.hear(made(1, page("1", "a")))
        assert (await _explained(desk))["why"] == [NOT_KEPT]
        await desk.close()

    asyncio.run(scene())


def test_the_sequence_grows_with_every_change_and_the_revisions_with_theirs(desk: Desk) -> None:
    first: Any = desk.state()
    assert desk.state() is first
    _ready(desk)
    second: Any = desk.state()
    assert second["sequence"] > first["sequence"]
    assert second["revisions"]["proofs"] == 1
    assert second["revisions"]["items"] == first["revisions"]["items"]
    desk.hear(Read(1, (item(),), (), {}))
    third: Any = desk.state()
    assert third["revisions"]["items"] == second["revisions"]["items"] + 1
    desk.record(Recorded(notes_revision=4, history_revision=6))
    fourth: Any = desk.state()
    assert (fourth["revisions"]["notes"], fourth["revisions"]["history"]) == (4, 6)


def test_after_the_maker_was_started_again_old_proofs_stand_until_there_are_new_ones(desk: Desk) -> None:
    _ready(desk)
    desk.hear(made(1, page("1", building=True), whole=False))
    assert (_page(desk)["proof"], _page(desk)["stale"], _page(desk)["state"]) == (KEY_A, True, "building")


def test_a_slow_client_gets_the_latest_and_nothing_twice(desk: Desk) -> None:
    async def scene() -> None:
        with desk.subscribe() as mailbox:
            await asyncio.wait_for(mailbox.wait(), 1)
            for number in range(50):
                desk.noticed(number)
            await asyncio.wait_for(mailbox.wait(), 1)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(mailbox.wait(), 0.05)
        await desk.close()

    asyncio.run(scene())


def test_who_listens_when_the_desk_closes_is_told(desk: Desk) -> None:
    async def scene() -> list[None]:
        with desk.subscribe() as mailbox:
            await desk.close()
            return [each async for each in mailbox]

    assert asyncio.run(scene()) == []


def test_a_released_page_whose_file_alone_is_another_says_just_that(tmp_path: Path) -> None:
    """No task is begun for it: there is no loop here."""
    desk = Desk(ISSUE, KeptProofs(tmp_path), lambda before, after: ["never asked"])
    desk.record(Recorded({"1": Record((), Said("Bo", "then", ink="i", proof=KEY_A))}))
    desk.take_out(OutFolder({"1": KEY_A}))
    desk.hear(made(1, page("1", "b", ink="i")))
    released = _page(desk)["released"]
    assert (released["differs"], released["file_differs"], released["why"]) == (False, True, [SAME_PRINT])
    items: Any = desk.items_json()
    (told,) = items["items"]
    assert (told["code"], told["severity"], told["page"]) == ("page-released", "note", "1")
    assert "the file that is made now is another" in told["message"]
    desk.hear(made(2, page("1", "a", ink="i")))
    released = _page(desk)["released"]
    assert (released["differs"], released["file_differs"], released["why"]) == (False, False, [])
    assert desk.items_json()["items"] == []


def test_where_the_records_know_another_release_another_file_is_another_print(tmp_path: Path) -> None:
    desk = Desk(ISSUE, KeptProofs(tmp_path))
    desk.record(Recorded({"1": Record((), Said("Bo", "then", ink="i", proof="c" * 64))}))
    desk.take_out(OutFolder({"1": KEY_A}))
    desk.hear(made(1, page("1", "b", ink="i")))
    released = _page(desk)["released"]
    assert (released["by"], released["differs"], released["file_differs"]) == ("", True, False)


def test_a_released_page_that_the_issue_has_no_longer_is_told(desk: Desk) -> None:
    desk.record(Recorded({"7": Record((), Said("Bo", "then", proof=KEY_B))}))
    desk.take_out(OutFolder({"1": KEY_A, "7": KEY_B}))
    assert desk.items_json()["items"] == [], "before the pages are made nobody knows"
    _ready(desk)
    items: Any = desk.items_json()
    (told,) = items["items"]
    assert (told["code"], told["kind"], told["severity"], told["page"]) == ("page-released", "released", "warning", "")
    assert "Page 7 is released, but the issue has no such page any longer" in told["message"]
    state: Any = desk.state()
    assert state["released_without_page"] == [{"number": "7", "by": "Bo", "at": "then", "proof": KEY_B}]
    assert [desk.is_released(number) for number in ("1", "7", "8")] == [True, True, False]
    desk.hear(made(2, page("1", "a"), page("7", "b")))
    state = desk.state()
    assert state["released_without_page"] == []
    assert desk.items_json()["items"] == []


def test_the_state_is_told_without_a_look_at_the_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def has(self: KeptProofs, key: str) -> bool:
        raise AssertionError("the disk may be slow, and many wait for the state")

    monkeypatch.setattr(KeptProofs, "has", has)
    _ready(desk)
    desk.take_out(OutFolder({"1": KEY_B}))
    assert _page(desk)["proof"] == KEY_A
    desk.take_out(OutFolder({"1": KEY_B}, kept={KEY_B}))
    assert _page(desk)["proof"] == KEY_B


def test_a_record_that_cannot_be_read_is_told(desk: Desk) -> None:
    _ready(desk)
    desk.take_out(OutFolder(told=("The record of released pages can't be read.",)))
    items: Any = desk.items_json()
    assert [(each["code"], each["severity"]) for each in items["items"]] == [("released-damaged", "error")]
