// What may be done with the page that is selected, and what stands against it.

import { button, counted, el, put } from "../dom.js";
import { redraw } from "./keyed.js";
import { STATE_WORDS } from "./states.js";
import { urgencyOf } from "./sum.js";
import { timeAt, untilSaid } from "./when.js";

/**
 * The bar under the flatplan.
 * @param {Client} client
 * @param {Object<string, function(): void>} does `open`, `note`, `approve`, `release`, `compare`, `plates`, `printed`
 */
export function deskbar(client, does) {
  const title = el("h2", {});
  const detail = el("p", { class: "detail" });
  const notices = el("div", { class: "notices" });
  const buttons = {
    open: button("Open", does.open, { key: "o" }),
    note: button("Note", does.note, { key: "n" }),
    approve: button("Approve", does.approve, { key: "a", kind: "main" }),
    release: button("Release", does.release, { key: "r" }),
    compare: button("Compare", does.compare, { key: "c" }),
    plates: button("Plates", does.plates, { key: "x" }),
    printed: button("Proof pulled", does.printed, { key: "p" }),
  };
  const node = el(
    "section",
    { class: "deskbar", "aria-label": "Selected page" },
    el("div", { class: "told" }, title, detail),
    el("div", { class: "does" }, Object.values(buttons)),
    notices,
  );
  const update = (page) => {
    node.hidden = !page;
    if (!page) return;
    const { clock, me } = client.state;
    const now = client.now();
    const facts = [page, me, urgencyOf(page, clock, now), clock.slice(0, 10)];
    redraw(node, facts, () => {
      put(title, `Page ${page.number}`, page.section ? el("span", {}, ` ${page.section}`) : null);
      put(detail, detailOf(page, clock, now).join(" \u00b7 "));
      put(notices, noticesOf(page, client, does));
      fit(buttons, page, client);
    });
  };
  return { node, update };
}

function fit(buttons, page, client) {
  buttons.note.hidden = buttons.printed.hidden = !client.may("note");
  buttons.approve.hidden = !client.may("approve");
  buttons.release.hidden = !client.may("release");
  buttons.approve.firstChild.data = page.signed ? "Withdraw" : "Approve";
  buttons.approve.classList.toggle("main", !page.signed);
  buttons.release.firstChild.data = page.released ? "Release again" : "Release";
  buttons.release.disabled = Boolean(page.released && !page.released.differs);
  for (const name of ["compare", "plates", "printed"]) buttons[name].disabled = !page.proof;
}

function detailOf(page, clock, now) {
  const urgency = urgencyOf(page, clock, now);
  return [
    page.stale ? "being made again" : STATE_WORDS[page.state].toLowerCase(),
    page.over ? `${counted(page.over, "line")} over` : "",
    page.short ? `${counted(page.short, "line")} short` : "",
    page.errors ? counted(page.errors, "error") : "",
    page.warnings ? counted(page.warnings, "warning") : "",
    page.notes ? counted(page.notes, "open note") : "",
    { waiting: "preflight goes on", failed: "preflight failed", passed: "preflight passed" }[page.preflighted] ?? "",
    urgency ? `deadline ${urgency.time}, ${untilSaid(urgency.minutes)}` : page.deadline,
    page.signed ? `signed by ${page.signed.by} ${timeAt(page.signed.at, clock, now)}` : "",
    page.released && !page.released.differs ? `released by ${page.released.by} ${timeAt(page.released.at, clock, now)}` : "",
    page.sent ? `sent ${timeAt(page.sent.at, clock, now)} to ${page.sent.where}` : "",
  ].filter(Boolean);
}

/** A sign-off that lapsed; a released page that would come out otherwise now, with the reasons. */
function noticesOf(page, client, does) {
  return [
    page.lapsed && !page.signed ? lapsedSaid(page, client) : null,
    page.released?.differs ? differsSaid(page, client, does) : null,
  ];
}

function lapsedSaid({ number, lapsed }, client) {
  return el(
    "p",
    { class: "notice" },
    `Signed by ${lapsed.by} ${timeAt(lapsed.at, client.state.clock, client.now())}, lapsed: the page has changed. `,
    el("a", { href: `#/compare/${encodeURIComponent(number)}?before=signed` }, "Compare with what was signed"),
  );
}

function differsSaid({ number, released, made }, client, does) {
  const id = encodeURIComponent(number);
  const by = `Released by ${released.by} ${timeAt(released.at, client.state.clock, client.now())}.`;
  const why = released.why.length ? released.why : ["What it is, is being looked for\u2026"];
  const reasons = why.map((reason) => el("li", {}, reason));
  const ways = [
    el("a", { href: `#/page/${id}?proof=${made}` }, "Show what it would be now"),
    el("a", { href: `#/compare/${id}?before=released` }, "Compare with it"),
    client.may("release") ? button("Release again", does.release) : null,
  ];
  const told = el("p", {}, `${by} That version is shown and sent; made now, it would differ:`);
  return el("div", { class: "notice released" }, told, el("ul", {}, reasons), el("p", { class: "ways" }, ways));
}
