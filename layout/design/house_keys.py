"""The keys of a house file: what each says, in which forms it may be written."""

from layout.content.keys import LENGTH, NUMBER, PATH, TEXT, WHOLE, YES_NO, Key, Kind, Many, Named, Record, Scalar, choice
from layout.content.read_fit import FIT_FORMS
from layout.design.house import FolioLook, TopRule
from layout.design.styles import Align, Caps, Figures

COLOUR = Scalar(Kind.COLOUR, example="brand 10%")
FONT = Scalar(Kind.FONT, example="head bold italic")
SIZE = Scalar(Kind.SIZE, example="9pt/10.5pt")
DRAWING = Scalar(example="AAABBB x4")
NONE = choice(("none",))
PRESSES = ("newsprint", "newsprint-x1a", "magazine")  # that are shipped; any path besides

SHEET = Record(
    "the sheet",
    (
        Key("trim", "The trimmed page's width and height, as in `350mm x 500mm`.", (Scalar(example="350mm x 500mm"),)),
        Key(
            "margins",
            "The margins: top, right, bottom, left; one length means all four.",
            (Scalar(example="14mm 15mm 16mm 15mm"),),
        ),
        Key("bleed", "How far the drawing goes on beyond the trim.", (LENGTH,)),
    ),
)
GRID = Record(
    "the grid",
    (
        Key("columns", "How many columns a page has.", (WHOLE,)),
        Key("gutter", "The white between two columns.", (LENGTH,)),
        Key("baseline", "The depth of one line of the page's grid; body's leading is the same.", (LENGTH,)),
        Key("between", "The gap between blocks, in whole lines, as in `2 lines`.", (LENGTH,)),
        Key("drop", "How far a line's baseline lies under its top; absent: 8/10.5 of the baseline.", (LENGTH,)),
    ),
)
RULES = Record(
    "the rules' weights",
    (
        Key("cutoff", "The rule over a block.", (LENGTH,)),
        Key("column", "The rule between two blocks side by side; `0pt` for none.", (LENGTH,)),
        Key("bar", "The bar over a standing head, briefs or refers.", (LENGTH,)),
        Key("box", "The frame of a box, and of an ad that has none.", (LENGTH,)),
        Key("furniture", "The bar at the top of the page.", (LENGTH,)),
    ),
)
RUNG = Record(
    "a rung of the ladder",
    (
        Key("size", "Size, or size/leading.", (SIZE,), required=True),
        Key("tracking", "White added after each letter, in thousandths of an em.", (NUMBER,)),
        Key("font", "The font of this rung, where it differs from the style's.", (FONT,)),
    ),
)
STYLE = Record(
    "a style",
    (
        Key("like", "The style to start from; the other keys then say what differs.", (TEXT,)),
        Key("font", "A key of `fonts` or a family's name, then a weight, then `italic`.", (FONT,)),
        Key("size", "Size/leading, as in `9pt/10.5pt`; `1 line` is the page's baseline.", (SIZE,)),
        Key("align", "How lines stand in their measure.", (choice(Align),)),
        Key("hyphens", "Whether words may be divided.", (YES_NO,)),
        Key("indent", "The indent of a paragraph's first line.", (LENGTH,)),
        Key("tracking", "White added after each letter, in thousandths of an em.", (NUMBER,)),
        Key("colour", "A colour's name, its tint (`brand 10%`), or a mixture.", (COLOUR,)),
        Key("panel", "The colour of a panel behind the line; `none` for no panel.", (COLOUR,)),
        Key("caps", "Letters as typed, all capitals, or small capitals.", (choice(Caps),)),
        Key("figures", "Which figures are set, where the font has them.", (choice(Figures),)),
        Key("sizes", "The ladder of sizes that a head may take.", (Many(SIZE), Many(RUNG))),
        Key(
            "by-columns",
            "The size for a block of one column, of two, and so on; the last serves all wider ones.",
            (Many(LENGTH),),
        ),
        Key("max-lines", "How many lines a head may take before the next smaller size is tried.", (WHOLE,)),
        Key("max-columns", "How many columns wide it may run; 0 for the whole width.", (WHOLE,)),
    ),
)
WORDS = Record(
    "the words of a language",
    (
        Key("jump-to", "The line at the end of a piece that goes on elsewhere.", (Scalar(example="Continued on page {page}"),)),
        Key("jump-from", "The line over a piece that began elsewhere.", (Scalar(example="From page {page}"),)),
        Key("page", "A page's number in an index of what is inside.", (Scalar(example="Page {page}"),)),
        Key("advertisement", "The word over an advertisement.", (TEXT,)),
    ),
)
HOUSE_WORDS = Record("the words", WORDS.keys, (WORDS,))
NAMEPLATE = Record(
    "a nameplate",
    (
        Key("text", "The paper's name; absent: the title.", (TEXT,)),
        Key("art", "A drawing of the name, instead of the text.", (PATH,)),
        Key("lines", "Its whole depth in lines, air included.", (WHOLE,)),
        Key("ears", "What stands left and right of the name; of several lines the first is bold.", (Many(TEXT),)),
        Key("panel", "Whether the name is reversed out of a panel.", (YES_NO,)),
        Key("panel-columns", "How many columns wide the panel is.", (WHOLE,)),
        Key("skybox", "The line beside the panel, at the page's top.", (TEXT,)),
        Key("skybox-photo", "The picture beside the panel.", (PATH,)),
    ),
)
BANNER = Record(
    "a banner",
    (
        Key("text", "The section's name across the top, often `{section}`.", (TEXT,), required=True),
        Key("motto", "A line at the outer side.", (TEXT,)),
        Key("lines", "Its whole depth in lines, with the folio above it.", (WHOLE,)),
    ),
)
FOLIO = Record(
    "a folio",
    (
        Key(
            "look", "A bar with the line under it, a panel at the outer edge, or a strip between two rules.", (choice(FolioLook),)
        ),
        Key("left", "What stands left, on left and right pages alike.", (TEXT,)),
        Key("centre", "What stands in the middle.", (TEXT,)),
        Key("right", "What stands right, on left and right pages alike.", (TEXT,)),
        Key("outer", "What stands at the outer edge.", (TEXT,)),
        Key("inner", "What stands towards the fold.", (TEXT,)),
        Key("lines", "Its whole depth in lines, air included.", (WHOLE,)),
    ),
)
MASTER = Record(
    "a master",
    (
        Key("nameplate", "The paper's name at the top of the front page.", (TEXT, NAMEPLATE)),
        Key("banner", "A section's name across the top.", (TEXT, BANNER)),
        Key("folio", "The line with page number, date and title.", (NONE, FOLIO)),
        Key("between", "The gap between blocks on these pages, where it differs from the grid's.", (LENGTH,)),
        Key("top-rule", "What the top row of blocks hangs from.", (choice(TopRule),)),
    ),
)
MANNER = Record(
    "a manner",
    (
        Key("end-mark", "Whether a square closes the text.", (YES_NO,)),
        Key("drop-cap", "Whether the text opens with a drop cap.", (YES_NO,)),
        Key("mug", "Whether the writer's picture stands in the head.", (YES_NO,)),
    ),
)
SHARE = Scalar(example="25%")
STANDARDS = Record(
    "the standards",
    (
        Key("leg-least", "How deep the legs of a story are at least.", (LENGTH,)),
        Key("leg-most", "How deep a leg may run without a picture or a quote in it.", (LENGTH,)),
        Key("art-least", "The least share of the newshole that is pictures, with their captions.", (SHARE,)),
        Key("dominant", "How many times as large as the next picture the page's main one is at least.", (NUMBER,)),
        Key("word-space", "The widest word space of a line, in percent of the type's size.", (Scalar(example="75%"),)),
    ),
)
HOUSE = Record(
    "the house",
    (
        Key("title", "The paper's name.", (TEXT,), required=True),
        Key("code", "A short code for file names; absent: the title's capitals.", (Scalar(example="HHD"),)),
        Key("root", "The folder above the house's own below which pictures and fonts may lie.", (PATH,)),
        Key("language", "The paper's language, for hyphens, quotes and dates.", (Scalar(example="en-GB"),)),
        Key("sheet", "The paper's size and margins.", (SHEET,)),
        Key("grid", "Columns and lines of the page.", (GRID,)),
        Key("press", "The printer: a press profile's name, or the path of one.", (Scalar(words=PRESSES, free=True),)),
        Key("fonts", "Font families by the names that styles use.", (Named((TEXT,), "A family's full name."),)),
        Key("font-folders", "Folders of further fonts; absent: `fonts` beside the house.", (PATH, Many(PATH))),
        Key("colours", "Inks by name: `cmyk(100, 60, 0, 20)`, `spot(\"NAME\", cmyk(…))`.", (Named((COLOUR,), "An ink."),)),
        Key("tint", "The ground of `box: tint`.", (COLOUR,)),
        Key("rules", "The weights of printed lines.", (RULES,)),
        Key("styles", "How each kind of text looks.", (Named((STYLE,), "A kind of text."),)),
        Key("manners", "What `style: NAME` on a block switches on.", (Named((MANNER,), "A manner."),)),
        Key("words", "What the paper prints by itself; other languages by their code.",
            (HOUSE_WORDS,)),
        Key("hyphenation", "By language: words with a hyphen wherever they may be divided.", (Named((Many(TEXT),), "Words."),)),
        Key("jump-min", "The least number of lines on each side of a jump.", (LENGTH,)),
        Key("standards", "The numbers that a finished page is measured by.", (STANDARDS,)),
        Key("fit", "What may give to make copy fit, the cheapest first.", FIT_FORMS),
        Key("masters", "Pages' furniture by name.", (Named((MASTER,), "A master."),)),
        Key("dummies", "Drawn pages by name.", (Named((DRAWING,), "A drawing."),)),
    ),
)  # fmt: skip
