"""A paragraph set into lines: prepared once, then broken for any measure and any number of lines.

In: spans, style, language, faces, measures. Out: settings, which know where their lines end and make the lines when asked. Refuses
nothing: what cannot be set within the limits is set as well as it can be, and the setting says so (`strained`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from layout.content.story import Spans
from layout.design.styles import Align, TextStyle
from layout.lines.breaks import Chain, Edges, Limits, Task, break_by_count
from layout.lines.justify import MOST_SHRINK, NATURAL, fill, give
from layout.lines.line import Line, Word
from layout.lines.shape import Faces
from layout.lines.tokens import HYPHEN, Kind, Run, Token, cut_token, emergency_breaks, make_token, split_runs
from layout.lines.words import typographic

TRIES = (Limits(1.3), Limits(2.5), Limits(6.0))
FORCED = Limits(1e9, forced=True)
RAG = 0.22  # of the measure: how far a ragged line may fall short before it costs as much as a doubled word space
SPREAD = 2  # variants reach so many lines either way; further costs much and reads badly


@dataclass(frozen=True, slots=True)
class Measures:
    """The lines' widths in points: of the first lines, if they differ, and of all others. `first_left`: how much further right
    each first line begins."""

    first: tuple[float, ...]
    rest: float
    first_left: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """How a paragraph begins: the first line's indent in points."""

    indent: float = 0.0


PLAIN = Opening()


@dataclass(eq=False)
class Prepared:
    """A paragraph, shaped and hyphenated, for any measure. `missing`: characters that no font has."""

    style: TextStyle
    opening: Opening
    tokens: tuple[Token, ...]
    space: float
    kerns: tuple[float, ...]
    missing: tuple[str, ...]
    word_count: int
    _settings: dict[tuple[Measures, str], Mapping[int, "Setting"]] = field(default_factory=dict, repr=False)

    @property
    def tracking(self) -> float:
        """The style's own tracking, in points."""
        return self.style.tracking / 1000 * self.style.size

    @property
    def justified(self) -> bool:
        """True if lines fill their measure."""
        return self.style.align is Align.JUSTIFY

    @cached_property
    def galley(self) -> "Galley":
        """The break opportunities."""
        return _galley(self, emergency=False)

    @cached_property
    def emergency_galley(self) -> "Galley":
        """The same with breaks anywhere in words."""
        return _galley(self, emergency=True)


@dataclass(frozen=True, slots=True)
class Galley:
    """Break opportunities as arrays, and where each stands: before which token it begins a line, or inside which, after how many letters."""

    edges: Edges
    token: list[int]
    cut: list[int]


@dataclass(frozen=True, eq=False)
class Setting:
    """A paragraph broken for its measures. `strained`: not within the limits, lines are too loose or a word is broken anywhere."""

    prepared: Prepared
    measures: Measures
    galley: Galley
    breaks: tuple[int, ...]
    cost: float
    strained: bool

    def __len__(self) -> int:
        return len(self.breaks)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines, made when first asked for."""
        return tuple(self.line(index) for index in range(len(self.breaks)))

    @property
    def hyphenated(self) -> tuple[bool, ...]:
        """For each line whether it ends in a hyphen that the break put there."""
        kind = self.galley.edges.kind
        return tuple(kind[at] is Kind.HYPHEN or kind[at] is Kind.EMERGENCY for at in self.breaks)

    def words_before(self, line: int) -> int:
        """How many words begin before line `line` (from 0; the number of lines is allowed)."""
        if line == 0:
            return 0
        at = self.breaks[line - 1]
        return self.galley.token[at] + (1 if self.galley.cut[at] else 0)

    @property
    def tail_width(self) -> float:
        """The last line's width as a share of its measure."""
        if not self.breaks:
            return 0.0
        edges = self.galley.edges
        start = self.breaks[-2] if len(self.breaks) > 1 else 0
        return (edges.end_width[-1] - edges.start_width[start]) / self._measure(len(self.breaks) - 1)

    def _measure(self, line: int) -> float:
        first = self.measures.first
        return first[line] if line < len(first) else self.measures.rest

    def line(self, index: int) -> Line:
        """One line, from 0."""
        start = self.breaks[index - 1] if index else 0
        return _line(self, index, start, self.breaks[index])


def prepare(spans: Spans, style: TextStyle, language: str, faces: Faces, opening: Opening = PLAIN) -> Prepared:
    """The paragraph shaped and hyphenated. `language` as `en-GB`."""
    hyphenator = faces.hyphenator(language) if style.hyphens else None
    pieces: list[list[Run]] = [[]]
    for span in typographic(spans, language):
        fount = faces.fount(style, span, language)
        parts = span.text.split(" ")
        for index, part in enumerate(parts):
            if index:
                pieces.append([])
            if part:
                pieces[-1].extend(split_runs(part, fount))
    tokens = tuple(make_token(tuple(runs), hyphenator) for runs in pieces if runs)
    space = faces.fount(style, spans[0], language).space if spans else 0.0
    kerns = []
    for before, after in zip(tokens, tokens[1:], strict=False):
        fount = before.runs[-1].fount
        pair = (before.text[-1:] or "x") + (after.text[:1] or "x")
        kerns.append(fount.space + (fount.space_kern(pair) if fount is after.runs[0].fount else 0.0))
    missing = tuple(dict.fromkeys(sign for token in tokens for sign in token.missing))
    count = sum(1 for token in tokens if any(map(str.isalnum, token.text)))
    return Prepared(style, opening, tokens, space, tuple(kerns), missing, count)


def set_paragraph(prepared: Prepared, measures: Measures) -> Setting:
    """The best setting."""
    every = _all(prepared, measures)
    return min(every.values(), key=lambda setting: setting.cost)


def variants(prepared: Prepared, measures: Measures) -> Mapping[int, Setting]:
    """For each number of lines that can be had within the limits, two either way of the best, its best setting."""
    return _all(prepared, measures)


def set_with(prepared: Prepared, measures: Measures, lines: int, unhyphenated: frozenset[int] = frozenset()) -> Setting | None:
    """The best setting of exactly so many lines, of which those numbered in `unhyphenated` (from 0) end in no hyphen; or None."""
    if not prepared.tokens:
        return None
    task = Task(measures.first, measures.rest, fewest=lines, most=lines, unhyphenated=unhyphenated)
    for limits in TRIES:
        found = break_by_count(prepared.galley.edges, task, limits)
        if lines in found:
            return _setting(prepared, measures, prepared.galley, found[lines], limits)
    return None


def _all(prepared: Prepared, measures: Measures) -> Mapping[int, Setting]:
    key = (measures, "")
    if key not in prepared._settings:
        prepared._settings[key] = _find_all(prepared, measures)
    return prepared._settings[key]


def _find_all(prepared: Prepared, measures: Measures) -> dict[int, Setting]:
    galley = prepared.galley
    if not prepared.tokens:
        return {0: Setting(prepared, measures, galley, (), 0.0, strained=False)}
    task = Task(measures.first, measures.rest)
    found: Mapping[int, Chain] = {}
    limits = FORCED
    for limits in (*TRIES, FORCED):
        if limits.forced:
            galley = prepared.emergency_galley
        found = break_by_count(galley.edges, task, limits)
        if found:
            break
    best = min(found, key=lambda lines: found[lines].cost)
    return {
        lines: _setting(prepared, measures, galley, chain, limits)
        for lines, chain in found.items()
        if abs(lines - best) <= (0 if limits.forced else SPREAD)
    }


def _setting(prepared: Prepared, measures: Measures, galley: Galley, chain: Chain, limits: Limits) -> Setting:
    return Setting(prepared, measures, galley, chain.breaks, chain.cost, strained=limits.forced)


def _galley(prepared: Prepared, *, emergency: bool) -> Galley:
    """Lays the tokens' widths end to end. Tracking is part of them; the tracking after a line's last glyph is not set."""
    style, tracking = prepared.style, prepared.tracking
    justified, size = prepared.justified, style.size
    edges = Edges()
    where: list[int] = []
    cuts: list[int] = []
    x = glyphs = spaces = 0.0

    def give_at(width: float, count: float, space: float) -> tuple[float, float]:
        if not justified:
            return 0.0, 0.0
        letters = give(width, int(count), size)
        return letters + space, letters + MOST_SHRINK * space

    def end(width: float, count: float, space: float) -> None:
        stretch, shrink = give_at(width, count, space)
        edges.end_width.append(width + tracking * (count - 1))
        edges.end_stretch.append(stretch)
        edges.end_shrink.append(shrink)

    def start(width: float, count: float, space: float, token: int, cut: int) -> None:
        stretch, shrink = give_at(width, count, space)
        edges.start_width.append(width + tracking * count)
        edges.start_stretch.append(stretch)
        edges.start_shrink.append(shrink)
        where.append(token)
        cuts.append(cut)

    hang = justified
    edges.kind.append(Kind.SPACE)
    end(0.0, 0, 0.0)
    indent = prepared.opening.indent
    first_hang = prepared.tokens[0].hang_left if prepared.tokens and hang and not indent else 0.0
    start(first_hang - indent, 0, 0.0, 0, 0)
    last = len(prepared.tokens) - 1
    for index, token in enumerate(prepared.tokens):
        for found in emergency_breaks(token) if emergency else token.breaks:
            edges.kind.append(found.kind)
            end(x + found.end, glyphs + found.end_glyphs, spaces)
            start(x + found.start, glyphs + found.start_glyphs, spaces, index, found.cut)
        x += token.width
        glyphs += token.glyphs
        spaces += token.spaces
        edges.kind.append(Kind.END if index == last else Kind.SPACE)
        end(x - (token.hang_right if hang else 0.0), glyphs, spaces)
        if index < last:
            gap = prepared.kerns[index]
            x += gap
            glyphs += 1
            spaces += gap
            after = prepared.tokens[index + 1]
            start(x + (after.hang_left if hang else 0.0), glyphs, spaces, index + 1, 0)
        else:
            start(x, glyphs, spaces, index + 1, 0)
    edges.space_per_give = 1 / (1 - MOST_SHRINK)
    if not justified:
        _make_ragged(edges)
    return Galley(edges, where, cuts)


def _make_ragged(edges: Edges) -> None:
    """Ragged lines give nothing; each has the same room at its end instead, held as the difference of its edges' stretch."""
    edges.space_per_give = 1.0
    edges.end_stretch = [30.0] * len(edges.kind)
    edges.start_stretch = [0.0] * len(edges.kind)


def _line(setting: Setting, index: int, start: int, stop: int) -> Line:
    """The line between two break opportunities."""
    prepared, galley = setting.prepared, setting.galley
    words, gaps = _slice(prepared, galley, start, stop)
    style = prepared.style
    edges = galley.edges
    kind = edges.kind[stop]
    hyphenated = kind is Kind.HYPHEN or kind is Kind.EMERGENCY
    measure = setting._measure(index)
    lefts = setting.measures.first_left
    left = (lefts[index] if index < len(lefts) else 0.0) + (prepared.opening.indent if index == 0 else 0.0)
    measure -= prepared.opening.indent if index == 0 else 0.0
    glyphs = sum(len(word.glyphs) for word in words) + sum(1 for gap in gaps if gap)
    count = sum(1 for gap in gaps if gap)
    spaces = sum(gaps)
    width = sum(word.width for word in words) + spaces
    natural = width + prepared.tracking * max(glyphs - 1, 0)
    tokens = prepared.tokens
    out_left = out_right = 0.0
    if prepared.justified and words:
        first = galley.token[start]
        if index or not prepared.opening.indent:
            from layout.lines.tokens import hang_left, hang_right

            out_left = hang_left(words[0].text, tokens[min(first, len(tokens) - 1)].runs[0].fount)
            last = galley.token[stop] if galley.cut[stop] else galley.token[stop] - 1
            out_right = hang_right(words[-1].text, tokens[last].runs[-1].fount)
    room = measure + out_left + out_right
    spare = room - natural
    last_line = kind is Kind.END
    if prepared.justified and not (last_line and spare >= 0):
        done = fill(spare, natural, (glyphs, count), spaces, style.size)
    else:
        done = NATURAL
    tracking = prepared.tracking + done.tracking
    set_width = done.scale * (width + count * done.space + tracking * max(glyphs - 1, 0))
    match style.align:
        case Align.RIGHT:
            left += measure - set_width
        case Align.CENTRE:
            left += (measure - set_width) / 2
        case _:
            left -= out_left
    return Line(tuple(words), tuple(gaps), done.space, tracking, done.scale, left, set_width, hyphenated, last_line)


def _slice(prepared: Prepared, galley: Galley, start: int, stop: int) -> tuple[list[Word], list[float]]:
    words: list[Word] = []
    gaps: list[float] = []
    first, first_cut = galley.token[start], galley.cut[start]
    last, last_cut = galley.token[stop], galley.cut[stop]
    hyphen = HYPHEN if galley.edges.kind[stop] in (Kind.HYPHEN, Kind.EMERGENCY) else ""
    for index in range(first, last + (1 if last_cut else 0)):
        token = prepared.tokens[index]
        begin = first_cut if index == first else 0
        ends = index == last and last_cut
        if begin or ends:
            part, part_gaps = cut_token(token, begin, last_cut if ends else len(token.text), hyphen if ends else "")
        else:
            part, part_gaps = list(token.words), list(token.gaps)
        if words:
            gaps[-1] = prepared.kerns[index - 1]
        words += part
        gaps += part_gaps
    return words, gaps
