"""Where notes stand on released pages that are shown, while something else would be made of them now. Pure.

In: notes, the traces of the released proofs, where the notes stand in the present make. Out: places. What a story read like when
it was released is read from the page itself: a note stands there where its word is printed, and nowhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from layout.proof.facts import StoryFacts, StoryPlace
from layout.proof.records.anchoring import Found
from layout.proof.records.parts import joined
from layout.proof.records.placing import Place, place_notes
from layout.proof.records.set_words import reads_set, stories_of
from layout.proof.records.values import InStory, Note, OnPoint
from layout.proof.trace import Trace, TracedLine


def place_on_released(
    notes: Iterable[Note], traces: Mapping[str, Trace], now: Mapping[int, Place]
) -> dict[int, tuple[Place, ...]]:
    """By note id, the places of those that have any. `traces`: by page number; `now`: of `place_notes`."""
    found: defaultdict[int, tuple[Place, ...]] = defaultdict(tuple)
    notes = tuple(notes)
    for page, trace in traces.items():
        stories = stories_printed(trace)
        here = {note.id: note for note in notes if _may_stand(note, page, stories)}
        for number, place in place_notes(here.values(), stories, {page: trace}).items():
            if place.areas and _is_there(place, page, here[number], now.get(number)):
                found[number] += (place,)
    return dict(found)


def stories_printed(trace: Trace) -> dict[str, StoryFacts]:
    """The stories of a page, as far as they are printed on it: a paragraph that stands elsewhere is empty."""
    lines: defaultdict[str, defaultdict[int, list[TracedLine]]] = defaultdict(lambda: defaultdict(list))
    blocks = {slug: block.letter for block in reversed(trace.blocks) for slug in block.stories}
    for slug in [*blocks, *(line.story for line in trace.lines if line.story)]:
        _ = lines[slug]
    for line in trace.lines:
        for slug in stories_of(trace, line) if reads_set(line) else ():
            lines[slug][line.paragraph].append(line)
    return {slug: _story(slug, paragraphs, StoryPlace(trace.page, blocks.get(slug, ""))) for slug, paragraphs in lines.items()}


def _story(slug: str, paragraphs: Mapping[int, list[TracedLine]], place: StoryPlace) -> StoryFacts:
    texts = tuple(joined(paragraphs.get(number, ())) for number in range(max(paragraphs, default=-1) + 1))
    return StoryFacts(slug, "", "", "", (), texts, (place,))


def _may_stand(note: Note, page: str, stories: Mapping[str, StoryFacts]) -> bool:
    match note.pinned:
        case InStory(story=slug):
            return slug in stories
        case OnPoint(art=art):
            return note.page == page or bool(art)
        case _:
            return False


def _is_there(place: Place, page: str, note: Note, now: Place | None) -> bool:
    """All that was noted around it reads as it did; or it was noted on that page, or stands on it now, and something like it is
    there."""
    match place.found:
        case Found.HERE:
            return True
        case Found.MOVED | Found.EDITED:
            return page in (note.page, now.page if now is not None else "")
        case Found.GONE:
            return False
