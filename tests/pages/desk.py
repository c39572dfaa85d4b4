"""Small papers made up inside a test: a dummy as letters in, the page as letters out."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from textwrap import dedent

from layout.base.geometry import Area
from layout.base.problems import InFile
from layout.content.issue import Ad, Block, Briefs, Continuation, PagePlan, PhotoOptions, PhotoPlace, StoryPiece, What
from layout.content.story import Head, Paragraph, Photo, Quote, Role, Span, Story
from layout.design.grid import Grid
from layout.design.house import House
from layout.design.read_house import read_house
from layout.desk.plan import Plan, PlannedBlock
from layout.desk.planning import make_plan
from layout.fonts.library import load_library, shipped_fonts
from layout.images.picture import Art, PdfPage, Picture
from layout.lines.shape import Faces
from layout.pages.case import Case
from layout.pages.compose import compose
from layout.pages.display import HoleMark, Kind, LegMark, Mark, Page, RuleMark, SetLine, TextMark, TintMark
from layout.pages.outcome import BlockOutcome, Composed
from tests.desk.drawing import PRESS, make_issue, make_page

# Forty slots deep, otherwise the Herald's grid: six columns of 140.6 pt, lines of 10.5 pt.
SHALLOW = "sheet: {trim: 350mm x 178.3mm}"
MEASURE = 140.55

_HERE = InFile("story.md", 1, 1)
_PROSE = (
    "the harbour office will open its doors again on Monday after a winter of repairs that cost the town more than anyone had"
    " thought when the roof was first taken off and the old beams were found to be hollow from end to end said Ruth Amsel who"
    " keeps the keys and the tide tables for both shores of the river and has done so since the year of the great flood in which"
    " her father lost two boats a barge and all of his nets but none of his crew as the books of the office show to this day"
).split()


@lru_cache
def faces() -> Faces:
    """The shipped fonts, opened once."""
    return Faces(load_library([shipped_fonts()])[0])


@lru_cache
def house(text: str = SHALLOW) -> House:
    """A house of a title and what `text` adds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "house.yaml"
        path.write_text(f"title: The Test\n{text}\n", encoding="utf-8")
        found, problems = read_house(path)
    assert found is not None, problems
    return found


def case(text: str = SHALLOW, language: str = "en-GB") -> Case:
    """The case of such a house."""
    return Case(house(text), faces(), language)


def words(count: int, start: int = 0) -> str:
    """So many words of running text, from the `start`-th of the stock on."""
    return " ".join(_PROSE[(start + index) % len(_PROSE)] for index in range(count))


def filed(slug: str, *paragraphs: str | int, **changes: object) -> Story:
    """A story as filed: `## text` is a crosshead, `- text` a list item, `> text` a set-in quote, a number so many words."""
    body = []
    for index, typed in enumerate(paragraphs):
        text = f"{words(typed, 7 * index)}." if isinstance(typed, int) else typed
        role = next((role for sign, role in _ROLES.items() if text.startswith(sign)), Role.BODY)
        text = text if role is Role.BODY else text.partition(" ")[2]
        body.append(Paragraph(role, (Span(text),), _HERE))
    headlines = changes.pop("headlines", ("Harbour office opens",))
    head = Head(headlines=headlines, **{key: changes.pop(key) for key in _HEAD if key in changes})  # type: ignore[arg-type]
    return replace(Story(slug, head, tuple(body), _HERE), **changes)  # type: ignore[arg-type]


_ROLES = {"## ": Role.CROSSHEAD, "- ": Role.LIST_ITEM, "> ": Role.QUOTE}
_HEAD = ("kicker", "deck", "byline", "role", "dateline", "jump")


def place(slug: str, **options: object) -> Block:
    """A block in which a story begins; its letter is given by the page."""
    return Block("?", StoryPiece(slug), _HERE, **options)  # type: ignore[arg-type]


def carry_on(slug: str, **options: object) -> Block:
    """A block that carries a story on."""
    return Block("?", Continuation(slug), _HERE, **options)  # type: ignore[arg-type]


def block(what: What, **options: object) -> Block:
    """Any other block."""
    return Block("?", what, _HERE, **options)  # type: ignore[arg-type]


def photo(at: str = "top-right", cols: int | None = None, name: str = "boat.jpg", **options: object) -> tuple[PhotoOptions, ...]:
    """One photo asked for, in its place."""
    return (PhotoOptions(_HERE, Path(name), cols, PhotoPlace(at), **options),)  # type: ignore[arg-type]


def filed_photo(name: str = "boat.jpg", caption: str = "A boat at low tide.", credit: str = "") -> Photo:
    """A photo as a story names it."""
    return Photo(Path(name), (Span(caption),) if caption else (), credit, _HERE)


def filed_quote(text: str = "A bridge is a promise", by: str = "Ruth Amsel") -> Quote:
    """A pull quote as a story names it."""
    return Quote(text, by, _HERE)


def ad(name: str = "ad.pdf", **options: object) -> Block:
    """An advertisement."""
    return block(Ad(Path(name)), **options)


def briefs(*slugs: str, **options: object) -> Block:
    """Short items run on."""
    return block(Briefs(slugs), **options)


def picture(name: str = "boat.jpg", width: int = 1200, height: int = 800) -> dict[Path, Art]:
    """A picture as probed."""
    return {Path(name): Picture(Path(name), width, height, "RGB", 0.0)}


def pdf_ad(width: float, depth: float, name: str = "ad.pdf") -> dict[Path, Art]:
    """An ad as probed; lengths in points."""
    return {Path(name): PdfPage(Path(name), 0, width, depth)}


def page(number: str, drawing: str, master: str = "blank", **blocks: What | Block) -> PagePlan:
    """A drawn page with its blocks."""
    lettered = {letter: replace(b, letter=letter) if isinstance(b, Block) else b for letter, b in blocks.items()}
    return make_page(number, drawing, master, **lettered)


@dataclass(frozen=True, repr=False)
class Laid:
    """What came of an issue."""

    plan: Plan
    composed: Composed

    def page(self, number: str = "1") -> Page:
        """A finished page."""
        return next(page for page in self.composed.pages if page.number == number)

    def block(self, letter: str = "A", number: str = "1") -> BlockOutcome:
        """What is told of a block."""
        return next(out for out in self.composed.blocks if (out.page, out.block) == (number, letter))

    def planned(self, letter: str = "A", number: str = "1") -> PlannedBlock:
        """A block's area as planned, before ads moved any border."""
        return next(b for b in self.page_plan(number).blocks if b.letter == letter)

    def page_plan(self, number: str = "1"):
        """A page as planned."""
        return next(page for page in self.plan.pages if page.plan.number == number)

    def grid(self, number: str = "1") -> Grid:
        """A page's grid."""
        return self.page_plan(number).grid

    @property
    def codes(self) -> list[str]:
        """The codes of all problems of composing."""
        return [problem.code for problem in self.composed.problems]

    def marks(self, letter: str = "A", number: str = "1") -> list[Mark]:
        """A block's marks."""
        return [mark for mark in self.page(number).marks if _source(mark).block == letter]

    def legs(self, letter: str = "A", number: str = "1") -> list[LegMark]:
        """A block's legs, as they are read."""
        return [mark for mark in self.marks(letter, number) if isinstance(mark, LegMark)]

    def depths(self, letter: str = "A", number: str = "1") -> list[int]:
        """How many lines stand in each leg."""
        return [len(leg.lines) for leg in self.legs(letter, number)]

    def lines(self, letter: str = "A", number: str = "1", kind: Kind | None = None) -> list[SetLine]:
        """A block's lines of type, those in legs too."""
        return [line for mark in self.marks(letter, number) for line in lines_of(mark) if kind is None or line.kind is kind]

    def text(self, letter: str = "A", number: str = "1", kind: Kind | None = None) -> list[str]:
        """The same as text."""
        return [line.line.text for line in self.lines(letter, number, kind)]

    def areas(self, letter: str = "A", number: str = "1") -> list[Area]:
        """The places of a block's pictures, ads and holes."""
        return [
            mark.area for mark in self.marks(letter, number) if not isinstance(mark, LegMark | TextMark | RuleMark | TintMark)
        ]

    def rules(self, number: str = "1", letter: str | None = None) -> list[RuleMark]:
        """A page's rules; of one block if it is named (empty: the rules between columns)."""
        found = [mark for mark in self.page(number).marks if isinstance(mark, RuleMark)]
        return [rule for rule in found if letter is None or rule.source.block == letter]

    def slot(self, y: float, number: str = "1") -> float:
        """A height on the page in slots, from the grid's top; a baseline of slot 3 lies at 3.76."""
        grid = self.grid(number)
        return round((y - grid.slot_top(0)) / grid.baseline, 2)

    def sketch(self, number: str = "1") -> str:
        """The page as letters, one a column and a row a slot; see `sketched`."""
        return sketched(self.page(number), self.grid(number))


def laid(*pages: PagePlan, stories: tuple[Story, ...] = (), text: str = SHALLOW, art: Mapping[Path, Art] | None = None) -> Laid:
    """The issue planned and composed."""
    plan, _ = make_plan(make_issue(*pages, stories=stories), house(text), PRESS)
    assert plan is not None
    return Laid(plan, compose(plan, faces(), art or {}))


_LETTERS = {
    Kind.BODY: "t",
    Kind.CROSSHEAD: "x",
    Kind.HEADLINE: "H",
    Kind.KICKER: "K",
    Kind.LABEL: "L",
    Kind.DECK: "D",
    Kind.BYLINE: "B",
    Kind.CAPTION: "c",
    Kind.QUOTE: "Q",
    Kind.JUMP_LINE: "J",
    Kind.NOTICE: "n",
    Kind.REFER: "r",
    Kind.TABLE: "a",
}


def sketched(page: Page, grid: Grid) -> str:
    """One letter a column, one row a slot: what begins there; white rows at the foot are left out.

    `t` body, `x` crosshead, `H` headline, `K` kicker, `D` deck, `B` byline, `P` picture, `c` caption, `Q` quote, `J` jump line.
    """
    cells = [["."] * grid.columns for _ in range(grid.slots)]
    lefts = [grid.column_x(column) for column in range(grid.columns)]

    def put(x: float, y: float, letter: str) -> None:
        column = max((c for c, left in enumerate(lefts) if left <= x + 4), default=0)
        slot = int((y - grid.slot_top(0)) / grid.baseline)
        if 0 <= slot < grid.slots:
            cells[slot][column] = letter

    for mark in page.marks:
        if isinstance(mark, RuleMark | TintMark):
            continue
        if isinstance(mark, LegMark | TextMark):
            for line in lines_of(mark):
                if line.kind in _LETTERS:
                    put(
                        line.x + max(line.line.left if line.kind is not Kind.JUMP_LINE else 0.0, 0.0),
                        line.baseline,
                        _LETTERS[line.kind],
                    )
            continue
        letter = "!" if isinstance(mark, HoleMark) else "P"
        for column, left in enumerate(lefts):
            if mark.area.x - 1 < left + grid.column_width / 2 < mark.area.right + 1:
                for slot in range(grid.slots):
                    if mark.area.y < grid.slot_top(slot) + grid.baseline / 2 < mark.area.bottom:
                        cells[slot][column] = letter
    while cells and set(cells[-1]) == {"."}:
        cells.pop()
    return "\n".join("".join(row) for row in cells)


def lines_of(mark: Mark) -> Iterator[SetLine]:
    """A mark's lines of type."""
    if isinstance(mark, LegMark):
        yield from mark.lines
    elif isinstance(mark, TextMark):
        yield mark.text


def _source(mark: Mark):
    return mark.text.source if isinstance(mark, TextMark) else mark.source


def drawing(text: str) -> str:
    """An expected sketch without the test's own indent."""
    return dedent(text).strip("\n").rstrip()
