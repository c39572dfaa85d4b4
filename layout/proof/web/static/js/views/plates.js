// The plates of a page, taken from the file that goes to the press: one by one and together, as on newsprint, and how much ink.

import { button, el, hidden, put } from "../dom.js";
import { REAL, worldAt } from "../page/camera.js";
import { listen } from "../page/gestures.js";
import { Stage } from "../page/stage.js";
import { patiently } from "../patience.js";
import { inksAt, inksMost, mix, percent, readPicture, readPlate } from "../plates/inks.js";
import { inkFacts, inksHere, mapLegend, plateButtons, plateKey, renew } from "../plates/panel.js";
import { PlateSheet } from "../plates/sheet.js";

const INKS = "inks"; // what is shown: the plates laid over one another,
const SOFTPROOF = "softproof"; // the page as on the press's paper,
const INKMAP = "inkmap"; // or the total of all inks by bands of colour
const MODES = [INKS, SOFTPROOF, INKMAP];
const WHITE = [255, 255, 255];
const GREY = [WHITE, [60, 60, 60]];
const STEP = 80; // CSS pixels panned by an arrow
const CLOSE = 4 * REAL; // how close a place above the limit is shown

class PlatesView {
  /** `show` in the address: what the page before was looked at as. */
  constructor(root, client, { id: number, show }) {
    const mode = MODES.includes(show) ? show : INKS;
    Object.assign(this, { client, number, mode, shown: new Set(), newsprint: true, grey: false, middle: false, chosen: -1, here: null });
    this.bitmaps = {}; // of the sheet as a whole, by mode: promises
    this.key = ""; // the proof whose plates are shown or asked for
    this.stage = new Stage(() => this.middle && this.#measure());
    this.stage.node.setAttribute("aria-label", `Page ${number}, its plates`);
    this.stage.node.setAttribute("role", "group");
    this.cross = el("div", { class: "cross", "aria-hidden": "true", hidden: true });
    this.stage.node.append(this.cross);
    this.said = el("div", { class: "waiting", role: "status" });
    this.#layOut(root);
    listen(this.stage, { click: (at) => this.#point(at), hover: (at) => this.#point(at) });
    this.keys = () => this.#bindings();
  }

  /** A new state: another proof of the page has other plates. */
  update(state) {
    const page = state.pages.find((each) => each.number === this.number);
    this.page = page;
    if (!page) return this.#say(`There is no page ${this.number}.`, "Go back to the flatplan, and choose another.");
    if (!page.proof) return this.#say(`Page ${this.number} has not been made yet.`, "");
    this.side.classList.toggle("old", page.stale);
    if (page.proof !== this.key) this.#load(page.proof);
    return undefined;
  }

  unmount() {
    this.stopper?.abort();
    this.stage.end();
    this.#letGo();
  }

  /** Of the pictures of this proof; one that is still to come is let go when it is there. */
  #letGo() {
    for (const each of Object.values(this.bitmaps)) each.then((bitmap) => bitmap.close(), () => null);
    this.bitmaps = {};
  }

  #layOut(root) {
    this.views = el("div", { class: "modes", role: "group", "aria-label": "What is shown" });
    this.list = el("ul", { class: "inks", "aria-label": "Plates" });
    this.options = el("div", { class: "options", role: "group", "aria-label": "How plates are shown" });
    this.place = el("div", { class: "here" });
    this.ink = el("div", { class: "amount" });
    const zooms = el("div", { class: "zooms", role: "group", "aria-label": "Zoom" },
      button("Closer", () => this.stage.zoomBy(1.5), { key: "+" }), button("Farther", () => this.stage.zoomBy(1 / 1.5), { key: "-" }),
      button("Full width", () => this.stage.fitWidth(), { key: "2" }), button("Whole page", () => this.stage.fit(), { key: "0" }),
      button("Real size", () => this.stage.zoomTo(REAL), { key: "1" }));
    this.side = el("aside", { class: "side", "aria-label": "Plates and ink" },
      el("h1", {}, `Page ${this.number}`, hidden(": plates")), el("p", { class: "back" }, el("a", { href: `#/page/${encodeURIComponent(this.number)}` }, "Back to the page")),
      this.views, el("h2", {}, "Plates"), this.list, this.options,
      el("h2", {}, "Ink here"), this.place, el("h2", {}, "Total ink"), this.ink, el("h2", {}, "Zoom"), zooms);
    put(root, el("div", { class: "table" }, this.stage.node, this.said), this.side);
  }

  async #load(key) {
    this.stopper?.abort();
    this.stopper = new AbortController();
    const { signal } = this.stopper;
    this.key = key;
    this.side.classList.add("old");
    this.side.setAttribute("aria-busy", "true");
    this.#say(this.facts ? "A newer proof: the plates are being made\u2026" : "The plates are being made\u2026", "");
    const had = (ask) => patiently(ask, signal, (error) => this.#say(`The plates are waited for: ${error.message}`, "", true));
    try {
      const facts = await had(() => this.client.get(`/api/proofs/${key}/plates`));
      if (signal.aborted) return;
      const plates = await Promise.all(facts.plates.map((_, number) => had(() => readPlate(`/api/proofs/${key}/plates/${number}`, signal))));
      if (!signal.aborted) this.#take(facts, plates);
    } catch (error) {
      if (!signal.aborted) this.#say(error.message, error.remedy ?? "", true);
    }
  }

  #take(facts, plates) {
    const first = !this.facts;
    const known = new Set(this.facts?.plates.map(({ name }) => name));
    this.shown = new Set(facts.plates.flatMap(({ name }, number) =>
      (!known.has(name) || [...this.shown].some((each) => this.facts.plates[each].name === name) ? [number] : [])));
    Object.assign(this, { facts, plates, chosen: -1 });
    this.#letGo();
    const { width, height } = plates[0];
    this.sheet = new PlateSheet(facts.media, [width, height]);
    this.stage.lay([this.sheet]);
    if (first) this.stage.fit(0);
    this.sheet.frame(facts.over.map(({ area }) => area), -1);
    this.side.classList.toggle("old", Boolean(this.page?.stale));
    this.side.removeAttribute("aria-busy");
    if (facts.softproof && this.mode === SOFTPROOF) this.mode = INKS;
    put(this.said);
    this.#show();
  }

  /** Everything anew: the picture and the controls. */
  async #show() {
    if (!this.facts) return;
    this.#controls();
    const { facts, sheet, mode } = this;
    sheet.node.dataset.mode = mode;
    if (mode === INKS) {
      const inks = [...this.shown].sort((a, b) => a - b);
      const layers = inks.map((number) => ({ ink: this.plates[number].ink, ramp: this.grey ? GREY : facts.plates[number].ramp }));
      sheet.paint((pixels) => mix(pixels, layers, this.newsprint ? facts.paper : WHITE), `The page in ${this.#names(inks)}`);
    } else await this.#showPicture(mode);
    sheet.node.dataset.shown = mode === INKS ? [...this.shown].sort().join(" ") : mode;
  }

  /** Asked for once: whoever comes while it is on its way waits for the same. */
  async #showPicture(mode) {
    const { key, sheet, bitmaps, stopper: { signal } } = this;
    bitmaps[mode] ??= patiently(() => readPicture(`/api/proofs/${key}/${mode}`, signal), signal, () => null);
    try {
      const bitmap = await bitmaps[mode];
      if (this.sheet !== sheet || this.mode !== mode) return;
      sheet.paintPicture(bitmap, mode === SOFTPROOF ? `The page as ${this.facts.press} prints it` : "How much ink lies where");
    } catch (error) {
      delete bitmaps[mode];
      if (!signal.aborted) this.client.complain(error);
    }
  }

  #controls() {
    const { facts, mode } = this;
    renew(this.views,
      button("Plates", () => this.#look(INKS), { key: "l", pressed: mode === INKS }),
      button("Soft proof", () => this.#look(SOFTPROOF), { key: "s", pressed: mode === SOFTPROOF, disabled: Boolean(facts.softproof), title: facts.softproof || null }),
      button("Total ink", () => this.#look(INKMAP), { key: "i", pressed: mode === INKMAP }),
      mode === INKMAP ? mapLegend(facts.bands) : null,
      facts.softproof ? el("p", { class: "remedy" }, facts.softproof) : null);
    const shown = mode === INKS ? this.shown : new Set();
    renew(this.list, plateButtons({ inks: facts.plates, shown, toggle: (number) => this.#toggle(number), alone: (number) => this.#alone(number) }));
    renew(this.options,
      button("All plates", () => this.#all(), { key: "z", pressed: mode === INKS && this.shown.size === facts.plates.length }),
      button("Newsprint white", () => this.#turn("newsprint"), { key: "w", pressed: this.newsprint }),
      button("Inks as grey", () => this.#turn("grey"), { key: "b", pressed: this.grey }));
    renew(this.ink, inkFacts(facts, this.chosen, (area, number) => this.#goTo(area, number)));
    this.#tellHere();
  }

  #bindings() {
    const bind = (key, does, run) => ({ key, does, run });
    const inks = this.facts?.plates.slice(0, 9) ?? [];
    const { stage } = this;
    return [
      ...inks.map(({ name }, number) => bind(plateKey(number), `${name} on or off`, () => this.#toggle(number))),
      bind("z", "All plates", () => this.#all()), bind("[", "The plate before, alone", () => this.#step(-1)), bind("]", "The next plate, alone", () => this.#step(1)),
      bind("l", "Plates", () => this.#look(INKS)), bind("s", "Soft proof", () => this.#look(SOFTPROOF)), bind("i", "Total ink", () => this.#look(INKMAP)),
      bind("w", "Newsprint white, or pure white", () => this.#turn("newsprint")), bind("b", "Inks as grey, or in their colours", () => this.#turn("grey")),
      bind("h", "Measure the ink here, in the middle", () => this.#turnMiddle()),
      bind(".", "The next place above the limit", () => this.#nextPlace(1)), bind(",", "The place before", () => this.#nextPlace(-1)),
      bind("+|=", "Closer", () => stage.zoomBy(1.5)), bind("-|_", "Farther", () => stage.zoomBy(1 / 1.5)),
      bind("0", "The whole page", () => stage.fit()), bind("1", "Real size: a millimetre is a millimetre", () => stage.zoomTo(REAL)), bind("2", "Full width", () => stage.fitWidth()),
      ...[["ArrowLeft", 1, 0], ["ArrowRight", -1, 0], ["ArrowUp", 0, 1], ["ArrowDown", 0, -1]].map(([key, x, y]) =>
        bind(key, "Pan", (event) => stage.panBy(x * (event.shiftKey ? STEP / 16 : STEP), y * (event.shiftKey ? STEP / 16 : STEP)))),
      bind("PageUp", "The page before", () => this.#turnPage(-1)), bind("PageDown", "The page after", () => this.#turnPage(1)),
      bind("o", "Open the page", () => this.client.go(`/page/${encodeURIComponent(this.number)}`)),
    ];
  }

  #look(mode) {
    if (!this.facts || (mode === SOFTPROOF && this.facts.softproof)) return;
    this.mode = mode;
    this.#show();
    this.client.whisper({ [INKS]: `Plates: ${this.#names([...this.shown])}`, [SOFTPROOF]: "Soft proof", [INKMAP]: "Total ink" }[mode]);
  }

  #toggle(number) {
    if (this.mode !== INKS) this.mode = INKS;
    else if (!this.shown.delete(number)) this.shown.add(number);
    this.#tellShown();
  }

  #alone(number) {
    this.mode = INKS;
    this.shown = new Set([number]);
    this.#tellShown();
  }

  #step(by) {
    if (!this.facts) return;
    const count = this.facts.plates.length;
    const last = this.shown.size === 1 ? [...this.shown][0] : by > 0 ? -1 : count;
    this.#alone((last + by + count) % count);
  }

  #all() {
    this.mode = INKS;
    this.shown = new Set(this.facts?.plates.keys());
    this.#tellShown();
  }

  #tellShown() {
    if (!this.facts) return;
    this.#show();
    this.client.whisper(`Shown: ${this.#names([...this.shown].sort())}`);
  }

  #turn(what) {
    this[what] = !this[what];
    if (this.mode !== INKS) this.mode = INKS;
    this.#show();
  }

  /** A cross in the middle of the stage, for those who have no pointer: what lies under it is measured. */
  #turnMiddle() {
    this.middle = !this.middle;
    this.cross.hidden = !this.middle;
    this.#measure();
    if (this.middle && this.here) this.client.whisper(`Total here: ${percent(this.here.total)}`);
  }

  #measure() {
    const { width, height } = this.stage.size;
    this.#point(this.middle ? [width / 2, height / 2] : null, true);
  }

  #point(at, fromMiddle = false) {
    if (!this.facts || (this.middle && !fromMiddle)) return;
    const pixel = at ? this.sheet.pixelAt(worldAt(this.stage.camera, at)) : -1;
    this.here = pixel < 0 ? null : inksAt(this.plates, pixel);
    this.#tellHere();
  }

  /** The inks of a place that one is led to: there where there is most, over a square millimetre or in one pixel. */
  #measurePlace(area, isPixel) {
    const side = isPixel ? 1 : this.sheet.pixelsOf(this.facts.most_mm2_at).columns;
    this.here = inksMost(this.plates, this.sheet.pixelsOf(area), side);
    this.#tellHere();
  }

  #tellHere() {
    put(this.place, inksHere({ inks: this.facts.plates, limit: this.facts.limit }, this.here));
  }

  #goTo(area, number) {
    this.chosen = number;
    const areas = this.facts.over.map((place) => place.area);
    this.sheet.frame(number < 0 ? [...areas, area] : areas, number < 0 ? areas.length : number);
    this.stage.showArea(area, CLOSE);
    if (!this.middle) this.#measurePlace(area, number >= 0 && this.facts.over[number].pixel);
    renew(this.ink, inkFacts(this.facts, number, (other, place) => this.#goTo(other, place)));
  }

  #nextPlace(by) {
    const count = this.facts?.over.length ?? 0;
    if (!count) return this.client.announce("No place is above the limit.");
    const number = this.chosen < 0 ? (by > 0 ? 0 : count - 1) : (this.chosen + by + count) % count;
    const { area, most } = this.facts.over[number];
    this.#goTo(area, number);
    return this.client.announce(`Place ${number + 1} of ${count}: ${percent(most)}`);
  }

  #turnPage(by) {
    const pages = this.client.state?.pages ?? [];
    const next = pages[pages.findIndex((page) => page.number === this.number) + by];
    if (next) this.client.go(`/plates/${encodeURIComponent(next.number)}?show=${this.mode}`);
  }

  #names(numbers) {
    return numbers.map((number) => this.facts.plates[number].name).join(", ") || "no plate";
  }

  /** Over the stage: what is waited for, or why there is nothing. */
  #say(problem, remedy, again = false) {
    put(this.said, el("p", {}, el("strong", {}, problem)), remedy ? el("p", {}, remedy) : null,
      again ? button("Try again", () => this.#load(this.key)) : null);
  }
}

/** @returns {{update: function(Object): void, unmount: function(): void, keys: function(): Binding[]}} */
export function mount(root, client, parameters) {
  return new PlatesView(root, client, parameters);
}
