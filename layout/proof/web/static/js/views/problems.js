// Everything that is wrong, in one list, and how every block's copy fits.

import { button, counted, el, put } from "../dom.js";
import { openItem, openStory } from "./editor.js";
import { Filters, filterKeys, pageField } from "./filters.js";
import { FIT_WORDS, FitTable, worstFirst } from "./fits.js";
import { itemRow } from "./itemrow.js";
import { keyed, say } from "./keyed.js";
import { Rows } from "./rows.js";
import { KIND_WORDS, SEVERITY_WORDS } from "./states.js";
import { watchedList } from "./watchedlist.js";

const MOST = 150; // rows at a time: a browser lays out so many between two keys, and nobody reads more
const WEIGHT = { error: 0, warning: 1, note: 2 };

/** See main.js. `parameters`: `page`, `kind`, `person`, `severity`, `words`. */
export function mount(root, client, parameters) {
  const problems = new Problems(root, client, parameters);
  return {
    update: () => problems.watched.update(),
    unmount: () => problems.watched.end(),
    renew: (asked) => problems.renew(asked),
    keys: problems.keys(),
    words: FIT_WORDS,
  };
}

class Problems {
  constructor(root, client, parameters) {
    Object.assign(this, { root, client, items: [], fits: [], most: MOST, allFits: false, known: false });
    this.rowsOf = new WeakMap(); // a row's node to what updates it
    this.filters = new Filters(fieldsOf(client), textOf, () => this.#filtered());
    this.filters.take(parameters);
    this.#build();
    this.rows = new Rows(this.lists, () => this.#more());
    this.watched = watchedList(client, "items", ({ items, fits }) => {
      Object.assign(this, { items, fits, known: true });
      this.#draw();
    });
  }

  renew(parameters) {
    this.filters.take(parameters);
    this.#draw();
    return true;
  }

  keys() {
    return [
      ...this.rows.keys(),
      { key: "Enter", does: "Show the place on the page", run: () => this.#with((row) => row.click()) },
      { key: "G", does: "The story\u2019s galley", run: () => this.#with((row) => this.#galley(row)) },
      { key: "E", does: "Its file in the editor, at the line", run: () => this.#with((row) => this.#edit(row)) },
      { key: "b", does: "All blocks in the fit table, or only those that don\u2019t fit", run: () => this.#toggleFits() },
      ...filterKeys(this.filters),
    ];
  }

  #build() {
    this.sum = el("p", { class: "sum figure" });
    this.fitTable = new FitTable();
    this.fitHead = el("h2", {}, "Copy fit");
    this.fitMore = button("All blocks", () => this.#toggleFits(), { key: "b", pressed: false });
    this.fitNone = el("p", { class: "none" });
    this.list = el("div", { class: "list" });
    this.moreButton = button("Show more", () => this.#more());
    this.none = el("p", { class: "none", hidden: true });
    this.lists = el(
      "div",
      { class: "lists" },
      el(
        "section",
        { class: "fit", "aria-label": "Copy fit" },
        el("div", { class: "title" }, this.fitHead, this.fitMore),
        this.fitNone,
        el("div", { class: "wide" }, this.fitTable.node),
      ),
      el("section", { "aria-label": "Problems" }, this.list, this.none, this.moreButton),
    );
    put(
      this.root,
      el("div", { class: "head" }, el("h1", { class: "for-readers" }, "Problems"), this.sum, this.filters.node),
      this.lists,
    );
  }

  #filtered() {
    this.most = MOST;
    const address = this.filters.address();
    history.replaceState(null, "", `#/problems${address ? `?${address}` : ""}`);
    this.#draw();
  }

  #draw() {
    if (!this.known) return;
    const left = this.filters.of(this.items);
    this.#drawFits();
    const groups = grouped(left, this.client.state?.pages ?? [], this.most);
    keyed(this.list, groups, {
      key: (group) => group.page,
      make: (group) => this.#group(group),
      update: (node, group) => this.#updateGroup(node, group),
    });
    const shown = groups.reduce((sum, group) => sum + group.items.length, 0);
    this.moreButton.hidden = shown === left.length;
    say(this.moreButton, `Show ${Math.min(MOST, left.length - shown)} more of ${left.length - shown}`);
    this.none.hidden = left.length > 0;
    say(this.none, this.filters.any ? "Nothing of that kind." : "Nothing is wrong.");
    say(this.sum, sumOf(this.items, left, this.filters.any));
    this.rows.renew();
  }

  #drawFits() {
    const { page, person } = this.filters.values;
    const slugs = new Set(this.items.filter((item) => item.person === person).map((item) => item.story));
    const mine = worstFirst(this.fits).filter((fit) => (!page || fit.page === page) && (!person || slugs.has(fit.carries)));
    const misfits = mine.filter((fit) => fit.fit !== "full");
    this.fitTable.update(this.allFits ? mine : misfits);
    this.fitTable.node.hidden = !(this.allFits ? mine : misfits).length;
    say(this.fitNone, misfits.length ? "" : `All ${counted(mine.length, "block")} fit.`);
    this.fitMore.firstChild.data = `All ${counted(mine.length, "block")}`;
    this.fitMore.setAttribute("aria-pressed", String(this.allFits));
  }

  #group(group) {
    const id = `group-${group.page || "paper"}`;
    return el(
      "section",
      { class: "group", "aria-labelledby": id },
      el("h2", { id }, el("span", {}), el("span", { class: "counts" })),
      el("ol", {}),
    );
  }

  #updateGroup(node, group) {
    const [title, counts] = node.querySelectorAll("h2 > span");
    say(title, group.page ? `Page ${group.page}` : "The whole paper");
    say(counts, group.counts);
    keyed(node.querySelector("ol"), group.items, {
      key: (item) => item.key,
      make: () => {
        const row = itemRow(this.client);
        this.rowsOf.set(row.node, row);
        return row.node;
      },
      update: (row, item) => this.rowsOf.get(row).update(item),
    });
  }

  #more() {
    if (this.moreButton.hidden) return false;
    this.most += MOST;
    this.#draw();
    return true;
  }

  #toggleFits() {
    this.allFits = !this.allFits;
    this.#draw();
  }

  /** `fn` with the row that is chosen; where none is, that is said. */
  #with(fn) {
    if (this.rows.chosen) fn(this.rows.chosen);
    else this.client.announce("Choose a line first: . marks the next one.");
  }

  #galley({ dataset: { story: slug } }) {
    if (slug) this.client.go(`/galley/${encodeURIComponent(slug)}`);
    else this.client.announce("This carries no story.");
  }

  #edit({ dataset: { item, story, over } }) {
    const found = this.items.find((each) => each.key === item);
    if (found) openItem(this.client, found);
    else if (story) openStory(this.client, story, { paragraph: over >= 0 ? Number(over) : undefined });
    else this.client.announce("This carries no story.");
  }
}

function fieldsOf(client) {
  return [
    pageField(client),
    {
      name: "kind",
      label: "Kind",
      all: "All kinds",
      of: (item) => item.kind,
      word: (kind) => KIND_WORDS[kind] ?? kind,
      order: () => Object.keys(KIND_WORDS),
    },
    {
      name: "severity",
      label: "Weight",
      all: "All",
      of: (item) => item.severity,
      word: (severity) => `${SEVERITY_WORDS[severity]}s`,
      order: () => Object.keys(SEVERITY_WORDS),
    },
    { name: "person", label: "Person", all: "Everybody", of: (item) => item.person },
  ];
}

function textOf(item) {
  return [item.message, item.remedy, item.page, item.block, item.story, item.person, item.path, item.code].join(" ");
}

/** By page: the page with the worst first, then in the paper's order; within it the worst first. No more than `most` items. */
function grouped(items, pages, most) {
  const order = new Map(pages.map((page, index) => [page.number, index]));
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(item.page)) groups.set(item.page, []);
    groups.get(item.page).push(item);
  }
  const worst = (those) => Math.min(...those.map((item) => WEIGHT[item.severity]));
  let room = most;
  return [...groups]
    .map(([page, those]) => ({ page, those, worst: worst(those), place: order.get(page) ?? -1 }))
    .sort((one, other) => one.worst - other.worst || one.place - other.place)
    .map(({ page, those }) => {
      const shown = those
        .map((item, index) => ({ item, index }))
        .sort(
          (one, other) =>
            WEIGHT[one.item.severity] - WEIGHT[other.item.severity] ||
            Math.abs(other.item.lines) - Math.abs(one.item.lines) ||
            one.index - other.index,
        )
        .slice(0, Math.max(room, 0))
        .map(({ item }) => item);
      room -= shown.length;
      return { page, items: shown, counts: countsOf(those) };
    })
    .filter((group) => group.items.length);
}

function countsOf(items) {
  return Object.keys(WEIGHT)
    .map((severity) => [severity, items.filter((item) => item.severity === severity).length])
    .filter(([, count]) => count)
    .map(([severity, count]) => counted(count, SEVERITY_WORDS[severity].toLowerCase()))
    .join(", ");
}

function sumOf(items, left, narrowed) {
  const all = items.length ? countsOf(items) : "No problems";
  return narrowed ? `${left.length} shown of ${all}` : all;
}
