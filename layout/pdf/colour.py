"""Inks as operators: process mixtures in DeviceCMYK, spots as Separations. Nothing else is ever written."""

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

from layout.base.colour import Cmyk, Ink, Spot
from layout.pdf.numbers import numbers

# What prints on every plate, for the marks that register them. Its name is ISO 32000-2's (8.6.6.4); never inside the trim.
REGISTRATION = Spot("All", Cmyk(1.0, 1.0, 1.0, 1.0))


def fill(ink: Ink) -> str:
    """The operators that make `ink` the colour of areas and type."""
    if isinstance(ink, Spot):
        return f"{PDFName(space_name(ink))} cs {numbers(ink.strength)} scn"
    return f"{numbers(ink.cyan, ink.magenta, ink.yellow, ink.black)} k"


def stroke(ink: Ink) -> str:
    """The operators that make `ink` the colour of lines."""
    if isinstance(ink, Spot):
        return f"{PDFName(space_name(ink))} CS {numbers(ink.strength)} SCN"
    return f"{numbers(ink.cyan, ink.magenta, ink.yellow, ink.black)} K"


def space_name(spot: Spot) -> str:
    """The name under which a spot's colour space stands in a page's resources."""
    return spot.name.replace(" ", "")


def separation(spot: Spot) -> PDFArray:
    """The spot's colour space: its plate, and the process mixture that stands in where there is no such plate."""
    solid = spot.alternative
    # ISO 32000-2, 7.10.3: an exponential function with N 1 runs straight from C0 (no ink) to C1 (solid).
    tint = PDFDictionary(
        {
            "FunctionType": 2,
            "Domain": PDFArray([0, 1]),
            "N": 1,
            "C0": PDFArray([0, 0, 0, 0]),
            "C1": PDFArray([solid.cyan, solid.magenta, solid.yellow, solid.black]),
        }
    )
    return PDFArray([PDFName("Separation"), PDFName(spot.name), PDFName("DeviceCMYK"), tint])
