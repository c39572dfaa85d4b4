"""The program itself as a digest: what was kept is of use only to the program that made it."""

import hashlib
from pathlib import Path


def digest_of_sources(folder: Path, *more: str) -> str | None:
    """A digest of a folder's modules and of what `more` says.

    None where its source does not lie in files: then it cannot be known whether something was made by the same program, and
    nothing should be kept.
    """
    digest = hashlib.blake2b("\n".join(more).encode(), digest_size=16)
    sources = sorted(folder.glob("*.py"))
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest() if sources else None
