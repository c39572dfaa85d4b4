// The keys of the page.

import { OVERLAYS } from "./overlays/all.js";

const STEP = 80; // CSS pixels panned by an arrow
const SCREEN = 0.85; // of the stage panned by Space

/**
 * @param {Object} view the page's view
 * @returns {Binding[]} asked at every key: Escape is the shell's where nothing is chosen
 */
export function bindingsOf(view) {
  const bind = (key, does, run, { hidden = false, role = "" } = {}) => ({ key, does, run, hidden, role });
  const { stage, does } = view;
  return [
    bind("+|=", "Closer", () => does.zoom(1.5)), bind("-|_", "Farther", () => does.zoom(1 / 1.5)),
    bind("0", "The whole page", does.fit), bind("1", "Real size: a millimetre is a millimetre", does.real), bind("2", "Full width", does.width),
    bind("ArrowLeft", "Left; the page before where nothing is hidden there", () => pan(view, "across", 1)),
    bind("ArrowRight", "Right; the page after", () => pan(view, "across", -1)),
    bind("ArrowUp", "Up; the page before", () => pan(view, "down", 1)), bind("ArrowDown", "Down; the page after", () => pan(view, "down", -1)),
    bind(" ", "Read on: a screen down, with Shift up", (event) => stage.panBy(0, (event.shiftKey ? 1 : -1) * SCREEN * stage.size.height, 160)),
    bind("PageUp", "The page before", () => does.turn(-1)), bind("PageDown", "The page after", () => does.turn(1)),
    bind("s", "The spread: facing pages joined at the fold", () => does.lie("spread")), bind("f", "The facing page beside it", () => does.lie("beside")),
    ...OVERLAYS.map(({ key, does: told, name }) => bind(key, told, () => does.show(name))),
    bind("m", "Problems and notes on the page", does.flags), bind("e", "Side panel", does.panel),
    bind(".", "The next block in reading order", () => view.walk.step(1, view.chosenKey(), view.number)),
    bind(",", "The block before", () => view.walk.step(-1, view.chosenKey(), view.number)),
    bind("]", "The next line of the chosen block", () => does.line(1)), bind("[", "The line before", () => does.line(-1)),
    bind("}", "The next word", () => does.word(1)), bind("{", "The word before", () => does.word(-1)),
    bind("j", "Follow the jump", () => does.jump(true)), bind("J", "Back along the jump", () => does.jump(false)),
    bind("E", "Open the chosen or marked story in the editor", does.open), bind("G", "The chosen or marked story\u2019s galley", does.galley),
    bind("n", "Write a note, on the chosen word, the marked block or the page", does.note, { role: "note" }),
    bind("a", "Approve the page, or withdraw that", does.approve, { role: "approve" }), bind("r", "Release it to the press", does.release, { role: "release" }),
    bind("R", "Take the release back", does.unrelease, { role: "release" }),
    bind("c", "Compare it: with what was released or signed, or pulled as a proof", does.compare), bind("x", "Its plates", does.plates), bind("p", "A proof was pulled on paper", does.printed, { role: "note" }),
    ...(view.chosen ? [bind("Escape", "Choose nothing", does.unchoose, { hidden: true })] : []),
  ];
}

function pan({ stage, does }, way, by) {
  if (!stage.beyond[way]) does.turn(-by);
  else if (way === "across") stage.panBy(by * STEP, 0, 120);
  else stage.panBy(0, by * STEP, 120);
}
