// What lies on the stage: one version of the page, two over one another, or their ghost; and what changed, marked over it.

import { el, put, svg } from "../dom.js";
import { Picture } from "../page/picture.js";

/** One picture of the page with marks over it. `sides`: whose marks are drawn, `before`, `after` or both. */
export class Leaf {
  constructor({ key, media, size, queue, sides }) {
    this.sides = sides;
    this.veil = el("p", { class: "veil" }, "The picture is on its way");
    this.picture = new Picture({
      key, media, queue, over: false, complete: () => this.node.classList.add("complete"), failed: (refusal) => this.#failed(refusal),
    });
    this.marking = svg("svg", { class: "marks", "aria-hidden": "true", focusable: "false", preserveAspectRatio: "none", viewBox: `0 0 ${size.join(" ")}` });
    this.node = el("div", { class: `leaf ${sides.join(" ")}`, "data-proof": key }, this.picture.node, this.marking, this.veil);
  }

  mark(marks) {
    put(this.marking, marks.filter(({ side }) => this.sides.includes(side)).map(rectangle));
  }

  /** Shows the marks of one change more strongly, for a moment. */
  flash(change) {
    for (const each of this.marking.children) {
      const mine = each.dataset.change === String(change);
      each.classList.remove("flashed");
      each.classList.toggle("chosen", mine);
      if (!mine) continue;
      each.getBoundingClientRect(); // begins the animation anew
      each.classList.add("flashed");
    }
  }

  end() {
    this.picture.end();
    this.node.remove();
  }

  #failed({ message, remedy }) {
    this.node.classList.add("failed");
    put(this.veil, el("strong", {}, "The picture can\u2019t be had."), ` ${message} ${remedy}`);
  }
}

function rectangle({ side, kind, area: [x, y, width, height], change }) {
  return svg("rect", { class: `mark ${kind} ${side}`, "data-change": change, x, y, width: Math.max(width, 1), height: Math.max(height, 1) });
}

/** Leaves that share a place: what the stage takes for a sheet. */
export class Pile {
  /** @param {number[]} size in points @param {Leaf[]} leaves the lower first */
  constructor(size, leaves) {
    Object.assign(this, { size, leaves });
    this.at = [0, 0];
    for (const leaf of leaves) leaf.node.style.clipPath = "";
    this.node = el("div", { class: "sheet" }, leaves.map((leaf) => leaf.node));
  }

  lay(zoom, dense) {
    this.zoom = zoom;
    const [width, height] = this.size.map((each) => `${Math.round(each * zoom * dense) / dense}px`);
    Object.assign(this.node.style, { left: "0", top: "0", width, height });
    for (const leaf of this.leaves) leaf.picture.lay(zoom, dense);
    if (this.parted !== undefined) this.part(this.parted);
  }

  look(window, zoom, dense) {
    for (const leaf of this.leaves) leaf.picture.look(window, zoom, dense);
  }

  /** The lower leaf is seen left of a place, the upper one right of it. `x` in points. */
  part(x) {
    this.parted = x;
    if (!this.zoom || this.leaves.length !== 2) return;
    const at = Math.min(Math.max(x, 0), this.size[0]) * this.zoom;
    this.leaves[0].node.style.clipPath = `inset(0 calc(100% - ${at}px) 0 0)`;
    this.leaves[1].node.style.clipPath = `inset(0 0 0 ${at}px)`;
  }
}
