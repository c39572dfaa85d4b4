"""Variables given with the order: a name that nothing prints is probably misspelt, and would be lost without a word.

In: the issue and its house. Out: a warning for each such name.
"""

import re
from collections.abc import Iterator

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.content.issue import Block, Issue, Notice, PhotoOptions, PictureAlone, Refers, Table
from layout.design.house import House, Master

NAME_IN_TEMPLATE = re.compile(r"\{\{|\}\}|\{\s*([^{}:\s]*)\s*(?::[^{}]*)?\}")
OF_THE_ISSUE = frozenset({"title", "number", "edition", "page", "section", "date"})
"""Names that say what the issue says, whatever a variable says."""


def check_ordered(issue: Issue, house: House) -> Iterator[Problem]:
    """Names of the order that no template prints, or that are not a variable's to fill."""
    if not issue.ordered:
        return
    printed = {name for text in _texts(issue, house) for name in NAME_IN_TEMPLATE.findall(text) if name}
    known = sorted((printed | issue.vars.keys()) - OF_THE_ISSUE - set(issue.ordered))
    for name in issue.ordered:
        where = InFile(f"-D {name}")
        if name in OF_THE_ISSUE:
            text, remedy = f"{{{name}}} is what the issue says, and no variable's", "Change it in the issue, or in an edition."
            yield Problem("variable-unused", Severity.WARNING, text, remedy, where)
        elif name not in printed:
            remedy = f"Give one of the names that are printed: {', '.join(known) or 'none'}{did_you_mean(name, known)}"
            yield Problem("variable-unused", Severity.WARNING, f"nothing prints {{{name}}}", remedy, where)


def furniture(master: Master) -> Iterator[str]:
    """A master's texts."""
    if master.nameplate is not None:
        yield from (master.nameplate.text, *master.nameplate.ears, master.nameplate.skybox)
    if master.banner is not None:
        yield from (master.banner.text, master.banner.motto)
    if master.folio is not None:
        folio = master.folio
        yield from (folio.left, folio.centre, folio.right, folio.outer, folio.inner)


def _texts(issue: Issue, house: House) -> Iterator[str]:
    """Every text of house and issue in which names are filled."""
    for master in house.masters.values():
        yield from furniture(master)
    for page in (*issue.pages, *issue.others):
        for block in page.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    yield from (text for text in (block.label, block.kicker, block.deck, block.byline, block.quote) if text)
    yield from block.headline or ()
    photos: tuple[PhotoOptions, ...] = block.photos or ()
    match block.what:
        case Notice(paragraphs=paragraphs):
            yield from ("".join(span.text for span in spans) for spans in paragraphs)
        case Table(title=title):
            yield title
        case Refers(items=items):
            yield from (text for item in items for text in (item.text, item.section))
        case PictureAlone(photo=photo):
            photos = (*photos, photo)
        case _:
            pass
    for photo in photos:
        yield photo.credit or ""
        yield "".join(span.text for span in photo.caption or ())
