// A sign-off that holds as an edit was undone, or made again, after something was done with another version: nobody's last word is of this.

import { timeAt } from "./when.js";

/** That in a sentence; "" for a page of which it is not so. `named`: what the sign-off is of. */
export function overtakenSaid({ signed, overtaken }, client, named = "this one") {
  if (!overtaken || !signed) return "";
  const [later, when] = [overtaken, signed].map(({ at }) => timeAt(at, client.state.clock, client.now()));
  const done = overtaken.what === "signed" ? "A later version was signed" : "Another version was released";
  return `${done} at ${later} by ${overtaken.by}: ${named} was signed at ${when} by ${signed.by}, and by nobody since.`;
}
