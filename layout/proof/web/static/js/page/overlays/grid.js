// The page's grid: baselines, columns, the live area, trim and bleed.

import { areasPath, label, linesPath, words } from "./drawing.js";

const LEAST_APART = 2.5; // CSS pixels between baselines that the eye can tell apart

/** @type {Overlay} */
export const baselines = {
  name: "baselines",
  title: "Baseline grid",
  key: "l",
  does: "Baseline grid",
  draw: ({ trace, window, zoom }) => {
    const { first_baseline: first, baseline, slots, live } = trace.grid;
    const step = Math.max(1, 2 ** Math.ceil(Math.log2(LEAST_APART / (baseline * zoom))));
    const lines = [];
    for (let slot = 0; slot < slots; slot += step) {
      const y = first + slot * baseline;
      if (y >= window[1] && y <= window[1] + window[3]) lines.push([live[0], y, live[0] + live[2], y]);
    }
    return [linesPath(lines, { class: "baseline" })];
  },
  legend: ({ trace: { grid } }) => [`${grid.slots} lines, ${round(grid.baseline)} pt apart; the first at ${round(grid.first_baseline)} pt`],
};

/** @type {Overlay} */
export const columns = {
  name: "columns",
  title: "Columns",
  key: "k",
  does: "Columns",
  draw: (scene) => {
    const { columns: all, live } = scene.trace.grid;
    const areas = all.map(([x, width]) => [x, live[1], width, live[3]]);
    return [
      areasPath(areas, scene.window, { class: "column" }),
      ...all.map(([x, width], index) => words(String(index + 1), [x + width / 2, live[1] - 4 / scene.zoom], scene, { anchor: "middle", class: "column-number" })),
    ];
  },
  legend: ({ trace: { grid } }) => {
    const [first, second] = grid.columns;
    const gutter = second ? `, gutters of ${millimetres(second[0] - first[0] - first[1])}` : "";
    return [`${grid.columns.length} columns of ${millimetres(first?.[1] ?? 0)}${gutter}`];
  },
};

/** @type {Overlay} */
export const bounds = {
  name: "bounds",
  title: "Trim and live area",
  key: "t",
  does: "Live area, trim and bleed",
  draw: (scene) => {
    const { trace, window } = scene;
    const [width, height] = trace.size;
    const { bleed } = trace;
    return [
      areasPath([trace.grid.live], window, { class: "live" }),
      areasPath([[0, 0, width, height]], window, { class: "trim" }),
      bleed ? areasPath([[-bleed, -bleed, width + 2 * bleed, height + 2 * bleed]], window, { class: "bleed" }) : null,
      label("Live area", trace.grid.live, scene, { class: "label live" }),
      label("Trim", [0, 0], scene, { class: "label trim" }),
    ];
  },
  legend: ({ trace }) => [
    `Trim ${millimetres(trace.size[0])} \u00d7 ${millimetres(trace.size[1])}`,
    `Live area ${millimetres(trace.grid.live[2])} \u00d7 ${millimetres(trace.grid.live[3])}`,
    trace.bleed ? `Bleed ${millimetres(trace.bleed)}` : "No bleed",
  ],
};

function millimetres(points) {
  return `${(Math.round(((points * 25.4) / 72) * 10) / 10).toFixed(1).replace(".0", "")} mm`;
}

function round(points) {
  return String(Math.round(points * 100) / 100);
}
