"""How far the newest save has come."""

from layout.proof.facts import Begun, Failed, Finished, Judged, Made, Read, Refused, Told


class Progress:
    """`noticed`: the newest save that was noticed; figures older than it are stale, until they have been read of it."""

    def __init__(self) -> None:
        self.noticed = 0
        self._made = 0
        self._read = 0
        self._ended = 0
        self._refused = 0
        self._failed = (0, "")

    @property
    def stale(self) -> bool:
        """True while what is shown is not of the newest save."""
        return self._read < self.noticed or not self._read

    def hear(self, told: Told) -> None:
        """The next fact."""
        match told:
            case Begun(number=number):
                self.noticed = max(self.noticed, number)
            case Made(number=number):
                self._made = number
            case Read(number=number):
                self._read = number
            case Refused(number=number):
                self._refused = self._ended = number
            case Failed(number=number, told=text):
                self._failed, self._ended = (number, text), number
            case Finished(number=number):  # it may be an older one's, whose pages stay shown after a refusal
                self._ended = max(self._ended, number)
            case Judged():
                pass

    def as_json(self) -> dict[str, object]:
        """As JSON's values. A fault, or a refusal, stands until a later save was made."""
        return {
            "number": self.noticed,
            "busy": self._ended < self.noticed,
            "stale": self.stale,
            "refused": self._refused > self._made,
            "failed": self._failed[1] if self._failed[0] > self._made or self._failed[0] > self._read else "",
        }
