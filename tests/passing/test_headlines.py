"""The list of headlines, for a terminal and for programs."""

import json
from textwrap import dedent

from layout.pages.headline_options import HeadlineOption, OptionLine
from layout.passing.headlines import PlacedHeadline, headlines_facts, headlines_text

WELL = HeadlineOption(
    1,
    "Bridge gets its vote",
    5,
    0,
    36.0,
    True,
    True,
    16.0,
    (OptionLine("Bridge gets", 11.0, 0.0), OptionLine("its vote", 7.5, 0.0)),
    (),
)
OVER = HeadlineOption(
    0,
    "Council votes at last to build the bridge",
    5,
    0,
    36.0,
    False,
    False,
    16.0,
    (OptionLine("Council votes", 12.5, 0.0), OptionLine("at last to build it", 17.5, 1.5)),
    ("line 2 is 1.5 counts over at 36 pt",),
)
SMALLER = HeadlineOption(
    0, "Road", 7, 2, 24.0, True, False, 24.5, (OptionLine("Road", 4.5, 0.0),), ("14 counts short of three quarters",)
)


def test_each_block_has_its_headlines_one_under_another() -> None:
    text = headlines_text([PlacedHeadline("1", "A", "bridge", (OVER, WELL)), PlacedHeadline("12", "B", "", (SMALLER,))])
    assert text == dedent("""\
        page 1, block A, bridge
          over     36 pt, 16 counts  Council votes / at last to build it  line 2 is 1.5 counts over at 36 pt
          taken    36 pt, 16 counts  Bridge gets / its vote               reads well

        page 12, block B
                 24 pt, 24.5 counts  Road                                 14 counts short of three quarters; 2 rungs smaller
        """)


def test_a_page_without_headlines_says_so() -> None:
    assert headlines_text([]) == "There are no headlines on these pages.\n"


def test_a_head_without_words_is_shown_as_typed_and_a_long_one_does_not_widen_the_column_for_all() -> None:
    empty = HeadlineOption(0, "-", 0, 0, 72.0, False, True, 9.0, (), ("no words in it",))
    long = HeadlineOption(0, "x", 0, -1, 72.0, True, False, 9.0, (OptionLine("x" * 300, 300.0, 0.0),), ())
    rows = headlines_text([PlacedHeadline("1", "A", "a", (empty, long))]).splitlines()
    assert rows[1] == f"  taken  72 pt, 9 counts  {'-':72}  no words in it"
    assert rows[2].endswith("x  1 rung larger")


def test_programs_get_the_same_as_facts() -> None:
    facts = headlines_facts([PlacedHeadline("1", "A", "bridge", (OVER, WELL))])
    assert json.loads(json.dumps(facts)) == facts
    (placed,) = facts["headlines"]
    assert (placed["page"], placed["block"], placed["story"]) == ("1", "A", "bridge")
    over, well = placed["options"]
    assert (over["headline"], over["rung"], over["size"], over["fits"], over["taken"]) == (1, 6, 36.0, False, False)
    assert over["lines"] == [
        {"text": "Council votes", "counts": 12.5, "over": 0.0},
        {"text": "at last to build it", "counts": 17.5, "over": 1.5},
    ]
    assert over["faults"] == ["line 2 is 1.5 counts over at 36 pt"]
    assert (well["headline"], well["taken"], well["faults"]) == (2, True, [])
