"""Words that no one wrote or took out: those that now stand on the story's other page, since its break fell elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.proof.compare.blocks import counted
from layout.proof.compare.change import Change, Edit, What
from layout.proof.compare.passages import BODY, Passage
from layout.proof.compare.texts import part_named

CROSSHEAD = "crosshead"


def turned(changes: Sequence[Change], was: Sequence[Passage], now: Sequence[Passage], pages: tuple[str, str]) -> Iterator[Change]:
    """One story's changes, those of its end (or beginning) here told as turned over. `pages`: to which it goes on from here, from
    which it comes; "" for none."""
    by_was, by_now = {each.was_at: each for each in changes}, {each.now_at: each for each in changes}
    sides = ((by_was, was, What.DELETED), (by_now, now, What.INSERTED))
    goes_on, comes_from = pages
    found: dict[int, str] = {}
    for by_place, passages, whole in sides:
        away = whole is What.DELETED
        places = [index for index, each in enumerate(passages) if each.kind in (BODY, CROSSHEAD)]
        if goes_on:
            ends = _at_the_end([(index, by_place.get(index)) for index in reversed(places)], passages, whole)
            found |= {id(each): _said(each, "after" if away else "before", f"the jump to page {goes_on}") for each in ends}
        if comes_from:
            begins = _at_the_beginning([by_place.get(index) for index in places], whole)
            found |= {id(each): _said(each, "before" if away else "after", f"the jump from page {comes_from}") for each in begins}
    for each in changes:
        yield replace(each, what=What.TURNED, said=found[id(each)]) if id(each) in found else each


def _at_the_end(places: Sequence[tuple[int, Change | None]], passages: Sequence[Passage], whole: What) -> Iterator[Change]:
    for index, change in places:
        if change is None:
            return
        if change.what is not whole:
            if _runs_to_the_end(change, len(passages[index].tokens), whole):
                yield change
            return
        yield change


def _at_the_beginning(places: Sequence[Change | None], whole: What) -> Iterator[Change]:
    for change in places:
        if change is None:
            return
        if change.what is not whole:
            if len(change.edits) == 1 and _at_start(change.edits[0], whole):
                yield change
            return
        yield change


def _runs_to_the_end(change: Change, length: int, whole: What) -> bool:
    """True if all that changed of the passage is that it stops sooner, or later."""
    if change.what is not What.EDITED or len(change.edits) != 1:
        return False
    edit = change.edits[0]
    longer, shorter = (edit.was, edit.now) if whole is What.DELETED else (edit.now, edit.was)
    if whole is What.DELETED and edit.at + len(edit.was) != length:
        return False
    if whole is What.INSERTED and not change.now.endswith(longer[-1] if longer else ""):
        return False
    cut = len(shorter) == 1 and bool(longer) and longer[0].startswith(shorter[0].rstrip("-‐"))
    return bool(longer) and (not shorter or cut) and _last(change, edit)


def _last(change: Change, edit: Edit) -> bool:
    """True if nothing of the old passage stands behind the edit."""
    return not edit.was or change.was.endswith(edit.was[-1])


def _at_start(edit: Edit, whole: What) -> bool:
    longer, shorter = (edit.was, edit.now) if whole is What.DELETED else (edit.now, edit.was)
    cut = len(shorter) == 1 and bool(longer) and longer[-1].endswith(shorter[0])
    return edit.at == 0 and bool(longer) and (not shorter or cut)


def _said(change: Change, side: str, jump: str) -> str:
    named = part_named(change.part, change.paragraph, change.former)
    return f"{counted(change.words, 'word')} of {named} {came(change.words)} {side} {jump}"


def came(words: int) -> str:
    """What they do now."""
    return "now comes" if words == 1 else "now come"


def where_to(said: str) -> str:
    """On which side of which jump the words of that change stand now."""
    return said.partition(" now come")[2].removeprefix("s").strip()
