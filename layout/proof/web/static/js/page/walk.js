// The page for those who can't see it, or use no mouse: its blocks as buttons in reading order. The focus shows on the sheet.

import { button, el } from "../dom.js";
import { keyed, say } from "../views/keyed.js";
import { inOrder } from "./hit.js";
import { blockName } from "./telling.js";

export class Walk {
  /** @param {{focus: function(string, string): void, choose: function(string, string): void}} hear page's number and block's letter */
  constructor(hear) {
    this.hear = hear;
    this.list = el("ol", {});
    this.title = el("h2", {}, "Blocks in reading order");
    this.node = el("nav", { class: "walk for-readers", "aria-label": "Blocks of the page" }, this.title, this.list);
    this.list.addEventListener("focusout", () => hear.focus("", ""));
  }

  /** @param {{number: string, trace: Object, fits: Map, stories: Object}[]} pages */
  update(pages) {
    say(this.title, `Page ${pages.map(({ number }) => number).join(" and ")}: blocks in reading order`);
    const things = pages.flatMap((page) => inOrder(page.trace).map((block) => ({ page, block, letter: block.letter, number: page.number })));
    keyed(this.list, things, {
      key: ({ number, letter }) => `${number} ${letter}`,
      make: ({ number, letter }) => el("li", {},
        button("", () => this.hear.choose(number, letter), { on: { focus: () => this.hear.focus(number, letter) } })),
      update: (node, { page, block }) => {
        const name = blockName(block, page.trace, page.fits.get(block.letter), page.stories);
        say(node.firstElementChild, pages.length > 1 ? `Page ${page.number}. ${name}` : name);
      },
    });
  }

  /** Has the next block in focus (`by` 1), or the one before (-1); from `from` (page and letter) where none has it, else of page `number`. */
  step(by, from, number) {
    const items = [...this.list.children];
    const at = items.findIndex((item) => item.contains(document.activeElement));
    const start = at >= 0 ? at : items.findIndex((item) => item.dataset.key === from);
    const own = items.filter((item) => item.dataset.key.startsWith(`${number} `));
    const next = start < 0 ? own.at(by > 0 ? 0 : -1) : items[start + by];
    next?.firstElementChild.focus({ preventScroll: true });
    return Boolean(next);
  }
}
