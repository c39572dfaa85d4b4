"""House and issue against the press profile: what the printer can't take is refused, both numbers named.

In: issue, house, press. Out: problems. Told here is what can be known before a line is set; the rest is found in the files.
"""

from collections.abc import Iterator
from dataclasses import fields

from layout.base.colour import Cmyk, Ink, Spot
from layout.base.geometry import TOLERANCE
from layout.base.nearest import nearest
from layout.base.problems import Problem, Severity
from layout.base.units import to_mm
from layout.content.issue import Issue
from layout.design.house import House
from layout.design.press import Press
from layout.desk.numbers import pages_of


def check_press(issue: Issue, house: House, press: Press) -> Iterator[Problem]:
    """Sheet, bleed, live area, type, rules and inks of the house; colour of the issue's pages."""
    yield from _check_sheet(house, press)
    yield from _check_live(house, press)
    yield from _check_type(house, press)
    yield from _check_rules(house, press)
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
    if sheet.bleed < press.bleed_least - TOLERANCE:
        text = f"the bleed is {to_mm(sheet.bleed):g} mm, but the press '{press.name}' wants {to_mm(press.bleed_least):g} mm"
        yield _refused("press-bleed", text, "Write it under 'sheet': 'bleed: 3mm', say.", house)


def _check_live(house: House, press: Press) -> Iterator[Problem]:
    """Body and furniture stand on the grid; it must lie in the live area, which lies in the middle of the page."""
    if press.live is None:
        return
    sheet, grid = house.sheet, house.grid
    across, down = (sheet.width - press.live[0]) / 2, (sheet.height - press.live[1]) / 2
    sides = (
        ("top", grid.slot_top(0), down),
        ("right", sheet.right, across),
        ("bottom", sheet.height - grid.slot_top(grid.slots), down),
        ("left", sheet.left, across),
    )
    for side, stands, least in sides:
        if stands < least - TOLERANCE:
            text = (
                f"type stands {to_mm(stands):.1f} mm from the page's {side} edge, but the press '{press.name}' "
                f"takes none within {to_mm(least):.1f} mm of it"
            )
            remedy = f"Write larger 'margins', or a smaller 'trim': type may fill {_size(*press.live)}."
            yield _refused("press-live", text, remedy, house)


def _check_type(house: House, press: Press) -> Iterator[Problem]:
    """The smallest size that each style may take."""
    for name, style in house.styles.items():
        smallest = min((rung.size for rung in style.rungs), default=style.size)
        least = press.type.body if name == "body" else press.type.least
        if smallest < least - TOLERANCE:
            what = "body type" if name == "body" else "type"
            text = f"the style '{name}' has {smallest:g} pt, but the press '{press.name}' takes {what} from {least:g} pt"
            yield _refused("press-type", text, "Write a larger 'size'.", house)


def _check_rules(house: House, press: Press) -> Iterator[Problem]:
    """Every weight of line that the house draws; 0 draws none."""
    for field in fields(house.rules):
        weight = getattr(house.rules, field.name)
        if 0 < weight < press.lines.refused - TOLERANCE / 10:
            text = (
                f"the rule '{field.name}' is {weight:g} pt thick, but the press '{press.name}' "
                f"takes lines from {press.lines.refused:g} pt"
            )
            yield _refused("press-line", text, "Write a heavier one under 'rules'.", house)


def _check_inks(house: House, press: Press) -> Iterator[Problem]:
    for name, ink in house.colours.items():
        if isinstance(ink, Spot) and ink.name not in press.spots:
            has = ", ".join(press.spots) or "none"
            text = f"the colour '{name}' is the spot ink '{ink.name}', but the press '{press.name}' has {has}"
            meant = nearest(ink.name, press.spots)
            remedy = f"Write '{meant}', as the press calls it." if meant else "Mix it from process inks: 'cmyk(0, 91, 76, 0)'."
            yield _refused("press-spot", text, remedy, house)
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
