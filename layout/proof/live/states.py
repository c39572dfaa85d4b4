"""A page's state, and what else of it browsers are shown: the present make, the records and the output folder brought together.

In: facts. Out: one page's part of /api/state. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from layout.base.values import dataclass
from layout.press.sent_record import SentFile
from layout.proof.elsewhere import ANOTHER, Here, is_elsewhere
from layout.proof.facts import Item, Kind, PageFacts, Preflighted
from layout.proof.live.out_folder import OutFolder
from layout.proof.live.recorded import PageRecord, ReleaseRecord, SignOffRecord
from layout.proof.live.stands import Known, stands_of
from layout.proof.states import Differs, state_of


@dataclass(frozen=True, slots=True)
class PageLook:
    """All that is known of a page. `items`: its own; `released`: the proof that is frozen, "" for none; whether what is made
    now `differs` from it, and `why`. `elsewhere`: its release at another desk, over files that are no longer these; `another`:
    what is made here is another page than that. `releasing`: it is being built for the press. `gone`: its release in this folder,
    of which the record there knows nothing any longer.

    `shown`: the proof that browsers show. Of a released page that is the frozen one, as long as it is kept here.
    """

    page: PageFacts
    items: tuple[Item, ...]
    record: PageRecord | None
    notes: int
    released: str
    sent: SentFile | None
    why: Sequence[str]
    stale: bool
    shown: str
    differs: Differs = Differs.NOT
    elsewhere: ReleaseRecord | None = None
    releasing: bool = False
    another: bool = False
    gone: ReleaseRecord | None = None


ELSEWHERE = "It was released at another desk, over a copy of these files: what is made here is neither released nor sent as that."


def page_state(look: PageLook) -> dict[str, object]:
    """The page for browsers. `made_state`: how far what is made now is, were nothing released."""
    page = look.page
    errors, warnings = _counts(look)
    signed, lapsed = sign_offs(look)
    return {
        "number": page.number,
        "section": page.section,
        "deadline": page.deadline,
        "spread": page.spread,
        "left_hand": page.left_hand,
        "size": list(page.size),
        "media": list(page.media),
        "proof": look.shown,
        "made": page.proof,
        "ink": page.ink,
        "state": str(state_of(stands_of(_known(look)))),
        "made_state": str(state_of(stands_of(replace(_known(look), frozen="", elsewhere=False)))),
        "stale": look.stale or page.building,
        "releasing": look.releasing,
        "over": page.over,
        "short": page.short,
        "errors": errors,
        "warnings": warnings,
        "preflighted": str(page.preflighted),
        "notes": look.notes,
        "signed": _by_at(signed),
        "lapsed": _by_at(lapsed),
        "overtaken": _overtaken(look),
        "released": _released(look),
        "gone": release_json(look.gone.proof, look.record) if look.gone is not None else None,
        "sent": _sent(look),
    }


def standing_page(page: PageFacts, before: PageFacts | None) -> PageFacts:
    """The page; until it is printed with the proof that it had, also where the process that makes pages knows of none yet."""
    if not page.building or page.proof or before is None:
        return page
    return replace(page, proof=before.proof, ink=before.ink, media=before.media)


def sign_offs(look: PageLook) -> tuple[SignOffRecord | None, SignOffRecord | None]:
    """The last sign-off for the ink as it is now; else the last that was for another ink, and so has lapsed."""
    signed = look.record.signed if look.record is not None else ()
    page = look.page
    holding = [each for each in signed if page.ink and not page.building and each.ink == page.ink]
    if holding:
        return holding[-1], None
    return None, signed[-1] if signed and page.ink and not page.building else None


def _overtaken(look: PageLook) -> dict[str, str] | None:
    """What was done last with another version after the sign-off that holds for this one: `signed` or `released`, by whom, when.
    So it is where an edit was undone, or made again."""
    signed, record = sign_offs(look)[0], look.record
    if signed is None or record is None:
        return None
    last, release = record.signed[-1], record.released
    later = [{"what": "signed", "by": last.by, "at": last.at}] if last is not signed else []
    if release is not None and release.at > signed.at and release.proof != look.page.proof and release.ink != signed.ink:
        later.append({"what": "released", "by": release.by, "at": release.at})
    return max(later, key=lambda each: each["at"], default=None)


def _known(look: PageLook) -> Known:
    page = look.page
    return Known(
        page.proof,
        page.ink,
        page.building,
        frozen=look.released,
        elsewhere=look.elsewhere is not None,
        sent=look.sent.sha256 if look.sent is not None else "",
        signed=frozenset(each.ink for each in look.record.signed) if look.record is not None else frozenset(),
        errors=frozenset(each.kind for each in _of_made(look) if each.severity == "error"),
        over=bool(page.over),
        short=bool(page.short),
        passed=page.preflighted is Preflighted.PASSED,
    )


def _sent(look: PageLook) -> dict[str, object] | None:
    """The last delivery; whether what would be delivered now `differs` from it."""
    if look.sent is None:
        return None
    present = look.released or look.page.proof
    return {"at": look.sent.when, "where": look.sent.where, "differs": bool(present) and look.sent.sha256 != present}


def _of_made(look: PageLook) -> list[Item]:
    """What is wrong with what is made now: of a released page, what is told of its release is not."""
    released = bool(look.released) or look.elsewhere is not None
    return [each for each in look.items if not (released and each.kind is Kind.RELEASED)]


def _counts(look: PageLook) -> tuple[int, int]:
    own = _of_made(look)
    return _of(own, "error"), _of(own, "warning")


def _of(items: Iterable[Item], severity: str) -> int:
    return sum(each.severity == severity for each in items)


def _released(look: PageLook) -> dict[str, object] | None:
    """`differs`: it would print otherwise now; `file_differs`: it would print the same, out of another file; `errors`: how many
    there are by which what is released does not go with other pages. `another`: it is released at another desk, and what is made
    of it here is another page."""
    if look.elsewhere is not None:
        each = look.elsewhere
        differs = {"differs": False, "file_differs": False, "elsewhere": True}
        told = {"by": each.by, "at": each.at, "proof": each.proof, "another": look.another, "errors": 0}
        return {**told, **differs, "why": [ELSEWHERE, ANOTHER] if look.another else [ELSEWHERE]}
    if not look.released:
        return None
    differs = {"elsewhere": False, "differs": look.differs is Differs.PRINT, "file_differs": look.differs is Differs.FILE}
    errors = sum(each.kind is Kind.RELEASED and each.severity == "error" for each in look.items)
    return {**release_json(look.released, look.record), **differs, "another": False, "why": list(look.why), "errors": errors}


def release_json(released: str, record: PageRecord | None) -> dict[str, object]:
    """The proof that is frozen, and who released it when, as far as that is known."""
    said = release_of(released, record)
    return {"by": said.by if said is not None else "", "at": said.at if said is not None else "", "proof": released}


def elsewhere_of(number: str, out: OutFolder, record: PageRecord | None) -> ReleaseRecord | None:
    """The page's release in another place, with a proof that is not frozen in this folder. None before the folder was read."""
    said = record.released if record is not None else None
    return said if said is not None and is_elsewhere(said, Here(out.place, out.released.get(number, ""))) else None


def gone_of(number: str, out: OutFolder, record: PageRecord | None) -> ReleaseRecord | None:
    """A release that was made in this folder, of which its record knows nothing any longer."""
    said = record.released if record is not None else None
    if said is None or not out.place or said.place != out.place or out.told or number in out.released:
        return None
    return said


def release_of(released: str, record: PageRecord | None) -> ReleaseRecord | None:
    """What the records know of the release of that very proof."""
    said = record.released if record is not None else None
    return said if said is not None and said.proof == released else None


def _by_at(each: SignOffRecord | None) -> dict[str, str] | None:
    return {"by": each.by, "at": each.at} if each is not None else None
