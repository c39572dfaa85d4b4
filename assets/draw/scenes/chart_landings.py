"""Ten years of landings at the fish hall, as bars."""

from __future__ import annotations

from studio import Canvas

WIDTH, HEIGHT = 1300, 632
FIRST_YEAR = 2016
LANDINGS = (9.8, 9.1, 8.7, 9.4, 7.9, 8.6, 10.3, 11.9, 13.1, 14.2)  # thousand tonnes
BRAND, BAR, INK = "#0d4a86", "#a7b6c4", "#1c1c1e"
BASE, TONNE = 566, 33.0  # the base line, and pixels for a thousand tonnes


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 73, scale)
    medium, bold = types.find("LibreFranklin-Medium"), types.find("LibreFranklin-Bold")
    c.rect(0, 0, WIDTH, HEIGHT, "#ffffff")
    _step, wide = WIDTH / len(LANDINGS), 96
    for i, landed in enumerate(LANDINGS):
        last = i == len(LANDINGS) - 1
        middle = wide / 2 + i * (WIDTH - wide) / (len(LANDINGS) - 1)
        top = BASE - landed * TONNE
        c.rect(middle - wide / 2, top, middle + wide / 2, BASE, BRAND if last else BAR)
        c.text(middle, top - 16, f"{landed:.1f}", bold if last else medium, 38, BRAND if last else INK, "ms")
        year = FIRST_YEAR + i
        c.text(
            middle,
            BASE + 48,
            str(year) if last or i == 0 else f"’{year % 100}",
            bold if last else medium,
            36,
            BRAND if last else INK,
            "ms",
        )
    c.rect(0, BASE, WIDTH, BASE + 3, INK)
    c.text(0, 36, "Thousand tonnes", medium, 34, INK)
    return c.finish(grain=0, vignette=0, softness=0.2)
