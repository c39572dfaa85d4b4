"""Files that were made to choke their reader: each is told by a finding, in little memory and time, without a traceback."""

import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from layout.preflight.preflight import preflight
from tests.preflight.files import PRESS
from tests.preflight.hostile import HOSTILE, hostile

_ROOT = Path(__file__).parents[2]
MEMORY, SECONDS = 500, 10
_LARGE = replace(PRESS, sheet=(1000.0, 1400.0))
# What takes a second and more: measured in processes of their own, with the rest of what is slow.
_LONG = (
    "a content stream of 39 MB of operators",
    "a content stream of 39 MB of brackets",
    "a path of a million points",
    "ten to the fifteenth forms",
    "a hundred thousand rectangles over each other",
    "three hundred thousand lines of type",
    "twenty thousand pictures",
    "twenty thousand tables of 8 kB",
    "a thousand gradients of 65,536 colours",
    "a function made of a thousand of itself",
    "a thousand fonts of 65,000 widths",
    "a JPEG of 39 million pixels",
    "a profile that unpacks to 600 MB",
)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in _LONG and "600 MB" not in name])
def test_it_is_told_by_a_finding(name: str) -> None:
    _is_told(name, {finding.rule for finding in preflight(hostile(name), _LARGE).findings})


@pytest.mark.slow
@pytest.mark.parametrize("name", list(HOSTILE))
def test_it_takes_little_memory_and_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(hostile(name))
    command = [sys.executable, "-m", "tests.preflight.test_hostile", str(path)]
    done = subprocess.run(command, check=True, cwd=_ROOT, capture_output=True, text=True, timeout=60)
    seconds, memory, *rules = done.stdout.split()
    _is_told(name, set(rules))
    assert float(seconds) < SECONDS
    assert float(memory) < MEMORY


def _is_told(name: str, rules: set[str]) -> None:
    expected = HOSTILE[name][1]
    assert not expected or rules & expected, rules


def _measure(path: str) -> None:
    findings = preflight(Path(path).read_bytes(), _LARGE).findings
    usage = resource.getrusage(resource.RUSAGE_SELF)
    rules = sorted({finding.rule for finding in findings})
    sys.stdout.write(" ".join([f"{usage.ru_utime + usage.ru_stime:.2f}", f"{_most_megabytes():.0f}", *rules]))


def _most_megabytes() -> float:
    """Of this program alone: `ru_maxrss` begins with what the process that started it held."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    _measure(sys.argv[1])
