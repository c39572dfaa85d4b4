// Selects that narrow a list down, each choice with how many it would leave, and a field for words. They outlive every update.

import { button, el } from "../dom.js";
import { keyed, say } from "./keyed.js";

const PAUSE = 120; // milliseconds after a letter

/** @typedef {{name: string, label: string, all: string, of: function(any): string|string[], word?: function(string): string,
 *   order?: function(): string[]}} Field what a list is narrowed by; the number of its place among them is its key; `word`: a choice as it reads */

export class Filters {
  /**
   * @param {Field[]} fields
   * @param {function(any): string} textOf all words of a thing, for the search
   * @param {function(): void} changed
   */
  constructor(fields, textOf, changed) {
    Object.assign(this, { fields, textOf, changed });
    this.values = Object.fromEntries(fields.map((field) => [field.name, ""]));
    this.words = "";
    this.selects = new Map(
      fields.map((field, index) => [
        field.name,
        el("select", {
          id: `filter-${field.name}`,
          "aria-keyshortcuts": keyOf(index),
          on: { change: (event) => this.set(field.name, event.target.value) },
        }),
      ]),
    );
    this.search = el("input", {
      type: "search",
      id: "filter-words",
      "aria-keyshortcuts": "/",
      autocomplete: "off",
      spellcheck: "false",
      on: { input: () => this.#typed(), keydown: (event) => this.#left(event) },
    });
    this.clearing = button("Show all", () => this.clear(), { key: "0" });
    this.node = el(
      "form",
      { class: "filters", role: "search", on: { submit: (event) => event.preventDefault() } },
      fields.map((field, index) => labelled(field.label, keyOf(index), this.selects.get(field.name))),
      labelled("Words", "/", this.search),
      this.clearing,
    );
  }

  /** Takes what an address says. */
  take(parameters) {
    for (const { name } of this.fields) this.values[name] = parameters[name] ?? "";
    this.words = parameters.words ?? "";
    this.search.value = this.words;
  }

  /** What an address would say: `page=3&kind=fit`. */
  address() {
    const said = Object.entries({ ...this.values, words: this.words }).filter(([, value]) => value);
    return new URLSearchParams(said).toString();
  }

  set(name, value) {
    this.values[name] = value;
    this.changed();
  }

  clear() {
    this.take({});
    this.changed();
  }

  /** The next choice of a field; after the last, all. */
  step(name) {
    const choices = [...this.selects.get(name).options].map((option) => option.value);
    this.set(name, choices[(choices.indexOf(this.values[name]) + 1) % choices.length]);
  }

  get any() {
    return this.words !== "" || Object.values(this.values).some(Boolean);
  }

  /** Those things that are left, and the selects with their counts. `kept`: one that stays, whatever it is by now, or null. */
  of(things, kept = null) {
    const counts = new Map(this.fields.map((field) => [field.name, this.#uncounted(field)]));
    const left = [];
    for (const thing of things) {
      if (!this.#holds(thing)) continue;
      const barring = this.fields.filter(({ name, of }) => this.values[name] && ![of(thing)].flat().includes(this.values[name]));
      if (!barring.length || thing === kept) left.push(thing);
      for (const field of barring.length ? barring : this.fields)
        if (barring.length < 2) count(counts.get(field.name), field.of(thing));
    }
    for (const field of this.fields) this.#choices(field, counts.get(field.name));
    this.clearing.disabled = !this.any;
    return left;
  }

  /** Whether all the words that are looked for stand in it. */
  #holds(thing) {
    if (!this.words) return true;
    const text = this.textOf(thing).toLowerCase();
    return this.words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  }

  /** A field's choices in their order; what is chosen stays when its last one goes. "" counts all. */
  #uncounted(field) {
    return new Map(["", ...(field.order?.() ?? []), this.values[field.name]].map((value) => [value, 0]));
  }

  #choices(field, counts) {
    const chosen = this.values[field.name];
    const all = counts.get("");
    counts.delete("");
    const named = field.order
      ? [...counts].filter(([value, number]) => number || value === chosen)
      : [...counts].sort(([one], [other]) => one.localeCompare(other, "en"));
    const select = this.selects.get(field.name);
    keyed(select, [["", all], ...named], {
      key: ([value]) => value,
      make: ([value]) => el("option", { value }),
      update: (option, [value, number]) => say(option, `${value ? (field.word?.(value) ?? value) : field.all} (${number})`),
    });
    if (select.value !== chosen) select.value = chosen;
    select.classList.toggle("chosen", Boolean(chosen));
  }

  #typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      if (this.node.isConnected) this.#look(); // whoever has gone on meanwhile has another address
    }, PAUSE);
  }

  #look() {
    clearTimeout(this.typing);
    this.words = this.search.value.trim();
    this.changed();
  }

  #left(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (this.search.value) {
      this.search.value = "";
      this.#look();
    }
    this.search.blur(); // the next key is a key again
  }
}

/** The keys of its fields, for a view's own. */
export function filterKeys(filters) {
  return [
    ...filters.fields.map((field, index) => ({
      key: keyOf(index),
      does: `The next choice of \u201c${field.label}\u201d`,
      run: () => filters.step(field.name),
    })),
    { key: "/", does: "Look for words", run: () => filters.search.focus() },
    { key: "0", does: "Show all", run: () => filters.clear() },
  ];
}

function keyOf(index) {
  return String(index + 1);
}

/** Once under "" for all, once under each of its own values. */
function count(counts, values) {
  for (const value of new Set(["", ...[values].flat()])) counts.set(value, (counts.get(value) ?? 0) + 1);
}

function labelled(name, key, field) {
  return el(
    "div",
    { class: "filter" },
    el("label", { for: field.id }, name, key ? el("kbd", { "aria-hidden": "true" }, key) : null),
    field,
  );
}

/** By page, in the paper's order: what most lists are narrowed by. @returns {Field} */
export function pageField(client) {
  return {
    name: "page",
    label: "Page",
    all: "All pages",
    of: (each) => each.page,
    word: (page) => `Page ${page}`,
    order: () => (client.state?.pages ?? []).map((page) => page.number),
  };
}
