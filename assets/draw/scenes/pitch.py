"""A football pitch in sea fog, under floodlights, harbour cranes faint behind."""

from __future__ import annotations

import math

import numpy as np
from studio import Camera, Canvas, curve, down, mix, rgb, sample, smooth

WIDTH, HEIGHT = 1500, 1050
LINE = -5.2  # X of the goal line, which runs away from us


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 31, scale)
    cam = Camera(690, 470, 1250, 2.3)
    n = c.noise("fog", 300, 2.6, 5)
    c.wash(np.float32(1), down((0, "#5c6c7b"), (260, "#84929c"), (470, "#b3bbbd"), (520, "#b3bbbd"), (1050, "#8f9b9e")))
    c.px *= (1 + 0.30 * (n - 0.5))[..., None]
    cranes(c)
    stand(c)
    fog(c, n, 0.34, 300, 500)
    grass(c, cam, n)
    masts(c, cam)
    fog(c, n, 0.20, 380, 640)
    goal(c, cam)
    players(c, cam)
    fog(c, n, 0.10, 300, 1050)
    return c.finish(grain=0.014, vignette=0.30)


def fog(c: Canvas, n: np.ndarray, strength: float, top: float, foot: float) -> None:
    band = smooth(top - 200, top + 60, c.y) * (1 - smooth(foot - 120, foot + 160, c.y))
    part = (band * strength * np.clip(0.3 + 1.6 * (n - 0.15), 0, 1.4))[..., None]
    c.px += (rgb("#bcc4c6") - c.px) * np.clip(part, 0, 1)


def cranes(c: Canvas) -> None:
    for x, size, reach, tone in (
        (420, 1.25, 1, "#6f7e8d"),
        (700, 0.92, -1, "#7d8b98"),
        (1010, 1.1, -1, "#74838f"),
        (1260, 0.7, 1, "#85929d"),
    ):
        base, s = 470, size
        leg, top = 62 * s, base - 190 * s
        c.lines(
            [
                [(x - leg, base), (x - leg * 0.7, top)],
                [(x + leg, base), (x + leg * 0.7, top)],
                [(x - leg * 0.9, base - 70 * s), (x + leg * 0.9, base - 70 * s)],
            ],
            7 * s,
            tone,
            1,
            1.2,
        )
        c.lines(
            [
                [(x - leg * 0.9, base - 70 * s), (x + leg * 0.7, top)],
                [(x + leg * 0.9, base - 70 * s), (x - leg * 0.7, top)],
            ],
            3 * s,
            tone,
            1,
            1.2,
        )
        c.line([(x - reach * 130 * s, top), (x + reach * 210 * s, top)], 10 * s, tone, 1, 1.2)
        c.lines(
            [
                [(x + reach * 40 * s, top), (x + reach * 20 * s, top - 95 * s), (x - reach * 30 * s, top)],
                [(x + reach * 20 * s, top - 95 * s), (x + reach * 200 * s, top)],
                [(x + reach * 20 * s, top - 95 * s), (x - reach * 125 * s, top)],
                [(x + reach * 150 * s, top), (x + reach * 150 * s, top + 62 * s)],
            ],
            3 * s,
            tone,
            1,
            1.2,
        )
        c.rect(x - reach * 60 * s - 22 * s, top - 22 * s, x - reach * 60 * s + 22 * s, top, tone, 1, 1.2)


def stand(c: Canvas) -> None:
    """A low roofed stand and the fence, half lost."""
    tone = "#8a959c"
    c.poly([(1180, 400), (1540, 372), (1540, 386), (1180, 412)], tone, 0.9, 1.5)
    for x in range(1200, 1520, 62):
        c.line([(x, 400), (x, 470)], 4, tone, 0.8, 1.5)
    c.poly([(1190, 446), (1540, 432), (1540, 474), (1190, 474)], "#838e96", 0.9, 2)
    dice = c.dice("crowd")
    for _ in range(70):
        c.oval(
            dice.uniform(1200, 1510), dice.uniform(436, 462), 3, 4.4, mix("#66717b", "#9aa4a8", dice.random()), 0.8, 0.6
        )
    c.rect(-10, 455, 1510, 476, "#8d989c", 0.75, 2.5)
    for x in range(-4, 1510, 74):
        c.rect(x + 3, 457, x + 66, 474, mix("#97a1a3", "#7f8f9c", (x * 7 % 5) / 4), 0.55, 1)


def grass(c: Canvas, cam: Camera, n: np.ndarray) -> None:
    x, z = cam.floor(c, 160)
    below = smooth(1, 5, c.y - cam.horizon)
    mown = smooth(-0.12, 0.12, np.sin(z / 5.5 * math.pi))
    tone = (
        0.9
        + 0.12 * mown
        + 0.11 * sample(c.tile("turf", 1.1), x * 40, z * 22)
        + 0.05 * sample(c.tile("blade", 0.5), x * 150, z * 60) * (1 - smooth(8, 24, z))
    )
    worn = smooth(0.6, 1.5, sample(c.tile("worn", 1.9), x * 12 + 50, z * 9)) * (1 - smooth(30, 50, z))
    green = rgb("#4f6a4e") * (1 - worn[..., None] * 0.55) + rgb("#6a6350") * worn[..., None] * 0.55
    green = green * tone[..., None]
    pools = np.exp(-(((x + 9) / 16) ** 2 + ((z - 24) / 14) ** 2)) + 0.8 * np.exp(
        -(((x - 13) / 12) ** 2 + ((z - 26) / 13) ** 2)
    )
    green = green * (0.80 + 0.42 * pools)[..., None]
    far = (1 - np.exp(-((z / 44.0) ** 1.35)))[..., None]
    green = green * (1 - far) + rgb("#b4bcbe") * far
    c.wash(below, lambda canvas, ys, xs: green[ys, xs])

    def stripe(points, wide=0.12):
        for (xa, za), (xb, zb) in zip(points, points[1:]):
            dx, dz = xb - xa, zb - za
            k = wide / 2 / math.hypot(dx, dz)
            quad = [
                (xa - dz * k, za + dx * k),
                (xb - dz * k, zb + dx * k),
                (xb + dz * k, zb - dx * k),
                (xa + dz * k, za - dx * k),
            ]
            if min(q[1] for q in quad) > 2.5:
                haze = 1 - math.exp(-((min(za, zb) / 40) ** 1.35))
                c.poly([cam.at(u, 0, v) for u, v in quad], mix("#e6e8e2", "#b9c0c2", haze), 0.9 - 0.5 * haze, 0.3)

    def run(a, b):
        return [(a[0] + (b[0] - a[0]) * k / 40, a[1] + (b[1] - a[1]) * k / 40) for k in range(41)]

    # The goal line runs away from us on the left; the box reaches to the right.
    stripe(run((LINE, 2.6), (LINE, 60)), 0.14)
    stripe(run((LINE + 16.5, 4), (LINE + 16.5, 35.2)))
    stripe(run((LINE, 35.2), (LINE + 16.5, 35.2)))
    stripe(run((LINE, 24.2), (LINE + 5.5, 24.2)))
    stripe(run((LINE + 5.5, 5.84), (LINE + 5.5, 24.2)))
    stripe(run((LINE, 5.9), (LINE + 5.56, 5.9)))
    spot = cam.at(LINE + 11, 0, 15.06)
    c.oval(*spot, 12, 3.2, "#e6e8e2", 0.8)


def masts(c: Canvas, cam: Camera) -> None:
    for x, z, tall, lamps in ((-13.6, 40, 12.4, 1.0), (20.5, 50, 14.6, 0.9)):
        _foot, top = cam.at(x, 0, z), cam.at(x, tall, z)
        s = cam.size(z)
        tone = "#66727c"
        for side in (-0.5, 0.5):
            c.line([cam.at(x + side, 0, z), cam.at(x + side * 0.4, tall, z)], 0.11 * s, tone, 1, 0.5)
        steps = 12
        zig = [
            cam.at(x + (0.5 if k % 2 else -0.5) * (1 - 0.6 * k / steps), tall * k / steps, z) for k in range(steps + 1)
        ]
        c.line(zig, 0.06 * s, tone, 1, 0.5)
        c.rect(top[0] - 1.9 * s, top[1] - 1.6 * s, top[0] + 1.9 * s, top[1] + 0.3 * s, "#6f7a84", 1, 0.8)
        c.glow(*top, 400 * lamps, "#f6f1de", 0.42)
        c.glow(*top, 150 * lamps, "#fff8e4", 0.6)
        for row in range(2):
            for k in range(4):
                q = (top[0] + (k - 1.5) * 0.9 * s, top[1] - (1.15 - row * 0.85) * s)
                c.oval(q[0], q[1], 0.34 * s, 0.34 * s, "#fffdf2")
                c.glow(*q, 1.0 * s, "#fffdf2", 0.8)
        aim = 1 if x < 0 else -1
        for end in ((top[0] + aim * 150, 760), (top[0] + aim * 420, 700), (top[0] + aim * 10, 800)):
            c.beam((top[0], top[1] - 10), end, 330, "#f4f2e4", 0.20 * lamps, c.noise("fog", 300, 2.6, 5))


def goal(c: Canvas, cam: Camera) -> None:
    line, near, far, high, deep = LINE, 11.4, 18.72, 2.44, 2.0
    white = "#eef0ea"
    mesh = []
    back = line - deep

    def roof(t):  # the net's side profile: from the bar back and down
        pts = [(line, high), (line - 0.8, high - 0.05), (back, 0.0)]
        if t < 0.35:
            k = t / 0.35
            return tuple(pts[0][i] + (pts[1][i] - pts[0][i]) * k for i in (0, 1))
        k = (t - 0.35) / 0.65
        sag = 0.16 * math.sin(k * math.pi)
        return pts[1][0] + (pts[2][0] - pts[1][0]) * k + sag, pts[1][1] + (pts[2][1] - pts[1][1]) * k - sag * 0.4

    for z in np.linspace(near, far, 34):
        mesh.append([cam.at(*roof(t), z) for t in np.linspace(0, 1, 20)])
    for t in np.linspace(0, 1, 20):
        mesh.append([cam.at(*roof(t), z) for z in np.linspace(near, far, 12)])
    c.lines(mesh, 1.0, white, 0.42)
    for z in (near, far):
        side = []
        for k in range(1, 15):
            x = line - deep * k / 15
            t = min(range(101), key=lambda i: abs(roof(i / 100)[0] - x)) / 100
            side.append([cam.at(x, 0, z), cam.at(x, roof(t)[1], z)])
        for k in range(1, 14):
            y = high * k / 14
            t = min(range(35, 101), key=lambda i: abs(roof(i / 100)[1] - y)) / 100
            side.append([cam.at(line, y, z), cam.at(roof(t)[0], y, z)])
        c.lines(side, 1.0, white, 0.5 if z == near else 0.3)
        c.line([cam.at(*roof(t), z) for t in np.linspace(0, 1, 24)], 3, "#c9cecc", 0.9)
    for z in (far, near):
        s = cam.size(z)
        c.oval(*cam.at(line, 0, z), 10, 3, "#20281f", 0.4, 2)
        c.line(cam.many((line, 0, z), (line, high, z)), 0.13 * s, white)
        c.line([(p[0] + 0.045 * s, p[1]) for p in cam.many((line, 0, z), (line, high, z))], 0.035 * s, "#a9b0b0")
    c.line(cam.many((line, high, near - 0.06), (line, high, far + 0.06)), 7, white)
    c.line([(p[0], p[1] + 3) for p in cam.many((line, high, near), (line, high, far))], 2, "#a9b0b0")


def players(c: Canvas, cam: Camera) -> None:
    """The keeper on his line and a forward with the ball, each with two soft shadows."""
    for x, z, shirt in ((-3.7, 14.6, "#b8963a"), (1.2, 9.4, "#8f2f2c")):
        s = cam.size(z)
        foot = cam.at(x, 0, z)
        for dx, part in ((2.0, 0.42), (-1.7, 0.36)):
            tip = cam.at(x + dx, 0, z - 1.0)
            c.poly(
                [cam.at(x, 0, z + 0.16), tip, cam.at(x + dx, 0, z - 1.6), cam.at(x, 0, z - 0.16)], "#141c16", part, 4
            )
        c.oval(foot[0], foot[1] + 2, 0.42 * s, 0.09 * s, "#141c16", 0.5, 4)
        footballer(c, foot[0], foot[1], 1.82 * s, shirt, keeper=z > 12)
    ball = cam.at(2.1, 0.14, 9.2)
    c.oval(ball[0] + 8, ball[1] + 16, 24, 5, "#1d261f", 0.45, 3)
    c.oval(*ball, 15, 15, down((ball[1] - 15, "#f7f7f2"), (ball[1] + 15, "#a8adad")))
    c.poly(
        [(ball[0] + 7 * math.cos(a), ball[1] + 7 * math.sin(a)) for a in np.linspace(0.3, 0.3 + 2 * math.pi, 6)],
        "#2a2f35",
    )


KEEPER = {
    "knees": ((-0.115, 0.25), (0.115, 0.25)),
    "feet": ((-0.125, 0.03), (0.125, 0.03)),
    "elbows": ((-0.21, 0.64), (0.21, 0.64)),
    "hands": ((-0.27, 0.78), (0.29, 0.75)),
    "lean": 0.0,
}
FORWARD = {
    "knees": ((-0.10, 0.27), (0.085, 0.26)),
    "feet": ((-0.27, 0.19), (0.055, 0.03)),
    "elbows": ((-0.20, 0.66), (0.20, 0.62)),
    "hands": ((-0.31, 0.72), (0.26, 0.74)),
    "lean": 0.05,
}


def footballer(c: Canvas, x: float, foot: float, tall: float, shirt: str, keeper: bool) -> None:
    pose = KEEPER if keeper else FORWARD

    def at(u, v):
        return (x + u * tall, foot - v * tall)

    skin, dark, shorts = "#8f6f5d", mix(shirt, "#000000", 0.42), "#e0ddd2" if not keeper else "#262d35"
    lean = pose["lean"]

    def limb(a, b, wide, narrow, fill):
        dx, dy = b[0] - a[0], b[1] - a[1]
        k = 0.5 / math.hypot(dx, dy)
        n = (-dy * k, dx * k)
        c.poly(
            [
                at(a[0] + n[0] * wide, a[1] + n[1] * wide),
                at(b[0] + n[0] * narrow, b[1] + n[1] * narrow),
                at(b[0] - n[0] * narrow, b[1] - n[1] * narrow),
                at(a[0] - n[0] * wide, a[1] - n[1] * wide),
            ],
            fill,
        )
        for q, w in ((a, wide), (b, narrow)):
            c.oval(*at(*q), w * tall / 2, w * tall / 2, fill)

    def part(a, b, k):
        return (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k)

    for side, knee, end in zip((-1, 1), pose["knees"], pose["feet"]):
        hip = (side * 0.042, 0.46)
        toe = 0.045 if not keeper else side * 0.03
        shade = 0.0 if side > 0 else 0.22
        limb(hip, knee, 0.094, 0.070, mix(skin, "#000000", 0.12 + shade))
        limb(knee, end, 0.070, 0.046, mix(dark if not keeper else "#20262d", "#000000", shade))
        flat = (end[0] + toe, end[1] - 0.016) if end[1] < 0.1 else (end[0] - 0.02, end[1] - 0.05)
        limb(end, flat, 0.044, 0.034, "#101418")
        limb(hip, part(hip, knee, 0.55), 0.112, 0.118, mix(shorts, "#000000", 0.10 + shade))
    for side, elbow, hand in zip((-1, 1), pose["elbows"], pose["hands"]):
        shoulder = (side * 0.098 + lean, 0.775)
        limb(shoulder, elbow, 0.066, 0.052, mix(dark, "#000000", 0.12))
        limb(elbow, hand, 0.050, 0.036, mix(dark, "#000000", 0.05) if keeper else mix(skin, "#000000", 0.1))
        c.oval(
            *at(*hand),
            (0.042 if keeper else 0.026) * tall,
            (0.046 if keeper else 0.028) * tall,
            "#e4e4dc" if keeper else skin,
        )
    top, mid = at(0, 0.80)[1], at(0, 0.46)[1]
    c.poly(
        curve(
            [
                at(-0.10 + lean, 0.805),
                at(lean, 0.825),
                at(0.10 + lean, 0.805),
                at(0.122 + lean, 0.73),
                at(0.092 + lean * 0.5, 0.58),
                at(0.092, 0.465),
                at(-0.092, 0.465),
                at(-0.092 + lean * 0.5, 0.58),
                at(-0.122 + lean, 0.73),
            ],
            True,
        ),
        down((top, mix(shirt, "#ffffff", 0.14)), (mid, dark)),
    )
    c.poly(
        [at(-0.028 + lean, 0.80), at(0.028 + lean, 0.80), at(0.026 + lean * 1.4, 0.88), at(-0.026 + lean * 1.4, 0.88)],
        mix(skin, "#000000", 0.25),
    )
    c.oval(*at(lean * 1.5, 0.925), 0.050 * tall, 0.064 * tall, skin)
    c.poly(
        curve(
            [
                at(-0.054 + lean * 1.5, 0.91),
                at(-0.046 + lean * 1.5, 0.98),
                at(lean * 1.5, 0.998),
                at(0.046 + lean * 1.5, 0.98),
                at(0.054 + lean * 1.5, 0.925),
                at(0.03 + lean * 1.5, 0.95),
                at(-0.02 + lean * 1.5, 0.952),
            ],
            True,
        ),
        "#2a211d",
    )
    c.line(
        curve([at(-0.106 + lean, 0.79), at(-0.121 + lean, 0.73), at(-0.094 + lean * 0.5, 0.58)]),
        0.012 * tall,
        "#efe8d6",
        0.6,
        1,
    )
