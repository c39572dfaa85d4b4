"""The founts in use, and the tokens made with them: text shaped once per face, size and features."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from layout.base.problems import InFile, Problem, Severity
from layout.base.store import Store
from layout.content.story import Span
from layout.design.styles import Align, Caps, TextStyle
from layout.fonts.face import Face
from layout.fonts.library import Library
from layout.lines.fount import DISPLAY, Dress, Fount, Tools
from layout.lines.hyphens import Hyphenator
from layout.lines.shelf import NO_RACK, Rack, digest_of, program
from layout.lines.standing import Standing
from layout.lines.tokens import Stock

BOLD = 700
_BOLD_ALREADY = 600  # from here on a style is bold by itself, and a bold span stays as it is
NOTHING_KEPT = Store()


class Faces:
    """The founts in use, over a library. One for a build; what it keeps never changes an answer, only its speed.

    A live process gives it `standing` type, so that paragraphs are kept too. With a `store` words, and where
    paragraphs broke, are kept from build to build.
    """

    def __init__(
        self,
        library: Library,
        exceptions: Mapping[str, Sequence[str]] | None = None,
        standing: Standing | None = None,
        store: Store = NOTHING_KEPT,
    ) -> None:
        self.library = library
        self.standing = standing
        self._tools = Tools(library)
        self._founts: dict[Dress, Fount] = {}
        self._stocks: dict[tuple[Dress, float, bool, bool], Stock] = {}
        self._hyphenators: dict[str, Hyphenator] = {}
        self._exceptions = exceptions or {}
        self._store = store
        self._program = program() if store.folder is not None else None
        self._digests: dict[str, str] = {}
        self._problems: dict[str, Problem] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has been asked for and not been there so far: fonts (see Library.problems), small capitals."""
        return self.library.problems + tuple(self._problems.values())

    def fount(self, style: TextStyle, span: Span, language: str) -> Fount:
        """The fount that sets `span` in `style`. Bold is 700, or the style's own weight where that is 600 or more."""
        return self._fount(_dress(style, span, language))

    def stock(self, style: TextStyle, span: Span, language: str) -> Stock:
        """The stock of tokens for `span` in `style`."""
        dress = _dress(style, span, language)
        justified = style.align is Align.JUSTIFY
        key = (dress, style.tracking, style.hyphens, justified)
        stock = self._stocks.get(key)
        if stock is None:
            hyphenator = self.hyphenator(language) if style.hyphens else None
            tracking = style.tracking / 1000 * style.size
            fount = self._fount(dress)
            divided = hyphenator.made_from if hyphenator is not None and self._program is not None else "whole"
            rack = self._rack(fount.face, dress, f"{tracking!r} {justified} {divided}")
            stock = self._stocks[key] = Stock(fount, hyphenator, tracking, rack, justified=justified)
        return stock

    @property
    def keeping(self) -> bool:
        """True where there is a store, so that words and settings are kept."""
        return self._program is not None

    def keep(self) -> None:
        """Keep the words and settings of this build for those to come, where there is a store. Once, when all is composed."""
        if self._program is None:
            return
        tokens: dict[Fount, set[str]] = {fount: set() for fount in self._founts.values()}
        for stock in self._stocks.values():
            stock.keep()
            tokens[stock.fount] |= stock.tokens.keys()
        for fount in self._founts.values():
            fount.keep(tokens[fount])

    def hyphenator(self, language: str) -> Hyphenator:
        """The language's hyphenator, loaded once. A paper's exceptions for `en` hold for `en-GB` too."""
        if language not in self._hyphenators:
            own = [*self._exceptions.get(language.partition("-")[0], ()), *self._exceptions.get(language, ())]
            self._hyphenators[language] = Hyphenator(language, own)
        return self._hyphenators[language]

    def _fount(self, dress: Dress) -> Fount:
        fount = self._founts.get(dress)
        if fount is None:
            face = self.library.face(dress.font, dress.size)
            if dress.caps is Caps.SMALL and "smcp" not in face.features:
                self._problems.setdefault(face.name, _no_small_capitals(face))
            fount = self._founts[dress] = Fount(self._tools, face, dress, self._rack(face, dress).shelf("words"))
        return fount

    def _rack(self, face: Face, dress: Dress, further: str = "") -> Rack:
        """The shelves of what is made of a face in a dress. The library's choice of the face is no part of it: its bytes are."""
        if self._program is None:
            return NO_RACK
        if face.name not in self._digests:
            self._digests[face.name] = f"{digest_of(face.data)} {face.units_per_em} {','.join(sorted(face.features))}"
        looks = f"{dress.size!r} {dress.figures} {dress.caps} {dress.all_small} {dress.language} {dress.drawn_in!r}"
        return Rack(self._store, f"{self._program} {self._digests[face.name]} {looks} {further}")


def _dress(style: TextStyle, span: Span, language: str) -> Dress:
    font = style.font
    bold = span.bold and font.weight < _BOLD_ALREADY
    if bold or span.italic:
        # Italic within italic is upright again.
        font = replace(font, weight=BOLD if bold else font.weight, italic=font.italic != span.italic)
    caps = Caps.SMALL if span.small_caps and style.caps is Caps.NONE else style.caps
    # A word filed in capitals that is to be small capitals (a dateline) becomes small capitals throughout.
    all_small = caps is Caps.SMALL and span.text.isupper()
    drawn_in = max(-style.tracking / 1000, 0.0) if style.size >= DISPLAY else 0.0
    return Dress(font, style.size, style.figures, caps, all_small, language, drawn_in)


def _no_small_capitals(face: Face) -> Problem:
    return Problem(
        "small-caps-missing",
        Severity.WARNING,
        f"{face.name} has no small capitals; the text is set as typed",
        "Name a font that has them (the feature 'smcp'), or take `caps: small` out of the style.",
        InFile(str(face.path)),
    )
