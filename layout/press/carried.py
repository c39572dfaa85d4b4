"""What stands on a page that has to go with other pages: which words of a story that may go on elsewhere, the pages that are
named there, its pictures and booked ads, which nobody wants twice.

In: what stands there, or what a record says of it. Out: the other of the two. Words as printed, the hyphens of line breaks taken
out; whatever a line may be broken at parts words, so that other breaks make no other words.
"""

import math
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
class Pictured:
    """A picture: its file's name, the SHA-256 of that, the story, "" for none. `crop`: x, y, width, height of what shows of it as
    fractions, 0 0 1 1 of a drawing; `area`: x, y, width, height on the page in points."""

    file: str
    sha256: str
    story: str
    crop: tuple[float, float, float, float]
    area: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageArt:
    """A page's pictures, and the booking numbers of its ads, each as often as it stands there."""

    pictures: tuple[Pictured, ...] = ()
    ads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """All of it on one page. `art` None: not known, as it was not always written down."""

    pieces: tuple[Carried, ...] = ()
    refers: tuple[Pointer, ...] = ()
    art: PageArt | None = None


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
        **(_art_facts(text.art) if text.art is not None else {}),
    }


def read_text(facts: object) -> PageText:
    """The same again. Raises ValueError where it is nothing of the kind."""
    if not isinstance(facts, dict):
        raise ValueError("that is no page's text")
    pieces = tuple(_piece(each) for each in _listed(facts, "pieces"))
    refers = tuple(Pointer(_text(each, "story"), _text(each, "page")) for each in _listed(facts, "refers"))
    return PageText(pieces, refers, _art(facts) if "pictures" in facts else None)


def _art_facts(art: PageArt) -> dict[str, object]:
    pictures = [
        {"file": each.file, "sha256": each.sha256, "story": each.story, "crop": [*each.crop], "area": [*each.area]}
        for each in art.pictures
    ]
    return {"pictures": pictures, "ads": [*art.ads]}


def _art(facts: Mapping[str, object]) -> PageArt:
    ads = facts.get("ads")
    if not isinstance(ads, list) or not all(isinstance(each, str) for each in ads):
        raise ValueError("'ads' is a list of booking numbers")
    return PageArt(tuple(_picture(each) for each in _listed(facts, "pictures")), tuple(ads))


def _picture(facts: Mapping[str, object]) -> Pictured:
    file, digest, story = (_text(facts, key) for key in ("file", "sha256", "story"))
    return Pictured(file, digest, story, _four(facts, "crop"), _four(facts, "area"))


def _four(facts: Mapping[str, object], key: str) -> tuple[float, float, float, float]:
    found = facts.get(key)
    if not isinstance(found, list) or len(found) != 4 or not all(_is_length(each) for each in found):
        raise ValueError(f"'{key}' is four numbers")
    x, y, width, height = found
    return x, y, width, height


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


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
