"""A hundred seeded changes of the good file: each knows the rule that it breaks, or that it breaks none, however near."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, String

from layout.design.press import Press
from layout.preflight.expected import Expected
from tests.preflight.breaks import ANY, fill, in_space, place, rule, set_type, spot
from tests.preflight.files import HEIGHT, PRESS, WIDTH, Draft, good, intent

COUNT = 100
SEED = 1904  # any other gives other numbers, and must give as good a table

Chance = random.Random


@dataclass(frozen=True)
class Kind:
    """One manner of change. `breaks`: the rule, or nothing for what is allowed."""

    what: str
    breaks: str
    change: Callable[[Draft, Chance], object]
    press: Press = PRESS
    expected: Expected = ANY


@dataclass(frozen=True)
class Mutation:
    """One change of one file."""

    kind: Kind
    seed: int

    def data(self) -> bytes:
        """The changed file."""
        draft = good()
        self.kind.change(draft, random.Random(self.seed))
        return draft.bytes()


def mutations() -> list[Mutation]:
    """All hundred: every kind at least once, the others drawn."""
    chance = random.Random(SEED)
    kinds = list(KINDS) + [chance.choice(KINDS) for _ in range(COUNT - len(KINDS))]
    return [Mutation(kind, chance.randrange(10**9)) for kind in kinds]


def _where(chance: Chance) -> str:
    return f"{chance.uniform(20, 120):.2f} {chance.uniform(60, 200):.2f}"


def _box(chance: Chance) -> str:
    return (
        f"{chance.uniform(20, 60):.2f} {chance.uniform(60, 120):.2f} {chance.uniform(40, 150):.2f} {chance.uniform(20, 60):.2f}"
    )


def _ink(total: float, chance: Chance) -> str:
    """A fill of so much ink in all, in four inks."""
    shares = [chance.uniform(0.5, 1.0) for _ in range(4)]
    each = [total * share / sum(shares) for share in shares]
    return " ".join(f"{amount:.4f}" for amount in each) + " k"


def _type(draft: Draft, chance: Chance, sizes: tuple[float, float], colour: str, state: str) -> None:
    """A line of type somewhere, of a size between two."""
    set_type(draft, chance.uniform(*sizes), colour, where=_where(chance), state=state)


def _through_state(draft: Draft, **entries: object) -> None:
    """An area painted in a graphics state."""
    draft.state("New", **entries)
    draft.add("/New gs 0.2 0 0 0 k 20 100 40 40 re f")


def _scaled_type(draft: Draft, printed: float, chance: Chance) -> None:
    """Type that comes to a size by two matrices."""
    page, text = chance.uniform(0.3, 3.0), chance.uniform(0.3, 3.0)
    size = printed / page / text
    draft.add(
        f"/Over gs {page:.6f} 0 0 {page:.6f} 0 0 cm BT 0 0 0 1 k /Body {size:.6f} Tf "
        f"{text:.6f} 0 0 {text:.6f} {40 / page:.4f} {150 / page:.4f} Tm <00240025> Tj ET"
    )


def _turned_type(draft: Draft, printed: float, chance: Chance) -> None:
    turn = chance.choice(["0 1 -1 0", "0.7071068 0.7071068 -0.7071068 0.7071068", "0 -1 1 0"])
    draft.add(f"/Over gs BT 0 0 0 1 k /Body {printed:.4f} Tf {turn} 150 150 Tm <00240025> Tj ET")


def _scaled_rule(draft: Draft, printed: float, chance: Chance) -> None:
    scale = chance.uniform(0.2, 4.0)
    y = chance.uniform(60, 200) / scale
    width = printed / scale
    line = f"{20 / scale:.4f} {y:.4f} m {250 / scale:.4f} {y:.4f} l S"
    draft.add(f"/Over gs {scale:.6f} 0 0 {scale:.6f} 0 0 cm 0 0 0 1 K {width:.6f} w {line}")


def _in_form(draft: Draft, operators: str) -> None:
    """Two forms within each other, the inner with a matrix that the outer undoes."""
    inner = draft.form("Inner", operators, Matrix=Array([2, 0, 0, 2, 0, 0]), Resources=draft.page.Resources)
    draft.form(
        "Outer",
        "/Inner Do",
        Matrix=Array([0.5, 0, 0, 0.5, 0, 0]),
        Resources=Dictionary(XObject=Dictionary(Inner=draft.pdf.make_indirect(inner))),
    )
    draft.add("/Outer Do")


def _tile(draft: Draft, operators: str) -> None:
    tile = draft.stream(operators.encode(), PatternType=1, PaintType=1, TilingType=1, XStep=9, YStep=9, BBox=Array([0, 0, 9, 9]))
    tile.Resources = draft.page.Resources
    draft.resource("Pattern", "Tile", draft.pdf.make_indirect(tile))
    draft.add("/Pattern cs /Tile scn 20 100 90 40 re f")


def _shading(draft: Draft, space: Name, colours: tuple[list[float], list[float]]) -> None:
    ramp = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=colours[0], C1=colours[1])
    draft.resource("Shading", "Ramp", Dictionary(ShadingType=2, ColorSpace=space, Coords=[20, 0, 120, 0], Function=ramp))
    draft.add("20 100 100 40 re W n /Ramp sh")


def _inline(draft: Draft, space: str, count: int) -> None:
    draft.content += f"q 9 0 0 9 160 100 cm BI /W 20 /H 20 /CS /{space} /BPC 8 ID {'0' * (400 * count)} EI Q\n"


def _turned_picture(draft: Draft, ppi: float, chance: Chance) -> None:
    draft.image("New", bytes([60] * 4) * 5000, (100, 50))
    wide, high = 7200 / ppi, 3600 / ppi
    matrix = chance.choice([f"0 {wide} {-high} 0", f"0 {-wide} {high} 0", f"{-wide} 0 0 {-high}", f"{wide} 0 0 {-high}"])
    draft.add(f"{matrix} 180 150 cm /New Do")


def _squeezed(draft: Draft, across: float, down: float) -> None:
    draft.image("New", bytes([60] * 4) * 5000, (100, 50))
    draft.add(f"{7200 / across:.4f} 0 0 {3600 / down:.4f} 160 100 cm /New Do")


def _picture_of_ink(draft: Draft, total: float, chance: Chance) -> None:
    each = [round(255 * total / 4)] * 4
    place(draft, chance.uniform(160, 400), data=bytes(each) * 5000)


def _black_on_picture(draft: Draft, total: float) -> None:
    """Black overprints a picture without black in it: both count."""
    each = round(255 * total / 3)
    draft.image("New", bytes([each, each, each, 0]) * 5000, (100, 50))
    draft.add("36 0 0 18 160 100 cm /New Do")
    draft.add("/Over gs 0 0 0 1 k 160 100 36 18 re f")


def _on_ground(draft: Draft, ground: str, size: float, chance: Chance, state: str = "Knock") -> None:
    fill(draft, ground)
    set_type(draft, size, "0 0 0 1 k", where=f"{chance.uniform(25, 60):.2f} {chance.uniform(105, 125):.2f}", state=state)


def _on_white_blob(draft: Draft, size: float) -> None:
    """Type on a round white shape that lies on colour: it stands on paper."""
    fill(draft, "0.5 0 0 0 k", "20 80 200 100")
    curve = "30 130 m 30 190 180 190 180 130 c 180 70 30 70 30 130 c f"
    draft.add(f"/Knock gs 0 0 0 0 k {curve}")
    set_type(draft, size, where="70 128", state="Knock")


def _reversed(draft: Draft, size: float, ground: str, face: str = "Bold") -> None:
    fill(draft, ground, "20 100 200 60")
    set_type(draft, size, "0 0 0 0 k", face, "30 120", "Knock")


def _offset_boxes(draft: Draft, chance: Chance) -> None:
    """The same page with its origin elsewhere."""
    x, y = round(chance.uniform(-500, 500)), round(chance.uniform(-500, 500))
    box = Array([x, y, WIDTH + x, HEIGHT + y])
    draft.page.MediaBox = draft.page.TrimBox = draft.page.BleedBox = box
    draft.content = f"q 1 0 0 1 {x} {y} cm {draft.content} Q\n"


def _outside_type(draft: Draft, over: float) -> None:
    set_type(draft, 9, where=f"{20 - over:.3f} 150")


_LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.95, 1, 1.09])])
_TWO_INKS = Array(
    [Name.DeviceN, Array([Name.Cyan, Name.Magenta]), Name.DeviceCMYK, Dictionary(FunctionType=2, Domain=[0, 1], N=1)]
)
_NOTE_OUTSIDE = Dictionary(Subtype=Name.Text, Rect=Array([-40, 0, -1, 9]))
_FOR_ARCHIVES = Dictionary(S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"))
_LIVE = replace(PRESS, live=(WIDTH - 40, HEIGHT - 20))
_SIZED = replace(PRESS, sheet=(WIDTH, HEIGHT))
_SPOTS = replace(PRESS, spots=("Tide Red",))
_BLEEDS = replace(PRESS, bleed=8.5, bleed_least=8.5)


def _with_bleed(draft: Draft, bleed: float) -> None:
    draft.page.MediaBox = draft.page.BleedBox = Array([-bleed, -bleed, WIDTH + bleed, HEIGHT + bleed])


KINDS: tuple[Kind, ...] = (
    Kind("nothing", "", lambda d, c: None),
    Kind("the page's origin elsewhere", "", _offset_boxes),
    Kind("the size that is expected, a hair off", "", lambda d, c: None, expected=Expected(size=(WIDTH + 0.4, HEIGHT - 0.4))),
    Kind("another size than expected", "page-size", lambda d, c: None, expected=Expected(size=(WIDTH + 0.7, HEIGHT))),
    Kind("as large as the sheet", "", lambda d, c: None, press=_SIZED),
    Kind("bleed as the press asks", "", lambda d, c: _with_bleed(d, 8.5), press=_BLEEDS),
    Kind("too little bleed", "page-bleed-least", lambda d, c: _with_bleed(d, c.uniform(0, 8)), press=_BLEEDS),
    Kind("too much bleed", "page-bleed-most", lambda d, c: _with_bleed(d, c.uniform(9.5, 20)), press=_BLEEDS),
    Kind("an annotation in the bleed's outside", "", lambda d, c: setattr(d.page, "Annots", Array([_NOTE_OUTSIDE]))),
    Kind("type on the live area's edge", "", lambda d, c: _outside_type(d, 0), press=_LIVE),
    Kind("type past the live area's edge", "page-live", lambda d, c: _outside_type(d, c.uniform(0.5, 15)), press=_LIVE),
    Kind("type of 5 pt and more", "", lambda d, c: _scaled_type(d, c.uniform(5.0, 30), c)),
    Kind("type of less than 5 pt", "type-least", lambda d, c: _scaled_type(d, c.uniform(2, 4.9), c)),
    Kind("turned type of 5 pt and more", "", lambda d, c: _turned_type(d, c.uniform(5.0, 12), c)),
    Kind("turned type of less than 5 pt", "type-least", lambda d, c: _turned_type(d, c.uniform(2, 4.9), c)),
    Kind("small type that nobody sees", "", lambda d, c: d.add("BT 3 Tr 0 0 0 1 k /Body 2 Tf 20 150 Td <00240025> Tj ET")),
    Kind("type of two inks at 10 pt and more", "", lambda d, c: _type(d, c, (10, 20), "0 0.9 0.7 0 k", "Knock")),
    Kind("type of two inks under 10 pt", "type-inks", lambda d, c: _type(d, c, (5, 9.9), "0 0.9 0.7 0 k", "Knock")),
    Kind("type of one ink under 10 pt", "", lambda d, c: _type(d, c, (5, 9.9), c.choice(["1 0 0 0 k", "0 0.8 0 0 k"]), "Knock")),
    Kind("dark type that is no rich black", "", lambda d, c: _type(d, c, (10, 30), "0.6 0.4 0 0.85 k", "Knock")),
    Kind(
        "rich black type", "type-rich-black", lambda d, c: _type(d, c, (6, 30), f"{c.uniform(0.1, 0.5):.2f} 0.2 0.2 1 k", "Knock")
    ),
    Kind("black that knocks out of paper", "", lambda d, c: set_type(d, c.uniform(6, 11), where=_where(c), state="Knock")),
    Kind("black that knocks out of grey", "", lambda d, c: _on_ground(d, "0 0 0 0.3 k", c.uniform(6, 11), c)),
    Kind("black that knocks out of a tint", "overprint-type", lambda d, c: _on_ground(d, "0.3 0 0 0 k", c.uniform(6, 11.9), c)),
    Kind("large black that knocks out of a tint", "", lambda d, c: _on_ground(d, "0.3 0 0 0 k", c.uniform(12, 20), c)),
    Kind("black that overprints a tint", "", lambda d, c: _on_ground(d, "0.3 0.2 0 0 k", c.uniform(6, 20), c, "Over")),
    Kind("black on a round white shape on colour", "", lambda d, c: _on_white_blob(d, c.uniform(6, 11))),
    Kind("reversed bold type of 8 pt and more", "", lambda d, c: _reversed(d, c.uniform(8, 20), "0 0 0 1 k")),
    Kind("reversed type under 8 pt", "type-reversed", lambda d, c: _reversed(d, c.uniform(5, 7.9), "0 0 0 0.8 k")),
    Kind(
        "reversed type of 10 pt on two inks, not bold", "", lambda d, c: _reversed(d, c.uniform(10, 20), "0.8 0.6 0 0 k", "Body")
    ),
    Kind("white type on paper", "", lambda d, c: set_type(d, 6, "0 0 0 0 k", where=_where(c), state="Knock")),
    Kind("white that overprints", "overprint-white", lambda d, c: _type(d, c, (8, 20), "0 0 0 0 k", "Over")),
    Kind("a rule of 0.5 pt and more", "", lambda d, c: _scaled_rule(d, c.uniform(0.5, 3), c)),
    Kind("a rule of 0.25 pt", "line-least", lambda d, c: _scaled_rule(d, 0.25, c)),
    Kind("a rule of 0.25 to 0.5 pt", "line-least", lambda d, c: _scaled_rule(d, c.uniform(0.25, 0.49), c)),
    Kind("a hairline", "line-refused", lambda d, c: _scaled_rule(d, c.uniform(0, 0.24), c)),
    Kind(
        "a thin area as a rule",
        "line-refused",
        lambda d, c: fill(d, "0 0 0 1 k", f"20 {c.uniform(60, 200):.2f} 200 {c.uniform(0.01, 0.24):.3f}", "/Over gs"),
    ),
    Kind("a small square, no rule", "", lambda d, c: fill(d, "0 0 0 1 k", f"20 {c.uniform(60, 200):.2f} 0.2 0.2", "/Over gs")),
    Kind("a rich black rule under 2 pt", "line-rich-black", lambda d, c: rule(d, c.uniform(0.5, 1.9), "0.5 0.2 0.2 1 K")),
    Kind("a picture of 150 ppi and more", "", lambda d, c: place(d, c.uniform(150, 400))),
    Kind("a picture of 100 to 150 ppi", "image-ppi-least", lambda d, c: place(d, c.uniform(100, 149))),
    Kind("a picture under 100 ppi", "image-ppi-refused", lambda d, c: place(d, c.uniform(30, 99))),
    Kind("a turned picture of 150 ppi", "", lambda d, c: _turned_picture(d, c.uniform(150, 300), c)),
    Kind("a turned picture of 100 to 150 ppi", "image-ppi-least", lambda d, c: _turned_picture(d, c.uniform(100, 149), c)),
    Kind("a picture stretched one way", "image-ppi-refused", lambda d, c: _squeezed(d, 300, c.uniform(30, 99))),
    Kind(
        "a strip of a few pixels",
        "",
        lambda d, c: (d.image("New", bytes(4 * 1500), (100, 15)), d.add("200 0 0 30 20 100 cm /New Do")),
    ),
    Kind("ink up to the limit", "", lambda d, c: fill(d, _ink(c.uniform(1.0, 2.2), c), _box(c))),
    Kind("ink above the limit", "ink-most", lambda d, c: fill(d, _ink(c.uniform(2.22, 3.8), c), _box(c))),
    Kind("a picture up to the limit", "", lambda d, c: _picture_of_ink(d, c.uniform(1, 2.18), c)),
    Kind("a picture above the limit", "ink-most", lambda d, c: _picture_of_ink(d, c.uniform(2.23, 3.9), c)),
    Kind("black over a picture, within the limit", "", lambda d, c: _black_on_picture(d, c.uniform(0.5, 1.18))),
    Kind("black over a picture, above the limit", "ink-most", lambda d, c: _black_on_picture(d, c.uniform(1.24, 2.1))),
    Kind(
        "two tints that replace each other",
        "",
        lambda d, c: (fill(d, "1 1 0 0 k", "20 60 100 60"), fill(d, "0 0 1 1 k", "40 70 60 40")),
    ),
    Kind(
        "a gradient within the limit", "", lambda d, c: _shading(d, Name.DeviceCMYK, ([0, 0, 0, 0], [1, c.uniform(0, 1), 0, 0]))
    ),
    Kind(
        "a gradient above the limit",
        "ink-most",
        lambda d, c: _shading(d, Name.DeviceCMYK, ([0, 0, 0, 0], [1, 1, c.uniform(0.3, 1), 0])),
    ),
    Kind("a gradient in RGB", "colour-rgb", lambda d, c: _shading(d, Name.DeviceRGB, ([0, 0, 0], [1, c.uniform(0, 1), 0]))),
    Kind("a form in a form", "", lambda d, c: _in_form(d, "0.2 0 0 0 k 20 100 40 40 re f")),
    Kind("RGB in a form in a form", "colour-rgb", lambda d, c: _in_form(d, f"{c.random():.2f} 0.5 0.2 rg 20 100 40 40 re f")),
    Kind(
        "a hairline in a form in a form", "line-refused", lambda d, c: _in_form(d, "/Over gs 0 0 0 1 K 0.2 w 20 100 m 90 100 l S")
    ),
    Kind("a tile", "", lambda d, c: _tile(d, "0.2 0 0 0 k 0 0 4 4 re f")),
    Kind("RGB in a tile", "colour-rgb", lambda d, c: _tile(d, "0.2 0.1 0.5 rg 0 0 4 4 re f")),
    Kind("an inline picture in CMYK", "", lambda d, c: _inline(d, "CMYK", 4)),
    Kind("an inline picture in RGB", "colour-rgb", lambda d, c: _inline(d, "RGB", 3)),
    Kind("RGB that is set and never painted", "", lambda d, c: d.add("0.2 0.4 0.6 rg 0.1 0.1 0.1 RG")),
    Kind("the press's own spot", "", lambda d, c: in_space(d, spot("Tide Red"), f"{c.uniform(0.1, 1):.2f}"), press=_SPOTS),
    Kind("another spot", "colour-spot", lambda d, c: in_space(d, spot("Dune Gold"), f"{c.uniform(0.1, 1):.2f}"), press=_SPOTS),
    Kind(
        "a spot whose stand-in is Lab",
        "colour-lab",
        lambda d, c: in_space(d, spot("Tide Red", _LAB, (50, 60, 30)), "0.7"),
        press=_SPOTS,
    ),
    Kind("the process inks as DeviceN", "", lambda d, c: in_space(d, _TWO_INKS, "0.5 0.2")),
    Kind("alpha of 1", "", lambda d, c: _through_state(d, ca=1, CA=1, BM=Name.Normal, SMask=Name("/None"))),
    Kind("alpha below 1", "transparency-alpha", lambda d, c: _through_state(d, ca=round(c.uniform(0.1, 0.99), 2))),
    Kind("alpha that nothing is painted with", "", lambda d, c: (d.state("New", ca=0.5), d.add("/New gs"))),
    Kind(
        "a blend mode",
        "transparency-blend",
        lambda d, c: _through_state(d, BM=Name("/" + c.choice(["Multiply", "Screen", "Darken", "Overlay"]))),
    ),
    Kind("a transfer curve that changes nothing", "", lambda d, c: _through_state(d, TR2=Name.Default)),
    Kind("an unknown operator between BX and EX", "", lambda d, c: d.add("BX 1 2 foo EX")),
    Kind("something beyond the clip", "", lambda d, c: d.add("20 100 20 20 re W n 0.2 0.4 0.6 rg 100 100 40 40 re f")),
    Kind("two equal output intents", "intent-several", lambda d, c: d.pdf.Root.OutputIntents.append(intent(d))),
    Kind("an output intent for something else beside", "", lambda d, c: d.pdf.Root.OutputIntents.append(_FOR_ARCHIVES)),
)
