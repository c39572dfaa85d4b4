// What the page's view knows beside the pages: problems, copy fit, stories, notes; fetched anew when they changed.

const WEIGHT = { error: 0, warning: 1, note: 2 };

export class Known {
  /** @param {Client} client @param {function(): void} changed something else is known now */
  constructor(client, changed) {
    Object.assign(this, { client, changed });
    this.items = null;
    this.fits = [];
    this.beside = [];
    this.stories = {};
    this.notes = [];
    this.turn = 0;
  }

  /** Fetches what the state says has changed. */
  async renew() {
    this.turn += 1;
    const mine = this.turn;
    const asked = [this.client.list("items"), this.client.list("stories"), this.client.list("notes")];
    const found = await Promise.all(asked.map((each) => each.catch((error) => this.#failed(error))));
    if (mine !== this.turn || this.ended) return;
    const [items, stories, notes] = found;
    const same = this.last?.every((each, index) => each === found[index]);
    this.last = found;
    if (same) return;
    if (items) Object.assign(this, { items: items.items, fits: items.fits, beside: besideOf(items.fits) });
    if (stories) this.stories = stories;
    if (notes) this.notes = notes.notes;
    this.changed();
  }

  /** What is worst first. */
  itemsOf(number) {
    return (this.items?.filter((item) => item.page === number) ?? []).sort((one, other) => WEIGHT[one.severity] - WEIGHT[other.severity]);
  }

  /** Open ones first. */
  notesOf(number) {
    return openFirst(this.notes.filter((note) => note.page === number));
  }

  /** Those of a page that is shown as it was released, each where it stands there; `unprinted`: what would be made now alone has its place. */
  notesOnReleased(number) {
    const printed = (note) => note.released?.find((place) => place.page === number);
    const notes = this.notes.filter((note) => note.page === number || printed(note));
    return openFirst(notes.map((note) => ({ ...note, found: "here", ...(printed(note) ?? { area: null, areas: [], unprinted: Boolean(note.area) }) })));
  }

  /** Whether problems, stories and notes were asked for, and came. */
  get renewed() {
    return Boolean(this.last);
  }

  /** Rows of the fit table by letter; of half a truck also those of blocks that begin on the other half, with their legs here. */
  fitsOf(number) {
    return new Map([...this.beside, ...this.fits].filter((fit) => fit.page === number).map((fit) => [fit.block, fit]));
  }

  /** The house's widest word space, in em. */
  get loose() {
    return this.client.state.issue.word_space;
  }

  /** The number of a block's line in its story's galley, which counts through all the story's pieces. */
  galleyLine(slug, page, block, line) {
    if (!line?.number) return 0;
    let before = 0;
    for (const place of this.stories[slug]?.places ?? []) {
      if (place.page === page && place.block === block?.letter) break;
      before += this.fits.find((fit) => fit.page === place.page && fit.block === place.block)?.lines ?? 0;
    }
    return before + line.number;
  }

  end() {
    this.ended = true;
  }

  /** A list that could not be had is complained of, and what was known before stays. */
  #failed(error) {
    if (this.client.connected && !this.ended) this.client.complain(error);
    return null;
  }
}

function openFirst(notes) {
  return [...notes.filter((note) => !note.done), ...notes.filter((note) => note.done)];
}

/** Rows of blocks that go on on the other half of a truck, as they are there. */
function besideOf(fits) {
  return fits.filter((fit) => fit.beside).map((fit) => ({ ...fit, page: fit.beside, legs: fit.legs_beside }));
}
