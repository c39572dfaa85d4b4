"""Whether a server is the one that it was: its key looked up in the files that OpenSSH keeps.

In: files in the form of sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. Out: what they say of a host. Lines that can't be read, and
authorities (`@cert-authority`), say nothing.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from layout.base.values import dataclass

SSH_PORT = 22
_REVOKED, _AUTHORITY = "@revoked", "@cert-authority"


class Standing(StrEnum):
    """What the files say of a host's key."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class KnownHost:
    """One line: patterns of names (or one hashed name), the key's kind, the key in Base64, where the line stands."""

    patterns: tuple[str, ...]
    kind: str
    key: str
    revoked: bool
    file: str
    line: int


def read_known_hosts(files: Iterable[Path]) -> tuple[KnownHost, ...]:
    """Every line of the files that can be read; a file that isn't there says nothing."""
    found: list[KnownHost] = []
    for path in files:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found += _read_lines(text, path.as_posix())
    return tuple(found)


def _read_lines(text: str, file: str) -> Iterator[KnownHost]:
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        marker = words.pop(0) if words[0].startswith("@") else ""
        if len(words) >= 3 and marker in ("", _REVOKED):
            yield KnownHost(tuple(words[0].split(",")), words[1], words[2], marker == _REVOKED, file, number)


def host_name(host: str, port: int) -> str:
    """The name under which a host is looked up."""
    return host.lower() if port == SSH_PORT else f"[{host.lower()}]:{port}"


def of_host(known: Iterable[KnownHost], name: str) -> tuple[KnownHost, ...]:
    """The lines that speak of a host."""
    return tuple(each for each in known if _matches(each.patterns, name))


def judge(lines: Sequence[KnownHost], key: str) -> Standing:
    """What a host's lines say of the key that it shows, in Base64. Any of its keys will do: a host may be changing them."""
    if any(each.revoked and each.key == key for each in lines):
        return Standing.REVOKED
    good = [each for each in lines if not each.revoked]
    if not good:
        return Standing.UNKNOWN
    return Standing.KNOWN if any(each.key == key for each in good) else Standing.CHANGED


def fingerprint(key: str) -> str:
    """A key's fingerprint as OpenSSH shows it."""
    digest = hashlib.sha256(base64.b64decode(key)).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def _matches(patterns: Sequence[str], name: str) -> bool:
    found = False
    for pattern in patterns:
        if pattern.startswith("|1|"):
            found = found or _matches_hashed(pattern, name)
        elif pattern.startswith("!"):
            if _fits(pattern[1:], name):
                return False  # a name that is taken out is out, whatever else is said
        else:
            found = found or _fits(pattern, name)
    return found


def _fits(pattern: str, name: str) -> bool:
    """`*` and `?` alone are special; the brackets of `[host]:port` are not, as they are to fnmatch."""
    return fnmatchcase(name, pattern.lower().replace("[", "[[]"))


def _matches_hashed(pattern: str, name: str) -> bool:
    """`|1|salt|hash`: HMAC-SHA1 of the name under the salt, both in Base64."""
    try:
        salt, digest = (base64.b64decode(part, validate=True) for part in pattern.split("|")[2:4])
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(hmac.new(salt, name.encode(), hashlib.sha1).digest(), digest)
