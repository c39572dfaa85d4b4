"""What belongs to the whole process and several threads want otherwise for a while: a library's logger, its limits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager


class Held:
    """A change to the process: made for the first that asks for it, undone after the last, in whatever order they leave.

    If each saved, changed and restored by itself, the one that leaves first would take the change from the others, and the one
    that leaves last would restore what another had changed. `change` makes it when it is entered and undoes it when it is left,
    maybe in another thread.
    """

    def __init__(self, change: Callable[[], AbstractContextManager[None]]) -> None:
        self._change = change
        self._lock = threading.Lock()
        self._holders = 0
        self._undo = ExitStack()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """While this lasts, the change does."""
        with self._lock:
            if not self._holders:
                self._undo.enter_context(self._change())
            self._holders += 1
        try:
            yield
        finally:
            with self._lock:
                self._holders -= 1
                if not self._holders:
                    self._undo.close()
