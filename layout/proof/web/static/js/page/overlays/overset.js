// What is over and what is short: +N lines and from which words; white that copy is missing for.

import { counted, svg } from "../../dom.js";
import { areaOfBlock } from "../hit.js";
import { areasPath, isSeen, label } from "./drawing.js";

const HATCH = 7; // CSS pixels from stroke to stroke
const PIXELS = 12; // of a label's type
const LETTER = 0.54; // of the type size, about, in the condensed face
const LEAST = 8; // letters of words that say something

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
  legend: ({ trace, fits, known }) => {
    if (!known) return ["Of this version the copy fit is not known."];
    const rows = trace.blocks.map((block) => fits.get(block.letter)).filter(Boolean);
    const [over, short] = [sum(rows, "lines_over"), sum(rows, "lines_short")];
    const told = [over ? `${counted(over, "line")} over` : "", short ? `${counted(short, "line")} short` : ""].filter(Boolean);
    return [told.join(", ") || "Everything fits"];
  },
};

/** The empty foot of each leg, from the last line to where the leg could go. */
function white(block, fit, baseline) {
  const rows = fit.legs.length === block.legs.length ? fit.legs : [];
  return rows.flatMap(([used, there], index) => {
    const [x, y, width, height] = block.legs[index];
    return there > used ? [[x, y + height, width, (there - used) * baseline]] : [];
  });
}

/** `+7 lines, from “what the others said”`, as much of it as so many letters hold. */
function overSaid(fit, most = Infinity) {
  const told = `+${counted(fit.lines_over, "line")}`;
  const room = most - told.length - 9;
  if (!fit.first_words_over || room < LEAST) return most < told.length ? `+${fit.lines_over}` : told;
  const words = fit.first_words_over;
  return `${told}, from \u201c${words.length > room ? `${words.slice(0, room).trimEnd()}\u2026` : words}\u201d`;
}

function overLabel(block, fit, scene) {
  return atFoot(block, overSaid(fit, letters(block, scene)), scene, "over");
}

function shortLabel(block, fit, scene) {
  const told = `${counted(fit.lines_short, "line")} short`;
  return atFoot(block, told.length > letters(block, scene) ? `\u2212${fit.lines_short}` : told, scene, "short");
}

function atFoot(block, told, scene, kind) {
  const [x, y, width, height] = areaOfBlock(block);
  const look = { pixels: PIXELS, anchor: "end", class: `label ${kind}`, "data-block": block.letter };
  return label(told, [x + width, y + height - (PIXELS * 1.5) / scene.zoom], scene, look);
}

/** How many letters a label has room for: a neighbour's place is not to be covered. */
function letters(block, { zoom }) {
  const [, , width] = areaOfBlock(block);
  return Math.floor((width * zoom) / (PIXELS * LETTER)) - 2;
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
