// One problem: how bad, who finds it, what it is and what to do, and where.

import { el, hidden, put } from "../dom.js";
import { openItemButton } from "./editor.js";
import { redraw } from "./keyed.js";
import { KIND_WORDS, severityChip } from "./states.js";

/** Where a problem leads: its place on the page, or its story's galley; "" where it stands nowhere. */
function leadsTo(item) {
  if (item.page) {
    const query = new URLSearchParams({
      ...(item.area ? { at: item.area.join(",") } : {}),
      ...(item.block ? { block: item.block } : {}),
      item: item.key,
    });
    return `#/page/${encodeURIComponent(item.page)}?${query.toString().replaceAll("%2C", ",")}`;
  }
  return item.story ? `#/galley/${encodeURIComponent(item.story)}` : "";
}

/** A row of the list. */
export function itemRow(client) {
  const main = el("a", { class: "item", "data-row": true, tabindex: -1 });
  const side = el("div", { class: "side" });
  const node = el("li", {}, main, side);
  return { node, update: (item) => redraw(node, item, () => draw(node, main, side, item, client)) };
}

function draw(node, main, side, item, client) {
  const to = leadsTo(item);
  node.className = item.severity;
  Object.assign(main.dataset, { item: item.key, page: item.page, story: item.story });
  if (to) main.setAttribute("href", to);
  else main.removeAttribute("href");
  main.setAttribute("role", "link");
  if (!to) main.setAttribute("aria-disabled", "true");
  else main.removeAttribute("aria-disabled");
  put(
    main,
    severityChip(item.severity),
    el("span", { class: "kind" }, KIND_WORDS[item.kind] ?? item.kind),
    el(
      "span",
      { class: "said" },
      el("span", { class: "message" }, item.message),
      item.remedy ? el("span", { class: "remedy" }, item.remedy) : null,
    ),
    el("span", { class: "place" }, placeOf(item)),
  );
  const place = [item.path, item.line || null].filter(Boolean).join(":");
  put(
    side,
    item.path ? el("code", { title: place }, place.split("/").at(-1)) : null,
    openItemButton(client, item),
  );
}

function placeOf(item) {
  return [
    item.block ? [hidden("block "), el("strong", {}, item.block), " "] : null,
    item.story || null,
    item.story && item.person ? ", " : null,
    item.person || null,
  ];
}
