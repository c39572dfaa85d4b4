"""`broadsheet fit`: the table, the galley, JSON, and the exit status."""

import json
import shutil
from pathlib import Path

import pytest

from layout import cli
from tests.passing.starter_paper import edit, lengthen, shorten, starter, story_file


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter")
    starter(folder)
    return folder


@pytest.fixture
def issue(laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A full issue in the folder where one works; its file."""
    shutil.copytree(laid_out, tmp_path / "paper")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")  # the widest table, whatever runs the tests
    monkeypatch.setenv("XDG_CACHE_HOME", str(laid_out / "cache"))
    return tmp_path / "paper" / "issue" / "issue.yaml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    status = cli.run(["fit", "paper", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_full_issue_ends_with_0(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys)
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split() == ["place", "story", "lines", "fit", "-/+", "borders"]
    assert out.splitlines()[-1].endswith(" blocks full")
    assert not (issue.parent / "out").exists()


def test_the_worst_stands_first_and_the_status_is_1(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lengthen(issue, "tannery", 8)
    shorten(issue, "evening-class", 2)
    status, out, err = run(capsys)
    assert status == 1
    told = [line for line in out.splitlines() if line[:1].isdigit() and " block" not in line]
    assert told[0].startswith("3 T    tannery ")
    assert " over, " in told[0]
    assert told[1].startswith("4 E    evening-class ")
    assert " lines short" in told[1]
    assert all("full" in line for line in told[2:])
    assert out.splitlines()[-1].startswith("1 block over (+")
    assert "[overset]" not in err, "what the table says is not said twice"


def test_short_alone_is_1_too(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shorten(issue, "evening-class", 2)
    assert run(capsys)[0] == 1
    assert run(capsys, "--pages", "1,3")[0] == 0


def test_in_silence_the_errors_are_said(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lengthen(issue, "tannery", 8)
    status, out, err = run(capsys, "-q")
    assert (status, out) == (1, "")
    assert "[overset]" in err


def test_json_is_one_object_with_every_problem(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lengthen(issue, "tannery", 8)
    status, out, _ = run(capsys, "--json")
    facts = json.loads(out)
    assert status == 1
    assert (facts["issue"]["title"], facts["fit"]) == ("The Lantern", False)
    assert facts["blocks"][0]["story"] == "tannery"
    assert facts["blocks"][0]["lines_over"] == facts["lines_over"] > 10
    assert facts["blocks"][0]["column_cm_over"] > 4
    assert "overset" in {problem["code"] for problem in facts["problems"]}
    status, out, _ = run(capsys, "tannery", "--json")
    facts = json.loads(out)
    assert (status, facts["story"], facts["fit"]) == (1, "tannery", False)
    assert facts["advice"].startswith("cut ")


def test_a_galley_ends_with_its_own_story_s_status(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lengthen(issue, "tannery", 8)
    status, out, _ = run(capsys, "tannery")
    assert status == 1
    assert out.splitlines()[-1].startswith("cut ")
    status, out, _ = run(capsys, "lighthouse")
    assert status == 0
    assert "page 3, block L, leg 1 of 2" in out
    assert "tannery" not in out


def test_a_slug_that_is_nowhere_ends_with_2(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "lighthuose")
    assert (status, out) == (2, "")
    assert err == (
        "paper/issue/issue.yaml: error: there is no story 'lighthuose' [story-missing]\n"
        "    Name one of this issue's slugs; did you mean 'lighthouse'?\n"
    )
    status, out, _ = run(capsys, "lighthuose", "--json")
    assert (status, json.loads(out)["problems"][0]["code"]) == (2, "story-missing")


def test_a_story_that_no_page_carries_is_told_so(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story_file(issue, "spare").write_text("---\nheadline: Spare\n---\nText.\n")
    assert "no page carries the story 'spare'" in run(capsys, "spare")[2]
    status, _, err = run(capsys, "tannery", "--pages", "1")
    assert status == 2
    assert "no page that was asked for carries the story 'tannery'" in err


@pytest.mark.parametrize("slug", ["\x1b[31mred", "no such story", "‮", "a" * 500, "../stories/tannery.md", "'"])
def test_odd_slugs_are_refused_in_words(issue: Path, capsys: pytest.CaptureFixture[str], slug: str) -> None:
    status, out, err = run(capsys, slug)
    assert (status, out) == (2, "")
    assert "[story-missing]" in err
    assert not {"\x1b", "‮"} & set(err)


def test_a_slug_of_other_letters_is_found(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story_file(issue, "tannery").rename(story_file(issue, "gerberei-straße 橋"))
    edit(issue, "story: tannery", "story: gerberei-straße 橋")
    status, out, _ = run(capsys, "gerberei-straße 橋")
    assert (status, out.splitlines()[0].startswith("gerberei-straße 橋: ")) == (0, True)


def test_a_wrong_issue_ends_with_2(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(issue, "story: market", "story: markt")
    status, out, err = run(capsys)
    assert (status, out) == (2, "")
    assert "did you mean 'market'?" in err
    assert cli.run(["fit", "nowhere"]) == 2


def test_an_error_that_is_none_of_fit_ends_with_1_and_is_told(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (issue.parent / "photos" / "geese.jpg").unlink()
    status, _, err = run(capsys, "--pages", "3")
    assert status == 1
    assert "[picture-missing]" in err


def test_a_narrow_terminal_gets_a_narrow_table(
    issue: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lengthen(issue, "tannery", 8)
    for columns, width in (("70", 70), ("20", 60), ("300", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        assert max(map(len, run(capsys)[1].splitlines())) <= width


def test_a_brief_and_a_block_without_text_do_no_harm(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = story_file(issue, "heron")
    path.write_text(f"---{path.read_text().split('---')[1]}---\n")
    status, out, _ = run(capsys, "--pages", "3")
    assert status == 1
    assert "3 H    heron " in out
    assert run(capsys, "heron")[0] == 1
    assert run(capsys, "bell")[1].startswith("briefs of block B: ")


def test_each_leg_is_told_with_v(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "legs: " in run(capsys, "-v")[1]
    assert "legs: " not in run(capsys)[1]
