"""A package delivered over SFTP, to a server whose key is known. With login.py and host_judge.py the home of paramiko."""

import errno
import logging
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import paramiko
from paramiko.sftp import CMD_EXTENDED, CMD_VERSION
from paramiko.ssh_exception import IncompatiblePeer, NoValidConnectionsError

from layout.press.address import Address
from layout.press.host_judge import HostJudge, host_changed, kinds_not_wanted
from layout.press.host_keys import KnownHost, host_name, of_host, read_known_hosts
from layout.press.login import Login, Proof
from layout.press.target import CHUNK, PART, Broken, FileThere, Stopped, broken, failure, stop

KEEPALIVE = 15  # seconds: a router between forgets a silent connection after a minute or more
_POSIX_RENAME = "posix-rename@openssh.com"  # OpenSSH, PROTOCOL, 4.3


class _Session(paramiko.SFTPClient):
    """An SFTP session that knows what its server offers beyond version 3 (draft-ietf-secsh-filexfer-02, 4: extension pairs)."""

    extensions: frozenset[str] = frozenset()

    def _read_packet(self) -> tuple[int, bytes]:
        kind, data = super()._read_packet()  # type: ignore[misc]  # paramiko drops what comes after the version's four bytes
        if kind == CMD_VERSION:
            pairs = paramiko.Message(data[4:])
            names: set[str] = set()
            while pairs.get_remainder():
                names.add(pairs.get_string().decode("ascii", "replace"))
                pairs.get_string()
            self.extensions = frozenset(names)
        return kind, data


class Sftp:
    """A folder on an SFTP server. It connects when it is opened, and again after it was closed."""

    def __init__(self, address: Address, login: Login, seconds: float) -> None:
        self._address, self._seconds = address, seconds
        self._proof, self._known_hosts = Proof(address, login), login.known_hosts
        self._client: paramiko.SSHClient | None = None
        self._sftp: _Session | None = None

    @property
    def where(self) -> str:
        """The address, as written."""
        return str(self._address)

    def open(self) -> None:
        """Connect, prove who is who, and look whether the folder is there."""
        if self._sftp is not None:
            return
        _silence()
        self._proof.unlock()
        try:
            self._client = self._connected()
            transport = self._client.get_transport()
            assert transport is not None, "a client that is connected has a transport"
            transport.set_keepalive(KEEPALIVE)
            self._sftp = _Session.from_transport(transport)
            assert self._sftp is not None, "a session that can't be opened raises"
            channel = self._sftp.get_channel()
            assert channel is not None, "an open session has a channel"
            channel.settimeout(self._seconds)
        except (paramiko.SSHException, EOFError, OSError) as error:
            self.close()
            raise broken(f"{self._address.host} gives no SFTP: {error}") from error
        except (Stopped, Broken):
            self.close()
            raise
        with self._told(self._address.folder):
            mode = self._session.stat(self._address.folder).st_mode
            if mode is not None and not stat.S_ISDIR(mode):
                raise NotADirectoryError(errno.ENOTDIR, "it is no folder")

    def find(self, name: str) -> FileThere | None:
        """The regular file of that name."""
        with self._told(self._path(name)):
            try:
                facts = self._session.lstat(self._path(name))
            except FileNotFoundError:
                return None
        if facts.st_mode is not None and not stat.S_ISREG(facts.st_mode):
            raise stop(
                "send-in-the-way", f"{self._path(name)} is there and no file", "Move it away: a page is to have that name."
            )
        return FileThere(facts.st_size or 0, facts.st_mtime or 0)

    def read(self, name: str, count: int) -> Iterator[bytes]:
        """The first bytes of a file. A drop box that lets nobody read says nothing: then nothing is kept of it."""
        try:
            with self._told(self._path(name)), self._session.open(self._path(name), "rb") as file:
                for start in range(0, count, CHUNK):  # a block at a time, its requests all at once
                    yield from file.readv([(start, min(CHUNK, count - start))])
        except Stopped as stopped:
            if stopped.code != "send-rights":
                raise

    def write(self, name: str, offset: int, chunks: Iterator[bytes]) -> None:
        """Write, and wait until the server has confirmed all of it."""
        with self._told(self._path(name)), self._session.open(self._path(name), "r+b" if offset else "wb") as file:
            file.seek(offset)
            file.set_pipelined(True)
            last = b""
            for chunk in chunks:
                if last:
                    file.write(last)
                last = chunk
            # paramiko looks at the answers to pipelined writes only before one that isn't, and drops them on closing.
            file.set_pipelined(False)
            file.write(last)

    def rename(self, part: str, name: str) -> None:
        """One step where the server knows how (OpenSSH does). Elsewhere for a moment there is no file of that name."""
        old, new = self._path(part), self._path(name)
        with self._told(new):
            if _POSIX_RENAME in self._session.extensions:
                self._session.posix_rename(old, new)
            else:
                self._rename_in_steps(old, new)

    def _rename_in_steps(self, old: str, new: str) -> None:
        """SFTP's own rename refuses a name that is taken. What has it is moved away, and back again if that was in vain."""
        aside = f"{new}.old{PART}"
        try:
            self._session.rename(old, new)
        except OSError as error:
            if error.errno is not None or not self._lives():  # no rights, no such file: moving the old one away would not help
                raise
            with suppress(FileNotFoundError):
                self._session.remove(aside)
            try:
                self._session.rename(new, aside)
            except FileNotFoundError:
                raise error from None
            try:
                self._session.rename(old, new)
            except OSError:
                self._session.rename(aside, new)
                raise
        if self._lives():
            with suppress(OSError):  # there is none, as a rule; and the page is there whatever becomes of the old one
                self._session.remove(aside)

    def remove(self, name: str) -> None:
        """Take a file away."""
        with self._told(self._path(name)), suppress(FileNotFoundError):
            self._session.remove(self._path(name))

    def close(self) -> None:
        """Hang up."""
        client, self._client, self._sftp = self._client, None, None
        if client is not None:
            client.close()

    @property
    def _session(self) -> _Session:
        assert self._sftp is not None, "a destination is opened before it is used"
        return self._sftp

    def _path(self, name: str) -> str:
        return f"{self._address.folder.rstrip('/')}/{name}"

    def _connected(self) -> paramiko.SSHClient:
        """A connection to a server that is the right one. Its key is judged before anything is said of who we are."""
        address, seconds = self._address, self._seconds
        lines = of_host(read_known_hosts(self._known_hosts), host_name(address.host, address.port))
        client = paramiko.SSHClient()
        client.set_missing_host_key_policy(HostJudge(lines, address))
        try:
            client.connect(
                address.host,
                address.port,
                address.user,
                timeout=seconds,
                banner_timeout=seconds,
                auth_timeout=seconds,
                channel_timeout=seconds,
                disabled_algorithms={"keys": kinds_not_wanted(lines)},
                auth_strategy=self._proof,
            )
        except (paramiko.SSHException, OSError) as error:
            transport = client.get_transport()
            fault = self._fault(error, lines, transport is not None and transport.is_active())
            client.close()
            if fault is None:
                raise
            raise fault from error
        except BaseException:
            client.close()
            raise
        return client

    def _fault(self, error: Exception, lines: tuple[KnownHost, ...], lives: bool) -> Stopped | Broken | None:
        """What kept the connection from being made, where more can be said than that it broke. `lives`: it stands yet."""
        host = self._address.host
        match error:
            case IncompatiblePeer() if "host key" in str(error) and any(not each.revoked for each in lines):
                return host_changed(self._address, lines, "a key of another kind")
            case IncompatiblePeer():
                text = f"{host} and this program have no cipher in common: {error}"
                return stop("send-refused", text, "Ask the printer for a server that is kept up to date.")
            case socket.gaierror(errno=socket.EAI_AGAIN):
                return broken(f"the name {host} can't be looked up now")
            case socket.gaierror():
                return stop("send-host-missing", f"there is no host {host}", "Check the name, and the network.")
            case NoValidConnectionsError():
                text = f"{host} takes no connection at port {self._address.port}"
                remedy = "Check host and port; does its server run, does a firewall stand between?"
                return Broken(stop("send-refused", text, remedy))
            case paramiko.AuthenticationException() if not lives or "timeout" in str(error):
                # One word for a server that went away while one logged in, and for one that had seen too many keys.
                text = f"{host} hung up while {self._address.user} was logging in"
                remedy = "Say the same command again; if an agent offers many keys, name the right one with --identity."
                return Broken(stop("send-login", text, remedy))
            case paramiko.AuthenticationException():
                return self._not_let_in()
        return None

    def _not_let_in(self) -> Stopped:
        user, host = self._address.user, self._address.host
        text = f"{host} does not let {user} in"
        return stop("send-login", text, "Name the right key with --identity, load it with ssh-add, or check user and password.")

    def _lives(self) -> bool:
        transport = self._client.get_transport() if self._client is not None else None
        channel = self._sftp.get_channel() if self._sftp is not None else None
        return transport is not None and transport.is_active() and channel is not None and not channel.closed

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        """Every way in which the far side can fail, as one of two."""
        try:
            yield
        except (paramiko.SSHException, EOFError) as error:
            raise broken(f"{self._address.host} hung up") from error
        except TimeoutError as error:
            raise broken(f"{self._address.host} gave no answer for {self._seconds:g} seconds") from error
        except OSError as error:
            if not self._lives():
                raise broken(f"{self._address.host} hung up") from error
            where = f"{self._address.host}:{path}"
            if error.errno is None and self._is_full():  # SFTP's own word for a full disk is "Failure"
                error = OSError(errno.ENOSPC, "no room")
            raise failure(error, where) from error

    def _is_full(self) -> bool:
        """True where the server says that less than a block is free; not every server can say."""
        asked: Any = self._session  # paramiko has no call of its own for OpenSSH's extensions (PROTOCOL, 4.2: statvfs)
        try:
            _, answer = asked._request(CMD_EXTENDED, "statvfs@openssh.com", self._address.folder)
            block, _, _, _, free = (answer.get_int64() for _ in range(5))
        except (paramiko.SSHException, EOFError, OSError):
            return False
        return bool(free * block < CHUNK)


def _silence() -> None:
    """paramiko tells its log of every broken connection, and without a reader for it Python prints that."""
    log = logging.getLogger("paramiko")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
