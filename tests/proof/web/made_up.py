"""Facts of a small paper that nobody made: two pages, a story on both, text of somebody who means harm."""

from typing import Any

from layout.proof.facts import (
    Finished,
    FitFacts,
    IssueFacts,
    Item,
    Judged,
    Kind,
    Made,
    PageFacts,
    Preflighted,
    Read,
    StoryFacts,
    StoryPlace,
)
from layout.proof.trace import Trace, TracedBlock, TracedGrid, TracedLine, TracedWord
from layout.proof.web.room import Room

EVIL = "<script>alert(1)</script>\"onerror=alert(2) x='</script><!--\u2028\u2029\u202e\u2066{{7*7}}${7*7}&lt;\x7f\x9b"
SLUG = "flood"
MORE = (f"Nobody {EVIL} was hurt.", "More rain is to come.")
PLACES = (StoryPlace("1", "A"), StoryPlace("2", "A"))
TEXT = "The river rose over night."
AREA = (0.0, 0.0, 100.0, 200.0)


def trace_of(number: str, text: str) -> Trace:
    words = tuple(TracedWord(10.0 + 20 * at, 18.0, word) for at, word in enumerate(text.split()))
    line = TracedLine("A", SLUG, "body", 0, 1, 1, 50.0, 9.0, False, words)
    block = TracedBlock("A", "story", (SLUG,), (AREA,), (AREA,))
    return Trace(number, EVIL, 100.0, 200.0, 0.0, False, TracedGrid(((0.0, 100.0),), 8.0, 10.5, 18, AREA), (block,), (line,), ())


def page_of(number: str, key: str, **more: Any) -> PageFacts:
    return PageFacts(number, EVIL, "21:30", False, False, (100.0, 200.0), AREA, key, key[:32], **more)


def tell(
    room: Room, texts: tuple[str, ...] = ("The river rose over night.", "The river rose over night."), number: int = 1
) -> list[str]:
    """The desk hears of two pages made with these texts; their keys."""
    keys = [room.kept.put(f"%PDF-{at}{text}".encode(), trace_of(str(at + 1), text)) for at, text in enumerate(texts)]
    pages = tuple(page_of(str(at + 1), key) for at, key in enumerate(keys))
    issue = IssueFacts("paper/issue.yaml", EVIL, "2026-11-26", EVIL, "1", "en")
    story = StoryFacts(SLUG, EVIL, EVIL, f"stories/{EVIL}.md", (5, 7, 9), (texts[0], *MORE), PLACES)
    item = Item("k", Kind.COPY, "code", "warning", EVIL, EVIL, "1", "A", SLUG, EVIL, AREA, EVIL, 3, 4)
    fit = FitFacts("1", "A", SLUG, "over", EVIL, 10, 3, 20, 0, 0, 100, EVIL, EVIL, EVIL, (EVIL,), ((3, 4),), (EVIL,), False)
    hear = room.shift._live._hear  # as from the process that makes pages
    hear(Made(number, issue, pages))
    hear(Read(number, (item,), (fit,), {SLUG: story}))
    for page in pages:
        hear(Judged(page.number, page.proof, Preflighted.PASSED, ()))
    hear(Finished(number))
    return keys
