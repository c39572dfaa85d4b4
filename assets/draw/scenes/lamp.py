"""A lighthouse lit by its old oil lamp before dawn, and the mail boat passing below it in thin fog."""

from __future__ import annotations

import numpy as np
from studio import Canvas, across, clouds, curve, down, mirror_water, mix, rgb, rough, smooth

WIDTH, HEIGHT = 1500, 860
LEVEL, FLOAT = 500, 640  # where the headland and the boat meet the water
TOWER, LANTERN = 1120, 132
OIL, WINDOW = "#ffd27a", "#ffdf9c"


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 71, scale)
    c.wash(np.float32(1), down((0, "#1b2942"), (220, "#2f4463"), (400, "#556b86"), (LEVEL, "#8292a3"), (HEIGHT, "#2a3a4e")))
    clouds(c, "high", "#6d7f97", "#1e2c44", 0.5, 170, 3.6, 0.62, 520)
    land(c)
    c.glow(TOWER, LANTERN, 190, "#d99a46", 0.55)
    tower(c)
    fog(c, LEVEL - 34, 40, 0.50)
    mirror_water(c, LEVEL, down((LEVEL, "#6e8092"), (620, "#31455b"), (HEIGHT, "#142030")), 0.34, 6)
    path(c)
    haze = smooth(0.30, 0.72, c.noise("haze", 120, 3.5, 5))
    c.beam((TOWER - 8, LANTERN), (-160, 96), 250, "#f3c67c", 0.62, haze)
    c.beam((TOWER + 8, LANTERN), (1640, 150), 120, "#f3c67c", 0.42, haze)
    boat(c)
    fog(c, LEVEL + 26, 22, 0.34)
    c.glow(TOWER, LANTERN, 46, "#ffdc96", 1.0)
    c.oval(TOWER, LANTERN, 9, 13, "#fff6dc", 1, 1.5)
    return c.finish(grain=0.016, vignette=0.24)


def land(c: Canvas) -> None:
    """Two hills far off, and the head with its rocks."""
    far = curve([(430, LEVEL + 1), (560, 470), (720, 436), (900, 420), (1150, 436), (1510, 400)])
    c.poly([*far, (1510, LEVEL + 2), (430, LEVEL + 2)], down((400, "#53677f"), (LEVEL, "#73859a")))
    head = curve([(742, LEVEL + 1), (800, 476), (880, 440), (960, 392), (1040, 352), (1120, 338), (1230, 330), (1370, 292), (1510, 236)])
    c.poly([*head, (1510, LEVEL + 2), (742, LEVEL + 2)], rough(down((236, "#2c3f47"), (LEVEL, "#18242f")), "turf", 0.42, 34, 1.4))
    c.line(head[14:-6], 3, "#6f7f78", 0.5, 1.5)
    dice = c.dice("rocks")
    for x in np.arange(744, 1510, 17):
        tall = dice.uniform(4, 15) * min(1.0, (x - 730) / 150)
        wide = dice.uniform(16, 34)
        c.poly(
            [(x - wide / 2, LEVEL + 2), (x - wide / 4, LEVEL - tall), (x + wide / 5, LEVEL - tall * 0.8), (x + wide / 2, LEVEL + 2)],
            mix("#0f171f", "#222e38", dice.random()),
        )
    c.line([(760, LEVEL), (1510, LEVEL)], 3, "#a9b6bf", 0.45, 1.6)


def tower(c: Canvas) -> None:
    foot = 346

    def at(y: float) -> float:
        return 21 + (y - 178) / (foot - 178) * 11

    def band(y0: float, y1: float, light: str, dark: str) -> None:
        points = [(TOWER - at(y0), y0), (TOWER + at(y0), y0), (TOWER + at(y1), y1), (TOWER - at(y1), y1)]
        c.poly(points, across((TOWER - 28, mix(light, dark, 0.35)), (TOWER - 6, light), (TOWER + 30, dark)))

    band(178, foot, "#c9c7bd", "#5c6674")
    band(208, 242, "#9c3c36", "#4a2a30")
    band(276, 310, "#9c3c36", "#4a2a30")
    c.rect(TOWER - 5, 252, TOWER + 4, 266, "#2a323e")
    c.rect(TOWER - 6, 322, TOWER + 6, foot, "#2a323e")
    c.rect(TOWER - 31, 172, TOWER + 31, 180, "#20262f")
    for x in range(TOWER - 30, TOWER + 31, 10):
        c.line([(x, 172), (x, 157)], 1.6, "#20262f")
    c.line([(TOWER - 31, 157), (TOWER + 31, 157)], 2, "#20262f")
    c.rect(TOWER - 17, 108, TOWER + 17, 172, "#f4b95c")
    c.rect(TOWER - 12, 114, TOWER + 12, 160, "#ffe3a0", 0.9, 3)
    for x in (-17, -6, 6, 17):
        c.line([(TOWER + x, 108), (TOWER + x, 172)], 2.2, "#2a2620")
    c.poly(curve([(TOWER - 22, 109), (TOWER - 14, 92), (TOWER, 82), (TOWER + 14, 92), (TOWER + 22, 109)]), "#20262f")
    c.line([(TOWER, 84), (TOWER, 66)], 2.4, "#20262f")
    # The sisters' cottage, the kitchen lit.
    c.poly([(1186, 338), (1186, 302), (1284, 302), (1284, 330)], across((1186, "#9a9d9c"), (1284, "#565f6b")))
    c.poly([(1178, 304), (1198, 272), (1272, 272), (1292, 304)], "#28272d")
    c.rect(1260, 256, 1270, 276, "#33343b")
    c.rect(1204, 311, 1220, 327, WINDOW)
    c.rect(1211, 311, 1213, 327, "#4a4136")
    c.rect(1244, 311, 1258, 327, "#3b4654")
    c.glow(1212, 319, 30, OIL, 0.6)


def fog(c: Canvas, y: float, deep: float, part: float) -> None:
    n = c.noise(f"fog {y}", 60, 7, 5)
    band = np.exp(-(((c.y - y) / deep) ** 2)) * smooth(0.34, 0.66, n)
    c.px += (rgb("#93a1b0") - c.px) * (band * part)[..., None]


def path(c: Canvas) -> None:
    """The lamp's own path on the water."""
    wave = c.noise("path", 9, 8, 4)
    t = np.clip((c.y - LEVEL) / (HEIGHT - LEVEL), 0, 1)
    lit = np.exp(-(((c.x - TOWER) / (26 + 90 * t)) ** 2)) * smooth(0.47, 0.63, wave) * (c.y > LEVEL) * (1 - 0.55 * t)
    c.px += (rgb("#f0be70") - c.px) * np.clip(lit * 0.8, 0, 1)[..., None]
    crest = smooth(0.66, 0.74, c.noise("crest", 14, 7, 5)) * smooth(LEVEL + 60, HEIGHT, c.y)
    c.px += (rgb("#8fa2b2") - c.px) * (crest * 0.30)[..., None]


def boat(c: Canvas) -> None:
    """The mail boat, heading right: its green light is on this side."""
    x = 262
    dice = c.dice("streaks")
    for lamp, tone, wide in ((x + 120, OIL, 30), (x + 205, OIL, 40), (x + 270, OIL, 26), (x + 296, "#4fbf86", 8)):
        for k in range(26):
            y = FLOAT + 10 + k * 6 + dice.uniform(-3, 3)
            c.oval(lamp + dice.normal(0, 4 + 1.1 * k), y, wide * dice.uniform(0.35, 1.0), dice.uniform(1.2, 2.8), tone, dice.uniform(0.2, 0.7) * (1 - k / 28), 1.4)
    c.poly(curve([(x - 6, FLOAT + 2), (x + 60, FLOAT + 22), (x + 250, FLOAT + 24), (x + 392, FLOAT + 4)]), "#0d1621", 0.75, 5)
    sheer = curve([(x - 4, 578), (x + 90, 586), (x + 220, 584), (x + 330, 570), (x + 428, 546)])
    hull = [*sheer, (x + 404, 590), (x + 384, FLOAT + 4), (x + 16, FLOAT + 4), (x, 612)]
    c.poly(hull, rough(down((546, "#33496a"), (FLOAT + 4, "#16222f")), "plate", 0.10, 50, 5))
    c.line([(px, py + 9) for px, py in sheer], 3, "#c8ccc8", 0.75)
    c.poly([(x + 10, FLOAT - 10), (x + 390, FLOAT - 10), (x + 384, FLOAT + 5), (x + 16, FLOAT + 5)], "#51282a")
    white, shade = "#b9bdbe", "#7c8794"
    c.poly([(x + 84, 586), (x + 84, 538), (x + 290, 538), (x + 306, 574)], down((536, white), (588, shade)))
    c.poly([(x + 168, 538), (x + 172, 492), (x + 270, 492), (x + 284, 538)], down((490, white), (540, shade)))
    for at in range(x + 98, x + 280, 28):
        c.rect(at, 548, at + 16, 562, WINDOW)
    for at in range(x + 182, x + 268, 22):
        c.rect(at, 502, at + 16, 518, "#f4c877" if at != x + 226 else "#596675")
    c.rect(x + 160, 487, x + 292, 493, "#3a4554")
    c.rect(x + 78, 533, x + 168, 539, "#3a4554")
    c.poly([(x + 108, 534), (x + 112, 486), (x + 146, 486), (x + 150, 534)], across((x + 108, "#a1463b"), (x + 150, "#5c2a2a")))
    c.poly([(x + 111, 498), (x + 112, 486), (x + 146, 486), (x + 147, 498)], "#191c22")
    c.line([(x + 222, 488), (x + 222, 392)], 4, "#2a323c")
    c.line([(x + 204, 424), (x + 240, 424)], 2.6, "#2a323c")
    c.lines([[(x + 222, 398), (x + 420, 546)], [(x + 222, 398), (x + 20, 578)]], 1.3, "#2a323c", 0.8)
    c.line([(x + 36, 580), (x + 36, 506), (x + 70, 492)], 4.4, "#9a7a3a")
    for at in (x + 340, x + 362):  # sacks on the fore deck
        c.oval(at, 566, 14, 12, "#847862")
    figure_at = (x + 316, 568)
    c.poly([(figure_at[0] - 7, figure_at[1]), (figure_at[0] - 6, figure_at[1] - 30), (figure_at[0] + 6, figure_at[1] - 30), (figure_at[0] + 7, figure_at[1])], "#18202b")
    c.oval(figure_at[0], figure_at[1] - 36, 5, 6, "#6b5549")
    for at in range(x + 4, x + 84, 16):
        c.line([(at, 582), (at, 562)], 1.4, "#c3c7c8", 0.6)
    c.line([(x + 2, 562), (x + 84, 562)], 1.4, "#c3c7c8", 0.6)
    c.glow(x + 190, 555, 80, "#e8a850", 0.32, 0.5)
    c.glow(x + 230, 508, 60, "#e8a850", 0.30, 0.5)
    c.oval(x + 222, 392, 4, 4, "#fff6dc")
    c.glow(x + 222, 392, 20, "#ffe9bc", 0.9)
    c.oval(x + 296, 498, 4, 4, "#8df0b8")
    c.glow(x + 296, 498, 15, "#3fd68a", 0.9)
    foam = c.noise("foam", 9, 4, 4)
    wake = np.exp(-(((c.y - FLOAT - 4) / 7) ** 2)) * smooth(x - 150, x + 40, c.x) * (1 - smooth(x + 370, x + 410, c.x)) * smooth(0.42, 0.6, foam)
    c.px += (rgb("#b4c2cc") - c.px) * (wake * 0.7)[..., None]
