"""Desks that work on copies of the files: how the pages made here stand to what was released at another desk.

In: pages, stories and releases as they are known here. Out: which pages share a story; items. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from layout.desk.numbers import pages_of
from layout.proof.elsewhere import Near, is_another, pages_told, shared_story
from layout.proof.facts import Item, StoryFacts
from layout.proof.live.recorded import ReleaseRecord
from layout.proof.live.told_of_released import another, apart
from layout.proof.states import Print


class MadePage(Protocol):
    """A page as it is made here."""

    @property
    def number(self) -> str:
        """As printed."""

    @property
    def proof(self) -> str:
        """The key of its file; "" where it was not made yet."""

    @property
    def ink(self) -> str:
        """The digest of what that prints."""


def near_of(
    number: str, pages: Sequence[MadePage], stories: Mapping[str, StoryFacts], frozen: Mapping[str, str]
) -> tuple[Near, ...]:
    """Every page that shares a story with the one of that number, also such as the issue has and nothing is made of here.
    `frozen`: the proofs that are released in this folder, by page."""
    made = {page.number: _print_of(page) for page in pages}
    parts = {part for each in made for part in pages_of(each)}
    others = (*made, *(each for each in pages_told(stories.values()) if each not in parts))
    shared = ((other, shared_story(number, other, stories)) for other in others if other != number)
    return tuple(Near(other, slug, made.get(other), frozen.get(other, "")) for other, slug in shared if slug)


def is_another_here(said: ReleaseRecord | None, page: MadePage) -> bool:
    """Whether the page, released at another desk (`said`), comes out otherwise here. Before it was made first nobody knows."""
    return said is not None and bool(page.proof) and is_another(said, _print_of(page))


def apart_of(
    page: MadePage, near: Sequence[Near], elsewhere: Mapping[str, ReleaseRecord], frozen: Mapping[str, str]
) -> Iterator[Item]:
    """How the page stands to what was released at another desk (`elsewhere`, by page): itself, or pages `near`."""
    own = elsewhere.get(page.number)
    if own is not None:
        if is_another_here(own, page):
            yield another(page.number, own.by)
    elif page.proof:
        for each in near:
            said = elsewhere.get(each.page)
            if said is not None and is_another(said, each.made):
                yield apart(page.number, each, said.by, frozen=page.number in frozen)


def _print_of(page: MadePage) -> Print | None:
    return Print(page.proof, page.ink) if page.proof else None
