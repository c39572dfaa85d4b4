// What is known of a sheet's page, as far as it belongs to the version that lies there: figures, problems and places of another are not
// told over it. Pure.

import { showsReleased } from "../views/states.js";

const DIFFERING = "page-released"; // its notice tells that already, and it is no fault of what would be made now

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
    items: old ? [] : known.itemsOf(number).filter((item) => item.code !== DIFFERING && (!frozen || isOfReleased(item))),
    notes: old ? [] : known.notesOf(number),
    fits: old || frozen ? new Map() : known.fitsOf(number),
  };
}

/** What may be flagged on the sheet: a note whose place follows words, blocks or pictures has it in the present make alone. */
export function flaggedOf(sheet, { frozen, items, notes }) {
  return { sheet, items, notes: frozen ? notes.filter((note) => !followsThePage(note)) : notes };
}

/** Whether a problem is of the released version: that it does not go with others, say. */
export function isOfReleased({ kind }) {
  return kind === "released";
}

/** The address of the same place on what would be made now. */
export function presentOf({ id, ...place }, { made }) {
  return `#/page/${encodeURIComponent(id)}?${new URLSearchParams({ ...place, proof: made })}`;
}

export function followsThePage({ story, block, art }) {
  return Boolean(story || block || art);
}
