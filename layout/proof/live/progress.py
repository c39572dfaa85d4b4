"""How far the newest save has come."""

from layout.proof.facts import Begun, Failed, Finished, Judged, Made, Read, Refused, Told


class Progress:
    """`noticed`: the newest save that was noticed; figures older than it are stale, until they have been read of it. But those
    stand of which the output folder alone was written into since, by a build or by a release: what is made is mostly the same.

    `failed`: what the program itself failed over last, as a sentence, preflight too; "" for nothing. It stands until pages are
    begun again: then whatever is told comes from a program that lives. `lost`: of the pages shown nothing more will be told, as
    the process that made them is gone, and the one that came after it made none yet.
    """

    def __init__(self) -> None:
        self.noticed = 0
        self._input = 0
        self._made = 0
        self._read = 0
        self._ended = 0
        self._refused = 0
        self.failed = ""
        self.lost = False

    @property
    def stale(self) -> bool:
        """True while what is shown is not of the newest save."""
        return self._read < self._input or not self._read

    @property
    def busy(self) -> bool:
        """True while something of the newest save is still to be told."""
        return self._ended < self.noticed

    @property
    def refused(self) -> bool:
        """True while what is shown is of a save before one whose text is wrong."""
        return self._refused > self._made

    @property
    def stands(self) -> bool:
        """True where the pages shown stay as they are until somebody saves: they are of the newest save, or of the last good one
        while the text is wrong, and were read."""
        told = self._ended >= self._input and not self.failed
        return not self.stale or (self.refused and told and 0 < self._made <= self._read)

    def notice(self, number: int) -> None:
        """Something of which pages are made was saved; that is told of under that number."""
        self.noticed = self._input = number

    def notice_output(self, number: int) -> None:
        """The output folder was written into; likewise."""
        self.noticed = number

    def hear(self, told: Told) -> None:
        """The next fact."""
        match told:
            case Begun(number=number):
                if number > self.noticed:
                    self.notice(number)
                self._ended = min(self._ended, number - 1)  # a process that was started again makes the same save again
                self.failed = ""
            case Made(number=number):
                self._made, self.lost = number, False
            case Read(number=number):
                self._read = number
            case Refused(number=number):
                self._refused = self._ended = number
            case Failed(number=number, told=text, ended=ended):
                self.failed, self._ended, self.lost = text, number, self.lost or ended
            case Finished(number=number):  # it may be an older one's, whose pages stay shown after a refusal
                self._ended = max(self._ended, number)
            case Judged():
                pass

    def as_json(self) -> dict[str, object]:
        """As JSON's values. A refusal stands until a later save was made; for a failure see `failed`."""
        return {
            "number": self.noticed,
            "busy": self.busy,
            "stale": self.stale,
            "refused": self.refused,
            "failed": self.failed,
        }
