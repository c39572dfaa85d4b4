// Numbered flags where problems are, pins where notes are: they keep their size, and their places, at any zoom.

import { button, el, put } from "../dom.js";
import { keyed, redraw } from "../views/keyed.js";
import { areaOfBlock, blockOf } from "./hit.js";
import { besideLine, besidePoint } from "./pins.js";

const TOGETHER = 6; // points: those nearer to each other stand in a row
const STEP = 24; // CSS pixels from one to the next of a row

const [LEAST, MOST] = [6, 20]; // CSS pixels of a pin's width in a gutter
const NAMED = 14; // from there on there is room for its sign
const READABLE = 12; // CSS pixels of type; under smaller type a thick line would lie upon it
const GAP = 2; // CSS pixels between a pin and what it is about
const SIDE = matchMedia("(pointer: coarse)").matches ? 28 : 20; // CSS pixels of a pin that stands by itself
const OTHER = 1.02; // times the zoom, at which places beside points are looked for anew

/**
 * @typedef {{id: string, kind: string, told: string, name: string, number: string, at: [number, number], row: number, beside: Beside|null,
 *   near: boolean}} Flag `at`: where its foot's right corner stands; of one that is `near`, the point beside which it stands
 */

export class Flags {
  /** @param {Stage} stage @param {function(string, string): void} choose page's number and flag's id */
  constructor(stage, choose) {
    Object.assign(this, { stage, choose });
    this.flags = [];
    this.spots = new Map();
  }

  /** @param {{sheet: Sheet, items: Object[], notes: Object[]}[]} pages; an item's number is its place in `items`, from 1 */
  update(pages, on) {
    this.sheets = new Map(pages.map(({ sheet }) => [sheet.number, sheet]));
    this.flags = on ? pages.flatMap(flagsOf) : [];
    this.spotted = 0;
    keyed(this.stage.pins, this.flags, {
      key: ({ id, number }) => `${number} ${id}`,
      // Lists beside the page say the same to those who use no mouse.
      make: ({ id, number }) => button("", () => this.choose(number, id), { tabindex: -1, "aria-hidden": "true" }),
      update: (node, { kind, told, name, beside, near }) => {
        node.className = `flag ${kind}${beside ? " beside" : near ? " near" : ""}`;
        node.title = told;
        redraw(node, [name, Boolean(beside), near], () => put(node, near ? el("span", { class: "thread" }) : null, el("span", { class: "sign" }, name),
          beside ? [el("span", { class: "leader" }), el("span", { class: "under" })] : null));
      },
    });
    this.place();
  }

  /** Puts every flag where its place is now: its foot at the place's left top, so that the very word can be read. */
  place() {
    const { camera, pins, size } = this.stage;
    if (Math.abs(Math.log(camera.zoom / this.spotted)) > Math.log(OTHER)) this.#spot(camera.zoom);
    this.flags.forEach(({ at, row, number, beside }, index) => {
      const sheet = this.sheets.get(number);
      const spot = this.spots.get(index);
      const step = beside ? fitBeside(pins.children[index], beside, row, camera.zoom) : spot ? -spot[0] : row * STEP;
      const x = camera.x + (sheet.at[0] + at[0]) * camera.zoom - step; // a row goes away from what it is about
      const y = camera.y + (sheet.at[1] + at[1]) * camera.zoom + (spot?.[1] ?? 0);
      const node = pins.children[index];
      const away = x < -60 || y < -60 || x > size.width + 60 || y > size.height + 60;
      node.style.visibility = away ? "hidden" : "";
      if (!away) node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    });
  }

  /** Where pins of points stand, beside one another: by the flag's place in the list. */
  #spot(zoom) {
    this.spotted = zoom;
    this.spots = new Map();
    const taken = new Map(); // by page
    this.flags.forEach(({ near, at: [x, y], number }, index) => {
      if (!near) return;
      const others = taken.get(number) ?? [];
      const spot = besidePoint(this.sheets.get(number).trace, [x, y], { zoom, size: SIDE, taken: others });
      if (!spot) return;
      this.spots.set(index, spot);
      tie(this.stage.pins.children[index], spot);
      taken.set(number, [...others, [x + (spot[0] - SIDE) / zoom, y + (spot[1] - SIDE) / zoom, SIDE / zoom, SIDE / zoom]]);
    });
  }
}

/** The thread from a pin's middle to its point. */
function tie(node, [across, down]) {
  const [x, y] = [SIDE / 2 - across, SIDE / 2 - down];
  node.style.setProperty("--far", `${Math.hypot(x, y)}px`);
  node.style.setProperty("--turn", `${Math.atan2(y, x)}rad`);
}

/** As wide as the gutter lets it be; its thin line leads under the words before to the one that is meant. Returns how far it stands off. */
function fitBeside(node, { room, from, width, size }, row, zoom) {
  const wide = Math.min(Math.max(room * zoom - 2 * GAP, LEAST), MOST);
  const off = GAP + row * (wide + GAP);
  node.style.setProperty("--wide", `${Math.round(wide)}px`);
  node.style.setProperty("--off", `${off}px`);
  node.style.setProperty("--from", `${Math.round(from * zoom)}px`);
  node.style.setProperty("--under", `${Math.round(width * zoom)}px`);
  node.classList.toggle("narrow", wide < NAMED);
  node.classList.toggle("fine", size * zoom < READABLE);
  return off;
}

/** Where a problem is on its page: its own area, else its block's. */
export function areaOfItem(item, trace) {
  if (item.area) return item.area;
  const block = trace ? blockOf(trace, item.block, item.story) : null;
  return block ? areaOfBlock(block) : null;
}

function flagsOf({ sheet, items, notes }) {
  const { number, trace } = sheet;
  const problems = items.map((item, index) => ({
    id: `item ${item.key}`, kind: item.severity, told: item.message, name: String(index + 1), area: areaOfItem(item, trace),
  }));
  const pinned = notes.map((note) => ({
    id: `note ${note.id}`, kind: `pin${note.done ? " done" : ""}${note.found === "gone" ? " gone" : ""}`, told: `${note.by}: ${note.text}`,
    name: note.done ? "\u2713" : "\u270e", area: note.area, beside: note.area && trace && note.story ? besideLine(trace, note.area) : null,
    near: Boolean(note.area && trace && !note.story && !note.art),
  }));
  const found = [...problems, ...pinned].filter(({ area }) => area)
    .map((flag) => ({ beside: null, near: false, ...flag, number, at: flag.beside?.at ?? [flag.area[0], flag.area[1]] }));
  return found.map((flag, index) => ({ ...flag, row: found.slice(0, index).filter((other) => isTogether(flag.at, other.at)).length }));
}

function isTogether(a, b) {
  return Math.abs(a[0] - b[0]) < TOGETHER && Math.abs(a[1] - b[1]) < TOGETHER;
}
