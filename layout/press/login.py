"""How one proves to an SFTP server who one is: by a key, else by a password, and by each for no more than it is asked for.

The server's own key was judged before (host_judge.py).
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import paramiko
from paramiko.auth_strategy import AuthSource, AuthStrategy, SourceResult
from paramiko.ssh_exception import BadAuthenticationType, PasswordRequiredException

from layout.base.values import dataclass
from layout.press.address import Address
from layout.press.target import Stopped, stop

_USUAL_KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")  # in ~/.ssh
_PASSWORD, _INTERACTIVE = "password", "keyboard-interactive"  # RFC 4252, 8; RFC 4256
# By which the one question of a server is known to be for the password, and not for a code of some token:
_WORDS = ("password", "passwort", "mot de passe", "contraseña", "wachtwoord", "senha", "hasło", "kodeord", "lösenord")


class Secret(StrEnum):
    """Two secrets that are never taken for one another: what unlocks a key stays on this machine."""

    PASSPHRASE = "passphrase"
    PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class Login:
    """How one proves who one is. `identity`: a private key's file, and then no other is tried; else the agent's and ~/.ssh's.

    `secret` is asked for a secret if one is wanted: which, and in words for whom; "" means that nobody answers. With an identity,
    a password is wanted only where the server says that it takes no key, or wants one beside it.
    `known_hosts`: OpenSSH's files.
    """

    identity: Path | None = None
    secret: Callable[[Secret, str], str] | None = None
    known_hosts: tuple[Path, ...] = ()


class Proof(AuthStrategy):
    """The login of one delivery, over as many connections as it takes: each secret is asked for once."""

    def __init__(self, address: Address, login: Login) -> None:
        super().__init__(paramiko.SSHConfig())  # ~/.ssh/config is not read: the address says all
        self._address, self._login = address, login
        self._key: paramiko.PKey | None = None
        self._password: str | None = None

    def unlock(self) -> None:
        """Read the identity once; its passphrase is asked for, if it has one. Raises Stopped where it can't be used."""
        path = self._login.identity
        if path is None or self._key is not None:
            return
        try:
            self._key = _read_key(path, None)
        except PasswordRequiredException as error:
            passphrase = self._ask(Secret.PASSPHRASE, f"Passphrase of {path}")
            if not passphrase:
                remedy = f"Load it into the agent with `ssh-add {path}`, and leave --identity out."
                raise stop("send-identity", f"the key {path} wants its passphrase", remedy) from error
            try:
                self._key = _read_key(path, passphrase)
            except PasswordRequiredException as wrong:
                raise stop("send-identity", f"that is not the passphrase of {path}", "Try again.") from wrong

    def get_sources(self) -> Iterator[AuthSource]:
        """None: `authenticate` asks by itself."""
        yield from ()

    def authenticate(self, transport: paramiko.Transport) -> list[SourceResult]:
        """Log in. Raises AuthenticationException where that was refused."""
        methods = self._offer_keys(transport)
        if methods is None:
            return []
        if not methods & {_PASSWORD, _INTERACTIVE}:
            raise paramiko.AuthenticationException("no key is taken")
        if self._password is None:
            self._password = self._ask(Secret.PASSWORD, f"Password of {self._address.user} at {self._address.host}")
        if not self._password:  # an empty one is nobody's answer: it would only be counted against us
            raise paramiko.AuthenticationException("no password is given")
        if self._offer_password(transport, methods, self._password):
            raise paramiko.AuthenticationException("more is wanted than a password")
        return []

    def _offer_keys(self, transport: paramiko.Transport) -> set[str] | None:
        """Each key in turn. None once one is taken; else the methods that are left to try."""
        for key in self._keys():
            try:
                more = transport.auth_publickey(self._address.user, key)
            except BadAuthenticationType as error:
                return set(error.allowed_types)
            except paramiko.AuthenticationException as error:
                if not transport.is_active() or "timeout" in str(error):
                    raise
            else:
                return set(more) or None
        # A key that was named is refused: what the password of that server is, was not asked.
        return {_PASSWORD, _INTERACTIVE} if self._login.identity is None else set()

    def _keys(self) -> Iterator[paramiko.PKey]:
        if self._login.identity is not None:
            assert self._key is not None, "an identity is unlocked before it is offered"
            yield self._key
            return
        agent = paramiko.Agent()
        try:
            yield from agent.get_keys()
        finally:
            agent.close()
        for name in _USUAL_KEYS:
            path = Path.home() / ".ssh" / name
            if path.is_file():
                with suppress(Stopped, PasswordRequiredException):  # a damaged or locked one: not this one, then
                    yield _read_key(path, None)

    def _offer_password(self, transport: paramiko.Transport, methods: set[str], password: str) -> list[str]:
        """What is wanted yet after the password: nothing, as a rule."""
        user = self._address.user
        if _PASSWORD in methods:
            try:
                return transport.auth_password(user, password, fallback=False)
            except BadAuthenticationType as error:
                if _INTERACTIVE not in error.allowed_types:
                    raise
        return transport.auth_interactive(user, lambda title, told, fields: _answers(password, fields))

    def _ask(self, which: Secret, what: str) -> str:
        """What somebody answers; "" where nobody can."""
        return self._login.secret(which, what) if self._login.secret is not None else ""


def _answers(password: str, fields: list[tuple[str, bool]]) -> list[str]:
    """The password to the one hidden question that asks for it, and to no other."""
    if len(fields) == 1:
        question, shown = fields[0]
        if not shown and any(word in question.lower() for word in _WORDS):
            return [password]
    return ["" for _ in fields]


def _read_key(path: Path, passphrase: str | None) -> paramiko.PKey:
    """A private key. Raises Stopped, and PasswordRequiredException where the passphrase is missing or wrong."""
    for form in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            key: paramiko.PKey = form.from_private_key_file(str(path), passphrase)
            certificate = path.with_name(f"{path.name}-cert.pub")
            if certificate.is_file():
                key.load_certificate(str(certificate))
            return key
        except PasswordRequiredException:
            raise
        except OSError as error:
            raise stop("send-identity", f"the key {path} can't be read: {error.strerror}", "Check --identity.") from error
        except (paramiko.SSHException, ValueError, TypeError):  # a key of another form, or no key at all
            continue
    if passphrase is not None:
        raise PasswordRequiredException
    text = f"{path} is no private key that can be used"
    raise stop("send-identity", text, "Name a private key (not the one that ends in .pub): Ed25519, ECDSA or RSA.")
