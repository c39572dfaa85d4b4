"""The benchmark: sixteen full pages with this engine and with Platypus in turn, whole processes, on one core.

    python -m tests.bench [PAGES...]

Prints seconds, the ratio, peak memory, and beside it the time of a whole `broadsheet build` of the sample paper. Asserts nothing:
time is a figure to read, not a test.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.corpus import paragraphs

WORDS_A_PAGE = 4_450  # fills a page of 350 x 500 mm, and a little more
ROUNDS = 3
ROOT = Path(__file__).parents[2]


def main() -> None:
    """Runs it."""
    counts = [int(argument) for argument in sys.argv[1:]] or [16]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pages in counts:
            _compare(folder, pages)
        _whole_build(folder)


def _compare(folder: Path, pages: int) -> None:
    text = folder / f"text-{pages}.txt"
    text.write_text("\n".join(paragraphs(WORDS_A_PAGE * pages)), encoding="utf-8")
    words = len(text.read_text(encoding="utf-8").split())
    ours, platypus = [], []
    for _ in range(ROUNDS):
        ours.append(_run("tests.bench.set_with_broadsheet", text, pages, folder / "ours.pdf"))
        platypus.append(_run("tests.bench.set_with_platypus", text, pages, folder / "platypus.pdf"))
    (seconds, memory), (their_seconds, their_memory) = min(ours), min(platypus)
    both = f"Broadsheet {seconds:.2f} s, {memory:.0f} MB; Platypus {their_seconds:.2f} s, {their_memory:.0f} MB"
    print(f"{pages} pages, {words} words: {both}; ratio {seconds / their_seconds:.2f}")


def _run(module: str, text: Path, pages: int, out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one process on one core."""
    command = [sys.executable, "-m", module, str(text), str(pages), str(out)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, preexec_fn=_on_one_core, env=_as_installed(out.parent))
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{module} failed")
    return seconds, usage.ru_maxrss / 1024


def _as_installed(folder: Path) -> dict[str, str]:
    """The environment, but with compiled modules kept: pip compiles what it installs, a checkout may forbid it."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _whole_build(folder: Path) -> None:
    program = "from layout.cli import main; main()"
    command = [sys.executable, "-c", program, "build", "issues/herald", "-o", str(folder / "out"), "-q"]
    for what in ("cold", "warm"):
        start = time.perf_counter()
        environment = _as_installed(folder)
        done = subprocess.run(command, cwd=ROOT, check=False, preexec_fn=_on_one_core, env=environment, stderr=subprocess.DEVNULL)
        print(f"broadsheet build issues/herald, {what}: {time.perf_counter() - start:.2f} s (exit {done.returncode})")


if __name__ == "__main__":
    main()
