// From a story on screen to its file in the editor: by a link where the editor takes one, else by the server, on its own machine.

/**
 * Opens a story's file. `line`: of the file; `paragraph`: of the body, where no line is known.
 * @param {Client} client
 */
export async function openStory(client, slug, { line = 0, paragraph } = {}) {
  try {
    await client.post(`/api/stories/${encodeURIComponent(slug)}/open`, { paragraph: paragraph ?? null, line: line || null });
    client.announce(`${slug} is opened in the editor.`);
  } catch (error) {
    client.complain(error);
  }
}
