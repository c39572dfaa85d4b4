// Names that are completed after an `@`.

import { el, put } from "../dom.js";

const MOST = 8;
const BEGUN = /(?:^|[\s(])@([\p{L}\d][\p{L}\d .'\u2019-]*|)$/u;
const MENTION = /(?<![\p{L}\d_.@/])@(?=[\p{L}\d_])/gu; // not within an address of mail
const ONE_WORD = /^[\p{L}\d_]+(?:['\u2019.-][\p{L}\d_]+)*/u;

/**
 * Offers the desk's people while a name is typed behind an `@`.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} place where the list stands
 * @param {function(): Promise<Object|Array>} people asked once, when the first `@` is typed
 */
export function completeNames(field, place, people) {
  const list = el("ul", { role: "listbox", id: `${field.id}-names`, class: "names", "aria-label": "People", hidden: true });
  const offer = { field, list, names: [], at: 0, known: null };
  put(place, list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", async () => {
    if (begun(field) === null) return close(offer);
    offer.known ??= people().then(namesOf, () => []);
    const known = await offer.known;
    const typed = begun(field);
    const names =
      typed === null
        ? []
        : known.filter((name) => isBegun(name, typed) && name.toLowerCase() !== typed.toLowerCase());
    show(offer, names.slice(0, MOST));
  });
  field.addEventListener("keydown", (event) => pressed(offer, event));
  field.addEventListener("blur", () => close(offer));
}

/**
 * Names after an `@` in a text that nobody of `known` has, each once, as the server reads them: the longest name that fits, else the
 * only one that begins with that word, else the only one that begins with these letters.
 */
export function unknownIn(text, known) {
  const found = new Map();
  for (const { index } of text.matchAll(MENTION)) {
    const rest = text.slice(index + 1);
    const isKnown = known.some((name) => rest.toLowerCase().startsWith(name.toLowerCase()) && !/^[\p{L}\d_]/u.test(rest.slice(name.length)));
    const name = ONE_WORD.exec(rest)?.[0];
    if (!isKnown && name && begunBy(name, known).length !== 1) found.set(name.toLowerCase(), name);
  }
  return [...found.values()];
}

/** Whom of `known` a word after an `@` may mean. @returns {string[]} */
export function begunBy(word, known) {
  const from = (begun) => known.filter((name) => name.toLowerCase().startsWith(begun.toLowerCase()));
  const whole = from(`${word} `);
  return whole.length ? whole : from(word);
}

/** By its first name, or by another word of it. */
function isBegun(name, typed) {
  const [all, begun] = [name.toLowerCase(), typed.toLowerCase()];
  return all.startsWith(begun) || (begun !== "" && all.includes(` ${begun}`));
}

/** `["Ann"]`, `{people: ["Ann"]}` or `{names: [{name: "Ann"}]}`: names all the same. */
export function namesOf(answer) {
  const found = Array.isArray(answer) ? answer : (answer.people ?? answer.names ?? []);
  return found.map((each) => (typeof each === "string" ? each : each.name));
}

/** What stands between the `@` and the caret, or null. */
function begun(field) {
  return BEGUN.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null;
}

function show(offer, names) {
  offer.names = names;
  offer.at = 0;
  if (!names.length) return close(offer);
  put(
    offer.list,
    names.map((name, index) =>
      el(
        "li",
        {
          role: "option",
          id: `${offer.list.id}-${index}`,
          on: {
            pointerdown: (event) => {
              event.preventDefault();
              take(offer, name);
            },
          },
        },
        name,
      ),
    ),
  );
  offer.list.hidden = false;
  mark(offer);
}

function mark(offer) {
  [...offer.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === offer.at)));
  offer.field.setAttribute("aria-activedescendant", `${offer.list.id}-${offer.at}`);
}

function close(offer) {
  offer.list.hidden = true;
  offer.field.removeAttribute("aria-activedescendant");
}

function pressed(offer, event) {
  if (offer.list.hidden || event.ctrlKey || event.metaKey) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    offer.at = (offer.at + steps[event.key] + offer.names.length) % offer.names.length;
    mark(offer);
  } else if (event.key === "Enter" || event.key === "Tab") take(offer, offer.names[offer.at]);
  else if (event.key === "Escape") close(offer);
  else return;
  event.preventDefault();
}

function take(offer, name) {
  const { field } = offer;
  const typed = begun(field) ?? "";
  const caret = field.selectionStart;
  field.setRangeText(`${name} `, caret - typed.length, caret, "end");
  close(offer);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
