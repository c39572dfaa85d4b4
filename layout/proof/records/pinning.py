"""What is pinned where somebody points at a page as it is set: the word of a story's body, the word of one of its parts. Pure.

In: a trace and a point, in points from the trim's top left. Out: the word's place in its story, None where no story's word is.
"""

from collections.abc import Mapping
from dataclasses import replace

from layout.proof.facts import StoryFacts
from layout.proof.records.anchoring import pin
from layout.proof.records.parts import part_at, texts_of
from layout.proof.records.set_words import reads_set, set_of, stories_of, typed_at
from layout.proof.records.values import InStory
from layout.proof.trace import Trace, TracedLine

_DROP_CAP = "drop-cap"


def pin_hit(trace: Trace, stories: Mapping[str, StoryFacts], x: float, y: float) -> InStory | None:
    """The word at that point; None where there is none, or it is not to be found in the story as it is filed now."""
    found = hit(trace, x, y)
    if found is None:
        return None
    line = trace.lines[found[0]]
    if line.kind == _DROP_CAP:
        story = stories.get(line.story)
        pinned = pin(line.story, story.paragraphs, line.paragraph, 0) if story is not None else None
    elif not reads_set(line):
        pinned = _pin_part(trace, stories, *found)
    else:
        slugs = (slug for slug in stories_of(trace, line) if slug in stories)
        pinned = next((each for slug in slugs if (each := pin_traced(trace, stories[slug], *found)) is not None), None)
    return None if pinned is None else replace(pinned, x=x, y=y)


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


def hit(trace: Trace, x: float, y: float) -> tuple[int, int] | None:
    """The word of a story at that point: line and word, counted from 0 in the trace; of lines upon one another the one whose
    middle is nearest. The space after a word is the word's."""
    found: list[tuple[float, int, int]] = []
    for number, line in enumerate(trace.lines):
        left, top, width, height = line.area
        inside = top <= y <= top + height and left <= x <= left + width
        if inside and (reads_set(line) or _is_drop_cap(line) or part_at(trace, number) is not None):
            word = max(0, sum(1 for each in line.words if each.x <= x) - 1)
            found.append((abs(top + height / 2 - y), number, word))
    return min(found)[1:] if found else None


def _is_drop_cap(line: TracedLine) -> bool:
    return line.kind == _DROP_CAP and line.story != "" and line.paragraph >= 0


def _pin_part(trace: Trace, stories: Mapping[str, StoryFacts], line: int, word: int) -> InStory | None:
    part = part_at(trace, line)
    if part is None or part.story not in stories:
        return None
    texts = texts_of({trace.page: trace})[part]
    index = next(number for number, each in reversed(list(enumerate(texts))) if each.line <= line)
    offset = typed_at(texts[index].setting, texts[index].text, (line, word))
    pinned = pin(part.story, [each.text for each in texts], index, offset) if offset >= 0 else None
    return None if pinned is None else replace(pinned, part=part.name)
