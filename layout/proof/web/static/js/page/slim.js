// Under the page on a narrow screen, where there is no room for the panel beside it: how the page stands in a few words, and all that may
// be done with it.

import { button, counted, el, put } from "../dom.js";
import { redraw } from "../views/keyed.js";
import { showNow } from "../views/notices.js";
import { fitYes, yesButtons, yesFacts } from "../views/sayingyes.js";
import { whyNotRecorded } from "../views/signing.js";
import { digestSaid, outOfDateSaid, pageChip } from "../views/states.js";

export class Slim {
  /** @param {Client} client @param {Object<string, function(): void>} does `note`, `compare`, `plates`, `panel`, and what sayingyes.js wants */
  constructor(client, does) {
    this.client = client;
    this.told = el("div", { class: "told" });
    this.yes = yesButtons(does);
    this.note = button("Note", does.note, { key: "n" });
    this.panel = button("Side panel", does.panel, { key: "e", pressed: false, "aria-controls": "page-panel" });
    const ways = [button("Compare", does.compare, { key: "c" }), button("Plates", does.plates, { key: "x" })];
    this.node = el("div", { class: "slim", role: "group", "aria-label": "How the page stands" },
      this.told, el("div", { class: "does" }, this.note, Object.values(this.yes), ways, this.panel));
  }

  /** @param {Object} page @param {{old: string, seen: Seen, panel: boolean}} shown `old`: the key of a version that is not the present one */
  update(page, { old, seen, panel }) {
    const { client } = this;
    const out = seen.frozen || old ? "" : outOfDateSaid(client, page);
    this.node.classList.toggle("stale", Boolean(out));
    this.panel.setAttribute("aria-pressed", String(panel));
    redraw(this.told, [page, out, seen.frozen, old], () => put(this.told, toldOf(page, out, { old, frozen: seen.frozen })));
    redraw(this.node, [page, yesFacts(client), seen, old], () => {
      fitYes(this.yes, page, client, seen);
      if (old) for (const each of Object.values(this.yes)) each.hidden = true;
      this.note.hidden = !client.may("note");
      this.note.disabled = Boolean(whyNotRecorded(client));
    });
  }
}

function toldOf(page, out, { old, frozen }) {
  const figure = (text, kind) => el("span", { class: `figure ${kind}` }, text);
  const title = el("h1", {}, `Page ${page.number}`);
  if (old) return [title, figure(`Version ${digestSaid(old)}`, "")];
  if (frozen) return [title, pageChip(page), figure("Would differ now", "over"), showNow(page)];
  return [
    title, pageChip(page, true),
    page.over ? figure(`${counted(page.over, "line")} over`, "over") : null,
    page.short ? figure(`${counted(page.short, "line")} short`, "short") : null,
    page.errors + page.warnings ? figure(counted(page.errors + page.warnings, "problem"), page.errors ? "over" : "short") : figure("No problems", ""),
    out ? el("span", { class: "out-of-date" }, out) : null,
  ];
}
