"""A white passenger packet at a snowy quay at dusk, for an advertisement."""

from __future__ import annotations

import math

import numpy as np
from studio import Canvas, Dress, clouds, curve, down, figure, mirror_water, mix, rgb, rough, smooth

WIDTH, HEIGHT = 2000, 940
SHORE, FLOAT, QUAY = 520, 668, 770  # where the far shore, the ship and the quay meet the water
LIT, LAMP = "#ffd890", "#ffe2a6"


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 131, scale)
    sky(c)
    far_shore(c)
    mirror_water(c, SHORE, down((SHORE, "#8f93a6"), (700, "#3c4d66"), (HEIGHT, "#1d2a3d")), 0.42, 7)
    afloat(c)
    ship(c)
    quay(c)
    people(c)
    snow(c)
    return c.finish(grain=0.018, vignette=0.26)


def sky(c: Canvas) -> None:
    c.wash(
        np.float32(1),
        down((0, "#31466b"), (200, "#5b6f93"), (360, "#a79fae"), (450, "#e0b596"), (SHORE, "#f0cfa0"), (600, "#c9b3a6")),
    )
    clouds(c, "high", "#d8b9ae", "#4a5b7c", 0.46, 150, 4.0, 0.62, 520)
    c.glow(1560, 512, 330, "#ffcf92", 0.42, 0.34)


def far_shore(c: Canvas) -> None:
    """Snow on the hills, and a row of roofs with a light here and there."""
    back = curve([(-20, 452), (240, 392), (470, 430), (720, 372), (1010, 434), (1330, 452), (1650, 470), (2020, 440)])
    c.poly([*back, (2020, SHORE), (-20, SHORE)], down((370, "#c3c8d6"), (SHORE, "#9aa2b8")))
    front = curve([(-20, 470), (180, 448), (430, 476), (760, 460), (1080, 486), (1500, 502), (2020, 480)])
    c.poly([*front, (2020, SHORE + 1), (-20, SHORE + 1)], rough(down((450, "#a9b2c6"), (SHORE, "#7b87a1")), "hill", 0.16, 24, 3))
    dice = c.dice("woods")
    for _ in range(260):
        x = dice.uniform(0, 2000)
        y = dice.uniform(478, 512)
        tall = dice.uniform(5, 13)
        c.poly([(x - tall * 0.32, y), (x, y - tall), (x + tall * 0.32, y)], "#51617c", dice.uniform(0.35, 0.8))
    x = 20.0
    while x < 1990:
        wide, tall = dice.uniform(26, 52), dice.uniform(16, 38)
        if dice.random() < 0.72:
            wall = mix("#4b5a76", "#6b6472", dice.random())
            c.rect(x, SHORE - tall, x + wide, SHORE + 1, wall)
            ridge = SHORE - tall - wide * 0.36
            c.poly([(x - 3, SHORE - tall), (x + wide / 2, ridge), (x + wide + 3, SHORE - tall)], "#dfe3ec")
            for k in range(int(wide // 13)):
                if dice.random() < 0.6:
                    c.rect(x + 5 + k * 13, SHORE - tall + 7, x + 10 + k * 13, SHORE - tall + 14, LIT, 0.9)
        x += wide + dice.uniform(2, 26)
    c.rect(0, SHORE - 2, WIDTH, SHORE + 2, "#56627b", 0.7)


def afloat(c: Canvas) -> None:
    """The ship upside down in the water, broken by its ripples."""
    things = c.layer()
    things.px -= 1  # so that what is not painted can be told
    ship(things, still=True)
    top = round(FLOAT * c.scale)
    rows = np.arange(top, c.rows)
    wave, wide = (c.noise(n, cell, 8, 4)[rows] - 0.5 for n, cell in (("near", 12), ("near-wide", 40)))
    t = ((rows - top) / max(1, c.rows - top))[:, None]
    ys = np.clip(2 * top - rows[:, None] - 1 + (wave * 40 + wide * 26) * c.scale * (0.2 + t), 0, top - 1).astype(int)
    xs = np.clip(np.arange(c.columns)[None, :] + (wave + wide) * 46 * c.scale * (0.3 + t), 0, c.columns - 1).astype(int)
    seen = things.px[ys, xs]
    part = (seen.min(2) > -0.5) * np.clip(0.66 - 0.5 * t + wave * 0.5, 0, 1)
    c.px[top:] += (seen * 0.86 - c.px[top:]) * part[..., None]


def ship(c: Canvas, still: bool = False) -> None:
    """Side on, bow to the right; `still` leaves out the glow of the lamps."""
    stern, bow = 330, 1610
    white, shade, dark = "#eef0f2", "#b9c0cf", "#1c2736"
    sheer = curve([(stern, 560), (560, 568), (900, 566), (1240, 548), (1500, 516), (bow + 32, 486)])
    c.poly(
        [*sheer, (bow - 14, 600), (bow - 52, FLOAT), (stern + 52, FLOAT), (stern + 16, 634)],
        rough(down((486, white), (610, "#d5dae3"), (FLOAT, "#a3adc0")), "plate", 0.05, 60, 6),
    )
    c.poly([(stern + 40, 656), (bow - 45, 656), (bow - 52, FLOAT), (stern + 52, FLOAT)], "#7a332c")
    c.line([(x, y + 15) for x, y in sheer[6:-3]], 5, "#1d4f8c")
    for x in range(430, 1500, 46):
        if not 812 < x < 884:
            c.oval(x, 622, 7, 7, "#8c97ab")
            c.oval(x, 622, 5, 5, LIT if x % 4 else "#5d6478")
    c.rect(820, 590, 876, 648, "#2a3446")
    c.rect(824, 594, 872, 646, "#f3c47a")
    # Two decks of saloons, the upper shorter.
    c.poly([(470, 566), (470, 504), (1300, 504), (1318, 548)], down((500, white), (568, shade)))
    c.poly([(560, 500), (560, 446), (1196, 446), (1214, 500)], down((440, white), (504, shade)))
    for x in range(500, 1280, 39):
        c.rect(x, 520, x + 24, 544, LIT if x % 5 else "#7c7c88")
        c.rect(x, 520, x + 24, 526, "#fff0c8", 0.7)
    for x in range(590, 1170, 44):
        c.rect(x, 462, x + 29, 483, LIT if x % 3 else "#8c8a92")
    for x0, x1, y in ((452, 1326, 500), (540, 1224, 442)):
        c.rect(x0, y, x1, y + 6, "#76829a")
        c.rect(x0, y - 5, x1, y + 1, "#f6f8fb")  # snow
    for x in range(456, 1330, 17):
        c.line([(x, 500), (x, 482)], 1.5, white, 0.75)
    c.line([(454, 482), (560, 482)], 2, white, 0.8)
    c.line([(1206, 482), (1326, 482)], 2, white, 0.8)
    # The bridge, forward.
    c.poly([(1046, 442), (1050, 388), (1176, 388), (1190, 442)], down((384, white), (444, shade)))
    c.poly([(1062, 398), (1061, 422), (1183, 422), (1177, 398)], dark)
    for k in range(5):
        c.rect(1066 + k * 23, 400, 1084 + k * 23, 420, "#f4d08c" if k != 3 else "#69758c")
    c.rect(1036, 383, 1196, 389, "#76829a")
    c.rect(1036, 377, 1196, 384, "#f6f8fb")
    # Funnel: blue, two white bands, black above.
    c.poly([(806, 442), (796, 306), (892, 306), (902, 442)], rough(down((300, "#235a9c"), (442, "#163e70")), "stack", 0.1, 40))
    for y in (346, 372):
        c.poly([(803 - (442 - y) * 0.05, y), (803 - (442 - y - 14) * 0.05, y + 14), (896, y + 14), (895, y)], white)
    c.poly([(796, 306), (798, 332), (894, 332), (892, 306)], dark)
    # Boats in davits.
    for x in (620, 716, 946):
        c.poly(curve([(x, 424), (x + 8, 440), (x + 62, 440), (x + 70, 424)]), "#e3e6ec")
        c.poly([(x + 2, 424), (x + 12, 414), (x + 58, 414), (x + 68, 424)], "#c9713a")
        c.lines([[(x + 10, 442), (x + 6, 404)], [(x + 60, 442), (x + 64, 404)]], 2.4, "#5b6478")
    # Masts, and the lamps strung between them.
    masts = ((520, 500, 262), (1380, 524, 232))
    for x, foot, top in masts:
        c.line([(x, foot), (x, top)], 6, "#b48a4a")
        c.line([(x - 34, top + 54), (x + 34, top + 54)], 3, "#8b6d40")
    c.lines([[(520, 300), (352, 556)], [(520, 300), (650, 442)], [(1380, 280), (1628, 488)], [(1380, 280), (1250, 500)]], 1.4, "#39455a")
    strings = (((1636, 486), (1380, 236), 30), ((1380, 236), (520, 266), 64), ((520, 266), (336, 558), 26))
    for (x0, y0), (x1, y1), sag in strings:
        many = max(9, int(math.hypot(x1 - x0, y1 - y0) / 27))
        at = [(x0 + (x1 - x0) * i / many, y0 + (y1 - y0) * i / many + sag * math.sin(math.pi * i / many)) for i in range(many + 1)]
        c.line(at, 1.2, "#4b566c", 0.8)
        for x, y in at[1:-1]:
            c.oval(x, y, 3.6, 3.6, "#fff4d4")
            if not still:
                c.glow(x, y, 9, LAMP, 0.6)
    if still:
        return
    n = c.noise("smoke", 70, 2.2, 5)
    back = np.clip(850 - c.x, 0, 900)
    drift = np.exp(-(((c.y - 296 + back * 0.16) / (16 + back * 0.07)) ** 2))
    body = drift * (1 - smooth(838, 872, c.x)) * smooth(120, 560, c.x) * smooth(0.36, 0.62, n)
    c.px += (rgb("#7e8699") - c.px) * (body * 0.5)[..., None]
    for x in range(520, 1280, 190):
        c.glow(x, 532, 120, "#ffcf84", 0.20, 0.5)
    c.glow(848, 620, 60, "#ffcf84", 0.4)


def quay(c: Canvas) -> None:
    edge = [(-20, QUAY + 6), (700, QUAY), (1400, QUAY + 2), (2020, QUAY + 10)]
    c.poly([(-20, QUAY + 14), (2020, QUAY + 16), (2020, QUAY - 4), (-20, QUAY - 6)], "#27313f", 0.9)
    c.poly([*edge, (2020, HEIGHT + 5), (-20, HEIGHT + 5)], rough(down((QUAY, "#d9dfea"), (850, "#b7c1d4"), (HEIGHT, "#8f9cb6")), "snow", 0.07, 60, 4))
    c.line([(x, y + 2) for x, y in edge], 5, "#f7f9fc", 0.9)
    dice = c.dice("steps")
    for _ in range(240):  # where people have walked, to the gangway
        t = dice.random()
        x = 1010 + (260 - 1010) * t + dice.normal(0, 14 + 40 * t)
        y = QUAY + 16 + 140 * t**0.9 + dice.normal(0, 5)
        c.oval(x, y, 6 + 5 * t, 2 + 1.5 * t, "#77849e", dice.uniform(0.25, 0.6))
    # The gangway.
    foot, head = (1012, QUAY + 16), (858, 648)
    c.poly([(foot[0] - 26, foot[1]), (head[0] - 20, head[1]), (head[0] + 12, head[1]), (foot[0] + 22, foot[1])], "#59402c")
    for k in range(10):
        t = k / 10
        x, y = head[0] + (foot[0] - head[0]) * t, head[1] + (foot[1] - head[1]) * t
        c.line([(x - 20 - 4 * t, y), (x + 12 + 8 * t, y)], 2.5, "#8a6a48")
    for side in (-22, 16):
        rail = [(foot[0] + side * 1.15, foot[1] - 46), (head[0] + side * 0.9, head[1] - 34)]
        c.line(rail, 3, "#e9ebef", 0.9)
        for k in range(5):
            t = k / 4
            x, y = (rail[0][i] + (rail[1][i] - rail[0][i]) * t for i in (0, 1))
            c.line([(x, y), (x, y + 46 - 12 * t)], 2, "#c8cdd6", 0.85)
    # Bollards in their caps of snow, and the lines to the ship.
    for x, to in ((452, (372, 592)), (1500, (1588, 560))):
        c.line(curve([(x, QUAY - 8), ((x + to[0]) / 2, (QUAY + to[1]) / 2 + 22), to]), 3.6, "#9c8a68")
        c.oval(x, QUAY + 22, 40, 9, "#6d7993", 0.5, 4)
        c.poly(curve([(x - 17, QUAY + 20), (x - 13, QUAY - 14), (x - 20, QUAY - 26), (x + 20, QUAY - 26), (x + 13, QUAY - 14), (x + 17, QUAY + 20)]), "#252d3a")
        c.poly(curve([(x - 21, QUAY - 24), (x - 12, QUAY - 35), (x + 12, QUAY - 35), (x + 21, QUAY - 24)]), "#f6f8fb")
    booth(c)
    for x, y in ((226, QUAY + 96), (1300, QUAY + 50), (1830, QUAY + 110)):
        tall = 310 + (y - QUAY) * 1.1
        c.oval(x, y, 26, 6, "#5f6b85", 0.6, 3)
        c.line([(x, y), (x, y - tall)], 7, "#1c2532")
        c.line([(x, y - tall), (x + 4, y - tall - 12)], 5, "#1c2532")
        c.poly([(x - 15, y - tall - 4), (x - 21, y - tall - 44), (x + 21, y - tall - 44), (x + 15, y - tall - 4)], "#fff2c8")
        c.poly([(x - 25, y - tall - 43), (x, y - tall - 62), (x + 25, y - tall - 43)], "#1c2532")
        c.poly(curve([(x - 23, y - tall - 46), (x, y - tall - 66), (x + 23, y - tall - 46)]), "#f6f8fb")
        c.glow(x, y - tall - 24, 62, LAMP, 0.85)
        c.glow(x, y + 10, 150, "#ffce86", 0.30, 0.22)


def booth(c: Canvas) -> None:
    """The booking office, at the right, its window lit."""
    x0, x1, foot, eave = 1560, 1780, QUAY + 62, QUAY - 60
    c.oval((x0 + x1) / 2, foot + 3, 140, 12, "#5f6b85", 0.5, 6)
    c.rect(x0, eave, x1, foot, rough("#7b3f32", "boards", 0.2, 12, 0.3))
    for x in range(x0 + 14, x1, 16):
        c.line([(x, eave), (x, foot)], 1.2, "#4c2820", 0.6)
    c.poly([(x0 - 20, eave + 4), (x0 + 26, eave - 62), (x1 - 26, eave - 62), (x1 + 20, eave + 4)], down((eave - 62, "#fbfcfe"), (eave, "#cfd6e4")))
    c.rect(x0 - 20, eave + 2, x1 + 20, eave + 8, "#31261f")
    c.rect(x0 + 26, eave + 26, x0 + 106, eave + 82, "#e9e2d0")
    c.rect(x0 + 31, eave + 31, x0 + 101, eave + 77, LIT)
    c.rect(x0 + 64, eave + 31, x0 + 68, eave + 77, "#e9e2d0")
    c.oval(x0 + 50, eave + 56, 8, 10, "#6a4a36")
    c.poly([(x0 + 34, eave + 77), (x0 + 40, eave + 66), (x0 + 60, eave + 66), (x0 + 65, eave + 77)], "#3e4a63")
    c.rect(x0 + 134, eave + 24, x0 + 190, foot, "#2e4a74")
    c.rect(x0 + 143, eave + 34, x0 + 181, eave + 62, LIT)
    c.rect(x0 + 176, eave + 84, x0 + 181, eave + 89, "#e6c878")
    c.glow(x0 + 66, eave + 54, 90, "#ffcf84", 0.34)
    c.glow(x0 + 66, foot + 16, 90, "#ffcf84", 0.30, 0.2)


def people(c: Canvas) -> None:
    party = (
        (940, 716, 74, Dress("#2f4668", "#161b24", "#6b5247", hat="#1d2634", rim="#ffd99a", rim_side=-1), 0.4),
        (1052, QUAY + 34, 96, Dress("#8a3a34", "#181c24", "#6b5247", skirt=True, hat="#4a2a2a", scarf="#e6d6b0", rim="#ffd99a"), 0),
        (1100, QUAY + 40, 62, Dress("#c09a3c", "#242a36", "#7a6052", hat="#b23c34", scarf="#b23c34", rim="#ffd99a"), 0),
        (700, QUAY + 72, 112, Dress("#3a4a44", "#151a20", "#5d4a42", hat="#20262e", rim="#ffd99a", rim_side=-1), 0.5),
        (764, QUAY + 76, 104, Dress("#5a4a6a", "#1a1d26", "#6b5247", skirt=True, scarf="#dfe3ea", rim="#ffd99a", rim_side=-1), 0),
        (1440, QUAY + 66, 106, Dress("#26324a", "#12161e", "#5d4a42", hat="#1a2230", rim="#ffd99a", rim_side=-1), 0),
    )
    for x, foot, tall, dress, stride in party:
        figure(c, x, foot, tall, dress, stride=stride)
    # What they carry.
    for x, y, wide, tall, tone in ((1022, QUAY + 35, 26, 20, "#6d4a2c"), (672, QUAY + 74, 34, 25, "#7a5636"), (796, QUAY + 78, 30, 28, "#39455e")):
        c.rect(x - wide / 2, y - tall, x + wide / 2, y, tone)
        c.rect(x - wide / 2, y - tall * 0.62, x + wide / 2, y - tall * 0.5, mix(tone, "#000000", 0.35))
        c.line([(x - 6, y - tall), (x - 4, y - tall - 6), (x + 4, y - tall - 6), (x + 6, y - tall)], 2, "#221a14")
    c.poly([(1148, QUAY + 46), (1238, QUAY + 46), (1246, QUAY + 52), (1140, QUAY + 52)], "#5b4028")  # a sledge, with a trunk
    c.rect(1160, QUAY + 16, 1226, QUAY + 46, "#4a5c50")
    c.rect(1160, QUAY + 26, 1226, QUAY + 29, "#c8a45c")
    c.rect(1158, QUAY + 12, 1228, QUAY + 17, "#f6f8fb")


def snow(c: Canvas) -> None:
    dice = c.dice("flakes")
    for _ in range(620):
        size = dice.uniform(0.9, 2.7) ** 1.25
        c.oval(dice.uniform(0, 2000), dice.uniform(0, 940), size, size * 1.1, "#ffffff", dice.uniform(0.25, 0.8), size * 0.3)
