"""The keys of a press profile, described once: for the reader, the schema and whoever fills one in."""

from layout.content.keys import LENGTH, NUMBER, PATH, TEXT, WHOLE, Key, Many, Record, Scalar, choice
from layout.design.press import Imposition, PrintersMarks, Standard, Trucks

PHOTO_PPI = Record(
    "the photos' resolution",
    (
        Key("target", "Pixels an inch that photos are brought to.", (NUMBER,)),
        Key("least", "Below this the desk is warned.", (NUMBER,)),
        Key("refused", "Below this a photo is an error.", (NUMBER,)),
    ),
)
LINE_ART_PPI = Record(
    "the line art's resolution",
    (
        Key("least", "Below this the desk is warned.", (NUMBER,)),
        Key("refused", "Below this art in one bit is an error.", (NUMBER,)),
    ),
)
TYPE = Record(
    "the smallest type",
    (
        Key("least", "The smallest type of all.", (LENGTH,)),
        Key("body", "The smallest body type.", (LENGTH,)),
        Key("inks", "The smallest type set in more than one ink.", (LENGTH,)),
        Key("reversed", "The smallest type in white on one ink; it must be bold.", (LENGTH,)),
    ),
)
LINES = Record(
    "the thinnest lines",
    (
        Key("least", "Thinner lines than this the desk is warned of.", (LENGTH,)),
        Key("refused", "Thinner lines than this are an error.", (LENGTH,)),
    ),
)
OVERPRINT = Record(
    "what overprints",
    (
        Key("type", "Black type smaller than this prints over what lies below; body type always does.", (LENGTH,)),
        Key("rules", "Black rules thinner than this print over what lies below.", (LENGTH,)),
    ),
)
SIZE = Scalar(words=("any",), free=True, example="400mm x 578mm")
PRESS = Record(
    "the press profile",
    (
        Key("name", "The printer's name.", (TEXT,), required=True),
        Key("standard", "The kind of PDF that it wants.", (choice(Standard),)),
        Key("profile", "The ICC profile of its inks on its paper.", (PATH,)),
        Key("condition", "The name of that printing condition in the PDF; absent: the ICC profile's own description.", (TEXT,)),
        Key("most-ink", "The most ink at any place, all four together, as in `220%`.", (Scalar(example="220%"),)),
        Key("sheet", "The largest page that it takes, as in `400mm x 578mm`; `any` for no limit.", (SIZE,)),
        Key("live", "The size, in the middle of the page, outside which no type may stand; `any` for no limit.", (SIZE,)),
        Key("bleed", "The most bleed that it takes.", (LENGTH,)),
        Key("bleed-least", "The least bleed that it wants.", (LENGTH,)),
        Key(
            "marks",
            "What is printed outside the trim: nothing, or crop marks, register marks and a slug line.",
            (choice(PrintersMarks),),
        ),
        Key(
            "colour-pages",
            "The pages that may carry colour: `all`, `none`, or their numbers.",
            (Scalar(words=("all", "none"), free=True), Many(TEXT)),
        ),
        Key("spots", "The spot inks that it has, by name.", (Many(TEXT),)),
        Key("photo-ppi", "How fine photos must be, in pixels an inch at their place.", (PHOTO_PPI,)),
        Key("line-art-ppi", "How fine art in one bit must be, in pixels an inch at its place.", (LINE_ART_PPI,)),
        Key("type", "The smallest sizes of type.", (TYPE,)),
        Key("lines", "The thinnest printed lines.", (LINES,)),
        Key("overprint", "Which black prints over what lies below it, and leaves no white where plates shift.", (OVERPRINT,)),
        Key("screen", "Its screen, in lines an inch; 0 where it isn't known.", (NUMBER,)),
        Key("sharpen", "How much pictures are sharpened for that screen: 0 not at all, 1 as usual, 2 the most.", (NUMBER,)),
        Key("trucks", "How a double truck is handed over: as one page, or as two halves.", (choice(Trucks),)),
        Key(
            "impose",
            "What is handed over beside the single pages: nothing, facing pages, or printer's spreads.",
            (choice(Imposition),),
        ),
        Key("file-name", "The template of a page's file name.", (TEXT,)),
        Key("longest-name", "How many characters a file name may have.", (WHOLE,)),
    ),
)
