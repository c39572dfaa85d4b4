"""The plates of proofs: made when they are first looked at, one page at a time, kept on disk within a limit.

In: kept proofs and the press. Out: a page's facts as JSON, its plates, soft proof and map of total ink as PNGs, all of the
sheet's whole media at one resolution. Refused, with a sentence: everything where Ghostscript is missing.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import re
from collections import OrderedDict
from pathlib import Path
from threading import Lock, Thread

from layout.base.values import dataclass
from layout.design.press import Press
from layout.plates.running import Limits
from layout.plates.separations import find_ghostscript
from layout.plates.unrendered import NotRendered, Reason, damaged, ghostscript_missing
from layout.proof.pictures.kept_plates import KeptPlates
from layout.proof.pictures.plate_maker import MAKING, PROGRAM, PlateMaker
from layout.proof.pictures.plate_making import Docket
from layout.proof.pictures.tray import BUSY, Tray

MEDIA_TYPE = "image/png"
MOST_KEPT = 400_000_000
"""Bytes on disk: a broadsheet page's pictures are 6 to 9 million."""

_FORM = 2  # of what is kept; what has another is made anew
_MOST_ASKED = 64
_MOST_REMEMBERED = 200  # pages that could not be taken apart
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_PICTURE = re.compile(r"(?:[0-9]{1,2}|softproof|inkmap)\Z")
NEWER = NotRendered(Reason.UNTRIED, "a newer proof of the page was asked for before these plates were made", "Look at that one.")
VANISHED = NotRendered(Reason.UNTRIED, "the folder in which they were made is gone", "Ask for the plates again.")
"""It passes."""

_LASTING = (Reason.DAMAGED, Reason.LOCKED, Reason.LARGE, Reason.SLOW)  # of the file; trying again changes nothing


@dataclass(frozen=True, slots=True)
class Proofed:
    """A proof of the page printed as `page`: its key, its file, and the press that it goes to. `newest`: it is what the page is
    now; who looks at an older one takes nothing from those who look at this."""

    page: str
    key: str
    pdf: Path
    press: Press
    newest: bool = True


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str  # of the folder: the proof's key and what of the press shows in the pictures
    page: str
    pdf: str
    press: str
    limit: float
    profile: str


class PlateRoom:
    """Plates beside the kept proofs, in `folder`, at most `most` bytes of them. To be closed at the end.

    All who ask for one page's plates share one making; when the newest proof of a page is asked for, what is being made of
    the one before is ended, and whoever waits for it is told so.
    """

    def __init__(self, folder: Path, most: int = MOST_KEPT, limits: Limits = MAKING, program: tuple[str, ...] = PROGRAM) -> None:
        self._kept = KeptPlates(folder, most)
        self._limits, self._program = limits, program
        self._tray: Tray[_Wanted, NotRendered | None] = Tray(_MOST_ASKED, BUSY)
        self._lock = Lock()
        self._closed = False
        self._making: tuple[_Wanted, PlateMaker] | None = None
        self._failed: OrderedDict[_Wanted, NotRendered] = OrderedDict()
        self._thread = Thread(target=self._serve, name="broadsheet-plates", daemon=True)
        self._thread.start()

    async def facts(self, proof: Proofed) -> bytes | NotRendered:
        """What the plates view shows beside pictures, as JSON; made now where it is not there yet, in one to five seconds.

        `{"dpi", "size": [pixels], "media": [x, y, w, h], "plates": [{"name", "ramp": [rgb…], "spot", "inked"}], "paper": rgb,
        "press", "limit", "most_mm2", "most_mm2_at", "most_pixel", "most_pixel_at", "over": [{"area", "most", "pixel"}],
        "bands": [{"label", "rgb"}], "softproof": "" or why there is none, "complaint"}`; ink 0 to 4, areas in points from the
        trim's top left. A plate's rgb is its solid ink on white, multiplied with `paper` that on the press's paper.
        """
        return await self._file(proof, "facts.json") or damaged("its plates are gone from the disk", 1)

    async def picture(self, proof: Proofed, name: str) -> bytes | NotRendered | None:
        """A PNG: a plate by its number in the facts (0 ink white), `softproof`, or `inkmap`; None where there is none such."""
        return await self._file(proof, f"{name}.png") if _PICTURE.match(name) else None

    def close(self) -> None:
        """End what is being made; whoever waits is told so."""
        self._tray.close()
        with self._lock:
            self._closed, making = True, self._making
        if making is not None:
            making[1].stop(BUSY)
        self._thread.join(self._limits.seconds)

    async def _file(self, proof: Proofed, file: str) -> bytes | NotRendered | None:
        assert _KEY.match(proof.key), "a proof's key is a SHA-256 in hex"
        wanted = await asyncio.to_thread(_wanted, proof)
        if not await asyncio.to_thread(self._kept.has, wanted.name):
            fault = self._failed.get(wanted)
            if fault is None:
                fault = await asyncio.to_thread(self._cleared, wanted, proof.newest)
            if fault is None:
                fault = await asyncio.wrap_future(self._tray.ask(wanted))
            if fault is not None:
                return fault
        return await asyncio.to_thread(self._kept.file, wanted.name, file)

    def _cleared(self, newer: _Wanted, newest: bool) -> NotRendered | None:
        """Where plates can be made here, those of an older proof of the page are given up; else why they can't. Not in the loop:
        Ghostscript is looked for on the disk, and one that works takes its time to end."""
        if find_ghostscript() is None:
            return ghostscript_missing()
        if not newest:
            return None

        def is_older(other: _Wanted) -> bool:
            return other.page == newer.page and other != newer

        self._tray.drop(is_older, NEWER)
        with self._lock:
            making = self._making
        if making is not None and is_older(making[0]):
            making[1].stop(NEWER)
        return None

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            self._kept.clear_parts()
        self._tray.work(self._made)

    def _made(self, wanted: _Wanted) -> NotRendered | None:
        if self._kept.has(wanted.name):  # made while this one lay in the tray
            return None
        maker = PlateMaker(self._limits, self._program)
        with self._lock:
            if self._closed:
                return BUSY
            self._making = (wanted, maker)
        try:
            with self._kept.new(wanted.name) as folder:
                docket = Docket(wanted.pdf, str(folder), wanted.press, wanted.limit, wanted.profile)
                fault = maker.make(docket)
                if fault is not None and not folder.is_dir():
                    fault = VANISHED
        except OSError as error:
            fault = NotRendered(Reason.UNTRIED, f"plates can't be kept: {error.strerror}", "Look at the disk beside the issue.")
        finally:
            with self._lock:
                self._making = None
        if fault is not None and fault.reason in _LASTING:
            self._failed[wanted] = fault
            while len(self._failed) > _MOST_REMEMBERED:
                self._failed.popitem(last=False)
        return fault


def _wanted(proof: Proofed) -> _Wanted:
    """Reads the press's profile: what is kept holds for it alone."""
    press, profile = proof.press, b""
    if press.profile is not None:
        with contextlib.suppress(OSError):  # the making says what is wrong with it
            profile = press.profile.read_bytes()
    told = json.dumps([_FORM, press.name, press.most_ink, hashlib.sha256(profile).hexdigest()])
    name = f"{proof.key}.{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    path = "" if press.profile is None else os.path.abspath(press.profile)
    return _Wanted(name, proof.page, os.path.abspath(proof.pdf), press.name, press.most_ink, path)
