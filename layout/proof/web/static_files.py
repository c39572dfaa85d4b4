"""The page's own files from the wheel: scripts, styles, fonts. Open to all who know the desk's name: none holds any of the paper.

In: a name out of an address. Out: the file of that very name in the package. A name is some plain words between slashes, and what
is no plain file (a link, a folder, a pipe) is not there.
"""

import hashlib
import re
import stat
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.proof.web.answers import Complaint

_KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
}
_NAME = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_-]*/){0,4}[A-Za-z0-9_][A-Za-z0-9_.-]*", re.ASCII)
_FONTS = re.compile(r"(libre-franklin|source-serif-4|roboto-condensed)/[A-Za-z0-9_-]+\.(otf|ttf)", re.ASCII)
# A new version of the program is taken at once: the browser asks each time, and is mostly told that nothing changed.
_MOST_FILES = 300  # all that the page has, some ten megabytes
_ASK_AGAIN = {"Cache-Control": "private, no-cache"}


def static_routes() -> list[BaseRoute]:
    """`/static/...` and `/static/fonts/...`."""
    own = Path(str(files("layout.proof.web").joinpath("static")))
    fonts = Path(str(files("broadsheet_fonts").joinpath("")))

    @lru_cache(_MOST_FILES)  # they are open to all, and any number may ask for the same at once: it is there once
    def read(path: Path, _changed: int, _size: int) -> tuple[bytes, str]:
        data = path.read_bytes()
        return data, f'"{hashlib.sha256(data).hexdigest()[:32]}"'

    async def font(request: Request) -> Response:
        name = request.path_params["name"]
        return _file(request, plain_file(fonts, name if _FONTS.fullmatch(name) else ""), read)

    async def static(request: Request) -> Response:
        return _file(request, plain_file(own, request.path_params["name"]), read)

    return [Route("/static/fonts/{name:path}", font), Route("/static/{name:path}", static)]


def _file(request: Request, path: Path | None, read: Callable[[Path, int, int], tuple[bytes, str]]) -> Response:
    kind = _KINDS.get(path.suffix) if path is not None else None
    try:
        if path is None or kind is None:
            raise FileNotFoundError
        facts = path.lstat()
        data, tag = read(path, facts.st_mtime_ns, facts.st_size)
    except OSError:
        raise Complaint(404, "There is no such file.", "Load the page again.") from None
    headers = {**_ASK_AGAIN, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, headers={**headers, "Content-Type": kind})


def plain_file(folder: Path, name: str) -> Path | None:
    """The plain file of that name under the folder; None where there is none, or a link is on the way to it."""
    if not _NAME.fullmatch(name):
        return None
    path = folder
    try:
        for part in name.split("/"):
            path = path / part
            if stat.S_ISLNK(path.lstat().st_mode):
                return None
        return path if stat.S_ISREG(path.lstat().st_mode) else None
    except OSError:
        return None
