"""A paragraph set into lines: prepared once, then broken for any measure and any number of lines.

In: spans, style, language, faces, measures. Out: settings, which know where their lines end and make the lines when asked.
Refuses nothing: what cannot be set within the limits is set as well as it can be, and the setting says so (`strained`).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from layout.base.values import dataclass
from layout.content.story import Spans
from layout.design.styles import Align, TextStyle
from layout.lines.breaks import Chain, Limits, Task, break_by_count, first_fit
from layout.lines.galley import Galley, emergency_breaks, lay_out, word_spaces
from layout.lines.justify import fill
from layout.lines.line import Line, Word
from layout.lines.shape import Faces
from layout.lines.tokens import HYPHEN, Break, Kind, Stock, Token, cut_token
from layout.lines.words import typographic

# Starting at 1.1 or at 2.5 sets the same lines; 1.6 is fast and offers one line more in two paragraphs of five (measured).
TRIES = (Limits(1.6, 0.64), Limits(2.5, 0.52), Limits(4.0, 0.35), Limits(30.0, 0.3))
RAGGED_TRIES = (Limits(2.5, 0.3), Limits(30.0, 0.0))
LAST_TRY = Limits(30.0, 0.3, breaks_words=True)
EVERY_TRY = (*TRIES, *RAGGED_TRIES, LAST_TRY)  # kept settings name theirs by its index
RANGED = {Align.LEFT: 0.0, Align.JUSTIFY: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
GOOD_TOLERANCE = 2.5  # word spaces of 0.8 em; what is looser is said
GOOD_COST = 240_000.0  # less than any setting costs whose last line is a runt or follows a hyphen
ADDED_HYPHENS = (Kind.HYPHEN, Kind.EMERGENCY)
SPREAD = 2  # variants reach so many lines either way; further costs much and reads badly


class Measures(NamedTuple):
    """The lines' widths in points: of the first lines, if they differ, and of all others.

    `first_left` says how much further right each first line begins.
    """

    first: tuple[float, ...]
    rest: float
    first_left: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """How a paragraph begins and closes, in points: the first line's indent, what the last keeps free for an end mark."""

    indent: float = 0.0
    closing: float = 0.0


PLAIN = Opening()


class Matter(NamedTuple):
    """A paragraph's words end to end; `gaps[i]` is the space after words[i], `word_of[i]` the index of token i's first word, and
    one past the last."""

    words: tuple[Word, ...]
    gaps: tuple[float, ...]
    word_of: Sequence[int]


Place = tuple[int, int, int]
"""Where a line begins or ends: before a token, or inside it after so many signs; and the Kind of the break."""

Cut = tuple[tuple[Word, ...], tuple[float, ...], bool]
"""A line's words and gaps, and whether a hyphen was added."""


Inner = tuple[list[tuple[Break, ...]], list[int]]
"""Each token's breaks, and the number of its first opportunity."""


class Prepared:
    """A paragraph, shaped and hyphenated, for any measure. `missing`: the characters that no font has.

    `text`: what it reads, if it is all of one stock and its settings are kept from build to build; else empty.
    """

    def __init__(
        self, style: TextStyle, opening: Opening, tokens: tuple[Token, ...], stocks: list[Stock], text: str = ""
    ) -> None:
        self.style = style
        self.opening = opening
        self.tokens = tokens
        self.stocks = stocks
        self.text = text
        self._known: dict[Measures, Mapping[int, Setting]] = {}
        self._galley: Galley | None = None
        self._gaps: list[float] = []

    @property
    def justified(self) -> bool:
        """True if lines fill their measure."""
        return self.style.align is Align.JUSTIFY

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The characters that no font has."""
        return tuple(dict.fromkeys(sign for token in self.tokens if token.missing for sign in token.missing))

    @property
    def galley(self) -> Galley:
        """The break opportunities. Kept from the second measure on: most paragraphs are set in one, and galleys are large."""
        if self._galley is not None:
            return self._galley
        galley = lay_out(self.tokens, self.stocks, (self.opening.indent, self.opening.closing))
        self._gaps = galley.gaps
        if self._known:
            self._galley = galley
        return galley

    @property
    def emergency_galley(self) -> Galley:
        """The same with breaks anywhere in words."""
        return lay_out(self.tokens, self.stocks, (self.opening.indent, self.opening.closing), emergency=True)

    @cached_property
    def inner(self) -> Inner:
        """The breaks inside the tokens."""
        return _numbered([token.outline[7] for token in self.tokens])

    @cached_property
    def emergencies(self) -> Inner:
        """The same with breaks anywhere in words."""
        return _numbered(emergency_breaks(self.tokens, self.stocks))

    def matter(self) -> Matter:
        """The words and gaps from which lines are cut. Not kept: nearly every paragraph is cut once."""
        space_after = self._gaps or word_spaces(self.tokens, self.stocks)
        words_of = [token.words for token in self.tokens]
        words = tuple(chain.from_iterable(words_of))
        if len(words) == len(words_of):  # nearly always: a token is a word
            return Matter(words, tuple(space_after), range(len(words) + 1))
        word_of = list(accumulate(map(len, words_of), initial=0))
        gaps = [gap for token, space in zip(self.tokens, space_after, strict=True) for gap in (*token.gaps[:-1], space)]
        return Matter(words, tuple(gaps), word_of)


class Setting:
    """A paragraph broken for its measures; its length is its number of lines.

    `strained`: not within the limits, so that lines are far too loose, or a word is broken where it should not be, or too wide.
    """

    def __init__(self, prepared: Prepared, measures: Measures, chain: Chain, limits: Limits) -> None:
        self.prepared = prepared
        self.measures = measures
        self.breaks = chain.breaks
        self.cost = chain.cost
        self.limits = limits
        self.strained = limits.breaks_words or (prepared.justified and limits.tolerance > GOOD_TOLERANCE)

    def __len__(self) -> int:
        return len(self.breaks)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines, made when first asked for."""
        if not self.breaks:
            return ()
        tokens, matter = self.prepared.tokens, self.prepared.matter()
        places = pairwise(self.places)
        return tuple([_line(self, index, _cut(tokens, matter, begin, end)) for index, (begin, end) in enumerate(places)])

    @cached_property
    def hyphenated(self) -> tuple[bool, ...]:
        """For each line whether it ends in a hyphen that the break put there."""
        return tuple([kind in ADDED_HYPHENS for _token, _cut, kind in self.places[1:]])

    def words_before(self, line: int) -> int:
        """How many words begin before line `line` (from 0; the number of lines is allowed)."""
        if line == 0:
            return 0
        token, cut, _kind = self.places[line]
        return token + (1 if cut else 0)

    def measure(self, line: int) -> float:
        """The measure of a line, from 0."""
        first = self.measures.first
        return first[line] if line < len(first) else self.measures.rest

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where the paragraph begins and where each line ends."""
        inner, firsts = self.prepared.emergencies if self.limits.breaks_words else self.prepared.inner
        places: list[Place] = [(0, 0, Kind.SPACE)]
        for opportunity in self.breaks:
            token = bisect_right(firsts, opportunity) - 1
            at = opportunity - firsts[token]
            if at < len(inner[token]):
                places.append((token, *inner[token][at][:2]))
            else:
                places.append((token + 1, 0, Kind.SPACE))
        return tuple(places)


def prepare(spans: Spans, style: TextStyle, language: str, faces: Faces, opening: Opening = PLAIN) -> Prepared:
    """The paragraph shaped and hyphenated. `language` as `en-GB`."""
    if faces.standing is None:
        return _prepare(spans, style, language, faces, opening)
    return faces.standing.paragraph((spans, style, language, opening), lambda: _prepare(spans, style, language, faces, opening))


def _prepare(spans: Spans, style: TextStyle, language: str, faces: Faces, opening: Opening) -> Prepared:
    parts = typographic(spans, language)
    if len(parts) == 1:
        stock = faces.stock(style, parts[0], language)
        tokens = tuple(map(stock.tokens.__getitem__, parts[0].text.strip(" ").split(" "))) if parts[0].text.strip(" ") else ()
        return Prepared(style, opening, tokens, [stock] * len(tokens), parts[0].text if faces.keeping else "")
    pieces: list[list[tuple[str, Stock]]] = [[]]
    for span in parts:
        stock = faces.stock(style, span, language)
        first, *others = span.text.split(" ")
        if first:
            pieces[-1].append((first, stock))
        pieces.extend([(text, stock)] if text else [] for text in others)
    pieces = [piece for piece in pieces if piece]
    mixed = tuple(piece[0][1].tokens[piece[0][0]] if len(piece) == 1 else piece[0][1].mixed(piece) for piece in pieces)
    return Prepared(style, opening, mixed, [piece[0][1] for piece in pieces])


def _numbered(inner: list[tuple[Break, ...]]) -> Inner:
    # Opportunity 0 is the paragraph's beginning; of each token come those inside it, then the space behind it.
    return inner, list(accumulate([len(breaks) + 1 for breaks in inner], initial=1))


def set_paragraph(prepared: Prepared, measures: Measures) -> Setting:
    """The best setting."""
    every = variants(prepared, measures)
    return min(every.values(), key=_cost)


def variants(prepared: Prepared, measures: Measures) -> Mapping[int, Setting]:
    """For each number of lines that can be had within the limits, two either way of the best, its best setting."""
    known = prepared._known.get(measures)
    if known is None:
        known = prepared._known[measures] = _kept(prepared, measures) or _find_all(prepared, measures)
    return known


def _kept(prepared: Prepared, measures: Measures) -> dict[int, Setting]:
    """The settings as an earlier build found them; empty where none did."""
    if not prepared.text or not prepared.tokens:
        return {}
    record = prepared.stocks[0].setting(_name(prepared, measures))
    if record is None:
        return {}
    return {len(breaks): Setting(prepared, measures, Chain(breaks, cost), EVERY_TRY[limits]) for breaks, cost, limits in record}


def _name(prepared: Prepared, measures: Measures) -> str:
    """All that decides where the paragraph breaks, beside its stock."""
    return f"{prepared.opening!r} {measures.first!r} {measures.rest!r}\n{prepared.text}"


def set_with(prepared: Prepared, measures: Measures, lines: int, unhyphenated: frozenset[int] = frozenset()) -> Setting | None:
    """The best setting of exactly so many lines, of which those numbered in `unhyphenated` (from 0) end in no hyphen; or None."""
    if not prepared.tokens:
        return None
    task = Task(measures.first, measures.rest, fewest=lines, most=lines, unhyphenated=unhyphenated)
    opportunities = prepared.galley.opportunities
    for limits in _tries(prepared):
        found = break_by_count(opportunities, task, limits)
        if lines in found:
            return Setting(prepared, measures, found[lines], limits)
    return None


def _tries(prepared: Prepared) -> tuple[Limits, ...]:
    return TRIES if prepared.justified else RAGGED_TRIES


def _cost(setting: Setting) -> float:
    return setting.cost


def _find_all(prepared: Prepared, measures: Measures) -> dict[int, Setting]:
    """Tries at rising tolerance until one succeeds; once more where the end is bad (a runt, a hyphen before it)."""
    if not prepared.tokens:
        return {0: Setting(prepared, measures, Chain((), 0.0), TRIES[0])}
    task = Task(measures.first, measures.rest)
    opportunities = prepared.galley.opportunities
    settings: dict[int, Setting] = {}
    for limits in (*_tries(prepared), LAST_TRY):
        if settings and limits.tolerance > GOOD_TOLERANCE:
            break
        if limits.breaks_words:
            opportunities = prepared.emergency_galley.opportunities
        found = break_by_count(opportunities, task, limits)
        for lines, broken in found.items():
            if lines not in settings or broken.cost < settings[lines].cost:
                settings[lines] = Setting(prepared, measures, broken, limits)
        if settings and min(map(_cost, settings.values())) < GOOD_COST:
            break
    if not settings:
        chain = first_fit(opportunities, task)  # those of an emergency by now
        settings[len(chain.breaks)] = Setting(prepared, measures, chain, LAST_TRY)
    best = min(settings.values(), key=_cost)
    reach = 0 if best.strained else SPREAD
    within = {lines: settings[lines] for lines in sorted(settings) if abs(lines - len(best)) <= reach}
    if prepared.text:
        record = tuple([(setting.breaks, setting.cost, EVERY_TRY.index(setting.limits)) for setting in within.values()])
        prepared.stocks[0].note_setting(_name(prepared, measures), prepared.tokens, record)
    return within


def _line(setting: Setting, index: int, cut: Cut) -> Line:
    prepared, measures = setting.prepared, setting.measures
    stock = prepared.stocks[0]
    words, gaps, hyphenated = cut
    count = len(gaps) - gaps.count(0.0)
    glyphs = sum([len(word.glyphs) for word in words]) + count
    spaces = sum(gaps)
    width = sum([word.width for word in words]) + spaces
    natural = width + stock.tracking * (glyphs - 1 if glyphs else 0)
    ends_paragraph = index == len(setting.breaks) - 1
    indent = prepared.opening.indent if index == 0 else 0.0
    further = measures.first_left[index] if index < len(measures.first_left) else 0.0
    right = further + (measures.first[index] if index < len(measures.first) else measures.rest)
    left = further + indent
    if not stock.justified:
        left += (right - left - natural) * RANGED[prepared.style.align]
        return Line(words, gaps, 0.0, stock.tracking, 1.0, left, natural, hyphenated, ends_paragraph)
    if not indent:
        left -= stock.hangs[words[0].text[:1]][0]
    spare = right + stock.hangs[words[-1].text[-1:]][1] - left - natural
    if ends_paragraph:
        spare -= prepared.opening.closing
        if spare >= 0.0:
            return Line(words, gaps, 0.0, stock.tracking, 1.0, left, natural, hyphenated, True)
    space, tracking, scale = fill(spare, natural, (glyphs, count), spaces, prepared.style.size)
    tracking += stock.tracking
    set_width = scale * (width + count * space + tracking * (glyphs - 1))
    return Line(words, gaps, space, tracking, scale, left, set_width, hyphenated, ends_paragraph)


def _cut(tokens: tuple[Token, ...], matter: Matter, start: Place, stop: Place) -> Cut:
    first, first_cut, _kind = start
    last, last_cut, kind = stop
    all_words, all_gaps, word_of = matter
    begin, end = word_of[first + 1 if first_cut else first], word_of[last]
    if not first_cut and not last_cut:
        return all_words[begin:end], (*all_gaps[begin : end - 1], 0.0), False
    hyphenated = kind in ADDED_HYPHENS
    hyphen = HYPHEN if hyphenated else ""
    if first == last:
        some, some_gaps = cut_token(tokens[first], first_cut, last_cut, hyphen)
        return tuple(some), tuple(some_gaps), hyphenated
    words, gaps = all_words[begin:end], all_gaps[begin:end]
    if first_cut:
        some, some_gaps = cut_token(tokens[first], first_cut, len(tokens[first].text))
        words = (*some, *words)
        gaps = (*some_gaps[:-1], all_gaps[begin - 1], *gaps)
    if last_cut:
        some, some_gaps = cut_token(tokens[last], 0, last_cut, hyphen)
        words = (*words, *some)
        gaps = (*gaps, *some_gaps)
    return words, (*gaps[:-1], 0.0), hyphenated
