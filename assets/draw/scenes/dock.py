"""A choir of shipwrights in a dry dock, under the bow of a hull on its shores."""

from __future__ import annotations

import math

import numpy as np
from studio import Camera, Canvas, Dress, across, clouds, down, figure, mix, rgb, rough, sample, smooth

WIDTH, HEIGHT = 2400, 1400
DEEP, HALF = 11.5, 12.5  # the dock: its depth and half its floor's width, metres
STEPS = 5
STEM = 25.0  # Z of the stem's foot


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 23, scale)
    cam = Camera(1200, 985, 1750, 2.1)
    c.wash(np.float32(1), down((0, "#8295a6"), (360, "#b9bfbd"), (640, "#d9cfba"), (900, "#d8cdb8")))
    clouds(c, "sky", "#eceae2", "#8b98a4", 0.55, 260, 3.0, 0.8, 900)
    c.glow(1250, 330, 520, "#fff0d2", 0.5, 0.8)
    backdrop(c, cam)
    walls(c, cam)
    floor(c, cam)
    hull(c, cam)
    shores(c, cam)
    light(c, cam)
    choir(c, cam)
    shafts(c)
    return c.finish(grain=0.018, vignette=0.34)


def backdrop(c: Canvas, cam: Camera) -> None:
    """Cranes and sheds that look over the dock's edge, pale in the haze."""
    for x, high, reach, tone in ((300, 690, -1, "#8a949d"), (1990, 640, 1, "#929ba3"), (640, 520, 1, "#a4abb0")):
        base = 700
        top = base - high * 0.86
        c.poly([(x - 34, base), (x - 13, top), (x + 13, top), (x + 34, base)], tone, 0.25)
        c.lines([[(x - 34, base), (x - 13, top)], [(x + 34, base), (x + 13, top)]], 6, tone)
        steps = 11
        for k in range(steps):
            a, b = k / steps, (k + 1) / steps

            def l(t, s):
                return (x + s * (34 - 21 * t), base + (top - base) * t)

            c.lines([[l(a, -1), l(b, 1)], [l(a, 1), l(b, -1)]], 2.2, tone)
        tip = (x + reach * 330, top - 128)
        c.lines(
            [
                [(x - reach * 90, top + 6), tip],
                [(x - reach * 90, top - 18), tip],
                [(x, top - 95), tip],
                [(x, top - 95), (x - reach * 90, top)],
                [(x, top), (x, top - 95)],
            ],
            4,
            tone,
        )
        c.rect(x - reach * 90 - 22, top - 20, x - reach * 90 + 22, top + 30, tone)
        c.line([tip, (tip[0], tip[1] + 190)], 2, tone)


def walls(c: Canvas, cam: Camera) -> None:
    """The stepped sides of the dock, the altars, running away to the gate."""
    gate = 72.0
    rise = DEEP / STEPS

    def lit(side):
        return ("#a79f92", "#6d7078") if side < 0 else ("#8c8880", "#54585f")

    end = cam.many((-HALF - 4, 0, gate), (-HALF - 4, DEEP + 1, gate), (HALF + 4, DEEP + 1, gate), (HALF + 4, 0, gate))
    c.poly(end, rough(down((700, "#a9a69d"), (1000, "#8d8c88")), "gate", 0.12, 40))
    for side in (-1, 1):
        for k in reversed(range(STEPS)):
            x = side * (HALF + k * 1.35)
            low, high = k * rise, (k + 1) * rise
            near = 3.4
            front, back = lit(side)
            a, b = cam.at(x, high, near)[0], cam.at(x, high, gate)[0]
            haze = (
                across((a, mix(front, "#2c323b", 0.55)), (a + (b - a) * 0.72, front), (b, "#b9b4a8"))
                if a < b
                else across((b, "#b9b4a8"), (b + (a - b) * 0.28, front), (a, mix(front, "#2c323b", 0.55)))
            )
            tread = cam.many(
                (x, high, near), (x + side * 1.35, high, near), (x + side * 1.35, high, gate), (x, high, gate)
            )
            riser = cam.many((x, low, near), (x, high, near), (x, high, gate), (x, low, gate))
            c.poly(riser, rough(haze, "stone", 0.34, 150, 0.7))
            for j in range(1, 4):  # courses and joints
                y = low + rise * j / 4
                c.line(cam.many((x, y, near), (x, y, gate)), 1.5, "#20242a", 0.28)
            for j in range(4):
                z = near + (1.2 if j % 2 else 2.2)
                joints = []
                while z < gate:
                    joints.append(cam.many((x, low + rise * j / 4, z), (x, low + rise * (j + 1) / 4, z)))
                    z += 2.0
                c.lines(joints, 1.3, "#20242a", 0.22)
            c.poly(tread, rough(mix(front, "#e9e0cc", 0.5), "tread", 0.2, 60))
            c.line(cam.many((x, high, near), (x, high, gate)), 2.2, "#e8dfca", 0.55)
            streaks = c.dice(f"streak{side}{k}")
            for _ in range(26):
                z = streaks.uniform(near, gate * 0.8)
                long = streaks.uniform(0.3, 1.0) * rise
                wide = streaks.uniform(0.1, 0.6)
                c.poly(
                    cam.many((x, high, z), (x, high, z + wide), (x, high - long, z + wide * 0.6)),
                    "#23302c",
                    streaks.uniform(0.08, 0.26),
                    2,
                )
        rail = side * (HALF + STEPS * 1.35 + 0.2)
        for z in np.arange(6, gate, 2.2):
            c.line(cam.many((rail, DEEP, z), (rail, DEEP + 1.1, z)), max(1, 45 / z), "#3b424b")
        for y in (0.55, 1.1):
            c.line(cam.many((rail, DEEP + y, 5), (rail, DEEP + y, gate)), 1.8, "#3b424b")


def floor(c: Canvas, cam: Camera) -> None:
    x, z = cam.floor(c, 90)
    inside = smooth(0, 2, c.y - cam.horizon - 22) * smooth(HALF + 0.02, HALF - 0.02, np.abs(x))
    tone = (
        0.42 + 0.05 * sample(c.tile("floor", 1.6), x * 26, z * 26) + 0.02 * sample(c.tile("fine", 0.9), x * 60, z * 50)
    )
    np.minimum(np.abs((x / 2.4) % 1 - 0.5), np.abs((z / 2.4) % 1 - 0.5))
    tone = tone * (1 - 0.24 * smooth(0.48, 0.5, np.maximum(np.abs((x / 2.4) % 1 - 0.5), np.abs((z / 2.4) % 1 - 0.5))))
    pool = smooth(0.55, 1.0, sample(c.tile("pool", 2.0), x * 16 + 300, z * 13 + 90))
    away = smooth(8, 60, z)
    under = np.exp(-((x / 7.0) ** 2)) * smooth(17, 30, z)
    tone = tone * (1 - 0.62 * under) * (1 - 0.32 * (1 - smooth(6.5, 10.5, z)))
    tone = tone * (1 - away) + 0.60 * away * (1 - 0.55 * under)
    stone = np.stack([tone * 1.03, tone * 1.0, tone * 0.95], -1)
    sky = np.array([0.70, 0.70, 0.67], np.float32)
    part = (pool * 0.55 * (1 - under))[..., None]
    stone = stone * (1 - part) + sky * part
    c.wash(inside, lambda canvas, ys, xs: stone[ys, xs])


def section(k: float) -> tuple[float, float]:
    """Half breadth at keel height and at the rail, `k` 0 at the stem to 1 amidships."""
    return 8.2 * (1 - (1 - k) ** 2.2), 10.4 * (1 - (1 - k) ** 2.8)


def side_line(t: float, side: int) -> list[tuple[float, float, float]]:
    """One frame of the bow at `t` from the stem aft, from keel to rail: X, Y, Z."""
    low, high = section(t)
    rake = 5.2 * (1 - t) ** 1.2  # the stem leans out over the choir
    out = []
    for i in range(19):
        v = i / 18
        flare = low * smooth(0, 0.30, np.float32(v)) ** 0.6 if t > 0 else 0.0
        wide = float(flare * (1 - v**2.2) + max(high, 0.02) * v**2.2) if t > 0 else 0.0
        y = 1.35 + v * (10.3 + 1.3 * (1 - t) ** 2)
        z = STEM + 16 * t - rake * v**1.5
        out.append((side * wide, y, z))
    return out


def hull(c: Canvas, cam: Camera) -> None:
    frames = [i / 40 for i in range(41)]
    water = 0.47
    for side in (-1, 1):
        lines = [[cam.at(*p) for p in side_line(t, side)] for t in frames]
        for i in reversed(range(40)):
            t = frames[i]
            facing = 0.10 + 0.72 * (1 - t) ** 1.5
            shade = facing * (1.0 if side < 0 else 0.60)
            for j in range(18):
                v = (j + 0.5) / 18
                red = v < water
                base = rgb("#7f4337") if red else rgb("#33485e")
                glow = 0.62 + 0.75 * v if not red else 0.34 + 0.75 * v
                tone = np.clip(base * (0.35 + shade * 1.25) * glow, 0, 1)
                tone = tone * (1 - 0.25 * t) + rgb("#77797c") * 0.25 * t
                a, b = lines[i], lines[i + 1]
                c.poly([a[j], a[j + 1], _over(b[j + 1], a[j + 1]), _over(b[j], a[j])], tone)
        # Plates: strakes and butts.
        for j in range(1, 18):
            c.line([l[j] for l in lines], 1.4, "#0d1016", 0.30)
        for i in range(3, 40, 4):
            for j in range(0, 18):
                if (j + i // 4) % 2:
                    c.line([lines[i][j], lines[i][min(18, j + 1)]], 1.2, "#0d1016", 0.24)
        c.line(_seen([l[8] for l in lines], side), 5, "#d8d2c2", 0.9)  # boot topping
        c.line(_seen([l[18] for l in lines], side), 12, "#141c28")
        c.line([(x, y - 5) for x, y in _seen([l[18] for l in lines], side)], 2.5, "#aeb4b8", 0.8)
        # One anchor home in its pipe; from the other pipe hangs the chain.
        a = cam.at(*side_line(0.16, side)[14])
        c.oval(a[0], a[1], 17, 23, "#0c1119", 0.9)
        if side < 0:
            c.line([(a[0], a[1] - 6), (a[0], a[1] + 34)], 9, "#12161c")
            c.poly(
                [
                    (a[0] - 30, a[1] + 20),
                    (a[0] - 22, a[1] + 44),
                    (a[0] + 22, a[1] + 44),
                    (a[0] + 30, a[1] + 20),
                    (a[0] + 15, a[1] + 32),
                    (a[0] - 15, a[1] + 32),
                ],
                "#12161c",
            )
        else:
            for y in np.arange(a[1] + 4, 930, 11):
                c.oval(a[0], y, 3.4, 6.6, "#11151b")
                c.oval(a[0], y, 1.2, 3.4, "#3b4654", 0.8)
        # Draught marks.
        for n in range(1, 9):
            q = cam.at(*[m + (0.34 * side if k == 0 else 0) for k, m in enumerate(side_line(0.02, side)[n])])
            c.rect(q[0] - 6, q[1] - 2, q[0] + 6, q[1] + 2, "#d8d2c2", 0.8)
    weather = c.noise("rust", 120, 0.22, 6)
    region = c.layer()
    edge = [cam.at(*p) for p in side_line(0.9, -1)] + [cam.at(*p) for p in reversed(side_line(0.9, 1))]
    region.poly(edge, (1, 1, 1))
    part = region.px[..., 0] * smooth(0.53, 0.72, weather) * 0.30
    c.px += (rgb("#5a3828") - c.px) * part[..., None]
    c.px *= 1 + region.px[..., :1] * 0.22 * (c.noise("plate", 40, 1.0, 5)[..., None] - 0.5)
    stem = [cam.at(*p) for p in side_line(0, 1)]
    c.line(stem, 13, "#11161e")
    c.line([(x - 3, y) for x, y in stem], 3.5, "#b9b6ac", 0.75)
    # Keel and its blocks.
    for z in np.arange(25.5, 40, 1.7)[::-1]:
        w, _s = 0.62, cam.size(z)
        a = cam.many((-w, 0, z), (-w, 1.35, z), (w, 1.35, z), (w, 0, z))
        c.poly(a, rough(mix("#4a3d31", "#57544f", min(1, (z - 25) / 16)), "block", 0.3, 20))
        for y in (0.34, 0.68, 1.02):
            c.line(cam.many((-w, y, z), (w, y, z)), 1.6, "#16130f", 0.7)


def _seen(line, side):
    """The part of a line along the hull that lies before its outline."""
    widest = max(range(len(line)), key=lambda i: side * line[i][0])
    return line[: widest + 1]


def _over(p, q):
    """p, moved half a pixel away from q, so that neighbouring plates leave no seam."""
    return p[0] + math.copysign(0.6, p[0] - q[0]), p[1] + math.copysign(0.3, p[1] - q[1])


def shores(c: Canvas, cam: Camera) -> None:
    """Timber props between the hull and the altars, and the upright ones under the turn of the bow."""
    for side in (-1, 1):
        for t, row, step in (
            (0.66, 12, 4),
            (0.50, 12, 4),
            (0.36, 12, 4),
            (0.23, 12, 4),
            (0.56, 6, 2),
            (0.40, 6, 2),
            (0.26, 6, 2),
        ):
            p = side_line(t, side)[row]
            q = (side * (HALF + (step - 1) * 1.35 + 0.1), (step - 0.35) * DEEP / STEPS, p[2] - 1.5)
            a, b = cam.at(*p), cam.at(*q)
            s = cam.size(p[2])
            c.poly(
                cam.many(
                    (q[0], q[1] - 0.55, q[2] - 0.5),
                    (q[0], q[1] + 0.55, q[2] - 0.5),
                    (q[0], q[1] + 0.55, q[2] + 0.6),
                    (q[0], q[1] - 0.55, q[2] + 0.6),
                ),
                "#2a2622",
                0.9,
            )
            c.line([(a[0], a[1] + 0.5 * s), (b[0], b[1] + 0.9 * s)], 0.4 * s, "#14161a", 0.16, 6)
            c.line([a, b], 0.36 * s, "#241e19")
            c.line([(a[0], a[1] - 0.06 * s), (b[0], b[1] - 0.06 * s)], 0.24 * s, "#8a7358")
            c.line([(a[0], a[1] - 0.13 * s), (b[0], b[1] - 0.13 * s)], 0.07 * s, "#c7b28d")
        for t, row in ((0.50, 3), (0.36, 3), (0.24, 3), (0.15, 3), (0.08, 4)):
            p = side_line(t, side)[row]
            a, b = cam.at(*p), cam.at(p[0] + side * 0.5, 0, p[2])
            s = cam.size(p[2])
            c.oval(b[0], b[1], 0.6 * s, 0.12 * s, "#0c0d10", 0.5, 3)
            c.line([a, b], 0.34 * s, "#221c17")
            c.line([(a[0] - 0.05 * s, a[1]), (b[0] - 0.05 * s, b[1])], 0.2 * s, "#7b664e")


def light(c: Canvas, cam: Camera) -> None:
    q = cam.at(0, 0, 12.5)
    c.glow(q[0], q[1] - 40, 620, "#ffe9c4", 0.30, 0.26)


def choir(c: Canvas, cam: Camera) -> None:
    dice = c.dice("choir")
    coats = ("#3f566f", "#4a5f74", "#34485d", "#56646e", "#5d5348", "#6b4a3c", "#2f4257", "#48505a", "#7a6a50")
    heads = ("#8a6d5c", "#7a5d4e", "#9a7c68", "#5f483d", "#a3836e")
    hats = ("#23303f", "#c9a03a", "#3a3f46", "#d9d4c6", "#7a2f28", None, "#2b2b2e")

    def dress(k: int) -> Dress:
        return Dress(
            coats[k % len(coats)],
            "#1e232a",
            heads[k * 3 % len(heads)],
            hats[(k * 4 + k // 3) % len(hats)],
            rim="#ffeccb",
            rim_side=-1,
        )

    def rank(z: float, count: int, reach: float, lift: float, start: int) -> None:
        bow = 0.055  # a shallow arc, open to the conductor
        for i in range(count):
            x = (i / (count - 1) - 0.5) * reach
            here = z - bow * x * x * 0.35
            foot = cam.at(x + dice.uniform(-0.08, 0.08), lift, here)
            tall = dice.uniform(1.66, 1.86) * cam.size(here)
            figure(c, foot[0], foot[1], tall, dress(start + i), arms="front", shadow=0.45)
            sheet = (foot[0], foot[1] - tall * 0.615)
            c.poly(
                [
                    (sheet[0] - tall * 0.085, sheet[1] - tall * 0.05),
                    (sheet[0] + tall * 0.085, sheet[1] - tall * 0.05),
                    (sheet[0] + tall * 0.078, sheet[1] + tall * 0.055),
                    (sheet[0] - tall * 0.078, sheet[1] + tall * 0.055),
                ],
                "#efe9da",
            )
            c.line([(sheet[0], sheet[1] - tall * 0.05), (sheet[0], sheet[1] + tall * 0.055)], tall * 0.008, "#a59f92")

    plank = cam.many((-5.9, 0.0, 15.2), (-5.9, 0.5, 15.2), (5.9, 0.5, 15.2), (5.9, 0.0, 15.2))
    c.poly(plank, rough(down((plank[1][1], "#6f5c47"), (plank[0][1], "#2e2722")), "plank", 0.3, 12, 8))
    c.poly(cam.many((-5.9, 0.5, 15.2), (5.9, 0.5, 15.2), (5.9, 0.5, 16.4), (-5.9, 0.5, 16.4)), "#b49b78")
    rank(15.9, 14, 11.0, 0.5, 0)
    rank(14.2, 12, 10.0, 0.0, 5)
    for left, z, rows in ((-9.6, 13.2, (4, 3, 2)), (8.7, 14.4, (3, 2))):  # squared timber, stacked
        c.poly(
            cam.many(
                (left - 0.2, 0, z),
                (left + rows[0] * 0.52 + 0.5, 0, z),
                (left + rows[0] * 0.52 + 0.2, 0, z - 0.5),
                (left - 0.5, 0, z - 0.5),
            ),
            "#0c0e12",
            0.4,
            6,
        )
        for k, count in enumerate(rows):
            for i in range(count) if left < 0 else reversed(range(count)):
                x, y = left + (i + k * 0.5) * 0.52, k * 0.46
                c.poly(
                    cam.many(
                        (x, y + 0.44, z), (x + 0.48, y + 0.44, z), (x + 0.48, y + 0.44, z + 5), (x, y + 0.44, z + 5)
                    ),
                    "#a08c6c",
                )
                inner = x + 0.48 if left < 0 else x
                c.poly(
                    cam.many((inner, y, z), (inner, y + 0.44, z), (inner, y + 0.44, z + 5), (inner, y, z + 5)),
                    "#4a3d30",
                )
                c.poly(
                    cam.many((x, y, z), (x, y + 0.44, z), (x + 0.48, y + 0.44, z), (x + 0.48, y, z)),
                    rough(mix("#6b5842", "#84704f", (i * 7 + k * 3) % 5 / 4), "ends", 0.25, 16),
                )
                c.line(
                    cam.many((x, y, z), (x, y + 0.44, z), (x + 0.48, y + 0.44, z), (x + 0.48, y, z), (x, y, z)),
                    2,
                    "#2a221a",
                    0.7,
                )
    foot = cam.at(0.15, 0, 10.4)
    size = cam.size(10.4)
    c.oval(foot[0] + 30, foot[1] + 8, 120, 16, "#0c0e12", 0.35, 12)
    c.poly(
        cam.many((-0.45, 0, 10.2), (-0.45, 0.34, 10.2), (0.75, 0.34, 10.2), (0.75, 0, 10.2)),
        rough("#5a4a3a", "crate", 0.25, 14, 6),
    )
    c.poly(cam.many((-0.45, 0.34, 10.2), (0.75, 0.34, 10.2), (0.7, 0.34, 10.7), (-0.4, 0.34, 10.7)), "#a58f70")
    foot = cam.at(0.15, 0.34, 10.45)
    figure(
        c,
        foot[0],
        foot[1],
        1.72 * size,
        Dress("#22303f", "#14181d", "#4a3a34", rim="#ffeccb", rim_side=-1),
        arms="up",
        shadow=0.4,
    )


def shafts(c: Canvas) -> None:
    """Daylight that falls into the dock, from the upper left."""
    n = c.noise("dust", 150, 1.6, 5)
    for x0, x1, wide, strength in ((260, 760, 210, 0.16), (760, 1180, 170, 0.13), (1540, 1800, 180, 0.10)):
        t = np.clip((c.y + 120) / 1400, 0, 1.2)
        middle = x0 + (x1 - x0) * t
        light = (
            np.exp(-(((c.x - middle) / (wide * (0.5 + 0.6 * t))) ** 2))
            * strength
            * (1 - smooth(700, 1380, c.y))
            * (0.6 + 0.8 * n)
        )
        c.px = 1 - (1 - c.px) * (1 - light[..., None] * rgb("#fff0d4"))
