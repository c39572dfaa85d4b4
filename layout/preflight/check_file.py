"""Checks of the file as a whole: version, identification, what must not be in it, the output intent."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from pikepdf import Array, Object

from layout.design.press import Press, Standard
from layout.preflight.expected import Expected
from layout.preflight.fault import Fault
from layout.preflight.objects import WRONG, get, get_dictionary, get_name, get_stream, items, name_of, text_of
from layout.preflight.reader import Opened

_VERSIONS = {Standard.X4: (1, 6), Standard.X1A: (1, 4)}  # ISO 15930-7 stands on PDF 1.6, ISO 15930-4 on PDF 1.4
_NAMES = {Standard.X4: "PDF/X-4", Standard.X1A: "PDF/X-1a:2003"}
_ANY_X1A = "PDF/X-1a"
_LONGEST_XMP = 4_000_000
_DATES_IN_INFO = ("Title", "CreationDate", "ModDate")
_DATES_IN_XMP = ("title", "CreateDate", "ModifyDate", "MetadataDate")
_ASKED = frozenset((*_DATES_IN_XMP, "GTS_PDFXVersion", "Trapped"))
_ACTIONS_OF_FILE = ("OpenAction", "AA")


def check_file(file: Opened, press: Press, expected: Expected) -> Iterator[Fault]:
    """Everything that is true of the file rather than of a page."""
    told = _xmp(file)
    yield from _encryption(file)
    yield from _pages(file)
    yield from _version(file, press)
    yield from _standard(file, press, expected, told)
    yield from _info(file, press, told)
    yield from _trapped(file, press, told)
    yield from _forbidden(file)


def _encryption(file: Opened) -> Iterator[Fault]:
    if get(file.trailer, "Encrypt") is not None:
        yield Fault("file-encrypted", "the file is encrypted; it opens without a password, but a RIP may refuse it")


def _pages(file: Opened) -> Iterator[Fault]:
    if len(file.pages) > 1:
        yield Fault("file-pages", f"the file has {len(file.pages)} pages; the press takes one page a file")


def _version(file: Opened, press: Press) -> Iterator[Fault]:
    """The later of the header's and the catalogue's version: ISO 32000-2, 7.5.2."""
    written = [file.pdf.pdf_version, get_name(file.root, "Version")]
    versions = [(int(found[1]), int(found[2])) for text in written if (found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})", text))]
    major, minor = max(versions, default=(0, 0))
    limit = _VERSIONS[press.standard]
    if (major, minor) > limit:
        asked = f"PDF/{press.standard.value.upper()} stands on PDF {limit[0]}.{limit[1]}"
        yield Fault("file-version", f"the file is PDF {major}.{minor}; {asked}", thing=f"{major}.{minor}")


def _standard(file: Opened, press: Press, expected: Expected, told: dict[str, str]) -> Iterator[Fault]:
    """PDF/X-4 is named in the XMP, PDF/X-1a:2003 in the Info dictionary: ISO 15930, parts 7 and 4."""
    info = get(file.trailer, "Info")
    in_xmp = told.get("GTS_PDFXVersion", "")
    # PDF/X-1a:2003 is told from its 2001 edition by the version, and from PDF/X-3 by the conformance.
    in_info = text_of(get(info, "GTS_PDFXConformance")) or text_of(get(info, "GTS_PDFXVersion"))
    wanted = _NAMES[press.standard]
    named, other = (in_xmp, in_info) if press.standard is Standard.X4 else (in_info, in_xmp)
    if named == wanted:
        return
    said = named or other
    if expected.ad and said.startswith(_ANY_X1A):
        return  # an ad is placed on a page: whichever edition it keeps, it has nothing in it that a press of today refuses
    # Where the right name stands in the wrong place, no RIP looks for it.
    text = f"the file says that it is {said}" if said and said != wanted else "the file does not say that it is PDF/X"
    yield Fault("file-standard", f"{text}; the press takes {wanted}", thing=said)


def _info(file: Opened, press: Press, told: dict[str, str]) -> Iterator[Fault]:
    info = get(file.trailer, "Info")
    if press.standard is Standard.X4:
        lacking = [key for key in _DATES_IN_XMP if not told.get(key)]
    else:
        lacking = [key for key in _DATES_IN_INFO if not text_of(get(info, key))]
    if lacking:
        where = "XMP" if press.standard is Standard.X4 else "Info dictionary"
        yield Fault("file-info", f"the {where} lacks {', '.join(lacking)}")
    if not isinstance(get(file.trailer, "ID"), Array):
        yield Fault("file-id", "the file has no identifier (ID)")


def _trapped(file: Opened, press: Press, told: dict[str, str]) -> Iterator[Fault]:
    in_info, in_xmp = name_of(get(get(file.trailer, "Info"), "Trapped")), told.get("Trapped", "")
    if not in_info and not (in_xmp and press.standard is Standard.X4):
        yield Fault("file-trapped", "the file does not say whether it is trapped")
    elif "False" not in (in_info or in_xmp, in_xmp or in_info) or (in_info and in_xmp and in_info != in_xmp):
        said = " and ".join(f"{value} in the {where}" for where, value in (("Info", in_info), ("XMP", in_xmp)) if value)
        yield Fault("file-trapped", f"'Trapped' is {said}; it must be False", thing="Trapped")


def _forbidden(file: Opened) -> Iterator[Fault]:
    root = file.root
    names = get_dictionary(root, "Names")
    if get(names, "JavaScript") is not None:
        yield Fault("file-javascript", "the file holds JavaScript", thing="Names/JavaScript")
    for key in _ACTIONS_OF_FILE:
        yield from actions_in(get(root, key), key, 0)
    if get(names, "EmbeddedFiles") is not None or get(root, "AF") is not None or get(root, "Collection") is not None:
        yield Fault("file-embedded", "files are embedded in the file", thing="Names/EmbeddedFiles")
    layers = items(get(get_dictionary(root, "OCProperties"), "OCGs"))
    if layers:
        named = ", ".join(filter(None, (text_of(get(layer, "Name")) for layer in layers[:5])))
        yield Fault("file-layers", f"the file has {len(layers)} layers", thing=named)


def actions_in(value: object, key: str, page: int) -> Iterator[Fault]:
    """An action, or a dictionary of actions by what sets them off: ISO 32000-2, 12.6. A mere destination is none."""
    if value is None or isinstance(value, Array) or not isinstance(value, Object):
        return
    kinds = {get_name(value, "S")} | {get_name(get(value, event), "S") for event in _keys(value)}
    if "JavaScript" in kinds:
        yield Fault("file-javascript", "the file holds JavaScript", page, thing=key)
    elif kinds - {""}:
        yield Fault("file-actions", f"the file holds actions: {', '.join(sorted(kinds - {''}))}", page, thing=key)


def _keys(value: Object) -> list[str]:
    try:
        return [key[1:] for key in value.keys()]  # noqa: SIM118  # a pikepdf object iterates over other things
    except WRONG:
        return []


def _xmp(file: Opened) -> dict[str, str]:
    """What the XMP says, by the names of its properties without their namespace."""
    stream = get_stream(file.root, "Metadata")
    data = file.decoded(stream) if stream is not None else None
    # No XMP needs a document type; one that has it may define entities that unfold to gigabytes.
    if not data or len(data) > _LONGEST_XMP or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return {}
    try:
        tree = ElementTree.fromstring(data.strip(b"\0 \t\r\n"))
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}
    told: dict[str, str] = {}
    for element in tree.iter():
        name = _local(element.tag)
        if name in _ASKED and name not in told:
            told[name] = " ".join("".join(element.itertext()).split())
        told.update({_local(key): value for key, value in element.attrib.items() if _local(key) in _ASKED})
    return told


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
