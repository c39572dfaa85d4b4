"""House and issue against the press profile: what the printer can't take is refused, both numbers named."""

from collections.abc import Iterator

from layout.base.colour import Cmyk, Ink, Spot
from layout.base.geometry import TOLERANCE
from layout.base.problems import Problem, Severity
from layout.base.units import to_mm
from layout.content.issue import Issue
from layout.design.house import House
from layout.design.press import Press
from layout.desk.numbers import pages_of


def check_press(issue: Issue, house: House, press: Press) -> Iterator[Problem]:
    """Sheet, bleed, inks of the house; colour of the issue's pages."""
    yield from _check_sheet(house, press)
    yield from _check_inks(house, press)
    for page in issue.pages:
        refused = [number for number in pages_of(page.number) if not press.prints_colour(number)]
        if page.colour == "full" and refused:
            text = f"page {refused[0]} is to be in colour, but the press '{press.name}' prints none there"
            remedy = "Write 'colour: mono', or leave 'colour' out and take what the press gives."
            yield Problem("press-colour", Severity.ERROR, text, remedy, page.marks.get("colour", page.where))


def _check_sheet(house: House, press: Press) -> Iterator[Problem]:
    sheet = house.sheet
    if press.sheet is not None and (sheet.width > press.sheet[0] + TOLERANCE or sheet.height > press.sheet[1] + TOLERANCE):
        text = f"the page is {_size(sheet.width, sheet.height)}, but the press '{press.name}' takes {_size(*press.sheet)} at most"
        yield _refused("press-sheet", text, "Write a smaller 'trim', or another 'press'.", house)
    if sheet.bleed > press.bleed + TOLERANCE:
        text = f"the bleed is {to_mm(sheet.bleed):g} mm, but the press '{press.name}' takes {to_mm(press.bleed):g} mm at most"
        yield _refused("press-bleed", text, "Write a smaller 'bleed', or another 'press'.", house)


def _check_inks(house: House, press: Press) -> Iterator[Problem]:
    for name, ink in house.colours.items():
        if isinstance(ink, Spot) and ink.name not in press.spots:
            has = ", ".join(press.spots) or "none"
            text = f"the colour '{name}' is the spot ink '{ink.name}', but the press '{press.name}' has {has}"
            yield _refused("press-spot", text, "Mix it from process inks: 'cmyk(0, 91, 76, 0)'.", house)
        if _total(ink) > press.most_ink + 1e-6:
            text = (
                f"the colour '{name}' lays down {_total(ink):.0%} of ink, but the press '{press.name}' takes {press.most_ink:.0%}"
            )
            yield _refused("press-ink", text, "Mix it with less: black instead of three inks.", house)


def _total(ink: Ink) -> float:
    return ink.total if isinstance(ink, Cmyk) else ink.strength


def _size(width: float, height: float) -> str:
    return f"{to_mm(width):g} x {to_mm(height):g} mm"


def _refused(code: str, text: str, remedy: str, house: House) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, house.where)
