// Over the page on a narrow screen, while the side panel is closed: how the page stands in a few words, and the button that approves it.

import { counted, el, put } from "../dom.js";
import { redraw } from "../views/keyed.js";
import { fitYes, yesButtons, yesFacts } from "../views/sayingyes.js";
import { outOfDateSaid, stateChip } from "../views/states.js";

export class Slim {
  /** @param {Client} client @param {Object<string, function(): void>} does what sayingyes.js wants */
  constructor(client, does) {
    this.client = client;
    this.told = el("div", { class: "told" });
    const { approve } = yesButtons(does);
    this.buttons = { approve };
    this.node = el("div", { class: "slim", role: "group", "aria-label": "How the page stands", hidden: true }, this.told, approve);
  }

  /** @param {Object} page @param {boolean} away where the panel says it all, or another version is shown */
  update(page, away) {
    const { client } = this;
    const out = outOfDateSaid(client.state, page);
    this.node.hidden = Boolean(away);
    this.node.classList.toggle("stale", Boolean(out));
    redraw(this.told, [page, out], () => put(this.told, toldOf(page, out)));
    redraw(this.node, [page, yesFacts(client)], () => fitYes(this.buttons, page, client));
  }
}

function toldOf(page, out) {
  const figure = (text, kind) => el("span", { class: `figure ${kind}` }, text);
  return [
    el("h1", {}, `Page ${page.number}`), stateChip(page.state),
    page.over ? figure(`${counted(page.over, "line")} over`, "over") : null,
    page.short ? figure(`${counted(page.short, "line")} short`, "short") : null,
    page.errors + page.warnings ? figure(counted(page.errors + page.warnings, "problem"), page.errors ? "over" : "short") : figure("No problems", ""),
    out ? el("span", { class: "out-of-date" }, out) : null,
  ];
}
