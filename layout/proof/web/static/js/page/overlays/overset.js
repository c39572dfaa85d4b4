// What is over and what is short: +N lines and from which words; white that copy is missing for.

import { counted, svg } from "../../dom.js";
import { areaOfBlock } from "../hit.js";
import { areasPath, isSeen, label } from "./drawing.js";

const HATCH = 7; // CSS pixels from stroke to stroke
const LONGEST = 48; // letters of the words that a label gives

/** @type {Overlay} */
export const overset = {
  name: "overset",
  title: "Overset and short",
  key: "v",
  does: "Overset and short blocks",
  draw: (scene) => {
    const { trace, fits, window } = scene;
    const over = trace.blocks.filter((block) => fits.get(block.letter)?.lines_over > 0 && isSeen(block.areas, window));
    const short = trace.blocks.filter((block) => fits.get(block.letter)?.lines_short > 0 && isSeen(block.areas, window));
    return [
      short.length ? hatch(scene) : null,
      areasPath(over.flatMap((block) => block.areas), window, { class: "over" }),
      areasPath(short.flatMap((block) => block.areas), window, { class: "short" }),
      areasPath(short.flatMap((block) => white(block, fits.get(block.letter), trace.grid.baseline)), window, { class: "white", fill: `url(#${idOf(scene)})` }),
      ...over.map((block) => overLabel(block, fits.get(block.letter), scene)),
      ...short.map((block) => shortLabel(block, fits.get(block.letter), scene)),
    ];
  },
  legend: ({ trace, fits }) => {
    const rows = trace.blocks.map((block) => fits.get(block.letter)).filter(Boolean);
    const [over, short] = [sum(rows, "lines_over"), sum(rows, "lines_short")];
    return [over || short ? [over ? `${counted(over, "line")} over` : "", short ? `${counted(short, "line")} short` : ""].filter(Boolean).join(", ") : "Everything fits"];
  },
};

/** The empty foot of each leg, from the last line to where the leg could go. */
export function white(block, fit, baseline) {
  const rows = fit.legs.length === block.legs.length ? fit.legs : [];
  return rows.flatMap(([used, there], index) => {
    const [x, y, width, height] = block.legs[index];
    return there > used ? [[x, y + height, width, (there - used) * baseline]] : [];
  });
}

/** `+7 lines, from "what the others said"`. */
export function overSaid(fit) {
  const words = fit.first_words_over.length > LONGEST ? `${fit.first_words_over.slice(0, LONGEST)}\u2026` : fit.first_words_over;
  return `+${counted(fit.lines_over, "line")}${words ? `, from \u201c${words}\u201d` : ""}`;
}

function overLabel(block, fit, scene) {
  const [x, y, width, height] = areaOfBlock(block);
  const size = 12 / scene.zoom;
  return label(fits(overSaid(fit), width, size) ? overSaid(fit) : `+${fit.lines_over}`, [x + width, y + height - size * 1.5], scene,
    { pixels: 12, anchor: "end", class: "label over", "data-block": block.letter });
}

function shortLabel(block, fit, scene) {
  const [x, y, width, height] = areaOfBlock(block);
  const size = 12 / scene.zoom;
  const told = `${counted(fit.lines_short, "line")} short`;
  return label(fits(told, width, size) ? told : `\u2212${fit.lines_short}`, [x + width, y + height - size * 1.5], scene,
    { pixels: 12, anchor: "end", class: "label short", "data-block": block.letter });
}

/** Whether a label has room in its block: a neighbour's is not to be covered. */
function fits(text, width, size) {
  return (text.length * 0.54 + 0.9) * size <= width * 1.6;
}

function idOf({ page }) {
  return `hatch-${page.number}`;
}

function hatch(scene) {
  const { zoom } = scene;
  const step = HATCH / zoom;
  return svg("defs", {}, svg("pattern", { id: idOf(scene), width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("path", { d: `M0 0V${step}`, class: "hatching", "stroke-width": 2.4 / zoom })));
}

function sum(rows, name) {
  return rows.reduce((total, row) => total + row[name], 0);
}
