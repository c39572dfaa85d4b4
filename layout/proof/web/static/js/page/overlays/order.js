// Reading order: blocks numbered as they are read, arrows through their legs, and out to where they jump.

import { svg } from "../../dom.js";
import { areaOfBlock, inOrder } from "../hit.js";
import { label } from "./drawing.js";

const DISC = 11; // CSS pixels of radius
const BESIDE = 25; // CSS pixels from the block's edge, its letter's room
const ARROW = 10; // CSS pixels of an arrow's head

/** @type {Overlay} */
export const order = {
  name: "order",
  title: "Reading order",
  key: "q",
  does: "Reading order, through legs and to jumps",
  draw: (scene) => {
    const blocks = inOrder(scene.trace).filter((block) => block.what !== "ad");
    const places = blocks.map((block) => startOf(block, scene));
    return [
      arrowHead(scene),
      ...blocks.slice(1).map((block, index) => arrow(endOf(blocks[index], scene), places[index + 1], scene, "between")),
      ...blocks.flatMap((block) => block.legs.slice(1).map((leg, index) => arrow(footOf(block.legs[index]), topOf(leg), scene, "through"))),
      ...blocks.map((block, index) => disc(places[index], index + 1, block, scene)),
      ...blocks.flatMap((block) => jumps(block, scene)),
    ];
  },
};

function jumps(block, scene) {
  const [x, y, width, height] = areaOfBlock(block);
  const size = 11 / scene.zoom;
  return [
    block.jump_from ? label(`\u2190 page ${block.jump_from}`, [x + width, y], scene, { anchor: "end", class: "label jump" }) : null,
    block.jump_to ? label(`page ${block.jump_to} \u2192`, [x + width, y + height - size * 1.5], scene, { anchor: "end", class: "label jump" }) : null,
  ];
}

/** Beside the block's letter, which may stand there, too. */
function startOf(block, { zoom }) {
  const [x, y] = block.areas[0];
  return [x + (BESIDE + DISC) / zoom, y + DISC / zoom];
}

function endOf(block, scene) {
  return block.legs.length ? footOf(block.legs.at(-1)) : startOf(block, scene);
}

function footOf([x, y, width, height]) {
  return [x + width / 2, y + height - 4];
}

function topOf([x, y, width]) {
  return [x + width / 2, y + 6];
}

/** Curved, so that arrows from leg to leg do not lie on one another. */
function arrow([x0, y0], [x1, y1], { zoom, page }, kind) {
  const stop = kind === "between" ? (DISC + 2) / zoom : 0;
  const far = Math.max(Math.hypot(x1 - x0, y1 - y0), 0.01);
  const [x, y] = [x1 - ((x1 - x0) / far) * stop, y1 - ((y1 - y0) / far) * stop];
  const bend = Math.min(far / 5, 30);
  const [mx, my] = [(x0 + x) / 2 - ((y - y0) / far) * bend, (y0 + y) / 2 + ((x - x0) / far) * bend];
  return svg("path", {
    d: `M${x0} ${y0}Q${mx} ${my} ${x} ${y}`, class: `arrow ${kind}`, fill: "none", "vector-effect": "non-scaling-stroke",
    "marker-end": `url(#arrow-${page.number})`,
  });
}

function arrowHead({ zoom, page }) {
  const side = ARROW / zoom;
  const marker = {
    id: `arrow-${page.number}`, viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: side, markerHeight: side,
    markerUnits: "userSpaceOnUse", orient: "auto-start-reverse",
  };
  return svg("defs", {}, svg("marker", marker,
    svg("path", { d: "M0 0L10 5L0 10z", class: "arrow-head" })));
}

function disc([x, y], number, block, { zoom }) {
  const radius = DISC / zoom;
  return svg("g", { class: "disc", "data-letter": block.letter },
    svg("circle", { cx: x, cy: y, r: radius }),
    svg("text", { x, y: y + radius * 0.4, "font-size": radius * 1.15, "text-anchor": "middle" }, String(number)));
}
