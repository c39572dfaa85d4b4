"""Draws the sample papers' pictures into assets/pictures: `python assets/draw/draw.py [name...]`.

`--scale 0.5` makes quick, coarse previews; `--out` puts them elsewhere.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import plate  # noqa: E402
import studio  # noqa: E402
import type_case  # noqa: E402

SCENES = (
    "tram",
    "classroom",
    "dock",
    "pitch",
    "geese",
    "packet",
    "map_bridge",
    "chart_landings",
    "mug_4",
    "kran",
    "faehre",
    "hund",
    "kanne",
    "lamp",
    "marsh_road",
    "mug_5",
)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("names", nargs="*", help="scenes to draw; all, if none is named")
    ask.add_argument("--out", type=Path, default=HERE.parent / "pictures")
    ask.add_argument("--scale", type=float, default=2.0, help="supersampling, 2 for print")
    ask.add_argument("--fonts", type=Path, default=type_case.REPO_FONTS, help="the folder below which the fonts lie")
    asked = ask.parse_args()
    names = [n.replace("-", "_") for n in asked.names] or list(SCENES)
    if unknown := set(names) - set(SCENES):
        ask.error(f"no such scene: {', '.join(sorted(unknown))}; there are {', '.join(SCENES)}")
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in names:
        scene = importlib.import_module(f"scenes.{name}")
        try:
            picture = scene.draw(asked.scale, type_case.TypeCase(asked.fonts))
        except type_case.FontMissing as fault:
            print(f"{name}: {fault}", file=sys.stderr)
            return 1
        path = asked.out / name.replace("_", "-")
        if isinstance(picture, plate.Plate):
            path.with_suffix(".svg").write_text(picture.svg(), encoding="utf-8", newline="\n")
            print(path.name, picture.width, picture.depth)
        else:
            studio.save(picture, path.with_suffix(".jpg"))
            print(path.name, *picture.size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
