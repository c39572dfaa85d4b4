"""Under which names the desk is reached: what `Host` and `Origin` must say, and what the session's cookie is called.

In: where the desk listens, and the names that it was given. Out: Doors. A page of another site can make a browser ask this server
for things, or call its own name by our address (DNS rebinding); it cannot make the browser lie about either header.
"""

import ipaddress
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from layout.base.values import dataclass

_PORTS = {"http": 80, "https": 443}


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
    for origin in public:
        name, secure_there = _public(origin)
        names[name] = origin.rstrip("/").lower()
        secure = secure or secure_there
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


def _public(origin: str) -> tuple[str, bool]:
    parts = urlsplit(origin)
    if parts.scheme not in _PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query or parts.username:
        raise ValueError(f"'{origin}' is no origin such as https://desk.example.org")
    return parts.netloc.lower(), parts.scheme == "https"
