"""What a desk knows and nobody else: the token that lets in, and the key that signs sessions, both of one secret on disk.

The secret lies in `.proof/secret` beside the issue, for its owner's eyes only, so that links and sessions hold when the desk is
started again. Whoever deletes the file ends them all. A folder can come from elsewhere with a secret that somebody knows: so a
key of this user on this machine is mixed in, which lies in no folder of a paper.
"""

import base64
import errno
import hmac
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from layout.base.alone import InUse, alone
from layout.base.own_file import read_own
from layout.base.own_folder import open_own_folder
from layout.base.values import dataclass
from layout.base.whole_file import write_secret

_BYTES = 32
_PATIENCE = 5.0  # seconds for another desk that makes one


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
    secret = _kept(open_own_folder(folder) / "secret") or secrets.token_bytes(_BYTES)
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
    try:
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        return _kept(path)
    except OSError:
        return None


def _kept(path: Path) -> bytes | None:
    """What that file keeps; made where it keeps none. Of all that start together each has what the first one made, for each has
    what it reads. None where what was written is no secret there, as on a disk that knows no owners. Raises OSError."""
    known = _read(path)
    if known is not None:
        return known
    try:
        with _alone(path):
            if _read(path) is None:
                write_secret(path, secrets.token_bytes(_BYTES).hex().encode() + b"\n")
    except InUse:
        raise OSError(errno.EBUSY, "another program has been making the secret for too long", str(path)) from None
    return _read(path)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Where something else lies in the lock's place, as in a folder that was unpacked, nobody is kept out."""
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(alone(path.with_name(f"{path.name}.lock"), _PATIENCE, time.sleep))
        yield


def _read(path: Path) -> bytes | None:
    try:
        secret = bytes.fromhex((read_own(path, 2 * _BYTES + 2, secret=True) or b"").decode("ascii").strip())
    except ValueError:
        return None
    return secret if len(secret) == _BYTES else None
