// What a page's yes is worth now: a sign-off that lapsed; a released page that would come out otherwise, with the reasons.

import { button, el } from "../dom.js";
import { timeAt } from "./when.js";

/**
 * The notices of a page, beside its buttons; none of a page that stands as somebody said yes to it.
 * @param {{number: string, signed: Object|null, lapsed: Object|null, released: Object|null, made: string}} page of the state
 * @param {Client} client
 * @param {{release: function(): void}} does
 * @returns {Array<HTMLElement|null>}
 */
export function noticesOf(page, client, does) {
  return [
    page.lapsed && !page.signed && !page.released ? lapsedSaid(page, client) : null,
    page.released?.differs ? differsSaid(page, client, does) : null,
  ];
}

/** What they go by beside the page. */
export function noticesFacts({ state: { me, clock } }) {
  return [me, clock.slice(0, 10)];
}

function lapsedSaid({ number, lapsed }, client) {
  return el("p", { class: "notice" },
    `Signed by ${lapsed.by} ${timeAt(lapsed.at, client.state.clock, client.now())}, lapsed: the page has changed. `,
    el("a", { href: `#/compare/${encodeURIComponent(number)}?before=signed` }, "Compare with what was signed"));
}

function differsSaid({ number, released, made, signed }, client, does) {
  const id = encodeURIComponent(number);
  const by = `Released by ${released.by} ${timeAt(released.at, client.state.clock, client.now())}.`;
  const why = released.why.length ? released.why : ["What it is, is being looked for\u2026"];
  return el("div", { class: "notice released" },
    el("p", {}, `${by} That version is shown and sent; made now, it would differ:`),
    el("ul", {}, why.map((reason) => el("li", {}, reason))),
    el("p", { class: "ways" },
      el("a", { href: `#/page/${id}?proof=${made}` }, "Show what it would be now"),
      el("a", { href: `#/compare/${id}?before=released` }, "Compare with it"),
      client.may("release") ? button("Release again", does.release) : null),
    signed ? null : el("p", {}, "What would be released now is not signed."));
}
