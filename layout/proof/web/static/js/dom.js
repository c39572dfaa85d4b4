// Nodes made by name: the only place where markup comes to be. Text is always text, so that no story's words can become markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element.
 * @param {string} tag
 * @param {Object} [attributes] `class`, `id` and so on; `on`: listeners by event; a value of null, undefined or false is left out,
 *   true gives an empty attribute; `style`: an object of properties
 * @param {...(Node|string|number|null|undefined|Array)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element; the same. @returns {SVGElement} */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Takes everything out of a node, and puts these in. */
export function put(node, ...children) {
  node.replaceChildren();
  append(node, children);
  return node;
}

/** Takes everything out of a node. */
export function clear(node) {
  node.replaceChildren();
}

/** A text that screen readers read and nobody sees. */
export function hidden(text) {
  return el("span", { class: "for-readers" }, text);
}

/** A button with a name; `key`: the key that does the same, shown to those who look; `on`: other listeners by event. */
export function button(name, run, { key = "", pressed = null, kind = "", on = {}, ...more } = {}) {
  return el(
    "button",
    { type: "button", class: kind, "aria-pressed": pressed === null ? null : String(pressed), "aria-keyshortcuts": key || null,
      on: { click: run, ...on }, ...more },
    name,
    key ? el("kbd", { "aria-hidden": "true" }, key) : null,
  );
}

/** A word in its plural where the number wants it: `counted(2, "line")` is "2 lines". */
export function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "style") {
      for (const [property, given] of Object.entries(value)) node.style.setProperty(property, given);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child instanceof Node ? child : String(child));
  }
}
