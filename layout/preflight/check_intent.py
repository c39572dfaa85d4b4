"""Checks of the output intent: which printing condition the file was made for. ISO 15930-7 and ISO 15930-4."""

import hashlib
from collections.abc import Iterator

from pikepdf import Stream

from layout.design.press import Press
from layout.preflight.conditions import description, registered
from layout.preflight.fault import Fault
from layout.preflight.objects import get, get_name, get_stream, items, text_of
from layout.preflight.reader import Opened

_PDFX = "GTS_PDFX"
_HEADER = 128  # ISO 15076-1 (ICC.1), 7.2: the header's bytes


def check_intent(file: Opened, press: Press) -> Iterator[Fault]:
    """That there is one, its profile is in the file and one of a press, and all pages agree."""
    found = _intents(file.root)
    if not found:
        yield Fault("intent-missing", "the file has no output intent for PDF/X (GTS_PDFX)")
        return
    intent = found[0]
    name = text_of(get(intent, "OutputConditionIdentifier"))
    profile = get_stream(intent, "DestOutputProfile")
    if profile is None:
        yield Fault("intent-profile", f"the profile of the output intent '{name}' is not in the file", thing=name)
    else:
        data = file.decoded(profile)
        wrong = _wrong_profile(data, profile)
        if wrong:
            yield Fault("intent-invalid", f"the profile of the output intent '{name}' {wrong}", thing=name)
        yield from _mismatch(name, data or b"")
    yield from _agreement(file, found)
    if not name or (press.condition and name != press.condition):
        wanted = f"; the press is {press.condition}" if press.condition else ""
        text = (
            f"the output intent names the condition '{name}'{wanted}" if name else f"the output intent names no condition{wanted}"
        )
        yield Fault("intent-condition", text, thing=name)


def _mismatch(name: str, profile: bytes) -> Iterator[Fault]:
    """Where both the intent and its profile name a registered condition, it has to be the same: RIPs believe either."""
    called = description(profile)
    said, made = registered(name), registered(called)
    if said and made and said != made:
        text = f"the output intent names the condition '{name}', and its profile is '{called.strip()[:100]}'"
        yield Fault("intent-mismatch", text, thing=name)


def _intents(holder: object) -> list[object]:
    return [intent for intent in items(get(holder, "OutputIntents"), most=100) if get_name(intent, "S") == _PDFX]


def _agreement(file: Opened, found: list[object]) -> Iterator[Fault]:
    """PDF 2.0 lets a page have intents of its own; a press has one paper."""
    if len(found) > 1:
        yield Fault("intent-several", f"the file has {len(found)} output intents for PDF/X")
    first = _fingerprint(file, found[0])
    for number, page in enumerate(file.pages, start=1):
        if any(_fingerprint(file, intent) != first for intent in _intents(page)):
            yield Fault("intent-several", "the page has an output intent of its own, another than the file's", number)


def _fingerprint(file: Opened, intent: object) -> tuple[str, str]:
    profile = get_stream(intent, "DestOutputProfile")
    data = (file.decoded(profile) if profile is not None else None) or b""
    return text_of(get(intent, "OutputConditionIdentifier")), hashlib.blake2b(data).hexdigest()


def _wrong_profile(data: bytes | None, profile: Stream) -> str:
    """What is wrong with an ICC profile, going by its header; empty where nothing is."""
    if data is None:
        return "can't be unpacked"
    if len(data) < _HEADER or data[36:40] != b"acsp":
        return "is no ICC profile"
    if int.from_bytes(data[:4], "big") != len(data):
        return "is cut off: it is not as long as it says"
    if data[12:16] != b"prtr":
        return f"is of the class '{data[12:16].decode('latin-1')}', not of a press (prtr)"
    if data[16:20] != b"CMYK":
        return f"is one of {data[16:20].decode('latin-1').strip()}, not of CMYK"
    count = get(profile, "N")
    return "is said to have other than four components" if count is not None and count != 4 else ""
