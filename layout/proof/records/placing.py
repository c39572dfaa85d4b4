"""Where notes stand on the pages as they are now: the area of a noted word on the page that it has come to. Pure.

In: notes, the stories as filed now, the pages' traces. Out: a Place for each note. What was typed and what was set are compared
by their letters and digits alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from layout.base.values import dataclass
from layout.proof.facts import StoryFacts
from layout.proof.records.anchoring import Found, Stand, follow, where_stood
from layout.proof.records.parts import Part, SetText, texts_of
from layout.proof.records.pictures import place_on_picture
from layout.proof.records.set_words import Setting, SetWord, set_of
from layout.proof.records.values import InStory, Note, OnPoint
from layout.proof.records.words import words_of
from layout.proof.trace import Rectangle, Trace

_Pinned = tuple[Note, InStory]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note stands. `page`: where its word is now. `paragraph`: as filed now, -1 for none; `word`: its number in that.

    `areas`: in points on that page, one for each part of a word that is broken, without extent for a point; of a word that is
    gone, of what stands where it stood; none where the word is on no page (overset) or the note is for the whole page. `block`
    and `line`: the block's letter and, of a line of its legs, its number. `now`: of a word that was edited, what stands there.
    """

    page: str
    found: Found
    paragraph: int = -1
    areas: tuple[Rectangle, ...] = ()
    now: str = ""
    block: str = ""
    line: int = 0
    word: int = -1

    @property
    def area(self) -> Rectangle | None:
        """The first part's."""
        return self.areas[0] if self.areas else None


def place_notes(notes: Iterable[Note], stories: Mapping[str, StoryFacts], traces: Mapping[str, Trace]) -> dict[int, Place]:
    """By note id. `traces`: of the pages as they are now, by page number; a page whose trace is missing shows no areas."""
    places: dict[int, Place] = {}
    by_part: dict[Part, list[_Pinned]] = {}
    for note in notes:
        match note.pinned:
            case InStory(story=slug, part=name):
                by_part.setdefault(Part(slug, name), []).append((note, note.pinned))
            case OnPoint():
                places[note.id] = _at_point(note, note.pinned, traces)
            case _:
                places[note.id] = Place(note.page, Found.HERE)
    texts = texts_of(traces) if any(part.name for part in by_part) else {}
    for part, pinned in by_part.items():
        found = _of_story(part, pinned, stories.get(part.story), texts.get(part, []), traces)
        places.update({note.id: place for (note, _), place in zip(pinned, found, strict=True)})
    return places


def _of_story(
    part: Part, pinned: Sequence[_Pinned], story: StoryFacts | None, texts: Sequence[SetText], traces: Mapping[str, Trace]
) -> Iterable[Place]:
    if story is None:  # taken out of the issue
        return [_left(*each) for each in pinned]
    if not part.name:
        return _in_story(pinned, story, traces)
    whole = all(place.page in traces for place in story.places)
    return _in_part(pinned, texts, traces, whole)


def _at_point(note: Note, pinned: OnPoint, traces: Mapping[str, Trace]) -> Place:
    still = Place(note.page, Found.HERE, areas=((pinned.x, pinned.y, 0.0, 0.0),), block=pinned.block)
    if not pinned.art:
        return still
    found = place_on_picture(pinned, note.page, traces)
    if found is None:
        return replace(still, found=Found.GONE) if note.page in traces else still
    page, block, x, y = found
    moved = page != note.page or max(abs(x - pinned.x), abs(y - pinned.y)) > 0.5  # half a point: a trace is rounded
    return Place(page, Found.MOVED if moved else Found.HERE, areas=((x, y, 0.0, 0.0),), block=block)


def _left(note: Note, anchor: InStory) -> Place:
    """Where it was clicked, as nothing else is left."""
    areas = ((anchor.x, anchor.y, 0.0, 0.0),) if anchor.x is not None and anchor.y is not None else ()
    return Place(note.page, Found.GONE, areas=areas)


# Outside the body


def _in_part(pinned: Sequence[_Pinned], texts: Sequence[SetText], traces: Mapping[str, Trace], whole: bool) -> Iterable[Place]:
    """`whole`: all pages of the story are known, so that what is not found is not there."""
    stands = follow([anchor for _, anchor in pinned], [each.text for each in texts])
    for (note, anchor), stand in zip(pinned, stands, strict=True):
        if stand.found is Found.GONE and not whole:
            yield Place(note.page, Found.HERE)
        elif stand.found is Found.GONE:
            yield _gone_from_part(note, anchor, stand, texts, traces)
        else:
            yield _set_in_part(note, stand, texts[stand.paragraph], traces)


def _gone_from_part(note: Note, anchor: InStory, stand: Stand, texts: Sequence[SetText], traces: Mapping[str, Trace]) -> Place:
    """Beside what is left of its neighbours, or where the part begins."""
    if not texts:
        return _left(note, anchor)
    stand = where_stood(anchor, [each.text for each in texts], stand)
    there = texts[stand.paragraph]
    if anchor.starts and anchor.ends and not anchor.before and not anchor.after:  # a part of one word is what it says now
        stand = Stand(stand.paragraph, 0, len(there.text), Found.EDITED)
    return _set_in_part(note, stand, there, traces)


def _set_in_part(note: Note, stand: Stand, there: SetText, traces: Mapping[str, Trace]) -> Place:
    place = _at_words(Place(note.page, stand.found), there.setting.words_at(there.text, stand.offset, stand.length), traces)
    return replace(place, now=_now(there.text, stand))


# In the body


def _in_story(pinned: Sequence[_Pinned], story: StoryFacts, traces: Mapping[str, Trace]) -> Iterable[Place]:
    order = dict.fromkeys(place.page for place in story.places)
    settings = set_of(story.slug, {page: traces[page] for page in order if page in traces})
    stands = follow([anchor for _, anchor in pinned], story.paragraphs)
    for (note, anchor), stand in zip(pinned, stands, strict=True):
        if stand.found is Found.GONE:
            stand = where_stood(anchor, story.paragraphs, stand)
        place = _in_body(note, stand, story, settings, traces)
        yield place if place.areas or stand.found is not Found.GONE else replace(place, areas=_left(note, anchor).areas)


def _in_body(note: Note, stand: Stand, story: StoryFacts, settings: Mapping[int, Setting], traces: Mapping[str, Trace]) -> Place:
    if stand.paragraph < 0:
        return Place(note.page, stand.found)
    text, setting = story.paragraphs[stand.paragraph], settings.get(stand.paragraph)
    number = sum(1 for word in words_of(text) if word.stop <= stand.offset)
    place = Place(note.page, stand.found, stand.paragraph, now=_now(text, stand), word=number)
    return _at_words(place, setting.words_at(text, stand.offset, stand.length), traces) if setting is not None else place


def _now(text: str, stand: Stand) -> str:
    return text[stand.offset : stand.offset + stand.length] if stand.found is Found.EDITED else ""


def _at_words(place: Place, words: Sequence[SetWord], traces: Mapping[str, Trace]) -> Place:
    """That place where these words are set; as it was where there are none."""
    if not words:
        return place
    line = traces[words[0].page].lines[words[0].line]
    areas = tuple(word.area for word in words)
    return replace(place, page=words[0].page, areas=areas, block=line.block, line=line.number)
