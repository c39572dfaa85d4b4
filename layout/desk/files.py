"""Which picture and ad files each page needs, and the line that asks for each."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile, Problem
from layout.content.issue import Ad, Block, PictureAlone, StoryPiece
from layout.desk.photos import choose_photos
from layout.desk.plan import Plan, PlannedBlock, PlannedPage

Files = Mapping[Path, InFile]


def files_of_pages(plan: Plan) -> Mapping[str, Files]:
    """By page number, each file with the place that names it."""
    photos = _photos(plan)
    found: dict[str, dict[Path, InFile]] = {}
    for page in plan.pages:
        number = page.plan.number
        files = found.setdefault(number, dict(_furniture(page)))
        for planned in page.blocks:
            for path, where in (*_of_block(planned, plan), *photos.get((number, planned.letter), ())):
                files.setdefault(path, where)
    return found


def with_missing_photos(problems: Iterable[Problem], plan: Plan, there: Container[Path]) -> Iterator[Problem]:
    """A page's problems. Where a story's picture isn't `there`, its depth is a guess, and so is what is over or short."""
    lost: dict[str, list[str]] = {}
    photos = _photos(plan)
    for chain in plan.chains:
        wanted = [path for piece in chain.pieces for path, _ in photos.get((piece.page, piece.letter), ())]
        lost[chain.story.slug] = [path.name for path in wanted if path not in there]
    for problem in problems:
        names = lost.get(problem.story, []) if problem.code in ("overset", "short") else []
        are = "is missing, and its depth is" if len(names) == 1 else "are missing, and their depths are"
        told = f"{', '.join(names)} {are} a guess: count again when it is there. {problem.remedy}"
        yield replace(problem, remedy=told) if names else problem


def _furniture(page: PlannedPage) -> Iterator[tuple[Path, InFile]]:
    plate = page.master.nameplate
    if plate is not None:
        where = page.plan.marks.get("master", page.plan.where)
        if plate.art is not None:
            yield plate.art, where
        if plate.skybox_photo is not None:
            yield plate.skybox_photo, where


def _of_block(planned: PlannedBlock, plan: Plan) -> Iterator[tuple[Path, InFile]]:
    block = planned.block
    match block.what:
        case Ad(file=file):
            yield file, block.marks.get("ad", block.where)
        case PictureAlone(photo=photo) if photo.file is not None:
            yield photo.file, photo.where
        case StoryPiece() if planned.story is not None and planned.story.mug is not None:
            manner = plan.house.manners.get(block.style)
            if manner is not None and manner.mug:
                yield planned.story.mug.path, planned.story.mug.where


def _photos(plan: Plan) -> Mapping[tuple[str, str], tuple[tuple[Path, InFile], ...]]:
    """By page number and letter, the photos of story pieces."""
    blocks: dict[tuple[str, str], Block] = {
        (page.plan.number, planned.letter): planned.block for page in plan.pages for planned in page.blocks
    }
    found: dict[tuple[str, str], tuple[tuple[Path, InFile], ...]] = {}
    for chain in plan.chains:
        keys = [(piece.page, piece.letter) for piece in chain.pieces if (piece.page, piece.letter) in blocks]
        for key, photos in zip(keys, choose_photos((blocks[key] for key in keys), chain.story), strict=True):
            found[key] = tuple((photo.path, photo.filed.where if photo.filed else photo.asked.where) for photo in photos)
    return found
