// The middle of the view: the stage with its sheets, what stands under it, the walk through the blocks.

import { svg } from "../dom.js";
import { worldAt } from "./camera.js";
import { placed } from "./facing.js";
import { Flags } from "./flags.js";
import { listen } from "./gestures.js";
import { hitAt } from "./hit.js";
import { marksOf } from "./marks.js";
import { keepPlace, placeOf } from "./memory.js";
import { fromBelow } from "./overlays/all.js";
import { Sheet } from "./sheet.js";
import { Stage } from "./stage.js";
import { Queue } from "./tiles.js";

const KEPT_AFTER = 250; // milliseconds of rest until the place is remembered

export class Table {
  /**
   * @param {Client} client
   * @param {{click: function(string, Hit, PointerEvent): void, hover: function(string, Hit|null): void, moved: function(): void,
   *   traced: function(Sheet): void, pictured: function(Sheet): void, ready: function(): void, flag: function(string, string): void}} hear
   */
  constructor(client, hear) {
    Object.assign(this, { client, hear });
    this.stage = new Stage(() => this.#moved());
    this.queue = new Queue(client, (busy) => this.stage.node.toggleAttribute("data-loading", busy));
    this.sheets = new Map();
    this.flags = new Flags(this.stage, hear.flag);
    this.scene = () => null;
    this.overlays = new Set();
    this.number = "";
    this.remembers = "";
    listen(this.stage, { click: (at, event) => this.#clicked(at, event), hover: (at) => this.#hovered(at) });
    this.stage.ready = () => this.#recall();
  }

  /**
   * Shows the page, with what faces it. `fixed`: the key of a version to show in place of the present one.
   * @returns {boolean} whether other sheets lie there than before
   */
  show(pages, number, lie, fixed = "") {
    const places = placed(pages, number, lie);
    const before = this.signature;
    const own = this.sheets.get(this.number)?.at;
    this.signature = JSON.stringify([places, places.map((each) => pages.find((page) => page.number === each.number).size)]);
    for (const [each, sheet] of this.sheets) {
      if (places.some((place) => place.number === each)) continue;
      sheet.end();
      this.sheets.delete(each);
    }
    for (const { number: each, at } of places) {
      const page = pages.find((one) => one.number === each);
      if (!this.sheets.has(each)) this.sheets.set(each, new Sheet({ client: this.client, queue: this.queue, number: each, told: this.hear.traced, pictured: this.hear.pictured }));
      const sheet = this.sheets.get(each);
      sheet.at = at;
      sheet.update(each === number && fixed ? { ...page, proof: fixed, stale: page.stale && fixed === page.made } : page);
      sheet.node.classList.toggle("facing", each !== number);
      sheet.node.classList.toggle("on-the-right", places.length > 1 && at[0] > 0);
    }
    const other = before !== this.signature;
    if (other) this.#lay(places, own, number);
    this.stage.node.classList.toggle("several", places.length > 1);
    this.number = number;
    if (this.remembers !== number && !other && before) this.remembers = number; // from one page of a spread to the other: nothing moves
    else if (this.remembers !== number) this.#recall();
    return other;
  }

  /** The sheets, the left one first. */
  get inOrder() {
    return [...this.sheets.values()].sort((one, other) => one.at[0] - other.at[0]);
  }

  get sheet() {
    return this.sheets.get(this.number);
  }

  /** An area of a page, in the world. */
  inWorld([x, y, width, height], number = this.number) {
    const [left, top] = this.sheets.get(number)?.at ?? [0, 0];
    return [x + left, y + top, width, height];
  }

  /** Draws the overlays; `anew` where something of them is another. */
  draw(anew = false) {
    const draw = (sheet, window, zoom) => {
      const scene = this.scene(sheet, window, zoom);
      return fromBelow(this.overlays).map((overlay) => svg("g", { class: `overlay ${overlay.name}`, "data-overlay": overlay.name }, overlay.draw(scene)));
    };
    for (const sheet of this.sheets.values()) {
      sheet.uncut(this.overlays.has("bounds"));
      sheet.draw(draw, anew);
    }
  }

  /** Marks what is under the pointer, chosen and so on. `of`: by page's number. */
  mark(of) {
    for (const sheet of this.sheets.values()) {
      const marked = sheet.trace ? of(sheet) : {};
      sheet.mark(marked, () => marksOf(marked, this.stage.laidZoom));
    }
  }

  /** Remembers where on the page one is. */
  keep() {
    clearTimeout(this.keeping);
    const { stage, sheet } = this;
    if (!sheet || this.remembers !== this.number || !stage.size.width) return;
    const [x, y] = worldAt(stage.goal, [stage.size.width / 2, stage.size.height / 2]);
    keepPlace(this.number, { way: stage.way, zoom: stage.goal.zoom, middle: [x - sheet.at[0], y - sheet.at[1]] });
  }

  end() {
    this.keep();
    this.stage.end();
    this.queue.end();
    for (const sheet of this.sheets.values()) sheet.end();
    this.sheets.clear();
  }

  #lay(places, own, number) {
    const { stage } = this;
    const sheets = places.map((place) => this.sheets.get(place.number));
    const kept = own && this.number === number ? this.sheets.get(number) : null;
    stage.lay(sheets);
    if (!kept || !stage.size.width) return;
    const moved = [(own[0] - kept.at[0]) * stage.goal.zoom, (own[1] - kept.at[1]) * stage.goal.zoom];
    if (moved[0] || moved[1]) stage.fly({ ...stage.goal, x: stage.goal.x + moved[0], y: stage.goal.y + moved[1] }, 0);
  }

  /** The place where one was on this page; else as the page before was shown. */
  #recall() {
    const { stage, sheet } = this;
    if (!sheet || !stage.size.width) return;
    this.remembers = this.number;
    const place = placeOf(this.number);
    const way = place?.way ?? stage.way;
    if (way === "width") stage.fitWidth(0);
    else if (way === "fit" || !place) {
      if (way === "fit") stage.fit(0);
    } else {
      const [x, y] = [place.middle[0] + sheet.at[0], place.middle[1] + sheet.at[1]];
      stage.way = "free";
      stage.fly({ zoom: place.zoom, x: stage.size.width / 2 - x * place.zoom, y: stage.size.height / 2 - y * place.zoom }, 0);
    }
    this.hear.ready();
  }

  #moved() {
    this.draw();
    this.flags.place();
    this.hear.moved();
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), KEPT_AFTER);
  }

  /** The page and what of it is at a point of the stage. */
  #at(at) {
    const [x, y] = worldAt(this.stage.camera, at);
    for (const sheet of this.sheets.values()) {
      const [left, top] = sheet.at;
      const inside = x >= left && y >= top && x <= left + sheet.size[0] && y <= top + sheet.size[1];
      if (inside && sheet.trace) return { number: sheet.number, hit: hitAt(sheet.trace, [x - left, y - top]) };
    }
    return null;
  }

  #clicked(at, event) {
    const found = this.#at(at);
    this.hear.click(found?.number ?? "", found?.hit ?? null, event);
  }

  #hovered(at) {
    const found = at ? this.#at(at) : null;
    this.hear.hover(found?.number ?? "", found?.hit ?? null);
  }
}
