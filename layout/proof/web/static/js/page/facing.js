// Which pages lie beside each other. Pure.

const GAP = 24; // points between a page and one that lies beside it

/** How pages lie on the table. */
export const ONE = "one";
export const SPREAD = "spread"; // facing pages, joined at the fold
export const BESIDE = "beside"; // the page, and the facing one next to it

/** The page that faces one in the paper, or null: the next of a left-hand page, the one before a right-hand page, in its own book. */
export function facing(pages, number) {
  const page = pages.find((each) => each.number === number);
  if (!page || page.spread) return null;
  const [book, count] = parted(number);
  if (count === null) return null;
  const other = pages.find((each) => each.number === `${book}${count + (page.left_hand ? 1 : -1)}`);
  return other && !other.spread && other.left_hand !== page.left_hand ? other : null;
}

/**
 * The sheets to show and where each one's trim lies, in points; the left one first.
 * @returns {{number: string, at: [number, number]}[]}
 */
export function placed(pages, number, way) {
  const page = pages.find((each) => each.number === number);
  if (!page) return [];
  const other = way === ONE ? null : facing(pages, number);
  if (!other) return [{ number, at: [0, 0] }];
  const [left, right] = page.left_hand ? [page, other] : [other, page];
  return [{ number: left.number, at: [0, 0] }, { number: right.number, at: [left.size[0] + (way === BESIDE ? GAP : 0), 0] }];
}

/** The number of the page that follows those shown (`by` 1), or comes before them (-1); null at the paper's end. */
export function turned(pages, shown, by) {
  const places = shown.map((number) => pages.findIndex((page) => page.number === number)).filter((place) => place >= 0);
  if (!places.length) return null;
  const place = by > 0 ? Math.max(...places) + 1 : Math.min(...places) - 1;
  return pages[place]?.number ?? null;
}

function parted(number) {
  const found = /^(\D*)(\d+)$/.exec(number);
  return found ? [found[1], Number(found[2])] : ["", null];
}
