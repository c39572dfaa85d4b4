"""Where notes stand on the pages as they are now: the area of a noted word on the page that it has come to. Pure.

In: notes, the stories as filed now, the pages' traces. Out: a Place for each note. What was typed and what was set are compared
by their letters and digits alone.
"""

from collections.abc import Iterable, Mapping

from layout.base.values import dataclass
from layout.proof.facts import StoryFacts
from layout.proof.records.anchoring import Found, Stand, follow, pin
from layout.proof.records.set_words import Setting, reads_set, set_of, stories_of, typed_at
from layout.proof.records.values import InStory, Note, OnPoint
from layout.proof.trace import Rectangle, Trace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note stands. `page`: where its word is now. `paragraph`: as filed now, -1 for none.

    `areas`: in points on that page, one for each part of a word that is broken, without extent for a point; none where the word
    is on no page (overset, gone) or the note is for the whole page. `now`: of a word that was edited, what stands there now.
    """

    page: str
    found: Found
    paragraph: int = -1
    areas: tuple[Rectangle, ...] = ()
    now: str = ""

    @property
    def area(self) -> Rectangle | None:
        """The first part's."""
        return self.areas[0] if self.areas else None


def place_notes(notes: Iterable[Note], stories: Mapping[str, StoryFacts], traces: Mapping[str, Trace]) -> dict[int, Place]:
    """By note id. `traces`: of the pages as they are now, by page number; a page whose trace is missing shows no areas."""
    places: dict[int, Place] = {}
    by_story: dict[str, list[tuple[Note, InStory]]] = {}
    for note in notes:
        match note.pinned:
            case InStory():
                by_story.setdefault(note.pinned.story, []).append((note, note.pinned))
            case OnPoint(x, y):
                places[note.id] = Place(note.page, Found.HERE, areas=((x, y, 0.0, 0.0),))
            case _:
                places[note.id] = Place(note.page, Found.HERE)
    for slug, pinned in by_story.items():
        story = stories.get(slug)
        for (note, _), place in zip(pinned, _in_story(pinned, story, traces), strict=True):
            places[note.id] = place
    return places


def pin_traced(trace: Trace, story: StoryFacts, line: int, word: int) -> InStory | None:
    """The place in the story of a word as set: `line` and `word` count from 0 in the trace. None where the line is none of the
    story's body, or its text was filed otherwise meanwhile."""
    if not 0 <= line < len(trace.lines) or not 0 <= word < len(trace.lines[line].words):
        return None
    paragraph = trace.lines[line].paragraph
    if story.slug not in stories_of(trace, trace.lines[line]) or not 0 <= paragraph < len(story.paragraphs):
        return None
    setting = set_of(story.slug, {trace.page: trace}).get(paragraph)
    offset = typed_at(setting, story.paragraphs[paragraph], (line, word)) if setting else -1
    return pin(story.slug, story.paragraphs, paragraph, offset) if offset >= 0 else None


def pin_hit(trace: Trace, stories: Mapping[str, StoryFacts], x: float, y: float) -> InStory | None:
    """The place in its story of the body word at that point; None where there is none, or it is not to be found in the story."""
    found = hit(trace, x, y)
    if found is None:
        return None
    slugs = stories_of(trace, trace.lines[found[0]])
    pinned = (pin_traced(trace, stories[slug], *found) for slug in slugs if slug in stories)
    return next((each for each in pinned if each is not None), None)


def hit(trace: Trace, x: float, y: float) -> tuple[int, int] | None:
    """The body word at that point, in points from the trim's top left: line and word, counted from 0 in the trace. The space
    after a word is the word's."""
    for number, line in enumerate(trace.lines):
        if not reads_set(line):
            continue
        left, top, width, height = line.area
        if top <= y <= top + height and left <= x <= left + width:
            return number, max(0, sum(1 for word in line.words if word.x <= x) - 1)
    return None


def block_at(trace: Trace, x: float, y: float) -> str:
    """The letter of the block there, the smallest where several lie above one another; "" outside."""
    found = [
        (area[2] * area[3], block.letter)
        for block in trace.blocks
        for area in block.areas
        if area[0] <= x <= area[0] + area[2] and area[1] <= y <= area[1] + area[3]
    ]
    return min(found)[1] if found else ""


def _in_story(pinned: list[tuple[Note, InStory]], story: StoryFacts | None, traces: Mapping[str, Trace]) -> Iterable[Place]:
    if story is None:  # taken out of the issue
        return [Place(note.page, Found.GONE) for note, _ in pinned]
    order = dict.fromkeys(place.page for place in story.places)
    settings = set_of(story.slug, {page: traces[page] for page in order if page in traces})
    stands = follow([anchor for _, anchor in pinned], story.paragraphs)
    return [_placed(note, stand, story, settings) for (note, _), stand in zip(pinned, stands, strict=True)]


def _placed(note: Note, stand: Stand, story: StoryFacts, settings: Mapping[int, Setting]) -> Place:
    setting = settings.get(stand.paragraph)
    text = story.paragraphs[stand.paragraph] if stand.paragraph >= 0 else ""
    now = text[stand.offset : stand.offset + stand.length] if stand.found is Found.EDITED else ""
    if stand.paragraph < 0 or setting is None:
        return Place(note.page, stand.found, stand.paragraph, now=now)
    page, areas = setting.area_of(text, stand.offset, stand.length)
    return Place(page or note.page, stand.found, stand.paragraph, areas, now)
