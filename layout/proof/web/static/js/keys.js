// Keys: what the view and the whole desk listen to, and the help that lists them all.

import { el, put } from "./dom.js";

const PAUSE = 1200; // milliseconds between the keys of a pair such as `g p`

/** A key binding. @typedef {{key: string, does: string, run: function(KeyboardEvent): void, hidden?: boolean, role?: string}} Binding `role`:
 *   who may do it, as roles go; it is listed for those alone */

export class Keys {
  /** @param {Binding[]} everywhere */
  constructor(everywhere) {
    this.everywhere = everywhere;
    this.view = [];
    this.first = "";
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** The bindings of the view that is shown now; the list may be a function, asked at every key. `words`: pairs, explained in the help. */
  ofView(bindings, name, words = []) {
    this.view = bindings ?? [];
    this.words = words;
    this.viewName = name;
  }

  /** A dialog that lists all keys. `may(role)`: whether the person has that role. */
  help(may = () => true) {
    const dialog = document.getElementById("help");
    const parts = [[this.viewName, this.#viewBindings()], ["Everywhere", this.everywhere]]
      .map(([title, bindings]) => [title, bindings.filter(({ hidden, role }) => !hidden && (!role || may(role)))]);
    put(
      dialog,
      el("form", { method: "dialog" },
        el("h2", { id: "help-title", tabindex: -1, autofocus: true }, "Keys"),
        el("button", { class: "close", value: "close" }, "Close"),
        parts.filter(([, bindings]) => bindings.length).map(([title, bindings]) => [el("h3", {}, title), list(bindings)]),
        this.words?.length ? [el("h3", {}, "Words"), el("dl", { class: "words" }, this.words.map(([word, told]) => el("div", {}, el("dt", {}, word), el("dd", {}, told))))] : null),
    );
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  #viewBindings() {
    return typeof this.view === "function" ? this.view() : this.view;
  }

  #pressed(event) {
    if (event.defaultPrevented || isShortcut(event) || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const pressed = this.first ? `${this.first} ${event.key}` : event.key;
    const all = [...this.#viewBindings(), ...this.everywhere];
    const found = all.find((binding) => alternatives(binding.key).includes(pressed));
    clearTimeout(this.waiting);
    const begins = !this.first && all.some((binding) => binding.key.startsWith(`${event.key} `));
    this.first = !found && begins ? event.key : "";
    if (this.first) this.waiting = setTimeout(() => { this.first = ""; }, PAUSE);
    if (!found || (event.target.closest("button, a, summary, [role=button]") && ["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    found.run(event);
  }
}

/** `"ArrowLeft|h"`: either key. */
function alternatives(key) {
  return key === "|" ? [key] : key.split("|");
}

/** Meant for the browser, not for us. `[`, `{` and `@` are typed with AltGr or Option on many keyboards: that is no shortcut. */
function isShortcut(event) {
  if (event.getModifierState("AltGraph") || (event.altKey && !event.ctrlKey && "[]{}@".includes(event.key))) return false;
  return event.ctrlKey || event.metaKey || event.altKey;
}

function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable]") !== null;
}

function list(bindings) {
  return el("dl", { class: "keys" }, bindings.map((binding) =>
    el("div", {}, el("dt", {}, alternatives(binding.key).map((key) => el("kbd", {}, shown(key)))), el("dd", {}, binding.does))));
}

function shown(key) {
  const NAMES = { ArrowLeft: "\u2190", ArrowRight: "\u2192", ArrowUp: "\u2191", ArrowDown: "\u2193", Escape: "Esc" };
  return key === " " ? "Space" : key.split(" ").map((each) => NAMES[each] ?? each).join(" ");
}
