"""Every rule of the preflight, in one table: what it is called, how much it weighs, what to do, and who asks for it.

The numbers are the press profile's. `docs/preflight.md` is the same table for people; a test holds the two together.
"""

from layout.base.problems import Severity
from layout.base.values import dataclass

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_SHEET = "printers' sheets"
_X = "ISO 15930"
_GWG = "GWG 2015"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `in_ad`: its weight in an advertiser's file, None where it is not asked there. `remedy` says what to do."""

    code: str
    severity: Severity
    in_ad: Severity | None
    title: str
    remedy: str
    source: str


_EXPORT = "Export the file again from the program that made it."
_FLATTEN = "Flatten transparency when exporting (PDF 1.3, or 'PDF/X-1a')."
_CONVERT = "Convert it to CMYK with the printer's profile, in the picture or when exporting."
_WITHOUT = "Export without it: choose a PDF/X preset."
_SMALLER = "Make the file anew with less in it; nothing that is printed needs so much."

TABLE: tuple[Rule, ...] = (
    Rule("file-unreadable", _E, _E, "The file can be opened", _EXPORT, "ISO 32000"),
    Rule("file-damaged", _W, _W, "Nothing had to be mended to read the file", _EXPORT, "ISO 32000"),
    Rule("file-encrypted", _E, _E, "Not encrypted", "Save it without a password and without restrictions.", _X),
    Rule("file-empty", _E, _E, "The file has a page", _EXPORT, "ISO 32000"),
    Rule("file-pages", _W, _W, "One page a file", "Save each page as a file of its own.", _SHEET),
    Rule(
        "file-version",
        _E,
        None,
        "No later PDF than the standard stands on",
        "Export as the standard that the printer asks for.",
        _X,
    ),
    Rule("file-standard", _E, _W, "Says which PDF/X it is", "Export as the standard that the printer asks for.", _X),
    Rule("file-info", _W, None, "Title and dates are there", "Export with title and dates: choose a PDF/X preset.", _X),
    Rule("file-trapped", _E, None, "Says that it is not trapped", "Set 'Trapped' to False: trapping is the printer's.", _X),
    Rule("file-id", _E, None, "Has an identifier", _EXPORT, _X),
    Rule("file-javascript", _E, _W, "No JavaScript", _WITHOUT, _X),
    Rule("file-actions", _E, _W, "No actions", _WITHOUT, _X),
    Rule("file-embedded", _E, _W, "No files inside the file", _WITHOUT, _X),
    Rule("file-layers", _E, _E, "No layers", "Merge the layers, or export with those that are to be printed.", _X),
    Rule("file-lzw", _E, _E, "Nothing packed by LZW", "Export with ZIP (Flate) compression.", _X),
    Rule("intent-missing", _E, None, "An output intent for PDF/X", "Export with the printer's profile as output intent.", _X),
    Rule("intent-profile", _E, None, "The output intent's profile is in the file", "Export with the profile embedded.", _X),
    Rule("intent-invalid", _E, None, "That profile is one of a CMYK press", "Choose the printer's own profile.", _X),
    Rule("intent-several", _E, None, "One printing condition for the whole file", "Export all pages with one output intent.", _X),
    Rule("intent-condition", _W, None, "It names the printing condition of this press", "Choose the printer's own profile.", _X),
    Rule(
        "intent-mismatch",
        _W,
        None,
        "Its profile is one of the condition that it names",
        "Export with the profile of the printing condition that is meant.",
        _X,
    ),
    Rule("page-media", _E, _E, "Every page has a media box", _EXPORT, "ISO 32000"),
    Rule("page-trim", _E, None, "Every page says where it is cut", "Export with a TrimBox: choose a PDF/X preset.", _X),
    Rule("page-nested", _E, _E, "Trim lies in bleed, bleed in media, crop round the trim", "Set the boxes anew, and export.", _X),
    Rule(
        "page-size",
        _E,
        _E,
        "The page has the size that is expected",
        "Make the document up in that size; it is not scaled.",
        _SHEET,
    ),
    Rule("page-sheet", _E, _E, "The page fits the press's sheet", "Make the page smaller, or ask for another press.", _SHEET),
    Rule(
        "page-bleed-least",
        _E,
        None,
        "Bleed on all four sides, where the press wants it",
        "Export with the bleed that is asked.",
        _SHEET,
    ),
    Rule("page-bleed-most", _E, None, "No more bleed than the press takes", "Export with less bleed, or with none.", _SHEET),
    Rule("page-unit", _E, _E, "No scaling of the page's unit (UserUnit)", "Export in the real size.", _GWG),
    Rule("page-turned", _W, _W, "The page is not turned by a flag", "Turn the page itself, and set its rotation to 0.", _SHEET),
    Rule("page-mirrored", _E, _E, "The page reads right", "Export it right-reading: the plate setter does the rest.", _SHEET),
    Rule("page-empty", _E, _E, "Something is painted on the page", "Leave the page out, or send the page that was meant.", _GWG),
    Rule(
        "page-one-picture",
        _W,
        _W,
        "The page is more than one picture",
        "A photo that fills the page may stay; a page that was saved as a picture has to come with its type as type.",
        _GWG,
    ),
    Rule("page-effects", _W, None, "No effects between pages (Trans)", _WITHOUT, _SHEET),
    Rule("page-annotation", _E, _W, "No annotation within the trim", "Remove it, or move it outside the bleed.", _X),
    Rule(
        "page-marks",
        _W,
        None,
        "Nothing outside trim and bleed, where the press wants no marks",
        "Export without printer's marks.",
        _SHEET,
    ),
    Rule(
        "page-bleed-stops",
        _W,
        _W,
        "What reaches the trim goes on into the bleed, where the press wants it",
        "Draw it out to the bleed's edge, or end it well inside the page.",
        _SHEET,
    ),
    Rule("page-edge", _W, _W, "Type stands 3 mm from an edge that is cut", "Move it inwards.", _SHEET),
    Rule("page-live", _W, None, "Type stands within the live area", "Move it inwards.", _SHEET),
    Rule("content-damaged", _W, _W, "The content is well formed", _EXPORT, "ISO 32000"),
    Rule("content-missing", _E, _E, "Everything that is painted is in the file", _EXPORT, "ISO 32000"),
    Rule("content-postscript", _E, _E, "No PostScript", _WITHOUT, _X),
    Rule("font-unembedded", _E, _E, "Every font is in the file", "Embed it, or turn its type into outlines.", _X),
    Rule("font-damaged", _E, _E, "Every font in the file can be read", "Embed it anew, or turn its type into outlines.", _X),
    Rule(
        "font-glyph", _E, _E, "Every glyph that is shown is in its font", "Embed the whole font, or set the sign in another.", _X
    ),
    Rule("font-type3", _W, _W, "No Type 3 fonts", "Use an OpenType or Type 1 font.", _SHEET),
    Rule("font-courier", _W, _W, "No Courier: it often stands in for a lost font", "See that Courier was meant.", _GWG),
    Rule("colour-rgb", _E, _E, "No RGB", _CONVERT, _SHEET),
    Rule("colour-gray", _W, _N, "Black as DeviceCMYK on a colour page", "Use 100 K: DeviceGray does not overprint.", _GWG),
    Rule("colour-calibrated", _E, _E, "No CalRGB and CalGray", _CONVERT, _SHEET),
    Rule("colour-lab", _E, _E, "No Lab", _CONVERT, _SHEET),
    Rule("colour-icc", _E, _E, "No ICC-based colour", _CONVERT, _SHEET),
    Rule("colour-spot", _E, _E, "No spot inks but the press's own", "Mix it from process inks.", _SHEET),
    Rule(
        "colour-registration", _E, _E, "No registration colour within the trim", "Use 100 K: this prints on every plate.", _SHEET
    ),
    Rule("colour-mono", _E, _E, "Black alone on a page that is printed so", "Make it grey, or ask for a colour page.", _SHEET),
    Rule("image-ppi-refused", _E, _E, "Pictures have the least resolution", "Use a larger file, or a smaller place.", _SHEET),
    Rule("image-ppi-least", _W, _W, "Pictures have a good resolution", "Use a larger file, or a smaller place.", _SHEET),
    Rule("art-ppi-refused", _E, _E, "One-bit art has the least resolution", "Scan it anew, or use vectors.", _SHEET),
    Rule("art-ppi-least", _W, _W, "One-bit art has a good resolution", "Scan it anew, or use vectors.", _SHEET),
    Rule("image-jpx", _E, _E, "No JPEG 2000", "Export with JPEG or ZIP compression.", _SHEET),
    Rule("image-16bit", _W, _W, "No more than 8 bits a component", "Reduce it to 8 bits.", _SHEET),
    Rule("image-alternates", _E, _E, "No alternate pictures", _WITHOUT, _X),
    Rule("image-opi", _E, _E, "No OPI comments", "Export with the pictures themselves.", _X),
    Rule("image-damaged", _E, _E, "Every picture can be read", "Save the picture anew, and place it again.", "ISO 32000"),
    Rule("state-transfer", _E, _E, "No transfer curves", _WITHOUT, _X),
    Rule("state-halftone", _W, _W, "No screens of its own", _WITHOUT, _SHEET),
    Rule("state-black", _W, _W, "No black generation of its own", _WITHOUT, _SHEET),
    Rule("transparency-alpha", _E, _E, "Nothing see-through", _FLATTEN, _SHEET),
    Rule("transparency-blend", _E, _E, "No blend modes", _FLATTEN, _SHEET),
    Rule("transparency-mask", _E, _E, "No soft masks", _FLATTEN, _SHEET),
    Rule("transparency-group", _W, _W, "No transparency groups", _FLATTEN, _SHEET),
    Rule("line-refused", _E, _E, "No hairlines", "Draw it thicker.", _SHEET),
    Rule("line-least", _W, _W, "Lines have a good weight", "Draw it thicker.", _SHEET),
    Rule("line-rich-black", _E, _E, "Black rules are 100 K", "Use 100 K alone.", _SHEET),
    Rule("type-least", _E, _E, "Type is large enough", "Set it larger.", _SHEET),
    Rule("type-inks", _E, _E, "Small type is of one ink", "Set it in one ink, or larger.", _SHEET),
    Rule("type-rich-black", _E, _E, "Black type is 100 K", "Use 100 K alone.", _SHEET),
    Rule("type-reversed", _E, _E, "Reversed type is large enough", "Set it larger, or in black.", _SHEET),
    Rule("type-reversed-light", _W, _W, "Small reversed type is bold", "Set it bold, or larger.", _SHEET),
    Rule("type-reversed-inks", _W, _W, "Small reversed type stands on one ink", "Put it on one ink, or set it larger.", _SHEET),
    Rule("overprint-type", _E, _W, "Small black type overprints", "Set its fill to overprint (OPM 1).", _GWG),
    Rule("overprint-rule", _E, _W, "Thin black rules overprint", "Set its stroke to overprint (OPM 1).", _GWG),
    Rule("overprint-white", _E, _E, "White does not overprint", "Let it knock out: overprinting white vanishes.", _GWG),
    Rule("ink-most", _E, _E, "No square millimetre above the greatest ink", "Convert it with the printer's profile.", _SHEET),
    Rule("ink-peak", _E, _E, "No place 5 % above the greatest ink", "Convert it with the printer's profile.", _SHEET),
    Rule(
        "ink-computed",
        _N,
        _N,
        "Ink is measured on every page",
        "Where its ink matters, preflight the page as a file of its own.",
        "this program",
    ),
    Rule("limit-pages", _E, _E, "Not more pages than are read", _SMALLER, "this program"),
    Rule("limit-stream", _E, _E, "Every stream can be unpacked, and is not too large", _SMALLER, "this program"),
    Rule("limit-operators", _E, _E, "Not more operators than are read", _SMALLER, "this program"),
    Rule("limit-marks", _E, _E, "Not more marks than are looked at", _SMALLER, "this program"),
    Rule("limit-depth", _E, _E, "Nothing nested deeper than is read", _SMALLER, "this program"),
    Rule("limit-pixels", _E, _E, "No picture with more pixels than a page can show", _SMALLER, "this program"),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in TABLE}
