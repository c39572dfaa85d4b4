"""One page of the issue: its number, its drawing, its blocks."""

import re

from layout.content.dummy import is_drawn, letters_of, read_dummy
from layout.content.issue import Block, GridArea, PagePlan
from layout.content.issue_keys import BLOCK, NONE, PAGE
from layout.content.page_numbers import printed_pages
from layout.content.paths import Root
from layout.content.read_block import NoticeText, read_allowed, read_block
from layout.content.reading import Fields, Reading
from layout.content.yaml_nodes import MapNode, Node, ScalarNode, clip

_AT = re.compile(r"([0-9]{1,3})(?:\s*-\s*([0-9]{1,3}))?\s*[x×]\s*([0-9]{1,3})(?:\s*-\s*([0-9]{1,3}))?\s*\Z")
_MOST_ROWS = 400


def read_page(node: Node, root: Root, notice_text: NoticeText, reading: Reading) -> PagePlan | None:
    """The page; None where it has no number."""
    fields = reading.fields(node, PAGE)
    number = _number(fields)
    if not number:
        return None
    dummy_node = fields.node("dummy")
    drawn = isinstance(dummy_node, ScalarNode) and is_drawn(dummy_node)
    at = _areas(fields)
    _check_forms(number, fields, at)
    blocks = _blocks(fields, root, notice_text)
    return PagePlan(
        number=number,
        where=node.where,
        master=fields.text("master"),
        section=fields.text("section"),
        colour=_colour(fields),
        deadline=fields.text("deadline"),
        dummy=read_dummy(dummy_node, reading) if drawn and isinstance(dummy_node, ScalarNode) else None,
        rows=fields.whole("rows", 1, _MOST_ROWS),
        at=at,
        blocks=blocks,
        vars=read_vars(fields),
        allow=read_allowed(fields),
        drawing="" if drawn else fields.text("dummy"),
        marks=fields.marks,
        white=_written(fields, node) - {block.letter for block in blocks},
    )


def _written(fields: Fields, node: Node) -> frozenset[str]:
    """The letters under `place:` behind which something stands; all that are drawn, where `place` itself is misspelt."""
    if "place" not in fields and isinstance(node, MapNode) and any(PAGE.key(name.text) is None for name, _ in node.fields):
        return drawn_letters(node.get("dummy")) or frozenset()
    found = fields.named("place").items()
    return frozenset(letter.text for letter, node in found if not (isinstance(node, ScalarNode) and node.is_missing))


def number_of(node: Node) -> str:
    """A page's number as it is written, of a page that is not read yet."""
    found = node.get("page") if isinstance(node, MapNode) else None
    return found.text.strip() if isinstance(found, ScalarNode) else ""


def read_vars(fields: Fields) -> dict[str, str]:
    """Texts for templates, by name; those of several lines keep them."""
    found: dict[str, str] = {}
    for name, node in fields.named("vars").items():
        text = fields.reading.text(node, f"`{clip(name.text)}`")
        if not name.text.isidentifier() and not re.fullmatch(r"[\w-]+", name.text):
            remedy = "Use letters, figures, - and _."
            fields.reading.error("variable-name", f"'{clip(name.text)}' can't be a name in a template", remedy, name.where)
        elif text is not None:
            found[name.text] = text.strip("\n")
    return found


def _number(fields: Fields) -> str:
    number = fields.text("page")
    if number and printed_pages(number) is None:
        message = f"'{clip(number)}' is neither a page nor a spread"
        remedy = "Write `3` or `A3`; a spread is an even page and the next, `4-5`."
        fields.reading.error("page-number", message, remedy, fields.at("page"))
        return ""
    return number


def _colour(fields: Fields) -> str | None:
    node = fields.node("colour")
    if not isinstance(node, ScalarNode):
        return None
    if node.text in ("full", "mono"):
        return node.text
    fields.wrong_choice("colour", node, ("full", "mono"))
    return None


def _blocks(fields: Fields, root: Root, notice_text: NoticeText) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for letter, node in fields.named("place").items():
        if len(letter.text) != 1 or not letter.text.isalpha():
            message = f"'{clip(letter.text)}' is no letter of a dummy"
            fields.reading.error("letter-wrong", message, "Write the one letter that the block is drawn with.", letter.where)
        elif not isinstance(node, ScalarNode):
            block = read_block(letter, node, root, notice_text, fields.reading)
            blocks += [block] if block is not None else []
        elif node.text != NONE and not node.is_missing:
            message = f"block {letter.text} is a mapping, not '{clip(node.text)}'"
            remedy = f"Write `{letter.text}: {{story: {clip(node.text) or 'slug'}}}`, say."
            fields.reading.error("wrong-kind", message, remedy, letter.where)
    return tuple(blocks)


def _areas(fields: Fields) -> dict[str, GridArea]:
    """The areas of blocks that say `at:`, by letter."""
    areas: dict[str, GridArea] = {}
    for letter, node in fields.named("place").items():
        written = node.get("at") if isinstance(node, MapNode) else None
        if not isinstance(written, ScalarNode) or BLOCK.key("at") is None:
            continue
        match = _AT.match(written.text.strip())
        if match is None:
            message = f"`at` takes columns x rows, not '{clip(written.text)}'"
            fields.reading.error("at-wrong", message, "Count from 1, both ends included: `1-4 x 1-7`.", written.where)
            continue
        first_column, first_row = int(match[1]), int(match[3])
        areas[letter.text] = GridArea(first_column, int(match[2] or first_column), first_row, int(match[4] or first_row))
    return areas


def _check_forms(number: str, fields: Fields, at: dict[str, GridArea]) -> None:
    """A page is drawn, or its blocks say where they stand: one form only."""
    reading = fields.reading
    if at and "dummy" in fields:
        message = f"page {number} has a dummy, and blocks with `at:`"
        reading.error("page-two-forms", message, "Keep one form: the drawing, or `rows:` and `at:`.", fields.marks["dummy"])
    elif at and "rows" not in fields:
        message = f"page {number} has blocks with `at:`, but doesn't say how many rows it has"
        reading.error("rows-missing", message, "Add `rows: 10`, say; they share the page's lines equally.", fields.where)
    elif "rows" in fields and "dummy" in fields:
        message = f"page {number} has a dummy, which says its rows itself"
        reading.error("page-two-forms", message, "Take `rows:` out.", fields.marks["rows"])
    elif "rows" in fields:
        for letter, node in fields.named("place").items():
            if letter.text not in at and isinstance(node, MapNode) and node.get("at") is None:
                message = f"block {clip(letter.text)} doesn't say where it stands"
                reading.error("at-missing", message, "Add `at: 1-4 x 1-7`, say: columns x rows.", letter.where)


def drawn_letters(node: Node | None) -> frozenset[str] | None:
    """The letters of a drawing; None where there is none, or only a drawing's name."""
    if not isinstance(node, ScalarNode) or not is_drawn(node):
        return None
    dummy = read_dummy(node, Reading())
    return frozenset(letters_of(dummy.rows)) if dummy is not None else None
