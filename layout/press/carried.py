"""What stands on a page of stories that may go on elsewhere: which of a story's words, and the pages that are named there.

In: such a page's text, or what a record says of it. Out: the other of the two. Words as printed, the hyphens of line breaks taken
out; whatever a line may be broken at parts words, so that other breaks make no other words.
"""

from collections.abc import Mapping

from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Carried:
    """A piece of a story on a page. `words`: of all the story as it was set then, on whatever pages; `begin`, `end`: those of
    them that stand here, counted from 0, `end` not included. `jump_to`, `jump_from`: the pages printed at its ends, "" for none.
    """

    story: str
    words: tuple[str, ...]
    begin: int
    end: int
    jump_to: str = ""
    jump_from: str = ""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A refer: the story that it means, and the page that it names."""

    story: str
    page: str


@dataclass(frozen=True, slots=True)
class PageText:
    """All of it on one page."""

    pieces: tuple[Carried, ...] = ()
    refers: tuple[Pointer, ...] = ()


def text_facts(text: PageText) -> dict[str, object]:
    """As JSON's values."""
    return {
        "pieces": [
            {
                "story": piece.story,
                "begin": piece.begin,
                "end": piece.end,
                "jump_to": piece.jump_to,
                "jump_from": piece.jump_from,
                "words": " ".join(piece.words),
            }
            for piece in text.pieces
        ],
        "refers": [{"story": refer.story, "page": refer.page} for refer in text.refers],
    }


def read_text(facts: object) -> PageText:
    """The same again. Raises ValueError where it is nothing of the kind."""
    if not isinstance(facts, dict):
        raise ValueError("that is no page's text")
    pieces = tuple(_piece(each) for each in _listed(facts, "pieces"))
    refers = tuple(Pointer(_text(each, "story"), _text(each, "page")) for each in _listed(facts, "refers"))
    return PageText(pieces, refers)


def _piece(facts: Mapping[str, object]) -> Carried:
    words = tuple(_text(facts, "words").split())
    begin, end = facts.get("begin"), facts.get("end")
    if type(begin) is not int or type(end) is not int or not 0 <= begin <= end <= len(words):
        raise ValueError("a piece begins and ends among the words of its story")
    return Carried(_text(facts, "story"), words, begin, end, _text(facts, "jump_to"), _text(facts, "jump_from"))


def _listed(facts: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    listed = facts.get(key)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise ValueError(f"'{key}' is a list of mappings")
    return listed


def _text(facts: Mapping[str, object], key: str) -> str:
    text = facts.get(key)
    if not isinstance(text, str):
        raise ValueError(f"'{key}' is text")
    return text
