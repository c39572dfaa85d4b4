"""Heads: none empty, none said twice.

In: the copy. Out: headlines without a letter; headlines that two blocks may print, or that a block's own small heads say again.
A story's own headline over its continuation is no breach, and neither is a refer that repeats the headline it points to.
"""

import re

from layout.base.problems import Problem
from layout.passing.copy_rules import HEADLINE_DOUBLED, HEADLINE_EMPTY, or_allow
from layout.passing.passages import BlockHead, Copy, Passage, Told, tell

_WORD = re.compile(r"[^\W_]+")


def check_heads(copy: Copy) -> Told:
    """Empty and doubled headlines of the issue."""
    first: dict[str, tuple[Passage, BlockHead]] = {}
    for head in copy.heads:
        yield from _check_empty(head)
        yield from _check_beside(head)
        told = False
        for passage in head.headlines:
            words = _words(passage.text)
            if not words:
                continue
            before = first.setdefault(words, (passage, head))
            if before[1] is not head and not told and not _same_story(before[0], passage):
                told = True
                yield _doubled(passage, *before)


def _check_empty(head: BlockHead) -> Told:
    for passage in head.headlines:
        if not _words(passage.text):
            shown = f"“{passage.text.strip()}”" if passage.text.strip() else "nothing at all"
            text = f"is {shown}: it says nothing"
            remedy = "Write a headline; a block without one says `headline: none`." + or_allow(HEADLINE_EMPTY)
            yield tell(HEADLINE_EMPTY, passage, text, remedy)
            return


def _check_beside(head: BlockHead) -> Told:
    """Kicker, deck and label that say what the headline says."""
    said = {_words(passage.text) for passage in head.headlines} - {""}
    for passage in head.beside:
        if _words(passage.text) in said:
            text = f"says what its headline says: “{passage.text.strip()}”"
            remedy = f"Write another {passage.part}, or take it away." + or_allow(HEADLINE_DOUBLED)
            yield tell(HEADLINE_DOUBLED, passage, text, remedy)


def _doubled(passage: Passage, other: Passage, head: BlockHead) -> tuple[str, Problem]:
    there = f"block {head.letter} on page {other.page}"
    text = f"“{passage.text.strip()}” may stand over {there} too"
    remedy = "Give one of the two another headline." + or_allow(HEADLINE_DOUBLED)
    return tell(HEADLINE_DOUBLED, passage, text, remedy)


def _same_story(one: Passage, other: Passage) -> bool:
    return bool(one.story) and one.story == other.story


def _words(text: str) -> str:
    """What a text says, apart from its marks, spaces and capitals; empty where there is neither letter nor figure."""
    return " ".join(_WORD.findall(text)).casefold()
