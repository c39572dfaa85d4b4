// What somebody asks of whoever sits here: how many notes, on the Notes tab, and a word when one more comes.

import { el, hidden, put } from "../dom.js";
import { redraw } from "./keyed.js";
import { placeSaid } from "./noterow.js";
import { noteNamed } from "./settling.js";

const SHORT = 80; // letters of a note that are told
const PAUSE = 3000; // milliseconds between two looks at the notes

/**
 * @param {Client} client
 * @param {HTMLElement} tab the link to the notes
 */
export function countAsked(client, tab) {
  const badge = el("span", { class: "asked-count", hidden: true });
  const seen = { revision: "", ids: null, at: -PAUSE, waiting: 0 };
  tab.append(badge);
  client.subscribe((state) => {
    if (!state || revisionOf(state) === seen.revision || seen.waiting) return;
    seen.waiting = setTimeout(() => {
      seen.waiting = 0;
      ask(client, badge, seen);
    }, Math.max(0, seen.at + PAUSE - performance.now()));
  });
}

/** Where many write, the notes are not asked for at each word of theirs. */
async function ask(client, badge, seen) {
  const revision = revisionOf(client.state);
  Object.assign(seen, { revision, at: performance.now() });
  const answer = await client.list("notes").catch(() => null);
  if (!answer) seen.revision = ""; // asked again with the next state
  else if (revision === seen.revision) take(client, badge, seen, answer.notes);
}

function revisionOf({ run, me, revisions }) {
  return `${run} ${me.name} ${revisions.notes}`;
}

/** Open notes to that person in which they have not answered since. */
export function askedOf(notes, name) {
  const own = name.toLowerCase();
  return notes.filter((note) => !note.done && (note.asked ?? []).some((each) => each.toLowerCase() === own));
}

function take(client, badge, seen, notes) {
  const asked = askedOf(notes, client.state.me.name);
  redraw(badge, asked.length, () => put(badge, String(asked.length), hidden(" to you")));
  badge.hidden = !asked.length;
  const fresh = seen.ids ? asked.filter(({ id }) => !seen.ids.has(id) && by(asked, id) !== client.state.me.name) : [];
  seen.ids = new Set(asked.map(({ id }) => id));
  if (fresh.length) client.announce(fresh.length === 1 ? freshSaid(fresh[0]) : `${fresh.length} new notes to you.`);
}

/** Whoever spoke last in it. */
function by(notes, id) {
  const note = notes.find((each) => each.id === id);
  return (note.replies.at(-1) ?? note).by;
}

function freshSaid(note) {
  const last = note.replies.at(-1) ?? note;
  const place = [`page ${note.page}`, note.story, placeSaid(note)].filter(Boolean).join(", ");
  return `${last.by} to you, ${place}: ${noteNamed(last, SHORT)}`;
}
