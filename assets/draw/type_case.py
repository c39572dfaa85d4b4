"""Finds the repository's font files by name."""

from __future__ import annotations

from pathlib import Path

REPO_FONTS = Path(__file__).resolve().parents[2] / "fonts"


class FontMissing(Exception):
    """No file of that name lies below the fonts folder."""


class TypeCase:
    """A folder of fonts, searched below by a file's name without its ending or the hyphens and weights in it."""

    def __init__(self, folder: Path):
        self.folder = folder

    def find(self, *names: str) -> Path:
        """The first file that bears one of the names, e.g. 'LibreFranklin-Medium' or 'LibreFranklin_500Medium'."""
        wanted = [_plain(n) for n in names]
        kinds = (".ttf", ".otf")  # TrueType first: the advertisements can embed it as it is
        found = [p for p in self.folder.rglob("*") if p.suffix.lower() in kinds] if self.folder.is_dir() else []
        files = sorted(found, key=lambda p: (kinds.index(p.suffix.lower()), p))
        for want in wanted:
            for path in files:
                if _plain(path.stem) == want:
                    return path
        raise FontMissing(
            f"no font {' or '.join(names)} (.ttf or .otf) below {self.folder}; put it there or point --fonts at it"
        )


def _plain(name: str) -> str:
    return "".join(ch for ch in name.lower() if ch.isalpha())
