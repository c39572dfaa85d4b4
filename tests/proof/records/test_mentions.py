"""Who is spoken to in a note."""

import time
import unicodedata

from layout.proof.records.limits import MENTIONS
from layout.proof.records.mentions import Names, mentioned, names_of

KNOWN = Names(("Anna", "Anna Berg", "Anna Bergström", "J.-P. Roux", "Zoë Özgür"))


def test_the_longest_name_that_is_known_is_meant() -> None:
    assert mentioned("@anna berg, look", KNOWN) == ("Anna Berg",)
    assert mentioned("@anna bergs note", KNOWN) == ("Anna",)
    assert mentioned("@ANNA  BERGSTRÖM: @anna.", KNOWN) == ("Anna Bergström", "Anna")
    assert mentioned("ask @j.-p. roux!", KNOWN) == ("J.-P. Roux",)


def test_as_much_of_a_name_as_one_person_has_is_enough() -> None:
    assert mentioned("@Zo and @J.-P., look", KNOWN) == ("Zoë Özgür", "J.-P. Roux")
    known = Names(("Abe Approve", "Abelard Voss", "Ben Ash", "Ben Okafor"))
    assert mentioned("@Abe", known) == ("Abe Approve",)  # of one alone it is a whole word
    assert mentioned("@ABEL, @abe.", known) == ("Abelard Voss", "Abe Approve")
    assert mentioned("@Ab @Ben @Benno", known) == ("Ab", "Ben", "Benno")


def test_who_is_gone_is_known_by_the_whole_name_alone_and_not_asked() -> None:
    known = Names(("Ann Berg", "Bob"), ("Ann Clark", "Bob Stone"))
    assert mentioned("@Ann", known) == ("Ann Berg",), "of those who are here one alone is called so"
    assert mentioned("@ann clark, @Bob Stone!", known) == (), "and nobody is taken for them"
    assert mentioned("@Bob Stones, @Ann Clarke", known) == ("Bob", "Ann Berg")


def test_who_has_spoken_can_be_spoken_to_unless_they_are_gone() -> None:
    names = names_of({"Zoë Özgür": False, "Ann Clark": True, "Ben": False}, ("", "dora Dahl", "BEN", "ann  CLARK"))
    assert names == Names(("Ben", "dora Dahl", "Zoë Özgür"), ("Ann Clark",))


def test_letters_may_be_typed_in_parts() -> None:
    assert mentioned(unicodedata.normalize("NFD", "@zoë özgür?"), KNOWN) == ("Zoë Özgür",)


def test_who_is_not_known_is_the_word_and_mail_is_nobody() -> None:
    assert mentioned("@carl’s, not ben@example.org, /@x or @@y", KNOWN) == ("carl’s",)


def test_as_many_as_a_note_speaks_to_and_no_more() -> None:
    found = mentioned(" ".join(f"@p{each}" for each in range(900)), Names())
    assert found == tuple(f"p{each}" for each in range(MENTIONS))


def test_a_thousand_people_of_one_first_name_cost_nothing_much() -> None:
    people = Names(tuple(f"Anna {'x' * (each % 40)} {each}" for each in range(1000)))
    text = "@anna " * 660
    began = time.process_time()
    assert mentioned(text, people) == ("anna",)
    assert time.process_time() - began < 0.25
