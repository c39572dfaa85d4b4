"""Why nobody can say yes to a page at this moment.

In: what is known now, the page that is meant. Out: what is wrong, and what to do. Pure.
"""

from layout.proof.elsewhere import ELSEWHERE_REMEDY, elsewhere_said
from layout.proof.facts import Item, Kind, Preflighted
from layout.proof.live.desk import Desk
from layout.proof.live.states import PageLook, sign_offs
from layout.proof.live.told_of_released import APART


def why_not_approved(desk: Desk) -> tuple[str, str] | None:
    """Why no page can be signed now: what is wrong, and what to do. None: they can."""
    if desk.refused:
        return "The text is wrong: what is shown is of the save before.", "Mend the text, and look at the page as it is then."
    return None


def why_not_released(desk: Desk, number: str, proof: str, *, built: bool = False) -> tuple[str, str] | None:
    """Why the page must not be released with that proof: what is wrong, and what to do. None: it may be, also while the text of
    other pages is wrong: then it is built alone, and whether it can be is seen by that.

    `built`: a build has just shown that this is the page as it stands; the desk, which noticed the build, may be making it yet.
    """
    look = desk.look(number)
    if look is None:
        return f"There is no page {number}.", "Choose one of the issue's pages."
    page = look.page
    if look.elsewhere is not None:
        return elsewhere_said(number, look.elsewhere.by), ELSEWHERE_REMEDY
    if (page.building or not desk.stands) and not built:
        if desk.failed:
            return desk.failed, "Mend that; then save a file of the issue, so that the pages are made again."
        return f"Page {number} is being made again.", "Wait until it stands, and look at it once more."
    if page.proof != proof:
        return f"Page {number} has changed since.", "Look at it as it is now."
    apart = next((each for each in look.items if _does_not_go(each, look)), None)
    if apart is not None:
        return f"{apart.message[:1].upper()}{apart.message[1:]}.", apart.remedy
    if sign_offs(look)[0] is None:
        return f"Page {number} is not signed as it is now.", "Have it approved first."
    if page.preflighted is Preflighted.WAITING:
        return _why_waiting(number, desk)
    if page.preflighted is not Preflighted.PASSED:
        return f"Page {number} has not passed preflight.", "Mend what preflight found."
    if any(each.severity == "error" and each.kind is not Kind.RELEASED for each in look.items):
        return f"Page {number} has errors.", "Mend them, or allow them with a reason."
    return None


def why_not_taken_back(desk: Desk, number: str) -> tuple[str, str] | None:
    """Why the page's release can't be taken back here; None: it can, or there is none."""
    elsewhere = desk.elsewhere(number)
    return (elsewhere_said(number, elsewhere.by), ELSEWHERE_REMEDY) if elsewhere else None


def _does_not_go(item: Item, look: PageLook) -> bool:
    """Whether it is that the page does not go with a released one. Of a page that is released itself nobody knows that: what is
    told is how its released file goes with the others, and a build shows how the present one does; but with a page that is
    released at another desk none can be compared."""
    return item.code == APART or (item.kind is Kind.RELEASED and item.severity == "error" and not look.released)


def _why_waiting(number: str, desk: Desk) -> tuple[str, str]:
    """Why the page is not through preflight."""
    if desk.failed:
        return f"Page {number} is not through preflight. {desk.failed}", "Where that does not help, save a file of the issue."
    if desk.refused and desk.lost:
        return f"Page {number} is not through preflight: while the text is wrong it can't be judged anew.", "Mend the text."
    return f"Page {number} is still in preflight.", "Wait until preflight is done."
