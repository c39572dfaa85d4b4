"""What lies at a point of a page that belongs to no story."""

import pytest

from layout.proof.records.whereabouts import whereabouts
from layout.proof.trace import Trace, TracedBlock, TracedGrid, TracedLine, TracedWord


def _line(block: str, kind: str, baseline: float, text: str, x: float = 20.0) -> TracedLine:
    words = tuple(TracedWord(x + 30 * at, 28.0, word) for at, word in enumerate(text.split()))
    return TracedLine(block, "port" if kind in ("body", "headline") else "", kind, -1, 0, 0, baseline, 10.0, False, words)


def _block(letter: str, what: str, area: tuple[float, float, float, float], booking: str = "") -> TracedBlock:
    return TracedBlock(letter, what, (), (area,), (), booking)


PAGE = Trace(
    "1",
    "News",
    300.0,
    450.0,
    0.0,
    False,
    TracedGrid((), 8.0, 10.5, 30, (15.0, 15.0, 270.0, 420.0)),
    (
        _block("A", "story", (15.0, 120.0, 270.0, 100.0)),
        _block("X", "ad", (150.0, 220.0, 135.0, 100.0), "A1207"),
        _block("R", "refers", (15.0, 330.0, 270.0, 40.0)),
    ),
    (
        _line("", "nameplate", 40.0, "Harbour Herald"),
        _line("", "folio", 70.0, "Read on both shores since the year 1871"),
        _line("A", "headline", 140.0, "Port shut"),
        _line("A", "jump-line", 215.0, "Continued on page 3"),
        _line("X", "ad-label", 228.0, "ADVERTISEMENT", 200.0),
        _line("R", "refer", 350.0, "The four islands"),
        _line("R", "refer", 350.0, "Night tram", 200.0),
    ),
    (),
)


@pytest.mark.parametrize(
    ("point", "lies"),
    [
        ((30.0, 37.0), "nameplate “Harbour Herald”"),
        ((12.0, 68.0), "folio “Read on both shores since the…”"),
        ((210.0, 300.0), "ad A1207"),
        ((210.0, 228.0), "ad A1207"),
        ((40.0, 347.0), "refer “The four islands”"),
        ((215.0, 347.0), "refer “Night tram”"),
        ((40.0, 213.0), "jump line “Continued on page 3”"),
        ((100.0, 160.0), ""),  # the block's letter says it
        ((30.0, 140.0), ""),  # a headline is no furniture
        ((10.0, 100.0), "top left"),
        ((5.0, 225.0), "left"),
        ((150.0, 440.0), "foot"),
        ((295.0, 445.0), "foot right"),
        ((140.0, 270.0), "middle"),
        ((301.0, -2.0), "top right"),
    ],
)
def test_two_points_are_told_apart_by_what_lies_there(point: tuple[float, float], lies: str) -> None:
    assert whereabouts(PAGE, *point) == lies
