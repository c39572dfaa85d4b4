"""What each ink of a page looks like alone on the screen, for plates to be laid over one another by multiplication."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.plates.separations import PROCESS, Plates
from layout.plates.softproof import paper_and_ink

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray
    from PIL import ImageCms

Rgb = tuple[int, int, int]

NEWSPRINT: Rgb = (218, 213, 203)
"""Bare paper where the press names no ICC profile: L* 85, as ISO 12647-3 has it, about."""

_WITHOUT_PROFILE: tuple[Rgb, ...] = ((0, 158, 224), (215, 25, 125), (250, 225, 35), (45, 42, 42))
_GREY: Rgb = (110, 110, 110)
_SOLID = 255
_FAINT = 13  # of 255: a spot of less ink than 5 % tells too little of its solid


def paper_colour(profile: "ImageCms.ImageCmsTransform | None") -> Rgb:
    """The bare paper in sRGB, absolute; `profile` as softproof.to_screen makes it."""
    return NEWSPRINT if profile is None else _seen((0, 0, 0, 0), profile)


def ink_colours(plates: Plates, profile: "ImageCms.ImageCmsTransform | None") -> tuple[Rgb, ...]:
    """Each plate's solid ink in sRGB as if on white: multiplied with the paper's colour it is as the profile sees it. A spot's is
    that of the mixture which stands for it in the file; grey where that can't be told."""
    return tuple(_colour(plates, number, profile) for number in range(len(plates.plates)))


def _colour(plates: Plates, number: int, profile: "ImageCms.ImageCmsTransform | None") -> Rgb:
    if number < len(PROCESS):
        mixture: tuple[int, ...] | None = tuple(_SOLID * (place == number) for place in range(len(PROCESS)))
    else:
        mixture = _stands_for(plates, number)
    if mixture is None:
        return _GREY
    if profile is None:
        return _multiplied(mixture)
    paper = paper_colour(profile)
    red, green, blue = (
        min(_SOLID, round(_SOLID * ink / max(white, 1))) for ink, white in zip(_seen(mixture, profile), paper, strict=True)
    )
    return red, green, blue


def _stands_for(plates: Plates, number: int) -> tuple[int, ...] | None:
    """The process mixture of a solid spot, read where the page has most of it and little else."""
    import numpy

    if plates.mixed is None:
        return None
    ink = plates.plates[number].ink
    others = numpy.zeros(ink.shape, numpy.int32)
    for place, plate in enumerate(plates.plates):
        if place != number:
            others += plate.ink
    row, column = divmod(int((ink.astype(numpy.int32) * len(PROCESS) - others).argmax()), ink.shape[1])
    strength = int(ink[row, column])
    if strength < _FAINT:
        return None
    below = [int(plate.ink[row, column]) for plate in plates.plates[: len(PROCESS)]]
    return _solid(plates.mixed[row, column], below, strength)


def _solid(mixed: "NDArray[numpy.uint8]", below: Sequence[int], strength: int) -> tuple[int, ...]:
    """What the spot added, brought to full strength."""
    added = (max(0, int(level) - under) for level, under in zip(mixed, below, strict=True))
    return tuple(min(_SOLID, round(level * _SOLID / strength)) for level in added)


def _seen(mixture: Sequence[int], profile: "ImageCms.ImageCmsTransform") -> Rgb:
    from PIL import Image

    pixel = paper_and_ink(Image.new("CMYK", (1, 1), tuple(mixture)), profile).getpixel((0, 0))
    assert isinstance(pixel, tuple), "an RGB picture has three values a pixel"
    red, green, blue = (int(part) for part in pixel)
    return red, green, blue


def _multiplied(mixture: Sequence[int]) -> Rgb:
    parts = [1.0, 1.0, 1.0]
    for level, solid in zip(mixture, _WITHOUT_PROFILE, strict=True):
        for place, part in enumerate(solid):
            parts[place] *= 1 - level / _SOLID * (1 - part / _SOLID)
    red, green, blue = (round(part * _SOLID) for part in parts)
    return red, green, blue
