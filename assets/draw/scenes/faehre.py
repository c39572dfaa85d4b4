"""A small car ferry in a heavy swell, at dusk."""

from __future__ import annotations

import math

import numpy as np
from studio import Canvas, clouds, curve, down, mix, plume, rgb, rough, smooth

WIDTH, HEIGHT = 1700, 1150
FRAME = (246, 34, 1366, 1134)  # what of it is printed, across three columns and 40 lines
HORIZON = 500
ROLL = math.radians(-6.5)  # bow up, to the right


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 97, scale)
    sky(c)
    mole(c)
    bands = swell(c)
    for k, band in enumerate(bands):
        if k == FERRY_AT:
            ferry(c)
        wave(c, k, band)
        if k == FERRY_AT:
            bow_sea(c, band)
    drift(c)
    return c.finish(grain=0.018, vignette=0.30, frame=FRAME, width=1700)


FERRY_AT = 8  # the ferry floats behind this wave


def sky(c: Canvas) -> None:
    c.wash(
        np.float32(1),
        down((0, "#2c3848"), (210, "#4c5766"), (380, "#8d7f7c"), (470, "#d29a70"), (500, "#e8b884"), (560, "#6a6a70")),
    )
    clouds(c, "ceiling", "#7d7c84", "#232d3a", 0.66, 240, 3.4, 0.9, 620)
    clouds(c, "scud", "#b98f78", "#39414f", 0.42, 90, 6.0, 0.7, 560)
    c.glow(430, 496, 420, "#ffbd7c", 0.50, 0.30)
    c.glow(430, 498, 120, "#ffe2b0", 0.55, 0.35)


def mole(c: Canvas) -> None:
    """The way in, which cannot be taken: the mole, its light, and seas that go over it."""
    c.poly([(1180, 506), (1230, 482), (1710, 474), (1710, 512), (1180, 512)], down((474, "#3e4450"), (510, "#2a313c")))
    c.poly([(1262, 482), (1268, 396), (1292, 396), (1298, 482)], down((396, "#5a3a38"), (482, "#46323a")))
    for y in (418, 446):
        c.rect(1264, y, 1296, y + 13, "#9a9490", 0.8)
    c.rect(1262, 390, 1298, 397, "#20252d")
    c.rect(1269, 374, 1291, 391, "#fff0c0")
    c.poly([(1265, 375), (1280, 360), (1295, 375)], "#20252d")
    c.glow(1280, 383, 60, "#ffdf9a", 0.9)
    c.beam((1280, 383), (640, 330), 190, "#ffe6b4", 0.30)
    dice = c.dice("over")
    for x, tall in ((1222, 74), (1420, 112), (1585, 88), (1660, 60)):
        for _ in range(150):
            up = abs(dice.normal(0.2, 0.4))
            c.oval(
                x + up * 46 + dice.normal(0, 16 + 20 * up),
                486 - up * tall,
                dice.uniform(1, 9),
                dice.uniform(1, 5),
                "#c9c4c0",
                dice.uniform(0.1, 0.4),
                2,
            )


def swell(c: Canvas) -> list[tuple[float, float, float, float]]:
    """Each wave's base line, height, length and phase; nearer ones are larger."""
    dice = c.dice("swell")
    out, y = [], 506.0
    while y < 1240:
        t = (y - 500) / 650
        out.append((y, 5 + 100 * t**1.25, 160 + 760 * t, dice.uniform(0, 6.28)))
        y += 9 + 82 * t**0.85
    return out


def crest(band, x: float) -> float:
    """The wave's top at x: sharp ridges, wide troughs, and smaller seas on its back."""
    base, high, long, phase = band
    a = x / long * 6.28 + phase
    ridge = 1 - abs(math.sin(a / 2 + 0.25 * math.sin(a)))
    return base - high * (
        0.95 * ridge**1.4
        + 0.22 * math.sin(a * 2.3 + phase)
        + 0.08 * math.sin(a * 6.1 + 2 * phase)
        + 0.03 * math.sin(a * 15 + phase)
    )


def wave(c: Canvas, k: int, band) -> None:
    base, high, long, phase = band
    t = min(1.0, (base - 500) / 650)
    xs = np.linspace(-20, 1720, 260)
    top = [(float(x), crest(band, float(x))) for x in xs]
    light, deep = mix("#8a7f80", "#4f6a76", min(1, t * 2.2)), mix("#5a5a64", "#152734", min(1, t * 1.9))
    foot = base + 170 + 120 * t
    body = rough(
        down(
            (base - high, light),
            (base - high * 0.30, mix(light, deep, 0.6)),
            (base + high * 0.7 + 12, deep),
            (foot, mix(deep, "#0b151f", 0.5)),
        ),
        f"water{k % 3}",
        0.42,
        16 + 44 * t,
        6,
    )
    c.poly([*top, (1720, foot), (-20, foot)], body)
    # The dusk on the backs of the seas, towards the light.
    warm = [p for p in top if 120 < p[0] < 760]
    if t < 0.55:
        c.line([(x, y + 1) for x, y in warm], 1.2 + 3 * t, "#f0b888", 0.36 * (1 - t * 1.6), 1.4)
    ridges = [[p for p in top[i : i + 9]] for i in range(0, len(top) - 8, 8) if (base - top[i + 4][1]) / high > 0.40]
    if ridges:
        c.lines(ridges, 1.0 + 2.4 * t, "#b5c4c8", 0.34, 1.0 + 1.6 * t)
    dice = c.dice(f"foam{k}")
    # Foam tumbles where the ridge is steep, and lies in streaks down the face.
    for x, y in top[::2]:
        steep = (base - y) / high
        if steep > 0.62 and dice.random() < 0.85:
            for _ in range(3 + int(9 * t)):
                u, v = dice.normal(0, 10 + 38 * t), abs(dice.normal(0, 3 + 15 * t))
                ground = crest(band, x + u)
                c.oval(
                    x + u,
                    ground + v,
                    dice.uniform(1.5, 4) * (1 + 4.5 * t),
                    dice.uniform(0.8, 1.6) * (1 + 2.6 * t),
                    "#dde4e4",
                    dice.uniform(0.10, 0.42),
                    0.5 + 1.3 * t,
                )
    for _ in range(int(16 + 30 * t)):
        x, v = dice.uniform(-20, 1720), dice.uniform(0.25, 1.5)
        y = crest(band, x) + v * high * 0.8 + 5
        long_streak = dice.uniform(14, 70) * (0.4 + 1.6 * t)
        bend = [
            (x + long_streak * q, y + (crest(band, x + long_streak * q) - crest(band, x)) * 0.75 + 3 * math.sin(q * 5))
            for q in np.linspace(0, 1, 9)
        ]
        c.line(bend, 0.8 + 2.2 * t * dice.random(), "#a9b9bd", dice.uniform(0.10, 0.34), 0.4 + 0.8 * t)


def ferry(c: Canvas) -> None:
    """Side on, ramps at both ends, four cars on the open deck, the bridge on a gantry amidships."""
    cx, cy, s = 820.0, 652.0, 1.24

    def at(u: float, v: float) -> tuple[float, float]:
        u, v = u * s, -v * s
        return cx + u * math.cos(ROLL) - v * math.sin(ROLL), cy + u * math.sin(ROLL) + v * math.cos(ROLL)

    def shape(points, fill, alpha=1.0, blur=0.0):
        c.poly([at(*p) for p in points], fill, alpha, blur)

    def panel(u0, v0, u1, v1, fill, alpha=1.0):
        shape([(u0, v0), (u1, v0), (u1, v1), (u0, v1)], fill, alpha)

    dark, white, shade = "#17202c", "#d6d2c8", "#8d9196"
    # Hull: red below, dark blue above, a white band.
    shape(
        [(-330, 20), (-300, -62), (300, -62), (338, 20), (366, 34), (-362, 34)],
        rough(down((610, "#23405f"), (760, "#101c2a")), "hull", 0.25, 30, 3),
    )
    shape([(-312, -30), (-300, -66), (300, -66), (318, -30)], "#6d2f28")
    panel(-342, 12, 346, 20, white, 0.9)
    # Ramps, half lifted.
    shape([(340, 30), (366, 34), (428, 84), (418, 92), (352, 46)], dark)
    shape([(-336, 30), (-362, 34), (-420, 82), (-410, 90), (-348, 46)], dark)
    c.lines([[at(424, 88), at(300, 128)], [at(-416, 86), at(-296, 128)]], 2.2, dark)
    # Cars behind the bulwark.
    for u, tone, van in ((-262, "#8d3a30", 0), (-168, "#b9b4a6", 1), (118, "#46637c", 0), (206, "#a58a4c", 0)):
        if van:
            shape([(u - 40, 36), (u - 40, 92), (u + 26, 92), (u + 42, 66), (u + 44, 36)], mix(tone, "#202630", 0.2))
            shape([(u + 4, 66), (u + 4, 86), (u + 22, 86), (u + 34, 66)], "#1d2731")
        else:
            shape(
                curve(
                    [
                        (u - 42, 36),
                        (u - 42, 56),
                        (u - 24, 60),
                        (u - 12, 76),
                        (u + 14, 76),
                        (u + 28, 60),
                        (u + 42, 54),
                        (u + 42, 36),
                    ]
                ),
                mix(tone, "#202630", 0.2),
            )
            shape([(u - 18, 60), (u - 9, 72), (u + 11, 72), (u + 20, 60)], "#1d2731")
    panel(-350, 30, 352, 50, down((620, "#33597f"), (720, "#1d3450")))
    for u in range(-330, 340, 33):
        c.line([at(u, 30), at(u, 50)], 1.4, "#0f1b29", 0.7)
    # Gantry, saloon, bridge, funnel, mast.
    for u in (-88, 66):
        panel(u - 9, 50, u + 9, 116, shade)
    panel(-118, 108, 100, 150, down((530, white), (600, shade)))
    for k in range(8):
        panel(-106 + k * 26, 118, -88 + k * 26, 140, "#ffd98e")
    panel(-128, 148, 110, 154, dark)
    for u in range(-124, 112, 18):
        c.line([at(u, 154), at(u, 170)], 1.4, white, 0.8)
    c.line([at(-126, 170), at(108, 170)], 1.8, white, 0.8)
    shape([(-52, 154), (-58, 204), (48, 204), (42, 154)], down((470, white), (550, shade)))
    shape([(-56, 178), (-59, 199), (49, 199), (46, 178)], "#141c26")
    for k in range(4):
        shape(
            [(-52 + k * 25, 180), (-54 + k * 25, 197), (-34 + k * 25, 197), (-33 + k * 25, 180)],
            ("#f2c879", "#c79f60", "#f2c879", "#54647a")[k],
        )
    panel(-64, 203, 54, 210, dark)
    shape([(-104, 154), (-100, 196), (-78, 196), (-74, 154)], "#8d2f26")
    shape([(-102, 184), (-100, 196), (-78, 196), (-77, 184)], dark)
    c.line([at(2, 210), at(2, 284)], 4, dark)
    c.lines([[at(-20, 258), at(24, 258)], [at(2, 282), at(350, 50)], [at(2, 282), at(-350, 50)]], 1.6, dark)
    for u, v, tone, r in (
        (2, 287, "#fff6dc", 26),
        (24, 262, "#ff5540", 16),
        (-20, 262, "#fff0c8", 16),
        (300, 64, "#ffe9b8", 24),
        (-300, 64, "#ffe9b8", 24),
    ):
        q = at(u, v)
        c.oval(q[0], q[1], 4, 4, "#fffbea")
        c.glow(q[0], q[1], r, tone, 0.85)
    for u in (-60, 50):
        q = at(u, 128)
        c.glow(q[0], q[1], 110, "#ffcf84", 0.26, 0.6)
    # Rescue boat and two people at the rail.
    shape(curve([(64, 158), (70, 172), (100, 172), (104, 160)]), "#d06a2c")
    for u, tone in ((-24, "#c58a2e"), (-10, "#2c3e54")):
        shape([(u - 5, 154), (u - 5, 174), (u + 5, 174), (u + 5, 154)], tone)
        q = at(u, 179)
        c.oval(q[0], q[1], 4.4, 5, "#4a3a34")


def bow_sea(c: Canvas, band) -> None:
    """The sea she throws up at the bow, blown back along the side."""
    dice = c.dice("bow")
    for _ in range(420):  # the white water along her side
        x = dice.uniform(380, 1250)
        y = 648 - (x - 820) * 0.085 + dice.normal(14, 8)
        c.oval(
            x,
            max(y, crest(band, x) - 4) + 2,
            dice.uniform(4, 18),
            dice.uniform(1.5, 4.5),
            "#dfe5e4",
            dice.uniform(0.08, 0.34),
            1.2,
        )
    n = c.noise("spume", 80, 1.2, 6)
    for x, y, tall, wide in ((1210, 705, 200, 80), (1060, 705, 60, 130)):
        v = (y - c.y) / tall
        body = (
            np.exp(-(((c.x - (x - 60 * np.clip(v, 0, 1.2))) / (wide * (0.7 + 0.5 * np.clip(v, 0, 1)))) ** 2))
            * smooth(-0.25, 0.3, v)
            * (1 - smooth(0.1, 1.0, v))
            * smooth(0.34, 0.62, n)
        )
        c.px += (rgb("#e2e6e4") - c.px) * (body * 0.9)[..., None]
    plume(c, "bow", 1236, 690, 250, -0.15, 0.34, -150, 1900)
    plume(c, "bow-low", 1130, 700, 90, -0.5, 0.5, -90, 900, 0.6)
    plume(c, "stern", 410, 690, 60, -0.6, 0.5, -60, 300, 0.5)


def drift(c: Canvas) -> None:
    n = c.noise("drift", 46, 9, 5)
    band = smooth(520, 640, c.y) * (1 - smooth(760, 1100, c.y)) * smooth(0.54, 0.72, n)
    c.px += (rgb("#b9bcbd") - c.px) * (band * 0.16)[..., None]
    dice = c.dice("rain")
    for _ in range(260):
        x, y, long = dice.uniform(-60, 1760), dice.uniform(-40, 1150), dice.uniform(14, 46)
        c.line([(x, y), (x - long * 0.8, y + long)], 1.0, "#cfd4d8", dice.uniform(0.05, 0.18))
