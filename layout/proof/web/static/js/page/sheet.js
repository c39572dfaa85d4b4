// A page's sheet on the stage: its picture, the drawing over it, and the trace that both belong to.

import { el, put, svg } from "../dom.js";
import { grown, isInside } from "./camera.js";
import { Picture } from "./picture.js";
import { redraw, say } from "../views/keyed.js";
import { showsReleased } from "../views/states.js";

const SPARE = 0.5; // of the stage's width: drawn beyond what is seen, so that panning shows no bare paper
const KEPT_TRACES = 8;
const FIRST_PAUSE = 1000; // milliseconds until a trace that could not be had is asked for again,
const LAST_PAUSE = 16000; // and at most

export class Sheet {
  /** @param {{client: Client, queue: Queue, number: string, told: function(Sheet): void, pictured: function(Sheet): void}} of `told` hears of
   *   another trace, `pictured` of another picture that is seen */
  constructor({ client, queue, number, told, pictured }) {
    Object.assign(this, { client, queue, number, told, pictured });
    this.at = [0, 0]; // of the trim's top left in the world, in points
    this.page = null;
    this.trace = null;
    this.tracedKey = ""; // of the proof whose trace it is
    this.pictures = [];
    this.traces = new Map();
    this.paper = el("div", { class: "paper" });
    this.drawing = svg("svg", { class: "drawing", "aria-hidden": "true", focusable: "false" });
    this.marking = svg("svg", { class: "marking", "aria-hidden": "true", focusable: "false" });
    this.veil = el("p", { class: "veil" });
    this.refused = ""; // the proof whose picture can't be had
    this.node = el("div", { class: "sheet", "data-page": number },
      this.paper, this.drawing, this.marking, this.veil, el("p", { class: "whose", "aria-hidden": "true" }, `Page ${number}`));
  }

  /** Width and height in points. */
  get size() {
    return this.page?.size ?? [0, 0];
  }

  /** Takes what the state says of the page: another proof changes its picture. */
  update(page) {
    const other = page.proof && page.proof !== this.page?.proof;
    this.page = page;
    if (other) {
      this.node.dataset.proof = page.proof;
      this.#take(page);
      this.#trace(page.proof);
    }
    this.#stand();
  }

  /** Shows the whole sheet, bleed and marks too, or the page as it will be cut. */
  uncut(yes) {
    this.node.classList.toggle("uncut", yes);
  }

  /** Lays the sheet out at a zoom: sizes in CSS pixels, no scale, so that all of it is sharp. */
  lay(zoom, dense) {
    this.laid = { zoom, dense };
    const pixels = ([x, y, width, height]) => {
      const [left, top, right, foot] = [x, y, x + width, y + height].map((each) => Math.round(each * zoom * dense) / dense);
      return { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${foot - top}px` };
    };
    Object.assign(this.node.style, pixels([...this.at, ...this.size]));
    for (const picture of this.pictures) picture.lay(zoom, dense);
    this.drawn = null;
  }

  /** `window`: what of the world is seen, in points. */
  look(window, zoom, dense) {
    this.window = this.#own(window);
    this.pictures.at(-1)?.look(this.window, zoom, dense);
  }

  /** Draws what lies over the page, where that is not drawn yet. `draw`: SVG elements for a window of the page. */
  draw(draw, anew = false) {
    if (!this.window || !this.laid) return;
    if (!anew && this.drawn && isInside(this.window, this.drawn)) return;
    const spare = grown(this.window, this.window[2] * SPARE);
    this.drawn = spare;
    const { zoom } = this.laid;
    const [x, y, width, height] = spare;
    for (const each of [this.drawing, this.marking]) {
      each.setAttribute("viewBox", spare.join(" "));
      Object.assign(each.style, { left: `${x * zoom}px`, top: `${y * zoom}px`, width: `${width * zoom}px`, height: `${height * zoom}px` });
    }
    put(this.drawing, this.trace ? draw(this, spare, zoom) : null);
  }

  /** Marks something on the page: light nodes that change while hands move. `about`: what they depend on. */
  mark(about, nodes) {
    redraw(this.marking, [about, this.laid], () => put(this.marking, nodes()));
  }

  end() {
    for (const picture of this.pictures) picture.end();
    this.pictures = [];
    this.node.remove();
    this.ended = true;
  }

  #own([x, y, width, height]) {
    return [x - this.at[0], y - this.at[1], width, height];
  }

  #take(page) {
    const over = Boolean(this.node.dataset.shown);
    while (this.pictures.length > (over ? 1 : 0)) this.pictures.pop().end(); // one that never came to be seen
    const picture = new Picture({
      key: page.proof, media: page.media, queue: this.queue, over, complete: (which) => this.#complete(which),
      failed: (refusal) => this.#failed(page.proof, refusal),
    });
    this.pictures.push(picture);
    this.paper.append(picture.node);
    if (!this.laid) return;
    picture.lay(this.laid.zoom, this.laid.dense);
    if (this.window) picture.look(this.window, this.laid.zoom, this.laid.dense);
  }

  #complete(picture) {
    for (const each of this.pictures) if (each !== picture) each.end();
    this.pictures = [picture];
    this.node.dataset.shown = picture.key;
    this.#stand();
    this.#match();
    this.pictured(this);
  }

  #failed(key, { message, remedy }) {
    if (this.ended || key !== this.page.proof) return;
    this.refused = key;
    this.#stand();
    this.client.complain(Object.assign(new Error(`The picture of page ${this.number} can\u2019t be had. ${message}`), { remedy }));
  }

  /** Whether what is seen is the page's proof: its picture comes later than word of it, or never. Until then it is said on the sheet. */
  #stand() {
    const { page, node } = this;
    const late = Boolean(page.proof) && node.dataset.shown !== page.proof;
    node.classList.toggle("old", (page.stale && !showsReleased(page)) || late); // what was released is never out of date
    node.classList.toggle("late", late);
    if (late) say(this.veil, lateSaid(this.refused === page.proof, Boolean(node.dataset.shown)));
  }

  async #trace(key, pause = FIRST_PAUSE) {
    try {
      this.traces.set(key, await this.client.get(`/api/proofs/${key}/trace`));
    } catch (error) {
      if (!this.ended && key === this.page.proof) this.#untraced(key, error, pause);
      return;
    }
    for (const old of [...this.traces.keys()].slice(0, -KEPT_TRACES)) this.traces.delete(old);
    this.#match();
  }

  /** It is asked for again, later each time; meanwhile that of another picture does not lie over this one. */
  #untraced(key, error, pause) {
    if (pause === FIRST_PAUSE) this.client.complain(error);
    this.missing = key;
    this.#match();
    setTimeout(() => { if (!this.ended && key === this.page.proof) this.#trace(key, Math.min(2 * pause, LAST_PAUSE)); }, pause);
  }

  #bare() {
    Object.assign(this, { trace: null, tracedKey: "", drawn: null });
    put(this.drawing, null);
    this.mark(null, () => []);
  }

  /** The trace is that of the picture that is seen; before there is any, that of the one which comes. */
  #match() {
    const key = this.node.dataset.shown ?? this.page.proof;
    const trace = this.traces.get(key);
    if (!this.ended && !trace && this.missing === key && this.trace) this.#bare();
    if (this.ended || !trace || trace === this.trace) return;
    this.trace = trace;
    this.tracedKey = key;
    this.told(this);
  }
}

function lateSaid(refused, over) {
  if (over) return refused ? "Out of date: the new picture can\u2019t be had" : "Out of date: the new picture is on its way";
  return refused ? "The picture can\u2019t be had" : "The picture is on its way";
}
