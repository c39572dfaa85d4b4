"""A press profile read from its YAML, by name or by path.

In: the name of a shipped profile, or a file. Out: the profile and every fault of its file. What can't be read is
as usual on newsprint.
"""

import importlib.resources
from pathlib import Path

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity, has_errors
from layout.base.units import parse_length
from layout.content.keys import LENGTH, NUMBER, PATH, TEXT, Key, Many, Record, Scalar, choice
from layout.content.paths import resolved
from layout.content.reading import Fields, Reading
from layout.content.text_file import read_text_file, shown
from layout.content.yaml_nodes import ListNode, MapNode, ScalarNode, read_nodes
from layout.design.press import PhotoPpi, Press, Standard

PHOTO_PPI = Record(
    "the photos' resolution",
    (
        Key("target", "Pixels an inch that photos are brought to.", (NUMBER,)),
        Key("least", "Below this the desk is warned.", (NUMBER,)),
        Key("refused", "Below this a photo is an error.", (NUMBER,)),
    ),
)
PRESS = Record(
    "the press profile",
    (
        Key("name", "The printer's name.", (TEXT,), required=True),
        Key("standard", "The kind of PDF that it wants.", (choice(Standard),)),
        Key("profile", "The ICC profile of its inks on its paper.", (PATH,)),
        Key("most-ink", "The most ink at any place, all four together, as in `220%`.", (Scalar(example="220%"),)),
        Key("sheet", "The largest page that it takes, as in `400mm x 578mm`; `any` for no limit.", (TEXT,)),
        Key("bleed", "The most bleed that it takes.", (LENGTH,)),
        Key("colour-pages", "The pages that may carry colour: `all`, `none`, or their numbers.", (TEXT, Many(TEXT))),
        Key("spots", "The spot inks that it has, by name.", (Many(TEXT),)),
        Key("photo-ppi", "How fine photos must be.", (PHOTO_PPI,)),
        Key("file-name", "The template of a page's file name.", (TEXT,)),
    ),
)


def read_press(name: str, where: InFile) -> tuple[Press | None, list[Problem]]:
    """The profile of that name or path; `where` is the place that asks for it. None where there is no such profile."""
    path = _path_of(name)
    if path is None:
        known = shipped_presses()
        text = f"there is no press profile '{name}'"
        remedy = f"Write a profile's path, or one of those that are shipped ({', '.join(known)}){did_you_mean(name, known)}"
        return None, [Problem("press-unknown", Severity.ERROR, text, remedy, where)]
    text_of_file, problems = read_text_file(path)
    if text_of_file is None:
        return None, problems
    node, found = read_nodes(text_of_file, shown(path))
    reading = Reading()
    reading.problems += problems + found
    reading.broken = has_errors(found)
    place = InFile(shown(path), 1, 1)
    fields = reading.fields(node if isinstance(node, MapNode) else MapNode((), place), PRESS)
    return _press(path, fields, place), reading.problems


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


def _press(path: Path, fields: Fields, where: InFile) -> Press:
    usual = Press("Newsprint", where)
    return Press(
        name=fields.text("name", usual.name),
        where=where,
        standard=fields.choice("standard", Standard) or usual.standard,
        profile=_profile(path, fields),
        most_ink=_most_ink(fields, usual.most_ink),
        sheet=_sheet(fields),
        bleed=fields.points("bleed", 1.0, usual.bleed),
        colour_pages=_colour_pages(fields),
        spots=fields.texts("spots"),
        photo_ppi=_photo_ppi(fields),
        file_name=fields.text("file-name", usual.file_name),
    )


def _profile(path: Path, fields: Fields) -> Path | None:
    name = fields.text("profile")
    if not name:
        return None
    profile = resolved(path.parent / name)
    if profile is not None and profile.is_file():
        return profile
    text = f"there is no file '{name}'"
    fields.reading.error("profile-missing", text, "Correct its path, as seen from this file.", fields.at("profile"))
    return None


def _most_ink(fields: Fields, usual: float) -> float:
    text = fields.maybe_text("most-ink")
    if text is None:
        return usual
    number = text.removesuffix("%").strip()
    if text.endswith("%") and number.replace(".", "", 1).isdigit() and 100 <= float(number) <= 400:
        return float(number) / 100
    message = f"`most-ink` takes a share from 100% to 400%, not '{text[:20]}'"
    fields.reading.error("ink-wrong", message, "Write it as in `220%`.", fields.at("most-ink"))
    return usual


def _sheet(fields: Fields) -> tuple[float, float] | None:
    text = fields.text("sheet", "any")
    if text == "any":
        return None
    parts = [parse_length(part) for part in text.replace("×", "x").split(" x ")]
    if len(parts) == 2 and parts[0] is not None and parts[1] is not None:
        return parts[0].points(1.0), parts[1].points(1.0)
    message = f"`sheet` takes a width and a height, not '{text[:40]}'"
    fields.reading.error("sheet-trim", message, "Write them as in `sheet: 400mm x 578mm`, or `any`.", fields.at("sheet"))
    return None


def _colour_pages(fields: Fields) -> frozenset[str] | None:
    node = fields.node("colour-pages")
    if isinstance(node, ListNode):
        return frozenset(fields.texts("colour-pages"))
    if isinstance(node, ScalarNode) and node.text not in ("all", "none"):
        return frozenset({node.text})
    return frozenset() if isinstance(node, ScalarNode) and node.text == "none" else None


def _photo_ppi(fields: Fields) -> PhotoPpi:
    usual = PhotoPpi()
    given = fields.record_of("photo-ppi", PHOTO_PPI)
    if given is None:
        return usual
    return PhotoPpi(
        target=given.number("target", 50, 3000) or usual.target,
        least=given.number("least", 20, 3000) or usual.least,
        refused=given.number("refused", 10, 3000) or usual.refused,
    )
