"""The dummy: a page drawn in letters.

In: the drawing's text. Out: one string a row, `xN` repeated, and the file's line of each. Whether the letters make sense on the
page is the desk's to say, which knows how many columns there are.
"""

import re

from layout.base.problems import InFile
from layout.content.issue import Dummy
from layout.content.reading import Reading
from layout.content.yaml_nodes import ScalarNode, clip

WHITE = "."
MAX_ROWS = 400  # a row is a grid line at least, and no sheet has so many

_ROW = re.compile(r"(\S+)(?:\s+[x×]\s*([0-9]{1,4}))?\s*\Z")


def is_drawn(node: ScalarNode) -> bool:
    """True for a drawing, False for a drawing's name: a drawing stands under a `|`, or says how often its line repeats."""
    return node.block or "\n" in node.text or re.search(r"\s[x×]\s*[0-9]+\s*\Z", node.text) is not None


def read_dummy(node: ScalarNode, reading: Reading) -> Dummy | None:
    """The drawing, as far as it can be read; None where no row can."""
    first_line = node.where.line + (1 if node.block else 0)
    rows: list[str] = []
    lines: list[int] = []
    for index, text in enumerate(node.text.split("\n")):
        if not text.strip():
            continue
        where = InFile(node.where.path, first_line + index, 0)
        row, times = _row(text.strip(), where, reading)
        rows += [row] * times
        lines += [where.line] * times
        if len(rows) > MAX_ROWS:
            reading.error(
                "dummy-deep", f"the dummy has more than {MAX_ROWS} rows", "Draw fewer rows; they share the lines equally.", where
            )
            return None
    if not rows or not all(rows):
        if not rows:
            reading.error("dummy-empty", "the dummy is empty", "Draw one character a column and one line a row.", node.where)
        return None
    return Dummy(tuple(rows), InFile(node.where.path, lines[0], 0), tuple(lines))


def letters_of(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The letters that a drawing shows, in the order in which they are met."""
    return tuple(dict.fromkeys(letter for row in rows for letter in row if letter != WHITE))


def _row(text: str, where: InFile, reading: Reading) -> tuple[str, int]:
    """A line's letters and how often it stands there; no letters and one row where it can't be read."""
    match = _ROW.match(text)
    if match is None:
        reading.error(
            "dummy-row",
            f"the row '{clip(text)}' can't be read",
            "Write one character a column, without spaces, then ` x4` to repeat the line; draw under a `|`.",
            where,
        )
        return "", 1
    strangers = sorted({letter for letter in match[1] if not letter.isalpha() and letter != WHITE})
    if strangers:
        reading.error(
            "dummy-row", f"the row '{clip(text)}' holds {', '.join(strangers)}", "Draw with letters, and `.` for white.", where
        )
        return "", 1
    times = int(match[2] or 1)
    if times == 0 or times > MAX_ROWS:
        reading.error("dummy-row", f"a row can't repeat {times} times", "Write ` x1` or more, or take the line out.", where)
        return match[1], 1
    return match[1], times
