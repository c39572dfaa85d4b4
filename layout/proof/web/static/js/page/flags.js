// Numbered flags where problems are, pins where notes are: they keep their size, and their places, at any zoom.

import { button } from "../dom.js";
import { keyed, say } from "../views/keyed.js";
import { areaOfBlock, blockOf } from "./hit.js";

const TOGETHER = 6; // points: those nearer to each other stand in a row
const STEP = 24; // CSS pixels from one to the next of a row

/** @typedef {{id: string, kind: string, told: string, name: string, number: string, at: [number, number], row: number}} Flag */

export class Flags {
  /** @param {Stage} stage @param {function(string, string): void} choose page's number and flag's id */
  constructor(stage, choose) {
    Object.assign(this, { stage, choose });
    this.flags = [];
  }

  /** @param {{sheet: Sheet, items: Object[], notes: Object[]}[]} pages; an item's number is its place in `items`, from 1 */
  update(pages, on) {
    this.sheets = new Map(pages.map(({ sheet }) => [sheet.number, sheet]));
    this.flags = on ? pages.flatMap(flagsOf) : [];
    keyed(this.stage.pins, this.flags, {
      key: ({ id, number }) => `${number} ${id}`,
      // Lists beside the page say the same to those who use no mouse.
      make: ({ id, number }) => button("", () => this.choose(number, id), { tabindex: -1, "aria-hidden": "true" }),
      update: (node, { kind, told, name }) => {
        node.className = `flag ${kind}`;
        node.title = told;
        say(node, name);
      },
    });
    this.place();
  }

  /** Puts every flag where its place is now: its foot at the place's left top, so that the very word can be read. */
  place() {
    const { camera, pins, size } = this.stage;
    this.flags.forEach(({ at, row, number }, index) => {
      const sheet = this.sheets.get(number);
      const x = camera.x + (sheet.at[0] + at[0]) * camera.zoom - row * STEP; // a row goes away from what it is about
      const y = camera.y + (sheet.at[1] + at[1]) * camera.zoom;
      const node = pins.children[index];
      const away = x < -60 || y < -60 || x > size.width + 60 || y > size.height + 60;
      node.style.visibility = away ? "hidden" : "";
      if (!away) node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    });
  }
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
    id: `note ${note.id}`, kind: note.done ? "pin done" : "pin", told: `${note.by}: ${note.text}`, name: note.done ? "\u2713" : "\u270e", area: note.area,
  }));
  const found = [...problems, ...pinned].filter(({ area }) => area).map((flag) => ({ ...flag, number, at: [flag.area[0], flag.area[1]] }));
  return found.map((flag, index) => ({ ...flag, row: found.slice(0, index).filter((other) => isTogether(flag.at, other.at)).length }));
}

function isTogether(a, b) {
  return Math.abs(a[0] - b[0]) < TOGETHER && Math.abs(a[1] - b[1]) < TOGETHER;
}
