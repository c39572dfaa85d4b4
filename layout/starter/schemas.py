"""The JSON Schemas as files, in the folder that the starter paper's files point to."""

import json
import os
from pathlib import Path

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
        temporary = path.with_name(f"{name}.part")
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
        written.append(path)
    return tuple(written)
