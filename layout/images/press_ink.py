"""The press's colour: what ink prints like what is seen.

Everything goes through the press's ICC profile, relative colorimetric with black point compensation. Pictures without a profile
of their own are taken as sRGB, as every viewer does.
"""

import functools
import importlib.resources
import io

from PIL import Image, ImageCms

from layout.base.colour import Cmyk
from layout.images.faults import DECODER_FAULTS
from layout.images.ink import PressInk

_PROFILE_FAULTS = (ImageCms.PyCMSError, *DECODER_FAULTS)


def newsprint() -> PressInk:
    """The ink of the shipped press profile."""
    return PressInk(importlib.resources.files("broadsheet_assets").joinpath("icc/newsprint-220.icc").read_bytes())


def through_profile(image: Image.Image, press: PressInk) -> Image.Image:
    """An RGB picture as CMYK."""
    own = image.info.get("icc_profile")
    if own:
        try:
            return _applied(image, _transform(bytes(own), press.profile))
        except _PROFILE_FAULTS:
            pass  # a damaged profile, or one for another kind of picture: the pixels are taken as sRGB
    return _applied(image, _transform(b"", press.profile))


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture of any mode as RGB, by its `profile`; a Lab picture needs none."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("LAB")
    return _applied(image, _built(source, ImageCms.createProfile("sRGB"), image.mode, "RGB"))


def grey_of(image: Image.Image, press: PressInk) -> Image.Image:
    """A picture's lightness: mode L, coded as sRGB codes greys."""
    own = image.info.get("icc_profile") or (press.profile if image.mode == "CMYK" else None)
    if own:
        try:
            return to_srgb(image, bytes(own)).convert("L")
        except _PROFILE_FAULTS:
            pass  # as above
    return image.convert("L")


def flat_ink(red: float, green: float, blue: float, press: PressInk) -> Cmyk:
    """The ink for one flat colour of sRGB (0 to 1 each). Greys are black ink alone, so that thin lines need no register."""
    levels = tuple(round(min(max(value, 0.0), 1.0) * 255) for value in (red, green, blue))
    if max(levels) == min(levels):
        return Cmyk(0.0, 0.0, 0.0, black_curve(press.profile)[levels[0]] / 255)
    pixel = Image.new("RGB", (1, 1), levels)
    inks = (through_profile(pixel, press) if press.profile else pixel.convert("CMYK")).tobytes()
    return Cmyk(*(round(value / 255, 2) for value in inks))


@functools.lru_cache(maxsize=8)  # 12 ms each; the profiles' bytes are the whole of the question
def _transform(own: bytes, press: bytes) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(io.BytesIO(own)) if own else ImageCms.createProfile("sRGB")
    return _built(source, ImageCms.ImageCmsProfile(io.BytesIO(press)), "RGB", "CMYK")


def _built(source: object, target: object, before: str, after: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        source,  # type: ignore[arg-type]  # a profile, as made above
        target,  # type: ignore[arg-type]
        before,
        after,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _applied(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    applied = ImageCms.applyTransform(image, transform)
    assert applied is not None, "applyTransform returns a picture unless it is told to work in place"
    return applied


@functools.lru_cache(maxsize=4)  # the profile's bytes are the whole of the question
def black_curve(profile: bytes) -> tuple[int, ...]:
    """For each grey of sRGB (0 to 255) the black ink that looks like it on this press, black on black, white on paper."""
    if not profile:
        return tuple(255 - value for value in range(256))
    steps = Image.merge("CMYK", [Image.new("L", (256, 1))] * 3 + [Image.frombytes("L", (256, 1), bytes(range(256)))])
    press, lab = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("LAB")
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    printed = ImageCms.applyTransform(steps, ImageCms.buildTransform(press, lab, "CMYK", "LAB", intent))
    assert printed is not None, "applyTransform returns a picture unless it is told to work in place"
    light = [_luminance_of_lab(value * 100 / 255) for value in printed.getchannel(0).tobytes()]
    darkest, paper = light[255], light[0]
    curve: list[int] = []
    ink = 255
    for value in range(256):
        wanted = darkest + (paper - darkest) * _luminance_of_srgb(value / 255)
        while ink > 0 and light[ink] < wanted - 1e-9:
            ink -= 1
        curve.append(ink)
    return tuple(curve)


def _luminance_of_lab(lightness: float) -> float:
    """CIE 15: L* to Y, 0 to 1."""
    return float(((lightness + 16) / 116) ** 3) if lightness > 8 else lightness / 903.3


def _luminance_of_srgb(value: float) -> float:
    """IEC 61966-2-1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
