"""One page in a live process: a paragraph is edited, and the page set, painted and written again, as a preview does.

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
    text = Path(sys.argv[1])
    paragraphs = text.read_text(encoding="utf-8").splitlines()
    faces = Faces(load_library([shipped_fonts()])[0], standing=Standing())
    _once(plan_pages(text, 1), faces)
    print(f"{1000 * min(_once(_edited(text, paragraphs, index), faces) for index in range(TIMES)):.0f}")


def _edited(text: Path, paragraphs: list[str], index: int) -> Plan:
    """The page with one paragraph in which the first words stand twice."""
    edited = text.with_name("edited.txt")
    first, second, *others = paragraphs[index].split(" ")
    changed = [*paragraphs[:index], " ".join([first, second, first, second, *others]), *paragraphs[index + 1 :]]
    edited.write_text("\n".join(changed), encoding="utf-8")
    return plan_pages(edited, 1)


def _once(plan: Plan, faces: Faces) -> float:
    start = time.process_time()
    write_pdf(compose(plan, faces, {}).pages, Inks(), PdfInfo(title="Bench"))
    return time.process_time() - start


if __name__ == "__main__":
    main()
