// What one save did to a page, as one line; and saves that took a sign-off away and gave it back within a second. What stood long
// enough to be seen has its own line. The history itself keeps them all.

const MOMENT = 1_000;
const TURNS = { lapsed: "sign-off", restored: "sign-off", differs: "release", agrees: "release" };

/** Events as they are listed, the newest first: of a run of turns of one page, each within a second of the last, the last, with how many there were
 * in `times`. `kinds`: all that a line tells of. @returns {Object[]} */
export function folded(events) {
  const listed = [];
  for (const event of joined(events)) {
    const later = listed.at(-1);
    if (later && runsOn(event, later)) listed[listed.length - 1] = { ...later, kinds: kindsOf(event, later), times: later.times + 1, from: event.at };
    else listed.push({ ...event, times: 1, from: event.at });
  }
  return listed;
}

function kindsOf(one, other) {
  return [...new Set([...(one.kinds ?? [one.what]), ...other.kinds])];
}

function runsOn(event, later) {
  const kind = TURNS[event.what];
  return Boolean(kind) && kind === TURNS[later.what] && event.page === later.page && Date.parse(later.from) - Date.parse(event.at) <= MOMENT;
}

/** A save that makes a signed page lapse makes it differ from its release too: one line, which says both. */
function joined(events) {
  const listed = [];
  for (const event of events) {
    const later = listed.at(-1);
    if (later && isOfOneSave(event, later)) listed[listed.length - 1] = { ...later, kinds: kindsOf(event, later), said: `${event.said} ${later.said}`, changed: later.changed || event.changed };
    else listed.push({ ...event, kinds: [event.what] });
  }
  return listed;
}

function isOfOneSave(event, later) {
  const [one, other] = [TURNS[event.what], TURNS[later.what]];
  return one === "sign-off" && other === "release" && event.page === later.page && event.id + 1 === later.id && Math.abs(Date.parse(later.at) - Date.parse(event.at)) <= MOMENT;
}

/** What is said of such a run besides; "" of one event. */
export function timesSaid({ times }) {
  return times > 1 ? ` That changed ${times} times in a moment, while the page was being saved.` : "";
}
