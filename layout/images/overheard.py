"""What libtiff says of a picture's data while it decodes them: asked of a process of its own.

libtiff goes on where fax data make no sense, with lines left white, and tells nobody but its process's standard error. So the
picture is decoded once elsewhere, and what is said there is read (docs/decisions/tiffs-are-tried-elsewhere.md).

In: a TIFF. Out: nothing where it can be decoded without a complaint. Raises any of READERS where not.
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from layout.images.faults import Fault, Refusal

SOUND = b"sound"  # what the other process says of a picture that it could decode
MOST_SECONDS = 120
_DAMAGE = re.compile(rb"(?:tempfile\.tif|\w*(?:Decode|Fax|LZW)\w*): (?!Warning)", re.MULTILINE)
_AGAIN = "Ask for the file again, or save it anew."


def check_data(source: Path | io.BytesIO) -> None:
    """Decode the TIFF elsewhere, and raise where that fails or is complained of."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            answer, said = _tried(file)
    else:
        with TemporaryFile() as file:
            file.write(source.getbuffer())
            file.seek(0)
            answer, said = _tried(file)
    if _DAMAGE.search(said) and answer == SOUND:
        raise Refusal(Fault.BROKEN, "its data are damaged in places", _AGAIN)
    if answer == MemoryError.__name__.encode():
        raise MemoryError
    if answer != SOUND:
        raise OSError(answer.decode("utf-8", "replace") or "broken data stream")


def _tried(file: IO[bytes]) -> tuple[bytes, bytes]:
    """What the other process answers, b"" where it came to no answer, and what libtiff said to it."""
    paths = os.pathsep.join(os.path.abspath(path) for path in sys.path)
    try:
        # -P: nothing is taken from the folder in which somebody happens to be (Python 3.11)
        done = subprocess.run(
            [sys.executable, "-P", "-m", "layout.images.tried"],
            stdin=file,
            capture_output=True,
            timeout=MOST_SECONDS,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(Fault.BROKEN, f"it takes longer than {MOST_SECONDS} seconds to decode", _AGAIN) from error
    except OSError as error:
        text = "is a compressed TIFF, and the process that would try it could not be started"
        raise Refusal(Fault.FOREIGN, text, "Save it without compression.") from error
    return done.stdout, done.stderr
