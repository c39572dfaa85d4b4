// The page's problems, notes and copy fit, as lists that stay still while somebody reads them.

import { button, el, put } from "../dom.js";
import { openItemButton } from "../views/editor.js";
import { keyed, redraw, say } from "../views/keyed.js";
import { foundSaid, placeSaid } from "../views/noterow.js";
import { Turning } from "../views/settling.js";
import { severityChip } from "../views/states.js";
import { timeAt } from "../views/when.js";
import { presentOf } from "./belonging.js";
import { carriesSaid, fitSaid, headlineTaken } from "./telling.js";

export class Lists {
  /** @param {Client} client @param {{item: function(Object): void, showNote: function(Object): void, block: function(string): void}} does */
  constructor(client, does) {
    Object.assign(this, { client, does });
    this.turning = new Turning(client);
    this.problems = part("Problems", el("ol", { class: "problems" }));
    this.notes = part("Notes", el("ul", { class: "notes" }));
    this.fits = part("Copy fit", el("table", {}, el("thead", {}, el("tr", {}, ["Block", "Lines", "Words", "Fit"].map((each) =>
      el("th", { scope: "col", class: each === "Lines" || each === "Words" ? "number" : "" }, each)))), el("tbody", {})));
    this.node = el("div", { class: "lists" }, this.problems.node, this.notes.node, this.fits.node);
  }

  update({ page, trace, items, notes, fits, frozen, shownItem }) {
    const { clock, me, making } = this.client.state;
    this.problems.node.hidden = frozen && !items.length; // of what would be made now, which is shown apart
    say(this.problems.title, items.length ? `Problems (${items.length})` : "No problems");
    keyed(this.problems.list, items.map((item, index) => ({ item, number: index + 1 })), {
      key: ({ item }) => item.key,
      make: () => el("li", {}),
      update: (node, { item, number }) => redraw(node, [item, number, shownItem === item.key], () => this.#problem(node, item, number, shownItem === item.key)),
    });
    const open = notes.filter((note) => !note.done).length;
    say(this.notes.title, notes.length ? `Notes (${open} open)` : "No notes");
    keyed(this.notes.list, notes, {
      key: (note) => String(note.id),
      make: () => el("li", {}),
      update: (node, note) => redraw(node, [note, me, page.made, making.unrecorded, clock.slice(0, 10)], () => this.#note(node, note, clock, page)),
    });
    const blocks = (trace?.blocks ?? []).filter((block) => fits.has(block.letter));
    this.fits.node.hidden = !blocks.length;
    keyed(this.fits.list.querySelector("tbody"), blocks, {
      key: ({ letter }) => letter,
      make: () => el("tr", {}),
      update: (node, block) => redraw(node, [block, fits.get(block.letter), page.stale], () => this.#fit(node, block, fits.get(block.letter), page)),
    });
  }

  #problem(node, item, number, shown) {
    const held = node.contains(document.activeElement);
    node.className = item.severity;
    put(node,
      el("button", { type: "button", class: "row-button", "aria-current": shown ? "true" : null, "data-item": item.key, on: { click: () => this.does.item(item) } },
        el("span", { class: `flag-number ${item.severity}` }, String(number)), severityChip(item.severity), el("span", { class: "message" }, item.message)),
      item.remedy ? el("p", { class: "remedy" }, item.remedy) : null,
      el("div", { class: "file" }, item.path ? el("code", {}, [item.path, item.line || null].filter(Boolean).join(":")) : item.story || null, openItemButton(this.client, item)));
    if (held) node.querySelector("button").focus({ preventScroll: true });
  }

  #note(node, note, clock, page) {
    const held = node.contains(document.activeElement) ? document.activeElement.dataset.does : null;
    const turn = note.done ? "Open again" : "Done";
    node.className = note.done ? "done" : "";
    put(node,
      el("p", { class: "who" }, el("strong", {}, note.by), ` ${timeAt(note.at, clock, this.client.now())}`,
        note.to?.length ? ` to ${note.to.join(", ")}` : "", note.due ? `, due ${note.due}` : ""),
      placeSaid(note) ? el("p", { class: "small" }, `On ${onSaid(note)}`) : null,
      note.quote ? el("p", { class: "quote" }, note.quote) : null,
      becameSaid(note) ? el("p", { class: "small found" }, becameSaid(note)) : null,
      el("p", { class: "said" }, note.text),
      note.replies?.length ? el("p", { class: "small" }, `${note.replies.length} ${note.replies.length === 1 ? "reply" : "replies"}`) : null,
      note.done ? el("p", { class: "small" }, `Done: ${note.done.by} ${timeAt(note.done.at, clock, this.client.now())}`) : null,
      el("div", { class: "actions" },
        note.area ? button("Show", () => this.does.showNote(note), { "data-does": "show", "aria-label": `Show where: ${note.text}` }) : null,
        note.unprinted ? el("a", { class: "button", href: presentOf({ id: page.number, note: note.id }, page), "data-does": "show" }, "Show in what would be made now") : null,
        this.client.may("note") ? button(turn, () => this.turning.turn(note), { "data-does": "done", "aria-label": `${turn}: ${note.text}`, disabled: Boolean(this.client.state.making.unrecorded) }) : null));
    if (held) node.querySelector(`[data-does="${held}"]`)?.focus({ preventScroll: true });
  }

  #fit(node, block, fit, page) {
    const held = node.contains(document.activeElement);
    const figure = (text, kind = "") => el("td", { class: `${kind} figure${page.stale ? " old" : ""}` }, text);
    const letter = { kind: "row-letter", "aria-label": `Block ${block.letter}, ${carriesSaid(block)}` };
    const headline = headlineTaken(fit);
    node.className = fit.fit;
    put(node,
      el("th", { scope: "row" }, button(block.letter, () => this.does.block(block.letter), letter),
        el("span", { class: "carries" }, carriesSaid(block)), headline ? el("span", { class: "taken" }, headline) : null),
      figure(String(fit.lines), "number"), figure(fit.words ? String(fit.words) : "\u2013", "number"), figure(fitSaid(fit)));
    if (held) node.querySelector("button").focus({ preventScroll: true });
  }
}

/** What became of the word; of a note that stands on the released version, what is printed there for it. */
function becameSaid(note) {
  if (note.unprinted) return "It is not printed on the released page.";
  if (note.released?.some(({ area }) => area === note.area)) return note.found === "edited" ? `\u201c${note.now}\u201d is printed there for it.` : "";
  return foundSaid(note).trim();
}

function onSaid(note) {
  const place = placeSaid(note);
  return note.part || note.art || note.lies ? `the ${place}` : place;
}

function part(title, list) {
  const heading = el("h2", {}, title);
  return { title: heading, list, node: el("section", {}, heading, list) };
}
