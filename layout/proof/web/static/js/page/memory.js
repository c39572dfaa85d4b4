// What a browser's tab remembers: where one was on each page, which overlays are on, how pages lie.

const PLACE = "page place ";
const SETTINGS = "page settings";

/** @typedef {{way: string, zoom: number, middle: [number, number]}} Place `middle`: the point of the page in the stage's middle */

/** @returns {Place|null} */
export function placeOf(number) {
  return read(PLACE + number);
}

export function keepPlace(number, place) {
  write(PLACE + number, place);
}

/** @returns {{overlays?: string[], flags?: boolean, lie?: string, panel?: boolean}} */
export function settings() {
  return read(SETTINGS) ?? {};
}

export function keepSettings(kept) {
  write(SETTINGS, kept);
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full store forgets a place, no more.
  }
}
