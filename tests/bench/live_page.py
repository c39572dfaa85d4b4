"""One page in a live process: set, painted and written again and again, as an editor's preview does, its paragraphs standing.

    python -m tests.bench.live_page TEXT

Prints the least of the milliseconds.
"""

import gc
import sys
import time
from pathlib import Path

from layout.desk.plan import Plan
from layout.fonts.library import load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.lines.standing import Standing
from layout.pages.compose import compose
from layout.pdf.document import PdfInfo
from layout.pdf.inks import Inks
from layout.pdf.write import write_pdf
from tests.bench.set_with_broadsheet import plan_pages

TIMES = 9


def main() -> None:
    """Runs it."""
    gc.disable()
    plan = plan_pages(Path(sys.argv[1]), 1)
    faces = Faces(load_library([shipped_fonts()])[0], standing=Standing())
    print(f"{1000 * min(_once(plan, faces) for _ in range(TIMES)):.0f}")


def _once(plan: Plan, faces: Faces) -> float:
    start = time.perf_counter()
    write_pdf(compose(plan, faces, {}).pages, Inks(), PdfInfo(title="Bench"))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
