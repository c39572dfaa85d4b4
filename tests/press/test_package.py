"""Files reach the disk whole or not at all."""

import json
import os
from pathlib import Path

import pytest

from layout.press.package import check_folder, read_manifest, write_package


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def build(out: Path, *pages: str, proof: bool = True) -> tuple[str, ...]:
    files = {page: page.encode() for page in pages}
    if proof:
        files["proof.pdf"] = b"proof"
    files["manifest.json"] = json.dumps({"pages": list(pages)}).encode()
    return write_package(out, files)


def test_a_build_leaves_its_files_and_no_others(tmp_path: Path) -> None:
    build(tmp_path / "out", "press/1.pdf", "held/2.pdf")
    assert list(tree(tmp_path / "out")) == ["held/2.pdf", "manifest.json", "press/1.pdf", "proof.pdf"]
    assert not list((tmp_path / "out").glob(".building-*"))


def test_press_is_replaced_as_a_whole(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf", "press/2.pdf", "press/3.pdf")
    build(tmp_path, "press/1.pdf", "held/3.pdf", proof=False)
    assert list(tree(tmp_path)) == ["held/3.pdf", "manifest.json", "press/1.pdf"]


def test_files_of_others_among_the_pages_are_set_aside_and_never_deleted(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf")
    (tmp_path / "press" / "mine.pdf").write_bytes(b"mine")
    (tmp_path / "notes.txt").write_bytes(b"notes")
    assert build(tmp_path, "press/1.pdf") == ("set-aside/mine.pdf",)
    (tmp_path / "press" / "mine.pdf").write_bytes(b"mine too")
    assert build(tmp_path, "press/1.pdf") == ("set-aside/mine-2.pdf",)
    assert tree(tmp_path)["set-aside/mine.pdf"] == b"mine"
    assert tree(tmp_path)["set-aside/mine-2.pdf"] == b"mine too"
    assert tree(tmp_path)["notes.txt"] == b"notes"


def test_a_folder_with_somebody_else_s_press_is_refused(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    assert [problem.code for problem in check_folder(tmp_path, "out")] == ["out-foreign"]


def test_a_file_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    assert [problem.code for problem in check_folder(tmp_path / "out", "out")] == ["out-is-file"]


def test_a_new_folder_and_one_of_our_own_are_taken(tmp_path: Path) -> None:
    assert check_folder(tmp_path / "out", "out") == []
    build(tmp_path / "out", "press/1.pdf")
    assert check_folder(tmp_path / "out", "out") == []


def test_a_build_that_breaks_off_leaves_no_manifest_and_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "press/1.pdf", "press/2.pdf")
    real = os.replace

    def breaks_at_the_proof(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "proof.pdf":
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", breaks_at_the_proof)
    with pytest.raises(OSError, match="No space left"):
        build(tmp_path, "press/1.pdf", "press/3.pdf")
    assert not (tmp_path / "manifest.json").exists()
    assert not list(tmp_path.glob(".building-*"))
    monkeypatch.setattr(os, "replace", real)
    assert build(tmp_path, "press/4.pdf") == ()
    assert list(tree(tmp_path)) == ["manifest.json", "press/4.pdf", "proof.pdf"]


def test_a_manifest_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}
    (tmp_path / "manifest.json").write_text("[1")
    assert read_manifest(tmp_path) == {}
    (tmp_path / "manifest.json").write_text("[1]")
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize("name", ["file/out", "x" * 300])
def test_a_folder_that_cannot_be_made_is_a_plain_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (problem,) = check_folder(tmp_path / name, "out")
    assert problem.code == "out-refused"


def test_the_question_whether_a_folder_can_be_made_leaves_none(tmp_path: Path) -> None:
    assert check_folder(tmp_path / "a" / "b", "out") == []
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_cleared_and_files_of_others_in_it_are_kept(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf")
    before = tmp_path / ".building-x" / "press-before"
    before.mkdir(parents=True)
    (before / "1.pdf").write_bytes(b"old")
    (before / "mine.pdf").write_bytes(b"mine")
    assert build(tmp_path, "press/1.pdf") == ("set-aside/mine.pdf",)
    assert not list(tmp_path.glob(".building-*"))
    assert tree(tmp_path)["set-aside/mine.pdf"] == b"mine"
    assert tree(tmp_path)["press/1.pdf"] == b"press/1.pdf"


def test_folders_that_were_asked_for_are_written_at_any_depth(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf", "plates/1/C.png", "plates/1/M.png", "softproof/1.png", "spreads/8-1.pdf", "softproof.pdf")
    build(tmp_path, "press/1.pdf", "plates/1/C.png")
    assert list(tree(tmp_path)) == ["manifest.json", "plates/1/C.png", "press/1.pdf", "proof.pdf"]
    build(tmp_path, "press/1.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".broadsheet", "manifest.json", "press", "proof.pdf"]


def test_a_folder_that_no_build_made_is_left_as_it_is(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf")
    (tmp_path / "plates" / "old").mkdir(parents=True)
    (tmp_path / "plates" / "old" / "C.png").write_bytes(b"mine")
    assert build(tmp_path, "press/1.pdf") == ()
    assert tree(tmp_path)["plates/old/C.png"] == b"mine"
    assert build(tmp_path, "press/1.pdf", "plates/1/C.png") == ("set-aside/old",)
    assert tree(tmp_path)["set-aside/old/C.png"] == b"mine"


def test_a_folder_of_an_earlier_build_stays_where_strangers_lie_in_it(tmp_path: Path) -> None:
    build(tmp_path, "plates/1/C.png", "plates/2/C.png")
    (tmp_path / "plates" / "1" / "mine.png").write_bytes(b"mine")
    assert build(tmp_path, "press/1.pdf") == ()
    assert list(tree(tmp_path)) == ["manifest.json", "plates/1/mine.png", "press/1.pdf", "proof.pdf"]
    assert not (tmp_path / "plates" / "2").exists()


def test_what_lies_behind_a_stranger_s_link_is_left_alone(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    build(out, "plates/1/C.png", "plates/2/C.png")
    (out / "plates" / "1").rename(elsewhere)
    (out / "plates" / "1").symlink_to(elsewhere)
    build(out, "press/1.pdf")
    assert (elsewhere / "C.png").exists()
    assert not (out / "plates" / "2").exists()


def test_strangers_deep_in_a_folder_are_set_aside(tmp_path: Path) -> None:
    build(tmp_path, "plates/1/C.png")
    (tmp_path / "plates" / "1" / "mine.png").write_bytes(b"mine")
    (tmp_path / "plates" / "1" / "more").mkdir()
    assert build(tmp_path, "plates/1/C.png") == ("set-aside/mine.png", "set-aside/more")


@pytest.mark.parametrize("name", ["../1.pdf", "press/../../1.pdf", "press//1.pdf", "other/1.pdf", "notes.txt", "/press/1.pdf"])
def test_a_build_writes_under_its_own_names_only(tmp_path: Path, name: str) -> None:
    with pytest.raises(AssertionError, match="names of their own"):
        write_package(tmp_path / "out", {name: b""})
    assert not (tmp_path / "out").exists()


def test_what_was_sent_and_what_was_released_outlives_a_build(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf")
    for name in ("sent.json", "released.json"):
        (tmp_path / name).write_bytes(b"kept")
    build(tmp_path, "press/2.pdf")
    assert tree(tmp_path)["sent.json"] == tree(tmp_path)["released.json"] == b"kept"
