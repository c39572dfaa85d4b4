// One page of the flatplan. Its nodes stay; what a new state changes of it is changed in them, and in no other card.

import { counted, el, hidden, put } from "../dom.js";
import { redraw, say } from "./keyed.js";
import { isWithdrawn } from "./notices.js";
import { dpiFor } from "./spreads.js";
import { errorsBeneath, isAnotherNow, pageChip, shape, showsReleased } from "./states.js";
import { urgencyOf } from "./sum.js";
import { timeAt, untilSaid } from "./when.js";

const FIRST_PAUSE = 1000; // milliseconds until a picture that did not come is asked for again; then twice as long, and so on,
const LAST_PAUSE = 30_000; // and at most

export class Card {
  /** @param {string} number @param {function(): void} pictured hears that another picture is seen */
  constructor(number, pictured) {
    Object.assign(this, { number, pictured });
    this.proof = ""; // what the picture shows
    this.picture = el(
      "div",
      { class: "picture" },
      el("p", { class: "blank" }, "Not made yet"),
    );
    this.name = el("p", { class: "name" });
    this.state = el("p", { class: "standing" });
    this.deadline = el("p", { class: "deadline" });
    this.counts = el("p", { class: "counts figure" });
    this.signed = el("p", { class: "signed" });
    this.node = el(
      "div",
      { role: "gridcell", class: "card", tabindex: -1, "aria-selected": "false", "data-key": number, "data-page": number },
      this.picture,
      el("p", { class: "veil" }, "Out of date"),
      this.name,
      this.state,
      this.deadline,
      this.counts,
      this.signed,
    );
  }

  /** Shows the page as it is now. `width`: of its thumbnail, in CSS pixels. */
  update(page, { clock, now, width }) {
    redraw(this.node, page, () => this.#draw(page));
    this.#tick(page, clock, now);
    redraw(this.signed, [page.signed, page.lapsed, page.released, page.sent, isWithdrawn(page), clock.slice(0, 10)], () =>
      put(this.signed, signedSaid(page, clock, now)),
    );
    this.#show(page, dpiFor(page.size[0], width, devicePixelRatio));
  }

  #draw(page) {
    const [left, top, width, height] = page.media; // a picture shows the whole sheet, the card what of it is cut out
    const sizes = { "--w": page.size[0], "--h": page.size[1], "--left": left, "--top": top, "--wide": width, "--high": height };
    for (const [name, value] of Object.entries(sizes)) this.node.style.setProperty(name, String(value));
    this.node.classList.toggle("left-hand", page.left_hand && !page.spread);
    this.node.classList.toggle("old", this.proof !== page.proof);
    this.node.classList.toggle("stale", page.stale && !showsReleased(page)); // what was released is never out of date
    this.node.dataset.state = page.state;
    this.node.classList.toggle("differs", isAnotherNow(page));
    redraw(this.name, page.section, () =>
      put(this.name, hidden("Page "), el("strong", {}, page.number), " ", el("span", {}, page.section)),
    );
    redraw(this.state, [page.state, page.releasing, page.released?.elsewhere, page.over, page.short, errorsBeneath(page), showsReleased(page)], () =>
      put(this.state, pageChip(page), " ", wrongSaid(page), fitSaid(page)),
    );
    redraw(this.counts, [page.errors, page.warnings, page.notes, page.released?.errors, showsReleased(page)], () => put(this.counts, countsSaid(page)));
    for (const figure of this.node.querySelectorAll(".figure")) figure.classList.toggle("old", page.stale);
  }

  #tick(page, clock, now) {
    const urgency = urgencyOf(page, clock, now);
    const kind = ["deadline", urgency?.late].filter(Boolean).join(" ");
    if (this.deadline.className !== kind) this.deadline.className = kind;
    if (!urgency) say(this.deadline, page.deadline);
    else {
      const until = page.state === "released" || page.state === "sent" ? "" : untilSaid(urgency.minutes);
      redraw(this.deadline, [urgency.time, until], () =>
        put(this.deadline, hidden("deadline "), urgency.time, " ", el("span", {}, until)),
      );
    }
  }

  /** The new picture takes the old one's place when it is ready to be painted; until then the old one is marked. */
  async #show(page, dpi) {
    const wanted = page.proof ? `/api/proofs/${page.proof}/page/${dpi}` : "";
    if (!wanted || wanted === this.wanted) return;
    this.wanted = wanted;
    const image = await this.#fetched(wanted);
    if (!image) return; // another one has been asked for meanwhile
    this.picture.querySelector("img, .blank")?.remove();
    this.picture.prepend(image);
    this.proof = page.proof;
    image.dataset.proof = page.proof;
    this.node.classList.remove("old");
    this.pictured();
  }

  /** A picture is asked for as long as it is wanted. */
  end() {
    this.wanted = "";
  }

  async #fetched(address) {
    for (let attempt = 0; address === this.wanted; attempt += 1) {
      const image = new Image();
      image.alt = "";
      image.draggable = false;
      image.src = address;
      try {
        await image.decode();
        if (address === this.wanted) return image;
      } catch {
        // still being drawn, or no connection
        await new Promise((resolve) => {
          setTimeout(resolve, Math.min(FIRST_PAUSE * 2 ** attempt, LAST_PAUSE));
        });
      }
    }
    return null;
  }
}

/** `2 errors` in red, beside a state that tells of none. */
function wrongSaid(page) {
  const errors = errorsBeneath(page);
  return errors ? el("span", { class: "figure over" }, `${counted(errors, "error")} `) : null;
}

/** `+9 lines` in red, `4 lines short`. */
function fitSaid(page) {
  const now = showsReleased(page) ? "made now: " : "";
  if (page.over) return el("span", { class: "figure over" }, `${now}+${counted(page.over, "line")}`);
  return page.short ? el("span", { class: "figure short" }, `${now}\u2212${counted(page.short, "line")}`) : null;
}

/** Open notes, then what is wrong; where the picture is the released one, of what would be made now. */
function countsSaid(page) {
  const wrong = [countSaid("error", page.errors), countSaid("warning", page.warnings)].filter(Boolean);
  return [countSaid("note", page.notes), countSaid("error", page.released?.errors), showsReleased(page) && wrong.length ? el("span", { class: "made-now" }, "made now:", wrong) : wrong];
}

function countSaid(kind, number) {
  const named = counted(number, kind === "note" ? "open note" : kind);
  return number ? el("span", { class: `count ${kind}`, title: named }, shape(kind), String(number), hidden(` ${named.replace(/^\d+ /, "")}, `)) : null;
}

/** Who said yes and when: the last word counts. */
function signedSaid(page, clock, now) {
  const by = (word, { by: who, at }) => `${word} ${timeAt(at, clock, now)}${who ? ` ${who}` : ""}`;
  const lines = [];
  if (page.sent) lines.push(el("span", { class: page.sent.differs ? "lapsed figure" : "yes" }, `Sent ${timeAt(page.sent.at, clock, now)}${page.sent.differs ? ", differs now" : ""}`));
  if (page.released)
    lines.push(
      el(
        "span",
        { class: isAnotherNow(page) ? "lapsed figure" : "yes" },
        by("Released", page.released),
        page.released.differs ? ", would differ now" : page.released.another ? ", this copy is another" : "",
      ),
    );
  else if (page.signed) lines.push(el("span", { class: "yes" }, by("Signed", page.signed)));
  if (isWithdrawn(page)) lines.push(el("span", { class: "lapsed" }, "Sign-off withdrawn"));
  if (page.lapsed && !page.signed && !page.released)
    lines.push(el("span", { class: "lapsed" }, `${by("Signed", page.lapsed)}, lapsed`));
  return lines;
}
