// Times as the desk tells them. The desk's clock is the server's: a tablet may lie in another zone, and run late. A time that is told
// with the desk's offset is read by that: what was signed in summer is read in summer time. One in UTC goes by the clock's offset.

const MINUTE = 60_000;
const DAY = 24 * 60;
const HOURS_PAST = 6; // a deadline up to so long ago was missed; before that, the one of the coming night is meant
const HOURS_COMING = 24 - HOURS_PAST;
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

/**
 * A deadline told as `21:30`, or in full: `{time, minutes}` with the minutes until then, below 0 where it is past.
 * Without a day it is the one nearest to now, more towards the coming than the past. Null where it tells no time.
 */
export function deadlineIn(told, clock, now) {
  const plain = /^\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*$/.exec(told ?? "");
  if (!plain) {
    const at = Date.parse(/^\d{4}-/.test(told ?? "") ? zoned(told, clock) : "");
    return Number.isNaN(at)
      ? null
      : { time: timeAt(new Date(at).toISOString(), clock, now), minutes: Math.floor((at - now) / MINUTE) };
  }
  const here = shifted(now.getTime(), zoneOf(clock));
  const minuteNow = here.getUTCHours() * 60 + here.getUTCMinutes();
  let minutes = Number(plain[1]) * 60 + Number(plain[2]) - minuteNow;
  while (minutes < -HOURS_PAST * 60) minutes += DAY;
  while (minutes >= HOURS_COMING * 60) minutes -= DAY;
  return { time: `${plain[1].padStart(2, "0")}:${plain[2]}`, minutes };
}

/** When a note is due, in milliseconds: `21:30` is the first one after it was written. NaN for none. */
export function dueAt(due, writtenAt, clock) {
  const plain = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec((due ?? "").trim());
  if (!plain) return Date.parse(due ? zoned(due, clock) : "");
  const written = Date.parse(writtenAt);
  const there = shifted(written, zoneOf(writtenAt, clock));
  let minutes = Number(plain[1]) * 60 + Number(plain[2]) - there.getUTCHours() * 60 - there.getUTCMinutes();
  if (minutes < 0) minutes += DAY;
  return Math.floor(written / MINUTE) * MINUTE + minutes * MINUTE;
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

/** A time without a zone is the desk's. */
function zoned(told, clock) {
  if (!/T\d\d/.test(told)) return told;
  return /(Z|[+-]\d\d:?\d\d)$/.test(told) ? told : `${told}${/([+-]\d\d:?\d\d|Z)$/.exec(clock ?? "")?.[0] ?? "Z"}`;
}
