"""What hands and eyes do on the page that is shown, and where its points are on screen."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
from PIL import Image
from playwright.sync_api import Locator, Page

from layout.proof.trace import Trace, TracedLine
from tests.proof.browser.made_up import until
from tests.proof.browser.traced import RealPaper, TracedDesk, words_of_line

REAL = 96 / 72
"""CSS pixels a point at real size."""

WIDTH = 992.126
"""Of the Herald's trim, in points."""

_BOX = """(number) => {
  const box = document.querySelector(`.sheet[data-page="${number}"]`).getBoundingClientRect();
  return {x: box.x, y: box.y, width: box.width, height: box.height};
}"""
_COUNTED = """() => {
  if (window.wheels !== undefined) return;
  window.wheels = 0;
  addEventListener("wheel", () => { window.wheels += 1; });
}"""


def seen(page: Page, key: str = "") -> None:
    """Wait until every sheet's picture is whole, that of `key` where one is given."""
    if key:
        page.wait_for_selector(f'.sheet[data-shown="{key}"]')
    until(page, "document.querySelector('.walk li') !== null")
    rest(page)


def seen_page(page: Page, number: str) -> None:
    """Wait until that page is shown."""
    until(page, f"location.hash.startsWith('#/page/{number}')")
    page.wait_for_selector(f'.sheet[data-page="{number}"][data-shown]')
    seen(page)


def rest(page: Page) -> None:
    """Wait until nothing moves, and all that is in sight is there."""
    until(page, "!document.querySelector('.stage').matches('[data-moving], [data-loading]')")
    until(page, "[...document.querySelectorAll('.sheet')].every((sheet) => sheet.dataset.shown === sheet.dataset.proof)")
    until(page, "!document.querySelector('.stage').matches('[data-moving], [data-loading]')")


def sheet_box(page: Page, number: str = "1") -> dict[str, float]:
    """Where the trim is on screen."""
    box: dict[str, float] = page.evaluate(_BOX, number)
    return box


def stage_box(page: Page) -> dict[str, float]:
    """Where the stage is on screen."""
    box = page.locator(".stage").bounding_box()
    assert box, "there is a stage"
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def zoom(page: Page) -> float:
    """CSS pixels a point."""
    return sheet_box(page, page.locator(".sheet").first.get_attribute("data-page") or "1")["width"] / WIDTH


def at(page: Page, x: float, y: float, number: str = "1") -> tuple[float, float]:
    """The place on screen of a point of the page."""
    box = sheet_box(page, number)
    scale = box["width"] / WIDTH
    return box["x"] + x * scale, box["y"] + y * scale


def point_on(page: Page, place: tuple[float, float], number: str = "1") -> tuple[float, float]:
    """The point of the page at a place on screen."""
    box = sheet_box(page, number)
    scale = box["width"] / WIDTH
    return (place[0] - box["x"]) / scale, (place[1] - box["y"]) / scale


def middle(line: TracedLine, word: int) -> tuple[float, float]:
    """Of a word, in points."""
    each = line.words[word]
    return each.x + each.width / 2, line.baseline - line.size * 0.3


def click_word(page: Page, trace: Trace, text: str, number: str = "1") -> None:
    """The first word of the page that reads so."""
    line, word = words_of_line(trace, text)
    page.mouse.click(*at(page, *middle(trace.lines[line], word), number))


def wheel(page: Page, x: float, y: float, times: int = 1) -> None:
    """Turn the wheel, and wait until all is at rest."""
    page.evaluate(_COUNTED)
    before = page.evaluate("window.wheels")
    for _ in range(times):
        page.mouse.wheel(x, y)
    until(page, f"window.wheels >= {before + times}")
    rest(page)


def press(page: Page, *keys: str) -> None:
    """One key after the other."""
    for key in keys:
        page.keyboard.press(key)


def place(page: Page) -> str:
    """Where the address leads."""
    return str(page.evaluate("location.hash"))


def lead(page: Page, view: str) -> None:
    """Go to that address."""
    page.evaluate("(view) => { location.hash = view; }", view)


def pressed(page: Page, name: str) -> bool:
    """Whether that button is down."""
    return page.locator(".rail").get_by_role("button", name=name).get_attribute("aria-pressed") == "true"


def overlay(page: Page, name: str) -> Locator:
    """What an overlay has drawn."""
    return page.locator(f'.sheet [data-overlay="{name}"]')


def justified(trace: Trace) -> list[TracedLine]:
    """Body lines that are set to their legs' full measure."""
    legs = {(block.letter, number): leg for block in trace.blocks for number, leg in enumerate(block.legs, start=1)}
    return [
        line
        for line in trace.lines
        if line.kind == "body" and len(line.words) > 1 and (leg := legs.get((line.block, line.leg)))
        and line.words[-1].x + line.words[-1].width >= leg[0] + leg[2] - 1.5
    ]  # fmt: skip


def spaces(trace: Trace) -> list[float]:
    """In em, of justified body lines."""
    return [
        (b.x - a.x - a.width) / line.size for line in justified(trace) for a, b in zip(line.words, line.words[1:], strict=False)
    ]


def contrast(page: Page, area: tuple[float, float, float, float]) -> float:
    """How steep edges are in a part of the page on screen: the steepest steps from pixel to pixel, 1 for black beside white."""
    (x, y), (right, foot) = at(page, area[0], area[1]), at(page, area[0] + area[2], area[1] + area[3])
    shot = page.screenshot(clip={"x": x, "y": y, "width": right - x, "height": foot - y})
    grey = numpy.asarray(Image.open(io.BytesIO(shot)).convert("L"), dtype=float) / 255
    return float(numpy.percentile(numpy.abs(numpy.diff(grey, axis=1)), 99.5))


def tell_paper(traced: TracedDesk, page: Page, paper: RealPaper) -> None:
    """Another making of the paper comes to the browser."""
    traced.answers["/api/items"] = {**traced.answers["/api/items"], "fits": paper.fits}
    traced.answers["/api/stories"] = paper.stories
    revisions = {**traced.state["revisions"], "items": traced.state["revisions"]["items"] + 1}
    traced.tell(page, pages=[each.facts for each in paper.pages.values()], revisions=revisions)
    seen(page)


def posted(page: Page, traced: TracedDesk, count: int = 1) -> tuple[str, dict[str, Any]]:
    """The last of so many things that were sent."""
    for _ in range(500):
        if len(traced.posts) >= count:
            return traced.posts[count - 1]
        page.wait_for_timeout(10)
    raise AssertionError("nothing was sent")


def rewrite(file: Path, edit: Callable[[str], str]) -> None:
    """As an editor saves."""
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
