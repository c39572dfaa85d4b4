"""What the tests of set type share: the shipped fonts, and a newspaper's body style."""

import pytest

from layout.design.styles import Align, Figures, FontSpec, TextStyle
from layout.fonts.library import load_library, shipped_fonts
from layout.lines.shape import Faces


@pytest.fixture(scope="session")
def faces() -> Faces:
    """Faces over the shipped fonts."""
    library, problems = load_library([shipped_fonts()])
    assert not problems
    return Faces(library)


@pytest.fixture(scope="session")
def body() -> TextStyle:
    """The Herald's body style."""
    return TextStyle(
        "body", FontSpec("Source Serif 4"), 9, 10.5, align=Align.JUSTIFY, hyphens=True, indent=9, figures=Figures.OLD_STYLE
    )
