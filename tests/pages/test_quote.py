"""Pull quotes: in one leg under a short bar, across two legs between rules."""

import pytest

from layout.pages.display import Kind, Mark, RuleMark, Source, TextMark
from layout.pages.quote import QuoteCopy, SetQuote, quote_marks, set_quote
from tests.pages.desk import MEASURE, SHALLOW, case, house, words

TWO = 293.858
TEXT = "A bridge is a promise that the city makes to its other half."


def set_for(text: str = TEXT, by: str = "Ruth Amsel", *, wide: bool = False) -> SetQuote:
    found = set_quote(case(), house().grid, QuoteCopy(text, by), TWO if wide else MEASURE, wide=wide)
    assert found is not None
    return found


def marks(quote: SetQuote) -> list[Mark]:
    return quote_marks(case(), house().grid, quote, (100.0, TWO if quote.wide else MEASURE, 6), Source("A", "a"))


def lines(made: list[Mark]) -> list[TextMark]:
    return [mark for mark in made if isinstance(mark, TextMark) and mark.text.kind is Kind.QUOTE]


def rules(made: list[Mark]) -> list[RuleMark]:
    return [mark for mark in made if isinstance(mark, RuleMark)]


def test_a_quote_of_four_lines_in_one_leg_takes_twelve_slots_of_which_the_first_and_last_are_white() -> None:
    quote = set_for("A bridge is a promise that the city makes to its other half")
    assert len(quote.lines) == 4
    assert quote.slots == 12
    grid, made = house().grid, marks(quote)
    bar = rules(made)[0]
    assert (bar.x1 - bar.x0, bar.weight) == pytest.approx((28.35, 2.0))
    assert bar.y0 - 1.0 == pytest.approx(grid.slot_top(7) + 2.0), "on the cap line of its second slot"
    first = lines(made)[0].text
    cap = case().cap_height(case().style("quote"))
    assert first.baseline - cap == pytest.approx(grid.slot_top(7) + 2.0 + 2.0 + 8.0)
    assert lines(made)[-1].text.baseline == pytest.approx(grid.baseline_of(16)), "the name on the last slot but one"


def test_the_opening_mark_hangs_out_of_one_leg() -> None:
    made = lines(marks(set_for()))
    assert made[0].text.x == pytest.approx(96.5)
    assert {mark.text.x for mark in made[1:]} == {100.0}
    assert made[0].text.line.text.startswith("“")
    assert made[-2].text.line.text.endswith("”")


def test_a_quote_over_two_legs_stands_between_rules_as_wide_as_both() -> None:
    quote = set_for(TEXT, wide=True)
    grid, made = house().grid, marks(quote)
    above, below = rules(made)
    assert (above.x0, above.x1) == pytest.approx((100.0, 100.0 + TWO))
    assert above.y0 == pytest.approx(grid.slot_top(6) + 10.0)
    assert below.y0 == pytest.approx(grid.slot_top(6 + quote.slots - 1))
    cap = case().cap_height(case().style("quote-wide"))
    assert lines(made)[0].text.baseline - cap == pytest.approx(above.y0 + 13.0)
    assert lines(made)[-1].text.baseline < below.y0
    assert quote.slots == {2: 10, 3: 12}[len(quote.lines)]


def test_a_quote_without_a_speaker_is_shallower() -> None:
    assert set_for(by="").slots < set_for().slots
    assert len(lines(marks(set_for(by="")))) == len(set_for(by="").lines)


def test_every_line_stays_in_its_legs() -> None:
    for wide in (False, True):
        for count in range(4, 14):
            quote = set_for(words(count), wide=wide)
            right = 100.0 + (TWO if wide else MEASURE)
            assert all(mark.text.x + mark.text.line.width <= right + 0.01 for mark in lines(marks(quote)))


def test_a_quote_of_too_many_words_or_too_long_a_word_is_none() -> None:
    for text in (words(80), "x" * 200):
        assert set_quote(case(), house().grid, QuoteCopy(text, ""), MEASURE, wide=False) is None


def test_a_speakers_name_wider_than_the_leg_leaves_the_quote_out() -> None:
    assert set_quote(case(), house().grid, QuoteCopy(TEXT, words(30)), MEASURE, wide=False) is None


def test_the_house_says_how_many_lines_a_quote_may_have() -> None:
    short = f"{SHALLOW}\nstyles: {{quote: {{max-lines: 3}}}}"
    assert set_quote(case(short), house(short).grid, QuoteCopy(TEXT, ""), MEASURE, wide=False) is None
