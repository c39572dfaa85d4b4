"""From a save to the changed proof: a story of a sixteen-page paper saved again and again, as the proof desk follows it.

`python -m tests.bench.live_desk [SAVES]`. Measured is the time from the moment when the editor's program has written the file to
the one in which the desk has heard of the page made anew, its proof kept; and to the last figure of its reading.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from layout.base.store import Store
from layout.production.order import Order
from layout.proof.facts import Finished, Made, Read, Told
from layout.proof.live.live import Live, Outside
from tests.proof.sixteen import write_sixteen

SAVES = 20
PATIENCE = 300.0  # seconds
SLUGS = ("tram-2", "bridge-3", "silos-1", "choir-4", "wince-2")


class Ear:
    """When what was told."""

    def __init__(self) -> None:
        self.changed: float | None = None
        self.read: float | None = None
        self.finished = 0
        self.seconds: list[dict[str, float]] = []
        self._proofs: tuple[str, ...] = ()
        self._news = asyncio.Event()

    def hear(self, told: Told) -> None:
        now = time.perf_counter()
        match told:
            case Made(pages=pages, whole=True):
                proofs = tuple(page.proof for page in pages)
                if proofs != self._proofs:
                    self.changed = self.changed or now
                self._proofs = proofs
            case Read() if self.changed is not None:
                self.read = self.read or now
            case Finished(seconds=seconds):
                self.finished += 1
                self.seconds.append(dict(seconds))
        self._news.set()

    def forget(self) -> None:
        """For the next save."""
        self.changed = self.read = None
        self.finished = 0

    async def until_finished(self) -> None:
        """Until a save that changed a page is through preflight too."""
        async with asyncio.timeout(PATIENCE):
            while not (self.finished and self.read):
                self._news.clear()
                await self._news.wait()


async def _measure(folder: Path, saves: int) -> tuple[list[float], list[float], list[dict[str, float]]]:
    order = Order(write_sixteen(folder / "paper"), store=Store(folder / "store"), jobs=2)
    ear = Ear()
    live = Live(order, Outside(ear.hear))
    live.start()
    started = time.perf_counter()
    await ear.until_finished()
    print(f"first making: {time.perf_counter() - started:.1f} s with preflight")
    to_proof: list[float] = []
    to_figures: list[float] = []
    ear.seconds.clear()
    for turn in range(saves):
        path = order.issue.parent / "stories" / f"{SLUGS[turn % len(SLUGS)]}.md"
        head, rule, body = path.read_text(encoding="utf-8").rpartition("\n---\n")
        words = body.split(" ")
        words[len(words) // 2] = f"{words[len(words) // 2]}s"
        ear.forget()
        path.write_text(head + rule + " ".join(words), encoding="utf-8")
        saved = time.perf_counter()
        await ear.until_finished()
        assert ear.changed is not None, "a page was changed"
        assert ear.read is not None, "it was read"
        to_proof.append(ear.changed - saved)
        to_figures.append(ear.read - saved)
    await live.close()
    return to_proof, to_figures, ear.seconds


def main() -> None:
    """Measure, and tell."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else SAVES
    with tempfile.TemporaryDirectory() as folder:
        to_proof, to_figures, seconds = asyncio.run(_measure(Path(folder), saves))
    _tell("save to changed proof", to_proof)
    _tell("save to figures", to_figures)
    for stage in seconds[-1] if seconds else ():
        _tell(f"  {stage}", [each.get(stage, 0.0) for each in seconds])


def _tell(what: str, seconds: list[float]) -> None:
    found = [each * 1000 for each in seconds]
    print(f"{what}: median {statistics.median(found):.0f} ms, most {max(found):.0f} ms, least {min(found):.0f} ms")


if __name__ == "__main__":
    main()
