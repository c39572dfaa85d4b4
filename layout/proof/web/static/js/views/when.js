// Times as the desk tells them. The desk's clock is the server's: a tablet may lie in another zone, and run late. A time that is told
// with the desk's offset is read by that: what was signed in summer is read in summer time. One in UTC goes by the clock's offset.

const MINUTE = 60_000;
const DAY = 24 * 60;
const OFFSET = /T.*([+-])(\d\d):?(\d\d)$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Minutes that the desk is ahead of UTC at a time that it tells: `…+01:00` is 60; of one in UTC, those of its clock. */
function zoneOf(told, clock) {
  const [, sign, hours, minutes] = OFFSET.exec(told ?? "") ?? OFFSET.exec(clock ?? "") ?? [null, "+", 0, 0];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `20:41` at the desk; `Tue 24 Nov 20:41` where that was another day than `now`'s. "" for what is no time. */
export function timeAt(iso, clock, now = new Date(clock)) {
  const at = Date.parse(iso ?? "");
  if (Number.isNaN(at)) return "";
  const [there, here] = [shifted(at, zoneOf(iso, clock)), shifted(now.getTime(), zoneOf(clock))];
  const time = there.toISOString().slice(11, 16);
  return there.toISOString().slice(0, 10) === here.toISOString().slice(0, 10) ? time : `${dayOf(there)} ${time}`;
}

/** `Tue 24 Nov`, at the desk. */
export function dayAt(iso, clock) {
  const at = Date.parse(iso ?? "");
  return Number.isNaN(at) ? "" : dayOf(shifted(at, zoneOf(iso, clock)));
}

/** Whole minutes until a moment, below 0 where it is past; NaN for what is none. */
export function minutesUntil(iso, now) {
  return Math.floor(Date.parse(iso || "") / MINUTE) - Math.floor(now / MINUTE);
}

/** A page's deadline: `{time, minutes}`, with the minutes until then; null where it has none. */
export function deadlineIn({ deadline, deadline_at: at }, clock, now) {
  const minutes = minutesUntil(at, now);
  if (Number.isNaN(minutes)) return null;
  return { time: isHour(deadline) ? timeAt(at, at) : timeAt(at, clock, now), minutes };
}

/** Whether it is an hour without a day, `21:30`. */
export function isHour(told) {
  return /^\s*([01]?\d|2[0-3])[:.][0-5]\d\s*$/.test(told ?? "");
}

/** `41 min`, `18 h 46 min`, `2 days`. */
function span(minutes) {
  const whole = Math.abs(minutes);
  if (whole < 60) return `${whole} min`;
  if (whole < 2 * DAY) return `${Math.floor(whole / 60)} h${whole % 60 ? ` ${whole % 60} min` : ""}`;
  return `${Math.floor(whole / DAY)} days`;
}

/** `in 41 min`, `now`, `12 min ago`. */
export function untilSaid(minutes) {
  if (minutes === 0) return "now";
  return minutes > 0 ? `in ${span(minutes)}` : `${span(minutes)} ago`;
}

/** A date whose UTC fields are the desk's. */
function shifted(milliseconds, zone) {
  return new Date(milliseconds + zone * MINUTE);
}

function dayOf(there) {
  const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  return `${WEEKDAYS[there.getUTCDay()]} ${there.getUTCDate()} ${MONTHS[there.getUTCMonth()]}`;
}
