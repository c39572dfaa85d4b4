"""Where a package goes over SFTP, as one writes it: `sftp://user@host:port/folder`."""

from urllib.parse import unquote, urlsplit

from layout.base.values import dataclass
from layout.press.host_keys import SSH_PORT
from layout.press.target import stop

_FORM = "Write sftp://user@host/folder, or sftp://user@host:2222/folder; '/~/folder' is seen from the user's home."


@dataclass(frozen=True, slots=True)
class Address:
    """Where to: sftp://user@host:port/folder."""

    user: str
    host: str
    port: int
    folder: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == SSH_PORT else f":{self.port}"
        folder = self.folder if self.folder.startswith("/") else f"/~/{self.folder}"
        return f"sftp://{self.user}@{host}{port}{folder}"


def read_address(text: str) -> Address:
    """The address. Raises Stopped for one that can't be meant, and for one with a password in it."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or SSH_PORT
    except ValueError as error:
        raise stop("send-address", f"this is no address: {error}", _FORM) from error
    if parts.password is not None:
        text = "a password in an address is read by everyone who sees the list of processes"
        raise stop("send-address", text, "Leave it out: a key is better, and a password is asked for.")
    user, folder = unquote(parts.username or ""), unquote(parts.path)
    if parts.scheme != "sftp" or not host or not user or host.startswith("-"):
        raise stop("send-address", "the address needs sftp, a user and a host", _FORM)
    if parts.query or parts.fragment or not all(each.isprintable() for each in (user, host, folder)):
        raise stop("send-address", "the address has a part that is none of its folder", f"{_FORM} Write # as %23 and ? as %3F.")
    if folder.startswith("/~/"):
        return Address(user, host, port, folder.removeprefix("/~/").rstrip("/") or ".")
    return Address(user, host, port, folder.rstrip("/") or "/")
