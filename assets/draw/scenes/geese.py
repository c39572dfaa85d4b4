"""A skein of geese over mudflats and their channels, at dawn."""

from __future__ import annotations

import math

import numpy as np
from studio import Camera, Canvas, clouds, curve, down, mix, rgb, sample, smooth

WIDTH, HEIGHT = 1500, 900
HORIZON = 560


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 59, scale)
    cam = Camera(560, HORIZON, 900, 3.4)
    c.wash(
        np.float32(1),
        down((0, "#6f86a0"), (220, "#9aa6b2"), (400, "#d3bda8"), (500, "#eccda2"), (560, "#f3dcae"), (900, "#c9b8a2")),
    )
    clouds(c, "high", "#dfcfc2", "#74839a", 0.46, 190, 4.4, 0.62, 520)
    clouds(c, "low", "#f0cfa6", "#8d8796", 0.34, 70, 8.0, 0.6, 560)
    c.glow(1010, 548, 330, "#ffd79a", 0.62, 0.6)
    c.glow(1010, 545, 90, "#fff2cf", 0.8)
    c.oval(1010, 549, 27, 27, "#fff6dc", 0.95, 1)
    shore(c)
    flats(c, cam)
    marks(c, cam)
    skein(c)
    mist(c)
    return c.finish(grain=0.014, vignette=0.25)


def shore(c: Canvas) -> None:
    c.poly(
        [*curve([(-10, 540), (160, 520), (380, 530), (600, 548), (780, 556), (900, 560)]), (900, 566), (-10, 566)],
        down((515, "#a3979c"), (562, "#c7ad9c")),
    )
    c.poly(
        [*curve([(1120, 562), (1260, 546), (1400, 532), (1510, 524)]), (1510, 566), (1120, 566)],
        down((520, "#98929c"), (562, "#c9ae98")),
    )
    dice = c.dice("farm")
    for x in (1330, 1368, 1398):
        h = dice.uniform(10, 17)
        c.rect(x, 548 - h, x + 18, 552, "#857f8a")
        c.poly([(x - 3, 548 - h), (x + 9, 539 - h), (x + 21, 548 - h)], "#7a7582")
    c.rect(236, 486, 243, 527, "#938a92")
    c.poly([(233, 487), (239.5, 477), (246, 487)], "#938a92")


def flats(c: Canvas, cam: Camera) -> None:
    """Mud, and water where it lies lower: one noise field cut at a level, with winding creeks pressed into it."""
    x, z = cam.floor(c, 900)
    below = smooth(0, 1.5, c.y - HORIZON)
    land = 0.55 * sample(c.tile("land", 1.9), x * 5.5 + 300, z * 2.6 + 80) + 0.22 * sample(
        c.tile("banks", 1.5), x * 18, z * 8
    )
    for start, sway, turn, wide in ((-2.5, 6.5, 11.0, 2.0), (14, 8.0, 17.0, 1.7), (-18, 7.0, 23.0, 2.6)):
        middle = (
            start + sway * np.sin(z / turn) + 2.2 * np.sin(z / turn * 2.7 + 1.3) + z * 0.16 * (1 if start < 10 else 0.4)
        )
        broad = wide * (1 + 0.016 * z)
        land = land - 1.7 * np.exp(-(((x - middle) / broad) ** 2))
    land = land - 0.35 * smooth(50, 130, z) + 0.12
    edge = 0.05 + 0.0022 * np.clip(z, 0, 120)
    water = smooth(-0.28 + edge, -0.28 - edge, land)
    bank = np.exp(-(((land + 0.18) / 0.10) ** 2)) * (1 - smooth(12, 60, z))
    ripple = sample(c.tile("ripple", 1.1), x * 30, z * 13) * (1 - smooth(20, 90, z))
    ridge = np.sin((z * 3.2 + 0.9 * sample(c.tile("warp", 1.9), x * 16, z * 10)) * 2.2) * (1 - smooth(9, 24, z))
    tone = 0.86 + 0.10 * ripple + 0.07 * ridge + 0.10 * land
    mud = rgb("#5f5a58") * tone[..., None]
    mud = mud * (1 - 0.34 * bank[..., None])
    glaze = smooth(0.1, 0.9, sample(c.tile("glaze", 1.6), x * 14 + 60, z * 4)) * 0.30
    haze = smooth(14, 260, z)[..., None]
    mud = mud * (1 - haze) + rgb("#c7ab96") * haze
    toward = np.exp(-(((c.x - 1010) / 330) ** 2)) * smooth(900, 560, c.y)
    mud = mud + (glaze + 0.10)[..., None] * toward[..., None] * rgb("#f2c692") * 0.7
    # Water shows the sky above it, and the sun's path.
    depth = np.clip((c.y - HORIZON) / (HEIGHT - HORIZON), 0, 1)
    sky = np.stack(
        [
            np.interp(depth[:, 0], [0, 0.25, 0.6, 1], v)
            for v in zip(rgb("#f3d9ae"), rgb("#dfc4a8"), rgb("#a9abb2"), rgb("#7f91a6"))
        ],
        -1,
    ).astype(np.float32)[:, None, :]
    wave = sample(c.tile("wave", 1.2), x * 26, z * 40) * (0.3 + 0.7 * (1 - smooth(6, 60, z)))
    wet = sky * (1 + 0.045 * wave[..., None])
    path = np.exp(-(((c.x - 1010) / (40 + 150 * depth)) ** 2)) * smooth(-0.7, 0.9, wave)
    wet = wet + path[..., None] * rgb("#ffe3ae") * 0.42
    shade = smooth(-0.5, -0.24, land) * 0.25 * (1 - smooth(20, 90, z))
    wet = wet * (1 - shade[..., None])
    part = water[..., None]
    made = np.clip(mud * (1 - part) + wet * part, 0, 1)
    c.wash(below, lambda canvas, ys, xs: made[ys, xs])


def marks(c: Canvas, cam: Camera) -> None:
    """Withies along the channel, and a punt."""
    dice = c.dice("marks")
    for z, x in ((15, -5.2), (20, -6.0), (27, -3.0), (37, 2.5), (52, 6.5), (74, 5.5), (105, 16)):
        foot = cam.at(x, 0, z)
        tall = 2.6 * cam.size(z)
        tone = mix("#2a292d", "#a9988e", smooth(14, 120, np.float32(z)))
        c.line([foot, (foot[0] + dice.uniform(-5, 5) * 15 / z, foot[1] - tall)], max(1.2, 70 / z), tone)
        for k in range(5):
            c.line(
                [
                    (foot[0], foot[1] - tall * (0.78 + 0.04 * k)),
                    (foot[0] + (9 - k) * (1 if k % 2 else -1) * 18 / z, foot[1] - tall * (0.92 + 0.03 * k)),
                ],
                max(0.7, 22 / z),
                tone,
            )
        c.line([foot, (foot[0] + 3, foot[1] + tall * 0.55)], max(1.2, 60 / z), tone, 0.30, 1.2)
    b = cam.at(5.6, 0, 13.4)
    c.oval(b[0], b[1] + 5, 104, 10, "#1d1b1e", 0.45, 4)
    c.poly(
        curve(
            [
                (b[0] - 112, b[1] - 33),
                (b[0] - 92, b[1] - 6),
                (b[0] - 60, b[1] + 6),
                (b[0] + 62, b[1] + 4),
                (b[0] + 98, b[1] - 22),
            ]
        )
        + [(b[0] + 98, b[1] - 22), (b[0] - 112, b[1] - 33)],
        down((b[1] - 34, "#4a4a52"), (b[1] + 6, "#1f2026")),
    )
    c.line([(b[0] - 112, b[1] - 33), (b[0] + 98, b[1] - 22)], 4, "#d8b48a")
    c.line(curve([(b[0] - 110, b[1] - 32), (b[0] - 150, b[1] - 4), (b[0] - 190, b[1] + 12)]), 2, "#2a292d")


def goose(c: Canvas, x: float, y: float, s: float, beat: float, tone, way: int = -1) -> None:
    """One goose in flight, seen from the side and below; beat -1 wings down to 1 wings up, way -1 to the left."""

    def at(u, v):
        return (x + way * u * s, y - v * s)

    body = curve(
        [
            at(-0.52, 0.03),
            at(-0.30, 0.11),
            at(0.0, 0.12),
            at(0.26, 0.07),
            at(0.5, 0.075),
            at(0.72, 0.10),
            at(0.80, 0.09),
            at(0.86, 0.055),
            at(0.74, 0.035),
            at(0.5, 0.02),
            at(0.24, -0.07),
            at(-0.06, -0.10),
            at(-0.34, -0.04),
        ],
        True,
        8,
    )
    far, near = 0.62 * beat, 0.92 * beat

    def wing(lift, back, wide):
        return curve(
            [
                at(0.20, 0.07),
                at(0.16 + back * 0.2, lift * 0.55),
                at(back, lift),
                at(back - 0.30, lift * 1.05),
                at(-0.12 * wide, lift * 0.50),
                at(-0.18, 0.04),
            ],
            False,
            8,
        )

    c.poly(wing(far, 0.02, 0.7), mix(tone, "#cbb6a6", 0.30))
    c.poly(body, down((y - 0.12 * s, mix(tone, "#000000", 0.06)), (y + 0.11 * s, mix(tone, "#e2c7a6", 0.34))))
    c.poly([at(-0.36, 0.06), at(-0.56, 0.05), at(-0.54, -0.02), at(-0.34, -0.05)], "#e8ddd0", 0.75)
    c.poly(wing(near, -0.16, 1.0), tone)
    c.poly(
        curve([at(0.56, 0.085), at(0.72, 0.105), at(0.81, 0.09), at(0.80, 0.05), at(0.62, 0.03)], True),
        mix(tone, "#000000", 0.35),
    )


def skein(c: Canvas) -> None:
    dice = c.dice("skein")
    tip = (372, 150)
    birds = []
    for k in range(20):  # the long arm
        birds.append(
            (
                tip[0] + k * 45 + dice.normal(0, 5),
                tip[1] + k * 4.5 + 0.52 * k * k + 9 * math.sin(k * 0.7) + dice.normal(0, 4),
                58 - k * 1.05,
            )
        )
    for k in range(1, 10):  # the short arm
        birds.append((tip[0] + k * 46 + dice.normal(0, 5), tip[1] + 8 + k * 29 + dice.normal(0, 5), 58 - k * 0.7))
    for k in range(7):  # stragglers far off
        birds.append((1140 + k * 31 + dice.normal(0, 4), 118 - k * 9 + dice.normal(0, 4), 22))
    for k in range(5):
        birds.append((1108 - k * 26 + dice.normal(0, 3), 128 + k * 5 - 22, 22))
    for x, y, s in sorted(birds, key=lambda b: b[2]):
        tone = mix("#33343c", "#8d8c95", max(0.0, min(0.75, (56 - s) / 46)))
        goose(c, x, y, s * 0.92, dice.uniform(0.42, 0.86) * (1 if dice.random() < 0.58 else -0.8), tone)


def mist(c: Canvas) -> None:
    n = c.noise("mist", 60, 7, 5)
    band = np.exp(-(((c.y - 578) / 26) ** 2)) * smooth(0.36, 0.66, n)
    c.px += (rgb("#f0d9b8") - c.px) * (band * 0.55)[..., None]
