"""Sign-off, release, and what becomes of them when a page's ink changes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from layout.proof.records.records import Records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.told import said as told
from layout.proof.records.values import Label, NewNote, Sent, WholePage
from layout.proof.records.versions import Now
from tests.proof.records.gone import gone_once_written

OLD, NEW, THIRD = "a" * 64, "b" * 64, "c" * 64  # proofs
BLACK, GREY, WHITE = "1" * 64, "2" * 64, "3" * 64  # inks
OF = {BLACK: OLD, GREY: NEW, WHITE: THIRD}  # the proof that prints so


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
        records.pages_now([Now("3", OF[ink], ink)])
    assert said(records) == ["approved", "lapsed", "restored"]
    lapsed, restored = reversed(records.history()[:2])
    assert (lapsed.by, lapsed.body["of"], lapsed.proof, lapsed.body["now"]) == ("", "Anna", OLD, GREY)
    assert restored.body["sign_off"] == lapsed.body["sign_off"]


def test_two_servers_at_once_record_a_lapse_once(desk: Callable[..., Records]) -> None:
    servers = [desk() for _ in range(4)]
    servers[0].approve("3", OLD, BLACK, by="Anna")
    for server in servers:
        server.pages_now([Now("3", OF[BLACK], BLACK)])
    for ink in (GREY, BLACK, WHITE):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number, ink=ink: servers[number % 4].pages_now([Now("3", OF[ink], ink)]), range(16)))
    assert said(servers[0]) == ["approved", "lapsed", "restored", "lapsed"]


def test_the_database_itself_takes_a_lapse_once(desk: Callable[..., Records], monkeypatch: pytest.MonkeyPatch) -> None:
    """Even from a server that has not seen that another recorded it."""
    here, there = desk(), desk()
    here.approve("3", OLD, BLACK, by="Anna")
    before = there.present()
    there.pages_now([Now("3", OF[BLACK], BLACK)])
    here.pages_now([Now("3", OF[GREY], GREY)])
    monkeypatch.setattr(there._ledger, "_read_on", lambda connection: (before, before.last, 1))
    there.pages_now([Now("3", OF[GREY], GREY)])
    assert said(here) == ["approved", "lapsed"]


def test_two_desks_with_copies_that_differ_do_not_turn_a_sign_off_to_and_fro(desk: Callable[..., Records]) -> None:
    """A desk writes down what it saw change, not that another's files are others."""
    here, there = desk(), desk()
    here.approve("3", OLD, BLACK, by="Anna")
    for _ in range(3):
        there.pages_now([Now("3", OF[GREY], GREY)])
        here.pages_now([Now("3", OF[BLACK], BLACK)])
    assert said(here) == ["approved"]
    there.pages_now([Now("3", OF[WHITE], WHITE)])
    for _ in range(3):
        there.pages_now([Now("3", OF[WHITE], WHITE)])
        here.pages_now([Now("3", OF[BLACK], BLACK)])
    assert said(here) == ["approved", "lapsed"]


def test_a_lapse_that_could_not_be_written_is_written_the_next_time(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    records.approve("3", OLD, BLACK, by="Anna")

    def away(*_: object) -> None:
        raise RecordsError(Why.UNAVAILABLE, "The database is away.", "Wait.")

    with monkeypatch.context() as patch:
        patch.setattr(records._ledger, "say", away)
        with pytest.raises(RecordsError):
            records.pages_now([Now("3", OF[GREY], GREY)])
    records.pages_now([Now("3", OF[GREY], GREY)])
    assert said(records) == ["approved", "lapsed"]


def test_a_page_signed_anew_and_edited_back_holds_by_its_first_sign_off(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    records.pages_now([Now("3", OF[GREY], GREY)])
    records.approve("3", NEW, GREY, by="Carl")
    records.pages_now([Now("3", OF[BLACK], BLACK)])
    assert said(records) == ["approved", "lapsed", "approved", "restored"], "what one save did is one event"
    first, second = (next(each for each in records.history() if each.by == by) for by in ("Anna", "Carl"))
    body = records.history()[0].body
    assert (body["of"], body["at"], body["lapsed_of"], body["lapsed_at"]) == ("Anna", first.at, "Carl", second.at)
    held = records.present().page("3").signed_for(BLACK)
    assert held is not None
    assert held.by == "Anna"


def test_a_withdrawn_sign_off_does_not_come_back(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    records.withdraw("3", by="Anna")
    records.pages_now([Now("3", OF[GREY], GREY)])
    records.pages_now([Now("3", OF[BLACK], BLACK)])
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
    records.pages_now([Now("3", OF[GREY], GREY)])
    records.approve("3", OLD, BLACK, by="Anna")
    assert said(records) == ["approved", "lapsed", "approved"]


def test_a_release_stays_with_its_proof_until_it_is_taken_back(records: Records) -> None:
    records.approve("3", OLD, BLACK, by="Anna")
    records.release(Now("3", OLD, BLACK), by="Ruth")
    records.release(Now("3", OLD, BLACK), by="Ruth", fresh=False)
    records.pages_now([Now("3", OF[GREY], GREY)])
    released = records.present().page("3").released
    assert released is not None
    assert (released.by, released.proof, released.ink) == ("Ruth", OLD, BLACK)
    with pytest.raises(RecordsError, match="not signed"):
        records.release(Now("3", NEW, GREY), by="Ruth")
    records.approve("3", NEW, GREY, by="Anna")
    assert records.release(Now("3", NEW, GREY), by="Ruth").released is not None
    with pytest.raises(RecordsError, match="released again") as caught:
        records.unrelease("3", OLD, by="Ruth")
    assert caught.value.why is Why.CONFLICT
    assert records.unrelease("3", NEW, by="Ruth").released is None
    with pytest.raises(RecordsError, match="not released") as caught:
        records.unrelease("3", NEW, by="Ruth")
    assert caught.value.why is Why.CONFLICT
    of_release = [each for each in said(records) if each not in ("approved", "lapsed", "differs")]
    assert of_release == ["released", "released", "unreleased"]


@pytest.mark.parametrize("bad", ["", "../../etc/passwd", "A" * 64, "a" * 200, "a\0"])
def test_what_is_no_digest_is_refused(records: Records, bad: str) -> None:
    for refused in (
        lambda: records.approve("3", bad, BLACK, by="Anna"),
        lambda: records.release(Now("3", OLD, bad), by="Anna"),
        lambda: records.pages_now([Now("3", OLD, bad)]),
        lambda: records.see([Now("3", bad, BLACK)]),
    ):
        with pytest.raises(RecordsError) as caught:
            refused()
        assert caught.value.why is Why.WRONG
    assert records.revision() == 0


def test_versions_say_when_they_were_first_seen_and_what_was_done_with_them(records: Records) -> None:
    for key in (OLD, NEW, THIRD):
        records.see([Now("3", key, BLACK), Now("4", OLD, BLACK)])
    records.printed("3", OLD, BLACK, by="Ben")
    records.approve("3", NEW, BLACK, by="Anna")
    records.release(Now("3", OLD, BLACK), by="Ruth")
    records.release(Now("3", NEW, BLACK), by="Ruth")
    versions = records.versions("3")
    assert [version.key for version in versions] == [THIRD, NEW, OLD]
    assert [version.first_at for version in versions] == sorted((each.first_at for each in versions), reverse=True)
    assert [(label.what, label.holds) for label in versions[2].labels] == [("printed", True), ("released", False)]
    assert [(label.what, label.by) for label in versions[1].labels] == [("signed", "Anna"), ("released", "Ruth")]
    assert versions[0].labels == ()


def test_what_was_signed_released_printed_and_is_now_stays_on_disk(desk: Callable[..., Records]) -> None:
    records = desk()
    keys = [f"{number:064x}" for number in range(7)]
    for key in keys:
        records.see([Now("3", key, BLACK)])
    records.printed("3", keys[0], BLACK, by="Ben")
    records.approve("3", keys[1], GREY, by="Anna")
    records.approve("3", keys[2], BLACK, by="Anna")
    records.release(Now("3", keys[2], BLACK), by="Ruth")
    records.approve("3", keys[6], WHITE, by="Anna")
    records.printed("3", keys[3], BLACK, by="Ben")
    signed = {keys[1], keys[2], keys[6]}  # each may hold again
    assert records.held_keys() == {*signed, keys[3]}
    records.see([Now("3", keys[4], BLACK)])
    assert records.held_keys() == {*signed, keys[3], keys[4]}
    assert desk().held_keys() == {*signed, keys[3], keys[4]}  # a server that has made nothing yet goes by what came last
    records.withdraw("3", by="Anna")
    assert records.held_keys() == {keys[2], keys[3], keys[4]}


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
    here.release(Now("3", OLD, BLACK), by="Ruth")
    for ink in (BLACK, GREY, WHITE, GREY, BLACK, BLACK, GREY):
        for server in (here, there):
            server.pages_now([Now("3", OF[ink], ink)])
    of_release = [each for each in said(here) if each not in ("approved", "lapsed", "restored")]
    assert of_release == ["released", "differs", "agrees", "differs"]
    differs = next(each for each in here.history() if each.what == "differs")
    assert (differs.by, differs.proof, differs.body["of"], differs.body["now"]) == ("", OLD, "Ruth", GREY)
    here.unrelease("3", OLD, by="Ruth")
    here.pages_now([Now("3", OF[WHITE], WHITE)])
    assert said(here)[-1] != "differs"


def test_a_released_page_whose_file_alone_is_another_is_said_to_print_the_same(desk: Callable[..., Records]) -> None:
    """A title, a date in the file: it differs from what was released, and the sign-off holds."""
    here, there = desk(), desk()
    here.approve("3", OLD, BLACK, by="Anna")
    here.release(Now("3", OLD, BLACK), by="Ruth")
    for proof, ink in ((OLD, BLACK), (NEW, BLACK), (NEW, BLACK), (THIRD, BLACK), (THIRD, GREY), (NEW, BLACK), (OLD, BLACK)):
        for server in (here, there):
            server.pages_now([Now("3", proof, ink)])
    assert said(here) == ["approved", "released", "differs", "lapsed", "differs", "restored", "differs", "agrees"]
    sentences = [told(each) for each in reversed(here.history()) if each.what in ("differs", "agrees")]
    assert sentences == [
        "Page 3 still prints as Ruth released it; only its file is another.",
        "Page 3 now differs from what Ruth released.",
        "Page 3 still prints as Ruth released it; only its file is another.",
        "Page 3 is again as Ruth released it.",
    ]


def test_the_version_that_printed_so_is_found_for_many_pages_in_one_question(records: Records) -> None:
    records.see([Now("3", OLD, BLACK), Now("4", NEW, BLACK)])
    records.see([Now("3", THIRD, BLACK)])
    assert records.keys_of([BLACK, GREY]) == {("3", BLACK): THIRD, ("4", BLACK): NEW}
    assert records.keys_of([]) == {}


def test_what_was_sent_is_recorded_once_and_held_for_good(desk: Callable[..., Records]) -> None:
    here, there = desk(), desk()
    first, second = (Sent("A3", proof, "Hull", f"2026-11-26T22:1{minute}:00+01:00") for minute, proof in enumerate((OLD, NEW)))
    for records in (here, there, here):
        records.sent([first])
    here.sent([second])
    assert said(there) == ["sent", "sent"]
    assert {OLD, NEW} <= there.held_keys()
    assert [(label.proof, label.what) for label in there.present().page("A3").labels] == [(OLD, "sent"), (NEW, "sent")]
    assert told(here.history()[1]).startswith("Page A3 was sent to Hull")
    assert told(here.history()[1]).endswith(" at 22:10.")


def test_a_version_that_came_back_counts_from_then_and_its_first_making_is_told_apart(desk: Callable[..., Records]) -> None:
    records = desk()
    for key in (OLD, NEW, THIRD, OLD, OLD):
        records.see([Now("3", key, BLACK), Now("4", OLD, BLACK)])
    versions = records.versions("3")
    assert [version.key for version in versions] == [OLD, THIRD, NEW]
    assert [version.since for version in versions] == sorted((each.since for each in versions), reverse=True)
    assert versions[0].first_at < versions[2].first_at < versions[0].since
    assert versions[1].since == versions[1].first_at
    desk().see([Now("3", OLD, BLACK)])
    assert records.versions("3") == versions, "a desk that is started again goes on with the version that it had"
    desk().see([Now("3", NEW, BLACK)])
    assert records.versions("3")[0].key == NEW


def test_a_version_that_was_overtaken_stands_where_it_was(records: Records) -> None:
    records.see([Now("3", OLD, BLACK)])
    between = datetime.now(UTC)
    records.see([Now("3", NEW, BLACK)])
    for _ in range(2):
        records.saw(Now("3", THIRD, BLACK), between)
    assert [version.key for version in records.versions("3")] == [NEW, THIRD, OLD]


def meanwhile(records: Records, monkeypatch: pytest.MonkeyPatch, before: bool, act: Callable[[], object]) -> None:
    """That comes in right before, or right after, the next thing is said."""
    say = records._ledger.say

    def with_it(*given: Any) -> Any:
        monkeypatch.setattr(records._ledger, "say", say)
        if before:
            act()
        answer = say(*given)
        if not before:
            act()
        return answer

    monkeypatch.setattr(records._ledger, "say", with_it)


@pytest.mark.parametrize("before", [True, False])
def test_a_sign_off_that_comes_in_while_the_page_turns_lapses(
    records: Records, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    """Whichever of the two is written first; at the latest when the page is told the next time."""
    records.pages_now([Now("3", OLD, BLACK)])
    meanwhile(records, monkeypatch, before, lambda: records.approve("3", OLD, BLACK, by="Anna"))
    records.pages_now([Now("3", NEW, GREY)])
    assert said(records) == (["approved", "lapsed"] if before else ["approved"])
    for _ in range(3):
        records.pages_now([Now("3", NEW, GREY)])
    assert said(records) == ["approved", "lapsed"]
    assert records.present().page("3").holding == 0


def test_a_sign_off_that_was_given_here_lapses_no_second_time_where_another_desk_has_it_hold_again(
    desk: Callable[..., Records],
) -> None:
    here, there = desk(), desk()
    here.approve("3", OLD, BLACK, by="Anna")
    for server in (here, there):
        server.pages_now([Now("3", NEW, GREY)])
    there.pages_now([Now("3", OLD, BLACK)])
    here.pages_now([Now("3", NEW, GREY)])
    assert said(here) == ["approved", "lapsed", "restored"], "at this desk nothing has changed since it lapsed"


@pytest.mark.parametrize("deed", ["approve", "withdraw", "release", "unrelease", "printed", "add_note", "reply", "done"])
def test_what_is_recorded_is_not_refused_because_the_records_went_right_after(records: Records, deed: str) -> None:
    """Frozen and recorded, or neither: who hears a refusal takes back on the disk what the records have."""
    records.approve("3", OLD, BLACK, by="Anna")
    records.release(Now("3", OLD, BLACK), by="Ruth")
    note = records.add_note(NewNote("3", "", WholePage(), "Whose figure?"), by="Ben").id
    deeds: dict[str, Callable[[], object]] = {
        "approve": lambda: records.approve("3", NEW, GREY, by="Carl"),
        "withdraw": lambda: records.withdraw("3", by="Anna"),
        "release": lambda: records.release(Now("3", OLD, BLACK), by="Carl"),
        "unrelease": lambda: records.unrelease("3", OLD, by="Ruth"),
        "printed": lambda: records.printed("3", OLD, BLACK, by="Ben"),
        "add_note": lambda: records.add_note(NewNote("3", "", WholePage(), "And whose word?"), by="Ben"),
        "reply": lambda: records.reply(note, "Mine", by="Anna"),
        "done": lambda: records.done(note, by="Anna"),
    }
    before = len(records.history())
    with gone_once_written(records._database):
        answer = deeds[deed]()
    assert len(records.history()) == before + 1
    known = records.present()
    assert answer in (known.page("3"), *known.notes.values()), "and it is told as it stands in the records"
