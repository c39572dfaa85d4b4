"""Sets the same pages with ReportLab's own Platypus: greedy, unkerned, justified, hyphenated by nobody.

python -m tests.bench.set_with_platypus TEXT PAGES OUT
"""

import sys
from html import escape  # reportlab.platypus imports this module; xml.sax.saxutils would bring an HTTP client
from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

MM = 72 / 25.4
FONTS = Path(__file__).parents[2] / "fonts"
# Platypus embeds no CFF font: the nearest face with TrueType outlines in the checkout takes the place of Source Serif 4.
FACE = FONTS / "libre-franklin" / "LibreFranklin_400Regular.ttf"
SIZE, LEADING, INDENT = 8.2, 10.5, 9.0  # at 8.2 pt Libre Franklin runs as wide as Source Serif 4 SmText at 9


def main() -> None:
    """Sets and writes."""
    text, pages, out = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    pdfmetrics.registerFont(TTFont("Text", str(FACE)))
    style = ParagraphStyle("body", fontName="Text", fontSize=SIZE, leading=LEADING, alignment=TA_JUSTIFY, firstLineIndent=INDENT)
    width, height, left, gutter, column = 350 * MM, 500 * MM, 15 * MM, 4.5 * MM, (320 - 5 * 4.5) / 6 * MM
    frames = [Frame(left + index * (column + gutter), 16 * MM, column, 470 * MM, 0, 0, 0, 0) for index in range(6)]
    document = BaseDocTemplate(out, pagesize=(width, height), pageTemplates=[PageTemplate("page", frames)])
    lines = [line for line in text.read_text(encoding="utf-8").splitlines() if line]
    document.build([Paragraph(escape(line, quote=False), style) for line in lines])
    assert document.page >= pages - 1, "the text fills the pages"


if __name__ == "__main__":
    main()
