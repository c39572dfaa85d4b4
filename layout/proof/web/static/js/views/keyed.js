// Lists that change while somebody works in them: each thing keeps its node, with its focus and its half-typed text.

const DRAWN = Symbol("what a node was drawn from");

/**
 * Puts nodes for `things` into `parent`, in their order. A thing whose key was there keeps its node.
 * @param {Element} parent
 * @param {Array} things
 * @param {{key: function(any): string, make: function(any): Element, update: function(Element, any): void}} how `update` is called for
 *   every thing, for a new one too
 */
export function keyed(parent, things, how) {
  const known = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const nodes = things.map((thing) => {
    const key = how.key(thing);
    const node = known.get(key) ?? how.make(thing);
    known.delete(key);
    if (node.dataset.key !== key) node.dataset.key = key; // nothing is touched that stays as it is
    how.update(node, thing);
    return node;
  });
  for (const gone of known.values()) gone.remove();
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
}

/** The text of a node, touched only where it is another. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Runs `fn` only where what it depends on is another than the last time that it ran for this node. */
export function redraw(node, facts, fn) {
  const signature = JSON.stringify(facts);
  if (node[DRAWN] === signature) return;
  node[DRAWN] = signature;
  fn();
}
