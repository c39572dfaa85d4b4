"""The proof desk as these tests start it, until the command line has it."""

import argparse
import os
import sys
from pathlib import Path

from layout.base.store import Store
from layout.build import build
from layout.production.order import Order
from layout.proof.web.serving import Opened, Options, Telling, serve


def opened(desk: Opened) -> None:
    print(desk.address, *desk.warnings, sep="\n", flush=True)  # noqa: T201 # as the command line says it


def fault(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("issue", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--editor", default="")
    given = parser.parse_args()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "broadsheet"
    order = Order(issue=given.issue / "issue.yaml", store=Store(cache), jobs=os.cpu_count() or 1)
    serve(Options(order, build, port=given.port, editor=given.editor), Telling(opened, fault))


if __name__ == "__main__":
    main()
