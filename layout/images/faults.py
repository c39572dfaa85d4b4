"""What can be wrong with a picture's or an ad's file, each in one sentence with its remedy."""

import struct
import zlib
from enum import StrEnum

from PIL import Image, UnidentifiedImageError

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.values import dataclass

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

# What Pillow says, by a part of it, and what it means to whoever has to get the picture again.
_MEANINGS = (
    ("truncated", "its data end too soon"),
    ("not enough", "its data end too soon"),
    ("decompressed data too large", "text or a profile in it unfolds to more than a megabyte"),
    ("too many text chunks", "text in it unfolds to more than 64 megabytes"),
    ("broken data stream", "its data are damaged"),
    ("decoder error", "its data are damaged"),
    ("unrecognized data stream", "its data are damaged"),
)
_SAVE_SMALLER = "Save it smaller: a picture across a whole page needs 20 megapixels."
_KINDS = "it is damaged, or not a JPEG, PNG, TIFF, WebP, SVG or PDF"


class Fault(StrEnum):
    """What kind of fault a picture's file has; it decides the code that people can look up."""

    BROKEN = "broken"
    TOO_LARGE = "too-large"
    FOREIGN = "foreign"  # sound, and of a kind that is not read


class Refusal(Exception):
    """A file that is refused by what its head asks for, before a decoder sees it."""

    def __init__(self, fault: Fault, what: str, remedy: str) -> None:
        super().__init__(what)
        self.fault = fault
        self.what = what
        self.remedy = remedy


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

    def told(self, error: BaseException) -> Problem:
        """What was raised while the file was read, as a Problem: a Refusal, or any of DECODER_FAULTS."""
        if isinstance(error, Refusal):
            match error.fault:
                case Fault.BROKEN:
                    return self._error("picture-broken", f"'{self.shown}' cannot be used: {error.what}", error.remedy)
                case Fault.TOO_LARGE:
                    return self._error("picture-too-large", f"'{self.shown}' {error.what}", error.remedy)
                case Fault.FOREIGN:
                    return self._error("picture-kind", f"'{self.shown}' {error.what}", error.remedy)
        if isinstance(error, FileNotFoundError):
            return self.missing()
        if isinstance(error, Image.DecompressionBombError):
            return self._error("picture-too-large", f"'{self.shown}' has more than 200 megapixels", _SAVE_SMALLER)
        if isinstance(error, MemoryError):
            return self._error("picture-too-large", f"'{self.shown}' takes more memory than there is", _SAVE_SMALLER)
        said = str(error).lower()
        if isinstance(error, UnidentifiedImageError) or not said:
            return self.broken(_KINDS)
        return self.broken(next((meaning for part, meaning in _MEANINGS if part in said), "its data end too soon or are damaged"))

    def encrypted(self) -> Problem:
        """A PDF under a password or with permissions taken away."""
        remedy = "Ask the advertiser for a PDF without password and restrictions."
        return self._error("ad-encrypted", f"'{self.shown}' is encrypted", remedy)

    def no_pages(self) -> Problem:
        """A PDF without a page."""
        return self._error("ad-empty", f"'{self.shown}' has no page", "Ask for the PDF again.")

    def too_much(self, what: str) -> Problem:
        """A PDF that was made to choke its reader, or by a program that did not care."""
        remedy = "Ask for the PDF made anew: a whole page with a detailed map needs 5 MB of operators."
        return self._error("ad-too-large", f"'{self.shown}' has {what}", remedy)

    def many_pages(self, count: int) -> Problem:
        """A PDF of which only the first page is placed."""
        text, remedy = (
            f"'{self.shown}' has {count} pages; the first is placed",
            "Ask for a PDF of one page, or make sure that the first is meant.",
        )
        return self._warning("ad-pages", text, remedy)

    def many_pictures(self) -> Problem:
        """A file of several pictures, of which the first is printed."""
        return self._warning(
            "picture-several",
            f"'{self.shown}' holds several pictures; the first is printed",
            "Save the one that is meant in a file of its own.",
        )

    def profile_damaged(self) -> Problem:
        """Colours that nobody can be sure of."""
        return self._warning(
            "picture-profile",
            f"'{self.shown}' has a colour profile that is damaged or not for such a picture; its colours are taken as sRGB",
            "Look at it on the page, or have it saved anew with its profile.",
        )

    def other_press(self, profile: str) -> Problem:
        """Ink that was mixed for another press."""
        return Problem(
            "picture-separated",
            Severity.NOTE,
            f"'{self.shown}' comes separated for '{profile}' and keeps that separation",
            "Where its colours matter, ask for it as RGB: then it is separated for this press.",
            self.where,
        )

    def refused(self, what: str, remedy: str) -> Problem:
        """A drawing with something in it that is not taken."""
        return self._error("drawing-refused", f"'{self.shown}' {what}", remedy)

    def _error(self, code: str, message: str, remedy: str) -> Problem:
        return Problem(code, Severity.ERROR, message, remedy, self.where)

    def _warning(self, code: str, message: str, remedy: str) -> Problem:
        return Problem(code, Severity.WARNING, message, remedy, self.where)
