"""Every reference of an issue checked that needs no line set: pages, slugs, photos, sizes, styles, names in templates."""

from collections import Counter
from collections.abc import Iterator, Mapping

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.content.issue import Block, Briefs, Continuation, Issue, PagePlan, PictureAlone, Refers, StoryPiece
from layout.content.story import Story
from layout.content.yaml_nodes import curly_remedy
from layout.design.house import House
from layout.design.styles import TextStyle
from layout.desk.numbers import pages_of, section_and_count
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.desk.variables import NAME_IN_TEMPLATE, furniture

_ALWAYS_KNOWN = frozenset({"date"})
_SHEET_FOLDS_TO = 2  # pages on one side of a folded sheet


def check_issue(issue: Issue) -> Iterator[Problem]:
    """What concerns the issue as a whole."""
    yield from _check_numbers(issue)
    yield from _check_slugs(issue)
    yield from _check_use(issue)
    yield from _check_heads(issue)


def check_planned_page(page: PlannedPage, house: House) -> Iterator[Problem]:
    """What concerns one page with its areas."""
    yield from _check_templates(page)
    for planned in page.blocks:
        yield from _check_width(planned)
        yield from _check_look(planned.block, house)
        yield from _check_quote(planned)


def _check_numbers(issue: Issue) -> Iterator[Problem]:
    """No number twice; none missing from the count; a count that folds."""
    counts: dict[str, list[int]] = {}
    first: dict[str, PagePlan] = {}
    twice = False
    for page in (*issue.pages, *issue.others):
        for number in pages_of(page.number):
            if number in first:
                twice = True
                other = first[number].where
                before = f"; the first is in line {other.line}" if other.path == page.where.path else ""
                text = f"page {number} stands in the issue twice{before}"
                remedy = "Give one of them another number, or take it away."
                yield Problem("page-twice", Severity.ERROR, text, remedy, page.where)
                continue
            first[number] = page
            section, count = section_and_count(number)
            counts.setdefault(section, []).append(count)
    if twice:
        return  # one of the two is probably what seems to be missing
    for section, found in counts.items():
        last = max(found)
        missing = [f"{section}{count}" for count in range(1, last + 1) if count not in found]
        if missing:
            text = f"missing from the count: page {_listed(missing)}"
            yield Problem("pages-missing", Severity.WARNING, text, "Plan them, or number the pages on.", issue.where)
        elif last % _SHEET_FOLDS_TO:
            named = f"section {section} has" if section else "the issue has"
            text = f"{named} {last} page{'s' if last > 1 else ''}, which does not fold"
            yield Problem(
                "count-odd", Severity.WARNING, text, "A folded sheet carries 2 or 4 pages: add or take one.", issue.where
            )
        elif last % (2 * _SHEET_FOLDS_TO) and last > _SHEET_FOLDS_TO:
            named = f"section {section} has" if section else "the issue has"
            text = f"{named} {last} pages: one sheet of it is a loose leaf of 2"
            yield Problem("count-leaf", Severity.NOTE, text, "A multiple of 4 folds without a loose leaf.", issue.where)


def _check_slugs(issue: Issue) -> Iterator[Problem]:
    """Stories that are named, but not filed; refers to stories that stand nowhere."""
    standing = _standing(issue)
    for page in issue.pages:
        for block in page.blocks:
            for slug, where in _slugs(block):
                if slug not in issue.stories:
                    text = f"page {page.number} places '{slug}', but there is no such story"
                    meant = did_you_mean(slug, (*issue.stories, *issue.unused))
                    remedy = f"Write one of this issue's slugs{meant}{curly_remedy(slug)}"
                    yield Problem("story-missing", Severity.ERROR, text, remedy, where, slug)
            if isinstance(block.what, Refers):
                for refer in block.what.items:
                    if refer.slug not in standing:
                        text = f"page {page.number} points to '{refer.slug}', which stands on no page"
                        remedy = f"Place it, or point to a story that is placed{did_you_mean(refer.slug, standing)}"
                        yield Problem("refer-nowhere", Severity.ERROR, text, remedy, refer.where, refer.slug)


def _slugs(block: Block) -> Iterator[tuple[str, InFile]]:
    match block.what:
        case StoryPiece(slug):
            yield slug, block.marks.get("story", block.where)
        case Continuation(slug):
            yield slug, block.marks.get("from", block.where)
        case Briefs(slugs):
            for slug in slugs:
                yield slug, block.marks.get("briefs", block.where)
        case _:
            return


def _standing(issue: Issue) -> frozenset[str]:
    """Slugs that begin somewhere, as a story or a brief."""
    return frozenset(
        slug
        for page in (*issue.pages, *issue.others)
        for block in page.blocks
        if not isinstance(block.what, Continuation)
        for slug, _ in _slugs(block)
    )


def _check_use(issue: Issue) -> Iterator[Problem]:
    """Stories that two blocks begin, and stories that none does."""
    places: dict[str, list[tuple[str, InFile]]] = {}
    for page in issue.pages:
        for block in page.blocks:
            if not isinstance(block.what, Continuation):
                for slug, where in _slugs(block):
                    places.setdefault(slug, []).append((page.number, where))
    for slug, found in places.items():
        if len(found) > 1:
            pages = Counter(number for number, _ in found)
            text = f"'{slug}' is used more than once: on page {_listed(list(pages))}"
            remedy = "Take one away, or carry the story on with 'jump:' and 'from:'."
            yield Problem("story-twice", Severity.WARNING, text, remedy, found[1][1], slug)
    if issue.unused and not issue.others:
        stories, them = ("story", "it") if len(issue.unused) == 1 else ("stories", "them")
        slugs = [f"'{slug}'" for slug in issue.unused]
        text = f"no page uses the {stories} {_listed(slugs)}"
        remedy = f"Place {them}, or leave {them} for another day."
        yield Problem("story-unused", Severity.NOTE, text, remedy, issue.where)


def _check_heads(issue: Issue) -> Iterator[Problem]:
    """Stories that begin without a headline, and heads that take each other's place."""
    for page in issue.pages:
        for block in page.blocks:
            for slug, _ in _slugs(block):
                story = issue.stories.get(slug)
                own = None if isinstance(block.what, Briefs) else block.headline
                if story is not None and own is None and not story.head.headlines:
                    text = f"'{slug}' has no headline"
                    in_block = "" if isinstance(block.what, Briefs) else " or in the block"
                    remedy = f"Write 'headline:' at the top of the story{in_block}."
                    yield Problem("headline-missing", Severity.WARNING, text, remedy, story.where, slug)
            if isinstance(block.what, StoryPiece) and block.label and block.kicker:
                text = f"block {block.letter} on page {page.number} has a label and a kicker; only the label is printed"
                remedy = "Keep one: label or kicker, not both."
                yield Problem("label-and-kicker", Severity.WARNING, text, remedy, block.marks.get("kicker", block.where))


def _check_width(planned: PlannedBlock) -> Iterator[Problem]:
    """No photo wider than the block's own legs."""
    block = planned.block
    legs = block.columns or planned.columns
    photos = (block.what.photo,) if isinstance(block.what, PictureAlone) else block.photos or ()
    for photo in photos:
        if photo.columns is not None and photo.columns > legs:
            text = f"block {block.letter} asks for a photo of {photo.columns} columns, but has {legs}"
            yield Problem(
                "photo-wide", Severity.ERROR, text, f"Write 'cols: {legs}' or less, or draw the block wider.", photo.where
            )


def _check_look(block: Block, house: House) -> Iterator[Problem]:
    """A size on the ladder, a style that the house has."""
    if block.style and not _has_style(block.style, house):
        known = [*house.manners, *(name for name in house.styles if name not in house.manners)]
        text = f"block {block.letter} wants the style '{block.style}', which the house has not"
        remedy = f"Use one of the house's styles{did_you_mean(block.style, known)}"
        yield Problem("style-unknown", Severity.ERROR, text, remedy, block.marks.get("style", block.where))
    ladder = _headline_style(block, house.styles)
    if block.size is not None and ladder is not None and not 1 <= block.size <= len(ladder.rungs):
        sizes = ", ".join(f"{rung.size:g}" for rung in ladder.rungs)
        text = f"block {block.letter} wants size {block.size}, but the ladder has {len(ladder.rungs)} rungs"
        remedy = f"Count from the largest: 1 is {ladder.rungs[0].size:g} pt ({sizes})." if ladder.rungs else "Take 'size:' away."
        yield Problem("size-off-ladder", Severity.ERROR, text, remedy, block.marks.get("size", block.where))


def _has_style(name: str, house: House) -> bool:
    """A manner, a text style, or the first part of text styles: `hammer` where there is a `hammer-headline`."""
    return name in house.manners or name in house.styles or any(style.startswith(f"{name}-") for style in house.styles)


def _headline_style(block: Block, styles: Mapping[str, TextStyle]) -> TextStyle | None:
    own = styles.get(f"{block.style}-headline") if block.style else None
    return own or styles.get("headline")


def _check_quote(planned: PlannedBlock) -> Iterator[Problem]:
    story: Story | None = planned.story
    if planned.block.quote == "auto" and story is not None and story.quote is None:
        text = f"block {planned.letter} wants the quote of '{story.slug}', which has none"
        remedy = "Write 'quote:' at the top of the story, or give the words in the block."
        where = planned.block.marks.get("quote", planned.block.where)
        yield Problem("quote-missing", Severity.WARNING, text, remedy, where, story.slug)


def _check_templates(page: PlannedPage) -> Iterator[Problem]:
    """Names in braces that nothing fills."""
    known = page.variables.keys() | _ALWAYS_KNOWN
    wanted = [(text, page.plan.where) for text in furniture(page.master)]
    for planned in page.blocks:
        block = planned.block
        for key, text in (("label", block.label), ("kicker", block.kicker), ("deck", block.deck), ("byline", block.byline)):
            wanted.append((text or "", block.marks.get(key, block.where)))
        wanted += [(text, block.marks.get("headline", block.where)) for text in block.headline or ()]
    told: set[str] = set()
    for text, where in wanted:
        for name in NAME_IN_TEMPLATE.findall(text):
            if name and name not in known and name not in told:
                told.add(name)
                what = f"page {page.plan.number} prints {{{name}}}, but nothing says what that is"
                remedy = f"Write '{name}: ...' under the issue's 'vars'{did_you_mean(name, known)}"
                yield Problem("variable-missing", Severity.ERROR, what, remedy, where)


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
