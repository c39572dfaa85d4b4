"""What stands on the command line, on its two outputs, and in the exit status."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from layout import cli
from layout.base.alone import InUse
from layout.cli.voice import Progress
from layout.starter.lay_out import lay_out_paper


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter")
    lay_out_paper(folder)
    return folder


@pytest.fixture
def here(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a paper in it."""
    shutil.copytree(starter, tmp_path / "paper")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path.name} must hold {before!r}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    status = cli.run(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_first_build_takes_two_commands(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "init", "mine")[0] == 0
    status, out, err = run(capsys, "build", "mine")
    assert status == 0
    assert out.startswith("4 pages ready in ")
    assert out.endswith("mine/issue/out/report.html\n")
    assert [line.partition(":")[0] for line in err.splitlines()] == ["page 1", "page 2", "page 3", "page 4"]


def test_a_problem_is_told_with_its_place_and_its_remedy(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here / "paper/issue/issue.yaml", "story: market", "story: markt")
    status, out, err = run(capsys, "build", "paper")
    assert status == 2
    lines = err.splitlines()
    told = lines.index("paper/issue/issue.yaml:20:11: error: page 1 places 'markt', but there is no such story [story-missing]")
    assert lines[told + 1] == "    Write one of this issue's slugs; did you mean 'market'?"
    assert out == "nothing was written: 1 error, 1 note\n"
    assert not (here / "paper/issue/out").exists()


def test_a_problem_on_paper_is_told_in_millimetres(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = here / "paper/issue/stories/tannery.md"
    story.write_text(story.read_text() + "\nMore words than there is room for.\n" * 30)
    status, out, err = run(capsys, "build", "paper")
    assert status == 1
    assert "page 3 (107 mm, 1" in err
    assert "mm): error: block T, story 'tannery': +" in err
    assert "3 pages ready, 1 held" in out


def test_json_is_one_object_and_nothing_else(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "build", "paper", "--json")
    assert status == 0
    assert json.loads(out)["fit_for_press"] is True
    edit(here / "paper/issue/issue.yaml", "story: market", "story: markt")
    for command in ("check", "build"):
        status, out, _ = run(capsys, command, "paper", "--json")
        facts = json.loads(out)
        assert status == 2
        assert facts["fit_for_press"] is False
        problem = next(problem for problem in facts["problems"] if problem["code"] == "story-missing")
        assert problem == {
            "code": "story-missing",
            "severity": "error",
            "message": "page 1 places 'markt', but there is no such story",
            "remedy": "Write one of this issue's slugs; did you mean 'market'?",
            "path": "issue/issue.yaml",
            "line": 20,
            "column": 11,
            "page": None,
            "area_mm": None,
            "story": "markt",
        }
    status, out, _ = run(capsys, "build", "nowhere", "--json")
    assert status == 2
    assert json.loads(out)["problems"][0]["code"] == "file-missing"


def test_check_tells_notes_too_and_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "paper/issue/stories/spare.md").write_text("---\nheadline: Spare\n---\nText.\n")
    status, out, err = run(capsys, "check", "paper/issue/issue.yaml")
    assert (status, out) == (0, "4 pages checked: 1 note\n")
    assert "paper/issue/issue.yaml:1:1: note: no page uses the story 'spare' [story-unused]" in err
    assert not (here / "paper/issue/out").exists()


def test_check_tells_of_pictures_that_are_not_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "paper/issue/photos/geese.jpg").unlink()
    status, out, err = run(capsys, "check", "paper")
    assert (status, out) == (1, "4 pages checked: 1 error\n")
    assert "paper/issue/stories/geese.md:8:5: error: there is no file 'issue/photos/geese.jpg' [picture-missing]" in err
    assert run(capsys, "check", "paper", "--pages", "1,2,4")[0] == 0


def test_silence_keeps_the_errors(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "build", "paper", "-q") == (0, "", "")
    edit(here / "paper/issue/issue.yaml", "story: market", "story: markt")
    status, out, err = run(capsys, "build", "paper", "-q")
    assert (status, out) == (2, "")
    assert "story-missing" in err
    assert "note" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild", "paper"),
        ("build",),
        ("build", "paper", "--foo"),
        ("build", "paper", "-j", "none"),
        ("build", "paper", "-D", "price"),
        ("build", "paper", "--color", "green"),
        ("build", "paper", "--pages", ""),
        ("build", "paper", "--pages", "1,4-2"),
        ("--foo",),
        ("fit",),
        ("galley", "paper"),
    ],
)
def test_a_wrong_command_line_ends_with_2(here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert "Error: " in err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys)
    assert status == 2
    assert "Commands:" in out + err


@pytest.mark.parametrize("command", ["", *cli.broadsheet.commands])
def test_each_help_ends_with_an_example_that_would_run(capsys: pytest.CaptureFixture[str], command: str) -> None:
    status, out, _ = run(capsys, *command.split(), "--help")
    assert status == 0
    example = out.strip().splitlines()[-1]
    assert example.strip().startswith("Example:  broadsheet ")


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    from layout import __version__

    assert run(capsys, "--version") == (0, f"broadsheet, version {__version__}\n", "")


def test_a_folder_of_several_issues_asks_which(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "init", "paper/second", "--from", "paper/issue")[0] == 0
    status, _, err = run(capsys, "build", "paper")
    assert status == 2
    assert "paper: error: there is no issue.yaml in this folder, but 2 below it [issue-missing]" in err
    assert "paper/issue, paper/second" in err


def test_variables_pages_and_the_output_are_taken_from_the_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, _ = run(capsys, "build", "paper", "-D", "price=free", "--pages", "1,4", "-o", "elsewhere")
    assert status == 0
    assert sorted(path.name for path in (here / "elsewhere/press").iterdir()) == [
        "LANT_20261127_001_A.pdf",
        "LANT_20261127_004_A.pdf",
    ]


def test_schemas_are_written_where_they_are_asked_for(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "schema", "schemas")
    assert (status, out) == (0, "schemas/house.json\nschemas/issue.json\nschemas/story.json\nschemas/press.json\n")
    assert json.loads((here / "schemas/issue.json").read_text())["$schema"]


def test_colour_follows_the_flag_and_no_color(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(here / "paper/issue/issue.yaml", "story: market", "story: markt")
    assert "\033[" not in run(capsys, "check", "paper")[2]
    assert "\033[" in run(capsys, "check", "paper", "--color", "always")[2]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in run(capsys, "check", "paper")[2]


def test_the_day_of_a_reproducible_build_is_taken_from_the_environment(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert run(capsys, "build", "paper", "--pages", "4")[0] == 0
    assert b"D:20010909014640" in (here / "paper/issue/out/proof.pdf").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run(capsys, "build", "paper")[0] == 2


def test_a_fault_of_the_program_ends_with_3_and_its_traceback_is_kept_for_v(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("layout.production.making.compose", breaks)
    status, out, err = run(capsys, "build", "paper")
    assert (status, out) == (3, "")
    assert "ZeroDivisionError: division by zero" in err
    assert "Traceback" not in err
    assert "issue tracker" in err
    assert "Traceback" in run(capsys, "build", "paper", "-v")[2]


def test_an_interrupt_ends_with_130(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("layout.production.making.compose", stops)
    assert run(capsys, "build", "paper")[0] == 130
    assert not (here / "paper/issue/out").exists()


def test_a_full_disk_ends_with_3_and_no_page_half_written(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        if "/out/" not in self.as_posix():
            return write(self, data)
        raise OSError(28, "No space left on device")  # as a file that is open already says it

    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", full)
    status, _, err = run(capsys, "build", "paper")
    assert status == 3
    assert "the disk is full: No space left on device (paper/issue/out/" in err
    assert "issue tracker" not in err
    assert not list((here / "paper/issue/out").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("shell", "place"),
    [("bash", "share/bash-completion/completions/broadsheet"), ("fish", "config/fish/completions/broadsheet.fish")],
)
def test_completion_is_installed_where_the_shell_looks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, shell: str, place: str
) -> None:
    monkeypatch.setenv("SHELL", f"/bin/{shell}")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert run(capsys, "--install-completion")[0] == 0
    assert "_BROADSHEET_COMPLETE" in (tmp_path / place).read_text()


def test_completion_for_an_unknown_shell_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/rc")
    status, _, err = run(capsys, "--install-completion")
    assert status == 2
    assert "bash, zsh and fish" in err


def test_on_a_terminal_there_is_a_bar(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Progress, "terminal", staticmethod(lambda: True))
    status, _, err = run(capsys, "build", "paper")
    assert status == 0
    assert "page 1:" not in err


def test_help_and_completion_do_not_wait_for_the_stages() -> None:
    heavy = ("reportlab", "PIL", "yaml", "uharfbuzz")
    code = f"import sys; from layout import cli; cli.run(['--help']); print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_command_is_a_click_command_with_help() -> None:
    for name, command in cli.broadsheet.commands.items():
        assert isinstance(command, click.Command)
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


def test_another_process_gives_the_same_bytes(here: Path) -> None:
    for out, seed in (("one", "1"), ("two", "2")):
        command = [sys.executable, "-c", "from layout.cli import main; main()"]
        subprocess.run([*command, "build", "paper", "-q", "-o", out], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    for path in (here / "one").rglob("*"):
        if path.is_file() and path.name != "report.json":
            assert path.read_bytes() == (here / "two" / path.relative_to(here / "one")).read_bytes(), path.name


def test_an_interrupt_from_outside_leaves_no_half_package(here: Path) -> None:
    code = (
        "import os, signal, layout.production.making as making; from layout.cli import main\n"
        "making.compose = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code, "build", "paper"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, "interrupted")
    assert not (here / "paper/issue/out").exists()


def test_a_build_of_some_pages_says_which_are_gone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "build", "paper")[0] == 0
    status, out, _ = run(capsys, "build", "paper", "--pages", "3")
    assert status == 0
    assert "press/ now holds page 3 alone; pages 1, 2, 4 were not built" in out


def test_a_refused_build_says_that_the_last_one_stands(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here / "paper/issue/issue.yaml", "story: market", "story: markt")
    assert run(capsys, "build", "paper")[1] == "nothing was written: 1 error, 1 note\n"
    edit(here / "paper/issue/issue.yaml", "story: markt", "story: market")
    assert run(capsys, "build", "paper")[0] == 0
    edit(here / "paper/issue/issue.yaml", "story: market", "story: markt")
    told = run(capsys, "build", "paper")[1]
    assert told == "nothing was written: 1 error, 1 note; press/ and all else stand as the last build left them\n"


def test_a_check_does_not_say_that_pages_are_fit(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "check", "paper", "--json")[1])["fit_for_press"] is None
    edit(here / "paper/issue/issue.yaml", "story: market", "story: markt")
    assert json.loads(run(capsys, "check", "paper", "--json")[1])["fit_for_press"] is False


def test_an_output_that_cannot_be_made_is_no_fault_of_the_program(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "file").write_bytes(b"")
    status, _, err = run(capsys, "build", "paper", "-o", "file/out")
    assert status == 2
    assert "[out-refused]" in err
    assert "issue tracker" not in err


def test_a_variable_that_nothing_prints_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "check", "paper", "-D", "mooto=Hello", "-D", "price=3", "-D", "number=4")
    assert status == 0
    assert "-D mooto: warning: nothing prints {mooto} [variable-unused]" in err
    assert "did you mean 'motto'?" in err
    assert "-D number: warning: {number} is what the issue says" in err
    assert "price:" not in err


def test_a_picture_s_name_is_found_in_other_letters_and_folders(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = here / "paper/issue/stories/geese.md"
    text = story.read_text(encoding="utf-8")
    for written in ("../photos/Geese.JPG", "photos/geese.jpg", "../photos/gesse.jpg"):
        story.write_text(text.replace("../photos/geese.jpg", written), encoding="utf-8")
        status, _, err = run(capsys, "check", "paper")
        assert status == 1
        assert "did you mean '../photos/geese.jpg'?" in err
    story.write_text(text.replace("../photos/geese.jpg", r"..\photos\geese.jpg"), encoding="utf-8")
    status, _, err = run(capsys, "check", "paper")
    assert status == 2
    assert "Write it with slashes: `../photos/geese.jpg`." in err


def test_tonight_s_issue_says_its_date(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "init", "paper/next", "--from", "paper/issue")
    assert status == 0
    assert out.startswith("3 files in paper/next, dated 2026-11-28. Now:")


def test_a_folder_that_another_has_in_hand_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object, **__: object) -> None:
        raise InUse

    monkeypatch.setattr("layout.build.write_package", held)
    status, _, err = run(capsys, "build", "paper", "-q")
    assert status == 2
    assert "[out-busy]" in err
