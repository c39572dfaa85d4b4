// Total ink: the map that the press files give, over the page.

import { el, svg } from "../../dom.js";

/** @type {Overlay} */
export const ink = {
  name: "ink",
  title: "Total ink",
  key: "i",
  does: "Total ink",
  draw: ({ ink: map, page }) => {
    if (!map?.url) return [];
    const [x, y, width] = page.media;
    // The map may carry a legend at its foot: it keeps its own height.
    return [svg("image", { href: map.url, x, y, width, height: width * 10, preserveAspectRatio: "xMinYMin meet", class: "ink-map" })];
  },
  legend: ({ ink: map }) => {
    if (!map) return [el("p", {}, "Separating the page\u2026")];
    if (map.problem) return [el("p", { class: "problem" }, map.problem), map.remedy ? el("p", { class: "remedy" }, map.remedy) : null];
    return [el("p", {}, limitSaid(map))];
  },
};

function limitSaid({ limit, most }) {
  if (!limit) return "Grey to blue: up to the press\u2019s limit. Red: over it.";
  const percent = (share) => `${Math.round(share * 100)} %`;
  const told = `Grey to blue: up to ${percent(limit)}. Red: over it.`;
  return most === undefined || most === null ? told : `${told} Most in a square millimetre: ${percent(most)}.`;
}

const MOST = 6; // maps: those of the pages that are seen together, and of some before

/** Total-ink maps by proof, the ones used last; each is asked for once, and again only where it could not be had. */
export class InkMaps {
  /** @param {Client} client @param {function(): void} came another map is there */
  constructor(client, came) {
    Object.assign(this, { client, came });
    this.maps = new Map();
  }

  /** What is known of a proof's ink: null until it came. @returns {{url?: string, limit?: number, problem?: string, remedy?: string}|null} */
  of(key) {
    const known = this.maps.has(key);
    const map = this.maps.get(key) ?? null;
    this.maps.delete(key);
    this.maps.set(key, map); // used last
    if (!known) {
      this.#fetch(key);
      for (const old of [...this.maps.keys()].slice(0, -MOST)) this.#forget(old);
    }
    return map;
  }

  /** Forgets what could not be had, so that it is asked for again. */
  again() {
    for (const [key, map] of [...this.maps]) if (map?.problem) this.#forget(key);
  }

  end() {
    for (const key of [...this.maps.keys()]) this.#forget(key);
  }

  #forget(key) {
    revoke(this.maps.get(key));
    this.maps.delete(key);
  }

  async #fetch(key) {
    const map = await this.#map(key);
    if (!this.maps.has(key) || this.maps.get(key)) return revoke(map); // nobody looks at it any more, or it was asked for twice
    this.maps.set(key, map);
    this.came();
  }

  async #map(key) {
    try {
      const plates = await this.client.get(`/api/proofs/${key}/plates`);
      const response = await fetch(`/api/proofs/${key}/inkmap`, { credentials: "same-origin" });
      if (!response.ok) return { ...(await response.json().catch(() => ({}))), problem: "The ink of this page could not be measured." };
      return { url: URL.createObjectURL(await response.blob()), limit: plates.limit, most: plates.most_mm2 };
    } catch (error) {
      return { problem: error.message, remedy: error.remedy };
    }
  }
}

function revoke(map) {
  if (map?.url) URL.revokeObjectURL(map.url);
}
