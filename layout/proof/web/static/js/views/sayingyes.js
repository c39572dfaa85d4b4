// The buttons that say yes to a page, or take that back: which are offered, which may be pressed, which one is the next step.

import { button } from "../dom.js";
import { objections, whyNotNow, whyNotReleased } from "./signing.js";

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
  return [connected, making.refused, making.failed, me];
}

/** Fits those of the buttons that are there to the page, the role, and what the desk is about. */
export function fitYes({ approve, release, unrelease, printed }, page, client) {
  const why = whyNotNow(client, page);
  const faultless = !objections(page).length;
  approve.hidden = !client.may("approve");
  approve.firstChild.data = page.signed ? "Withdraw" : "Approve";
  approve.classList.toggle("main", !why && faultless && page.state === "ready" && !page.signed);
  bar(approve, client, page.signed ? "" : why);
  if (release) {
    release.hidden = !client.may("release");
    release.firstChild.data = page.released ? "Release again" : "Release";
    const held = whyNotReleased(client, page);
    release.classList.toggle("main", !held && faultless && page.state === "signed");
    bar(release, client, held);
    release.disabled ||= Boolean(page.released && !page.released.differs);
  }
  if (unrelease) {
    unrelease.hidden = !client.may("release") || !page.released;
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
  node.disabled = !client.connected;
  node.title = client.connected ? why : "Not connected";
  if (why) node.setAttribute("aria-disabled", "true");
  else node.removeAttribute("aria-disabled");
}
