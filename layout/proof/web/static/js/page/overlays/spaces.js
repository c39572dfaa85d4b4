// Word spaces coloured by looseness: the gap in em of its line's type, in justified body lines.

import { el, svg } from "../../dom.js";
import { overlaps } from "../camera.js";
import { areaOfLine, isJustified, spacesOf } from "../hit.js";
import { areasPath } from "./drawing.js";

/** Spaces up to `most` em. 0.25 em is a normal space. */
const KINDS = [
  { name: "tightest", most: 0.15, word: "very tight" },
  { name: "tight", most: 0.2, word: "tight" },
  { name: "normal", most: 0.32, word: "as wanted" },
  { name: "open", most: 0.5, word: "open" },
  { name: "wide", most: Infinity, word: "wide" },
];

/**
 * Spaces up to `most` em, the last without end: loose.
 * @param {number} loose the house's most, in em: beyond it the design lint tells the line, and the gate with it (docs/gate.md, `word-space`)
 */
function classesOf(loose) {
  const last = KINDS.findIndex(({ most }) => most >= loose);
  const within = KINDS.slice(0, last + 1).map(({ name, most, word }) => ({ name, most: Math.min(most, loose), word }));
  return [
    ...within.map((each) => ({ ...each, told: `${each.word}, to ${each.most.toFixed(2)}` })),
    { name: "loose", most: Infinity, told: `loose, over ${loose.toFixed(2)}` },
  ];
}

/** All spaces of a page's justified lines: `{line, area, em}`. */
function spacesIn(trace) {
  const blocks = new Map(trace.blocks.map((block) => [block.letter, block]));
  return trace.lines.filter((line) => isJustified(line, blocks.get(line.block))).flatMap((line) => spacesOf(line).map(({ x, width, em }) => ({
    line, em, area: [x, line.baseline - 0.72 * line.size, Math.max(width, 0.2), 0.94 * line.size],
  })));
}

/** The spaces class by class: `{name, told, spaces}`. */
function sorted(spaces, loose) {
  const classes = classesOf(loose).map((each) => ({ ...each, spaces: [] }));
  for (const space of spaces) classes.find(({ most }) => space.em <= most).spaces.push(space);
  return classes;
}

/** @type {Overlay} */
export const spaces = {
  name: "spaces",
  title: "Word spaces",
  key: "w",
  does: "Word spaces, coloured by looseness",
  draw: ({ trace, window, loose }) => {
    const seen = known(trace).filter(({ line }) => overlaps(areaOfLine(line), window));
    return sorted(seen, loose).map(({ name, spaces }) => areasPath(spaces.map(({ area }) => area), window, { class: `space ${name}`, "data-class": name }));
  },
  legend: ({ trace, loose }) => {
    return [
      el("p", {}, "Space between words in em, in justified body lines"),
      el("table", { class: "scale" }, el("tbody", {}, sorted(known(trace), loose).map(({ name, told, spaces }) => el("tr", { "data-class": name },
        el("td", {}, svg("svg", { class: `swatch space ${name}`, viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { width: 10, height: 10 }))),
        el("th", { scope: "row" }, told),
        el("td", { class: "number" }, String(spaces.length)))))),
    ];
  },
};

const seenBefore = new WeakMap(); // a trace never changes, and its spaces are asked for at every step
function known(trace) {
  if (!seenBefore.has(trace)) seenBefore.set(trace, spacesIn(trace));
  return seenBefore.get(trace);
}
