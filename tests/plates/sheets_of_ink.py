"""Small PDFs whose plates are known, made for the tests of what is rendered."""

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from layout.base.problems import InFile
from layout.base.units import mm
from layout.design.press import Press
from layout.plates.separations import find_ghostscript
from layout.plates.unrendered import INSTALL

ROOT = Path(__file__).parent.parent.parent
WIDTH, HEIGHT = mm(100), mm(150)
ALTERNATE = [0, 1, 0.5, 0]

assert find_ghostscript(), f"these tests need Ghostscript: {INSTALL}"


def newsprint() -> Press:
    return Press("Newsprint", InFile("newsprint.yaml"), profile=ROOT / "assets/icc/newsprint-220.icc")


def patch(x: float, y: float, width: float, height: float, ink: str) -> str:
    """A rectangle, its top left corner and its size in millimetres from the page's top left; `ink` as operators."""
    return f"{ink} {mm(x):.4f} {HEIGHT - mm(y + height):.4f} {mm(width):.4f} {mm(height):.4f} re f "


def saved(document: pikepdf.Pdf, **how: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream, deterministic_id=True, **how)
    return stream.getvalue()


def sheet(*contents: str, spots: tuple[str, ...] = (), **boxes: object) -> bytes:
    """A PDF with a page for each of `contents`; spots as /S0, /S1 ...; /Over overprints with OPM 1, /Knock knocks out."""
    document = pikepdf.new()
    for content in contents:
        page = document.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = Dictionary(
            ColorSpace=Dictionary({f"/S{n}": separation(name) for n, name in enumerate(spots)}),
            ExtGState=Dictionary(
                Over=Dictionary(op=True, OP=True, OPM=1),
                Knock=Dictionary(op=False, OP=False, OPM=0),
            ),
        )
        page.Contents = document.make_stream(content.encode())
        for key, value in boxes.items():
            page.obj["/" + key] = value
    return saved(document)


def separation(name: str) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=ALTERNATE, N=1)
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])


def endless() -> bytes:
    """A page of forms in forms: ten of each in the one above, ten deep; a thousand million rectangles."""
    document = pikepdf.new()
    form = document.make_stream(b"0 0 100 100 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 400])
    for _ in range(10):
        inside = Dictionary(XObject=Dictionary(F=form))
        form = document.make_stream(
            b"q 1 0 0 1 1 1 cm /F Do Q " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 400], Resources=inside
        )
    page = document.add_blank_page(page_size=(300, 400))
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    page.Contents = document.make_stream(b"/F Do")
    return saved(document)
