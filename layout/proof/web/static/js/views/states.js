// A page's state and a problem's weight by word, colour and shape, so that none of the three is needed alone.

import { el, svg } from "../dom.js";

export const STATE_WORDS = {
  building: "Building",
  broken: "Broken",
  overset: "Overset",
  short: "Short",
  preflight: "Preflight",
  ready: "Ready",
  signed: "Signed",
  released: "Released",
  sent: "Sent",
};
export const SEVERITY_WORDS = { error: "Error", warning: "Warning", note: "Remark" }; // a note is what somebody writes
export const KIND_WORDS = {
  text: "Text",
  fit: "Fit",
  copy: "Copy",
  design: "Design",
  page: "Page",
  ad: "Ad",
  preflight: "Preflight",
  released: "Released",
};

// Drawn in a square of 12 with one stroke; filled ones say what is done, open ones what goes on.
const SHAPES = {
  building: "M6 1v3M6 8v3M1 6h3M8 6h3M2.5 2.5l2 2M7.5 7.5l2 2M9.5 2.5l-2 2M4.5 7.5l-2 2",
  broken: "M2 2l8 8M10 2l-8 8",
  overset: "M2 1.5h8M6 11V4M3 7l3-3 3 3",
  short: "M2 10.5h8M6 1v7M3 5l3 3 3-3",
  preflight: "M6 1.5a4.5 4.5 0 1 0 .01 0M6 3.5V6l2 1.5",
  ready: "M6 2a4 4 0 1 0 .01 0",
  signed: "M1.5 6.5l3 3 6-7",
  released: "M2.5 5.5h7v5h-7zM4 5.5V4a2 2 0 0 1 4 0v1.5",
  sent: "M1 6h9M6.5 2.5L10 6l-3.5 3.5",
  error: "M2 2l8 8M10 2l-8 8",
  warning: "M6 1.5L11 10.5H1zM6 5v2.5",
  note: "M1.5 1.5h9v6.5H6L3.5 10.5V8h-2z",
};

/** The shape of a state or a severity. */
export function shape(name) {
  return svg(
    "svg",
    { class: "shape", viewBox: "0 0 12 12", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: SHAPES[name] ?? SHAPES.note }),
  );
}

/** Why what is shown of a page may be other than the last save, the one cause that is nearest; "" where it is up to date. */
export function outOfDateSaid({ connected, state: { making } }, page) {
  if (!connected) return "Not connected: this is how it stood"; // what the desk said last may be its end
  if (making.refused) return "The text is wrong: these are the pages of the save before";
  if (making.failed) return "Out of date: the pages could not be made";
  return page.stale ? "Out of date: being made again" : "";
}

/** Whether what is shown of a page is its released version, and another would be made now. */
export function showsReleased(page) {
  return Boolean(page.released?.differs) && page.proof === page.released.proof;
}

/** Whether it is released, and what is made of it here is another page: at this desk or, out of another copy of the files, elsewhere. */
export function isAnotherNow({ released }) {
  return Boolean(released?.differs || released?.another);
}

/** How many errors there are on a page whose state does not tell of any: of a released one, those of what is released. */
export function errorsBeneath({ state, released, errors }) {
  if (released) return released.errors ?? 0;
  return ["signed", "sent"].includes(state) ? errors : 0;
}

/**
 * What of a page is on the screen. `frozen`: its released version, where another would be made now; `late`: an older picture than the one
 * that is meant; `key`: of what is seen.
 * @param {Object} page of the state
 * @param {string} shown the key of the picture that is seen; "" where there is none yet
 * @param {string} wanted the key of the one that is meant
 * @returns {{frozen: boolean, late: boolean, key: string}}
 */
export function seenOf(page, shown = page.proof, wanted = page.proof) {
  return { frozen: showsReleased({ ...page, proof: wanted }), late: Boolean(shown) && shown !== wanted, key: shown || wanted };
}

/**
 * A page's state; while it is being built for the press, that.
 * @param {boolean} now whether what would be made now is meant, and not what was released
 */
export function pageChip({ state, made_state: made, releasing, released }, now = false) {
  return stateChip(now && released?.differs ? made : state, releasing ? "Releasing\u2026" : released?.elsewhere ? "Released at another desk" : undefined);
}

/** A state. */
export function stateChip(state, word = STATE_WORDS[state] ?? state) {
  return el("span", { class: `chip ${state}` }, shape(state), word);
}

/** How bad a problem is. */
export function severityChip(severity) {
  return el("span", { class: `chip ${severity}` }, shape(severity), SEVERITY_WORDS[severity] ?? severity);
}

/** The first of an ink's or a proof's letters, in two groups that can be read over the telephone. */
export function digestSaid(digest) {
  return `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;
}
