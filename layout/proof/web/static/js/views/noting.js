// The dialog in which a note is written: on a page, on a point of it, on a picture, on a word of a story.

import { ownName } from "../client.js";
import { button, el, put } from "../dom.js";
import { remember, remembered } from "../remembering.js";
import { dialogOf, shown } from "./asking.js";
import { say } from "./keyed.js";
import { begunBy, completeNames, unaskedIn } from "./naming.js";
import { whyNotRecorded } from "./signing.js";
import { isHour, timeAt } from "./when.js";

const MOST_NAMES = 8; // told of those that there are

/**
 * Asks for a note and sends it. Resolves with what the server says of it, null where it was put off; then the draft is kept.
 * @param {Client} client
 * @param {{page?: string, proof?: string, story?: string, part?: string, paragraph?: number, word?: number, point?: [number, number],
 *   picture?: string, block?: string, quote?: string, said?: string, where?: string}} about without a page it is asked for; `part`: of the
 *   story, without one its body; `picture`: its file's name; `block`: its letter, of one that is meant as a whole; `said`: the one word;
 *   `quote`: the words that it is about; `where`: the place, in words
 */
export async function writeNote(client, about = {}) {
  if (!client.may("note")) {
    client.complain(Object.assign(new Error("Your role does not let you write notes."), { remedy: "Ask to have it changed." }));
    return null;
  }
  const why = whyNotRecorded(client);
  if (why) {
    client.announce(why);
    return null;
  }
  const fields = fieldsOf(client, about);
  const send = el("button", { class: "main", value: "send" }, "Keep the note", el("kbd", { "aria-hidden": "true" }, "Ctrl Enter"));
  const dialog = dialogOf(titleOf(about), partsOf(about, fields), [send, fields.leave]);
  fields.leave.addEventListener("click", () => dialog.close(""));
  let kept = null;
  const form = dialog.querySelector("form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled || !checked(fields)) return;
    send.disabled = true;
    kept = (await isToldOfNames(fields)) ? await sent(client, about, fields) : null;
    send.disabled = false;
    if (kept) dialog.close("send");
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault(); // a field of one line would send it, too
    form.requestSubmit(send);
  });
  await shown(dialog);
  if (!kept && hasText(fields)) client.announce("The note is kept as a draft: a note at the same place goes on with it.");
  return kept;
}

/** The fields, with the draft that was left in them. */
function fieldsOf(client, about) {
  const draft = remembered(draftKey(about)) ?? {};
  const described = (name) => ({ id: `note-${name}`, name, "aria-describedby": `note-${name}-wrong` });
  const fields = {
    known: names(client),
    told: new Set(), // names that nobody has, of which the writer has been told
    when: el("p", { class: "hint", id: "note-due-when", role: "status" }),
    text: el("textarea", { ...described("text"), rows: 4, maxlength: 4000, autofocus: true }),
    due: el("input", { ...described("due"), size: 6, autocomplete: "off", placeholder: "21:30" }),
    page: about.page ? null : el("select", { id: "note-page" }, pageChoices(client)),
    names: el("div", {}),
    leave: button("", () => {}),
    once: draft.once ?? ownName(),
    wrong: { text: wrong("note-text-wrong"), due: wrong("note-due-wrong") },
  };
  for (const field of [fields.text, fields.due]) {
    field.value = draft[field.name] ?? "";
    field.addEventListener("input", () => {
      fields.once = ownName(); // what is worded otherwise is another note
      keepDraft(about, fields);
      wrongAt(fields, field.name, "");
      showWhen(client, fields);
      nameLeaving(fields);
    });
  }
  fields.page?.addEventListener("change", () => { fields.once = ownName(); });
  showWhen(client, fields);
  nameLeaving(fields);
  completeNames(fields.text, fields.names, fields.known);
  return fields;
}

/** What is written is kept, as a draft, whichever way the dialog is left; so the button says. */
function nameLeaving(fields) {
  say(fields.leave, hasText(fields) ? "Keep as draft" : "Cancel");
}

function hasText({ text }) {
  return text.value.trim() !== "";
}

/** Who can be asked, and who no longer: looked for once, when they are wanted. */
function names(client) {
  let asked = null;
  return () => (asked ??= client.get("/api/people"));
}

/** A time that is past today is tomorrow's: said before the note is kept. */
function showWhen(client, { due, when }) {
  const { clock } = client.state;
  const now = client.now();
  const hour = due.value.trim().replace(".", ":").padStart(5, "0");
  put(when, isHour(due.value) && hour < timeAt(now.toISOString(), clock, now) ? `tomorrow ${hour}` : "");
}

/** Whether the writer knows by which of the names nobody is asked: they are told once, and may keep the note all the same. */
async function isToldOfNames(fields) {
  if (!fields.text.value.includes("@")) return true;
  const known = await fields.known().catch(() => null);
  const unasked = known ? unaskedIn(fields.text.value, known) : { unknown: [], gone: [] };
  const isNews = (name) => !fields.told.has(name);
  const told = unaskedSaid({ unknown: unasked.unknown.filter(isNews), gone: unasked.gone.filter(isNews) }, known);
  for (const name of [...unasked.unknown, ...unasked.gone]) fields.told.add(name);
  if (!told) return true;
  wrongAt(fields, "text", told);
  fields.text.focus();
  return false;
}

/** What the writer is told of names by which nobody is asked; "" for none. */
function unaskedSaid({ unknown, gone }, known) {
  const said = [];
  if (gone.length) said.push(`${gone.join(" and ")} can't come in any more and will not see this.`);
  const several = unknown.find((name) => begunBy(name, known.people).length > 1);
  if (several) {
    said.push(`@${several} may be ${begunBy(several, known.people).slice(0, MOST_NAMES).join(" or ")}: write more of the name.`);
    return [...said, "Keep the note again to tell nobody."].join(" ");
  }
  if (unknown.length) said.push(`Nobody is called ${unknown.join(" or ")} here; known: ${listed(known.people)}.`);
  return said.length ? [...said, "Keep the note again if that is meant."].join(" ") : "";
}

function listed(people) {
  const more = people.length - MOST_NAMES;
  return more > 0 ? `${people.slice(0, MOST_NAMES).join(", ")} and ${more} more` : people.join(", ");
}

function pageChoices(client) {
  const pages = client.state?.pages ?? [];
  return pages.map(({ number, section }) => el("option", { value: number }, `Page ${number}${section ? `, ${section}` : ""}`));
}

function partsOf(about, fields) {
  return [
    about.where ? el("p", { class: "where" }, about.where) : null,
    about.quote ? el("blockquote", {}, about.quote) : null,
    fields.page ? el("div", { class: "field" }, el("label", { for: "note-page" }, "Page"), fields.page) : null,
    el(
      "div",
      { class: "field" },
      el("label", { for: "note-text" }, "Note ", el("span", { class: "hint" }, "@ and a name tells that person")),
      fields.text,
      fields.names,
      fields.wrong.text,
    ),
    el(
      "div",
      { class: "field" },
      el("label", { for: "note-due" }, "Due ", el("span", { class: "hint" }, "a time, or nothing")),
      fields.due,
      fields.when,
      fields.wrong.due,
    ),
  ];
}

function titleOf(about) {
  if (!about.page) return "Write a note";
  if (about.said) return `Note on the word \u201c${about.said}\u201d${inStory(about)}, page ${about.page}`;
  if (about.picture) return `Note on the picture ${about.picture}, page ${about.page}`;
  if (about.block) return `Note on block ${about.block}, page ${about.page}`;
  if (about.point) return `Note on a point on page ${about.page}`;
  return about.story ? `Note on the story ${about.story}, page ${about.page}` : `Note on page ${about.page}`;
}

function inStory({ story, part }) {
  if (!story) return "";
  return part ? ` in the ${part} of the story ${story}` : ` in the story ${story}`;
}

function checked(fields) {
  const due = fields.due.value.trim();
  wrongAt(fields, "due", !due || isHour(due) || !Number.isNaN(Date.parse(due)) ? "" : "Write the time as 21:30.");
  wrongAt(fields, "text", fields.text.value.trim() ? "" : "Write what is to be done.");
  const first = [fields.text, fields.due].find((field) => field.getAttribute("aria-invalid") === "true");
  first?.focus();
  return !first;
}

async function sent(client, about, fields) {
  const { page, proof, story, paragraph, word, point } = about;
  const number = page ?? fields.page.value;
  const body = {
    page: number,
    proof: proof ?? client.page(number)?.proof ?? "",
    story,
    paragraph,
    word,
    point,
    text: fields.text.value.trim(),
    due: fields.due.value.trim() || undefined,
    once: fields.once,
  };
  try {
    const kept = await client.post("/api/notes", body);
    remember(draftKey(about), null);
    const lost = about.said && kept && kept.quote === ""; // the story has been saved otherwise meanwhile
    client.announce(`Note on page ${number} kept${lost ? ", at the point: the word is not in the story as it is saved now" : ""}.`);
    return kept ?? {};
  } catch (error) {
    const place = error.field === "due" ? "due" : "text";
    const told = error.status
      ? `${error.message} ${error.remedy ?? ""}`
      : "The desk can\u2019t be reached. The text is kept here; try again.";
    wrongAt(fields, place, told.trim());
    fields[place].focus();
    return null;
  }
}

function wrong(id) {
  return el("p", { class: "wrong", id, role: "alert" });
}

function wrongAt(fields, name, told) {
  put(fields.wrong[name], told);
  if (told) fields[name].setAttribute("aria-invalid", "true");
  else fields[name].removeAttribute("aria-invalid");
}

/** Drafts live as long as the browser's tab, each under the place that it is about. */
function draftKey({ page = "", story = "", paragraph = "", word = "", picture = "", point = "" }) {
  return `note ${JSON.stringify([page, story, paragraph, word, picture || point])}`; // nobody finds the same point of a picture again
}

/** Where the browser's store is full, it lives as long as the dialog. */
function keepDraft(about, { text, due, once }) {
  remember(draftKey(about), { text: text.value, due: due.value, once });
}
