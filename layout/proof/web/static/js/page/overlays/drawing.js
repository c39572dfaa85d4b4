// What every overlay draws with: paths of many areas, type that keeps its size on screen, only what is in sight.

import { svg } from "../../dom.js";
import { overlaps } from "../camera.js";

/**
 * What an overlay is. `draw` gives SVG elements in points of the page; `legend`, nodes that explain them with numbers, none where there is
 * nothing to explain; `varies`: what the legend hangs on that changes with the zoom.
 * @typedef {{name: string, title: string, key: string, does: string, draw: function(Scene): Array, legend?: function(Scene): Array,
 *   varies?: function(Scene): *}} Overlay
 */

/**
 * What is drawn. `window`: the part of the page that is drawn; `zoom`: CSS pixels a point; `fits`: rows of the fit table by letter;
 * `loose`: the house's widest word space, in em.
 * @typedef {{trace: Object, page: Object, window: number[], zoom: number, fits: Map<string, Object>, ink: Object|null, loose: number}} Scene
 */

/** One path of all areas that touch the window. */
export function areasPath(areas, window, attributes) {
  const d = areas.filter((area) => overlaps(area, window)).map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join("");
  return d ? svg("path", { d, "vector-effect": "non-scaling-stroke", ...attributes }) : null;
}

/** One path of straight lines `[x0, y0, x1, y1]`. */
export function linesPath(lines, attributes) {
  const d = lines.map(([x0, y0, x1, y1]) => `M${x0} ${y0}L${x1} ${y1}`).join("");
  return d ? svg("path", { d, fill: "none", "vector-effect": "non-scaling-stroke", ...attributes }) : null;
}

/** Type of so many CSS pixels, whatever the zoom. `anchor`: start, middle or end. */
export function words(text, [x, y], scene, { pixels = 11, anchor = "start", ...more } = {}) {
  return svg("text", { x, y, "font-size": pixels / scene.zoom, "text-anchor": anchor, ...more }, text);
}

/** Type on a plate of its own colour, its top left at a point. */
export function label(text, [x, y], scene, { pixels = 11, anchor = "start", ...more } = {}) {
  const size = pixels / scene.zoom;
  const width = (text.length * 0.54 + 0.9) * size;
  const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  return svg("g", { class: "label", ...more },
    svg("rect", { x: left, y, width, height: size * 1.5, rx: size * 0.2 }),
    svg("text", { x: left + width / 2, y: y + size * 1.1, "font-size": size, "text-anchor": "middle" }, text));
}

/** Whether any of them is in sight. */
export function isSeen(areas, window) {
  return areas.some((area) => overlaps(area, window));
}
