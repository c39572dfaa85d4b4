// The versions of a page that may be compared, and which of them are.

import { el, put } from "../dom.js";
import { timeAt } from "../views/when.js";

const MOST_SAID = 80; // letters
const PULLED = "pulled"; // what addresses call the version of which a proof was pulled last

/** Versions that go by what was done with them last. */
const NAMED = [
  { value: PULLED, what: "printed" },
  { value: "signed", what: "signed" },
  { value: "released", what: "released" },
];

/**
 * @typedef {{key: string, ink: string, first_at: string, since: string, labels: string[], marks: Mark[], kept: boolean, said: string}} Version the newest first
 * @typedef {{what: string, by: string, at: string, holds: boolean}} Mark
 */

/** The version that a choice means: a key, `now`, or one of those above; undefined where there is none. */
export function meant(choice, versions) {
  if (choice === "now") return versions.find(({ labels }) => labels.includes("now")) ?? versions[0];
  const named = NAMED.find(({ value }) => value === choice);
  if (named) return lastMarked(named.what, versions)?.version;
  return versions.find(({ key }) => key === choice);
}

/** The version with which that was done last, and when. */
function lastMarked(what, versions) {
  const all = versions.flatMap((version) => version.marks.filter((mark) => mark.what === what && mark.holds).map(({ at }) => ({ version, at })));
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
}

/**
 * What somebody who asks for no version in particular wants to compare with: what was agreed, else what was on paper, else the one
 * before; never what prints as the present one does, unless there is nothing else.
 */
export function usual(page, versions) {
  const now = meant("now", versions);
  const isOther = (version) => version && version.key !== now?.key && version.ink !== now?.ink;
  const candidates = [page.released?.differs ? "released" : "", "signed", PULLED].filter(Boolean);
  const found = candidates.find((choice) => isOther(meant(choice, versions)));
  return found ?? (versions.find(isOther) ?? versions.find(({ key }) => key !== now?.key))?.key ?? "";
}

/** The next older version, or the next newer one; the same where there is none. */
export function stepped(choice, versions, by) {
  const at = versions.findIndex(({ key }) => key === meant(choice, versions)?.key);
  const to = Math.min(Math.max(at + by, 0), versions.length - 1);
  return at < 0 ? choice : versions[to].key;
}

/** The versions as lists have them: what the page is now, then by their times, the newest first. */
export function arranged(versions) {
  const place = (version) => (isNow(version) ? Infinity : Date.parse(timeOf(version)));
  return [...versions].sort((one, other) => (place(one) === place(other) ? 0 : place(other) - place(one)));
}

function isNow({ labels }) {
  return labels.includes("now");
}

/** Under which time it stands: what was released, under that of its release, however often the page was that again since. */
function timeOf(version) {
  return (isNow(version) ? null : releaseOf(version)?.at) ?? version.since;
}

function releaseOf({ marks }) {
  return marks.find(({ what, holds }) => holds && what === "released"); // one alone holds
}

/** As a list names it: `20:41, signed by Ana 20:50`; with seconds where another one of them has the same minute. */
export function named(version, versions, clock, now) {
  const at = timeOf(version);
  const minute = timeAt(at, clock, now);
  const alone = versions.every((each) => each === version || timeAt(timeOf(each), clock, now) !== minute);
  const time = alone ? minute : `${minute}:${at.slice(17, 19)}`;
  const made = timeAt(version.first_at, clock, now);
  const release = isNow(version) ? undefined : releaseOf(version);
  const first = isNow(version) ? ["Now", time && `since ${time}`] : [release ? `Released ${time}` : time];
  const done = version.marks.filter((mark) => mark.holds && mark !== release).map((mark) => doneSaid(mark, clock, now));
  return [...first, made === minute ? "" : `first made ${made}`, ...new Set(done), version.kept ? "" : "no longer kept"].filter(Boolean).join(", ");
}

/** As the list to choose from has it: with what changed against the version before. */
function listed(version, versions, clock, now) {
  const said = (version.said ?? "").replace(/\.$/, "");
  const short = said.length > MOST_SAID ? `${said.slice(0, MOST_SAID).trimEnd()}\u2026` : said;
  return [named(version, versions, clock, now), short].filter(Boolean).join(" \u2013 ");
}

function doneSaid({ what, by, at }, clock, now) {
  const said = { signed: `signed by ${by}`, printed: "proof pulled" }[what] ?? what;
  return `${said} ${timeAt(at, clock, now)}`;
}

/** A labelled list to choose a version from. `older`, `newer`: what its two buttons do. */
export class Chooser {
  /** @param {{name: string, id: string, keys: string[], choose: function(string): void, step: function(number): void, withNow: boolean}} of */
  constructor({ name, id, keys, choose, step, withNow }) {
    this.withNow = withNow;
    this.select = el("select", { id, on: { change: () => choose(this.select.value) } });
    const arrow = (sign, said, by, key) => el("button", { type: "button", class: "step", "aria-label": said, title: `${said} (${key})`, "aria-keyshortcuts": key, on: { click: () => step(by) } }, sign);
    this.node = el("div", { class: "chooser" }, el("label", { for: id }, name),
      arrow("\u2039", `${name}: an older version`, 1, keys[0]), this.select, arrow("\u203a", `${name}: a newer version`, -1, keys[1]));
  }

  /** @param {Version[]} versions @param {string} without the key of a version that is not offered */
  update(choice, versions, clock, now, without = "") {
    const present = meant("now", versions)?.key;
    const chosen = meant(choice, versions)?.key;
    const options = versions.filter(({ key }) => key !== without || key === chosen)
      .map((version) => [this.withNow && version.key === present ? "now" : version.key, listed(version, versions, clock, now)]);
    const signature = JSON.stringify([options, choice]);
    if (signature === this.drawn) return;
    this.drawn = signature;
    put(this.select, options.map(([value, text]) => el("option", { value }, text)));
    this.select.value = this.withNow && chosen === present ? "now" : chosen ?? "";
  }
}
