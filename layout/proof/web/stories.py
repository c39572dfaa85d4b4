"""Stories: where they stand, their galleys, and their files in the editor."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.proof.facts import StoryFacts
from layout.proof.live.maker import MakerClosed
from layout.proof.records.roles import Action
from layout.proof.web.answers import Complaint, as_json
from layout.proof.web.entrance import Who
from layout.proof.web.fields import read_fields
from layout.proof.web.opening import open_file, why_closed
from layout.proof.web.room import Room

PATIENCE = 20.0  # seconds for a galley: it is set in between, but not within a page


def stories_routes(room: Room) -> list[BaseRoute]:
    """`/api/stories...`."""
    stories = _Stories(room)
    return [
        Route("/api/stories", room.behind(Action.READ, stories.all)),
        Route("/api/stories/{slug}/galley", room.behind(Action.READ, stories.galley)),
        Route("/api/stories/{slug}/open", room.behind(Action.READ, stories.open), methods=["POST"]),
    ]


class _Stories:
    def __init__(self, room: Room) -> None:
        self._room = room

    async def all(self, request: Request, who: Who) -> Response:
        """Every story that a page carries, by its slug. `links`: its `file` in the editor; why the editor is `closed`, or ""."""
        why = why_closed(self._room, request)
        closed = f"{why.problem} {why.remedy}" if why is not None else ""
        files = {} if closed else (await self._room.reader.now()).files
        stories, facts = self._room.desk.stories, self._room.desk.stories_json()
        links = {slug: {"file": self._link(stories[slug], files), "closed": closed} for slug in facts}
        return as_json({slug: {**each, "links": links[slug]} for slug, each in facts.items()})

    async def galley(self, request: Request, who: Who) -> Response:
        """Its lines as set."""
        story = self._story(request)
        try:
            async with asyncio.timeout(PATIENCE):
                galley = await self._room.shift.galley(story.slug)
        except MakerClosed:
            failed = self._room.desk.failed
            if failed:
                raise Complaint(409, failed, "Where the pages do not come again, save a file of the issue.") from None
            raise Complaint(409, "The pages are being made anew from the start.", "Try it again in a moment.") from None
        except TimeoutError:
            problem = "The galley has not come yet: the program that sets it is still making pages."
            raise Complaint(503, problem, "Try it again in a moment.") from None
        if galley is None:
            raise _no_story()
        return as_json({**galley, "path": story.path, "paragraph_lines": list(story.lines)})

    async def open(self, request: Request, who: Who) -> Response:
        """Its file in the editor: by a command here, or as a link for the browser."""
        story, why = self._story(request), why_closed(self._room, request)
        if why is not None:
            raise why
        fields = await read_fields(request)
        paragraph, line = fields.count("paragraph"), fields.count("line")
        if line is None and paragraph is not None and paragraph < len(story.lines):
            line = story.lines[paragraph]
        file = (await self._room.reader.now()).files.get(story.slug)
        if file is None or not await asyncio.to_thread(file.is_file):
            raise Complaint(404, "The story's file is not there.", "Look whether it was moved.")
        return await open_file(self._room, file, line or 1, fields.count("column") or 1)

    def _story(self, request: Request) -> StoryFacts:
        self._room.check_made()
        story = self._room.desk.stories.get(request.path_params["slug"])
        if story is None:
            raise _no_story()
        return story

    def _link(self, story: StoryFacts, files: Mapping[str, Path]) -> str | None:
        editor, file = self._room.editor, files.get(story.slug)
        if editor is None or file is None:
            return None
        return editor.link(file, story.lines[0] if story.lines else 1) or None


def _no_story() -> Complaint:
    return Complaint(404, "No page carries that story.", "Go back to the flatplan.")
