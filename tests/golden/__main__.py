"""`python -m tests.golden`: list, show or accept goldens."""

import sys
from pathlib import Path

from tests.golden.gallery import GALLERY, accept, goldens, show

USAGE = """\
python -m tests.golden                list the goldens
python -m tests.golden show NAME      what differs, with pictures of before and after in out/golden/NAME
python -m tests.golden accept NAME    take the pages as they come out now for what is expected (`all`: every golden)
"""


def main(arguments: list[str]) -> int:
    """Run one command; the exit status."""
    match arguments:
        case []:
            say(*(folder.name for folder in goldens()))
            return 0
        case ["show", name] if (GALLERY / name).is_dir():
            told, pairs = show(GALLERY / name, Path("out") / "golden" / name)
            say(*told, *(str(pair) for pair in pairs))
            return 1 if told else 0
        case ["accept", name] if name == "all" or (GALLERY / name).is_dir():
            for folder in goldens() if name == "all" else [GALLERY / name]:
                say(f"{folder.name}: {', '.join(accept(folder))}")
            return 0
        case _:
            sys.stderr.write(USAGE)
            return 2


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


sys.exit(main(sys.argv[1:]))
