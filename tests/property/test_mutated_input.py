"""Whatever a tired hand types, the command line answers with a place, never with a traceback, and leaves nothing half done."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from layout import cli
from layout.starter.lay_out import lay_out_paper

FILES = (
    "house.yaml",
    "issue/issue.yaml",
    "issue/issue.yaml",
    "issue/issue.yaml",
    "issue/stories/lighthouse.md",
    "issue/stories/marsh-road.md",
    "issue/stories/bell.md",
)
ODD = (
    *"\t\0\ufeff\u2028\r{}[]:#'\"|>%@`\\~é漢😀",
    ": ", "- ", "&a ", "*a", "!!python/object:os.system ", "---\n", "...\n", "\x1b[31m", "../", "null", "0", "-1", "1e999",
    "9" * 40, "<script>", "![x](y.png)", "```\n", "{{", "{page}", "{nobody}", "x0", "x999999", "0mm", "-5pt", "1e9mm", "NaN",
)  # fmt: skip
PLACED = re.compile(r"^\S.*?(:\d+){0,2}: (error|warning|note): .+ \[[a-z-]+\]$")


def drop_a_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def double_a_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def swap_two_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def break_off(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))]


def slip_in(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(ODD) + text[at:]


def leave_out(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.randint(1, 6) :]


def change_a_value(text: str, chance: random.Random) -> str:
    places = list(re.finditer(r"(?<=: )[^\s,{}\[\]]+", text))
    match = chance.choice(places) if places else None
    return text if match is None else text[: match.start()] + chance.choice(ODD) + text[match.end() :]


def change_a_number(text: str, chance: random.Random) -> str:
    match = chance.choice(list(re.finditer(r"\d+", text)) or [re.search("", text)])
    assert match is not None
    return text[: match.start()] + chance.choice(("0", "-3", "1", "7", "40", "999", "1000000000")) + text[match.end() :]


def indent_a_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(("  ", " ", "\t")) + lines[at] if chance.random() < 0.5 else lines[at].removeprefix("  ")
    return "\n".join(lines)


def nest_deeply(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + "[" * 3000 + text[at:]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    drop_a_line, double_a_line, swap_two_lines, break_off, slip_in, slip_in, leave_out, leave_out, change_a_value, change_a_value,
    change_a_number, change_a_number, indent_a_line, nest_deeply,
)  # fmt: skip


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutated") / "paper"
    lay_out_paper(folder)
    return folder


def mutate(paper: Path, seed: int) -> tuple[Path, str]:
    """One file of the paper changed by one to three slips; the file and its text before."""
    chance = random.Random(seed)
    path = paper / chance.choice(FILES)
    before = path.read_text(encoding="utf-8")
    text = before
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = chance.choice(MUTATIONS)(text or "\n", chance)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path, before


def answer(paper: Path, seed: int, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command over the mutated paper and judge what it says; the exit status."""
    monkeypatch.chdir(paper.parent)
    monkeypatch.setenv("XDG_CACHE_HOME", str(paper.parent / "cache"))
    files = sorted(paper.rglob("*"))
    path, before = mutate(paper, seed)
    try:
        status = cli.run([command, "paper", "--color", "never"])
        said = capsys.readouterr()
        about = f"seed {seed}, {path.name}:\n{said.err}"
        assert "Traceback" not in said.err, about
        if status == 2:
            assert said.out.startswith("nothing was written") or command == "check", about
            told = [line for line in said.err.splitlines() if not line.startswith("    ")]
            assert told, about
            assert all(PLACED.match(line) for line in told), about
            assert any(": error: " in line for line in told), about
            assert sorted(paper.rglob("*")) == files, about
        else:
            assert status in (0, 1), about
        return status
    finally:
        path.write_text(before, encoding="utf-8")
        shutil.rmtree(paper / "issue" / "out", ignore_errors=True)


@pytest.mark.parametrize("block", range(8))
def test_check_answers_every_slip_with_a_place(
    paper: Path, block: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = [answer(paper, seed, "check", capsys, monkeypatch) for seed in range(block * 30, block * 30 + 30)].count(2)
    assert refused > 5  # the slips are ones that matter


@pytest.mark.parametrize("block", range(2))
def test_build_answers_every_slip_and_leaves_nothing_half_done(
    paper: Path, block: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(10_000 + block * 10, 10_000 + block * 10 + 10):
        answer(paper, seed, "build", capsys, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(10))
def test_many_more_slips_are_answered(
    paper: Path, block: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(20_000 + block * 60, 20_000 + block * 60 + 60):
        answer(paper, seed, "build", capsys, monkeypatch)
