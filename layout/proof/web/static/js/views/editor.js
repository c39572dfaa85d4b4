// From a story on screen to its file in the editor: by a link where the editor takes one, else by the server, on its own machine.

/**
 * Opens a story's file. `line`: of the file; `paragraph`: of the body, where no line is known.
 * @param {Client} client
 * @param {string} slug
 * @param {{line?: number, paragraph?: number}} [place]
 */
export async function openStory(client, slug, { line, paragraph } = {}) {
  try {
    const { link } = await client.post(`/api/stories/${encodeURIComponent(slug)}/open`, { line: line || undefined, paragraph });
    if (link) location.assign(link);
    else client.announce(`${slug} is opened in the editor.`);
  } catch (error) {
    client.complain(error);
  }
}
