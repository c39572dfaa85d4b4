"""The process that takes one page apart: `python -m layout.proof.pictures.plate_making` reads an order and fills its folder.

A process of its own: Ghostscript and the counting of ink take seconds, and what the page carries are strangers' files. It and the
Ghostscript that it runs end when its input ends.

In: an order, one line of JSON on its input. Out: `0.png`, `1.png`... (the plates, 0 ink white), `inkmap.png`, `softproof.png` and
`facts.json` in the order's folder, all of the sheet's whole media; on its output `{}`, or why there is nothing.
"""

import contextlib
import json
import os
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from layout.base.geometry import Area
from layout.base.values import dataclass
from layout.plates.ink import ink_of
from layout.plates.plate_pictures import bare_ink_map, ink_bands
from layout.plates.proofs import png
from layout.plates.running import end_at_once
from layout.plates.separations import PROCESS, Plates, Rendering, work_on_plates
from layout.plates.softproof import paper_and_ink, to_screen
from layout.plates.unrendered import NotRendered
from layout.proof.pictures.ink_places import places_over
from layout.proof.pictures.screen_inks import ink_colours, paper_colour
from layout.proof.trace import Rectangle

if TYPE_CHECKING:
    from PIL import Image, ImageCms

DPI = 101.6
"""Of the pictures: 4 pixels a millimetre."""

_FINER = 2  # rendered twice as fine: pictures are averaged, the ink is counted and the map made of every pixel
_SOLID = 255
_LEVEL = 3  # of PNG compression: 6 takes three times as long for 6 % less
_NICE = 10  # pages are made and drawn first


@dataclass(frozen=True, slots=True)
class Order:
    """A page to take apart, all that its making needs. `profile` "" where the press names none."""

    pdf: str
    folder: str
    press: str
    limit: float
    profile: str


def make_plates(order: Order) -> NotRendered | None:
    """Fill the order's folder; or why it can't be. Raises OSError where the disk takes nothing."""
    screen, without = _screen(order)
    rendering = Rendering(dpi=DPI * _FINER, mixed=True)
    (fault,) = work_on_plates(Path(order.pdf), lambda plates: _write(plates, order, screen, without), rendering, pages=[1])
    return fault


def _screen(order: Order) -> "tuple[ImageCms.ImageCmsTransform | None, str]":
    """The way to the screen, or why there is no soft proof."""
    if not order.profile:
        return None, f"The press profile '{order.press}' names no ICC profile: nobody knows what its paper looks like."
    with contextlib.suppress(OSError):
        screen = to_screen(Path(order.profile).read_bytes())
        if screen is not None:
            return screen, ""
    return None, f"'{Path(order.profile).name}' can't be used as an ICC profile of four inks."


def _write(plates: Plates, order: Order, screen: "ImageCms.ImageCmsTransform | None", without: str) -> None:
    from PIL import Image

    folder = Path(order.folder)
    for number, plate in enumerate(plates.plates):
        _save(Image.fromarray(_SOLID - plate.ink).reduce(_FINER), folder / f"{number}.png")
    _save(bare_ink_map(plates, order.limit), folder / "inkmap.png")
    if screen is not None:
        assert plates.mixed is not None, "the mixture of all inks was asked for"
        mixed = Image.fromarray(plates.mixed, "CMYK").reduce(_FINER)
        _save(paper_and_ink(mixed, screen), folder / "softproof.png", srgb=True)
    facts = _facts(plates, order, screen) | {"softproof": without}
    (folder / "facts.json").write_bytes(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode())


def _save(picture: "Image.Image", path: Path, *, srgb: bool = False) -> None:
    path.write_bytes(png(picture, DPI, srgb=srgb, level=_LEVEL))


def _facts(plates: Plates, order: Order, screen: "ImageCms.ImageCmsTransform | None") -> dict[str, Any]:
    ink, sheet = ink_of(plates), plates.sheet
    rows, columns = plates.plates[0].ink.shape
    colours = ink_colours(plates, screen)
    return {
        "dpi": DPI,
        "size": [-(-columns // _FINER), -(-rows // _FINER)],
        "media": [round(0.0 - sheet.trim.x, 2), round(0.0 - sheet.trim.y, 2), round(sheet.width, 2), round(sheet.height, 2)],
        "plates": [
            {"name": plate.name, "rgb": colour, "spot": number >= len(PROCESS), "inked": plate.name in ink.inks}
            for number, (plate, colour) in enumerate(zip(plates.plates, colours, strict=True))
        ],
        "paper": paper_colour(screen),
        "press": order.press,
        "limit": order.limit,
        "most_mm2": round(ink.most_mm2, 4),
        "most_mm2_at": _rectangle(ink.most_mm2_at),
        "most_pixel": round(ink.most_pixel, 4),
        "most_pixel_at": _rectangle(ink.most_pixel_at),
        "over": [place._asdict() for place in places_over(plates, order.limit)],
        "bands": [{"label": band.label, "rgb": band.colour} for band in ink_bands(order.limit)],
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
    """Read the order, fill the folder, say how it went."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    order = Order(**json.loads(sys.stdin.buffer.readline()))
    Thread(target=_end_with_the_input, daemon=True).start()
    fault = make_plates(order)
    told = {} if fault is None else {"reason": fault.reason, "message": fault.message, "remedy": fault.remedy}
    answers.write(json.dumps(told).encode())
    answers.flush()
    os._exit(0)  # else the thread that waits for the input would be waited for


if __name__ == "__main__":
    main()
