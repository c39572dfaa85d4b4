// What the browser knows of the desk: the latest state, lists fetched anew when they changed, and what is said to the server.

const LISTS = { items: "/api/items", notes: "/api/notes", history: "/api/history", stories: "/api/stories" };
// A note goes with its word: a page made anew, a story edited, move it.
const RENEWED_BY = { items: ["items"], notes: ["notes", "proofs", "stories", "items"], history: ["history"], stories: ["stories", "items"] };
const SILENCE = 40_000; // milliseconds without a word from the server, which speaks every 15 seconds
const SHOWN = 6000; // milliseconds that something said is shown
const JUST_NOW = 1000; // milliseconds
const SHUT = "shut-out"; // told to the document where any answer says that nobody is known here
export const LOGIN = "/login";

/** A name for one thing about to be said: sent again under it, as no answer came, it is said once. */
export function ownName() { // crypto.randomUUID is there only where the desk speaks https
  return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
}

/** Why the server refused. `remedy`: what to do about it; `after`: seconds that it asks to be given before it is asked again. */
class Refusal extends Error {
  /** `field`: of what was sent, the one that is wrong; "" for none of them in particular. */
  constructor(status, problem, { remedy, after, field }) {
    super(problem);
    Object.assign(this, { status, remedy, after, field });
  }
}

export class Client {
  constructor() {
    this.state = null;
    this.connected = false;
    this.skew = 0; // milliseconds that the server's clock is ahead of ours
    this.listeners = new Set();
    this.lists = new Map();
    this.source = null;
    this.silence = 0;
    this.shut = false; // the desk no longer knows this browser
  }

  /** Begin to listen. */
  connect() {
    document.addEventListener(SHUT, () => this.#shutOut(), { once: true });
    this.#listen();
  }

  #listen() {
    this.source?.close();
    this.source = new EventSource("/api/events");
    this.source.addEventListener("state", (event) => this.#take(JSON.parse(event.data)));
    this.source.addEventListener("ping", () => this.#heard());
    this.source.addEventListener("error", () => this.#lost());
  }

  /** Hear of every new state; `fn(state, client)` is called at once where there is one. Returns what ends it. */
  subscribe(fn) {
    this.listeners.add(fn);
    if (this.state) fn(this.state, this);
    return () => this.listeners.delete(fn);
  }

  /** JSON from the server. Throws Refusal. */
  async get(path) {
    return answered(await fetch(path, { headers: { Accept: "application/json" }, credentials: "same-origin" }));
  }

  /** Say something to the server. Throws Refusal. */
  async post(path, body = {}) {
    const options = { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" } };
    return answered(await fetch(path, { ...options, credentials: "same-origin", body: JSON.stringify(body) }));
  }

  /** `items`, `notes`, `history` or `stories`: fetched again only when the state says that it changed. */
  async list(name) {
    const revision = RENEWED_BY[name].map((each) => this.state?.revisions[each] ?? -1).join(" ");
    const known = this.lists.get(name);
    if (known && known.revision === revision) return known.found;
    const found = this.get(LISTS[name]);
    this.lists.set(name, { revision, found });
    found.catch(() => {
      if (this.lists.get(name)?.found === found) this.lists.delete(name); // a newer one may have come in between
    });
    return found;
  }

  /** A page of the state by its printed number, or undefined. */
  page(number) {
    return this.state?.pages.find((page) => page.number === number);
  }

  /** The server's time now. */
  now() {
    return new Date(Date.now() + this.skew);
  }

  /** True where the person may do what that role may: read, note, approve, release. */
  may(role) {
    return this.state?.me.may.includes(role) ?? false;
  }

  /** Go to a view: `go("/page/3")`. */
  go(path) {
    location.hash = `#${path}`;
  }

  /** Said to screen readers, and shown for a moment. */
  announce(text) {
    const place = document.getElementById("said");
    place.textContent = text;
    this.saidAt = performance.now();
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { place.textContent = ""; }, SHOWN);
  }

  /** What was said is of another view than the one that comes now; not what was said of going there. */
  hush() {
    if (performance.now() - this.saidAt > JUST_NOW) document.getElementById("said").textContent = "";
  }

  /** Said to screen readers alone: who looks at the screen sees it there. */
  whisper(text) {
    document.getElementById("whispered").textContent = text;
  }

  /** A refusal or a fault, shown until it is put away. */
  complain(error) {
    document.dispatchEvent(new CustomEvent("complaint", { detail: error }));
  }

  #take(state) {
    this.#heard();
    if (this.state && state.sequence < this.state.sequence && state.run === this.state.run) return;
    if (this.state && state.run !== this.state.run) this.lists.clear();
    this.skew = Date.parse(state.clock) - Date.now();
    this.state = state;
    this.#tell();
  }

  #heard() {
    if (this.shut) return;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => { this.#lost(); this.#listen(); }, SILENCE);
    if (!this.connected) {
      this.connected = true;
      this.#tell();
    }
  }

  /** The session has ended, or what one may do is another: to the login page; where something is being written, it is said first. */
  #shutOut() {
    this.shut = true;
    this.connected = false;
    this.source?.close();
    clearTimeout(this.silence);
    clearTimeout(this.again);
    this.#tell();
    if (!document.querySelector("dialog[open] textarea")) location.assign(LOGIN);
  }

  #lost() {
    if (this.shut) return;
    if (this.connected) {
      this.connected = false;
      this.#tell();
    }
    if (this.source.readyState === EventSource.CLOSED) { // the server refused: perhaps the session has ended
      clearTimeout(this.again);
      this.again = setTimeout(() => this.#enterAgain(), 2000);
    }
  }

  async #enterAgain() {
    try {
      await this.get("/api/state");
      this.#listen();
    } catch {
      if (!this.shut) this.again = setTimeout(() => this.#enterAgain(), 2000);
    }
  }

  #tell() {
    for (const fn of [...this.listeners]) fn(this.state, this);
  }
}

async function answered(response) {
  if (!response.ok) throw await refusalOf(response);
  return isJson(response) ? response.json() : null;
}

/** What an answer that is a no says. @returns {Promise<Refusal>} */
export async function refusalOf(response) {
  if (response.status === 401) document.dispatchEvent(new CustomEvent(SHUT));
  const told = isJson(response) ? await response.json().catch(() => null) : null;
  const after = Number(response.headers.get("Retry-After")) || 0;
  return new Refusal(response.status, told?.problem ?? `The desk answered ${response.status}.`,
    { remedy: told?.remedy ?? "Load the page again.", after, field: told?.field ?? "" });
}

function isJson(response) {
  return (response.headers.get("Content-Type") ?? "").startsWith("application/json");
}
