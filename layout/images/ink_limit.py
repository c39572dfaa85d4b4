"""Total ink brought under the press's limit: grey made of three inks becomes black, and what is still too much gets lighter."""

import functools
from typing import Any

from PIL import Image, ImageMath


def capped(image: Image.Image, limit: float) -> Image.Image:
    """The CMYK picture with no pixel above `limit` (2.2: 220 %); the very same picture where none is."""
    most = int(limit * 255)
    cyan, magenta, yellow, black = image.split()
    inks = {"c": cyan, "m": magenta, "y": yellow, "k": black}
    total = ImageMath.lambda_eval(lambda args: args["c"] + args["m"] + args["y"] + args["k"], **inks)
    if total.getextrema()[1] <= most:
        return image
    # Grey component replacement: a unit of black for one each of the three, which takes two units off the total.
    swap = ImageMath.lambda_eval(lambda args: _swap(args, most), **inks)
    inks = {
        ink: ImageMath.lambda_eval(lambda args: args["i"] - args["s"], i=plate, s=swap)
        for ink, plate in inks.items()
        if ink != "k"
    }
    black = ImageMath.lambda_eval(lambda args: args["convert"](args["k"] + args["s"], "L"), k=black, s=swap)
    over = {**inks, "k": black}
    plates = [ImageMath.lambda_eval(functools.partial(_lightened, ink=ink, most=most), **over) for ink in inks]
    return Image.merge("CMYK", [*plates, black])


def _swap(args: dict[str, Any], most: int) -> Any:
    """How much of cyan, magenta and yellow each becomes black."""
    least, greatest = args["min"], args["max"]
    over = greatest(args["c"] + args["m"] + args["y"] + args["k"] - most, 0)
    common = least(least(args["c"], args["m"]), args["y"])
    return least(least((over + 1) / 2, common), 255 - args["k"])


def _lightened(args: dict[str, Any], ink: str, most: int) -> Any:
    """One of the three inks, less its share of what is still over; rounded so that the limit holds."""
    colours = args["c"] + args["m"] + args["y"]
    room = args["max"](most - args["k"], 0)
    fits = args["min"](args[ink], args[ink] * room / args["max"](colours, 1))
    return args["convert"](fits, "L")
