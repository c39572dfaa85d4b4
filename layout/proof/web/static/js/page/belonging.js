// What is known of a sheet's page, as far as it belongs to the version that lies there: figures, problems and places of another are not
// told over it. Pure.

import { showsReleased } from "../views/states.js";

const DIFFERING = "page-released"; // the page's notice tells that already

/**
 * @param {Sheet} sheet
 * @param {Known} known
 * @param {boolean} old whether the sheet shows a version that is neither the present one nor the released one
 * @returns {{page: Object, trace: Object|null, stories: Object, frozen: boolean, items: Object[], notes: Object[], fits: Map, loose: number}} `frozen`: the
 *   released version lies there, where another would be made now
 */
export function belongingTo({ number, page, trace }, known, old) {
  const frozen = !old && showsReleased(page);
  return {
    page, trace, frozen, stories: known.stories, loose: known.loose,
    items: old ? [] : known.itemsOf(number).filter((item) => isOfReleased(item) ? item.code !== DIFFERING && (frozen || !page.released?.differs) : !frozen),
    notes: old ? [] : frozen ? known.notesOnReleased(number) : known.notesOf(number),
    fits: old || frozen ? new Map() : known.fitsOf(number),
  };
}

/** Whether a problem is of the released version: that it does not go with others, say. */
function isOfReleased({ kind }) {
  return kind === "released";
}

/** The address of the same place on what would be made now. */
export function presentOf({ id, ...place }, { made }) {
  return `#/page/${encodeURIComponent(id)}?${new URLSearchParams({ ...place, proof: made })}`;
}

/** Whether an address names a problem or a note of what would be made now, while the page is shown as it was released. */
export function isOfPresent({ item, note }, { items, notes }) {
  return items.some((each) => each.key === item && !isOfReleased(each)) || notes.some((each) => String(each.id) === note && each.unprinted);
}
