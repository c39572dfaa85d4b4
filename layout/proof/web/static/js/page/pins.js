// Where a note's pin stands so that it hides nothing of what it is about: beside the line, in the gutter or the margin; of a point, in the
// nearest white. Pure.

import { overlaps } from "./camera.js";
import { areaOfLine, areaOfWord, hitAt } from "./hit.js";

const TALL = 52; // points that a pin takes where a broadsheet page is seen whole

/**
 * @typedef {{at: [number, number], room: number, from: number, width: number, size: number}} Beside in points: where the line begins, at
 *   its foot; how much there is on its left that nothing is set in; how far on in the line the word is, and how wide; the size of the type
 */

/** @returns {Beside|null} null where no line is at that area */
export function besideLine(trace, [x, y, width, height]) {
  const { line, word } = hitAt(trace, [x + width / 2, y + height / 2]);
  if (!line) return null;
  const [left, top, , depth] = areaOfLine(line);
  const [start, , wide] = width ? [x, y, width] : areaOfWord(line, word);
  return { at: [left, top + depth], room: roomBeside(trace, line), from: start - left, width: wide, size: line.size };
}

/** How far it is from a line to what stands on its left, where a pin would stand; to the page's edge where nothing does. */
function roomBeside(trace, line) {
  const [left, top, , depth] = areaOfLine(line);
  const foot = top + depth;
  const areas = [...trace.lines.filter((each) => each !== line).map(areaOfLine), ...trace.art.map(({ area }) => area)];
  const ends = areas.filter(([x, y, , height]) => x < left && y < foot && y + height > foot - TALL).map(([x, , width]) => Math.min(x + width, left));
  return left - Math.max(0, ...ends);
}

const REACH = 72; // CSS pixels from a point within which its pin stands
const RING = 4; // CSS pixels from one try to the next
const CLEAR = 1; // CSS pixels of white round a pin
const printed = new WeakMap(); // a trace never changes, and its pins are placed at every step

/**
 * The nearest place beside a point where a pin lies on no print.
 * @param {[number, number]} point in points of the page
 * @param {{zoom: number, size: number, taken: number[][]}} on CSS pixels a point; the pin's side in CSS pixels; areas in points where others stand
 * @returns {[number, number]|null} from the point to the pin's foot at its right, in CSS pixels; null where there is no such place near
 */
export function besidePoint(trace, [x, y], { zoom, size, taken }) {
  const reach = (REACH + size) / zoom;
  const near = [...printOf(trace), ...taken].filter((area) => overlaps(area, [x - reach, y - reach, 2 * reach, 2 * reach]));
  const side = (size + 2 * CLEAR) / zoom;
  return tries(size).find(([across, down]) => {
    const box = [x + (across - size - CLEAR) / zoom, y + (down - size - CLEAR) / zoom, side, side];
    return !near.some((area) => overlaps(area, box));
  }) ?? null;
}

/** From the point, the pin's foot standing there, outwards in rings. */
function tries(size) {
  const found = [[0, 0]];
  for (let far = RING; far <= REACH; far += RING) {
    const steps = Math.ceil((2 * Math.PI * far) / (2 * RING));
    for (let step = 0; step < steps; step += 1) {
      const turn = -Math.PI / 2 + (2 * Math.PI * step) / steps; // upwards first
      found.push([size / 2 + far * Math.cos(turn), size / 2 + far * Math.sin(turn)]);
    }
  }
  return found;
}

/** All that is printed: words, pictures, ads, rules. */
function printOf(trace) {
  if (!printed.has(trace)) {
    const words = trace.lines.flatMap((line) => line.words.map((_, index) => areaOfWord(line, index)));
    printed.set(trace, [...words, ...trace.art.map(({ area }) => area), ...(trace.rules ?? [])]);
  }
  return printed.get(trace);
}
