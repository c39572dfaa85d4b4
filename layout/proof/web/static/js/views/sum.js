// The whole paper in one sentence, and what of it is worth saying aloud.

import { counted } from "../dom.js";
import { STATE_WORDS, errorsBeneath, isAnotherNow } from "./states.js";
import { deadlineIn, untilSaid } from "./when.js";

const ORDER = ["ready", "signed", "released", "sent", "building", "preflight", "short", "overset", "broken"];
const PASSING = ["building", "preflight"]; // states on the way to another, not worth a word
const TOLD = ["broken", "overset", "signed", "released", "sent"];
const SOON = 20; // minutes

/** A page is off stone when it was released or sent. */
function isOffStone(page) {
  return page.state === "released" || page.state === "sent";
}

/** How urgent a page's deadline is: `past`, `soon` or ``; with its time and the minutes until then. Null without one. */
export function urgencyOf(page, clock, now) {
  const deadline = deadlineIn(page, clock, now);
  if (!deadline) return null;
  const late = isOffStone(page) ? "" : deadline.minutes < 0 ? "past" : deadline.minutes <= SOON ? "soon" : "";
  return { ...deadline, late };
}

/**
 * The sum's parts in their order: `[{text, state}]`; the first counts all pages, the last tells the deadline.
 * `16 pages` `9 ready` `2 overset (+9 lines)` `next deadline 21:30 (page 3) in 41 min`
 */
export function sumOf(state, now) {
  const { pages, clock } = state;
  const parts = [{ text: counted(pages.length, "page"), state: "" }];
  for (const each of ORDER) {
    const those = pages.filter((page) => page.state === each);
    const differing = those.filter(isAnotherNow);
    const word = STATE_WORDS[each].toLowerCase();
    if (those.length > differing.length)
      parts.push({ text: `${those.length - differing.length} ${word}${linesOf(each, those)}`, state: each });
    if (differing.length)
      parts.push({ text: `${differing.length} ${word}, ${differing.length > 1 ? "differ" : "differs"} now`, state: "differs" });
  }
  const wrong = pages.filter(errorsBeneath);
  if (wrong.length) {
    const errors = wrong.reduce((sum, page) => sum + errorsBeneath(page), 0);
    parts.push({ text: `${counted(errors, "error")} on ${namedOf(wrong.map((page) => page.number))}`, state: "errors" });
  }
  const lapsed = pages.filter((page) => page.lapsed && !page.signed && !page.released);
  if (lapsed.length) parts.push({ text: `${counted(lapsed.length, "sign-off")} lapsed`, state: "lapsed" });
  const notes = pages.reduce((sum, page) => sum + page.notes, 0);
  if (notes) parts.push({ text: counted(notes, "open note"), state: "notes" });
  return [...parts, ...deadlines(pages, clock, now)];
}

/** What became of pages since, in sentences; nothing of states that only pass. `before`: the last lasting state by page; changed here.
 * `me`: who needs not be told what they did themselves. */
export function newsOf(pages, before, me) {
  const said = [];
  for (const page of pages) {
    const last = before.get(page.number);
    const state = page.lapsed && !page.released ? "lapsed" : page.released?.differs ? "differs" : page.state;
    if (!PASSING.includes(state)) before.set(page.number, state);
    if (last && last !== state) said.push(...sentence(page, state, me));
  }
  return said;
}

function sentence(page, state, me) {
  if (["signed", "released"].includes(state) && page[state]?.by === me) return [];
  if (state === "lapsed") return [`Page ${page.number}: the sign-off by ${page.lapsed.by} has lapsed.`];
  if (state === "differs") return [`Page ${page.number} is released, but would differ now.`];
  if (state === "overset") return [`Page ${page.number} is overset, ${counted(page.over, "line")}.`];
  return TOLD.includes(state) ? [`Page ${page.number} is ${STATE_WORDS[state].toLowerCase()}.`] : [];
}

function linesOf(state, pages) {
  const sum = (name) => pages.reduce((all, page) => all + page[name], 0);
  if (state === "overset") return ` (+${counted(sum("over"), "line")})`;
  return state === "short" ? ` (${counted(sum("short"), "line")})` : "";
}

/** `pages 3, 5`; of more than three how many there are. */
function namedOf(numbers) {
  return numbers.length > 3 ? counted(numbers.length, "page") : `${numbers.length === 1 ? "page" : "pages"} ${numbers.join(", ")}`;
}

/** Those missed, and the next one that comes. */
function deadlines(pages, clock, now) {
  const open = pages
    .filter((page) => !isOffStone(page))
    .map((page) => ({ page, ...urgencyOf(page, clock, now) }))
    .filter((each) => each.time);
  const missed = open.filter((each) => each.late === "past").map((each) => each.page.number);
  const next = open.filter((each) => each.late !== "past").sort((one, other) => one.minutes - other.minutes)[0];
  const parts = [];
  if (missed.length)
    parts.push({ text: `past deadline: ${missed.length === 1 ? "page" : "pages"} ${missed.join(", ")}`, state: "past" });
  if (next) {
    const same = open.filter((each) => each.late !== "past" && each.minutes === next.minutes).map((each) => each.page.number);
    parts.push({ text: `next deadline ${next.time} (${namedOf(same)}) ${untilSaid(next.minutes)}`, state: next.late || "next" });
  }
  return parts;
}
