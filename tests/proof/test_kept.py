"""Proofs on disk, under their keys."""

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.proof.kept import JUST_USED, KeptProofs, is_key, key_of
from layout.proof.trace import Trace, TracedGrid, trace_json

PDF = b"%PDF-1.6 a page"


def _trace(page: str = "1") -> Trace:
    return Trace(
        page, "News", 100.0, 200.0, 0.0, False, TracedGrid(((0.0, 100.0),), 8.0, 10.5, 19, (0.0, 0.0, 100.0, 200.0)), (), (), ()
    )


def _later() -> float:
    """A clock by which all that was used now was used long ago."""
    return time.time() + 2 * JUST_USED


@pytest.fixture
def kept(tmp_path: Path) -> KeptProofs:
    return KeptProofs(tmp_path / "kept", 1_000_000)


def test_a_proof_is_had_again_by_the_digest_of_its_file(kept: KeptProofs) -> None:
    key = kept.put(PDF, _trace())
    assert key == key_of(PDF)
    assert (kept.pdf(key), kept.trace(key), kept.trace_bytes(key)) == (PDF, _trace(), trace_json(_trace()))
    path = kept.pdf_path(key)
    assert path is not None
    assert path.read_bytes() == PDF
    assert kept.has(key)


def test_the_folder_is_its_owners_alone(kept: KeptProofs) -> None:
    kept.put(PDF, _trace())
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


@given(st.text(max_size=80))
def test_what_is_no_key_is_never_a_path(text: str) -> None:
    kept = KeptProofs(Path("/nonexistent"), 1)
    assert is_key(text) == (len(text) == 64 and set(text) <= set("0123456789abcdef"))
    assert kept.pdf(text) is None
    assert kept.trace(text) is None
    assert kept.pdf_path(text) is None


@pytest.mark.parametrize("text", ["../" * 21 + "a", "A" * 64, "a" * 63, "a" * 64 + "\n", "\u0661" * 64, ""])
def test_a_key_is_sixty_four_digits_in_lower_case(text: str) -> None:
    assert not is_key(text)


def test_a_damaged_file_counts_as_absent_and_is_mended_when_it_is_made_again(kept: KeptProofs) -> None:
    key = kept.put(PDF, _trace())
    for suffix in ("pdf", "json"):
        path = kept.folder / f"{key}.{suffix}"
        path.write_bytes(path.read_bytes()[:-3] + b"!!}")
    assert kept.pdf(key) is None
    assert kept.pdf_path(key) is None
    assert kept.trace(key) is None
    kept.put(PDF, _trace())
    assert kept.pdf(key) == PDF
    assert kept.trace(key) == _trace()


def test_a_link_in_its_place_counts_as_absent(kept: KeptProofs, tmp_path: Path) -> None:
    key = kept.put(PDF, _trace())
    real = tmp_path / "elsewhere.pdf"
    real.write_bytes(PDF)
    (kept.folder / f"{key}.pdf").unlink()
    (kept.folder / f"{key}.pdf").symlink_to(real)
    assert kept.pdf(key) is None
    assert not kept.has(key)


def test_a_pipe_in_its_place_is_not_waited_for(kept: KeptProofs) -> None:
    key = kept.put(PDF, _trace())
    (kept.folder / f"{key}.pdf").unlink()
    os.mkfifo(kept.folder / f"{key}.pdf")
    assert kept.pdf(key) is None


def test_the_same_print_with_another_trace_has_the_later_one(kept: KeptProofs) -> None:
    key = kept.put(PDF, _trace("1"))
    assert kept.put(PDF, _trace("2")) == key
    assert kept.trace(key) == _trace("2")


def test_what_was_used_longest_ago_goes_first_but_never_what_is_held(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path / "kept", 3_500, _later)
    keys = [kept.put(b"%d" % n + b"x" * 1000, _trace()) for n in range(5)]
    for n, key in enumerate(keys):
        for suffix in ("pdf", "json"):
            os.utime(kept.folder / f"{key}.{suffix}", (n, n))
    kept.tidy({keys[0]})
    assert [kept.pdf(key) is not None for key in keys] == [True, False, False, False, True]
    kept.put(b"1" + b"x" * 1000, _trace())
    kept.touch(keys[1])
    kept.tidy(set())
    assert kept.has(keys[1])


def test_one_that_can_not_be_dropped_stays_and_keeps_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptProofs(tmp_path / "kept", 0, _later)
    keys = [kept.put(b"%d" % n, _trace()) for n in range(3)]
    unlink = Path.unlink

    def in_use(path: Path, missing_ok: bool = False) -> None:
        if path.stem == keys[1]:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", in_use)
    for _ in range(2):
        with pytest.raises(PermissionError):
            kept.tidy(set())
        assert [kept.has(key) for key in keys] == [False, True, False]


def test_a_held_proof_stays_when_it_alone_is_too_much(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path / "kept", 10, _later)
    key = kept.put(PDF, _trace())
    other = kept.put(PDF + b"!", _trace())
    kept.tidy({key})
    assert kept.has(key)
    assert not kept.has(other)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path / "kept", 0, _later)
    kept.put(PDF, _trace())
    (kept.folder / "notes.txt").write_text("mine")
    kept.tidy(set())
    assert [path.name for path in kept.folder.iterdir()] == ["notes.txt"]


def test_a_half_that_a_kill_left_behind_is_tidied_too(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path / "kept", 0, _later)
    key = kept.put(PDF, _trace())
    (kept.folder / f"{key}.pdf").unlink()
    kept.tidy(set())
    assert list(kept.folder.iterdir()) == []


def test_a_folder_that_is_a_link_is_neither_written_to_nor_tidied(tmp_path: Path) -> None:
    real = KeptProofs(tmp_path / "elsewhere", 0, _later)
    key = real.put(PDF, _trace())
    (tmp_path / "kept").symlink_to(tmp_path / "elsewhere")
    linked = KeptProofs(tmp_path / "kept", 0, _later)
    with pytest.raises(OSError, match="folder is a link"):
        linked.put(PDF + b"2", _trace())
    linked.tidy(frozenset())
    assert real.has(key)


def test_files_are_their_owners_alone_whatever_the_umask(kept: KeptProofs) -> None:
    before = os.umask(0)
    try:
        kept.put(PDF, _trace())
    finally:
        os.umask(before)
    assert {stat.S_IMODE(each.stat().st_mode) for each in kept.folder.iterdir()} == {0o600}


def test_a_proof_taken_up_again_while_old_ones_are_dropped_stays(tmp_path: Path) -> None:
    """An edit is undone in that very moment: the process that makes pages takes the old proof up, and is not heard of yet."""
    maker = KeptProofs(tmp_path / "kept")
    old, new = maker.put(PDF, _trace()), maker.put(PDF + b"!", _trace("2"))
    entries = KeptProofs._entries

    class Desk(KeptProofs):
        def _entries(self):  # type: ignore[no-untyped-def]
            found = list(entries(self))
            os.utime(self.folder / f"{old}.pdf", (_later(), _later()))
            os.utime(self.folder / f"{old}.json", (_later(), _later()))
            return iter(found)

    Desk(tmp_path / "kept", 0, _later).tidy({new})
    assert maker.has(old)


def test_what_was_used_in_the_last_minutes_stays_however_much_it_is(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path / "kept", 0)
    old, new = kept.put(PDF, _trace()), kept.put(PDF + b"!", _trace())
    for suffix in ("pdf", "json"):
        os.utime(kept.folder / f"{old}.{suffix}", (1, 1))
    kept.tidy(frozenset())
    assert [kept.has(key) for key in (old, new)] == [False, True]


def test_a_proof_that_is_dropped_while_it_is_made_again_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptProofs(tmp_path / "kept", 0, _later)
    key = kept.put(PDF, _trace())
    there = KeptProofs._is_there

    def then_dropped(self: KeptProofs, *asked: object) -> bool:
        found = there(self, *asked)  # type: ignore[arg-type]
        kept.tidy(frozenset())
        return found

    monkeypatch.setattr(KeptProofs, "_is_there", then_dropped)
    kept.put(PDF, _trace())
    assert kept.pdf(key) == PDF
