"""A story as the newsroom filed it: its head, its paragraphs, its pictures."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from layout.base.problems import InFile
from layout.base.values import dataclass


class Role(StrEnum):
    """What a paragraph of the body is."""

    BODY = "body"
    CROSSHEAD = "crosshead"
    QUOTE = "quote"
    LIST_ITEM = "list-item"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one manner; straight quotes and `--` still as typed."""

    text: str
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, crosshead, list item or set-in quote. `ordinal` numbers an ordered list's item, from 1."""

    role: Role
    spans: Spans
    where: InFile
    may_cut: bool = False
    ordinal: int | None = None

    @property
    def text(self) -> str:
        """The paragraph as filed, without its manners."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Quote:
    """The story's optional pull quote, and who said it (may be empty)."""

    text: str
    by: str
    where: InFile


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that may be printed with the story. Caption is inline Markdown, read."""

    path: Path
    caption: Spans
    credit: str
    where: InFile
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text. `headlines` is longest first; `jump` the heads of a continuation; empty strings for absent."""

    headlines: tuple[str, ...] = ()
    kicker: str = ""
    deck: str = ""
    byline: str = ""
    role: str = ""
    dateline: str = ""
    jump: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `slug` is its file's name without its ending; `language` is empty where the paper's is meant."""

    slug: str
    head: Head
    body: tuple[Paragraph, ...]
    where: InFile
    photos: tuple[Photo, ...] = ()
    mug: Photo | None = None
    quote: Quote | None = None
    language: str = ""
    marks: Mapping[str, InFile] = field(default_factory=dict)
    """Where each key of the front matter stands."""
    cut: bool = False
    """True where its file could not be read, or its head only in part: what is missing means nothing."""
