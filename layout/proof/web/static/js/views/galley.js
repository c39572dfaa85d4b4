// A story's galley: its lines as they are set, numbered, what is over in red, with its notes beside them.

import { counted, el, hidden, put } from "../dom.js";
import { editorButtons, openStory } from "./editor.js";
import { beginnings, legsOf, lineOf, wordAt } from "./galleylines.js";
import { keyed, redraw, say } from "./keyed.js";
import { noteLeadsTo, placeSaid } from "./noterow.js";
import { writeNote } from "./noting.js";
import { Rows } from "./rows.js";
import { watchedList } from "./watchedlist.js";

/** See main.js. `parameters.id`: the slug; without one, all stories are listed. `parameters.line`: a line to stand on. */
export function mount(root, client, parameters) {
  const galley = parameters.id ? new Galley(root, client, parameters) : new Stories(root, client);
  return { update: (state) => galley.update(state), unmount: () => galley.unmount(), keys: galley.keys() };
}

class Galley {
  constructor(root, client, { id, line }) {
    Object.assign(this, { root, client, slug: id, asked: line ?? "", facts: null, notes: [] });
    this.#build();
    this.rows = new Rows(this.lines);
    this.watched = watchedList(client, "notes", ({ notes }) => {
      this.notes = notes;
      if (this.facts) this.#drawNotes();
    });
  }

  unmount() {
    this.gone = true;
    this.watched.end();
  }

  async update(state) {
    this.root.classList.toggle("out-of-date", state.making.stale);
    const { items, proofs } = state.revisions; // a line may change and fit as before; what is over may change and print as before
    const revision = `${state.run} ${items} ${proofs}`;
    if (revision !== this.revision) {
      this.revision = revision;
      await this.#fetch(revision);
    }
    await this.watched.update();
  }

  keys() {
    return [
      ...this.rows.keys(),
      { key: "Enter", does: "The line on its page", run: () => this.#with((line) => this.#show(line)) },
      { key: "v", does: "The first line that is over", run: () => this.#toOver() },
      { key: "n", does: "Write a note on the line", run: () => this.#with((line) => this.#note(line)), role: "note" },
      { key: "E", does: "The story in the editor, at this paragraph", run: () => this.#edit() },
    ];
  }

  async #fetch(revision) {
    try {
      const [facts, stories] = await Promise.all([
        this.client.get(`/api/stories/${encodeURIComponent(this.slug)}/galley`),
        this.client.list("stories"),
      ]);
      if (this.gone || revision !== this.revision) return;
      Object.assign(this, { facts, story: (stories.stories ?? stories)[this.slug] ?? null });
      this.#draw();
    } catch (error) {
      if (this.gone || revision !== this.revision) return;
      if (this.facts) this.client.complain(error);
      else put(this.missing, error.message, " ", error.remedy);
      this.missing.hidden = Boolean(this.facts);
    }
  }

  #build() {
    this.title = el("h1", {}, this.slug);
    this.about = el("p", { class: "about" });
    this.fit = el("p", { class: "fit figure" });
    this.cut = el("button", { type: "button", class: "cut", on: { click: () => this.#toOver() } });
    this.advice = el("p", { class: "advice figure" });
    this.ways = el("p", { class: "ways" });
    this.missing = el("p", { class: "none", hidden: true });
    this.lines = el("div", { class: "legs" });
    this.headNotes = el("div", { class: "pinned of-head" });
    put(
      this.root,
      el("div", { class: "head" }, this.title, this.about, el("div", { class: "fitting" }, this.fit, this.cut, this.advice), this.ways),
      this.missing,
      this.headNotes,
      this.lines,
    );
  }

  #draw() {
    const { facts, story } = this;
    this.missing.hidden = true;
    say(this.title, story?.headline || this.slug);
    const words = facts.blocks.reduce((sum, block) => sum + (block.words ?? 0), 0);
    say(
      this.about,
      [this.slug, story?.byline, takenSaid(story), counted(facts.lines.length, "line"), words ? counted(words, "word") : ""]
        .filter(Boolean)
        .join(" \u00b7 "),
    );
    const over = facts.lines.filter((line) => line.over).length;
    this.fit.className = `fit figure ${over ? "over" : facts.fit ? "" : "short"}`;
    say(this.fit, over ? `+${counted(over, "line")} over` : facts.fit ? "Fits" : "Short");
    const advice = facts.advice ? `${facts.advice[0].toUpperCase()}${facts.advice.slice(1)}` : "";
    this.cut.hidden = !over;
    say(this.cut, advice || "To the first line over");
    say(this.advice, over || !advice ? "" : `${advice}.`);
    redraw(this.ways, [facts.blocks.map((block) => [block.page, block.block]), facts.path, story?.links], () => put(this.ways, this.#ways()));
    this.#drawLines();
    this.#drawNotes();
    this.rows.renew();
    if (this.asked) this.#arrive();
  }

  #ways() {
    const { facts } = this;
    const places = facts.blocks.map(({ page, block }) =>
      el("a", { href: `#/page/${encodeURIComponent(page)}?block=${encodeURIComponent(block)}` }, `Page ${page}, block ${block}`),
    );
    return [
      places,
      facts.path ? [el("code", {}, facts.path), editorButtons(this.client, this.story, () => this.#edit())] : null,
    ];
  }

  #drawLines() {
    const begun = beginnings(this.facts.lines);
    keyed(this.lines, legsOf(this.facts.lines), {
      key: (leg) => leg.key,
      make: (leg) => el("section", { class: leg.over ? "leg overset" : "leg" }, el("h2", {}), el("ol", {})),
      update: (node, leg) => {
        say(node.querySelector("h2"), leg.title);
        keyed(node.querySelector("ol"), leg.lines, {
          key: (line) => String(line.number),
          make: () => this.#line(),
          update: (row, line) => redraw(row, [line, begun.has(line)], () => drawLine(row, line, begun.has(line))),
        });
      },
    });
  }

  #line() {
    const [number, text, notes] = [el("span", { class: "number" }), el("span", { class: "text" }), el("span", { class: "pinned" })];
    return el(
      "li",
      {
        "data-row": true,
        tabindex: -1,
        on: {
          click: (event) => {
            if (!event.target.closest("a")) this.#with((line) => this.#show(line));
          },
        },
      },
      el("span", { class: "above" }),
      number,
      text,
      notes,
    );
  }

  /** Under the line on which the noted word is; of a word of the head, and of what is on no line, over them all. */
  #drawNotes() {
    const byLine = new Map([[0, []]]);
    for (const note of this.notes.filter((each) => each.story === this.slug)) {
      const number = lineOf(this.facts.lines, note)?.number ?? 0;
      byLine.set(number, [...(byLine.get(number) ?? []), note]);
    }
    drawPinned(this.headNotes, byLine.get(0));
    for (const row of this.lines.querySelectorAll("li")) drawPinned(row.querySelector(".pinned"), byLine.get(Number(row.dataset.key)) ?? []);
  }

  #current() {
    return this.facts?.lines.find((line) => String(line.number) === this.rows.chosen?.dataset.key) ?? null;
  }

  /** `fn` with the line that is chosen; where none is, that is said. */
  #with(fn) {
    const line = this.#current();
    if (line) fn(line);
    else this.client.announce("Choose a line first: click on it, or . marks the next one.");
  }

  /** To the first line that is over. */
  #toOver() {
    const row = this.lines.querySelector(".overset [data-row]");
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
  }

  async #show(line) {
    const { page, block } = line.over ? this.#ending() : line;
    const area = line.over ? null : await this.#area(line);
    const query = [area ? `at=${area.map((each) => each.toFixed(1)).join(",")}` : "", `block=${encodeURIComponent(block)}`]
      .filter(Boolean)
      .join("&");
    if (!this.gone) this.client.go(`/page/${encodeURIComponent(page)}?${query}`);
  }

  /** What is over belongs to the block that ends the story. */
  #ending() {
    return this.facts.blocks.find((each) => each.lines_over) ?? this.facts.blocks.at(-1);
  }

  /** Where a line stands on its page: from the page's trace, which counts the lines of each block. Null where it can't be told. */
  async #area({ page, block, number }) {
    const first = this.facts.lines.find((line) => line.page === page && line.block === block)?.number ?? number;
    try {
      const trace = await this.client.get(`/api/proofs/${this.client.page(page).proof}/trace`);
      const found = trace.lines.find((line) => line.block === block && line.number === number - first + 1);
      if (!found) return null;
      const last = found.words.at(-1);
      return [found.words[0][0], found.baseline - 0.75 * found.size, last[0] + last[1] - found.words[0][0], found.size];
    } catch {
      return null; // the page is shown without the mark
    }
  }

  #note(line) {
    const { page } = line.over ? this.#ending() : line;
    const place = line.paragraph >= 0 ? { paragraph: line.paragraph, word: wordAt(this.facts.lines, line) } : {};
    writeNote(this.client, { page, proof: this.client.page(page)?.proof, story: this.slug, ...place, quote: line.text });
  }

  #edit() {
    openStory(this.client, this.slug, { paragraph: Math.max(this.#current()?.paragraph ?? 0, 0) });
  }

  #arrive() {
    const row = this.lines.querySelector(`[data-key="${CSS.escape(this.asked)}"]`);
    this.asked = "";
    row?.focus();
    row?.scrollIntoView({ block: "center" });
  }
}

/** Which of its headlines is the printed one, where there are several. */
function takenSaid(story) {
  return story?.taken ? `headline ${story.taken[0]} of ${story.taken[1]}` : "";
}

function drawPinned(place, notes) {
  const made = (note) => {
    const place = placeSaid(note);
    const about = [place && place[0].toUpperCase() + place.slice(1), note.quote && `\u201c${note.quote}\u201d`].filter(Boolean).join(" ");
    const text = [about ? el("span", { class: "about" }, about, ": ") : null, note.text];
    return el("a", { href: noteLeadsTo(note), class: note.done ? "done" : "" }, hidden(note.done ? "Note, done: " : "Note: "), text);
  };
  redraw(place, notes, () => put(place, notes.map(made)));
}

/** `begins`: whether a paragraph begins on it, to be told from the one before by an indent, as on the page. */
function drawLine(row, line, begins) {
  row.className = [line.kind, line.over ? "over" : "", begins ? "begins" : ""].filter(Boolean).join(" ");
  const [above, number, text] = row.children;
  const what = line.above
    ? `(${counted(line.above.lines, "line")}${line.above.what === "white" ? " of white" : `: ${line.above.what}`})`
    : "";
  say(above, what);
  say(number, `${line.over ? "+" : ""}${line.number}`);
  say(text, line.text);
}

/** All stories, for those who ask for no one of them. */
class Stories {
  constructor(root, client) {
    Object.assign(this, { root, client });
    this.list = el("ol", { class: "stories" });
    put(root, el("div", { class: "head" }, el("h1", {}, "Stories")), this.list);
    this.rows = new Rows(this.list);
    this.watched = watchedList(client, "stories", (found) => this.#draw(found.stories ?? found));
  }

  unmount() {
    this.watched.end();
  }

  update() {
    return this.watched.update();
  }

  #draw(stories) {
    keyed(this.list, Object.entries(stories), {
      key: ([slug]) => slug,
      make: ([slug]) => el("li", {}, el("a", { href: `#/galley/${encodeURIComponent(slug)}`, "data-row": true, tabindex: -1 })),
      update: (row, [slug, { headline, byline, places }]) =>
        redraw(row, [headline, byline, places], () =>
          put(
            row.firstChild,
            el("strong", {}, headline || slug),
            ` ${[slug, byline, ...places.map(({ page, block }) => `page ${page} ${block}`)].filter(Boolean).join(" \u00b7 ")}`,
          ),
        ),
    });
    this.rows.renew();
  }

  keys() {
    return [...this.rows.keys(), { key: "Enter", does: "Its galley", run: () => this.rows.chosen?.click() }];
  }
}
