"""A paper of small pages, made in a moment, with a story for each page."""

from pathlib import Path

HOUSE = """\
title: The Test
code: T
sheet: {trim: 120mm x 180mm, margins: 10mm, bleed: BLEED}
grid: {columns: 2, gutter: 4mm}
press: press.yaml
rules: {column: 0pt}
"""
PRESS = "name: Test press\nprofile: newsprint-220.icc\nbleed: 3mm\n"
PAGE = """\
  - page: {number}
    master: blank
    deadline: "18.30"
    dummy: |
      {row} x10
    place:
      A: {{story: {slug}}}
"""
STORY = """\
---
headline: Notice {number}
byline: By Ann Carrow
---
It says what it has to say, and no more than that.
"""


def write_small(folder: Path, numbers: tuple[str, ...] = ("1", "2"), press: str = "", bleed: str = "0mm") -> Path:
    """Write the paper; its issue's file."""
    issue = folder / "paper" / "issue"
    (issue / "stories").mkdir(parents=True)
    (issue.parent / "house.yaml").write_text(HOUSE.replace("BLEED", bleed))
    (issue.parent / "press.yaml").write_text(PRESS + press)
    pages = ""
    for number in numbers:
        slug = f"notice-{number}"
        pages += PAGE.format(number=number, row="AAAA" if "-" in number else "AA", slug=slug)
        (issue / "stories" / f"{slug}.md").write_text(STORY.format(number=number))
    (issue / "issue.yaml").write_text(f"house: ../house.yaml\ndate: 2026-11-27\npages:\n{pages}")
    return issue / "issue.yaml"
