"""Notes on a page that is shown as it was released, while it was edited since."""

from layout.proof.facts import StoryFacts, StoryPlace
from layout.proof.records.anchoring import Found, pin
from layout.proof.records.as_released import place_on_released, stories_printed
from layout.proof.records.parts import texts_of
from layout.proof.records.placing import Place, place_notes
from layout.proof.records.values import InStory, Note, OnPoint, Pinned, WholePage
from layout.proof.trace import Trace, TracedArt, TracedBlock, TracedLine
from tests.proof.records.test_placing import FIRST, SECOND, TYPED, line, trace, word

HEAD = TracedLine("A", "port", "headline", -1, 0, 0, 5.0, 30.0, False, line(0, "Port shut", -1).words)
RELEASED = {"1": trace("1", *FIRST, HEAD)}
LATER = (TYPED[0].replace("master", "captain"), TYPED[1])


def note(pinned: Pinned | None, page: str = "1") -> Note:
    assert pinned is not None
    return Note(7, page, "", pinned, "Whose?", "Ben", "")


def placed(pinned: Pinned | None, page: str = "1", now: Place | None = None) -> tuple[Place, ...]:
    present = now or Place(page, Found.HERE)
    return place_on_released([note(pinned, page)], RELEASED, {7: present}).get(7, ())


def of_later(text: str, paragraph: int) -> InStory | None:
    return pin("port", LATER, paragraph, LATER[paragraph].index(text))


def test_a_page_tells_what_its_stories_read_like() -> None:
    (port,) = stories_printed(RELEASED["1"]).values()
    assert port.paragraphs == (
        "THE HARBOUR MASTER – “a careful man”, they say – closed the port.",
        "Nobody knew for how long; the",
    )
    assert port.places == (StoryPlace("1", ""),)
    (jumped,) = stories_printed(trace("3", *SECOND)).values()
    assert jumped.paragraphs == ("", "straße to the quay was shut too.")


def test_a_note_stands_on_its_word_where_that_is_printed_whatever_was_edited_since() -> None:
    (place,) = placed(word("master", 0), now=Place("1", Found.GONE))
    assert (place.page, place.found, place.line) == ("1", Found.HERE, 1)
    assert place.areas == place_notes([note(word("master", 0))], {"port": _typed()}, RELEASED)[7].areas
    (careful,) = placed(word("careful", 0))
    assert len(careful.areas) == 2  # divided
    (near_the_cut,) = placed(word("long", 1))
    assert near_the_cut.line == 3


def test_a_word_that_came_after_the_release_has_its_place_on_what_was_printed_for_it_or_none() -> None:
    (place,) = placed(of_later("captain", 0))
    assert (place.found, place.now) == (Found.EDITED, "MASTER")
    assert placed(pin("port", ("All new: nothing of it was ever printed here before.",), 0, 9)) == ()


def test_a_word_of_another_page_is_not_looked_for_by_what_is_like_it() -> None:
    assert placed(word("straße", 1), page="3") == ()
    assert placed(of_later("captain", 0), page="3") == ()
    assert placed(of_later("captain", 0), page="3", now=Place("1", Found.MOVED)) != ()


def test_a_headline_is_found_as_it_was_printed() -> None:
    pinned = pin("port", [each.text for texts in texts_of(RELEASED).values() for each in texts], 0, 5)
    assert pinned is not None
    anchor = InStory("port", 0, 5, pinned.before, "shut", "", True, True, part="headline")
    (place,) = placed(anchor)
    assert place.area == (20.0, HEAD.area[1], 10.0, HEAD.area[3])


def test_points_stay_and_pictures_are_found_by_their_name() -> None:
    (place,) = placed(OnPoint(40.0, 50.0, "X"))
    assert (place.area, place.found) == ((40.0, 50.0, 0.0, 0.0), Found.HERE)
    assert placed(OnPoint(40.0, 50.0, "X"), page="2") == ()
    assert placed(WholePage()) == ()
    art = TracedArt("A", "port", "image", "quay.jpg", (100.0, 200.0, 80.0, 60.0), (0.0, 0.0, 1.0, 1.0), "")
    block = TracedBlock("A", "story", ("port",), ((0.0, 0.0, 200.0, 500.0),), ())
    shown = Trace("1", "A", 400.0, 500.0, 0.0, False, RELEASED["1"].grid, (block,), FIRST, (art,))
    pinned = OnPoint(10.0, 10.0, "A", "quay.jpg", 0.5, 0.5)
    (there,) = place_on_released([note(pinned)], {"1": shown}, {})[7]
    assert there.area == (140.0, 230.0, 0.0, 0.0)
    assert placed(pinned) == ()  # there was no such picture


def _typed() -> StoryFacts:
    return StoryFacts("port", "", "", "", (), TYPED, (StoryPlace("1", "A"),))
