"""Pictures and ads measured once for as long as their bytes are the same, for a process that makes the same pages again."""

from pathlib import Path

from layout.base.file_digests import FileDigests
from layout.base.problems import InFile
from layout.base.store import Store
from layout.images.picture import Art
from layout.images.probe import Probed, probe


class StandingArt:
    """Files as they were measured. What is wrong with a file is found anew each time."""

    def __init__(self, files: FileDigests) -> None:
        self._files = files
        self._known: dict[Path, tuple[str, Art]] = {}

    def measure(self, path: Path, root: Path, where: InFile, store: Store) -> Probed:
        """As `probe`."""
        digest = self._files.of(path)
        known = self._known.get(path)
        if known is not None and digest and known[0] == digest:
            return known[1], []
        art, problems = probe(path, root, where, store)
        self._known.pop(path, None)
        if art is not None and not problems and digest and self._files.of(path) == digest:
            self._known[path] = digest, art
        return art, problems
