"""Which part of a picture shows. Everything in fractions of the upright picture, from its top left."""

from layout.images.picture import Picture

Crop = tuple[float, float, float, float]  # x, y, width, height

WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)
_LEAST = 1e-4  # of the picture: a crop thinner than that is none


def crop_to(picture: Picture, width: float, height: float, crop: Crop | None, focus: tuple[float, float]) -> Crop:
    """The largest part of the picture (or its `crop`) with the proportions `width` to `height`, about the `focus`."""
    left, top, across, down = _inside(crop)
    wanted = (width / height) * (picture.height / picture.width)  # the target's proportions, in fractions of the picture
    if across > down * wanted:
        part = down * wanted
        return _about(focus[0], part, left, across), top, part, down
    part = across / wanted
    return left, _about(focus[1], part, top, down), across, part


def natural_depth(picture: Picture, width: float, crop: Crop | None) -> float:
    """How deep the picture (or its `crop`) is when it is `width` points wide."""
    _left, _top, across, down = _inside(crop)
    return width * (down * picture.height) / (across * picture.width)


def lost(picture: Picture, width: float, height: float, crop: Crop | None) -> float:
    """The share (0 to 1) of the picture, or of its `crop`, that the proportions `width` to `height` cut away."""
    _left, _top, across, down = _inside(crop)
    shown = crop_to(picture, width, height, crop, (0.5, 0.5))
    return max(0.0, 1.0 - (shown[2] * shown[3]) / (across * down))


def _about(focus: float, part: float, start: float, room: float) -> float:
    """Where a part begins that has `focus` in its middle and stays within `room` from `start`."""
    return min(max(focus - part / 2, start), start + room - part)


def _inside(crop: Crop | None) -> Crop:
    """The crop, kept inside the picture; the whole picture where nothing would be left."""
    if crop is None:
        return WHOLE
    left, top = min(max(crop[0], 0.0), 1.0), min(max(crop[1], 0.0), 1.0)
    right, bottom = min(crop[0] + crop[2], 1.0), min(crop[1] + crop[3], 1.0)
    if right - left < _LEAST or bottom - top < _LEAST:
        return WHOLE
    return left, top, right - left, bottom - top
