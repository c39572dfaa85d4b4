"""What stands beside a pull quote: its own words, or a crosshead in the next leg, and what a desk minds about that."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from layout.lines.paragraph import Setting
from layout.pages.quote_places import QuotePlace

OWN_WORDS_COST = 900.0  # a line of its own words level with it in any leg, or within OWN_WORDS_CLEAR in its own and the next
OWN_WORDS_CLEAR = 6  # slots
CROSSHEAD_COST = 1_200.0  # a crosshead closer than CROSSHEAD_CLEAR to the quote, in its leg or the next
CROSSHEAD_CLEAR = 6  # slots
RUN_OF_WORDS = 3  # so many words in a row are the quote's own

_WORD = re.compile(r"\w+")


class Neighbour(NamedTuple):
    """A line of text in a part of the chain: a setting's, by its number."""

    leg: int
    slot: int
    line: tuple[Setting, int]
    is_crosshead: bool


class OwnWords:
    """A quote's words; they know which lines carry some of them, and read each line once."""

    def __init__(self, text: str) -> None:
        self._own = _runs_of_words(text)
        self._known: dict[tuple[Setting, int], bool] = {}

    def are_in(self, line: tuple[Setting, int]) -> bool:
        """True if so many words of a line are the quote's own."""
        known = self._known.get(line)
        if known is None:
            setting, number = line
            known = self._known[line] = not self._own.isdisjoint(_runs_of_words(setting.lines[number].text))
        return known


def reach_of(place: QuotePlace, leg: int) -> tuple[int, int]:
    """The slots of a leg between which lines matter to a quote."""
    beside = place.legs[0] - 1 <= leg <= place.legs[1]
    clear = max(OWN_WORDS_CLEAR, CROSSHEAD_CLEAR) if beside else 0
    return place.slots[0] - clear, place.slots[1] + clear


def neighbours_price(place: QuotePlace, words: OwnWords, lines: Iterable[Neighbour]) -> float:
    """The price of what the flow has put beside a quote of those words; `lines` are those of its own part."""
    price = 0.0
    top, foot = place.slots
    for near in lines:
        away = max(top - near.slot, near.slot - foot + 1, 0)
        beside = place.legs[0] - 1 <= near.leg <= place.legs[1]
        if near.is_crosshead:
            price += CROSSHEAD_COST if beside and away < CROSSHEAD_CLEAR else 0.0
        elif (away < OWN_WORDS_CLEAR if beside else away == 0) and words.are_in(near.line):
            price += OWN_WORDS_COST
    return price


def _runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.replace("\u00ad", "").casefold())
    return {tuple(words[index : index + RUN_OF_WORDS]) for index in range(len(words) - RUN_OF_WORDS + 1)}
