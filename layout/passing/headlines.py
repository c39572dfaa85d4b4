"""The list of headlines: every head that a block may take, as broken, and what an editor would have to cut from it.

In: each placed headline with its options. Out: text for a terminal, or facts for JSON. Pure.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from layout.base.values import dataclass
from layout.pages.headline import Give
from layout.pages.headline_options import HeadlineOption, as_taken, headline_options
from layout.pages.outcome import PlacedHead

BETWEEN_LINES = " / "
WIDEST = 72  # signs of a headline's column; what is longer moves its own verdict aside


@dataclass(frozen=True, slots=True)
class PlacedHeadline:
    """A block's headline: its page, its letter, its story's slug (empty for a block of its own words), and what it may take."""

    page: str
    block: str
    story: str
    options: tuple[HeadlineOption, ...]


def headlines_of(heads: Iterable[PlacedHead]) -> tuple[PlacedHeadline, ...]:
    """Each headline with everything that it may take; what stands on the page is marked, whether shape or fitting chose it."""
    placed: list[PlacedHeadline] = []
    for head in heads:
        asked = head.asked
        further = head.taken.rung - asked.rung  # fitting may go up too
        give = Give(max(asked.give.down, further), max(asked.give.down, -further))
        options = headline_options(head.case, asked.texts, asked.style, asked.width, asked.rung, give)
        options = as_taken(options, head.taken.choice, head.taken.rung)
        placed.append(PlacedHeadline(head.page, head.block, head.story, options))
    return tuple(placed)


def headlines_text(placed: Sequence[PlacedHeadline]) -> str:
    """The list as lines of text, a paragraph for each block; what stands on the page is marked `taken`."""
    if not placed:
        return "There are no headlines on these pages.\n"
    options = [option for each in placed for option in each.options]
    widest = max((len(broken(option)) for option in options), default=0)
    columns = (max((len(_size(option)) for option in options), default=0), min(widest, WIDEST))
    return "\n".join(_paragraph(each, columns) for each in placed)


def headlines_facts(placed: Sequence[PlacedHeadline]) -> dict[str, Any]:
    """The list as it goes into JSON; headlines and rungs are counted from 1, as in the issue's file."""
    return {"headlines": [_facts(each) for each in placed]}


def broken(option: HeadlineOption) -> str:
    """A headline with its line breaks, on one line."""
    return BETWEEN_LINES.join(line.text for line in option.lines) or option.text


def verdict(option: HeadlineOption) -> str:
    """What is wrong with a headline, else that it reads well; and how far from the rung asked for."""
    told = list(option.faults)
    if option.steps:
        told.append(f"{abs(option.steps)} rung{'s' * (abs(option.steps) > 1)} {'smaller' if option.steps > 0 else 'larger'}")
    return "; ".join(told) or "reads well"


def _paragraph(placed: PlacedHeadline, columns: tuple[int, int]) -> str:
    story = f", {placed.story}" if placed.story else ""
    lines = [f"page {placed.page}, block {placed.block}{story}"]
    lines += [_row(option, columns) for option in placed.options]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _row(option: HeadlineOption, columns: tuple[int, int]) -> str:
    size, headline = columns
    mark = "taken" if option.taken else "" if option.fits else "over"
    return f"  {mark:5}  {_size(option):>{size}}  {broken(option):{headline}}  {verdict(option)}"


def _size(option: HeadlineOption) -> str:
    return f"{option.size:g} pt, {option.holds:g} counts"


def _facts(placed: PlacedHeadline) -> dict[str, Any]:
    return {
        "page": placed.page,
        "block": placed.block,
        "story": placed.story,
        "options": [
            {
                "headline": option.choice + 1,
                "text": option.text,
                "rung": option.rung + 1,
                "size": option.size,
                "steps": option.steps,
                "fits": option.fits,
                "taken": option.taken,
                "holds": option.holds,
                "lines": [{"text": line.text, "counts": line.counts, "over": line.over} for line in option.lines],
                "faults": list(option.faults),
            }
            for option in placed.options
        ],
    }
