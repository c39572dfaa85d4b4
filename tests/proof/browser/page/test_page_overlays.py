"""What is drawn over the page agrees with its trace: each overlay on its key, with numbers."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.page.on_page import at, lead, overlay, press, pressed, rest, seen_page, spaces, tell_paper, zoom
from tests.proof.browser.traced import RealPaper, TracedDesk, is_near

LOOSE = 0.75  # em: what the house of the sample paper lets be
OVERLAYS = [
    ("b", "frames", "Frames"),
    ("l", "baselines", "Baseline grid"),
    ("k", "columns", "Columns"),
    ("t", "bounds", "Trim and live area"),
    ("u", "numbers", "Line numbers"),
    ("w", "spaces", "Word spaces"),
    ("v", "overset", "Overset and short"),
    ("q", "order", "Reading order"),
    ("i", "ink", "Total ink"),
]


@pytest.mark.parametrize(("key", "name", "title"), OVERLAYS)
def test_every_overlay_has_a_key_and_a_button(shown: Page, key: str, name: str, title: str) -> None:
    assert not pressed(shown, title)
    press(shown, key)
    assert pressed(shown, title)
    expect(overlay(shown, name)).to_have_count(1)
    shown.get_by_role("button", name=title).click()
    expect(overlay(shown, name)).to_have_count(0)
    assert not pressed(shown, title)


def test_frames_show_every_block_with_its_letter(shown: Page, herald: RealPaper) -> None:
    press(shown, "b")
    letters = overlay(shown, "frames").locator(".letter text").all_text_contents()
    assert sorted(letters) == sorted(block.letter for block in herald.pages["1"].trace.blocks)


def test_a_blocks_letter_stands_in_the_gutter_beside_its_own_block(shown: Page, herald: RealPaper) -> None:
    press(shown, "b")
    trace = herald.pages["1"].trace
    for block in trace.blocks:
        plate = shown.locator(f'.letter[data-letter="{block.letter}"] rect').bounding_box()
        assert plate
        x, y = at(shown, block.areas[0][0], block.areas[0][1])
        assert abs(plate["x"] + plate["width"] - x) < 1
        assert abs(plate["y"] - y) < 1  # not on the block above
        assert plate["width"] >= 8
        for other in trace.blocks:
            for area in other.areas:
                left, top = at(shown, area[0], area[1])
                right, foot = at(shown, area[0] + area[2], area[1] + area[3])
                across = min(plate["x"] + plate["width"], right) - max(plate["x"], left)
                down = min(plate["y"] + plate["height"], foot) - max(plate["y"], top)
                assert across < 2.5 or down < 1, (block.letter, other.letter)


def test_columns_and_baselines_are_those_of_the_grid(shown: Page, herald: RealPaper) -> None:
    grid = herald.pages["1"].trace.grid
    press(shown, "k", "l", "1")
    rest(shown)
    press(shown, "0")
    rest(shown)
    d = overlay(shown, "columns").locator(".column").get_attribute("d") or ""
    starts = [float(part.split(" ")[0]) for part in d.split("M")[1:]]
    assert starts == [x for x, _ in grid.columns]
    expect(shown.locator('[data-legend="columns"]')).to_contain_text("6 columns of 49.6 mm, gutters of 4.5 mm")
    press(shown, "1")
    rest(shown)
    lines = (overlay(shown, "baselines").locator(".baseline").get_attribute("d") or "").split("M")[1:]
    first = float(lines[0].split(" ")[1].split("L")[0])
    assert is_near((first - grid.first_baseline) / grid.baseline % 1 % 0.999, 0, 0.002)
    second = float(lines[1].split(" ")[1].split("L")[0])
    assert is_near(second - first, grid.baseline, 0.01)


def test_every_line_is_numbered_where_there_is_room(shown: Page, herald: RealPaper) -> None:
    press(shown, "u", "2")
    rest(shown)
    trace = herald.pages["1"].trace
    d = next(block for block in trace.blocks if block.letter == "D")
    lead(shown, f"#/page/1?at={','.join(map(str, d.legs[0]))}")
    rest(shown)
    press(shown, "+", "+")
    rest(shown)
    numbers = [int(text) for text in overlay(shown, "numbers").locator("text").all_text_contents()]
    assert len(numbers) > 20
    assert numbers == sorted(numbers) or len(set(numbers)) > 15


def test_only_what_the_design_lint_tells_is_called_loose(
    traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper, edited: RealPaper
) -> None:
    traced.knows(edited)
    page = opened("#/page/1")
    press(page, "w")
    for paper in (herald, edited):  # as filed it has no problem; edited in haste it has some
        tell_paper(traced, page, paper)
        em = spaces(paper.pages["1"].trace)
        loose = sum(1 for each in em if each > LOOSE)
        assert bool(loose) is (paper is edited)
        row = page.locator('[data-legend="spaces"] tr[data-class="loose"]')
        expect(row.locator("td").last).to_have_text(str(loose))
        drawn = overlay(page, "spaces").locator('[data-class="loose"]')
        assert (drawn.get_attribute("d") or "").count("M") == loose if loose else drawn.count() == 0
        counts = [int(text) for text in page.locator('[data-legend="spaces"] td.number').all_text_contents()]
        assert sum(counts) == len(em)


def test_what_is_loose_is_said_by_the_house(traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper) -> None:
    traced.state["issue"]["word_space"] = 0.45
    page = opened("#/page/1")
    press(page, "w")
    rows = page.locator('[data-legend="spaces"] tr')
    last = ["open, to 0.45", "loose, over 0.45"]
    expect(rows.locator("th")).to_have_text(["very tight, to 0.15", "tight, to 0.20", "as wanted, to 0.32", *last])
    loose = sum(1 for each in spaces(herald.pages["1"].trace) if each > 0.45)
    assert loose > 0
    expect(rows.last.locator("td").last).to_have_text(str(loose))


def test_overset_and_short_blocks_say_how_much(traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper) -> None:
    traced.knows(edited)
    page = opened("#/page/1")
    tell_paper(traced, page, edited)
    press(page, "v")
    fit = edited.fit("1", "D")
    assert fit["lines_over"] > 0
    expect(page.locator('[data-legend="overset"]')).to_contain_text(f"{fit['lines_over']} lines over")
    label = overlay(page, "overset").locator('.label[data-block="D"]')
    expect(label).to_contain_text(f"+{fit['lines_over']}")
    press(page, "1")
    rest(page)
    lead(page, "#/page/1?block=D")
    press(page, "+")
    rest(page)
    expect(label).to_contain_text(f"from \u201c{fit['first_words_over'][:8]}")
    press(page, "PageDown")
    seen_page(page, "2")
    press(page, "PageDown")
    seen_page(page, "3")
    press(page, "0")
    rest(page)
    short = edited.fit("3", "R")
    assert is_near(white(page), short["lines_short"] * 10.5, 0.1)
    expect(overlay(page, "overset").locator('.label[data-block="R"]')).to_contain_text(f"{short['lines_short']} lines short")


def test_half_a_truck_shows_the_white_of_a_block_that_begins_on_the_other_half(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    short = edited.fit("3", "R")
    row = {**short, "page": "2", "beside": "3", "legs": [], "legs_beside": short["legs"]}
    traced.knows(edited)
    page = opened("#/page/3")
    tell_paper(traced, page, replace(edited, fits=[row]))
    press(page, "v")
    expect(overlay(page, "overset").locator('.label[data-block="R"]')).to_contain_text(f"{short['lines_short']} lines short")
    assert is_near(white(page), short["lines_short"] * 10.5, 0.1)


def white(page: Page) -> float:
    """How deep what is empty at the legs' feet is, all together."""
    drawn = overlay(page, "overset").locator(".white").get_attribute("d") or ""
    return sum(float(part.split("v")[1].split("h")[0]) for part in drawn.split("M")[1:])


def test_the_trim_overlay_shows_what_lies_outside(shown: Page) -> None:
    expect(shown.locator(".sheet.uncut")).to_have_count(0)
    press(shown, "t")
    expect(shown.locator(".sheet.uncut")).to_have_count(1)
    expect(shown.locator('[data-legend="bounds"]')).to_contain_text("Trim 350 mm \u00d7 500 mm")


def test_total_ink_says_why_there_is_none(traced: TracedDesk, opened: Callable[[str], Page]) -> None:
    refused = (
        409,
        {"problem": "Ghostscript is not installed, so there are no plates.", "remedy": "Install it: apt install ghostscript"},
    )
    traced.answers["plates"] = lambda body: refused
    page = opened("#/page/1")
    press(page, "i")
    expect(page.locator('[data-legend="ink"]')).to_contain_text("Ghostscript is not installed")
    expect(page.locator('[data-legend="ink"]')).to_contain_text("apt install ghostscript")


def test_reading_order_numbers_blocks_and_tells_jumps(shown: Page, herald: RealPaper) -> None:
    press(shown, "q")
    trace = herald.pages["1"].trace
    read = [block.letter for block in trace.blocks if block.what != "ad"]
    discs = overlay(shown, "order").locator(".disc")
    assert discs.locator("text").all_text_contents() == [str(n + 1) for n in range(len(read))]
    assert [disc.get_attribute("data-letter") for disc in discs.all()] == read
    through = overlay(shown, "order").locator(".arrow.through")
    expect(through).to_have_count(sum(max(len(block.legs) - 1, 0) for block in trace.blocks))
    jumps = overlay(shown, "order").locator(".label.jump")
    assert sorted(jumps.all_text_contents()) == sorted(f"page {block.jump_to} \u2192" for block in trace.blocks if block.jump_to)


def test_overlays_stay_on_from_page_to_page(shown: Page) -> None:
    press(shown, "b", "PageDown")
    seen_page(shown, "2")
    assert pressed(shown, "Frames")
    expect(overlay(shown, "frames")).to_have_count(1)


def test_line_numbers_keep_out_of_the_copy_and_are_left_out_where_they_have_no_room(shown: Page) -> None:
    press(shown, "u")
    told = shown.locator('[data-legend="numbers"]')
    expect(told).to_contain_text("too narrow for them here")
    few = overlay(shown, "numbers").locator("text").count()
    press(shown, "2")
    rest(shown)
    sizes = shown.eval_on_selector_all(".line-number", "(all) => all.map((each) => each.getBoundingClientRect().height)")
    assert len({round(size) for size in sizes}) > 1  # smaller in gutters than in the margin
    gutter = 12.7 * zoom(shown)
    widths = shown.eval_on_selector_all(".line-number", "(all) => all.map((each) => each.getBoundingClientRect().width)")
    assert all(width < gutter for width in widths)
    press(shown, "1")
    rest(shown)
    expect(told).to_have_count(0)
    assert overlay(shown, "numbers").locator("text").count() > few
