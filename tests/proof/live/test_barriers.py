"""Why nobody can say yes to a page at this moment."""

from pathlib import Path

import pytest

from layout.proof.facts import Begun, Failed, Finished, Judged, Kind, Preflighted, Read, Refused
from layout.proof.kept import KeptProofs
from layout.proof.live.barriers import why_not_approved, why_not_released
from layout.proof.live.desk import Desk
from layout.proof.live.out_folder import OutFolder
from layout.proof.live.recorded import Recorded
from tests.proof.live.facts import ISSUE, Record, Said, item, made, page

KEY_A, KEY_B = "a" * 64, "b" * 64
WRONG = item("story-missing", Kind.TEXT, "error", "")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(ISSUE, KeptProofs(tmp_path))


def _why(desk: Desk, number: str = "1", proof: str = KEY_A) -> str:
    found = why_not_released(desk, number, proof)
    return found[0] if found else ""


def test_a_page_is_released_only_signed_preflighted_and_as_it_was_seen(desk: Desk) -> None:
    def why(number: str = "1", proof: str = KEY_A) -> str:
        found = why_not_released(desk, number, proof)
        return found[0] if found else ""

    assert why("9") == "There is no page 9."
    desk.hear(made(1, page("1", "a")))
    assert why() == "Page 1 is being made again."
    desk.hear(Read(1, (), (), {}))
    assert why(proof=KEY_B) == "Page 1 has changed since."
    assert why() == "Page 1 is not signed as it is now."
    desk.record(Recorded({"1": Record((Said(ink="b"),))}))
    assert why() == "Page 1 is not signed as it is now."
    desk.record(Recorded({"1": Record((Said(ink="a"),))}))
    assert why() == "Page 1 is still in preflight."
    desk.hear(Judged("1", KEY_A, Preflighted.NOT_RUN, ()))
    assert why() == "Page 1 has not passed preflight."
    desk.hear(Judged("1", KEY_A, Preflighted.PASSED, ()))
    assert why() == ""
    desk.hear(Read(1, (item(severity="error"),), (), {}))
    assert why() == "Page 1 has errors."
    desk.noticed(5)
    assert why() == "Page 1 is being made again."
    desk.hear(Failed(5, "The disk is full."))
    assert why() == "The disk is full."


def _refused(desk: Desk) -> None:
    """Two pages of save 1, the first signed and through preflight; the text of save 2 is wrong."""
    desk.record(Recorded({"1": Record((Said(ink="a"),)), "2": Record((Said(ink="b"),))}))
    desk.noticed(1)
    for told in (
        Begun(1),
        made(1, page("1", "a"), page("2", "b")),
        Read(1, (), (), {}),
        Judged("1", KEY_A, Preflighted.PASSED, ()),
        Begun(2),
        Refused(2, (WRONG,)),
    ):
        desk.hear(told)


def test_while_another_page_s_text_is_wrong_a_signed_page_may_be_released_and_none_signed(desk: Desk) -> None:
    _refused(desk)
    assert _why(desk) == ""
    found = why_not_approved(desk)
    assert found is not None
    assert found[0] == "The text is wrong: what is shown is of the save before."
    assert _why(desk, proof=KEY_B) == "Page 1 has changed since."
    assert _why(desk, "2", KEY_B) == "Page 2 is still in preflight."
    desk.hear(Judged("2", KEY_B, Preflighted.FAILED, ()))
    assert _why(desk, "2", KEY_B) == "Page 2 has not passed preflight."
    desk.record(Recorded())
    assert _why(desk) == "Page 1 is not signed as it is now."


def test_while_the_mended_text_is_being_made_nothing_is_released(desk: Desk) -> None:
    _refused(desk)
    desk.noticed(3)
    assert _why(desk) == "Page 1 is being made again."
    desk.hear(Begun(3))
    desk.hear(made(3, page("1", "a"), page("2", "b")))
    assert _why(desk) == "Page 1 is being made again."
    desk.hear(Read(3, (), (), {}))
    assert _why(desk) == ""
    assert why_not_approved(desk) is None


def test_pages_that_were_overtaken_are_not_released_before_they_are_read(desk: Desk) -> None:
    _refused(desk)
    for told in (Begun(3), made(3, page("1", "a"), page("2", "b")), Begun(4), Refused(4, (WRONG,))):
        desk.hear(told)
    assert _why(desk) == "Page 1 is being made again."
    desk.hear(Read(3, (), (), {}))
    assert _why(desk) == ""


def test_an_error_of_the_text_on_the_page_itself_holds_it(desk: Desk) -> None:
    _refused(desk)
    desk.hear(Refused(2, (item("story-missing", Kind.TEXT, "error", "1"),)))
    assert _why(desk) == "Page 1 has errors."


def test_a_page_that_waits_for_a_judge_who_is_gone_says_so(desk: Desk) -> None:
    _refused(desk)
    desk.hear(Failed(2, "The program was killed.", ended=True))
    assert _why(desk, "2", KEY_B) == "The program was killed."
    desk.hear(Begun(2))
    desk.hear(Refused(2, (WRONG,)))
    assert _why(desk) == ""
    assert _why(desk, "2", KEY_B) == "Page 2 is not through preflight: while the text is wrong it can't be judged anew."
    for told in (Begun(3), made(3, page("1", "a"), page("2", "b")), Read(3, (), (), {})):
        desk.hear(told)
    assert _why(desk, "2", KEY_B) == "Page 2 is still in preflight."
    desk.hear(Failed(3, "The program was killed.", ended=True))
    assert _why(desk, "2", KEY_B) == "Page 2 is not through preflight. The program was killed."
    desk.hear(Finished(3))


def test_a_page_that_does_not_go_with_a_released_one_is_refused_with_what_is_wrong(desk: Desk) -> None:
    for told in (Begun(1), made(1, page("1", "a")), Read(1, (item("released-seam", Kind.RELEASED, "error"),), (), {})):
        desk.hear(told)
    assert why_not_released(desk, "1", KEY_A) == ("Released-seam!.", "mend it")
    desk.record(Recorded({"1": Record((Said(ink="a"),))}))
    desk.hear(Judged("1", KEY_A, Preflighted.PASSED, ()))
    assert why_not_released(desk, "1", KEY_A) == ("Released-seam!.", "mend it")
    desk.hear(Read(1, (item("released-unknown", Kind.RELEASED),), (), {}))
    assert why_not_released(desk, "1", KEY_A) is None


def test_a_released_page_whose_file_does_not_go_with_the_others_may_be_released_again(desk: Desk) -> None:
    desk.take_out(OutFolder({"1": KEY_B}))
    desk.record(Recorded({"1": Record((Said(ink="a"),))}))
    seam = item("released-seam", Kind.RELEASED, "error")
    for told in (Begun(1), made(1, page("1", "a")), Read(1, (seam,), (), {}), Judged("1", KEY_A, Preflighted.PASSED, ())):
        desk.hear(told)
    assert why_not_released(desk, "1", KEY_A) is None
