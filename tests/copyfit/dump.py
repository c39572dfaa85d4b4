"""Prints a page of the hole experiment, and a jumping story, as JSON: for comparing what two processes make of them.

python -m tests.copyfit.dump SEED
"""

import sys

from layout.fonts.library import load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.pages.as_json import page_as_json
from layout.pages.outcome import Composed
from tests.bench.copyfit import LEVERS, Wish, drawn_page
from tests.copyfit.cases import case_of
from tests.copyfit.holes import set_pages


def dumped(seed: int, faces: Faces) -> str:
    """The pages and what is told of their blocks."""
    drawn = drawn_page(seed, 4, Wish(), faces)
    stacked = set_pages((drawn.plan,), drawn.stories, f"fit: [{', '.join(LEVERS)}]", faces, drawn.art)
    return "\n".join((_text(stacked), _text(case_of(seed).composed(faces))))


def _text(composed: Composed) -> str:
    return "\n".join([*map(page_as_json, composed.pages), *map(repr, composed.blocks), *map(repr, composed.jumps)])


if __name__ == "__main__":
    sys.stdout.write(dumped(int(sys.argv[1]), Faces(load_library([shipped_fonts()])[0])))
