"""Who is spoken to in a note."""

import time
import unicodedata

from layout.proof.records.limits import MENTIONS
from layout.proof.records.mentions import mentioned

KNOWN = ("Anna", "Anna Berg", "Anna Bergström", "J.-P. Roux", "Zoë Özgür")


def test_the_longest_name_that_is_known_is_meant() -> None:
    assert mentioned("@anna berg, look", KNOWN) == ("Anna Berg",)
    assert mentioned("@anna bergs note", KNOWN) == ("Anna",)
    assert mentioned("@ANNA  BERGSTRÖM: @anna.", KNOWN) == ("Anna Bergström", "Anna")
    assert mentioned("ask @j.-p. roux!", KNOWN) == ("J.-P. Roux",)


def test_as_much_of_a_name_as_one_person_has_is_enough() -> None:
    assert mentioned("@Zo and @J.-P., look", KNOWN) == ("Zoë Özgür", "J.-P. Roux")
    known = ("Abe Approve", "Abelard Voss", "Ben Ash", "Ben Okafor")
    assert mentioned("@Abe", known) == ("Abe Approve",)  # of one alone it is a whole word
    assert mentioned("@ABEL, @abe.", known) == ("Abelard Voss", "Abe Approve")
    assert mentioned("@Ab @Ben @Benno", known) == ("Ab", "Ben", "Benno")


def test_letters_may_be_typed_in_parts() -> None:
    assert mentioned(unicodedata.normalize("NFD", "@zoë özgür?"), KNOWN) == ("Zoë Özgür",)


def test_who_is_not_known_is_the_word_and_mail_is_nobody() -> None:
    assert mentioned("@carl’s, not ben@example.org, /@x or @@y") == ("carl’s",)


def test_as_many_as_a_note_speaks_to_and_no_more() -> None:
    found = mentioned(" ".join(f"@p{each}" for each in range(900)))
    assert found == tuple(f"p{each}" for each in range(MENTIONS))


def test_a_thousand_people_of_one_first_name_cost_nothing_much() -> None:
    people = [f"Anna {'x' * (each % 40)} {each}" for each in range(1000)]
    text = "@anna " * 660
    began = time.process_time()
    assert mentioned(text, people) == ("anna",)
    assert time.process_time() - began < 0.25
