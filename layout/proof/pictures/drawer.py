"""The process that draws, as the server runs it: ready before it is asked, killed when it is too slow."""

import sys

from layout.plates.running import Limits
from layout.proof.pictures.piped import Piped, Program

PROGRAM = (sys.executable, "-P", "-m", "layout.proof.pictures.pdfium")  # -P: no modules from the folder that it runs in

_STARTING = 30.0  # seconds until it answers for the first time; a busy machine takes a few


def drawer(limits: Limits, program: tuple[str, ...] = PROGRAM) -> Piped:
    """A process that draws; it starts nothing itself, so that nothing is left when it is killed."""
    return Piped(Program(program, limits, starting=_STARTING))
