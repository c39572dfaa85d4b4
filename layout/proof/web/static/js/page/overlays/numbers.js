// Line numbers: each block's lines, counted through its legs.

import { overlaps } from "../camera.js";
import { areaOfLine } from "../hit.js";
import { words } from "./drawing.js";

const PIXELS = 10;
const ROOM = 10.5; // CSS pixels from number to number
const STEPS = [1, 5, 10, 20, 50];

/** @type {Overlay} */
export const numbers = {
  name: "numbers",
  title: "Line numbers",
  key: "u",
  does: "Line numbers",
  draw: (scene) => {
    const { trace, window, zoom } = scene;
    const step = stepOf(trace.grid.baseline * zoom);
    const left = new Map(trace.blocks.flatMap((block) => block.legs.map((leg, index) => [`${block.letter} ${index + 1}`, leg[0]])));
    return trace.lines
      .filter((line) => line.number && (line.number === 1 || line.number % step === 0) && overlaps(areaOfLine(line), window))
      .map((line) => words(String(line.number), [(left.get(`${line.block} ${line.leg}`) ?? line.words[0][0]) - 2.5 / zoom, line.baseline], scene,
        { pixels: PIXELS, anchor: "end", class: "line-number" }));
  },
};

function stepOf(apart) {
  return STEPS.find((step) => step * apart >= ROOM) ?? 100;
}
