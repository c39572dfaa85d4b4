// Two pictures as one: what both have is grey, what only the older has is orange, what only the newer has is blue.

const CODE = /^\/api\/proofs\/ghost\/(page\/\d+|tile\/\d+\/\d+\/\d+)$/;

/** Orange and blue that stay apart for all kinds of colour blindness (Okabe and Ito 2008, "Color universal design"). */
const WAS = [213, 94, 0];
const NOW = [0, 114, 178];
const ALIKE = 0.45; // of its strength: what is on both
const NOISE = 10; // of 255
const OTHER_HUE = 40; // of 255, in one of three colours: as dark as before, and still not the same
const NO_SUCH = 404; // the status of a tile where the sheet has nothing
const NOTHING = { naturalWidth: 0, naturalHeight: 0 }; // in the place of a picture

/** Where a ghost's pictures come from: the two proofs' pictures at the same place, put together. Takes a Queue's part. */
export class GhostQueue {
  /** @param {Queue} queue */
  constructor(queue, before, after) {
    Object.assign(this, { queue, before, after });
  }

  ask(address, late) {
    const [, place] = CODE.exec(address);
    const asked = [this.before, this.after].map((key) => this.queue.ask(`/api/proofs/${key}/${place}`, late));
    const stop = () => asked.forEach((each) => each.stop());
    const refused = (refusal) => {
      if (place.startsWith("tile") && refusal.status === NO_SUCH) return NOTHING;
      stop();
      throw refusal;
    };
    return { picture: together(asked.map(({ picture }) => picture.catch(refused))), stop };
  }
}

/** Their ghost. What could not be had is no deletion: where one of them is refused there is no ghost. */
async function together(pictures) {
  const found = await Promise.allSettled(pictures);
  const had = found.map(({ value }) => value);
  if (had.every(Boolean) && had.some((each) => each !== NOTHING)) return ghost(...had);
  for (const each of had) if (each?.src) URL.revokeObjectURL(each.src);
  const refused = found.find(({ status }) => status === "rejected");
  if (refused) throw refused.reason;
  return null;
}

/** One canvas of two pictures, which are let go; of one where the other has nothing there. Stands where a picture would. */
function ghost(was, now) {
  const width = Math.max(was.naturalWidth, now.naturalWidth);
  const height = Math.max(was.naturalHeight, now.naturalHeight);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height, naturalWidth: width, naturalHeight: height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const older = pixelsOf(context, was, width, height);
  const newer = pixelsOf(context, now, width, height);
  blend(older.data, newer.data);
  context.putImageData(newer, 0, 0);
  for (const each of [was, now]) if (each.src) URL.revokeObjectURL(each.src);
  return canvas;
}

function pixelsOf(context, image, width, height) {
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  if (image !== NOTHING) context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** Writes the ghost over the newer pixels. */
function blend(older, newer) {
  for (let at = 0; at < newer.length; at += 4) {
    const apart = Math.max(Math.abs(older[at] - newer[at]), Math.abs(older[at + 1] - newer[at + 1]), Math.abs(older[at + 2] - newer[at + 2]));
    const was = inkOf(older, at);
    const now = inkOf(newer, at);
    if (apart <= NOISE) grey(newer, at, now);
    else if (Math.abs(was - now) <= NOISE && apart > OTHER_HUE) paint(newer, at, 0, Math.max(was, 90), Math.max(was, 90));
    else paint(newer, at, Math.min(was, now), Math.max(was - now, 0), Math.max(now - was, 0));
  }
}

/** How dark a pixel is, from 0 to 255 (Rec. 709's weights). */
function inkOf(pixels, at) {
  return 255 - (pixels[at] * 54 + pixels[at + 1] * 183 + pixels[at + 2] * 19) / 256;
}

function grey(pixels, at, ink) {
  pixels[at] = pixels[at + 1] = pixels[at + 2] = 255 - ink * ALIKE;
  pixels[at + 3] = 255;
}

function paint(pixels, at, both, was, now) {
  for (let part = 0; part < 3; part += 1) {
    pixels[at + part] = 255 - both * ALIKE - (was * (255 - WAS[part]) + now * (255 - NOW[part])) / 255;
  }
  pixels[at + 3] = 255;
}
