// What can be done on the page, by keys and by buttons alike.

import { openStory } from "../views/editor.js";
import { approve, markPrinted, release, unrelease } from "../views/signing.js";
import { digestSaid } from "../views/states.js";
import { REAL } from "./camera.js";
import { galleyOf, paragraphOf } from "./chosen.js";
import { lineBy, wordBy } from "./choosing.js";

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
    compare: act((page, id) => client.go(`/compare/${id}?before=${page.released ? "released" : page.signed || page.lapsed ? "signed" : "proof"}`)),
    plates: act((page, id) => client.go(`/plates/${id}`)),
    jump: (forward) => view.jump(forward), unchoose: () => view.choose("", null),
    open: () => view.withStory((slug, { line }) => openStory(client, slug, { paragraph: paragraphOf(line) })),
    galley: () => view.withStory((slug, chosen) => { location.hash = galleyOf(slug, view.does.galleyLine(chosen)); }),
    galleyLine: (chosen) => view.known.galleyLine(view.slugs(chosen)[0], chosen.number, chosen.block, chosen.line),
    item: (item) => view.showItem(item), showNote: (note) => view.lead(note.area), block: (letter) => view.chooseBlock(letter),
    line: (by) => view.stepText(lineBy, by), word: (by) => view.stepText(wordBy, by),
  };
}

/** Nobody says yes to a version that is not the present one: the keys tell why. */
function yesOf(view, act) {
  const yes = (fn) => act((page) => {
    if (!view.old) return fn(view.client, page);
    view.client.announce(`This is version ${digestSaid(view.old)}. Only the present page is approved, released or printed: show that first.`);
    return null;
  });
  return { approve: yes(approve), release: yes(release), unrelease: yes(unrelease), printed: yes(markPrinted) };
}
