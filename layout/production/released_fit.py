"""Released pages and those that were made now, judged together: a page that does not go with a released one is held.

In: pages as they are handed over, the paper, what stands on them. Out: the same pages, each with its text and with what is wrong
between it and a released one; and what is wrong between released ones, which no page can be held for.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Continuation, Issue, StoryPiece
from layout.desk.numbers import pages_of
from layout.desk.plan import Plan
from layout.press.carried import PageText, Pointer
from layout.press.released import Frozen
from layout.production.carrying import placed_once, texts_now
from layout.production.making import Made
from layout.production.order import Order
from layout.production.plated import Misfit, Plated, Standing, read_through
from layout.production.printing import Printed, PrintedPage

_WRITE_DOWN = "Look yourself where its stories go on; or release it again, then it is written down."


@dataclass(frozen=True, slots=True)
class Handed:
    """Which page is handed over under a number. `as_now`: the very one that is made now; of a released one it may be another."""

    number: str
    released: bool
    as_now: bool


@dataclass(frozen=True, slots=True)
class _Texts:
    """What stands on each page that is handed over, by number; of `unknown` ones nobody knows. `now`: as all are set now."""

    plated: Mapping[str, PageText]
    unknown: Set[str]
    released: Set[str]
    now: Mapping[str, PageText]


def judge_released(
    printed: Printed, made: Made, frozen: Mapping[str, Frozen], order: Order
) -> tuple[Printed, tuple[Problem, ...]]:
    """The pages, and what is told beside them; all of it judged."""
    handed = [
        Handed(each.page.number, bool(each.released), each.boxes is not None and not each.differs) for each in printed.pages
    ]
    texts = _texts(handed, frozen, texts_now(made))
    problems = _misfits(texts, made, order)
    pages = [_with(each, texts, problems) for each in printed.pages]
    general = tuple(each for each in problems if isinstance(each.where, OnPage) and each.where.page in texts.released)
    return replace(printed, pages=tuple(pages)), general


def misfits_of(handed: Sequence[Handed], made: Made, frozen: Mapping[str, Frozen], order: Order) -> tuple[Problem, ...]:
    """What is told of those pages, all of it judged: for who need not have their files, nor their texts.

    Read are those stories alone that have to do with a released page; with no other anything can be wrong.
    """
    if not any(each.released for each in handed):
        return ()
    return _misfits(_texts(handed, frozen, texts_now(made, _concerned(frozen, made.paper.plan))), made, order)


def _concerned(frozen: Mapping[str, Frozen], plan: Plan) -> Set[str]:
    """The stories that stand on a released page, or would if it were made now."""
    then = {piece.story for each in frozen.values() if each.text is not None for piece in each.text.pieces}
    now = {
        chain.story.slug
        for chain in plan.chains
        if any(not frozen.keys().isdisjoint((piece.page, *pages_of(piece.page))) for piece in chain.pieces)
    }
    return then | now


def _misfits(texts: _Texts, made: Made, order: Order) -> tuple[Problem, ...]:
    if not texts.released:
        return ()
    told = [*map(_not_known, sorted(texts.unknown)), *_stories(texts, made), *_pointers(texts, made)]
    return tuple(order.judged(told, made.paper.issue))


def _texts(handed: Sequence[Handed], frozen: Mapping[str, Frozen], now: Mapping[str, PageText]) -> _Texts:
    plated: dict[str, PageText] = {}
    unknown: set[str] = set()
    for each in handed:
        number = each.number
        text = frozen[number].text if each.released else now.get(number)
        if text is None and each.released and each.as_now:
            text = now.get(number)
        if text is not None:
            plated[number] = text
        elif each.released:
            unknown.add(number)
    return _Texts(plated, unknown, {each.number for each in handed if each.released}, now)


def _with(each: PrintedPage, texts: _Texts, problems: Sequence[Problem]) -> PrintedPage:
    own = () if each.released else tuple(problem for problem in problems if problem.where == OnPage(each.page.number))
    page = replace(each.page, problems=(*each.page.problems, *own))
    return replace(each, page=page, text=texts.plated.get(each.page.number))


def _stories(texts: _Texts, made: Made) -> Iterator[Problem]:
    """Every story that has to do with a released page."""
    plan = made.paper.plan
    numbers = _placed(made.paper.issue)
    once = {chain.story.slug for chain in placed_once(plan.chains)}
    several = {chain.story.slug for chain in plan.chains} - once
    marked = any(words.jump_to for words in plan.house.words.values())
    slugs = {piece.story: None for text in (*texts.plated.values(), *texts.now.values()) for piece in text.pieces}
    for slug in slugs:
        placed = numbers.get(slug, frozenset())
        pieces = _pieces(slug, texts)
        named = {number for piece in pieces for number in (piece.carried.jump_to, piece.carried.jump_from)}
        if slug in several or not _is_known(placed, texts) or not texts.unknown.isdisjoint({*placed, *named}):
            continue
        if not any(piece.standing is not Standing.ABSENT for piece in pieces):
            yield from _nowhere(slug, texts)
            continue
        now = next((each.words for text in texts.now.values() for each in text.pieces if each.story == slug), ())
        for misfit in read_through(pieces, now, marked):
            yield from _told(misfit, texts)


def _placed(issue: Issue) -> Mapping[str, Set[str]]:
    """The printed pages on which the issue places each story, also those that were not ordered."""
    found: dict[str, set[str]] = {}
    for page in (*issue.pages, *issue.others):
        for block in page.blocks:
            if isinstance(block.what, StoryPiece | Continuation):
                found.setdefault(block.what.slug, set()).update(pages_of(page.number))
    return found


def _is_known(placed: Set[str], texts: _Texts) -> bool:
    """True where no piece stands on a page of which nothing is known: not ordered, and not composed either."""
    known = {part for number in (*texts.plated, *texts.unknown, *texts.now) for part in pages_of(number)}
    return placed <= known


def _pieces(slug: str, texts: _Texts) -> list[Plated]:
    """The story's pieces as they will be plated; those on pages that were not ordered as they are set now."""
    found: list[Plated] = []
    for number, text in {**texts.now, **texts.plated}.items():
        if number in texts.unknown:
            continue
        standing = Standing.RELEASED if number in texts.released else Standing.MADE if number in texts.plated else Standing.ABSENT
        found += [Plated(number, standing, piece) for piece in text.pieces if piece.story == slug]
    return found


def _nowhere(slug: str, texts: _Texts) -> Iterator[Problem]:
    """A story that the issue places on released pages alone, which do not show it."""
    for number in texts.released & texts.now.keys():
        if any(piece.story == slug and piece.begin < piece.end for piece in texts.now[number].pieces):
            text = f"'{slug}' is on no page: page {number} was released without it"
            yield _error("released-seam", text, f"Place it elsewhere, or release page {number} again.", number, slug)


def _told(misfit: Misfit, texts: _Texts) -> Iterator[Problem]:
    if not misfit.released:  # what is missing should stand on released pages, which do not show it
        should = sorted(
            number
            for number in texts.released & texts.now.keys()
            if any(piece.story == misfit.story for piece in texts.now[number].pieces)
        )
        misfit = replace(misfit, released=tuple(should))
    for page in misfit.pages:
        if misfit.jump:
            yield _error("released-jump", misfit.said, _remedy(misfit), page, misfit.story)
        else:
            yield _error("released-seam", misfit.said, _remedy(misfit), page, misfit.story)


def _remedy(misfit: Misfit) -> str:
    released = " and ".join(misfit.released)
    if misfit.pages != misfit.released:
        return f"Undo the edit, or release page {released} again."
    if len(misfit.released) == 1:
        return f"Undo the edit, or take the release of page {released} back, and release it as it is now."
    return f"Take the releases of pages {released} back, and release both as they are now."


def _pointers(texts: _Texts, made: Made) -> Iterator[Problem]:
    """Refers on released pages to stories that stand elsewhere now."""
    plan = made.paper.plan
    placed = _placed(made.paper.issue)
    for number in sorted(texts.released & texts.plated.keys()):
        for refer in texts.plated[number].refers:
            stands = {piece.page for piece in _pieces(refer.story, texts)} | placed.get(refer.story, frozenset())
            stands |= {plan.page_of[refer.story]} if refer.story in plan.page_of else set()
            if not _names(refer, stands):
                where = f"it stands on page {', '.join(sorted(stands))}" if stands else "no page shows that now"
                text = f"page {number} as released points to page {refer.page} for '{refer.story}', but {where}"
                remedy = f"Place the story there again, or release page {number} again."
                yield _error("released-refer", text, remedy, number, refer.story)


def _names(refer: Pointer, stands: Set[str]) -> bool:
    return refer.page in {part for number in stands for part in (number, *pages_of(number))}


def _not_known(number: str) -> Problem:
    text = f"what stands on page {number} as released is written down nowhere: whether its stories go on rightly can't be known"
    return Problem("released-unknown", Severity.WARNING, text, _WRITE_DOWN, OnPage(number))


def _error(code: str, text: str, remedy: str, page: str, story: str) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, OnPage(page), story, may_allow=True)
