"""Hosts looked up as OpenSSH looks them up."""

import base64
import hashlib
import hmac
from pathlib import Path

import pytest

from layout.press.host_keys import Standing, fingerprint, host_name, judge, of_host, read_known_hosts

KEY, OTHER = "AAAAC3NzaC1lZDI1NTE5AAAAIA==", "AAAAC3NzaC1lZDI1NTE5AAAAIB=="
SALT = b"0123456789abcdefghij"
HASHED = (
    f"|1|{base64.b64encode(SALT).decode()}|{base64.b64encode(hmac.new(SALT, b'press.example', hashlib.sha1).digest()).decode()}"
)


def standing(tmp_path: Path, text: str, name: str = "press.example", key: str = KEY) -> Standing:
    (tmp_path / "known_hosts").write_text(text)
    lines = read_known_hosts([tmp_path / "missing", tmp_path / "known_hosts"])
    return judge(of_host(lines, name), key)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"press.example ssh-ed25519 {KEY}", Standing.KNOWN),
        (f"PRESS.example,10.0.0.1 ssh-ed25519 {KEY} a comment", Standing.KNOWN),
        (f"*.example ssh-ed25519 {KEY}", Standing.KNOWN),
        (f"pres?.example ssh-ed25519 {KEY}", Standing.KNOWN),
        (f"{HASHED} ssh-ed25519 {KEY}", Standing.KNOWN),
        (f"{HASHED} ssh-ed25519 {OTHER}", Standing.CHANGED),
        (f"press.example ssh-ed25519 {OTHER}", Standing.CHANGED),
        (f"press.example ssh-ed25519 {OTHER}\npress.example ssh-ed25519 {KEY}", Standing.KNOWN),
        (f"@revoked * ssh-ed25519 {KEY}\npress.example ssh-ed25519 {KEY}", Standing.REVOKED),
        (f"@revoked * ssh-ed25519 {OTHER}", Standing.UNKNOWN),
        (f"@cert-authority * ssh-ed25519 {KEY}", Standing.UNKNOWN),
        (f"!press.example,*.example ssh-ed25519 {KEY}", Standing.UNKNOWN),
        (f"[press.example]:2222 ssh-ed25519 {KEY}", Standing.UNKNOWN),
        (f"pressXexample ssh-ed25519 {KEY}", Standing.UNKNOWN),
        (f"# press.example ssh-ed25519 {KEY}", Standing.UNKNOWN),
        (f"|1|???|??? ssh-ed25519 {KEY}", Standing.UNKNOWN),
        ("|1| ssh-ed25519", Standing.UNKNOWN),
        ("press.example ssh-ed25519\n\n@revoked\n", Standing.UNKNOWN),
        ("", Standing.UNKNOWN),
    ],
)
def test_a_line_says_what_it_says_to_openssh(tmp_path: Path, line: str, expected: Standing) -> None:
    assert standing(tmp_path, line) is expected


def test_another_port_is_another_name(tmp_path: Path) -> None:
    assert host_name("Press.example", 22) == "press.example"
    name = host_name("press.example", 2222)
    assert standing(tmp_path, f"[press.example]:2222 ssh-ed25519 {KEY}", name) is Standing.KNOWN
    assert standing(tmp_path, f"[*.example]:2222 ssh-ed25519 {KEY}", name) is Standing.KNOWN
    assert standing(tmp_path, f"press.example ssh-ed25519 {KEY}", name) is Standing.UNKNOWN


def test_a_fingerprint_is_written_as_openssh_writes_it() -> None:
    digest = base64.b64encode(hashlib.sha256(base64.b64decode(KEY)).digest()).decode().rstrip("=")
    assert fingerprint(KEY) == f"SHA256:{digest}"
