"""The JSON Schemas as files, in the folder that the starter paper's files point to."""

import json
from pathlib import Path

from layout.base.whole_file import write_whole
from layout.design.schema import schemas


def schema_files() -> dict[str, str]:
    """Each schema's text by its file's name."""
    return {f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in schemas().items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas into the folder, over those of an earlier release."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, text in schema_files().items():
        path = folder / name
        write_whole(path, text.encode())
        written.append(path)
    return tuple(written)
