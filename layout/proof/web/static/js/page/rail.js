// The tools beside the page: which page, how close, how pages lie, what is drawn over them. And what its colours mean: a node of its own,
// which stands under the tools, or under the page where they leave no room.

import { button, el, put } from "../dom.js";
import { redraw, say } from "../views/keyed.js";
import { REAL } from "./camera.js";
import { BESIDE, SPREAD } from "./facing.js";
import { OVERLAYS } from "./overlays/all.js";

export class Rail {
  /** @param {Object<string, function>} does `turn(by)`, `go(number)`, `zoom(factor)`, `fit`, `real`, `width`, `lie(way)`, `show(name)`, `flags`, `panel` */
  constructor(does) {
    this.does = does;
    this.folded = new Map(); // legends by name: whether they are open
    this.pages = el("select", { "aria-label": "Page", on: { change: () => { this.pages.blur(); does.go(this.pages.value); } } });
    this.before = button("\u2039", () => does.turn(-1), { "aria-label": "The page before", title: "The page before (Page Up)" });
    this.after = button("\u203a", () => does.turn(1), { "aria-label": "The page after", title: "The page after (Page Down)" });
    this.zoom = el("output", { class: "zoom", "aria-label": "Zoom" });
    this.ways = {
      fit: button("Whole page", does.fit, { key: "0", pressed: false }),
      real: button("Real size", does.real, { key: "1", pressed: false }),
      width: button("Full width", does.width, { key: "2", pressed: false }),
    };
    this.lies = {
      [SPREAD]: button("Spread", () => does.lie(SPREAD), { key: "s", pressed: false }),
      [BESIDE]: button("Facing page", () => does.lie(BESIDE), { key: "f", pressed: false }),
    };
    this.overlays = new Map(OVERLAYS.map(({ name, title, key }) => [name, button(title, () => does.show(name), { key, pressed: false, "data-overlay": name })]));
    this.flags = button("Problems and notes", does.flags, { key: "m", pressed: false });
    this.panel = button("Side panel", does.panel, { key: "e", pressed: true, "aria-controls": "page-panel" });
    this.legends = el("div", { class: "legends", "aria-live": "polite" });
    this.node = this.#build();
  }

  /** @param {{pages: Object[], number: string, overlays: Set<string>, flags: boolean, lie: string, panel: boolean, canTurn: boolean[]}} facts */
  update({ pages, number, overlays, flags, lie, panel, canTurn, faced }) {
    const numbers = pages.map((page) => [page.number, page.section]);
    redraw(this.pages, numbers, () => put(this.pages, numbers.map(([each, section]) => el("option", { value: each }, section ? `${each}  ${section}` : each))));
    this.pages.value = number;
    [this.before.disabled, this.after.disabled] = canTurn.map((can) => !can);
    for (const [way, node] of Object.entries(this.lies)) {
      press(node, lie === way);
      node.disabled = !faced;
    }
    for (const [name, node] of this.overlays) press(node, overlays.has(name));
    press(this.flags, flags);
    press(this.panel, panel);
  }

  /** How close the eye is. */
  showZoom(zoom, way) {
    say(this.zoom, `${Math.round((zoom / REAL) * 100)} %`);
    press(this.ways.fit, way === "fit");
    press(this.ways.width, way === "width");
    press(this.ways.real, way === "free" && Math.abs(zoom / REAL - 1) < 0.002);
  }

  /** @param {{title: string, name: string, parts: Array}[]} legends */
  showLegends(legends) {
    put(this.legends, legends.map(({ name, title, parts }) =>
      el("details", { class: "legend", "data-legend": name, open: this.folded.get(name) ?? true, on: { toggle: (event) => this.folded.set(name, event.target.open) } },
        el("summary", {}, title), parts.map((part) => (typeof part === "string" ? el("p", {}, part) : part)))));
  }

  #build() {
    const group = (name, ...parts) => el("div", { role: "group", "aria-label": name }, parts);
    const { does } = this;
    return el("div", { class: "rail" },
      group("Page", el("div", { class: "row" }, this.before, this.pages, this.after)),
      group("Zoom",
        el("div", { class: "row" },
          button("\u2212", () => does.zoom(1 / 1.5), { "aria-label": "Farther", title: "Farther (\u2212)" }), this.zoom,
          button("+", () => does.zoom(1.5), { "aria-label": "Closer", title: "Closer (+)" })),
        Object.values(this.ways)),
      el("div", { role: "group", class: "beside", "aria-label": "Beside the page" }, this.panel),
      group("Pages side by side", Object.values(this.lies)),
      group("Drawn over the page", el("h2", {}, "Show"), [...this.overlays.values()], this.flags));
  }
}

function press(node, yes) {
  node.setAttribute("aria-pressed", String(yes));
}
