// The buttons that say yes to a page, or take that back: which are offered, which may be pressed, which one is the next step.

import { button } from "../dom.js";
import { objections, whyNotNow, whyNotRecorded, whyNotReleased } from "./signing.js";
import { seenOf } from "./states.js";

/** @param {Object<string, function(): void>} does `approve`, `release`, `unrelease`, `printed` */
export function yesButtons(does) {
  return {
    approve: button("Approve", does.approve, { key: "a" }),
    release: button("Release", does.release, { key: "r" }),
    unrelease: button("Take the release back", does.unrelease, { key: "R" }),
    printed: button("Proof pulled", does.printed, { key: "p" }),
  };
}

/** What `fitYes` goes by beside the page: where it changes, the buttons are fitted anew. */
export function yesFacts({ connected, state: { making, me } }) {
  return [connected, making.refused, making.failed, making.unrecorded, me];
}

/** Fits those of the buttons that are there to the page, the role, what of it is seen, and what the desk is about. */
export function fitYes({ approve, release, unrelease, printed }, page, client, seen = seenOf(page)) {
  const why = seen.frozen ? whyNotRecorded(client) : whyNotNow(client, page, seen); // from a released version one is led to the present one
  const state = page.released?.differs ? page.made_state : page.state; // yes is said to what would be made now
  const faultless = !objections(page, client).length;
  approve.hidden = !client.may("approve");
  approve.firstChild.data = page.signed ? "Withdraw" : "Approve";
  approve.classList.toggle("main", !why && !seen.frozen && faultless && state === "ready" && !page.signed);
  bar(approve, client, page.signed ? "" : why);
  if (release) {
    release.hidden = !client.may("release");
    release.firstChild.data = page.released ? "Release again" : "Release";
    const held = seen.frozen ? why : whyNotReleased(client, page, seen);
    release.classList.toggle("main", !held && !seen.frozen && faultless && state === "signed");
    bar(release, client, held);
    release.disabled ||= Boolean(page.releasing || (page.released && !page.released.differs));
  }
  if (unrelease) {
    unrelease.hidden = !client.may("release") || !(page.released ?? page.gone) || Boolean(page.released?.elsewhere);
    bar(unrelease, client, "");
  }
  if (printed) {
    printed.hidden = !client.may("note");
    bar(printed, client, "");
    printed.disabled ||= !page.proof;
  }
}

/** Without a desk nothing can be said; what only waits for something looks so, and says what for when it is pressed. */
function bar(node, client, why) {
  const shut = whyNotRecorded(client);
  node.disabled = Boolean(shut);
  node.title = shut || why;
  if (why) node.setAttribute("aria-disabled", "true");
  else node.removeAttribute("aria-disabled");
}
