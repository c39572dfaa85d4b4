// The table on which two versions lie: side by side under one camera, with a slider between them, or as a ghost.

import { el, put } from "../dom.js";
import { REAL, around, grown, worldAt } from "../page/camera.js";
import { listen } from "../page/gestures.js";
import { Stage } from "../page/stage.js";
import { Queue } from "../page/tiles.js";
import { GhostQueue } from "./ghost.js";
import { Leaf, Pile } from "./leaf.js";
import { KINDS } from "./told.js";

/** How two versions may lie, each with its name and its key. */
export const WAYS = { side: ["Side by side", "s"], slider: ["Slider", "l"], ghost: ["Ghost", "h"] };
const ROUND_A_CHANGE = 36; // points of the page that are shown round it
const CLOSE = 2.4; // CSS pixels a point: a 9 pt letter reads well

export class Table {
  /** @param {Client} client @param {function(number): void} chosen hears the number of a change whose mark was clicked */
  constructor(client, chosen) {
    this.chosen = chosen;
    this.queue = new Queue(client, (busy) => this.node.toggleAttribute("data-loading", busy));
    this.stages = [];
    this.leaves = new Map(); // those of the two versions: one that stays keeps its picture
    this.marks = [];
    this.share = 0.5; // of the stage's width, where the slider is
    this.stagesNode = el("div", { class: "stages" });
    this.range = el("input", { type: "range", "aria-label": "How much of the version before is seen", min: 0, max: 100, step: 1, value: 50, on: { input: () => this.slideTo(this.range.valueAsNumber / 100) } });
    this.rangeRow = el("div", { class: "range", hidden: true },
      el("span", { "aria-hidden": "true" }, "Before"), this.range, el("span", { "aria-hidden": "true" }, "After"));
    this.handle = el("div", { class: "handle", "aria-hidden": "true" }, el("span", {}, "\u2194"));
    this.kinds = el("ul", { class: "kinds", "aria-label": "What the marks mean" });
    this.node = el("div", { class: "table" }, this.stagesNode, this.kinds, this.rangeRow);
    this.#listenToHandle();
  }

  /**
   * Lays two versions out.
   * @param {{way: string, before: string, after: string, size: number[], media: number[], names: string[]}} shown `names`: what is said over each
   */
  show(shown) {
    const was = this.#whereTheEyeIs();
    this.#clear();
    this.shown = shown;
    const leaves = this.#leavesOf(shown);
    this.stages = leaves.map((group, index) => this.#stage(new Pile(shown.size, group), shown.way === "side" ? shown.names[index] : "", was));
    this.leader = this.stages[0];
    put(this.stagesNode, this.stages.map((stage) => stage.frame), shown.way === "slider" ? this.handle : null, shown.way === "ghost" ? legend() : null);
    this.stagesNode.className = `stages ${shown.way}`;
    this.rangeRow.hidden = shown.way !== "slider";
    this.slideTo(this.share);
    this.mark(this.marks);
  }

  /** A sentence instead of pictures. */
  say(...told) {
    this.#clear();
    this.#keep([]);
    this.shown = null;
    this.rangeRow.hidden = true;
    put(this.stagesNode, el("div", { class: "nothing" }, told));
  }

  mark(marks) {
    this.marks = marks;
    for (const leaf of this.#all()) leaf.mark(marks);
    const kinds = Object.keys(KINDS).filter((kind) => marks.some((mark) => mark.kind === kind));
    put(this.kinds, kinds.map((kind) => el("li", { class: `kind ${kind}` }, KINDS[kind])));
  }

  /** Whether all marks are seen, or only those of the change that one goes to. */
  showMarks(yes) {
    this.node.classList.toggle("bare", !yes);
  }

  /** Both sides go to where a change is, and show it. */
  go(change) {
    const areas = this.marks.filter((mark) => mark.change === change).map((mark) => mark.area);
    for (const leaf of this.#all()) leaf.flash(change);
    if (areas.length && this.leader) this.leader.showArea(grown(around(areas), ROUND_A_CHANGE), CLOSE);
  }

  zoomBy(factor) {
    this.leader?.zoomBy(factor);
  }

  panBy(x, y) {
    this.leader?.panBy(x, y, 120);
  }

  fit() {
    this.leader?.fit();
  }

  real() {
    this.leader?.zoomTo(REAL);
  }

  fitWidth() {
    this.leader?.fitWidth();
  }

  slideBy(share) {
    this.slideTo(this.share + share);
  }

  slideTo(share) {
    this.share = Math.min(Math.max(share, 0), 1);
    const percent = Math.round(this.share * 100);
    if (this.range.valueAsNumber !== percent) this.range.value = String(percent);
    this.range.setAttribute("aria-valuetext", percent === 0 ? "All of the version after" : percent === 100 ? "All of the version before" : `${percent} per cent before, ${100 - percent} per cent after`);
    this.handle.style.left = `${this.share * 100}%`;
    this.#part();
  }

  end() {
    this.queue.end();
    this.#clear();
    this.#keep([]);
  }

  /** What lies on each stage. */
  #leavesOf({ way, before, after, size, media }) {
    const ids = [`before ${before}`, `after ${after}`, `ghost ${before} ${after}`];
    this.#keep(ids);
    const leaf = (id, key, sides, queue = this.queue) => {
      if (!this.leaves.has(id)) this.leaves.set(id, new Leaf({ key, media, size, queue, sides }));
      return this.leaves.get(id);
    };
    if (way === "ghost") return [[leaf(ids[2], "ghost", ["before", "after"], new GhostQueue(this.queue, before, after))]];
    const both = [leaf(ids[0], before, ["before"]), leaf(ids[1], after, ["after"])];
    return way === "side" ? both.map((each) => [each]) : [both];
  }

  /** Lets go of the leaves of other versions. */
  #keep(ids) {
    for (const [id, leaf] of this.leaves) {
      if (ids.includes(id)) continue;
      leaf.end();
      this.leaves.delete(id);
    }
  }

  #stage(sheet, name, eye) {
    const stage = new Stage((moved) => this.#moved(moved));
    stage.frame = el("figure", { class: "frame", "aria-label": name || WAYS[this.shown.way][0] }, name ? el("figcaption", { class: "figure" }, name) : null, stage.node);
    stage.lay([sheet]);
    stage.ready = () => (eye ? look(stage, eye) : stage.fit(0));
    if (eye) stage.way = "free";
    for (const event of ["pointerdown", "wheel"]) stage.node.addEventListener(event, () => { this.leader = stage; }, { capture: true, passive: true });
    listen(stage, { click: (at) => this.#clicked(stage, at), hover: () => {} });
    return stage;
  }

  /** One zoom and one pan for both: the others follow the one under the hand. */
  #moved(stage) {
    if (stage === this.leader) {
      for (const other of this.stages) if (other !== stage && !alike(other.camera, stage.camera)) other.fly(stage.camera, 0);
    }
    this.#part();
  }

  /** The slider stands on the stage, not on the page: a page that is panned passes under it. */
  #part() {
    const [stage] = this.stages;
    if (this.shown?.way === "slider" && stage.size.width) stage.sheets[0].part(worldAt(stage.camera, [this.share * stage.size.width, 0])[0]);
  }

  #clicked(stage, at) {
    const [x, y] = worldAt(stage.camera, at);
    const near = 4 / stage.camera.zoom;
    const sides = this.#sidesAt(stage, at);
    const under = this.marks.filter(({ side, area }) => sides.includes(side)
      && x >= area[0] - near && x <= area[0] + area[2] + near && y >= area[1] - near && y <= area[1] + area[3] + near);
    under.sort((a, b) => a.area[2] * a.area[3] - b.area[2] * b.area[3]);
    if (under.length) this.chosen(under[0].change);
  }

  #sidesAt(stage, [x]) {
    if (this.shown.way !== "slider") return stage.sheets[0].leaves[0].sides;
    return [x < this.share * stage.size.width ? "before" : "after"];
  }

  #whereTheEyeIs() {
    const stage = this.leader;
    if (!stage?.size.width || stage.way === "fit") return null;
    return { zoom: stage.goal.zoom, at: worldAt(stage.goal, [stage.size.width / 2, stage.size.height / 2]) };
  }

  #all() {
    return this.stages.flatMap((stage) => stage.sheets[0].leaves);
  }

  #clear() {
    for (const stage of this.stages) stage.end();
    this.stages = [];
    this.leader = null;
  }

  #listenToHandle() {
    const move = (event) => {
      const box = this.stagesNode.getBoundingClientRect();
      this.slideTo((event.clientX - box.left) / box.width);
    };
    this.handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.handle.setPointerCapture(event.pointerId);
    });
    this.handle.addEventListener("pointermove", (event) => this.handle.hasPointerCapture(event.pointerId) && move(event));
  }
}

function look(stage, { zoom, at }) {
  stage.fly({ zoom, x: stage.size.width / 2 - at[0] * zoom, y: stage.size.height / 2 - at[1] * zoom }, 0);
}

function alike(a, b) {
  return a.zoom === b.zoom && a.x === b.x && a.y === b.y;
}

function legend() {
  const entry = (kind, text) => el("li", { class: kind }, text);
  return el("ul", { class: "legend", "aria-label": "Colours" }, entry("was", "Only before"), entry("now", "Only after"), entry("both", "Both"));
}
