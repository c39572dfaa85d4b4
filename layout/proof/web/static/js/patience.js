// What a busy desk refuses, or can't be reached for, is asked for again: later each time, as long as it is wanted.

const FIRST_PAUSE = 700; // milliseconds until it is asked for again; then twice as long, and so on,
const LAST_PAUSE = 20_000; // and at most

/** Whether it may be had later: the desk is busy (429, 503), has stumbled, or can't be reached, which has no status. */
export function isPassing({ status }) {
  return !status || status === 429 || status >= 500;
}

/** Milliseconds until the next try, after so many before it; where the desk asks for more time, that. */
export function pauseAfter(tries, { after = 0 }) {
  return Math.min(Math.max(FIRST_PAUSE * 2 ** tries, after * 1000), LAST_PAUSE);
}

/**
 * What `ask` gives, asked until it is there.
 * @param {function(): Promise} ask
 * @param {AbortSignal} signal ends it
 * @param {function(Error): void} waits hears every time why it is not there yet
 * @returns {Promise} rejects with what will not pass, or where it was ended
 */
export async function patiently(ask, signal, waits) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      waits(error);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, pauseAfter(tries, error));
        signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
      });
      signal.throwIfAborted();
    }
  }
}
