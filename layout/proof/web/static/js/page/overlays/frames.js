// Frames and block letters: what the dummy drew.

import { svg } from "../../dom.js";
import { areasPath, isSeen } from "./drawing.js";

const LETTER = 16; // CSS pixels
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

/** Like a tab on the frame's top left corner: the block's own text stays clear of it. */
function letterOf({ letter, what, areas }, { zoom }) {
  const side = LETTER / zoom;
  const [x, y] = [areas[0][0], areas[0][1] - side];
  return svg("g", { class: `letter ${what}`, "data-letter": letter },
    svg("rect", { x, y, width: side, height: side }),
    svg("text", { x: x + side / 2, y: y + side * 0.75, "font-size": side * 0.7, "text-anchor": "middle" }, letter));
}
