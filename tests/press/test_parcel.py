"""A package that is not what a build leaves is not sent."""

import errno
import os
from pathlib import Path

import pytest

from layout.base.problems import Problem
from layout.press import unlinked
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


def sheet(**changed: object) -> dict[str, object]:
    return {"file": "spreads/P2-1_A.pdf", "pages": ["2", "1"], "sha256": sha(b"sheet"), **changed}


@pytest.mark.parametrize(
    "sheets",
    [
        None,
        {},
        [None],
        [sheet(file="spreads/../../secret.pdf")],
        [sheet(file="press/P1_A.pdf")],
        [sheet(file="spreads/a/b.pdf")],
        [sheet(file="spreads/P2.pdf.part")],
        [sheet(file="spreads/.ssh")],
        [sheet(sha256=None)],
        [{"file": "spreads/P2-1_A.pdf", "pages": ["2", "1"]}],
        [sheet(pages="21")],
        [sheet(pages=["2"])],
        [sheet(pages=[2, 1])],
        [sheet(pages=["../2", "1"])],
        [sheet(pages=["7", "8"])],
        [sheet(), sheet()],
    ],
)
def test_a_hostile_list_of_sheets_sends_nothing(out: Path, sheets: object) -> None:
    (out / "spreads").mkdir()
    (out / "spreads" / "P2-1_A.pdf").write_bytes(b"sheet")
    manifest = {"pages": [entry()], "missing": [{"page": "2", "why": "held"}]}
    write(out / "manifest.json", {**manifest, "sheets": sheets})
    assert codes(out, partial=True) == ["send-manifest"]
    write(out / "manifest.json", {**manifest, "sheets": [sheet()]})
    parcel, problems = read_parcel(out, "out", "", True)
    assert parcel is not None
    assert ([item.name for item in parcel.items], problems) == (["P1_A.pdf"], ())


def test_a_linked_folder_of_sheets_is_not_followed(out: Path) -> None:
    (out.parent / "elsewhere").mkdir()
    (out.parent / "elsewhere" / "P2-1_A.pdf").write_bytes(b"sheet")
    (out / "spreads").symlink_to(out.parent / "elsewhere")
    pages = [entry(), entry(file="press/P2_A.pdf", page="2", sha256=sha(PAGES["2"]))]
    write(out / "manifest.json", {"pages": pages, "missing": [], "sheets": [sheet()]})
    assert codes(out) == ["send-changed"]


@pytest.mark.parametrize("follows", [False, True])
def test_a_link_is_no_file_also_where_the_system_would_follow_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, follows: bool
) -> None:
    """Windows has no O_NOFOLLOW."""
    if follows:
        monkeypatch.setattr(unlinked, "_NO_LINK", 0)
    victim, link, fifo, plain = (tmp_path / name for name in ("victim", "link", "fifo", "plain"))
    victim.write_bytes(b"mine")
    link.symlink_to(victim)
    (tmp_path / "dangling").symlink_to(tmp_path / "new")
    os.mkfifo(fifo)
    plain.write_bytes(b"plain")
    for path in (link, fifo, tmp_path / "dangling", tmp_path):
        for flags in (os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC):
            with pytest.raises(OSError, match=r".") as caught:
                unlinked.open_unlinked(path, flags)
            assert caught.value.errno in (errno.ELOOP, errno.ENXIO, errno.EISDIR)
    assert (victim.read_bytes(), (tmp_path / "new").exists()) == (b"mine", False)
    with open(unlinked.open_unlinked(plain, os.O_RDONLY), "rb") as file:
        assert file.read() == b"plain"
    os.close(unlinked.open_unlinked(plain, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
    assert plain.read_bytes() == b""
