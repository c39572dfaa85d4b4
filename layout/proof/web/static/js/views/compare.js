// Compare: two versions of a page side by side, with a slider, or as a ghost; and what changed between them in words.

import { button, el, hidden } from "../dom.js";
import { Table, WAYS } from "../compare/table.js";
import { Told } from "../compare/told.js";
import { arranged, Chooser, meant, named, stepped, usual } from "../compare/versions.js";

const PAN = 90; // CSS pixels a key
const CLOSER = 1.4;
const FIRST_PAUSE = 400; // milliseconds until versions are asked for again of which the present one is not on record yet,
const LAST_PAUSE = 12_800; // doubled up to this; what is not there then, the next state tells of
const SLIDE = 0.02; // of the stage's width a key
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const NO_FILE = "The file of this version is no longer kept: the desk keeps as many as its limit on disk lets it.";

class Compare {
  constructor(root, client, parameters) {
    Object.assign(this, { client, id: parameters.id, before: parameters.before ?? "", after: parameters.after ?? "now" });
    this.way = parameters.way in WAYS ? parameters.way : "side";
    this.versions = null;
    this.turn = 0;
    this.table = new Table(client, (change) => this.told.choose(change, true));
    this.told = new Told((change) => this.table.go(change));
    const chooser = (name, id, keys, which, withNow) => new Chooser({
      name, id, keys, withNow, choose: (value) => this.choose(which, value), step: (by) => this.step(which, by),
    });
    this.choosers = { before: chooser("Before", "compare-before", ["[", "]"], "before", false), after: chooser("After", "compare-after", ["{", "}"], "after", true) };
    this.ways = Object.entries(WAYS).map(([way, [name, key]]) => [way, button(name, () => this.show(way), { key, pressed: way === this.way })]);
    this.marks = button("Marks", () => this.toggleMarks(), { key: "m", pressed: true });
    this.build(root);
  }

  build(root) {
    const tool = (sign, said, run, key) => el("button", { type: "button", class: "tool", "aria-label": said, title: `${said} (${key})`, on: { click: run } }, sign);
    this.root = root;
    root.append(
      el("header", { class: "compare-bar" },
        el("h1", {}, hidden("Compare versions of "), el("a", { href: `#/page/${encodeURIComponent(this.id)}` }, `Page ${this.id}`)),
        this.choosers.before.node, this.choosers.after.node,
        el("div", { class: "ways", role: "group", "aria-label": "How to compare" }, this.ways.map(([, node]) => node)),
        el("div", { class: "tools", role: "group", "aria-label": "Zoom" },
          tool("\u2212", "Farther", () => this.table.zoomBy(1 / CLOSER), "-"), tool("+", "Closer", () => this.table.zoomBy(CLOSER), "+"),
          tool("Fit", "The whole page", () => this.table.fit(), "0"), this.marks)),
      el("div", { class: "compare-room" }, this.table.node, this.told.node));
  }

  /** The view with other parameters, not built again; false where it is of another page. */
  renew(parameters) {
    if (parameters.id !== this.id) return false;
    this.before = parameters.before ?? this.before;
    this.after = parameters.after ?? this.after;
    if (parameters.way in WAYS && parameters.way !== this.way) this.show(parameters.way);
    this.compare();
    return true;
  }

  update(state) {
    const page = this.client.page(this.id);
    if (!page) {
      if (this.missing) return;
      this.missing = true;
      this.table.say(el("p", {}, `There is no page ${this.id} in this issue.`), el("p", {}, el("a", { href: "#/" }, "To the flatplan")));
      this.told.say("");
      return;
    }
    const signature = JSON.stringify([page.made, state.revisions.proofs, page.signed?.at, page.lapsed?.at, page.released?.at, this.missing]);
    this.missing = false;
    if (signature === this.signature) return;
    this.signature = signature;
    this.fetchVersions();
  }

  async fetchVersions(pause = FIRST_PAUSE) {
    const mine = ++this.turn;
    clearTimeout(this.waiting);
    try {
      const { versions } = await this.client.get(`/api/pages/${encodeURIComponent(this.id)}/versions`);
      if (mine !== this.turn || this.ended) return;
      const late = versions.every(({ key }) => key !== this.client.page(this.id)?.made); // a page may be told of before its version is on record
      if (late && pause <= LAST_PAUSE) this.waiting = setTimeout(() => this.fetchVersions(2 * pause), pause);
      this.versions = arranged(versions);
      if (!this.before || !meant(this.before, versions)) this.before = usual(this.client.page(this.id), versions);
      this.compare();
    } catch (error) {
      if (mine !== this.turn || this.ended) return;
      this.signature = ""; // the next state asks again
      this.complain(error);
    }
  }

  choose(which, value) {
    this[which] = value;
    history.replaceState(null, "", this.address());
    this.compare();
  }

  step(which, by) {
    if (!this.versions) return;
    const after = meant(this.after, this.versions)?.key;
    const beside = (choice) => which === "before" && meant(choice, this.versions)?.key === after;
    let to = stepped(this[which], this.versions, by);
    if (beside(to)) to = stepped(to, this.versions, by); // a version is not compared with itself
    if (beside(to)) to = this[which];
    const same = meant(to, this.versions)?.key === meant(this[which], this.versions)?.key;
    if (same) this.client.announce(by > 0 ? "There is no older version." : "There is no newer version.");
    else {
      this.choose(which, to);
      this.client.whisper(`${which === "before" ? "Before" : "After"}: ${this.named(to)}`);
    }
  }

  address() {
    return `#/compare/${encodeURIComponent(this.id)}?${new URLSearchParams({ before: this.before, after: this.after, way: this.way })}`;
  }

  named(choice) {
    const version = meant(choice, this.versions);
    return version ? named(version, this.versions, this.client.state.clock, this.client.now()) : "";
  }

  /** What is chosen, on the table and in words. */
  async compare() {
    if (!this.versions) return;
    const { clock } = this.client.state;
    const [before, after] = [this.before, this.after].map((choice) => meant(choice, this.versions));
    for (const [which, chooser] of Object.entries(this.choosers)) {
      chooser.update(this[which], this.versions, clock, this.client.now(), which === "before" ? after?.key : "");
    }
    const pair = `${before?.key} ${after?.key}`;
    if (pair === this.pair) return;
    this.pair = pair;
    if (!before || !after) return this.nothing(this.versions.length < 2 ? "There is one version of this page so far: nothing to compare it with." : "There is no such version of this page.");
    if (!before.kept || !after.kept) return this.nothing(`${before.kept ? "After" : "Before"}: ${NO_FILE}`);
    this.lay(before, after);
    this.told.say("Comparing\u2026");
    try {
      const query = new URLSearchParams({ before: before.key, after: after.key });
      const facts = await this.client.get(`/api/pages/${encodeURIComponent(this.id)}/compare?${query}`);
      if (pair === this.pair && !this.ended) this.take(facts);
    } catch (error) {
      if (pair === this.pair && !this.ended) this.complain(error);
    }
  }

  take(facts) {
    this.told.show(facts);
    this.table.mark(facts.marks);
  }

  complain(error) {
    this.pair = "";
    this.told.say([error.message, error.remedy].filter(Boolean).join(" "));
  }

  nothing(said) {
    this.table.say(el("p", {}, said));
    this.told.say(said);
  }

  lay(before, after) {
    const { size, media } = this.client.page(this.id);
    const names = [`Before: ${this.named(before.key)}`, `After: ${this.named(after.key)}`];
    this.table.mark([]);
    this.table.show({ way: this.way, before: before.key, after: after.key, size, media, names });
  }

  show(way) {
    if (way === this.way) return;
    this.way = way;
    for (const [each, node] of this.ways) node.setAttribute("aria-pressed", String(each === way));
    history.replaceState(null, "", this.address());
    if (this.table.shown) this.table.show({ ...this.table.shown, way });
    this.client.whisper(WAYS[way][0]);
  }

  toggleMarks() {
    const shown = this.marks.getAttribute("aria-pressed") !== "true";
    this.marks.setAttribute("aria-pressed", String(shown));
    this.table.showMarks(shown);
    this.client.whisper(shown ? "Marks shown" : "Marks hidden");
  }

  arrow(event) {
    const [x, y] = ARROWS[event.key];
    if (this.way === "slider" && x) this.table.slideBy(-x * SLIDE * (event.shiftKey ? 5 : 1));
    else this.table.panBy(x * PAN, y * PAN);
  }

  keys() {
    return [
      ...Object.entries(WAYS).map(([way, [name, key]]) => ({ key, does: name, run: () => this.show(way) })),
      { key: "[", does: "Before: an older version", run: () => this.step("before", 1) },
      { key: "]", does: "Before: a newer version", run: () => this.step("before", -1) },
      { key: "{", does: "After: an older version", run: () => this.step("after", 1) },
      { key: "}", does: "After: a newer version", run: () => this.step("after", -1) },
      { key: ".", does: "Next change", run: () => this.told.step(1) },
      { key: ",", does: "Change before", run: () => this.told.step(-1) },
      { key: "m", does: "Marks on or off", run: () => this.toggleMarks() },
      { key: "+|=", does: "Closer", run: () => this.table.zoomBy(CLOSER) },
      { key: "-", does: "Farther", run: () => this.table.zoomBy(1 / CLOSER) },
      { key: "0", does: "The whole page", run: () => this.table.fit() },
      { key: "1", does: "Real size: a millimetre is a millimetre", run: () => this.table.real() },
      { key: "2", does: "Full width", run: () => this.table.fitWidth() },
      { key: "ArrowLeft|ArrowRight", does: this.way === "slider" ? "Move the slider" : "Pan", run: (event) => this.arrow(event) },
      { key: "ArrowUp|ArrowDown", does: "Pan", run: (event) => this.arrow(event) },
      { key: "o", does: "Open the page", run: () => this.client.go(`/page/${encodeURIComponent(this.id)}`) },
    ];
  }

  unmount() {
    this.ended = true;
    clearTimeout(this.waiting);
    this.table.end();
  }
}

export function mount(root, client, parameters) {
  const view = new Compare(root, client, parameters);
  return { update: (state) => view.update(state), renew: (other) => view.renew(other), unmount: () => view.unmount(), keys: () => view.keys() };
}
