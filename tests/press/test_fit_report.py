"""How blocks fit, as the report tells it to people and to programs."""

from layout.pages.outcome import BlockOutcome, Borders, LegOutcome
from layout.press.report import Report, report_facts
from layout.press.report_page import report_html

ISSUE = {"title": "T", "date": "2026-11-27", "edition": "", "number": "1"}
FULL = BlockOutcome(
    "1", "A", "bridge", 29, levers=("headline 2 of 2", "leg +1 line"), legs=(LegOutcome(15, 15), LegOutcome(14, 14))
)
OVER = BlockOutcome(
    "1", "B", "<tram>", 20, 7, 46, first_words_over="the <b>master", legs=(LegOutcome(20, 20),), words=120, shrink=3, stretch=5,
    borders=Borders.GIVE, cut_before="Costs & more", words_before=44,
)  # fmt: skip
SHORT = BlockOutcome("1", "C", "fish", 20, lines_short=4, legs=(LegOutcome(24, 20),), words=120, hole_words=25)
AD = BlockOutcome("1", "X", "", 0)


def report(*blocks: BlockOutcome) -> Report:
    return Report(ISSUE, (), blocks=blocks, baseline=10.5)


def test_the_table_speaks_the_editor_s_words() -> None:
    html = report_html(report(FULL, OVER, SHORT))
    over = (
        "+7 lines (about 46 words) over, 2.6 col. cm<br>from “the &lt;b&gt;master”"
        "<br>or 44 words before the crosshead “Costs &amp; more”"
    )
    assert (
        f'<tr class="error"><td>1</td><td>B</td><td>&lt;tram&gt;</td><td>20</td><td>{over}</td><td>-3/+5</td><td>give</td>'
        in html
    )
    assert '<tr class="warning"><td>1</td><td>C</td>' in html
    assert "4 lines short (holds about 25 words), 1.5 col. cm" in html


def test_each_lever_has_its_line() -> None:
    assert "<td>full</td><td>0</td><td>fixed</td><td>headline 2 of 2<br>leg +1 line</td>" in report_html(report(FULL))


def test_only_blocks_that_carry_text_are_in_the_table() -> None:
    assert "<td>X</td>" not in report_html(report(FULL, AD))
    assert "<h2>Fit</h2>" not in report_html(report(AD))


def test_facts_are_told_where_they_mean_something() -> None:
    full, over, short, ad = report_facts(report(FULL, OVER, SHORT, AD))["blocks"]  # type: ignore[misc]
    assert (full["legs"], "column_cm_over" in full, "hole_words" in full) == ([[15, 15], [14, 14]], False, False)
    assert (over["column_cm_over"], over["cut_before"], over["shrink"], over["stretch"]) == (2.6, "Costs & more", 3, 5)
    assert (short["column_cm_short"], short["hole_words"], short["legs"]) == (1.5, 25, [[20, 24]])
    assert "legs" not in ad
