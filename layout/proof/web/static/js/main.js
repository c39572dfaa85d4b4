// The shell: which view is shown, what stands round every view, and what happens when the desk can't be reached.

import { Client, LOGIN } from "./client.js";
import { button, clear, counted, el, put } from "./dom.js";
import { Keys } from "./keys.js";
import { countAsked } from "./views/asked.js";
import { openItemButton } from "./views/editor.js";
import { redraw } from "./views/keyed.js";
import { keepPage } from "./views/lastpage.js";
import { timeAt } from "./views/when.js";

const VIEWS = {
  "": { module: "./views/flatplan.js", title: "Flatplan" },
  page: { module: "./views/page.js", title: "Page" },
  problems: { module: "./views/problems.js", title: "Problems" },
  notes: { module: "./views/notes.js", title: "Notes" },
  compare: { module: "./views/compare.js", title: "Compare" },
  plates: { module: "./views/plates.js", title: "Plates" },
  galley: { module: "./views/galley.js", title: "Galley" },
  history: { module: "./views/history.js", title: "History" },
};
const TABS = [["/", "Flatplan", "f"], ["/problems", "Problems", "p"], ["/notes", "Notes", "n"], ["/history", "History", "h"]];
const UP_TO_DATE = "Up to date";

const client = new Client();
const keys = new Keys([
  { key: "?", does: "This help", run: () => keys.help((role) => client.may(role)) },
  ...TABS.map(([path, name, letter]) => ({ key: `g ${letter}`, does: `Go to ${name.toLowerCase()}`, run: () => client.go(path) })),
  { key: "Escape", does: "Back", run: back },
], (told) => client.announce(told));
let shown = null; // { name, hash, view }
let lostAt = null; // when the desk could no longer be reached
let turn = 0; // counts routings: the last one asked for is the one that is shown

function back() {
  if (parse(location.hash).name !== "") history.length > 1 ? history.back() : client.go("/");
}

/** `#/page/3?block=A` is the view `page` with `{id: "3", block: "A"}`. */
function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [name = "", id = ""] = path.split("/");
  return { name: Object.hasOwn(VIEWS, name) ? name : "", parameters: { id: decoded(id), ...Object.fromEntries(new URLSearchParams(query)) } };
}

/** Of an address that somebody has typed wrong, what stands there. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function route() {
  const mine = ++turn;
  const { name, parameters } = parse(location.hash);
  const { module, title } = VIEWS[name];
  keepPage(name, parameters);
  if (shown?.name === name && shown.view.renew?.(parameters)) return; // a view may take other parameters without being built again
  let mount;
  try {
    ({ mount } = await import(module));
  } catch (error) {
    client.complain(error);
    return;
  }
  if (mine !== turn) return;
  shown?.view.unmount();
  const root = document.getElementById("view");
  clear(root);
  root.className = `view ${name || "flatplan"}`;
  const view = mount(root, client, parameters);
  shown = { name, view };
  document.title = `${title}${parameters.id ? ` ${parameters.id}` : ""} \u2013 ${client.state?.issue.title || "Broadsheet"}`;
  keys.ofView(view.keys, title, view.words);
  if (client.state) view.update(client.state);
  markTab(name);
  if (!root.contains(document.activeElement)) root.focus({ preventScroll: true });
}

function markTab(name) {
  for (const link of document.querySelectorAll("#tabs a")) {
    if (link.getAttribute("href") === `#/${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function update(state) {
  document.body.classList.toggle("not-connected", !client.connected);
  document.getElementById("connection").hidden = client.connected;
  if (client.shut) put(document.getElementById("connection"), "The desk no longer knows this browser. ", el("a", { href: LOGIN }, "Log in again"));
  lostAt = client.connected ? null : lostAt ?? client.now();
  if (!state) return;
  document.body.classList.toggle("unrecorded", Boolean(state.making.unrecorded));
  document.body.classList.toggle("stale", state.making.stale || state.making.refused || Boolean(state.making.failed));
  put(document.getElementById("issue"), issueName(state.issue));
  put(document.getElementById("making"), makingSaid(state));
  put(document.getElementById("me"), state.me.name);
  redraw(document.getElementById("refused"), state.refused, () => put(document.getElementById("refused"), refusedSaid(state)));
  shown?.view.update(state);
}

function issueName(issue) {
  return [el("strong", {}, issue.title || "Untitled"), el("span", {}, [issue.date, issue.edition].filter(Boolean).join(" \u00b7 "))];
}

function makingSaid(state) {
  const { making, clock } = state;
  if (client.shut) return el("span", { class: "making lost" }, "Logged out");
  if (lostAt) return el("span", { class: "making lost" }, `Not connected since ${timeAt(lostAt.toISOString(), clock, client.now())}`);
  const [kind, text] = making.unrecorded ? ["lost", making.unrecorded] : making.failed ? ["failed", making.failed]
    : making.refused ? ["refused", "Text is wrong: the last good pages are shown"]
      : making.stale ? ["busy", "Making pages\u2026"]
        : making.busy ? ["busy", "Preflight\u2026"] : ["ready", UP_TO_DATE];
  return el("span", { class: `making ${kind}` }, text);
}

/** Over the last good page: what is wrong with the text, where, and what to do; the first of it, and the rest unfolded. It goes when it is mended. */
function refusedSaid(state) {
  if (!state.refused.length) return null;
  const MOST = 5;
  const [first, ...rest] = state.refused.slice(0, MOST).map(refusedItem);
  const more = state.refused.length - MOST;
  const open = document.querySelector("#refused details")?.open ?? false;
  return el("div", { class: "refusal", role: "alert" },
    el("h2", {}, `The last save can\u2019t be made up: ${counted(state.refused.length, "problem")}. The pages below are those of the save before.`),
    el("ul", {}, first),
    rest.length ? el("details", { open }, el("summary", {}, `and ${state.refused.length - 1} more`), el("ul", {}, rest),
      more > 0 ? el("p", {}, el("a", { href: "#/problems?kind=text" }, `and ${more} more in the list of problems`)) : null) : null);
}

function refusedItem(item) {
  const place = [item.path, item.line || null, item.column || null].filter((part) => part !== null && part !== "").join(":");
  return el("li", {}, el("code", {}, place), el("span", {}, item.message), el("span", { class: "remedy" }, item.remedy), openItemButton(client, item));
}

function complain(event) {
  const error = event.detail;
  const place = document.getElementById("complaint");
  put(place, el("p", {}, el("strong", {}, error.message), error.remedy ? ` ${error.remedy}` : ""), button("Close", uncomplain));
  place.hidden = false;
}

function uncomplain() {
  const place = document.getElementById("complaint");
  clear(place);
  place.hidden = true;
}

/** Another place: what was asked, said and complained of at the last one goes with it. What is half written is kept by who asked. */
function moved() {
  client.hush();
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close("");
  uncomplain();
  route();
}

function tick() {
  if (!client.state) return;
  const text = timeAt(client.now().toISOString(), client.state.clock, client.now()); // a tablet may lie in another zone
  const clock = document.getElementById("clock");
  if (clock.textContent !== text) clock.textContent = text;
}

function start() {
  put(document.getElementById("tabs"), TABS.map(([path, name]) => el("a", { href: `#${path}` }, name)));
  document.getElementById("help-button").addEventListener("click", () => keys.help((role) => client.may(role)));
  document.addEventListener("complaint", complain);
  addEventListener("hashchange", moved);
  client.subscribe(update);
  countAsked(client, document.querySelector('#tabs a[href="#/notes"]'));
  client.connect();
  setInterval(tick, 1000);
  route();
}

start();
