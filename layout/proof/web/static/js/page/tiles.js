// Squares of a sheet, as fine as the eye can see: which are wanted, and how they come.

import { refusalOf } from "../client.js";
import { isPassing, pauseAfter } from "../patience.js";

export const TILE = 512; // pixels
const COARSEST = 48; // dots an inch of level 0
const FINEST_LEVEL = 5;
const PER_INCH = 72;
const ENOUGH = 0.97; // of the device's dots an inch: what is missing then can't be seen
const AT_ONCE = 4; // of the six that a browser has to a host, one of which hears events

export const WHOLE_DPI = 96;

/** Dots an inch that a zoom needs on a screen of so many device pixels a CSS pixel. */
function neededDpi(zoom, dense) {
  return zoom * dense * PER_INCH;
}

/** The coarsest level that is as fine as the screen; null where the whole picture is. */
export function levelFor(zoom, dense) {
  const needed = neededDpi(zoom, dense) * ENOUGH;
  if (needed <= WHOLE_DPI) return null;
  return Math.min(Math.ceil(Math.log2(needed / COARSEST)), FINEST_LEVEL);
}

/** A tile's side in points. */
export function tileSide(level) {
  return (TILE * PER_INCH) / (COARSEST * 2 ** level);
}

/**
 * The tiles of a level that an area touches, those nearest to its middle first.
 * @returns {{level: number, column: number, row: number, id: string}[]}
 */
export function tilesIn(area, media, level) {
  const side = tileSide(level);
  const [left, top] = [area[0] - media[0], area[1] - media[1]];
  const [lastColumn, lastRow] = [lastOf(media[2], level), lastOf(media[3], level)];
  const found = [];
  for (let row = Math.max(Math.floor(top / side), 0); row <= Math.min(Math.floor((top + area[3]) / side), lastRow); row += 1) {
    for (let column = Math.max(Math.floor(left / side), 0); column <= Math.min(Math.floor((left + area[2]) / side), lastColumn); column += 1) {
      found.push({ level, column, row, id: `${level}/${column}/${row}` });
    }
  }
  const [x, y] = [(left + area[2] / 2) / side - 0.5, (top + area[3] / 2) / side - 0.5];
  const far = ({ column, row }) => (column - x) ** 2 + (row - y) ** 2;
  return found.sort((a, b) => far(a) - far(b));
}

function lastOf(length, level) {
  const pixels = Math.max(1, Math.ceil((length * COARSEST * 2 ** level) / PER_INCH - 1e-6));
  return Math.ceil(pixels / TILE) - 1;
}

/**
 * Pictures asked for in turn, a few at once; whoever no longer wants one says so, and it is not sent. What can't be had at the
 * moment makes room for the others, and is asked for again later, at the latest when the desk is reached again.
 */
export class Queue {
  /** @param {Client} client @param {function(boolean): void} busy whether something is still to come */
  constructor(client, busy) {
    this.busy = busy;
    this.waiting = [];
    this.going = 0;
    this.pausing = new Map(); // what is asked for again, to its timer
    this.reached = client.connected;
    this.end = client.subscribe(() => {
      if (client.connected && !this.reached) for (const asked of [...this.pausing.keys()]) this.#again(asked);
      this.reached = client.connected;
    });
  }

  /**
   * @param {string} address
   * @param {function(): void} [late] called where it will take its time
   * @returns {{picture: Promise<HTMLImageElement|null>, stop: function(): void}} decoded; null where it was stopped; rejects with
   *   the desk's refusal where it can't be had
   */
  ask(address, late) {
    const stopper = new AbortController();
    const asked = { address, late, signal: stopper.signal, tries: 0 };
    asked.picture = new Promise((resolve, reject) => { Object.assign(asked, { resolve, reject }); });
    this.waiting.push(asked);
    this.#tell();
    this.#next();
    const stop = () => {
      stopper.abort();
      this.#drop(asked);
    };
    return { picture: asked.picture, stop };
  }

  async #next() {
    if (this.going >= AT_ONCE || !this.waiting.length) return;
    const asked = this.waiting.shift();
    this.going += 1;
    try {
      asked.resolve(await pictureOf(asked.address, asked.signal));
    } catch (error) {
      if (asked.signal.aborted) asked.resolve(null);
      else if (isPassing(error)) this.#pause(asked, error);
      else asked.reject(error);
    }
    this.going -= 1;
    this.#tell();
    this.#next();
  }

  #pause(asked, error) {
    if (!asked.tries) asked.late?.();
    this.pausing.set(asked, setTimeout(() => this.#again(asked), pauseAfter(asked.tries, error)));
    asked.tries += 1;
  }

  #again(asked) {
    clearTimeout(this.pausing.get(asked));
    this.pausing.delete(asked);
    this.waiting.push(asked);
    this.#next();
  }

  /** One that is on its way ends by its signal. */
  #drop(asked) {
    clearTimeout(this.pausing.get(asked));
    const place = this.waiting.indexOf(asked);
    if (place >= 0) this.waiting.splice(place, 1);
    else if (!this.pausing.delete(asked)) return;
    asked.resolve(null);
    this.#tell();
  }

  #tell() {
    this.busy(this.going + this.waiting.length + this.pausing.size > 0);
  }
}

/** A picture, decoded, that keeps its bytes to itself. */
async function pictureOf(address, signal) {
  const response = await fetch(address, { credentials: "same-origin", signal });
  if (!response.ok) throw await refusalOf(response);
  return decoded(await response.blob());
}

async function decoded(blob) {
  const image = new Image();
  image.alt = "";
  image.draggable = false;
  image.src = URL.createObjectURL(blob);
  await image.decode();
  return image;
}

/** Lets go of a picture's bytes. */
export function dropped(image) {
  image.remove();
  URL.revokeObjectURL(image.src);
}
