// One note in the list: what is to be done, where, by when, and what was answered.

import { ownName } from "../client.js";
import { button, el, hidden, put } from "../dom.js";
import { redraw, say } from "./keyed.js";
import { minutesUntil, timeAt, untilSaid } from "./when.js";

const AROUND = 60; // letters shown on either side of a noted word

/** How a note's time stands: `over`, `soon` (20 minutes), `` ; null where it has none or is done. */
export function dueOf(note, now) {
  const minutes = minutesUntil(note.due_at, now);
  if (Number.isNaN(minutes)) return null;
  return { at: note.due_at, minutes, late: note.done ? "" : minutes < 0 ? "over" : minutes <= 20 ? "soon" : "" };
}

/** Where a note leads. */
export function noteLeadsTo(note) {
  const query = [`note=${note.id}`, note.area ? `at=${note.area.join(",")}` : ""].filter(Boolean).join("&");
  return `#/page/${encodeURIComponent(note.page)}?${query}`;
}

/** A text with its `@names` set off. @returns {Array<string|Node>} */
function withNames(text, names) {
  const found = [...names].sort((one, other) => other.length - one.length);
  const parts = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const name = found.find((each) => text.slice(at + 1, at + 1 + each.length).toLowerCase() === each.toLowerCase());
    if (!name || at < from) continue;
    parts.push(text.slice(from, at), el("strong", { class: "name" }, text.slice(at, at + 1 + name.length)));
    from = at + 1 + name.length;
  }
  return [...parts, text.slice(from)];
}

export class NoteRow {
  /** @param {{reply: function(Object, {text: string, once: string}): Promise<boolean>, settle: function(Object): void}} does */
  constructor(client, does) {
    Object.assign(this, { client, does });
    this.place = el("a", { class: "to" });
    this.due = el("p", { class: "due" });
    this.text = el("p", { class: "text" });
    this.quote = el("blockquote", {});
    this.by = el("p", { class: "by" });
    this.replies = el("ol", { class: "replies" });
    this.settle = button("Done", () => does.settle(this.note), { key: "d" });
    this.answer = button("Reply", () => this.open(), { key: "y" });
    this.form = this.#form();
    this.node = el(
      "li",
      {},
      el(
        "article",
        { "data-row": true, tabindex: -1 },
        el("div", { class: "where" }, this.place, this.due),
        el("div", { class: "what" }, this.text, this.quote, this.by, this.replies, this.form),
        el("div", { class: "does" }, this.answer, this.settle),
      ),
    );
  }

  update(note, now) {
    this.note = note;
    const { clock } = this.client.state;
    const due = dueOf(note, now);
    redraw(this.node, [note, clock.slice(0, 10)], () => this.#draw(note, clock, now));
    redraw(this.due, [due, note.due], () => {
      this.due.className = `due ${due?.late ?? ""}`;
      put(
        this.due,
        due
          ? [
              `${due.late === "over" ? "overdue" : "due"} `,
              el("strong", {}, timeAt(due.at, clock, now)),
              note.done ? "" : ` ${untilSaid(due.minutes)}`,
            ]
          : note.due
            ? `due ${note.due}`
            : null,
      );
    });
  }

  /** Where nothing can be recorded, nothing is offered that would be. */
  shut(yes) {
    this.settle.disabled = yes;
    this.answer.disabled = yes;
  }

  /** The field for an answer; what was half written in it is there again. */
  open() {
    if (!this.client.may("note")) return;
    this.form.hidden = false;
    this.field.focus();
  }

  #draw(note, clock, now) {
    const article = this.node.firstChild;
    Object.assign(article.dataset, { note: String(note.id), page: note.page, story: note.story ?? "" });
    article.setAttribute("aria-label", `Note on page ${note.page} by ${note.by}`);
    this.node.className = note.done ? "done" : "open";
    this.place.setAttribute("href", noteLeadsTo(note));
    put(this.place, "Page ", el("strong", {}, note.page), [note.story, placeSaid(note)].filter(Boolean).map((each) => el("span", {}, each)));
    put(this.text, withNames(note.text, note.to));
    put(this.quote, quoted(note), el("span", { class: "found" }, foundSaid(note)));
    put(
      this.by,
      `${note.by} ${timeAt(note.at, clock, now)}`,
      note.done ? el("strong", {}, ` \u00b7 done by ${note.done.by} ${timeAt(note.done.at, clock, now)}`) : null,
    );
    put(
      this.replies,
      note.replies.map((reply) =>
        el("li", {}, el("strong", {}, reply.by), ` ${timeAt(reply.at, clock, now)} `, el("span", {}, reply.text)),
      ),
    );
    this.settle.firstChild.data = note.done ? "Not done" : "Done";
    for (const each of [this.settle, this.answer]) each.hidden = !this.client.may("note");
  }

  #form() {
    this.once = ownName();
    const on = { keydown: (event) => this.#key(event), input: () => { this.once = ownName(); this.#nameLeaving(); } };
    this.field = el("textarea", { rows: 2, maxlength: 4000, "aria-label": "Reply", on });
    this.leave = button("Cancel", () => this.#shut());
    const send = el(
      "button",
      { class: "main", type: "submit" },
      "Send the reply",
      hidden(" to this note"),
      el("kbd", { "aria-hidden": "true" }, "Ctrl Enter"),
    );
    return el(
      "form",
      { class: "reply", hidden: true, on: { submit: (event) => this.#send(event) } },
      this.field,
      el(
        "div",
        { class: "buttons" },
        send,
        this.leave,
      ),
    );
  }

  #key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    else if (event.key === "Escape") this.#shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #send(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text || this.sending) return;
    this.sending = true;
    if (await this.does.reply(this.note, { text, once: this.once })) {
      this.field.value = "";
      this.once = ownName();
      this.#nameLeaving();
      this.#shut();
    }
    this.sending = false;
  }

  /** What is half written stays in the field. */
  #nameLeaving() {
    say(this.leave, this.field.value.trim() ? "Keep as draft" : "Cancel");
  }

  #shut() {
    this.form.hidden = true;
    this.node.firstChild.focus({ preventScroll: true });
  }
}

/** The noted word among its neighbours. */
function quoted({ quote, around }) {
  if (!quote) return null;
  const [before, after] = around ?? ["", ""];
  return [
    before.length > AROUND ? "\u2026" : "",
    before.slice(-AROUND),
    el("strong", {}, quote),
    after.slice(0, AROUND),
    after.length > AROUND ? "\u2026" : "",
  ];
}

/** What of the page or the story it is on, beside its body: `headline`, `picture tram.jpg`, `ad A1207`, `block C`; "" for a word of the
 * body. */
export function placeSaid({ story, part, art, lies, block, area }) {
  if (part) return part;
  if (art) return `picture ${art}`;
  if (story) return "";
  return lies || (block ? `block ${block}` : area ? "a point" : "");
}

/** What became of the noted word, in words; nothing where it reads as it did. */
export function foundSaid({ found, quote, now, paragraph, part, art }) {
  if (art) return { moved: " moved with the picture", gone: " the picture was taken out; this is where it stood" }[found] ?? "";
  switch (found) {
    case "moved":
      return " moved with its words";
    case "edited":
      return ` the word \u201c${quote}\u201d was changed; \u201c${now}\u201d stands there now`;
    case "gone":
      if (part) return ` the word \u201c${quote}\u201d was taken out of the ${part}`;
      return ` the word \u201c${quote}\u201d was taken out${paragraph >= 0 ? `; it stood in paragraph ${paragraph + 1}` : ""}`;
    default:
      return "";
  }
}
