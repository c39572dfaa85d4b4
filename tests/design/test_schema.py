"""The schemas: what the readers take they let through, what the readers call unknown they refuse."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from layout.content.issue_keys import ISSUE
from layout.content.keys import Form, Many, Named, Record
from layout.content.story_keys import STORY
from layout.content.yaml_nodes import ListNode, Node, ScalarNode, read_nodes
from layout.design.house_keys import HOUSE
from layout.design.press_keys import PRESS
from layout.design.schema import schemas

ROOT = Path(__file__).parents[2]


def plain(node: Node | None) -> Any:
    """A document as an editor sees it: numbers and booleans where YAML 1.2 has them."""
    if node is None or (isinstance(node, ScalarNode) and node.is_missing):
        return None
    if isinstance(node, ScalarNode):
        if node.plain and node.text in ("true", "false"):
            return node.text == "true"
        if node.plain and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", node.text):
            return float(node.text) if "." in node.text else int(node.text)
        return node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {name.text: plain(value) for name, value in node.fields}


def faults(kind: str, text: str) -> list[str]:
    node, problems = read_nodes(text, "x.yaml")
    assert problems == []
    validator = jsonschema.Draft7Validator(schemas()[kind])
    return [error.message for error in validator.iter_errors(plain(node))]


def test_the_schemas_are_schemas() -> None:
    for schema in schemas().values():
        jsonschema.Draft7Validator.check_schema(schema)


def test_the_products_own_house_fits() -> None:
    text = (ROOT / "layout/design/default_house.yaml").read_text(encoding="utf-8")
    assert faults("house", f"title: X\n{text}") == []


@pytest.mark.parametrize("kind", ["house", "issue"])
def test_the_samples_fit(kind: str) -> None:
    for path in sorted((ROOT / "issues").rglob(f"{kind}.yaml")):
        assert faults(kind, path.read_text(encoding="utf-8")) == [], path


def test_the_shipped_press_profiles_fit() -> None:
    paths = sorted((ROOT / "assets/press").glob("*.yaml"))
    assert len(paths) == 3
    for path in paths:
        assert faults("press", path.read_text(encoding="utf-8")) == [], path


def test_the_samples_stories_fit() -> None:
    paths = sorted((ROOT / "issues").rglob("stories/*.md"))
    assert paths
    for path in paths:
        assert faults("story", path.read_text(encoding="utf-8").split("---\n")[1]) == [], path


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("house", "titel: X"),
        ("house", "code: X"),
        ("house", "title: X\ngrid: {gutter: 4.5}"),
        ("house", "title: X\nstyles: {body: {align: justfy}}"),
        ("issue", "house: h\ndate: 2026-11-24\npages: [{page: 1, mastre: front}]"),
        ("issue", "house: h\npages: []"),
        ("issue", "house: h\ndate: 24 November\npages: []"),
        ("issue", "house: h\ndate: 2026-11-24\npages: [{page: 1, place: {A: {stroy: x}}}]"),
        ("issue", "house: h\ndate: 2026-11-24\npages: [{page: 1, place: {A: {story: x, box: tnt}}}]"),
        ("story", "headlin: X"),
        ("story", "photos: [{caption: x}]"),
        ("press", "standard: x-4"),
        ("press", "name: X\nspot: [Gold]"),
        ("press", "name: X\nstandard: x-3"),
        ("press", "name: X\nbleed: 3"),
        ("press", "name: X\nphoto-ppi: {leest: 100}"),
    ],
)
def test_what_the_readers_refuse_is_marked_while_one_types(kind: str, text: str) -> None:
    assert faults(kind, text) != []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("house", "title: 1984\nwords: {de: {page: S.}}\nstyles: {headline: {sizes: [72pt, {size: 60pt/63pt}, 1in]}}"),
        ("issue", "extends: issue.yaml\nedition: Late\npages: [{page: 1, place: {A: none, B: {headline: x}}}]"),
        ("issue", "house: h\ndate: 2026-11-24\nnumber: 7\npages: [{page: 4-5, rows: 3, place: {A: {story: 12, kicker: ''}}}]"),
        ("story", "headline: 1984\nkicker:\nquote: {text: x, by: y}\nphotos: [a.jpg, {file: b.jpg}]"),
        ("press", "name: 1984\nprofile:\nsheet: any\nmost-ink: 240%\ncolour-pages: 4\nscreen: 100"),
        ("press", "name: X\nsheet: 30cm x 400mm\ncolour-pages: [1, A4-5]\ntype: {least: 5pt}\nlongest-name: 63"),
    ],
)
def test_what_the_readers_take_is_let_through(kind: str, text: str) -> None:
    assert faults(kind, text) == []


def keys_of(form: Form) -> Iterator[tuple[str, str]]:
    if isinstance(form, Record):
        for key in form.keys:
            yield form.name, key.name
            assert key.says.endswith(".")
            for inner in key.forms:
                yield from keys_of(inner)
        for inner in form.others:
            yield from keys_of(inner)
    elif isinstance(form, Many):
        yield from keys_of(form.item)
    elif isinstance(form, Named):
        for inner in form.item:
            yield from keys_of(inner)


@pytest.mark.parametrize(
    ("record", "document"), [(HOUSE, "issue-format"), (ISSUE, "issue-format"), (STORY, "issue-format"), (PRESS, "printing")]
)
def test_every_key_stands_in_the_documentation(record: Record, document: str) -> None:
    text = (ROOT / f"docs/{document}.md").read_text(encoding="utf-8")
    missing = sorted({f"{name}: {key}" for name, key in keys_of(record) if f"`{key}" not in text and f"{key}:" not in text})
    assert missing == []


def test_every_example_of_the_documentation_is_yaml() -> None:
    text = (ROOT / "docs/issue-format.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in text.split("```yaml\n")[1:]]
    assert len(examples) >= 5
    for example in examples:
        assert yaml.safe_load(example) is not None
