"""What of a story stands outside its body, as it is set: headline, deck, kicker, byline, label, captions, credits, quotes. Pure.

In: traces. Out: the texts of a part, each with its words' places, in the order of the pages. As set, not as filed: of a story's
headlines one is set, a caption may be written in the issue, and only what is printed is noted.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from layout.proof.records.set_words import Setting
from layout.proof.trace import Trace, TracedBlock, TracedLine

_PARTS = frozenset({"headline", "deck", "kicker", "byline", "label", "caption", "credit", "quote"})
_OF_THE_REST = frozenset({"headline", "deck"})  # a story's continuation has its own
_FROM = frozenset({"kicker", "label"})  # over a continuation they say `From page 1`: the page's words, not the story's
JUMP = "jump "


class Part(NamedTuple):
    """A part of a story: its slug, and the part's name, as `headline` or, over the story's continuation, `jump headline`."""

    story: str
    name: str


class SetText(NamedTuple):
    """One text of a part, as it is set on a page: one caption of several. `block`: the letter; `line`: its first line in the
    trace."""

    page: str
    block: str
    line: int
    text: str
    setting: Setting


def part_at(trace: Trace, number: int) -> Part | None:
    """Of which part of which story the line is, counted from 0 in the trace; None for the body, and for what is no story's."""
    line = trace.lines[number]
    block = next((each for each in trace.blocks if each.letter == line.block), None)
    if block is not None and block.what == "briefs" and line.kind == "crosshead" and line.paragraph < 0:
        slug = _brief_of(trace, block, number)
        return Part(slug, "headline") if slug else None
    if not line.story or line.paragraph >= 0 or line.kind not in _PARTS:
        return None
    if block is None or block.what != "from":
        return Part(line.story, line.kind)
    if line.kind in _FROM:
        return None
    return Part(line.story, JUMP + line.kind if line.kind in _OF_THE_REST else line.kind)


def texts_of(traces: Mapping[str, Trace]) -> dict[Part, list[SetText]]:
    """All parts of all stories on these pages."""
    found: dict[Part, list[SetText]] = {}
    for page, trace in traces.items():
        for part, first, lines in _runs(trace):
            setting = Setting()
            for number, line in enumerate(lines, start=first):
                setting.add(page, number, line)
            found.setdefault(part, []).append(SetText(page, lines[0].block, first, joined(lines), setting))
    return found


def _runs(trace: Trace) -> Iterator[tuple[Part, int, list[TracedLine]]]:
    """Lines of one part that follow one another down a block are one text."""
    for (part, _), group in groupby(range(len(trace.lines)), lambda number: (part_at(trace, number), trace.lines[number].block)):
        if part is None:
            continue
        run: list[int] = []
        for number in group:
            if run and trace.lines[number].baseline <= trace.lines[run[-1]].baseline:
                yield part, run[0], [trace.lines[each] for each in run]
                run = []
            run.append(number)
        yield part, run[0], [trace.lines[each] for each in run]


def joined(lines: Sequence[TracedLine]) -> str:
    """Their text, one line after the other. A hyphen of the line break's goes with its break."""
    return "".join(line.text[:-1] if line.hyphenated else f"{line.text} " for line in lines).rstrip()


def _brief_of(trace: Trace, block: TracedBlock, number: int) -> str:
    """Whose head it is among briefs: the first head is the first story's, and so on; "" where the numbers do not match."""
    heads = [
        at
        for at, line in enumerate(trace.lines)
        if line.block == block.letter
        and _is_head(line)
        and not (at and trace.lines[at - 1].block == block.letter and _is_head(trace.lines[at - 1]))
    ]
    before = sum(1 for at in heads if at <= number)
    return block.stories[before - 1] if before and len(heads) == len(block.stories) else ""


def _is_head(line: TracedLine) -> bool:
    return line.kind == "crosshead" and line.paragraph < 0
