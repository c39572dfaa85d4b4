// What may be done with the page that is selected, and what stands against it. The bar is as high for every page of an issue: were it not,
// the pages above it would move and change their size with every choice.

import { button, counted, el, put } from "../dom.js";
import { redraw } from "./keyed.js";
import { hasNotices, noticesFacts, noticesOf } from "./notices.js";
import { fitYes, yesButtons, yesFacts } from "./sayingyes.js";
import { outOfDateSaid, seenOf, showsReleased, STATE_WORDS } from "./states.js";
import { whyNotRecorded } from "./signing.js";
import { urgencyOf } from "./sum.js";
import { timeAt, untilSaid } from "./when.js";

/**
 * The bar under the flatplan.
 * @param {Client} client
 * @param {Object<string, function(): void>} does `open`, `note`, `compare`, `plates`, and what sayingyes.js wants
 */
export function deskbar(client, does) {
  const title = el("h2", {});
  const detail = el("p", { class: "detail" });
  const notices = el("div", { class: "notices" });
  const buttons = buttonsOf(does);
  const widest = buttonsOf({});
  const node = el(
    "section",
    { class: "deskbar", "aria-label": "Selected page" },
    el("div", { class: "told" }, title, detail),
    el("div", { class: "doing" }, el("div", { class: "does" }, Object.values(buttons)), el("div", { class: "room", "aria-hidden": "true" }, Object.values(widest))),
    notices,
  );
  const update = (page, seen = page && seenOf(page)) => {
    node.hidden = !page;
    if (!page) return;
    const { clock } = client.state;
    const now = client.now();
    notices.hidden = !client.state.pages.some(hasNotices);
    redraw(widest.open, client.state.me, () => fitWidest(widest, client));
    const facts = [page, seen, yesFacts(client), urgencyOf(page, clock, now), noticesFacts(client)];
    redraw(node, facts, () => {
      put(title, `Page ${page.number}`, page.section ? el("span", {}, ` ${page.section}`) : null);
      put(detail, detailOf(page, client, now).join(" \u00b7 "));
      detail.title = detail.textContent; // where there is too much for its two lines
      put(notices, noticesOf(page, client, does));
      fit(buttons, page, client, seen);
    });
  };
  return { node, update };
}

function buttonsOf(does) {
  return {
    open: button("Open", does.open, { key: "o" }),
    note: button("Note", does.note, { key: "n" }),
    ...yesButtons(does),
    compare: button("Compare", does.compare, { key: "c" }),
    plates: button("Plates", does.plates, { key: "x" }),
  };
}

/** All that this person's buttons may ever be, in their longest words: nobody sees them, and the bar keeps room for them. */
function fitWidest(buttons, client) {
  const roles = { note: "note", approve: "approve", release: "release", unrelease: "release", printed: "note" };
  for (const [name, role] of Object.entries(roles)) buttons[name].hidden = !client.may(role);
  buttons.approve.firstChild.data = "Withdraw";
  buttons.release.firstChild.data = "Release again";
}

function fit(buttons, page, client, seen) {
  buttons.note.hidden = !client.may("note");
  buttons.note.disabled = Boolean(whyNotRecorded(client));
  fitYes(buttons, page, client, seen);
  for (const name of ["compare", "plates"]) buttons[name].disabled = !page.proof;
}

function detailOf(page, client, now) {
  const { clock } = client.state;
  const urgency = urgencyOf(page, clock, now);
  const frozen = showsReleased(page); // its notice tells the figures of what would be made now
  return [
    (frozen ? "" : outOfDateSaid(client, page)) || STATE_WORDS[page.state].toLowerCase(),
    frozen || !page.over ? "" : `${counted(page.over, "line")} over`,
    frozen || !page.short ? "" : `${counted(page.short, "line")} short`,
    frozen || !page.errors ? "" : counted(page.errors, "error"),
    frozen || !page.warnings ? "" : counted(page.warnings, "warning"),
    page.notes ? counted(page.notes, "open note") : "",
    frozen ? "" : ({ waiting: "preflight goes on", failed: "preflight failed", passed: "preflight passed" }[page.preflighted] ?? ""),
    urgency ? `deadline ${urgency.time}, ${untilSaid(urgency.minutes)}` : page.deadline,
    page.signed && !frozen ? `signed by ${page.signed.by} ${timeAt(page.signed.at, clock, now)}` : "",
    page.released && !page.released.differs ? `released by ${page.released.by} ${timeAt(page.released.at, clock, now)}` : "",
    page.sent ? `sent ${timeAt(page.sent.at, clock, now)} to ${page.sent.where}${page.sent.differs ? ", differs now" : ""}` : "",
  ].filter(Boolean);
}
