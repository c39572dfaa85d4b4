"""The copy that the planned pages print, passage by passage, each with its place in the newsroom's files.

In: the plan. Out: every text as it will read, templates filled; what no page prints is not among it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from layout.base.problems import InFile, Problem
from layout.base.values import dataclass
from layout.content.issue import (
    Ad,
    Block,
    Briefs,
    Continuation,
    Notice,
    PhotoOptions,
    PhotoPlace,
    PictureAlone,
    Refers,
    StoryPiece,
    Table,
)
from layout.content.story import Paragraph, Photo, Role, Spans, Story
from layout.desk.photos import ChosenPhoto, choose_photos
from layout.desk.plan import Chain, Plan, PlannedPage
from layout.desk.variables import furniture
from layout.pages.templates import filled_page, page_fill
from layout.passing.findings import Rule, finding


class Part(StrEnum):
    """What a passage is, as messages name it."""

    HEADLINE = "headline"
    JUMP_HEAD = "jump head"
    KICKER = "kicker"
    DECK = "deck"
    BYLINE = "byline"
    BYLINE_ROLE = "byline's role"
    DATELINE = "dateline"
    LABEL = "label"
    QUOTE = "quote"
    QUOTE_BY = "quote's speaker"
    CAPTION = "caption"
    CREDIT = "credit"
    ALT = "alt text"
    BODY = "paragraph"
    CROSSHEAD = "crosshead"
    LIST_ITEM = "list item"
    SET_IN = "quote in the text"
    NOTICE = "notice"
    REFER = "refer"
    TITLE = "table's title"
    FURNITURE = "furniture"


class Passage(NamedTuple):
    """One text. `page` is the printed number of the page on which it stands; `story` its slug, empty for the issue's texts."""

    part: Part
    text: str
    where: InFile
    page: str
    language: str
    story: str = ""
    spans: Spans = ()
    """Of a paragraph: its text in its manners."""


class Group(NamedTuple):
    """What is written as one: a story with all that is printed of it, or one block's own texts. `body` are those in the legs."""

    passages: tuple[Passage, ...]
    body: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockHead:
    """The head of one block: every headline that it may print, and what stands beside them."""

    headlines: tuple[Passage, ...]
    beside: tuple[Passage, ...]
    letter: str
    """The block's."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture that a block prints. `filed` is the story's, None for one that the block names by itself.

    `cut`: the story's head was read only in part, so that what is missing means nothing.
    """

    page: str
    asked: PhotoOptions
    filed: Photo | None
    name: str
    story: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """All copy of the pages that were asked for."""

    groups: tuple[Group, ...]
    heads: tuple[BlockHead, ...]
    pictures: tuple[Printed, ...]

    def passages(self) -> Iterator[Passage]:
        """Every one of them."""
        for group in self.groups:
            yield from group.passages


Told = Iterator[tuple[str, Problem]]
"""What a check found: a page's printed number, and the problem."""

_ROLES = {Role.BODY: Part.BODY, Role.CROSSHEAD: Part.CROSSHEAD, Role.LIST_ITEM: Part.LIST_ITEM, Role.QUOTE: Part.SET_IN}
_AROUND = 24  # letters of a passage quoted before and behind what is meant
_REST = 12  # letters more, where a word or the passage ends there


def printed_copy(plan: Plan) -> Copy:
    """The copy of every planned page of the issue's own; pages that were only looked up are not read."""
    own = {page.number for page in plan.issue.pages}
    pages = {page.plan.number: filled_page(plan, page) for page in plan.pages}
    reader = _Reader(plan, pages, own)
    for chain in plan.chains:
        reader.read_chain(chain)
    for number in pages:
        if number in own:
            reader.read_page(pages[number])
    return Copy(tuple(reader.groups), tuple(reader.heads), tuple(reader.pictures))


def tell(rule: Rule, passage: Passage, message: str, remedy: str) -> tuple[str, Problem]:
    """A breach of a rule in a passage."""
    return passage.page, finding(rule, f"{_named(passage)} {message}", remedy, passage.where, passage.story)


def quoted(text: str, start: int, stop: int) -> str:
    """What stands at a place, in quotation marks with some of what is round it."""
    first, last = start - _AROUND, stop + _AROUND
    if first > _REST:
        space = text.find(" ", first - _REST, start)
        first = space + 1 if space >= 0 else first
    else:
        first = 0
    if last < len(text) - _REST:
        space = text.rfind(" ", stop, last + _REST)
        last = space if space >= 0 else last
    else:
        last = len(text)
    return f"“{'… ' if first else ''}{text[first:last].strip()}{' …' if last < len(text) else ''}”"


def mother(language: str) -> str:
    """The language without its region: `de` of `de-CH`."""
    return language.replace("_", "-").partition("-")[0].lower()


def _named(passage: Passage) -> str:
    of = f" of '{passage.story}'" if passage.story else ""
    match passage.part:
        case Part.BODY | Part.LIST_ITEM | Part.CROSSHEAD | Part.SET_IN | Part.CAPTION | Part.CREDIT | Part.NOTICE | Part.REFER:
            return f"page {passage.page}: a {passage.part}{of}"
        case _:
            return f"page {passage.page}: the {passage.part}{of}"


def _plain(spans: Spans) -> str:
    return "".join(span.text for span in spans)


class _Reader:
    """Walks over a plan and gathers what it prints."""

    def __init__(self, plan: Plan, pages: Mapping[str, PlannedPage], own: set[str]) -> None:
        self.plan = plan
        self.language = plan.house.language
        self.own = own
        self.blocks = {(number, planned.letter): planned.block for number, page in pages.items() for planned in page.blocks}
        self.groups: list[Group] = []
        self.heads: list[BlockHead] = []
        self.pictures: list[Printed] = []

    def read_chain(self, chain: Chain) -> None:
        """A story along its pieces; its text counts to the first of them that is made."""
        story = chain.story
        pieces = [(piece.page, block) for piece in chain.pieces if (block := self.blocks.get((piece.page, piece.letter)))]
        photos = choose_photos((block for _, block in pieces), story)
        shown = [each for each in zip(pieces, photos, strict=True) if each[0][0] in self.own]
        if not shown:
            return
        language = story.language or self.language
        passages: list[Passage] = []
        for (page, block), chosen in shown:
            passages += self.story_head(page, block, story)
            passages += self.photo_texts(page, chosen, story)
        body = tuple(_paragraph(each, shown[0][0][0], language, story.slug) for each in story.body)
        self.groups.append(Group((*passages, *body), body))

    def read_page(self, page: PlannedPage) -> None:
        """A page's furniture, and those of its blocks that are no story's."""
        number = page.plan.number
        fill = page_fill(self.plan, page)
        texts = [text for text in map(fill, _furniture(page)) if text.strip()]
        where = page.plan.where
        self.groups.append(
            Group(tuple(Passage(Part.FURNITURE, text, where, number, self.language) for text in texts)),
        )
        for planned in page.blocks:
            block = planned.block
            if isinstance(block.what, Briefs):
                for slug in block.what.slugs:
                    self.read_brief(number, block, slug)
            if not isinstance(block.what, StoryPiece | Continuation | Ad | Refers):
                self.groups.append(self.own_texts(number, block))
            elif isinstance(block.what, Refers):
                self.groups.append(Group(tuple(_refers(number, block.what, self.language))))

    def read_brief(self, page: str, block: Block, slug: str) -> None:
        """A brief: its first headline and its text, set-in quotes left out."""
        story = self.plan.issue.stories.get(slug)
        if story is None:
            return
        language = story.language or self.language
        where = story.marks.get("headline", story.where)
        head = tuple(Passage(Part.HEADLINE, text, where, page, language, slug) for text in story.head.headlines[:1])
        body = tuple(_paragraph(each, page, language, slug) for each in story.body if each.role is not Role.QUOTE)
        self.heads.append(BlockHead(head, (), block.letter))
        self.groups.append(Group((*head, *body), body))

    def story_head(self, page: str, block: Block, story: Story) -> Iterator[Passage]:
        """What stands over and in one piece of a story, its text and pictures excepted: the block's own before the story's."""
        head, begins = story.head, isinstance(block.what, StoryPiece)
        language = story.language or self.language

        def texts(part: Part, key: str, own: str | None, filed: str = "") -> Iterator[Passage]:
            text = own if own is not None else filed if begins else ""
            where = block.marks.get(key, block.where) if own is not None else story.marks.get(key, story.where)
            if text.strip():
                yield Passage(part, text.replace("*", ""), where, page, language, story.slug)

        headlines = tuple(self.headlines(page, block, story))
        beside = [*texts(Part.LABEL, "label", block.label), *texts(Part.DECK, "deck", block.deck, head.deck)]
        if not block.label:
            beside += texts(Part.KICKER, "kicker", block.kicker, head.kicker)
        self.heads.append(BlockHead(headlines, tuple(beside), block.letter))
        yield from headlines
        yield from beside
        yield from texts(Part.BYLINE, "byline", block.byline, head.byline)
        if block.byline is None:
            yield from texts(Part.BYLINE_ROLE, "role", None, head.role)
        yield from texts(Part.DATELINE, "dateline", None, head.dateline)
        if block.quote == "auto" and story.quote is not None:
            yield Passage(Part.QUOTE, story.quote.text, story.quote.where, page, language, story.slug)
            if story.quote.by:
                yield Passage(Part.QUOTE_BY, story.quote.by, story.quote.where, page, language, story.slug)
        elif block.quote and block.quote != "none":
            yield from texts(Part.QUOTE, "quote", block.quote)

    def headlines(self, page: str, block: Block, story: Story) -> Iterator[Passage]:
        """The headlines among which a piece may choose."""
        begins = isinstance(block.what, StoryPiece)
        part, key, texts = Part.HEADLINE, "headline", story.head.headlines
        if not begins and story.head.jump:
            part, key, texts = Part.JUMP_HEAD, "jump", story.head.jump
        where = story.marks.get(key, story.where)
        if block.headline is not None and (begins or block.headline):
            part, texts, where = Part.HEADLINE, block.headline, block.marks.get("headline", block.where)
        language = story.language or self.language
        for text in texts:
            yield Passage(part, text.replace("*", ""), where, page, language, story.slug)

    def photo_texts(self, page: str, chosen: tuple[ChosenPhoto, ...], story: Story) -> Iterator[Passage]:
        """Captions, credits and alternative texts of a piece's photos."""
        for photo in chosen:
            yield from self.photo(Printed(page, photo.asked, photo.filed, photo.path.name, story.slug, story.cut), story.language)

    def photo(self, picture: Printed, language: str) -> Iterator[Passage]:
        """One picture's texts."""
        self.pictures.append(picture)
        language = language or self.language
        for part, text, where in picture_texts(picture):
            if text.strip():
                yield Passage(part, text, where, picture.page, language, picture.story)

    def own_texts(self, page: str, block: Block) -> Group:
        """The texts that a block has by itself: briefs' head, a notice, a picture alone, a table's title."""

        def passage(part: Part, text: str, key: str) -> Passage:
            return Passage(part, text.replace("*", ""), block.marks.get(key, block.where), page, self.language)

        headlines = tuple(passage(Part.HEADLINE, text, "headline") for text in block.headline or ())
        small = (Part.LABEL, block.label) if block.label else (Part.KICKER, block.kicker)
        given = ((*small, small[0].value), (Part.DECK, block.deck, "deck"), (Part.BYLINE, block.byline, "byline"))
        beside = [passage(part, text, key) for part, text, key in given if text]
        self.heads.append(BlockHead(headlines, tuple(beside), block.letter))
        own = [*headlines, *beside]
        match block.what:
            case Notice(paragraphs=paragraphs):
                own += [passage(Part.NOTICE, _plain(spans), "text") for spans in paragraphs]
            case Table(title=title) if title:
                own.append(passage(Part.TITLE, title, "title"))
            case PictureAlone(photo=options) if options.file is not None:
                own += self.photo(Printed(page, options, None, options.file.name), "")
            case _:
                pass
        return Group(tuple(own))


def picture_texts(picture: Printed) -> Iterator[tuple[Part, str, InFile]]:
    """Caption, credit and alternative text of a picture as its block prints them, each with its place."""
    asked, filed = picture.asked, picture.filed
    filed_at = filed.where if filed is not None else asked.where
    if asked.caption is not None:
        yield Part.CAPTION, _plain(asked.caption), asked.where
    elif filed is not None:
        yield Part.CAPTION, _plain(filed.caption), filed_at
    if asked.credit is not None:
        yield Part.CREDIT, asked.credit, asked.where
    elif filed is not None:
        yield Part.CREDIT, filed.credit, filed_at
    if filed is not None:
        yield Part.ALT, filed.alt, filed_at


def stands_behind(picture: Printed) -> bool:
    """True of a picture over which its block's head is reversed."""
    return picture.asked.at is PhotoPlace.BEHIND


def _paragraph(paragraph: Paragraph, page: str, language: str, slug: str) -> Passage:
    part = _ROLES[paragraph.role]
    return Passage(part, paragraph.text, paragraph.where, page, language, slug, paragraph.spans)


def _refers(page: str, refers: Refers, language: str) -> Iterator[Passage]:
    """The refers' own words; what they take from their stories is read there."""
    for refer in refers.items:
        for text in (refer.text, refer.section):
            if text.strip():
                yield Passage(Part.REFER, text.replace("*", ""), refer.where, page, language)


def _furniture(page: PlannedPage) -> Iterator[str]:
    """A page's furniture; a nameplate that is drawn has no text."""
    nameplate = page.master.nameplate
    unprinted = nameplate.text if nameplate is not None and nameplate.art is not None else None
    for text in furniture(page.master):
        if text != unprinted:
            yield text
