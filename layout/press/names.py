"""The file name of each page, by the printer's template.

In: the template and a page's facts. Out: a name in ASCII. Refuses unknown names in the template, names that are too long or that
some disk can't hold, and one name for two pages.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.press.name_template import FIELD, Fault, digits_of, fault_of_name, faults_of_template, unknown_field

LONGEST = 31  # what printers' workflows of the nineties took, and some still do
FIRST_VERSION = "A"

_LETTER = re.compile(r"[A-Za-z0-9]")
_DIGITS = re.compile(r"\d+")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_DOUBLED = re.compile(r"([_-])\1+")
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "Oe", "đ": "d", "ł": "l", "Ł": "L", "þ": "th", "ð": "d"}
)


_NONE: Mapping[str, str] = MappingProxyType({})


class LastBuilt(NamedTuple):
    """A page as built last: its version letter, its SHA-256, and the digest of what is printed ("": not known)."""

    version: str
    sha256: str
    ink: str = ""


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What the names of all pages share."""

    code: str
    date: date | None
    edition: str
    number: str


def name_page(template: str, facts: IssueFacts, page: str, version: str) -> str:
    """The page's file name."""
    words = {"code": facts.code, "edition": facts.edition, "number": facts.number, "version": version}

    def filled(match: re.Match[str]) -> str:
        field, form = match[1], match[2] or ""
        if field == "date":
            return facts.date.strftime(form or "%Y%m%d") if facts.date else ""
        if field == "page":
            return _padded(page, digits_of(form))
        return to_ascii(words.get(field, ""))

    stem, dot, ending = to_ascii(FIELD.sub(filled, template)).rpartition(".")
    name = f"{stem}{dot}{ending}" if dot else ending
    return _DOUBLED.sub(r"\1", _UNSAFE.sub("-", name)).replace("_.", ".").strip("_-")


def check_names(template: str, facts: IssueFacts, pages: Sequence[str], where: InFile, longest: int = LONGEST) -> list[Problem]:
    """Faults that show before a page is set: they would hit the last page of the night as well as the first.

    `longest`: how many characters the printer takes, the ending too.
    """
    unknown = unknown_field(template)
    if unknown is not None:
        return [_error("name-unknown", *unknown, where)]
    wrong = [*faults_of_template(template), *_faults_of_words(template, facts)]
    if wrong:
        return [_error("name-wrong", text, remedy, where) for text, remedy in wrong]
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for page in dict.fromkeys(pages):  # a number that stands twice is the desk's to report
        name = name_page(template, facts, page, FIRST_VERSION)
        fault = fault_of_name(name)
        if fault is not None:
            problems.append(_error("name-wrong", *fault, where))
            break
        if len(name) > longest:
            text = f"page {page} would be '{name}', {len(name)} characters long; the printer takes {longest}"
            remedy = "Shorten the house's 'code' or the edition's name; a printer that takes more says so in `longest-name`."
            problems.append(_error("name-long", text, remedy, where))
            break
        if name.lower() in taken:
            text = f"pages {taken[name.lower()]} and {page} would both be '{name}'"
            problems.append(_error("name-twice", text, "Let the press profile's file name hold {page}.", where))
        taken.setdefault(name.lower(), page)
    return problems


def _faults_of_words(template: str, facts: IssueFacts) -> Iterator[Fault]:
    """Words of which nothing is left in plain letters: two editions would have one name."""
    used = {match[1] for match in FIELD.finditer(template)}
    for field, text in (("code", facts.code), ("edition", facts.edition), ("number", facts.number)):
        if field in used and text.strip() and not _LETTER.search(to_ascii(text)):
            message = f"nothing is left of the {field} '{text[:40]}' in a file name, which takes plain letters"
            yield message, f"Write it in Latin letters, or take {{{field}}} out of the press profile's `file-name`."


def next_version(version: str) -> str:
    """The letter after a letter: A, B ... Z, AA."""
    if not version:
        return FIRST_VERSION
    head, last = version[:-1], version[-1]
    return f"{next_version(head)}A" if last == "Z" else f"{head}{chr(ord(last) + 1)}"


def page_versions(
    before: Mapping[str, LastBuilt], digests: Mapping[str, str], inks: Mapping[str, str] = _NONE
) -> Mapping[str, str]:
    """Each page's version letter. `digests`: SHA-256 by page; `inks`: the digest of what is printed, where it is known.

    A page whose ink differs moves on. Where either side knows no ink (a manifest of old), the bytes are compared.
    """
    return {page: _version(before.get(page), digest, inks.get(page, "")) for page, digest in digests.items()}


def _version(before: LastBuilt | None, digest: str, ink: str) -> str:
    if before is None:
        return FIRST_VERSION
    same = before.ink == ink if before.ink and ink else before.sha256 == digest
    return before.version if same else next_version(before.version)


def to_ascii(text: str) -> str:
    """The text in plain letters: accents fall, everything else becomes a hyphen later on."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _padded(page: str, digits: int) -> str:
    """Every run of digits padded: A3 is A003, 4-5 is 004-005."""
    return _DIGITS.sub(lambda match: match[0].zfill(digits), to_ascii(page))


def _error(code: str, text: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, where)
