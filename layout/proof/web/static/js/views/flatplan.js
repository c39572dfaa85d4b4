// The flatplan: every page of the issue in its spread, small, with all that is known of it.

import { button, el, put } from "../dom.js";
import { remember, remembered } from "../remembering.js";
import { Card } from "./card.js";
import { deskbar } from "./deskbar.js";
import { keyed, redraw } from "./keyed.js";
import { keepPlace, lastPlace } from "./lastpage.js";
import { writeNote } from "./noting.js";
import { approve, markPrinted, release, unrelease } from "./signing.js";
import { seenOf } from "./states.js";
import { normalSize, spreadsOf, WIDTHS, widthFor } from "./spreads.js";
import { newsOf, sumOf } from "./sum.js";

const TICK = 2000; // milliseconds; what is told counts in minutes
const SIZE = "flatplan-width"; // kept by the browser

/** See main.js. `parameters.page` selects a page. */
export function mount(root, client, parameters) {
  const plan = new Flatplan(root, client, parameters.page);
  return {
    update: (state) => plan.update(state),
    unmount: () => plan.unmount(),
    renew: ({ page }) => plan.renew(page),
    keys: plan.keys(),
  };
}

class Flatplan {
  constructor(root, client, page) {
    this.client = client;
    this.root = root;
    this.cards = new Map();
    this.before = new Map(); // lasting states, for what is said aloud
    const place = lastPlace();
    this.selected = page ?? place.page ?? "";
    this.scrollTop = page ? 0 : (place.scroll ?? 0);
    this.chosen = Number(remembered(SIZE, () => localStorage)) || 0;
    this.#build();
    this.observer = new ResizeObserver(() => this.#resize());
    this.observer.observe(this.scroll);
    this.ticking = setInterval(() => {
      if (client.state) this.#paint();
    }, TICK);
  }

  unmount() {
    clearInterval(this.ticking);
    this.observer.disconnect();
    for (const card of this.cards.values()) card.end();
    keepPlace({ scroll: this.scroll.scrollTop });
  }

  renew(page) {
    if (page) this.#select(page);
    return true;
  }

  update(state) {
    const first = !this.state;
    this.state = state;
    this.spreads = spreadsOf(state.pages);
    if (!state.pages.some((page) => page.number === this.selected)) this.selected = state.pages[0]?.number ?? "";
    const news = newsOf(state.pages, this.before, state.me.name);
    if (news.length) this.client.announce(news.slice(0, 3).join(" "));
    if (first) this.#resize();
    this.#paint();
    if (first) this.#arrive();
  }

  keys() {
    const move = (key, does, run, role = "") => ({ key, does, run, role });
    return [
      move("ArrowLeft", "The page before", () => this.#step(-1)),
      move("ArrowRight", "The page after", () => this.#step(1)),
      move("ArrowUp", "The page above", () => this.#jump(-1)),
      move("ArrowDown", "The page below", () => this.#jump(1)),
      move("Home", "The first page", () => this.#step(-Infinity)),
      move("End", "The last page", () => this.#step(Infinity)),
      move("o|Enter", "Open the page", this.does.open),
      move("n", "Write a note on the page", this.does.note, "note"),
      move("a", "Approve it, or withdraw that", this.does.approve, "approve"),
      move("r", "Release it to the press", this.does.release, "release"),
      move("R", "Take the release back", this.does.unrelease, "release"),
      move("c", "Compare it: with what was released or signed, or pulled as a proof", this.does.compare),
      move("x", "Its plates", this.does.plates),
      move("p", "A proof was pulled on paper", this.does.printed, "note"),
      move("+|=", "Larger pages", () => this.#grow(1)),
      move("-", "Smaller pages", () => this.#grow(-1)),
      move("0", "As large as fits", () => this.#size(0)),
    ];
  }

  #build() {
    this.does = this.#actions();
    this.sum = el("p", { class: "sum" });
    this.without = el("div", { class: "without-page" });
    this.grid = el("div", {
      role: "grid",
      class: "spreads",
      "aria-label": "Pages, by spread",
      on: { click: (event) => this.#clicked(event), focusin: (event) => this.#focused(event) },
    });
    const sizes = el(
      "div",
      { class: "sizes", role: "group", "aria-label": "Size of the pages" },
      button("Smaller", () => this.#grow(-1), { key: "-" }),
      button("Larger", () => this.#grow(1), { key: "+" }),
      button("Fit", () => this.#size(0), { key: "0" }),
    );
    this.scroll = el(
      "div",
      { class: "scroll" },
      el("div", { class: "head" }, el("h1", { class: "for-readers" }, "Flatplan"), this.sum, sizes),
      this.grid,
      this.without,
    );
    this.bar = deskbar(this.client, this.does);
    this.bar.node.hidden = true;
    put(this.root, this.scroll, this.bar.node);
  }

  /** What can be done with the selected page. */
  #actions() {
    const go = (path) => () => {
      if (this.#page()) this.client.go(path(this.#page(), encodeURIComponent(this.selected)));
    };
    const act = (fn) => () => {
      if (this.#page()) fn(this.client, this.#page(), this.#seen());
    };
    return {
      open: go((_, id) => `/page/${id}`),
      plates: go((_, id) => `/plates/${id}`),
      compare: go((_, id) => `/compare/${id}`),
      approve: act(approve),
      release: act(release),
      unrelease: act(unrelease),
      printed: act(markPrinted),
      note: act((client, { number, proof }) => writeNote(client, { page: number, proof })),
    };
  }

  /** Everything that shows, from the state that there is and the clock. */
  #paint() {
    const { clock } = this.state;
    const now = this.client.now();
    const parts = sumOf(this.state, now);
    redraw(this.sum, parts, () =>
      put(
        this.sum,
        parts.map((part, index) => [
          index ? el("span", { class: "between" }, index === 1 ? ": " : ", ") : null,
          el("span", { class: `part figure ${part.state}` }, part.text),
        ]),
      ),
    );
    const width = this.#width();
    keyed(this.grid, this.spreads, {
      key: (spread) => spread.map((page) => page.number).join(" "),
      make: (spread) =>
        el("div", {
          role: "row",
          class: "spread",
          "aria-label": `${spread.length > 1 ? "Pages" : "Page"} ${spread.map((page) => page.number).join(" and ")}`,
        }),
      update: (row, spread) =>
        keyed(row, spread, {
          key: (page) => page.number,
          make: (page) => this.#card(page.number).node,
          update: (_, page) =>
            this.#card(page.number).update(page, { clock, now, width: width * (page.size[0] / normalSize(this.spreads)[0]) }),
        }),
    });
    this.#mark();
    this.bar.update(this.#page(), this.#seen());
    this.#paintWithout();
  }

  /** Pages that are released, and are in the issue no longer: each with the way to let it go. */
  #paintWithout() {
    const { released_without_page: gone = [], me } = this.state;
    redraw(this.without, [gone, me], () =>
      put(
        this.without,
        gone.map((released) =>
          el(
            "p",
            { class: "notice released", "data-page": released.number },
            `Page ${released.number} is released${released.by ? ` by ${released.by}` : ""}, but the issue has it no longer: its file is still built and sent. `,
            this.client.may("release")
              ? button("Take the release back", () => unrelease(this.client, { number: released.number, released, sent: null }))
              : null,
          ),
        ),
      ),
    );
  }

  #card(number) {
    if (!this.cards.has(number)) this.cards.set(number, new Card(number, () => this.bar.update(this.#page(), this.#seen())));
    return this.cards.get(number);
  }

  #page() {
    return this.state?.pages.find((page) => page.number === this.selected);
  }

  /** What of the selected page is on the screen, as in states.js. */
  #seen() {
    const page = this.#page();
    return page && seenOf(page, this.cards.get(page.number)?.proof ?? "");
  }

  #mark() {
    for (const cell of this.grid.querySelectorAll("[role=gridcell]")) {
      const mine = cell.dataset.page === this.selected;
      if (cell.getAttribute("aria-selected") !== String(mine)) cell.setAttribute("aria-selected", String(mine));
      if (cell.tabIndex !== (mine ? 0 : -1)) cell.tabIndex = mine ? 0 : -1;
    }
  }

  /** The first time that there are pages: back to where one was. */
  #arrive() {
    this.scroll.scrollTop = this.scrollTop;
    if (document.activeElement === document.body || document.activeElement === this.root)
      this.#cell()?.focus({ preventScroll: true });
    this.#cell()?.scrollIntoView({ block: "nearest", inline: "nearest" }); // it may be another than the one that was left
  }

  #cell() {
    return this.cards.get(this.selected)?.node;
  }

  #select(number, { reveal = true } = {}) {
    if (!this.state?.pages.some((page) => page.number === number)) return;
    this.selected = number;
    keepPlace({ page: number });
    this.#mark();
    this.bar.update(this.#page(), this.#seen());
    this.#cell().focus({ preventScroll: true });
    if (reveal) this.#cell().scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** What is clicked on is in sight: nothing moves. */
  #clicked(event) {
    const cell = event.target.closest("[role=gridcell]");
    if (!cell) return;
    if (this.pressed === cell.dataset.page) this.does.open();
    else this.#select(cell.dataset.page, { reveal: false });
    this.pressed = cell.dataset.page;
  }

  #focused(event) {
    const cell = event.target.closest("[role=gridcell]");
    if (cell && cell.dataset.page !== this.selected) this.#select(cell.dataset.page, { reveal: false });
  }

  #step(by) {
    const numbers = this.state.pages.map((page) => page.number);
    const to = Math.min(Math.max(numbers.indexOf(this.selected) + by, 0), numbers.length - 1);
    this.#moved(numbers[to]);
  }

  /** To the nearest page of the row above or below. */
  #jump(by) {
    const from = this.#cell().getBoundingClientRect();
    const middle = from.left + from.width / 2;
    const places = this.state.pages
      .map((page) => ({ number: page.number, box: this.#card(page.number).node.getBoundingClientRect() }))
      .filter(({ box }) => (by > 0 ? box.top > from.top + 1 : box.top < from.top - 1));
    const row = Math.min(...places.map(({ box }) => Math.abs(box.top - from.top)));
    const there = places
      .filter(({ box }) => Math.abs(box.top - from.top) < row + 2)
      .sort(
        (one, other) =>
          Math.abs(one.box.left + one.box.width / 2 - middle) - Math.abs(other.box.left + other.box.width / 2 - middle),
      )[0];
    if (there) this.#moved(there.number);
  }

  #moved(number) {
    this.pressed = number;
    this.#select(number);
  }

  #width() {
    return this.chosen || this.fitting || WIDTHS[1];
  }

  #grow(by) {
    const near = WIDTHS.reduce((best, width) => (Math.abs(width - this.#width()) < Math.abs(best - this.#width()) ? width : best));
    this.#size(WIDTHS[Math.min(Math.max(WIDTHS.indexOf(near) + by, 0), WIDTHS.length - 1)]);
  }

  #size(width) {
    this.chosen = width;
    remember(SIZE, width || null, () => localStorage);
    this.#resize();
    if (this.state) this.#paint();
    this.#cell()?.scrollIntoView({ block: "nearest" });
  }

  /** In points of the page to CSS pixels; the cards take their size from it. */
  #resize() {
    if (!this.state) return;
    const style = getComputedStyle(this.grid);
    const width = this.grid.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    this.fitting = widthFor(this.spreads, { width, height: this.scroll.clientHeight - this.grid.offsetTop });
    this.grid.style.setProperty("--thumb", `${this.#width()}px`);
    this.grid.style.setProperty("--scale", String(this.#width() / normalSize(this.spreads)[0]));
  }
}
