"""Issues drawn inside a test: pages as letters, placements in a word."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from layout.base.problems import InFile, Problem
from layout.content.issue import Ad, Block, Briefs, Continuation, Dummy, Issue, PagePlan, StoryPiece, What
from layout.content.story import Head, Paragraph, Role, Span, Story
from layout.design.grid import Grid, Sheet
from layout.design.house import Folio, FolioLook, House, Master, Rules, Words
from layout.design.press import Press
from layout.design.styles import FontSpec, Rung, TextStyle

HERE = InFile("issue.yaml", 1, 1)
SHEET = Sheet(width=600.0, height=1040.0, top=20.0, right=30.0, bottom=20.0, left=30.0)  # a hundred lines of 10 points
PRESS = Press("Newsprint", InFile("press.yaml"))
SERIF = FontSpec("Source Serif 4")


def make_house(**changes: object) -> House:
    """A house of six columns and a hundred slots; furniture on `inside` takes four of them, on `plain` none."""
    ladder = tuple(Rung(size, size, 0.0, SERIF) for size in (72.0, 48.0, 30.0, 18.0))
    house = House(
        title="The Test",
        code="TST",
        root=Path("."),
        language="en-GB",
        sheet=SHEET,
        grid=Grid(SHEET, columns=6, gutter=12.0, baseline=10.0, drop=8.0),
        between=2,
        press="newsprint",
        colours={},
        styles={
            "body": TextStyle("body", SERIF, 9.0, 10.0),
            "headline": TextStyle("headline", SERIF, 72.0, 72.0, rungs=ladder, by_columns=(18.0, 30.0)),
        },
        words={"en": Words("Continued on page {page}", "From page {page}", "Page", "Advertisement")},
        jump_min=6,
        fit=(),
        masters={
            "plain": Master("plain"),
            "inside": Master("inside", folio=Folio(FolioLook.BAR, outer="{page}", lines=4)),
            "feature": Master("feature", between=3),
        },
        dummies={"halves": Dummy(("AAABBB",), InFile("house.yaml", 9, 3))},
        rules=Rules(),
        where=InFile("house.yaml", 1, 1),
    )
    return replace(house, **changes)  # type: ignore[arg-type]


def make_page(number: str, drawing: str, master: str = "plain", **blocks: What | Block) -> PagePlan:
    """A page from a drawing, one row a line, `xN` repeating, and what stands under each letter."""
    rows: list[str] = []
    for line in drawing.split("\n"):
        letters, _, times = line.strip().partition(" x")
        if letters:
            rows += [letters] * int(times or 1)
    placed = tuple(
        what if isinstance(what, Block) else Block(letter, what, InFile("issue.yaml", 10 + index, 5))
        for index, (letter, what) in enumerate(blocks.items())
    )
    return PagePlan(number, HERE, master, dummy=Dummy(tuple(rows), HERE), blocks=placed)


def make_story(slug: str, headline: str = "A headline", **changes: object) -> Story:
    """A story of one paragraph."""
    where = InFile(f"stories/{slug}.md", 1, 1)
    body = (Paragraph(Role.BODY, (Span(f"Words of {slug}."),), where),)
    story = Story(slug, Head(headlines=(headline,) if headline else ()), body, where)
    return replace(story, **changes)  # type: ignore[arg-type]


def make_issue(*pages: PagePlan, stories: tuple[str | Story, ...] = ()) -> Issue:
    """An issue with those stories; the ones that its blocks name are written where they were not given."""
    filed = {story.slug: story for story in (make_story(item) if isinstance(item, str) else item for item in stories)}
    for page in pages:
        for block in page.blocks:
            slugs = block.what.slugs if isinstance(block.what, Briefs) else (getattr(block.what, "slug", ""),)
            for slug in slugs:
                if slug:
                    filed.setdefault(slug, make_story(slug))
    return Issue(HERE, Path("issue.yaml"), Path("house.yaml"), date(2026, 11, 24), "The Test", "7", "City", pages, filed)


def story(slug: str, letter: str = "A", **options: object) -> Block:
    """A block that begins a story."""
    return Block(letter, StoryPiece(slug), InFile("issue.yaml", 20, 5), **options)  # type: ignore[arg-type]


def going_on(slug: str, letter: str = "A", **options: object) -> Block:
    """A block that carries a story on."""
    return Block(letter, Continuation(slug), InFile("issue.yaml", 30, 5), **options)  # type: ignore[arg-type]


def ad(name: str = "ad.pdf") -> Ad:
    """An advertisement."""
    return Ad(Path(name))


def codes(problems: list[Problem], without: tuple[str, ...] = ("pages-missing", "count-odd", "count-leaf")) -> list[str]:
    """The problems' codes, those about the count of pages left out: a test's issue is short."""
    return [problem.code for problem in problems if problem.code not in without]
