"""Under which names the desk is reached: what `Host` and `Origin` must say, and what the session's cookie is called.

In: where the desk listens, and the names that it was given. Out: Doors. A page of another site can make a browser ask this server
for things, or call its own name by our address (DNS rebinding); it cannot make the browser lie about either header.
"""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

import idna

from layout.base.values import dataclass

_PORTS = {"http": 80, "https": 443}
_EXAMPLE = "https://desk.example.org"
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")


@dataclass(frozen=True, slots=True)
class Doors:
    """`names`: the origin by what `Host` says, in lower case. `any_address`: the desk listens on all addresses of the machine,
    and is reached by each. `loopback`: by nobody but this machine. `cookie`: the name of the session's; cookies are shared by all
    ports of a host, so that the port stands in it. `behind`: it was given public origins, so that another server may stand before
    it."""

    names: Mapping[str, str]
    any_address: bool
    loopback: bool
    secure: bool
    cookie: str
    port: int
    behind: bool = False

    def origin_of(self, host: str, local: str) -> str:
        """The one origin that may write to the desk when it was called `host`; "" where that is no name of ours. `local`: the
        address at which the connection arrived."""
        host = host.lower()
        if host in self.names:
            return self.names[host]
        # A name may be made to point here by anyone; an address that is the connection's own cannot.
        if self.any_address and local and host in _written(local, self.port, self.scheme):
            return f"{self.scheme}://{host}"
        return ""

    @property
    def forgetful(self) -> bool:
        """Whether browsers throw away what they kept of the desk when they are told to: where nobody can listen. W3C Clear Site
        Data: to other origins it is not spoken."""
        return self.secure or self.loopback

    @property
    def scheme(self) -> str:
        """How the desk itself speaks."""
        return "https" if self.secure else "http"


def doors_of(host: str, port: int, *, encrypted: bool, public: Iterable[str] = ()) -> Doors:
    """The doors of a desk that listens on `host`. `public`: origins such as `https://desk.example.org`, where it stands behind
    another server or a name. Raises ValueError where one is none."""
    scheme = "https" if encrypted else "http"
    public = tuple(public)
    loopback = is_loopback(host) and not public
    names: dict[str, str] = {}
    own = ["127.0.0.1", "localhost", "::1"] if is_loopback(host) else [] if is_wildcard(host) else [host]
    for each in own:
        names |= {name: f"{scheme}://{name}" for name in _written(each, port, scheme)}
    secure = encrypted
    for origin in map(public_origin, public):
        parts = urlsplit(origin)
        names |= dict.fromkeys(_written(parts.hostname or "", parts.port or _PORTS[parts.scheme], parts.scheme), origin)
        secure = secure or parts.scheme == "https"
    cookie = f"broadsheet-{port}"
    # RFC 6265bis, 4.1.3.2: a cookie of this prefix was set by this host over TLS, whatever a neighbour domain tries.
    return Doors(names, is_wildcard(host), loopback, secure, f"__Host-{cookie}" if secure else cookie, port, bool(public))


def is_loopback(host: str) -> bool:
    """Whether that address is this machine's own, which no other reaches."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address(text: str) -> bool:
    """Whether that is an address of the Internet, and no name."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_wildcard(host: str) -> bool:
    """Whether that stands for all addresses of the machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


def address_of(host: str, port: int, scheme: str) -> str:
    """An origin as browsers write it."""
    return f"{scheme}://{_written(host, port, scheme)[-1]}"


def _written(host: str, port: int, scheme: str) -> list[str]:
    """As `Host` has it; the usual port is left out."""
    host = host.strip("[]").lower()
    host = f"[{host}]" if ":" in host else host
    return [f"{host}:{port}", host] if port == _PORTS[scheme] else [f"{host}:{port}"]


def public_origin(given: str) -> str:
    """The origin that browsers send for an address given by hand: its name in lower case and in ASCII, without a usual port.
    Raises ValueError, a sentence without its full stop, for what is no origin."""
    if "@" in given:  # and perhaps a password, which is not said again
        raise ValueError("the public address names a user: people say who they are when they come in")
    try:
        parts = urlsplit(given)
        host, port = parts.hostname, parts.port
    except ValueError:  # a bracket that is not closed, a port that is no number or too high
        raise ValueError(f"'{given}' is no address that there can be") from None
    if port == 0:
        raise ValueError(f"'{given}' names port 0, at which nothing can be reached")
    if parts.scheme not in _PORTS or not host or not _is_plain(given):
        raise ValueError(_no_origin(given))
    if parts.path not in ("", "/") or "?" in given or "#" in given:
        raise ValueError(f"'{given}' goes on behind the name: the desk wants an origin, as {_EXAMPLE}")
    host = _as_browsers_write(host, given)
    return f"{parts.scheme}://{host}" if port in (None, _PORTS[parts.scheme]) else f"{parts.scheme}://{host}:{port}"


def _is_plain(given: str) -> bool:
    """Nothing that is taken out before the parts are told apart."""
    return not any(each.isspace() or not each.isprintable() or each == "\\" for each in given)


def _no_origin(given: str) -> str:
    return f"'{given}' is no origin such as {_EXAMPLE}"


def _as_browsers_write(host: str, given: str) -> str:
    """WHATWG URL, 3.5: numbers are an address of the Internet, shortened; letters of the world are written in ASCII (UTS 46)."""
    if ":" in host and "%" not in host:  # one that is of a single network card no browser opens
        with suppress(ValueError):
            return f"[{ipaddress.IPv6Address(host).compressed}]"
    with suppress(ValueError):
        return str(ipaddress.IPv4Address(host))
    with suppress(idna.IDNAError):
        name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
        if _NAME.fullmatch(name) and not _NUMBER.fullmatch(name.rstrip(".").rpartition(".")[2]):
            return name
    raise ValueError(_no_origin(given))
