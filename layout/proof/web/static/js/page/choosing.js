// What is chosen on a page: carried over to the page's next version, moved by keys, told as the place of a note. Pure.

import { areaOfBlock, areaOfWord, blockOf, firstLineOf, isPicture, partOf, storyOf, textOf, wordInParagraph } from "./hit.js";

const QUOTED = 4; // words quoted after the one chosen

/** The same thing in another trace: its block by letter and story, its line by its text, the nearest by number. @returns {Hit|null} */
export function carried({ block, line, word, art, point }, trace) {
  const found = block ? sameBlock(block, trace) : null;
  if (block && !found) return null;
  const [twin, at] = line ? sameLine(line, word, trace) : [null, -1];
  const picture = art ? trace.art.find((each) => each.block === art.block && each.name === art.name) ?? null : null;
  if (!block && !twin) return null;
  return { block: found, line: twin, word: at, art: picture, point: picture ? onto(picture.area, art.area, point) : point };
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
  const { block, line, art } = chosen;
  const letter = block ? `Block ${block.letter}` : "";
  const part = line ? partOf(trace, block, line) : null;
  if (part !== null) return { ...about, ...wordAbout(trace, chosen, part), where: [letter, line.number ? `line ${line.number}` : ""].filter(Boolean).join(", ") };
  if (isPicture(art)) return { ...about, point: rounded(chosen.point ?? middleOf(art.area)), picture: art.name, where: letter };
  if (!line && !chosen.point) return { ...about, point: rounded(cornerOf(block)), block: block.letter, where: letter }; // chosen by a key
  const point = rounded(chosen.point ?? middleOf(areaOfWord(line, Math.max(chosen.word, 0))));
  return { ...about, point, where: ["A point on the page", letter].filter(Boolean).join(", ") };
}

/** The word of a story that is meant. What the desk goes by is the point in its middle. */
function wordAbout(trace, { block, line, word }, part) {
  const at = Math.max(word, 0);
  const [first, index] = line.kind === "drop-cap" ? [firstLineOf(trace, line.story, line.paragraph) ?? line, 0] : [line, at];
  const text = first.words[index][2];
  return {
    story: storyOf(trace, block, line) || undefined,
    part: part || undefined,
    paragraph: part ? undefined : line.paragraph,
    word: part ? undefined : wordInParagraph(trace, first, index),
    point: middleOf(areaOfWord(line, at)),
    said: text.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, "") || text,
    quote: first.words.slice(index, index + QUOTED).map(([, , each]) => each).join(" "),
  };
}

/** A point of one area, on another. */
function onto([x, y, width, height], [left, top, before, above], point) {
  return point && before && above ? [x + ((point[0] - left) / before) * width, y + ((point[1] - top) / above) * height] : undefined;
}

function cornerOf(block) {
  const [x, y] = areaOfBlock(block);
  return [x + 2, y + 2];
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
  return rounded([x + width / 2, y + height / 2]);
}

function rounded(point) {
  return point.map((each) => Math.round(each * 100) / 100);
}
