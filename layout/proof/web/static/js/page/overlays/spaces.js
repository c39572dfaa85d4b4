// Word spaces coloured by looseness: the gap in em of its line's type, in justified body lines.

import { el, svg } from "../../dom.js";
import { overlaps } from "../camera.js";
import { areaOfLine, isJustified, spacesOf } from "../hit.js";
import { areasPath } from "./drawing.js";

/** Above that a space is loose, in em: there the design lint tells the line, and the gate with it (docs/gate.md, `word-space`). */
export const LOOSE = 0.75;

/** Spaces up to `most` em, the last without end. 0.25 em is a normal space. */
const CLASSES = [
  { name: "tightest", most: 0.15, told: "very tight, under 0.15" },
  { name: "tight", most: 0.2, told: "tight, to 0.20" },
  { name: "normal", most: 0.32, told: "as wanted, to 0.32" },
  { name: "open", most: 0.5, told: "open, to 0.50" },
  { name: "wide", most: LOOSE, told: "wide, to 0.75" },
  { name: "loose", most: Infinity, told: "loose, over 0.75" },
];

/** All spaces of a page's justified lines: `{line, area, em, of}`; `of`: the class's name. */
function spacesIn(trace) {
  const blocks = new Map(trace.blocks.map((block) => [block.letter, block]));
  return trace.lines.filter((line) => isJustified(line, blocks.get(line.block))).flatMap((line) => spacesOf(line).map(({ x, width, em }) => ({
    line, em, area: [x, line.baseline - 0.72 * line.size, Math.max(width, 0.2), 0.94 * line.size], of: classOf(em),
  })));
}

function classOf(em) {
  return CLASSES.find(({ most }) => em <= most).name;
}

/** How many spaces of each class there are. */
function counts(spaces) {
  const found = new Map(CLASSES.map(({ name }) => [name, 0]));
  for (const { of } of spaces) found.set(of, found.get(of) + 1);
  return found;
}

/** @type {Overlay} */
export const spaces = {
  name: "spaces",
  title: "Word spaces",
  key: "w",
  does: "Word spaces, coloured by looseness",
  draw: ({ trace, window }) => {
    const seen = known(trace).filter(({ line }) => overlaps(areaOfLine(line), window));
    return CLASSES.map(({ name }) => areasPath(seen.filter(({ of }) => of === name).map(({ area }) => area), window,
      { class: `space ${name}`, "data-class": name }));
  },
  legend: ({ trace }) => {
    const found = counts(known(trace));
    return [
      el("p", {}, "Space between words in em, in justified body lines"),
      el("table", { class: "scale" }, el("tbody", {}, CLASSES.map(({ name, told }) => el("tr", { "data-class": name },
        el("td", {}, svg("svg", { class: `swatch space ${name}`, viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { width: 10, height: 10 }))),
        el("th", { scope: "row" }, told),
        el("td", { class: "number" }, String(found.get(name))))))),
    ];
  },
};

const seenBefore = new WeakMap(); // a trace never changes, and its spaces are asked for at every step
function known(trace) {
  if (!seenBefore.has(trace)) seenBefore.set(trace, spacesIn(trace));
  return seenBefore.get(trace);
}
