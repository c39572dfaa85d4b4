"""One making of plates, seen from the server: a process with limits that can be ended from another thread."""

import json
import sys
from dataclasses import asdict
from threading import Lock

from layout.plates.running import Limits
from layout.plates.unrendered import NotRendered, Reason, damaged, unstarted
from layout.proof.pictures.piped import Lost, Piped, Program
from layout.proof.pictures.plate_making import Docket

PROGRAM = (sys.executable, "-P", "-m", "layout.proof.pictures.plate_making")
MAKING = Limits(seconds=90.0, megabytes=2500)
"""For a page: a double truck's plates, twice as fine as they are shown, take some 600 MB while its ink is counted."""

_MOST_TOLD = 10_000  # bytes of its answer
_LEAVING = 2.0  # seconds to end by itself, Ghostscript with it


class PlateMaker:
    """One page's making, once; `stop` may come from any thread."""

    def __init__(self, limits: Limits = MAKING, program: tuple[str, ...] = PROGRAM) -> None:
        self._limits = limits
        self._program = program
        self._lock = Lock()
        self._piped: Piped | None = None
        self._stopped: NotRendered | None = None

    def make(self, docket: Docket) -> NotRendered | None:
        """Fill the docket's folder; or why it can't be."""
        # Temporary files go into the docket's folder, which is removed whatever comes of it.
        more = {"TMPDIR": docket.folder, "OPENBLAS_NUM_THREADS": "1"}
        piped = Piped(Program(self._program, self._limits, leaving=_LEAVING, more=more, most=_MOST_TOLD))
        with self._lock:
            if self._stopped is not None:
                return self._stopped
            self._piped = piped
        try:
            told = piped.ask(json.dumps(asdict(docket)).encode())
        finally:
            piped.close()
        with self._lock:
            return self._fault(told, piped.fault) if self._stopped is None else self._stopped

    def stop(self, why: NotRendered) -> None:
        """End what is being made, Ghostscript too; `make` answers with `why`."""
        with self._lock:
            self._stopped, piped = why, self._piped
        if piped is not None:
            piped.close()

    def _fault(self, told: bytes | Lost, why: str) -> NotRendered | None:
        match told:
            case Lost.SLOW:
                message = f"the page took longer than {self._limits.seconds:g} s to be taken apart into its plates"
                remedy = "Look for an ad on it that is too complicated: have it saved anew, flattened."
                return NotRendered(Reason.SLOW, message, remedy)
            case Lost.UNSTARTED:
                return unstarted(why, 0)
            case Lost.CRASHED:
                return _stopped()
        try:
            facts = json.loads(told)
            return NotRendered(Reason(facts["reason"]), facts["message"], facts["remedy"]) if facts else None
        except (ValueError, KeyError, TypeError):
            return _stopped()


def _stopped() -> NotRendered:
    return damaged("the program that takes it apart stopped", 1)
