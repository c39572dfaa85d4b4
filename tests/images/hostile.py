"""Files that somebody sends as pictures and that no program should trust, made for the tests; each with what is to be said."""

import io
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from tests.images.files import gradient, svg


class Hostile(NamedTuple):
    """A file, the code of its problem, and a part of the message."""

    name: str
    data: bytes
    code: str
    says: str


def hostile_files() -> Iterator[Hostile]:
    """Forty files, none of which may be printed in silence."""
    yield from _jpegs()
    yield from _pngs()
    yield from _tiffs()
    yield from _webps()
    yield from _drawings()
    yield from _others()


def odd_places(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """What is no file at all: path, code, part of the message."""
    os.mkfifo(folder / "pipe.jpg")
    (folder / "folder.jpg").mkdir()
    (folder / "loop.jpg").symlink_to(folder / "loop.jpg")
    yield folder / "pipe.jpg", "picture-missing", "it is not a file"
    yield folder / "folder.jpg", "picture-missing", "it is not a file"
    yield folder / "loop.jpg", "picture-missing", "there is no file"
    yield Path("/dev/zero"), "picture-missing", "it is not a file"


def harmless_files() -> Iterator[tuple[str, bytes]]:
    """Files that look dangerous, are not, and must be printed."""
    yield "exif-loop.jpg", _encoded("JPEG", exif=_exif_loop())
    yield "tiff-loop.tif", tiff(8, 3, 2, next_directory=8)
    yield "large.png", png(8600, 8600, _zeros(8600 * (8600 * 3 + 1)))


def _jpegs() -> Iterator[Hostile]:
    whole = _encoded("JPEG")
    yield Hostile("head-alone.jpg", whole[:80], "picture-broken", "cannot be used")
    yield Hostile("half.jpg", whole[: len(whole) // 2], "picture-broken", "end too soon")
    yield Hostile("nearly.jpg", whole[: len(whole) * 9 // 10], "picture-broken", "end too soon")
    yield Hostile("broken-off.jpg", whole[: len(whole) // 2] + bytes(len(whole) // 2), "picture-broken", "but zeros")
    yield Hostile("noise.jpg", whole[:2] + bytes(range(256)) * 20, "picture-broken", "damaged")
    yield Hostile("vast.jpg", _with_size(whole, 65500, 65500), "picture-too-large", "megapixels")
    yield Hostile("no-size.jpg", _with_size(whole, 0, 0), "picture-broken", "cannot be used")
    yield Hostile("passes.jpg", _passes(3000), "picture-broken", "passes")
    parts = whole[:2] + b"\xff\xfe\0\3x" * 6000 + whole[2:]
    yield Hostile("parts.jpg", parts, "picture-broken", "5000 parts")
    yield Hostile("profile-damaged.jpg", _encoded("JPEG", icc_profile=b"nothing" * 99), "picture-profile", "sRGB")
    lying = (
        struct.pack(">I", 4096) + b"lcms\2\x10\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(88) + struct.pack(">I", 0xFFFFFFF)
    )
    yield Hostile("profile-lying.jpg", _encoded("JPEG", icc_profile=lying), "picture-profile", "sRGB")


def _pngs() -> Iterator[Hostile]:
    whole = _encoded("PNG")
    yield Hostile("half.png", whole[: len(whole) // 2], "picture-broken", "end too soon")
    yield Hostile("sum.png", whole[:29] + b"\0\0\0\0" + whole[33:], "picture-broken", "damaged")
    yield Hostile("data.png", png(60, 40, b"x\x9c" + bytes(200)), "picture-broken", "damaged")
    yield Hostile("vast.png", png(60_000, 60_000, zlib.compress(b"\0")), "picture-too-large", "megapixels")
    yield Hostile("bomb.png", png(14_000, 14_000, zlib.compress(b"\0")), "picture-too-large", "memory")
    yield Hostile("no-size.png", png(0, 40, zlib.compress(b"\0")), "picture-broken", "cannot be used")
    yield Hostile("text-bomb.png", _with_chunk(b"zTXt", b"Comment\0\0" + _zeros(100_000_000)), "picture-broken", "unfolds")
    yield Hostile("profile-bomb.png", _with_chunk(b"iCCP", b"x\0\0" + _zeros(100_000_000)), "picture-broken", "unfolds")
    yield Hostile("chunks.png", whole[:33] + chunk(b"teSt", b"") * 100_001 + whole[33:], "picture-broken", "100000 chunks")


def _tiffs() -> Iterator[Hostile]:
    whole = _encoded("TIFF", compression="tiff_lzw")
    yield Hostile("half.tif", whole[: len(whole) // 2], "picture-broken", "cannot be used")
    fax = _encoded("TIFF", "1", compression="group4")
    scratched = fax[:400] + bytes(byte ^ 0x5A for byte in fax[400:420]) + fax[420:]
    yield Hostile("scratched-fax.tif", scratched, "picture-broken", "damaged in places")
    yield Hostile("nowhere.tif", b"II*\0\xff\xff\xff\x7f" + bytes(99), "picture-broken", "damaged")
    yield Hostile("tags.tif", b"II*\0\x08\0\0\0\xff\xff" + bytes(99), "picture-broken", "65535 tags")
    yield Hostile("strips.tif", tiff(8, 3, 2, strips=0x7FFFFFFF), "picture-broken", "strips")
    yield Hostile("tiles.tif", tiff(8, 3, 2, tile=(1 << 20, 1 << 20)), "picture-too-large", "memory")
    yield Hostile("no-tiles.tif", tiff(8, 3, 2, tile=(0, 0)), "picture-broken", "no size")
    yield Hostile("strip-bomb.tif", tiff(8, 3, 2, size=(9000, 9000), compression=8), "picture-too-large", "memory")
    yield Hostile("spots.tif", tiff(8, 6, 5), "picture-kind", "6 channels")
    yield Hostile("floating.tif", tiff(32, 3, 2), "picture-kind", "32 bits")
    yield Hostile("apart.tif", tiff(16, 3, 2, planar=2), "picture-kind", "one after another")


def _webps() -> Iterator[Hostile]:
    whole = _encoded("WEBP")
    yield Hostile("half.webp", whole[: len(whole) // 2], "picture-broken", "cannot be used")
    frames = [gradient(300, 200).rotate(turn) for turn in (0, 90, 180)]
    film = _encoded("WEBP", save_all=True, append_images=frames)
    yield Hostile("film.webp", film, "picture-several", "first")
    yield Hostile("vast.webp", film[:24] + b"\xff\x3f\0\xff\x3f\0" + film[30:], "picture-too-large", "megapixels")


def _drawings() -> Iterator[Hostile]:
    laughs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY b0 "ha">{laughs}]>' + svg("<title>&b11;</title>")
    yield Hostile("entities.svg", bomb.encode(), "drawing-refused", "entities")
    stolen = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<title>&x;</title>")
    yield Hostile("outside.svg", stolen.encode(), "drawing-refused", "entities")
    yield Hostile("deep.svg", svg("<g>" * 5000 + "</g>" * 5000).encode(), "drawing-refused", "nested")
    yield Hostile("numbers.svg", svg('<path d="M0 0L1e308 5L3 3z"/>').encode(), "drawing-refused", "numbers")
    again = "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    uses = svg(f'<defs><g id="a0"><path d="M0 0h9"/></g>{again}</defs><use xlink:href="#a11"/>')
    yield Hostile("again.svg", uses.encode(), "drawing-refused", "uses again")
    yield Hostile("half.svg", svg("<g><path/>").encode()[:-9], "picture-broken", "XML")
    yield Hostile("shades.svg", svg('<rect width="9" height="9" fill="url(#g)"/>').encode(), "drawing-refused", "gradient")


def _others() -> Iterator[Hostile]:
    yield Hostile("empty.jpg", b"", "picture-broken", "empty")
    yield Hostile("zeros.jpg", bytes(5000), "picture-broken", "zeros")
    yield Hostile("layers.jpg", b"8BPS\0\1" + bytes(500), "picture-kind", "Photoshop")
    vast = b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2L\1\0;"
    yield Hostile("vast.gif", vast, "picture-kind", "GIF")
    yield Hostile("telephone.jpg", b"\0\0\0\x18ftypheic" + bytes(500), "picture-kind", "HEIC")
    yield Hostile("office.jpg", b"PK\3\4" + bytes(500), "picture-kind", "office")
    yield Hostile("letter.jpg", b"Dear editor, the picture follows by post.", "picture-broken", "damaged, or not")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes, bits: int = 8, colours: int = 2) -> bytes:
    """A PNG of that size around the deflated `data`."""
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(
    bits: int,
    channels: int,
    photometric: int,
    *,
    size: tuple[int, int] = (8, 4),
    pixel: bytes = b"",
    compression: int = 1,
    planar: int = 1,
    strips: int = 1,
    tile: tuple[int, int] | None = None,
    next_directory: int = 0,
) -> bytes:
    """A TIFF of one strip with `pixel` all over; or one whose head lies about its strips or tiles."""
    width, height = size
    row = (pixel or bytes(channels * bits // 8)) * width
    data = row * height if width * height < 100_000 else b""
    data = zlib.compress(data) if compression == 8 else data
    long, short = (4, "I"), (3, "H")
    entries: list[tuple[int, tuple[int, str], list[int]]] = [
        (256, long, [width]),
        (257, long, [height]),
        (258, short, [bits] * channels),
        (259, short, [compression]),
        (262, short, [photometric]),
        (277, short, [channels]),
        (284, short, [planar]),
    ]
    if tile is None:
        entries += [(273, long, [0]), (278, long, [height]), (279, long, [len(data)])]
    else:
        entries += [(322, long, [tile[0]]), (323, long, [tile[1]]), (324, long, [0]), (325, long, [len(data)])]
    colours = {0: 1, 1: 1, 2: 3, 5: 4, 8: 3, 9: 3}[photometric]
    if channels > colours:
        entries.append((338, short, [2] * (channels - colours)))
    if bits == 32:
        entries.append((339, short, [3] * channels))
    entries.sort()
    after = 8 + 2 + 12 * len(entries) + 4
    far = b""
    for at, (tag, kind, values) in enumerate(entries):
        if len(values) * (2 if kind is short else 4) > 4:
            far += struct.pack(f"<{len(values)}{kind[1]}", *values)
        if tag in (273, 324):
            entries[at] = (tag, kind, [-1])
    table, used = b"", 0
    for tag, kind, values in entries:
        packed = struct.pack(f"<{len(values)}{kind[1]}", *(after + len(far) if value < 0 else value for value in values))
        count = strips if tag in (273, 279) else len(values)
        if len(packed) > 4:
            table += struct.pack("<HHII", tag, kind[0], count, after + used)
            used += len(packed)
        else:
            table += struct.pack("<HHI", tag, kind[0], count) + packed.ljust(4, b"\0")
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + struct.pack("<I", next_directory) + far + data


def _encoded(form: str, mode: str = "RGB", **options: object) -> bytes:
    """A sound picture of some detail."""
    picture = gradient(300, 200)
    picture.paste(Image.effect_noise((150, 100), 90).convert("RGB"), (40, 40))
    buffer = io.BytesIO()
    picture.convert(mode).save(buffer, form, **options)
    return buffer.getvalue()


def _with_size(jpeg: bytes, width: int, height: int) -> bytes:
    at = jpeg.index(b"\xff\xc0")
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


def _passes(count: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    jpeg = _encoded("JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * count + jpeg[-2:]


def _with_chunk(kind: bytes, data: bytes) -> bytes:
    whole = _encoded("PNG")
    return whole[:33] + chunk(kind, data) + whole[33:]


def _zeros(length: int) -> bytes:
    """Many noughts, deflated."""
    press = zlib.compressobj(1)
    piece = bytes(1 << 20)
    parts = [press.compress(piece) for _ in range(length >> 20)]
    return b"".join([*parts, press.compress(bytes(length & 0xFFFFF)), press.flush()])


def _exif_loop() -> bytes:
    """Metadata whose directories lead back to themselves."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 8)
