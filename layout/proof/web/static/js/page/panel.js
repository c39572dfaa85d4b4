// Beside the page: how it stands, what may be done with it, what is chosen on it, its problems, its notes, how its copy fits.

import { counted, el, put } from "../dom.js";
import { redraw, say } from "../views/keyed.js";
import { noticesFacts, noticesOf } from "../views/notices.js";
import { fitYes, yesButtons, yesFacts } from "../views/sayingyes.js";
import { digestSaid, outOfDateSaid, stateChip } from "../views/states.js";
import { deadlineIn, timeAt, untilSaid } from "../views/when.js";
import { Chosen } from "./chosen.js";
import { Lists } from "./lists.js";

const PREFLIGHT = { waiting: "Preflight goes on", passed: "Preflight passed", failed: "Preflight failed", "not run": "Preflight not run" };

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
   *   old: string}} facts */
  update(facts) {
    const { page } = facts;
    const { clock } = this.client.state;
    this.page = page;
    this.node.classList.toggle("stale", Boolean(outOfDateSaid(this.client.state, page)));
    say(this.title, `Page ${page.number}${page.section ? ` \u00b7 ${page.section}` : ""}`);
    const deadline = deadlineIn(page.deadline, clock, this.client.now());
    const out = outOfDateSaid(this.client.state, page);
    redraw(this.standing, [page, deadline, out], () => put(this.standing, standingOf({ page, deadline, clock, now: this.client.now(), out })));
    redraw(this.notices, [page, noticesFacts(this.client)], () => put(this.notices, noticesOf(page, this.client, this.does)));
    redraw(this.ways, page.number, () => put(this.ways, waysOf(page.number)));
    redraw(this.signing, [page, yesFacts(this.client)], () => fitYes(this.buttons, page, this.client));
    this.#show(facts.old);
    this.chosen.update(facts);
    this.lists.update(facts);
  }

  /** `old`: the key of a version before the present one, which is told of alone; "" for the present page. */
  #show(old) {
    for (const part of [this.standing, this.signing, this.notices, this.ways, this.lists.node]) part.hidden = Boolean(old);
    this.other.hidden = !old;
    redraw(this.other, [old, this.page.number], () => put(this.other, old ? [
      el("p", {}, `Version ${digestSaid(old)} is shown, which is not the present page. How the page stands, its problems and its notes belong to the `
        + "present one, and only that is approved and released."),
      el("p", {}, el("a", { href: `#/page/${encodeURIComponent(this.page.number)}` }, "Back to the present page")),
    ] : null));
  }
}

function standingOf({ page, deadline, clock, now, out }) {
  const figure = (told, kind = "") => el("span", { class: `figure ${kind}${out ? " old" : ""}` }, told);
  const made = page.released?.differs ? "Made now: " : "";
  return [
    el("p", { class: "now" }, stateChip(page.state), out ? el("span", { class: "out-of-date" }, out) : null),
    el("p", { class: "figures" }, made ? el("span", {}, made) : null,
      page.over ? figure(`${counted(page.over, "line")} over`, "over") : null,
      page.short ? figure(`${counted(page.short, "line")} short`, "short") : null,
      !page.over && !page.short ? figure("All copy fits") : null,
      page.errors ? figure(counted(page.errors, "error"), "over") : null,
      page.warnings ? figure(counted(page.warnings, "warning"), "short") : null,
      figure(PREFLIGHT[page.preflighted] ?? page.preflighted, page.preflighted === "failed" ? "over" : "")),
    el("p", { class: "small" }, [
      deadline ? `Deadline ${deadline.time}, ${untilSaid(deadline.minutes)}` : page.deadline ? `Deadline ${page.deadline}` : "",
      page.signed ? `Signed by ${page.signed.by} ${timeAt(page.signed.at, clock, now)}` : "",
      page.released && !page.released.differs ? `Released by ${page.released.by} ${timeAt(page.released.at, clock, now)}` : "",
    ].filter(Boolean).join(" \u00b7 ")),
    page.ink ? el("p", { class: "small" }, figure(`${made ? "Ink as made now" : "Ink"} ${digestSaid(page.ink)}`)) : null,
  ];
}

function waysOf(number) {
  const id = encodeURIComponent(number);
  const ways = [[`#/compare/${id}`, "Compare"], [`#/plates/${id}`, "Plates"], [`#/problems?page=${id}`, "All problems"]];
  return ways.map(([href, name]) => el("a", { href }, name));
}
