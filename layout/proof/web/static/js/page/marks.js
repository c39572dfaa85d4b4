// What is marked on a sheet while hands and eyes move: the block under the pointer, the line, the word chosen, the focus, a place.

import { svg } from "../dom.js";
import { areaOfLine, areaOfWord } from "./hit.js";

/**
 * @param {{hover: Hit|null, chosen: Hit|null, focused: Object|null, flash: number[]|null}} what `focused`: a block
 * @param {number} zoom
 */
export function marksOf({ hover, chosen, focused, flash }, zoom) {
  return [
    hover?.block && hover.block !== chosen?.block ? outline(hover.block, "hovered") : null,
    hover?.line && hover.line !== chosen?.line ? area(areaOfLine(hover.line), "line hovered", 1.5 / zoom) : null,
    chosen?.block ? outline(chosen.block, "chosen") : null,
    chosen?.line ? area(areaOfLine(chosen.line), "line chosen", 1.5 / zoom) : null,
    chosen?.line && chosen.word >= 0 ? area(areaOfWord(chosen.line, chosen.word), "word", 1.5 / zoom) : null,
    focused ? outline(focused, "focused") : null,
    flash ? area(flash, "flash", 3 / zoom) : null,
  ];
}

function outline(block, name) {
  const d = block.areas.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join("");
  return svg("path", { d, class: `block ${name}`, "data-letter": block.letter, fill: "none", "vector-effect": "non-scaling-stroke" });
}

function area([x, y, width, height], name, more) {
  return svg("rect", { x: x - more, y: y - more, width: width + 2 * more, height: height + 2 * more, class: name, "vector-effect": "non-scaling-stroke" });
}
