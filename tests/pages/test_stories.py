"""What gives so that a story fits, and what the desk is told of it."""

from layout.base.problems import OnPage, Severity
from layout.content.issue import Lever
from layout.pages.display import Kind
from tests.pages.desk import Laid, carry_on, filed, filed_photo, laid, page, photo, picture, place

LONG = "Council votes to widen the old harbour road after complaints"
SHORT = "Council votes for harbour road"


def printed(words: int, drawn: str = "AA.... x20\n...... x20", **options: object) -> Laid:
    story = filed("a", words, headlines=(LONG, SHORT))
    return laid(page("1", drawn, A=place("a", **options)), stories=(story,))


def rows(headline: str) -> int:
    """The lines of text under a headline in the usual block."""
    drawn = page("1", "AA.... x20\n...... x20", A=place("a", headline=(headline,)))
    return sum(laid(drawn, stories=(filed("a", 900),)).depths())


def test_another_headline_is_taken_where_copy_would_be_over() -> None:
    few, many = rows(LONG), rows(SHORT)
    assert few < many
    story = filed("a", *["Rain fell on the quay."] * many, headlines=(LONG, SHORT))
    drawn = page("1", "AA.... x20\n...... x20", A=place("a"))
    found = laid(drawn, stories=(story,))
    assert found.codes == []
    assert " ".join(found.text(kind=Kind.HEADLINE)) == SHORT
    assert "headline 2 of 2" in found.block().levers


def test_no_other_headline_is_taken_where_the_policy_has_no_such_lever() -> None:
    story = filed("a", *["Rain fell on the quay."] * rows(SHORT), headlines=(LONG, SHORT))
    drawn = page("1", "AA.... x20\n...... x20", A=place("a", fit=(Lever("lines"),)))
    found = laid(drawn, stories=(story,))
    assert found.block().lines_over > 0
    assert " ".join(found.text(kind=Kind.HEADLINE)) == LONG


def test_copy_that_must_be_cut_anyway_is_counted_with_every_lever_pulled() -> None:
    """Else the desk would cut a line more than it must."""
    assert len(printed(900).text(kind=Kind.HEADLINE)) < len(printed(30).text(kind=Kind.HEADLINE))


def test_what_was_used_stands_in_the_report() -> None:
    long = laid(page("1", "AA.... x40", A=place("a", size=2)), stories=(filed("a", 90, headlines=(LONG,)),))
    assert any(lever.startswith("rung ") for lever in long.block().levers)


def test_overset_is_an_error_with_its_place_on_paper_and_short_a_warning() -> None:
    over, short = printed(900).composed.problems[-1], printed(30).composed.problems[-1]
    assert (over.code, over.severity, over.story) == ("overset", Severity.ERROR, "a")
    assert (short.code, short.severity, short.story) == ("short", Severity.WARNING, "a")
    for problem in (over, short):
        assert isinstance(problem.where, OnPage)
        assert problem.where.area is not None
        assert problem.where.page == "1"
        assert problem.remedy


def test_every_problem_of_the_composer_says_what_to_do() -> None:
    story = filed(
        "a", 90, deck="d" * 300, kicker="k" * 300, byline="b" * 300, photos=(filed_photo(caption="c " * 900, credit="x" * 300),)
    )
    pages = (
        page("1", "AAABBB x9\nCCDDEE x31", A=place("a", photos=photo()), B=place("a", columns=60), C=place("a", jump="2")),
        page("2", "AABBBB x20\nAAAABB x20", A=carry_on("a"), B=place("a", photos=photo("behind"), box=None, quote="q" * 99)),
    )
    found = laid(*pages, stories=(story,), art=picture())
    assert len(set(found.codes)) > 6
    for problem in found.composed.problems:
        assert problem.message
        assert problem.remedy.endswith((".", "'.", "?"))
        assert "\n" not in problem.message


def test_only_the_last_piece_of_a_chain_is_over_or_short() -> None:
    pages = (page("1", "AA.... x40", A=place("a", jump="2")), page("2", "AA.... x40", A=carry_on("a")))
    over = laid(*pages, stories=(filed("a", *[90] * 30),))
    assert (over.block("A", "1").lines_over, over.block("A", "2").lines_over > 0) == (0, True)
    short = laid(*pages, stories=(filed("a", *[90] * 7),))
    assert (short.block("A", "1").lines_short, short.block("A", "2").lines_short > 0) == (0, True)
    assert short.block("A", "1").lines == sum(short.depths("A", "1"))
