"""Standing type: the same paragraphs, made once."""

from layout.content.story import Span
from layout.design.styles import TextStyle
from layout.lines.paragraph import Measures, Opening, prepare, set_paragraph
from layout.lines.shape import Faces
from layout.lines.standing import Standing

TEXT = (Span("The harbour commissioners voted on Tuesday to rebuild the eastern quay before the winter storms. " * 3),)
LEG = Measures((), 140.55)


def test_a_paragraph_that_stands_is_taken_as_it_is(faces: Faces, body: TextStyle) -> None:
    live = Faces(faces.library, standing=Standing())
    first = prepare(TEXT, body, "en-GB", live)
    assert prepare(TEXT, body, "en-GB", live) is first
    assert set_paragraph(first, LEG).lines == set_paragraph(prepare(TEXT, body, "en-GB", faces), LEG).lines


def test_another_text_indent_or_language_is_another_paragraph(faces: Faces, body: TextStyle) -> None:
    live = Faces(faces.library, standing=Standing())
    first = prepare(TEXT, body, "en-GB", live)
    assert prepare(TEXT, body, "en-GB", live, Opening(9.0)) is not first
    assert prepare(TEXT, body, "fr-FR", live) is not first
    assert prepare((Span("Other."),), body, "en-GB", live) is not first


def test_what_was_made_longest_ago_goes_first() -> None:
    made: list[str] = []
    standing = Standing(most=2)
    for key in ("a", "b", "a", "c", "b", "a"):
        standing.paragraph(key, lambda key=key: made.append(key) or key)
    assert made == ["a", "b", "c", "a"]
