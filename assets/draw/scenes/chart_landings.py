"""Ten years of landings at the fish hall, as bars."""

from __future__ import annotations

from plate import BLACK, BRAND, Plate, tint

WIDTH, DEPTH = 293.86, 142.35  # two columns, and a package of 16 lines with a caption of two
FIRST_YEAR = 2016
LANDINGS = (9.8, 9.1, 8.7, 9.4, 7.9, 8.6, 10.3, 11.9, 13.1, 14.2)  # thousand tonnes
BAR = 22.0
BASE, TONNE = 128.5, 7.75  # the base line, and points for a thousand tonnes


def draw(scale: float, types) -> Plate:
    plate = Plate(WIDTH, DEPTH)
    medium, bold = types.find("LibreFranklin-Medium"), types.find("LibreFranklin-Bold")
    plate.rect(0, BASE, WIDTH, 0.75, BLACK)  # before the bars: black prints over, and would be too much ink on the last of them
    for i, landed in enumerate(LANDINGS):
        last = i == len(LANDINGS) - 1
        middle = BAR / 2 + i * (WIDTH - BAR) / (len(LANDINGS) - 1)
        top = BASE - landed * TONNE
        plate.rect(middle - BAR / 2, top, BAR, BASE - top, BRAND if last else tint(BRAND, 0.3))
        figure = f"{landed:.1f}"
        if last:  # three inks do not register in smaller type
            plate.text(middle, top - 4, figure, bold, 10, BRAND, "m")
        else:
            plate.text(middle, top - 4, figure, medium, 8, BLACK, "m")
        year = FIRST_YEAR + i
        plate.text(
            middle, BASE + 10.5, str(year) if last or i == 0 else f"’{year % 100}", bold if last else medium, 8, BLACK, "m"
        )
    plate.text(0, 5.8, "Thousand tonnes", medium, 8)
    return plate
