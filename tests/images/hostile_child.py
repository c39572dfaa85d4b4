"""Reads the files that it is told of, each in a process of its own, and tells what came of them and what it cost.

A process forks for each file, so that none has to import everything again; a child that hangs is ended by its alarm.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path

from layout.base.problems import InFile
from layout.base.store import Store
from layout.images.faults import Filed
from layout.images.ink import Place
from layout.images.picture import Drawing, Picture
from layout.images.press_ink import newsprint
from layout.images.probe import probe
from layout.images.raster import hushed
from layout.images.separate import separate
from layout.pdf.drawings import draw_svg
from layout.pdf.inks import PictureKey, separated

MOST_SECONDS = 10
PLACE = Place((0.0, 0.0, 1.0, 1.0), 750.0, 500.0)


def read(path: Path) -> tuple[bool, list[tuple[str, str, str]]]:
    """What the build does with a picture's file, and what that says. True where there is something to print."""
    where, press = InFile("issue.yaml", 3), newsprint()
    art, problems = probe(path, path.parent, where)
    made: object = None
    if isinstance(art, Picture):
        with hushed():
            made, found = separated(PictureKey(path, PLACE), Filed(path.name, where), press, Store())
        problems += found
    elif isinstance(art, Drawing):
        made, found = draw_svg(path, press, Filed(path.name, where))
        problems += found
    else:  # nor may the stage behind the probe be taken in by it
        with hushed():
            made, _ = separate(path, PLACE, press, Filed(path.name, where)) if path.is_file() else (None, [])
    return made is not None, [(problem.code, problem.message, problem.remedy) for problem in problems]


def child(path: Path, pipe: int) -> None:
    """One file."""
    signal.alarm(MOST_SECONDS)
    try:
        said: object = read(path)
    except BaseException:  # noqa: BLE001  # whatever it is, the test shows it
        said = traceback.format_exc()
    os.write(pipe, json.dumps(said).encode())
    os._exit(0)


def main() -> None:
    """Every file of the command line, a line of JSON each."""
    for name in sys.argv[1:]:
        out, into = os.pipe()
        started = os.fork()
        if not started:
            child(Path(name), into)
        os.close(into)
        with os.fdopen(out, "rb") as pipe:
            said = pipe.read()
        _, status, used = os.wait4(started, 0)
        facts = {"status": status, "seconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}
        sys.stdout.write(json.dumps({"path": name, "said": json.loads(said or b"null"), **facts}) + "\n")


if __name__ == "__main__":
    main()
