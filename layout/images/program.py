"""What turns files into ink and ads, as a digest: what another program kept is none of ours, even if it was wrong in one line."""

import functools
from pathlib import Path

import PIL

from layout.base.sources import digest_of_sources


@functools.cache
def picture_program() -> str | None:
    """Our source and every library that has a say in a picture's bytes; None where nothing should be kept.

    A process lives as long as its program.
    """
    from importlib.metadata import version  # late, with what follows: where no picture is asked for, nothing is loaded

    from PIL import features

    libraries = [f"{name} {features.version(name)}" for name in ("jpg", "libtiff", "littlecms2", "webp", "zlib")]
    return digest_of_sources(Path(__file__).parent, PIL.__version__, version("numpy"), *libraries)


@functools.cache
def ad_program() -> str | None:
    """Our source and the library that reads ads; None where nothing should be kept."""
    from importlib.metadata import version  # late, as above

    return digest_of_sources(Path(__file__).parent, version("pypdf"))
