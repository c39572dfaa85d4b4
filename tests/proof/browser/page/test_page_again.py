"""What comes late, or again: traces that could not be had at once, maps of many proofs."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.proof.browser.page.on_page import press
from tests.proof.browser.traced import RealPaper, TracedDesk

_COUNT_URLS = """() => {
  window.urls = new Set();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => { const url = createObjectURL.call(URL, blob); window.urls.add(url); return url; };
  URL.revokeObjectURL = (url) => { window.urls.delete(url); revokeObjectURL.call(URL, url); };
}"""


def test_the_ink_maps_of_an_evening_are_not_all_kept(traced: TracedDesk, opened: Callable[[str], Page]) -> None:
    traced.answers["plates"] = {"limit": 2.4, "most_mm2": 2.0}
    page = opened("#/page/1")
    page.evaluate(_COUNT_URLS)
    kept = page.evaluate("""async () => {
      const { InkMaps } = await import("/static/js/page/overlays/ink.js");
      const client = { get: async () => ({ limit: 2.4, most_mm2: 2 }) };
      const fetched = window.fetch;
      window.fetch = async () => new Response("x");
      const waits = [];
      const maps = new InkMaps(client, () => waits.shift()?.());
      for (let number = 0; number < 30; number += 1) {
        const came = new Promise((resolve) => waits.push(resolve));
        maps.of(`key ${number}`);
        await came;
      }
      const found = [window.urls.size, Boolean(maps.of("key 29")?.url)];
      maps.end();
      window.fetch = fetched;
      return [...found, window.urls.size];
    }""")
    assert kept == [6, True, 0]


def test_a_trace_that_failed_is_asked_for_again_and_no_other_lies_over_the_picture(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    traced.knows(edited)
    page = opened("#/page/1")
    press(page, "b")
    expect(page.locator(".drawing > *").first).to_be_attached()
    new, refused = edited.pages["1"].key, []

    def refuse(route: Route) -> None:
        refused.append(route)
        if len(refused) > 1:
            return route.fallback()
        return route.fulfill(status=503, content_type="application/json", body='{"problem": "Not now.", "remedy": "Wait."}')

    page.route(f"**/api/proofs/{new}/trace", refuse)
    traced.tell(page, pages=[each.facts for each in edited.pages.values()])
    page.wait_for_selector(f'.sheet[data-shown="{new}"]')
    expect(page.locator(".drawing > *")).to_have_count(0, timeout=900)
    expect(page.locator(".drawing > *").first).to_be_attached()
    assert len(refused) == 2
    page.unroute(f"**/api/proofs/{new}/trace")
