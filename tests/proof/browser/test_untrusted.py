"""Script in all that is filed or typed, in a real browser: nothing of it runs, nothing of it is fetched, all of it is read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.proof.browser.running_desk import RunningDesk, copied_paper

MARK = "window.ran=1"
EVIL = f"<script>{MARK}</script><img src=x onerror={MARK}><svg onload={MARK}>"
AS_MARKDOWN = EVIL.replace("<", "&lt;")  # HTML itself is refused there
IN_ATTRIBUTE = f'x" onmouseover="{MARK}" autofocus onfocus="{MARK}" y=\''
LINK = f"javascript:{MARK}"
SAID = f"{EVIL} {IN_ATTRIBUTE} {LINK} </script>\u2028\u202e"
TOUCHED = """() => { for (const each of document.querySelectorAll('#view *')) {
  for (const kind of ['mouseover', 'mousemove', 'mouseenter']) each.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
  each.focus?.();
} }"""  # whatever waits for a mouse or the keyboard has its chance
NAME = "<img src=x onerror=window.ran=1>"


def quoted(text: str) -> str:
    """As a YAML value: control characters may not stand in it."""
    return "'" + text.replace("'", "''").replace("\u2028", " ").replace("\u202e", "") + "'"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    paper = copied_paper(tmp_path_factory.mktemp("paper") / "herald")
    story = paper / "stories" / "fish-hall.md"
    head, _, body = story.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    kept = [line for line in head.splitlines() if not line.startswith(("headline", "  - ", "byline", "photos", "deck"))]
    photos = [line.partition("file:")[2].partition(",")[0].strip() for line in head.splitlines() if "file:" in line]
    captioned = ", ".join(f"{{file: {photo}, caption: {quoted(AS_MARKDOWN)}, credit: {quoted(LINK)}}}" for photo in photos)
    evil = [
        f"headline: {quoted(EVIL)}",
        f"byline: {quoted(IN_ATTRIBUTE)}",
        f"photos: [{captioned}]",
    ]
    text = "\n".join(["---", *evil, *kept, "---", f"{AS_MARKDOWN} {LINK}", "", body])
    story.write_text(text, encoding="utf-8")
    issue = paper / "issue.yaml"
    issue.write_text(issue.read_text(encoding="utf-8").replace("section: News", f"section: {quoted(EVIL)}", 1), encoding="utf-8")
    running = RunningDesk(paper, "--as", NAME).start()
    try:
        running.wait_until_ready(120)
        yield running
    finally:
        running.stop()


@pytest.fixture
def screen(desk: RunningDesk, context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith((desk.origin, "blob:")) else faults.append(request.url))
    page.on(
        "console", lambda said: faults.append(said.text) if "Content Security" in said.text or "Trusted" in said.text else None
    )
    page.goto(desk.address)
    expect(page.locator("#me")).to_contain_text("onerror")
    yield page
    assert page.evaluate("window.ran") is None
    assert not faults


def test_the_paper_is_made_with_all_of_it(desk: RunningDesk) -> None:
    state = desk.state
    assert not state["making"]["refused"], state["refused"]
    assert state["pages"][0]["section"] == EVIL
    assert desk.get("/api/stories")["fish-hall"]["headline"] == EVIL


def test_no_view_runs_or_fetches_any_of_it(desk: RunningDesk, screen: Page) -> None:
    proof = desk.page("1")["proof"]
    for point in ([200.0, 900.0], [200.0, 1000.0], [60.0, 60.0]):
        desk.post("/api/notes", {"page": "1", "proof": proof, "point": point, "text": SAID})
    number = desk.get("/api/notes")["notes"][0]["id"]
    desk.post(f"/api/notes/{number}/reply", {"text": SAID})
    desk.post("/api/pages/1/printed", {"proof": proof})
    for view in ("", "page/1", "problems", "notes", "compare/1", "galley/fish-hall", "history", "plates/1"):
        screen.goto(f"{desk.origin}/#/{view}")
        screen.wait_for_load_state("networkidle")
        expect(screen.locator("#view")).not_to_be_empty()
        screen.evaluate(TOUCHED)
        assert (
            screen.evaluate("document.querySelectorAll('#view script, #view img[src=x], #view svg[onload], [onerror]').length")
            == 0
        ), view
        assert screen.evaluate("[...document.links].filter(each => each.protocol === 'javascript:').length") == 0, view
        assert screen.evaluate("window.ran") is None, view
    screen.goto(f"{desk.origin}/#/notes")
    expect(screen.locator("#view")).to_contain_text("<script>window.ran=1</script>")


def test_what_is_wrong_is_told_with_all_of_it(desk: RunningDesk, screen: Page) -> None:
    desk.save("issue.yaml", lambda text: text.replace("story: fish-hall", f"story: {quoted(EVIL)}"))
    expect(screen.locator("#refused")).to_contain_text("onerror=window.ran=1", timeout=30_000)
    desk.save("issue.yaml", lambda text: text.replace(f"story: {quoted(EVIL)}", "story: fish-hall"))
    expect(screen.locator("#refused")).to_be_empty(timeout=30_000)
