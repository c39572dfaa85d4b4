"""Which of a story's photos each of its pieces prints."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from layout.base.problems import Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Block, PhotoOptions
from layout.content.story import Photo, Story
from layout.desk.jumps import Way


@dataclass(frozen=True, slots=True)
class ChosenPhoto:
    """A photo that a block prints: as asked for, where it lies, and as the story filed it, if it did."""

    asked: PhotoOptions
    path: Path
    filed: Photo | None


def choose_photos(blocks: Iterable[Block], story: Story) -> tuple[tuple[ChosenPhoto, ...], ...]:
    """For each block of a story, along its pieces: a named file, else the story's next photo not yet used, else none."""
    used: set[Path] = set()
    chosen: list[tuple[ChosenPhoto, ...]] = []
    for block in blocks:
        photos: list[ChosenPhoto] = []
        for options in block.photos or ():
            photo = _choose(options, story, used)
            if photo is not None:
                used.add(photo.path)
                photos.append(photo)
        chosen.append(tuple(photos))
    return tuple(chosen)


def check_photos(way: Way, story: Story) -> Iterator[Problem]:
    """Photos asked for that the story has not got, and photos of its own that nothing prints."""
    chosen = choose_photos((spot.block for spot in way), story)
    for spot, photos in zip(way, chosen, strict=True):
        asked = spot.block.photos or ()
        if len(photos) < len(asked):
            yield Problem(
                "photo-none-left",
                Severity.ERROR,
                f"block {spot.block.letter} asks for {_count(len(asked))}, but '{story.slug}' has "
                f"{f'only {len(story.photos)} in all' if story.photos else 'none'}",
                "Name a file ('photo: {file: photos/name.jpg}'), or file one with the story.",
                spot.block.marks.get("photo", spot.block.where),
                story.slug,
            )
    if any(spot.block.photos == () for spot in way):  # `photo: none` says that it is meant
        return
    printed = {photo.path for photos in chosen for photo in photos}
    unused = [photo for photo in story.photos if photo.path not in printed]
    if unused:
        names = ", ".join(photo.path.name for photo in unused)
        yield Problem(
            "photo-unused",
            Severity.NOTE,
            f"'{story.slug}' has {_count(len(unused))} that no block prints: {names}",
            "Give the block a 'photo:', or say 'photo: none'.",
            unused[0].where,
            story.slug,
        )


def _choose(options: PhotoOptions, story: Story, used: set[Path]) -> ChosenPhoto | None:
    if options.file is not None:
        return ChosenPhoto(options, options.file, next((photo for photo in story.photos if photo.path == options.file), None))
    photo = next((photo for photo in story.photos if photo.path not in used), None)
    return None if photo is None else ChosenPhoto(options, photo.path, photo)


def _count(number: int) -> str:
    return "a photo" if number == 1 else f"{number} photos"
