"""Stories: the head in YAML, the text in Markdown, places right in one file."""

from pathlib import Path

import pytest

from layout.base.problems import InFile, Problem
from layout.content.paths import Root
from layout.content.read_story import read_story
from layout.content.reading import Reading
from layout.content.story import Quote, Role, Span, Story

STORY = """\
---
headline:
  - Nine years on, the bridge gets its vote
  - Bridge gets its vote
kicker: Waterfront
byline: Maren Holloway
role: Waterfront correspondent
dateline: HARBOUR TOWN
jump: Bridge vote
quote: {text: "A bridge, a promise.", by: Ines Maddern}
photos:
  - {file: ../photos/bridge.jpg, caption: "**Both halves.** Low tide.", credit: City archive, alt: A bridge}
  - ../photos/other.jpg
mug: {file: ../photos/mug.jpg, credit: Staff}
language: en_GB
---
The first paragraph.

## A crosshead
"""


def read(folder: Path, text: str | bytes, name: str = "bridge.md") -> tuple[Story, list[Problem]]:
    stories = folder / "stories"
    stories.mkdir(exist_ok=True)
    path = stories / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = Reading()
    return read_story(path, Root(folder.resolve(), stories.resolve()), reading), reading.problems


def faults(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(p.code, p.where.line, p.where.column) for p in problems if isinstance(p.where, InFile)]


def test_a_story_is_read_whole(tmp_path: Path) -> None:
    story, problems = read(tmp_path, STORY)
    assert problems == []
    assert (story.slug, story.language) == ("bridge", "en-GB")
    assert story.head.headlines == ("Nine years on, the bridge gets its vote", "Bridge gets its vote")
    assert (story.head.kicker, story.head.role, story.head.dateline, story.head.deck) == (
        "Waterfront", "Waterfront correspondent", "HARBOUR TOWN", "",
    )  # fmt: skip
    assert story.head.jump == ("Bridge vote",)
    assert story.quote is not None
    assert story.quote == Quote("A bridge, a promise.", "Ines Maddern", story.quote.where)
    assert story.quote.where.line == 10
    first, second = story.photos
    assert first.path == (tmp_path / "photos/bridge.jpg").resolve()
    assert first.caption == (Span("Both halves.", bold=True), Span(" Low tide."))
    assert (first.credit, first.alt, second.caption, second.credit) == ("City archive", "A bridge", (), "")
    assert story.mug is not None
    assert (story.mug.path.name, story.mug.credit) == ("mug.jpg", "Staff")
    assert [(p.role, p.where.line) for p in story.body] == [(Role.BODY, 17), (Role.CROSSHEAD, 19)]
    assert story.marks["mug"].line == 14


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    plain, _ = read(tmp_path, STORY)
    for text in ("\ufeff" + STORY, STORY.replace("\n", "\r\n"), STORY.replace("\n", "\r")):
        assert read(tmp_path, text) == (plain, [])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\nheadlin: x\n---\ntext", "key-unknown", 2),
        ("---\nheadline: x\nheadline: y\n---\ntext", "key-twice", 3),
        ("---\nheadline: a: b\n---\ntext", "yaml-syntax", 2),
        ("---\nphotos: [{file: ../../../x.jpg}]\n---\ntext", "path-outside", 2),
        ("---\nphotos: [{caption: x}]\n---\ntext", "key-missing", 2),
        ("---\nlanguage: english!\n---\ntext", "language-wrong", 2),
        ("---\nheadline: [a, {b: c}]\n---\ntext", "wrong-kind", 2),
        ("---\n- a\n---\ntext", "wrong-kind", 2),
        ("---\nheadline: x\n\ntext", "front-matter", 1),
        ("headline: x\n\ntext", "front-matter", 1),
        ("---\nheadline: x\n---\n", "story-empty", 1),
        ("---\nheadline: x\n---\ntext <b>", "text-html", 4),
        ("---\ndeck: |\n  x\n ---\n---\ntext", "yaml-syntax", 4),
        (b"---\nheadline: x\n---\nna\xefve", "file-encoding", 4),
        (b"\xff\xfeh\x00i\x00", "file-encoding", 0),
        ("---\nheadline: x\n---\nte\x00xt", "control-character", 4),
    ],
)
def test_a_fault_stands_at_its_line_of_the_file(tmp_path: Path, text: str | bytes, code: str, line: int) -> None:
    _, problems = read(tmp_path, text)
    assert (code, line) in [(found, at) for found, at, _ in faults(problems)]


def test_a_head_that_is_not_closed_keeps_its_text(tmp_path: Path) -> None:
    story, _ = read(tmp_path, "---\nheadline: x\n\nThe text.\n")
    assert (story.head.headlines, story.body[0].text, story.body[0].where.line) == (("x",), "The text.", 4)


def test_a_story_of_far_too_many_paragraphs_is_not_set(tmp_path: Path) -> None:
    story, problems = read(tmp_path, "---\nheadline: x\n---\n" + "One more.\n\n" * 10_001)
    assert story.body == ()
    assert [(problem.code, problem.message) for problem in problems] == [
        ("story-long", "'bridge' has 10,001 paragraphs; more than 10,000 are not set")
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    story, problems = read(tmp_path, b"a" * 4_000_001)
    assert story.body == ()
    assert [problem.code for problem in problems] == ["file-too-large"]
