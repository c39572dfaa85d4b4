"""Paths that files name: relative to the file, and never out of the paper's root."""

import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from layout.base.values import dataclass
from layout.content.reading import Reading
from layout.content.yaml_nodes import ScalarNode, clip

LONGEST_NAME = 255  # bytes: what the file systems in use take


@dataclass(frozen=True, slots=True)
class Root:
    """The folder that no path leaves, symlinks included, and the folders of the files that name paths.

    `folders` maps a file's path as shown to people to its folder; a file that isn't in it lies in `folder`.
    """

    top: Path
    folder: Path
    folders: Mapping[str, Path] = field(default_factory=dict)

    def path(self, node: ScalarNode, reading: Reading) -> Path | None:
        """The path that a value names, resolved; None and a problem where it leads out of the root. It need not exist."""
        text = node.text.strip()
        if not text or not text.isprintable() or any(len(part.encode()) > LONGEST_NAME for part in text.split("/")):
            reading.error("path-wrong", f"'{clip(text)}' is no path", "Write the file's path, seen from this file.", node.where)
            return None
        if "\\" in text:
            remedy = f"Write it with slashes: `{clip(text.replace(chr(92), '/'), 80)}`."
            reading.error("path-wrong", f"'{clip(text)}' holds backslashes", remedy, node.where)
            return None
        if "://" in text or os.path.isabs(text) or text.startswith("~"):
            message = f"'{clip(text)}' is not a path seen from this file"
            reading.error(
                "path-wrong", message, "Copy the file into the paper's folders and write `photos/name.jpg`, say.", node.where
            )
            return None
        whole = resolved(self.folders.get(node.where.path, self.folder) / text)
        if whole is None:
            message = f"'{clip(text)}' is a link that leads to itself"
            reading.error("path-wrong", message, "Put the file in its place, or mend the link.", node.where)
            return None
        if not whole.is_relative_to(self.top):
            message = f"'{clip(text)}' leads out of the paper's folder '{self.top.name}'"
            remedy = "Copy the file into it; or let the house name a folder further up: `root: ..`."
            reading.error("path-outside", message, remedy, node.where)
            return None
        return whole


def resolved(path: Path) -> Path | None:
    """The path with links followed; None for a circle of links or a name that no file system takes."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return None
