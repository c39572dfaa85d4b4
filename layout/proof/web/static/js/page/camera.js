// Where the eye is: which part of the world (in points) stands where on the stage (in CSS pixels). Pure.

/** CSS pixels a point at real size: a CSS inch has 96 pixels, and 72 points. */
export const REAL = 96 / 72;
const CLOSEST = 16 * REAL; // a 9 pt letter fills a hand's breadth
const KEPT = 1 / 3; // of the world, or of the stage, stays in sight however far one pans
const LEAST = 0.5; // of the zoom at which all is seen

/** @typedef {{zoom: number, x: number, y: number}} Camera `x`, `y`: where the world's origin stands on the stage */
/** @typedef {{width: number, height: number}} Size */
/** @typedef {[number, number, number, number]} Area x, y, width, height */

/** The camera that shows an area whole, in the middle. */
export function showing(area, stage, margin) {
  const [x, y, width, height] = area;
  const across = Math.max(stage.width - 2 * margin, 40);
  const down = Math.max(stage.height - 2 * margin, 40);
  const zoom = Math.min(across / width, down / height, CLOSEST);
  return { zoom, x: stage.width / 2 - (x + width / 2) * zoom, y: stage.height / 2 - (y + height / 2) * zoom };
}

/** The camera that shows an area in its full width, with the same height of it at the top as before. */
export function acrossAll(area, stage, margin, top) {
  const zoom = Math.min(Math.max(stage.width - 2 * margin, 40) / area[2], CLOSEST);
  return { zoom, x: stage.width / 2 - (area[0] + area[2] / 2) * zoom, y: margin - top * zoom };
}

/** Closer by that factor, with the point of the world that is under `at` staying there. */
export function closer(camera, at, factor, least) {
  const zoom = Math.min(Math.max(camera.zoom * factor, least), CLOSEST);
  return about(camera, at, zoom);
}

/** At that zoom, about a point of the stage. */
export function about(camera, at, zoom) {
  const by = zoom / camera.zoom;
  return { zoom, x: at[0] - (at[0] - camera.x) * by, y: at[1] - (at[1] - camera.y) * by };
}

/** The farthest that one may go from a world. */
export function farthest(world, stage, margin) {
  return Math.min(showing(world, stage, margin).zoom * LEAST, REAL);
}

/** Held so that the world can't be lost from sight; all of it in the middle where it is seen whole. */
export function held(camera, world, stage, margin) {
  const whole = showing(world, stage, margin);
  if (camera.zoom <= whole.zoom * 1.0001) {
    const { x, y } = about(whole, [stage.width / 2, stage.height / 2], camera.zoom);
    return { zoom: camera.zoom, x, y };
  }
  return {
    zoom: camera.zoom,
    x: within(camera.x, world[0], world[2], camera.zoom, stage.width),
    y: within(camera.y, world[1], world[3], camera.zoom, stage.height),
  };
}

/** On the way from one camera to another: the point that keeps its place keeps it all the way. `share` from 0 to 1. */
export function between(from, to, share) {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const far = Math.abs(to.zoom - from.zoom) > 1e-6 * from.zoom;
  const part = far ? (zoom - from.zoom) / (to.zoom - from.zoom) : share;
  return { zoom, x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** What of the world is seen: an area in points, `more` CSS pixels on all sides with it. */
export function seen(camera, stage, more = 0) {
  const { zoom, x, y } = camera;
  return [(-x - more) / zoom, (-y - more) / zoom, (stage.width + 2 * more) / zoom, (stage.height + 2 * more) / zoom];
}

/** The point of the world at a point of the stage. */
export function worldAt(camera, [x, y]) {
  return [(x - camera.x) / camera.zoom, (y - camera.y) / camera.zoom];
}

export function overlaps(a, b) {
  return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
}

export function isInside(inner, outer) {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[0] + inner[2] <= outer[0] + outer[2] && inner[1] + inner[3] <= outer[1] + outer[3];
}

/** The smallest area round some. */
export function around(areas) {
  const left = Math.min(...areas.map((each) => each[0]));
  const top = Math.min(...areas.map((each) => each[1]));
  const right = Math.max(...areas.map((each) => each[0] + each[2]));
  const foot = Math.max(...areas.map((each) => each[1] + each[3]));
  return [left, top, right - left, foot - top];
}

/** An area with some more on all sides. */
export function grown([x, y, width, height], by) {
  return [x - by, y - by, width + 2 * by, height + 2 * by];
}

function within(at, start, length, zoom, room) {
  const least = KEPT * Math.min(length * zoom, room);
  const far = room - least - start * zoom;
  const near = least - (start + length) * zoom;
  return Math.min(Math.max(at, near), far);
}
