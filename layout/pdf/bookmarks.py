"""A file's bookmarks: its parts by name, each leading to the sheet on which it begins."""

from collections.abc import Mapping, Sequence

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFObject, PDFObjectReference, PDFString

from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A part's name, the sheet on which it begins (counted from 0), and what stands under it: names with their sheets."""

    title: str
    sheet: int
    under: tuple[tuple[str, int], ...] = ()


def put_bookmarks(document: PDFDocument, bookmarks: Sequence[Bookmark], pages: Mapping[int, PDFObjectReference]) -> None:
    """Make them the document's outline, shown when it is opened. `pages`: the sheets' references."""
    outline = _Outline(bookmarks, pages)
    # ReportLab's own outline wants a canvas with named places; its document asks nothing of one but `prepare` and `ready`.
    document.outline = document.Outlines = outline  # type: ignore[assignment]
    document.Catalog.Outlines = outline  # type: ignore[attr-defined]  # ReportLab's stubs leave it open
    document.Catalog.PageMode = PDFName("UseOutlines")  # type: ignore[attr-defined]


class _Outline(PDFObject):
    """The root of the outline. ISO 32000-2, 12.3.3."""

    __RefOnly__ = 1
    ready = 1

    def __init__(self, bookmarks: Sequence[Bookmark], pages: Mapping[int, PDFObjectReference]) -> None:
        self.bookmarks = bookmarks
        self.pages = pages
        self.entries: dict[str, object] = {}

    def prepare(self, document: PDFDocument, _canvas: object) -> None:
        """All entries made objects of the document, as ReportLab asks for it before it writes."""
        root = document.Reference(self)  # type: ignore[no-untyped-call]  # ReportLab's stubs leave it open
        names = [f"Bookmark.{at}" for at in range(len(self.bookmarks))]
        for at, each in enumerate(self.bookmarks):
            under = [f"{names[at]}.{below}" for below in range(len(each.under))]
            entries = self._entry(each.title, each.sheet, root) | _neighbours(names, at) | _ends(under)
            if under:
                entries["Count"] = -len(under)  # folded until somebody opens it
            document.Reference(_Entry(entries), names[at])  # type: ignore[no-untyped-call]
            for below, (title, sheet) in enumerate(each.under):
                entries = self._entry(title, sheet, PDFObjectReference(names[at])) | _neighbours(under, below)
                document.Reference(_Entry(entries), under[below])  # type: ignore[no-untyped-call]
        self.entries = {"Type": PDFName("Outlines"), "Count": len(names), **_ends(names)}

    def format(self, document: PDFDocument) -> bytes:
        """The root's dictionary."""
        return bytes(PDFDictionary(self.entries).format(document))

    def _entry(self, title: str, sheet: int, parent: PDFObjectReference) -> dict[str, object]:
        return {"Title": PDFString(title), "Parent": parent, "Dest": _Fit(self.pages[sheet])}


class _Fit(PDFObject):
    """A whole sheet as a place to go to. ISO 32000-2, 12.3.2.2."""

    def __init__(self, page: PDFObjectReference) -> None:
        self.page = page

    def format(self, document: PDFDocument) -> bytes:
        """The destination's array."""
        return b"[" + bytes(self.page.format(document)) + b" /Fit]"


class _Entry(PDFObject):
    __RefOnly__ = 1

    def __init__(self, entries: dict[str, object]) -> None:
        self.entries = entries

    def format(self, document: PDFDocument) -> bytes:
        """The entry's dictionary."""
        return bytes(PDFDictionary(self.entries).format(document))


def _ends(names: Sequence[str]) -> dict[str, object]:
    return {"First": PDFObjectReference(names[0]), "Last": PDFObjectReference(names[-1])} if names else {}


def _neighbours(names: Sequence[str], at: int) -> dict[str, object]:
    found: dict[str, object] = {}
    if at:
        found["Prev"] = PDFObjectReference(names[at - 1])
    if at + 1 < len(names):
        found["Next"] = PDFObjectReference(names[at + 1])
    return found
