// The order in which a reader meets the pages, and how large they can be shown.

/** Widths of a page's thumbnail in CSS pixels, from which `+` and `-` choose. */
export const WIDTHS = [112, 128, 148, 170, 196, 226, 260, 300, 350, 410];
const LEAST_FITTING = 128; // below that, the figures under a page no longer stand on one line
const GAP = 26; // between spreads; flatplan.css has the same
const LINES_UNDER = 7.4; // what stands under a thumbnail, in ems of its type, and
const AROUND = 22; // the gaps of a row

/** Pages as they lie open: 1 alone, 2-3, 4-5; a double truck by itself. @returns {Object[][]} */
export function spreadsOf(pages) {
  const spreads = [];
  for (const page of pages) {
    const open = spreads.at(-1);
    if (open?.length === 1 && faces(open[0], page)) open.push(page);
    else spreads.push([page]);
  }
  return spreads;
}

/** The largest width with which all spreads are seen at once in that room; the least one where none is small enough. */
export function widthFor(spreads, room) {
  const normal = normalSize(spreads);
  const fitting = WIDTHS.filter(
    (width) => width >= LEAST_FITTING && depthOf(spreads, width / normal[0], room.width) <= room.height,
  );
  return fitting.at(-1) ?? LEAST_FITTING;
}

/** Width and depth, in points, of the single pages. */
export function normalSize(spreads) {
  const single = spreads.flat().find((page) => !page.spread) ?? spreads[0]?.[0];
  return single?.size ?? [1, 1];
}

/** The resolution whose picture is no smaller than a page that wide on this screen. `points`: the page's width. */
export function dpiFor(points, width, ratio) {
  return [24, 48].find((dpi) => (points / 72) * dpi >= width * ratio * 0.9) ?? 48;
}

/** Two pages that meet at one fold: the second's number is the first's and one. */
function faces(left, right) {
  if (left.spread || right.spread || !left.left_hand || right.left_hand) return false;
  const [one, other] = [left.number, right.number].map((number) => /^(\D*)(\d+)$/.exec(number));
  return Boolean(one && other) && one[1] === other[1] && Number(other[2]) === Number(one[2]) + 1;
}

/** In CSS pixels, under a thumbnail; flatplan.css has the same type size. */
function roomUnder(thumbnail) {
  return LINES_UNDER * Math.min(Math.max(12.5, thumbnail * 0.04 + 8.3), 18) + AROUND;
}

function depthOf(spreads, scale, width) {
  const under = roomUnder(scale * normalSize(spreads)[0]);
  let [depth, row, across] = [0, 0, 0];
  for (const spread of spreads) {
    const wide = spread.reduce((sum, page) => sum + page.size[0] * scale, 0);
    if (across && across + GAP + wide > width) {
      depth += row;
      [row, across] = [0, 0];
    }
    across += (across ? GAP : 0) + wide;
    row = Math.max(row, ...spread.map((page) => page.size[1] * scale + under));
  }
  return depth + row;
}
