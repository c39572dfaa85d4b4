"""A package delivered over SFTP, to a server whose key is known. The one home of paramiko."""

import errno
import logging
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import paramiko
from paramiko.sftp import CMD_EXTENDED
from paramiko.ssh_exception import IncompatiblePeer, NoValidConnectionsError

from layout.base.values import dataclass
from layout.press.address import Address
from layout.press.host_keys import SSH_PORT, KnownHost, Standing, fingerprint, host_name, judge, of_host, read_known_hosts
from layout.press.target import CHUNK, Broken, Found, Stopped, broken, failure, stop

KEEPALIVE = 15  # seconds: a router between forgets a silent connection after a minute or more
_KINDS = ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa")
_RSA = ("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa")  # one kind of key, three ways to sign with it: RFC 8332


@dataclass(frozen=True, slots=True)
class Login:
    """How one proves who one is. `identity`: a private key's file, and then no other is tried; else the agent's and ~/.ssh's.

    `secret` is asked for a password or a passphrase, if one is wanted: its argument says which, and "" means that nobody answers.
    `known_hosts`: OpenSSH's files.
    """

    identity: Path | None = None
    secret: Callable[[str], str] | None = None
    known_hosts: tuple[Path, ...] = ()


class Sftp:
    """A folder on an SFTP server. It connects when it is opened, and again after it was closed."""

    def __init__(self, address: Address, login: Login, seconds: float) -> None:
        self._address, self._login, self._seconds = address, login, seconds
        self._client: paramiko.SSHClient | None = None
        self._sftp: paramiko.SFTPClient | None = None
        self._key: paramiko.PKey | None = None
        self._password: str | None = None

    @property
    def where(self) -> str:
        """The address, as written."""
        return str(self._address)

    def open(self) -> None:
        """Connect, prove who is who, and look whether the folder is there."""
        if self._sftp is not None:
            return
        _silence()
        self._unlock()
        try:
            self._client = self._connected()
            transport = self._client.get_transport()
            assert transport is not None, "a client that is connected has a transport"
            transport.set_keepalive(KEEPALIVE)
            self._sftp = self._client.open_sftp()
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

    def find(self, name: str) -> Found | None:
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
        return Found(facts.st_size or 0, facts.st_mtime or 0)

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
        """One step where the server knows how (OpenSSH does). Else the old file goes first: for a moment there is none."""
        old, new = self._path(part), self._path(name)
        with self._told(new):
            try:
                self._session.posix_rename(old, new)
            except OSError as error:
                if error.errno == errno.ENOENT or not self._lives():
                    raise
                with suppress(FileNotFoundError):
                    self._session.remove(new)
                self._session.rename(old, new)

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
    def _session(self) -> paramiko.SFTPClient:
        assert self._sftp is not None, "a destination is opened before it is used"
        return self._sftp

    def _path(self, name: str) -> str:
        return f"{self._address.folder.rstrip('/')}/{name}"

    def _unlock(self) -> None:
        """The identity read once; its passphrase is asked for, if it has one."""
        path = self._login.identity
        if path is None or self._key is not None:
            return
        try:
            self._key = _read_key(path, None)
        except paramiko.PasswordRequiredException as error:
            passphrase = self._ask(f"Passphrase of {path}")
            if not passphrase:
                remedy = f"Load it into the agent with `ssh-add {path}`, and leave --identity out."
                raise stop("send-identity", f"the key {path} wants its passphrase", remedy) from error
            try:
                self._key = _read_key(path, passphrase)
            except paramiko.PasswordRequiredException as wrong:
                raise stop("send-identity", f"that is not the passphrase of {path}", "Try again.") from wrong

    def _ask(self, what: str) -> str:
        """What somebody answers; "" where nobody can."""
        return self._login.secret(what) if self._login.secret is not None else ""

    def _connected(self) -> paramiko.SSHClient:
        try:
            return self._connect(self._password)
        except paramiko.SSHException as error:
            refused = isinstance(error, paramiko.AuthenticationException) or "authentication methods" in str(error)
            if not refused:
                raise
            asked = self._password is None
            self._password = self._ask(f"Password of {self._address.user} at {self._address.host}") if asked else ""
            if not self._password:  # an empty one is nobody's answer: it would only be counted against us
                raise self._not_let_in() from error
        try:
            return self._connect(self._password)
        except paramiko.AuthenticationException as error:
            raise self._not_let_in() from error

    def _connect(self, password: str | None) -> paramiko.SSHClient:
        """A connection to a server that is the right one. Its key is judged before anything is said of who we are."""
        address, login = self._address, self._login
        lines = of_host(read_known_hosts(login.known_hosts), host_name(address.host, address.port))
        others = login.identity is None and password is None
        client = paramiko.SSHClient()
        client.set_missing_host_key_policy(_Judge(lines, address))
        try:
            client.connect(
                address.host,
                address.port,
                address.user,
                password,
                pkey=self._key,
                allow_agent=others,
                look_for_keys=others,
                timeout=self._seconds,
                banner_timeout=self._seconds,
                auth_timeout=self._seconds,
                channel_timeout=self._seconds,
                disabled_algorithms={"keys": _not_wanted(lines)},
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
                return _changed(self._address, lines, "a key of another kind")
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


class _Judge(paramiko.MissingHostKeyPolicy):
    """Asked for every server, since the client is given no keys: paramiko's own look-up knows no pattern and no `@revoked`."""

    def __init__(self, lines: tuple[KnownHost, ...], address: Address) -> None:
        self._lines, self._address = lines, address

    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:
        """Let it pass, or raise."""
        shown, address = key.get_base64(), self._address
        kind = key.get_name()
        port = "" if address.port == SSH_PORT else f" -P {address.port}"
        match judge(self._lines, shown):
            case Standing.KNOWN:
                return
            case Standing.UNKNOWN:
                text = f"{address.host} is not known here; it shows the {kind} key {fingerprint(shown)}"
                remedy = (
                    "Ask the printer whether that is his server's fingerprint. If it is, connect once with "
                    f"`sftp{port} {address.user}@{address.host}`, which notes it in ~/.ssh/known_hosts."
                )
                raise stop("send-host-unknown", text, remedy)
            case Standing.CHANGED:
                raise _changed(address, self._lines, f"the {kind} key {fingerprint(shown)}")
            case Standing.REVOKED:
                text = f"{address.host} shows a key that is marked as revoked: {fingerprint(shown)}"
                raise stop("send-host-changed", text, "Send nothing there. Call the printer.")


def _changed(address: Address, lines: tuple[KnownHost, ...], shown: str) -> Stopped:
    line = next(each for each in lines if not each.revoked)
    text = f"THE KEY OF {address.host} HAS CHANGED: it shows {shown}, and {line.file}:{line.line} knows another. Nothing was sent"
    remedy = (
        "Somebody may stand between. Call the printer and compare fingerprints; only if the server was replaced, forget the old "
        f"key with `ssh-keygen -R '{host_name(address.host, address.port)}'`."
    )
    return stop("send-host-changed", text, remedy)


def _not_wanted(lines: tuple[KnownHost, ...]) -> list[str]:
    """The kinds of key that the server need not show, since none of the kind is known of it: it may have one of each."""
    known = {each.kind for each in lines if not each.revoked and each.kind in _KINDS}
    if not known:
        return []
    return [name for kind in _KINDS if kind not in known for name in (_RSA if kind == "ssh-rsa" else (kind,))]


def _read_key(path: Path, passphrase: str | None) -> paramiko.PKey:
    """A private key. Raises Stopped, and PasswordRequiredException where the passphrase is missing or wrong."""
    for form in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            key: paramiko.PKey = form.from_private_key_file(str(path), passphrase)
            certificate = path.with_name(f"{path.name}-cert.pub")
            if certificate.is_file():
                key.load_certificate(str(certificate))
            return key
        except paramiko.PasswordRequiredException:
            raise
        except OSError as error:
            raise stop("send-identity", f"the key {path} can't be read: {error.strerror}", "Check --identity.") from error
        except (paramiko.SSHException, ValueError, TypeError):  # a key of another form, or no key at all
            continue
    if passphrase is not None:
        raise paramiko.PasswordRequiredException
    text = f"{path} is no private key that can be used"
    raise stop("send-identity", text, "Name a private key (not the one that ends in .pub): Ed25519, ECDSA or RSA.")


def _silence() -> None:
    """paramiko tells its log of every broken connection, and without a reader for it Python prints that."""
    log = logging.getLogger("paramiko")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
