// What is chosen on the page, a block, a line, a word: what it is, and where one can go from it.

import { button, clear, el, put } from "../dom.js";
import { editorButtons, openStory } from "../views/editor.js";
import { jumpOf, storyOf } from "./hit.js";
import { artSaid, carriesSaid, factsOf, headlineOf, leversSaid, lineSaid } from "./telling.js";

const AROUND = 6; // words shown on either side of the one chosen

export class Chosen {
  /** @param {Client} client @param {{note: function(): void, jump: function(boolean): void, unchoose: function(): void}} does */
  constructor(client, does) {
    Object.assign(this, { client, does });
    this.node = el("section", { class: "chosen", "aria-label": "Chosen on the page", hidden: true });
    this.signature = "";
  }

  /** @param {{page: Object, trace: Object|null, fits: Map, stories: Object, chosen: Hit|null}} facts */
  update(facts) {
    const { chosen, page, trace, fits, stories } = facts;
    const there = Boolean(chosen && trace && (chosen.block || chosen.line));
    this.node.hidden = !there;
    if (!there) {
      this.signature = "";
      return clear(this.node);
    }
    const fit = chosen.block ? fits.get(chosen.block.letter) : null;
    const slugs = slugsOf(chosen, trace);
    const signature = JSON.stringify([page.number, page.proof, page.stale, chosen, fit, facts.loose, slugs.map((slug) => stories[slug]), this.client.state.me, this.client.state.making.unrecorded]);
    if (signature === this.signature) return;
    this.signature = signature;
    const held = this.node.contains(document.activeElement) ? document.activeElement.dataset.does : null;
    put(this.node, this.#parts(facts, fit, slugs));
    if (held) this.node.querySelector(`[data-does="${held}"]`)?.focus({ preventScroll: true });
  }

  #parts(facts, fit, slugs) {
    const { chosen, page, trace, stories } = facts;
    const { block, line, art } = chosen;
    const headline = block ? headlineOf(trace, block, stories) : "";
    const levers = leversSaid(fit);
    return [
      el("div", { class: "row" },
        el("h2", {}, block ? [el("b", { class: "block-letter" }, block.letter), carriesSaid(block)] : "Outside the blocks"),
        button("\u00d7", this.does.unchoose, { "aria-label": "Choose nothing", "data-does": "unchoose", kind: "quiet" })),
      headline ? el("p", { class: "headline" }, headline) : null,
      block ? el("p", { class: "facts" }, factsOf(block, trace, fit).map((each) => el("span", { class: `figure${page.stale ? " old" : ""}` }, each))) : null,
      fit?.first_words_over ? el("p", { class: "small" }, `Over from \u201c${fit.first_words_over}\u201d`) : null,
      levers ? el("p", { class: "small" }, `Levers: ${levers}`) : null,
      art ? el("p", { class: "small" }, artSaid(art)) : null,
      line ? [el("p", { class: "quote" }, quoteOf(chosen)), el("p", { class: "small" }, lineSaid(line, facts.loose))] : null,
      this.#actions(facts, slugs, fit),
      slugs.map((slug) => placesOf(slug, stories[slug], page.number, block, slugs.length > 1)),
    ];
  }

  #actions({ chosen, stories }, slugs, fit) {
    const { block, line } = chosen;
    const slug = slugs.length === 1 ? slugs[0] : "";
    const jump = jumpOf(line, block);
    const forward = jump ? jump.forward : Boolean(block?.jump_to);
    const page = jump?.page ?? (block?.jump_to || block?.jump_from);
    return el("div", { class: "actions" },
      slug ? openButton(this.client, slug, { chosen, story: stories[slug], fit }) : null,
      slug ? el("a", { class: "button", href: galleyOf(slug, this.does.galleyLine(chosen)), "data-does": "galley" },
        "Galley", el("kbd", { "aria-hidden": "true" }, "G")) : null,
      this.client.may("note") ? button("Note here", this.does.note, { key: "n", "data-does": "note", disabled: Boolean(this.client.state.making.unrecorded) }) : null,
      page ? button(forward ? `To page ${page}` : `Back to page ${page}`, () => this.does.jump(forward), { key: forward ? "j" : "J", "data-does": "jump" }) : null);
  }
}

/** The stories that what is chosen is of: its line's, else its block's. */
export function slugsOf({ block, line }, trace) {
  const own = storyOf(trace, block, line);
  return own ? [own] : block?.stories ?? [];
}

/** `#/galley/bridge?line=12` */
export function galleyOf(slug, line) {
  return `#/galley/${encodeURIComponent(slug)}${line ? `?line=${line}` : ""}`;
}

/** The words round the one chosen, as on the line. */
function quoteOf({ line, word }) {
  if (word < 0) return line.words.map(([, , text]) => text).join(" ");
  const text = (from, to) => line.words.slice(Math.max(from, 0), to).map(([, , each]) => each).join(" ");
  return [`${text(word - AROUND, word)} `, el("mark", {}, line.words[word][2]), ` ${text(word + 1, word + 1 + AROUND)}`];
}

function openButton(client, slug, { chosen: { line }, story, fit }) {
  return editorButtons(client, story, () => openStory(client, slug, { paragraph: paragraphOf(line, slug, fit) }));
}

/** The paragraph of the body that is meant: a line's; where a block as a whole is, that from which it is over; else undefined. */
export function paragraphOf(line, slug, fit) {
  const at = line ? line.paragraph : fit?.carries === slug ? fit.paragraph_over : -1;
  return at >= 0 ? at : undefined;
}

function placesOf(slug, story, number, block, named) {
  const places = story?.places ?? [];
  if (!places.length) return null;
  return el("div", { class: "places" },
    el("h3", {}, named ? slug : "Where the story stands"),
    el("ul", {}, places.map((place) => {
      const here = place.page === number && place.block === block?.letter;
      const query = new URLSearchParams({ block: place.block, story: slug });
      return el("li", {}, el("a", { href: `#/page/${encodeURIComponent(place.page)}?${query}`, "aria-current": here ? "location" : null },
        `Page ${place.page}, block ${place.block}`), here ? " (here)" : null);
    })));
}
