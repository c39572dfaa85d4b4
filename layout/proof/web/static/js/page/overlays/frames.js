// Frames and block letters: what the dummy drew.

import { svg } from "../../dom.js";
import { areasPath, isSeen } from "./drawing.js";

const LETTER = 16; // CSS pixels
const LEAST = 8; // of its width in CSS pixels: narrower, no letter could be read
const KINDS = ["story", "from", "ad", "briefs", "picture", "table", "refers", "text"];

/** @type {Overlay} */
export const frames = {
  name: "frames",
  title: "Frames",
  key: "b",
  does: "Frames and block letters",
  draw: (scene) => {
    const { trace, window } = scene;
    return [
      ...KINDS.map((what) => areasPath(trace.blocks.filter((each) => each.what === what).flatMap((each) => each.areas), window, { class: `frame ${what}` })),
      areasPath(trace.blocks.flatMap((each) => each.legs), window, { class: "leg" }),
      ...trace.blocks.filter((each) => isSeen(each.areas, window)).map((block) => letterOf(block, scene)),
    ];
  },
};

/** At the top of the frame's left edge, in the gutter: neither the block's own text nor what stands above is covered. */
function letterOf({ letter, what, areas }, { zoom, trace: { grid } }) {
  const [right, y] = areas[0];
  const room = gutterBefore(right, grid) * zoom;
  const [width, height] = [Math.min(Math.max(room, LEAST), LETTER) / zoom, LETTER / zoom];
  return svg("g", { class: `letter ${what}`, "data-letter": letter },
    svg("rect", { x: right - width, y, width, height }),
    svg("text", { x: right - width / 2, y: y + height * 0.76, "font-size": Math.min(height * 0.7, width * 1.25), "text-anchor": "middle" }, letter));
}

/** Points that nothing is set in on the left of a place: the gutter, or the page's margin. */
function gutterBefore(x, { columns, live }) {
  if (x <= live[0] + 1 || columns.length < 2) return live[0];
  const [[first, width], [second]] = columns;
  return second - first - width;
}
