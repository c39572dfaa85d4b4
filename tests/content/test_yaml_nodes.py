"""YAML as nodes: text stays text, every fault has a place, nothing grows without end."""

import time

import pytest

from layout.base.problems import InFile
from layout.content.yaml_nodes import MAX_NODES, ListNode, MapNode, ScalarNode, read_nodes


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.where.line, p.where.column) for p in read_nodes(text, "x.yaml")[1] if isinstance(p.where, InFile)]


def test_scalars_stay_text() -> None:
    node, problems = read_nodes("a: 10:30\nb: 1.20\nc: 007\nd: no\ne: 2026-11-24\nf: ~\ng: 0x1F\n", "x.yaml")
    assert problems == []
    assert isinstance(node, MapNode)
    texts = [value.text for _, value in node.fields if isinstance(value, ScalarNode)]
    assert texts == ["10:30", "1.20", "007", "no", "2026-11-24", "~", "0x1F"]


def test_places_count_from_one_and_from_the_first_line() -> None:
    node, _ = read_nodes("a:\n  - b\n  - {c: d}\n", "x.yaml", first_line=5)
    assert isinstance(node, MapNode)
    items = node.get("a")
    assert isinstance(items, ListNode)
    assert [item.where for item in items.items] == [InFile("x.yaml", 6, 5), InFile("x.yaml", 7, 5)]


def test_an_alias_stands_for_what_it_names() -> None:
    node, problems = read_nodes("a: &x [1, 2]\nb: *x\n", "x.yaml")
    assert problems == []
    assert isinstance(node, MapNode)
    assert node.get("a") == node.get("b")


def test_an_unquoted_comma_is_told_from_a_forgotten_value() -> None:
    told = {text: read_nodes(text, "x")[1][0].remedy for text in (
        "{headline: Mayor quits, council says}", "{file:photos/x.jpg}", "{story: bridge, jump}", "{a}",
    )}  # fmt: skip
    assert list(told.values()) == [
        'Quote the text, it holds a comma: `headline: "Mayor quits, council says"`.',
        "Put a space after the colon: `file: photos/x.jpg`.",
        'Give it a value; or, if it belongs to `story`, quote the text, it holds a comma: `story: "…"`.',
        "Write a value behind its colon, or take the key out.",
    ]


def test_billions_of_laughs_are_refused_at_once() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    started = time.perf_counter()
    assert [code for code, _, _ in codes("\n".join(lines))] == ["yaml-aliases"]
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 2000, "yaml-depth"),
        ("- " * 2000 + "x", "yaml-depth"),
        ("a: {" * 500, "yaml-depth"),
        ("\n".join("- x" for _ in range(MAX_NODES + 1)), "yaml-too-many"),
        ("a: 1\n---\nb: 2", "yaml-documents"),
        ("a: 1\na: 2", "key-twice"),
        ("<<: {a: 1}", "yaml-merge"),
        ("? [a]\n: b", "yaml-key"),
        ("a: !python/object:os.system x", "yaml-tag"),
        ("a: *b", "yaml-alias"),
        ("a: &b [*b]", "yaml-alias"),
        ("\ta: 1", "yaml-syntax"),
        ("a: 'b", "yaml-syntax"),
        ("a: b: c", "yaml-syntax"),
        ("a: [b", "yaml-syntax"),
        ("a: **bold**", "yaml-syntax"),
        ("a: @b", "yaml-syntax"),
        ("a: b\n c: d", "yaml-syntax"),
        ('a: "\\x"', "yaml-syntax"),
        ("%YAML 3.0\n---\na: 1", "yaml-syntax"),
    ],
)
def test_each_fault_has_a_code_of_its_own_and_a_place(text: str, code: str) -> None:
    found = codes(text)
    assert code in [name for name, _, _ in found]
    assert all(line >= 1 and column >= 1 for _, line, column in found)


def test_what_stands_before_a_fault_is_read() -> None:
    node, _ = read_nodes("a: 1\nb: {c: 2, d: [\n", "x.yaml")
    assert isinstance(node, MapNode)
    assert [name.text for name, _ in node.fields] == ["a", "b"]
    inner = node.get("b")
    assert isinstance(inner, MapNode)
    assert [name.text for name, _ in inner.fields] == ["c"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("headline: Town is #1 in the county", 19),
        ("kicker: #1 town", 9),
        ("l: [a, b] #c", 0),
        ("a: b # said", 0),
        ("a: 'x' #y", 0),
    ],
)
def test_text_behind_a_hash_is_told_to_be_a_comment(text: str, column: int) -> None:
    node, problems = read_nodes(f"first: 1\n{text}\nlast: 2\n", "x.yaml")
    assert isinstance(node, MapNode)
    assert [(p.code, p.severity, p.where) for p in problems] == (
        [("comment-in-text", "warning", InFile("x.yaml", 2, column))] if column else []
    )


def test_a_comment_in_text_breaks_no_file_off() -> None:
    node, problems = read_nodes("a: {b: c\n  } #no\nd: e #f\n", "x.yaml")
    assert isinstance(node, MapNode)
    assert [name.text for name, _ in node.fields] == ["a", "d"]
    assert [problem.code for problem in problems] == ["comment-in-text"]


def test_typographic_quotes_are_told_to_be_letters() -> None:
    for text in ("headline: \u201cBridge: yes\u201d", "{headline: \u201cYes, yes\u201d}"):
        (problem, *_) = read_nodes(text, "x.yaml")[1]
        assert "Quotes are straight in YAML" in problem.remedy
