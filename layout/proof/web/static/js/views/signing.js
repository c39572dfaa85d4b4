// Approve, withdraw, release: what is said before somebody's name stands under a page. A sign-off is bound to the page's ink.

import { counted, el } from "../dom.js";
import { ask } from "./asking.js";
import { overtakenSaid } from "./overtaken.js";
import { digestSaid, seenOf } from "./states.js";
import { timeAt } from "./when.js";

/**
 * Asks, and signs a page as it is shown; or asks whether to withdraw where it is signed. Resolves true where something was done.
 * @param {Client} client
 * @param {Object} page of the state, as it is on screen
 * @param {{frozen: boolean, late: boolean}} seen what of it is on screen, as in states.js
 */
export async function approve(client, page, seen = seenOf(page)) {
  if (!allowed(client, "approve", "approve pages")) return false;
  if (page.signed) return withdraw(client, page);
  if (seen.frozen) return ledToNow(client, page, "Approve");
  if (!complete(client, whyNotNow(client, page, seen), "Approve")) return false;
  const against = objections(page, client);
  if (!(await agreed(`Approve page ${page.number}?`, against, [signs(page)], against.length ? "Approve all the same" : "Approve"))) return false;
  return said(client, page, "approve", `Page ${page.number} approved. Signed: ink ${digestSaid(page.ink)}.`);
}

/** Takes a sign-off back. Resolves true where it was done. */
async function withdraw(client, page) {
  if (!page.signed || !allowed(client, "approve", "withdraw a sign-off") || !recording(client)) return false;
  const told = `Signed by ${page.signed.by} ${timeAt(page.signed.at, client.state.clock, client.now())}, ink ${digestSaid(page.ink)}.`;
  const answer = await ask(
    `Withdraw the sign-off of page ${page.number}?`,
    [el("p", {}, told)],
    [
      { value: "yes", name: "Withdraw", main: true },
      { value: "", name: "Keep it", first: true },
    ],
  );
  return answer === "yes" && said(client, page, "withdraw", `Sign-off of page ${page.number} withdrawn.`);
}

/** Lets a page go to the press, as it is shown; asks first, and signs it where nobody has. Resolves true where it was done. */
export async function release(client, page, seen = seenOf(page)) {
  if (!allowed(client, "release", "release pages")) return false;
  if (seen.frozen) return ledToNow(client, page, "Release");
  if (!complete(client, whyNotReleased(client, page, seen), "Release")) return false;
  if (page.released && !page.released.differs) {
    client.announce(page.released.elsewhere ? elsewhereSaid(page) : `Page ${page.number} is released as it is.`);
    return false;
  }
  const bars = barriers(page);
  if (bars.length) {
    const parts = [listed(bars), el("p", {}, "The press takes no page with these.")];
    await ask(`Page ${page.number} can\u2019t be released yet`, parts, [{ value: "", name: "Close", main: true, first: true }]);
    return false;
  }
  const against = [...(page.signed ? [] : ["Nobody has signed it as it is now."]), ...objections(page, client)];
  const again = page.released ? " again" : "";
  const told = [
    `The press gets this version: ink ${digestSaid(page.ink)}, file ${digestSaid(page.made)}. Its bytes are kept as they are.`,
    again ? "It takes the place of what was released before." : "What is edited afterwards does not change it.",
    ...(client.state.making.refused ? ["The text is wrong: the page is built alone, and released only where it comes out as it was signed."] : []),
  ];
  const name = page.signed ? `Release${again}` : `Approve, and release${again}`;
  if (!(await agreed(`Release page ${page.number}${again}?`, against, told, name))) return false;
  if (!page.signed && !(await said(client, page, "approve", ""))) return false;
  client.announce(`Page ${page.number} is being built for the press\u2026`);
  return said(client, page, "release", `Page ${page.number} released${again}.`);
}

/** Takes a release back: the page is held again. Resolves true where it was done. */
export async function unrelease(client, page) {
  if (!allowed(client, "release", "take a release back") || !recording(client)) return false;
  const released = page.released ?? page.gone;
  if (!released || released.elsewhere) {
    client.announce(released ? elsewhereSaid(page) : `Page ${page.number} is not released.`);
    return false;
  }
  const { by, at, proof } = released;
  const told = [
    `Released by ${by} ${timeAt(at, client.state.clock, client.now())}, file ${digestSaid(proof)}.`,
    page.sent
      ? "It was sent to the press already: tell the press, the desk can\u2019t call it back."
      : "The page is held again, and the press does not get it until somebody releases it again.",
  ];
  const parts = told.map((each) => el("p", {}, each));
  const answer = await ask(`Take the release of page ${page.number} back?`, parts, [
    { value: "yes", name: "Take the release back", main: true },
    { value: "", name: "Leave it released", first: true },
  ]);
  return answer === "yes" && said(client, page, "unrelease", `Page ${page.number}: the release is taken back.`, proof);
}

/**
 * Says that a proof of the page was pulled on paper, of the version that is on the screen, whatever is made meanwhile: the next one is
 * compared with it. Asks first, for it is recorded for good.
 */
export async function markPrinted(client, page, seen = seenOf(page)) {
  if (!allowed(client, "note", "say that a proof was pulled") || !recording(client)) return false;
  const { key } = seen;
  if (!/^[0-9a-f]{64}$/.test(key)) {
    client.announce(`Page ${page.number} is not shown yet.`);
    return false;
  }
  const version = key === page.made && page.ink ? `ink ${digestSaid(page.ink)}` : `file ${digestSaid(key)}`;
  const told = [
    `Recorded for good: the next proof is compared with the version that is shown here, ${version}.`,
    key === page.made ? "" : "What is made of the page now is another version.",
  ].filter(Boolean);
  if (!(await agreed(`Say that a proof of page ${page.number} was pulled?`, [], told, "It was pulled"))) return false;
  return said(client, page, "printed", `Page ${page.number}: proof pulled, ${version}.`, key);
}

function elsewhereSaid({ number }) {
  return `Page ${number} was released at another desk: release it, or take that back, there.`;
}

/** Nobody says yes to what is not shown: from the released version one is led to what would be made now. Resolves false: nothing was said. */
async function ledToNow(client, { number, made }, does) {
  if (!recording(client)) return false;
  client.go(`/page/${encodeURIComponent(number)}?proof=${made}`);
  client.announce(`Page ${number} was shown as it was released. This is what it would be now: ${does.toLowerCase()} it here.`);
  return false;
}

/** What speaks against saying yes to a page, in words. */
export function objections(page, client) {
  return [
    overtakenSaid(page, client),
    page.over ? `${counted(page.over, "line")} over.` : "",
    ...barriers(page),
    page.notes ? `${counted(page.notes, "open note")}.` : "",
  ].filter(Boolean);
}

/** With what a page may be signed, but is not released. */
function barriers(page) {
  return [
    page.errors ? `${counted(page.errors, "error")} on the page.` : "",
    page.preflighted === "waiting" ? "Preflight has not finished." : "",
    page.preflighted === "failed" ? "Preflight has failed." : "",
  ].filter(Boolean);
}

function listed(against) {
  return el(
    "ul",
    { class: "against" },
    against.map((each) => el("li", {}, each)),
  );
}

function signs(page) {
  return `You sign what the page prints now: ink ${digestSaid(page.ink)}. The sign-off lapses when that changes.`;
}

async function agreed(title, against, told, name) {
  const doubt = against.length > 0;
  const parts = [doubt ? listed(against) : null, ...told.map((each) => el("p", {}, each))];
  const answer = await ask(title, parts, [
    { value: "yes", name, main: true, first: !doubt },
    { value: "", name: "Cancel", first: doubt },
  ]);
  return answer === "yes";
}

function allowed(client, role, does) {
  if (client.may(role)) return true;
  const complaint = new Error(`Your role does not let you ${does}.`);
  client.complain(Object.assign(complaint, { remedy: "Ask somebody who may, or have your role changed." }));
  return false;
}

/** Whether anything can be recorded now; says why where not. */
function recording(client) {
  const why = whyNotRecorded(client);
  if (why) client.announce(why);
  return !why;
}

/** Why nothing can be recorded now, in words; "" where it can. */
export function whyNotRecorded({ connected, state }) {
  return connected ? state.making.unrecorded || "" : "Not connected. Nothing can be recorded until the desk is back.";
}

/** Why nobody can say yes to a page at this moment, in words; "" where they can. */
export function whyNotNow(client, page, seen = seenOf(page)) {
  const { making } = client.state;
  const unrecorded = whyNotRecorded(client);
  if (unrecorded) return unrecorded;
  if (making.refused) return "Mend the text first: these are the pages of the save before.";
  if (making.failed) return "The pages could not be made.";
  if (!page.made || page.stale || page.state === "building") return `Page ${page.number} is being made.`;
  return seen.late ? `The picture of page ${page.number} is older than the page.` : "";
}

/** Why a page can't be released at this moment. While the text is wrong, one that is signed as it stands still can: it is built alone. */
export function whyNotReleased(client, page, seen = seenOf(page)) {
  const why = whyNotNow(client, page, seen);
  const { making } = client.state;
  if (!why || whyNotRecorded(client) || !making.refused || making.failed) return why;
  if (!seen.late && page.signed && page.made && page.state !== "building" && page.preflighted === "passed") return "";
  return "Mend the text first: while it is wrong, only a page is released that is signed as it stands and has passed preflight.";
}

function complete(client, why, does) {
  if (why) client.announce(why === whyNotRecorded(client) ? why : `${why} ${does} it when it is up to date.`);
  return !why;
}

async function said(client, page, what, told, proof = page.made) {
  try {
    await client.post(`/api/pages/${encodeURIComponent(page.number)}/${what}`, { proof });
    if (told) client.announce(told);
    return true;
  } catch (error) {
    client.complain(error);
    return false;
  }
}
