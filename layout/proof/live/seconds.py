"""How long the stages of a making took."""

from collections.abc import Callable


class Stages:
    """A clock that is read at the end of each stage; seconds by the stage's name, in the order of work."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = clock()
        self.seconds: dict[str, float] = {}

    def end(self, stage: str) -> None:
        """The stage is over, and the next begins."""
        now = self._clock()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now
