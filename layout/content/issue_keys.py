"""The keys of an issue file: what each says, in which forms it may be written."""

from layout.content.issue import Box, PhotoPlace
from layout.content.keys import DATE, NUMBER, PATH, TEXT, WHOLE, Key, Many, Named, Record, Scalar, choice
from layout.content.read_fit import FIT_FORMS

NONE = "none"
_NONE = choice((NONE,))
_FRACTIONS = Many(NUMBER)
SLUG = Scalar(example="bridge")
PAGE_NUMBER = Scalar(example="4-5")

ALLOW = Record(
    "an allowance",
    (
        Key("rule", "The check that is silenced.", (TEXT,), required=True),
        Key("why", "The reason, which the report prints.", (TEXT,), required=True),
    ),
)
PHOTO_OPTIONS = Record(
    "a photo",
    (
        Key("file", "The picture's path; absent: the story's next photo that is not yet used.", (PATH,)),
        Key("cols", "How many of the block's own legs it is wide.", (WHOLE,)),
        Key("at", "Where it stands in the block.", (choice(PhotoPlace),)),
        Key("crop", "What shows of it: x, y, width and height as fractions from the top left.", (_FRACTIONS,)),
        Key("focus", "The point that cropping keeps: x and y as fractions from the top left.", (_FRACTIONS,)),
        Key("lines", "The depth of picture and caption in grid lines.", (WHOLE,)),
        Key("caption", "What stands under it, instead of the story's caption.", (TEXT,)),
        Key("credit", "Who made it, instead of the story's credit.", (TEXT,)),
    ),
)
REFER = Record(
    "a refer",
    (
        Key("story", "The slug of the story that it points to.", (SLUG,), required=True),
        Key("text", "The line; absent: the story's jump head, or its headline.", (TEXT,)),
        Key("section", "What stands over the line; absent: the section of the story's page.", (TEXT,)),
    ),
)
NOTICE = Record("a notice", (Key("story", "The slug of the story whose text is printed.", (SLUG,), required=True),))

WHAT = ("story", "from", "ad", "briefs", "picture", "table", "refers", "text")
"""The keys of which a block has exactly one."""

BLOCK = Record(
    "a block",
    (
        Key("story", "The slug of the story that begins here.", (SLUG,)),
        Key("from", "The slug of the story that goes on here.", (SLUG,)),
        Key("ad", "The path of an advertisement: PDF, JPEG, TIFF or SVG, placed at its own size.", (PATH,)),
        Key("briefs", "Slugs of short items, run on one under another.", (Many(SLUG), SLUG)),
        Key("picture", "A photo on its own.", (PATH, PHOTO_OPTIONS)),
        Key("table", "A CSV or TSV file, set in agate.", (PATH,)),
        Key("refers", "An index of what is inside, page numbers looked up.", (Many(SLUG), Many(REFER))),
        Key("text", "A fixed notice, with Markdown.", (TEXT, Many(TEXT), NOTICE)),
        Key("headline", "Instead of the story's headlines; `none` for no headline.", (TEXT, Many(TEXT))),
        Key("kicker", "Instead of the story's kicker.", (TEXT,)),
        Key("deck", "Instead of the story's deck.", (TEXT,)),
        Key("byline", "Instead of the story's byline.", (TEXT,)),
        Key("label", "The standing head over the block.", (TEXT,)),
        Key("size", "A rung of the headline ladder, counted from its largest.", (WHOLE,)),
        Key("columns", "How many legs of equal width the text is set in, instead of the grid's columns.", (WHOLE,)),
        Key(
            "photo",
            "A photo of the story, or a list of them; `none`: no photo is meant.",
            (_NONE, PATH, PHOTO_OPTIONS, Many(PHOTO_OPTIONS)),
        ),
        Key("box", "A frame or a tint round the block.", (choice(Box),)),
        Key("style", "A manner of the house, such as `opinion`.", (TEXT,)),
        Key("quote", "The story's pull quote (`auto`), none, or the quote itself.", (Scalar(words=("auto", NONE), free=True),)),
        Key("rule", "`none`: no cutoff rule over the block.", (_NONE,)),
        Key("jump", "The page on which what doesn't fit goes on.", (Scalar(example="3"),)),
        Key("booking", "The advertiser's booking number.", (TEXT,)),
        Key("title", "What stands over a table.", (TEXT,)),
        Key("at", "Columns x rows, counted from 1, instead of a drawing.", (Scalar(example="1-4 x 1-7"),)),
        Key("fit", "What may give here when copy doesn't fit, the cheapest first.", FIT_FORMS),
        Key("allow", "Checks that are silenced for this block.", (Many(ALLOW),)),
    ),
)
PAGE = Record(
    "a page",
    (
        Key("page", "The page's number: `3`, `A3`, or `4-5` for a spread.", (PAGE_NUMBER,), required=True),
        Key("master", "The master of the house that gives the page its furniture.", (TEXT,), required=True, inherited=True),
        Key("section", "The section that the page belongs to.", (TEXT,)),
        Key("colour", "`full`, or `mono` for black alone; absent: what the press profile says.", (choice(("full", "mono")),)),
        Key("deadline", "When the page must be off stone.", (Scalar(example="21:30"),)),
        Key("dummy", "The page, drawn; or the name of a drawing of the house.", (Scalar(example="AAAABB x4"),)),
        Key("rows", "How many rows the page has, where its blocks say `at:`.", (WHOLE,)),
        Key("place", "What stands under each letter.", (Named((_NONE, BLOCK), "A letter of the dummy."),)),
        Key("vars", "Texts for templates, on this page.", (Named((TEXT,), "A text for templates."),)),
        Key("allow", "Checks that are silenced for this page.", (Many(ALLOW),)),
    ),
)
ISSUE = Record(
    "the issue",
    (
        Key("extends", "The issue that this edition is made from.", (PATH,)),
        Key("house", "The house file.", (Scalar(PATH.kind, example="../house.yaml"),), required=True, inherited=True),
        Key("date", "The day on which it appears.", (DATE,), required=True, inherited=True),
        Key("number", "The issue's number.", (TEXT,)),
        Key("volume", "The volume or year of publication.", (TEXT,)),
        Key("edition", "The edition's name.", (TEXT,)),
        Key("title", "The paper's title, where it isn't the house's.", (TEXT,)),
        Key("stories", "The folder of the stories, or a list of folders.", (PATH, Many(PATH))),
        Key("bookings", "The booking list: a CSV file of the ads that were sold.", (PATH,)),
        Key("vars", "Texts for templates, by name.", (Named((TEXT,), "A text for templates."),)),
        Key("pages", "The pages.", (Many(PAGE),), required=True, inherited=True),
        Key("allow", "Checks that are silenced for the whole issue.", (Many(ALLOW),)),
    ),
)
