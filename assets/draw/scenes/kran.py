"""A harbour crane fallen across the quay, at night, in a storm; the upper third is left dark for a headline."""

from __future__ import annotations

import math

import numpy as np
from studio import Camera, Canvas, Dress, curve, down, figure, mix, plume, rgb, rough, sample, smooth, soften

WIDTH, HEIGHT = 2200, 2350
DARK = "#10161f"  # the even tone under the headline
QUIET = 800  # nothing but that tone above here


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 47, scale)
    cam = Camera(1100, 1560, 2000, 6.6)
    sky(c)
    city(c)
    searchlights(c, behind=True)
    sea(c, cam)
    quay(c, cam)
    crane(c, cam)
    spray(c)
    searchlights(c, behind=False)
    engines(c, cam, lamps=False)
    firemen(c, cam)
    wet(c, cam)
    engines(c, cam, lamps=True)
    firemen(c, cam)
    rain(c)
    even = (1 - smooth(QUIET - 120, QUIET + 160, c.y)) * np.ones_like(c.x)
    c.px += (rgb(DARK) - c.px) * (even * 0.96)[..., None]
    return c.finish(grain=0.022, vignette=0.30)


def sky(c: Canvas) -> None:
    c.wash(np.float32(1), down((0, DARK), (QUIET, DARK), (1150, "#232e3c"), (1450, "#3a4654"), (1600, "#46505c")))
    n = c.noise("storm", 300, 3.2, 6)
    torn = smooth(0.47, 0.66, n) * smooth(QUIET, 1250, c.y)
    c.px += (rgb("#4d5a68") - c.px) * (torn * 0.55)[..., None]
    dark = smooth(0.45, 0.62, 1 - n)
    c.px *= (1 - 0.35 * dark * smooth(QUIET, 1200, c.y))[..., None]
    c.glow(1750, 1560, 520, "#b08458", 0.36, 0.45)
    c.glow(300, 1560, 460, "#7c8fa6", 0.28, 0.5)


def city(c: Canvas) -> None:
    dice = c.dice("city")
    x = 1180.0
    while x < 2230:
        wide, tall = dice.uniform(36, 96), dice.uniform(26, 130)
        tone = mix("#1b232e", "#28323f", dice.random())
        c.rect(x, 1560 - tall, x + wide, 1566, tone)
        for _ in range(int(wide * tall / 520)):
            u, v = x + dice.uniform(6, wide - 10), 1560 - dice.uniform(8, max(9, tall - 8))
            c.rect(u, v, u + 5, v + 7, "#f0c274", dice.uniform(0.3, 0.9))
        x += wide + dice.uniform(-4, 12)
    # Cranes that still stand, with their lamps.
    for x, s in ((1480, 1.0), (1930, 1.35)):
        top = 1560 - 330 * s
        c.lines(
            [
                [(x - 60 * s, 1560), (x - 40 * s, top)],
                [(x + 60 * s, 1560), (x + 40 * s, top)],
                [(x - 120 * s, top), (x + 250 * s, top - 60 * s)],
                [(x, top - 110 * s), (x + 250 * s, top - 60 * s)],
                [(x, top - 110 * s), (x - 120 * s, top)],
                [(x, top), (x, top - 110 * s)],
            ],
            8 * s,
            "#1c2530",
            1,
            1,
        )
        c.lines(
            [
                [
                    (x - 55 * s + 110 * s * (k % 2), 1560 - k * 66 * s),
                    (x + 55 * s - 110 * s * (k % 2), 1560 - (k + 1) * 66 * s),
                ]
                for k in range(5)
            ],
            4 * s,
            "#1c2530",
            1,
            1,
        )
        c.oval(x, top - 114 * s, 5, 5, "#ff5a40")
        c.glow(x, top - 114 * s, 30, "#ff4a30", 0.8)


def sea(c: Canvas, cam: Camera) -> None:
    """Breaking water to the left of and behind the quay: bands of swell, each with a torn crest."""
    dice = c.dice("sea")
    y = 1556.0
    k = 0
    while y < 2330:
        high = 7 + (y - 1556) * 0.17
        points = []
        phase = dice.uniform(0, 6.28)
        for x in np.linspace(-30, 2230, 240):
            w = (
                math.sin(x / (70 + high * 5) + phase)
                + 0.5 * math.sin(x / (31 + high * 2.2) + phase * 2.3)
                + 0.3 * math.sin(x / (13 + high * 0.8) + phase * 5)
            )
            points.append((float(x), y - high * (0.5 + 0.55 * abs(w) ** 1.4 * (1 if w > 0 else -0.5))))
        c.poly(
            [*points, (2230, y + 130), (-30, y + 130)],
            rough(
                down((y - high, mix("#3d4d5b", "#2c3a47", min(1, k / 8))), (y + high * 2.6, "#121b25")),
                "swell",
                0.34,
                26,
                7,
            ),
        )
        c.line(points, 1.5 + high * 0.10, "#a9b9c4", 0.42, 1.2)
        foam = [p for i, p in enumerate(points) if i % 8 == 0]
        for px, py in foam:
            if dice.random() < 0.45:
                c.oval(
                    px,
                    py + high * 0.1,
                    dice.uniform(0.8, 3.0) * high,
                    dice.uniform(0.12, 0.3) * high,
                    "#c9d6de",
                    dice.uniform(0.12, 0.42),
                    high * 0.12,
                )
        y += 15 + high * 0.72
        k += 1


EDGE = -8.6  # X of the quay's edge


def quay(c: Canvas, cam: Camera) -> None:
    x, z = cam.floor(c, 200)
    line = EDGE - 0.05 * z
    on = smooth(-0.03, 0.03, x - line) * smooth(0, 3, c.y - 1608)
    tone = (
        0.165
        + 0.035 * sample(c.tile("quay", 1.6), x * 34, z * 34)
        + 0.012 * sample(c.tile("grit", 0.7), x * 90, z * 90)
    )
    joint = np.maximum(smooth(0.485, 0.5, np.abs((x / 2.2) % 1 - 0.5)), smooth(0.485, 0.5, np.abs((z / 2.2) % 1 - 0.5)))
    tone = tone * (1 - 0.45 * joint)
    lit = np.exp(-(((x - 2.2) / 12) ** 2 + ((z - 35) / 15) ** 2))
    tone = tone * (0.72 + 1.7 * lit)
    stone = np.stack([tone * 0.98, tone * 1.0, tone * 1.05], -1)
    c.wash(on, lambda canvas, ys, xs: stone[ys, xs])
    face = [cam.at(EDGE - 0.05 * z, 0, z) for z in np.linspace(7, 130, 40)]
    c.line(face, 9, "#5f6a74", 0.8)
    for z in (26, 41, 66):
        b = cam.at(EDGE + 1.4 - 0.05 * z, 0, z)
        s = cam.size(z)
        c.poly(
            [
                (b[0] - 0.22 * s, b[1]),
                (b[0] - 0.17 * s, b[1] - 0.5 * s),
                (b[0] + 0.17 * s, b[1] - 0.5 * s),
                (b[0] + 0.22 * s, b[1]),
            ],
            "#0b0f15",
        )
        c.oval(b[0], b[1] - 0.52 * s, 0.3 * s, 0.1 * s, "#2a323b")
    for x0 in (0.9, 13.6):  # the crane's rails
        for dx in (-0.1, 0.1):
            c.line(cam.many((x0 + dx, 0, 8), (x0 + dx, 0, 150)), 3, "#0a0e14", 0.9)
        c.line(cam.many((x0, 0, 8), (x0, 0, 150)), 1.6, "#8a949c", 0.6)


def truss(
    c: Canvas, a, b, wide_a: float, wide_b: float, bays: int, tone, light, chord: float, web: float, depth: float = 0.3
) -> None:
    """A lattice beam from a to b in four chords: the far pair first, offset by `depth` of its width."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    n = (-dy / length, dx / length)
    t = (dx / length, dy / length)

    def at(k, side, far):
        w = wide_a + (wide_b - wide_a) * k
        off = depth * w * far
        return a[0] + dx * k + n[0] * w * side / 2 + t[0] * off * 0.4 - n[0] * off * 0.55, a[1] + dy * k + n[
            1
        ] * w * side / 2 + t[1] * off * 0.4 - n[1] * off * 0.55

    back = mix(tone, "#06090d", 0.5)
    for far, ink in ((1, back), (0, tone)):
        webs = []
        for i in range(bays):
            k, m = i / bays, (i + 1) / bays
            webs += [[at(k, -1, far), at(m, 1, far)], [at(k, 1, far), at(m, -1, far)], [at(m, -1, far), at(m, 1, far)]]
        c.lines(webs, web * (0.8 if far else 1), ink)
        for side in (-1, 1):
            c.line([at(0, side, far), at(1, side, far)], chord * (0.8 if far else 1), ink)
        if far:
            c.lines(
                [[at(i / bays, s, 0), at(i / bays, s, 1)] for i in range(bays + 1) for s in (-1, 1)], web * 0.8, back
            )
    lift = chord * 0.28
    for side in (-1, 1):
        p, q = at(0, side, 0), at(1, side, 0)
        c.line([(p[0], p[1] - lift), (q[0], q[1] - lift)], chord * 0.30, light, 0.85)
    c.lines([[(p[0] - 1, p[1] - 2) for p in w] for w in webs], web * 0.28, light, 0.55)


def crane(c: Canvas, cam: Camera) -> None:
    _tone, _light = "#2b2f33", "#d8c8a4"
    yellow, glint = mix("#8a6a22", "#1a1a1c", 0.35), "#f2d896"
    c.poly([(420, 2030), (1500, 1930), (1880, 1990), (1500, 2110), (600, 2120)], "#05070a", 0.55, 30)
    # The jib, snapped over the quay's edge and down into the basin on the left.
    truss(c, (1010, 1470), (330, 1905), 116, 84, 10, yellow, glint, 17, 9)
    truss(c, (330, 1905), (-60, 2080), 84, 50, 6, yellow, glint, 15, 8)
    # The portal on its side: two legs on the ground, two in the air.
    truss(c, (1130, 1500), (1640, 1985), 150, 120, 8, yellow, glint, 24, 12)
    truss(c, (1330, 1330), (1905, 1600), 132, 104, 8, yellow, glint, 22, 11)
    truss(c, (1640, 1985), (1905, 1600), 76, 70, 5, yellow, glint, 18, 9)
    for x, y in ((1670, 2010), (1935, 1612)):  # bogies, wheels in the air
        c.poly([(x - 70, y + 30), (x - 48, y - 46), (x + 60, y - 62), (x + 92, y + 6)], "#15181c")
        for k in (-38, 12, 60):
            c.oval(x + k, y + 12 - k * 0.2, 22, 22, "#0a0c0f")
            c.oval(x + k, y + 12 - k * 0.2, 11, 11, "#565b5e")
    # The machine house, tipped on its corner, and the cab with its windows down.
    house = [(900, 1540), (1040, 1275), (1420, 1380), (1300, 1650)]
    c.poly(house, rough(down((1275, "#8c7a4c"), (1660, "#3a3324")), "house", 0.3, 40))
    c.poly([(1040, 1275), (1420, 1380), (1462, 1330), (1085, 1232)], "#b7a468")
    c.poly([(1420, 1380), (1462, 1330), (1345, 1596), (1300, 1650)], "#2a261d")
    for k in range(5):
        p = (1000 + k * 62, 1370 + k * 17)
        c.poly([(p[0], p[1]), (p[0] + 38, p[1] + 10), (p[0] + 20, p[1] + 54), (p[0] - 18, p[1] + 44)], "#141a21")
        c.line([(p[0], p[1]), (p[0] + 38, p[1] + 10)], 2, "#d8c8a4", 0.7)
    c.line([(972, 1410), (1352, 1515)], 9, "#8d2f26", 0.9)
    c.poly([(830, 1640), (884, 1520), (1012, 1560), (960, 1690)], rough("#7d7048", "cab", 0.2, 20))
    c.poly([(850, 1636), (884, 1556), (946, 1576), (912, 1656)], "#11161c")
    c.poly([(925, 1660), (958, 1582), (996, 1594), (962, 1672)], "#1b242e")
    # The A-frame and the slack ropes that held the jib.
    truss(c, (1180, 1310), (1010, 1085), 70, 26, 6, yellow, glint, 13, 7)
    for end, sag in (((620, 1720), 210), ((420, 1850), 300), ((250, 1960), 330)):
        rope = [
            (
                1010 + (end[0] - 1010) * k / 30,
                1085 + (end[1] - 1085) * k / 30 + sag * math.sin(math.pi * k / 30) * (0.55 + 0.3 * math.sin(k * 0.9)),
            )
            for k in range(31)
        ]
        c.line(curve(rope, steps=4), 4, "#0b0e12")
        c.line([(x, y - 2) for x, y in rope], 1.2, "#c9bc98", 0.45)
    c.line(
        curve(
            [
                (1010, 1085),
                (990, 1200),
                (1060, 1340),
                (1030, 1460),
                (1075, 1700),
                (1035, 1850),
                (1130, 1960),
                (1060, 2000),
            ]
        ),
        5,
        "#0b0e12",
    )
    # What it broke: plates, a lamp post, a fence.
    dice = c.dice("wreck")
    for _ in range(60):
        x, y = dice.normal(1080, 420), dice.uniform(1880, 2110)
        r, a = dice.uniform(8, 44), dice.uniform(0, 3.1)
        pts = [
            (x + r * math.cos(a + t) * dice.uniform(0.5, 1.3), y + 0.35 * r * math.sin(a + t))
            for t in (0, 1.4, 2.9, 4.4)
        ]
        if x > 620:
            c.poly(pts, mix("#14171b", "#6d6242", dice.random() * 0.7))


def spray(c: Canvas) -> None:
    """Seas that burst against the quay wall, and the drift torn from them by the wind."""
    n = c.noise("spume", 130, 1.0, 7)
    for x, foot, tall, wide, strength in (
        (470, 1960, 640, 165, 0.85),
        (150, 2080, 480, 150, 0.7),
        (690, 1790, 330, 95, 0.6),
    ):
        v = (foot - c.y) / tall  # 0 at the foot, 1 at the top
        middle = x + 115 * np.clip(v, 0, 1.3) ** 1.6
        reach = wide * (0.45 + 0.9 * np.clip(v, 0, 1.2))
        body = np.exp(-(((c.x - middle) / reach) ** 2)) * smooth(-0.08, 0.08, v) * (1 - smooth(0.35, 1.1, v))
        body = body * (0.35 + 0.65 * smooth(0.36, 0.6, n)) + 0.35 * smooth(0.42, 0.6, n) * body
        c.px += (rgb("#d5dfe4") - c.px) * np.clip(body * strength * 0.92, 0, 0.94)[..., None]
        plume(c, f"burst{x}", x, foot, tall * 1.15, 0.12, 0.26, wide * 1.5, 2600, 0.75, wide * 0.42)
    # Drift, streaming to the right over the quay.
    drift = c.noise("drift", 60, 5.5, 5)
    band = np.exp(-(((c.y - (1840 + 0.05 * c.x)) / 180) ** 2)) * smooth(0.50, 0.66, drift)
    c.px += (rgb("#aab6be") - c.px) * (band * 0.24)[..., None]


def searchlights(c: Canvas, behind: bool) -> None:
    haze = c.noise("haze", 170, 2.2, 5)
    if behind:
        c.beam((2260, 1500), (640, 1110), 520, "#cfdcea", 0.50, haze)
        c.beam((-40, 1640), (1250, 1130), 460, "#cfdcea", 0.40, haze)
    else:
        c.beam((1790, 1752), (880, 1330), 520, "#fff0cf", 0.62, haze)
        c.beam((1600, 2085), (520, 2010), 420, "#fff0cf", 0.40, haze)


def engines(c: Canvas, cam: Camera, lamps: bool) -> None:
    """Two fire engines at the right, side on, with blue lamps."""
    for x, z in ((5.5, 22.0),):
        s = cam.size(z)
        f = cam.at(x, 0, z)

        def at(u, v):
            return (f[0] + u * s, f[1] - v * s)

        if not lamps:
            c.oval(f[0] + 3 * s, f[1] + 4, 4.0 * s, 0.2 * s, "#030507", 0.8, 10)
        c.poly(
            [at(0, 0.45), at(0, 1.6), at(0.35, 2.75), at(1.9, 2.75), at(1.9, 0.45)],
            down((at(0, 2.75)[1], "#8f2a22"), (at(0, 0.45)[1], "#43130f")),
        )
        c.poly(
            [at(2.0, 0.45), at(2.0, 3.0), at(8, 3.0), at(8, 0.45)],
            down((at(0, 3.0)[1], "#8a2921"), (at(0, 0.45)[1], "#3a110e")),
        )
        c.poly([at(0.12, 1.62), at(0.42, 2.6), at(0.95, 2.6), at(0.95, 1.62)], "#1b2732")
        c.poly([at(1.08, 1.62), at(1.08, 2.6), at(1.75, 2.6), at(1.75, 1.62)], "#d7b271")
        c.rect(*at(0, 1.34), *at(8, 1.14), "#d9d2bf", 0.85)
        for k in range(3):
            c.rect(*at(2.3 + k * 1.5, 2.7), *at(3.55 + k * 1.5, 1.5), "#5b5f62", 0.8)
        for u in (1.1, 5.6):
            c.oval(*at(u, 0.46), 0.52 * s, 0.52 * s, "#06080b")
            c.oval(*at(u, 0.46), 0.24 * s, 0.24 * s, "#4d5357")
        if not lamps:
            continue
        lamp = at(0.9, 2.86)
        c.rect(lamp[0] - 26, lamp[1] - 12, lamp[0] + 26, lamp[1] + 6, "#cfe2ff")
        c.glow(lamp[0], lamp[1], 110, "#3f7dff", 0.85)
        c.glow(lamp[0], lamp[1], 330, "#2c5fd0", 0.34)
        for u in (-0.02,):
            q = at(u, 0.85)
            c.oval(*q, 14, 17, "#fff6de")
            c.glow(*q, 70, "#ffe7b4", 0.8)
        mast = [at(2.4, 3.0), at(2.4, 4.4)]
        c.line(mast, 8, "#20262c")
        q = at(2.35, 4.4)
        c.rect(q[0] - 20, q[1] - 15, q[0] + 8, q[1] + 15, "#fff8e6")
        c.glow(q[0] - 20, q[1], 90, "#fff0cf", 0.95)


def firemen(c: Canvas, cam: Camera) -> None:
    suit = Dress("#2c3138", "#15181c", "#3b332e", hat="#c9b24a", rim="#ffe3ab", rim_side=1)
    posts = (
        (2.3, 31.0, "down"),
        (3.5, 33.0, "up"),
        (-2.2, 36.0, "down"),
        (1.1, 26.0, "front"),
        (0.1, 26.6, "down"),
        (-6.6, 38.0, "down"),
        (9.2, 38.0, "down"),
        (-3.6, 24.5, "down"),
        (5.3, 43.0, "down"),
        (-2.6, 25.2, "front"),
    )
    for x, z, arms in sorted(posts, key=lambda p: -p[1]):
        foot = cam.at(x, 0, z)
        tall = 1.82 * cam.size(z)
        figure(c, foot[0], foot[1], tall, suit, arms=arms, shadow=0.6, stride=0.5 if z > 35 else 0)
        for v in (0.46, 0.63):
            c.rect(
                foot[0] - tall * 0.115,
                foot[1] - tall * (v + 0.016),
                foot[0] + tall * 0.115,
                foot[1] - tall * v,
                "#e6e0b0",
                0.8,
            )
    hose = [
        cam.at(*p)
        for p in (
            (6.4, 0.05, 21.4),
            (4.4, 0.05, 20.6),
            (2.6, 0.05, 21.6),
            (1.0, 0.05, 20.4),
            (-0.8, 0.05, 21.4),
            (-1.4, 0.05, 25.0),
            (1.6, 0.05, 28),
            (2.2, 0.05, 30.6),
        )
    ]
    c.line(curve(hose), 9, "#0b0e12")
    c.line([(x, y - 2) for x, y in curve(hose)], 3, "#b9a66c", 0.8)


def wet(c: Canvas, cam: Camera) -> None:
    """The soaked quay repeats what stands on it, long and broken."""
    level = 2090
    top = round(level * c.scale)
    rows = np.arange(top, c.rows)
    x, z = cam.floor(c, 200)
    relief = sample(c.tile("relief", 1.3), x * 46, z * 24)[top:]
    on = smooth(-0.05, 0.05, x - (EDGE - 0.05 * z))[top:]
    ys = np.clip(2 * top - rows[:, None] - 1 + relief * 24 * c.scale, 0, top - 1).astype(int)
    xs = np.clip(np.arange(c.columns)[None, :] + relief * 8 * c.scale, 0, c.columns - 1).astype(int)
    seen = soften(c.px[ys, xs], 4 * c.scale, 22 * c.scale)
    t = ((rows - top) / (c.rows - top))[:, None]
    pool = smooth(-0.7, 0.9, sample(c.tile("pools", 1.9), x * 20, z * 15)[top:])
    strength = on * smooth(0, 0.10, t) * (1 - 0.55 * t) * (0.26 + 0.42 * pool)
    c.px[top:] = 1 - (1 - c.px[top:] * (1 - 0.25 * (on * pool)[..., None])) * (
        1 - np.clip(seen * strength[..., None], 0, 1)
    )


def rain(c: Canvas) -> None:
    dice = c.dice("rain")
    for _ in range(1100):
        x, y = dice.uniform(-100, 2300), dice.uniform(QUIET, 2350)
        long = dice.uniform(26, 88)
        c.line([(x, y), (x - long * 0.62, y + long)], dice.uniform(0.8, 1.6), "#cfd8e2", dice.uniform(0.04, 0.20))
