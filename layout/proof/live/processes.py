"""Processes of the desk: how they are started, heard and ended.

Each lives as long as its pipe: with the desk it dies, also when that is killed.
"""

import pickle
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

PATIENCE = 5.0  # seconds for a process to end by itself
SPEAKS_OTHERWISE = "is of another version than this desk, which should be closed and opened again"
"""How a process was lost that is not understood; in words, as how_it_ended says the rest."""

_NOT_UNDERSTOOD = (pickle.UnpicklingError, AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError)
"""What reading a message of another version of the program raises, for the most part (docs.python.org/3/library/pickle.html)."""


class NotUnderstood(Exception):
    """What a process says is of another version of the program, which was replaced while the desk was open."""


@contextmanager
def no_interrupts() -> Iterator[None]:
    """What is started here never hears of an interrupt: a terminal sends it to all, and it is the desk's to answer. The mask is
    handed on to the process and to what that starts (signal(7)), from its first moment."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # or it would be started in between, and let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def receive(pipe: Connection) -> Any:
    """The next thing that is said. Raises EOFError or OSError where there is nobody to say it, NotUnderstood."""
    said = pipe.recv_bytes()
    try:
        return pickle.loads(said)
    except _NOT_UNDERSTOOD as error:
        raise NotUnderstood from error


def end_process(process: BaseProcess) -> None:
    """Wait for its end; one that does not come to it is killed."""
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def how_it_ended(exit_code: int | None) -> str:
    """In words: `was killed (SIGKILL)`, `broke off`."""
    if exit_code is None or exit_code >= 0:
        return "broke off"
    names = {each.value: each.name for each in signal.Signals}
    return f"was killed ({names.get(-exit_code, 'by the system')})"


def was_asked(exit_code: int | None) -> bool:
    """Whether somebody asked it to end, as whoever ends a service asks all its processes."""
    return exit_code == -signal.SIGTERM
