"""Pages in black alone."""

from layout.base.colour import BLACK, PAPER, Cmyk, Ink, Spot
from layout.base.geometry import Area
from layout.lines.line import Line
from layout.pages.display import Kind, LegMark, RuleMark, SetLine, Source, TextMark, TintMark
from layout.pages.mono import grey_of, in_black

HERE, AREA = Source("A"), Area(0, 0, 10, 10)
BRAND, RED = Cmyk(1.0, 0.6, 0.0, 0.2), Spot("PANTONE 185 C", Cmyk(0.0, 0.91, 0.76, 0.0))


def set_in(ink: Ink) -> SetLine:
    return SetLine(Line((), (), 0.0, 0.0, 1.0, 0.0, 0.0, False, True), 0.0, 10.0, ink, Kind.HEADLINE, HERE)


def test_coloured_type_is_solid_black_and_white_type_stays_white() -> None:
    marks = in_black(
        [TextMark(set_in(BRAND)), TextMark(set_in(RED)), TextMark(set_in(PAPER)), LegMark(AREA, (set_in(RED),), HERE)]
    )
    assert [mark.text.ink for mark in marks if isinstance(mark, TextMark)] == [BLACK, BLACK, PAPER]
    assert [mark.lines[0].ink for mark in marks if isinstance(mark, LegMark)] == [BLACK]


def test_a_tint_becomes_a_grey_as_dark() -> None:
    (mark,) = in_black([TintMark(AREA, BRAND.tint(0.1), HERE)])
    assert isinstance(mark, TintMark)
    assert isinstance(mark.ink, Cmyk)
    assert (mark.ink.cyan, mark.ink.magenta, mark.ink.yellow) == (0, 0, 0)
    assert 0.05 < mark.ink.black < 0.1
    assert grey_of(RED.tint(0.5)).black < grey_of(RED).black < 1


def test_a_thin_rule_is_not_screened_and_a_thick_bar_is() -> None:
    thin, thick = in_black([RuleMark(0, 0, 10, 0, 0.5, RED, HERE), RuleMark(0, 0, 10, 0, 4.0, RED, HERE)])
    assert isinstance(thin, RuleMark)
    assert isinstance(thick, RuleMark)
    assert thin.ink == BLACK
    assert thick.ink == grey_of(RED)


def test_black_stays_black() -> None:
    assert in_black([TintMark(AREA, BLACK, HERE)]) == (TintMark(AREA, BLACK, HERE),)
