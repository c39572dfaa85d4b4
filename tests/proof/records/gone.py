"""A database that goes away in the very moment after something was written."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from layout.proof.records.database import Database
from layout.proof.records.refusal import RecordsError, Why


@contextmanager
def gone_once_written(database: Database) -> Iterator[None]:
    """Nothing can be read in it any more from the first thing on that is written, until the end."""
    writing = database.writing
    with pytest.MonkeyPatch.context() as patch:

        @contextmanager
        def written_and_gone() -> Iterator[Connection]:
            with writing() as connection:
                yield connection
            patch.setattr(database, "reading", _gone)

        patch.setattr(database, "writing", written_and_gone)
        yield


@contextmanager
def _gone() -> Iterator[Connection]:
    raise RecordsError(Why.UNAVAILABLE, "The server is gone.", "Wait.")
    yield
