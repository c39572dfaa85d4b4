// From a story on screen to its file in the editor: by a link where the editor takes one, else by the server, on its own machine.

import { button } from "../dom.js";

/**
 * The button that opens a story by `open`. Where no editor can be reached it looks so and says why, and the path can be copied.
 * @returns {Array<HTMLElement|null>}
 */
export function editorButtons(client, story, open) {
  const why = closedSaid(story);
  const told = why ? { "aria-disabled": "true", title: why } : {};
  return [
    button("Open in editor", open, { key: "E", "data-does": "open", ...told }),
    why && story.path ? button("Copy the path", () => copyPath(client, story), { "data-does": "copy" }) : null,
  ];
}

/** A button that opens an item's file at its line; null where that can't be done from here. */
export function openItemButton(client, item) {
  if (!isOpened(item)) return null;
  const place = [item.path || item.story, item.line || null].filter(Boolean).join(":");
  return button("Open in editor", () => openItem(client, item), { "aria-label": `Open in editor: ${place}`, kind: "opens" });
}

/** Whether an item's file may be opened from here: the server says so; where it does not, a story's may be asked for. */
function isOpened({ opens, story }) {
  return opens ?? Boolean(story);
}

/** Opens the file that an item is in, at its line; says why where that can't be done. */
export function openItem(client, item) {
  if (item.opens) return opened(client, `/api/items/${encodeURIComponent(item.key)}/open`, {}, item.path);
  if (item.story) return openStory(client, item.story, { line: item.line });
  client.announce(item.path ? `${item.path} can\u2019t be opened from here.` : "This stands in no file.");
  return null;
}

/** Why a story can't be opened from here, in words; "" where it can, or where that is not known. */
function closedSaid(story) {
  return story?.links?.closed ?? "";
}

/** Puts a story's path on the clipboard; where the browser keeps that from pages, says it. */
async function copyPath(client, { path }) {
  try {
    await navigator.clipboard.writeText(path);
    client.announce(`Copied: ${path}`);
  } catch {
    client.announce(`The browser does not let the desk copy. The path is ${path}`); // no clipboard without https, or refused
  }
}

/**
 * Opens a story's file. `line`: of the file; `paragraph`: of the body, where no line is known.
 * @param {Client} client
 * @param {string} slug
 * @param {{line?: number, paragraph?: number}} [place]
 */
export async function openStory(client, slug, { line, paragraph } = {}) {
  const why = closedSaid((await client.list("stories").catch(() => ({})))[slug]);
  if (why) {
    client.announce(why);
    return;
  }
  await opened(client, `/api/stories/${encodeURIComponent(slug)}/open`, { line: line || undefined, paragraph }, slug);
}

/** Has the server open a file, or follows the link that it gives. */
async function opened(client, address, body, name) {
  try {
    const { link } = await client.post(address, body);
    if (link) location.assign(link);
    else client.announce(`${name} is opened in the editor.`);
  } catch (error) {
    client.complain(error);
  }
}
