"""Released pages and those that were made now, judged together: a page that does not go with a released one is held.

In: pages as they are handed over, the paper, what stands on them. Out: the same pages, each with its text and with what is wrong
between it and a released one; and what is wrong between released ones, for which none can be held: it is told on them.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from layout.base.messages import page_order
from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Continuation, Issue, StoryPiece
from layout.desk.numbers import pages_of
from layout.desk.plan import Plan
from layout.press.carried import PageText, Pointer
from layout.press.released import Frozen
from layout.production.carrying import placed_once, texts_now
from layout.production.faults import Fault, weighed, weighed_on_released
from layout.production.making import Made
from layout.production.order import Order
from layout.production.plated import Misfit, Plated, Standing, read_through
from layout.production.printing import Printed, PrintedPage
from layout.production.showing import Digest, art_now, digest_of
from layout.production.twice import Shown, ads_twice, pictures_twice

_WRITE_DOWN = "Look yourself where its stories go on; or release it again, then it is written down."
_LOOK_AT_ART = "Look yourself whether another page shows one of them; or release it again, then they are written down."


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
) -> tuple[Printed, tuple[Problem, ...], tuple[Problem, ...]]:
    """The pages, what is told beside them, and what on released ones that are not held for it (Fault); all of it judged."""
    handed = [
        Handed(each.page.number, bool(each.released), each.boxes is not None and not each.differs) for each in printed.pages
    ]
    texts = _texts(handed, frozen, _with_art(texts_now(made), made, digest_of))
    problems, on_released = _misfits(texts, made, order)
    pages = [_with(each, texts, problems) for each in printed.pages]
    general = tuple(each for each in problems if isinstance(each.where, OnPage) and each.where.page in texts.released)
    return replace(printed, pages=tuple(pages)), general, on_released


def misfits_of(
    handed: Sequence[Handed], made: Made, frozen: Mapping[str, Frozen], order: Order, digest: Digest
) -> tuple[Problem, ...]:
    """What is told of those pages, all of it judged: for who need not have their files, nor their texts. `digest`: of pictures.

    Read are those stories alone that have to do with a released page; with no other anything can be wrong.
    """
    if not any(each.released for each in handed):
        return ()
    now = texts_now(made, _concerned(frozen, made.paper.plan))
    told, on_released = _misfits(_texts(handed, frozen, _with_art(now, made, digest)), made, order)
    return (*told, *on_released)


def _concerned(frozen: Mapping[str, Frozen], plan: Plan) -> Set[str]:
    """The stories that stand on a released page, or would if it were made now."""
    then = {piece.story for each in frozen.values() if each.text is not None for piece in each.text.pieces}
    now = {
        chain.story.slug
        for chain in plan.chains
        if any(not frozen.keys().isdisjoint((piece.page, *pages_of(piece.page))) for piece in chain.pieces)
    }
    return then | now


def _misfits(texts: _Texts, made: Made, order: Order) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is told, and what on released pages that are not held."""
    if not texts.released:
        return (), ()
    issue, shown = made.paper.issue, _shown(texts, made.paper.plan)
    without_art = texts.released - texts.unknown - {each.number for each in shown}
    unknown = (*map(_not_known, sorted(texts.unknown)), *map(_art_not_known, sorted(without_art)))
    faults = [*unknown, *_stories(texts, made), *_pointers(texts, made), *pictures_twice(shown), *ads_twice(shown, issue)]
    return weighed(faults, order, issue), weighed_on_released(faults, order, issue)


def _with_art(texts: Mapping[str, PageText], made: Made, digest: Digest) -> dict[str, PageText]:
    art = art_now(made, digest)
    return {number: replace(text, art=art.get(number)) for number, text in texts.items()}


def _shown(texts: _Texts, plan: Plan) -> list[Shown]:
    """What the pages show, as far as that is known, in the paper's order."""
    of = {part: page.plan.number for page in plan.pages for part in pages_of(page.plan.number)}
    return [
        Shown(number, of.get(number, number), number in texts.released, text.art)
        for number, text in sorted(texts.plated.items(), key=lambda each: page_order(each[0]))
        if text.art is not None
    ]


def _texts(handed: Sequence[Handed], frozen: Mapping[str, Frozen], now: Mapping[str, PageText]) -> _Texts:
    plated: dict[str, PageText] = {}
    unknown: set[str] = set()
    for each in handed:
        number = each.number
        text = frozen[number].text if each.released else now.get(number)
        if each.released and each.as_now and number in now:
            text = now[number] if text is None else replace(text, art=text.art or now[number].art)
        if text is not None:
            plated[number] = text
        elif each.released:
            unknown.add(number)
    return _Texts(plated, unknown, {each.number for each in handed if each.released}, now)


def _with(each: PrintedPage, texts: _Texts, problems: Sequence[Problem]) -> PrintedPage:
    own = () if each.released else tuple(problem for problem in problems if problem.where == OnPage(each.page.number))
    page = replace(each.page, problems=(*each.page.problems, *own))
    return replace(each, page=page, text=texts.plated.get(each.page.number))


def _stories(texts: _Texts, made: Made) -> Iterator[Fault]:
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
            yield _told(misfit, texts)


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


def _nowhere(slug: str, texts: _Texts) -> Iterator[Fault]:
    """A story that the issue places on released pages alone, which do not show it."""
    for number in texts.released & texts.now.keys():
        if any(piece.story == slug and piece.begin < piece.end for piece in texts.now[number].pieces):
            text = f"'{slug}' is on no page: page {number} was released without it"
            yield Fault((_error("released-seam", text, f"Place it elsewhere, or release page {number} again.", number, slug),))


def _told(misfit: Misfit, texts: _Texts) -> Fault:
    if not misfit.released:  # what is missing should stand on released pages, which do not show it
        should = sorted(
            number
            for number in texts.released & texts.now.keys()
            if any(piece.story == misfit.story for piece in texts.now[number].pieces)
        )
        misfit = replace(misfit, released=tuple(should))
    if misfit.jump:
        printed, named = misfit.line
        return _fault("released-jump", misfit, _remedy(misfit), _sent_to(named, texts), printed)
    return _fault("released-seam", misfit, _remedy(misfit))


def _sent_to(named: str, texts: _Texts) -> tuple[str, ...]:
    """The page to which a jump line sends its readers, if it is made now."""
    made = sorted(texts.plated.keys() - texts.released, key=page_order)
    return tuple(each for each in made if named.casefold() in {part.casefold() for part in (each, *pages_of(each))})


def _remedy(misfit: Misfit) -> str:
    released = " and ".join(misfit.released)
    if not set(misfit.released) <= set(misfit.pages):
        return f"Undo the edit, or release page {released} again."
    if len(misfit.released) == 1:
        return f"Undo the edit, or take the release of page {released} back, and release it as it is now."
    count = "both" if len(misfit.released) == 2 else "all"
    return f"Take the releases of pages {released} back, and release {count} as they are now."


def _pointers(texts: _Texts, made: Made) -> Iterator[Fault]:
    """Refers on released pages to stories that stand elsewhere now."""
    plan = made.paper.plan
    placed = _placed(made.paper.issue)
    for number in sorted(texts.released & texts.plated.keys()):
        for refer in texts.plated[number].refers:
            stands = {piece.page for piece in _pieces(refer.story, texts)} | placed.get(refer.story, frozenset())
            stands |= {plan.page_of[refer.story]} if refer.story in plan.page_of else set()
            if not _names(refer, stands) and (misfit := _astray(number, refer, stands, texts)) is not None:
                place = f"Place the story there again, or release page {number} again."
                yield _fault("released-refer", misfit, _remedy(misfit) if number in misfit.pages else place, (), number)


def _names(refer: Pointer, stands: Set[str]) -> bool:
    return refer.page in _parts(stands)


def _astray(number: str, refer: Pointer, stands: Set[str], texts: _Texts) -> Misfit | None:
    """A refer of a released page that leads astray. Held are those pages that are made now on which the story stands, or to which
    it points; where it stands on released ones alone, those and the page with the refer too. None where all of that is of pages
    that were not ordered."""
    where = f"it stands on page {', '.join(sorted(stands, key=page_order))}" if stands else "no page shows that now"
    said = f"page {number} as released points to page {refer.page} for '{refer.story}', but {where}"
    plated = sorted(texts.plated, key=page_order)
    standing = [page for page in plated if not _parts(stands).isdisjoint((page, *pages_of(page)))]
    concerned = [page for page in plated if page in standing or refer.page in (page, *pages_of(page))]
    made = tuple(page for page in concerned if page not in texts.released)
    released = tuple(dict.fromkeys((number, *(page for page in concerned if page in texts.released))))
    if stands and not concerned:
        return None
    if any(page not in texts.released for page in standing or concerned):
        return Misfit(refer.story, said, made, released)
    return Misfit(refer.story, said, (*released, *made), released)


def _parts(numbers: Set[str]) -> Set[str]:
    """The numbers, and those of halves."""
    return {part for number in numbers for part in (number, *pages_of(number))}


def _fault(code: str, misfit: Misfit, remedy: str, also: Sequence[str] = (), printed: str = "") -> Fault:
    """`also`: pages that are held for it too. `printed`: on which page what is false is printed."""
    told = dict.fromkeys((*misfit.pages, *also))
    problems = {page: _error(code, misfit.said, remedy, page, misfit.story) for page in (*told, *misfit.released)}
    beside = {page: problem for page, problem in problems.items() if page not in told}
    on_released = (beside[printed],) if printed in beside else ()
    return Fault(tuple(problems[page] for page in told), tuple(beside.values()), on_released)


def _not_known(number: str) -> Fault:
    text = f"what stands on page {number} as released is written down nowhere: whether its stories go on rightly can't be known"
    return Fault((Problem("released-unknown", Severity.WARNING, text, _WRITE_DOWN, OnPage(number)),))


def _art_not_known(number: str) -> Fault:
    text = f"the pictures and ads of page {number} as released are written down nowhere: whether one stands twice can't be known"
    return Fault((Problem("released-unknown", Severity.WARNING, text, _LOOK_AT_ART, OnPage(number)),))


def _error(code: str, text: str, remedy: str, page: str, story: str) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, OnPage(page), story, may_allow=True)
