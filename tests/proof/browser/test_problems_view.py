"""The list of problems and the fit table on screen: what is where, what narrows it down, what every key does."""

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import MadeUpDesk, Stage, fit_facts, item_facts, page_facts, refusing, until, violations

ITEMS = [
    item_facts(1, page="1", severity="note", kind="design", person="", story="", path="", message="Two equal heads"),
    item_facts(2, page="2", severity="error", kind="preflight", person="", story="", path="", block="B", message="Too much ink"),
    item_facts(3, page="2", severity="warning", kind="copy", person="Ivo Tarrant", story="school", message="Figures differ"),
    item_facts(4, page="3", severity="warning", kind="copy"),
    item_facts(5, page="2", severity="error", kind="fit", story="silos", person="Aled Fenwick", lines=7, message="7 lines over"),
    item_facts(6, page="", severity="warning", kind="text", area=None, block="", message="An unused story"),
]
FITS = [
    fit_facts("1", "A", "bridge"),
    fit_facts("1", "B", "(briefs)", fit="short", told="4 lines short", lines_short=4),
    fit_facts("2", "A", "school", fit="over", told="+2 lines over", lines_over=2),
    fit_facts(
        "2",
        "C",
        "silos",
        fit="over",
        told="+7 lines over",
        lines_over=7,
        first_words_over="The old span",
        levers=["one", "two"],
        paragraph_over=4,
    ),
]


@pytest.fixture
def made_up() -> MadeUpDesk:
    desk = MadeUpDesk(page_facts("1"), page_facts("2"), page_facts("3"))
    desk.answers["/api/items"] = {"revision": 1, "items": ITEMS, "fits": FITS}
    return desk


@pytest.fixture
def shown(made_up: MadeUpDesk, stage: Stage) -> Page:
    return show(made_up, stage)


def show(made_up: MadeUpDesk, stage: Stage, query: str = "") -> Page:
    page = made_up.show(stage, f"#/problems{query}")
    page.wait_for_selector(".problems .list .item, .problems .none:visible")
    return page


def listed(page: Page) -> list[str]:
    """The problems by number, as they are listed."""
    return page.eval_on_selector_all(".item", "(all) => all.map((each) => each.dataset.item.replace('item-', ''))")


def choices(page: Page, name: str) -> list[str]:
    return page.locator(f"#filter-{name} option").all_inner_texts()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('href')")


def test_the_worst_comes_first_by_page(shown: Page) -> None:
    assert listed(shown) == ["5", "2", "3", "6", "4", "1"]
    assert shown.locator(".group h2").all_inner_texts() == [
        "Page 2\n2 errors, 1 warning",
        "The whole paper\n1 warning",
        "Page 3\n1 warning",
        "Page 1\n1 remark",
    ]
    expect(shown.locator(".sum")).to_have_text("2 errors, 3 warnings, 1 remark")


def test_a_row_says_how_bad_who_what_to_do_and_where(shown: Page) -> None:
    row = shown.locator("li", has=shown.locator('[data-item="item-3"]'))
    for text in ("Warning", "Copy", "Figures differ", "Make one of them right.", "school, Ivo Tarrant", "bridge.md:12"):
        expect(row).to_contain_text(text)


def test_the_fit_table_shows_what_is_over_first_and_all_blocks_when_asked(shown: Page) -> None:
    rows = lambda: [" ".join(text.split()) for text in shown.locator(".fits tbody th").all_inner_texts()]  # noqa: E731
    assert rows() == ["Page 2 block C", "Page 2 block A", "Page 1 block B"]
    expect(shown.locator(".fits tbody tr").first).to_contain_text("+7 lines over from \u201cThe old span\u201d")
    expect(shown.locator(".fits tbody tr").first).to_contain_text("one; two")
    shown.keyboard.press("b")
    assert rows() == ["Page 2 block C", "Page 2 block A", "Page 1 block B", "Page 1 block A"]
    expect(shown.get_by_role("button", name="All 4 blocks")).to_have_attribute("aria-pressed", "true")
    shown.keyboard.press("b")
    assert len(rows()) == 3


def test_j_k_and_arrows_go_through_table_and_list(shown: Page) -> None:
    shown.keyboard.press(".")
    assert focused(shown) == "#/page/2?block=C"
    for _ in range(3):
        shown.keyboard.press("ArrowDown")
    assert focused(shown) == "#/page/2?at=10,20,300,12&block=A&item=item-5"
    shown.keyboard.press(",")
    assert focused(shown) == "#/page/1?block=B"
    assert shown.locator('[data-row][tabindex="0"]').count() == 1


def test_enter_shows_the_place_on_the_page(shown: Page) -> None:
    for key in (".", ".", ".", ".", "Enter"):
        shown.keyboard.press(key)
    assert shown.evaluate("location.hash") == "#/page/2?at=10,20,300,12&block=A&item=item-5"


def test_a_click_on_a_row_of_the_fit_table_shows_the_block(shown: Page) -> None:
    shown.locator(".fits tbody tr").nth(2).locator("td.told").click()
    assert shown.evaluate("location.hash") == "#/page/1?block=B"


def test_e_leads_to_the_galley(shown: Page) -> None:
    shown.keyboard.press(".")
    shown.keyboard.press("G")
    assert shown.evaluate("location.hash") == "#/galley/silos"


def test_a_row_of_the_fit_table_opens_its_story_where_it_is_over(shown: Page, made_up: MadeUpDesk) -> None:
    for key in (".", "E"):
        shown.keyboard.press(key)
    expect(shown.locator("#said")).to_have_text("silos is opened in the editor.")
    assert made_up.posts == [("/api/stories/silos/open", {"paragraph": 4})]


def test_v_opens_the_story_at_its_line(shown: Page, made_up: MadeUpDesk) -> None:
    for key in (".", ".", ".", ".", "E"):
        shown.keyboard.press(key)
    expect(shown.locator("#said")).to_have_text("silos is opened in the editor.")
    assert made_up.posts == [("/api/stories/silos/open", {"line": 12})]
    made_up.answers["POST /api/stories/school/open"] = refusing(409, "No editor is set up.", "Start the desk with --editor.")
    shown.locator("li", has=shown.locator('[data-item="item-3"]')).get_by_role("button").click()
    expect(shown.locator("#complaint")).to_contain_text("No editor is set up. Start the desk with --editor.")


def test_choices_say_how_many_they_would_leave(shown: Page) -> None:
    assert choices(shown, "page") == ["All pages (6)", "Page 1 (1)", "Page 2 (3)", "Page 3 (1)"]
    assert choices(shown, "severity") == ["All (6)", "Errors (2)", "Warnings (3)", "Remarks (1)"]
    shown.select_option("#filter-page", "2")
    assert listed(shown) == ["5", "2", "3"]
    assert choices(shown, "page")[0] == "All pages (6)"  # what this one would leave, whatever it is set to
    assert choices(shown, "kind") == ["All kinds (3)", "Fit (1)", "Copy (1)", "Preflight (1)"]
    assert choices(shown, "person") == ["Everybody (3)", "Aled Fenwick (1)", "Ivo Tarrant (1)"]
    expect(shown.locator(".sum")).to_have_text("3 shown of 2 errors, 3 warnings, 1 remark")


def test_keys_step_through_the_choices(shown: Page) -> None:
    values = "['page', 'kind', 'severity', 'person'].map((name) => document.getElementById(`filter-${name}`).value)"
    for key in ("1", "1", "2", "3", "4"):
        shown.keyboard.press(key)
    assert shown.evaluate(values) == ["2", "fit", "error", "Aled Fenwick"]
    assert listed(shown) == ["5"]
    assert shown.evaluate("location.hash") == "#/problems?page=2&kind=fit&severity=error&person=Aled+Fenwick"
    shown.keyboard.press("0")
    assert shown.evaluate(values) == ["", "", "", ""]
    assert shown.evaluate("location.hash") == "#/problems"


def test_words_are_looked_for(shown: Page) -> None:
    shown.keyboard.press("/")
    shown.keyboard.type("ink much")
    until(shown, "document.querySelectorAll('.item').length === 1")
    assert listed(shown) == ["2"]
    shown.keyboard.press("Escape")
    until(shown, "document.querySelectorAll('.item').length === 6")
    assert shown.evaluate("location.hash") == "#/problems"


def test_an_address_narrows_the_list(made_up: MadeUpDesk, stage: Stage) -> None:
    page = show(made_up, stage, "?page=2&kind=copy")
    assert listed(page) == ["3"]
    page.evaluate("location.hash = '#/problems?kind=text'")
    until(page, "document.querySelectorAll('.item').length === 1 && document.querySelector('.item').dataset.item === 'item-6'")


def test_what_was_chosen_outlives_a_change_and_rows_keep_their_nodes(shown: Page, made_up: MadeUpDesk) -> None:
    shown.select_option("#filter-page", "2")
    row = shown.locator('[data-item="item-3"]')
    row.focus()
    shown.evaluate("window.row = document.activeElement")
    made_up.tell_list(
        shown, "items", {"revision": 2, "items": [item_facts(9, page="2", severity="error"), ITEMS[2], ITEMS[3]], "fits": FITS}
    )
    until(shown, "document.querySelectorAll('.item').length === 2")
    assert listed(shown) == ["9", "3"]
    assert shown.evaluate("window.row.isConnected && document.activeElement === window.row")
    assert shown.evaluate("document.getElementById('filter-page').value") == "2"
    made_up.tell_list(shown, "items", {"revision": 3, "items": [ITEMS[3]], "fits": []})
    expect(shown.locator(".none").last).to_be_visible()
    expect(shown.locator(".none").last).to_have_text("Nothing of that kind.")
    assert choices(shown, "page") == ["All pages (1)", "Page 2 (0)", "Page 3 (1)"]


def test_nothing_wrong_is_said(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/items"] = {"revision": 1, "items": [], "fits": FITS[:1]}
    page = show(made_up, stage)
    expect(page.locator(".problems .lists > section:last-child .none")).to_have_text("Nothing is wrong.")
    expect(page.locator(".fit .none")).to_have_text("All 1 block fit.")


def test_two_thousand_problems_are_shown_in_parts(made_up: MadeUpDesk, stage: Stage) -> None:
    many = [item_facts(number, page=str(number % 3 + 1)) for number in range(2000)]
    made_up.answers["/api/items"] = {"revision": 1, "items": many, "fits": []}
    page = show(made_up, stage)
    assert page.locator(".item").count() == 150
    expect(page.get_by_role("button", name="Show 150 more of 1850")).to_be_visible()
    page.locator(".item").last.focus()
    page.keyboard.press(".")
    until(page, "document.querySelectorAll('.item').length === 300")
    assert page.evaluate("[...document.querySelectorAll('.item')].indexOf(document.activeElement)") > 0
    drawn = page.evaluate("""() => Math.min(...["2", "", "3"].map((value) => {
      const begun = performance.now();
      const select = document.getElementById("filter-page");
      select.value = value;
      select.dispatchEvent(new Event("change"));
      return performance.now() - begun;
    }))""")
    assert drawn < 500  # milliseconds; the least of three, on a machine that does much else


def test_markup_in_a_message_stays_text(made_up: MadeUpDesk, stage: Stage) -> None:
    wicked = "<img src=x onerror=\"document.title='taken'\">"
    made_up.answers["/api/items"] = {
        "revision": 1,
        "items": [item_facts(1, message=wicked, story=wicked, person=wicked)],
        "fits": [fit_facts("1", "A", wicked)],
    }
    page = show(made_up, stage)
    expect(page.locator(".item .message")).to_have_text(wicked)
    assert page.locator("#view img").count() == 0
    assert page.title() != "taken"


def test_pages_that_come_later_are_listed_in_the_papers_order(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/items"] = {"revision": 1, "items": [item_facts(1)], "fits": []}
    page = show(made_up, stage)
    made_up.tell(page, pages=[page_facts(number) for number in ("1", "2", "4", "5", "10")])
    later = [item_facts(number, page=page) for number, page in enumerate(("10", "4", "1", "5", "2"))]
    made_up.tell_list(page, "items", {"revision": 2, "items": later, "fits": []})
    until(page, "document.querySelectorAll('.item').length === 5")
    assert choices(page, "page") == ["All pages (5)", *(f"Page {number} (1)" for number in (1, 2, 4, 5, 10))]


def test_no_listener_of_the_list_outlives_it(made_up: MadeUpDesk, stage: Stage) -> None:
    page = show(made_up, stage)
    page.evaluate("""() => {
      window.listeners = 0;
      const view = document.getElementById("view");
      const { addEventListener } = view;
      view.addEventListener = (...given) => { window.listeners += 1; addEventListener.apply(view, given); };
    }""")
    for view in ("#/history", "#/problems", "#/notes", "#/problems"):
        page.evaluate("(view) => { location.hash = view; }", view)
        page.wait_for_selector(f".view.{view[2:]} > *", state="attached")
    assert page.evaluate("window.listeners") == 0
    page.evaluate("() => { delete document.getElementById('view').addEventListener; }")


@pytest.mark.parametrize("width", [700, 1440, 2560])
def test_it_is_accessible_at_every_width(made_up: MadeUpDesk, stage: Stage, width: int) -> None:
    stage.page.set_viewport_size({"width": width, "height": 900})
    page = show(made_up, stage)
    page.keyboard.press("b")
    assert violations(page) == []
    assert page.evaluate(
        "Math.max(document.documentElement.scrollWidth, document.getElementById('view').scrollWidth) <= innerWidth"
    )
    stage.page.set_viewport_size({"width": 1440, "height": 900})


def test_escape_leaves_the_search_and_the_next_key_is_no_filter(shown: Page) -> None:
    page = shown
    page.keyboard.press("/")
    page.keyboard.type("bridge")
    page.keyboard.press("Escape")
    search = page.locator("#filter-words")
    expect(search).to_have_value("")
    expect(search).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    expect(search).to_have_value("")
    expect(page.locator("#help dl.words")).to_contain_text("Leeway")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    assert page.evaluate("location.hash") == "#/problems"


def test_who_goes_on_while_the_list_is_narrowed_keeps_the_new_address(shown: Page) -> None:
    shown.keyboard.press("/")
    shown.keyboard.type("ink")
    shown.evaluate("location.hash = '#/notes'")
    shown.wait_for_selector(".view.notes > *", state="attached")
    shown.evaluate("() => new Promise((done) => setTimeout(done, 250))")
    assert shown.evaluate("location.hash") == "#/notes"


def test_every_item_with_a_file_is_opened_by_the_route_there_is(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/items"] = {
        "revision": 1,
        "fits": [],
        "items": [
            item_facts(
                1, severity="error", kind="fit", code="overset", path="stories/school.md", line=4, story="school", opens=True
            ),
            item_facts(2, severity="error", kind="text", path="issue.yaml", line=24, story="", page="", opens=True),
            item_facts(3, path="ads/x.pdf", line=0, story="", opens=False),
        ],
    }
    made_up.answers["POST /api/items/item-2/open"] = {"link": "#/problems?kind=text"}
    page = show(made_up, stage)
    page.get_by_role("button", name="Open in editor: stories/school.md:4").click()
    expect(page.locator("#said")).to_have_text("stories/school.md is opened in the editor.")
    assert made_up.posts == [("/api/items/item-1/open", {})]
    expect(page.get_by_role("button", name="Open in editor: ads/x.pdf")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Open in editor: issue.yaml:24").click()
    until(page, "location.hash === '#/problems?kind=text'")


def test_a_wrong_text_is_opened_from_the_banner(made_up: MadeUpDesk, shown: Page) -> None:
    page = shown
    wrong = item_facts(9, severity="error", kind="text", path="issue.yaml", line=24, story="", page="", opens=True)
    made_up.tell(page, refused=[wrong], making={**made_up.state["making"], "refused": True})
    page.locator(".refusal").get_by_role("button", name="Open in editor: issue.yaml:24").click()
    expect(page.locator("#said")).to_contain_text("is opened in the editor")
    assert made_up.posts == [("/api/items/item-9/open", {})]
    assert violations(page) == []
