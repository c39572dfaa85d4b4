// What can be done on the page, by keys and by buttons alike.

import { openStory } from "../views/editor.js";
import { approve, markPrinted, release, unrelease } from "../views/signing.js";
import { digestSaid } from "../views/states.js";
import { REAL, grown } from "./camera.js";
import { galleyOf, paragraphOf } from "./chosen.js";
import { lineBy, wordBy } from "./choosing.js";
import { areaOfLine, textOf } from "./hit.js";

export const AROUND = 30; // points shown round a place that one is led to
const CHOOSE = "Choose a story first: click on it, or . marks the next block.";

/** @param {PageView} view */
export function doingsOf(view) {
  const { client } = view;
  const act = (fn) => () => view.page && fn(view.page, encodeURIComponent(view.number));
  return {
    turn: (by) => view.turn(by), go: (number) => client.go(`/page/${encodeURIComponent(number)}`),
    zoom: (factor) => view.stage.zoomBy(factor), fit: () => view.stage.fit(), real: () => view.stage.zoomTo(REAL), width: () => view.stage.fitWidth(),
    lie: (way) => view.layAs(way), show: (name) => view.toggle(name),
    flags: () => { view.flagsOn = !view.flagsOn; view.settings(); },
    panel: () => { view.panelOn = !view.panelOn; view.settings(); },
    ...yesOf(view, act), note: () => view.note(),
    compare: act((page, id) => client.go(`/compare/${id}`)),
    plates: act((page, id) => client.go(`/plates/${id}`)),
    jump: (forward) => jump(view, forward), unchoose: () => view.choose("", null),
    open: () => withStory(view, (slug, { line, number, block }) =>
      openStory(client, slug, { paragraph: paragraphOf(line, slug, view.known.fitsOf(number).get(block?.letter)) })),
    galley: () => withStory(view, (slug, chosen) => { location.hash = galleyOf(slug, view.does.galleyLine(chosen)); }),
    galleyLine: (chosen) => view.known.galleyLine(view.slugs(chosen)[0], chosen.number, chosen.block, chosen.line),
    item: (item) => view.showItem(item), showNote: (note) => view.lead(note.area), block: (letter) => view.chooseBlock(letter),
    line: (by) => stepText(view, lineBy, by), word: (by) => stepText(view, wordBy, by),
  };
}

/** Nobody says yes to a version that is not the present one: the keys tell why. */
function yesOf(view, act) {
  const yes = (fn) => act((page) => {
    if (!view.old) return fn(view.client, page, view.seen);
    view.client.announce(`This is version ${digestSaid(view.old)}. Only the present page is approved and released: show that first.`);
    return null;
  });
  return { approve: yes(approve), release: yes(release), unrelease: yes(unrelease), printed: act((page) => markPrinted(view.client, page, view.seen)) };
}

/** To the line or word that lies so many after what is chosen or marked. */
function stepText(view, step, by) {
  const { meant, client, table } = view;
  const sheet = table.sheets.get(meant?.number ?? "");
  if (!sheet?.trace) return client.announce("Choose a block first: click on it, or . marks the next one.");
  const hit = step(sheet.trace, meant, by);
  if (!hit?.line) return;
  view.choose(sheet.number, hit);
  view.stage.reveal(table.inWorld(grown(areaOfLine(hit.line), AROUND), sheet.number));
  view.told.textContent = step === wordBy ? hit.line.words[hit.word][2] : `Line ${hit.line.number}: ${textOf(hit.line)}`;
}

/** `fn(slug, chosen)` for the story that is chosen or marked. */
function withStory(view, fn) {
  const { meant, client } = view;
  const slug = meant ? view.slugs(meant)[0] : "";
  if (slug) fn(slug, meant);
  else client.announce(meant?.block ? `Block ${meant.block.letter} carries no story.` : CHOOSE);
}

function jump(view, forward) {
  const { meant, client } = view;
  if (meant?.block) view.follow(meant.number, meant.block, forward);
  else client.announce(CHOOSE);
}
