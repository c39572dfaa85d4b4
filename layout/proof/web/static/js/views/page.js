// The page: sharp at any zoom, what stands where drawn over it, and everything about it beside it.

import { button, el, put } from "../dom.js";
import { placeIn } from "../page/arriving.js";
import { bindingsOf } from "../page/bindings.js";
import { REAL, grown } from "../page/camera.js";
import { belongingTo, isOfPresent, presentOf } from "../page/belonging.js";
import { slugsOf } from "../page/chosen.js";
import { aboutOf, carried } from "../page/choosing.js";
import { AROUND, doingsOf } from "../page/doing.js";
import { ONE, SPREAD, facing, turned } from "../page/facing.js";
import { areaOfItem } from "../page/flags.js";
import { areaOfBlock, blockOf, jumpOf } from "../page/hit.js";
import { Known } from "../page/knowing.js";
import { keepChosen, keepSettings, settings, takeChosen } from "../page/memory.js";
import { InkMaps } from "../page/overlays/ink.js";
import { OVERLAYS } from "../page/overlays/all.js";
import { Panel } from "../page/panel.js";
import { Rail } from "../page/rail.js";
import { Slim } from "../page/slim.js";
import { Table } from "../page/table.js";
import { captionOf, versionSaid } from "../page/telling.js";
import { Walk } from "../page/walk.js";
import { redraw } from "./keyed.js";
import { writeNote } from "./noting.js";
import { seenOf } from "./states.js";

const HINT = matchMedia("(pointer: coarse)").matches
  ? "Tap the page to see what stands there."
  : "Point at the page to see what stands there. Keys: . and , lead from block to block; ? tells the others.";
const NEAR = 1.6 * REAL; // close enough to read, for a place that one is led to
const FLASH = 2400; // milliseconds
const NARROW = 1100; // CSS pixels: there the panel waits until it is asked for

export function mount(root, client, parameters) {
  const view = new PageView(root, client, parameters);
  return { update: (state) => view.update(state), unmount: () => view.end(), renew: (other) => view.renew(other), keys: () => bindingsOf(view) };
}

class PageView {
  constructor(root, client, parameters) {
    Object.assign(this, { root, client });
    const kept = settings();
    this.overlays = new Set(kept.overlays ?? []);
    this.flagsOn = kept.flags ?? true;
    this.lie = kept.lie ?? ONE;
    this.panelOn = kept.panel ?? innerWidth >= NARROW;
    this.known = new Known(client, () => this.#refresh());
    this.inks = new InkMaps(client, () => this.#refresh());
    this.chosen = null; // { number, ...Hit }
    this.kept = takeChosen(); // what was chosen when one went to its galley
    this.hover = null;
    this.focused = { number: "", letter: "" };
    this.flash = null;
    this.shownItem = "";
    this.does = doingsOf(this);
    this.#build();
    this.#take(parameters);
  }

  update(state) {
    if (!state.pages.length) return this.#without("The pages are being made.");
    if (!this.number) return location.replace(`#/page/${encodeURIComponent(state.pages[0].number)}`);
    const page = this.page;
    if (!page) return this.#without(this.had === this.number ? `Page ${this.number} is no longer in the issue.` : `This issue has no page ${this.number}.`);
    this.had = this.number;
    this.desk.classList.remove("without");
    const told = page.proof ? "" : `Page ${this.number} is being made for the first time.`;
    this.missing.hidden = !told;
    redraw(this.missing, told, () => put(this.missing, told));
    const other = this.table.show(state.pages, this.number, this.lie, this.fixed);
    if (other && this.stage.way !== "free") this.stage.way === "fit" ? this.stage.fit(0) : this.stage.fitWidth(0);
    document.title = `Page ${this.number} \u2013 ${state.issue.title || "Broadsheet"}`;
    this.#refresh();
    this.known.renew();
  }

  /** There is no such page: nothing of one is shown, and nothing can be said of it. */
  #without(told) {
    this.chosen = null;
    this.desk.classList.add("without");
    this.missing.hidden = false;
    redraw(this.missing, told, () => put(this.missing, el("h1", {}, told), el("a", { href: "#/" }, "Back to the flatplan")));
  }

  /** Another address of this view: another page, or another place on it. */
  renew(parameters) {
    this.table.keep();
    const turned = parameters.id !== this.number;
    this.#take(parameters);
    if (turned && this.chosen?.number !== this.number) this.chosen = null;
    if (turned) this.hover = null;
    if (this.client.state) this.update(this.client.state);
    return true;
  }

  end() {
    if (location.hash.startsWith("#/galley/") && this.meant?.block) keepChosen(this.meant);
    this.table.end();
    this.known.end();
    this.inks.end();
    clearTimeout(this.flashing);
  }

  get page() {
    return this.client.page(this.number);
  }

  /** The key of the version that is shown, where it is neither the present page nor, of a released one, what it would be now. */
  get old() {
    const page = this.page;
    return page && this.fixed !== page.proof && this.fixed !== page.made ? this.fixed : "";
  }

  /** What of the page is on the screen, as in states.js. */
  get seen() {
    return seenOf(this.page, this.table.sheet?.node.dataset.shown ?? "none", this.fixed || this.page.proof);
  }

  /** What keys act on: the block that `.` marked, unless what is chosen lies in it; else what is chosen. */
  get meant() {
    const { number, letter } = this.focused;
    const block = letter ? blockOf(this.table.sheets.get(number)?.trace, letter) : null;
    if (!block || (this.chosen?.number === number && this.chosen.block?.letter === letter)) return this.chosen;
    return { number, block, line: null, word: -1, art: null };
  }

  /** The chosen block, for the walk to begin at. */
  chosenKey() {
    return this.chosen?.block ? `${this.chosen.number} ${this.chosen.block.letter}` : "";
  }

  #take(parameters) {
    this.number = parameters.id;
    this.fixed = /^[0-9a-f]{64}$/.test(parameters.proof ?? "") ? parameters.proof : "";
    this.pending = parameters;
    this.shownItem = "";
  }

  #build() {
    this.table = new Table(this.client, {
      click: (number, hit, event) => this.#clicked(number, hit, event),
      hover: (number, hit) => this.#hovered(number, hit),
      moved: () => { this.rail.showZoom(this.stage.goal.zoom, this.stage.way); if (this.stage.laidZoom !== this.markedZoom) { this.#mark(); this.#legends(); } },
      traced: (sheet) => this.#traced(sheet), pictured: () => this.#refresh(),
      ready: () => this.#arrive(),
      flag: (number, id) => this.#flagChosen(number, id),
    });
    this.stage = this.table.stage;
    this.table.overlays = this.overlays;
    this.table.scene = (sheet, window, zoom) => this.#scene(sheet, window, zoom);
    this.rail = new Rail(this.does);
    this.panel = new Panel(this.client, this.does);
    this.walk = new Walk({
      focus: (number, letter) => this.#focus(number, letter),
      choose: (number, letter) => this.choose(number, { block: blockOf(this.table.sheets.get(number).trace, letter), line: null, word: -1, art: null }),
    });
    this.caption = el("div", { class: "told" });
    this.more = button("What can be done here", this.does.panel, { key: "e" });
    const under = el("div", { class: "caption" }, this.caption, this.more);
    this.missing = el("div", { class: "missing", role: "status", hidden: true });
    this.other = el("div", { class: "other-version", hidden: true });
    this.told = el("p", { class: "for-readers", role: "status" });
    this.slim = new Slim(this.client, this.does);
    this.middle = el("section", { class: "table", "aria-label": "The page" }, this.walk.node, this.other, this.missing, this.stage.node, under, this.told);
    this.desk = el("div", { class: "page-desk" }, this.rail.node, this.rail.legends, this.middle, this.panel.node, this.slim.node);
    put(this.root, this.desk);
  }

  /** All that follows from what is known now. */
  #refresh() {
    const { state } = this.client;
    const page = this.page;
    if (!state || !page) return;
    const shown = this.table.inOrder;
    this.desk.classList.toggle("with-panel", this.panelOn);
    this.panel.node.hidden = !this.panelOn;
    this.rail.update({
      pages: state.pages, number: this.number, overlays: this.overlays, flags: this.flagsOn, lie: this.lie, panel: this.panelOn,
      canTurn: [-1, 1].map((by) => this.#next(by) !== null), faced: facing(state.pages, this.number) !== null,
    });
    this.middle.setAttribute("aria-label", `Page ${shown.map(({ number }) => number).join(" and ")}`);
    this.panel.update({ ...this.#facts(this.table.sheet), page, chosen: this.chosen?.number === this.number ? this.chosen : null, shownItem: this.shownItem, old: this.old, seen: this.seen });
    this.slim.update(page, { old: this.old, seen: this.seen, panel: this.panelOn });
    this.walk.update(shown.filter(({ trace }) => trace).map((sheet) => ({ number: sheet.number, ...this.#facts(sheet) })));
    this.table.flags.update(shown.map((sheet) => ({ sheet, ...this.#facts(sheet) })), this.flagsOn);
    this.#draw(shown);
    this.#legends();
    const other = this.fixed && this.fixed !== page.proof ? this.fixed : "";
    this.other.hidden = !other;
    redraw(this.other, [other, page.number, page.made], () => put(this.other, other ? versionSaid(page, other) : null));
    this.#mark();
    this.#caption();
    this.#arrive();
  }

  /** The overlays, where something that they show is another. */
  #draw(shown) {
    const facts = shown.map((sheet) => [sheet.number, sheet.tracedKey, [...this.#facts(sheet).fits], this.known.loose, this.#inkOf(sheet.page)]);
    const signature = JSON.stringify([[...this.overlays], facts]);
    if (signature !== this.drawn) this.table.draw(true);
    this.drawn = signature;
  }

  #facts(sheet) {
    return belongingTo(sheet, this.known, Boolean(this.old) && sheet.number === this.number);
  }

  #scene(sheet, window, zoom) {
    const { page, trace, fits, frozen, loose } = this.#facts(sheet);
    return { trace, page, window, zoom, fits, loose, known: !frozen && !this.old, ink: this.#inkOf(page) };
  }

  #inkOf(page) {
    return this.overlays.has("ink") && page.proof ? this.inks.of(page.proof) : null;
  }

  #legends() {
    const { sheet } = this.table;
    if (!sheet?.trace) return;
    const scene = this.#scene(sheet, [0, 0, ...sheet.size], this.stage.laidZoom);
    const on = OVERLAYS.filter(({ name, legend }) => legend && this.overlays.has(name));
    const signature = [on.map(({ name, varies }) => [name, varies?.(scene)]), sheet.tracedKey, sheet.trace.page, [...scene.fits], scene.loose, scene.ink];
    redraw(this.rail.legends, signature, () => this.rail.showLegends(on.map(({ name, title, legend }) => ({ name, title, parts: legend(scene) })).filter(({ parts }) => parts.length)));
  }

  #mark() {
    this.markedZoom = this.stage.laidZoom;
    this.table.mark((sheet) => {
      const own = (what) => (what?.number === sheet.number ? what : null);
      const letter = own(this.focused)?.letter;
      return { hover: own(this.hover), chosen: own(this.chosen), focused: letter ? blockOf(sheet.trace, letter) : null, flash: own(this.flash)?.area ?? null };
    });
  }

  #caption() {
    const focused = this.table.sheets.get(this.focused.number);
    const shown = this.hover ?? (focused?.trace ? { number: focused.number, block: blockOf(focused.trace, this.focused.letter), line: null, art: null } : this.chosen);
    const sheet = this.table.sheets.get(shown?.number ?? "");
    const nothing = !sheet?.trace || !shown || (!shown.block && !shown.line);
    const facts = nothing ? null : this.#facts(sheet);
    const about = nothing ? null : [shown, sheet.tracedKey, facts.page.stale, facts.loose, facts.fits.get(shown.block?.letter)];
    redraw(this.caption, about, () => put(this.caption, nothing ? el("p", { class: "hint" }, HINT) : captionOf(shown, facts)));
    this.more.hidden = this.panelOn || !this.chosen;
  }

  #traced(sheet) {
    if (this.chosen?.number === sheet.number) {
      const hit = carried(this.chosen, sheet.trace);
      this.chosen = hit ? { number: sheet.number, ...hit } : null;
    }
    if (this.hover?.number === sheet.number) this.hover = null;
    this.#refresh();
  }

  #clicked(number, hit, event) {
    this.focused = { number: "", letter: "" }; // the hand chooses anew
    const jump = hit && jumpOf(hit.line, hit.block);
    if (jump && event.button === 0) return this.follow(number, hit.block, jump.forward);
    this.choose(number, hit && (hit.block || hit.line) ? hit : null);
  }

  #hovered(number, hit) {
    const next = hit && (hit.block || hit.line) ? { number, ...hit } : null;
    if (next?.block === this.hover?.block && next?.line === this.hover?.line) return;
    this.hover = next;
    this.stage.node.classList.toggle("on-text", Boolean(next?.line));
    this.#mark();
    this.#caption();
  }

  #focus(number, letter) {
    this.focused = { number, letter };
    const block = letter ? blockOf(this.table.sheets.get(number)?.trace, letter) : null;
    if (block) this.stage.reveal(this.table.inWorld(areaOfBlock(block), number));
    if (block && number !== this.number) this.#cross(number);
    this.#mark();
    this.#caption();
  }

  choose(number, hit) {
    this.chosen = hit ? { number, ...hit } : null;
    this.shownItem = "";
    if (number && number !== this.number) return this.#cross(number);
    this.#refresh();
  }

  /** The facing page is the page now: what is said yes to, and told of in the panel, is another. */
  #cross(number) {
    this.client.announce(`Page ${number} is the current page now.`);
    location.replace(`#/page/${encodeURIComponent(number)}`);
  }

  chooseBlock(letter) {
    const block = blockOf(this.table.sheet?.trace, letter);
    if (!block) return;
    this.choose(this.number, { block, line: null, word: -1, art: null });
    this.stage.reveal(this.table.inWorld(areaOfBlock(block)));
  }

  slugs(chosen) {
    return slugsOf(chosen, this.table.sheets.get(chosen.number)?.trace);
  }

  async note() {
    const { meant } = this;
    const sheet = this.table.sheets.get(meant?.number ?? this.number);
    if (sheet?.page) await writeNote(this.client, aboutOf(sheet.page, sheet.trace, meant));
  }

  follow(number, block, forward) {
    const page = forward ? block.jump_to : block.jump_from;
    if (!page) return this.client.announce(forward ? `Block ${block.letter} does not jump.` : `Block ${block.letter} begins here.`);
    const query = new URLSearchParams({ story: block.stories[0] ?? "" });
    this.client.go(`/page/${encodeURIComponent(page)}?${query}`);
  }

  #flagChosen(number, id) {
    const sheet = this.table.sheets.get(number);
    const facts = sheet && this.#facts(sheet);
    const item = facts?.items.find(({ key }) => `item ${key}` === id);
    const note = facts?.notes.find((each) => `note ${each.id}` === id);
    if (item) this.showItem(item, number);
    else if (note?.area) this.lead(note.area, number);
  }

  showItem(item, number = this.number) {
    this.shownItem = item.key;
    const sheet = this.table.sheets.get(number);
    const area = areaOfItem(item, sheet?.trace);
    if (area) this.lead(area, number);
    this.#refresh();
    if (!area) this.client.announce("This problem has no place on the page.");
    this.panel.node.querySelector(`[data-item="${CSS.escape(item.key)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** Comes near a place, and flashes it. */
  lead(area, number = this.number, close = true) {
    if (close) this.stage.showArea(this.table.inWorld(grown(area, AROUND), number), Math.max(NEAR, this.stage.way === "free" ? this.stage.goal.zoom : 0));
    else this.stage.reveal(this.table.inWorld(area, number));
    this.flash = { number, area };
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => { this.flash = null; this.#mark(); }, FLASH);
    this.#mark();
  }

  /** Goes where the address leads, as soon as that is known. */
  #arrive() {
    const sheet = this.table.sheet;
    if (!this.pending || !sheet || !this.stage.size.width || sheet.trace?.page !== this.number) return;
    const [items, { notes, frozen }] = [this.known.itemsOf(this.number), this.#facts(sheet)];
    if (frozen && isOfPresent(this.pending, { items, notes })) return location.replace(presentOf(this.pending, this.page));
    const place = placeIn(this.pending, { trace: sheet.trace, items: this.known.items && items, notes: this.known.renewed ? notes : null });
    if (place === "later") return;
    this.pending = null;
    if (!place) return this.#again(sheet.trace);
    this.shownItem = place.item;
    if (place.hit) this.chosen = { number: this.number, ...place.hit };
    this.lead(place.area, this.number, place.close);
    this.#refresh();
  }

  /** Back from a galley: what was chosen, chosen again. */
  #again(trace) {
    const hit = this.kept?.number === this.number ? carried(this.kept, trace) : null;
    this.kept = null;
    if (hit) this.choose(this.number, hit);
  }

  #next(by) {
    return turned(this.client.state.pages, [...this.table.sheets.keys()], by);
  }

  turn(by) {
    const next = this.#next(by);
    if (next) location.replace(`#/page/${encodeURIComponent(next)}`);
    else this.client.announce(by > 0 ? "This is the last page." : "This is the first page.");
  }

  layAs(way) {
    const { pages } = this.client.state;
    if (this.lie !== way && !facing(pages, this.number)) return this.client.announce(`No page faces page ${this.number}.`);
    this.lie = this.lie === way ? ONE : way;
    this.table.show(pages, this.number, this.lie, this.fixed);
    this.settings();
    if (this.lie === SPREAD || this.stage.way !== "free") this.stage.fit();
  }

  toggle(name) {
    if (!this.overlays.delete(name)) this.overlays.add(name);
    if (name === "ink" && this.overlays.has(name)) this.inks.again();
    this.settings();
  }

  settings() {
    keepSettings({ overlays: [...this.overlays], flags: this.flagsOn, lie: this.lie, panel: this.panelOn });
    this.#refresh();
  }
}
