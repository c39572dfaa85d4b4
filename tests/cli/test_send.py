"""`broadsheet send` on its two outputs, and in its exit status. What it does is tested in tests/press."""

import json
import shutil
from pathlib import Path

import pytest

from layout import cli
from layout.cli.send import PASSPHRASE, PASSWORD, _secret
from layout.press.login import Secret
from layout.starter.lay_out import lay_out_paper


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sent")
    lay_out_paper(folder / "paper")
    assert cli.run(["build", str(folder / "paper"), "-q", "-o", str(folder / "out")]) == 0
    return folder / "out"


@pytest.fixture
def here(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(built, tmp_path / "out")
    (tmp_path / "hot").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(["send", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_package_goes_into_a_folder_page_by_page(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "out", "--to", "hot")
    assert status == 0
    assert out.strip().endswith("4 sent")
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        *(f"LANT_20261127_00{page}_A.pdf" for page in "1234"),
        "manifest.json",
    ]
    for page in (here / "out" / "press").iterdir():
        assert (here / "hot" / page.name).read_bytes() == page.read_bytes()


def test_a_rehearsal_sends_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "out", "--to", "hot", "--dry-run")
    assert (status, list((here / "hot").iterdir())) == (0, [])
    assert "4 would go" in out


def release(out: Path, *numbers: str) -> None:
    pages = {page["page"]: page for page in json.loads((out / "manifest.json").read_text())["pages"]}
    record = {number: {"file": pages[number]["file"], "sha256": pages[number]["sha256"]} for number in numbers}
    (out / "released.json").write_text(json.dumps({"pages": record}))


def test_where_pages_are_released_it_is_told_how_many_of_those_that_go_are_not(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(here / "out", "1", "3")
    assert run(capsys, "out", "--to", "hot", "--dry-run")[1].strip().endswith("4 would go, 2 of them not released")
    status, out, _ = run(capsys, "out", "--to", "hot")
    assert (status, out.strip().endswith("4 sent, 2 of them not released")) == (0, True)
    facts = json.loads(run(capsys, "out", "--to", "hot", "--json")[1])
    assert facts["unreleased"] == ["2", "4"]
    release(here / "out", "1", "2", "3", "4")
    assert run(capsys, "out", "--to", "hot", "--again")[1].strip().endswith("4 sent")


def test_json_says_what_became_of_each_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "out", "--to", "hot", "--pages", "2-3", "--json")
    facts = json.loads(out)
    assert (status, facts["delivered"]) == (0, True)
    assert [(file["page"], file["state"]) for file in facts["files"]] == [("2", "sent"), ("3", "sent"), (None, "sent")]


def test_a_folder_that_holds_no_package_is_refused_with_a_remedy(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "hot", "--to", "out")
    assert status == 2
    assert "error:" in err
    assert "    " in err
    assert out.strip() == "nothing was sent"


def test_quiet_says_nothing_of_what_goes_well(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "out", "--to", "hot", "-q") == (0, "", "")


def test_each_secret_has_a_variable_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    for name in (PASSPHRASE, PASSWORD):
        monkeypatch.delenv(name, raising=False)
    assert [_secret(which, "") for which in Secret] == ["", ""]
    monkeypatch.setenv("BROADSHEET_SFTP_PASSPHRASE", "of the key")
    assert [_secret(which, "") for which in (Secret.PASSPHRASE, Secret.PASSWORD)] == ["of the key", ""]
    monkeypatch.setenv("BROADSHEET_SFTP_PASSWORD", "of the server")
    assert [_secret(which, "") for which in (Secret.PASSPHRASE, Secret.PASSWORD)] == ["of the key", "of the server"]
