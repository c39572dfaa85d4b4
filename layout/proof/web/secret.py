"""What a desk knows and nobody else: the token that lets in, and the key that signs sessions, both of one secret on disk.

The secret lies in `.proof/secret` beside the issue, for its owner's eyes only, so that links and sessions hold when the desk is
started again. Whoever deletes the file ends them all. A folder can come from elsewhere with a secret that somebody knows: so a
key of this user on this machine is mixed in, which lies in no folder of a paper.
"""

import base64
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from layout.base.own_file import read_own
from layout.base.own_folder import open_own_folder
from layout.base.values import dataclass

_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secret:
    """`token`: as it stands in the address; `key`: signs sessions."""

    token: str
    key: bytes

    def __repr__(self) -> str:
        """Not in any log."""
        return "Secret(...)"


def read_secret(folder: Path, machine: Path | None = None) -> Secret:
    """The desk's secret; made where there is none. One that others could read or exchange (another's file, a link, open to a
    group) is no secret any more: a new one takes its place. Raises OSError where the folder can't be written.

    `machine`: the file of this user's own key, made where there is none; where it can't be had, a key that holds until the desk
    ends. None: nothing is mixed in.
    """
    path = open_own_folder(folder) / "secret"
    secret = _read(path) or _made(path)
    if machine is not None:
        secret = hmac.digest(_machines(machine) or secrets.token_bytes(_BYTES), secret, sha256)
    return _derived(secret)


def key_of_people(machine: Path) -> bytes | None:
    """What those who may come in by name are sealed with, see records/people.py; None where this user's own key can't be kept."""
    key = _machines(machine)
    return hmac.digest(key, b"the key that seals people", sha256) if key is not None else None


def _derived(secret: bytes) -> Secret:
    token = base64.urlsafe_b64encode(hmac.digest(secret, b"the token in the address", sha256)).rstrip(b"=").decode()
    return Secret(token, hmac.digest(secret, b"the key that signs sessions", sha256))


def _machines(path: Path) -> bytes | None:
    """This user's own key; None where there is none and none can be kept. The folder may be a link: people keep their settings
    where they like."""
    known = _read(path)
    if known is not None:
        return known
    try:
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        made = _made(path)
    except OSError:
        return None
    return _read(path) or made  # of two desks that start together both have the later one's


def _read(path: Path) -> bytes | None:
    try:
        secret = bytes.fromhex((read_own(path, 2 * _BYTES + 2, secret=True) or b"").decode("ascii").strip())
    except ValueError:
        return None
    return secret if len(secret) == _BYTES else None


def _made(path: Path) -> bytes:
    secret = secrets.token_bytes(_BYTES)
    part = path.with_name(f".secret.{secrets.token_hex(4)}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret.hex().encode() + b"\n")
    os.replace(part, path)  # a link of that name is replaced itself, not what it points to
    return secret
