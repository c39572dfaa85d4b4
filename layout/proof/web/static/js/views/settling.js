// A note is done, or not done after all: said one after the other, so that the same key twice ends where it began.

import { whyNotRecorded } from "./signing.js";

const SHORT = 60; // letters of a note that are quoted

/** A note by its first words, in quotation marks. */
export function noteNamed({ text }, most = SHORT) {
  const line = text.replace(/\s+/g, " ").trim();
  return `\u201c${line.length > most ? `${line.slice(0, most - 1).trimEnd()}\u2026` : line}\u201d`;
}

export class Turning {
  /** @param {Client} client */
  constructor(client) {
    this.client = client;
    this.asked = new Map(); // by note: what was said of it last, of which it is not told yet
    this.saying = Promise.resolve();
  }

  /** Says of a note, as it is told, the other than what was said of it last. */
  turn(note) {
    const why = whyNotRecorded(this.client);
    if (why) return this.client.announce(why);
    const last = this.asked.get(note.id);
    const isDone = last && (last.underway || last.of === note) ? last.done : Boolean(note.done);
    const turn = { done: !isDone, of: note, underway: true };
    this.asked.set(note.id, turn);
    this.saying = this.saying.then(() => this.#say(note, turn));
    return this.saying;
  }

  async #say(note, turn) {
    try {
      await this.client.post(`/api/notes/${note.id}/${turn.done ? "done" : "undone"}`);
      this.client.announce(`${turn.done ? "Done" : "Open again"}: ${noteNamed(note)}, page ${note.page}.`);
    } catch (error) {
      if (this.asked.get(note.id) === turn) this.asked.delete(note.id);
      this.client.complain(error);
    }
    turn.underway = false;
  }
}
