// The table on which sheets lie: one page, or two facing ones; the camera over it, and how it moves.

import { el } from "../dom.js";
import { about, acrossAll, around, between, closer, farthest, held, seen, showing } from "./camera.js";

const MARGIN = matchMedia("(pointer: coarse)").matches ? 18 : 28; // CSS pixels round a page that is seen whole
const FLIGHT = 160; // milliseconds
const SETTLED = 110; // milliseconds after which a zoom is over, and all is laid out sharp
const STRETCHED = 1.9; // a picture that is scaled by more is laid out anew while the zoom goes on

export class Stage {
  /** @param {function(Stage): void} moved called when the camera has moved, once a frame */
  constructor(moved) {
    this.moved = moved;
    this.world = el("div", { class: "world" });
    this.pins = el("div", { class: "pins" });
    this.node = el("div", { class: "stage" }, this.world, this.pins);
    this.camera = { zoom: 1, x: 0, y: 0 };
    this.goal = this.camera; // where a flight leads
    this.laidZoom = 1;
    this.way = "fit"; // fit, width, free: what to do when the stage changes its size
    this.sheets = [];
    this.size = { width: 0, height: 0 };
    this.place = { top: 0, screen: "" };
    this.steady = false; // whether something has been seen as it is laid
    this.observer = new ResizeObserver(() => this.#resized());
    this.observer.observe(this.node);
  }

  /** Puts these sheets on the table, each where its `at` says. */
  lay(sheets) {
    this.sheets = sheets;
    if (sheets.length && !this.steady) requestAnimationFrame(() => requestAnimationFrame(() => { this.steady = true; }));
    const nodes = sheets.map((sheet) => sheet.node);
    for (const old of [...this.world.children]) if (!nodes.includes(old)) old.remove();
    for (const node of nodes) if (node.parentNode !== this.world) this.world.append(node);
    this.#layOut();
  }

  /** All sheets, as one area in points. */
  get all() {
    return this.sheets.length ? around(this.sheets.map(({ at, size }) => [...at, ...size])) : [0, 0, 1, 1];
  }

  get dense() {
    return devicePixelRatio || 1;
  }

  /** Closer by that factor about a point of the stage; without one, about its middle. */
  zoomBy(factor, at = [this.size.width / 2, this.size.height / 2], flight = FLIGHT) {
    this.way = "free";
    const least = farthest(this.all, this.size, MARGIN);
    const goal = held(closer(this.goal, at, factor, least), this.all, this.size, MARGIN);
    this.fly(goal, flight);
  }

  /** Two fingers: panned and closer in one, so that what is under each finger stays there. */
  pinchBy([x, y], factor, at) {
    this.way = "free";
    const least = farthest(this.all, this.size, MARGIN);
    const panned = { ...this.goal, x: this.goal.x + x, y: this.goal.y + y };
    this.fly(held(closer(panned, at, factor, least), this.all, this.size, MARGIN), 0);
  }

  /** To that zoom, about a point of the stage. */
  zoomTo(zoom, at = [this.size.width / 2, this.size.height / 2]) {
    this.way = "free";
    this.fly(held(about(this.goal, at, zoom), this.all, this.size, MARGIN));
  }

  panBy(x, y, flight = 0) {
    if (this.way === "fit") this.way = "free";
    this.fly(held({ ...this.goal, x: this.goal.x + x, y: this.goal.y + y }, this.all, this.size, MARGIN), flight);
  }

  fit(flight = FLIGHT) {
    this.way = "fit";
    this.fly(showing(this.all, this.size, MARGIN), flight);
  }

  /** All sheets in their full width; the top of what is seen stays. */
  fitWidth(flight = FLIGHT) {
    this.way = "width";
    const [, top] = seen(this.goal, this.size);
    this.fly(acrossAll(this.all, this.size, MARGIN, Math.max(top, 0)), flight);
  }

  /** Shows an area in the middle, no closer than `most`, and no nearer than it is where it is seen well already. */
  showArea(area, most) {
    const camera = showing(area, this.size, MARGIN * 2);
    const zoom = Math.min(camera.zoom, most);
    this.way = "free";
    this.fly(held(about(camera, [this.size.width / 2, this.size.height / 2], zoom), this.all, this.size, MARGIN));
  }

  /** Pans, no farther than it must, until an area is in sight. */
  reveal([x, y, width, height]) {
    const { zoom } = this.goal;
    const by = (start, length, room) => {
      const [from, to] = [start, start + length];
      if (from >= MARGIN && to <= room - MARGIN) return 0;
      return length > room - 2 * MARGIN || from < MARGIN ? MARGIN - from : room - MARGIN - to;
    };
    const across = by(this.goal.x + x * zoom, width * zoom, this.size.width);
    const down = by(this.goal.y + y * zoom, height * zoom, this.size.height);
    if (across || down) this.panBy(across, down, FLIGHT);
  }

  /** Whether the sheets reach beyond the stage, across and down. */
  get beyond() {
    const [, , width, height] = this.all;
    return { across: width * this.goal.zoom > this.size.width + 1, down: height * this.goal.zoom > this.size.height + 1 };
  }

  /** Moves the camera there; at once where people want less motion. */
  fly(goal, flight = FLIGHT) {
    this.#stop();
    this.goal = goal;
    if (!flight || !this.size.width || isStill()) return this.#set(goal);
    const [from, start] = [this.camera, performance.now()];
    const step = (now) => {
      const share = Math.min(Math.max((now - start) / flight, 0), 1);
      this.flying = share < 1 ? requestAnimationFrame(step) : 0;
      this.#set(between(from, goal, 1 - (1 - share) ** 3));
    };
    this.flying = requestAnimationFrame(step);
  }

  /** Stops where it is. */
  halt() {
    this.#stop();
    this.goal = this.camera;
  }

  end() {
    this.observer.disconnect();
    this.#stop();
    cancelAnimationFrame(this.framing);
    clearTimeout(this.settling);
  }

  #stop() {
    cancelAnimationFrame(this.flying);
    this.flying = 0;
  }

  #set(camera) {
    const zoomed = Math.abs(camera.zoom / this.laidZoom - 1) > 1e-4;
    this.camera = camera;
    this.#place();
    if (zoomed) {
      const by = camera.zoom / this.laidZoom;
      if (by > STRETCHED || by < 1 / STRETCHED) this.#layOut();
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.#layOut(), SETTLED);
    }
    this.#tell();
  }

  #place() {
    const { zoom, x, y } = this.camera;
    const [left, top] = [x, y].map((each) => Math.round(each * this.dense) / this.dense);
    const by = zoom / this.laidZoom;
    this.world.style.transform = `translate3d(${left}px, ${top}px, 0)${by === 1 ? "" : ` scale(${by})`}`;
  }

  #layOut() {
    clearTimeout(this.settling);
    this.settling = 0;
    this.laidZoom = this.camera.zoom;
    for (const sheet of this.sheets) sheet.lay(this.laidZoom, this.dense);
    this.#place();
    this.#tell();
  }

  /** Once a frame; `data-moving` stands on the stage until it has come to rest and what is seen is asked for. */
  #tell() {
    this.node.dataset.moving = "";
    this.framing ??= requestAnimationFrame(() => {
      this.framing = undefined;
      if (this.size.width && Math.abs(this.camera.zoom / this.laidZoom - 1) < 1e-4) {
        for (const sheet of this.sheets) sheet.look(seen(this.camera, this.size), this.camera.zoom, this.dense);
      }
      this.moved(this);
      if (!this.flying && !this.settling) delete this.node.dataset.moving;
    });
  }

  #resized() {
    const { clientWidth: width, clientHeight: height } = this.node;
    if (!width || (width === this.size.width && height === this.size.height)) return;
    const [before, was] = [this.size, this.place];
    this.size = { width, height };
    this.place = { top: this.node.getBoundingClientRect().top, screen: `${innerWidth} ${innerHeight}` };
    // A page that is seen whole stays whole; of one that somebody has come near, what comes or goes over the stage or under it moves nothing.
    const besides = this.steady && width === before.width && this.place.screen === was.screen;
    if (this.way === "fit") this.fit(0);
    else if (besides) this.fly({ ...this.goal, y: this.goal.y + was.top - this.place.top }, 0);
    else if (this.way === "width") this.fitWidth(0);
    else this.fly({ ...this.goal, x: this.goal.x + (before.width ? (width - before.width) / 2 : 0) }, 0);
    this.ready?.();
    this.ready = null;
  }
}

export function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
