"""What is said of a comparison: in the view, and of a released page."""

from dataclasses import replace

from layout.proof.compare.as_json import comparison_facts
from layout.proof.compare.comparing import compare_traces
from layout.proof.compare.told import (
    EDITORIAL_SAME,
    MOST_SENTENCES,
    NO_MARK,
    NO_TYPE,
    NOTHING,
    in_short,
    sentence,
    summary,
    why_differs,
)
from layout.proof.trace import Trace, TracedArt
from tests.proof.compare.paper import block, body, line, page, story_page

PARAGRAPHS = (
    "the council fell silent when the clerk read out every deferral since the first drawings",
    "work on the eastern foundation is to begin in March once the eel passage is over",
)
EDITED = (PARAGRAPHS[0], PARAGRAPHS[1].replace("in March once the", "soon after that"))


def ad_page(name: str, copy: tuple[str, ...] = PARAGRAPHS) -> Trace:
    ad, story = block("X", booking="A1207", depth=10), block("A", ["tram"], at=(1, 0))
    return page([ad, story], body(copy, story), [TracedArt("X", "", "ad", name, ad.areas[0])])


def test_a_story_that_reads_otherwise_is_named_with_its_paragraphs() -> None:
    assert why_differs(story_page(PARAGRAPHS), story_page(EDITED)) == (
        "The text of 'tram' changed: 4 words of paragraph 2 were changed.",
    )


def test_an_ad_and_a_moved_block_and_a_jump_are_reasons() -> None:
    sides = []
    for slot, target, name in ((0, "3", "a.pdf"), (4, "5", "b.pdf")):
        ad, story = block("X", booking="A1207", at=(3, 0)), block("C", ["tram"], at=(0, slot), jump_to=target)
        sides.append(page([ad, story], body(PARAGRAPHS, story), [TracedArt("X", "", "ad", name, ad.areas[0])]))
    assert why_differs(*sides) == (
        "The jump line of 'tram' now points to page 5, not 3.",
        "The ad A1207 is another file: b.pdf, not a.pdf.",
        "Block C ('tram') moved down 4 lines.",
    )


def _weighed(target: str, at: int) -> Trace:
    """A page of which version `at` is otherwise in every respect."""
    ad, box = block("X", booking="A1207", at=(3, 0)), block("M", what="picture", at=(4, at), depth=5)
    story = block("C", ["tram"], jump_to=target)
    lines = body((EDITED, PARAGRAPHS)[at], story, skip=10)
    head = line(("Council falls silent", "Silence in the council")[at], "headline", (20, 40), ("C", "tram"), size=30.0)
    name = line("The Herald", "nameplate", (20, 20), size=40.0 + at)
    art = [TracedArt("X", "", "ad", f"{at}.pdf", ad.areas[0]), TracedArt("C", "tram", "image", f"{at}.jpg", story.areas[0])]
    art.append(TracedArt("M", "", "image", "mill.jpg", box.areas[0], (0.0, 0.0, 1.0, 1.0 - at / 2)))
    return page([ad, story, box], [head, *lines, name], art)


def test_the_gravest_is_told_first() -> None:
    assert why_differs(_weighed("2", 0), _weighed("4", 1)) == (
        "The jump line of 'tram' now points to page 4, not 2.",
        "The text of 'tram' changed: 4 words of paragraph 2 were changed.",
        "The head of 'tram' changed: the headline reads 'Silence in the council', not 'Council falls silent'.",
        "The ad A1207 is another file: 1.pdf, not 0.pdf.",
        "Another picture stands in block C: 1.jpg, not 0.jpg.",
        "Block M (picture) moved down 1 line.",
        "The picture mill.jpg is cropped differently.",
        "The nameplate is set in 41 points, not 40.",
    )


def test_a_line_has_the_gravest_and_the_number_of_the_rest() -> None:
    told = in_short(compare_traces(_weighed("2", 0), _weighed("4", 1)), same_ink=False)
    assert told == (
        "The jump line of 'tram' now points to page 4, not 2. "
        "The text of 'tram' changed: 4 words of paragraph 2 were changed. And 6 more."
    )
    assert in_short(compare_traces(story_page(PARAGRAPHS), story_page(PARAGRAPHS)), same_ink=True) == ""


def _in_points(size: float, over: int) -> Trace:
    """Two stories in a type of that size; the second one's last words go where a line is over."""
    first, second = block("A", ["tram"]), block("B", ["silo"], at=(1, 0))._replace(over=over)
    lines = [*body(PARAGRAPHS, first), *body(PARAGRAPHS, second)]
    return page([first, second], [each._replace(size=size) for each in (lines[:-over] if over else lines)])


def test_words_that_are_over_were_not_taken_out() -> None:
    grown = why_differs(_in_points(9.0, 0), _in_points(9.2, 1))
    assert grown == (
        "1 line of 'silo' is over: 6 words are not on the page.",
        "The text is set in 9.2 points, not 9: in 'tram' and 'silo'.",
    )
    assert why_differs(_in_points(9.0, 1), _in_points(9.0, 0)) == ("6 words of 'silo' that were over stand on the page now.",)
    cut = _in_points(9.0, 1)
    cut = replace(cut, blocks=tuple(each._replace(over=0) for each in cut.blocks))
    assert "were taken out" in why_differs(_in_points(9.0, 0), cut)[0], "where nothing is over, somebody did"


def test_words_over_in_a_block_of_no_story_are_told_with_the_block() -> None:
    sides = []
    rows = ("brent geese over the", "mudflats on sunday")
    for shown, over in ((2, 0), (1, 1)):
        box = block("E", what="briefs")._replace(over=over)
        lines = [line(row, "body", (30, 25 + 10 * at), ("E", ""), leg=1, number=at + 1) for at, row in enumerate(rows[:shown])]
        sides.append(page([box], lines))
    assert why_differs(*sides) == ("1 line is over in block E: 3 words are not on the page.",)


def test_equal_traces_of_other_ink_are_no_type() -> None:
    trace = ad_page("a.pdf")
    assert why_differs(trace, trace) == (NO_TYPE,)
    assert summary(compare_traces(trace, trace), same_ink=False) == (NO_TYPE,)
    assert summary(compare_traces(trace, trace), same_ink=True) == (NOTHING,)


def test_another_letter_alone_is_no_reason() -> None:
    one, other = block("A", ["tram"]), block("B", ["tram"])
    assert why_differs(page([one], body(PARAGRAPHS, one)), page([other], body(PARAGRAPHS, other))) == (NO_MARK,)


def test_where_all_files_are_known_they_are_not_blamed() -> None:
    trace = ad_page("a.pdf")
    known = replace(trace, art=tuple(each._replace(digest="1") for each in trace.art))
    assert why_differs(known, known) == (NO_MARK,)


def test_many_reasons_are_cut_short_with_their_number() -> None:
    sides = [
        page([], [line(f"{text} {index}", "folio", (20, 10 + 20 * index), size=8.0 + index % 2) for index in range(20)])
        for text in ("old", "new")
    ]
    told = why_differs(*sides)
    assert len(told) == MOST_SENTENCES
    assert told[-1] == "And 9 changes more."


def test_an_exchanged_ad_alone_says_that_no_editorial_word_changed() -> None:
    facts = comparison_facts(compare_traces(ad_page("a.pdf"), ad_page("b.pdf")), same_ink=False)
    assert facts["editorial_same"] is True
    assert facts["said"] == [EDITORIAL_SAME, "The ad A1207 is another file: b.pdf, not a.pdf."]
    assert facts["counts"] == {"ad": 1}
    assert [each["kind"] for each in facts["blocks"]] == ["ad"]
    assert {(each["side"], each["kind"]) for each in facts["marks"]} == {("before", "ad"), ("after", "ad")}


def test_an_edit_is_sent_with_its_pieces_and_marks_that_name_it() -> None:
    facts = comparison_facts(compare_traces(story_page(PARAGRAPHS), story_page(EDITED)))
    (story,) = facts["stories"]
    change = story["changes"][0]
    assert (story["slug"], change["kind"], change["what"]) == ("tram", "text", "edited")
    assert set(change) == {"id", "kind", "what", "said", "was", "now", "pieces"}, "what scripts read, and no more"
    assert "".join(each.get("same", "") + each.get("now", "") for each in change["pieces"]) == EDITED[1]
    assert {each["side"] for each in facts["marks"] if each["change"] == change["id"]} == {"before", "after"}


def test_changes_are_numbered_through() -> None:
    facts = comparison_facts(compare_traces(ad_page("a.pdf"), ad_page("b.pdf", EDITED)))
    ids = [each["id"] for story in facts["stories"] for each in story["changes"]]
    ids += [each["id"] for name in ("blocks", "jumps", "page") for each in facts[name]]
    assert ids == list(range(len(ids)))
    assert {mark["change"] for mark in facts["marks"]} <= set(ids)


def test_a_clause_becomes_a_sentence() -> None:
    assert sentence("the tram stops") == "The tram stops."
    assert sentence("the tram stops?") == "The tram stops?"


def test_two_words_for_one_are_two_words() -> None:
    after = (PARAGRAPHS[0].replace("clerk", "old clerk"), PARAGRAPHS[1])
    assert why_differs(story_page(PARAGRAPHS), story_page(after))[0].startswith(
        "The text of 'tram' changed: 1 word of paragraph 1 was put in"
    )


def test_an_ads_label_is_told_with_its_block_and_as_the_ads() -> None:
    ad = block("X", booking="A1207")
    label = line("ADVERTISEMENT", "ad-label", (30, 25), ("X", ""))
    facts = comparison_facts(compare_traces(page([ad], [label]), page([ad], [])), same_ink=False)
    assert facts["said"] == [EDITORIAL_SAME, "In block X, the ad's label is gone: 1 word."]
    assert facts["counts"] == {"ad": 1}


def test_an_ad_that_is_a_hole_now_is_one_sentence_and_no_editorial_word() -> None:
    ad, story = block("X", booking="A1215", depth=10), block("A", ["tram"], at=(1, 0))
    label = line("ADVERTISEMENT", "ad-label", (30, 25), ("X", ""))
    before = page([ad, story], [label, *body(PARAGRAPHS, story)], [TracedArt("X", "", "ad", "a.pdf", ad.areas[0])])
    after = page([ad, story], body(PARAGRAPHS, story), [TracedArt("X", "", "hole", "no ad: a.pdf A1215", ad.areas[0])])
    said = comparison_facts(compare_traces(before, after), same_ink=False)["said"]
    assert said == [EDITORIAL_SAME, "The ad A1215 can't be printed any more: its space in block X is empty."]


def test_another_ad_is_one_sentence() -> None:
    sides = []
    for booking in ("A1215", "A1300"):
        ad = block("X", booking=booking, depth=10)
        sides.append(page([ad], [], [TracedArt("X", "", "ad", f"{booking}.pdf", ad.areas[0])]))
    assert why_differs(*sides) == ("Another ad stands in place of A1215: A1300 in block X.",)


def test_after_four_moves_the_rest_are_counted() -> None:
    def moved(slot: int) -> Trace:
        return page([block(chr(65 + at), what="picture", at=(at % 6, slot + 20 * (at // 6)), depth=5) for at in range(12)], [])

    told = why_differs(moved(0), moved(3))
    assert (len(told), told[-1]) == (5, "And 8 more moves.")


def test_words_taken_out_of_a_notice_are_told_with_a_verb() -> None:
    notice = block("M", what="notice")
    words = "Letters to the editor are welcome and may be cut at the discretion of the desk that answers for the page"
    sides = [
        page([notice], [line(text, "notice", (30, 25), ("M", ""))]) for text in (words, words.replace(" at the discretion", ""))
    ]
    assert why_differs(*sides) == ("In block M, 3 words of the notice were taken out.",)


def test_a_paragraph_gone_is_not_called_by_the_number_of_another() -> None:
    first, second, third = "one two three four five", "six seven eight nine ten", "alpha beta gamma delta epsilon zeta"
    told = why_differs(story_page([first, second, third]), story_page([third.replace("beta", "theta"), first]))
    assert "the former paragraph 2 is gone" in told[0]
