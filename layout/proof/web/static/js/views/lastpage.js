// The page that was looked at last, in whichever view: the flatplan marks it.

import { remember, remembered } from "../remembering.js";

const PLACE = "flatplan-place";
const OF_A_PAGE = new Set(["page", "compare", "plates"]); // views whose address names one

/** Hears of every address. */
export function keepPage(view, { id }) {
  if (OF_A_PAGE.has(view) && id) keepPlace({ page: id });
}

/** `page`, and how far the flatplan was `scroll`ed: what is given takes the place of what was. */
export function keepPlace(place) {
  remember(PLACE, { ...lastPlace(), ...place });
}

/** What was kept; nothing where nothing was. @returns {{page?: string, scroll?: number}} */
export function lastPlace() {
  return remembered(PLACE) ?? {};
}
