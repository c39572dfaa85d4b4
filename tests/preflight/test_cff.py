"""CFF fonts read, against fontTools."""

import io
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from layout.preflight.cff import BROKEN, read_cff

_SERIF = files("broadsheet_fonts") / "source-serif-4" / "SourceSerif4SmText-Regular.otf"


def _table() -> bytes:
    return bytes(TTFont(io.BytesIO(_SERIF.read_bytes())).reader["CFF "])


def test_as_many_glyphs_are_found_as_fonttools_finds() -> None:
    font = TTFont(io.BytesIO(_SERIF.read_bytes()))
    read = read_cff(_table())
    assert read.glyphs == len(font.getGlyphOrder())
    assert (read.cids is not None) == hasattr(font["CFF "].cff.topDictIndex[0], "ROS")


@pytest.mark.parametrize("length", [0, 1, 3, 4, 20, 100, 5000])
def test_a_font_cut_off_is_broken(length: int) -> None:
    with pytest.raises((*BROKEN, KeyError)):
        read_cff(_table()[:length])
