"""How far a page is: the browser and the pack on paper say the same of the same facts."""

import hashlib
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from layout.base.problems import OnPage, Problem, Severity
from layout.press.sent_record import SentFile
from layout.production.printing import PrintedPage
from layout.proof.facts import Item, Kind, Preflighted
from layout.proof.live.out_folder import OutFolder
from layout.proof.live.states import PageLook, elsewhere_of, page_state
from layout.proof.pack.budget import state_words
from layout.proof.pack.gather import state_on_paper
from layout.proof.pack.listed import Entry
from layout.proof.records.values import PageStanding, Present, Release, Signed
from layout.proof.states import State
from tests.proof.live.facts import page
from tests.proof.pack.dossiers import page as pack_page

MADE, FROZEN = (hashlib.sha256(data).hexdigest() for data in (b"made", b"frozen"))
INK, HERE, THERE = "1" * 64, "a" * 32, "b" * 32
AT = "2026-11-26T20:00:00.000000Z"


@dataclass(frozen=True)
class Facts:
    """Of a page: what is `wrong` with it, by kind, code and severity; whether its file `passed` preflight; the inks that are
    signed; whether it is frozen here; where and with which proof the records have it released; what was sent."""

    wrong: tuple[tuple[Kind, str, str], ...] = ()
    passed: bool = True
    signed: tuple[str, ...] = ()
    frozen: bool = False
    released: tuple[str, str] | None = None
    sent: str = ""

    @property
    def standing(self) -> PageStanding:
        signed = tuple(Signed(at, "Ann", AT, MADE, ink) for at, ink in enumerate(self.signed, start=1))
        released = Release("Ben", AT, self.released[1], INK, self.released[0]) if self.released is not None else None
        return PageStanding("3", signed=signed, released=released)


TABLE = [
    (Facts(), State.READY),
    (Facts(passed=False), State.PREFLIGHT),
    (Facts(((Kind.FIT, "short", "warning"),)), State.SHORT),
    (Facts(((Kind.FIT, "overset", "error"), (Kind.FIT, "short", "warning"))), State.OVERSET),
    (Facts(((Kind.FIT, "overset", "note"),)), State.READY),
    (Facts(((Kind.PAGE, "picture-missing", "error"), (Kind.FIT, "overset", "error"))), State.BROKEN),
    (Facts(((Kind.RELEASED, "released-seam", "error"),)), State.BROKEN),
    (Facts(((Kind.COPY, "placeholder", "error"),)), State.BROKEN),
    (Facts(((Kind.AD, "ad-missing", "error"),)), State.BROKEN),
    (Facts(((Kind.TEXT, "allow-unused", "warning"), (Kind.DESIGN, "tombstone", "warning"))), State.READY),
    (Facts(((Kind.PREFLIGHT, "ink-total", "error"),), passed=False), State.PREFLIGHT),
    (Facts(signed=(INK,)), State.SIGNED),
    (Facts(((Kind.FIT, "overset", "error"),), signed=("2" * 64, INK)), State.SIGNED),
    (Facts(signed=("2" * 64,)), State.READY),
    (Facts(frozen=True, released=(HERE, FROZEN), passed=False), State.RELEASED),
    (Facts(frozen=True), State.RELEASED),
    (Facts(frozen=True, sent=FROZEN), State.SENT),
    (Facts(frozen=True, sent=MADE), State.RELEASED),
    (Facts(sent=MADE), State.SENT),
    (Facts(sent=FROZEN), State.READY),
    (Facts(released=(THERE, FROZEN)), State.RELEASED),
    (Facts(released=(THERE, FROZEN), sent=MADE), State.SENT),
    (Facts(released=(HERE, FROZEN)), State.READY),
    (Facts(released=("", FROZEN), signed=(INK,)), State.SIGNED),
]


def _in_the_browser(facts: Facts) -> str:
    over, short = (any(code == each and how != "note" for _, each, how in facts.wrong) for code in ("overset", "short"))
    passed = Preflighted.PASSED if facts.passed else Preflighted.FAILED
    made = replace(page("3"), proof=MADE, ink=INK, over=int(over), short=int(short), preflighted=passed)
    items = tuple(Item(code, kind, code, how, code, "", page="3") for kind, code, how in facts.wrong)
    out = OutFolder({"3": FROZEN} if facts.frozen else {}, place=HERE)
    sent = SentFile("3", "p3.pdf", "A", facts.sent, 3, "Hull", AT, 0) if facts.sent else None
    elsewhere, frozen = elsewhere_of("3", out, facts.standing), out.released.get("3", "")
    look = PageLook(made, items, facts.standing, 0, frozen, sent, (), stale=False, shown=MADE, elsewhere=elsewhere)
    return str(page_state(look)["state"])


def _on_paper(facts: Facts) -> str:
    handed: Any = SimpleNamespace(number="3")
    parts = [PrintedPage(handed, "3", b"frozen" if facts.frozen else b"made", INK, "press/p3.pdf" if facts.frozen else "")]
    judged = {"3": SimpleNamespace(passed=facts.passed)}
    sent = {"3": facts.sent} if facts.sent else {}
    night: Any = SimpleNamespace(judged=judged, present=Present(pages={"3": facts.standing}), sent=sent, place=HERE)
    about = [Entry(Problem(code, Severity(how), code, "", OnPage("3")), kind) for kind, code, how in facts.wrong]
    return str(state_on_paper(parts, night, about))


@pytest.mark.parametrize(("facts", "state"), TABLE)
def test_browser_and_paper_say_the_same_of_a_page(facts: Facts, state: State) -> None:
    assert (_in_the_browser(facts), _on_paper(facts)) == (state, state)


def test_paper_says_that_a_page_is_released_at_another_desk() -> None:
    assert state_words(pack_page("3", state=State.RELEASED, elsewhere=True)) == ("Released at another desk", False)
    assert state_words(pack_page("3", state=State.RELEASED)) == ("Released", False)


def test_a_truck_in_halves_is_as_far_as_the_half_that_is_less_so() -> None:
    numbers: list[Any] = [SimpleNamespace(number=number) for number in ("4", "5")]
    parts = [PrintedPage(each, "4-5", each.number.encode(), each.number * 64) for each in numbers]
    signed = {each.number: PageStanding(each.number, signed=(Signed(1, "Ann", AT, "", each.number * 64),)) for each in numbers}
    night: Any = SimpleNamespace(judged={}, present=Present(pages=signed), sent={}, place=HERE)
    assert state_on_paper(parts, night, []) is State.SIGNED
    night.present = Present(pages={"4": signed["4"]})
    assert state_on_paper(parts, night, []) is State.READY
    assert state_on_paper([replace(parts[0], released="press/p4.pdf"), parts[1]], night, []) is State.READY
