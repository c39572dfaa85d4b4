// A galley's lines by leg, a line's words counted through its paragraph, and the line on which a noted word is.

const WORD = /[\p{L}\p{N}]\p{M}*(?:['\u2019.,\u2010\u2011-]?[\p{L}\p{N}]\p{M}*)*/gu;

/** Lines as the server tells them, by the leg that they stand in; what is over is the last. @returns {{key, title, over, lines}[]} */
export function legsOf(lines) {
  const legs = [];
  for (const line of lines) {
    const key = line.over ? "over" : `${line.page} ${line.block} ${line.leg}`;
    if (legs.at(-1)?.key !== key) {
      const title = line.over ? "Over: no room on the page" : `Page ${line.page}, block ${line.block}, leg ${line.leg}`;
      legs.push({ key, title, over: Boolean(line.over), lines: [] });
    }
    legs.at(-1).lines.push(line);
  }
  return legs;
}

/** The lines with which a paragraph begins right under another one. @returns {Set<Object>} */
export function beginnings(lines) {
  const body = (line) => line?.kind === "body";
  return new Set(lines.filter((line, index) => body(line) && body(lines[index - 1]) && lines[index - 1].paragraph !== line.paragraph));
}

/** The place, counted from 0 among the words of its paragraph, of the word that a line begins with; a word that is broken is one. */
export function wordAt(lines, line) {
  let words = 0;
  let broken = false;
  for (const each of lines) {
    if (each === line) break;
    if (each.paragraph !== line.paragraph || each.kind !== line.kind) continue;
    words += (each.text.match(WORD) ?? []).length - (broken ? 1 : 0);
    broken = each.hyphenated;
  }
  return broken ? words - 1 : words;
}

/**
 * The line on which a note's word is: the one that the desk names by page, block and number there; of a word that is over, or not
 * known on the page, the one that the word's number falls on. Null where the note is on none of these lines.
 */
export function lineOf(lines, { page, block, line, paragraph, word }) {
  const own = line ? lines.filter((each) => !each.over && each.page === page && each.block === block) : [];
  if (own[line - 1]) return own[line - 1];
  const all = lines.filter((each) => each.paragraph === paragraph && paragraph >= 0);
  const before = all.filter((each) => begins(lines, each) <= word);
  return before.at(-1) ?? all[0] ?? null;
}

/** The number of the first word that begins on a line. */
function begins(lines, line) {
  const last = lines.filter((each) => each.paragraph === line.paragraph && each.kind === line.kind && each.number < line.number).at(-1);
  return wordAt(lines, line) + (last?.hyphenated ? 1 : 0);
}
