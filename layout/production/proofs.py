"""What goes along with the pages where it is asked for: sheets, soft proofs, plates."""

from collections.abc import Mapping, Sequence

from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.press.manifest import WrittenPage
from layout.press.names import FIRST_VERSION, name_page
from layout.production.order import Order, Paper
from layout.production.printing import Printed, bind_sheets


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A sheet as written: its name "8-1", its file, the pages on it from left to right."""

    name: str
    file: str
    pages: tuple[str, ...]
    data: bytes


def sheet_files(printed: Printed, written: Sequence[WrittenPage], paper: Paper, order: Order) -> tuple[SheetFile, ...]:
    """The sheets whose pages are all fit, each with the latest version letter of its pages. A sheet is made of the pages as they
    were made now, so that none is made where a released page differs."""
    differs = {number for each in printed.pages if each.differs for number in (each.page.number, each.of)}
    fit_pages = [each for each in written if not each.held and each.page.number not in differs]
    versions = {each.page.number: each.version for each in fit_pages}
    fit = {*versions, *(each.of for each in fit_pages)} - differs
    made: list[SheetFile] = []
    for sheet, data in bind_sheets(paper, printed, fit, order.date):
        letters = [versions[page] for page in (*sheet.pages, sheet.name) if page in versions]
        version = max(letters, key=lambda letter: (len(letter), letter), default=FIRST_VERSION)
        name = name_page(paper.press.file_name, paper.name_facts, sheet.name, version)
        made.append(SheetFile(sheet.name, f"spreads/{name}", sheet.pages, data))
    return tuple(made)


def proof_files(pages: Mapping[str, bytes], paper: Paper, order: Order) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Soft proofs and plates of pages as the press gets them, where they were ordered."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    if order.softproof:
        from layout.plates.softproof import softproof_files  # late: most builds want none

        found, told = softproof_files(pages, paper.press, jobs=order.jobs)
        files |= found
        problems += told
    if order.plates:
        from layout.plates.plate_pictures import plate_files

        found, told = plate_files(pages, paper.press, jobs=order.jobs)
        files |= found
        problems += told
    return files, order.judged(problems, paper.issue)
