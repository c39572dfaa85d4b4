// The sheet on the stage: one canvas with what is chosen of the page's inks, and frames round places.

import { clear, el } from "../dom.js";

const SHARP = 1.5; // screen pixels a pixel, above which pixels are shown as squares: what is counted is seen

export class PlateSheet {
  /** @param {number[]} media x, y, width, height in points from the trim's top left @param {number[]} size in pixels */
  constructor(media, [width, height]) {
    this.media = media;
    this.at = [media[0], media[1]];
    this.size = [media[2], media[3]];
    this.canvas = el("canvas", { width, height, role: "img", "aria-label": "The page" });
    this.frames = el("div", { class: "frames", "aria-hidden": "true" });
    this.node = el("div", { class: "sheet" }, this.canvas, this.frames);
    this.framed = [];
    this.zoom = 1;
  }

  /** Called by the stage: CSS pixels a point. */
  lay(zoom, dense) {
    this.zoom = zoom;
    const { style } = this.node;
    [style.left, style.top] = this.at.map((each) => `${each * zoom}px`);
    [style.width, style.height] = this.size.map((each) => `${each * zoom}px`);
    this.canvas.classList.toggle("square", (this.size[0] * zoom * dense) / this.canvas.width > SHARP);
    this.#layFrames();
  }

  /** Called by the stage; the whole sheet is there always. */
  look() {}

  /** The pixel's number at a point of the page in points; -1 outside. */
  pixelAt([x, y]) {
    const { width, height } = this.canvas;
    const column = Math.floor(((x - this.media[0]) / this.media[2]) * width);
    const row = Math.floor(((y - this.media[1]) / this.media[3]) * height);
    return column >= 0 && row >= 0 && column < width && row < height ? row * width + column : -1;
  }

  /** The pixels of an area in points, one at least, as far as they lie on the sheet. */
  pixelsOf([x, y, width, height]) {
    const within = (at, start, length, count) => Math.min(Math.max(Math.round(((at - start) / length) * count), 0), count);
    const columns = (at) => within(at, this.media[0], this.media[2], this.canvas.width);
    const rows = (at) => within(at, this.media[1], this.media[3], this.canvas.height);
    const [left, top] = [Math.min(columns(x), this.canvas.width - 1), Math.min(rows(y), this.canvas.height - 1)];
    return { left, top, columns: Math.max(columns(x + width) - left, 1), rows: Math.max(rows(y + height) - top, 1) };
  }

  /** What the canvas shows: RGBA of all pixels, filled by `fill`; `said`: in words. */
  paint(fill, said) {
    const { width, height } = this.canvas;
    const context = this.canvas.getContext("2d");
    this.pixels ??= context.createImageData(width, height);
    fill(this.pixels.data);
    context.putImageData(this.pixels, 0, 0);
    this.canvas.setAttribute("aria-label", said);
  }

  /** Or a picture of the whole sheet. */
  paintPicture(bitmap, said) {
    this.canvas.getContext("2d").drawImage(bitmap, 0, 0, this.canvas.width, this.canvas.height);
    this.canvas.setAttribute("aria-label", said);
  }

  /** Frames round areas in points; `chosen`: the number of the one that was asked for, or -1. */
  frame(areas, chosen) {
    this.framed = areas;
    clear(this.frames);
    this.frames.append(...areas.map((_, number) => el("div", { class: number === chosen ? "frame chosen" : "frame" })));
    this.#layFrames();
  }

  #layFrames() {
    const MARGIN = 3; // CSS pixels, so that the frame does not hide what it shows
    [...this.frames.children].forEach((node, number) => {
      const [x, y, width, height] = this.framed[number];
      node.style.left = `${(x - this.media[0]) * this.zoom - MARGIN}px`;
      node.style.top = `${(y - this.media[1]) * this.zoom - MARGIN}px`;
      node.style.width = `${width * this.zoom + 2 * MARGIN}px`;
      node.style.height = `${height * this.zoom + 2 * MARGIN}px`;
    });
  }
}
