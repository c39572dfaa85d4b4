"""Browsers by which somebody came in before: a signed cookie that lets nobody in, but has tries of its own.

So whoever guesses at a name from elsewhere does not keep its bearer out. After OWASP's device cookies.
"""

import base64
import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256

from layout.proof.records.limits import folded_name

DEVICE_SECONDS = 180 * 24 * 3600
_LONGEST_COOKIE = 200
_MARK = 24  # letters of what names the browser


class Devices:
    """Of one desk. `cookie`: its name, which is signed too."""

    def __init__(self, key: bytes, cookie: str, clock: Callable[[], float]) -> None:
        self.cookie = cookie
        self._key = hmac.digest(key, b"browsers by which somebody came in", sha256)
        self._clock = clock

    def mark(self, name: str) -> str:
        """What goes into the cookie of a browser by which `name` has just come in."""
        told = f"{secrets.token_urlsafe(18)}.{int(self._clock())}"
        return f"{told}.{self._signature(told, name)}"

    def known(self, cookie: str | None, name: str) -> str:
        """The browser's own mark, where `name` has come in by it; else ""."""
        if not cookie or len(cookie) > _LONGEST_COOKIE or not cookie.isascii():
            return ""
        told, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature, self._signature(told, name)):
            return ""
        mark, _, began = told.partition(".")
        assert len(mark) == _MARK, "what we signed has all its parts"
        return mark if 0 <= self._clock() - int(began) < DEVICE_SECONDS else ""

    def _signature(self, told: str, name: str) -> str:
        digest = hmac.digest(self._key, f"{self.cookie}\n{told}\n{folded_name(name)}".encode("utf-8", "replace"), sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
