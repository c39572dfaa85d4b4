// Squares of a sheet, as fine as the eye can see: which are wanted, and how they come.

export const TILE = 512; // pixels
const COARSEST = 48; // dots an inch of level 0
const FINEST_LEVEL = 5;
const PER_INCH = 72;
const ENOUGH = 0.97; // of the device's dots an inch: what is missing then can't be seen
const AT_ONCE = 4; // of the six that a browser has to a host, one of which hears events
const AGAIN = 700; // milliseconds until a tile is asked for again that a busy desk refused
const TRIES = 4;

export const WHOLE_DPI = 96;

/** Dots an inch that a zoom needs on a screen of so many device pixels a CSS pixel. */
export function neededDpi(zoom, dense) {
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

/** Pictures asked for in turn, a few at once; whoever no longer wants one says so, and it is not sent. */
export class Queue {
  /** @param {function(boolean): void} busy whether something is still to come */
  constructor(busy) {
    this.busy = busy;
    this.waiting = [];
    this.going = 0;
  }

  /** @returns {{picture: Promise<HTMLImageElement|null>, stop: function(): void}} decoded; null where it was stopped or can't be had */
  ask(address) {
    const stopper = new AbortController();
    const asked = { address, signal: stopper.signal };
    asked.picture = new Promise((resolve) => { asked.resolve = resolve; });
    this.waiting.push(asked);
    this.busy(true);
    this.#next();
    const stop = () => {
      stopper.abort();
      const place = this.waiting.indexOf(asked);
      if (place >= 0) {
        this.waiting.splice(place, 1);
        asked.resolve(null);
        this.busy(this.going + this.waiting.length > 0);
      }
    };
    return { picture: asked.picture, stop };
  }

  async #next() {
    if (this.going >= AT_ONCE || !this.waiting.length) return;
    const asked = this.waiting.shift();
    this.going += 1;
    asked.resolve(await pictureOf(asked.address, asked.signal));
    this.going -= 1;
    this.busy(this.going + this.waiting.length > 0);
    this.#next();
  }
}

/** A picture, decoded, that keeps its bytes to itself; null where it can't be had. */
export async function pictureOf(address, signal) {
  for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
    try {
      const response = await fetch(address, { credentials: "same-origin", signal });
      if (response.ok) return await decoded(await response.blob());
      if (response.status !== 429 && response.status < 500) return null;
    } catch {
      if (signal.aborted) return null;
    }
    await new Promise((resolve) => { setTimeout(resolve, AGAIN * (tries + 1)); });
  }
  return null;
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
