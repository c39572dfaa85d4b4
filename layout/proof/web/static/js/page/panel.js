// Beside the page: how it stands, what may be done with it, what is chosen on it, its problems, its notes, how its copy fits.

import { el, put } from "../dom.js";
import { redraw, say } from "../views/keyed.js";
import { noticesFacts, noticesOf, showNow } from "../views/notices.js";
import { fitYes, yesButtons, yesFacts } from "../views/sayingyes.js";
import { digestSaid, outOfDateSaid, pageChip } from "../views/states.js";
import { figuresSaid } from "../views/figures.js";
import { deadlineIn, timeAt, untilSaid } from "../views/when.js";
import { Chosen } from "./chosen.js";
import { Lists } from "./lists.js";

export class Panel {
  /** @param {Client} client @param {Object<string, function>} does what sayingyes.js, Chosen and Lists want */
  constructor(client, does) {
    Object.assign(this, { client, does });
    this.title = el("h1", {});
    this.standing = el("div", { class: "standing" });
    this.notices = el("div", { class: "notices" });
    this.buttons = yesButtons(does);
    this.signing = el("div", { class: "signing", role: "group", "aria-label": "Say yes" }, Object.values(this.buttons));
    this.chosen = new Chosen(client, does);
    this.lists = new Lists(client, does);
    this.ways = el("p", { class: "ways" });
    this.other = el("div", { class: "of-other", hidden: true });
    this.node = el("aside", { class: "panel", id: "page-panel", "aria-label": "About the page" },
      el("header", {}, this.title, this.other, this.standing, this.signing, this.notices, this.ways), this.chosen.node, this.lists.node);
  }

  /** @param {{page: Object, trace: Object|null, items: Object[], notes: Object[], fits: Map, stories: Object, chosen: Hit|null, shownItem: string,
   *   old: string, seen: {frozen: boolean, late: boolean}}} facts */
  update(facts) {
    const { page, seen } = facts;
    const { clock } = this.client.state;
    this.page = page;
    say(this.title, `Page ${page.number}${page.section ? ` \u00b7 ${page.section}` : ""}`);
    const deadline = deadlineIn(page, clock, this.client.now());
    const out = seen.frozen ? "" : outOfDateSaid(this.client, page); // what was released stays
    this.node.classList.toggle("stale", Boolean(out));
    const standing = { page, deadline, clock, now: this.client.now(), out, frozen: seen.frozen };
    redraw(this.standing, [page, deadline, out, seen.frozen], () => put(this.standing, standingOf(standing)));
    redraw(this.notices, [page, noticesFacts(this.client), seen.frozen], () => put(this.notices, noticesOf(page, this.client, this.does, seen.frozen)));
    redraw(this.ways, page.number, () => put(this.ways, waysOf(page.number)));
    redraw(this.signing, [page, yesFacts(this.client), seen], () => fitYes(this.buttons, page, this.client, seen));
    this.#show(facts.old);
    this.chosen.update(facts);
    this.lists.update(facts);
  }

  /** `old`: the key of a version before the present one, which is told of alone; "" for the present page. */
  #show(old) {
    for (const part of [this.standing, this.signing, this.notices, this.ways, this.lists.node]) part.hidden = Boolean(old);
    this.other.hidden = !old;
    const { page } = this;
    redraw(this.other, [old, page.number, page.made, page.released?.differs], () => put(this.other, old ? [
      el("p", {}, `Version ${digestSaid(old)} is shown, which is not the present page. How the page stands, its problems and its notes belong to the `
        + "present one, and only that is approved and released."),
      el("p", { class: "ways" }, page.released?.differs ? showNow(page) : null,
        el("a", { href: `#/page/${encodeURIComponent(page.number)}` }, page.released?.differs ? "Show what was released" : "Back to the present page")),
    ] : null));
  }
}

function standingOf({ page, deadline, clock, now, out, frozen }) {
  const { signed, released, sent } = page;
  const figure = (told, kind = "") => el("span", { class: `figure ${kind}${out ? " old" : ""}` }, told);
  return [
    el("p", { class: "now" }, pageChip(page, !frozen), out ? el("span", { class: "out-of-date" }, out) : null),
    frozen ? null : el("p", { class: "figures" }, figuresSaid(page).map(({ told, kind }) => figure(told, kind))),
    el("p", { class: "small" }, [
      deadline ? `Deadline ${deadline.time}, ${untilSaid(deadline.minutes)}` : page.deadline ? `Deadline ${page.deadline}` : "",
      signed && !frozen ? `Signed by ${signed.by} ${timeAt(signed.at, clock, now)}` : "",
      released && !released.differs ? `Released ${released.elsewhere ? "at another desk " : ""}by ${released.by} ${timeAt(released.at, clock, now)}` : "",
      sent ? `Sent ${timeAt(sent.at, clock, now)}${sent.differs ? ", differs now" : ""}` : "",
    ].filter(Boolean).join(" \u00b7 ")),
    frozen ? el("p", { class: "small" }, figure(`File ${digestSaid(released.proof)}`))
      : page.ink ? el("p", { class: "small" }, figure(`Ink ${digestSaid(page.ink)}`)) : null,
  ];
}

function waysOf(number) {
  const id = encodeURIComponent(number);
  const ways = [[`#/compare/${id}`, "Compare"], [`#/plates/${id}`, "Plates"], [`#/problems?page=${id}`, "All problems"]];
  return ways.map(([href, name]) => el("a", { href }, name));
}
