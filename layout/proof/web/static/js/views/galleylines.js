// A galley's lines by leg, and a line's words counted through its paragraph.

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
