"""An ad's PDF page, or that of a released page's file, copied object by object: its fonts, colours and pictures as they came.

In: a PDF. Out: the page as a form XObject and all it needs, as plain data with indices for references. Refuses encrypted files;
what the page holds is judged elsewhere.

Transparency groups are left out: an ad in which anything is see-through is refused before it is placed, and where nothing is,
its parts print without the group as within it. Printers' own checks stop at one, and PDF/X-1a forbids it (ISO 15930-4).
"""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from layout.base.geometry import Edges
from layout.base.problems import Problem
from layout.base.quiet import unprinted
from layout.base.values import dataclass
from layout.images.faults import DECODER_FAULTS, Filed
from layout.images.picture import PdfPage
from layout.images.unpacked import TooMuch, joined

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import PdfObject, RectangleObject

Parts = tuple[bytes | int, ...]
Box = tuple[float, float, float, float]  # left, bottom, right, top

MOST_OBJECTS = 100_000
LONGEST = 14_400 * 4.0  # points; four times what ISO 32000-2 (annex C) lets viewers expect of a page's side
_DAMAGED = "the PDF is damaged"


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page as a form XObject whose lower left corner is the origin, upright, at its own size in points.

    `objects` are PDF objects in their written form, cut at the references: a number in between is an index into `objects`. The
    first is the form itself. It shows the page's trim and, beyond that, its `bleed`: whoever places it decides how much of that.
    `spots`: the spot inks that it names, each with its colour space in written form.
    """

    objects: tuple[Parts, ...]
    width: float
    height: float
    bleed: Edges = Edges()
    spots: tuple[tuple[str, Parts], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a page is placed: its trim as the file says it, the turn (clockwise, in degrees), its scale.

    `outer`: the trim with the bleed.
    """

    box: Box
    turn: int
    scale: float
    outer: Box

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the page stands upright, in points."""
        across = (self.box[2] - self.box[0]) * self.scale
        down = (self.box[3] - self.box[1]) * self.scale
        return (down, across) if self.turn in (90, 270) else (across, down)

    @property
    def bleed(self) -> Edges:
        """How far the bleed reaches beyond the trim, as the page stands upright, in points."""
        beyond = [abs(outer - trim) * self.scale for outer, trim in zip(self.outer, self.box, strict=True)]
        left, bottom, right, top = beyond
        sides = [left, top, right, bottom]  # a quarter clockwise brings the bottom to the left
        quarters = self.turn // 90
        return Edges(*sides[-quarters:], *sides[:-quarters]) if quarters else Edges(*sides)

    @property
    def matrix(self) -> tuple[float, ...]:
        """From the page's own coordinates to the upright page with its lower left corner at the origin."""
        left, bottom, right, top = self.box
        turned = {
            0: (1, 0, 0, 1, -left, -bottom),
            90: (0, -1, 1, 0, -bottom, right),
            180: (-1, 0, 0, -1, right, top),
            270: (0, 1, -1, 0, top, -left),
        }[self.turn]
        return tuple(value * self.scale for value in turned)


def measure_pdf(path: Path, filed: Filed) -> tuple[PdfPage | None, list[Problem]]:
    """The first page's trim size; or why the file cannot be placed. Raises DECODER_FAULTS where the file is damaged."""
    try:
        with path.open("rb") as file, _opened(file) as reader:
            if reader.is_encrypted:
                return None, [filed.encrypted()]
            count = len(reader.pages)
            if count == 0:
                return None, [filed.no_pages()]
            frame = _frame(reader.pages[0])
            if frame is None:
                return None, [filed.broken("its first page has no usable size")]
            return PdfPage(path, 0, *frame.size, frame.bleed), [filed.many_pages(count)] if count > 1 else []
    except TooMuch as error:
        return None, [filed.too_much(str(error))]


def place_page(path: Path, page: int, filed: Filed) -> tuple[PlacedPage | None, list[Problem]]:
    """Page `page` (from 0) of the file, copied; or why it cannot be had."""
    try:
        with path.open("rb") as file:
            return place_read(file, page, filed)
    except FileNotFoundError:
        return None, [filed.missing()]
    except OSError:
        return None, [filed.broken(_DAMAGED)]


def place_read(file: BinaryIO, page: int, filed: Filed) -> tuple[PlacedPage | None, list[Problem]]:
    """The same of a file that is open, or in memory."""
    try:
        with _opened(file) as reader:
            if reader.is_encrypted:
                return None, [filed.encrypted()]
            if page >= len(reader.pages):
                return None, [filed.no_pages()]
            leaf = reader.pages[page]
            frame = _frame(leaf)
            if frame is None:
                return None, [filed.broken("its page has no usable size")]
            copy = _Copy(leaf, frame)
            return PlacedPage(copy.objects(), *frame.size, frame.bleed, tuple(copy.spots.items())), []
    except TooMuch as error:
        return None, [filed.too_much(str(error))]
    except DECODER_FAULTS:
        return None, [filed.broken(_DAMAGED)]


@contextmanager
def _opened(file: BinaryIO) -> Iterator["PdfReader"]:
    """A reader on the file that keeps its complaints to itself."""
    # Imported late: pypdf takes 80 ms to import, and many an issue carries no PDF.
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        with unprinted("pypdf"):
            yield PdfReader(file, strict=False)
    except LimitReachedError as error:
        raise TooMuch("more in one of its parts than is read, 75 MB or 100,000 entries") from error
    except PyPdfError as error:
        raise ValueError(str(error)) from error


def _frame(page: "PageObject") -> Frame | None:
    """TrimBox, else CropBox, else MediaBox: ISO 32000-2, 14.11.2."""
    trim = left, bottom, right, top = _edges(page.trimbox)
    scale = float(page.get("/UserUnit", 1))
    sides = ((right - left) * scale, (top - bottom) * scale)
    if not all(math.isfinite(side) and 0.1 < side < LONGEST for side in sides):
        return None
    return Frame(trim, int(page.get("/Rotate", 0)) // 90 * 90 % 360, scale, _with_bleed(page, trim))


def _with_bleed(page: "PageObject", trim: Box) -> Box:
    """The trim with the bleed, if the file has a box for it. Without one ISO 32000-2, 14.11.2, takes the CropBox: all too often
    that holds crop marks and a colour bar."""
    if "/BleedBox" not in page:
        return trim
    bleed, media = _edges(page.bleedbox), _edges(page.mediabox)
    if not all(math.isfinite(edge) for edge in (*bleed, *media)):
        return trim
    low = (min(edge, max(own, limit)) for edge, own, limit in zip(trim[:2], bleed[:2], media[:2], strict=True))
    high = (max(edge, min(own, limit)) for edge, own, limit in zip(trim[2:], bleed[2:], media[2:], strict=True))
    left, bottom, right, top = (*low, *high)
    return left, bottom, right, top


def _edges(box: "RectangleObject") -> Box:
    """The box, its corners in order."""
    left, right = sorted((float(box.left), float(box.right)))
    bottom, top = sorted((float(box.bottom), float(box.top)))
    return left, bottom, right, top


_KEPT_OUT = ("/Page", "/Pages", "/Catalog")  # of an object's /Type: the way back into the rest of the file
_DROPPED = ("/StructParent", "/StructParents", "/PieceInfo", "/Metadata", "/LastModified", "/OPI", "/Length")


class _Copy:
    """The copying of one page: what has been met so far gets a number, and is written when its turn comes."""

    def __init__(self, page: "PageObject", frame: Frame) -> None:
        self._page = page
        self._frame = frame
        self._numbers: dict[tuple[int, int], int] = {}
        self.spots: dict[str, Parts] = {}
        self._waiting: list[Any] = []  # pypdf's references, by number - 1

    def objects(self) -> tuple[Parts, ...]:
        """The form and then everything that it leads to, in the order in which it is met."""
        written = [self._form()]
        for at in range(MOST_OBJECTS):
            if at >= len(self._waiting):
                return tuple(written)
            pieces: list[bytes | int] = []
            self._write(self._waiting[at].get_object(), pieces)
            written.append(_joined(pieces))
        raise TooMuch(f"more than {MOST_OBJECTS} objects on its page")

    def _form(self) -> Parts:
        frame = self._frame
        data, filters = self._contents()
        pieces: list[bytes | int] = [
            f"<</Type/XObject/Subtype/Form/BBox[{_plain(frame.outer)}]/Matrix[{_plain(frame.matrix)}]".encode(),
            f"/Length {len(data)}/Resources".encode(),
        ]
        self._write(self._page.get("/Resources"), pieces)
        for key, value in filters.items():
            pieces.append(key.encode())
            self._write(value, pieces)
        return _joined([*pieces, b">>\nstream\n", data, b"\nendstream"])

    def _contents(self) -> tuple[bytes, dict[str, Any]]:
        """The content stream: as it stands in the file where it is one, decoded and joined where it is several."""
        contents = self._page.get("/Contents")
        contents = contents.get_object() if contents is not None else None
        if contents is None or not hasattr(contents, "__iter__"):
            return b"", {}
        if isinstance(contents, list):
            return joined(contents), {}
        return _raw(contents), {key: contents[key] for key in ("/Filter", "/DecodeParms") if key in contents}

    def _write(self, thing: Any, pieces: list[bytes | int]) -> None:
        """One object in its written form; references become numbers."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

        match thing:
            case None:
                pieces.append(b"null")
            case IndirectObject():
                pieces += (b" ", self._number(thing))
            case ArrayObject():
                start = len(pieces)
                pieces.append(b"[")
                for item in list.__iter__(thing):
                    self._write(item, pieces)
                    pieces.append(b" ")
                pieces.append(b"]")
                if spot := _spot_of(thing):
                    self.spots.setdefault(spot, _joined(pieces[start:]))
            case DictionaryObject() if thing.get("/Type") in _KEPT_OUT:
                pieces.append(b"null")
            case DictionaryObject():
                self._write_dictionary(thing, pieces)
                if isinstance(thing, StreamObject):
                    data = _raw(thing)
                    pieces += (f"/Length {len(data)}>>\nstream\n".encode(), data, b"\nendstream")
                else:
                    pieces.append(b">>")
            case _:
                pieces.append(_scalar(thing))

    def _write_dictionary(self, thing: Any, pieces: list[bytes | int]) -> None:
        """The entries, without the closing marks."""
        pieces.append(b"<<")
        for key, value in dict.items(thing):
            if key in _DROPPED or (key == "/Group" and thing.get("/Subtype") == "/Form"):
                continue
            pieces.append(_scalar(key))
            pieces.append(b" ")
            self._write(value, pieces)

    def _number(self, reference: Any) -> int:
        key = (reference.idnum, reference.generation)
        if key not in self._numbers:
            self._waiting.append(reference)
            self._numbers[key] = len(self._waiting)
        return self._numbers[key]


_NO_SPOTS = ("/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black")


def _spot_of(array: Any) -> str:
    """The name of the spot whose colour space the array is; "" for any other. ISO 32000-2, 8.6.6.4."""
    plate = array[1] if len(array) == 4 and array[0] == "/Separation" else ""
    return str(plate)[1:] if plate not in _NO_SPOTS else ""


def _raw(stream: Any) -> bytes:
    """A stream's bytes as they stand in the file: decoding and encoding again would lose pictures that no decoder here knows."""
    return bytes(stream._data)


def _scalar(thing: "PdfObject") -> bytes:
    """A number, name, string or truth value in its written form; strings in hexadecimal, byte for byte."""
    original = getattr(thing, "original_bytes", None)
    if isinstance(original, bytes):
        return b"<" + original.hex().encode() + b">"
    buffer = io.BytesIO()
    thing.write_to_stream(buffer)
    return buffer.getvalue()


def _plain(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)


def _joined(pieces: list[bytes | int]) -> Parts:
    """The pieces with neighbouring bytes put together."""
    parts: list[bytes | int] = []
    run: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            run.append(piece)
        else:
            parts += (b"".join(run), piece)
            run = []
    return (*parts, b"".join(run))
