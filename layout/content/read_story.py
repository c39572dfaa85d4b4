"""A story read from its file: front matter in YAML, text in Markdown.

In: the file. Out: the story, as far as it can be read, and every fault with its line in that file.
"""

import re
from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile, has_errors
from layout.content.markdown import read_inline, read_markdown
from layout.content.paths import Root
from layout.content.reading import Fields, Reading
from layout.content.story import Head, Paragraph, Photo, Quote, Story
from layout.content.story_keys import PHOTO, QUOTE, STORY
from layout.content.text_file import read_text_file, shown
from layout.content.yaml_nodes import MapNode, Node, ScalarNode, is_cut, read_nodes

ENDING = ".md"
MOST_PARAGRAPHS = 10_000  # a novel has as many; more is a wrong file, and would stop the proof desk for minutes

_FENCE = re.compile(r"---[ \t]*\Z")
_LIKE_A_KEY = re.compile(r"[a-z]+:(?:\s|\Z)")


def read_story(path: Path, root: Root, reading: Reading) -> Story:
    """The story in a file; an empty one, with a problem, where the file can't be read."""
    slug = path.name.removesuffix(ENDING)
    place = shown(path)
    where = InFile(place, 1, 1)
    text, problems = read_text_file(path)
    reading.problems += problems
    if text is None:
        return Story(slug, Head(), (), where, cut=True)
    told = len(reading.problems)
    front, body, body_line = _split(text, place, reading)
    fenced = len(reading.problems) == told
    own = Reading()
    fields = _front_matter(front, place, own)
    paragraphs = read_markdown(body, place, body_line, reading)
    if len(paragraphs) > MOST_PARAGRAPHS:
        message = f"'{slug}' has {len(paragraphs):,} paragraphs; more than {MOST_PARAGRAPHS:,} are not set"
        reading.error("story-long", message, "Check that this is the right file, or split it.", where)
        paragraphs = ()
    elif not paragraphs:
        reading.warning("story-empty", f"'{slug}' has no text", "Write its text under the second `---`.", where)
    story = _story(slug, fields, paragraphs, root)
    # Of a head that broke off the fault is told, and nothing that follows from what is missing behind it.
    reading.problems += [each for each in own.problems if not own.broken or (fenced and each.code.startswith("yaml-"))]
    return replace(story, cut=own.broken)


def _split(text: str, place: str, reading: Reading) -> tuple[str, str, int]:
    """Front matter, text, and the line on which the text begins."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or not _FENCE.match(lines[first]):
        if first < len(lines) and _LIKE_A_KEY.match(lines[first]):
            reading.error(
                "front-matter",
                "the story's head must stand between two lines `---`",
                "Write a line `---` before it and one behind it.",
                InFile(place, first + 1, 1),
            )
            return _up_to_fence(lines, first)
        return "", text, 1
    for index in range(first + 1, len(lines)):
        if _FENCE.match(lines[index]):
            head = "\n" * (first + 1) + "\n".join(lines[first + 1 : index])
            return head, "\n".join(lines[index + 1 :]), index + 2
    reading.error(
        "front-matter",
        "the story's head is opened by `---` and never closed",
        "Write a line `---` behind it.",
        InFile(place, first + 1, 1),
    )
    return _up_to_empty_line(lines, first + 1)


def _up_to_fence(lines: list[str], first: int) -> tuple[str, str, int]:
    """The head of a story that doesn't open it, from line `first` on: up to the line that closes it."""
    end = next((index for index in range(first, len(lines)) if _FENCE.match(lines[index])), None)
    if end is None:
        return _up_to_empty_line(lines, first)
    return "\n" * first + "\n".join(lines[first:end]), "\n".join(lines[end + 1 :]), end + 2


def _up_to_empty_line(lines: list[str], first: int) -> tuple[str, str, int]:
    """Up to the first empty line it is the head; the rest is probably the text."""
    end = next((index for index in range(first, len(lines)) if not lines[index].strip()), len(lines))
    return "\n" * first + "\n".join(lines[first:end]), "\n".join(lines[end:]), end + 1


def _front_matter(front: str, place: str, reading: Reading) -> Fields:
    node, problems = read_nodes(front, place)
    reading.problems += problems
    reading.broken = is_cut(problems)
    where = InFile(place, 1, 1)
    if node is None or (has_errors(problems) and not isinstance(node, MapNode)):
        return Fields(reading, STORY, where, {})
    return reading.fields(node, STORY)


def _story(slug: str, fields: Fields, paragraphs: tuple[Paragraph, ...], root: Root) -> Story:
    photos = (_photo(node, root, fields.reading) for node in fields.items("photos"))
    mug = fields.node("mug")
    return Story(
        slug=slug,
        head=Head(
            headlines=fields.texts("headline"),
            kicker=fields.text("kicker"),
            deck=fields.text("deck"),
            byline=fields.text("byline"),
            role=fields.text("role"),
            dateline=fields.text("dateline"),
            jump=fields.texts("jump"),
        ),
        body=paragraphs,
        where=InFile(fields.where.path, 1, 1),
        photos=tuple(photo for photo in photos if photo is not None),
        mug=_photo(mug, root, fields.reading) if mug is not None else None,
        quote=_quote(fields),
        language=fields.language("language", ""),
        marks=fields.marks,
    )


def _photo(node: Node, root: Root, reading: Reading) -> Photo | None:
    """A photo from its path alone, or from a mapping."""
    if isinstance(node, ScalarNode):
        path = root.path(node, reading)
        return None if path is None else Photo(path, (), "", node.where)
    fields = reading.fields(node, PHOTO)
    file = fields.node("file")
    path = root.path(file, reading) if isinstance(file, ScalarNode) else None
    if path is None:
        return None
    caption = read_inline(fields.text("caption"), fields.at("caption"), reading)
    return Photo(path, caption, fields.text("credit"), node.where, fields.text("alt"))


def _quote(fields: Fields) -> Quote | None:
    text = fields.maybe_text("quote")
    if text is not None:
        return Quote(text, "", fields.at("quote")) if text else None
    given = fields.record_of("quote", QUOTE)
    if given is None or not given.text("text"):
        return None
    return Quote(given.text("text"), given.text("by"), given.where)
