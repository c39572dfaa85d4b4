"""What can be wrong with a picture's or an ad's file, each in one sentence with its remedy."""

import struct
import zlib
from dataclasses import dataclass

from PIL import Image

from layout.base.problems import InFile, OnPage, Problem, Severity

# What the readers of Pillow, pypdf and the XML parser have raised on damaged or hostile files. To the desk all mean the same.
DECODER_FAULTS = (
    OSError,  # EOFError's cousins: truncated data, unknown compression
    EOFError,
    ValueError,  # UnicodeError too
    SyntaxError,  # Pillow: a broken header
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,  # RecursionError, NotImplementedError
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as the messages call it: its name as shown to people, and the line or the place on paper that asks for it."""

    shown: str
    where: InFile | OnPage

    def missing(self, meant: str = "") -> Problem:
        """There is no such file; `meant` is the path of one that is probably meant."""
        remedy = f"Put the file there, or correct its name; did you mean '{meant}'?" if meant else ""
        text = f"there is no file '{self.shown}'"
        return self._error("picture-missing", text, remedy or "Put the file there, or correct its name.")

    def unreadable(self, why: str) -> Problem:
        """The file is there and cannot be opened."""
        return self._error("picture-missing", f"'{self.shown}' cannot be opened: {why}", "Name a file that may be read.")

    def broken(self, why: str) -> Problem:
        """The file is not what it should be, or only a part of it."""
        return self._error("picture-broken", f"'{self.shown}' cannot be used: {why}", "Ask for the file again, or save it anew.")

    def too_large(self, size: str, limit: str) -> Problem:
        """More than the program takes on."""
        remedy = f"Save it smaller; a picture across a whole page needs 20 megapixels, and the limit is {limit}."
        return self._error("picture-too-large", f"'{self.shown}' has {size}", remedy)

    def encrypted(self) -> Problem:
        """A PDF under a password or with permissions taken away."""
        remedy = "Ask the advertiser for a PDF without password and restrictions."
        return self._error("ad-encrypted", f"'{self.shown}' is encrypted", remedy)

    def no_pages(self) -> Problem:
        """A PDF without a page."""
        return self._error("ad-empty", f"'{self.shown}' has no page", "Ask for the PDF again.")

    def many_pages(self, count: int) -> Problem:
        """A PDF of which only the first page is placed."""
        return Problem(
            "ad-pages",
            Severity.WARNING,
            f"'{self.shown}' has {count} pages; the first is placed",
            "Ask for a PDF of one page, or make sure that the first is meant.",
            self.where,
        )

    def refused(self, what: str, remedy: str) -> Problem:
        """A drawing with something in it that is not taken."""
        return self._error("drawing-refused", f"'{self.shown}' {what}", remedy)

    def _error(self, code: str, message: str, remedy: str) -> Problem:
        return Problem(code, Severity.ERROR, message, remedy, self.where)
