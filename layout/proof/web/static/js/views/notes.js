// Notes: what is still to be done, what is due first on top. What is chosen stays at its place, whatever becomes of it, until another is:
// whoever said that it is done can take that back with the same key.

import { button, counted, el, put } from "../dom.js";
import { Filters, filterKeys, pageField } from "./filters.js";
import { keyed, say } from "./keyed.js";
import { dueOf, NoteRow, placeSaid } from "./noterow.js";
import { writeNote } from "./noting.js";
import { Rows } from "./rows.js";
import { Turning } from "./settling.js";
import { watchedList } from "./watchedlist.js";

const TICK = 10_000; // milliseconds
const MOST = 150;
const ME = "@me";
const CHOOSE = "Choose a note first: click on it, or . marks the next one.";

/** See main.js. `parameters`: `page`, `who` (a name, or `@me`), `standing` (`open`, `done`), `words`. */
export function mount(root, client, parameters) {
  const notes = new Notes(root, client, parameters);
  return { update: () => notes.update(), unmount: () => notes.unmount(), renew: (asked) => notes.renew(asked), keys: notes.keys() };
}

class Notes {
  constructor(root, client, parameters) {
    Object.assign(this, { root, client, notes: [], most: MOST, known: false });
    this.rowsById = new Map();
    this.held = null; // of the chosen note, how it stood when it was chosen: { id, done }
    this.turning = new Turning(client);
    this.filters = new Filters(fieldsOf(client), textOf, () => this.#filtered());
    this.filters.take({ standing: "open", ...parameters });
    this.#build();
    this.rows = new Rows(this.list, () => this.#more(), (row) => this.#chose(row));
    this.watched = watchedList(client, "notes", ({ notes }) => {
      Object.assign(this, { notes, known: true });
      this.#draw();
    });
    this.ticking = setInterval(() => this.#draw(), TICK);
  }

  update() {
    this.#shut();
    return this.watched.update();
  }

  /** Where nothing can be recorded, nothing is offered that would be. */
  #shut() {
    const shut = Boolean(this.client.state?.making.unrecorded);
    for (const row of this.rowsById.values()) row.shut(shut);
    this.write.disabled = shut;
  }

  unmount() {
    this.watched.end();
    clearInterval(this.ticking);
  }

  renew(parameters) {
    this.filters.take({ standing: "open", ...parameters });
    this.#narrowed();
    return true;
  }

  keys() {
    return [
      ...this.rows.keys().map((binding) => ({ ...binding, run: () => this.#step(binding) })),
      { key: "Enter", does: "Show the place on the page", run: () => this.#with((row) => row.place.click()) },
      { key: "y", does: "Reply", role: "note", run: () => this.#with((row) => row.open()) },
      { key: "d", does: "Done, or not done after all", role: "note", run: () => this.#with((row) => this.turning.turn(row.note)) },
      { key: "n", does: "Write a note", role: "note", run: () => this.#write() },
      {
        key: "G",
        does: "The story\u2019s galley",
        run: () => this.#with(({ note: { story } }) => {
          if (story) this.client.go(`/galley/${encodeURIComponent(story)}`);
          else this.client.announce("This note is on no story.");
        }),
      },
      {
        key: "@",
        does: "Only those to me and by me, or all",
        run: () => this.filters.set("who", this.filters.values.who === ME ? "" : ME),
      },
      ...filterKeys(this.filters),
    ];
  }

  #build() {
    this.sum = el("p", { class: "sum" });
    this.list = el("ol", { class: "notelist", on: { click: () => this.#draw() } }); // once another is chosen, what was held may go
    this.none = el("p", { class: "none", hidden: true });
    this.moreButton = button("Show more", () => this.#more());
    this.write = button("Write a note", () => this.#write(), { key: "n", kind: "main" });
    put(
      this.root,
      el(
        "div",
        { class: "head" },
        el("h1", { class: "for-readers" }, "Notes"),
        el("div", { class: "title" }, this.sum, this.write),
        this.filters.node,
      ),
      el("section", { "aria-label": "Notes" }, this.list, this.none, this.moreButton),
    );
  }

  #filtered() {
    this.most = MOST;
    const address = this.filters.address();
    history.replaceState(null, "", `#/notes${address ? `?${address}` : ""}`);
    this.#narrowed();
  }

  /** What is asked for is what is shown: of the chosen one, as it stands now. */
  #narrowed() {
    this.held = null;
    this.#draw();
    if (this.rows.chosen) this.#chose(this.rows.chosen);
  }

  #draw() {
    if (!this.known || !this.client.state) return;
    const now = this.client.now();
    const { clock } = this.client.state;
    const kept = this.notes.find(({ id }) => id === this.held?.id) ?? null;
    const left = sorted(this.filters.of(this.notes, kept), now, (note) => (note === kept ? this.held.done : Boolean(note.done)));
    keyed(this.list, left.slice(0, this.most), {
      key: (note) => String(note.id),
      make: (note) => this.#made(note).node,
      update: (_, note) => this.rowsById.get(note.id).update(note, now),
    });
    this.moreButton.hidden = left.length <= this.most;
    this.none.hidden = left.length > 0;
    say(this.none, this.notes.length ? "No notes of that kind." : "Nobody has written a note.");
    say(this.sum, sumOf(this.notes, now));
    this.write.hidden = !this.client.may("note");
    this.#shut();
    this.rows.renew();
  }

  #made(note) {
    if (!this.rowsById.has(note.id)) {
      this.rowsById.set(
        note.id,
        new NoteRow(this.client, { settle: (each) => this.turning.turn(each), reply: (each, said) => this.#reply(each, said) }),
      );
    }
    return this.rowsById.get(note.id);
  }

  #chose(row) {
    const note = this.notes.find(({ id }) => id === Number(row.dataset.note));
    this.held = note ? { id: note.id, done: Boolean(note.done) } : null;
  }

  #step({ run }) {
    run();
    this.#draw();
  }

  /** `fn` with the row that is chosen. Where none is, nothing is done, and that is said. */
  #with(fn) {
    const { chosen } = this.rows;
    if (chosen) fn(this.rowsById.get(Number(chosen.dataset.note)));
    else this.client.announce(CHOOSE);
  }

  #more() {
    if (this.moreButton.hidden) return false;
    this.most += MOST;
    this.#draw();
    return true;
  }

  #write() {
    const { page } = this.filters.values;
    writeNote(this.client, page ? { page, proof: this.client.page(page)?.proof } : {});
  }

  async #reply(note, said) {
    try {
      await this.client.post(`/api/notes/${note.id}/reply`, said);
      this.client.announce("Reply kept.");
      return true;
    } catch (error) {
      this.client.complain(error);
      return false;
    }
  }
}

function fieldsOf(client) {
  const standings = { open: "Open", done: "Done" };
  const people = (note) => [
    ...new Set([note.by, ...note.to, ...([note.by, ...note.to].includes(client.state?.me.name) ? [ME] : [])]),
  ];
  return [
    {
      name: "standing",
      label: "Notes",
      all: "Open and done",
      of: (note) => (note.done ? "done" : "open"),
      word: (standing) => standings[standing],
      order: () => ["open", "done"],
    },
    pageField(client),
    {
      name: "who",
      label: "Person",
      all: "Everybody",
      of: people,
      word: (name) => (name === ME ? "To me or by me" : name),
    },
  ];
}

function textOf(note) {
  return [note.text, note.quote, note.by, note.story, placeSaid(note), ...note.replies.map((reply) => reply.text)].join(" ");
}

/** Open ones first, as `isDone` has it; of those what is due, the earliest on top; then the newest. */
function sorted(notes, now, isDone) {
  const due = new Map(notes.map((note) => [note.id, dueOf(note, now)?.minutes ?? Infinity]));
  const rank = (note) => (isDone(note) ? 1 : 0);
  const later = (one, other) => (due.get(one.id) === due.get(other.id) ? 0 : due.get(one.id) - due.get(other.id));
  return [...notes].sort((one, other) => rank(one) - rank(other) || (rank(one) ? 0 : later(one, other)) || other.id - one.id);
}

function sumOf(notes, now) {
  const open = notes.filter((note) => !note.done);
  const over = open.filter((note) => dueOf(note, now)?.late === "over").length;
  const next = open
    .map((note) => dueOf(note, now))
    .filter((due) => due && due.minutes >= 0)
    .sort((one, other) => one.minutes - other.minutes)[0];
  return [
    counted(open.length, "open note"),
    over ? `${over} overdue` : "",
    next ? `next due in ${next.minutes} min` : "",
    `${notes.length - open.length} done`,
  ]
    .filter(Boolean)
    .join(", ");
}
