"""A library's log kept from standard error, where it would print what is told otherwise."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unprinted(name: str) -> Iterator[None]:
    """While this lasts, Python doesn't print what nobody listens to in the log `name`.

    Each caller adds a listener of its own and takes it away again, so that threads can't undo each other's; the log's level and
    whoever else listens stay as they are.
    """
    log, silence = logging.getLogger(name), logging.NullHandler()  # without any handler Python prints warnings
    log.addHandler(silence)
    try:
        yield
    finally:
        log.removeHandler(silence)
