"""Files reach the disk whole or not at all."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from layout.base.alone import InUse
from layout.base.problems import InFile
from layout.press.package import check_folder, folder_in_use, hold_folder, read_manifest, write_package


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


OLD = ("press/1.pdf", "press/2.pdf", "held/4.pdf", "spreads/4-1.pdf", "plates/1/C.png", "softproof.pdf")
NEW = ("press/1.pdf", "press/3.pdf", "softproof/1.png", "softproof.pdf")


def stands(out: Path) -> None:
    """An old build, and things of others among it."""
    build(out, *OLD)
    for name in ("press/note.txt", "held/more/note.txt", "plates/1/mine.png", "notes.txt"):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(name.encode())


def rebuild(out: Path) -> None:
    files = dict.fromkeys(NEW, b"new") | {"manifest.json": b'{"new": 1}'}
    write_package(out, files)


def broken_at(number: int, fault: BaseException | None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The `number`th rename fails, and no other; without a fault, the process ends there. Returns how many there were."""
    real, count = os.replace, [0]

    def replace(source: str | Path, target: str | Path) -> None:
        count[0] += 1
        if count[0] == number and fault is None:
            os._exit(1)
        if count[0] == number and fault is not None:
            raise fault
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return count


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_rename_fails_the_old_build_stands_again_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    done = 0
    for number in range(1, 40):
        out = tmp_path / str(number)
        stands(out)
        before = tree(out)
        with monkeypatch.context() as patch:
            count = broken_at(number, fault, patch)
            try:
                rebuild(out)
                done += count[0] < number
            except (OSError, KeyboardInterrupt):
                assert not list(out.glob(".building-*"))
        after = tree(out)
        if read_manifest(out) == {"new": 1}:
            assert {name for name in after if "note" in name or "mine" in name} == {
                *("notes.txt", "plates/1/mine.png", "set-aside/more/note.txt", "set-aside/note.txt")
            }
            assert all(after[name] == b"new" for name in NEW)
        else:
            assert {name.removeprefix("press/").removeprefix("held/").removeprefix("set-aside/") for name in after} == {
                name.removeprefix("press/").removeprefix("held/") for name in before
            }
            assert {name: data for name, data in after.items() if "note" not in name} == {
                name: data for name, data in before.items() if "note" not in name
            }
        rebuild(out)
        assert read_manifest(out) == {"new": 1}
    assert done > 10  # the range goes beyond the last of them


def test_a_build_killed_at_any_rename_is_undone_before_the_next_one_looks(tmp_path: Path) -> None:
    """Released pages and version letters are looked for right after `check_folder`."""
    undone = 0
    for number in range(1, 30):
        out = tmp_path / str(number)
        stands(out)
        before = tree(out)
        child = os.fork()
        if not child:
            with pytest.MonkeyPatch.context() as patch:
                broken_at(number, None, patch)
                rebuild(out)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert check_folder(out, "out") == []
        if read_manifest(out) != {"new": 1}:
            undone += 1
            assert status
            assert {
                name: data for name, data in tree(out).items() if not name.startswith((".", "set-aside")) and "note" not in name
            } == {name: data for name, data in before.items() if "note" not in name}
            assert b"press/note.txt" in tree(out).values()
        rebuild(out)
        assert not list(out.glob(".building-*"))
        assert {b"press/note.txt", b"held/more/note.txt", b"plates/1/mine.png"} <= set(tree(out).values())
    assert undone > 10


def test_what_cannot_go_back_at_once_goes_back_at_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(tmp_path)
    real = os.replace

    def breaks_at_the_proof(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "proof.pdf":
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", breaks_at_the_proof)
    with pytest.raises(OSError, match="No space left"):
        build(tmp_path, "press/1.pdf", "press/3.pdf")
    assert not (tmp_path / "manifest.json").exists()
    assert tree(tmp_path)["press/2.pdf"] == b"press/2.pdf"
    monkeypatch.setattr(os, "replace", real)
    assert check_folder(tmp_path, "out") == []
    assert read_manifest(tmp_path) == {"pages": list(OLD)}
    assert build(tmp_path, "press/4.pdf") == ("set-aside/note.txt", "set-aside/more")
    assert sorted(tree(tmp_path)) == [
        *("manifest.json", "notes.txt", "plates/1/mine.png", "press/4.pdf", "proof.pdf"),
        *("set-aside/more/note.txt", "set-aside/note.txt"),
    ]


def test_a_file_in_the_place_of_set_aside_costs_nobody_a_page(tmp_path: Path) -> None:
    stands(tmp_path)
    (tmp_path / "set-aside").write_bytes(b"a file")
    before = tree(tmp_path)
    assert [problem.code for problem in check_folder(tmp_path, "out")] == ["out-foreign"]
    with pytest.raises(OSError, match="exists"):
        rebuild(tmp_path)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "line", [b"spreads/../../victim.txt", b"../victim.txt", b"/etc/passwd", b"spreads/..\\..\\victim.txt", b"\xff"]
)
def test_a_line_of_the_list_that_no_build_wrote_deletes_nothing(tmp_path: Path, line: bytes) -> None:
    out = tmp_path / "out"
    build(out, "press/1.pdf", "spreads/4-1.pdf")
    (tmp_path / "victim.txt").write_bytes(b"mine")
    with (out / ".broadsheet").open("ab") as file:
        file.write(line + b"\n")
    assert check_folder(out, "out") == []
    assert build(out, "press/1.pdf") == ()
    assert (tmp_path / "victim.txt").read_bytes() == b"mine"
    assert not (out / "spreads").exists()


def test_a_file_of_others_under_a_name_that_is_new_to_a_build_is_set_aside(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf", proof=False)
    (tmp_path / "press" / "2.pdf").write_bytes(b"mine")
    (tmp_path / "proof.pdf").write_bytes(b"my proof")
    assert build(tmp_path, "press/1.pdf", "press/2.pdf") == ("set-aside/2.pdf", "set-aside/proof.pdf")
    assert (tree(tmp_path)["set-aside/2.pdf"], tree(tmp_path)["set-aside/proof.pdf"]) == (b"mine", b"my proof")


def test_two_builds_into_one_folder_come_one_after_the_other(tmp_path: Path) -> None:
    build(tmp_path, "press/1.pdf")
    waited: list[float] = []
    with hold_folder(tmp_path, 0.0, waited.append), pytest.raises(InUse):
        write_package(tmp_path, {"press/2.pdf": b"2", "manifest.json": b"{}"}, waited.append)
    assert round(sum(waited)) == 60
    assert list(tree(tmp_path)) == ["manifest.json", "press/1.pdf", "proof.pdf"]
    problem = folder_in_use("out")
    assert (problem.code, problem.where) == ("out-busy", InFile("out"))
    with ThreadPoolExecutor(8) as pool:
        names = [(f"press/{number}.pdf", f"held/{number}.pdf") for number in range(24)]
        list(pool.map(lambda pages: build(tmp_path, *pages), names))
    last = read_manifest(tmp_path)["pages"]
    assert isinstance(last, list)
    assert sorted(tree(tmp_path)) == sorted([*last, "manifest.json", "proof.pdf"])


def test_pages_are_on_the_disk_before_the_manifest_speaks_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    flushed, renamed = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        done.append(f"flush {Path(os.readlink(f'/proc/self/fd/{descriptor}')).name}")
        flushed(descriptor)

    def replace(source: str | Path, target: str | Path) -> None:
        done.append(f"rename {Path(target).name}")
        renamed(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    build(tmp_path, "press/1.pdf", "plates/1/C.png")
    assert max(done.index("flush 1.pdf"), done.index("flush press")) < done.index("rename press")
    assert done[-4:] == [f"flush {tmp_path.name}", "rename manifest.json", f"flush {tmp_path.name}", "rename .broadsheet"]
    assert "flush C.png" not in done


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
    assert sorted(path.name for path in tmp_path.iterdir()) == [".broadsheet", ".lock", "manifest.json", "press", "proof.pdf"]


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
