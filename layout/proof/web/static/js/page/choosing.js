// What is chosen on a page: carried over to the page's next version, moved by keys, told as the place of a note. Pure.

import { areaOfBlock, areaOfWord, blockOf, storyOf, textOf, wordInParagraph } from "./hit.js";

const QUOTED = 4; // words quoted after the one chosen

/** The same thing in another trace: its block by letter and story, its line by its text, the nearest by number. @returns {Hit|null} */
export function carried({ block, line, word, art }, trace) {
  const found = block ? sameBlock(block, trace) : null;
  if (block && !found) return null;
  const [twin, at] = line ? sameLine(line, word, trace) : [null, -1];
  const picture = art ? trace.art.find((each) => each.block === art.block && each.name === art.name) ?? null : null;
  if (!block && !twin) return null;
  return { block: found, line: twin, word: at, art: picture };
}

/** The line of the chosen block that lies so many after the chosen one; its first where none is chosen. */
export function lineBy(trace, { block, line }, by) {
  const lines = trace.lines.filter((each) => each.block === block?.letter && each.number);
  if (!lines.length) return null;
  const at = lines.indexOf(line);
  const next = at < 0 ? (by > 0 ? 0 : lines.length - 1) : Math.min(Math.max(at + by, 0), lines.length - 1);
  return { block, line: lines[next], word: 0, art: null };
}

/** The word that lies so many after the chosen one, on into the lines around. */
export function wordBy(trace, chosen, by) {
  if (!chosen.line) return lineBy(trace, chosen, by);
  const next = chosen.word + by;
  if (chosen.line.words[next]) return { ...chosen, word: next };
  const other = lineBy(trace, chosen, by);
  if (!other || other.line === chosen.line) return chosen;
  return { ...other, word: by > 0 ? 0 : other.line.words.length - 1 };
}

/** What noting.js wants to know of the place; without anything chosen, the page alone. */
export function aboutOf(page, trace, chosen) {
  const about = { page: page.number, proof: page.proof };
  if (!chosen || !trace) return about;
  const { block, line, word } = chosen;
  if (!line || word < 0) {
    const area = line ? areaOfWord(line, 0) : areaOfBlock(block);
    const point = line ? middleOf(area) : [area[0] + 2, area[1] + 2];
    return { ...about, point, where: block ? `Block ${block.letter}` : "" };
  }
  return {
    ...about,
    story: storyOf(trace, block, line) || block?.stories[0],
    paragraph: line.paragraph >= 0 ? line.paragraph : undefined,
    word: line.paragraph >= 0 ? wordInParagraph(trace, line, word) : undefined,
    point: middleOf(areaOfWord(line, word)), // what the desk goes by: the word that stands there
    said: line.words[word][2].replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, "") || line.words[word][2],
    quote: line.words.slice(word, word + QUOTED).map(([, , text]) => text).join(" "),
    where: [block ? `Block ${block.letter}` : "", line.number ? `line ${line.number}` : ""].filter(Boolean).join(", "),
  };
}

function sameBlock(block, trace) {
  const same = trace.blocks.find((each) => each.letter === block.letter && each.stories.join() === block.stories.join());
  return same ?? (block.stories.length ? trace.blocks.find((each) => each.stories.join() === block.stories.join()) : null) ?? blockOf(trace, block.letter);
}

/** The line that reads the same; else the one of its paragraph to which the chosen word has gone. @returns {[Object|null, number]} */
function sameLine(line, word, trace) {
  const text = textOf(line);
  const near = trace.lines.filter((each) => each.story === line.story && each.block === line.block && each.kind === line.kind)
    .sort((a, b) => Math.abs(a.number - line.number) - Math.abs(b.number - line.number));
  const same = near.find((each) => textOf(each) === text);
  if (same) return [same, word];
  const chosen = line.words[word]?.[2];
  const moved = near.find((each) => each.paragraph === line.paragraph && each.words.some(([, , other]) => other === chosen));
  return moved ? [moved, moved.words.findIndex(([, , other]) => other === chosen)] : [null, -1];
}

function middleOf([x, y, width, height]) {
  return [Math.round((x + width / 2) * 100) / 100, Math.round((y + height / 2) * 100) / 100];
}
