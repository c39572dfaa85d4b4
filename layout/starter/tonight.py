"""Tonight's issue from yesterday's: the same flatplan, the next day, no copy yet.

In: the new folder and yesterday's issue file. Out: the new folder's files. What a production editor keeps stays as it was
written, comments too: pages, masters, dummies, sections, deadlines, advertisements, fixed notices. Placements of copy become
comments, so that `check` tells which letters wait for a story. Refuses an edition, and a file that can't be read.
"""

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity, has_errors
from layout.content.text_file import read_text_file, shown
from layout.content.yaml_nodes import ListNode, MapNode, Node, ScalarNode, read_nodes
from layout.design.read_house import read_house

ISSUE_FILE = "issue.yaml"
STORIES = "stories"
_KEPT = ("ad", "text")  # what stands there tomorrow too; all else is copy
_DROPPED = "\0"  # a line that is no longer there; taken out at the end, so that places keep their meaning
_SCHEMA = re.compile(r"(# *yaml-language-server: *\$schema=)(\.\S*)\s*\Z")
_NUMBER = re.compile(r"\d+(?:[., ]\d{3})*\Z")


def tonight_files(folder: Path, before: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The new folder's files by name."""
    text, problems = read_text_file(before)
    if text is None:
        return {}, problems
    root, problems = read_nodes(text, shown(before))
    if has_errors(problems):
        return {}, problems
    if not isinstance(root, MapNode) or root.get("pages") is None or root.get("extends") is not None:
        told = (
            "this is not a whole issue" if not isinstance(root, MapNode) or root.get("extends") is None else "this is an edition"
        )
        remedy = "Name the issue itself: the file with its pages."
        return {}, [Problem("issue-not-whole", Severity.ERROR, told, remedy, InFile(shown(before)))]
    sheet = _Sheet(text, before.parent, folder)
    for name, value in root.fields:
        _turn_key(sheet, name.text, value)
    notices = _keep_places(sheet, root)
    sheet.head(f"# Made from {_seen_from(folder, before)}. A letter that is drawn and not placed waits for its copy.")
    files = {ISSUE_FILE: sheet.text.encode(), f"{STORIES}/.gitkeep": b""}
    return files | dict(_notice_files(root, before.parent, notices)), _check_root(folder, before.parent, root)


def date_of(issue: Path) -> str:
    """The day that an issue's file says, as it is written there; empty where it says none."""
    text, _ = read_text_file(issue)
    root, _ = read_nodes(text or "", shown(issue))
    node = root.get("date") if isinstance(root, MapNode) else None
    return node.text if isinstance(node, ScalarNode) else ""


class _Sheet:
    """The issue's text while it is marked up, by lines."""

    def __init__(self, text: str, old: Path, new: Path) -> None:
        self.lines = text.split("\n")
        self.old = old
        self.new = new

    @property
    def text(self) -> str:
        """As marked up so far."""
        return "\n".join(line for line in self.lines if line != _DROPPED)

    def starts_with_brace(self, node: MapNode) -> bool:
        """True for a mapping in braces."""
        return self.lines[node.where.line - 1][node.where.column - 1 :].startswith("{")

    def replace(self, node: ScalarNode, text: str) -> None:
        """Another text in a scalar's place, in its own quotes."""
        at, column = node.where.line - 1, node.where.column - 1
        line = self.lines[at]
        quote = line[column : column + 1] if line[column : column + 1] in ("'", '"') else ""
        end = line.index(quote, column + 1) + 1 if quote else column + len(node.text)
        self.lines[at] = f"{line[:column]}{quote}{text}{quote}{line[end:]}"

    def turn_path(self, node: Node) -> None:
        """A path as seen from the new folder."""
        if isinstance(node, ScalarNode):
            path = _seen_from(self.new, self.old / node.text)
            if path != node.text:
                self.replace(node, path)

    def head(self, text: str) -> None:
        """A comment at the top, under an editor's own line; the schema that this names is seen from the new folder too."""
        match = _SCHEMA.match(self.lines[0])
        if match is not None:
            self.lines[0] = f"{match[1]}{_seen_from(self.new, self.old / match[2])}"
        self.lines.insert(0 if match is None else 1, text)

    def comment(self, name: ScalarNode) -> None:
        """A key with all that is written under it, as comments."""
        indent = name.where.column - 1
        for at in self.span(name):
            line = self.lines[at]
            self.lines[at] = f"{line[:indent]}# {line[indent:]}" if line.strip() else line

    def comment_after(self, name: ScalarNode) -> None:
        """What stands on a key's own line and below it, as comments under the key."""
        first, *others = self.span(name)
        line, indent = self.lines[first], name.where.column + 1
        end = name.where.column - 1 + len(name.text) + 1
        told = [line[end:].strip(), *(self.lines[at].strip() for at in others)]
        self.lines[first] = "\n".join([line[:end], *(f"{' ' * indent}# {text}" for text in told)])
        for at in others:
            self.lines[at] = _DROPPED

    def span(self, name: ScalarNode) -> range:
        """The lines of a key: its own, and all that are indented deeper."""
        first = name.where.line - 1
        after = first + 1
        for at in range(first + 1, len(self.lines)):
            line = self.lines[at]
            if line.strip() and len(line) - len(line.lstrip()) < name.where.column:
                break
            if line.strip():
                after = at + 1
        return range(first, after)


def _check_root(folder: Path, old: Path, root: MapNode) -> list[Problem]:
    """The new issue must lie inside the paper: no path leaves it."""
    named = root.get("house")
    house, _ = read_house(old / named.text) if isinstance(named, ScalarNode) else (None, [])
    if house is None or folder.resolve().is_relative_to(house.root):
        return []
    text = f"the new folder lies outside the paper '{house.root.name}'"
    remedy = f"Name a folder inside it, such as {(old.parent / 'tonight').as_posix()}."
    return [Problem("folder-outside", Severity.ERROR, text, remedy, InFile(folder.as_posix()))]


def _turn_key(sheet: _Sheet, name: str, value: Node) -> None:
    """A key of the issue as it is tonight."""
    if name == "house":
        sheet.turn_path(value)
    elif name == "stories":
        for node in value.items if isinstance(value, ListNode) else (value,):
            if isinstance(node, ScalarNode) and node.text.startswith(".."):  # a folder of the issue's own begins anew
                sheet.turn_path(node)
    elif name == "date" and isinstance(value, ScalarNode):
        try:
            sheet.replace(value, (date.fromisoformat(value.text) + timedelta(days=1)).isoformat())
        except (ValueError, OverflowError):
            return  # `check` says what is wrong with it
    elif name == "number" and isinstance(value, ScalarNode) and _NUMBER.match(value.text):
        sheet.replace(value, _next_number(value.text))


def _next_number(text: str) -> str:
    """The number after, its thousands set apart as before: 18,204 is followed by 18,205."""
    apart = next((letter for letter in text if not letter.isdigit()), "")
    number = int("".join(letter for letter in text if letter.isdigit())) + 1
    return f"{number:,}".replace(",", apart) if apart else str(number).zfill(len(text))


def _keep_places(sheet: _Sheet, root: MapNode) -> list[str]:
    """Placements of copy become comments; the slugs of the notices that stay."""
    notices: list[str] = []
    for key, place in reversed(list(_places(sheet, root))):  # from the last page: marking up must not move what is still to come
        blocks = [(name, block) for name, block in place.fields if isinstance(block, MapNode)]
        if any(name.where.line == key.where.line for name, _ in blocks):
            sheet.comment_after(key)
            continue
        lines = [name.where.line for name, _ in blocks]
        for name, block in reversed(blocks):
            kept = next((what for what in _KEPT if block.get(what) is not None), "")
            if not kept or lines.count(name.where.line) > 1:
                sheet.comment(name)
            elif kept == "ad":
                sheet.turn_path(_get(block, "ad"))
            else:
                notice = _get(block, "text")
                slug = notice.get("story") if isinstance(notice, MapNode) else None
                notices += [slug.text] if isinstance(slug, ScalarNode) else []
    return notices


def _places(sheet: _Sheet, root: MapNode) -> Iterator[tuple[ScalarNode, MapNode]]:
    """What each page places. A page written in braces holds no comments, and stays as it is."""
    pages = root.get("pages")
    for page in pages.items if isinstance(pages, ListNode) else ():
        if not isinstance(page, MapNode) or sheet.starts_with_brace(page):
            continue
        for key, value in page.fields:
            if key.text == "place" and isinstance(value, MapNode):
                yield key, value


def _notice_files(root: MapNode, old: Path, slugs: list[str]) -> Iterator[tuple[str, bytes]]:
    """The stories of notices that stay, copied from yesterday's own folders."""
    stories = root.get("stories")
    nodes = stories.items if isinstance(stories, ListNode) else (stories,)
    folders = [node.text for node in nodes if isinstance(node, ScalarNode) and not node.text.startswith("..")] or [STORIES]
    for slug in slugs:
        for folder in folders:
            path = old / folder / f"{slug}.md"
            if path.is_file():
                yield f"{folder}/{slug}.md", path.read_bytes()
                break


def _get(block: MapNode, name: str) -> Node:
    node = block.get(name)
    assert node is not None, "asked for above"
    return node


def _seen_from(folder: Path, path: Path) -> str:
    return Path(os.path.relpath(os.path.abspath(path), os.path.abspath(folder))).as_posix()
