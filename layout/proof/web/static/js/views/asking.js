// Dialogs that ask and go: they take the focus, and give it back to where it was.

import { el } from "../dom.js";

const TITLE = "asked-title"; // one dialog at a time is in the document

/**
 * Opens a dialog. Resolves, when it is closed, with the value of the button that closed it; "" for Escape.
 * @param {string} title
 * @param {Array<Node|string|null>} parts
 * @param {Array<{value: string, name: string, main?: boolean, first?: boolean}>} actions `first` has the focus
 */
export function ask(title, parts, actions) {
  const dialog = dialogOf(
    title,
    parts,
    actions.map(({ value, name, main, first }) => el("button", { value, class: main ? "main" : "", autofocus: first }, name)),
  );
  return shown(dialog);
}

/** A dialog with these parts; `buttons` in a row under them. It is not shown yet. */
export function dialogOf(title, parts, buttons) {
  return el(
    "dialog",
    { class: "asked", "aria-labelledby": TITLE },
    el(
      "form",
      { method: "dialog", novalidate: true },
      el("h2", { id: TITLE }, title),
      parts,
      el("div", { class: "buttons" }, buttons),
    ),
  );
}

/** Shows a dialog until it is closed, then takes it out of the document. Resolves with its value. */
export function shown(dialog) {
  const before = document.activeElement;
  for (const last of document.querySelectorAll("dialog.asked:not([open])")) last.remove(); // closed a moment ago, not told yet
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (document.activeElement === document.body) before?.focus({ preventScroll: true }); // the browser has seen to it, as a rule
      resolve(dialog.returnValue);
    });
  });
}
