"""Which pages lie side by side on which sheet.

In: the numbers of all pages of an issue, in order. Out: their sheets; section letters make sections of their own. Pages that a
folded section needs and the issue has not stay empty, and the desk is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.design.press import Imposition
from layout.desk.numbers import pages_of, section_and_count

_ON_A_SHEET = 4  # pages of a sheet that is printed on both sides and folded once


@dataclass(frozen=True, slots=True)
class Facing:
    """Two pages side by side, by their printed numbers; `blanks` are those that the issue does not have."""

    left: str
    right: str
    blanks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The sheet's name: "8-1"."""
        return f"{self.left}-{self.right}"


def facing_pages(numbers: Iterable[str], imposition: Imposition) -> tuple[Facing, ...]:
    """The sheets of an issue. `pairs`: 2-3, 4-5, as they are read; `spreads`: 8-1, 2-7, 6-3, 4-5, as they are folded."""
    match imposition:
        case Imposition.NONE:
            return ()
        case Imposition.PAIRS:
            sections = _sections(numbers).items()
            return tuple(facing for letters, counts in sections for facing in _pairs(letters, counts))
        case Imposition.SPREADS:
            sections = _sections(numbers).items()
            return tuple(facing for letters, counts in sections for facing in _spreads(letters, counts))


def check_imposition(numbers: Sequence[str], imposition: Imposition, where: InFile) -> tuple[Problem, ...]:
    """A warning for each section that has to be filled up with empty pages; `where` is the issue."""
    return tuple(_check_sections(numbers, where)) if imposition is Imposition.SPREADS else ()


def _check_sections(numbers: Sequence[str], where: InFile) -> Iterator[Problem]:
    for letters, counts in _sections(numbers).items():
        blanks = sorted(
            (blank for facing in _spreads(letters, counts) for blank in facing.blanks), key=lambda page: section_and_count(page)
        )
        if blanks:
            section = f"section {letters}" if letters else "the issue"
            stay = f"pages {', '.join(blanks)} stay" if len(blanks) > 1 else f"page {blanks[0]} stays"
            text = f"{section} has {len(counts)} pages, and its folded sheets take {len(counts) + len(blanks)}: {stay} empty"
            remedy = "Make the section a multiple of four pages, or take a press profile with `impose: none`."
            yield Problem("section-padded", Severity.WARNING, text, remedy, where)


def _sections(numbers: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """The counts of each section's pages, ascending; a spread is its two pages."""
    found: dict[str, set[int]] = {}
    for number in numbers:
        for page in pages_of(number):
            letters, count = section_and_count(page)
            found.setdefault(letters, set()).add(count)
    return {letters: sorted(counts) for letters, counts in found.items()}


def _pairs(letters: str, counts: Sequence[int]) -> Iterator[Facing]:
    for count in counts:
        if count % 2 == 0 and count + 1 in counts:
            yield Facing(f"{letters}{count}", f"{letters}{count + 1}")


def _spreads(letters: str, counts: Sequence[int]) -> Iterator[Facing]:
    """From the outer sheet to the inner: the outside of the first sheet carries the last page and the first."""
    first = counts[0] - (counts[0] + 1) % 2  # a section begins on the right
    length = -(-(counts[-1] + 1 - first) // _ON_A_SHEET) * _ON_A_SHEET
    for step in range(length // 2):
        low, high = first + step, first + length - 1 - step
        left, right = (high, low) if step % 2 == 0 else (low, high)
        blanks = tuple(f"{letters}{count}" for count in (left, right) if count not in counts)
        yield Facing(f"{letters}{left}", f"{letters}{right}", blanks)
