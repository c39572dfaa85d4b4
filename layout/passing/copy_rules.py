"""The rules by which copy is read, before a line of it is set. What is certain holds its page; what may be meant is a warning."""

from layout.base.problems import Severity
from layout.passing.findings import Rule

_CERTAIN, _DOUBTFUL = Severity.ERROR, Severity.WARNING

FILLER = Rule("filler-text", _CERTAIN, "Filler that stood in for the copy: “Lorem ipsum”, “Blindtext”, “text text text”")
NOTE = Rule("working-note", _CERTAIN, "A note of the newsroom to itself: “TK”, “xx”, “[check]”, “headline here”")
MARKUP = Rule("markup-left", _CERTAIN, "Code of another program: “&amp;”, “<b>”, “{name}”")
ENCODING = Rule("encoding-broken", _CERTAIN, "Letters broken on their way between two programs: “MÃ¼ller”, “donâ€™t”")
HEADLINE_EMPTY = Rule("headline-empty", _CERTAIN, "A headline without a letter or figure")
HEADLINE_DOUBLED = Rule("headline-doubled", _DOUBTFUL, "One headline over two blocks, or said again by its kicker or deck")
CAPTION_MISSING = Rule("caption-missing", _DOUBTFUL, "A photo is printed without a caption")
CREDIT_MISSING = Rule("credit-missing", _DOUBTFUL, "A photo is printed without saying who made it")
WEEKDAY_WRONG = Rule("weekday-wrong", _CERTAIN, "A date with its year, and a weekday that it did not fall on")
WEEKDAY_DOUBTFUL = Rule("weekday-doubtful", _DOUBTFUL, "A date without a year, and a weekday that it does not fall on")
DATE_IMPOSSIBLE = Rule("date-impossible", _DOUBTFUL, "A day that no calendar has: “31 November”")
QUOTES = Rule("quotes-unbalanced", _DOUBTFUL, "A quotation that is opened and not closed, or closed and not opened")
BRACKETS = Rule("brackets-unbalanced", _DOUBTFUL, "A bracket that is opened and not closed, or closed and not opened")
QUOTES_MIXED = Rule("quotes-mixed", _DOUBTFUL, "Quotation marks of two kinds in one story, as they are printed")
APOSTROPHE = Rule("apostrophe-wrong", _DOUBTFUL, "An accent or an opening quote where an apostrophe is meant: “it´s”, “‘90s”")
COPY_CUT = Rule("copy-cut", _DOUBTFUL, "A paragraph that ends in a hyphen, a comma, an article or no stop: cut on its way")
PARAGRAPH_DOUBLED = Rule("paragraph-doubled", _DOUBTFUL, "One paragraph twice in a story")
WORD_DOUBLED = Rule("word-doubled", _DOUBTFUL, "One word twice, or a pair of them: “the the”")
SPACES = Rule("spaces-two", _DOUBTFUL, "Two spaces between two words")
SPACE_MISSING = Rule("space-missing", _DOUBTFUL, "No space after a stop, or one before it: “late.The driver”")
STOPS = Rule("punctuation-doubled", _DOUBTFUL, "Two commas, two full stops, or a comma and a stop, side by side")

COPY_RULES: tuple[Rule, ...] = (
    FILLER, NOTE, MARKUP, ENCODING, HEADLINE_EMPTY, HEADLINE_DOUBLED, CAPTION_MISSING, CREDIT_MISSING, WEEKDAY_WRONG,
    WEEKDAY_DOUBTFUL, DATE_IMPOSSIBLE, QUOTES, BRACKETS, QUOTES_MIXED, APOSTROPHE, COPY_CUT, PARAGRAPH_DOUBLED, WORD_DOUBLED,
    SPACES, SPACE_MISSING, STOPS,
)  # fmt: skip


def or_allow(rule: Rule) -> str:
    """For the end of a remedy: how to answer for what is meant."""
    return f" Where it is meant: `allow: [{{rule: {rule.code}, why: ...}}]` on the block, its page or the issue."
