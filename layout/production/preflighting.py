"""Preflight of a file, kept by its content: a page that did not change, an ad that runs for weeks is judged once."""

import functools
import hashlib
import json
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import layout.preflight
from layout.base.geometry import Area
from layout.base.problems import InFile, Severity
from layout.base.sources import digest_of_sources
from layout.base.store import Store
from layout.design.press import Press
from layout.preflight.expected import Expected
from layout.preflight.finding import Finding, PageFacts, Preflighted
from layout.production.ink import RENDERED, ink_method, measured_with


def preflighted(data: bytes, press: Press, expected: Expected, store: Store, jobs: int = 1) -> Preflighted:
    """What preflight says of a file's bytes, ink measured where Ghostscript is installed."""
    program = _program() if store.folder is not None else None
    colour = "all" if press.colour_pages is None else sorted(press.colour_pages)
    # where the profile lies on this machine decides nothing, and a set has no order
    rules = replace(press, where=InFile(""), profile=None, places={}, colour_pages=None)
    asked = f"{colour} {expected.size} {sorted(expected.mono)} {expected.ad} {expected.fold} {ink_method()} {rules}"
    key = f"preflight {program} {hashlib.blake2b(data).hexdigest()} {asked}"
    kept = store.get(key) if program is not None else None
    if kept is not None:
        return _unpacked(json.loads(kept))
    from layout.preflight.preflight import preflight  # late: where nothing changed, nothing is judged anew

    wanted = (1,) if expected.ad else None  # of an ad the first page is placed
    judged = preflight(data, press, expected, measured_with(store, jobs, wanted))
    asked_for = judged.pages[:1] if expected.ad else judged.pages
    rendered = ink_method() != RENDERED or all(page.measured == RENDERED for page in asked_for)
    if program is not None and rendered:  # a render that failed may succeed the next time
        store.put(key, json.dumps(asdict(judged)).encode())
    return judged


@functools.cache
def _program() -> str | None:
    """What judges. A process lives as long as its program."""
    return digest_of_sources(Path(layout.preflight.__file__).parent, version("pikepdf"), version("pillow"))


def _unpacked(kept: dict[str, Any]) -> Preflighted:
    """The same from JSON: every field by its name."""
    return Preflighted(tuple(_finding(each) for each in kept["findings"]), tuple(_facts(each) for each in kept["pages"]))


def _finding(kept: dict[str, Any]) -> Finding:
    areas = tuple(Area(**area) for area in kept["areas"])
    return Finding(**{**kept, "severity": Severity(kept["severity"]), "area": _area(kept["area"]), "areas": areas})


def _facts(kept: dict[str, Any]) -> PageFacts:
    lists = {"inks": tuple(kept["inks"]), "fonts": tuple(kept["fonts"])}
    return PageFacts(**{**kept, **lists, "most_ink_at": _area(kept["most_ink_at"])})


def _area(kept: dict[str, float] | None) -> Area | None:
    return Area(**kept) if kept is not None else None
