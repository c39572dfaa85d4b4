"""A paper of sixteen pages for tests: the sample's four, four times over, each time with stories, pictures and ads of its own."""

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

SAMPLE = Path(__file__).parents[2] / "issues" / "herald"
PAGES = 4
_VOWELS = "aeou"
_HEADLINE = re.compile(r"\s*(?:headline:\s*\S|jump:\s*\S|- (?!\{))")


def write_sixteen(folder: Path, times: int = 4) -> Path:
    """Write the paper into the folder; its issue's file. No fault is told twice: every copy has its own words and bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("house.yaml",):
        shutil.copy(SAMPLE / name, folder)
    for name in ("ads", "photos", "stories", "tables"):
        (folder / name).mkdir()
    issue = yaml.safe_load((SAMPLE / "issue.yaml").read_text(encoding="utf-8"))
    issue.pop("bookings", None)
    pages: list[dict[str, Any]] = []
    for turn in range(1, times + 1):
        _copy_files(folder, turn)
        pages += [_turned(page, turn) | {"page": page["page"] + PAGES * (turn - 1)} for page in issue["pages"]]
    issue["pages"] = pages
    path = folder / "issue.yaml"
    path.write_text(yaml.safe_dump(issue, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _copy_files(folder: Path, turn: int) -> None:
    for source in sorted((SAMPLE / "stories").glob("*.md")):
        text = source.read_text(encoding="utf-8")
        text = re.sub(r"(\.\./(?:photos|ads|tables)/[\w-]+)(\.\w+)", rf"\1-{turn}\2", text)
        (folder / "stories" / f"{source.stem}-{turn}.md").write_text(_of_its_own(text, turn), encoding="utf-8")
    for kind in ("photos", "ads", "tables"):
        for source in sorted((SAMPLE / kind).iterdir()):
            if source.name != "bookings.csv":
                data = _other_bytes(source, turn)
                (folder / kind / f"{source.stem}-{turn}{source.suffix}").write_bytes(data)


def _of_its_own(text: str, turn: int) -> str:
    """The heads of a copy differ from those of the others by one letter each, which keeps their width about as it is."""
    head, rule, body = text.removeprefix("---\n").partition("\n---\n")
    lines = [_other_letter(line, turn) if _HEADLINE.match(line) else line for line in head.split("\n")]
    return f"---\n{chr(10).join(lines)}{rule}{body}"


def _other_letter(line: str, turn: int) -> str:
    """Its last small vowel is another one in each copy."""
    at = max(line.rfind(vowel) for vowel in _VOWELS)
    letter = _VOWELS[(_VOWELS.index(line[at]) + turn - 1) % len(_VOWELS)]
    return line[:at] + letter + line[at + 1 :]


def _other_bytes(source: Path, turn: int) -> bytes:
    """The same file with other bytes, where none shows: behind a JPEG's end, in a comment of an SVG, in a PDF's second line."""
    data = source.read_bytes()
    match source.suffix:
        case ".jpg":
            return data + f"copy {turn}".encode()
        case ".svg":
            return data + f"<!-- copy {turn} -->".encode()
        case ".pdf":
            at = data.index(b"\n%") + 2
            return data[:at] + bytes([0x80 + turn]) + data[at + 1 :]
        case _:
            return data


def _turned(value: Any, turn: int) -> Any:
    """The names of stories, files and pages as they are in that copy."""
    if isinstance(value, list):
        return [_turned(each, turn) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _named(key, each, turn) for key, each in value.items()}


def _named(key: str, value: Any, turn: int) -> Any:
    match key:
        case "story" | "from" if isinstance(value, str):
            return f"{value}-{turn}"
        case "briefs":
            return [f"{slug}-{turn}" for slug in value]
        case "jump" if isinstance(value, int):
            return value + PAGES * (turn - 1)
        case "booking":
            return f"{value}-{turn}"
        case "ad" | "file" | "table" | "photo" if isinstance(value, str) and "/" in value:
            stem, _, ending = value.rpartition(".")
            return f"{stem}-{turn}.{ending}"
        case _:
            return _turned(value, turn)
