"""A process that decodes the TIFF on its standard input, keeps nothing of it, and answers in one word how it went.

`python -m layout.images.tried < picture.tif`. What libtiff has to say goes to this process's standard error.
"""

import sys

from PIL import Image

from layout.images.faults import DECODER_FAULTS
from layout.images.overheard import SOUND


def main() -> None:
    """Decode, and answer."""
    Image.MAX_IMAGE_PIXELS = None  # whoever asks has measured it
    answer = SOUND
    try:
        with Image.open(sys.stdin.buffer, formats=["TIFF"]) as image:
            image.load()
    except MemoryError:
        answer = MemoryError.__name__.encode()
    except DECODER_FAULTS as error:
        answer = (str(error) or type(error).__name__).encode("utf-8", "replace")
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
