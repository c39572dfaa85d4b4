"""Pictures, drawings and PDFs made for the tests."""

from pathlib import Path

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject, RectangleObject

from layout.base.problems import InFile
from layout.images.faults import Filed

WHERE = InFile("issue.yaml", 12, 5)
FILED = Filed("file", WHERE)


def gradient(width: int, height: int) -> Image.Image:
    """Red runs from left to right, green from top to foot."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.new("L", (width, height), 128)))


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)
    return path


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def svg(inside: str, attributes: str = 'width="40mm" height="20mm" viewBox="0 0 40 20"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inside}</svg>'


def pdf(folder: Path, name: str = "ad.pdf", pages: int = 1, operators: bytes = b"0 1 1 0 k 0 0 500 500 re f") -> PdfWriter:
    """A writer with pages of 200 by 100; nothing is saved yet."""
    writer = PdfWriter()
    for _ in range(pages):
        leaf = writer.add_blank_page(200, 100)
        stream = DecodedStreamObject()
        stream.set_data(operators)
        leaf[NameObject("/Contents")] = writer._add_object(stream)
    return writer


def with_box(writer: PdfWriter, name: str, box: tuple[float, float, float, float], turn: int = 0) -> PdfWriter:
    writer.pages[0][NameObject(name)] = RectangleObject(box)
    if turn:
        writer.pages[0][NameObject("/Rotate")] = NumberObject(turn)
    return writer


def filed_pdf(folder: Path, writer: PdfWriter, name: str = "ad.pdf") -> Path:
    path = folder / name
    with path.open("wb") as file:
        writer.write(file)
    return path
