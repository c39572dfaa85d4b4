// The comparison in words: what is said of the whole, and every change to be gone to.

import { clear, counted, el, hidden, put } from "../dom.js";

/** What changes are called, by their kind. */
export const KINDS = { text: "Words", rebroken: "Lines", moved: "Moved", art: "Picture", ad: "Ad", jump: "Page named", other: "Page" };
const COUNTED = {
  text: (count, { stories }) => wordsIn(count, stories.filter(({ slug, changes }) => slug && changes.some(({ kind }) => kind === "text")).length),
  rebroken: (count) => `${counted(count, "place")} where lines break elsewhere`,
  moved: (count) => counted(count, "move"),
  art: (count) => counted(count, "picture"),
  ad: (count) => counted(count, "ad"),
  jump: (count) => counted(count, "page number"),
  other: (count) => `${counted(count, "change")} of the page itself`,
};
const ROUND = 6; // words shown on either side of an edit
const MOST_OPEN = 5; // sentences
const DRAWN_AT_ONCE = 300; // changes; a page with more is another page

export class Told {
  /** @param {function(number): void} go called with a change's number */
  constructor(go) {
    this.go = go;
    this.heading = el("h2", { class: "figure" }); // grey while a newer page is being made
    this.summary = el("div", { class: "summary" });
    this.list = el("div", { class: "changes" });
    this.node = el("section", { class: "told", "aria-label": "What changed, in words" }, el("div", { role: "status" }, this.heading), this.summary, this.list);
    this.order = [];
    this.chosen = -1;
  }

  /** @param {Object} facts of a comparison, as the server tells them */
  show(facts) {
    this.order = [];
    this.chosen = -1;
    put(this.heading, heading(facts));
    put(this.summary, inShort(facts));
    put(this.list,
      facts.stories.map(({ slug, headline, changes }) => this.#part(headline || slug || "Page furniture and headings", changes, slug)),
      this.#part("Blocks, pictures, ads", facts.blocks), this.#part("Pages named", facts.jumps), this.#part("The page itself", facts.page),
      this.order.length > DRAWN_AT_ONCE ? el("p", {}, `and ${counted(this.order.length - DRAWN_AT_ONCE, "change")} more`) : null);
    this.order = this.order.slice(0, DRAWN_AT_ONCE);
  }

  /** No comparison: a sentence. */
  say(said) {
    this.order = [];
    put(this.heading, said);
    clear(this.summary);
    clear(this.list);
  }

  /** The change before or after the one that is chosen. */
  step(by) {
    if (!this.order.length) return;
    const at = this.order.indexOf(this.chosen);
    const to = at < 0 ? (by > 0 ? 0 : this.order.length - 1) : (at + by + this.order.length) % this.order.length;
    this.choose(this.order[to], true);
  }

  /** Marks a change in the list, and goes to it. */
  choose(change, focus) {
    this.chosen = change;
    for (const each of this.list.querySelectorAll("button.change")) {
      const mine = each.dataset.change === String(change);
      if (mine) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
      if (mine && focus) each.focus({ preventScroll: true });
      if (mine) each.scrollIntoView({ block: "nearest" });
    }
    this.go(change);
  }

  #part(title, changes, slug = "") {
    if (!changes.length) return null;
    const room = Math.max(DRAWN_AT_ONCE - this.order.length, 0);
    this.order.push(...changes.map(({ id }) => id));
    return el("section", {}, el("h3", {}, title, slug && title !== slug ? el("span", { class: "slug" }, ` ${slug}`) : null),
      el("ol", {}, changes.slice(0, room).map((change) => el("li", {}, this.#change(change)))));
  }

  #change(change) {
    const button = { type: "button", class: "change", "data-change": change.id, on: { click: () => this.choose(change.id, false) } };
    return el("button", button, el("span", { class: `kind ${change.kind}` }, KINDS[change.kind]), el("span", { class: "said" }, change.said), wordsOf(change));
  }
}

/** Sentences: what a page that changed little says at once, and what is folded up where there is much. */
function inShort(facts) {
  const first = facts.editorial_same && !facts.same ? 1 : 0; // the server says it first
  const rest = facts.said.slice(first);
  return [
    first ? el("p", { class: "same-words" }, facts.said[0]) : null,
    rest.length ? el("details", { open: rest.length <= MOST_OPEN }, el("summary", {}, "In short"), el("ul", {}, rest.map((said) => el("li", {}, said)))) : null,
  ];
}

function heading(facts) {
  if (facts.same) return "Nothing changed";
  const counts = Object.entries(facts.counts);
  if (!counts.length) return "Not in words";
  return counts.map(([kind, count]) => COUNTED[kind](count, facts)).join(", ");
}

/** Whose words: `2 stories' words`. */
function wordsIn(count, stories) {
  if (!stories) return `words in ${counted(count, "place")}`;
  return stories === 1 ? "1 story's words" : `${stories} stories' words`;
}

/** The words themselves: what went is struck through, what came is underlined. */
function wordsOf({ what, pieces, was, now }) {
  if (pieces) return el("span", { class: "words" }, pieces.map((piece, index) => pieceOf(piece, index, pieces.length)));
  if (["inserted", "story new"].includes(what)) return el("span", { class: "words whole" }, came(now));
  if (["deleted", "story gone"].includes(what)) return el("span", { class: "words whole" }, went(was));
  if (what === "turned") return el("span", { class: "words whole" }, now ? came(now) : went(was));
  return null;
}

function pieceOf({ same, was, now }, index, count) {
  if (same !== undefined) return shortened(same, index > 0, index < count - 1);
  const space = (was || now).startsWith(" ") ? " " : "";
  return [space, was ? went(was.trimStart()) : null, was && now ? " " : null, now ? came(now.trimStart()) : null];
}

function went(text) {
  return el("del", {}, hidden("taken out: "), text);
}

function came(text) {
  return el("ins", {}, hidden("put in: "), text);
}

/** Enough of the words that stayed to know the place. `left`, `right`: whether there is an edit on that side. */
function shortened(text, left, right) {
  const words = text.split(" ");
  const most = (left ? ROUND : 0) + (right ? ROUND : 0);
  if (words.length <= most + 2) return text;
  const head = left ? words.slice(0, ROUND).join(" ") : "";
  const tail = right ? words.slice(-ROUND).join(" ") : "";
  return `${head} \u2026 ${tail}`;
}
