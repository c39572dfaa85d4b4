// What a browser's tab remembers: where one was on each page, which overlays are on, how pages lie.

import { remember, remembered } from "../remembering.js";

const PLACE = "page place ";
const SETTINGS = "page settings";
const CHOSEN = "page chosen";

/** @typedef {{way: string, zoom: number, middle: [number, number]}} Place `middle`: the point of the page in the stage's middle */

/** @returns {Place|null} */
export function placeOf(number) {
  return remembered(PLACE + number);
}

export function keepPlace(number, place) {
  remember(PLACE + number, place);
}

/** What is chosen is kept while one is at its galley, and taken once. @returns {Object|null} */
export function takeChosen() {
  const kept = remembered(CHOSEN);
  remember(CHOSEN, null);
  return kept;
}

/** @param {{number: string, block: Object|null, line: Object|null, word: number, art: Object|null}} chosen */
export function keepChosen(chosen) {
  remember(CHOSEN, chosen);
}

/** @returns {{overlays?: string[], flags?: boolean, lie?: string, panel?: boolean}} */
export function settings() {
  return remembered(SETTINGS) ?? {};
}

export function keepSettings(kept) {
  remember(SETTINGS, kept);
}
