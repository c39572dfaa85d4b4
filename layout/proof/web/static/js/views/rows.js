// Going through a list by keys: one row at a time can be reached with Tab, and the arrows go on from it, or `.` and `,`. A row that was
// once reached is the chosen one, marked for as long as it is there: keys act on that, and on none that nobody has chosen.

/**
 * @param {Element} root where the rows are: whatever has `data-row`
 * @param {function(): boolean} [more] asked at the end of a list that is not all shown; true where rows came
 * @param {function(Element): void} [chose] hears which row is chosen now
 */
export class Rows {
  constructor(root, more = () => false, chose = () => {}) {
    Object.assign(this, { root, more, chose });
    this.at = 0; // the place of the row that was reached last
    root.addEventListener("focusin", (event) => {
      const row = event.target.closest("[data-row]");
      if (row) this.#mark(row);
    });
  }

  /** The row that has, or had last, the focus; null where nobody has chosen one that is still there. */
  get chosen() {
    return this.#all().find((row) => isChosen(row)) ?? null;
  }

  /** After rows came and went: one of them can be reached, where the chosen one is gone that which stands in its place. */
  renew() {
    const all = this.#all();
    if (all.length && all.filter((row) => row.tabIndex === 0).length !== 1) this.#offer(all[Math.min(this.at, all.length - 1)]);
  }

  step(by) {
    const all = this.#all();
    if (!all.length) return;
    const { chosen } = this;
    let to = chosen ? all.indexOf(chosen) + by : all.findIndex((row) => row.tabIndex === 0);
    if (to >= all.length && this.more()) return this.step(by);
    to = Math.min(Math.max(to, 0), all.length - 1);
    all[to].focus({ preventScroll: true });
    all[to].scrollIntoView({ block: "nearest" });
  }

  keys() {
    return [
      { key: "ArrowDown|.", does: "The next one", run: () => this.step(1) },
      { key: "ArrowUp|,", does: "The one before", run: () => this.step(-1) },
    ];
  }

  #all() {
    return [...this.root.querySelectorAll("[data-row]:not([hidden] *)")];
  }

  #mark(chosen) {
    this.at = this.#all().indexOf(chosen);
    if (isChosen(chosen)) return;
    this.#offer(chosen);
    chosen.setAttribute("aria-current", "true");
    this.chose(chosen);
  }

  /** That row, and no other, can be reached with Tab. */
  #offer(row) {
    for (const each of this.root.querySelectorAll('[data-row][tabindex="0"]')) each.tabIndex = -1;
    for (const each of this.root.querySelectorAll("[data-row][aria-current]")) each.removeAttribute("aria-current");
    row.tabIndex = 0;
  }
}

function isChosen(row) {
  return row.getAttribute("aria-current") === "true";
}
