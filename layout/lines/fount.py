"""A face at one size with its features in one language: a fount, which shapes words and keeps them.

In: text without breakable spaces. Out: words in points, ready to be painted. HarfBuzz is used here and in fonts/ alone.
"""

from array import array
from collections.abc import Sequence, Set
from math import ceil

import uharfbuzz

from layout.base.values import dataclass
from layout.design.styles import Caps, Figures, FontSpec
from layout.fonts.face import Face
from layout.fonts.fallback import covering_face
from layout.fonts.library import Library
from layout.fonts.silhouette import Silhouette, reach, silhouette
from layout.lines.line import Word
from layout.lines.shelf import NO_SHELF, Record, Shelf

_OTHER_SCRIPTS = (  # as a regular expression they would take 4 ms to compile, whatever is set
    ("\u0370", "\u1dbf"), ("\u1f00", "\u1fff"), ("\u2c00", "\ud7ff"), ("\uf900", "\ufaff"), ("\ufb13", "\U0010ffff"),
)  # fmt: skip
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

DISPLAY = 24.0  # points: from here on letters are kept apart by their shapes
LEAST_WHITE = 0.025  # em between two letters: as near as a display serif's letters stand by design; nearer they read as one

_FIGURES = {
    Figures.OLD_STYLE: ("onum", "pnum"),
    Figures.LINING: ("lnum", "pnum"),
    Figures.TABULAR: ("lnum", "tnum"),
}


@dataclass(frozen=True, slots=True)
class Dress:
    """What decides how a word looks: the fount's key. `drawn_in`: in display sizes, by how much tracking draws letters together
    (em); smaller type keeps the distances of its font."""

    font: FontSpec
    size: float
    figures: Figures
    caps: Caps
    all_small: bool
    language: str
    drawn_in: float = 0.0


class Codes(dict[tuple[int, int], str]):
    """What draws a glyph inside a TJ string: by glyph and advance in font units, its code and the kern behind it, made once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._nominal = face.shaper.get_glyph_h_advance
        self._per_em = 1000 / face.units_per_em

    def __missing__(self, drawn: tuple[int, int]) -> str:
        glyph, advanced = drawn
        kern = self.kern(self._nominal(glyph) - advanced)
        code = self[drawn] = f"{glyph:04x}{kern}"
        return code

    def kern(self, back: int) -> str:
        """A kern of so many font units to the left, between two codes; nothing for none."""
        return f">{back * self._per_em:g}<" if back else ""

    def shifted(self, glyph: int, advanced: int, offset: int) -> str:
        """The same for a mark that stands `offset` to the right of its place."""
        after = self.kern(self._nominal(glyph) - advanced + offset)
        return f"{self.kern(-offset)}{glyph:04x}{after}"


class Tools:
    """What all founts share: the library that lends characters, one buffer, each face's codes."""

    def __init__(self, library: Library) -> None:
        self.buffer = uharfbuzz.Buffer()
        self._library = library
        self._codes: dict[str, Codes] = {}
        self._silhouettes: dict[tuple[str, int], Silhouette] = {}
        self._reaches: dict[tuple[str, int, int], float | None] = {}
        self._stand_ins: dict[tuple[str, str], Face | None] = {}

    def stand_in(self, face: Face, character: str) -> Face | None:
        """The face that lends `character` to `face`, looked up once."""
        key = (face.name, character)
        if key not in self._stand_ins:
            self._stand_ins[key] = covering_face(self._library, face, character)
        return self._stand_ins[key]

    def reach(self, face: Face, before: int, after: int) -> float | None:
        """How far a glyph of the face reaches into the next at its nearest, in font units; see `silhouette.reach`."""
        key = (face.name, before, after)
        if key not in self._reaches:
            self._reaches[key] = reach(self._silhouette(face, before), self._silhouette(face, after))
        return self._reaches[key]

    def _silhouette(self, face: Face, glyph: int) -> Silhouette:
        key = (face.name, glyph)
        if key not in self._silhouettes:
            self._silhouettes[key] = silhouette(face, glyph)
        return self._silhouettes[key]

    def codes(self, face: Face) -> Codes:
        """What draws the face's glyphs."""
        codes = self._codes.get(face.name)
        if codes is None:
            codes = self._codes[face.name] = Codes(face)
        return codes


class Fount:
    """A face at one size, with its features, in one language."""

    def __init__(self, tools: Tools, face: Face, dress: Dress, shelf: Shelf = NO_SHELF) -> None:
        self.face = face
        self.dress = dress
        self.size = dress.size
        self.language = dress.language
        self._tools = tools
        self._buffer = tools.buffer
        self._codes = tools.codes(face)
        self._features = _features(face, dress)
        self._shelf = shelf
        self._words: dict[str, tuple[Word, ...]] = {}
        self._advances: dict[str, array[int]] = {}  # arrays: as lists of numbers they take four times the room
        self._pairs: dict[str, float] = {}
        self.unit = dress.size / face.units_per_em
        self.space = self.width(" ")
        self.missing: dict[str, str] = {}
        """For each shaped text with characters that no font has: those characters."""

    def width(self, text: str) -> float:
        """The width in points of `text` shaped on its own."""
        return sum(word.width for word in self.words(text))

    def glyph_count(self, text: str) -> int:
        """How many glyphs `text` takes."""
        return sum(len(word.glyphs) for word in self.words(text))

    def width_up_to(self, text: str, cut: int) -> tuple[float, int]:
        """Width in points and number of glyphs of the first `cut` letters of `text`, kerned as they stand in it."""
        self.words(text)
        advances = self.advances(text)
        if advances is None:  # ligatures, other faces
            return self.width(text[:cut]), self.glyph_count(text[:cut])
        return sum(advances[:cut]) * self.unit, cut

    def advances(self, text: str) -> Sequence[int] | None:
        """The advance in font units of each sign of `text`, once shaped; None where glyphs and signs are not one to one."""
        return self._advances.get(text)

    def words(self, text: str) -> tuple[Word, ...]:
        """`text` (without breakable spaces) shaped: one word, or several where other faces lend characters."""
        words = self._words.get(text)
        if words is None:
            record = self._shelf.get(text)
            words = self._words[text] = self._shape(text) if record is None else (self._kept_word(record),)
        return words

    def keep(self, but: Set[str]) -> None:
        """Keep what was shaped for the builds to come, without what is kept as a token anyway."""
        self._shelf.keep(self._words.keys() - but, self._record)

    def _record(self, text: str) -> Record | None:
        """A word to be kept; None for one that other faces lend letters to, or that has none."""
        word, *others = self._words[text]
        if others or 0 in word.glyphs:
            return None
        return (*word[:1], *word[3:], list(self._advances.get(word.text, ())))

    def _kept_word(self, record: Record) -> Word:
        text, width, glyphs, clusters, codes, advances = record
        if advances:
            self._advances[text] = array("l", advances)
        return Word(text, self.face, self.size, width, glyphs, clusters, codes)

    def space_kern(self, pair: str) -> float:
        """What kerning adds to a space between the two letters of `pair`, in points."""
        kern = self._pairs.get(pair)
        if kern is None:
            apart = self.width(pair[0]) + self.width(pair[1]) + self.space
            kern = self._pairs[pair] = self._spaced(pair[0], pair[1]) - apart
        return kern

    def _spaced(self, before: str, after: str) -> float:
        """The width in points of two signs with a space between. Fonts kern pairs, so each side is shaped once, not a thousand
        couples; where the sides cannot be told apart (ligatures, other faces), the three together."""
        left, right, space = self._side(f"{before} "), self._side(f" {after}"), self._side(" ")
        if left is None or right is None or space is None:
            return self.width(f"{before} {after}")
        return (left + right - space) * self.unit

    def _side(self, text: str) -> int | None:
        """The advance of `text` in font units."""
        self.words(text)
        advances = self.advances(text)
        return None if advances is None else sum(advances)

    def _shape(self, text: str) -> tuple[Word, ...]:
        visible = (
            text if text.isascii() or _INVISIBLE.isdisjoint(text) else "".join(sign for sign in text if sign not in _INVISIBLE)
        )
        if self.dress.caps is Caps.ALL:
            visible = visible.upper()
        word = self._run(visible)
        if 0 not in word.glyphs:
            return (word,)
        return self._with_stand_ins(text, visible)

    def _run(self, text: str) -> Word:
        """One run of this face alone."""
        buffer = self._buffer
        buffer.reset()
        buffer.add_str(text)
        if text.isascii() or not _of_other_script(text):
            buffer.direction, buffer.script = "ltr", "Latn"
        else:
            buffer.guess_segment_properties()  # Greek, Cyrillic: by the letters
            buffer.direction = "ltr"
        buffer.language = self.language or "en"
        uharfbuzz.shape(self.face.shaper, buffer, self._features)
        return self._word(text)

    def _word(self, text: str) -> Word:
        """The buffer's glyphs as a word: clusters, and the codes with what kerning adds between them."""
        infos, positions = self._buffer.glyph_infos, self._buffer.glyph_positions
        glyphs = tuple([info.codepoint for info in infos])
        advances = [position.x_advance for position in positions]
        if self.size >= DISPLAY:
            self._keep_apart(advances, glyphs, [text[info.cluster] for info in infos])
        inside = "".join(map(self._codes.__getitem__, zip(glyphs, advances, strict=True)))
        if text.isascii():
            one_to_one = len(glyphs) == len(text)
        else:
            one_to_one = [info.cluster for info in infos] == list(range(len(text)))
            offsets = [position.x_offset for position in positions]
            if any(offsets):
                inside = "".join(map(self._codes.shifted, glyphs, advances, offsets))
        if one_to_one:
            self._advances[text] = array("l", advances)
            clusters = tuple(text)
        else:
            clusters = _clusters(text, [info.cluster for info in infos])
        codes = f"<{inside}>".replace("<>", "")
        return Word(text, self.face, self.size, sum(advances) * self.unit, glyphs, clusters, codes)

    def _keep_apart(self, advances: list[int], glyphs: Sequence[int], signs: Sequence[str]) -> None:
        """Add what two neighbouring letters' shapes need to stand apart, tracked as they will be."""
        least = round((LEAST_WHITE + self.dress.drawn_in) * self.face.units_per_em)
        for index in range(len(glyphs) - 1):
            if not (signs[index].isalnum() and signs[index + 1].isalnum() and advances[index] and advances[index + 1]):
                continue
            into = self._tools.reach(self.face, glyphs[index], glyphs[index + 1])
            if into is not None:
                advances[index] = max(advances[index], ceil(into + least))

    def _with_stand_ins(self, text: str, visible: str) -> tuple[Word, ...]:
        """Runs of the faces that have the characters; those that no face has stay with this one, and are noted."""
        own = self.face.shaper.get_nominal_glyph
        words: list[Word] = []
        missing: list[str] = []
        run, run_face = "", self.face
        for sign in visible:
            face: Face | None = self.face
            if own(ord(sign)) is None:
                face = self._tools.stand_in(self.face, sign)
                if face is None:
                    missing.append(sign)
            face = face or self.face
            if run and face is not run_face:
                words.append(self._of(run_face)._run(run))
                run = ""
            run, run_face = run + sign, face
        words.append(self._of(run_face)._run(run))
        if missing:
            self.missing[text] = "".join(dict.fromkeys(missing))
        return tuple(words)

    def _of(self, face: Face) -> "Fount":
        return self if face is self.face else Fount(self._tools, face, self.dress)


def _of_other_script(text: str) -> bool:
    return any(first <= sign <= last for sign in text if sign > "\u036f" for first, last in _OTHER_SCRIPTS)


def _clusters(text: str, starts: list[int]) -> tuple[str, ...]:
    """The text that each glyph stands for: a cluster's letters go to its first glyph."""
    if len(starts) == len(text):
        return tuple(text)
    ends = [*starts[1:], len(text)]
    parts: list[str] = []
    for index, start in enumerate(starts):
        if index and start == starts[index - 1]:
            parts.append("")
            continue
        end = next((later for later in ends[index:] if later > start), len(text))
        parts.append(text[start:end])
    return tuple(parts)


def _features(face: Face, dress: Dress) -> dict[str, bool]:
    wanted = [*_FIGURES[dress.figures]]  # kerning and the common ligatures are on by themselves
    match dress.caps:
        case Caps.SMALL:
            wanted += ["smcp", "c2sc"] if dress.all_small else ["smcp"]
        case Caps.ALL:
            wanted.append("case")
        case Caps.NONE:
            pass
    return {tag: True for tag in wanted if tag in face.features}
