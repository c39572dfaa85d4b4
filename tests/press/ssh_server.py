"""A real OpenSSH server on loopback, with a host key of its own, that can be killed in the middle."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
INSTALL = "the tests of delivery need OpenSSH's server:  sudo apt-get install openssh-server"


class SshServer:
    """`address(folder)` is where to; `kill_sessions` cuts off whoever is connected, while the server goes on."""

    def __init__(self, home: Path, sftp: str = "internal-sftp", before: Callable[[], None] | None = None) -> None:
        assert SSHD is not None, INSTALL
        if os.geteuid() == 0:  # where sshd shuts up its children; a system that starts it by itself has it
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.home = home
        self.user = getpass.getuser()
        self.client_key, self.host_key = home / "client", home / "host"
        for key in (self.client_key, self.host_key):
            make_key(key)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.config = home / "sshd_config"
        self.known_hosts = home / "known_hosts"
        self.know(self.host_key)
        self._write_config(sftp)
        self._before = before
        self.process = self.start()

    def _write_config(self, sftp: str) -> None:
        lines = [
            f"Port {self.port}",
            "ListenAddress 127.0.0.1",
            f"HostKey {self.host_key}",
            f"AuthorizedKeysFile {self.client_key}.pub",
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PermitRootLogin yes",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "MaxStartups 100",
            "LogLevel ERROR",
            f"Subsystem sftp {sftp}",
        ]
        self.config.write_text("\n".join([*lines, "PerSourcePenalties no"]) + "\n")  # from 9.8 on: it punishes who breaks off
        if subprocess.run([str(SSHD), "-t", "-f", str(self.config)], capture_output=True, check=False).returncode:
            self.config.write_text("\n".join(lines) + "\n")

    def start(self) -> subprocess.Popen[bytes]:
        log = open(self.home / "log", "ab")  # noqa: SIM115
        command = [str(SSHD), "-D", "-e", "-f", str(self.config)]
        self.process = subprocess.Popen(
            command, stdout=log, stderr=log, preexec_fn=self._before, restore_signals=self._before is None
        )
        log.close()
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self.process
            assert self.process.poll() is None, (self.home / "log").read_text()
            time.sleep(0.02)
        raise AssertionError("sshd did not start")

    def know(self, key: Path, host: str = "") -> None:
        """That the host has this key, and no other."""
        kind, blob = key.with_suffix(".pub").read_text().split()[:2]
        self.known_hosts.write_text(f"{host or f'[127.0.0.1]:{self.port}'} {kind} {blob}\n")

    def address(self, folder: Path | str) -> str:
        return f"sftp://{self.user}@127.0.0.1:{self.port}{folder}"

    def kill_sessions(self) -> int:
        """The processes that serve whoever is connected, killed at once. Returns how many."""
        return len(self._signal(signal.SIGKILL))

    def freeze_sessions(self) -> list[int]:
        """The same, made to fall silent."""
        return self._signal(signal.SIGSTOP)

    def _signal(self, number: signal.Signals) -> list[int]:
        below = descendants(self.process.pid)
        for pid in below:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        return below

    def stop(self) -> None:
        self.kill_sessions()
        self.process.kill()
        self.process.wait()


def make_key(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-f", str(path)], check=True)
    return path


def descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    table = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    for line in table.splitlines():
        child, parent = map(int, line.split())
        parents.setdefault(parent, []).append(child)
    found, todo = [], [pid]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found
