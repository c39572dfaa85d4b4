// Wheel, drag, pinch, tap: what hands do on the stage.

import { isStill } from "./stage.js";

const CLICK = 5; // CSS pixels that a hand may tremble
const NOTCH = 1.25; // closer by a notch of a mouse's wheel
const NOTCH_PIXELS = 100;
const PINCH = 0.01; // of a factor a pixel of a trackpad's pinch
const PAUSE = 220; // milliseconds between two gestures of the wheel
const DOUBLE = 320; // milliseconds from tap to tap
const TAP_FACTOR = 2.5;
const FRICTION = 0.0045; // a millisecond
const SLOW = 0.04; // CSS pixels a millisecond: it has come to rest

/**
 * Listens to the stage.
 * @param {Stage} stage
 * @param {{click: function([number, number], PointerEvent): void, hover: function([number, number]|null, PointerEvent=): void}} hear
 */
export function listen(stage, hear) {
  const hands = new Map(); // of pointers that are down: where they are
  const state = { stage, hear, hands, wheel: { at: 0, zooms: false }, drag: null, tap: { at: 0, point: [0, 0] }, speed: [0, 0] };
  const { node } = stage;
  node.addEventListener("wheel", (event) => wheeled(state, event), { passive: false });
  node.addEventListener("pointerdown", (event) => down(state, event));
  node.addEventListener("pointermove", (event) => moved(state, event));
  for (const name of ["pointerup", "pointercancel"]) node.addEventListener(name, (event) => up(state, event));
  node.addEventListener("pointerleave", () => hear.hover(null));
  node.addEventListener("dragstart", (event) => event.preventDefault());
}

function placeOf(stage, event) {
  const box = stage.node.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** A mouse's wheel zooms, two fingers on a trackpad pan, a pinch (which comes as a wheel with Ctrl) zooms. */
function wheeled(state, event) {
  event.preventDefault();
  const { stage, wheel } = state;
  if (event.timeStamp - wheel.at > PAUSE) wheel.zooms = isWheel(event);
  wheel.at = event.timeStamp;
  const at = placeOf(stage, event);
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? NOTCH_PIXELS / 3 : 1;
  const [x, y] = [event.deltaX * lines, event.deltaY * lines];
  stop(state);
  if (event.ctrlKey || event.metaKey) stage.zoomBy(isWheel(event) ? NOTCH ** (-y / NOTCH_PIXELS) : Math.exp(-y * PINCH), at, isWheel(event) ? 90 : 0);
  else if (event.shiftKey && !x) stage.panBy(-y, 0);
  else if (wheel.zooms) stage.zoomBy(NOTCH ** (-y / NOTCH_PIXELS), at, 90);
  else stage.panBy(-x, -y);
}

/** Trackpads tell small and odd steps, and steps across; a wheel's notches are whole and 120 units each. */
function isWheel(event) {
  if (event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return true;
  const units = event.wheelDeltaY ?? 0;
  return event.deltaX === 0 && Math.abs(event.deltaY) >= 50 && units !== 0 && units % 120 === 0;
}

function down(state, event) {
  if (event.button > 1 || event.target.closest("button, a")) return;
  const { stage, hands } = state;
  stop(state);
  stage.halt();
  stage.node.setPointerCapture(event.pointerId);
  const at = placeOf(stage, event);
  hands.set(event.pointerId, at);
  state.drag = hands.size === 1 ? { from: at, moved: false, at: event.timeStamp } : { ...state.drag, moved: true };
  state.speed = [0, 0];
}

function moved(state, event) {
  const { stage, hands, hear } = state;
  const at = placeOf(stage, event);
  const last = hands.get(event.pointerId);
  if (!last) {
    if (event.pointerType !== "touch") hear.hover(event.target.closest(".stage") ? at : null, event);
    return;
  }
  if (hands.size === 2) pinched(state, event.pointerId, at);
  else if (state.drag.moved || Math.hypot(at[0] - state.drag.from[0], at[1] - state.drag.from[1]) > CLICK) {
    if (!state.drag.moved) hear.hover(null);
    state.drag.moved = true;
    stage.node.classList.add("dragged");
    const [x, y] = [at[0] - last[0], at[1] - last[1]];
    const passed = Math.max(event.timeStamp - state.drag.at, 1);
    state.speed = [0.7 * (x / passed) + 0.3 * state.speed[0], 0.7 * (y / passed) + 0.3 * state.speed[1]];
    stage.panBy(x, y);
  } else return;
  state.drag.at = event.timeStamp;
  hands.set(event.pointerId, at);
}

function pinched({ stage, hands }, id, at) {
  const [other] = [...hands].filter(([each]) => each !== id).map(([, place]) => place);
  const last = hands.get(id);
  const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const [was, now] = [middle(last, other), middle(at, other)];
  const far = (a) => Math.max(Math.hypot(a[0] - other[0], a[1] - other[1]), 10);
  stage.pinchBy([now[0] - was[0], now[1] - was[1]], far(at) / far(last), now);
}

function up(state, event) {
  const { stage, hands, drag } = state;
  if (!hands.delete(event.pointerId)) return;
  if (hands.size) return;
  stage.node.classList.remove("dragged");
  const rested = event.timeStamp - drag.at > 60;
  if (event.type === "pointerup" && !drag.moved) tapped(state, event);
  else if (drag.moved && !rested && event.type === "pointerup") glide(state);
}

function tapped(state, event) {
  const { stage, hear, tap } = state;
  const at = placeOf(stage, event);
  const again = event.timeStamp - tap.at < DOUBLE && Math.hypot(at[0] - tap.point[0], at[1] - tap.point[1]) < 24;
  state.tap = { at: again ? 0 : event.timeStamp, point: at };
  if (!again) return hear.click(at, event);
  if (stage.beyond.across && stage.beyond.down) stage.fit();
  else stage.zoomBy(TAP_FACTOR, at);
}

/** What was thrown comes to rest by itself. */
function glide(state) {
  if (isStill() || Math.hypot(...state.speed) < 0.2) return;
  let last = performance.now();
  const step = (now) => {
    const passed = Math.max(now - last, 0);
    last = now;
    state.stage.panBy(state.speed[0] * passed, state.speed[1] * passed);
    const slower = Math.exp(-FRICTION * passed);
    state.speed = state.speed.map((each) => each * slower);
    if (Math.hypot(...state.speed) > SLOW) state.gliding = requestAnimationFrame(step);
  };
  state.gliding = requestAnimationFrame(step);
}

function stop(state) {
  cancelAnimationFrame(state.gliding);
}
