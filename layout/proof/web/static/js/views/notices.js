// What a page's yes is worth now: a sign-off that lapsed or was withdrawn; a released page that would come out otherwise, with the reasons.

import { button, el } from "../dom.js";
import { figuresSaid } from "./figures.js";
import { overtakenSaid } from "./overtaken.js";
import { showsReleased } from "./states.js";
import { timeAt } from "./when.js";

/**
 * The notices of a page, beside its buttons; none of a page that stands as somebody said yes to it.
 * @param {Object} page of the state
 * @param {Client} client
 * @param {{release: function(): void, unrelease: function(): void}} does
 * @param {boolean} frozen whether its released version is on the screen, where another would be made now
 * @returns {HTMLElement[]}
 */
export function noticesOf(page, client, does, frozen = showsReleased(page)) {
  return kindsOf(page).map((kind) => {
    switch (kind) {
      case "lapsed":
        return lapsedSaid(page, client);
      case "differs":
        return frozen ? frozenSaid(page, client, does) : presentSaid(page, client);
      case "elsewhere":
        return el("p", { class: "notice" }, page.released.why.join(" "));
      case "gone":
        return goneSaid(page, client, does);
      case "withdrawn":
        return withdrawnSaid(page);
      case "overtaken":
        return el("p", { class: "notice" }, overtakenSaid(page, client));
      default:
        return sentSaid(page, client);
    }
  });
}

/** Whether it has any. */
export function hasNotices(page) {
  return kindsOf(page).length > 0;
}

function kindsOf(page) {
  const { signed, lapsed, overtaken, released, sent, gone } = page;
  return [
    overtaken && !released?.differs && !released?.elsewhere ? "overtaken" : "",
    lapsed && !signed && !released ? "lapsed" : "",
    released?.differs ? "differs" : "",
    released?.elsewhere || released?.file_differs ? "elsewhere" : "",
    gone ? "gone" : "",
    isWithdrawn(page) ? "withdrawn" : "",
    sent?.differs ? "sent" : "",
  ].filter(Boolean);
}

/** Whether it is released as it is, and nobody's sign-off stands under it any longer. While it is being made that is not known. */
export function isWithdrawn({ released, signed, lapsed, stale }) {
  return Boolean(released) && !released.differs && !released.elsewhere && !signed && !lapsed && !stale;
}

/** What they go by beside the page. */
export function noticesFacts({ state: { me, clock } }) {
  return [me, clock.slice(0, 10)];
}

/** The way from a released version to what would be made now. */
export function showNow({ number, made }) {
  return el("a", { href: `#/page/${encodeURIComponent(number)}?proof=${made}` }, "Show what it would be now");
}

function lapsedSaid({ number, lapsed }, client) {
  return el("p", { class: "notice" },
    `Signed by ${lapsed.by} ${timeAt(lapsed.at, client.state.clock, client.now())}, lapsed: the page has changed. `,
    el("a", { href: `#/compare/${encodeURIComponent(number)}?before=signed` }, "Compare with what was signed"));
}

function withdrawnSaid({ sent }) {
  return el("p", { class: "notice" }, `Released${sent && !sent.differs ? " and sent" : ""}, but nobody\u2019s sign-off stands under it: it was withdrawn.`);
}

function goneSaid({ gone }, client, does) {
  return el("div", { class: "notice released" },
    el("p", {}, `Released${gone.by ? ` by ${gone.by}` : ""} ${timeAt(gone.at, client.state.clock, client.now())}, but released.json has no word of it any longer: it is not frozen.`),
    client.may("release") ? el("p", { class: "ways" }, button("Release again", does.release), button("Take the release back", does.unrelease)) : null);
}

function sentSaid({ sent }, client) {
  return el("p", { class: "notice" }, `Sent ${timeAt(sent.at, client.state.clock, client.now())} to ${sent.where}, differs now: the press has another version.`);
}

function frozenSaid(page, client, does) {
  return el("div", { class: "notice released" },
    el("p", {}, `${releasedSaid(page, client)} That version is shown, and goes to the press; made now, it would differ:`),
    whySaid(page),
    el("p", {}, `Made now: ${figuresSaid(page).map(({ told }) => told).join(", ").toLowerCase()}.`),
    el("p", { class: "ways" },
      showNow(page), compareWith(page),
      client.may("release") ? button("Release again", does.release) : null),
    unsignedSaid(page, client, "what would be released now"));
}

/** Of what would be made now, where that is on the screen. */
function presentSaid(page, client) {
  return el("div", { class: "notice released" },
    el("p", {}, `${releasedSaid(page, client)} What is shown here differs from it:`),
    whySaid(page),
    el("p", { class: "ways" }, compareWith(page)),
    unsignedSaid(page, client, "what is shown here"));
}

/** Where nobody's last word is of it. */
function unsignedSaid(page, client, named) {
  const told = page.signed ? overtakenSaid(page, client, named) : `${named[0].toUpperCase()}${named.slice(1)} is not signed.`;
  return told ? el("p", {}, told) : null;
}

function releasedSaid({ released }, client) {
  return `Released by ${released.by} ${timeAt(released.at, client.state.clock, client.now())}.`;
}

function whySaid({ released: { why } }) {
  return el("ul", {}, (why.length ? why : ["What it is, is being looked for\u2026"]).map((reason) => el("li", {}, reason)));
}

function compareWith({ number }) {
  return el("a", { href: `#/compare/${encodeURIComponent(number)}?before=released` }, "Compare with it");
}
