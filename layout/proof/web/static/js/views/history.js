// Everything that was said and done, the newest first. Nothing is ever taken out of it.

import { button, el, put } from "../dom.js";
import { Filters, filterKeys, pageField } from "./filters.js";
import { keyed, say } from "./keyed.js";
import { Rows } from "./rows.js";
import { folded, timesSaid } from "./turning.js";
import { watchedList } from "./watchedlist.js";
import { dayAt, timeAt } from "./when.js";

const WHAT = {
  noted: "Notes", replied: "Replies", done: "Done", undone: "Not done", approved: "Signed", withdrawn: "Sign-off withdrawn",
  lapsed: "Sign-off lapsed", restored: "Sign-off holds again", released: "Released", unreleased: "Release taken back", differs: "Differs from the release", agrees: "As released again", printed: "Proof pulled", sent: "Sent",
};
const FULL = 100; // events that the server tells at a time

/** See main.js. `parameters`: `page`, `what`, `by`, `words`. */
export function mount(root, client, parameters) {
  const past = new Past(root, client, parameters);
  return { update: () => past.watched.update(), unmount: () => past.unmount(), renew: (asked) => past.renew(asked), keys: past.keys() };
}

class Past {
  constructor(root, client, parameters) {
    Object.assign(this, { root, client, events: new Map(), whole: false, known: null });
    this.joined = 0; // the newest event below which none is missing of those that are loaded
    this.filters = new Filters(
      fieldsOf(client),
      (event) => [event.said, event.by, ...event.kinds].join(" "),
      () => this.#filtered(),
    );
    this.filters.take(parameters);
    this.#build();
    this.rows = new Rows(this.list);
    this.watched = watchedList(client, "history", ({ events }) => this.#join(events));
  }

  unmount() {
    this.gone = true;
    this.watched.end();
  }

  renew(parameters) {
    this.filters.take(parameters);
    this.#draw();
    return true;
  }

  keys() {
    return [
      ...this.rows.keys(),
      { key: "Enter", does: "Open the page", run: () => this.#openPage() },
      { key: "+|=", does: "Load what is older", run: () => this.#older() },
      ...filterKeys(this.filters),
    ];
  }

  #openPage() {
    const { chosen } = this.rows;
    const link = chosen?.querySelector("a");
    if (link) link.click();
    else this.client.announce(chosen ? "This is of no page." : "Choose a line first: . marks the next one.");
  }

  /** New ones on top of those that are known; where more came than are told at a time, those between are asked for. */
  async #join(events) {
    const { joined } = this;
    this.known = events;
    this.#take(events);
    if (!joined) this.whole = events.length < FULL;
    this.#draw();
    let told = events;
    while (joined && told.length === FULL && told.at(-1).id > joined + 1) {
      ({ events: told } = await this.client.get(`/api/history?before=${told.at(-1).id}`));
      this.#take(told);
    }
    this.joined = Math.max(this.joined, events[0]?.id ?? 0); // where one of them failed, the next join asks for all of them again
    if (told !== events && !this.gone) this.#draw();
  }

  #take(events) {
    for (const event of events) this.events.set(event.id, event);
  }

  #build() {
    this.list = el("div", { class: "days" });
    this.none = el("p", { class: "none", hidden: true });
    this.more = button("Load what is older", () => this.#older(), { key: "+" });
    put(
      this.root,
      el("div", { class: "head" }, el("h1", { class: "for-readers" }, "History"), this.filters.node),
      el("section", { "aria-label": "History" }, this.list, this.none, this.more),
    );
  }

  #filtered() {
    const address = this.filters.address();
    history.replaceState(null, "", `#/history${address ? `?${address}` : ""}`);
    this.#draw();
  }

  async #older() {
    if (this.whole || this.loading || !this.events.size) return;
    this.loading = true;
    try {
      const { events } = await this.client.get(`/api/history?before=${Math.min(...this.events.keys())}`);
      this.#take(events);
      this.whole = events.length < FULL;
      if (!this.gone) this.#draw();
    } catch (error) {
      this.client.complain(error);
    }
    this.loading = false;
  }

  #draw() {
    if (!this.known || !this.client.state) return;
    const { clock } = this.client.state;
    const left = this.filters.of(folded([...this.events.values()].sort((one, other) => other.id - one.id)));
    const days = new Map();
    for (const event of timed(left, clock)) {
      const day = dayAt(event.at, clock);
      days.set(day, [...(days.get(day) ?? []), event]);
    }
    keyed(this.list, [...days], {
      key: ([day]) => day,
      make: ([day]) => el("section", { class: "group", "aria-label": day }, el("h2", {}, day), el("ol", { class: "events" })),
      update: (node, [, events]) =>
        keyed(node.querySelector("ol"), events, {
          key: (event) => `${event.id} ${event.times} ${event.time} ${event.changed ?? ""}`,
          make: (event) => row(event),
          update: () => {},
        }),
    });
    this.none.hidden = left.length > 0;
    say(this.none, this.filters.any ? "Nothing of that kind among what is loaded." : "Nothing has been said yet.");
    this.more.hidden = this.whole;
    this.rows.renew();
  }
}

/** Each with its `time`: the minute; with seconds where several are of one. */
function timed(events, clock) {
  const minute = ({ at }) => timeAt(at, clock, new Date(at));
  const counts = new Map();
  const full = (event) => `${dayAt(event.at, clock)} ${minute(event)}`;
  for (const event of events) counts.set(full(event), (counts.get(full(event)) ?? 0) + 1);
  return events.map((event) => ({ ...event, time: counts.get(full(event)) > 1 ? `${minute(event)}:${event.at.slice(17, 19)}` : minute(event) }));
}

/** What was done reads on after the name; a whole sentence where nobody did it. */
function row(event) {
  return el(
    "li",
    { "data-row": true, tabindex: -1, class: event.what.replaceAll(" ", "-") },
    el("time", { datetime: event.at }, event.time),
    event.page ? el("a", { href: `#/page/${encodeURIComponent(event.page)}`, tabindex: -1 }, `Page ${event.page}`) : el("span", {}),
    el("span", { class: "said" }, event.by ? [el("strong", {}, event.by), " "] : null, event.said, event.changed ? ` ${event.changed}` : "", timesSaid(event)),
  );
}

function fieldsOf(client) {
  return [
    pageField(client),
    { name: "what", label: "What", all: "Everything", of: (event) => event.kinds, word: (what) => WHAT[what] ?? what },
    { name: "by", label: "Person", all: "Everybody", of: (event) => event.by },
  ];
}
