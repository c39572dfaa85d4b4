"""Sign-off, release, and what becomes of them when a page's ink changes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from layout.proof.records.records import Records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.values import Label
from layout.proof.records.versions import Now

OLD, NEW, THIRD = "a" * 64, "b" * 64, "c" * 64  # proofs
BLACK, GREY, WHITE = "1" * 64, "2" * 64, "3" * 64  # inks


def said(records: Records) -> list[str]:
    """What was said, the oldest first."""
    return [event.what for event in reversed(records.history())]


def test_a_sign_off_is_for_one_ink(records: Records) -> None:
    page = records.approve("3", OLD, BLACK, by="Anna")
    signed = page.signed_for(BLACK)
    assert signed is not None
    assert (signed.by, signed.proof) == ("Anna", OLD)
    assert page.signed_for(GREY) is None


def test_a_sign_off_lapses_with_the_ink_and_holds_again_when_the_edit_is_undone(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    for ink in (BLACK, GREY, GREY, WHITE, BLACK, BLACK):
        records.inks_now({"3": ink})
    assert said(records) == ["approved", "lapsed", "restored"]
    lapsed, restored = reversed(records.history()[:2])
    assert (lapsed.by, lapsed.body["of"], lapsed.proof, lapsed.body["now"]) == ("", "Anna", OLD, GREY)
    assert restored.body["sign_off"] == lapsed.body["sign_off"]
    assert records.present().page("3").lapsed_at == ""


def test_when_a_sign_off_lapsed_is_known(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    records.inks_now({"3": GREY})
    assert records.present().page("3").lapsed_at == records.history()[0].at


def test_two_servers_at_once_record_a_lapse_once(desk: Callable[..., Records]) -> None:
    servers = [desk() for _ in range(4)]
    servers[0].approve("3", OLD, BLACK, by="Anna")
    for server in servers:
        server.inks_now({"3": BLACK})
    for ink in (GREY, BLACK, WHITE):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number, ink=ink: servers[number % 4].inks_now({"3": ink}), range(16)))
    assert said(servers[0]) == ["approved", "lapsed", "restored", "lapsed"]


def test_the_database_itself_takes_a_lapse_once(desk: Callable[..., Records], monkeypatch: pytest.MonkeyPatch) -> None:
    """Even from a server that has not seen that another recorded it."""
    here, there = desk(), desk()
    here.approve("3", OLD, BLACK, by="Anna")
    before = there.present()
    there.inks_now({"3": BLACK})
    here.inks_now({"3": GREY})
    monkeypatch.setattr(there._ledger, "_read_on", lambda connection: (before, before.last, before.count))
    there.inks_now({"3": GREY})
    assert said(here) == ["approved", "lapsed"]


def test_two_desks_with_copies_that_differ_do_not_turn_a_sign_off_to_and_fro(desk: Callable[..., Records]) -> None:
    """A desk writes down what it saw change, not that another's files are others."""
    here, there = desk(), desk()
    here.approve("3", OLD, BLACK, by="Anna")
    for _ in range(3):
        there.inks_now({"3": GREY})
        here.inks_now({"3": BLACK})
    assert said(here) == ["approved"]
    there.inks_now({"3": WHITE})
    for _ in range(3):
        there.inks_now({"3": WHITE})
        here.inks_now({"3": BLACK})
    assert said(here) == ["approved", "lapsed"]


def test_a_lapse_that_could_not_be_written_is_written_the_next_time(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    records.approve("3", OLD, BLACK, by="Anna")

    def away(*_: object) -> None:
        raise RecordsError(Why.UNAVAILABLE, "The database is away.", "Wait.")

    with monkeypatch.context() as patch:
        patch.setattr(records._ledger, "say", away)
        with pytest.raises(RecordsError):
            records.inks_now({"3": GREY})
    records.inks_now({"3": GREY})
    assert said(records) == ["approved", "lapsed"]


def test_a_page_signed_anew_and_edited_back_holds_by_its_first_sign_off(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    records.inks_now({"3": GREY})
    records.approve("3", NEW, GREY, by="Carl")
    records.inks_now({"3": BLACK})
    assert said(records) == ["approved", "lapsed", "approved", "lapsed", "restored"]
    held = records.present().page("3").signed_for(BLACK)
    assert held is not None
    assert held.by == "Anna"


def test_a_withdrawn_sign_off_does_not_come_back(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    records.withdraw("3", by="Anna")
    records.inks_now({"3": GREY})
    records.inks_now({"3": BLACK})
    assert said(records) == ["approved", "withdrawn"]
    assert records.present().page("3").signed == ()
    with pytest.raises(RecordsError) as caught:
        records.withdraw("3", by="Anna")
    assert caught.value.why is Why.CONFLICT


def test_a_second_click_signs_once_and_another_person_signs_too(records: Records) -> None:
    for by in ("Anna", "Anna", "Carl"):
        records.approve("3", OLD, BLACK, by=by)
    assert said(records) == ["approved", "approved"]
    held = records.present().page("3").signed_for(BLACK)
    assert held is not None
    assert held.by == "Carl"


def test_signing_again_after_a_lapse_is_said(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    records.inks_now({"3": GREY})
    records.approve("3", OLD, BLACK, by="Anna")
    assert said(records) == ["approved", "lapsed", "approved"]


def test_a_release_stays_with_its_proof_until_it_is_taken_back(records: Records) -> None:
    records.release("3", OLD, BLACK, by="Ruth")
    records.release("3", OLD, BLACK, by="Ruth")
    records.inks_now({"3": GREY})
    released = records.present().page("3").released
    assert released is not None
    assert (released.by, released.proof, released.ink) == ("Ruth", OLD, BLACK)
    assert records.release("3", NEW, GREY, by="Ruth").released is not None
    assert records.unrelease("3", by="Ruth").released is None
    with pytest.raises(RecordsError) as caught:
        records.unrelease("3", by="Ruth")
    assert caught.value.why is Why.CONFLICT
    assert said(records) == ["released", "released", "unreleased"]


@pytest.mark.parametrize("bad", ["", "../../etc/passwd", "A" * 64, "a" * 200, "a\0"])
def test_what_is_no_digest_is_refused(records: Records, bad: str) -> None:
    for refused in (
        lambda: records.approve("3", bad, BLACK, by="Anna"),
        lambda: records.release("3", OLD, bad, by="Anna"),
        lambda: records.inks_now({"3": bad}),
        lambda: records.see([Now("3", bad, BLACK)]),
    ):
        with pytest.raises(RecordsError) as caught:
            refused()
        assert caught.value.why is Why.WRONG
    assert records.revision() == 0


def test_versions_say_when_they_were_first_seen_and_what_was_done_with_them(records: Records) -> None:
    for key in (OLD, NEW, OLD, THIRD):
        records.see([Now("3", key, BLACK), Now("4", OLD, BLACK)])
    records.printed("3", OLD, BLACK, by="Ben")
    records.approve("3", NEW, BLACK, by="Anna")
    records.release("3", OLD, BLACK, by="Ruth")
    records.release("3", NEW, BLACK, by="Ruth")
    versions = records.versions("3")
    assert [version.key for version in versions] == [THIRD, NEW, OLD]
    assert [version.first_at for version in versions] == sorted((each.first_at for each in versions), reverse=True)
    assert [(label.what, label.holds) for label in versions[2].labels] == [("printed", True), ("released", False)]
    assert [(label.what, label.by) for label in versions[1].labels] == [("signed", "Anna"), ("released", "Ruth")]
    assert versions[0].labels == ()


def test_what_was_signed_released_printed_and_is_now_stays_on_disk(desk: Callable[..., Records]) -> None:
    records = desk()
    keys = [f"{number:064x}" for number in range(6)]
    for key in keys:
        records.see([Now("3", key, BLACK)])
    records.approve("3", keys[0], BLACK, by="Anna")
    records.printed("3", keys[0], BLACK, by="Ben")
    records.approve("3", keys[1], GREY, by="Anna")
    records.release("3", keys[2], BLACK, by="Ruth")
    records.printed("3", keys[3], BLACK, by="Ben")
    assert records.pinned_keys() == {keys[1], keys[2], keys[3], keys[5]}
    records.see([Now("3", keys[4], BLACK)])
    assert keys[4] in records.pinned_keys()
    assert keys[5] not in records.pinned_keys()
    assert keys[5] in desk().pinned_keys()  # a server that has made nothing yet goes by what came last


def test_the_oldest_versions_are_forgotten_but_for_those_with_labels(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.proof.records.limits.SEEN", 3)
    keys = [f"{number:064x}" for number in range(8)]
    records.see([Now("3", keys[0], BLACK), Now("4", OLD, BLACK)])
    records.approve("3", keys[0], BLACK, by="Anna")
    for key in keys[1:]:
        records.see([Now("3", key, BLACK)])
    assert [version.key for version in records.versions("3")] == [*keys[:4:-1], keys[0]]
    assert records.versions("3")[-1].labels == (Label(keys[0], "signed", "Anna", records.history()[0].at),)
    assert len(records.versions("4")) == 1


def test_that_a_released_page_differs_and_that_it_no_longer_does_is_recorded_once_each(desk: Callable[..., Records]) -> None:
    here, there = desk(), desk()
    here.approve("3", OLD, BLACK, by="Anna")
    here.release("3", OLD, BLACK, by="Ruth")
    for ink in (BLACK, GREY, WHITE, GREY, BLACK, BLACK, GREY):
        for server in (here, there):
            server.inks_now({"3": ink})
    of_release = [each for each in said(here) if each not in ("approved", "lapsed", "restored")]
    assert of_release == ["released", "differs", "agrees", "differs"]
    differs = next(each for each in here.history() if each.what == "differs")
    assert (differs.by, differs.proof, differs.body["of"], differs.body["now"]) == ("", OLD, "Ruth", GREY)
    here.unrelease("3", by="Ruth")
    here.inks_now({"3": WHITE})
    assert said(here)[-1] != "differs"
