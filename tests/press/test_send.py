"""A package delivered into a folder."""

import errno
import json
import os
from pathlib import Path

import pytest

from layout.base.alone import InUse
from layout.press.deliver import State
from layout.press.package import hold_folder, write_package
from layout.press.send import Event, SendOrder, SendVerdict, Sent, Step, send
from tests.press.parcels import NOON, Watcher, noise, package, sha, there, write

PAGES = {"1": noise(700_000, 1), "2": noise(300_000, 2), "3": noise(5, 3)}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return package(tmp_path / "out", PAGES)


@pytest.fixture
def hot(tmp_path: Path) -> Path:
    (tmp_path / "hot").mkdir()
    return tmp_path / "hot"


def go(out: Path, hot: Path, steps: list[Step] | None = None, **order: object) -> Sent:
    waited: list[float] = []
    heard = steps if steps is not None else []
    return send(out, SendOrder(str(hot), **order), heard.append, lambda: NOON, waited.append)  # type: ignore[arg-type]


def codes(sent: Sent) -> list[str]:
    return [each.code for each in sent.problems]


def states(sent: Sent) -> dict[str, str]:
    return {each.page or each.file: str(each.state) for each in sent.files}


def manifest(hot: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((hot / "manifest.json").read_text())
    return found


def test_every_byte_arrives_and_the_manifest_comes_last(out: Path, hot: Path) -> None:
    steps: list[Step] = []
    with Watcher(hot, {f"P{page}_A.pdf": [data] for page, data in PAGES.items()}) as watcher:
        sent = go(out, hot, steps)
    assert (sent.verdict, sent.problems, watcher.faults) == (SendVerdict.DELIVERED, (), [])
    arrived = there(hot)
    assert list(arrived) == ["P1_A.pdf", "P2_A.pdf", "P3_A.pdf", "manifest.json"]
    assert all(arrived[f"P{page}_A.pdf"] == data for page, data in PAGES.items())
    done = [step.file for step in steps if step.event is Event.DONE]
    assert done == ["P1_A.pdf", "P2_A.pdf", "P3_A.pdf", "manifest.json"]
    assert [(page["page"], page["file"]) for page in manifest(hot)["pages"]] == [  # type: ignore[attr-defined]
        ("1", "P1_A.pdf"),
        ("2", "P2_A.pdf"),
        ("3", "P3_A.pdf"),
    ]


def test_what_was_sent_is_recorded_with_place_and_time(out: Path, hot: Path) -> None:
    go(out, hot)
    record = json.loads((out / "sent.json").read_text())["sent"]
    assert [each["page"] for each in record] == ["1", "2", "3", ""]
    assert record[0]["sha256"] == sha(PAGES["1"])
    assert (record[0]["where"], record[0]["when"]) == (str(hot), "2026-11-24T12:00:00+00:00")
    assert not list(out.glob(".sent*"))


def test_what_is_there_is_not_sent_twice_with_a_record_or_without(out: Path, hot: Path) -> None:
    go(out, hot)
    record = (out / "sent.json").read_bytes()
    assert set(states(go(out, hot)).values()) == {"there"}
    assert (out / "sent.json").read_bytes() == record
    (out / "sent.json").unlink()
    assert set(states(go(out, hot)).values()) == {"there"}


def test_a_page_of_the_same_size_and_other_bytes_is_found_out(out: Path, hot: Path) -> None:
    go(out, hot)
    other = noise(700_000, 9)
    (hot / "P1_A.pdf").write_bytes(other)
    assert states(go(out, hot)) == {"1": "sent", "2": "there", "3": "there", "manifest.json": "there"}
    assert there(hot)["P1_A.pdf"] == PAGES["1"]


def test_what_the_printer_took_from_a_hot_folder_is_not_sent_again_unless_asked(out: Path, hot: Path) -> None:
    go(out, hot)
    (hot / "P1_A.pdf").unlink()
    (hot / "manifest.json").unlink()
    sent = go(out, hot)
    assert states(sent) == {"1": "taken", "2": "there", "3": "there", "manifest.json": "taken"}
    assert codes(sent) == ["send-taken"]
    assert list(there(hot)) == ["P2_A.pdf", "P3_A.pdf"]
    assert set(states(go(out, hot, again=True)).values()) == {"sent"}
    assert len(there(hot)) == 4


def test_a_new_version_goes_and_the_manifest_with_it(out: Path, hot: Path) -> None:
    go(out, hot)
    package(out, {**PAGES, "2": b"new"})
    sent = go(out, hot)
    assert states(sent) == {"1": "there", "2": "sent", "3": "there", "manifest.json": "sent"}
    assert there(hot)["P2_A.pdf"] == b"new"
    assert codes(sent) == []


def test_another_paper_s_file_of_that_name_is_replaced_with_a_warning(out: Path, hot: Path) -> None:
    (hot / "P2_A.pdf").write_bytes(b"somebody else's")
    sent = go(out, hot)
    assert (sent.verdict, codes(sent)) == (SendVerdict.DELIVERED, ["send-replaced"])
    assert there(hot)["P2_A.pdf"] == PAGES["2"]


@pytest.mark.parametrize("kept", [1, 262_144, 400_001, 700_000])
def test_the_beginning_of_the_file_is_continued(out: Path, hot: Path, kept: int) -> None:
    (hot / "P1_A.pdf.part").write_bytes(PAGES["1"][:kept])
    sent = go(out, hot)
    assert (sent.verdict, sent.files[0].resumed) == (SendVerdict.DELIVERED, kept)
    assert there(hot)["P1_A.pdf"] == PAGES["1"]
    assert not list(hot.glob("*.part"))


@pytest.mark.parametrize("half", [b"", b"other", PAGES["1"] + b"!", PAGES["1"][:99_999] + b"!"])
def test_what_is_no_beginning_of_the_file_is_thrown_away(out: Path, hot: Path, half: bytes) -> None:
    (hot / "P1_A.pdf.part").write_bytes(half)
    sent = go(out, hot)
    assert (sent.verdict, sent.files[0].resumed) == (SendVerdict.DELIVERED, 0)
    assert there(hot)["P1_A.pdf"] == PAGES["1"]


def test_a_rehearsal_sends_nothing(out: Path, hot: Path) -> None:
    assert set(states(go(out, hot, rehearse=True)).values()) == {"would go"}
    assert there(hot) == {}
    assert not (out / "sent.json").exists()
    go(out, hot, pages="1")
    assert states(go(out, hot, rehearse=True)) == {
        "1": "there",
        "2": "would go",
        "3": "would go",
        "manifest.json": "would go",
    }


@pytest.mark.parametrize("why", ["held", "not built"])
def test_missing_pages_hold_the_package_back_unless_the_rest_may_go(tmp_path: Path, hot: Path, why: str) -> None:
    out = package(tmp_path / "out", PAGES, {"4": why})
    sent = go(out, hot)
    assert (sent.verdict, codes(sent)[0]) == (SendVerdict.REFUSED, "send-missing")
    assert there(hot) == {}
    assert states(go(out, hot, partial=True)) == {"1": "sent", "2": "sent", "3": "sent", "manifest.json": "sent"}
    assert manifest(hot)["missing"] == [{"page": "4", "why": why}]
    assert codes(go(out, hot, pages="3-4")) == ["send-missing"]


def test_pages_are_chosen_and_the_manifest_there_names_those_that_came(out: Path, hot: Path) -> None:
    assert states(go(out, hot, pages="1, 3")) == {"1": "sent", "3": "sent", "manifest.json": "sent"}
    assert [page["page"] for page in manifest(hot)["pages"]] == ["1", "3"]  # type: ignore[attr-defined]
    assert manifest(hot)["missing"] == [{"page": "2", "why": "not sent"}]
    assert states(go(out, hot, pages="2")) == {"2": "sent", "manifest.json": "sent"}
    assert [page["page"] for page in manifest(hot)["pages"]] == ["1", "2", "3"]  # type: ignore[attr-defined]
    assert codes(go(out, hot, pages="7")) == ["send-page-unknown"]


def test_a_damaged_package_is_refused_as_a_whole(out: Path, hot: Path) -> None:
    (out / "manifest.json").write_text("{")
    sent = go(out, hot, partial=True)
    assert (sent.verdict, codes(sent), there(hot)) == (SendVerdict.REFUSED, ["send-manifest"], {})


def test_a_package_that_is_not_fit_for_press_is_refused(out: Path, hot: Path) -> None:
    error = {"code": "x", "severity": "error", "message": "too much ink", "page": "2"}
    for report in ({}, [], {"fit_for_press": False}, {"fit_for_press": None}, {"fit_for_press": True, "problems": [error]}):
        write(out / "report.json", report)
        assert codes(go(out, hot)) == ["send-unfit"]
    assert codes(go(out, hot, partial=True)) == ["send-unfit"]
    assert codes(go(out, hot, pages="1")) == []
    (out / "report.json").unlink()
    assert codes(go(out, hot, partial=True)) == ["send-unfit"]


def test_a_file_that_is_not_the_one_of_the_manifest_stops_all_of_them(out: Path, hot: Path) -> None:
    (out / "press" / "P3_A.pdf").write_bytes(b"other")
    assert codes(go(out, hot)) == ["send-changed"]
    (out / "press" / "P3_A.pdf").unlink()
    assert codes(go(out, hot)) == ["send-changed"]
    assert there(hot) == {}


def test_a_file_that_changes_while_it_goes_never_gets_its_name(out: Path, hot: Path) -> None:
    def spoil(step: Step) -> None:
        if step.event is Event.MOVED and step.done == 0:
            (out / "press" / "P1_A.pdf").write_bytes(noise(700_000, 8))

    sent = send(out, SendOrder(str(hot)), spoil, lambda: NOON, lambda seconds: None)
    assert (sent.verdict, codes(sent)) == (SendVerdict.UNDELIVERED, ["send-changed"])
    assert list(there(hot)) == ["P1_A.pdf.part"]


@pytest.mark.parametrize("name", ["P1_A.pdf", "P1_A.pdf.part"])
def test_a_folder_or_a_link_under_a_page_s_name_is_told(out: Path, hot: Path, name: str) -> None:
    (hot / name).mkdir()
    assert codes(go(out, hot)) == ["send-in-the-way"]
    (hot / name).rmdir()
    (hot / name).symlink_to(hot.parent / "victim")
    assert codes(go(out, hot)) == ["send-in-the-way"]
    assert not (hot.parent / "victim").exists()


def test_a_destination_that_is_none_is_told(out: Path, hot: Path) -> None:
    (hot / "file").write_bytes(b"")
    told = {
        str(hot / "nowhere"): (SendVerdict.UNDELIVERED, ["send-folder-missing"]),
        str(hot / "file"): (SendVerdict.UNDELIVERED, ["send-folder-missing"]),
        str(out): (SendVerdict.REFUSED, ["send-address"]),
        str(out / "press"): (SendVerdict.REFUSED, ["send-address"]),
        "": (SendVerdict.REFUSED, ["send-address"]),
        "a\0b": (SendVerdict.REFUSED, ["send-address"]),
        "ftp://host/x": (SendVerdict.REFUSED, ["send-address"]),
        "sftp://host/x": (SendVerdict.REFUSED, ["send-address"]),
        "sftp://me:word@host/x": (SendVerdict.REFUSED, ["send-address"]),
        "sftp://me@host:99999/x": (SendVerdict.REFUSED, ["send-address"]),
        "sftp://me@host/x?y": (SendVerdict.REFUSED, ["send-address"]),
        "sftp://me@-oProxyCommand=x/": (SendVerdict.REFUSED, ["send-address"]),
        "sftp://[::1/x": (SendVerdict.REFUSED, ["send-address"]),
    }
    for to, expected in told.items():
        sent = send(out, SendOrder(to), lambda step: None, lambda: NOON, lambda seconds: None)
        assert (sent.verdict, codes(sent)) == expected, to
        assert all("word" not in each.message + each.remedy + str(each.where) for each in sent.problems if "me:" in to) or to


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "send-full"),
        (errno.EDQUOT, "send-full"),
        (errno.EACCES, "send-rights"),
        (errno.EROFS, "send-rights"),
        (errno.EFBIG, "send-failed"),
        (errno.EIO, "send-broken"),
        (errno.ESTALE, "send-broken"),
    ],
)
def test_each_fault_of_the_disk_has_its_word(
    out: Path, hot: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    real = os.fsync

    def fails(descriptor: int) -> None:
        if os.readlink(f"/proc/self/fd/{descriptor}").startswith(str(hot)):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fails)
    sent = go(out, hot)
    assert (sent.verdict, codes(sent)) == (SendVerdict.UNDELIVERED, [code])
    assert there(hot) == {}  # what did not reach the disk is not kept for the next try
    monkeypatch.undo()
    assert go(out, hot).files[0].resumed == 0


def test_a_share_that_goes_away_and_comes_back_costs_a_wait(out: Path, hot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = os.replace, [3]

    def fails(source: str | Path, target: str | Path) -> None:
        if Path(target).parent == hot and left[0]:
            left[0] -= 1
            raise OSError(errno.EHOSTDOWN, "Host is down")
        real(source, target)

    monkeypatch.setattr(os, "replace", fails)
    steps: list[Step] = []
    sent = go(out, hot, steps)
    assert sent.verdict is SendVerdict.DELIVERED
    assert [step.wait for step in steps if step.event is Event.WAITING] == [1.0, 1.0, 2.0]
    assert there(hot)["P1_A.pdf"] == PAGES["1"]


def test_one_delivery_at_a_time(out: Path, hot: Path) -> None:
    inner: list[Sent] = []

    def twice(step: Step) -> None:
        if not inner:
            inner.append(go(out, hot))

    sent = send(out, SendOrder(str(hot)), twice, lambda: NOON, lambda seconds: None)
    assert (codes(inner[0]), inner[0].verdict) == (["send-running"], SendVerdict.REFUSED)
    assert sent.verdict is SendVerdict.DELIVERED


def test_a_build_waits_for_a_delivery_and_a_delivery_for_a_build(out: Path, hot: Path) -> None:
    builds: list[str] = []
    waited: list[float] = []

    def builds_meanwhile(step: Step) -> None:
        if not builds:
            with pytest.raises(InUse):
                write_package(out, {"press/P1_A.pdf": b"new", "manifest.json": b"{}"}, waited.append)
            builds.append(step.file)

    sent = send(out, SendOrder(str(hot)), builds_meanwhile, lambda: NOON, lambda seconds: None)
    assert (sent.verdict, builds, round(sum(waited))) == (SendVerdict.DELIVERED, ["P1_A.pdf"], 60)
    waited.clear()
    with hold_folder(out, 0.0, waited.append):
        sent = send(out, SendOrder(str(hot)), lambda step: None, lambda: NOON, waited.append)
    assert (codes(sent), round(sum(waited))) == (["send-running"], 10)


def test_nothing_is_written_into_a_folder_that_is_no_package(hot: Path) -> None:
    (hot / "mine").write_bytes(b"")
    sent = send(hot, SendOrder(str(hot.parent)), lambda step: None, lambda: NOON, lambda seconds: None)
    assert (sent.verdict, codes(sent)) == (SendVerdict.REFUSED, ["send-manifest"])
    assert list(there(hot)) == ["mine"]


@pytest.mark.parametrize("text", ["", "[]", '{"sent": [{}]}', '{"sent": [1]}', '{"sent": {}', "[" * 99_999])
def test_a_record_that_cannot_be_read_stops_the_delivery(out: Path, hot: Path, text: str) -> None:
    (out / "sent.json").write_text(text)
    assert codes(go(out, hot)) == ["send-record"]
    assert there(hot) == {}
    assert (out / "sent.json").read_text() == text


def test_the_files_are_the_ones_that_were_asked_for(out: Path, hot: Path) -> None:
    (file, *_) = go(out, hot).files
    assert (file.page, file.file, file.version, file.sha256) == ("1", "P1_A.pdf", "A", sha(PAGES["1"]))
    assert (file.bytes, file.state) == (700_000, State.SENT)


EIGHT = {str(number): b"%PDF" + bytes([number]) * 50 for number in range(1, 9)}
FOLDED = {"8-1": b"sheet 8-1", "2-7": b"sheet 2-7", "6-3": b"sheet 6-3", "4-5": b"sheet 4-5"}


def test_sheets_go_after_the_pages_and_before_the_manifest(tmp_path: Path, hot: Path) -> None:
    out = package(tmp_path / "out", EIGHT, sheets=FOLDED)
    sent = go(out, hot)
    assert (sent.verdict, sent.problems) == (SendVerdict.DELIVERED, ())
    names = [*(f"P{page}_A.pdf" for page in EIGHT), *(f"P{sheet}_A.pdf" for sheet in FOLDED), "manifest.json"]
    assert [each.file for each in sent.files] == names
    assert [each.sheet for each in sent.files][7:10] == [(), ("8", "1"), ("2", "7")]
    assert there(hot)["P4-5_A.pdf"] == FOLDED["4-5"]
    assert manifest(hot)["sheets"][3] == {  # type: ignore[index]
        "file": "P4-5_A.pdf",
        "pages": ["4", "5"],
        "sha256": sha(FOLDED["4-5"]),
    }
    assert set(states(go(out, hot)).values()) == {"there"}
    (hot / "P8-1_A.pdf").unlink()
    sent = go(out, hot)
    assert (states(sent)["P8-1_A.pdf"], codes(sent)) == ("taken", ["send-taken"])


def test_a_sheet_goes_only_with_all_of_its_pages(tmp_path: Path, hot: Path) -> None:
    out = package(tmp_path / "out", EIGHT, sheets=FOLDED)
    assert [each.file for each in go(out, hot, pages="1-3,8").files] == [
        *("P1_A.pdf", "P2_A.pdf", "P3_A.pdf", "P8_A.pdf", "P8-1_A.pdf", "manifest.json")
    ]
    assert [sheet["pages"] for sheet in manifest(hot)["sheets"]] == [["8", "1"]]  # type: ignore[attr-defined]
    assert [each.file for each in go(out, hot, pages="7").files] == ["P7_A.pdf", "manifest.json"]
    assert [sheet["pages"] for sheet in manifest(hot)["sheets"]] == [["8", "1"]]  # type: ignore[attr-defined]


def test_a_sheet_of_a_page_that_is_missing_stays_and_one_filled_up_with_an_empty_page_goes(tmp_path: Path, hot: Path) -> None:
    pages = {page: data for page, data in EIGHT.items() if page in ("1", "2", "4-5", "6")} | {"4-5": b"truck"}
    out = package(tmp_path / "out", pages, {"3": "held"}, {"8-1": b"a", "2-7": b"b", "6-3": b"c"})
    assert [each.file for each in go(out, hot, partial=True).files][4:] == ["P8-1_A.pdf", "P2-7_A.pdf", "manifest.json"]


def test_a_double_truck_s_sheet_that_has_the_truck_s_name_lies_beside_it(tmp_path: Path, hot: Path) -> None:
    out = package(tmp_path / "out", {"4-5": b"truck"}, sheets={"4-5": b"sheet"})
    assert go(out, hot).verdict is SendVerdict.DELIVERED
    assert there(hot)["P4-5_A.pdf"] == b"truck"
    assert there(hot)["P4-5_A-sheet.pdf"] == b"sheet"
    assert [sheet["file"] for sheet in manifest(hot)["sheets"]] == ["P4-5_A-sheet.pdf"]  # type: ignore[attr-defined]


def test_a_new_sheet_under_the_name_of_an_earlier_one_is_told(tmp_path: Path, hot: Path) -> None:
    """Its letter is that of its latest page: it stays where the other page moved on."""
    out = package(tmp_path / "out", EIGHT, sheets=FOLDED)
    go(out, hot)
    package(out, EIGHT, sheets={**FOLDED, "2-7": b"another"})
    sent = go(out, hot)
    assert (codes(sent), there(hot)["P2-7_A.pdf"]) == (["send-replaced"], b"another")


def test_a_sheet_that_is_not_the_one_of_the_manifest_stops_all(tmp_path: Path, hot: Path) -> None:
    out = package(tmp_path / "out", EIGHT, sheets=FOLDED)
    (out / "spreads" / "P2-7_A.pdf").write_bytes(b"another")
    sent = go(out, hot)
    assert (codes(sent), there(hot)) == (["send-changed"], {})
    assert "sheet 2-7" in sent.problems[0].message


def test_a_released_page_that_was_not_built_now_goes_with_the_others(out: Path, hot: Path) -> None:
    """After `--pages 2` press/ holds page 2 and the released page 1, and the manifest names both."""
    listed = json.loads((out / "manifest.json").read_text())
    write(out / "manifest.json", {**listed, "pages": listed["pages"][:2], "missing": [{"page": "3", "why": "not built"}]})
    (out / "press" / "P3_A.pdf").unlink()
    assert states(go(out, hot, partial=True)) == {"1": "sent", "2": "sent", "manifest.json": "sent"}
