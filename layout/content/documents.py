"""The YAML files that an issue is made of: the issue itself, the edition laid over it, and of the house what the issue needs."""

import os
from pathlib import Path

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, has_errors
from layout.base.values import dataclass
from layout.content.editions import lay_over
from layout.content.paths import Root, resolved
from layout.content.reading import Reading
from layout.content.text_file import read_text_file, shown
from layout.content.yaml_nodes import MapNode, Node, ScalarNode, clip, is_cut, read_nodes

ISSUE_FILE = "issue.yaml"
MOST_EXTENDED = 5  # editions of editions


@dataclass(frozen=True, slots=True)
class Document:
    """An issue's YAML with its edition laid over it. `folders`: the folder of each file, by its path as shown."""

    path: Path
    node: MapNode
    folders: dict[str, Path]
    cut: frozenset[str] = frozenset()
    """The files, as shown, in which a fault of syntax ended the reading."""


def issue_path(path: Path) -> Path:
    """The issue's file: the path itself, or `issue.yaml` in a folder."""
    return path / ISSUE_FILE if os.path.isdir(path) else path


def read_document(path: Path, edition: str, reading: Reading) -> Document | None:
    """The issue at `path`; with an edition's name, the file beside it that extends it under that name."""
    document = _read(path, reading, ())
    if document is None or not edition or _text(document.node, "edition") == edition:
        return document
    names: list[str] = []
    for other in sorted([*path.parent.glob("*.yaml"), *path.parent.glob("*.yml")]):
        found = _edition_of(other, path)
        names += [found] if found else []
        if found == edition:
            return _read(other, reading, ())
    remedy = f"Editions of this issue: {', '.join(names) or 'none'}{did_you_mean(edition, names)}"
    reading.error("edition-unknown", f"there is no edition '{clip(edition)}'", remedy, InFile(shown(path), 0, 0))
    return document


def _read(path: Path, reading: Reading, above: tuple[Path, ...]) -> Document | None:
    """A file with what it extends under it."""
    text, problems = read_text_file(path)
    reading.problems += problems
    if text is None:
        return None
    node, problems = read_nodes(text, shown(path))
    reading.problems += problems
    reading.broken = reading.broken or has_errors(problems)
    if not isinstance(node, MapNode):
        if not has_errors(problems):
            reading.error(
                "issue-empty", "this is not an issue", "Write `house:`, `date:` and `pages:`.", InFile(shown(path), 1, 1)
            )
        return None
    folders = {shown(path): path.parent}
    cut = frozenset({shown(path)} if is_cut(problems) else ())
    extends = node.get("extends")
    if not isinstance(extends, ScalarNode):
        return Document(path, node, folders, cut)
    base = path.parent / extends.text.strip()
    seen = (*above, resolved(path) or path)
    if (resolved(base) or base) in seen or len(seen) > MOST_EXTENDED:
        reading.error(
            "extends-loop", "the editions extend each other in a circle", "Let one of them be the issue.", extends.where
        )
        return Document(path, node, folders, cut)
    if not extends.text.isprintable() or not os.path.isfile(base) or not _beside(base, path):
        message = f"there is no issue '{clip(extends.text)}' beside this file to extend"
        reading.error(
            "extends-missing", message, "Write the name of the issue's file; an edition stands beside it.", extends.where
        )
        return Document(path, node, folders, cut)
    under = _read(base, reading, seen)
    if under is None:
        return Document(path, node, folders, cut)
    return Document(path, lay_over(under.node, node), {**under.folders, **folders}, under.cut | cut)


def _beside(path: Path, other: Path) -> bool:
    """True if a file lies in the other's folder or below it, links followed."""
    whole, folder = resolved(path), resolved(other.parent)
    return whole is not None and folder is not None and whole.is_relative_to(folder)


def _edition_of(path: Path, issue: Path) -> str:
    """The edition's name, if the file extends the issue."""
    text, _ = read_text_file(path)
    if text is None or "extends" not in text:
        return ""
    node, _ = read_nodes(text, shown(path))
    extends = _text(node, "extends")
    if not extends or not extends.isprintable() or resolved(path.parent / extends) != resolved(issue):
        return ""
    return _text(node, "edition")


@dataclass(frozen=True, slots=True)
class HouseGlance:
    """What an issue needs of its house before the house is read: where it is, the paper's title, and its root folder."""

    path: Path
    title: str
    root: Path


def glance_at_house(document: Document, reading: Reading) -> HouseGlance:
    """The house that the issue names. Its own faults are reported where it is read as a whole."""
    node = document.node.get("house")
    folder = resolved(document.path.parent) or document.path.parent
    everywhere = Root(Path(folder.anchor), folder, document.folders)
    path = everywhere.path(node, reading) if isinstance(node, ScalarNode) and not node.is_missing else None
    if path is None:
        return HouseGlance(folder / "house.yaml", "", folder)
    if isinstance(node, ScalarNode) and not os.path.isfile(path):
        message = f"there is no house '{clip(node.text)}'"
        reading.error("house-missing", message, "Write the house's file, seen from this file.", node.where)
        return HouseGlance(path, "", folder)
    text, _ = read_text_file(path)
    house, _ = read_nodes(text or "", shown(path))
    named = _text(house, "root")
    root = resolved(path.parent / named) if named and named.isprintable() else path.parent
    if root is None or not path.parent.is_relative_to(root) or root == Path(root.anchor):
        root = path.parent
    return HouseGlance(path, _text(house, "title"), root)


def _text(node: Node | None, name: str) -> str:
    found = node.get(name) if isinstance(node, MapNode) else None
    return found.text.strip() if isinstance(found, ScalarNode) else ""
