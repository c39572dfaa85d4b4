// The fit table: how every block's copy stands to its hole, what is over first.

import { el, hidden, put } from "../dom.js";
import { keyed, redraw } from "./keyed.js";

const HEADS = ["Page", "Story", "Lines", "Fit", "Leeway", "Borders", "Levers"];

/** Words of the table that want explaining: shown where the pointer rests, and in the help. */
export const FIT_WORDS = [
  ["Leeway", "By how many lines the story\u2019s paragraphs alone can be set shorter or longer, with no word changed: \u22122/+7 is up to 2 shorter or 7 longer."],
  ["Borders", "Give: the block can take lines from the one above or below, or leave some to it. Fixed: ads, furniture or its neighbours hold it."],
  ["Levers", "What the make-up has used already to make the copy fit."],
];
const RANK = { over: 0, short: 1, full: 2 };

/** Over first, the worst on top; then short; then what fits, as it stands in the paper. @returns {Object[]} */
export function worstFirst(fits) {
  const amount = (fit) => fit.lines_over || fit.lines_short;
  return fits
    .map((fit, index) => ({ fit, index }))
    .sort((one, other) => RANK[one.fit.fit] - RANK[other.fit.fit] || amount(other.fit) - amount(one.fit) || one.index - other.index)
    .map(({ fit }) => fit);
}

/** The slug that a block carries, or "": `(briefs)` and the like are no stories. */
function slugOf(fit) {
  return fit.carries.startsWith("(") ? "" : fit.carries;
}

export class FitTable {
  constructor() {
    this.body = el("tbody", {});
    this.node = el(
      "table",
      { class: "fits" },
      el("caption", { class: "for-readers" }, "Copy fit by block, what is over first"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          HEADS.map((head) => el("th", { scope: "col", class: head === "Lines" ? "number" : "", title: new Map(FIT_WORDS).get(head) ?? null }, head)),
        ),
      ),
      this.body,
    );
  }

  /** Shows these rows, in their order. */
  update(fits) {
    keyed(this.body, fits, {
      key: (fit) => `${fit.page} ${fit.block}`,
      make: () =>
        el("tr", {
          on: {
            click: (event) => {
              if (!event.target.closest("a")) event.currentTarget.querySelector("a").click();
            },
          },
        }),
      update: (row, fit) => redraw(row, fit, () => drawn(row, fit)),
    });
  }
}

function drawn(row, fit) {
  const place = row.querySelector("a[data-row]") ?? el("a", { "data-row": true, tabindex: -1 });
  place.setAttribute("href", `#/page/${encodeURIComponent(fit.page)}?block=${encodeURIComponent(fit.block)}`);
  Object.assign(place.dataset, { story: slugOf(fit), page: fit.page, over: String(fit.paragraph_over) });
  put(place, hidden("Page "), fit.page, " ", el("span", { class: "block" }, hidden("block "), fit.block));
  row.className = fit.fit;
  put(
    row,
    el("th", { scope: "row" }, place),
    cell(story(fit)),
    cell(String(fit.lines), "number figure"),
    cell(told(fit), "told figure"),
    cell(fit.leeway === "0" ? "" : fit.leeway.replace("-", "\u2212"), "figure"),
    cell(fit.borders),
    cell(fit.levers.join("; "), "levers"),
  );
}

function story(fit) {
  const slug = slugOf(fit);
  return slug ? el("a", { href: `#/galley/${encodeURIComponent(slug)}`, tabindex: -1 }, slug) : fit.carries;
}

function told(fit) {
  const words = fit.first_words_over ? el("span", { class: "words" }, ` from \u201c${fit.first_words_over}\u201d`) : null;
  return [fit.told === "full" ? "fits" : fit.told, fit.allowed ? " (allowed)" : "", words];
}

function cell(content, kind = "") {
  return el("td", { class: kind }, content);
}
