"""The table of what is over and short, and the same as facts."""

import json
import re
from dataclasses import replace

import pytest

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.base.units import mm
from layout.desk.plan import Plan
from layout.pages.outcome import BlockOutcome, Borders, LegOutcome
from layout.passing.aligned import Columns, Row, aligned, shown_width
from layout.passing.fit import block_facts, carries_text, fit_words, leeway_words
from layout.passing.fit_table import fit_facts, fit_rows, fit_table, summary
from layout.production.checking import check
from layout.production.order import Order
from tests.passing.starter_paper import starter

LEADING = 10.5

FULL = BlockOutcome("1", "A", "lighthouse", 29, legs=(LegOutcome(8, 8), LegOutcome(11, 11), LegOutcome(10, 10)), words=176)
OVER = replace(
    FULL, page="3", block="T", story="tannery", lines_over=7, words_over=46, first_words_over="the harbour master said",
    levers=("headline 2 of 2", "leg +1 line"), shrink=3, stretch=5, borders=Borders.GIVE, cut_before="Costs", words_before=44,
)  # fmt: skip
SHORT = replace(FULL, page="2", block="M", story="marsh-road", lines_short=4, hole_words=25)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    paper = check(Order(starter(tmp_path_factory.mktemp("paper")))).paper
    assert paper is not None
    return paper.plan


def places(table: str) -> list[str]:
    """Where the table's rows stand, from the top."""
    return re.findall(r"^(\d+ [A-Z]) ", table, re.MULTILINE)


def test_over_and_short_are_told_in_the_editor_s_words() -> None:
    assert fit_words(OVER, LEADING) == "+7 lines (about 46 words) over, 2.6 col. cm"
    assert fit_words(SHORT, LEADING) == "4 lines short (holds about 25 words), 1.5 col. cm"
    assert fit_words(FULL, LEADING) == "full"
    assert fit_words(BlockOutcome("1", "A", "bare", 0), LEADING) == "no text"


def test_one_line_and_one_word_are_not_many() -> None:
    assert fit_words(replace(OVER, lines_over=1, words_over=1), LEADING) == "+1 line (about 1 word) over, 0.4 col. cm"
    assert fit_words(replace(SHORT, lines_short=1, hole_words=1), LEADING) == "1 line short (holds about 1 word), 0.4 col. cm"


def test_a_line_is_as_deep_as_the_grid_s_not_as_some_other() -> None:
    assert fit_words(replace(SHORT, lines_short=10), mm(4)).endswith(", 4.0 col. cm")
    assert fit_words(replace(SHORT, lines_short=10), mm(5)).endswith(", 5.0 col. cm")


def test_lines_that_paragraphs_alone_could_give_are_told_both_ways() -> None:
    assert leeway_words(OVER) == "-3/+5"
    assert leeway_words(replace(OVER, shrink=0)) == "0/+5"
    assert leeway_words(replace(OVER, stretch=0)) == "-3/0"
    assert leeway_words(FULL) == "0"


def test_the_worst_comes_first_over_before_short_before_full(plan: Plan) -> None:
    worse = replace(OVER, page="4", block="E", story="evening-class", lines_over=12)
    emptier = replace(SHORT, page="4", block="S", story="skiffs", lines_short=30)
    full_before = replace(FULL, page="2", block="O", story="slow-post")
    rows = fit_rows([SHORT, full_before, FULL, OVER, emptier, worse], plan)
    assert [row.block.story for row in rows] == ["evening-class", "tannery", "skiffs", "marsh-road", "lighthouse", "slow-post"]
    assert places(fit_table(rows)) == ["4 E", "3 T", "4 S", "2 M", "1 A", "2 O"]


def test_full_blocks_of_a_page_keep_the_page_s_order(plan: Plan) -> None:
    blocks = [replace(FULL, block=letter, story=letter) for letter in "CAB"]
    assert [row.block.block for row in fit_rows(blocks, plan)] == ["C", "A", "B"]


def test_only_blocks_that_carry_text_have_a_row(plan: Plan) -> None:
    ad = BlockOutcome("1", "X", "", 0)
    assert not carries_text(ad)
    assert fit_rows([ad], plan) == ()
    assert fit_table(()) == "no block carries text"
    assert [row.carries for row in fit_rows([BlockOutcome("1", "A", "lighthouse", 0)], plan)] == ["lighthouse"]


def test_briefs_and_notices_are_called_what_they_are(plan: Plan) -> None:
    briefs, notice = replace(FULL, block="B", story=""), replace(FULL, page="4", block="N", story="")
    unknown = replace(FULL, page="9", block="Z", story="")
    assert [row.carries for row in fit_rows([briefs, notice, unknown], plan)] == ["(briefs)", "(notice)", ""]
    assert "carries" in fit_facts({}, fit_rows([briefs], plan))["blocks"][0]  # type: ignore[index]


def test_a_table_says_where_it_runs_over_and_what_gave(plan: Plan) -> None:
    lines = fit_table(fit_rows([OVER], plan)).splitlines()
    assert lines[0].split() == ["place", "story", "lines", "fit", "-/+", "borders"]
    assert lines[1].split() == [
        "3", "T", "tannery", "29", "+7", "lines", "(about", "46", "words)", "over,", "2.6", "col.", "cm", "-3/+5", "give",
    ]  # fmt: skip
    assert [line.strip() for line in lines[2:4]] == ["from “the harbour master said”", "gave: headline 2 of 2, leg +1 line"]
    assert lines[5] == "1 block over (+7 lines, about 46 words)"
    assert "legs:" not in "\n".join(lines)


def test_each_leg_is_told_where_more_is_asked_for(plan: Plan) -> None:
    assert "legs: 8/8 11/11 10/10; 176 words" in fit_table(fit_rows([OVER], plan), verbose=True)


def test_the_last_line_sums_it_up(plan: Plan) -> None:
    rows = fit_rows([OVER, replace(OVER, lines_over=2, words_over=15), SHORT, FULL, FULL, FULL], plan)
    assert summary(rows) == "2 blocks over (+9 lines, about 61 words), 1 short (4 lines, about 25 words), 3 full"
    assert summary(fit_rows([FULL], plan)) == "1 block full"
    assert summary(fit_rows([replace(SHORT, hole_words=0)], plan)) == "1 block short (4 lines)"


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(plan: Plan, width: int) -> None:
    levers = tuple(f"paragraph {number} a line shorter" for number in range(30))
    long = replace(
        OVER, story="a-slug-of-a-length-that-nobody-would-type-by-hand-but-a-wire-agency-will-send-" * 2, levers=levers,
        lines_over=12345, words_over=123456, first_words_over="Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 4,
    )  # fmt: skip
    table = fit_table(fit_rows([long, SHORT, FULL], plan), width, verbose=True)
    assert max(map(shown_width, table.splitlines())) <= width
    assert "paragraph 29 a line shorter" in " ".join(table.split())
    assert long.story in "".join(line[7:].partition("  ")[0].strip() for line in table.splitlines())


@pytest.mark.parametrize(
    "slug", ["naïve-café", "橋の-投票", "a b", "x\x1b[31mred", "‮evil", "new\nline", "-" * 90, "e\u0301te\u0301"]
)
def test_columns_stand_under_their_heads_whatever_the_slug(plan: Plan, slug: str) -> None:
    table = fit_table(fit_rows([replace(OVER, story=slug), FULL], plan))
    head, first, *_ = table.splitlines()
    assert "\x1b" not in table
    assert "‮" not in table
    assert max(map(shown_width, table.splitlines())) <= 100
    assert shown_width(first[: first.index("+7 lines")]) == head.index("fit")


def test_a_table_too_narrow_for_anything_still_tells_all() -> None:
    columns = Columns(("a", "b"), gives=((1, 3),))
    assert "".join(aligned(columns, [Row(("one", "two words or three"))], 5).split()) == "abonetwowordsorthree"


def test_facts_have_the_report_s_keys_and_parse(plan: Plan) -> None:
    facts = json.loads(json.dumps(fit_facts({"title": "T"}, fit_rows([FULL, OVER, SHORT], plan))))
    assert (facts["issue"], facts["fit"]) == ({"title": "T"}, False)
    assert (facts["lines_over"], facts["words_over"], facts["lines_short"], facts["hole_words"]) == (7, 46, 4, 25)
    over, short, full = facts["blocks"]
    assert over == block_facts(OVER, LEADING) | {"legs": [[8, 8], [11, 11], [10, 10]]}
    assert (over["column_cm_over"], over["cut_before"], over["borders"], over["shrink"]) == (2.6, "Costs", "give", 3)
    assert (short["column_cm_short"], short["hole_words"]) == (1.5, 25)
    assert not {"column_cm_over", "column_cm_short", "hole_words", "cut_before"} & full.keys()


def test_what_carries_no_text_has_no_facts_of_text() -> None:
    assert block_facts(BlockOutcome("1", "X", "", 0), LEADING).keys() == {
        "page", "block", "story", "lines", "lines_over", "words_over", "lines_short", "first_words_over", "levers",
    }  # fmt: skip


def test_what_somebody_answers_for_is_no_fault(plan: Plan) -> None:
    area = Area(0, 0, 10, 10)
    note = Problem("short", Severity.NOTE, "4 lines short; allowed: an advertiser's wish", "", OnPage("2", area), "marsh-road")
    (row,) = fit_rows([SHORT], plan, [note])
    assert not row.is_off
    assert "4 lines short (holds about 25 words), 1.5 col. cm; allowed" in fit_table([row])
    facts = fit_facts({}, [row])
    assert facts["fit"] is True
    assert facts["blocks"][0]["allowed"] is True  # type: ignore[index]
    (other,) = fit_rows([replace(SHORT, page="4")], plan, [note])
    assert other.is_off
    warned = replace(note, severity=Severity.WARNING)
    assert fit_rows([SHORT], plan, [warned])[0].is_off
