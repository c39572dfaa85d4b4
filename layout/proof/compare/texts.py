"""What of a story's words changed, passage by passage."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from layout.proof.compare.blocks import counted
from layout.proof.compare.change import Change, Edit, Kind, Piece, What
from layout.proof.compare.matching import Match, match_passages
from layout.proof.compare.passages import BODY, Passage, Token, cap_apart, spaced
from layout.proof.compare.words import Span, changed_spans

REFER, JUMP_LINE, KICKER, AD_LABEL = "refer", "jump-line", "kicker", "ad-label"
MOST_QUOTED = 120  # letters, old and new together: a headline's, not a caption's of three lines
PARTS = {
    "drop-cap": "the drop cap",
    "table": "a row of the table",
    "refer": "a refer",
    "notice": "the notice",
    "crosshead": "a crosshead",
    "caption": "a caption",
    "credit": "a credit",
    "jump-line": "the jump line",
    "ad-label": "the ad's label",
}
"""What is not called by its own name with an article before it."""


class Paired(NamedTuple):
    """A passage on both sides, and the spans of tokens that differ."""

    was: Passage
    now: Passage
    spans: tuple[Span, ...]


class Text(NamedTuple):
    """One owner's words compared. `pairs`: every passage that is on both sides, changed or not."""

    changes: tuple[Change, ...]
    pairs: tuple[Paired, ...]


def compare_text(was: Sequence[Passage], now: Sequence[Passage], story: str) -> Text:
    """The changes in the order of the new text, what is gone behind. `story`: its slug, "" for type of no story."""
    if not was or not now:
        return Text((_all(was, now, story),), ())
    matches = match_passages(was, now)
    changes: list[Change] = []
    pairs: list[Paired] = []
    kept = {match.now: match for match in matches}
    for index, passage in enumerate(now):
        match = kept.get(index)
        if match is None:
            changes.append(_one_sided(What.INSERTED, passage, index, story))
            continue
        told = _told(was[match.was], passage)
        pairs.append(told)
        if told.spans or match.displaced:
            changes.append(_edited(told, match, story))
    stayed = {match.was for match in matches}
    numbers = {each.paragraph for each in now if each.kind == BODY}
    gone = [_one_sided(What.DELETED, each, index, story, numbers) for index, each in enumerate(was) if index not in stayed]
    changes += gone
    return Text(tuple(changes), tuple(pairs))


def part_named(kind: str, paragraph: int, former: bool = False) -> str:
    """What a sentence calls the passage: paragraphs are counted from 1. `former`: as it was counted before."""
    if kind == BODY and paragraph >= 0:
        return f"{'the former ' if former else ''}paragraph {paragraph + 1}"
    return PARTS.get(kind, "a paragraph" if kind == BODY else f"the {kind}")


def word_count(tokens: Sequence[Token]) -> int:
    """Words as a reader counts them."""
    return sum(1 for index, token in enumerate(tokens) if not index or token.joined is not True)


def _told(was: Passage, now: Passage) -> Paired:
    """A drop cap that is a word of its own on one side may be one on the other."""
    was, now = cap_apart(was, now), cap_apart(now, was)
    return Paired(was, now, _spans(was, now))


def _spans(was: Passage, now: Passage) -> tuple[Span, ...]:
    """The words that differ; and those that are joined, or no longer, where that is seen on both sides."""
    spans = changed_spans(was.words, now.words)
    parted = []
    x = y = 0
    for span in (*spans, Span(len(was.tokens), len(was.tokens), len(now.tokens), len(now.tokens))):
        for old, new in zip(was.tokens[x : span.was_from], now.tokens[y : span.now_from], strict=True):
            if old.joined is not new.joined and old.joined is not None and new.joined is not None and x and y:
                parted.append(Span(x, x + 1, y, y + 1))
            x, y = x + 1, y + 1
        x, y = span.was_to, span.now_to
    return tuple(sorted((*spans, *parted))) if parted else spans


def _all(was: Sequence[Passage], now: Sequence[Passage], story: str) -> Change:
    """All of the owner's words are new, or gone."""
    passages = now or was
    what = What.STORY_NEW if now else What.STORY_GONE
    words = sum(word_count(each.tokens) for each in passages)
    part = passages[0].kind if len({each.kind for each in passages}) == 1 else ""
    named = part_named(part, -1) if part and not story else f"the {'story' if story else 'text'}"
    said = f"{named} is {'new' if now else 'gone'}: {counted(words, 'word')}"
    text = "\n".join(each.text for each in passages)
    areas = tuple([area for each in passages for area in each.areas(0, len(each.tokens))])
    return Change(
        _kind_of(part),
        what,
        said,
        story=story,
        block=passages[0].block,
        part=part,
        was="" if now else text,
        now=text if now else "",
        was_areas=() if now else areas,
        now_areas=areas if now else (),
        words=words,
    )


def _one_sided(what: What, passage: Passage, index: int, story: str, numbers: Set[int] = frozenset()) -> Change:
    """`numbers`: those that paragraphs have now."""
    former = passage.kind == BODY and passage.paragraph in numbers and bool(story)
    named = part_named(passage.kind, passage.paragraph if story else -1, former)
    words = word_count(passage.tokens)
    new = what is What.INSERTED
    said = f"{named} is {'new' if new else 'gone'}: {counted(words, 'word')}"
    areas = passage.areas(0, len(passage.tokens))
    return Change(
        _kind_of(passage.kind),
        what,
        said,
        story=story,
        block=passage.block,
        part=passage.kind,
        paragraph=passage.paragraph,
        was="" if new else passage.text,
        now=passage.text if new else "",
        was_at=-1 if new else index,
        now_at=index if new else -1,
        was_areas=() if new else areas,
        now_areas=areas if new else (),
        words=words,
        former=former,
    )


def _edited(told: Paired, match: Match, story: str) -> Change:
    was, now, spans = told
    words = sum(max(word_count(was.tokens[a:b]), word_count(now.tokens[c:d])) for a, b, c, d in spans)
    shown = spans or (Span(0, len(was.tokens), 0, len(now.tokens)),)
    kind, what = _kind(told), What.EDITED if spans else What.DISPLACED
    return Change(
        kind,
        what,
        _said(
            told,
            words,
            part_named(now.kind, now.paragraph if story else -1),
            " and moved" if match.displaced else "",
        ),
        story=story,
        block=now.block,
        part=now.kind,
        paragraph=now.paragraph,
        was=was.text,
        now=now.text,
        edits=tuple([Edit(a, was.words[a:b], now.words[c:d]) for a, b, c, d in spans]),
        pieces=tuple(_pieces(told)),
        was_at=match.was,
        now_at=match.now,
        was_areas=tuple([area for a, b, _c, _d in shown for area in was.areas(a, b)]),
        now_areas=tuple([area for _a, _b, c, d in shown for area in now.areas(c, d)]),
        words=words,
    )


def _pieces(told: Paired) -> Iterator[Piece]:
    """The whole passage: what stayed, and what stands for what."""
    old, new = spaced(told.was.tokens), spaced(told.now.tokens)
    y = 0
    for a, b, c, d in told.spans:
        if c > y:
            yield Piece(same="".join(new[y:c]))
        yield Piece(was="".join(old[a:b]), now="".join(new[c:d]))
        y = d
    if y < len(new):
        yield Piece(same="".join(new[y:]))


def _kind(told: Paired) -> Kind:
    """A jump line, and a refer or a `from page` whose number alone is another, names a page."""
    kind = _kind_of(told.now.kind)
    if kind is not Kind.TEXT:
        return kind
    if (
        told.now.kind in (REFER, KICKER)
        and told.spans
        and len(told.now.tokens) <= 4
        and all(_number(told, span) for span in told.spans)
    ):
        return Kind.JUMP
    return Kind.TEXT


def _kind_of(part: str) -> Kind:
    match part:
        case "jump-line":
            return Kind.JUMP
        case "ad-label":
            return Kind.AD
        case _:
            return Kind.TEXT


def _number(told: Paired, span: Span) -> bool:
    old = told.was.words[span.was_from : span.was_to]
    new = told.now.words[span.now_from : span.now_to]
    return len(old) == len(new) == 1 and all(any(letter.isdigit() for letter in word) for word in (*old, *new))


def _said(told: Paired, words: int, named: str, stands: str) -> str:
    """`stands`: what is said besides of a passage that changed its place among the others."""
    was, now, spans = told
    if not spans:
        return f"{named} moved"
    if now.kind != BODY and len(now.text) + len(was.text) <= MOST_QUOTED:
        return f"{named} reads '{now.text}', not '{was.text}'{stands}"
    verb = "was" if words == 1 else "were"
    return f"{counted(words, 'word')} of {named} {verb} {_done_to(spans)}{' and it moved' if stands else ''}"


def _done_to(spans: Sequence[Span]) -> str:
    if all(span.now_from == span.now_to for span in spans):
        return "taken out"
    return "put in" if all(span.was_from == span.was_to for span in spans) else "changed"
