// Beside the page: which plates are shown, the ink under the pointer, and where there is too much of it.

import { button, counted, el, put } from "../dom.js";
import { percent } from "./inks.js";

const POINTS_A_MM = 72 / 25.4;

/** The key of a plate: the process inks go by their letters, spots by their place behind them. "" from the tenth. */
export function plateKey(number) {
  return "cmyk56789"[number] ?? "";
}

/** The buttons of the plates. @param {{inks: Ink[], shown: Set<number>, toggle: function(number): void, alone: function(number): void}} of */
export function plateButtons({ inks, shown, toggle, alone }) {
  return inks.map(({ name, ramp, inked }, number) => el("li", {},
    button([swatch(ramp.at(-1)), el("span", {}, name)], () => toggle(number),
      { key: plateKey(number), pressed: shown.has(number), kind: "ink", "data-ink": name }),
    button("Alone", () => alone(number), { kind: "alone", "aria-label": `${name} alone`, "data-alone": name }),
    inked ? null : el("span", { class: "bare" }, "no ink")));
}

/** A table of the inks at a point. `place` null: nowhere. */
export function inksHere({ inks, limit }, here) {
  const over = here !== null && here.total > limit + 1e-6;
  const share = (value) => el("td", { class: "number figure" }, value);
  return el("table", {},
    el("caption", { class: "for-readers" }, "Ink at the place pointed at"),
    el("tbody", {},
      inks.map(({ name, ramp }, number) => el("tr", { "data-ink": name },
        el("th", { scope: "row" }, swatch(ramp.at(-1)), name), share(here ? percent(here.shares[number]) : "\u2013"))),
      el("tr", { class: over ? "total over" : "total", "data-ink": "total" },
        el("th", { scope: "row" }, over ? "Total, over the limit" : "Total"), share(here ? percent(here.total) : "\u2013"))));
}

/** The limit, the most, and a list of places above the limit, each a button. */
export function inkFacts(facts, chosen, show) {
  const most = facts.most_mm2_at === null ? el("p", {}, "There is no ink inside the trim.") : el("p", {},
    "Most over a square millimetre: ",
    el("strong", { class: facts.most_mm2 > facts.limit ? "figure over" : "figure" }, percent(facts.most_mm2)), ", ",
    button(whereOf(facts.most_mm2_at), () => show(facts.most_mm2_at, -1), { kind: "place", "data-most": true }));
  return [
    el("p", {}, `${facts.press} takes `, el("strong", { class: "figure" }, percent(facts.limit)), "."),
    most,
    facts.complaint ? el("p", { class: "wrong" }, `The page may be incomplete here: Ghostscript says \u201c${facts.complaint}\u201d.`) : null,
    facts.over.length === 0 ? el("p", { class: "good" }, "No place is above the limit.") : [
      el("h3", {}, `${counted(facts.over.length, "place")} above the limit`),
      el("ol", { class: "places" }, facts.over.map((place, number) => el("li", {},
        button([el("strong", { class: "figure over" }, percent(place.most)), el("span", {}, place.pixel ? "in a pixel" : ""), whereOf(place.area)],
          () => show(place.area, number), { kind: number === chosen ? "place chosen" : "place", "aria-current": number === chosen ? "true" : null })))),
    ],
  ];
}

/** The colours of the map of total ink. */
export function mapLegend(bands) {
  return el("ul", { class: "bands" }, bands.map(({ label, rgb }) => el("li", {}, swatch(rgb), label)));
}

/** Puts `parts` where they are others than before; the focus stays on the control that it was on. */
export function renew(node, ...parts) {
  const control = node.contains(document.activeElement) ? document.activeElement : null;
  const number = control ? [...node.querySelectorAll("button")].indexOf(control) : -1;
  put(node, ...parts);
  if (number >= 0) node.querySelectorAll("button")[number]?.focus({ preventScroll: true });
}

function swatch(rgb) {
  return el("span", { class: "swatch", "aria-hidden": "true", style: { "background-color": `rgb(${rgb.join(" ")})` } });
}

function whereOf([x, y, width, height]) {
  const [left, top] = [(x + width / 2) / POINTS_A_MM, (y + height / 2) / POINTS_A_MM].map(Math.round);
  return `${left} mm from the left, ${top} mm from the top`;
}
