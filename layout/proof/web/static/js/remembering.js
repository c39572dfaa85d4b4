// What the browser remembers, as JSON by name: for as long as the tab is open, or from day to day where `store` is localStorage. A
// full store, or one that is shut, forgets; nothing else comes of it.

/** What was kept under that name; null where nothing was, or nothing of ours. */
export function remembered(name, store = () => sessionStorage) {
  try {
    return JSON.parse(store().getItem(name));
  } catch {
    return null;
  }
}

/** Keep it; null forgets. */
export function remember(name, value, store = () => sessionStorage) {
  try {
    if (value === null) store().removeItem(name);
    else store().setItem(name, JSON.stringify(value));
  } catch {
    // Forgotten: see above.
  }
}
