"""The manifest: what lies in the package, for whoever takes it on.

In: the pages of a build, as placed and as written. Out: plain values for JSON. Sizes in millimetres.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import assert_never

from layout.base.colour import Cmyk, Ink, Spot
from layout.base.units import to_mm
from layout.base.values import dataclass
from layout.pages.display import (
    DrawingMark,
    HoleMark,
    ImageMark,
    LegMark,
    Mark,
    Page,
    PdfMark,
    RuleMark,
    SetLine,
    TextMark,
    TintMark,
)
from layout.preflight.finding import PageFacts
from layout.press.carried import PageText
from layout.press.names import LastBuilt

_NONE: Mapping[str, PageFacts] = MappingProxyType({})
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that was written: its file in the package, its version letter, its SHA-256. `held`: not fit for press.

    `ink_digest`: the digest of what is printed, whatever else the file says; "" where it is not known. `of`: the double truck's
    number, where the page is one of its halves. `text`: what stands on it of stories; None where that is not known.
    """

    page: Page
    file: str
    version: str
    sha256: str
    held: bool
    ink_digest: str = ""
    of: str = ""
    text: PageText | None = None


def manifest_facts(
    issue: Mapping[str, object],
    written: Sequence[WrittenPage],
    planned: Sequence[str],
    before: Mapping[str, LastBuilt],
    measured: Mapping[str, PageFacts] = _NONE,
) -> dict[str, object]:
    """The manifest. `planned`: every page of the issue, in order; `before`: each page as built last.

    `measured`: what preflight found in each page's file, by the page's number; a page without says what its marks are made of.
    """
    good = [each for each in written if not each.held]
    held = {each.page.number: each for each in written if each.held}
    ready = {each.page.number for each in good}
    # a page that was held was never handed over: its letter is free for the next
    known = {**before, **{each.page.number: LastBuilt(each.version, each.sha256, each.ink_digest) for each in good}}
    return {
        "issue": dict(issue),
        "pages": [_page_facts(each, measured.get(each.page.number)) for each in good],
        "missing": [
            {"page": number, "why": "held" if number in held else "not built"} for number in planned if number not in ready
        ],
        "versions": {number: _version_facts(last) for number, last in sorted(known.items())},
    }


def versions_before(manifest: Mapping[str, object]) -> dict[str, LastBuilt]:
    """Each page as built last, out of the last build's manifest; whatever can't be read is left out."""
    versions = manifest.get("versions")
    if not isinstance(versions, dict):
        return {}
    found: dict[str, LastBuilt] = {}
    for page, facts in versions.items():
        version, digest = (facts.get("version"), facts.get("sha256")) if isinstance(facts, dict) else (None, None)
        if isinstance(version, str) and isinstance(digest, str) and version.isascii() and version.isupper() and version.isalpha():
            ink = facts.get("ink")
            found[str(page)] = LastBuilt(version, digest, ink if isinstance(ink, str) else "")
    return found


def _version_facts(last: LastBuilt) -> dict[str, object]:
    facts: dict[str, object] = {"version": last.version, "sha256": last.sha256}
    return {**facts, "ink": last.ink} if last.ink else facts


def _page_facts(written: WrittenPage, measured: PageFacts | None) -> dict[str, object]:
    page = written.page
    set_in = sorted({word.face.name for line in lines_of(page) for word in line.line.words})
    return {
        "file": written.file,
        "page": page.number,
        "section": page.section,
        "trim_mm": [round(to_mm(page.width), 2), round(to_mm(page.height), 2)],
        "bleed_mm": round(to_mm(page.bleed), 2),
        "inks": _inks_of(page) if measured is None else list(measured.inks),
        "most_ink": None if measured is None else _most_ink(measured),
        "fonts": set_in if measured is None else list(measured.fonts),
        "version": written.version,
        "ink": written.ink_digest or None,
        "sha256": written.sha256,
    }


def _most_ink(measured: PageFacts) -> dict[str, object]:
    """The greatest ink on the page in percent, all plates together; its place from the trim's top left; how it was found."""
    at = measured.most_ink_at
    place = None if at is None else [round(to_mm(length), 1) for length in (at.x, at.y, at.width, at.height)]
    return {"percent": round(measured.most_ink * 100, 1), "at_mm": place, "measured": measured.measured or None}


def lines_of(page: Page) -> Iterator[SetLine]:
    """Every line of type on the page, in painting order."""
    for mark in page.marks:
        if isinstance(mark, LegMark):
            yield from mark.lines
        elif isinstance(mark, TextMark):
            yield mark.text


def _inks_of(page: Page) -> list[str]:
    """The plates that the page needs: process inks in printing order, then spots by name. A placed PDF counts as full colour."""
    used = {name for mark in page.marks for name in _inks_of_mark(mark, page.mono)}
    return [name for name in PROCESS if name in used] + sorted(used - set(PROCESS))


def _inks_of_mark(mark: Mark, mono: bool) -> Iterator[str]:
    match mark:
        case LegMark(lines=lines):
            for line in lines:
                yield from _names(line.ink)
        case TextMark(text=text):
            yield from _names(text.ink)
        case RuleMark(ink=ink) | TintMark(ink=ink):
            yield from _names(ink)
        case ImageMark(grey=grey):
            yield from ("Black",) if grey or mono else PROCESS
        case DrawingMark() | PdfMark():
            yield from ("Black",) if mono else PROCESS
        case HoleMark():
            yield "Black"
        case _:
            assert_never(mark)


def _names(ink: Ink) -> Iterator[str]:
    if isinstance(ink, Spot):
        yield ink.name
        return
    assert isinstance(ink, Cmyk), "an ink is a process mixture or a spot"
    for name, share in zip(PROCESS, (ink.cyan, ink.magenta, ink.yellow, ink.black), strict=True):
        if share > 0:
            yield name
