"""A picture, an SVG or a PDF page, measured without being decoded."""

from pathlib import Path

from layout.base.geometry import Edges
from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture. Sizes in pixels as it stands upright (EXIF orientation applied); `ppi` 0 where the file says nothing."""

    path: Path
    width: int
    height: int
    mode: str
    ppi: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG drawing; its natural size in points."""

    path: Path
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page of a PDF; its trim size in points. `bleed`: how far its own bleed reaches beyond the trim at each side."""

    path: Path
    page: int
    width: float
    height: float
    bleed: Edges = Edges()


Art = Picture | Drawing | PdfPage
