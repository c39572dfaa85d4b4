"""The library of fonts: every file of some folders on a card, the few that are asked for opened.

In: folders of .otf and .ttf files. Out: faces by family, weight, italic and size, the size choosing the optical cut. Refuses
fonts that forbid embedding, and says what stands in for a font that is not there.
"""

import importlib.resources
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import uharfbuzz

from layout.base.nearest import nearest
from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.design.styles import FontSpec
from layout.fonts.face import Face, Outlines
from layout.fonts.sfnt import Card, UnreadableFont, read_card, read_features, read_measures

DEFAULT_FAMILY = "Source Serif 4"
CUTS = ("Caption", "SmText", "", "Subhead", "Display")
_CUT_WORDS = {"Caption": "Caption", "SmText": "SmText", "Text": "", "Subhead": "Subhead", "Display": "Display"}
_CUT_LIMITS = (8.0, 11.0, 13.0, 30.0)  # the sizes at which the next cut of CUTS begins

_NOWHERE = InFile("")
_USAGE_BITS = 0x000E
_RESTRICTED = 0x0002
_BITMAP_ONLY = 0x0200


@dataclass(frozen=True, slots=True)
class Entry:
    """A font of the library, not yet opened. `family` without its optical cut's name, `cut` one of CUTS."""

    card: Card
    family: str
    cut: str

    @property
    def may_embed(self) -> bool:
        """False where the licence bits forbid embedding, or allow it as bitmaps only."""
        # OpenType OS/2 fsType: before version 3 several usage bits may be set, and the least restrictive counts.
        embedding = self.card.embedding
        return embedding & _USAGE_BITS != _RESTRICTED and not embedding & _BITMAP_ONLY


class Library:
    """All fonts of some folders. Opens a file when its face is first asked for; the same question gets the same Face."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._families: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._families.setdefault(entry.family.casefold(), []).append(entry)
        for entry in self.entries:  # the cut's full name means that cut alone
            self._families.setdefault(entry.card.family.casefold(), []).append(entry)
        self._chosen: dict[tuple[FontSpec, int], Face] = {}
        self._opened: dict[Path, Face] = {}
        self._problems: dict[tuple[str, str], Problem] = {}

    @property
    def families(self) -> tuple[str, ...]:
        """The families' names, in alphabetical order."""
        return tuple(sorted({entry.family for entry in self.entries}))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has been asked for and not been there so far: missing and substituted fonts, refused ones, each once."""
        return tuple(self._problems.values())

    def face(self, spec: FontSpec, size: float) -> Face:
        """The face for `spec` at `size` points; where it is not there the nearest one, and a problem."""
        key = (spec, cut_for(size))
        face = self._chosen.get(key)
        if face is None:
            entry, problem = self.choose(spec, size, _NOWHERE)
            if problem is not None:
                self._problems.setdefault((problem.code, problem.message), problem)
            face = self._chosen[key] = self.open(entry)
        return face

    def choose(self, spec: FontSpec, size: float, where: InFile) -> tuple[Entry, Problem | None]:
        """The entry for `spec` at `size`, and what is wrong with it, said at the place `where`. Opens nothing."""
        assert self.entries, "a library has at least the shipped fonts; see shipped_fonts()"
        found = self._families.get(spec.family.casefold(), [])
        allowed = [entry for entry in found if entry.may_embed]
        if not allowed:
            usable = [entry for entry in self.entries if entry.may_embed]
            assert usable, "at least one font of a library may be embedded; see shipped_fonts()"
            default = [entry for entry in usable if entry.family == DEFAULT_FAMILY] or usable
            entry = _nearest(default, spec, size)
            return entry, _forbidden(found[0], entry, where) if found else self._missing(spec, entry, where)
        best = _nearest(found, spec, size)
        entry = best if best.may_embed else _nearest(allowed, spec, size)
        if entry is not best:
            return entry, _forbidden(best, entry, where)
        if entry.card.weight != spec.weight or entry.card.italic != spec.italic:
            return entry, _substituted(spec, entry, where)
        return entry, None

    def check(self, asked: Iterable[tuple[FontSpec, float]], where: InFile) -> tuple[Problem, ...]:
        """What is wrong with the fonts that styles ask for (spec and size), each fault once; for the desk, opens nothing."""
        found = (self.choose(spec, size, where)[1] for spec, size in asked)
        return tuple(dict.fromkeys(problem for problem in found if problem is not None))

    def open(self, entry: Entry) -> Face:
        """The entry's face, opened once."""
        face = self._opened.get(entry.card.path)
        if face is None:
            face = self._opened[entry.card.path] = _open(entry)
        return face

    def _missing(self, spec: FontSpec, entry: Entry, where: InFile) -> Problem:
        close = nearest(spec.family, self.families)
        meant = f"did you mean '{close}'?" if close else f"there are {', '.join(self.families)}."
        return Problem(
            "font-missing",
            Severity.ERROR,
            f"there is no font family '{spec.family}'; {entry.card.postscript_name} stands in for it",
            f"Put its files into the house's font folder, or name another family; {meant}",
            where,
        )


def shipped_fonts() -> Path:
    """The folder of the fonts that come with the product."""
    return Path(str(importlib.resources.files("broadsheet_fonts")))


def cut_for(size: float) -> int:
    """The index in CUTS of the optical cut for a size in points."""
    for index, limit in enumerate(_CUT_LIMITS):
        if size < limit:
            return index
    return len(_CUT_LIMITS)


def load_library(folders: Sequence[Path]) -> tuple[Library, list[Problem]]:
    """The library of all .otf and .ttf files in `folders` and below. Of two files of one PostScript name the first one wins."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(
                Problem("font-folder-missing", Severity.ERROR, f"there is no folder '{folder}' to take fonts from",
                        "Correct the path in the house's `fonts`.", InFile(str(folder)))
            )  # fmt: skip
            continue
        for path in font_files(folder):
            try:
                card = read_card(path)
            except (UnreadableFont, OSError) as error:
                problems.append(
                    Problem("font-unreadable", Severity.WARNING, f"'{path.name}' is left out: {error}",
                            "Take the file out of the font folder, or put a sound copy there.", InFile(str(path)))
                )  # fmt: skip
                continue
            entries.setdefault(card.postscript_name, _entry(card))
    return Library(entries.values()), problems


def font_files(folder: Path) -> list[Path]:
    """Every .otf and .ttf file in a folder and below, in the order in which they are read."""
    found: list[str] = []
    for root, folders, files in os.walk(folder):
        folders.sort()
        found.extend(os.path.join(root, file) for file in sorted(files) if file.lower().endswith((".otf", ".ttf")))
    return [Path(file) for file in found]


def _entry(card: Card) -> Entry:
    stem, _, last = card.family.rpartition(" ")
    if stem and last in _CUT_WORDS:
        return Entry(card, stem, _CUT_WORDS[last])
    return Entry(card, card.family, "")


def _nearest(entries: list[Entry], spec: FontSpec, size: float) -> Entry:
    """Posture before weight before optical cut; of equals the lighter up to 500 and the heavier above, as CSS Fonts 4, 5.2."""
    cut = cut_for(size)

    def distance(entry: Entry) -> tuple[bool, int, bool, int, str]:
        weight = entry.card.weight
        wrong_side = weight > spec.weight if spec.weight <= 500 else weight < spec.weight
        return (
            entry.card.italic != spec.italic,
            abs(weight - spec.weight),
            wrong_side,
            abs(CUTS.index(entry.cut) - cut),
            entry.card.postscript_name,
        )

    return min(entries, key=distance)


def _open(entry: Entry) -> Face:
    card = entry.card
    data = card.path.read_bytes()
    measures = read_measures(data)
    em = measures.units_per_em
    # The blob keeps `data` alive, the face the blob, the font the face.
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))
    return Face(
        name=card.postscript_name,
        path=card.path,
        family=entry.family,
        cut=entry.cut,
        weight=card.weight,
        italic=card.italic,
        outlines=Outlines.CFF if card.has_cff else Outlines.GLYF,
        units_per_em=em,
        cap_height=measures.cap_height / em,
        x_height=measures.x_height / em,
        ascender=measures.ascender / em,
        descender=measures.descender / em,
        data=data,
        shaper=shaper,
        features=read_features(data),
    )


def _forbidden(refused: Entry, entry: Entry, where: InFile) -> Problem:
    return Problem(
        "font-embedding",
        Severity.ERROR,
        f"the licence of {refused.card.postscript_name} ('{refused.card.path.name}') forbids embedding it in a PDF; "
        f"{entry.card.postscript_name} stands in for it",
        "Ask the foundry for a licence and files that may be embedded, or name another font.",
        where,
    )


def _substituted(spec: FontSpec, entry: Entry, where: InFile) -> Problem:
    asked = f"{spec.weight}{' italic' if spec.italic else ''}"
    return Problem(
        "font-substituted",
        Severity.WARNING,
        f"'{spec.family}' has no {asked}; {entry.card.postscript_name} stands in for it",
        "Add the font's file to the house's font folder, or ask for a weight that is there.",
        where,
    )
