"""One drawing process, seen from the server: started when it is first needed, killed when it is too slow, started anew after."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from threading import Event, Lock, Timer

from layout.plates.running import Limits, import_path, restrain
from layout.proof.pictures.frames import read_frame, write_frame

PROGRAM = (sys.executable, "-P", "-m", "layout.proof.pictures.pdfium")  # -P: no modules from the folder that it runs in

_STARTING = 30.0  # seconds until it answers for the first time; a busy machine takes a few


class Lost(StrEnum):
    """How a process ended that gave no answer."""

    SLOW = "slow"  # it was killed because it took too long
    CRASHED = "crashed"
    UNSTARTED = "unstarted"


class Drawer:
    """Used by one thread at a time; `close` by any."""

    def __init__(self, limits: Limits, program: tuple[str, ...] = PROGRAM) -> None:
        self._limits = limits
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._closed = False

    def ask(self, request: Mapping[str, str | int | float]) -> bytes | Lost:
        """The process's answer, or how it was lost. Starting it takes none of the request's time."""
        process = self._ready()
        if process is None:
            return Lost.UNSTARTED
        answer, late = _exchange(process, json.dumps(request).encode(), self._limits.seconds)
        if answer is not None:
            return answer
        self._end()
        return Lost.SLOW if late else Lost.CRASHED

    def start(self) -> None:
        """Have the process ready before it is asked."""
        self._ready()

    @property
    def pid(self) -> int:
        """The process's number, 0 where there is none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else 0

    def close(self) -> None:
        """End the process, whatever it does; it is not started again."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.kill()
            process.wait()

    def _ready(self) -> "subprocess.Popen[bytes] | None":
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self._end()  # it has died while nobody asked for anything
        process = self._new()
        if process is None or _exchange(process, b"", _STARTING)[0] is None:
            self._end()
            return None
        return process

    def _new(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._closed:
                return None
            try:
                self._process = subprocess.Popen(
                    self._program,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": import_path()},
                    start_new_session=True,  # the user's interrupt is the server's to answer
                )
            except OSError:
                return None
            restrain(self._process.pid, self._limits)
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was not written yet has no reader
                        pipe.close()


def _exchange(process: "subprocess.Popen[bytes]", request: bytes, seconds: float) -> tuple[bytes | None, bool]:
    """The answer, None where the process ended before; and whether it was killed because its time had run out."""
    late = Event()
    alarm = Timer(seconds, _stop, (process, late))
    alarm.daemon = True
    alarm.start()
    assert process.stdin is not None, "it has pipes"
    assert process.stdout is not None, "it has pipes"
    answer = None
    with suppress(OSError, ValueError):  # it is gone, or closed by another thread
        write_frame(process.stdin, request)
        answer = read_frame(process.stdout)
    alarm.cancel()
    return (None if late.is_set() else answer), late.is_set()


def _stop(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()
