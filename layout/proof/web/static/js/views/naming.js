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
 * @param {function(): Promise<{people: string[]}>} names asked once, when the first `@` is typed
 */
export function completeNames(field, place, names) {
  const list = el("ul", { role: "listbox", id: `${field.id}-names`, class: "names", "aria-label": "People", hidden: true });
  const offer = { field, list, names: [], at: 0, known: null };
  put(place, list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", async () => {
    if (begun(field) === null) return close(offer);
    offer.known ??= names().then(({ people }) => people, () => []);
    const known = await offer.known;
    const typed = begun(field);
    const fit =
      typed === null
        ? []
        : known.filter((name) => isBegun(name, typed) && name.toLowerCase() !== typed.toLowerCase());
    show(offer, fit.slice(0, MOST));
  });
  field.addEventListener("keydown", (event) => pressed(offer, event));
  field.addEventListener("blur", () => close(offer));
}

/**
 * Names after an `@` in a text by which nobody is asked, each once, as the server reads them: the longest name that fits, else the
 * only one that begins with that word, else the only one that begins with these letters.
 * @param {string} text
 * @param {{people: string[], gone: string[]}} names who is `gone` is known by the whole name alone
 * @returns {{unknown: string[], gone: string[]}}
 */
export function unaskedIn(text, { people, gone }) {
  const found = { unknown: new Map(), gone: new Map() };
  for (const { index } of text.matchAll(MENTION)) {
    const rest = text.slice(index + 1);
    const whole = longest([...people, ...gone].filter((name) => standsAt(rest, name)));
    const word = ONE_WORD.exec(rest)?.[0];
    if (gone.includes(whole)) found.gone.set(whole, whole);
    else if (!whole && word && begunBy(word, people).length !== 1) found.unknown.set(word.toLowerCase(), word);
  }
  return { unknown: [...found.unknown.values()], gone: [...found.gone.values()] };
}

/** Whether the text begins with the whole name. */
function standsAt(text, name) {
  return text.toLowerCase().startsWith(name.toLowerCase()) && !/^[\p{L}\d_]/u.test(text.slice(name.length));
}

function longest(names) {
  return names.reduce((most, name) => (name.length > most.length ? name : most), "");
}

/** Whom of `people` a word after an `@` may mean. @returns {string[]} */
export function begunBy(word, people) {
  const from = (begun) => people.filter((name) => name.toLowerCase().startsWith(begun.toLowerCase()));
  const whole = from(`${word} `);
  return whole.length ? whole : from(word);
}

/** By its first name, or by another word of it. */
function isBegun(name, typed) {
  const [all, begun] = [name.toLowerCase(), typed.toLowerCase()];
  return all.startsWith(begun) || (begun !== "" && all.includes(` ${begun}`));
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
