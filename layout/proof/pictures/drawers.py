"""Pages as pictures for the screen: drawn by processes that stay, asked from a server's event loop.

In: the paths of kept proofs, which never change under their name. Out: JPEGs. Colours are a viewer's guess on white; the soft
proof (plate_room.py) is the honest one. Refused: a page that has twice ended the process that drew it.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock, Thread
from typing import Literal

from layout.plates.running import Limits
from layout.plates.unrendered import NotRendered, Reason, damaged, unstarted
from layout.proof.pictures.drawer import PROGRAM, drawer
from layout.proof.pictures.piped import Lost, Piped
from layout.proof.pictures.tiles import LEVELS
from layout.proof.pictures.tray import BUSY, Tray, Urgency

MEDIA_TYPE = "image/jpeg"
WHOLE_DPI = (24, 48, 96)
"""What whole pages are drawn at."""

DRAWING = Limits(seconds=10.0, megabytes=700)
"""For one picture, and for a process: a page with photographs takes 0.1 s, six open ones some 300 MB of address space."""

_MOST_ASKED = 400  # a screen shows 60 tiles, 16 thumbnails; twenty browsers see the same pages
_MOST_HELD = 96_000_000  # bytes of pictures in memory: eighty whole pages at 96 dpi, or a thousand tiles
_MOST_OPEN = 6  # as pdfium.py has it
_MOST_LOST = 2
_MOST_REMEMBERED = 1000  # pages that ended a process

_DRAWN, _NO_SUCH = b"+", b"0"  # how an answer begins: see pdfium.py, which is not imported here

Picture = bytes | NotRendered | None
"""A JPEG; or why there is none, as a sentence and what to do; or None: there is no such page, resolution or tile."""

_Request = tuple[str, int, int, int, int]  # path, dpi, level, column, row; dpi 0 for a tile


class Drawers:
    """`count` processes, each with a thread of ours; PDFium is not thread-safe. To be closed at the end.

    A request that takes too long, or whose page crashes PDFium, is answered with a sentence, its process replaced; the others go
    on. What nobody waits for any more is not drawn.
    """

    def __init__(self, count: int = 2, limits: Limits = DRAWING, program: tuple[str, ...] = PROGRAM) -> None:
        self._limits = limits
        self._tray: Tray[_Request, Picture] = Tray(_MOST_ASKED, BUSY)
        self._held = _Held(_MOST_HELD)
        self._lost = _LostPages()
        self._drawers = [drawer(limits, program) for _ in range(count)]
        self._threads = [
            Thread(target=self._serve, args=(each,), name="broadsheet-drawer", daemon=True) for each in self._drawers
        ]
        for thread in self._threads:
            thread.start()

    async def whole(self, pdf: Path, dpi: int, urgency: Urgency | None = None) -> Picture:
        """The file's first page, its whole media, at 24, 48 or 96 dpi. Small ones wait for large ones unless told otherwise."""
        if dpi not in WHOLE_DPI:
            return None
        usual = Urgency.LOOKED_AT if dpi == WHOLE_DPI[-1] else Urgency.THUMBNAIL
        return await self._ask((str(pdf), dpi, 0, 0, 0), usual if urgency is None else urgency)

    async def tile(self, pdf: Path, level: int, column: int, row: int) -> Picture:
        """A square of 512 pixels of the first page's media at 48 * 2**level dpi; smaller at the right and at the foot."""
        if not (0 <= level < LEVELS and column >= 0 and row >= 0):
            return None
        return await self._ask((str(pdf), 0, level, column, row), Urgency.LOOKED_AT)

    def close(self) -> None:
        """End the processes; whoever waits is answered that they are busy."""
        self._tray.close()
        for each in self._drawers:
            each.close()
        for thread in self._threads:
            thread.join(self._limits.seconds)

    async def _ask(self, request: _Request, urgency: Urgency) -> Picture:
        held = self._held.get(request)
        if held is not None:
            return held
        refused = self._lost.refused(request[0])
        if refused is not None:
            return refused
        return await asyncio.wrap_future(self._tray.ask(request, urgency))

    def _serve(self, process: Piped) -> None:
        process.start()
        opened: OrderedDict[str, None] = OrderedDict()  # which pages this process has open, about

        def draw(request: _Request) -> Picture:
            picture = self._refused_or_drawn(process, request)
            if isinstance(picture, bytes):
                self._held.put(request, picture)
                opened[request[0]] = None
                opened.move_to_end(request[0])
                while len(opened) > _MOST_OPEN:
                    opened.popitem(last=False)
            return picture

        self._tray.work(draw, lambda request: request[0] in opened)
        process.close()

    def _refused_or_drawn(self, process: Piped, request: _Request) -> Picture:
        path = request[0]
        refused = self._lost.refused(path)  # it may have become so while it lay in the tray
        if refused is not None:
            return refused
        answer = process.ask(json.dumps(_asked(request)).encode())
        if not isinstance(answer, Lost):
            return _picture(answer)
        if answer is Lost.UNSTARTED:
            return unstarted(process.fault, 0)
        fault = _told(answer, self._limits)
        self._lost.add(path, fault)
        process.start()  # so that the next one finds it ready
        return fault


class _Held:
    """Pictures in memory, the ones used last. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._size = 0
        self._pictures: OrderedDict[_Request, bytes] = OrderedDict()

    def get(self, request: _Request) -> bytes | None:
        with self._lock:
            picture = self._pictures.get(request)
            if picture is not None:
                self._pictures.move_to_end(request)
            return picture

    def put(self, request: _Request, picture: bytes) -> None:
        with self._lock:
            self._size += len(picture) - len(self._pictures.pop(request, b""))
            self._pictures[request] = picture
            while self._size > self._most:
                self._size -= len(self._pictures.popitem(last=False)[1])


class _LostPages:
    """Pages that have ended processes: how often, and how the last time. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: OrderedDict[str, tuple[int, NotRendered]] = OrderedDict()

    def add(self, path: str, fault: NotRendered) -> None:
        with self._lock:
            count, _ = self._pages.get(path, (0, fault))
            self._pages[path] = (count + 1, fault)
            while len(self._pages) > _MOST_REMEMBERED:
                self._pages.popitem(last=False)

    def refused(self, path: str) -> NotRendered | None:
        """Why the page is not tried again."""
        with self._lock:
            count, fault = self._pages.get(path, (0, None))
            return fault if count >= _MOST_LOST else None


def _asked(request: _Request) -> Mapping[str, str | int | float]:
    path, dpi, level, column, row = request
    return {"path": path, "dpi": dpi} if dpi else {"path": path, "level": level, "column": column, "row": row}


def _picture(answer: bytes) -> Picture:
    kind, rest = answer[:1], answer[1:]
    if kind == _DRAWN:
        return rest
    return None if kind == _NO_SUCH else damaged(rest.decode("utf-8", "replace")[:200] or "PDFium does not say why", 1)


def _told(lost: Literal[Lost.SLOW, Lost.CRASHED], limits: Limits) -> NotRendered:
    match lost:
        case Lost.SLOW:
            message = f"the page took longer than {limits.seconds:g} s to draw"
            remedy = "Look for an ad on it that is too complicated: have it saved anew, flattened."
            return NotRendered(Reason.SLOW, message, remedy)
        case Lost.CRASHED:
            message = "the page stopped the program that draws it"
            return NotRendered(Reason.DAMAGED, message, "Look for a damaged ad or drawing on it: have it saved anew.")
