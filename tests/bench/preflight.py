"""The benchmark of preflight: how long it takes to judge finished files, against Ghostscript rendering them at 72 dpi.

    python -m tests.bench.preflight

Judged are sixteen full pages in one file and the press files of the sample papers, once with ink computed from the marks and
once with the plates rendered (tiffsep); all files of a kind in one process, of either program. The least of three runs, seconds
of processor time. Asserts nothing; what was measured last stands in docs/benchmarks.md.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.corpus import paragraphs

PAGES, WORDS_A_PAGE, ROUNDS = 16, 4_450, 3
ROOT = Path(__file__).parents[2]


def main() -> None:
    """Runs it, or judges one file where that is asked."""
    if len(sys.argv) > 1:
        judge([Path(name) for name in sys.argv[2:]], rendered=sys.argv[1] == "--rendered")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, files in (
            ("sixteen pages in a file", [_sixteen(folder)]),
            ("the six files of the sample papers", _papers(folder)),
        ):
            _compare(what, files, folder)


def judge(paths: list[Path], *, rendered: bool) -> None:
    """Judges files as a build does, one after the other, and ends at once."""
    from layout.base.problems import InFile
    from layout.design.press import Press
    from layout.preflight.preflight import preflight

    measured = None
    if rendered:
        from layout.base.store import Store
        from layout.production.ink import measured_with

        measured = measured_with(Store(None), 1)
    for path in paths:
        preflight(path.read_bytes(), Press("bench", InFile("bench")), ink=measured)
    os._exit(0)


def _sixteen(folder: Path) -> Path:
    text, made = folder / "text.txt", folder / "sixteen.pdf"
    text.write_text("\n".join(paragraphs(WORDS_A_PAGE * PAGES)), encoding="utf-8")
    _run([sys.executable, "-m", "tests.bench.set_with_broadsheet", str(text), str(PAGES), str(made)], folder)
    return made


def _papers(folder: Path) -> list[Path]:
    for paper in ("herald", "kai"):
        command = [sys.executable, "-c", "from layout.cli import main; main()", "build", f"issues/{paper}", "-q"]
        _run([*command, "-o", str(folder / paper)], folder)
    return sorted(folder.glob("*/press/*.pdf"))


def _compare(what: str, files: list[Path], folder: Path) -> None:
    module = [sys.executable, "-m", "tests.bench.preflight"]
    ghostscript = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-r72", "-sDEVICE=ppmraw", "-o", os.devnull]
    ours, theirs, plates = (
        min(_run([*command, *map(str, files)], folder) for _ in range(ROUNDS))
        for command in ([*module, "--computed"], ghostscript, [*module, "--rendered"])
    )
    print(f"{what}: preflight {ours:.2f} s, Ghostscript at 72 dpi {theirs:.2f} s; ratio {ours / theirs:.2f}")
    print(f"    with the plates rendered: {plates:.2f} s")


def _run(command: list[str], folder: Path) -> float:
    """Seconds of processor time of a process and of those that it starts."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "XDG_CACHE_HOME": str(folder / "kept")}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
