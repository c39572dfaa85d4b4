// One of the server's lists as a view follows it: fetched when it may have changed, taken when it is another one.

/**
 * @param {Client} client
 * @param {string} name as in `client.list`
 * @param {function(Object): (void|Promise<void>)} take hears every answer that is another than the last
 * @returns {{update: function(): Promise<void>, end: function(): void}} `update` at every new state; nothing is taken after `end`
 */
export function watchedList(client, name, take) {
  let [turn, known, ended] = [0, null, false];
  return {
    update: async () => {
      const mine = ++turn;
      const overtaken = () => ended || mine !== turn; // what was asked for later is newer
      try {
        const found = await client.list(name);
        if (overtaken() || found === known) return;
        known = found;
        await Promise.resolve(take(found)).catch((error) => {
          if (known === found) known = null; // it was not taken whole: the next state brings it again
          throw error;
        });
      } catch (error) {
        if (!overtaken()) client.complain(error);
      }
    },
    end: () => {
      ended = true;
    },
  };
}
