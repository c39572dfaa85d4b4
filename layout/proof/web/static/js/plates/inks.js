// A page's plates as numbers, and how they look together: each ink is laid over the paper by multiplication, as a filter would be.

import { refusalOf } from "../client.js";

const SOLID = 255;

/** `ramp`: its colours as if on white, in even steps from none to solid. @typedef {{name: string, ramp: number[][], spot: boolean, inked: boolean}} Ink */

/**
 * One plate's ink, a number from 0 to 255 for each pixel, row by row.
 * @param {string} address of a grey PNG: 0 is solid ink, 255 none
 * @returns {Promise<{width: number, height: number, ink: Uint8Array}>} rejects with what the server said
 */
export async function readPlate(address, signal) {
  const bitmap = await readPicture(address, signal);
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const ink = new Uint8Array(width * height);
  for (let pixel = 0; pixel < ink.length; pixel += 1) ink[pixel] = SOLID - data[pixel * 4];
  return { width, height, ink };
}

/** A picture, decoded; its numbers as they stand in the file. */
export async function readPicture(address, signal) {
  const response = await fetch(address, { credentials: "same-origin", signal });
  if (!response.ok) throw await refusalOf(response);
  return createImageBitmap(await response.blob(), { colorSpaceConversion: "none" });
}

/**
 * Lays plates over the paper.
 * @param {Uint8ClampedArray} pixels RGBA, to be filled
 * @param {{ink: Uint8Array, ramp: number[][]}[]} plates
 * @param {number[]} paper RGB
 */
export function mix(pixels, plates, paper) {
  const filters = plates.map(({ ramp }) => [0, 1, 2].map((part) => filterOf(ramp.map((colour) => colour[part]))));
  const [red, green, blue] = paper;
  const count = pixels.length / 4;
  for (let pixel = 0, at = 0; pixel < count; pixel += 1, at += 4) {
    let r = red; // no lists here: there are three million pixels
    let g = green;
    let b = blue;
    for (let plate = 0; plate < plates.length; plate += 1) {
      const ink = plates[plate].ink[pixel];
      if (ink) {
        const filter = filters[plate];
        r *= filter[0][ink];
        g *= filter[1][ink];
        b *= filter[2][ink];
      }
    }
    pixels[at] = r;
    pixels[at + 1] = g;
    pixels[at + 2] = b;
    pixels[at + 3] = SOLID;
  }
}

/** What share of one colour of light passes each amount of an ink; `stops`: what passes even steps of it, 0 to 255. */
function filterOf(stops) {
  const filter = new Float32Array(SOLID + 1);
  for (let ink = 0; ink <= SOLID; ink += 1) {
    const at = (ink / SOLID) * (stops.length - 1);
    const below = Math.min(Math.floor(at), stops.length - 2);
    filter[ink] = (stops[below] + (at - below) * (stops[below + 1] - stops[below])) / SOLID;
  }
  return filter;
}

/** The share of each ink at a pixel, and all together; 1 is solid. */
export function inksAt(plates, pixel) {
  const shares = plates.map(({ ink }) => ink[pixel] / SOLID);
  return { shares, total: shares.reduce((sum, share) => sum + share, 0) };
}

/**
 * The share of each ink, and all together, where there is most in an area: as the mean of a square of pixels.
 * @param {{width: number, ink: Uint8Array}[]} plates
 * @param {{left: number, top: number, columns: number, rows: number}} area in pixels
 * @param {number} side of the square, in pixels
 */
export function inksMost(plates, { left, top, columns, rows }, side) {
  const across = Math.min(side, columns);
  const down = Math.min(side, rows);
  const wide = columns + 1;
  const sums = new Float64Array(wide * (rows + 1)); // of all that lies above and left
  for (let row = 0; row < rows; row += 1) {
    let line = 0;
    for (let column = 0; column < columns; column += 1) {
      const pixel = (top + row) * plates[0].width + left + column;
      for (const { ink } of plates) line += ink[pixel];
      const at = (row + 1) * wide + column + 1;
      sums[at] = sums[at - wide] + line;
    }
  }
  let [most, first, above] = [-1, 0, 0];
  for (let row = 0; row + down <= rows; row += 1) {
    for (let column = 0; column + across <= columns; column += 1) {
      const [head, foot] = [row * wide + column, (row + down) * wide + column];
      const sum = sums[foot + across] - sums[foot] - sums[head + across] + sums[head];
      if (sum > most) [most, first, above] = [sum, column, row];
    }
  }
  return meanOf(plates, { left: left + first, top: top + above, columns: across, rows: down });
}

function meanOf(plates, { left, top, columns, rows }) {
  const shares = plates.map(({ width, ink }) => {
    let sum = 0;
    for (let row = top; row < top + rows; row += 1) for (let column = left; column < left + columns; column += 1) sum += ink[row * width + column];
    return sum / (columns * rows * SOLID);
  });
  return { shares, total: shares.reduce((sum, share) => sum + share, 0) };
}

/** `0.4` is "40 %". */
export function percent(share) {
  return `${Math.round(share * 100)}\u00a0%`;
}
