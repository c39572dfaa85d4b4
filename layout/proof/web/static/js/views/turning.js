// Saves that took a sign-off away and gave it back within a minute, as one line. The history itself keeps them all.

const MINUTE = 60_000;
const TURNS = { lapsed: "sign-off", restored: "sign-off", differs: "release", agrees: "release" };

/** Events as they are listed, the newest first: of a run of turns of one page within a minute the last, with how many there were
 * in `times`. @returns {Object[]} */
export function folded(events) {
  const listed = [];
  for (const event of events) {
    const later = listed.at(-1);
    if (later && runsOn(event, later)) listed[listed.length - 1] = { ...later, times: later.times + 1, from: event.at };
    else listed.push({ ...event, times: 1, from: event.at });
  }
  return listed;
}

function runsOn(event, later) {
  const kind = TURNS[event.what];
  return Boolean(kind) && kind === TURNS[later.what] && event.page === later.page && Date.parse(later.from) - Date.parse(event.at) <= MINUTE;
}

/** What is said of such a run besides; "" of one event. */
export function timesSaid({ times }) {
  return times > 1 ? ` It turned ${times} times within moments, as the page was saved.` : "";
}
