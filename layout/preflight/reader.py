"""A file opened with bounds: what is too large, too deep or too often is not read, and said.

In: bytes from anywhere. Out: the file's pages as pikepdf has them, and whatever had to be mended. Never raises.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Object, Stream, settings

from layout.base.quiet import unprinted
from layout.preflight import limits
from layout.preflight.fault import Fault
from layout.preflight.objects import WRONG, get, get_dictionary, items, key_of, name_of

_LZW = "LZWDecode"
_BESIDE_LZW = {"", _LZW, "ASCII85Decode", "ASCIIHexDecode"}
_NO_MEDIA = "MediaBox is undefined"
_MENDED = 8  # repairs are told apart up to here


@dataclass(slots=True)
class Budget:
    """What may still be read of the file, and what ran out."""

    bytes: int = limits.BYTES
    operators: int = limits.OPERATORS
    pixels: int = limits.ALL_PIXELS
    kept: int = limits.KEPT
    work: int = limits.WORK


@dataclass(slots=True)
class Opened:
    """An open file. `pages` are their dictionaries; `root` the catalogue, `trailer` what leads to it."""

    pdf: pikepdf.Pdf
    pages: list[Object] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)
    lzw: bool = False  # some stream that was decoded is packed by LZW
    lacking: bool = False  # a font, a table or a function was needed that can't be unpacked, or for which there was no room left

    @property
    def root(self) -> object:
        """The catalogue."""
        return get(self.pdf.trailer, "Root")

    @property
    def trailer(self) -> Object:
        """The trailer's dictionary."""
        return self.pdf.trailer

    def decoded(self, stream: Stream) -> bytes | None:
        """What a stream holds, its filters undone; None where that can't be done or is more than may be read."""
        named = get(stream, "Filter")
        filters = [name_of(named), *map(name_of, items(named, most=20))]
        self.lzw = self.lzw or _LZW in filters
        try:
            if _LZW in filters and (len(stream.read_raw_bytes()) > limits.LZW or not set(filters) <= _BESIDE_LZW):
                return None
            data = bytes(stream.read_bytes())
        except (*WRONG, MemoryError):
            return None
        return self._paid(data)

    def needed(self, stream: Stream) -> bytes:
        """The same of a table or a function, of which no check tells by itself that it can't be read: it is told of the file."""
        data = self.decoded(stream)
        self.lacking = self.lacking or data is None
        return data or b""

    def raw(self, stream: Stream) -> bytes | None:
        """A stream's bytes as they stand in the file."""
        try:
            data = bytes(stream.read_raw_bytes())
        except (*WRONG, MemoryError):
            return None
        return self._paid(data)

    def may_keep(self, size: int) -> bool:
        """True, and so many bytes taken, while there is room for them among what the pages share."""
        if size > self.budget.kept:
            return False
        self.budget.kept -= size
        return True

    def _paid(self, data: bytes) -> bytes | None:
        self.budget.bytes -= len(data)
        return data if self.budget.bytes >= 0 else None


def set_bounds() -> None:
    """See to it that qpdf decodes no stream into more memory than a page can need.

    The bounds are the process's, and stay: files are judged in several threads, and none may lift them while another reads. They
    are the same every time, so that nobody's order of calls changes an answer.
    """
    settings.set_qpdf_limits(
        doc_max_warnings=2000,
        parser_max_nesting=100,
        parser_max_container_size=2_000_000,
        max_stream_filters=8,
        flate_max_memory=limits.STREAM,
        png_max_memory=limits.STREAM,
        run_length_max_memory=limits.STREAM,
        tiff_max_memory=limits.STREAM,
    )


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Opened | None, list[Fault]]]:
    """The file while it is open, or None, and the faults of its making."""
    set_bounds()
    with unprinted("pikepdf"):  # what qpdf mends is told as findings
        pdf, faults = _open(data)
        if pdf is None:
            yield None, faults
            return
        with pdf:
            file = Opened(pdf)
            faults += _find_pages(file) + _mended(data, pdf)
            yield file, faults


def _open(data: bytes) -> tuple[pikepdf.Pdf | None, list[Fault]]:
    if b"%PDF-" not in data[:1024]:
        return None, [Fault("file-unreadable", "this is no PDF: it does not begin with '%PDF-'")]
    try:
        return pikepdf.open(BytesIO(data), inherit_page_attributes=False, suppress_warnings=True), []
    except pikepdf.PasswordError:
        return None, [Fault("file-encrypted", "the file is locked with a password and can't be read")]
    except (*WRONG, MemoryError) as error:
        if "no pages found" in str(error):
            return None, [Fault("file-empty", "the file has no page")]
        return None, [Fault("file-unreadable", f"the file is so damaged that it can't be read: {_plain(error)}")]


def _find_pages(file: Opened) -> list[Fault]:
    """Walk the page tree ourselves: qpdf's own walk takes what it finds for granted, and a tree may lead back into itself."""
    try:
        tree = get(file.root, "Pages")
    except WRONG:
        tree = None
    seen: set[tuple[int, int]] = set()
    waiting: list[object] = [tree]
    while waiting:
        node = waiting.pop()
        key = key_of(node)
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if key is not None and key in seen:
            return [Fault("file-damaged", "the page tree leads back into itself: a page is in it twice")]
        seen.add(key) if key is not None else None
        children = items(get(node, "Kids"), most=limits.PAGES * 10)
        if children or name_of(get(node, "Type")) == "Pages":
            waiting += reversed(children)
        else:
            file.pages.append(node)
        if len(file.pages) > limits.PAGES or len(seen) > limits.PAGES * 10:
            del file.pages[limits.PAGES :]
            return [Fault("limit-pages", f"the file has more than {limits.PAGES} pages; the rest was not read")]
    return [] if file.pages else [Fault("file-empty", "the file has no page")]


def _mended(data: bytes, pdf: pikepdf.Pdf) -> list[Fault]:
    told = [_plain(warning) for warning in _warnings(pdf)]
    damage = [one for one in told if _NO_MEDIA not in one]
    faults = [Fault("file-damaged", f"the file is damaged; it was mended to be read: {one}") for one in damage]
    if len(faults) < len(told):  # qpdf gives such a page a box of letter size when it opens the file
        faults.append(Fault("page-media", "a page has no MediaBox, or one without extent"))
    end = data.rstrip(b"\r\n\t \0")[-6:]
    if not faults and b"%%EOF" not in end:
        faults = [Fault("file-damaged", "the file does not end with '%%EOF': its end may be missing")]
    return faults[:_MENDED]


def _warnings(pdf: pikepdf.Pdf) -> list[object]:
    try:
        return list(pdf.get_warnings())
    except WRONG:
        return []


def _plain(error: object) -> str:
    """qpdf's message without the stream's name in memory, which says nothing and differs from run to run."""
    text = str(error)
    if "BytesIO" in text:
        text = text.partition(">")[2].lstrip(" :,")
    return " ".join(text.split()).rstrip(".") or type(error).__name__


def inherited(page: Object, key: str) -> object | None:
    """An attribute of the page or of the page tree's nodes above it: ISO 32000-2, 7.7.3.4."""
    node: object = page
    for _ in range(64):
        value = get(node, key)
        if value is not None:
            return value
        node = get_dictionary(node, "Parent")
        if node is None:
            return None
    return None
