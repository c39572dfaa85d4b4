"""Notes on what stands outside a story's body: the words of its head, its captions, its quotes; points in its pictures."""

from dataclasses import replace

import pytest

from layout.proof.facts import StoryFacts, StoryPlace
from layout.proof.records.anchoring import Found
from layout.proof.records.parts import JUMP, Part, texts_of
from layout.proof.records.pictures import pin_point
from layout.proof.records.pinning import pin_hit
from layout.proof.records.placing import Place, place_notes
from layout.proof.records.values import InStory, Note, OnPoint, Pinned
from layout.proof.trace import Rectangle, Trace, TracedArt, TracedBlock, TracedGrid, TracedLine, TracedWord

GRID = TracedGrid(((0.0, 200.0),), 10.0, 10.0, 50, (0.0, 0.0, 400.0, 500.0))
WHOLE = (0.0, 0.0, 400.0, 500.0)
BODY = "Nobody knew for how long the quay was shut."


def line(y: float, text: str, kind: str, block: str = "A", story: str = "port", x: float = 0.0, **more: int) -> TracedLine:
    """Each word 10 points wide and a place of 20; `y`: of the baseline."""
    words = tuple(TracedWord(x + 20.0 * index, 10.0, word) for index, word in enumerate(text.split()))
    place = {"paragraph": -1, "leg": 0, "number": 0, **more}
    hyphenated = text.endswith("-")
    return TracedLine(block, story, kind, place["paragraph"], place["leg"], place["number"], y, 9.0, hyphenated, words)


def trace(
    page: str, *lines: TracedLine, what: str = "story", stories: tuple[str, ...] = ("port",), art: tuple[TracedArt, ...] = ()
) -> Trace:
    block = TracedBlock("A", what, stories, (WHOLE,), ())
    return Trace(page, "A", 400.0, 500.0, 0.0, False, GRID, (block,), lines, art)


def head(*more: TracedLine, headline: tuple[str, str] = ("Port shut", "for the winter")) -> Trace:
    lines = (
        line(30, "Harbour", "kicker"), line(50, headline[0], "headline"), line(70, headline[1], "headline"),
        line(90, "Nobody has told the ferry’s cap-", "deck"), line(100, "tain or the mate", "deck"),
        line(120, "Ann Lee", "byline"), line(130, "City reporter", "byline"),
    )  # fmt: skip
    return trace("1", *lines, line(150, BODY, "body", paragraph=0, leg=1, number=1), *more)


def story(*pages: str, text: str = BODY) -> dict[str, StoryFacts]:
    places = tuple(StoryPlace(page, "A") for page in pages or ("1",))
    return {"port": StoryFacts("port", "Port shut for the winter", "Ann Lee", "port.md", (9,), (text,), places)}


def pinned_at(there: Trace, x: float, y: float, stories: dict[str, StoryFacts] | None = None) -> InStory:
    pinned = pin_hit(there, stories or story(), x, y)
    assert pinned is not None
    return pinned


def placed(pinned: Pinned, *traces: Trace, page: str = "1", stories: dict[str, StoryFacts] | None = None) -> Place:
    note = Note(7, page, "", pinned, "Whose?", "Ben", "")
    return place_notes([note], stories or story(), {each.page: each for each in traces})[7]


@pytest.mark.parametrize(
    ("x", "y", "part", "word"),
    [
        (5, 28, "kicker", "Harbour"),
        (25, 48, "headline", "shut"),
        (45, 68, "headline", "winter"),
        (105, 88, "deck", "captain"),  # divided
        (5, 98, "deck", "captain"),
        (25, 118, "byline", "Lee"),
        (25, 128, "byline", "reporter"),
        (25, 148, "", "knew"),
    ],
)
def test_a_word_of_a_head_is_pinned_to_its_part(x: float, y: float, part: str, word: str) -> None:
    pinned = pinned_at(head(), x, y)
    assert (pinned.story, pinned.part, pinned.word, pinned.x, pinned.y) == ("port", part, word, x, y)
    place = placed(pinned, head())
    assert (place.page, place.found, place.block) == ("1", Found.HERE, "A")
    assert place.area is not None
    assert any(area[0] <= x <= area[0] + 10 and area[1] <= y <= area[1] + area[3] for area in place.areas)


def test_it_follows_its_word_through_another_break_and_to_another_place() -> None:
    pinned = pinned_at(head(), 45, 68)  # winter
    place = placed(pinned, head(headline=("Port shut for", "the winter")))
    assert (place.found, place.area) == (Found.HERE, (20.0, 70 - 6.75, 10.0, 9.0))
    place = placed(pinned, head(headline=("Port and quay shut", "for a whole winter")))
    assert (place.found, place.area and place.area[0]) == (Found.MOVED, 60.0)


def test_of_an_edited_word_what_stands_there_now_is_told() -> None:
    place = placed(pinned_at(head(), 25, 48), head(headline=("Port closed", "for the winter")))
    assert (place.found, place.now, place.area and place.area[0]) == (Found.EDITED, "closed", 20.0)
    there = replace(head(), lines=(line(30, "Quayside", "kicker"), *head().lines[1:]))
    place = placed(pinned_at(head(), 5, 28), there)
    assert (place.found, place.now) == (Found.EDITED, "Quayside")  # a part of one word


def test_of_a_word_that_is_gone_its_part_is_shown() -> None:
    place = placed(pinned_at(head(), 25, 48), head(headline=("Ferry stops", "until spring")))
    assert (place.found, place.area) == (Found.GONE, (20.0, 50 - 6.75, 10.0, 9.0))
    bare = replace(head(), lines=tuple(each for each in head().lines if each.kind != "headline"))
    place = placed(pinned_at(head(), 25, 48), bare)
    assert (place.found, place.areas) == (Found.GONE, ((25.0, 48.0, 0.0, 0.0),))  # where it was clicked


def test_a_word_is_not_gone_while_a_page_of_its_story_is_not_known() -> None:
    assert placed(pinned_at(head(), 25, 48)) == Place("1", Found.HERE)


def test_the_head_over_a_continuation_is_another() -> None:
    rest = trace("3", line(30, "From page 1", "kicker"), line(50, "Port shut: the mate speaks", "headline"), what="from")
    both = story("1", "3")
    pinned = pinned_at(rest, 25, 48, both)
    assert (pinned.part, pinned.word) == (JUMP + "headline", "shut")
    assert placed(pinned, head(), rest, page="3", stories=both).page == "3"
    gone = placed(pinned_at(head(), 25, 48), head(headline=("Ferry stops", "until spring")), rest, stories=both)
    assert (gone.page, gone.found) == ("1", Found.GONE)
    assert pin_hit(rest, both, 25, 28) is None  # the page's own words


def test_each_caption_has_its_own_words() -> None:
    captions = (
        line(200, "The quay in the rain on Mon-", "caption"), line(210, "day", "caption"),
        line(210, "Una Garrick", "credit", x=300.0),
        line(200, "The quay in the sun", "caption", x=200.0),
    )  # fmt: skip
    there = head(*captions)
    texts = texts_of({"1": there})
    assert [each.text for each in texts[Part("port", "caption")]] == ["The quay in the rain on Monday", "The quay in the sun"]
    assert [each.text for each in texts[Part("port", "credit")]] == ["Una Garrick"]
    pinned = pinned_at(there, 285, 198)
    assert (pinned.part, pinned.paragraph, pinned.word) == ("caption", 1, "sun")
    turned = head(captions[3], *captions[:3])
    assert placed(pinned, turned).area == (280.0, 200 - 6.75, 10.0, 9.0)


def test_a_quote_is_pinned_too() -> None:
    there = head(line(300, "“We can hear it", "quote"), line(310, "from the ward”", "quote"))
    assert (pinned_at(there, 45, 308).part, pinned_at(there, 45, 308).word) == ("quote", "ward")


def test_a_drop_cap_is_the_first_word() -> None:
    there = replace(head(), lines=(*head().lines, line(400, "N", "drop-cap", paragraph=0)))
    pinned = pinned_at(there, 5, 398)
    assert (pinned.part, pinned.paragraph, pinned.word) == ("", 0, "Nobody")


def test_a_crosshead_of_the_body_is_pinned_as_the_body_is() -> None:
    there = trace("1", line(20, "Eels before engines", "crosshead", paragraph=0, leg=1, number=1))
    facts = story(text="Eels before engines")
    pinned = pinned_at(there, 25, 18, facts)
    assert (pinned.part, pinned.paragraph, pinned.word) == ("", 0, "before")
    assert placed(pinned, there, stories=facts).line == 1


def briefs(*heads: str) -> Trace:
    lines: list[TracedLine] = []
    for number, text in enumerate(heads):
        lines.append(line(20 + 30 * number, text, "crosshead", story="", leg=1, number=2 * number + 1))
        lines.append(line(30 + 30 * number, BODY, "body", story="", leg=1, number=2 * number + 2, paragraph=0))
    return trace("1", *lines, what="briefs", stories=("bass", "gull"))


def test_a_head_among_briefs_is_its_storys_headline() -> None:
    facts = {slug: StoryFacts(slug, "", "", "", (1,), (BODY,), (StoryPlace("1", "A"),)) for slug in ("bass", "gull")}
    pinned = pinned_at(briefs("Bass wanted", "Gull steals purse"), 25, 48, facts)
    assert (pinned.story, pinned.part, pinned.word) == ("gull", "headline", "steals")
    assert placed(pinned, briefs("Bass wanted", "A gull steals purse"), stories=facts).area == (40.0, 50 - 6.75, 10.0, 9.0)
    assert pin_hit(briefs("Bass wanted"), facts, 25, 18) is None  # whose it is can't be told


@pytest.mark.parametrize("kind", ["nameplate", "folio", "refer", "ad-label", "banner", "jump-line", "notice"])
def test_what_belongs_to_no_story_is_a_point(kind: str) -> None:
    there = trace("1", line(20, "Harbour Herald", kind, story=""))
    assert pin_hit(there, story(), 25, 18) is None
    assert pin_point(there, 25, 18) == OnPoint(25, 18, "A")


def picture(
    area: Rectangle, crop: Rectangle = (0.0, 0.0, 1.0, 1.0), name: str = "quay.jpg", page: str = "1", what: str = "image"
) -> Trace:
    return trace(page, art=(TracedArt("A", "port", what, name, area, crop),))


def test_a_point_in_a_picture_goes_with_it() -> None:
    pinned = pin_point(picture((100.0, 100.0, 200.0, 100.0)), 150, 150)
    assert pinned == OnPoint(150, 150, "A", "quay.jpg", 0.25, 0.5)
    assert placed(pinned, picture((100.0, 100.0, 200.0, 100.0))) == Place("1", Found.HERE, areas=((150, 150, 0, 0),), block="A")
    moved = placed(pinned, picture((0.0, 200.0, 400.0, 200.0)))
    assert (moved.found, moved.area) == (Found.MOVED, (100.0, 300.0, 0.0, 0.0))
    cropped = placed(pinned, picture((100.0, 100.0, 200.0, 100.0), (0.0, 0.0, 0.5, 1.0)))
    assert cropped.area == (200.0, 150.0, 0.0, 0.0)
    elsewhere = placed(pinned, trace("1"), picture((0.0, 0.0, 200.0, 100.0), page="2"))
    assert (elsewhere.page, elsewhere.found, elsewhere.area) == ("2", Found.MOVED, (50.0, 50.0, 0.0, 0.0))


def test_what_was_cropped_away_is_told_at_the_pictures_edge() -> None:
    pinned = pin_point(picture((100.0, 100.0, 200.0, 100.0)), 290, 150)
    assert placed(pinned, picture((100.0, 100.0, 200.0, 100.0), (0.0, 0.0, 0.5, 1.0))).area == (300.0, 150.0, 0.0, 0.0)


def test_a_picture_that_was_taken_out_leaves_the_point() -> None:
    pinned = pin_point(picture((100.0, 100.0, 200.0, 100.0)), 150, 150)
    gone = placed(pinned, picture((100.0, 100.0, 200.0, 100.0), name="gull.jpg"))
    assert (gone.found, gone.area) == (Found.GONE, (150.0, 150.0, 0.0, 0.0))
    assert placed(pinned).found is Found.HERE  # nothing is known of the page


def test_an_advertisement_is_no_picture_of_the_papers() -> None:
    assert pin_point(picture((0.0, 0.0, 99.0, 99.0), what="ad"), 5, 5) == OnPoint(5, 5, "A")
