// What stands at a point of a page, and where something stands on it: read from its trace. Pure.

import { around } from "./camera.js";

const REACH = 3; // points beside a line or a block that still mean it
const JUMP_LINE = "jump-line";
const FROM_LINES = new Set(["kicker", "label"]); // where `From page 1` stands, over the rest of a story
const BODY = new Set(["body", "crosshead"]);
const PARTS = new Set(["headline", "deck", "kicker", "byline", "label", "caption", "credit", "quote"]);
const OF_THE_REST = new Set(["headline", "deck"]); // a story's continuation has its own
const PICTURES = new Set(["image", "drawing"]);

/** What is at a point. @typedef {{block: Object|null, line: Object|null, word: number, art: Object|null, point?: number[]}} Hit
 * `word`: index in the line, or -1; `point`: where a hand pointed */

/** @returns {Hit} */
export function hitAt(trace, [x, y]) {
  const line = lineAt(trace, x, y);
  const art = trace.art.find((each) => holds(each.area, x, y, 0)) ?? null;
  const letter = line?.block || art?.block;
  const block = trace.blocks.find((each) => each.letter === letter)
    ?? trace.blocks.find((each) => each.areas.some((area) => holds(area, x, y, 0))) ?? null;
  return { block, line, word: line ? wordAt(line, x) : -1, art: line ? null : art, point: [x, y] };
}

/** Of what a line is: "" the body, `headline` and so on another part of its story, null nothing of a story. As parts.py has it. */
export function partOf(trace, block, line) {
  if (line.paragraph >= 0) return (line.leg && BODY.has(line.kind)) || (line.kind === "drop-cap" && line.story) ? "" : null;
  if (block?.what === "briefs" && line.kind === "crosshead") return storyOf(trace, block, line) ? "headline" : null;
  if (!line.story || !PARTS.has(line.kind)) return null;
  if (block?.what !== "from") return line.kind;
  if (FROM_LINES.has(line.kind)) return null;
  return OF_THE_REST.has(line.kind) ? `jump ${line.kind}` : line.kind;
}

/** Whether it is a picture of the paper's own. */
export function isPicture(art) {
  return Boolean(art) && PICTURES.has(art.what);
}

/** From the cap height, about, to the descenders. */
export function areaOfLine(line) {
  const left = line.words[0][0];
  const [x, width] = line.words.at(-1);
  return [left, line.baseline - 0.75 * line.size, x + width - left, line.size];
}

export function areaOfWord(line, index) {
  const [x, width] = line.words[index];
  return [x, line.baseline - 0.75 * line.size, width, line.size];
}

export function textOf(line) {
  return line.words.map(([, , text]) => text).join(" ");
}

/** The smallest area round a block. */
export function areaOfBlock(block) {
  return around([...block.areas, ...block.legs]);
}

/** The word spaces of a line, in em of its type: `{x, width, em}` each. */
export function spacesOf(line) {
  return line.words.slice(1).map(([x], index) => {
    const [before, width] = line.words[index];
    const gap = x - before - width;
    return { x: before + width, width: gap, em: gap / line.size };
  });
}

/** Whether a line of a leg is set to its full measure: one that ends short of it is a paragraph's last, or ragged. */
export function isJustified(line, block) {
  const leg = block?.legs[line.leg - 1];
  if (line.kind !== "body" || !leg || line.words.length < 2) return false;
  const [x, width] = line.words.at(-1);
  return x + width >= leg[0] + leg[2] - 1.5; // a hanging hyphen or stop stands a little outside, an optical margin a little inside
}

/** A block of a page by its letter; else by a story that it carries, rather than refers to. */
export function blockOf(trace, letter, story = "") {
  const named = trace?.blocks.find((each) => each.letter === letter);
  if (named || !story || !trace) return named ?? null;
  const carrying = trace.blocks.filter((each) => each.stories.includes(story));
  return carrying.find((each) => each.what !== "refers") ?? carrying[0] ?? null;
}

/** The story that a line is of: its own, or among briefs the one under whose crosshead it stands; "" where that can't be told. */
export function storyOf(trace, block, line) {
  if (!line || line.story) return line?.story ?? "";
  if (block?.what !== "briefs" || !line.number) return "";
  const lines = trace.lines.filter((each) => each.block === block.letter && each.number);
  const heads = lines.filter((each, index) => each.kind === "crosshead" && lines[index - 1]?.kind !== "crosshead");
  const above = heads.filter((each) => each.number <= line.number).length;
  return heads.length === block.stories.length && above ? block.stories[above - 1] : "";
}

/**
 * Which word of its paragraph a word is, counted from 0 over the page's lines: one that a hyphen divides is one word.
 * @returns {number} -1 where the line is of no paragraph
 */
export function wordInParagraph(trace, line, index) {
  if (line.paragraph < 0) return -1;
  let count = 0;
  for (const each of paragraphOf(trace, line)) {
    if (each === line) return count + index;
    count += each.words.length - (each.hyphenated ? 1 : 0);
  }
  return count + index;
}

/** The lines of a line's paragraph on this page, in reading order. */
export function paragraphOf(trace, { story, paragraph, block }) {
  return trace.lines.filter((each) => each.story === story && each.block === block && each.paragraph === paragraph && each.leg > 0);
}

/** The first line of a story's paragraph on the page; without a paragraph, the story's first. */
export function firstLineOf(trace, story, paragraph) {
  return trace.lines.find((each) => each.story === story && each.leg > 0 && (paragraph === undefined || each.paragraph === paragraph));
}

/** Where a jump line leads: `{page, forward}`, or null for any other line. */
export function jumpOf(line, block) {
  if (!line || !block) return null;
  const { jump_to: to, jump_from: from } = block;
  if (from && FROM_LINES.has(line.kind) && line.words.some(([, , text]) => text === from)) return { page: from, forward: false };
  if (line.kind !== JUMP_LINE) return null;
  if (to && from) {
    const [, top, , height] = areaOfBlock(block);
    const forward = line.baseline > top + height / 2; // `Continued from` stands over the text, `Continued on` under it
    return { page: forward ? to : from, forward };
  }
  return to || from ? { page: to || from, forward: Boolean(to) } : null;
}

/** Blocks in the order in which they are read: as the dummy has them. */
export function inOrder(trace) {
  return trace.blocks;
}

function lineAt(trace, x, y) {
  const near = trace.lines.filter((each) => y >= each.baseline - 0.85 * each.size && y <= each.baseline + 0.3 * each.size);
  const hits = near.filter((each) => {
    const [left, , width] = areaOfLine(each);
    return x >= left - REACH && x <= left + width + REACH;
  });
  return hits.sort((a, b) => distance(a, y) - distance(b, y))[0] ?? null;
}

function distance(line, y) {
  return Math.abs(line.baseline - 0.3 * line.size - y);
}

function wordAt(line, x) {
  const far = ([left, width]) => Math.max(left - x, x - left - width, 0);
  let best = 0;
  line.words.forEach((word, index) => { if (far(word) < far(line.words[best])) best = index; });
  return best;
}

function holds([left, top, width, height], x, y, more) {
  return x >= left - more && x <= left + width + more && y >= top - more && y <= top + height + more;
}
