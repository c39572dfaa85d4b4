import logging
import threading

import pytest

from layout.base.quiet import unprinted


def test_a_warning_that_nobody_listens_to_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("of.a.library")
    log.propagate = False
    with unprinted("of.a.library"):
        log.warning("mended")
    assert capfd.readouterr() == ("", "")
    log.propagate = True


def test_threads_that_leave_in_any_order_leave_the_log_as_it_was() -> None:
    log = logging.getLogger("of.a.library")
    before = log.level, list(log.handlers)
    entered, left = threading.Event(), threading.Event()
    heard = []

    def first() -> None:
        with unprinted("of.a.library"):
            entered.wait(5)
        left.set()

    def second() -> None:
        with unprinted("of.a.library"):
            entered.set()
            left.wait(5)
            heard.append(len(log.handlers))

    threads = [threading.Thread(target=each) for each in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert heard == [len(before[1]) + 1]
    assert (log.level, list(log.handlers)) == before
