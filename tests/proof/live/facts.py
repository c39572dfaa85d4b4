"""Facts made up for tests of what is done with them."""

from dataclasses import dataclass, replace

from layout.proof.facts import IssueFacts, Item, Kind, Made, PageFacts, Preflighted

ISSUE = IssueFacts("paper/issue.yaml", "The Test", "2026-11-24", "", "7", "en-GB")


def page(number: str = "1", proof: str = "", ink: str = "", **more: object) -> PageFacts:
    """A page; a short proof is filled up to a key."""
    bare = PageFacts(number, "News", "18.30", False, False, (100.0, 200.0), (0.0, 0.0, 100.0, 200.0))
    key = proof * (64 // len(proof)) if proof else ""
    return replace(bare, proof=key, ink=ink or proof, preflighted=Preflighted.WAITING, **more)  # type: ignore[arg-type]


def made(number: int, *pages: PageFacts, whole: bool = True) -> Made:
    """All pages as of a save."""
    return Made(number, ISSUE, pages, whole)


def item(code: str = "word-doubled", kind: Kind = Kind.COPY, severity: str = "warning", page: str = "1") -> Item:
    """Something that is wrong."""
    return Item(f"{code} {page}", kind, code, severity, f"{code}!", "mend it", page=page)


@dataclass
class Said:
    """A sign-off, or a release."""

    by: str = "Ann"
    at: str = "2026-11-24T20:00:00Z"
    ink: str = ""
    proof: str = ""
    place: str = ""


@dataclass
class Record:
    """What was said of a page."""

    signed: tuple[Said, ...] = ()
    released: Said | None = None
