"""Which folders an issue was read from, so that they are watched; and what in them is of no matter.

In: an order, and what reading it came to. Out: folders, each watched without what lies below it. Where a folder is missing the
one above it is watched, so that it is seen when it comes.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from layout.content.issue import Ad, Block, Issue, PictureAlone, Table
from layout.content.story import Story
from layout.desk.files import files_of_pages
from layout.press.package import MANIFEST
from layout.press.released import RELEASED
from layout.press.sent_record import SENT
from layout.production.order import Checked, Order, Paper

MOST_FOLDERS = 1000  # below the issue's own, and below each folder of fonts

OF_OUT = frozenset({MANIFEST, RELEASED, SENT})
"""What of the output folder decides how pages look and stand: version letters, released pages, deliveries."""

_PASSING = re.compile(
    r"\..*"  # hidden: .proof, .git, .#lock, .name.swp, files on their way by rename
    r"|.*~|.*\.(?:sw[a-z]|part|tmp|bak|crdownload)|#.*#|4913"  # Vim writes 4913 to see whether it may
    r"|__pycache__|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)


def folders_read(order: Order, checked: Checked | None) -> frozenset[str]:
    """The folders, absolute, all of them there now."""
    found = {order.issue.parent, order.folder, *_below(order.issue.parent, order.folders)}
    if checked is not None and checked.issue is not None:
        found |= set(_of_issue(checked.issue))
    if checked is not None and checked.paper is not None:
        found |= set(_of_paper(checked.paper))
    return frozenset(_there(os.path.abspath(folder)) for folder in found)


def matters(path: str, out: str, outs: str) -> bool:
    """Whether a change of the file can change a page. `out`: the output folder; `outs`: the one of all editions; absolute."""
    folder, name = os.path.split(path)
    if path == outs or path.startswith(os.path.join(outs, "")):
        on_the_way = out == path or out.startswith(os.path.join(path, ""))
        return on_the_way or (folder == out and name in OF_OUT)
    return not is_passing(name)


def is_passing(name: str) -> bool:
    """True of the names that programs give to files for a moment, and of hidden ones."""
    return _PASSING.fullmatch(name) is not None


def _of_issue(issue: Issue) -> Iterator[Path]:
    yield issue.house.parent
    yield from issue.story_folders
    for story in issue.stories.values():
        yield from _of_story(story)
    for booking in issue.bookings or ():
        yield Path(booking.where.path).parent
    for page in issue.pages:
        for block in page.blocks:
            yield from (path.parent for path in _of_block(block))


def _of_story(story: Story) -> Iterator[Path]:
    yield Path(story.where.path).parent
    yield from (photo.path.parent for photo in story.photos)
    if story.mug is not None:
        yield story.mug.path.parent


def _of_block(block: Block) -> Iterator[Path]:
    match block.what:
        case Ad(file=file) | Table(file=file):
            yield file
        case PictureAlone(photo=photo) if photo.file is not None:
            yield photo.file
        case _:
            pass
    yield from (photo.file for photo in block.photos or () if photo.file is not None)


def _of_paper(paper: Paper) -> Iterator[Path]:
    for files in files_of_pages(paper.plan).values():
        yield from (path.parent for path in files)
    for folder in paper.house.font_folders:
        yield folder
        yield from _below(folder)
    press = paper.press
    yield Path(press.where.path).parent
    if press.profile is not None:
        yield press.profile.parent


def _below(top: Path, *but: Path) -> Iterable[Path]:
    """The folders below, without the output, and without hidden ones."""
    left_out = {os.path.abspath(each) for each in but}
    found: list[Path] = []
    for folder, names, _files in os.walk(top):
        names[:] = sorted(
            name for name in names if not is_passing(name) and os.path.abspath(os.path.join(folder, name)) not in left_out
        )
        found += [Path(folder, name) for name in names]
        if len(found) > MOST_FOLDERS:
            break
    return found[:MOST_FOLDERS]


def _there(folder: str) -> str:
    """The folder, or the nearest above it that is there."""
    while not os.path.isdir(folder):
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    return folder
