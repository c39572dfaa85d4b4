"""What a file is printed with: the kind of PDF/X and the printing condition that its output intent names.

In: the press. Out: a condition for `bind`; None where the press names none, and then its files are plain PDF.
"""

import re

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFString

from layout.base.values import dataclass
from layout.design.press import Press, Standard
from layout.pdf.objects import Stream, deflated, put

# The reference names of the ICC's registry of characterization data, https://www.color.org/registry/ (CMYK data registry): those
# of CGATS, FOGRA, IFRA and the Japanese committees.
_REGISTERED = re.compile(r"CGATS ?TR ?\d{3}|CGATS21-2-CRPC\d|FOGRA\d{2}|IFRA\d{2}|JC200103|JC[NW]200[23]", re.IGNORECASE)
_REGISTRY = "http://www.color.org"  # ISO 15930-4 and -7 both write the ICC's registry so


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition. `identifier`: its name in the registry, or what the printer calls it; `info`: for people to read.

    `profile`: its ICC profile, deflated; b"" where the registry's name has to do.
    """

    standard: Standard
    identifier: str
    info: str
    registry: str = ""
    profile: bytes = b""


def condition_of(press: Press, profile: bytes) -> Condition | None:
    """The press's condition; `profile` holds the bytes of its ICC file, b"" where it has none. One for all files of a build."""
    name = press.condition.strip()
    registered = _REGISTERED.fullmatch(name) is not None
    if not profile and not registered:
        return None  # a PDF/X file without either would name no condition at all
    # ISO 32000-2, table 401: an identifier is plain ASCII; for a condition in no registry "Custom" will do, and Info says more.
    return Condition(
        standard=press.standard,
        identifier=name if name and name.isascii() else "Custom",
        info=press.name if registered or not name else name,
        registry=_REGISTRY if registered else "",
        profile=deflated(profile) if profile else b"",
    )


def output_intent(condition: Condition, document: PDFDocument) -> PDFDictionary:
    """The dictionary that stands in the catalog's OutputIntents. ISO 32000-2, 14.11.5; ISO 15930-4 and -7 on its entries."""
    entries: dict[str, object] = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFX"),
        "OutputConditionIdentifier": PDFString(condition.identifier),
        "OutputCondition": PDFString(condition.info),
        "Info": PDFString(condition.info),
    }
    if condition.registry:
        entries["RegistryName"] = PDFString(condition.registry)
    if condition.profile:
        stream = Stream(condition.profile, {"N": 4, "Filter": PDFName("FlateDecode")})
        entries["DestOutputProfile"] = put(document, stream, "Profile")
    return PDFDictionary(entries)
