"""A page released: built, compared with what was signed, frozen last."""

import contextlib
import hashlib
import itertools
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.press.carried import Carried, PageText
from layout.press.package import hold_folder, write_package
from layout.press.released import frozen_pages
from layout.production.order import Order
from layout.proof.live.out_folder import read_out
from layout.proof.live.release_record import HalfWritten, write_entry
from layout.proof.live.releasing import Beside, NotReleased, Releaser, ToRelease, mend_releases, release_page, unrelease_page
from tests.proof.live.built import Built, Number, Written


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


ONE = _digest(b"one")


class Shop:
    """Builds pages as they are in `pages`; keeps what is released, as a build does. `wrong`: the text of the issue is."""

    def __init__(self, folder: Path) -> None:
        self.order = Order(folder / "issue.yaml")
        self.pages = {"1": b"one", "2": b"two"}
        self.held: set[str] = set()
        self.wrong = False
        self.letter = ""
        self.asked: list[str] = []
        self.after: Callable[[], None] = lambda: None

    def build(self, order: Order) -> Built:
        self.asked.append(order.pages)
        if self.wrong and not order.pages:
            return Built(
                [], [Problem("story-missing", Severity.ERROR, "there is no story 'x'", "Write it.", InFile("issue.yaml"))]
            )
        frozen, problems = frozen_pages(order.folder, "out")
        assert not problems
        wanted = order.pages.split(",") if order.pages else list(self.pages)
        files = {number: (f"press/p{number}{self.letter}.pdf", self.pages[number]) for number in wanted}
        files |= {number: (each.file, each.data) for number, each in frozen.items() if number != order.anew}
        package = {**dict(files.values()), "manifest.json": json.dumps(sorted(files.values(), key=str), default=str).encode()}
        if not order.anew:
            write_package(order.folder, package)
        self.after()
        pages = [Written(Number(each), file, _digest(data), each in self.held) for each, (file, data) in files.items()]
        return Built(pages, files=package if order.anew else {})

    def release(self, number: str = "1", data: bytes | None = None) -> None:
        asked = ToRelease(number, _digest(data if data is not None else self.pages[number]))
        release_page(asked, self.order, self.build, lambda seconds: None)

    @property
    def released(self) -> dict[str, str]:
        return dict(read_out(self.order.folder).released)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_released_page_is_recorded_with_the_bytes_that_were_signed(shop: Shop) -> None:
    shop.release()
    frozen, problems = frozen_pages(shop.order.folder, "out")
    assert not problems
    assert frozen["1"].data == b"one"
    assert shop.released == {"1": _digest(b"one")}


def test_other_entries_and_unknown_keys_of_the_record_stay(shop: Shop) -> None:
    shop.release("1")
    path = shop.order.folder / "released.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "by": "the night editor"}))
    shop.release("2")
    assert set(shop.released) == {"1", "2"}
    assert json.loads(path.read_text())["by"] == "the night editor"
    unrelease_page("1", ONE, shop.order)
    assert set(shop.released) == {"2"}
    assert json.loads(path.read_text())["by"] == "the night editor"


def test_a_page_that_came_out_otherwise_than_it_was_signed_is_refused(shop: Shop) -> None:
    with pytest.raises(NotReleased, match="has changed since") as refused:
        shop.release("1", b"as signed")
    assert refused.value.remedy
    assert shop.released == {}


def test_a_page_that_is_not_fit_for_press_is_refused(shop: Shop) -> None:
    shop.held = {"1"}
    with pytest.raises(NotReleased, match="not fit for press"):
        shop.release("1")
    assert shop.released == {}


def test_where_other_pages_are_wrong_it_is_built_with_the_released_ones_alone(shop: Shop) -> None:
    shop.release("2")
    shop.wrong = True
    shop.asked.clear()
    shop.release("1")
    assert shop.asked == ["", "1,2"]
    assert set(shop.released) == {"1", "2"}


def test_where_a_released_page_is_wrong_too_it_is_built_alone(shop: Shop) -> None:
    shop.release("2")
    build, asked = shop.build, shop.asked

    def without_2(order: Order) -> Built:
        if order.pages == "1":
            return build(order)
        asked.append(order.pages)
        return Built()

    asked.clear()
    release_page(ToRelease("1", _digest(b"one")), shop.order, without_2)
    assert asked == ["", "1,2", "1"]
    frozen, problems = frozen_pages(shop.order.folder, "out")
    assert not problems
    assert (frozen["1"].data, frozen["2"].data) == (b"one", b"two")


def test_where_the_folder_is_busy_fewer_pages_are_not_tried(shop: Shop) -> None:
    asked: list[str] = []

    def busy(order: Order) -> Built:
        asked.append(order.pages)
        return Built([], [Problem("out-busy", Severity.ERROR, "another build is at work", "Wait.", InFile("out"))])

    with pytest.raises(NotReleased, match="another build is at work"):
        release_page(ToRelease("1", "a" * 64), shop.order, busy)
    assert asked == [""]


def test_a_page_that_can_not_be_built_at_all_says_why(shop: Shop) -> None:
    def nothing(order: Order) -> Built:
        return Built([], [Problem("story-missing", Severity.ERROR, "there is no story 'x'", "Write it.", InFile("issue.yaml"))])

    with pytest.raises(NotReleased, match="there is no story 'x'") as refused:
        release_page(ToRelease("1", "a" * 64), shop.order, nothing)
    assert refused.value.remedy == "Write it."


def test_a_page_released_as_it_is_already_is_not_built_again(shop: Shop) -> None:
    shop.release("1")
    shop.asked.clear()
    shop.release("1")
    assert shop.asked == []


def _by(name: str) -> ToRelease:
    return ToRelease("1", ONE, releaser=Releaser(name))


@pytest.mark.parametrize("again", ["Ann", "Ben"])
def test_of_two_desks_on_one_folder_that_release_a_page_at_once_the_second_is_refused(shop: Shop, again: str) -> None:
    said: list[str] = []

    def saying(name: str) -> Beside:
        def say(_fresh: bool) -> bool:
            said.append(name)
            return True

        return Beside(say=say)

    def meanwhile() -> None:
        shop.after = lambda: None
        release_page(_by("Ann"), shop.order, shop.build, beside=saying("Ann"))

    shop.after = meanwhile
    with pytest.raises(NotReleased, match=r"Page 1 is released already, by Ann\."):
        release_page(_by(again), shop.order, shop.build, beside=saying(again))
    assert said == ["Ann"]
    assert read_out(shop.order.folder).said["1"].by == "Ann"


def test_what_another_has_released_is_not_released_again_and_a_second_click_is_none(shop: Shop) -> None:
    release_page(_by("Ann"), shop.order, shop.build)
    release_page(_by("Ann"), shop.order, shop.build)
    with pytest.raises(NotReleased, match="released already, by Ann"):
        release_page(_by("Ben"), shop.order, shop.build)
    shop.pages["1"] = b"another"
    release_page(ToRelease("1", _digest(b"another"), releaser=Releaser("Ben")), shop.order, shop.build)
    assert read_out(shop.order.folder).said["1"].by == "Ben"


def test_a_changed_page_is_released_again_with_its_new_bytes(shop: Shop) -> None:
    shop.release("1")
    shop.pages["1"] = b"one, later"
    shop.release("1")
    frozen, problems = frozen_pages(shop.order.folder, "out")
    assert not problems
    assert frozen["1"].data == b"one, later"


def test_a_new_release_that_is_refused_leaves_the_old_one_standing_with_its_bytes(shop: Shop) -> None:
    shop.release("1")
    shop.pages["1"] = b"one, later"
    with pytest.raises(NotReleased):
        shop.release("1", b"something else")
    frozen, problems = frozen_pages(shop.order.folder, "out")
    assert not problems
    assert frozen["1"].data == b"one"


class Killed(BaseException):
    """The power went."""


def test_killed_after_the_build_nothing_is_said_to_be_released(shop: Shop) -> None:
    def kill() -> None:
        raise Killed

    shop.after = kill
    with pytest.raises(Killed):
        shop.release("1")
    assert shop.released == {}
    assert (shop.order.folder / "press" / "p1.pdf").read_bytes() == b"one"


def test_another_build_in_between_is_seen(shop: Shop) -> None:
    shop.after = lambda: (shop.order.folder / "press" / "p1.pdf").write_bytes(b"other") and None
    with pytest.raises(NotReleased, match="Another build"):
        shop.release("1")
    assert shop.released == {}


def test_a_folder_that_another_holds_is_told(shop: Shop) -> None:
    shop.build(shop.order)
    with hold_folder(shop.order.folder, 1, lambda seconds: None), pytest.raises(NotReleased, match="Another build"):
        unrelease_after_release(shop)


def unrelease_after_release(shop: Shop) -> None:
    (shop.order.folder / "released.json").write_text(
        json.dumps({"pages": {"1": {"file": "press/p1.pdf", "sha256": _digest(b"one")}}})
    )
    unrelease_page("1", ONE, shop.order, lambda seconds: None)


def test_a_damaged_record_is_refused_and_not_written_over(shop: Shop) -> None:
    shop.order.folder.mkdir()
    path = shop.order.folder / "released.json"
    path.write_text("{")
    with pytest.raises(NotReleased):
        shop.release("1")
    assert path.read_text() == "{"
    assert read_out(shop.order.folder).told


def test_what_is_not_released_can_not_be_taken_back(shop: Shop) -> None:
    with pytest.raises(NotReleased, match="not released"):
        unrelease_page("1", ONE, shop.order)


@pytest.mark.parametrize("left", [{"1": {"file": "press/p1B.pdf", "sha256": _digest(b"later")}}, {}])
def test_of_two_who_take_one_release_back_the_second_takes_no_other_one(shop: Shop, left: dict[str, object]) -> None:
    shop.release("1")
    path = shop.order.folder / "released.json"
    said: list[bool] = []

    def meanwhile(_seconds: float) -> None:
        path.write_text(json.dumps({"pages": left}))
        first.close()

    def say(fresh: bool) -> bool:
        said.append(fresh)
        return False

    with contextlib.ExitStack() as first:
        first.enter_context(hold_folder(shop.order.folder, 1, lambda seconds: None))
        with pytest.raises(NotReleased, match="released again since" if left else "is not released"):
            unrelease_page("1", ONE, shop.order, meanwhile, Beside(say=say))
    assert json.loads(path.read_text()) == {"pages": left}
    assert said == ([] if left else [False])


def test_a_disk_that_refuses_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("layout.proof.live.release_record.write_lasting", full)
    with pytest.raises(NotReleased, match="Page 1 can't be released: the disk is full, and takes nothing more"):
        shop.release("1")
    assert shop.released == {}


@pytest.mark.parametrize("released", [False, True])
def test_what_is_not_recorded_and_can_not_be_put_back_on_the_disk_either_is_told(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, released: bool
) -> None:
    """Nobody takes for granted that a refusal has changed nothing; what was begun is done by doing it again."""
    shop.release("2")
    if released:
        shop.release("1")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def say(_fresh: bool) -> bool:
        patch.setattr("layout.proof.live.release_record.write_lasting", full)
        raise RuntimeError("the records are away")

    asked, sleep = ToRelease("1", ONE), lambda seconds: None
    acts: dict[bool, Callable[[Beside], object]] = {
        False: lambda beside: release_page(asked, shop.order, shop.build, sleep, beside),
        True: lambda beside: unrelease_page("1", ONE, shop.order, sleep, beside),
    }
    with monkeypatch.context() as patch, pytest.raises(NotReleased, match=r"could not be recorded.*disk is full") as refused:
        acts[released](Beside(say=say))
    assert isinstance(refused.value.__cause__, HalfWritten)
    assert ("1" in shop.released) is not released
    said: list[bool] = []

    def recorded(fresh: bool) -> bool:
        said.append(fresh)
        return True

    acts[released](Beside(say=recorded))
    assert said == [False]


def test_a_folder_that_can_not_be_flushed_leaves_the_record_as_it_was(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.release("2")
    shop.build(shop.order)
    flushed: list[Path] = []

    def first_fails(path: Path) -> None:
        flushed.append(path)
        if len(flushed) == 1:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("layout.base.whole_file.flush_path", first_fails)
    with pytest.raises(OSError, match="Input/output error"):
        write_entry(shop.order.folder, "1", {"file": "press/p1.pdf", "sha256": ONE})
    assert list(shop.released) == ["2"]


def test_a_disk_that_takes_nothing_is_told_where_a_release_is_taken_back(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.release("1")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("layout.proof.live.release_record.write_lasting", full)
    with pytest.raises(NotReleased, match="The release of page 1 can't be taken back: the disk is full") as refused:
        unrelease_page("1", ONE, shop.order)
    assert refused.value.remedy == "Make room on it, and try again."
    assert shop.released == {"1": _digest(b"one")}


@pytest.mark.parametrize("text", ["[]", '{"pages": 3}', '{"pages": {"1": "x"}}', "\udcff", "nul"])
def test_a_record_of_another_form_says_that_no_page_is_released(tmp_path: Path, text: str) -> None:
    (tmp_path / "released.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    found = read_out(tmp_path)
    assert found.released == {}
    assert len(found.told) == 1


def test_an_entry_that_names_no_digest_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "released.json").write_text('{"pages": {"1": {"sha256": "x"}, "2": {"sha256": "%s"}}}' % ("a" * 64))
    assert read_out(tmp_path).released == {"2": "a" * 64}


def test_an_out_folder_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read_out(tmp_path / "out").told == ()


@pytest.mark.parametrize("letter", ["", "b"])
def test_while_a_page_is_released_again_the_old_release_stands(shop: Shop, letter: str) -> None:
    """Another letter of its version gives the page another file."""
    shop.release("1")
    shop.pages["1"], shop.letter = b"one, later", letter
    stood: list[tuple[dict[str, str], bytes, list[object]]] = []

    def look() -> None:
        frozen, problems = frozen_pages(shop.order.folder, "out")
        stood.append((shop.released, frozen["1"].data, list(problems)))

    def said(fresh: bool) -> bool:
        look()
        return fresh

    shop.after = look
    asked = ToRelease("1", _digest(b"one, later"))
    release_page(asked, shop.order, shop.build, beside=Beside(look, said))
    look()
    assert [each[:2] for each in stood] == [
        ({"1": _digest(b"one")}, b"one"),
        ({"1": _digest(b"one")}, b"one"),
        ({"1": _digest(b"one, later")}, b"one, later"),
        ({"1": _digest(b"one, later")}, b"one, later"),
    ]
    assert not any(each[2] for each in stood)
    assert [path.name for path in (shop.order.folder / "press").iterdir()].count(f"p1{letter}.pdf") == 1
    assert "next" not in (shop.order.folder / "released.json").read_text()


def _whole(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("refused", ["bytes", "held", "may", "say", "disk"])
def test_a_new_release_that_is_refused_changes_nothing(shop: Shop, refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.release("1")
    stood = _whole(shop.order.folder)
    shop.pages["1"] = b"one, later"

    def no(*_: object) -> bool:
        raise NotReleased("No.", "Nothing.")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if refused == "held":
        shop.held = {"1"}
    if refused == "disk":
        monkeypatch.setattr("layout.press.package._fill", full)
    beside = {"may": Beside(may=no), "say": Beside(say=no)}.get(refused, Beside())  # type: ignore[arg-type]
    asked = ToRelease("1", _digest(b"one, later" if refused != "bytes" else b"something else"))
    with pytest.raises(NotReleased):
        release_page(asked, shop.order, shop.build, beside=beside)
    assert _whole(shop.order.folder) == stood


@pytest.mark.parametrize("letter", ["", "b"])
def test_killed_at_any_moment_of_a_release_again_the_old_or_the_new_release_stands(tmp_path: Path, letter: str) -> None:
    """Killed outright before the first change on the disk, before the second, and so on to the end."""
    old, new, moment = _digest(b"one"), _digest(b"one, later"), 0
    stood: list[str] = []
    while not stood or stood[-1] != "done":
        moment += 1
        shop = Shop(tmp_path / str(moment))
        shop.order.issue.parent.mkdir()
        shop.release("1")
        shop.pages["1"], shop.letter = b"one, later", letter
        killed = _killed_at(moment, shop)
        shop.after, seen = (lambda: None), shop.released
        assert seen in ({"1": old}, {"1": new}), f"killed at change {moment}, before the next build"
        mend_releases(shop.order.folder)  # as the desk does when it begins
        frozen, problems = frozen_pages(shop.order.folder, "out")
        assert not problems, f"killed at change {moment}"
        assert "next" not in (shop.order.folder / "released.json").read_text()
        assert frozen["1"].data in (b"one", b"one, later")
        stood.append(frozen["1"].data.decode() if killed else "done")
        shop.build(shop.order)
        assert (shop.order.folder / frozen["1"].file).read_bytes() == frozen["1"].data, "what is released is built"
        shop.release("1")
        assert shop.released == {"1": new}
    assert len(stood) > 10
    assert stood == [*sorted(stood[:-1]), "done"], "first the old one, then the new one"


def _killed_at(moment: int, shop: Shop) -> bool:
    """Release the page again in a process that is killed before its change of that number on the disk. False: it was not."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    count = itertools.count(1)

    def hear(name: str, _: object) -> None:
        if name in ("os.rename", "os.mkdir", "os.remove", "os.rmdir") and next(count) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    shop.release("1")
    os._exit(0)


def test_a_page_released_meanwhile_has_the_new_release_built_again(shop: Shop) -> None:
    shop.release("1")
    shop.pages["1"] = b"one, later"

    def other() -> None:
        shop.after = lambda: None
        shop.release("2")

    shop.after = other
    shop.release("1")
    assert shop.released == {"1": _digest(b"one, later"), "2": _digest(b"two")}


def test_a_release_again_that_the_disk_breaks_off_says_so_though_it_was_taken_back_meanwhile(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.release("1")
    shop.pages["1"] = b"one, later"

    def breaks_off(out: Path, _files: object, _sleep: object, first: Callable[[], None], then: Callable[[], None]) -> None:
        first()
        then()
        (out / "released.json").write_text('{"pages": {}}')
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("layout.proof.live.releasing.write_package", breaks_off)
    with pytest.raises(NotReleased, match="input/output error"):
        shop.release("1")


def test_what_can_not_be_said_elsewhere_is_not_so_on_disk(shop: Shop) -> None:
    said: list[bool] = []

    def refuse(fresh: bool) -> bool:
        said.append(fresh)
        raise ConnectionError("the database is away")

    asked = ToRelease("1", _digest(b"one"))
    with pytest.raises(NotReleased):
        release_page(asked, shop.order, shop.build, beside=Beside(say=refuse))
    assert shop.released == {}
    release_page(asked, shop.order, shop.build)
    with pytest.raises(NotReleased):
        unrelease_page("1", ONE, shop.order, beside=Beside(say=refuse))
    assert shop.released == {"1": asked.proof}
    assert said == [True, True]


def test_whoever_says_no_at_the_end_is_heard(shop: Shop) -> None:
    def no() -> None:
        raise NotReleased("Page 1 is not signed as it is now.", "Have it approved first.")

    with pytest.raises(NotReleased, match="not signed"):
        release_page(ToRelease("1", _digest(b"one")), shop.order, shop.build, beside=Beside(may=no))
    assert shop.released == {}


def test_what_stands_on_the_page_is_written_down_and_put_back_with_it(shop: Shop) -> None:
    text = PageText((Carried("bridge", ("one", "two"), 0, 1, "3"),))
    build = shop.build

    def with_text(order: Order) -> Built:
        built = build(order)
        for page in built.pages:
            page.text = text
        return built

    shop.build = with_text  # type: ignore[method-assign]
    shop.release("1")
    assert frozen_pages(shop.order.folder, "out")[0]["1"].text == text
    shop.pages["1"] = b"one, later"
    with pytest.raises(NotReleased):
        shop.release("1", b"something else")
    assert frozen_pages(shop.order.folder, "out")[0]["1"].text == text


def test_a_page_that_is_held_is_refused_with_what_a_build_found_on_it(shop: Shop) -> None:
    fault = Problem("released-seam", Severity.ERROR, "13 words are lost", "Release page 1 again.", OnPage("2"))
    build = shop.build

    def held(order: Order) -> Built:
        built = build(order)
        return Built(built.pages, [fault])

    shop.held = {"2"}
    shop.build = held  # type: ignore[method-assign]
    with pytest.raises(NotReleased, match="Page 2 is not fit for press: 13 words are lost") as refused:
        shop.release("2")
    assert refused.value.remedy == fault.remedy
