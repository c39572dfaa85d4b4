"""A noted word on the page: as typed and as set, through hyphens, small capitals, quotes, jumps."""

import pytest

from layout.proof.facts import StoryFacts, StoryPlace
from layout.proof.records.anchoring import Found, pin
from layout.proof.records.pictures import block_at
from layout.proof.records.pinning import hit, pin_hit, pin_traced
from layout.proof.records.placing import Place, place_notes
from layout.proof.records.values import InStory, Note, OnPoint, Pinned, WholePage
from layout.proof.trace import Trace, TracedBlock, TracedGrid, TracedLine, TracedWord

GRID = TracedGrid(((0.0, 200.0),), 10.0, 10.0, 50, (0.0, 0.0, 400.0, 500.0))
TYPED = (
    'The harbour master -- "a careful man", they say -- closed the port.',
    "Nobody knew for how long; the straße to the quay was shut too.",
)


def trace(page: str, *lines: TracedLine, blocks: tuple[TracedBlock, ...] = ()) -> Trace:
    return Trace(page, "A", 400.0, 500.0, 0.0, False, GRID, blocks, lines, ())


def line(
    number: int, text: str, paragraph: int, story: str = "port", block: str = "A", kind: str = "body", leg: int = 1
) -> TracedLine:
    """Each word 10 points wide and a place of 20; lines 10 apart; a hyphen that ends it is the break's."""
    words = tuple(TracedWord(20.0 * index, 10.0, word) for index, word in enumerate(text.split()))
    return TracedLine(block, story, kind, paragraph, leg, number, 10.0 * number, 9.0, text.endswith("-"), words)


FIRST = (
    line(1, "THE HARBOUR MASTER – “a care-", 0),
    line(2, "ful man”, they say – closed the port.", 0),
    line(3, "Nobody knew for how long; the", 1),
)
SECOND = (line(1, "straße to the quay was shut too.", 1),)


def story(paragraphs: tuple[str, ...] = TYPED, pages: str = "13") -> StoryFacts:
    places = tuple(StoryPlace(page, "A") for page in pages)
    return StoryFacts("port", "Port shut", "", "stories/port.md", tuple(range(len(paragraphs))), paragraphs, places)


def note(pinned: Pinned | None, page: str = "1") -> Note:
    assert pinned is not None
    return Note(7, page, "", pinned, "Whose?", "Ben", "")


def word(text: str, paragraph: int) -> InStory:
    pinned = pin("port", TYPED, paragraph, TYPED[paragraph].index(text))
    assert pinned is not None
    return pinned


def placed(pinned: Pinned, traces: dict[str, Trace], now: StoryFacts | None = None) -> Place:
    facts = now or story()
    return place_notes([note(pinned)], {"port": facts}, traces)[7]


BOTH = {"1": trace("1", *FIRST), "3": trace("3", *SECOND)}


@pytest.mark.parametrize(
    ("text", "paragraph", "page", "areas"),
    [
        ("harbour", 0, "1", [(1, 1)]),  # in small capitals
        ("careful", 0, "1", [(1, 5), (2, 0)]),  # divided
        ("they", 0, "1", [(2, 2)]),  # after a quote and a dash
        ("port", 0, "1", [(2, 7)]),
        ("knew", 1, "1", [(3, 1)]),
        ("straße", 1, "3", [(1, 0)]),  # behind the jump
        ("too", 1, "3", [(1, 6)]),
    ],
)
def test_a_word_is_where_it_is_set(text: str, paragraph: int, page: str, areas: list[tuple[int, int]]) -> None:
    place = placed(word(text, paragraph), BOTH)
    assert (place.page, place.found, place.paragraph) == (page, Found.HERE, paragraph)
    assert [(round((area[1] + 6.75) / 10), round(area[0] / 20)) for area in place.areas] == areas
    assert place.area == place.areas[0]
    assert place.areas[0][2:] == (10.0, 9.0)


def test_a_word_is_found_on_the_jumps_page_alone() -> None:
    place = placed(word("straße", 1), {"3": BOTH["3"]})
    assert (place.page, len(place.areas)) == ("3", 1)


def test_a_word_that_is_over_is_on_no_page() -> None:
    assert placed(word("straße", 1), {"1": BOTH["1"]}) == Place("1", Found.HERE, 1, (), word=6)


def test_a_word_that_is_over_is_not_taken_for_the_like_of_it() -> None:
    typed = ("one two three four the end of the matter was the end of the matter was",)
    pinned = pin("port", typed, 0, typed[0].rindex("matter"))
    assert pinned is not None
    traces = {"1": trace("1", line(1, "one two three four the end of the matter was", 0))}
    assert placed(pinned, traces, story(typed, "1")).areas == ()


def test_an_edited_story_whose_page_is_not_made_yet_still_shows_the_word() -> None:
    now = (TYPED[0].replace("The harbour", "Late at night the old harbour"), TYPED[1])
    place = placed(word("closed", 0), BOTH, story(now))
    assert (place.page, place.found) == ("1", Found.MOVED)
    assert [(area[0], area[1]) for area in place.areas] == [(100.0, 20 - 6.75)]


def test_of_a_word_that_was_edited_what_stands_there_now_is_told() -> None:
    place = placed(word("careful", 0), BOTH, story((TYPED[0].replace("careful", "cautious"), TYPED[1])))
    assert (place.page, place.found, place.now) == ("1", Found.EDITED, "cautious")


def test_a_word_that_was_taken_out_is_shown_where_it_stood() -> None:
    now = (TYPED[0].replace("careful ", ""), TYPED[1])
    set_now = {"1": trace("1", line(1, "THE HARBOUR MASTER – “a man”, they say – closed the port.", 0))}
    place = placed(word("careful", 0), set_now, story(now))
    assert place.found is Found.GONE
    assert place.area is not None
    assert place.area[0] == 20.0 * 5  # what follows it


def test_a_story_that_was_taken_out_leaves_its_notes_on_their_page() -> None:
    assert place_notes([note(word("harbour", 0), "4")], {}, BOTH) == {7: Place("4", Found.GONE)}


def test_points_and_pages_stay_where_they_were_put() -> None:
    assert placed(OnPoint(12.0, 30.0, "C"), {}) == Place("1", Found.HERE, -1, ((12.0, 30.0, 0.0, 0.0),), block="C")
    assert placed(WholePage(), {}) == Place("1", Found.HERE)


def test_a_dateline_that_is_set_before_the_text_does_not_shift_it() -> None:
    place = placed(
        word("harbour", 0), {"1": trace("1", line(1, "PORT TOWN – The harbour master – “a careful man”, they say", 0))}
    )
    assert place.area is not None
    assert place.area[0] == 20.0 * 4


BRIEFS = (
    line(1, "Bass wanted", -1, "", "B", "crosshead"),
    line(2, "The choir wants a bass by Saturday", 0, "", "B"),
    line(3, "Gull steals purse", -1, "", "B", "crosshead"),
    line(4, "The gull wants a purse by all means", 0, "", "B"),
)


def briefs() -> tuple[Trace, dict[str, StoryFacts]]:
    texts = {"bass": "The choir wants a bass by Saturday", "gull": "The gull wants a purse by all means"}
    blocks = (TracedBlock("B", "briefs", ("bass", "gull"), ((0.0, 0.0, 400.0, 60.0),), ()),)
    facts = {slug: StoryFacts(slug, "", "", "", (1,), (text,), (StoryPlace("2", "B"),)) for slug, text in texts.items()}
    return trace("2", *BRIEFS, blocks=blocks), facts


@pytest.mark.parametrize(("slug", "number"), [("bass", 2), ("gull", 4)])
def test_each_brief_of_a_block_has_its_own_words(slug: str, number: int) -> None:
    page, facts = briefs()
    for index, text in enumerate(facts[slug].paragraphs[0].split()):
        pinned = pin_hit(page, facts, 20.0 * index + 5, 10.0 * number)
        assert pinned is not None
        assert (pinned.story, pinned.word) == (slug, text)
        place = place_notes([note(pinned, "2")], facts, {"2": page})[7]
        assert place.area is not None
        assert (place.area[0], place.area[1]) == (20.0 * index, 10.0 * number - 6.75)


def test_what_is_clicked_is_the_word_there_and_what_is_pinned_is_as_typed() -> None:
    page = BOTH["1"]
    assert hit(page, 45.0, 18.0) == (1, 2)
    assert hit(page, 35.0, 18.0) == (1, 1)  # the space after a word is the word's
    assert hit(page, 45.0, 300.0) is None
    assert hit(page, 390.0, 18.0) is None
    divided = pin_traced(page, story(), 1, 0)
    assert divided is not None
    assert (divided.word, divided.offset) == ("careful", TYPED[0].index("careful"))
    behind = pin_hit(BOTH["3"], {"port": story()}, 5.0, 10.0)
    assert behind is not None
    assert (behind.word, behind.paragraph) == ("straße", 1)


@pytest.mark.parametrize("where", [(-1, 0), (99, 0), (0, 99), (0, -1)])
def test_what_is_nowhere_in_the_trace_is_not_pinned(where: tuple[int, int]) -> None:
    assert pin_traced(BOTH["1"], story(), *where) is None


def test_type_that_is_not_a_storys_body_is_not_pinned() -> None:
    page = trace("1", line(1, "Port shut", -1, "", kind="folio", leg=0), line(2, "a caption here", 0, "other", kind="table"))
    assert hit(page, 5.0, 10.0) is None
    assert pin_traced(page, story(), 1, 0) is None
    assert pin_hit(page, {"port": story()}, 5.0, 10.0) is None


def test_of_blocks_one_upon_the_other_the_smaller_is_meant() -> None:
    blocks = (
        TracedBlock("A", "story", ("port",), ((0.0, 0.0, 300.0, 300.0),), ()),
        TracedBlock("B", "picture", (), ((100.0, 100.0, 50.0, 50.0), (200.0, 0.0, 10.0, 10.0)), ()),
    )
    page = trace("1", blocks=blocks)
    assert [block_at(page, *point) for point in ((10.0, 10.0), (120.0, 120.0), (205.0, 5.0), (350.0, 10.0))] == [
        "A",
        "B",
        "B",
        "",
    ]


def without(number: int) -> StoryFacts:
    """The story, a paragraph of it taken out."""
    return story(tuple(text for index, text in enumerate(LONG) if index != number), "1")


LONG = (
    "The harbour master closed the port at noon on Monday.",
    "Fog had come in over the quay before anybody was awake to see it.",
    "Nobody knew for how long.",
)
LONG_SET = tuple(line(number + 1, text, number) for number, text in enumerate(LONG))


@pytest.mark.parametrize(("number", "at"), [(0, 1), (1, 2), (2, 2)])
def test_a_word_whose_paragraph_was_taken_out_is_shown_beside_the_neighbours_that_are_left(number: int, at: int) -> None:
    pinned = pin("port", LONG, number, 4)
    assert pinned is not None
    left = [text for index, text in enumerate(LONG) if index != number]
    there = {"1": trace("1", *(line(index + 1, text, index) for index, text in enumerate(left)))}
    place = placed(pinned, there, without(number))
    assert place.found is Found.GONE
    assert place.area is not None
    assert round((place.area[1] + 6.75) / 10) == at
    assert place.paragraph >= 0


def test_a_word_whose_sentence_was_written_anew_is_shown_after_the_words_before_it() -> None:
    pinned = pin("port", LONG, 1, LONG[1].index("anybody"))
    assert pinned is not None
    text = "Fog had come in over the quay. Two ferries lay off the mole all night with their horns going, and nobody slept."
    now = story((LONG[0], text, LONG[2]), "1")
    place = placed(pinned, {"1": trace("1", LONG_SET[0], line(2, text, 1), LONG_SET[2])}, now)
    assert place.found is Found.GONE
    assert place.area == (20.0 * 7, 20 - 6.75, 10.0, 9.0)


def test_a_word_whose_paragraph_lost_its_beginning_is_shown_where_the_rest_of_it_begins() -> None:
    long = ("Fog had come in over the quay before anybody was up. By nine the harbour was shut.", *LONG[:1])
    pinned = pin("port", long, 0, long[0].index("come"))
    assert pinned is not None
    left = (long[0].partition(". ")[2], long[1])
    there = {"1": trace("1", *(line(index + 1, text, index) for index, text in enumerate(left)))}
    place = placed(pinned, there, story(left, "1"))
    assert (place.found, place.area) == (Found.GONE, (0.0, 10 - 6.75, 10.0, 9.0))


def test_a_note_of_before_is_shown_in_the_paragraph_of_its_number() -> None:
    old = InStory("port", 1, 0, "", "Rain", " fell all night", True, False)
    assert placed(old, {"1": trace("1", *LONG_SET)}, story(LONG, "1")).area == (0.0, 20 - 6.75, 10.0, 9.0)


def test_a_word_whose_story_was_taken_out_is_shown_where_it_was_clicked() -> None:
    pinned = pin_hit(trace("1", *FIRST), {"port": story()}, 45.0, 18.0)
    assert pinned is not None
    place = place_notes([note(pinned)], {}, BOTH)[7]
    assert (place.found, place.area) == (Found.GONE, (45.0, 18.0, 0.0, 0.0))


def test_it_tells_the_line_and_the_number_of_its_word() -> None:
    place = placed(word("port", 0), BOTH)
    assert (place.block, place.line, place.word) == ("A", 2, 10)


def test_where_a_word_stood_is_not_guessed_from_words_that_stand_elsewhere_too() -> None:
    lead = "The council chamber fell silent at nine minutes past ten on Monday night. By nine votes to six the city will build."
    rest = (
        "It will carry trams to the east shore.",
        "A loan needs three-fifths of the council, or nine of its fifteen.",
    )
    pinned = pin("port", (lead, *rest), 0, lead.index("silent"))
    assert pinned is not None
    left = (lead.partition(". ")[2], *rest)
    there = {"1": trace("1", *(line(index + 1, text, index) for index, text in enumerate(left)))}
    assert placed(pinned, there, story(left, "1")).area == (0.0, 10 - 6.75, 10.0, 9.0)
