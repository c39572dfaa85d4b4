"""A page as it will look on the press's paper: its inks through the press's ICC profile, the colour of the paper included.

In: finished PDFs and the press. Out: a PNG a page and `softproof.pdf`. Refused: a press without an ICC profile of its inks.
"""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from layout.base.problems import Problem, Severity
from layout.base.values import dataclass
from layout.design.press import Press
from layout.plates.file_names import plain
from layout.plates.proof_pdf import ProofPage, proof_pdf
from layout.plates.proofs import made_of_pages, png
from layout.plates.separations import Plates, Rendering

if TYPE_CHECKING:
    from PIL import Image, ImageCms

DPI = 100.0
_FINER = 3  # each pixel is the mean of 9 finer ones: type at 100 dpi would be ragged otherwise
_JPEG_QUALITY = 88  # in softproof.pdf; flat tints show no blocks


@dataclass(frozen=True, slots=True)
class _Proof:
    width: float
    height: float
    png: bytes
    jpeg: bytes


def softproof_files(
    pdfs: Mapping[str, bytes], press: Press, dpi: float = DPI, jobs: int = 1
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """`softproof/PAGE.png` for each page (`pdfs`: the first page of each file, by the page's printed number), `softproof.pdf`.

    What could not be made is left out, with its problem. Reads the press's ICC profile from disk.
    """
    profile = _profile(press)
    if isinstance(profile, Problem):
        return {}, (profile,)
    rendering = Rendering(dpi=dpi, smooth=_FINER, mixed=True)
    proofs, problems = made_of_pages(pdfs, lambda _, plates: _seen(plates, profile), rendering, jobs)
    files = {f"softproof/{plain(page)}.png": proof.png for page, proof in proofs.items()}
    if proofs:
        sheets = (
            ProofPage(proof.width, proof.height, proof.jpeg, f"Page {page}: soft proof, not for press. {press.name}")
            for page, proof in proofs.items()
        )
        files["softproof.pdf"] = proof_pdf(sheets)
    return files, problems


def paper_and_ink(mixed: "Image.Image", profile: "ImageCms.ImageCmsTransform") -> "Image.Image":
    """A picture in process inks as sRGB, as `profile` (made by `to_screen`) sees it."""
    from PIL import ImageCms

    seen = ImageCms.applyTransform(mixed, profile)
    assert seen is not None, "applyTransform returns a picture unless it is told to work in place"
    seen.info.pop("icc_profile", None)  # sRGB's own, with the time at which it was made in it: no two runs would give one file
    return seen


def to_screen(profile: bytes) -> "ImageCms.ImageCmsTransform | None":
    """The way from the press's inks to sRGB, absolute colorimetric: bare paper keeps its own grey. None: no CMYK profile."""
    from PIL import ImageCms  # late: a plain build needs no proofs

    try:
        press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        # ICC.1:2022, 6.2.3: absolute intents measure from the perfect diffuser, not from the paper.
        intent = ImageCms.Intent.ABSOLUTE_COLORIMETRIC
        return ImageCms.buildTransform(press, ImageCms.createProfile("sRGB"), "CMYK", "RGB", intent)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _profile(press: Press) -> "ImageCms.ImageCmsTransform | Problem":
    if press.profile is None:
        text = f"the press profile '{press.name}' names no ICC profile, and without one nobody knows what its paper looks like"
        return Problem("profile-empty", Severity.ERROR, text, "Name your printer's: `profile: my-press.icc`.", press.where)
    try:
        transform = to_screen(press.profile.read_bytes())
    except OSError as fault:
        text = f"'{press.profile.name}' can't be read: {fault.strerror}"
        return Problem("profile-missing", Severity.ERROR, text, "Put the file there, or correct its path.", press.where)
    if transform is not None:
        return transform
    text = f"'{press.profile.name}' can't be used as an ICC profile of four inks"
    return Problem("profile-wrong", Severity.ERROR, text, "Ask the printer for the profile again.", press.where)


def _seen(plates: Plates, profile: "ImageCms.ImageCmsTransform") -> _Proof:
    from PIL import Image

    assert plates.mixed is not None, "a proof asks for the mixture of all inks"
    rows, columns = plates.trim()
    mixed = Image.fromarray(plates.mixed[rows, columns], "CMYK")
    picture = paper_and_ink(mixed, profile)
    trim = plates.sheet.trim
    return _Proof(trim.width, trim.height, png(picture, plates.dpi, srgb=True), _jpeg(picture))


def _jpeg(picture: "Image.Image") -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return stream.getvalue()
