"""What the docs say is there is there, and what is there is in the docs."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from layout import cli
from layout.content.issue_keys import ISSUE
from layout.content.keys import Form, Many, Named, Record
from layout.content.story_keys import STORY
from layout.design.house_keys import HOUSE
from layout.design.read_press import PRESS

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
REPORTERS = {"Problem", "error", "warning", "_error", "_warning", "_refused", "_fault", "refuse", "stop"}
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*\Z")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def reported_codes() -> set[str]:
    """The codes of all problems: the first argument of whatever makes one, the third of an item of the desk's own."""
    found: set[str] = set()
    for path in (ROOT / "layout").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            argument = next(iter(node.args[2:] if name == "Item" else node.args), None)
            if isinstance(argument, ast.Constant):
                code = argument.value
                reports = name in (*REPORTERS, "Item") or (name == "Rule" and path.parent.name == "passing")
                if reports and isinstance(code, str) and CODE.match(code):
                    found.add(code)
    return found


def documented_codes() -> set[str]:
    return set(re.findall(r"^\| `([a-z-]+)` \|", read("docs/problems.md"), re.MULTILINE))


def keys_of(form: Form, seen: set[str]) -> Iterator[str]:
    match form:
        case Record(name=name, keys=keys) if name not in seen:
            seen.add(name)
            for key in keys:
                yield key.name
                for inner in key.forms:
                    yield from keys_of(inner, seen)
        case Many(item=item):
            yield from keys_of(item, seen)
        case Named(item=items):
            for item in items:
                yield from keys_of(item, seen)


def test_every_problem_s_code_is_explained_and_no_other() -> None:
    assert len(reported_codes()) > 100
    assert sorted(reported_codes() - documented_codes()) == []
    assert sorted(documented_codes() - reported_codes()) == []


@pytest.mark.parametrize(
    ("record", "document"),
    [
        (HOUSE, "docs/issue-format.md"),
        (ISSUE, "docs/issue-format.md"),
        (STORY, "docs/issue-format.md"),
        (PRESS, "docs/printing.md"),
    ],
)
def test_every_key_is_explained(record: Record, document: str) -> None:
    text = read(document)
    missing = [key for key in keys_of(record, set()) if not re.search(rf"\b{re.escape(key)}\b", text)]
    assert missing == []


def test_every_command_and_every_flag_is_explained() -> None:
    text = read("docs/command-line.md")
    for name, command in cli.broadsheet.commands.items():
        assert f"broadsheet {name} " in text
        for option in command.params:
            if isinstance(option, click.Option):
                assert any(flag in text for flag in option.opts), f"{name} {option.opts}"


def test_every_command_in_the_docs_is_one_that_runs() -> None:
    known = set(cli.broadsheet.commands)
    lines = [line.strip() for path in DOCS for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        for match in re.finditer(r"(?:^|`|&& )broadsheet ([a-z]+)([^`&]*)", line):
            assert match[1] in known, line
            flags = [word for word in shlex.split(match[2], comments=True) if word.startswith("-")]
            options = {flag for option in cli.broadsheet.commands[match[1]].params for flag in option.opts}
            assert set(flags) <= options | {"--help"}, line


def test_every_make_target_in_the_docs_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    for path in DOCS:
        for target in re.findall(r"(?:^ *|`)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert target in targets, f"{path.name}: make {target}"


def test_every_link_of_the_docs_leads_somewhere() -> None:
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target and target != "docs/pictures/front.png":  # the picture is made by the sample paper
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_listing_of_folders_is_the_one_on_the_disk() -> None:
    listed = re.findall(r"^    ([a-z]+)/ ", read("docs/architecture.md"), re.MULTILINE)
    there = sorted(path.name for path in (ROOT / "layout").iterdir() if (path / "__init__.py").is_file())
    assert listed == [*(name for name in there if name != "cli"), "cli"]
    contract = read("pyproject.toml").partition("[[tool.importlinter.contracts]]")[2].partition("[[")[0]
    layers = re.findall(r'^  "\(?([a-z]+)\)?",$', contract, re.MULTILINE)
    assert layers[:2] == ["cli", "build"]
    assert layers[2:] == sorted(layers[2:], reverse=True)
    assert set(there) <= set(layers)


def test_every_shipped_package_is_named_in_the_project_file() -> None:
    text = read("pyproject.toml")
    for path in (ROOT / "layout").rglob("__init__.py"):
        assert f'"{".".join(path.parent.relative_to(ROOT).parts)}"' in text
