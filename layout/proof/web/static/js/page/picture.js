// One proof's picture on its sheet: whole at 96 dots an inch, with tiles over it where the eye is closer.

import { el } from "../dom.js";
import { overlaps } from "./camera.js";
import { TILE, WHOLE_DPI, dropped, levelFor, tileSide, tilesIn } from "./tiles.js";

const FADE = 60; // milliseconds: enough not to blink, and little enough that nobody waits for it
const MOST = 96; // tiles kept of a proof: 100 MB when decoded, three screens of a dense display

export class Picture {
  /**
   * @param {{key: string, media: number[], queue: Queue, over: boolean, complete: function(Picture): void,
   *   failed: function(Refusal): void}} of `over`: there is an older proof's picture under it, which is to be seen until this
   *   one is complete; `failed`: it can't be had
   */
  constructor({ key, media, queue, over, complete, failed }) {
    Object.assign(this, { key, media, queue, over, complete, failed });
    this.node = el("div", { class: "picture", "data-key": key });
    this.whole = null;
    this.tiles = new Map(); // id: { level, column, row, area, image, stop, used, settled }
    this.isComplete = false;
    this.turn = 0;
    this.view = null;
    this.asked = queue.ask(`/api/proofs/${key}/page/${WHOLE_DPI}`);
    this.asked.picture.then((image) => image && this.#takeWhole(image), (refusal) => this.ended || this.failed(refusal));
  }

  /** Lays out what is there at a zoom; `dense`: device pixels a CSS pixel. */
  lay(zoom, dense) {
    this.laid = { zoom, dense };
    if (this.whole) this.#place(this.whole, this.media);
    for (const tile of this.tiles.values()) if (tile.image) this.#place(tile.image, tile.area);
  }

  /** Has what `window` needs; asks for what is missing, and no more for what is out of sight. */
  look(window, zoom, dense) {
    this.view = { window, level: levelFor(zoom, dense) };
    const wanted = this.#wanted();
    const ids = new Set(wanted.map(({ id }) => id));
    this.turn += 1;
    for (const [id, tile] of this.tiles) {
      if (!tile.image && !ids.has(id)) {
        tile.stop();
        this.tiles.delete(id);
      }
    }
    for (const each of wanted) {
      const tile = this.tiles.get(each.id) ?? this.#ask(each);
      tile.used = this.turn;
    }
    this.#settle();
  }

  /** Takes it off the sheet. */
  end() {
    this.ended = true;
    this.asked.stop();
    for (const tile of this.tiles.values()) tile.image ? dropped(tile.image) : tile.stop();
    this.tiles.clear();
    if (this.whole) dropped(this.whole);
    this.node.remove();
  }

  #wanted() {
    const { window, level } = this.view;
    return level === null ? [] : tilesIn(window, this.media, level);
  }

  #ask(each) {
    const tile = { ...each, image: null, settled: false };
    const asked = this.queue.ask(`/api/proofs/${this.key}/tile/${each.id}`, () => this.#without(tile));
    tile.stop = asked.stop;
    this.tiles.set(each.id, tile);
    asked.picture.then((image) => this.#takeTile(tile, image), () => this.#without(tile));
    return tile;
  }

  /** It can't be had, or not soon: the whole picture stands in for it. */
  #without(tile) {
    if (this.ended || this.tiles.get(tile.id) !== tile) return;
    tile.settled = true;
    this.#settle();
  }

  #takeWhole(image) {
    if (this.ended) return dropped(image);
    this.whole = image;
    image.className = "whole";
    image.hidden = this.over; // until it is complete, the older picture is finer
    this.node.prepend(image);
    if (this.laid) this.#place(image, this.media);
    this.#settle();
  }

  async #takeTile(tile, image) {
    if (!image) return this.#without(tile);
    if (this.ended || this.tiles.get(tile.id) !== tile) return dropped(image);
    const side = tileSide(tile.level);
    const point = side / TILE;
    tile.image = image;
    tile.area = [this.media[0] + tile.column * side, this.media[1] + tile.row * side, image.naturalWidth * point, image.naturalHeight * point];
    image.style.zIndex = String(tile.level + 1);
    this.#place(image, tile.area);
    this.node.append(image);
    await faded(image);
    tile.settled = true;
    this.#settle();
  }

  /** Where all that is wanted is seen, what is under it goes. */
  #settle() {
    if (this.ended || !this.view || !this.whole) return;
    const wanted = this.#wanted();
    if (!wanted.every(({ id }) => this.tiles.get(id)?.settled)) return;
    for (const tile of this.tiles.values()) if (tile.image) tile.image.hidden = tile.level !== this.view.level;
    this.#forget();
    if (!this.isComplete) this.#completed(wanted.length > 0);
  }

  async #completed(covered) {
    this.isComplete = true;
    this.whole.hidden = false;
    if (!covered) await faded(this.whole);
    if (!this.ended) this.complete(this);
  }

  #forget() {
    const { window } = this.view;
    const away = [...this.tiles.values()].filter((tile) => tile.image && (tile.image.hidden || !overlaps(tile.area, window)));
    away.sort((a, b) => a.used - b.used);
    for (const tile of away.slice(0, Math.max(this.tiles.size - MOST, 0))) {
      dropped(tile.image);
      this.tiles.delete(tile.id);
    }
  }

  /** On whole device pixels, so that tiles meet without a seam. */
  #place(image, [x, y, width, height]) {
    const { zoom, dense } = this.laid;
    const [left, top, right, foot] = [x, y, x + width, y + height].map((each) => Math.round(each * zoom * dense) / dense);
    Object.assign(image.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${foot - top}px` });
  }
}

async function faded(image) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return;
  await image.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE, easing: "linear" }).finished.catch(() => null);
}
