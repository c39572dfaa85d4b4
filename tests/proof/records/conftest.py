"""Both kinds of database for the same tests: a file, and PostgreSQL, a schema of its own for each test."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from layout.proof.records.database import open_database
from layout.proof.records.ledger import utc_now
from layout.proof.records.records import Records
from tests.needed import needed
from tests.proof.records.cluster import INSTALL, Cluster, find_programs, running_cluster

Open = Callable[..., Records]
_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    programs = find_programs()
    if programs is None:
        needed("PostgreSQL", INSTALL)
    with running_cluster(programs) as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where records are to be: a path, or an address."""
    if request.param == "sqlite":
        return str(tmp_path / ".proof" / "desk.sqlite3")
    cluster: Cluster = request.getfixturevalue("cluster")
    schema = f"desk{next(_NUMBERS)}"
    cluster.run(f"CREATE SCHEMA {schema}")
    return cluster.url(schema)


@pytest.fixture
def quick() -> PasswordHasher:
    """Hashes that cost nothing."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def desk(place: str, quick: PasswordHasher) -> Iterator[Open]:
    """Opens records at the place, as often as wanted: each time as another server would."""
    opened: list[Records] = []

    def open_one(issue: str = "herald/issue.yaml", patience: float = 5.0) -> Records:
        opened.append(Records(open_database(place, patience), issue, utc_now, quick))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


@pytest.fixture
def records(desk: Open) -> Records:
    return desk()
