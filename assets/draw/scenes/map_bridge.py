"""A newspaper map of the Narrows: the old crossing, the new one, the tram."""

from __future__ import annotations

import numpy as np
from plate import BLACK, BRAND, PAPER, Plate
from studio import curve

WIDTH, DEPTH = 279.86, 152.85  # two columns inside a box, and a package of 17 lines with a caption of two
UNITS = 1300  # across; the places below are in these
UNIT = WIDTH / UNITS
TOP = 150  # the unit in which the printed part begins
WATER, LAND, SHORE = (0.24, 0.08, 0, 0.02), (0, 0, 0, 0.04), (0, 0, 0, 0.45)
BUILT, STREET, OLD = (0, 0, 0, 0.13), PAPER, (0, 0, 0, 0.6)
METRE = 0.42  # units

WEST = [
    (-20, -20),
    (430, -20),
    (452, 80),
    (500, 170),
    (560, 250),
    (590, 330),
    (570, 405),
    (548, 470),
    (540, 545),
    (500, 610),
    (440, 680),
    (415, 760),
    (380, 850),
    (300, 930),
    (230, 1020),
    (-20, 1020),
]
EAST = [
    (1320, -20),
    (905, -20),
    (880, 70),
    (840, 150),
    (800, 240),
    (762, 330),
    (770, 405),
    (792, 470),
    (800, 545),
    (840, 620),
    (905, 690),
    (990, 740),
    (1060, 800),
    (1180, 850),
    (1320, 870),
]


def draw(scale: float, types) -> Plate:
    plate = Plate(WIDTH, DEPTH)
    plate.rect(0, 0, WIDTH, DEPTH, WATER)
    for shore in (WEST, EAST):
        plate.poly(placed([*shore[:2], *curve(shore[1:-1]), shore[-1]]), LAND, SHORE, 0.6)
    town(plate)
    crossings(plate)
    labels(plate, types)
    furniture(plate, types)
    plate.poly([(0.25, 0.25), (WIDTH - 0.25, 0.25), (WIDTH - 0.25, DEPTH - 0.25), (0.25, DEPTH - 0.25)], None, BLACK, 0.5)
    return plate


def at(x: float, y: float) -> tuple[float, float]:
    """A place of the map on the plate."""
    return x * UNIT, (y - TOP) * UNIT


def placed(points) -> list[tuple[float, float]]:
    return [at(*point) for point in points]


def town(plate: Plate) -> None:
    """Blocks of houses in grey, streets as white lines, quays and docks cut into the shore."""
    streets = (
        [(-10, 330), (160, 345), (330, 372), (470, 400), (565, 404)],
        [(60, -10), (110, 160), (160, 345), (175, 520), (150, 720), (120, 1010)],
        [(300, -10), (322, 180), (330, 372), (325, 560), (270, 740), (190, 1010)],
        [(-10, 590), (175, 560), (325, 590), (490, 600)],
        [(-10, 250), (130, 245), (322, 262), (440, 262)],
        [(-10, 760), (150, 720), (270, 740), (380, 720)],
        [(775, 405), (900, 395), (1050, 370), (1310, 350)],
        [(1000, -10), (985, 180), (1050, 370), (1080, 560), (1120, 720), (1310, 760)],
        [(985, 250), (1150, 245), (1310, 250)],
        [(810, 575), (940, 580), (1080, 560), (1310, 575)],
        [(1180, -10), (1150, 160), (1190, 360), (1200, 565), (1230, 740)],
    )
    dice = np.random.default_rng(71)
    for x0, y0, x1, y1, count in ((20, 160, 430, 850, 190), (860, 160, 1290, 700, 120)):
        for _ in range(count):
            x, y = dice.uniform(x0, x1), dice.uniform(y0, y1)
            w, h = dice.uniform(20, 54), dice.uniform(18, 44)
            inland = x + w < _shore(WEST, y) - 26 if x1 < 600 else x > _shore(EAST, y) + 30
            if inland:
                plate.poly(placed([(x, y), (x + w, y), (x + w, y + h), (x, y + h)]), BUILT)
    for street in streets:
        plate.line(placed(curve(street)), 2.2, STREET)
    plate.poly(placed([(524, 206), (440, 226), (450, 262), (560, 262)]), WATER)  # the inner basin
    plate.line(placed([(523, 205), (440, 226), (450, 262), (560, 262)]), 0.6, SHORE)
    plate.poly(placed([(838, 650), (962, 612), (974, 646), (882, 688)]), WATER)  # the dry dock
    plate.line(placed([(854, 645), (962, 612), (974, 646), (894, 680)]), 0.6, SHORE)


def _shore(line, y: float) -> float:
    for (xa, ya), (xb, yb) in zip(line[1:], line[2:]):
        if ya <= y <= yb:
            return xa + (xb - xa) * (y - ya) / (yb - ya)
    return line[1][0]


def crossings(plate: Plate) -> None:
    old = placed([(470, 400), (572, 404), (768, 404), (900, 395)])
    plate.line(old, 3.2, PAPER)
    plate.line(old, 1.8, OLD)
    for x in (610, 670, 730):
        plate.poly(placed([(x - 4, 392), (x + 4, 392), (x + 4, 416), (x - 4, 416)]), OLD)
    west, east = 670 - 320 * METRE, 670 + 320 * METRE  # 640 metres
    new = [(west, 530), (east, 530)]
    tram = (
        curve([(-10, 520), (120, 532), (240, 540), (400, 534), (west, 530)])
        + new
        + curve([(east, 530), (960, 520), (1060, 470), (1190, 455), (1310, 452)])
    )
    plate.line(placed(tram), 2.8, PAPER)
    plate.line(placed(tram), 1.1, BLACK)
    for x in (120, 300, 452, 905, 1080, 1235):
        y = next(b[1] + (a[1] - b[1]) * (b[0] - x) / max(1e-6, b[0] - a[0]) for a, b in zip(tram, tram[1:]) if a[0] <= x <= b[0])
        plate.disc(*at(x, y), 2.0, PAPER, BLACK, 1.0)
    plate.line(placed(new), 6.2, PAPER)
    plate.line(placed(new), 4.4, BRAND)
    # The distance between them.
    x, top, foot = 846, 412, 514
    plate.line(placed([(x, top + 8), (x, foot - 8)]), 0.6, BLACK)
    for y, way in ((top, 1), (foot, -1)):
        plate.poly(placed([(x, y), (x - 8, y + 16 * way), (x + 8, y + 16 * way)]), BLACK)


def labels(plate: Plate, types) -> None:
    face = {name: types.find(f"LibreFranklin-{name}") for name in ("Medium", "Bold")}
    face["Italic"] = types.find("LibreFranklin-RegularItalic", "LibreFranklin-Italic")

    def label(x, y, words, name="Medium", size=7.0, anchor="l", ground=LAND, track=0.0):
        plate.halo(*at(x, y), words, face[name], size, ground, anchor, track)
        plate.text(*at(x, y), words, face[name], size, BLACK, anchor, track)

    label(36, 212, "HARBOUR TOWN", "Bold", 8, track=0.05)
    label(1264, 212, "EAST SHORE", "Bold", 8, "r", track=0.05)
    for x, y, word in (
        (664, 212, "Inner"),
        (664, 250, "harbour"),
        (676, 318, "The"),
        (676, 356, "Narrows"),
        (610, 760, "Open sea"),
    ):
        plate.text(*at(x, y), word, face["Italic"], 7.5, BLACK, "m")
    label(462, 376, "Old crossing", "Bold", 7, "r")
    label(508, 580, "Customs Quay", anchor="r")
    for y, word in ((592, "New"), (630, "crossing")):
        plate.text(*at(670, y), word, face["Bold"], 8, BLACK, "m")
    label(868, 476, "300 m", "Bold", 7)
    label(36, 498, "Tram line 4", "Bold", 7)
    label(452, 324, "Fish hall", anchor="r")
    label(484, 276, "Grain silos", anchor="r")
    label(1010, 646, "Dry dock")
    for x, y in ((472, 313), (504, 265)):
        plate.poly(placed([(x - 8, y - 8), (x + 8, y - 8), (x + 8, y + 8), (x - 8, y + 8)]), BLACK)
    plate.text(*at(1000, 832), "Skerry Point 4 km", face["Medium"], 7, BLACK, "r")
    plate.line(placed([(1012, 821), (1038, 821)]), 0.75, BLACK)
    plate.poly(placed([(1054, 821), (1034, 811), (1034, 831)]), BLACK)


def furniture(plate: Plate, types) -> None:
    medium, bold = types.find("LibreFranklin-Medium"), types.find("LibreFranklin-Bold")
    x, y, long = 36, 836, 500 * METRE
    plate.poly(placed([(x - 16, y - 54), (x + long + 62, y - 54), (x + long + 62, y + 20), (x - 16, y + 20)]), LAND)
    plate.line(placed([(x, y - 8), (x, y + 4), (x + long, y + 4), (x + long, y - 8)]), 0.75, BLACK)
    plate.text(*at(x, y - 16), "0", medium, 7, BLACK, "m")
    plate.text(*at(x + long, y - 16), "500 m", medium, 7, BLACK, "m")
    north = placed([(1236, 262), (1254, 336), (1236, 322), (1218, 336)])
    plate.poly(north, PAPER, BLACK, 0.5)
    plate.poly([north[0], north[1], north[2]], BLACK)
    plate.text(*at(1236, 376), "N", bold, 8, BLACK, "m")
