"""Pages as a PDF.

In: finished pages, and the inks of their pictures. Out: the file's bytes; the same arguments give the same bytes. Refuses
nothing: what could not be had is a marked hole by now.
"""

from collections.abc import Sequence

from layout.pages.display import Page
from layout.pdf.document import PdfInfo, bind
from layout.pdf.inks import Inks
from layout.pdf.paint import paint_page


def write_pdf(pages: Sequence[Page], inks: Inks, info: PdfInfo) -> bytes:
    """One PDF of all `pages`, in their order."""
    return bind([paint_page(page, inks) for page in pages], info)
