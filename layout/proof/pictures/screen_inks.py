"""What each ink of a page looks like alone on the screen, from none to solid; plates are laid over each other as filters are."""

from collections.abc import Iterable, Sequence
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

STOPS = 17
"""Of a ramp: between two of them a profile's curve is as good as straight."""

_WITHOUT_PROFILE: tuple[Rgb, ...] = ((0, 158, 224), (215, 25, 125), (250, 225, 35), (45, 42, 42))
_GREY: Rgb = (110, 110, 110)
_SOLID = 255
_FAINT = 13  # of 255: a spot of less ink than 5 % tells too little of its solid


def paper_colour(profile: "ImageCms.ImageCmsTransform | None") -> Rgb:
    """The bare paper in sRGB, absolute; `profile` as softproof.to_screen makes it."""
    return NEWSPRINT if profile is None else _seen((0, 0, 0, 0), profile)


def ink_ramps(plates: Plates, profile: "ImageCms.ImageCmsTransform | None") -> tuple[tuple[Rgb, ...], ...]:
    """Each plate's ink in sRGB as if on white, in `STOPS` even steps from none to solid. Multiplied with the paper's colour each
    is as the profile sees it, the gain of its tints included; a spot is the mixture which stands for it in the file, grey where
    that can't be told."""
    return tuple(_ramp(plates, number, profile) for number in range(len(plates.plates)))


def _ramp(plates: Plates, number: int, profile: "ImageCms.ImageCmsTransform | None") -> tuple[Rgb, ...]:
    solid = _mixture(plates, number)
    shares = [stop / (STOPS - 1) for stop in range(STOPS)]
    if solid is None:
        return tuple(_rgb(_SOLID - share * (_SOLID - part) for part in _GREY) for share in shares)
    tints = [tuple(round(level * share) for level in solid) for share in shares]
    if profile is None:
        return tuple(_multiplied(tint) for tint in tints)
    paper = paper_colour(profile)
    return tuple(
        _rgb(_SOLID * ink / max(white, 1) for ink, white in zip(_seen(tint, profile), paper, strict=True)) for tint in tints
    )


def _rgb(parts: Iterable[float]) -> Rgb:
    red, green, blue = (min(_SOLID, round(part)) for part in parts)
    return red, green, blue


def _mixture(plates: Plates, number: int) -> tuple[int, ...] | None:
    """The process inks of a plate's solid; None where that can't be told."""
    if number < len(PROCESS):
        return tuple(_SOLID * (place == number) for place in range(len(PROCESS)))
    return _stands_for(plates, number)


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
