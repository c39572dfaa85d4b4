"""Any bytes at all: the readers answer with problems that have a place, never with an exception."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.base.problems import InFile, Problem
from layout.content.markdown import read_markdown
from layout.content.paths import Root
from layout.content.read_issue import read_issue
from layout.content.read_story import read_story
from layout.content.reading import Reading
from layout.design.read_house import read_house

HOUSE = """\
title: Harbour Herald
root: .
language: en-GB
sheet: {trim: 350mm x 500mm, margins: 14mm 15mm 16mm 15mm, bleed: 0mm}
grid: {columns: 6, gutter: 4.5mm, baseline: 10.5pt, between: 2 lines}
press: newsprint
fonts: {text: Source Serif 4, head: Source Serif 4}
colours: {brand: "cmyk(100, 60, 0, 20)", alarm: 'spot("P 185", cmyk(0, 91, 76, 0))', pale: alarm 20%}
styles:
  body: {font: text bold italic, size: 9pt/10.5pt, align: justify, hyphens: true, indent: 9pt}
  headline: {font: head bold, sizes: [72pt, {size: 60pt/63pt, tracking: -12}], by-columns: [60pt, 72pt], max-lines: 3}
  opinion: {like: body, colour: brand 50%, caps: small, figures: tabular}
words: {jump-to: "On page {page}", de: {page: "S. {page}"}}
jump-min: 6 lines
standards: {leg-least: 5cm, leg-most: 30cm, art-least: 25%, dominant: 1.5, word-space: 75%}
fit: [lines, flex: 4 lines]
manners: {opinion: {mug: true}}
masters:
  front: {nameplate: {text: "{title}", lines: 12, ears: [a, b]}, folio: {left: x}, between: 3 lines, top-rule: bar}
dummies:
  front-4: |
    AABB x4
"""
ISSUE = """\
house: house.yaml
date: 2026-11-24
stories: [stories]
vars: &v {price: £1.20}
allow: [{rule: a, why: b}]
pages:
  - page: 1
    master: front
    dummy: |
      AAB x4
      AC. x2
    place:
      A: {story: bridge, size: 1, photo: [{cols: 3, crop: [0, 0, 1, 1], focus: [0.5, 0.5]}], jump: 3, fit: [lines, photo: 12%]}
      B: {refers: [bridge, {story: bridge, text: x}]}
      C: {text: {story: bridge}, vars: *v}
  - page: 2-3
    rows: 4
    place: {J: {from: bridge, at: 1-2 x 1-4, quote: auto}, K: {ad: ads/x.pdf, at: 3 x 1-4}, L: {picture: {file: a.jpg}}, M: none}
"""
STORY = """\
---
headline: [Nine years on, A vote]
quote: {text: A promise., by: Ines}
photos: [{file: ../photos/a.jpg, caption: "**Both.** Text", credit: X}]
mug: ../photos/b.jpg
---
First **bold** and [HMS]{.small-caps} [x](https://y.z) <b>.

## Crosshead

- one
  - two

> quote {.may-cut}

1. x

| a | b |
|---|---|
"""
PIECES = [
    b"", b"\x00", b"\xff", b"\t", b"\n", b":", b": ", b"- ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!", b"'", b'"', b"#", b"|",
    b">", b"%", b"---\n", b"<<: ", b"\\", b"\r", b"..", b"/", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80",
    b"0", b"-1", b"9" * 400, b"nan", b"1e9", b"mm", b"x", b"[[[[", b"{{{{", b"> > > > ", b"`", b"```\n", b"<div>", b"![", b"](",
    b"]{.",
    b"**", b"__", b"~~", b"null", b"true", b"\xd9\xa3",
]  # fmt: skip

Edit = tuple[float, int, bytes]
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES) | st.binary(max_size=4)), min_size=1, max_size=6
)
MANY = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def edited(text: str, edits: list[Edit]) -> bytes:
    """The text with pieces of it cut out and others put in."""
    data = text.encode()
    for share, cut, put in edits:
        at = int(share * len(data))
        data = data[:at] + put + data[at + cut :]
    return data


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "stories").mkdir()
    (tmp_path / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    (tmp_path / "stories/bridge.md").write_text(STORY, encoding="utf-8")
    return tmp_path


def check(problems: list[Problem], folder: Path) -> None:
    """Every problem says where, what and what to do, and the place is in the file."""
    for problem in problems:
        assert isinstance(problem.where, InFile)
        assert problem.where.path.startswith(str(folder)), "a paper's fault is never said of the product's own house"
        assert problem.message
        assert problem.remedy
        assert len(problem.message) < 400
        path = Path(problem.where.path)
        if problem.where.line and path.is_file():
            assert path.is_relative_to(folder)
            lines = path.read_bytes().decode("utf-8", "replace").splitlines() or [""]
            assert problem.where.line <= len(lines) + 1
            assert problem.where.column >= 0


def truncations(text: str) -> Iterator[bytes]:
    data = text.encode()
    for end in range(0, len(data), 7):
        yield data[:end]


@MANY
@given(EDITS)
def test_a_damaged_house_is_still_a_house(paper: Path, edits: list[Edit]) -> None:
    (paper / "house.yaml").write_bytes(edited(HOUSE, edits))
    house, problems = read_house(paper / "house.yaml")
    check(problems, paper)
    if house is not None:
        assert house.grid.column_width > 0
        assert house.grid.slots > 0
        assert {"body", "headline", "caption"} <= set(house.styles)
        assert all(style.size > 0 and style.leading > 0 for style in house.styles.values())


@MANY
@given(EDITS)
def test_a_damaged_issue_is_read_as_far_as_it_goes(paper: Path, edits: list[Edit]) -> None:
    (paper / "issue.yaml").write_bytes(edited(ISSUE, edits))
    issue, problems = read_issue(paper)
    check(problems, paper)
    assert issue is not None or problems


@MANY
@given(EDITS)
def test_a_damaged_story_is_read_as_far_as_it_goes(paper: Path, edits: list[Edit]) -> None:
    path = paper / "stories/bridge.md"
    path.write_bytes(edited(STORY, edits))
    reading = Reading()
    story = read_story(path, Root(paper.resolve(), path.parent.resolve()), reading)
    check(reading.problems, paper)
    assert story.slug == "bridge"


@MANY
@given(st.text(alphabet=st.sampled_from("ab *_`[](){}<>!#>-+.1\n\t~|&;\\=/:\"'"), max_size=200))
def test_any_markdown_keeps_its_letters(text: str) -> None:
    reading = Reading()
    paragraphs = read_markdown(text, "s.md", 1, reading)
    for letter in "ab":
        printed = sum(paragraph.text.count(letter) for paragraph in paragraphs)
        assert printed == text.count(letter) or reading.problems or "](" in text or "<" in text or "&" in text or "{" in text


def test_files_cut_short_anywhere_are_read_as_far_as_they_go(paper: Path) -> None:
    for name, text in (("house.yaml", HOUSE), ("issue.yaml", ISSUE), ("stories/bridge.md", STORY)):
        for data in truncations(text):
            (paper / name).write_bytes(data)
            _, house_problems = read_house(paper / "house.yaml")
            _, problems = read_issue(paper)
            check(house_problems + problems, paper)
        (paper / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "value",
    [
        "x",
        "7",
        "[]",
        "{}",
        "[x]",
        "[[x]]",
        "{x: y}",
        "[{x: y}]",
        "''",
        "~",
        "-1",
        "1e400",
        "9" * 500 + "mm",
        "'{'",
        "none",
        '"\\0"',
    ],
)
def test_every_key_takes_every_kind_of_value_without_breaking(paper: Path, value: str) -> None:
    for name, text, read in (("house.yaml", HOUSE, read_house), ("issue.yaml", ISSUE, read_issue)):
        lines = text.splitlines()
        for index, line in enumerate(lines):
            key, colon, rest = line.partition(":")
            if not colon:
                continue
            (paper / name).write_text("\n".join([*lines[:index], f"{key}: {value}", *lines[index + 1 :]]), encoding="utf-8")
            check(read(paper / name)[1], paper)  # type: ignore[operator]
            inner = rest.strip().strip("{}").partition(":")
            if rest.strip().startswith("{"):
                changed = f"{key}: {{{inner[0]}: {value}}}"
                (paper / name).write_text("\n".join([*lines[:index], changed, *lines[index + 1 :]]), encoding="utf-8")
                check(read(paper / name)[1], paper)  # type: ignore[operator]
        (paper / name).write_text(text, encoding="utf-8")
