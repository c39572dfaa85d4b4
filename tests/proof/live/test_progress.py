"""How far the newest save has come."""

from layout.proof.facts import Begun, Failed, Finished, Read, Refused
from layout.proof.live.progress import Progress
from tests.proof.live.facts import made, page

KILLED = "The program that makes the pages was killed (SIGKILL)."
SAVE = (Begun(1), made(1, page("1", "a")), Read(1, (), (), {}))


def _heard(*told: object) -> Progress:
    progress = Progress()
    progress.notice(1)
    for each in told:
        progress.hear(each)  # type: ignore[arg-type]
    return progress


def test_a_process_that_dies_in_preflight_is_told_until_it_works_again() -> None:
    died = Failed(1, KILLED, ended=True)
    progress = _heard(*SAVE, died)
    assert (progress.failed, progress.busy, progress.lost) == (KILLED, False, True)
    progress = _heard(*SAVE, died, Begun(1))
    assert (progress.failed, progress.busy, progress.lost) == ("", True, True)
    progress = _heard(*SAVE, died, *SAVE)
    assert (progress.failed, progress.busy, progress.lost) == ("", True, False), "preflight is yet to come"
    progress = _heard(*SAVE, died, *SAVE, died)
    assert (progress.failed, progress.busy) == (KILLED, False), "given up: nothing more is told of that save"
    assert _heard(*SAVE, died, *SAVE, Finished(1)).as_json() == {
        "number": 1,
        "busy": False,
        "stale": False,
        "refused": False,
        "failed": "",
    }


def test_the_end_of_an_older_save_does_not_hide_that_the_newest_failed() -> None:
    progress = _heard(*SAVE, Begun(2), Failed(2, "The disk is full."), Finished(1))
    assert progress.failed == "The disk is full."
    assert not progress.stands


def test_pages_stand_while_the_text_is_wrong_as_soon_as_they_are_read() -> None:
    assert _heard(*SAVE).stands
    assert _heard(*SAVE, Begun(2), Refused(2, ())).stands
    assert not _heard(*SAVE, Begun(2)).stands
    assert not _heard(*SAVE[:2], Begun(2), Refused(2, ())).stands
    assert not _heard(Begun(1), Refused(1, ())).stands, "there are none"
