// From an address to a place on a page: `?at=x,y,w,h&item=KEY&note=7&block=A&story=SLUG&paragraph=3`. Pure.

import { around, grown } from "./camera.js";
import { areaOfItem } from "./flags.js";
import { areaOfBlock, areaOfLine, blockOf, firstLineOf, paragraphOf } from "./hit.js";

const BESIDE = 14; // points shown round a place

/**
 * Where the address leads, or null where it leads to the page as a whole, or "later" where what it names is not known yet.
 * @param {Object} parameters
 * @param {{trace: Object|null, items: Object[]|null, notes: Object[]|null}} known of this page; a note leads to where it stands on what is
 *   shown, and only where there is none such to `at`
 * @returns {{area: number[], close: boolean, hit: Hit|null, item: string}|null|"later"} `close`: come near enough to read
 */
export function placeIn(parameters, { trace, items, notes }) {
  const { at, item: key, note: id, block: letter, story, paragraph } = parameters;
  if (!at && !key && !id && !letter && !story) return null;
  if ((key && !items) || (id && !notes)) return "later";
  const area = notes?.find((note) => String(note.id) === id)?.area ?? areaIn(at);
  const item = key ? items.find((each) => each.key === key) : null;
  if (!trace && !area) return "later";
  if (area || item) {
    const found = area ?? areaOfItem(item, trace);
    return found ? { area: found, close: true, hit: null, item: key ?? "" } : null;
  }
  return inStory(trace, { letter, story, paragraph });
}

function inStory(trace, { letter, story, paragraph }) {
  const number = /^\d+$/.test(paragraph ?? "") ? Number(paragraph) : undefined;
  const line = number === undefined ? null : firstLineOf(trace, story, number);
  if (line) {
    const lines = paragraphOf(trace, line);
    const hit = { block: blockOf(trace, line.block), line, word: -1, art: null };
    return { area: grown(around(lines.map(areaOfLine)), BESIDE / 2), close: true, hit, item: "" };
  }
  const block = blockOf(trace, letter, story);
  return block ? { area: areaOfBlock(block), close: false, hit: { block, line: null, word: -1, art: null }, item: "" } : null;
}

function areaIn(text) {
  const numbers = (text ?? "").split(",").map(Number);
  if (numbers.length !== 4 || numbers.some((each) => !Number.isFinite(each))) return null;
  const [x, y, width, height] = numbers;
  return [x, y, Math.max(width, 1), Math.max(height, 1)];
}
