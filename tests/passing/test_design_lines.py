"""Single lines: stubs, crossheads at a leg's end, wide word spaces, rivers."""

from dataclasses import replace

from layout.base.problems import OnPage, Problem, Severity
from layout.lines.line import Line
from layout.pages.display import Kind, SetLine
from tests.pages.desk import SHALLOW, filed, laid, page, place
from tests.passing.design_desk import area_of, marks_on, with_leg


def paper(text: str = SHALLOW):
    """A story of long paragraphs in six legs."""
    return laid(page("1", "AAAAAA", A=place("one")), stories=(filed("one", *[112] * 10),), text=text)


def of_words(line: SetLine, *words: str, ends: bool = True) -> SetLine:
    """The line with other words of the same width each."""
    pattern = line.line.words[0]
    gaps = (2.2,) * (len(words) - 1) + (0.0,)
    put = tuple(pattern._replace(text=word, clusters=tuple(word), glyphs=(1,) * len(word)) for word in words)
    width = pattern.width * len(words) + sum(gaps)
    return line._replace(line=line.line._replace(words=put, gaps=gaps, width=width, hyphenated=False, ends_paragraph=ends))


def inside(lines: list[SetLine]) -> int:
    """A line with others of its paragraph around it."""
    return next(
        index for index in range(2, len(lines) - 6) if len({line.source.paragraph for line in lines[index - 2 : index + 6]}) == 1
    )


def ending_in(*words: str):
    """An edit: a line in the middle of a paragraph becomes its last one, of those words."""

    def edit(lines: list[SetLine]) -> list[SetLine]:
        at = inside(lines)
        lines[at] = of_words(lines[at], *words)
        return lines

    return edit


def test_a_paragraph_that_ends_in_one_short_word_ends_in_a_stub() -> None:
    proof = paper()
    before = len(marks_on(proof, "line-stub"))
    found = marks_on(proof, "line-stub", page=with_leg(proof, 2, ending_in("it.")))
    assert len(found) == before + 1
    assert any("one short word, “it.”" in each.message for each in found)


def test_a_paragraph_that_ends_in_one_longer_word_or_in_two_does_not() -> None:
    proof = paper()
    before = len(marks_on(proof, "line-stub"))
    for words in (("tide.",), ("at", "it.")):
        assert len(marks_on(proof, "line-stub", page=with_leg(proof, 2, ending_in(*words)))) == before


def top_of_leg(*words: str, count: int = 2):
    """An edit: a leg begins with a paragraph's last line."""

    def edit(lines: list[SetLine]) -> list[SetLine]:
        lines[0] = of_words(lines[0], *words)
        return lines[: len(lines) if count > 1 else 1]

    return edit


def split_at_leg(proof) -> int:
    """A leg that begins inside a paragraph."""
    legs = proof.legs()
    return next(
        index
        for index in range(1, len(legs))
        if legs[index].lines[0].source == legs[index - 1].lines[-1].source and not legs[index].lines[0].line.ends_paragraph
    )


def test_a_short_last_line_at_a_leg_s_top_is_a_stub() -> None:
    proof = paper()
    leg = split_at_leg(proof)
    found = marks_on(proof, "line-stub", page=with_leg(proof, leg, top_of_leg("the", "tide")))
    assert any("alone at a leg's top" in each.message for each in found)


def test_a_last_line_that_fills_its_measure_may_stand_there() -> None:
    proof = paper()
    leg = split_at_leg(proof)
    fuller = lambda lines: [lines[0]._replace(line=lines[0].line._replace(ends_paragraph=True)), *lines[1:]]  # noqa: E731
    found = marks_on(proof, "line-stub", page=with_leg(proof, leg, fuller))
    assert not any("alone at a leg's top" in each.message for each in found)


def test_a_leg_of_one_line_is_a_stub() -> None:
    proof = paper()
    found = marks_on(proof, "line-stub", page=with_leg(proof, 5, lambda lines: lines[:1]))
    assert any("a leg of one line" in each.message for each in found)


def test_a_leg_of_two_lines_is_none() -> None:
    proof = paper()
    found = marks_on(proof, "line-stub", page=with_leg(proof, 5, lambda lines: lines[:2]))
    assert not any("a leg of one line" in each.message for each in found)


def crosshead(from_end: int):
    def edit(lines: list[SetLine]) -> list[SetLine]:
        lines[-from_end] = lines[-from_end]._replace(kind=Kind.CROSSHEAD)
        return lines

    return edit


def test_a_crosshead_with_two_lines_under_it_is_low() -> None:
    proof = paper()
    (found,) = marks_on(proof, "crosshead-low", page=with_leg(proof, 1, crosshead(3)))
    assert "only two lines under the crosshead" in found.message


def test_a_crosshead_with_three_lines_under_it_is_not() -> None:
    proof = paper()
    assert marks_on(proof, "crosshead-low", page=with_leg(proof, 1, crosshead(4))) == []


def set_apart(placed: SetLine, em: float) -> Line:
    """The line with word spaces of so much of an em."""
    line = placed.line
    return line._replace(space=em * line.words[0].size / line.scale - line.tracking - line.gaps[0])


def spaced(em: float, count: int = 1):
    """An edit: so many lines inside a paragraph get word spaces of so much of an em."""

    def edit(lines: list[SetLine]) -> list[SetLine]:
        at = inside(lines)
        for index in range(at, at + count):
            lines[index] = lines[index]._replace(line=set_apart(lines[index], em))
        return lines

    return edit


def test_a_line_of_wide_word_spaces_is_marked() -> None:
    proof = paper()
    assert marks_on(proof, "word-space") == []
    (found,) = marks_on(proof, "word-space", page=with_leg(proof, 2, spaced(0.8)))
    assert "word spaces of 80% of an em" in found.message


def test_a_line_just_under_the_limit_is_not() -> None:
    proof = paper()
    assert marks_on(proof, "word-space", page=with_leg(proof, 2, spaced(0.74))) == []


def test_several_wide_lines_of_a_block_are_told_once() -> None:
    proof = paper()
    (found,) = marks_on(proof, "word-space", page=with_leg(proof, 2, spaced(0.8, 3)))
    assert "3 lines of the block are over the limit" in found.message


def test_how_wide_a_space_may_be_is_the_house_s() -> None:
    proof = paper(f"{SHALLOW}\nstandards: {{word-space: 60%}}")
    assert marks_on(proof, "word-space", page=with_leg(proof, 2, spaced(0.74)))


def test_a_paragraph_that_is_told_to_be_loose_is_not_told_again() -> None:
    proof = paper()
    page_ = with_leg(proof, 2, spaced(0.8))
    story = proof.plan.chains[0].story
    line = next(line for line in proof.legs()[2].lines[inside(list(proof.legs()[2].lines)) :])
    opening = " ".join(story.body[line.source.paragraph].text.split()[:5])
    text = f"the paragraph “{opening} …” of 'one' can't be set well in so narrow a measure"
    told = Problem("line-loose", Severity.WARNING, text, "Change it.", OnPage("1"), "one")
    assert marks_on(proof, "word-space", page=replace(page_, problems=(told,))) == []
    other = replace(told, message="the paragraph “Quite another one this is …” of 'one' can't be set well")
    assert marks_on(proof, "word-space", page=replace(page_, problems=(other,)))


def river(count: int, em: float):
    """An edit: one line stands so many times under itself, its spaces so wide; those of the lines around it are narrow."""

    def edit(lines: list[SetLine]) -> list[SetLine]:
        at = inside(lines)
        for index, width in ((at - 1, 0.25), (at, em), (at + count, 0.25)):
            lines[index] = lines[index]._replace(line=set_apart(lines[index], width))
        for index in range(at + 1, at + count):
            lines[index] = lines[index]._replace(line=lines[at].line)
        return lines

    return edit


def test_word_spaces_over_one_another_on_five_lines_are_a_river() -> None:
    proof = paper()
    found = marks_on(proof, "river", page=with_leg(proof, 2, river(5, 0.45)))
    assert found
    assert "through 5 lines" in found[0].message
    assert area_of(found[0]).height < 55


def test_word_spaces_over_one_another_on_four_lines_are_none() -> None:
    proof = paper()
    assert marks_on(proof, "river", page=with_leg(proof, 2, river(4, 0.45))) == []


def test_word_spaces_of_the_usual_width_over_one_another_are_none() -> None:
    proof = paper()
    assert marks_on(proof, "river", page=with_leg(proof, 2, river(5, 0.3))) == []
