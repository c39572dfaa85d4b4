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


def as_ink(image: Image.Image, own: bytes, press: PressInk) -> tuple[Image.Image, bool]:
    """The picture (RGB, LAB, CMYK) as CMYK, and whether its `own` profile was damaged: then it is taken as sRGB.

    CMYK keeps its own separation.
    """
    if image.mode == "CMYK":
        return image, False
    if not press.profile:
        return (to_srgb(image, b"") if image.mode == "LAB" else image).convert("CMYK"), False
    if image.mode == "LAB":
        return _applied(image, _transform(b"", press.profile, "LAB", "CMYK")), False
    if own:
        try:
            return _applied(image, _transform(own, press.profile, "RGB", "CMYK")), False
        except _PROFILE_FAULTS:
            pass  # a damaged profile, or one for another kind of picture
    return _applied(image, _transform(b"", press.profile, "RGB", "CMYK")), bool(own)


def grey_of(image: Image.Image, own: bytes, press: PressInk) -> tuple[Image.Image, bool]:
    """A picture's lightness (mode L, coded as sRGB codes greys), and whether its `own` profile was damaged."""
    if image.mode == "LAB":
        return to_srgb(image, b"").convert("L"), False
    profile = own or (press.profile if image.mode == "CMYK" else b"")
    if not profile:
        return image.convert("L"), False
    if image.mode == "L" and colours_of(profile) == "RGB":
        image = image.convert("RGB")  # many a program gives a grey picture the profile of its colour ones
    try:
        return to_srgb(image, profile).convert("L"), False
    except _PROFILE_FAULTS:
        return image.convert("L"), bool(own)


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A picture of any mode as RGB, by its `profile`; a Lab picture needs none."""
    return _applied(image, _transform(profile, b"", image.mode, "RGB"))


def is_of_press(profile: bytes, press: PressInk) -> bool:
    """True where ink that was separated with that profile is meant for this press."""
    return profile == press.profile or profile_name(profile) == profile_name(press.profile)


@functools.lru_cache(maxsize=8)  # the profile's bytes are the whole of the question
def profile_name(profile: bytes) -> str:
    """What a profile calls itself; "" without one, and where it cannot be read."""
    try:
        return ImageCms.getProfileDescription(io.BytesIO(profile)).strip() if profile else ""
    except _PROFILE_FAULTS:
        return ""


def colours_of(profile: bytes) -> str:
    """The colour space that a profile is for, as the ICC writes it: RGB, GRAY, CMYK, Lab. "" where it cannot be read."""
    try:
        return str(ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space).strip()
    except _PROFILE_FAULTS:
        return ""


def flat_ink(red: float, green: float, blue: float, press: PressInk) -> Cmyk:
    """The ink for one flat colour of sRGB (0 to 1 each). Greys are black ink alone, so that thin lines need no register."""
    levels = tuple(round(min(max(value, 0.0), 1.0) * 255) for value in (red, green, blue))
    if max(levels) == min(levels):
        return Cmyk(0.0, 0.0, 0.0, black_curve(press.profile)[levels[0]] / 255)
    pixel, _ = as_ink(Image.new("RGB", (1, 1), levels), b"", press)
    return held_flat(Cmyk(*(round(value / 255, 2) for value in pixel.tobytes())), press.limit)


def held_flat(ink: Cmyk, limit: float) -> Cmyk:
    """A flat ink brought under the limit as pictures are: grey of three inks becomes black, the rest gets lighter."""
    over = ink.total - limit
    if over <= 0:
        return ink
    swap = min(over / 2, ink.cyan, ink.magenta, ink.yellow, 1.0 - ink.black)
    colours, black = [part - swap for part in (ink.cyan, ink.magenta, ink.yellow)], ink.black + swap
    fits = min(1.0, max(limit - black, 0.0) / max(sum(colours), 1e-9))
    # Rounded down to whole hundredths, which is what stands in the file: the limit holds there.
    cyan, magenta, yellow, rest = (
        int(part * 100 + 1e-6) / 100 for part in (*(part * fits for part in colours), min(black, limit))
    )
    return Cmyk(cyan, magenta, yellow, rest)


@functools.lru_cache(maxsize=16)  # 12 ms each; the profiles' bytes and the modes are the whole of the question
def _transform(own: bytes, target: bytes, before: str, after: str) -> ImageCms.ImageCmsTransform:
    """From the picture's profile (b"": sRGB, or Lab) to the target's (b"": sRGB)."""
    plain = ImageCms.createProfile("LAB" if before == "LAB" else "sRGB")
    source = ImageCms.ImageCmsProfile(io.BytesIO(own)) if own else plain
    aim = ImageCms.ImageCmsProfile(io.BytesIO(target)) if target else ImageCms.createProfile("sRGB")
    return _built(source, aim, before, after)


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
