"""Preflight of the pages of one making after the other: what a proof was found to be is known again by its key.

In: makings, and answers of the judge. Out: what is to be judged next, and Judged facts. Nothing here waits.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from layout.base.problems import OnPage, Problem, Severity, has_errors
from layout.design.press import Press
from layout.preflight.expected import Expected
from layout.preflight.finding import Preflighted as Findings
from layout.production.judging import expected_of, owned_findings
from layout.production.order import Order
from layout.proof.facts import Judged, Kind, Preflighted
from layout.proof.live.judge import JUDGING, Question
from layout.proof.live.making import Making, PageMaker
from layout.proof.live.proofs import Proof
from layout.proof.pictures.piped import Lost

MOST_KNOWN = 500  # proofs


class Asked(NamedTuple):
    """A question that is with the judge: the proof's key, what it is judged against."""

    key: str
    press: Press
    expected: Expected


class Preflights:
    """What is known of proofs, and the pages of the making at hand that are still to be judged."""

    def __init__(self, order: Order, maker: PageMaker) -> None:
        self._order = order
        self._maker = maker
        self._known: dict[str, tuple[Press, Expected, Findings | Lost]] = {}
        self._making: Making | None = None
        self._waiting: dict[str, Proof] = {}
        self._problems: list[Problem] = []

    @property
    def done(self) -> bool:
        """True where every page of the making at hand is judged."""
        return self._making is not None and not self._waiting

    def take(self, making: Making) -> Iterator[Judged]:
        """Another making. What of it is known is told at once."""
        self._making, self._problems = making, []
        self._waiting = {each.key: each for each in making.proofs}
        self._known = {key: known for key, known in self._known.items() if known[2] is not Lost.UNSTARTED}
        yield from self._told()

    def drop(self) -> None:
        """No page waits any longer: a newer save was made, or waits to be."""
        self._making, self._waiting = None, {}

    def next(self) -> tuple[Asked, Question] | None:
        """What is to be judged next."""
        if self._making is None or not self._waiting:
            return None
        key, proof = next(iter(self._waiting.items()))
        press, expected = self._making.paper.press, expected_of(proof.printed)
        return Asked(key, press, expected), Question(proof.printed.data, press, expected)

    def answered(self, asked: Asked, findings: Findings | Lost) -> Iterator[Judged]:
        """The judge's answer, or how it was lost: where the page's file is to blame, it is not tried again. It holds for the
        proof, whichever making asked."""
        self._known[asked.key] = asked.press, asked.expected, findings
        while len(self._known) > MOST_KNOWN:
            del self._known[next(iter(self._known))]
        yield from self._told()

    def finished(self) -> Iterable[Problem]:
        """All that preflight found on the making at hand, as the issue weighs it."""
        return self._problems

    def _told(self) -> Iterator[Judged]:
        """Those of the waiting pages that are known by now."""
        for key, proof in list(self._waiting.items()):
            known = self._known.get(key)
            assert self._making is not None, "pages wait for a making"
            if known is not None and known[:2] == (self._making.paper.press, expected_of(proof.printed)):
                del self._waiting[key]
                yield self._judged(self._making, proof, known[2])

    def _judged(self, making: Making, proof: Proof, findings: Findings | Lost) -> Judged:
        number = proof.printed.page.number
        if isinstance(findings, Lost):
            items = self._maker.items(making, [(Kind.PREFLIGHT, _not_run(number, findings), number)])
            return Judged(number, proof.key, Preflighted.NOT_RUN, items)
        owned = owned_findings(proof.printed, findings, making.paper)
        told = set(proof.printed.page.problems)
        found = self._order.judged((each.as_problem() for each in owned.found), making.paper.issue)
        new = [each for each in found if each not in told]
        self._problems += found
        items = self._maker.items(making, [(Kind.PREFLIGHT, each, proof.printed.page.number) for each in new])
        passed = Preflighted.FAILED if has_errors(found) else Preflighted.PASSED
        return Judged(number, proof.key, passed, items)


def _not_run(number: str, lost: Lost) -> Problem:
    """Why nobody knows whether the page can be printed."""
    ad = "Look for an ad or a drawing on it that is damaged or too complicated: have it saved anew, flattened."
    match lost:
        case Lost.SLOW:
            said, remedy = f"it took longer than {JUDGING.seconds:g} s, twice", ad
        case Lost.CRASHED:
            said, remedy = "the page stopped the program that judges it, twice", ad
        case Lost.UNSTARTED:
            said, remedy = "the program that judges pages can't be started", "It is tried again with the next save."
    return Problem("preflight-not-run", Severity.ERROR, f"preflight was not run: {said}", remedy, OnPage(number))
