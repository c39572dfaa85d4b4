"""The process that takes one page apart: `python -m layout.proof.pictures.plate_making` reads a docket and fills its folder.

A process of its own: Ghostscript and the counting of ink take seconds, and what the page carries are strangers' files. It and the
Ghostscript that it runs end when its input ends.

In: a docket, one line of JSON on its input. Out: `0.png`, `1.png`... (the plates, 0 ink white), `inkmap.png`, `softproof.png` and
`facts.json` in the docket's folder, all of the sheet's whole media; on its output `{}`, or why there is nothing.
"""

import contextlib
import json
import os
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from layout.base.geometry import Area
from layout.base.refused_disk import refused_disk
from layout.base.values import dataclass
from layout.plates.ink import ink_of
from layout.plates.plate_pictures import bare_ink_map, ink_bands
from layout.plates.proofs import png
from layout.plates.running import end_at_once
from layout.plates.separations import PROCESS, Plates, Rendering, work_on_plates
from layout.plates.softproof import paper_and_ink, to_screen
from layout.plates.unrendered import NotRendered, Reason
from layout.proof.pictures.frames import read_frame, write_frame
from layout.proof.pictures.ink_places import places_over
from layout.proof.pictures.screen_inks import ink_ramps, paper_colour
from layout.proof.trace import Rectangle

if TYPE_CHECKING:
    from PIL import Image, ImageCms

DPI = 101.6
"""Of the pictures: 4 pixels a millimetre."""

_FINER = 2  # rendered twice as fine: pictures are averaged, the ink is counted and the map made of every pixel
_SOLID = 255
_LEVEL = 3  # of PNG compression: 6 takes three times as long for 6 % less
_ROOM = 1_000_000  # bytes; where a disk has less, that is why there are no plates
_NICE = 10  # pages are made and drawn first


@dataclass(frozen=True, slots=True)
class Docket:
    """A page to take apart, all that its making needs. `profile` "" where the press names none."""

    pdf: str
    folder: str
    press: str
    limit: float
    profile: str


def make_plates(docket: Docket) -> NotRendered | None:
    """Fill the docket's folder; or why it can't be. Raises OSError where the disk takes nothing."""
    screen, without = _screen(docket)
    rendering = Rendering(dpi=DPI * _FINER, mixed=True)
    (fault,) = work_on_plates(Path(docket.pdf), lambda plates: _write(plates, docket, screen, without), rendering, pages=[1])
    return fault


def plates_or_why(docket: Docket) -> NotRendered | None:
    """The same, and what the disk refuses is told, also where it is Ghostscript that got no room and called the page damaged."""
    try:
        fault = make_plates(docket)
        if fault is not None and fault.reason is Reason.DAMAGED and os.path.isdir(docket.folder):
            (Path(docket.folder) / "room").write_bytes(bytes(_ROOM))
    except OSError as error:
        refused = refused_disk(error)
        return NotRendered(Reason.UNTRIED, f"the plates can't be made: {refused.why}", refused.remedy)
    return fault


def _screen(docket: Docket) -> "tuple[ImageCms.ImageCmsTransform | None, str]":
    """The way to the screen, or why there is no soft proof."""
    if not docket.profile:
        return None, f"The press profile '{docket.press}' names no ICC profile: nobody knows what its paper looks like."
    with contextlib.suppress(OSError):
        screen = to_screen(Path(docket.profile).read_bytes())
        if screen is not None:
            return screen, ""
    return None, f"'{Path(docket.profile).name}' can't be used as an ICC profile of four inks."


def _write(plates: Plates, docket: Docket, screen: "ImageCms.ImageCmsTransform | None", without: str) -> None:
    from PIL import Image

    folder = Path(docket.folder)
    for number, plate in enumerate(plates.plates):
        _save(Image.fromarray(_SOLID - plate.ink).reduce(_FINER), folder / f"{number}.png")
    _save(bare_ink_map(plates, docket.limit), folder / "inkmap.png")
    if screen is not None:
        assert plates.mixed is not None, "the mixture of all inks was asked for"
        mixed = Image.fromarray(plates.mixed, "CMYK").reduce(_FINER)
        _save(paper_and_ink(mixed, screen), folder / "softproof.png", srgb=True)
    facts = _facts(plates, docket, screen) | {"softproof": without}
    (folder / "facts.json").write_bytes(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode())


def _save(picture: "Image.Image", path: Path, *, srgb: bool = False) -> None:
    path.write_bytes(png(picture, DPI, srgb=srgb, level=_LEVEL))


def _facts(plates: Plates, docket: Docket, screen: "ImageCms.ImageCmsTransform | None") -> dict[str, Any]:
    ink, sheet = ink_of(plates), plates.sheet
    rows, columns = plates.plates[0].ink.shape
    ramps = ink_ramps(plates, screen)
    return {
        "dpi": DPI,
        "size": [-(-columns // _FINER), -(-rows // _FINER)],
        "media": [round(0.0 - sheet.trim.x, 2), round(0.0 - sheet.trim.y, 2), round(sheet.width, 2), round(sheet.height, 2)],
        "plates": [
            {"name": plate.name, "ramp": ramp, "spot": number >= len(PROCESS), "inked": plate.name in ink.inks}
            for number, (plate, ramp) in enumerate(zip(plates.plates, ramps, strict=True))
        ],
        "paper": paper_colour(screen),
        "press": docket.press,
        "limit": docket.limit,
        "most_mm2": round(ink.most_mm2, 4),
        "most_mm2_at": _rectangle(ink.most_mm2_at),
        "most_pixel": round(ink.most_pixel, 4),
        "most_pixel_at": _rectangle(ink.most_pixel_at),
        "over": [place._asdict() for place in places_over(plates, docket.limit)],
        "bands": [{"label": band.label, "rgb": band.colour} for band in ink_bands(docket.limit)],
        "complaint": ink.complaint,
    }


def _rectangle(area: Area | None) -> Rectangle | None:
    if area is None:
        return None
    return round(area.x, 2), round(area.y, 2), round(area.width, 2), round(area.height, 2)


def _end_with_the_input() -> None:
    """A thread: at the input's end the server is gone, or wants this no more, and then nothing of ours goes on."""
    sys.stdin.buffer.read()
    end_at_once()


def main() -> None:
    """Read the docket, fill the folder, say how it went."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    asked = read_frame(sys.stdin.buffer)
    if asked is None:
        return  # whoever started it is gone
    docket = Docket(**json.loads(asked))
    Thread(target=_end_with_the_input, daemon=True).start()
    fault = plates_or_why(docket)
    told = {} if fault is None else {"reason": fault.reason, "message": fault.message, "remedy": fault.remedy}
    write_frame(answers, json.dumps(told).encode())
    os._exit(0)  # else the thread that waits for the input would be waited for


if __name__ == "__main__":
    main()
