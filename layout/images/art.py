"""Every picture and ad of an issue measured, each file once."""

from collections.abc import Callable, Mapping
from pathlib import Path

from layout.base.problems import InFile, Problem
from layout.base.store import Store
from layout.images.picture import Art
from layout.images.probe import Probed, probe

Measure = Callable[[Path, Path, InFile, Store], Probed]
"""`probe`, or what knows files that it measured before."""


def probe_all(
    pages: Mapping[str, Mapping[Path, InFile]], root: Path, store: Store, measure: Measure = probe
) -> tuple[dict[Path, Art], dict[str, list[Problem]]]:
    """What could be measured, and the faults by the page that wants the file. `pages`: each page's files, with the places that
    name them; `root`: the folder from which messages see them."""
    art: dict[Path, Art] = {}
    told: dict[Path, list[Problem]] = {}
    faults: dict[str, list[Problem]] = {}
    for page, files in pages.items():
        faults[page] = []
        for path, where in files.items():
            if path not in told:
                found, told[path] = measure(path, root, where, store)
                if found is not None:
                    art[path] = found
            faults[page] += told[path]
    return art, faults
