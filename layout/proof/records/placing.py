"""Where notes stand on the pages as they are now: the area of a noted word on the page that it has come to. Pure.

In: notes, the stories as filed now, the pages' traces. Out: a Place for each note. What was typed and what was set are compared
by their letters and digits alone.
"""

from collections.abc import Iterable, Mapping

from layout.base.values import dataclass
from layout.proof.facts import StoryFacts
from layout.proof.records.anchoring import Found
from layout.proof.records.values import InStory, Note
from layout.proof.trace import Rectangle, Trace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note stands. `page`: where its word is now. `paragraph`: as filed now, -1 for none.

    `areas`: in points on that page, one for each part of a word that is broken; none where the word is on no page (overset, gone)
    or the note is for the whole page.
    """

    page: str
    found: Found
    paragraph: int = -1
    areas: tuple[Rectangle, ...] = ()

    @property
    def area(self) -> Rectangle | None:
        """The first part's."""
        return self.areas[0] if self.areas else None


def place_notes(notes: Iterable[Note], stories: Mapping[str, StoryFacts], traces: Mapping[str, Trace]) -> dict[int, Place]:
    """By note id. `traces`: of the pages as they are now, by page number; a page whose trace is missing shows no areas."""
    raise NotImplementedError


def pin_traced(trace: Trace, story: StoryFacts, line: int, word: int) -> InStory | None:
    """The place in the story of a word as set: `line` and `word` count from 0 in the trace. None where the line is none of the
    story's body, or its text was filed otherwise meanwhile."""
    raise NotImplementedError


def hit(trace: Trace, x: float, y: float) -> tuple[int, int] | None:
    """The body word at that point, in points from the trim's top left: line and word, counted from 0 in the trace."""
    raise NotImplementedError


def block_at(trace: Trace, x: float, y: float) -> str:
    """The letter of the block there, the smallest where several lie above one another; "" outside."""
    raise NotImplementedError
