"""The starter's paper to measure, with stories made longer or shorter."""

import re
from pathlib import Path

from layout.starter.lay_out import lay_out_paper

EXTRA = (
    "The ferry was late again and nobody on the quay had been told.",
    "A clerk wrote the hour into the book and shut it.",
    "Two fishermen who had waited since dawn went home for their breakfast.",
    "By noon the wind had dropped, and with it the last of the excuses.",
)


def starter(folder: Path) -> Path:
    """A new paper of four pages, all of them full; its issue's file."""
    lay_out_paper(folder)
    return folder / "issue" / "issue.yaml"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path.name} must hold {before!r}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def story_file(issue: Path, slug: str) -> Path:
    return issue.parent / "stories" / f"{slug}.md"


def lengthen(issue: Path, slug: str, paragraphs: int) -> None:
    """Some paragraphs more at a story's end."""
    path = story_file(issue, slug)
    more = "".join(f"\n\n{' '.join((EXTRA[number % 4], EXTRA[(number + 1) % 4]))}" for number in range(paragraphs))
    path.write_text(path.read_text(encoding="utf-8").rstrip() + more + "\n", encoding="utf-8")


def shorten(issue: Path, slug: str, paragraphs: int) -> None:
    """The story's last paragraphs cut."""
    path = story_file(issue, slug)
    kept = path.read_text(encoding="utf-8").rstrip().split("\n\n")
    path.write_text("\n\n".join(kept[:-paragraphs]) + "\n", encoding="utf-8")


def letters(text: str) -> str:
    """Letters and figures alone: what is left when quotes, dashes, hyphens and spaces are set as they should be."""
    return re.sub(r"[\W_]", "", text).casefold()
