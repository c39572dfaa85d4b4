"""A newspaper map of the Narrows: the old crossing, the new one, the tram."""

from __future__ import annotations

import math

from studio import Canvas, curve

WIDTH, HEIGHT = 1300, 1000
TOP, FOOT = 150, 870  # of what is printed
WATER, LAND, SHORE = "#d3e0e9", "#f1eee6", "#8fa3b2"
BUILT, STREET = "#e2ddd1", "#ffffff"
BRAND, INK, OLD, RAIL = "#0d4a86", "#1c1c1e", "#6a6f74", "#b4382c"
METRE = 0.42  # pixels

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


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 71, scale)
    face = {name: types.find(f"LibreFranklin-{name}") for name in ("Medium", "Bold")}
    face["Italic"] = types.find("LibreFranklin-RegularItalic", "LibreFranklin-Italic")
    c.rect(0, 0, WIDTH, HEIGHT, WATER)
    for shore in (WEST, EAST):
        line = [*shore[:2], *curve(shore[1:-1]), shore[-1]]
        for wide, part in ((58, 0.20), (34, 0.28), (14, 0.5)):
            c.line(line, wide, "#c2d3df", part)
        c.poly(line, LAND)
        c.line(line, 3, SHORE)
    town(c)
    crossings(c)
    labels(c, face)
    furniture(c, face)
    c.lines([[(2, TOP + 2), (WIDTH - 2, TOP + 2), (WIDTH - 2, FOOT - 2), (2, FOOT - 2), (2, TOP + 2)]], 2, "#9aa4ab")
    return c.finish(grain=0, vignette=0, softness=0.25).crop((0, TOP, WIDTH, FOOT))


def town(c: Canvas) -> None:
    """Streets as white lines, quays and docks cut into the shore, the hill as a tint."""
    streets = (
        [(-10, 330), (160, 345), (330, 372), (470, 400), (565, 404)],
        [(60, -10), (110, 160), (160, 345), (175, 520), (150, 720), (120, 1010)],
        [(300, -10), (322, 180), (330, 372), (325, 560), (270, 740), (190, 1010)],
        [(-10, 560), (175, 520), (325, 560), (500, 560)],
        [(-10, 170), (110, 160), (322, 180), (470, 190)],
        [(-10, 760), (150, 720), (270, 740), (380, 720)],
        [(775, 405), (900, 395), (1050, 370), (1310, 350)],
        [(1000, -10), (985, 180), (1050, 370), (1080, 560), (1120, 720), (1310, 760)],
        [(985, 180), (1150, 160), (1310, 170)],
        [(810, 545), (940, 560), (1080, 560), (1310, 575)],
        [(1180, -10), (1150, 160), (1190, 360), (1200, 565), (1230, 740)],
    )
    dice = c.dice("blocks")
    for x0, y0, x1, y1, count in ((20, 20, 430, 900, 150), (860, 30, 1290, 720, 95)):
        for _ in range(count):
            x, y = dice.uniform(x0, x1), dice.uniform(y0, y1)
            w, h = dice.uniform(20, 54), dice.uniform(18, 44)
            inland = x + w < _shore(WEST, y) - 26 if x1 < 600 else x > _shore(EAST, y) + 30
            if inland:
                c.rect(x, y, x + w, y + h, BUILT)
    for street in streets:
        c.line(curve(street), 11, STREET)
    c.poly([(520, 205), (440, 226), (450, 262), (566, 262)], WATER)  # the inner basin
    c.line([(523, 205), (440, 226), (450, 262), (556, 262)], 3, SHORE)
    c.poly([(836, 652), (962, 612), (974, 646), (880, 690)], WATER)  # the dry dock
    c.line([(852, 646), (962, 612), (974, 646), (892, 680)], 3, SHORE)


def _shore(line, y: float) -> float:
    for (xa, ya), (xb, yb) in zip(line[1:], line[2:]):
        if ya <= y <= yb:
            return xa + (xb - xa) * (y - ya) / (yb - ya)
    return line[1][0]


def crossings(c: Canvas) -> None:
    old = [(470, 400), (572, 404), (768, 404), (900, 395)]
    c.line(old, 13, "#ffffff")
    c.line(old, 8, OLD)
    for x in (610, 670, 730):
        c.rect(x - 4, 394, x + 4, 414, OLD)
    west, east = 670 - 320 * METRE, 670 + 320 * METRE  # 640 metres
    new = [(west, 530), (east, 530)]
    tram = (
        curve([(-10, 520), (120, 532), (240, 540), (400, 534), (west, 530)])
        + new
        + curve([(east, 530), (960, 520), (1060, 470), (1190, 455), (1310, 452)])
    )
    c.line(tram, 12, "#ffffff")
    c.line(tram, 5, RAIL)
    for x in (120, 300, 452, 905, 1080, 1235):
        y = next(
            b[1] + (a[1] - b[1]) * (b[0] - x) / max(1e-6, b[0] - a[0])
            for a, b in zip(tram, tram[1:])
            if a[0] <= x <= b[0]
        )
        c.oval(x, y, 11, 11, "#ffffff")
        c.oval(x, y, 10, 10, RAIL)
        c.oval(x, y, 5.5, 5.5, "#ffffff")
    c.line(new, 24, "#ffffff")
    c.line(new, 17, BRAND)
    for x in (615, 725):
        c.poly([(x, 506), (x + 10, 530), (x, 554), (x - 10, 530)], BRAND)
    # The distance between them.
    c.line([(845, 412), (845, 515)], 2, INK)
    for y, way in ((412, 1), (515, -1)):
        c.poly([(845, y - 2 * way), (838, y + 13 * way), (852, y + 13 * way)], INK)


def labels(c: Canvas, face) -> None:
    def halo(x, y, words, name, size, fill, anchor="ls", ground=LAND, track=0.0):
        for a in range(12):
            c.text(
                x + 4 * math.cos(a * math.pi / 6),
                y + 4 * math.sin(a * math.pi / 6),
                words,
                face[name],
                size,
                ground,
                anchor,
                track,
            )
        c.text(x, y, words, face[name], size, fill, anchor, track)

    halo(48, 212, "HARBOUR TOWN", "Bold", 38, INK, track=0.06)
    halo(1262, 212, "EAST SHORE", "Bold", 38, INK, "rs", track=0.06)
    for y, word in ((212, "Inner"), (250, "harbour")):
        c.text(662, y, word, face["Italic"], 34, "#4a6c86", "ms")
    for y, word in ((322, "The"), (360, "Narrows")):
        c.text(676, y, word, face["Italic"], 38, "#3d607c", "ms")
    for y, word in ((800, "Open sea"),):
        c.text(690, y, word, face["Italic"], 34, "#4a6c86", "ms")
    halo(456, 374, "Old crossing", "Bold", 32, OLD, "rs")
    halo(506, 582, "Customs Quay", "Medium", 32, INK, "rs")
    c.text(670, 604, "New crossing", face["Bold"], 38, BRAND, "ms")
    for y, words in ((642, "trams, bicycles"), (676, "and people on foot")):
        c.text(670, y, words, face["Medium"], 29, BRAND, "ms")
    c.text(864, 474, "300 m", face["Bold"], 32, INK)
    halo(48, 498, "Tram line 4", "Bold", 32, RAIL)
    for x, y, words, anchor in (
        (452, 322, "Fish hall", "rs"),
        (1010, 640, "Dry dock", "ls"),
        (484, 270, "Grain silos", "rs"),
    ):
        halo(x, y, words, "Medium", 30, INK, anchor)
    for x, y in ((470, 312), (502, 259)):
        c.rect(x - 8, y - 8, x + 8, y + 8, INK)
    halo(1226, 800, "Skerry Point 4 km", "Medium", 30, INK, "rs")
    c.line([(1236, 789), (1270, 789)], 3, INK)
    c.poly([(1280, 789), (1264, 781), (1264, 797)], INK)


def furniture(c: Canvas, face) -> None:
    x, y, long = 48, 836, 500 * METRE
    c.rect(x - 24, y - 62, x + long + 62, y + 28, "#ffffff", 0.85)
    c.rect(x, y, x + long / 2, y + 9, INK)
    c.lines([[(x, y), (x + long, y), (x + long, y + 9), (x, y + 9), (x, y)]], 2, INK)
    c.text(x, y - 14, "0", face["Medium"], 28, INK, "ls")
    c.text(x + long, y - 14, "500 m", face["Medium"], 28, INK, "ms")
    nx, ny = 1222, 345
    c.poly([(nx, ny - 84), (nx + 20, ny), (nx, ny - 16)], INK)
    c.poly([(nx, ny - 84), (nx - 20, ny), (nx, ny - 16)], "#ffffff")
    c.line([(nx, ny - 84), (nx + 20, ny), (nx, ny - 16), (nx - 20, ny), (nx, ny - 84)], 2, INK)
    c.text(nx, ny + 38, "N", face["Bold"], 34, INK, "ms")
