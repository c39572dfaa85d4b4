// Line numbers: each block's lines, counted through its legs. They stand in the gutter, smaller where that is narrow, and not over copy.

import { overlaps } from "../camera.js";
import { areaOfLine } from "../hit.js";
import { words } from "./drawing.js";

const [LEAST, MOST] = [6.5, 10]; // CSS pixels of their type
const DIGIT = 0.52; // of the type size, in the condensed face
const BESIDE = 2.5; // CSS pixels from a number to its line, with the white round it
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
    return legsIn(trace).flatMap(({ left, room, lines }) => {
      const numbered = lines.filter((line) => line.number === 1 || line.number % step === 0);
      const pixels = pixelsFor(numbered, room * zoom);
      return (pixels ? numbered : []).filter((line) => overlaps(areaOfLine(line), window))
        .map((line) => words(String(line.number), [left - BESIDE / zoom, line.baseline], scene, { pixels, anchor: "end", class: "line-number" }));
    });
  },
  legend: (scene) => (isCrowded(scene) ? ["Some gutters are too narrow for them here: come closer."] : []),
  varies: isCrowded,
};

/** Whether a leg shows none of its numbers, for want of room. */
function isCrowded({ trace, zoom }) {
  const step = stepOf(trace.grid.baseline * zoom);
  return legsIn(trace).some(({ room, lines }) => !pixelsFor(lines.filter((line) => line.number === 1 || line.number % step === 0), room * zoom));
}

function stepOf(apart) {
  return STEPS.find((step) => step * apart >= ROOM) ?? 100;
}

/** The size of type at which all these numbers have room; 0 where nobody could read it. */
function pixelsFor(lines, room) {
  const digits = Math.max(1, ...lines.map((line) => String(line.number).length));
  const pixels = Math.min(MOST, (room - BESIDE - 1) / (digits * DIGIT));
  return pixels < LEAST ? 0 : pixels;
}

const seenBefore = new WeakMap(); // a trace never changes, and its legs are asked for at every step

/** The legs of numbered lines: where each begins, and how much on its left nothing is set in. @returns {{left: number, room: number, lines: Object[]}[]} */
function legsIn(trace) {
  if (!seenBefore.has(trace)) seenBefore.set(trace, measured(trace));
  return seenBefore.get(trace);
}

function measured(trace) {
  const inLegs = trace.blocks.flatMap((block) => block.legs); // a line's hanging hyphen may stand out of its leg
  const set = [...inLegs, ...trace.lines.filter((line) => !line.leg).map(areaOfLine), ...trace.art.map(({ area }) => area)];
  return trace.blocks.flatMap((block) => block.legs.map((leg, index) => {
    const lines = trace.lines.filter((line) => line.block === block.letter && line.leg === index + 1 && line.number);
    return { left: leg[0], room: roomBefore(leg, set), lines };
  })).filter(({ lines }) => lines.length);
}

/** To what stands next on its left, or to the page's edge. */
function roomBefore([left, top, , height], set) {
  const ends = set.filter(([x, y, width, depth]) => x + width < left + 1 && y < top + height && y + depth > top).map(([x, , width]) => x + width);
  return left - Math.max(0, ...ends);
}
