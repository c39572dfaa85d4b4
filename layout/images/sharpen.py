"""Pictures sharpened for the screen that prints them, which blurs what is finer than half a dot."""

from PIL import Image, ImageFilter

from layout.images.ink import PressInk

_SCREEN = 100.0  # lines an inch, where the profile says nothing: coldset newsprint
_THRESHOLD = 3  # levels: what differs less is grain or a smooth sky
_LEAST_RADIUS = 0.4  # pixels: a mask narrower than that touches nothing


def sharpened(image: Image.Image, ppi: float, press: PressInk) -> Image.Image:
    """The picture (L, RGB, LAB, CMYK) at `ppi` pixels an inch, its lightness under an unsharp mask; the same where 0 is asked."""
    if press.sharpen <= 0:
        return image
    radius = max(ppi / (press.screen or _SCREEN) / 2, _LEAST_RADIUS)  # half a dot of the screen, in pixels
    mask = ImageFilter.UnsharpMask(radius, round(press.sharpen * 100), _THRESHOLD)
    match image.mode:
        case "RGB":  # on lightness alone: in three channels every edge would get a coloured seam
            light, *colour = image.convert("YCbCr").split()
            return Image.merge("YCbCr", (light.filter(mask), *colour)).convert("RGB")
        case "LAB":
            light, *colour = image.split()
            return Image.merge("LAB", (light.filter(mask), *colour))
        case _:  # grey; and CMYK, whose black holds the edges
            return image.filter(mask)
