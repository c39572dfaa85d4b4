"""Jumps become chains, and every broken chain is told."""

from dataclasses import replace

from layout.content.issue import StoryPiece
from layout.desk.plan import Chain, Piece, Plan
from layout.desk.planning import make_plan
from tests.desk.drawing import PRESS, ad, codes, going_on, make_house, make_issue, make_page, make_story, story

FULL = "AAAAAA"


def plan_of(*pages: object) -> Plan:
    plan, problems = make_plan(make_issue(*pages), make_house(), PRESS)  # type: ignore[arg-type]
    assert codes(problems) == []
    assert plan is not None
    return plan


def faults(*pages: object) -> list[str]:
    issue = make_issue(*pages, stories=("bridge",))  # type: ignore[arg-type]
    return codes(make_plan(issue, make_house(), PRESS)[1])


def jump_lines(plan: Plan) -> dict[str, tuple[str, str]]:
    return {page.plan.number: (page.blocks[0].jump_from, page.blocks[0].jump_to) for page in plan.pages}


def test_a_jump_names_both_pages() -> None:
    plan = plan_of(make_page("1", FULL, A=story("bridge", jump="3")), make_page("3", FULL, A=going_on("bridge")))
    assert jump_lines(plan) == {"1": ("", "3"), "3": ("1", "")}
    assert plan.chains == (Chain(make_story("bridge"), (Piece("1", "A"), Piece("3", "A"))),)


def test_a_chain_follows_its_keys_and_not_the_order_of_pages() -> None:
    plan = plan_of(
        make_page("2", FULL, A=going_on("bridge")),
        make_page("5", FULL, A=story("bridge", jump="9")),
        make_page("9", FULL, A=going_on("bridge", jump="2")),
    )
    assert jump_lines(plan) == {"2": ("9", ""), "5": ("", "9"), "9": ("5", "2")}
    assert [piece.page for piece in plan.chains[0].pieces] == ["5", "9", "2"]
    assert plan.page_of == {"bridge": "5"}


def test_a_story_that_does_not_jump_is_a_chain_of_one() -> None:
    assert plan_of(make_page("1", FULL, A=story("bridge"))).chains[0].pieces == (Piece("1", "A"),)


def test_a_jump_into_a_spread_prints_the_page_where_the_piece_starts() -> None:
    spread = make_page("4-5", "BBBBBBAAAAAA", A=going_on("bridge"), B=StoryPiece("other"))
    plan = plan_of(make_page("1", FULL, A=story("bridge", jump="4-5")), spread)
    assert jump_lines(plan)["1"] == ("", "5")


def test_the_number_of_either_page_of_a_spread_will_do() -> None:
    spread = make_page("4-5", FULL * 2, A=going_on("bridge"))
    for number in ("4", "5", "4-5"):
        assert faults(make_page("1", FULL, A=story("bridge", jump=number)), spread) == []


def test_a_jump_that_nothing_takes_up_is_told() -> None:
    pages = (make_page("1", FULL, A=story("bridge", jump="3")), make_page("3", FULL, A=StoryPiece("other")))
    assert faults(*pages) == ["jump-unmatched"]


def test_a_continuation_that_nothing_leads_to_is_told() -> None:
    assert faults(make_page("1", FULL, A=story("bridge")), make_page("3", FULL, A=going_on("bridge"))) == ["jump-from-nowhere"]


def test_a_jump_to_a_page_that_is_not_there_is_told_at_its_key() -> None:
    problems = make_plan(make_issue(make_page("1", FULL, A=story("bridge", jump="33"))), make_house(), PRESS)[1]
    problem = next(problem for problem in problems if problem.code == "jump-page")
    assert problem.message == "'bridge' jumps to page 33, but the issue has no such page"
    assert problem.where.line == 20  # type: ignore[union-attr]


def test_a_jump_to_its_own_page_is_told() -> None:
    assert faults(make_page("1", FULL, A=story("bridge", jump="1"))) == ["jump-own-page"]


def test_a_circle_is_told_once() -> None:
    pages = (
        make_page("1", FULL, A=story("bridge", jump="2")),
        make_page("2", FULL, A=going_on("bridge", jump="3")),
        make_page("3", FULL, A=going_on("bridge", jump="2")),
    )
    assert faults(*pages) == ["jump-loop"]


def test_a_circle_without_a_beginning_is_told() -> None:
    pages = (make_page("2", FULL, A=going_on("bridge", jump="3")), make_page("3", FULL, A=going_on("bridge", jump="2")))
    assert faults(*pages) == ["jump-loop"]


def test_two_jumps_into_one_continuation_are_told() -> None:
    pages = (
        make_page("1", FULL, A=story("bridge", jump="3")),
        make_page("2", FULL, A=story("bridge", jump="3")),
        make_page("3", FULL, A=going_on("bridge")),
    )
    assert faults(*pages) == ["jump-twice", "story-twice"]


def test_two_pieces_of_a_story_on_one_page_are_told() -> None:
    page = make_page("3", "AAABBB", A=going_on("bridge"), B=going_on("bridge", "B"))
    assert "story-twice-on-page" in faults(make_page("1", FULL, A=story("bridge", jump="3")), page)


def test_only_stories_jump() -> None:
    block = story("x", jump="3")
    assert "jump-misplaced" in faults(make_page("1", FULL, A=replace(block, what=ad())), make_page("3", FULL, A=story("y")))


def test_where_some_pages_are_asked_for_the_others_are_looked_up_and_not_judged() -> None:
    front = make_page("1", FULL, A=story("bridge", jump="3"))
    inside = make_page("3", "AAABBB\nCCCCCC", A=going_on("bridge"), B=StoryPiece("ghost"), C=going_on("nothing", "C"))
    issue = replace(make_issue(front, stories=("bridge",)), others=(inside, make_page("2", "broken", A=StoryPiece("x"))))
    plan, problems = make_plan(issue, make_house(), PRESS)
    assert codes(problems) == []
    assert plan is not None
    assert jump_lines(plan) == {"1": ("", "3"), "3": ("1", "")}
    assert [(page.plan.number, [block.letter for block in page.blocks]) for page in plan.pages] == [("1", ["A"]), ("3", ["A"])]


def test_a_page_s_number_stands_alone() -> None:
    pages = (make_page("1", FULL, A=story("bridge", jump="page 3")), make_page("3", FULL, A=going_on("bridge")))
    told = [problem for problem in make_plan(make_issue(*pages), make_house(), PRESS)[1] if problem.code == "jump-page"]
    assert [(problem.message, problem.remedy) for problem in told] == [
        ("'bridge' jumps to 'page 3', which is no page's number", "Write the number alone: 'jump: 3'.")
    ]


def test_a_lost_continuation_is_told_where_the_piece_before_it_stands() -> None:
    pages = (make_page("1", FULL, A=story("bridge")), make_page("3", FULL, A=going_on("bridge")))
    problem = next(each for each in make_plan(make_issue(*pages), make_house(), PRESS)[1] if each.code == "jump-from-nowhere")
    assert problem.remedy.startswith("Write 'jump: 3' on the piece before it (block A on page 1)")


def test_a_jump_gone_astray_is_one_message_that_says_where_the_story_goes_on() -> None:
    for target, code in (("33", "jump-page"), ("2", "jump-unmatched")):
        pages = (
            make_page("1", FULL, A=story("bridge", jump=target)),
            make_page("2", FULL, A=StoryPiece("x")),
            make_page("3", FULL, A=going_on("bridge")),
        )
        told = [each for each in make_plan(make_issue(*pages), make_house(), PRESS)[1] if each.code.startswith("jump")]
        assert [each.code for each in told] == [code]
        assert told[0].remedy.endswith("'bridge' goes on on page 3.")
