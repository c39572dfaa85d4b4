"""One making of plates, seen from the server: a process with limits that can be ended from another thread."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from threading import Event, Lock, Timer

from layout.plates.running import Limits, import_path, restrain
from layout.plates.unrendered import NotRendered, Reason, damaged, unstarted
from layout.proof.pictures.plate_making import Order

PROGRAM = (sys.executable, "-P", "-m", "layout.proof.pictures.plate_making")
MAKING = Limits(seconds=90.0, megabytes=2500)
"""For a page: a double truck's plates, twice as fine as they are shown, take some 600 MB while its ink is counted."""

NEWER = NotRendered(Reason.UNTRIED, "a newer proof of the page was asked for before these plates were made", "Look at that one.")

_MOST_TOLD = 10_000  # bytes of its answer
_LAST = 2.0  # seconds to end by itself, Ghostscript with it


class PlateMaker:
    """One page's making, once; `stop` may come from any thread."""

    def __init__(self, limits: Limits = MAKING, program: tuple[str, ...] = PROGRAM) -> None:
        self._limits = limits
        self._program = program
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = Event()

    def make(self, order: Order) -> NotRendered | None:
        """Fill the order's folder; or why it can't be."""
        try:
            process = self._start(order)
        except OSError as fault:
            return unstarted(str(fault), 0)
        if process is None:
            return NEWER
        late = Event()
        alarm = Timer(self._limits.seconds, self._end_late, (late,))
        alarm.daemon = True
        alarm.start()
        assert process.stdout is not None, "it has pipes"
        told = process.stdout.read(_MOST_TOLD)
        alarm.cancel()
        self._end()
        return self._fault(told, late)

    def stop(self) -> None:
        """End what is being made, Ghostscript too."""
        self._stopped.set()
        self._end()

    def _start(self, order: Order) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._stopped.is_set():
                return None
            # Temporary files go into the order's folder, which is removed whatever comes of it.
            ours = {"PYTHONPATH": import_path(), "TMPDIR": order.folder, "OPENBLAS_NUM_THREADS": "1"}
            process = self._process = subprocess.Popen(
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **ours},
                start_new_session=True,  # the user's interrupt is the server's to answer
            )
        restrain(process.pid, self._limits)
        assert process.stdin is not None, "it has pipes"
        with suppress(OSError):  # it has ended at once: its answer says so
            process.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
            process.stdin.flush()
        return process

    def _end_late(self, late: Event) -> None:
        late.set()
        self._end()

    def _end(self) -> None:
        """Its input's end tells it to go."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            assert process.stdin is not None, "it has pipes"
            process.stdin.close()
        try:
            process.wait(_LAST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _fault(self, told: bytes, late: Event) -> NotRendered | None:
        if self._stopped.is_set():
            return NEWER
        if late.is_set():
            message = f"the page took longer than {self._limits.seconds:g} s to be taken apart into its plates"
            return NotRendered(
                Reason.SLOW, message, "Look for an ad on it that is too complicated: have it saved anew, flattened."
            )
        try:
            facts = json.loads(told)
            return NotRendered(Reason(facts["reason"]), facts["message"], facts["remedy"]) if facts else None
        except (ValueError, KeyError, TypeError):
            return damaged("the program that takes it apart stopped", 1)
