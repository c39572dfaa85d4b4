"""The benchmark: sixteen full pages with this engine and with Platypus in turn, whole processes, on one core.

    python -m tests.bench [PAGES...]

Prints seconds of processor time, the ratio, peak memory: with nothing kept from earlier runs (and all kept for later ones), after
a run that set another text, and after one that set the same; then one page set again in a live process, and a whole build of
the sample paper, with nothing kept and with everything. Asserts nothing: time is a figure to read, not a
test. What was measured last stands in docs/benchmarks.md.
"""

import os
import resource
import subprocess
import sys
import tempfile
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
        _live_page(folder)
        _whole_build(folder)


def _compare(folder: Path, pages: int) -> None:
    text = _text(folder, pages)
    words = len(text.read_text(encoding="utf-8").split())
    other = _text(folder, pages, seed=2)
    nothing, others, same, platypus = [], [], [], []
    for number in range(ROUNDS):
        kept, kept_of_other = folder / f"kept-{pages}-{number}", folder / f"other-{pages}-{number}"
        _run("tests.bench.set_with_broadsheet", other, pages, folder / "other.pdf", kept_of_other)
        nothing.append(_run("tests.bench.set_with_broadsheet", text, pages, folder / "ours.pdf", kept))
        platypus.append(_run("tests.bench.set_with_platypus", text, pages, folder / "platypus.pdf"))
        others.append(_run("tests.bench.set_with_broadsheet", text, pages, folder / "after-other.pdf", kept_of_other))
        same.append(_run("tests.bench.set_with_broadsheet", text, pages, folder / "again.pdf", kept))
    made = {(folder / name).read_bytes() for name in ("ours.pdf", "after-other.pdf", "again.pdf")}
    if len(made) > 1:
        sys.exit("what was kept changed the pages")
    theirs, their_memory = min(platypus)
    print(f"{pages} pages, {words} words: Platypus {theirs:.2f} s, {their_memory:.0f} MB")
    for runs, what in ((nothing, "nothing kept"), (others, "another text's words kept"), (same, "the same text's kept")):
        seconds, memory = min(runs)
        print(f"  Broadsheet, {what}: {seconds:.2f} s, {memory:.0f} MB; ratio {seconds / theirs:.2f}")


def _text(folder: Path, pages: int, seed: int = 1) -> Path:
    text = folder / f"text-{pages}-{seed}.txt"
    text.write_text("\n".join(paragraphs(WORDS_A_PAGE * pages, seed)), encoding="utf-8")
    return text


def _run(module: str, text: Path, pages: int, out: Path, *kept: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one process on one core."""
    seconds, memory, status = _timed(["-m", module, *map(str, (text, pages, out, *kept))], _as_installed(out.parent))
    if status:
        sys.exit(f"{module} failed")
    return seconds, memory


def _timed(arguments: list[str], environment: dict[str, str]) -> tuple[float, float, int]:
    """Seconds of processor time, peak megabytes, and exit status of a Python process: the clock would count what others run."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, preexec_fn=_on_one_core, env=environment, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, status


def _as_installed(folder: Path) -> dict[str, str]:
    """The environment, but with compiled modules kept: pip compiles what it installs, a checkout may forbid it."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _live_page(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.bench.live_page", str(_text(folder, 1))]
    done = subprocess.run(
        command, cwd=ROOT, check=True, preexec_fn=_on_one_core, env=_as_installed(folder), capture_output=True, text=True
    )
    print(f"one page in a live process, a paragraph edited: {done.stdout.strip()} ms")


def _whole_build(folder: Path) -> None:
    """A `check` first, so that modules are compiled; what builds keep goes into the folder, and only the first finds it empty."""
    _command(folder, "check")
    cold = _command(folder, "build", "-o", str(folder / "out"))
    warm = min(_command(folder, "build", "-o", str(folder / "out")) for _ in range(ROUNDS))
    print(f"broadsheet build issues/herald: {cold:.2f} s with nothing kept, {warm:.2f} s with words, pictures and ads kept")


def _command(folder: Path, command: str, *options: str) -> float:
    """Seconds that a command takes on the sample paper."""
    arguments = ["-c", "from layout.cli import main; main()", command, "issues/herald", *options, "-q"]
    return _timed(arguments, {**_as_installed(folder), "XDG_CACHE_HOME": str(folder / "kept")})[0]


if __name__ == "__main__":
    main()
