"""Files opened in the editor: a story's, or that of whatever is wrong. By slug or key alone; no address holds a path.

In: a request, a story or an item. Out: whether it may be opened, and where; the editor started, or a link for the browser.
"""

import asyncio
import subprocess
import threading
from collections.abc import Iterable, Mapping, Set
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

from layout.proof.facts import Item
from layout.proof.web.answers import Complaint, as_json
from layout.proof.web.doors import is_loopback
from layout.proof.web.room import Room


def why_closed(room: Room, request: Request) -> Complaint | None:
    """Why nothing is opened for whoever asks; None where it is. On loopback, by somebody on this machine: the desk knows no other
    who may start programs."""
    client = request.client.host if request.client is not None else ""
    if not (room.entrance.doors.loopback and is_loopback(client)):
        return Complaint(403, "Files are opened only on the machine on which the desk runs.", "Open the file yourself.")
    if room.editor is None:
        remedy = "Start the desk with --editor, as in --editor 'code --goto {path}:{line}'."
        return Complaint(409, "No editor is set up.", remedy)
    return None


async def opened_keys(room: Room, request: Request, items: Iterable[Item]) -> Set[str]:
    """The keys of those items whose files may be opened here."""
    asked = [each for each in items if each.path]
    if not asked or why_closed(room, request) is not None:
        return frozenset()
    files = await _files_of(room, asked)
    return frozenset(each.key for each in asked if each.path in files)


def with_opens(items: object, keys: Set[str]) -> list[dict[str, object]]:
    """Items as JSON's values, each with whether it `opens`."""
    assert isinstance(items, list), "as the desk tells them"
    return [{**each, "opens": each["key"] in keys} for each in items]


async def open_item(room: Room, request: Request, item: Item) -> Response:
    """Its file in the editor, at its line. Raises Complaint."""
    why = why_closed(room, request)
    if why is not None:
        raise why
    file = (await _files_of(room, [item])).get(item.path)
    if file is None:
        raise Complaint(404, "The file is not there.", "Look whether it was moved.")
    return await open_file(room, file, item.line, item.column)


async def open_file(room: Room, file: Path, line: int, column: int) -> Response:
    """By a command here, or as a link for the browser. Raises Complaint where the program does not start."""
    editor = room.editor
    assert editor is not None, "asked before"
    place = file, line or 1, column or 1
    link = editor.link(*place)
    if link:
        return as_json({"link": link})
    await asyncio.to_thread(_run, editor.command(*place))
    return as_json({"opened": True})


async def _files_of(room: Room, items: Iterable[Item]) -> Mapping[str, Path]:
    """By an item's path, the file. Paths are seen from the paper's root, or the issue's folder where no house can be read."""
    issue = room.reader.issue.absolute()
    root = (await room.reader.now()).root or issue.parent
    refused = {each.key for each in room.desk.refused_items}
    wanted = {each.path: (issue.parent, root) if each.key in refused else (root, issue.parent) for each in items if each.path}

    def found() -> dict[str, Path]:
        return {path: folder / path for path, folders in wanted.items() for folder in reversed(folders) if _lies_in(folder, path)}

    return await asyncio.to_thread(found)


def _lies_in(folder: Path, path: str) -> bool:
    parts = PurePosixPath(path).parts
    return ".." not in parts and not path.startswith("/") and "\0" not in path and (folder / path).is_file()


def _run(command: tuple[str, ...]) -> None:
    """Start the program, and let it be. Raises Complaint where it does not start."""
    try:
        editor = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it stays when the desk ends
        )
    except OSError as error:
        problem = f"The editor '{command[0]}' does not start: {error.strerror or 'the system refuses it'}."
        raise Complaint(409, problem, "Look at --editor, with which the desk was started.") from None
    # Whoever starts a process is to hear of its end, or the system keeps what is left of it. Of a thread of its own: an editor is
    # open for hours, and the desk does not wait for it at its own end.
    threading.Thread(target=editor.wait, name="broadsheet-editor", daemon=True).start()
