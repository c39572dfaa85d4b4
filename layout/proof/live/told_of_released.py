"""What is told of released pages in the list of all that is wrong.

In: a page's number and how it stands to its release. Out: an item. Pure.
"""

from collections.abc import Sequence

from layout.proof.elsewhere import ANOTHER, Near, apart_remedy, apart_said, elsewhere_said
from layout.proof.facts import Item, Kind
from layout.proof.states import Differs

NOT_KEPT = "The released version is not kept here any longer, so that the difference can't be told."
SAME_PRINT = "It prints the same: only what the file says of itself is another, as its title, its date or the slug line."
NO_DIFFERENCE = (
    "Its words, pictures and rules are as they were: another is how they are printed, as a colour, a font or the press profile,"
    " or only what the file says of itself."
)

DIFFERING = "page-released"
"""The code of what is told of a released page that is made otherwise now."""

APART = "released-elsewhere"
"""The code of what is told of a page that shares a story with one that was released at another desk, and is another there."""


def differing(number: str, differs: Differs, why: Sequence[str]) -> Item:
    """Of a released page that is made otherwise now."""
    key, code, kept = f"released {number}", DIFFERING, f"page {number} was released and stays as it is"
    if differs is Differs.FILE:
        text, remedy = f"{kept}; the file that is made now is another. {' '.join(why)}", "Nothing needs to be done."
        return Item(key, Kind.RELEASED, code, "note", text, remedy, page=number)
    text = f"{kept}; what is made now differs from it. {' '.join(why)}".strip()
    remedy = "Undo the change; or release the page again, and tell the printer."
    return Item(key, Kind.RELEASED, code, "warning", text, remedy, page=number)


def gone(number: str, by: str) -> Item:
    """Of a page whose release in this folder was taken out of its record by hand."""
    whose = f" by {by}" if by else ""
    text = f"page {number} was released{whose}, but released.json has no word of it any longer: it is not frozen"
    remedy = "Release it again, or take the release back."
    return Item(f"gone {number}", Kind.RELEASED, "released-gone", "warning", text, remedy, page=number)


def lost(number: str, what: str, page: str) -> Item:
    """Of a released page whose file is gone, or another one. `what`: which of the two; `page`: its number, "" where the issue has
    none such any longer."""
    text = f"page {number} was released, but {what}: until that is mended no page is built or released"
    remedy = "Put the released file back; or take the release back."
    return Item(f"lost {number}", Kind.RELEASED, "released-changed", "error", text, remedy, page=page)


def without_page(number: str) -> Item:
    """Of a released page that the issue has not any longer."""
    text = f"page {number} is released, but the issue has no such page any longer: its file is still built and sent"
    remedy = "Take its release back; or put the page back into the issue."
    return Item(f"released {number}", Kind.RELEASED, "page-released", "warning", text, remedy)


def damaged(at: int, told: str) -> Item:
    """Of a record of the output folder that can't be read, the one of that place among them."""
    return Item(f"record {at}", Kind.RELEASED, "released-damaged", "error", told, "Put the file back, or move it away.")


def another(number: str, by: str) -> Item:
    """Of a page that is released at another desk, and comes out otherwise here."""
    text = f"page{elsewhere_said(number, by)[4:]} {ANOTHER}".rstrip(".")
    remedy = "Bring the copies of the files together; or release the page again at that desk."
    return Item(f"released {number}", Kind.RELEASED, DIFFERING, "warning", text, remedy, page=number)


def apart(number: str, near: Near, by: str, *, frozen: bool) -> Item:
    """Of a page that shares a story with such a one. `frozen`: it is released itself, so that nothing is to be held."""
    severity, key = "warning" if frozen else "error", f"apart {number} {near.page}"
    text, remedy = apart_said(number, near, by), apart_remedy(number)
    return Item(key, Kind.RELEASED, "released-elsewhere", severity, text, remedy, page=number, story=near.story)
