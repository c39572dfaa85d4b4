"""The wrong picture cannot pass in silence, and cannot take the machine with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.images.files import written
from tests.images.hostile import harmless_files, hostile_files, odd_places

MOST_MEGABYTES = 500
MOST_SECONDS = 10


def outcomes(paths: list[Path]) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-m", "tests.images.hostile_child", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return {Path(line["path"]).name: line for line in map(json.loads, done.stdout.splitlines())}


def check_cost(line: dict[str, object]) -> None:
    assert line["status"] == 0, f"{line['path']} took longer than {MOST_SECONDS} seconds, or broke the process"
    assert line["megabytes"] < MOST_MEGABYTES, line
    assert line["seconds"] < MOST_SECONDS, line
    assert isinstance(line["said"], list), line["said"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, object]], dict[str, tuple[str, str]]]:
    folder = tmp_path_factory.mktemp("hostile")
    wanted = {each.name: (each.code, each.says) for each in hostile_files()}
    paths = [written(folder, each.name, each.data) for each in hostile_files()]
    for path, code, says in odd_places(folder):
        wanted[path.name] = (code, says)
        paths.append(path)
    return outcomes(paths), wanted


def test_each_hostile_file_has_its_own_message_with_a_remedy(told) -> None:
    lines, wanted = told
    assert len(lines) == len(wanted) > 40
    wrong = []
    for name, (code, says) in wanted.items():
        made, problems = lines[name]["said"]
        if not any(problem[0] == code and says in problem[1] and problem[2] for problem in problems):
            wrong.append((name, code, says, problems))
        if made and code not in ("picture-profile", "picture-several"):
            wrong.append((name, "was printed"))
    assert wrong == []


def test_no_hostile_file_takes_half_a_gigabyte_or_ten_seconds(told) -> None:
    for line in told[0].values():
        check_cost(line)


def test_what_only_looks_dangerous_is_printed_without_a_word(tmp_path: Path) -> None:
    lines = outcomes([written(tmp_path, name, data) for name, data in harmless_files()])
    for line in lines.values():
        check_cost(line)
        assert line["said"] == [True, []], line
