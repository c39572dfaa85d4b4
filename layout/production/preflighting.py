"""Preflight of a file, kept by its content: a page that did not change, an ad that runs for weeks is judged once."""

import functools
import hashlib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import layout.preflight
from layout.base.problems import InFile
from layout.base.sources import digest_of_sources
from layout.base.store import Store
from layout.design.press import Press
from layout.preflight.expected import Expected
from layout.preflight.finding import Preflighted
from layout.production.ink import RENDERED, ink_method, measured_with
from layout.production.judged import judged_json, read_judged


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
        return read_judged(kept)
    from layout.preflight.preflight import preflight  # late: where nothing changed, nothing is judged anew

    wanted = (1,) if expected.ad else None  # of an ad the first page is placed
    judged = preflight(data, press, expected, measured_with(store, jobs, wanted))
    asked_for = judged.pages[:1] if expected.ad else judged.pages
    rendered = ink_method() != RENDERED or all(page.measured == RENDERED for page in asked_for)
    if program is not None and rendered:  # a render that failed may succeed the next time
        store.put(key, judged_json(judged))
    return judged


@functools.cache
def _program() -> str | None:
    """What judges. A process lives as long as its program."""
    return digest_of_sources(Path(layout.preflight.__file__).parent, version("pikepdf"), version("pillow"))
