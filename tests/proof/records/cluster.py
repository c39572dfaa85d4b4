"""A throw-away PostgreSQL cluster on loopback, from Debian's package. PostgreSQL does not run as root: then it is `nobody`'s."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

INSTALL = "sudo apt-get install postgresql"
USER = "broadsheet"
PASSWORD = "only on loopback, only for a test"
_NOBODY = 65534


class Cluster:
    """A running cluster. `folder` holds its data, its log and its socket."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self._programs = programs
        self.folder = folder
        self.port = port

    def url(self, schema: str = "public", password: str = PASSWORD, database: str = "postgres") -> str:
        word = password.replace(" ", "%20").replace(",", "%2C")
        return f"postgresql://{USER}:{word}@127.0.0.1:{self.port}/{database}?options=-csearch_path%3D{schema}"

    def run(self, *statements: str) -> None:
        where = f"host=127.0.0.1 port={self.port} user={USER} dbname=postgres"
        with psycopg.connect(where, password=PASSWORD, autocommit=True) as connection:
            for each in statements:
                connection.execute(each.encode())

    def create(self) -> None:
        secret = self.folder / "secret"
        secret.write_text(PASSWORD)
        self._own(secret)
        self._call(
            "initdb", "--no-sync", "--encoding=UTF8", "--locale=C", f"--username={USER}", f"--pwfile={secret}",
            "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", f"--pgdata={self.folder / 'data'}",
        )  # fmt: skip

    def start(self) -> None:
        settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}", "fsync=off", "max_connections=60")
        options = [part for each in settings for part in ("-c", each)]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *options],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=_die_with_parent, **_as_user(),  # type: ignore[call-overload]
            )  # fmt: skip
        began = time.monotonic()
        while not self._answers():
            told = (self.folder / "log").read_text(errors="replace")
            assert self._server.poll() is None, f"PostgreSQL did not start: {told}"
            assert time.monotonic() - began < 60, f"PostgreSQL is too slow: {told}"
            time.sleep(0.05)

    def stop(self) -> None:
        """At once, as if it had crashed."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(60)

    def _answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
            **_as_user(),  # type: ignore[call-overload]
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stdout.decode(errors='replace')}"

    def _own(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, _NOBODY, _NOBODY)


def _as_user() -> dict[str, object]:
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


def _die_with_parent() -> None:
    """Tests that are killed leave no server behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG, of linux/prctl.h


def find_programs() -> Path | None:
    """The folder of the newest PostgreSQL there is."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    own = shutil.which("initdb")
    return folders[-1] if folders else Path(own).parent if own else None


@contextmanager
def running_cluster(programs: Path) -> Iterator[Cluster]:
    """One that is there until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="desk-", dir="/tmp"))  # a short path: that of a socket holds 107 characters
    if os.getuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
    try:
        cluster = Cluster(programs, folder, _free_port())
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
