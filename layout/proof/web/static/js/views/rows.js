// Going through a list by keys: one row at a time can be reached with Tab, and the arrows go on from it, or `.` and `,`.

/**
 * @param {Element} root where the rows are: whatever has `data-row`
 * @param {function(): boolean} [more] asked at the end of a list that is not all shown; true where rows came
 */
export class Rows {
  constructor(root, more = () => false) {
    this.root = root;
    this.more = more;
    root.addEventListener("focusin", (event) => {
      const row = event.target.closest("[data-row]");
      if (row) this.#mark(row);
    });
  }

  /** The row that has, or had last, the focus. */
  get row() {
    return this.#all().find((row) => row.tabIndex === 0) ?? null;
  }

  /** After rows came and went: one of them can be reached. */
  renew() {
    const all = this.#all();
    if (all.length && all.filter((row) => row.tabIndex === 0).length !== 1) this.#mark(all[0]);
  }

  step(by) {
    const all = this.#all();
    if (!all.length) return;
    const within = document.activeElement?.closest?.("[data-row]");
    let to = within && this.root.contains(within) ? all.indexOf(within) + by : all.indexOf(this.row);
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
    for (const row of this.root.querySelectorAll('[data-row][tabindex="0"]')) row.tabIndex = -1;
    chosen.tabIndex = 0;
  }
}
