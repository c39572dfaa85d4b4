"""Preflight of a file, kept by its content: a page that did not change, an ad that runs for weeks is judged once."""

import functools
import hashlib
import json
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import layout.preflight
from layout.base.problems import InFile, Severity
from layout.base.sources import digest_of_sources
from layout.base.store import Store
from layout.design.press import Press
from layout.preflight.expected import Expected
from layout.preflight.finding import Finding, PageFacts, Preflighted
from layout.production.ink import area_of, corners, ink_method, measured_with


def preflighted(data: bytes, press: Press, expected: Expected, store: Store, jobs: int = 1) -> Preflighted:
    """What preflight says of a file's bytes, ink measured where Ghostscript is installed."""
    program = _program() if store.folder is not None else None
    rules = replace(press, where=InFile(""), profile=None, places={})  # where the profile lies on this machine decides nothing
    asked = f"{expected.size} {sorted(expected.mono)} {expected.ad} {expected.fold} {ink_method()} {rules}"
    key = f"preflight {program} {hashlib.blake2b(data).hexdigest()} {asked}"
    kept = store.get(key) if program is not None else None
    if kept is not None:
        return _unpacked(json.loads(kept))
    from layout.preflight.preflight import preflight  # late: where nothing changed, nothing is judged anew

    judged = preflight(data, press, expected, measured_with(store, jobs))
    if program is not None:
        store.put(key, json.dumps(_packed(judged)).encode())
    return judged


@functools.cache
def _program() -> str | None:
    """What judges. A process lives as long as its program."""
    return digest_of_sources(Path(layout.preflight.__file__).parent, version("pikepdf"), version("pillow"))


def _packed(judged: Preflighted) -> list[Any]:
    findings = [
        [each.rule, str(each.severity), each.message, each.remedy, each.page, corners(each.area), each.thing]
        for each in judged.findings
    ]
    pages = [
        [page.page, page.width, page.height, page.inks, page.most_ink, corners(page.most_ink_at), page.measured, page.fonts]
        for page in judged.pages
    ]
    return [findings, pages]


def _unpacked(kept: list[Any]) -> Preflighted:
    findings, pages = kept
    return Preflighted(
        tuple(
            Finding(rule, Severity(severity), message, remedy, page, area_of(area), thing)
            for rule, severity, message, remedy, page, area, thing in findings
        ),
        tuple(
            PageFacts(page, width, height, tuple(inks), most, area_of(at), measured, tuple(fonts))
            for page, width, height, inks, most, at, measured, fonts in pages
        ),
    )
