"""The sheets that the press gets beside the single pages, composed of painted pages.

In: painted pages by number, the numbers of the whole issue, the press. Out: sheets that are bound as any page. A sheet of which a
page was not painted is left out: it is for a build of the whole section.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from layout.base.values import dataclass
from layout.design.press import Imposition, Press, PrintersMarks
from layout.desk.imposition import Facing, facing_pages
from layout.desk.numbers import pages_of
from layout.pdf.painted import Painted
from layout.pdf.sheet import Blank, Slug, lay_sheet

NO_VERSIONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages side by side. `name`: "8-1", as a truck's number is written; `pages`: left and right; `blanks`: the empty ones."""

    name: str
    pages: tuple[str, ...]
    blanks: tuple[str, ...]
    painted: Painted


def impose(
    painted: Mapping[str, Painted], numbers: Sequence[str], press: Press, slug: Slug, versions: Mapping[str, str] = NO_VERSIONS
) -> tuple[Sheet, ...]:
    """The press's sheets of an issue whose pages are numbered `numbers`. `slug` stands around each, after the sheet's name.

    `versions`: the pages' version letters by number; the latest of a sheet's stands in its slug.

    Printer spreads always carry marks, for they are folded and cut; pairs as the press wants its pages.
    """
    marked = press.impose is Imposition.SPREADS or press.marks is PrintersMarks.CROP
    sheets: list[Sheet] = []
    for facing in facing_pages(numbers, press.impose):
        leaves = _leaves(facing, painted)
        if leaves:
            pages = [leaf for leaf in leaves if isinstance(leaf, Painted)]
            letters = [versions[name] for name in (facing.left, facing.right, facing.name) if name in versions]
            own = slug.named(facing.name).of_version(letters).with_spots(pages) if marked else None
            sheet = lay_sheet(leaves, own, folded=len(leaves) == 1)
            sheets.append(Sheet(facing.name, (facing.left, facing.right), facing.blanks, sheet))
    return tuple(sheets)


def _leaves(facing: Facing, painted: Mapping[str, Painted]) -> list[Painted | Blank]:
    """What stands on a sheet: a truck as a whole, or two pages; nothing where one of them was not painted."""
    whole = next((page for name, page in painted.items() if _same_pages(name, facing)), None)
    if whole is not None:
        return [whole]
    there = [painted.get(number) for number in (facing.left, facing.right)]
    known = next((page for page in there if page is not None), next(iter(painted.values()), None))
    missing = [page for page, number in zip(there, (facing.left, facing.right), strict=True) if number not in facing.blanks]
    if known is None or None in missing:
        return []
    left, bottom, right, top = known.boxes.trim
    return [page if page is not None else Blank(right - left, top - bottom) for page in there]


def _same_pages(number: str, facing: Facing) -> bool:
    return pages_of(number) == (facing.left, facing.right)
