"""Copy as a newsroom files it, made up from a seed: heads, decks, quotes, crossheads, and text that can be cut to any length.

The same seed gives the same copy. The text is the sample paper's sentences shuffled, one word in thirty a name of its own; or any
other, from a file with a paragraph a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random

from layout.base.problems import InFile
from layout.content.story import Head, Paragraph, Photo, Quote, Role, Span, Spans, Story
from tests.bench.corpus import paragraphs

HERE = InFile("story.md", 1, 1)
STOCK_WORDS = 3_600
PARAGRAPH_WORDS = (16, 52)
NAMES = 0.03  # of the words, as in a newspaper
STUB = 6  # words: a shorter last paragraph is none

_SUBJECTS = (
    "Council|Harbour board|Ferry company|School board|Tram crew|City hall|Fire chief|Museum|Fishing fleet|Hospital trust|Bishop"
    "|Old Town guild|Rowing club|Customs house|Housing office"
).split("|")
_VERBS = "backs|delays|rejects|weighs|opens|cuts|defends|votes on|pays for|plans|halts|wins".split("|")
_OBJECTS = (
    "bridge plan|new quay|night buses|rent rise|flood wall|library hours|school move|tram line 4|fish market repairs"
    "|swimming hall|harbour dredging|£24m budget|winter timetable|Sunday ferry"
).split("|")
_TAILS = (
    "after nine years of delay|as costs climb again|despite warnings from engineers|in a vote of nine to six"
    "|before the winter storms|for the third time"
    "|and asks the county for help|while residents wait for an answer|over objections from the east shore"
).split("|")
_SHORT_TAILS = "again|at last|for now|this spring|by one vote".split("|")
_NAMES = "Maren Holloway|Tobias Lund|Ruth Amsel|Edie Prowse|Jonas Weir|Clara Ostrander|Anselm Fry|Nora Quill".split("|")
_ROLES = ("", "", "Harbour reporter", "City editor")
_PLACES = ("HARBOUR TOWN", "ALDMERE", "EAST SHORE")
_CROSSHEADS = (
    "Three ways across|Who pays|A vote in June|The winter of the flood|Costs|What the engineers say|Night work|No date yet"
    "|The old pier|Two hundred letters|A second opinion|Closed until spring"
).split("|")


@dataclass(frozen=True)
class Draft:
    """A story longer than any hole. `story(words)` is its beginning, so many words of it, ended as a story ends."""

    slug: str
    head: Head
    body: tuple[Paragraph, ...]
    photos: tuple[Photo, ...]
    quote: Quote | None
    may_cut: tuple[float, ...]

    def story(self, words: int) -> Story:
        """The story in about so many words, its paragraphs that may go marked."""
        whole = Story(self.slug, self.head, self.body, HERE, photos=self.photos, quote=self.quote)
        body = list(shortened(whole, words_of(whole) - words).body)
        while len(body) > 1 and (body[-1].role is Role.CROSSHEAD or len(body[-1].text.split()) < STUB):
            body.pop()
        body[-1] = _stopped(body[-1])
        texts = [index for index, paragraph in enumerate(body) if paragraph.role is Role.BODY][1:-1]
        for share in self.may_cut if len(texts) > 3 else ():
            index = texts[int(share * len(texts))]
            body[index] = replace(body[index], may_cut=True)
        return replace(whole, body=tuple(body))


@dataclass(frozen=True)
class Likes:
    """What a draft is to have. Chances from 0 to 1."""

    headlines: tuple[int, int] = (2, 4)
    deck: float = 0.8
    quote: float = 0.6
    crossheads: tuple[int, int] = (0, 4)
    may_cut: int = 2
    lists: float = 0.0
    manners: float = 0.15
    dateline: float = 0.4
    photo: bool = True
    text: Path | None = None


def draft(seed: int, slug: str, likes: Likes = Likes()) -> Draft:
    """A story's copy."""
    chance = Random(f"{seed} {slug}")
    said = chance.choice(_NAMES)
    head = Head(
        headlines=_headlines(chance, chance.randint(*likes.headlines)),
        kicker=chance.choice(("", "", "Waterfront", "Schools")),
        deck=_sentence(chance, 9, 16).rstrip(".") if chance.random() < likes.deck else "",
        byline=chance.choice(_NAMES),
        role=chance.choice(_ROLES),
        dateline=chance.choice(_PLACES) if chance.random() < likes.dateline else "",
        jump=("The vote goes on",),
    )
    caption, credit = _sentence(chance, 7, 20), chance.choice(("", "City archive", said))
    photos = (Photo(Path(f"{slug}.jpg"), (Span(caption),), credit, HERE),) if likes.photo else ()
    quote = Quote(_sentence(chance, 8, 15).rstrip("."), said, HERE) if chance.random() < likes.quote else None
    may_cut = tuple(sorted(chance.uniform(0.3, 1.0) for _ in range(likes.may_cut)))
    return Draft(slug, head, tuple(_body(chance, seed, likes)), photos, quote, may_cut)


_WORD = re.compile(r"\S*\w\S*")


def words_of(story: Story) -> int:
    """The words that its writer counts: those of the body, crossheads too, divided by white; a dash is none."""
    return sum(_count(paragraph.text) for paragraph in story.body)


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def shortened(story: Story, words: int) -> Story:
    """The story without its last words, cut as a writer cuts: a paragraph of which none is left is gone."""
    body = list(story.body)
    left = words
    while body and left > 0:
        count = _count(body[-1].text)
        if count <= left:
            body.pop()
        else:
            body[-1] = replace(body[-1], spans=_first_words(body[-1].spans, count - left))
        left -= count
    return replace(story, body=tuple(body))


def _first_words(spans: Spans, words: int) -> Spans:
    """So many words of a paragraph, in their manners."""
    text = "".join(span.text for span in spans)
    end = [match.end() for match in _WORD.finditer(text)][words - 1]
    kept: list[Span] = []
    for span in spans:
        if end <= 0:
            break
        kept.append(replace(span, text=span.text[:end]))
        end -= len(span.text)
    return tuple(kept)


def _stopped(last: Paragraph) -> Paragraph:
    """The paragraph ended with a full stop."""
    *others, span = last.spans
    return replace(last, spans=(*others, replace(span, text=f"{span.text.rstrip(' ,;:.–-')}.")))


def _body(chance: Random, seed: int, likes: Likes) -> Iterator[Paragraph]:
    """Paragraphs, a crosshead before some of them; sometimes a list."""
    texts = list(_texts(chance, seed, likes.text))
    heads = chance.sample(_CROSSHEADS, chance.randint(*likes.crossheads))
    at = chance.randint(3, 6)
    places: dict[int, str] = {}
    for text in heads:
        places[at] = text
        at += chance.randint(3, 7)
    for index, text in enumerate(texts):
        if index in places:
            yield Paragraph(Role.CROSSHEAD, (Span(places[index]),), HERE)
        yield Paragraph(Role.BODY, _in_manners(chance, text, likes.manners), HERE)
        if index > 1 and chance.random() < likes.lists:
            ordered = chance.random() < 0.3
            for item in range(chance.randint(2, 5)):
                words = _sentence(chance, 5, 18)
                yield Paragraph(Role.LIST_ITEM, (Span(words),), HERE, ordinal=item + 1 if ordered else None)


def _texts(chance: Random, seed: int, text: Path | None) -> Iterator[str]:
    """The stock in a newspaper's paragraphs: one to three sentences, a quotation or a figure now and then."""
    for long in _stock(seed) if text is None else _of_file(text, seed):
        left = re.split(r"(?<=[.!?])\s+", long)
        while left:
            wanted, taken = chance.randint(*PARAGRAPH_WORDS), [left.pop(0)]
            while left and sum(len(sentence.split()) for sentence in taken) < wanted:
                taken.append(left.pop(0))
            made = " ".join(taken)
            if chance.random() < 0.15:
                made = f'"{made.rstrip(".")}," said {chance.choice(_NAMES)}.'
            elif chance.random() < 0.1:
                made += (
                    f" It cost £{chance.randint(11, 999)},{chance.randint(100, 999)} -- or {chance.randint(2, 60)} per cent more."
                )
            if len(made.split()) >= STUB:
                yield made


@lru_cache(64)
def _stock(seed: int) -> Sequence[str]:
    return paragraphs(STOCK_WORDS, seed, NAMES)


def _of_file(text: Path, seed: int) -> Sequence[str]:
    """As much of the file, from a place of the seed's choosing on."""
    found = _lines_of(text)
    start = Random(seed).randrange(len(found))
    taken: list[str] = []
    while sum(len(line.split()) for line in taken) < STOCK_WORDS:
        taken.append(found[(start + len(taken)) % len(found)])
    return taken


@lru_cache
def _lines_of(text: Path) -> Sequence[str]:
    return [line for line in text.read_text(encoding="utf-8").splitlines() if len(line.split()) > 30]


def _in_manners(chance: Random, text: str, share: float) -> Spans:
    """The text, now and then with some words of it in bold, in italics or linked."""
    words = text.split(" ")
    if len(words) < 8 or chance.random() > share:
        return (Span(text),)
    start = chance.randint(0, len(words) - 6)
    end = start + chance.randint(1, 4)
    before, middle, after = (" ".join(part) for part in (words[:start], words[start:end], words[end:]))
    marked = chance.choice((Span(middle, bold=True), Span(middle, italic=True), Span(middle, link="https://example.org/a")))
    return (*((Span(before + " "),) if before else ()), marked, Span(" " + after))


def _headlines(chance: Random, count: int) -> tuple[str, ...]:
    """Heads of different lengths, the longest first."""
    subject, verb, thing = chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_OBJECTS)
    bare = f"{subject} {verb} {thing}"
    made = [
        f"{bare} {chance.choice(_TAILS)}",
        f"{bare} {chance.choice(_SHORT_TAILS)}",
        bare,
        f"{thing[0].upper()}{thing[1:]} is back",
    ]
    kept = [made[0], *chance.sample(made[1:], count - 1)]
    return tuple(sorted(kept, key=len, reverse=True))


def _sentence(chance: Random, least: int, most: int) -> str:
    """A sentence of the stock in so many words."""
    found = [text for text in _sentences() if least <= len(text.split()) <= most]
    return chance.choice(found)


@lru_cache
def _sentences() -> Sequence[str]:
    texts = paragraphs(6_000, 99)
    found = [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text)]
    return [sentence for sentence in found if sentence[:1].isupper() and sentence.endswith(".") and '"' not in sentence]
