"""The graphics state of a content stream, and what one run of a stream carries with it. ISO 32000-2, 8.4 and 9.3."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from layout.preflight import limits
from layout.preflight.functions import Functions
from layout.preflight.marks import Drawn, Mark, Noted, Paint
from layout.preflight.matrix import SAME, Box, Matrix, common
from layout.preflight.objects import get, get_dictionary, key_of
from layout.preflight.pictures import Picture
from layout.preflight.reader import Opened
from layout.preflight.spaces import GREY, Space, Spaces
from layout.preflight.typefaces import Typeface, read_typeface

BLACK = Paint((("Black", 1.0),), True, False, False, False, GREY.broken, "the colour that a page begins with")
_FAR = limits.FARTHEST
_A_FACE, _A_WIDTH = 2_000, 80  # bytes, about, that a font takes, and each width of it
_MOST_NOTED = 5000  # told as a few findings anyway


@dataclass(slots=True)
class State:
    """What `q` saves. `clip` is the box of the clipping path, None where it is empty."""

    ctm: Matrix
    clip: Box | None
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: Space = GREY
    stroke_space: Space = GREY
    fill_pattern: object | None = None
    stroke_pattern: object | None = None
    fill_over: bool = False
    stroke_over: bool = False
    mode_one: bool = False
    width: float = 1.0
    face: Typeface | None = None
    size: float = 0.0
    tracking: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft: bool = False
    named: str = ""  # the ExtGState that was set last

    def saved(self) -> "State":
        """The state as it is now."""
        return copy.copy(self)

    def as_group(self) -> None:
        """Begin a group: what is round it is done to the group as a whole, when that is painted. ISO 32000-2, 11.6.6."""
        self.fill_alpha = self.stroke_alpha = 1.0
        self.blend, self.soft = "Normal", False


@dataclass(slots=True)
class Shelf:
    """What the file's pages share: each font, colour space, picture and colour is read once.

    `interpret` plays a stream in a run: forms, glyphs and patterns hold streams, whose operators paint forms.
    """

    file: Opened
    interpret: "Callable[[Run, bytes], None]"
    spaces: Spaces = field(init=False)
    functions: Functions = field(init=False)
    faces: dict[tuple[int, int], Typeface] = field(default_factory=dict)
    loose_faces: list[Typeface] = field(default_factory=list)
    pictures: dict[tuple[int, int], Picture] = field(default_factory=dict)
    paints: dict[tuple[bytes, bytes], Paint] = field(default_factory=dict)
    tiles: dict[tuple[int, int], Paint] = field(default_factory=dict)
    shadings: dict[tuple[tuple[int, int], int, Space], Paint] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spaces, self.functions = Spaces(self.file), Functions(self.file)

    def begin_page(self) -> None:
        """Forget what is told once a page: what type is shown, and a tile's marks, at the first place that it fills."""
        self.tiles.clear()
        for face in (*self.faces.values(), *self.loose_faces):
            face.used.clear()

    def typeface(self, font: object) -> Typeface | None:
        """The font that a dictionary describes; None where the file has too many, or too large ones, to be kept."""
        key = key_of(font)
        known = self.faces.get(key) if key is not None else None
        if known is None:
            known = read_typeface(font)
            if not self.file.may_keep(_A_FACE + _A_WIDTH * len(known.widths)):
                self.file.lacking = True
                return None
            if key is not None:
                self.faces[key] = known
            else:
                self.loose_faces.append(known)
        return known


class Subpath:
    """Points of a path up to the next `m`, in user space; `kind` is `re`, `lines` or `curves`."""

    __slots__ = ("kind", "xs", "ys")

    def __init__(self, x: float, y: float) -> None:
        self.xs, self.ys, self.kind = [x], [y], "lines"


@dataclass(slots=True)
class Run:
    """One stream while it is interpreted. `base` is the matrix that patterns start from; `within` the forms round this one."""

    state: State
    resources: object
    drawn: Drawn
    shelf: Shelf
    base: Matrix
    depth: int = 0
    within: frozenset[tuple[int, int]] = frozenset()
    saved: list[State] = field(default_factory=list)
    path: list[Subpath] = field(default_factory=list)
    clips: bool = False
    text: Matrix = SAME
    line: Matrix = SAME
    colourless: bool = False
    tolerant: bool = False
    named_spaces: dict[str, Space] = field(default_factory=dict)
    named_faces: dict[str, Typeface | None] = field(default_factory=dict)

    def find(self, category: str, name: str) -> object | None:
        """What the resources have under a name."""
        return get(get_dictionary(self.resources, category), name)

    def note(self, rule: str, text: str, thing: str = "", box: Box | None = None) -> None:
        """Keep something forbidden that is no mark."""
        if len(self.drawn.noted) < _MOST_NOTED or rule.startswith("limit-"):
            self.drawn.noted.append(Noted(rule, text, thing, box))

    def add(self, mark: Mark, *, stroke: bool = False) -> None:
        """Keep a mark as far as it can be seen, and what its state does to it."""
        state, drawn = self.state, self.drawn
        box = common(mark.box, state.clip) if state.clip is not None else None
        if box is None or not (box[0] > -_FAR and box[1] > -_FAR and box[2] < _FAR and box[3] < _FAR):  # not a number is neither
            return
        if len(drawn.marks) >= limits.MARKS:
            if not drawn.full:
                self.note("limit-marks", f"more than {limits.MARKS} things are painted on the page; the rest was not looked at")
            drawn.full = True
            return
        drawn.marks.append(mark if box == mark.box else mark._replace(box=box))
        self.see_through(state.stroke_alpha if stroke else state.fill_alpha, box)

    def see_through(self, alpha: float, box: Box | None) -> None:
        """Tell what the state does to the marks, or to the group as a whole, that it paints in a box."""
        state = self.state
        if alpha < 1.0:
            self.note("transparency-alpha", f"something is painted see-through, at {alpha:.0%}", state.named, box)
        if state.blend not in ("Normal", "Compatible"):
            text = f"something is blended with what lies below, in the mode {state.blend}"
            self.note("transparency-blend", text, state.named, box)
        if state.soft:
            self.note("transparency-mask", "something is painted through a soft mask", state.named, box)

    def over(self, paint: Paint, *, stroke: bool = False) -> bool:
        """True where a colour leaves the other inks below it: ISO 32000-2, 8.6.7."""
        state = self.state
        asked = state.stroke_over if stroke else state.fill_over
        return asked and (paint.spots or (paint.cmyk and state.mode_one))

    def space(self, name: str) -> Space:
        """The colour space under a name in the resources, or the device's own."""
        if name not in self.named_spaces:
            self.named_spaces[name] = self.shelf.spaces.find(name, self.resources)
        return self.named_spaces[name]

    def face(self, name: str) -> Typeface | None:
        """The font under a name in the resources."""
        if name not in self.named_faces:
            self.named_faces[name] = self._face(name)
        return self.named_faces[name]

    def _face(self, name: str) -> Typeface | None:
        found = self.find("Font", name)
        return self.shelf.typeface(found) if found is not None else None
