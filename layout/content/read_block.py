"""One block of a page: what stands under a letter, and how."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile
from layout.content.issue import (
    Ad,
    Allowed,
    Block,
    Box,
    Briefs,
    Continuation,
    Notice,
    PhotoOptions,
    PhotoPlace,
    PictureAlone,
    Refer,
    Refers,
    StoryPiece,
    Table,
    What,
)
from layout.content.issue_keys import ALLOW, BLOCK, NONE, NOTICE, PHOTO_OPTIONS, REFER, WHAT
from layout.content.markdown import read_inline
from layout.content.paths import Root
from layout.content.read_fit import read_fit
from layout.content.reading import Fields, Reading
from layout.content.story import Spans
from layout.content.yaml_nodes import MapNode, Node, ScalarNode, clip

NoticeText = Callable[[str, InFile], tuple[Spans, ...]]
"""Gives the paragraphs of the story that a notice names."""

_PATH_LIKE = re.compile(r"[./\\]")
_BLANK_LINES = re.compile(r"\n\s*\n")
_MOST_RUNGS = 40
_MOST_COLUMNS = 48  # of a spread
_MOST_LINES = 400  # grid lines: deeper than any sheet


def read_block(letter: ScalarNode, node: Node, root: Root, notice_text: NoticeText, reading: Reading) -> Block | None:
    """The block under a letter; None where it doesn't say what it carries."""
    fields = reading.fields(node, BLOCK)
    if (
        isinstance(node, MapNode)
        and not set(WHAT) & set(fields.names)
        and any(BLOCK.key(name.text) is None for name, _ in node.fields)
    ):
        return None  # `storey: bridge`: the wrong key is told, and is what is missing
    what = _what(letter, fields, root, notice_text)
    if what is None:
        return None
    return Block(
        letter=letter.text,
        what=what,
        where=letter.where,
        headline=_headlines(fields),
        kicker=_override(fields, "kicker"),
        deck=_override(fields, "deck"),
        byline=_override(fields, "byline"),
        label=_override(fields, "label"),
        size=fields.whole("size", 1, _MOST_RUNGS),
        columns=fields.whole("columns", 1, _MOST_COLUMNS),
        photos=_photos(fields, root),
        box=fields.choice("box", Box),
        style=fields.text("style"),
        quote=_quote(fields),
        rule=not _is_none(fields, "rule"),
        jump=fields.text("jump") or None,
        fit=read_fit(fields, reading),
        allow=read_allowed(fields),
        marks=fields.marks,
    )


def read_allowed(fields: Fields) -> tuple[Allowed, ...]:
    """The checks that are silenced, each with its reason."""
    found: list[Allowed] = []
    for node in fields.items("allow"):
        given = fields.reading.fields(node, ALLOW)
        if given.text("rule") and given.text("why"):
            found.append(Allowed(given.text("rule"), given.text("why"), given.where))
    return tuple(found)


def _what(letter: ScalarNode, fields: Fields, root: Root, notice_text: NoticeText) -> What | None:
    """What the block carries: exactly one thing."""
    given = [name for name in fields.names if name in WHAT]
    if len(given) != 1:
        if given:
            message = f"block {letter.text} has both `{given[0]}` and `{given[1]}`"
            fields.reading.error("block-double", message, "Keep one; give the other a letter of its own.", fields.marks[given[1]])
        else:
            message = f"block {letter.text} doesn't say what stands there"
            fields.reading.error(
                "block-empty", message, f"Write one of {', '.join(f'`{name}:`' for name in WHAT)}.", letter.where
            )
        return None
    name = given[0]
    match name:
        case "story":
            return StoryPiece(fields.text(name))
        case "from":
            return Continuation(fields.text(name))
        case "briefs":
            return Briefs(_slugs(fields, name))
        case "ad":
            file = _file(fields, name, root)
            return None if file is None else Ad(file, fields.text("booking"))
        case "picture":
            options = _photo(fields.node(name), root, fields.reading)
            return None if options is None else PictureAlone(options)
        case "table":
            file = _file(fields, name, root)
            return None if file is None else Table(file, fields.text("title"))
        case "refers":
            return Refers(tuple(refer for node in fields.items(name) if (refer := _refer(node, fields.reading)) is not None))
        case _:
            return _notice(fields, notice_text)


def _file(fields: Fields, name: str, root: Root) -> Path | None:
    node = fields.node(name)
    return root.path(node, fields.reading) if isinstance(node, ScalarNode) else None


def _slugs(fields: Fields, name: str) -> tuple[str, ...]:
    """A list of slugs. Where its brackets were forgotten, that is told, and the slugs are taken as they were meant."""
    node = fields.node(name)
    if not isinstance(node, ScalarNode) or "," not in node.text:
        return fields.texts(name)
    slugs = tuple(slug.strip() for slug in node.text.split(",") if slug.strip())
    message = f"`{name}` takes a list, but the text '{clip(node.text)}' stands here"
    fields.reading.error("wrong-kind", message, f"Write it in brackets: `{name}: [{clip(', '.join(slugs), 80)}]`.", node.where)
    return slugs


def _refer(node: Node, reading: Reading) -> Refer | None:
    if isinstance(node, ScalarNode):
        return Refer(node.text.strip(), node.where)
    fields = reading.fields(node, REFER)
    slug = fields.text("story")
    return Refer(slug, fields.at("story"), fields.text("text"), fields.text("section")) if slug else None


def _notice(fields: Fields, notice_text: NoticeText) -> Notice | None:
    given = fields.record_of("text", NOTICE)
    if given is not None:
        slug = given.text("story")
        return Notice(notice_text(slug, given.at("story"))) if slug else None
    paragraphs: list[Spans] = []
    for node in fields.items("text"):
        text = fields.reading.text(node, "`text`")
        for part in _BLANK_LINES.split(text or ""):
            spans = read_inline(part, node.where, fields.reading)
            paragraphs += [spans] if spans else []
    return Notice(tuple(paragraphs))


def literal(spans: Spans) -> Spans:
    """A story's text for a place where templates are filled: its braces are braces."""
    return tuple(replace(span, text=span.text.replace("{", "{{").replace("}", "}}")) for span in spans)


def _headlines(fields: Fields) -> tuple[str, ...] | None:
    if "headline" not in fields:
        return None
    return () if _is_none(fields, "headline") else fields.texts("headline")


def _override(fields: Fields, name: str) -> str | None:
    """A text instead of the story's; `none` is the same as empty."""
    return "" if _is_none(fields, name) else fields.maybe_text(name)


def _quote(fields: Fields) -> str | None:
    return None if _is_none(fields, "quote") else fields.text("quote") or None


def _is_none(fields: Fields, name: str) -> bool:
    return fields.maybe_text(name) == NONE


def _photos(fields: Fields, root: Root) -> tuple[PhotoOptions, ...] | None:
    """The photos asked for: None where nothing is said, () where none are meant."""
    if "photo" not in fields:
        return None
    if _is_none(fields, "photo"):
        return ()
    found = (_photo(node, root, fields.reading) for node in fields.items("photo"))
    return tuple(options for options in found if options is not None)


def _photo(node: Node | None, root: Root, reading: Reading) -> PhotoOptions | None:
    if isinstance(node, ScalarNode):
        if not _PATH_LIKE.search(node.text):
            remedy = "Write `photo: {cols: 2}` for the story's next photo, its file, or `none`."
            reading.error("photo-wrong", f"`photo` can't be '{clip(node.text)}'", remedy, node.where)
            return None
        path = root.path(node, reading)
        return None if path is None else PhotoOptions(node.where, path)
    if not isinstance(node, MapNode):
        return None
    fields = reading.fields(node, PHOTO_OPTIONS)
    file = _file(fields, "file", root)
    if file is None and "file" in fields:
        return None
    caption = fields.maybe_text("caption")
    return PhotoOptions(
        where=node.where,
        file=file,
        columns=fields.whole("cols", 1, _MOST_COLUMNS),
        at=fields.choice("at", PhotoPlace) or PhotoPlace.TOP_RIGHT,
        crop=_crop(fields),
        focus=_focus(fields),
        lines=fields.whole("lines", 2, _MOST_LINES),
        caption=None if caption is None else () if caption == NONE else read_inline(caption, fields.at("caption"), reading),
        credit=_override(fields, "credit"),
    )


def _crop(fields: Fields) -> tuple[float, float, float, float] | None:
    numbers = fields.numbers("crop", 4, 0.0, 1.0)
    if numbers is None:
        return None
    x, y, width, height = numbers
    if width <= 0 or height <= 0 or x + width > 1.0001 or y + height > 1.0001:
        message = "the crop lies outside the picture"
        remedy = "Write x, y, width and height as fractions: `[0, 0.1, 1, 0.8]` leaves a tenth out at top and foot."
        fields.reading.error("crop-outside", message, remedy, fields.at("crop"))
        return None
    return x, y, min(width, 1.0 - x), min(height, 1.0 - y)


def _focus(fields: Fields) -> tuple[float, float]:
    numbers = fields.numbers("focus", 2, 0.0, 1.0)
    return (0.5, 0.5) if numbers is None else (numbers[0], numbers[1])
