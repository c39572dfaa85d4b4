"""The server's key judged before anything is said of who we are: paramiko's side of host_keys.py."""

import paramiko

from layout.press.address import Address
from layout.press.host_keys import SSH_PORT, KnownHost, Standing, fingerprint, host_name, judge
from layout.press.target import Stopped, stop

_KINDS = ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa")
_RSA = ("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa")  # one kind of key, three ways to sign with it: RFC 8332


class HostJudge(paramiko.MissingHostKeyPolicy):
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
                raise host_changed(address, self._lines, f"the {kind} key {fingerprint(shown)}")
            case Standing.REVOKED:
                text = f"{address.host} shows a key that is marked as revoked: {fingerprint(shown)}"
                raise stop("send-host-changed", text, "Send nothing there. Call the printer.")


def host_changed(address: Address, lines: tuple[KnownHost, ...], shown: str) -> Stopped:
    """The fault of a server whose key is not the one that is known."""
    line = next(each for each in lines if not each.revoked)
    text = f"THE KEY OF {address.host} HAS CHANGED: it shows {shown}, and {line.file}:{line.line} knows another. Nothing was sent"
    remedy = (
        "Somebody may stand between. Call the printer and compare fingerprints; only if the server was replaced, forget the old "
        f"key with `ssh-keygen -R '{host_name(address.host, address.port)}'`."
    )
    return stop("send-host-changed", text, remedy)


def kinds_not_wanted(lines: tuple[KnownHost, ...]) -> list[str]:
    """The kinds of key that the server need not show, since none of the kind is known of it: it may have one of each."""
    known = {each.kind for each in lines if not each.revoked and each.kind in _KINDS}
    if not known:
        return []
    return [name for kind in _KINDS if kind not in known for name in (_RSA if kind == "ssh-rsa" else (kind,))]
