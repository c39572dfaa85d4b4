"""A file of which nothing is known but its bytes, judged against a press."""

import hashlib
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity
from layout.base.store import Store
from layout.content.text_file import shown
from layout.design.press import Press
from layout.preflight.expected import Expected
from layout.preflight.preflight import preflight
from layout.press.found import Found
from layout.press.preflight_report import JudgedFile
from layout.production.ink import measured_with
from layout.production.judging import pictures_of

MOST_BYTES = 500_000_000
MOST_MEASURED = 20  # pages: a press gets one a file, and each takes Ghostscript a quarter of a second and more
MOST_PICTURES = 50
_JOBS = 2
_NOTHING_KEPT = Store()


def judge_stranger(
    path: Path, press: Press, expected: Expected, *, computed: bool = False
) -> tuple[JudgedFile | None, Problem | None]:
    """What preflight says of the file, with a picture of each page on which something is to be shown; or why it can't be read.

    `computed`: ink is computed from the marks, even where Ghostscript could measure it.
    """
    where = InFile(shown(path))
    try:
        if path.stat().st_size > MOST_BYTES:
            text = f"the file has {path.stat().st_size / 1e6:.0f} MB; files of more than {MOST_BYTES / 1e6:.0f} MB are not read"
            return None, _unreadable(text, "Split it into single pages.", where)
        if not path.is_file():
            return None, _unreadable("this is not a file", "Name the PDF itself.", where)
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a null in it
        why = error.strerror if isinstance(error, OSError) and error.strerror else "its name cannot be used"
        return None, _unreadable(f"the file can't be read: {why}", "Check its name and rights.", where)
    asked = (1,) if expected.ad else range(1, MOST_MEASURED + 1)  # of an ad, the first page is placed
    judged = preflight(data, press, expected, None if computed else measured_with(_NOTHING_KEPT, _JOBS, asked))
    found = tuple(Found(finding, str(finding.page) if finding.page else "") for finding in judged.findings)
    marked = {each.finding.page for each in found if each.finding.area is not None}
    pictures = pictures_of(data, [page.page for page in judged.pages if page.page in marked][:MOST_PICTURES])
    labels = tuple(str(page.page) for page in judged.pages)
    return JudgedFile(where.path, judged.pages, found, labels, hashlib.sha256(data).hexdigest(), pictures), None


def _unreadable(text: str, remedy: str, where: InFile) -> Problem:
    return Problem("file-unreadable", Severity.ERROR, text, remedy, where)
