// A block, a line, a word, told in words. Pure but for the nodes.

import { counted, el } from "../dom.js";
import { digestSaid } from "../views/states.js";
import { spacesOf, textOf } from "./hit.js";

const KINDS = {
  story: "story", from: "rest of", ad: "advertisement", briefs: "briefs", picture: "picture", table: "table", refers: "refers", text: "text",
};

/** `story`, `rest of` and so on, in words. */
function kindSaid(block) {
  return KINDS[block.what] ?? block.what;
}

/** What a block carries: its story's slug, its booking, or its kind. */
export function carriesSaid(block) {
  if (block.what === "ad") return `Advertisement ${block.booking}`.trim();
  if (block.stories.length === 1) return block.stories[0];
  const kind = kindSaid(block);
  return `${kind[0].toUpperCase()}${kind.slice(1)}`;
}

/** The headline as it stands on the page; else as the story has it. */
export function headlineOf(trace, block, stories) {
  const set = trace.lines.filter((line) => line.block === block.letter && line.kind === "headline").map(textOf).join(" ");
  return set || (block.stories.length === 1 ? stories?.[block.stories[0]]?.headline : "") || "";
}

/** `60 lines`, `354 words`, `fits`, levers: as far as they are known. */
export function factsOf(block, trace, fit) {
  if (!block.legs.length && !fit) return [];
  const lines = fit?.lines || trace.lines.filter((line) => line.block === block.letter && line.number).length;
  return [
    lines ? counted(lines, "line") : "",
    fit?.words ? counted(fit.words, "word") : "",
    fit ? fitSaid(fit) : "",
  ].filter(Boolean);
}

/** `fits`, `+7 lines`, `19 lines short`. */
export function fitSaid(fit) {
  if (fit.lines_over) return `${counted(fit.lines_over, "line")} over`;
  if (fit.lines_short) return `${counted(fit.lines_short, "line")} short`;
  return "fits";
}

export function leversSaid(fit) {
  return fit?.levers?.length ? fit.levers.join("; ") : "";
}

/** `headline 2 of 3`, where not the first of a story's headlines is printed; else "". */
export function headlineTaken(fit) {
  return fit?.levers?.find((lever) => lever.startsWith("headline ")) ?? "";
}

/** A block as screen readers are told it: `A, story bridge: “Council votes at last”; 60 lines, 354 words, fits`. */
export function blockName(block, trace, fit, stories) {
  const headline = headlineOf(trace, block, stories);
  const what = block.what === "ad" ? carriesSaid(block) : [kindSaid(block), block.stories.join(", ")].filter(Boolean).join(" ");
  const facts = factsOf(block, trace, fit).join(", ");
  const levers = leversSaid(fit);
  return [`Block ${block.letter}, ${what}`, headline ? `: \u201c${headline}\u201d` : "", facts ? `; ${facts}` : "", levers ? `; levers: ${levers}` : "",
    block.jump_from ? `; from page ${block.jump_from}` : "", block.jump_to ? `; jumps to page ${block.jump_to}` : ""].join("");
}

/** A line's number and its word spaces. `loose`: the house's most, in em. */
export function lineSaid(line, loose) {
  const spaces = spacesOf(line).map(({ em }) => em);
  const number = line.number ? `Line ${line.number}${line.leg ? `, leg ${line.leg}` : ""}` : lineKind(line);
  if (!spaces.length) return number;
  const mean = spaces.reduce((sum, em) => sum + em, 0) / spaces.length;
  const [least, most] = [Math.min(...spaces), Math.max(...spaces)];
  const range = most - least < 0.005 ? `${em(mean)} em` : `${em(least)} to ${em(most)} em`;
  return `${number}: word spaces ${range}${most > loose && line.kind === "body" ? ", loose" : ""}`;
}

function lineKind({ kind }) {
  const words = kind.replace("-", " ");
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

function em(value) {
  return value.toFixed(2);
}

/** What stands under the stage: the block, and the line that the pointer is on. @returns {Node[]} */
export function captionOf({ block, line, art }, { trace, fits, stories, page, loose }) {
  if (!block) return [line ? el("p", {}, el("strong", {}, lineKind(line)), ` ${textOf(line)}`) : null];
  const fit = fits.get(block.letter);
  const headline = headlineOf(trace, block, stories);
  const levers = leversSaid(fit);
  return [
    el("p", {},
      el("span", { class: "named" }, el("b", { class: "block-letter" }, block.letter), el("strong", {}, carriesSaid(block))),
      headline ? el("span", { class: "head" }, headline) : null,
      factsOf(block, trace, fit).map((each) => el("span", { class: figure(page, each) }, each))),
    el("p", { class: "second" },
      line ? el("span", { class: "on-line" }, lineSaid(line, loose)) : art ? el("span", {}, artSaid(art)) : null,
      fit?.first_words_over ? el("span", { class: "over-from" }, `over from \u201c${fit.first_words_over}\u201d`) : null,
      block.jump_from ? el("span", {}, `from page ${block.jump_from}`) : null,
      block.jump_to ? el("span", {}, `jumps to page ${block.jump_to}`) : null,
      levers ? el("span", { class: "levers" }, `Levers: ${levers}`) : null),
  ];
}

/** That another version than the present one is shown: `key`; or, of a released page, what it would be now. */
export function versionSaid({ number, made }, key) {
  const [told, way] = key === made
    ? ["This is what would be released now, not what was released. ", "Show what was released"]
    : [`This is version ${digestSaid(key)} of the page, not the present one. `, "Show the present page"];
  return [el("span", {}, told), el("a", { href: `#/page/${encodeURIComponent(number)}` }, way)];
}

export function artSaid({ what, name }) {
  return what === "hole" ? `Empty: ${name}` : `${{ image: "Picture", drawing: "Drawing", ad: "Advertisement" }[what]} ${name}`;
}

function figure(page, told) {
  return `figure${page.stale ? " old" : ""}${/ over$/.test(told) ? " over" : / short$/.test(told) ? " short" : ""}`;
}
