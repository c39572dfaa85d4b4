"""The issue read from its YAML, with the stories that its pages name.

In: the issue's file (or its folder), the pages asked for, variables, an edition's name. Out: the issue, as far as it can be read,
and every fault of every file. With pages asked for, only those and what they continue are read, so that they can go while others
are mended.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from layout.base.messages import sorted_problems
from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem
from layout.content.bookings import Booking, read_bookings
from layout.content.documents import Document, glance_at_house, issue_path, read_document
from layout.content.issue import Block, Briefs, Continuation, Issue, PagePlan, Refers, StoryPiece
from layout.content.issue_keys import ISSUE
from layout.content.page_numbers import is_asked, printed_pages
from layout.content.paths import Root, resolved
from layout.content.read_block import literal, read_allowed
from layout.content.read_page import read_page, read_vars
from layout.content.read_story import ENDING, read_story
from layout.content.reading import Fields, Reading
from layout.content.story import Spans, Story
from layout.content.text_file import read_text_file, shown
from layout.content.yaml_nodes import ListNode, ScalarNode, clip

STORIES = "stories"
NO_VARIABLES: Mapping[str, str] = {}


def read_issue(
    path: Path, pages: frozenset[str] | None = None, variables: Mapping[str, str] = NO_VARIABLES, edition: str = ""
) -> tuple[Issue | None, list[Problem]]:
    """The issue and its problems; None where its file can't be read.

    `pages`: numbers as printed, spreads or runs (`3`, `4-5`); None: all. `variables` go before the issue's own `vars`.
    """
    reading = Reading()
    document = read_document(issue_path(path), edition, reading)
    if document is None:
        return None, list(sorted_problems(reading.problems))
    before = len(reading.problems)
    issue = _issue(document, pages, variables, reading)
    # Of a file that broke off the fault is told, and nothing that follows from what is missing behind it.
    found = [each for each in reading.problems[before:] if _path(each) not in document.cut]
    return issue, list(sorted_problems([*reading.problems[:before], *found]))


def _path(problem: Problem) -> str:
    return problem.where.path if isinstance(problem.where, InFile) else ""


def _issue(document: Document, pages: frozenset[str] | None, variables: Mapping[str, str], reading: Reading) -> Issue:
    fields = reading.fields(document.node, ISSUE)
    house = glance_at_house(document, reading)
    root = Root(house.root, resolved(document.path.parent) or document.path.parent, document.folders)
    shelf = _Shelf(_find_stories(fields, root, document), house.root, reading)
    plans = _read_pages(fields, root, shelf)
    wanted = _wanted(plans, pages, fields)
    for read in plans:
        if read.number in wanted:
            reading.problems += read.problems
            shelf.take(read.plan)
    needed = {slug for read in plans if read.number in wanted for slug in (*_slugs(read.plan), *read.notices)}
    taken = {slug for read in plans for slug in (*_slugs(read.plan), *read.notices)}
    chosen = tuple(read.plan for read in plans if read.number in wanted)
    own = read_vars(fields)
    volume = {"volume": fields.text("volume")} if "volume" in fields else {}
    return Issue(
        where=InFile(shown(document.path), 1, 1),
        path=document.path,
        house=house.path,
        date=fields.date("date"),
        title=fields.text("title") or house.title,
        number=fields.text("number"),
        edition=fields.text("edition"),
        pages=chosen,
        stories={slug: story for slug, story in shelf.stories.items() if slug in needed},
        vars={**volume, **own, **variables},
        allow=read_allowed(fields),
        others=tuple(read.plan for read in plans if read.number not in wanted),
        unused=tuple(slug for slug in shelf.files if slug not in taken),
        cut=bool(document.cut),
        ordered=tuple(
            name for name in variables if not any(name in named for named in (own, *(read.plan.vars for read in plans)))
        ),
        bookings=_read_bookings(fields, root),
        story_folders=_story_folders(fields, root, document),
    )


def _read_bookings(fields: Fields, root: Root) -> tuple[Booking, ...] | None:
    node = fields.node("bookings")
    path = root.path(node, fields.reading) if isinstance(node, ScalarNode) else None
    if node is None or path is None:
        return None
    if not os.path.isfile(path):
        message, remedy = "there is no booking list here", "Correct its path, as seen from this file, or take the key out."
        fields.reading.error("bookings-missing", message, remedy, node.where)
        return None
    bookings, problems = read_bookings(path)
    fields.reading.problems += problems
    return bookings


@dataclass
class _Shelf:
    """The stories' files by slug, and the stories read so far."""

    files: Mapping[str, Path]
    top: Path
    reading: Reading
    stories: dict[str, Story] = field(default_factory=dict)

    def take(self, plan: PagePlan) -> None:
        """Read the stories that a page names; one that isn't there is the desk's to report."""
        for slug in _slugs(plan):
            self.story(slug)

    def story(self, slug: str) -> Story | None:
        if slug not in self.stories and slug in self.files:
            path = self.files[slug]
            whole = resolved(path)
            if whole is None:  # a link in a circle
                self.reading.problems += read_text_file(path)[1]
                return None
            if not whole.is_relative_to(self.top):
                message = f"the story's file leads out of the paper's folder '{self.top.name}'"
                self.reading.error("path-outside", message, "Copy the file into it.", InFile(shown(path), 0, 0))
                return None
            self.stories[slug] = read_story(path, Root(self.top, whole.parent), self.reading)
        return self.stories.get(slug)

    def notice(self, slug: str, where: InFile) -> tuple[Spans, ...]:
        """The text of the story that a notice names, ready for a place where templates are filled."""
        story = self.story(slug)
        if story is None:
            remedy = f"Write one of this issue's slugs{did_you_mean(clip(slug), self.files)}"
            self.reading.error("story-missing", f"there is no story '{clip(slug)}'", remedy, where)
            return ()
        return tuple(literal(paragraph.spans) for paragraph in story.body)


@dataclass
class _ReadPage:
    """A page with the problems of reading it, which count only if the page is wanted."""

    plan: PagePlan
    problems: list[Problem]
    notices: list[str]

    @property
    def number(self) -> str:
        return self.plan.number


def _read_pages(fields: Fields, root: Root, shelf: _Shelf) -> list[_ReadPage]:
    """All pages. Problems of a page that has no number can't be told apart, and are reported at once."""
    found: list[_ReadPage] = []
    node = fields.node("pages")
    for item in node.items if isinstance(node, ListNode) else ():
        own = Reading()
        own.broken = fields.reading.broken
        page_shelf = _Shelf(shelf.files, shelf.top, own, shelf.stories)
        notices: list[str] = []

        def notice_text(slug: str, where: InFile, shelf: _Shelf = page_shelf, named: list[str] = notices) -> tuple[Spans, ...]:
            named.append(slug)
            return shelf.notice(slug, where)

        plan = read_page(item, root, notice_text, own)
        if plan is None:
            fields.reading.problems += own.problems
        else:
            found.append(_ReadPage(plan, own.problems, notices))
    return found


def _story_folders(fields: Fields, root: Root, document: Document) -> tuple[Path, ...]:
    """The folders in which stories are looked for, whether they are there or not; what is wrong with them is told elsewhere."""
    if "stories" not in fields:
        return (document.path.parent / STORIES,)
    named = (root.path(node, Reading()) for node in fields.items("stories") if isinstance(node, ScalarNode))
    return tuple(folder for folder in named if folder is not None)


def _find_stories(fields: Fields, root: Root, document: Document) -> dict[str, Path]:
    """The stories' files by slug, in alphabetical order. Of two files of one slug the first folder's counts."""
    reading = fields.reading
    files: dict[str, Path] = {}
    nodes = [node for node in fields.items("stories") if isinstance(node, ScalarNode)]
    for node in nodes:
        folder = root.path(node, reading)
        if folder is None:
            continue
        if not os.path.isdir(folder):
            message = f"there is no folder '{clip(node.text)}' of stories"
            reading.error("stories-missing", message, "Write the folder's path, seen from this file.", node.where)
            continue
        _add_stories(files, _as_given(folder, document), node, reading)
    if not nodes and "stories" not in fields:
        beside = document.path.parent / STORIES
        if os.path.isdir(beside) and (resolved(beside) or beside).is_relative_to(root.top):
            _add_stories(files, beside, None, reading)
    return files


def _add_stories(files: dict[str, Path], folder: Path, node: ScalarNode | None, reading: Reading) -> None:
    for path in sorted(folder.glob(f"*{ENDING}")):
        slug = path.name.removesuffix(ENDING)
        if slug.startswith("."):
            continue
        if slug in files and node is not None:
            message = f"two folders hold a story '{clip(slug)}'; {shown(files[slug])} is used"
            reading.error("slug-twice", message, "Give one of the two files another name.", node.where)
        files.setdefault(slug, path)


def _as_given(folder: Path, document: Document) -> Path:
    """A resolved folder, seen from the issue's path as it was given, so that problems show paths as people type them."""
    home = resolved(document.path.parent)
    return document.path.parent / folder.relative_to(home) if home is not None and folder.is_relative_to(home) else folder


def _wanted(plans: list[_ReadPage], pages: frozenset[str] | None, fields: Fields) -> frozenset[str]:
    """The numbers of the pages asked for, and of those that their stories come from: a continuation begins where they end."""
    if pages is None:
        return frozenset(read.number for read in plans)
    numbers = [read.number for read in plans]
    for asked in sorted(pages):
        if not any(is_asked(number, asked) for number in numbers):
            message = f"the issue has no page '{clip(asked)}'"
            remedy = f"Its pages are {', '.join(numbers) or 'none'}."
            fields.reading.error("page-unknown", message, remedy, InFile(fields.where.path, 0, 0))
    wanted = {number for number in numbers if any(is_asked(number, asked) for asked in pages)}
    queue = [read.plan for read in plans if read.number in wanted]
    while queue:
        page = queue.pop()
        for other in _pages_before(page, [read.plan for read in plans]):
            if other.number not in wanted:
                wanted.add(other.number)
                queue.append(other)
    return frozenset(wanted)


def _pages_before(page: PagePlan, pages: Iterable[PagePlan]) -> list[PagePlan]:
    """The pages from which stories jump to this one."""
    printed = set(printed_pages(page.number) or ()) | {page.number}
    continued = {block.what.slug for block in page.blocks if isinstance(block.what, Continuation)}
    return [
        other
        for other in pages
        if any(block.jump in printed and _slug(block) in continued for block in other.blocks if block.jump is not None)
    ]


def _slug(block: Block) -> str:
    return block.what.slug if isinstance(block.what, StoryPiece | Continuation) else ""


def _slugs(plan: PagePlan) -> list[str]:
    """The stories that a page names."""
    found: list[str] = []
    for block in plan.blocks:
        match block.what:
            case StoryPiece(slug) | Continuation(slug):
                found.append(slug)
            case Briefs(slugs):
                found += slugs
            case Refers(items):
                found += [refer.slug for refer in items]
            case _:
                continue
    return found
