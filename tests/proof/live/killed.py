"""A program that releases a page, and is killed on the way: `python -m tests.proof.live.killed ISSUE STORE PAGE PROOF`.

For each number that it reads it releases the page in a process that kills itself before the change of that number to a name in
the output folder, and says how that process ended: the signal, as a number below 0, or its exit status.
"""

import os
import signal
import sys
from pathlib import Path

from layout.base.store import Store
from layout.build import build
from layout.production.order import Order
from layout.proof.live.releasing import ToRelease, release_page


def main() -> None:
    issue, store, page, proof = sys.argv[1:]
    order = Order(Path(issue), store=Store(Path(store)))
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            try:
                _kill_at(int(line), order.folder)
                release_page(ToRelease(page, proof), order, build)
                os._exit(0)
            finally:
                os._exit(1)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        sys.stdout.flush()


def _kill_at(last: int, folder: Path) -> None:
    """The process ends itself before the change of that number, counted from 0."""
    replace, changes = os.replace, iter(range(last))

    def or_be_killed(source: str, target: str) -> None:
        if Path(target).is_relative_to(folder) and next(changes, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        replace(source, target)

    os.replace = or_be_killed  # type: ignore[assignment]


if __name__ == "__main__":
    main()
