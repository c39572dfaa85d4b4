"""How much the records keep, and what may stand in it. Whatever is beyond is refused with a sentence."""

import json
import re
import unicodedata

from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.signs import without_turning
from layout.proof.records.times import moment_of

NOTE_TEXT = 4_000  # characters
NAME = 60
REPLIES = 200  # to a note
NOTES = 10_000  # in an issue
NOTES_BYTES = 8_000_000  # of all notes of an issue with their replies, as browsers fetch them
EVENTS = 100_000  # in an issue
SPOKEN = 90_000  # from there on no more talk: sign-off and release go on working on the night
SEEN = 1_000  # versions of a page, those with labels apart
PEOPLE = 1_000
MENTIONS = 20  # in a note
QUOTE = 200  # characters on either side of a noted word, and of the word itself
NUMBER = 2_000_000_000  # of a paragraph, a character, an event: what a column holds; and of points on either side
PASSWORD = (8, 1_000)  # NIST SP 800-63B, 5.1.1.2: at least eight; a long one costs the server time before it is hashed
_LABEL = 200  # page numbers, slugs, block letters, where a page was sent
_HEX = re.compile(r"[0-9a-f]{1,128}")
_TOKEN = re.compile(r"[0-9A-Za-z-]{16,64}")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d", re.ASCII)
# ISO 8601 as browsers and people write it: nothing that only looks like it, or shows as something else.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def note_text(text: str) -> str:
    """The text of a note or a reply, without white space around it and without signs that turn it round."""
    checked = without_turning(_plain(text, "The note")).strip()
    if not checked:
        raise RecordsError(Why.WRONG, "There is nothing in the note.", "Write what is to be done.")
    if len(checked) > NOTE_TEXT:
        problem = f"The note has {len(checked):,} characters; {NOTE_TEXT:,} are kept."
        raise RecordsError(Why.TOO_MUCH, problem, "Shorten it, or write the rest as a reply.")
    return checked


def written(text: str) -> int:
    """Bytes of the text as it is told to a browser: JSON, with `<` and the line ends of old written as `\\u003c` is."""
    escaped = 5 * text.count("<") + 3 * (text.count("\u2028") + text.count("\u2029"))
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "backslashreplace")) + escaped


def person_name(name: str) -> str:
    """A name as it is shown: NFKC, single spaces."""
    shown = " ".join(unicodedata.normalize("NFKC", _plain(name, "The name")).split())
    if not shown:
        raise RecordsError(Why.WRONG, "The name is empty.", "Give a name.")
    if len(shown) > NAME:
        raise RecordsError(Why.TOO_MUCH, f"The name has {len(shown)} characters; {NAME} are kept.", "Give a shorter name.")
    if "@" in shown or any(unicodedata.category(each)[0] == "C" for each in shown):
        problem = "The name holds a sign that names cannot have."
        raise RecordsError(Why.WRONG, problem, "Leave out @, and what can't be seen.")
    return shown


def folded_name(name: str) -> str:
    """What a name is looked up by: `ANNA` is `anna`. Never refuses: a name that cannot be is found nowhere."""
    return unicodedata.normalize("NFKC", " ".join(unicodedata.normalize("NFKC", name).split()).casefold())


def password(given: str) -> str:
    """The password as it is hashed: NFKC, as keyboards differ; of the right length."""
    least, most = PASSWORD
    given = unicodedata.normalize("NFKC", _plain(given, "The password"))
    if len(given) < least:
        raise RecordsError(Why.WRONG, f"The password has fewer than {least} characters.", f"Take one of {least} or more.")
    if len(given) > most:
        raise RecordsError(Why.TOO_MUCH, f"The password has more than {most:,} characters.", "Take a shorter one.")
    return given


def due_time(due: str) -> str:
    """`21:30` or ISO 8601, as given; "" for none."""
    given = due.strip(" ")
    if not given or _TIME.fullmatch(given):
        return given
    if not _MOMENT.fullmatch(given) or moment_of(given) is None:  # the thirtieth of February is no time either
        raise RecordsError(Why.WRONG, "The time due cannot be read.", "Write it as 21:30, or as 2026-11-26T21:30.", "due")
    return given


def label(text: str, what: str) -> str:
    """A short name that the program itself gives: a page's number, a slug."""
    if len(text) > _LABEL:
        raise RecordsError(Why.TOO_MUCH, f"{what} has {len(text):,} characters; {_LABEL} are kept.", "Take a shorter one.")
    return _plain(text, what)


def token(text: str) -> str:
    """What a browser calls one thing that it says, so that a second try is none; "" for no name."""
    if text and not _TOKEN.fullmatch(text):
        raise RecordsError(Why.WRONG, "What came has a name that is none.", "Load the page again.")
    return text


def quote(text: str) -> str:
    """What stands around a noted word."""
    if len(text) > QUOTE:
        raise RecordsError(Why.TOO_MUCH, f"A quote has {len(text):,} characters; {QUOTE} are kept.", "Quote less.")
    return _plain(text, "The quote")


def digest(text: str, what: str) -> str:
    """A proof's key or an ink: lower-case hex."""
    if not _HEX.fullmatch(text):
        raise RecordsError(Why.WRONG, f"{what} is none.", "Load the page again.")
    return text


def is_text(text: str) -> bool:
    """Whether every database takes it: no NUL, which PostgreSQL has no room for, and no halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _plain(text: str, what: str) -> str:
    if not is_text(text):
        raise RecordsError(Why.WRONG, f"{what} holds something that is no text.", "Type it again.")
    return text
