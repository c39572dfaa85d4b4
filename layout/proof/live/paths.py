"""Paths as browsers and records see them: from the paper's root, never a path of the machine."""

import os
from pathlib import Path


def from_root(path: str, root: str) -> str:
    """A path as shown to people, seen from the root with forward slashes; of what lies outside the file's name. "" stays."""
    if not path:
        return ""
    whole, top = os.path.abspath(path), os.path.abspath(root)
    inside = whole.startswith(os.path.join(top, ""))
    return os.path.relpath(whole, top).replace(os.sep, "/") if inside else os.path.basename(whole)


def issue_key(issue: Path, edition: str) -> str:
    """How records name an issue: its two folders, its file, its edition. It does not hang on what is written in the issue.

    What stands above differs from machine to machine where desks share files or copies. So a database is for one paper
    (docs/proof.md).
    """
    parts = Path(os.path.abspath(issue)).parts[-3:]
    key = "/".join(part.strip("/\\") or "root" for part in parts)
    return f"{key}#{edition}" if edition else key
