"""A package that is not what a build leaves is not sent."""

import os
from pathlib import Path

import pytest

from layout.base.problems import Problem
from layout.press.parcel import read_parcel
from tests.press.parcels import package, sha, write

PAGES = {"1": b"%PDF 1", "2": b"%PDF 2"}
LONG = "x" * 300


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return package(tmp_path / "out", PAGES)


def faults(out: Path, partial: bool = False) -> tuple[Problem, ...]:
    parcel, problems = read_parcel(out, "out", "", partial)
    assert parcel is None
    return problems


def codes(out: Path, partial: bool = False) -> list[str]:
    return [each.code for each in faults(out, partial)]


def entry(**changed: object) -> dict[str, object]:
    return {"file": "press/P1_A.pdf", "page": "1", "version": "A", "sha256": sha(PAGES["1"]), **changed}


HOSTILE: dict[str, object] = {
    "up": [entry(file="press/../../secret.pdf")],
    "up at once": [entry(file="../secret.pdf")],
    "absolute": [entry(file="/etc/passwd")],
    "elsewhere": [entry(file="held/P1_A.pdf")],
    "deeper": [entry(file="press/a/b.pdf")],
    "backslash": [entry(file="press/..\\secret.pdf")],
    "drive": [entry(file="press/C:x.pdf")],
    "hidden": [entry(file="press/.ssh")],
    "dots": [entry(file="press/..")],
    "option": [entry(file="press/-rf")],
    "no name": [entry(file="press/")],
    "new line": [entry(file="press/P1_A.pdf\n")],
    "nul": [entry(file="press/P1\0.pdf")],
    "long": [entry(file=f"press/{LONG}.pdf")],
    "arriving": [entry(file="press/P2.pdf.part")],
    "manifest": [entry(file="press/manifest.json")],
    "twice": [entry(), entry(page="2")],
    "twice but for case": [entry(), entry(file="press/p1_a.PDF", page="2")],
    "a page twice": [entry(), entry(file="press/P2_A.pdf")],
    "number": [entry(page=1)],
    "control": [entry(page="\x1b[31m1")],
    "digest": [entry(sha256="0" * 63)],
    "no digest": [entry(sha256=None)],
    "version": [entry(version="../A")],
    "no mapping": ["press/P1_A.pdf"],
    "null": [None],
    "no list": {"1": entry()},
    "nothing": None,
    "thousands": [entry(page=str(number), file=f"press/{number}.pdf") for number in range(6000)],
}


@pytest.mark.parametrize("pages", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_manifest_sends_nothing(out: Path, pages: object) -> None:
    (out.parent / "secret.pdf").write_bytes(PAGES["1"])
    write(out / "manifest.json", {"pages": pages, "missing": []})
    for partial in (False, True):
        problems = faults(out, partial)
        assert [each.code for each in problems] == ["send-manifest"]
        assert all(each.remedy and each.message.isprintable() for each in problems)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b'{"a":' * 50_000,
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"pages": [], "missing": [], "issue": "\\ud800"}',
        b'{"pages": [], "missing": "none"}',
        b'{"pages": [], "missing": [{"page": "../1", "why": "held"}]}',
        b'{"pages": [],' + b" " * 17_000_000 + b'"missing": []}',
    ],
)
def test_a_damaged_manifest_sends_nothing(out: Path, text: bytes) -> None:
    (out / "manifest.json").write_bytes(text)
    assert codes(out, partial=True) == ["send-manifest"]
    (out / "manifest.json").unlink()
    assert codes(out) == ["send-manifest"]


def test_a_package_without_a_page_is_told(out: Path) -> None:
    write(out / "manifest.json", {"pages": [], "missing": []})
    assert codes(out) == ["send-nothing"]


def test_links_are_not_followed(out: Path) -> None:
    secret = out.parent / "secret"
    secret.write_bytes(PAGES["1"])
    (out / "press" / "P1_A.pdf").unlink()
    (out / "press" / "P1_A.pdf").symlink_to(secret)
    assert codes(out) == ["send-changed"]
    (out / "press").rename(out.parent / "elsewhere")
    (out / "press").symlink_to(out.parent / "elsewhere")
    assert set(codes(out)) == {"send-changed"}
    (out / "manifest.json").rename(out.parent / "m")
    (out / "manifest.json").symlink_to(out.parent / "m")
    assert codes(out) == ["send-manifest"]


def test_a_pipe_in_the_place_of_a_file_stops_nobody(out: Path) -> None:
    (out / "press" / "P1_A.pdf").unlink()
    os.mkfifo(out / "press" / "P1_A.pdf")
    assert codes(out) == ["send-changed"]
    (out / "manifest.json").unlink()
    os.mkfifo(out / "manifest.json")
    assert codes(out) == ["send-manifest"]
