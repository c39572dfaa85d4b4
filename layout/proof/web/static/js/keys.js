// Keys: what the view and the whole desk listen to, and the help that lists them all. Of a pair such as `g p` the first waits, in sight,
// for the second however long that takes: a slow one must never be another command.

import { el, put } from "./dom.js";

const HELD = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]); // what is pressed with a key is none

/** A key binding. @typedef {{key: string, does: string, run: function(KeyboardEvent): void, hidden?: boolean, role?: string}} Binding `role`:
 *   who may do it, as roles go; it is listed for those alone */

export class Keys {
  /** @param {Binding[]} everywhere @param {function(string): void} tell says what a key did not do */
  constructor(everywhere, tell = () => {}) {
    Object.assign(this, { everywhere, tell });
    this.view = [];
    this.first = "";
    this.waiting = document.getElementById("waiting");
    document.addEventListener("keydown", (event) => this.#pressed(event));
    document.addEventListener("pointerdown", () => this.#waitFor("")); // the hand goes on with something else
  }

  /** The bindings of the view that is shown now; the list may be a function, asked at every key. `words`: pairs, explained in the help. */
  ofView(bindings, name, words = []) {
    this.#waitFor("");
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
    if (HELD.has(event.key)) return;
    const { first } = this;
    const all = [...this.#viewBindings(), ...this.everywhere];
    if (first) {
      event.preventDefault();
      this.#waitFor("");
      if (event.key !== "Escape") this.#second(all, `${first} ${event.key}`, event);
      return;
    }
    const found = all.find((binding) => alternatives(binding.key).includes(event.key));
    if (!found) return this.#waitFor(all.some((binding) => binding.key.startsWith(`${event.key} `)) ? event.key : "");
    if (event.target.closest("button, a, summary, [role=button]") && ["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    found.run(event);
  }

  #second(all, pressed, event) {
    const found = all.find((binding) => binding.key === pressed);
    if (found) found.run(event);
    else this.tell(`${pressed.split(" ").map(shown).join(" ")} is no key: nothing was done.`);
  }

  /** Waits for the second key of a pair, and shows which there are; "" waits no longer. */
  #waitFor(first) {
    if (first === this.first) return;
    this.first = first;
    const pairs = first ? [...this.#viewBindings(), ...this.everywhere].filter(({ key }) => key.startsWith(`${first} `)) : [];
    const second = ({ key, does }) => el("span", { class: "pair" }, el("kbd", {}, shown(key.slice(first.length + 1))), does);
    put(this.waiting, first ? [el("strong", {}, el("kbd", {}, shown(first)), "\u2026"), pairs.map(second), el("span", { class: "pair" }, el("kbd", {}, "Esc"), "Stay here")] : null);
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
