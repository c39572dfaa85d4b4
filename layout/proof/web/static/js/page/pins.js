// Where a note's pin stands so that it hides nothing of what it is about: beside the line, in the gutter or the margin. Pure.

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
