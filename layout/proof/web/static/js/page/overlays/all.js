// Every overlay, in the order in which they lie on one another.

import { frames } from "./frames.js";
import { baselines, bounds, columns } from "./grid.js";
import { ink } from "./ink.js";
import { numbers } from "./numbers.js";
import { order } from "./order.js";
import { overset } from "./overset.js";
import { spaces } from "./spaces.js";

/** @type {Overlay[]} as they are offered */
export const OVERLAYS = [frames, baselines, columns, bounds, numbers, spaces, overset, ink, order];

const FROM_BELOW = ["ink", "columns", "baselines", "spaces", "overset", "frames", "bounds", "numbers", "order"];

/** The names that are on, the lowest first. */
export function fromBelow(on) {
  return FROM_BELOW.filter((name) => on.has(name)).map((name) => OVERLAYS.find((each) => each.name === name));
}
