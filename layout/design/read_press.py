"""A press profile read from its YAML, by name or by path.

In: the name of a shipped profile, or a file. Out: the profile and every fault of its file. What can't be read is
as usual on newsprint. Refuses a profile that names no ICC file, or one that is not a press's.
"""

import importlib.resources
import os
import re
from pathlib import Path

from layout.base.geometry import TOLERANCE
from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity, has_errors
from layout.base.units import mm, to_mm
from layout.content.paths import resolved
from layout.content.reading import Fields, Reading
from layout.content.text_file import read_text_file, shown
from layout.content.yaml_nodes import MapNode, clip, read_nodes
from layout.design.icc import Icc, read_icc, shipped_icc
from layout.design.press import Imposition, Press, PrintersMarks, Standard, Trucks
from layout.design.press_keys import PRESS
from layout.design.read_press_parts import (
    live_within,
    points_of,
    read_colour_pages,
    read_line_art_ppi,
    read_lines,
    read_overprint,
    read_photo_ppi,
    read_size,
    read_spots,
    read_type,
)

MOST_BLEED = mm(50)
MOST_SCREEN = 600.0  # lines an inch; offset on coated paper has 150 to 200
SHORTEST_NAME, LONGEST_NAME = 12, 255  # eight letters, a point and three; what the file systems in use take
LONGEST_TEXT = 80  # of a name that stands in messages and in the PDF

_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*%\Z")


def read_press(name: str, where: InFile) -> tuple[Press | None, list[Problem]]:
    """The profile of that name or path; `where` is the place that asks for it. None where there is no such profile."""
    path = _path_of(name)
    if path is None:
        known = shipped_presses()
        text = f"there is no press profile '{clip(name)}'"
        remedy = f"Write a profile's path, or one of those that are shipped ({', '.join(known)}){did_you_mean(clip(name), known)}"
        return None, [Problem("press-unknown", Severity.ERROR, text, remedy, where)]
    text_of_file, problems = read_text_file(path)
    if text_of_file is None:
        return None, problems
    node, found = read_nodes(text_of_file, shown(path))
    reading = Reading()
    reading.problems += problems + found
    reading.broken = has_errors(found)
    place = InFile(shown(path), 1, 1)
    fields = reading.fields(node if node is not None else MapNode((), place), PRESS)
    press = _press(path, fields, place)
    if press.needs and not reading.broken and (node is None or isinstance(node, MapNode)):
        of_user = where if name in shipped_presses() else None
        _ask_for_profile(name, path, of_user or _place_of_key(node, "profile", place), reading)
    return press, reading.problems


def shipped_presses() -> tuple[str, ...]:
    """The names of the profiles that come with the product."""
    folder = importlib.resources.files("broadsheet_assets").joinpath("press")
    return tuple(sorted(Path(entry.name).stem for entry in folder.iterdir() if entry.name.endswith(".yaml")))


def _path_of(name: str) -> Path | None:
    if "/" in name or name.endswith((".yaml", ".yml")):
        return Path(name)
    if name not in shipped_presses():
        return None
    return Path(str(importlib.resources.files("broadsheet_assets").joinpath("press", f"{name}.yaml")))


def _bleed_least(fields: Fields, most: float | None) -> float:
    least = points_of(fields, "bleed-least", MOST_BLEED) or 0.0
    if least <= (most or 0.0) + TOLERANCE:
        return least
    text = f"`bleed-least` is {to_mm(least):g} mm, but `bleed` takes {to_mm(most or 0.0):g} mm at most"
    fields.reading.error("press-limits", text, "Let `bleed` be as large, or larger.", fields.at("bleed-least"))
    return most or 0.0


def _press(path: Path, fields: Fields, where: InFile) -> Press:
    usual = Press("Newsprint", where)
    standard = fields.choice("standard", Standard) or usual.standard
    icc = _profile(path, fields, standard)
    sheet, bleed = read_size(fields, "sheet"), points_of(fields, "bleed", MOST_BLEED)
    return Press(
        name=_short(fields, "name", usual.name),
        where=where,
        standard=standard,
        profile=icc.path if icc is not None else None,
        condition=_short(fields, "condition") or (icc.description if icc is not None else ""),
        most_ink=_most_ink(fields, usual.most_ink),
        sheet=sheet,
        live=live_within(fields, read_size(fields, "live"), sheet),
        bleed=usual.bleed if bleed is None else bleed,
        bleed_least=_bleed_least(fields, bleed),
        marks=fields.choice("marks", PrintersMarks) or usual.marks,
        colour_pages=read_colour_pages(fields),
        spots=read_spots(fields),
        photo_ppi=read_photo_ppi(fields),
        line_art_ppi=read_line_art_ppi(fields),
        type=read_type(fields),
        lines=read_lines(fields),
        overprint=read_overprint(fields),
        screen=fields.number("screen", 0, MOST_SCREEN) or usual.screen,
        sharpen=fields.number("sharpen", 0, 2) or usual.sharpen,
        trucks=fields.choice("trucks", Trucks) or usual.trucks,
        impose=fields.choice("impose", Imposition) or usual.impose,
        file_name=fields.text("file-name") or usual.file_name,
        longest_name=fields.whole("longest-name", SHORTEST_NAME, LONGEST_NAME) or usual.longest_name,
        needs=() if fields.text("profile") else ("profile",),
        places={key: fields.at(key) for key in fields.names},
    )


def _profile(path: Path, fields: Fields, standard: Standard) -> Icc | None:
    """The ICC profile, seen from the press profile's file; one that is shipped goes by its name alone, so that copies find it."""
    name = fields.text("profile")
    if not name:
        return None
    where = fields.at("profile")
    profile = resolved(path.parent / name)
    if profile is None or "\\" in name:
        remedy = "Write the ICC file's path with slashes, as seen from this file."
        fields.reading.error("profile-missing", f"'{clip(name)}' is no path", remedy, where)
        return None
    icc = None if os.path.exists(profile) else shipped_icc(name)
    if icc is None:
        icc = read_icc(profile, fields.reading, where)
    if icc is not None and standard is Standard.X1A and not icc.version.startswith("2."):
        # PDF Reference 1.7, 4.5.4: "a producer of a given PDF version should embed only profiles conforming to the corresponding
        # version of the ICC specification"; for PDF 1.4 that is ICC.1:1998-09, version 2.
        message = f"the ICC profile has version {icc.version}; readers of PDF/X-1a (PDF 1.4) know version 2"
        remedy = "Ask your printer for the profile in version 2, or write `standard: x-4`."
        fields.reading.warning("profile-version", message, remedy, where)
    return icc


def _ask_for_profile(name: str, path: Path, where: InFile, reading: Reading) -> None:
    """Say which key the user has to fill in; a profile that is shipped is filled in as a copy."""
    message = f"the press profile '{clip(name)}' leaves its key `profile` empty: the ICC file of the printer's inks and paper"
    remedy = "Write the path of your printer's ICC file behind `profile:`, as seen from this file."
    if name in shipped_presses():
        remedy = (
            f"Copy '{shown(path)}' beside your house, write the path of your printer's ICC file behind its `profile:`, "
            f"and in the house `press: {name}.yaml`."
        )
    reading.error("profile-empty", message, remedy, where)


def _place_of_key(node: object, name: str, otherwise: InFile) -> InFile:
    """Where a key stands, though it has no value."""
    fields = node.fields if isinstance(node, MapNode) else ()
    return next((key.where for key, _ in fields if key.text == name), otherwise)


def _short(fields: Fields, name: str, usual: str = "") -> str:
    """A name on one line, short enough for a message and for the PDF."""
    text = fields.text(name) or usual
    if len(text) <= LONGEST_TEXT:
        return text
    message = f"`{name}` has {len(text)} characters; {LONGEST_TEXT} are read"
    fields.reading.error("press-text", message, "Write a shorter one.", fields.at(name))
    return text[:LONGEST_TEXT]


def _most_ink(fields: Fields, usual: float) -> float:
    text = fields.maybe_text("most-ink")
    if text is None:
        return usual
    match = _SHARE.match(text)
    if match is not None and 100 <= float(match[1]) <= 400:
        return float(match[1]) / 100
    message = f"`most-ink` takes a share from 100% to 400%, not '{clip(text)}'"
    fields.reading.error("ink-wrong", message, "Write it as in `220%`.", fields.at("most-ink"))
    return usual
