from concurrent.futures import Future
from threading import Event, Thread

import pytest

from layout.proof.pictures.tray import Tray, Urgency


def tray(most: int = 10) -> Tray[str, str]:
    return Tray(most, "dropped")


def taken(of: Tray[str, str], count: int) -> list[str | None]:
    return [of.take() for _ in range(count)]


def test_the_page_that_is_looked_at_goes_before_thumbnails_and_the_newest_before_the_older() -> None:
    asked = tray()
    for name, urgency in (
        ("t1", Urgency.THUMBNAIL),
        ("a", Urgency.LOOKED_AT),
        ("t2", Urgency.THUMBNAIL),
        ("b", Urgency.LOOKED_AT),
    ):
        asked.ask(name, urgency)
    assert taken(asked, 4) == ["b", "a", "t2", "t1"]


def test_what_is_asked_for_again_is_the_newest_and_as_urgent_as_the_most_urgent_asking() -> None:
    asked = tray()
    for name in ("a", "b"):
        asked.ask(name, Urgency.THUMBNAIL)
    asked.ask("c", Urgency.THUMBNAIL)
    asked.ask("a", Urgency.LOOKED_AT)
    assert taken(asked, 3) == ["a", "c", "b"]


def test_one_work_answers_all_who_asked_even_those_who_came_while_it_was_done() -> None:
    asked = tray()
    first = asked.ask("a")
    assert asked.take() == "a"
    second = asked.ask("a")
    asked.answer("a", "done")
    assert (first.result(1), second.result(1)) == ("done", "done")


def test_what_is_preferred_goes_first_among_what_is_as_urgent() -> None:
    asked = tray()
    asked.ask("open")
    asked.ask("shut")
    asked.ask("urgent not", Urgency.THUMBNAIL)
    assert asked.take(lambda key: key in ("open", "urgent not")) == "open"


def test_what_nobody_waits_for_any_more_is_not_done() -> None:
    asked = tray()
    gone = asked.ask("a")
    stays = asked.ask("b")
    assert gone.cancel()
    assert asked.take() == "b"
    asked.answer("b", "done")
    assert stays.result(1) == "done"


def test_one_who_goes_does_not_take_the_answer_from_another() -> None:
    asked = tray()
    gone, stays = asked.ask("a"), asked.ask("a")
    gone.cancel()
    assert asked.take() == "a"
    asked.answer("a", "done")
    assert stays.result(1) == "done"


def test_a_full_tray_drops_the_oldest_of_the_least_urgent_and_says_so() -> None:
    asked = tray(3)
    old, _, kept = asked.ask("t1", Urgency.THUMBNAIL), asked.ask("t2", Urgency.THUMBNAIL), asked.ask("a")
    asked.ask("b")
    assert old.result(1) == "dropped"
    assert not kept.done()
    assert taken(asked, 3) == ["b", "a", "t2"]


def test_what_is_dropped_is_told_so_and_the_rest_stays() -> None:
    asked = tray()
    old, stays = asked.ask("old"), asked.ask("stays")
    asked.drop(lambda key: key == "old", "older")
    assert old.result(1) == "older"
    assert not stays.done()


def test_a_closed_tray_frees_those_who_work_and_those_who_wait() -> None:
    asked = tray()
    answers: Future[str | None] = Future()
    worker = Thread(target=lambda: answers.set_result(asked.take()))
    worker.start()
    asked.close()
    worker.join(5)
    assert answers.result(0) is None
    assert asked.ask("late").result(0) == "dropped"


def test_what_breaks_off_a_work_is_raised_where_it_is_waited_for_and_the_next_is_done() -> None:
    asked = tray()
    broken, whole = asked.ask("0"), asked.ask("4")
    worker = Thread(target=asked.work, args=(lambda key: str(8 // int(key)),))
    worker.start()
    with pytest.raises(ZeroDivisionError):
        broken.result(5)
    assert whole.result(5) == "2"
    assert asked.ask("2").result(5) == "4"
    asked.close()
    worker.join(5)
    assert not worker.is_alive()


def test_what_breaks_off_when_nobody_waits_any_more_hurts_nobody() -> None:
    asked = tray()
    begun, gone = Event(), Event()

    def do(key: str) -> str:
        begun.set()
        assert gone.wait(5)
        return str(8 // int(key))

    worker = Thread(target=asked.work, args=(do,))
    first = asked.ask("0")
    worker.start()
    assert begun.wait(5)
    assert first.cancel()
    gone.set()
    assert asked.ask("2").result(5) == "4"
    asked.close()
    worker.join(5)
