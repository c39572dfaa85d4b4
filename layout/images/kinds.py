"""Which kind of file something is that was sent as a picture: each kind that is not read has its own remedy."""

from layout.images.faults import Fault, Refusal

_AS_PICTURE = "Save it as a TIFF or a JPEG."
_KINDS: tuple[tuple[int, bytes, str, str], ...] = (  # offset, bytes, what it is, remedy
    (0, b"8BPS", "is a Photoshop document", "Save it as a TIFF without layers, or as a JPEG."),
    (0, b"GIF8", "is a GIF", "Save it as a PNG, or ask for the photo it was made from: a GIF has 256 colours."),
    (0, b"BM", "is a Windows bitmap", "Save it as a PNG or a TIFF."),
    (0, b"%!PS", "is PostScript or EPS", "Save it as a PDF, an SVG or a TIFF."),
    (0, b"\xc5\xd0\xd3\xc6", "is an EPS with a preview", "Save it as a PDF, an SVG or a TIFF."),
    (4, b"ftyphei", "is a HEIC picture, as telephones take them", "Save it as a JPEG."),
    (4, b"ftypmif1", "is a HEIC picture, as telephones take them", "Save it as a JPEG."),
    (4, b"ftypavi", "is an AVIF picture", _AS_PICTURE),
    (4, b"ftypcrx", "is a camera's raw file", "Develop it, and save it as a TIFF or a JPEG."),
    (4, b"ftyp", "is a film", "Save one frame of it as a JPEG."),
    (0, b"\0\0\0\x0cjP  ", "is a JPEG 2000 picture", _AS_PICTURE),
    (0, b"\xff\x4f\xff\x51", "is a JPEG 2000 picture", _AS_PICTURE),
    (0, b"\0\0\0\x0cJXL ", "is a JPEG XL picture", _AS_PICTURE),
    (0, b"\xff\x0a", "is a JPEG XL picture", _AS_PICTURE),
    (0, b"\xd7\xcd\xc6\x9a", "is a Windows metafile", "Save it as an SVG or a PDF."),
    (0, b"FUJIFILMCCD-RAW", "is a camera's raw file", "Develop it, and save it as a TIFF or a JPEG."),
    (0, b"\x1f\x8b", "is compressed with gzip", "Unpack it."),
    (0, b"PK\x03\x04", "is an archive or an office document", "Take the picture out of it and name that."),
    (0, b"\xd0\xcf\x11\xe0", "is an office document", "Take the picture out of it and name that."),
    (0, b"Rar!", "is an archive", "Unpack it."),
    (0, b"7z\xbc\xaf", "is an archive", "Unpack it."),
)
_READ = {  # how what is read begins
    b"\xff\xd8": "JPEG",
    b"\x89PNG": "PNG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",
    b"MM\0+": "TIFF",
    b"RIFF": "WebP",
}


def name_of(head: bytes) -> str:
    """The name of the kind, by the file's first bytes; "" for one that is not read."""
    return next((name for mark, name in _READ.items() if head.startswith(mark)), "")


def check_kind(head: bytes) -> None:
    """Raises a Refusal where the file's first bytes are those of a kind that is known and not read."""
    if name_of(head):
        return
    for at, mark, what, remedy in _KINDS:
        if head[at : at + len(mark)] == mark:
            raise Refusal(Fault.FOREIGN, what + ", which is not read", remedy)
    if head.count(0) == len(head) > 0:
        raise Refusal(Fault.BROKEN, "it holds nothing but zeros", "Ask for the file again: it was not copied to its end.")
