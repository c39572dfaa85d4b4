"""Small pages for tests of comparing: paragraphs set greedily in legs, twelve letters to the inch."""

from collections.abc import Iterable, Sequence

from layout.proof.trace import Rectangle, Trace, TracedArt, TracedBlock, TracedGrid, TracedLine, TracedWord

LETTER = 5.0
BASELINE = 10.0
COLUMN, PITCH = 140.0, 150.0
GRID = TracedGrid(tuple((20.0 + PITCH * index, COLUMN) for index in range(6)), 28.0, BASELINE, 120, (20.0, 20.0, 890.0, 1200.0))


def block(
    letter: str, stories: Sequence[str] = (), at: tuple[int, int] = (0, 0), depth: int = 40, columns: int = 1, **more: str
) -> TracedBlock:
    """A block `columns` wide from column and slot `at` on."""
    column, slot = at
    area = (20.0 + PITCH * column, 20.0 + BASELINE * slot, PITCH * columns - 10.0, BASELINE * depth)
    legs = tuple((area[0] + PITCH * each, area[1], COLUMN, area[3]) for each in range(columns))
    what = more.pop("what", "story" if stories else "ad")
    return TracedBlock(letter, what, tuple(stories), (area,), legs if stories else (), **more)


def line(
    words: str | Sequence[str], kind: str, place: tuple[float, float], of: tuple[str, str] = ("", ""), **more: object
) -> TracedLine:
    """One line with its words a letter apart; `place`: x and baseline; `of`: block and story."""
    x, baseline = place
    traced = []
    for word in words.split() if isinstance(words, str) else words:
        traced.append(TracedWord(round(x, 2), LETTER * len(word), word))
        x += LETTER * (len(word) + 1)
    facts = {"paragraph": -1, "leg": 0, "number": 0, "size": 9.0, "hyphenated": False} | more
    return TracedLine(*of, kind, *(facts[name] for name in ("paragraph", "leg", "number")), baseline,
                      *(facts[name] for name in ("size", "hyphenated")), tuple(traced))  # fmt: skip


def body(
    paragraphs: Iterable[str], at: TracedBlock, measure: int = 28, hyphenate: bool = True, skip: int = 0
) -> list[TracedLine]:
    """The paragraphs in the block's legs: a line holds `measure` letters; what is over is left out."""
    story = at.stories[0]
    rows = [(index, text, cut) for index, each in enumerate(paragraphs) for text, cut in _rows(each.split(), measure, hyphenate)]
    places = [(number, leg, slot) for number, leg in enumerate(at.legs, 1) for slot in range(skip, round(leg[3] / BASELINE))]
    lines = []
    for number, ((index, text, cut), (leg_number, leg, slot)) in enumerate(zip(rows, places, strict=False), 1):
        where = (leg[0], leg[1] + 8.0 + BASELINE * slot)
        lines.append(
            line(text, "body", where, (at.letter, story), paragraph=index, leg=leg_number, number=number, hyphenated=cut)
        )
    return lines


def _rows(words: list[str], measure: int, hyphenate: bool) -> Iterable[tuple[list[str], bool]]:
    row: list[str] = []
    for word in words:
        room = measure - sum(len(each) + 1 for each in row)
        if len(word) <= room:
            row.append(word)
            continue
        if hyphenate and room >= 4 and len(word) >= 7 and word.isalpha():
            yield [*row, word[: room - 1] + "-"], True
            row = [word[room - 1 :]]
            continue
        if row:
            yield row, False
        row = [word]
    if row:
        yield row, False


def page(
    blocks: Sequence[TracedBlock], lines: Sequence[TracedLine], art: Sequence[TracedArt] = (), rules: Sequence[Rectangle] = ()
) -> Trace:
    """A page of the grid above, numbered 1."""
    return Trace("1", "News", 930.0, 1240.0, 0.0, False, GRID, tuple(blocks), tuple(lines), tuple(art), tuple(rules))


def story_page(paragraphs: Sequence[str], at: tuple[int, int] = (0, 0), measure: int = 28, depth: int = 110) -> Trace:
    """A page with one story, 'tram', in block A of six legs."""
    placed = block("A", ["tram"], at, depth=depth, columns=6 - at[0])
    return page([placed], body(paragraphs, placed, measure))
