"""Pages judged as the printer will get them: their finished files through preflight, each finding brought to its story or ad."""

import io
from collections.abc import Sequence, Set
from dataclasses import replace

from layout.base.geometry import Area
from layout.base.problems import InFile, OnPage, Severity
from layout.base.store import Store
from layout.base.values import dataclass
from layout.content.issue import Ad
from layout.desk.numbers import is_left_hand
from layout.desk.plan import Plan
from layout.pages.display import PdfMark
from layout.preflight.expected import Expected
from layout.preflight.finding import PageFacts, Preflighted
from layout.preflight.rules import RULES
from layout.press.found import Found, join_findings
from layout.press.manifest import WrittenPage
from layout.press.photo_ppi import COARSE
from layout.press.preflight_report import JudgedFile, PagePicture
from layout.production.order import Order, Paper
from layout.production.preflighting import preflighted
from layout.production.printing import PrintedPage

PICTURE_DPI = 60.0
_RESOLUTION = frozenset({"image-ppi-least", "image-ppi-refused", "art-ppi-least", "art-ppi-refused"})
_QUALITY = 75  # of the picture in the report, which only shows where a finding lies


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page's file, judged. `facts` None: the file gave no page."""

    found: tuple[Found, ...]
    facts: PageFacts | None

    @property
    def passed(self) -> bool:
        """True where no finding is an error."""
        return not any(each.finding.severity is Severity.ERROR for each in self.found)


def judge_pages(pages: Sequence[PrintedPage], paper: Paper, order: Order) -> dict[str, JudgedPage]:
    """What preflight says of each page's finished file, by the page's number; several at a time while Ghostscript renders."""
    from layout.plates.separations import in_order

    judged = in_order(lambda each: _judge_page(each, paper, order.store), pages, order.jobs)
    return {each.page.number: found for each, found in zip(pages, judged, strict=True)}


def _judge_page(printed: PrintedPage, paper: Paper, store: Store) -> JudgedPage:
    return owned_findings(printed, preflighted(printed.data, paper.press, expected_of(printed), store), paper)


def expected_of(printed: PrintedPage) -> Expected:
    """What preflight is told to look for in a page's file."""
    page = printed.page
    half = printed.of != page.number
    fold = ("right" if is_left_hand(page.number) else "left") if half else ""
    return Expected(size=(page.width, page.height), mono=frozenset({1}) if page.mono else frozenset(), fold=fold)


def owned_findings(printed: PrintedPage, judged: Preflighted, paper: Paper) -> JudgedPage:
    """What preflight found in a page's file, each finding brought to its owner; the page carries what is told of it already."""
    page = printed.page
    found = join_findings(page, judged.findings, bookings_of(paper.plan, printed.of))
    ads = {mark.source.block for mark in page.marks if isinstance(mark, PdfMark)}
    told = {problem.where for problem in page.problems if problem.code == COARSE}
    weighed = (_weighed(each, in_ad=each.block in ads) for each in found if not _is_told(each, told))
    return JudgedPage(tuple(each for each in weighed if each is not None), judged.pages[0] if judged.pages else None)


def _weighed(found: Found, *, in_ad: bool) -> Found | None:
    """A finding in an ad weighs as when the ad was judged alone: nobody at the paper can mend an advertiser's file."""
    if not in_ad:
        return found
    severity = RULES[found.finding.rule].in_ad
    return replace(found, finding=replace(found.finding, severity=severity)) if severity is not None else None


def _is_told(found: Found, told: Set[InFile | OnPage]) -> bool:
    """True where the picture was told by its file's name before: here it is known by a digest alone."""
    area = found.finding.area
    if found.finding.rule not in _RESOLUTION or area is None:
        return False
    return any(isinstance(where, OnPage) and where.area is not None and where.area.near(area) for where in told)


def bookings_of(plan: Plan, number: str) -> dict[str, str]:
    """A page's booking numbers by the letters of its ads."""
    blocks = (planned.block for page in plan.pages if page.plan.number == number for planned in page.blocks)
    return {block.letter: block.what.booking for block in blocks if isinstance(block.what, Ad)}


def judged_file(written: WrittenPage, data: bytes, judged: JudgedPage) -> JudgedFile:
    """The same for the reports, with a picture where there is something to show on it."""
    shown = any(found.finding.area is not None for found in judged.found)
    pages = (judged.facts,) if judged.facts is not None else ()
    pictures = pictures_of(data, (1,)) if shown and pages else {}
    labels = (written.page.number,) * len(pages)
    return JudgedFile(written.file, pages, judged.found, labels, written.sha256, pictures, written.held)


def pictures_of(data: bytes, pages: Sequence[int]) -> dict[int, PagePicture]:
    """Pictures of some pages, where they can be drawn."""
    if not pages:
        return {}
    from PIL import Image  # late: where nothing was found, nothing is drawn

    from layout.plates.raster import DrawnPage, draw_pages

    drawn: dict[int, PagePicture] = {}
    for picture in draw_pages(data, PICTURE_DPI, pages):
        if isinstance(picture, DrawnPage):
            jpeg = io.BytesIO()
            with Image.open(io.BytesIO(picture.png)) as image:
                image.convert("RGB").save(jpeg, "JPEG", quality=_QUALITY)
            sheet = picture.sheet
            drawn[sheet.page] = PagePicture(jpeg.getvalue(), Area(-sheet.trim.x, -sheet.trim.y, sheet.width, sheet.height))
    return drawn
