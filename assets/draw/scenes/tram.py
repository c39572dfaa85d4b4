"""A night tram at a wet stop by the quay."""

from __future__ import annotations

import math

import numpy as np
from studio import Camera, Canvas, Dress, clouds, curve, down, figure, mix, rgb, rough, sample, smooth, soften

WIDTH, HEIGHT = 2000, 1240
YAW = math.radians(40)  # the track's bearing
NOSE = (-1.25, 13.0)  # where the middle of the tram's front stands: X, Z
HALF, LONG = 1.22, 25.0
WARM, LAMP = "#ffd890", "#ffe2a6"
QUAY = 26.0  # Z of the quay's edge at X = 0


def along(side: float, far: float) -> tuple[float, float]:
    """Ground point `side` metres right of the track's middle and `far` behind the tram's nose."""
    return (
        NOSE[0] + side * math.cos(YAW) + far * math.sin(YAW),
        NOSE[1] - side * math.sin(YAW) + far * math.cos(YAW),
    )


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 11, scale)
    cam = Camera(1000, 600, 1700, 1.65)
    c.wash(np.float32(1), down((0, "#141b2b"), (330, "#2a3850"), (600, "#5a6478")))
    clouds(c, "sky", "#4b566b", "#141a28", 0.55, 210, 3.0, 0.75, 640)
    c.glow(120, 600, 330, "#c89a68", 0.42, 0.5)
    c.glow(1500, 610, 420, "#b08a68", 0.22, 0.45)
    far_shore(c, cam)
    harbour(c, cam)
    ground(c, cam)
    things = c.layer()
    objects(c, cam)
    objects(things, cam.mirrored(), wet=True)
    wet(c, things, cam)
    poles(c, cam)
    objects(c, cam)
    cables(c, cam)
    lamps(c, cam)
    rain(c)
    return c.finish(grain=0.021, vignette=0.3)


def far_shore(c: Canvas, cam: Camera) -> None:
    dice = c.dice("shore")
    hill = curve([(0, 566), (240, 548), (520, 560), (820, 570), (1200, 552), (1600, 566), (2000, 556)])
    c.poly([*hill, (2000, 604), (0, 604)], "#39455a")
    x = -10.0
    while x < 2000:
        wide, tall = dice.uniform(22, 58), dice.uniform(14, 62)
        tone = mix("#263145", "#33405a", dice.random())
        c.rect(x, 600 - tall, x + wide, 602, tone)
        if dice.random() < 0.4:
            c.poly([(x - 2, 600 - tall), (x + wide / 2, 600 - tall - wide * 0.35), (x + wide + 2, 600 - tall)], tone)
        for _ in range(int(wide * tall / 260)):
            u, v = x + dice.uniform(4, wide - 6), 600 - dice.uniform(6, max(7, tall - 4))
            c.rect(u, v, u + 3, v + 4, "#f2c878", dice.uniform(0.4, 0.95))
        x += wide + dice.uniform(0, 16)


def harbour(c: Canvas, cam: Camera) -> None:
    top = round(600 * c.scale)
    end = round(680 * c.scale)
    flat = c.px[2 * top - end : top][::-1]
    wave = c.noise("harbour", 7, 10, 4)[top:end] - 0.5
    shift = np.clip(np.arange(c.columns)[None, :] + wave * 60 * c.scale * 0.5, 0, c.columns - 1).astype(int)
    seen = flat[np.arange(end - top)[:, None], shift]
    seen = soften(seen, 0, 9 * c.scale)
    c.px[top:end] = seen * 0.72 + rgb("#1d2839") * 0.28 + wave[..., None] * 0.05
    dice = c.dice("trails")
    for _ in range(46):
        x = dice.uniform(0, 2000)
        c.rect(
            x,
            602,
            x + 2.4,
            602 + dice.uniform(14, 60),
            down((600, "#f2c878"), (665, "#3a4152")),
            dice.uniform(0.15, 0.5),
            1.4,
        )
    # Two masts of boats that lie below the quay.
    for x, tall, tone in ((322, 178, "#18202e"), (196, 128, "#1d2636")):
        c.line([(x, 664), (x, 664 - tall)], 3.4, tone)
        c.lines(
            [
                [(x, 664 - tall), (x - 70, 660)],
                [(x, 664 - tall), (x + 84, 660)],
                [(x - 26, 664 - tall * 0.7), (x + 26, 664 - tall * 0.7)],
            ],
            1.2,
            tone,
        )


def ground(c: Canvas, cam: Camera) -> None:
    x, z = cam.floor(c, 60)
    below = smooth(0, 2, c.y - cam.horizon)
    quay = smooth(0.0, 0.12, QUAY + 0.10 * x - z) * below
    # Setts in rows across the track: courses by the distance along it, joints moved by half a sett in each second course.
    u = (x * math.cos(YAW) - z * math.sin(YAW)) / 0.155
    v = (x * math.sin(YAW) + z * math.cos(YAW)) / 0.115
    bend = sample(c.tile("bend", 1.8), u * 3, v * 3) * 0.09
    row = np.floor(v + bend)
    fu, fv = np.abs((u + row * 0.5 + bend) % 1 - 0.5), np.abs((v + bend) % 1 - 0.5)
    joint = np.maximum(smooth(0.36, 0.47, fu), smooth(0.34, 0.46, fv))
    near = 1 - smooth(5.5, 15, z)
    kind = sample(c.tile("setts", 0.2), np.floor(u + row * 0.5 + bend) * 7.3, row * 11.7)
    tone = np.float32(0.155) + 0.020 * kind * near - 0.085 * joint * near - 0.02 * (1 - near)
    tone = tone * (1 + 0.22 * sample(c.tile("wear", 1.7), x * 34, z * 34))
    stone = np.stack([tone * 0.94, tone * 1.02, tone * 1.20], -1)
    c.wash(quay, lambda canvas, ys, xs: stone[ys, xs])
    kerb = [cam.at(t, 0.0, QUAY + 0.10 * t) for t in (-40, 40)]
    lip = [cam.at(t, 0.16, QUAY + 0.10 * t) for t in (40, -40)]
    c.poly([*kerb, *lip], "#232b39")
    c.line(lip, 2, "#6f7480", 0.6)
    for side in (-0.72, 0.72):
        inner, outer = [along(side - 0.05, t) for t in (-10, 40)], [along(side + 0.05, t) for t in (40, -10)]
        c.poly([cam.at(p[0], 0, max(p[1], 1.2)) for p in inner + outer], "#10151f")
        bright = [along(side - 0.012, -10), along(side - 0.012, 40), along(side + 0.022, 40), along(side + 0.022, -10)]
        c.poly([cam.at(p[0], 0, max(p[1], 1.2)) for p in bright], "#8b909a", 0.85)


def objects(c: Canvas, cam: Camera, wet: bool = False) -> None:
    shelter(c, cam)
    tram(c, cam)
    people(c, cam, wet)


def tram(c: Canvas, cam: Camera) -> None:
    def p(side, high, far):
        x, z = along(side, far)
        return cam.at(x, high, z)

    def flank(far0, far1, low, high, fill, alpha=1.0, blur=0.0):
        c.poly([p(HALF, low, far0), p(HALF, high, far0), p(HALF, high, far1), p(HALF, low, far1)], fill, alpha, blur)

    def face(side0, side1, low, high, fill, alpha=1.0, far=0.0, blur=0.0):
        c.poly([p(side0, low, far), p(side0, high, far), p(side1, high, far), p(side1, low, far)], fill, alpha, blur)

    # Under the skirt: dark, and the bogies darker.
    flank(0.3, LONG, 0.0, 0.5, "#0b0f17")
    face(-HALF + 0.1, HALF, 0.0, 0.5, "#0b0f17")
    # Roof, flank, nose.
    c.poly(
        [
            p(-HALF, 3.35, 0.5),
            p(-HALF + 0.25, 3.55, 0.7),
            p(HALF - 0.25, 3.55, 0.7),
            p(HALF, 3.35, 0.5),
            p(HALF, 3.35, LONG),
            p(HALF - 0.3, 3.55, LONG),
            p(-HALF, 3.4, LONG),
        ],
        "#1b2434",
    )
    for t in (4.2, 11.5, 18.8):
        c.poly([p(0.75, 3.45, t), p(0.75, 3.78, t), p(0.75, 3.78, t + 3.4), p(0.75, 3.45, t + 3.4)], "#1a2231")
        c.poly([p(-0.5, 3.5, t), p(-0.5, 3.78, t), p(0.75, 3.78, t), p(0.75, 3.45, t)], "#232d40")
    nose, tail = p(HALF, 2, 0)[0], p(HALF, 2, LONG)[0]

    def body(near, far):
        return _shade(near, far, nose, tail)

    flank(0.0, LONG, 0.32, 3.35, body("#c9c4b6", "#5d6470"))
    flank(0.0, LONG, 0.32, 1.18, rough(body("#1d4f8c", "#22395a"), "paint", 0.12, 50, 4))
    flank(0.0, LONG, 1.18, 1.24, body("#e0d8c4", "#777c84"))
    flank(0.0, LONG, 3.02, 3.35, rough(body("#1d4f8c", "#22395a"), "paint", 0.12, 50, 4))
    # Windows and doors, each with a dim passenger here and there.
    dice = c.dice("riders")
    t = 1.25
    while t < LONG - 1.0:
        door = round(t / 1.62) % 5 == 2
        low = 0.46 if door else 1.42
        flank(t, t + 1.42, low - 0.04, 2.96, "#141b28")
        warm = _shade(WARM, "#c79a5c", nose, tail)
        flank(t + 0.05, t + 1.37, low, 2.92, warm)
        flank(t + 0.05, t + 1.37, 2.62, 2.92, _shade("#fff0cc", "#e0b878", nose, tail), 0.9)
        flank(t + 0.05, t + 1.37, low, low + 0.35, "#a8713a", 0.35)
        if door:
            flank(t + 0.68, t + 0.74, low, 2.92, "#141b28")
            flank(t + 0.05, t + 1.37, 1.25, 1.3, "#141b28")
        elif dice.random() < 0.72:
            seat = t + dice.uniform(0.3, 0.6)
            high = dice.uniform(1.98, 2.22)
            tone = mix("#5a4330", "#3f3a40", dice.random())
            head = [
                p(HALF, high + 0.16 * math.sin(a), seat + 0.26 + 0.13 * math.cos(a)) for a in np.linspace(0, 6.28, 20)
            ]
            bust = [
                (0, low),
                (0.0, high - 0.42),
                (0.07, high - 0.30),
                (0.2, high - 0.24),
                (0.2, high - 0.1),
                (0.32, high - 0.1),
                (0.32, high - 0.24),
                (0.45, high - 0.30),
                (0.52, high - 0.42),
                (0.52, low),
            ]
            c.poly([p(HALF, v, seat + u) for u, v in bust], tone)
            c.poly(head, tone)
        c.line([p(HALF, 1.42, t + 0.05), p(HALF, 2.92, t + 0.05)], 1.2, "#fff2d2", 0.5)
        t += 1.62
    for t in (8.7, 17.0):  # bellows
        flank(t - 0.05, t + 0.5, 0.36, 3.33, "#10151f")
        for k in range(4):
            flank(t + 0.06 + k * 0.11, t + 0.09 + k * 0.11, 0.4, 3.3, "#2c3443")
    # The nose, slightly raked.
    rake = [
        p(-HALF, 0.32, 0.05),
        p(-HALF, 2.9, 0.12),
        p(-HALF + 0.12, 3.35, 0.4),
        p(HALF - 0.12, 3.35, 0.4),
        p(HALF, 3.35, 0.35),
        p(HALF, 0.32, 0.0),
    ]
    c.poly(rake, _shade("#9fa2a2", "#d3cdbd", p(-HALF, 2, 0)[0], nose))
    face(-HALF, HALF, 0.32, 1.18, _shade("#163a68", "#1f5596", p(-HALF, 2, 0)[0], nose), 1, 0.02)
    face(-HALF, HALF, 1.18, 1.24, "#e0d8c4", 1, 0.03)
    c.poly([p(-1.08, 1.36, 0.05), p(-1.05, 2.72, 0.1), p(1.08, 2.72, 0.1), p(1.1, 1.36, 0.05)], "#0f1622")
    c.poly(
        [p(-1.03, 1.42, 0.05), p(-1.0, 2.66, 0.1), p(1.03, 2.66, 0.1), p(1.05, 1.42, 0.05)],
        down(*_sorted((p(0, 2.66, 0)[1], "#e7bd78"), (p(0, 1.42, 0)[1], "#63482f"))),
    )
    c.poly(
        [
            p(-0.5, 1.42, 0.05),
            p(-0.52, 1.95, 0.05),
            p(-0.30, 2.05, 0.05),
            p(-0.02, 2.02, 0.05),
            p(0.14, 1.9, 0.05),
            p(0.12, 1.42, 0.05),
        ],
        "#2c2a30",
    )
    c.poly([p(-0.2 + 0.15 * math.cos(a), 2.2 + 0.17 * math.sin(a), 0.05) for a in np.linspace(0, 6.28, 24)], "#4a3a34")
    c.poly(
        [p(-1.0, 2.3, 0.1), p(-1.0, 2.66, 0.1), p(-0.1, 2.66, 0.1), p(-0.6, 1.6, 0.1), p(-0.9, 1.6, 0.1)],
        "#fff3d8",
        0.10,
    )
    c.poly([p(-0.85, 2.84, 0.12), p(-0.85, 3.2, 0.3), p(0.85, 3.2, 0.3), p(0.85, 2.84, 0.12)], "#0d1119")
    _sign(c, p)
    for side in (-0.82, 0.82):
        c.poly(
            [p(side + 0.17 * math.cos(a), 0.86 + 0.13 * math.sin(a), 0.02) for a in np.linspace(0, 6.28, 24)], "#fff6de"
        )
        q = p(side, 0.86, 0)
        c.glow(*q, 24, LAMP, 0.85)
    face(-HALF, HALF, 0.32, 0.46, "#10151f")


def _sign(c: Canvas, p) -> None:
    """The line and the destination in amber lamps."""
    rows = (
        "X..X....XXX..X...X..XX..X...X",
        "X..X...X...X.X...X.X..X..X.X.",
        "XXXX...X...X.X...X.XXXX...X..",
        "...X...X..XX.X...X.X..X...X..",
        "...X....XXXX..XXX..X..X...X..",
    )
    for j, row in enumerate(rows):
        for i, lit in enumerate(row):
            if lit == "X":
                side, high = -0.76 + i * 0.0535, 3.12 - j * 0.052
                q = p(side, high, 0.2)
                c.oval(*q, 2.0, 2.6, "#ffb648")


def shelter(c: Canvas, cam: Camera) -> None:
    def p(x, y, z):
        return cam.at(x, y, z)

    steel, glass = "#1a2230", "#8fa2b4"
    back, front, left, right = 12.6, 11.2, -6.9, -3.9
    c.poly([p(left, 0.3, back), p(left, 2.3, back), p(right, 2.3, back), p(right, 0.3, back)], glass, 0.16)
    c.poly([p(left, 0.3, back), p(left, 2.3, back), p(left, 2.3, front), p(left, 0.3, front)], glass, 0.10)
    for x in (left, -5.4, right):
        c.line([p(x, 0, back), p(x, 2.4, back)], 6, steel)
    for x in (left, right):
        c.line([p(x, 0, front), p(x, 2.4, front)], 7, steel)
    c.poly(
        [
            p(left + 0.4, 0.50, back - 0.2),
            p(right - 0.4, 0.50, back - 0.2),
            p(right - 0.4, 0.44, back - 0.6),
            p(left + 0.4, 0.44, back - 0.6),
        ],
        "#3a3430",
    )
    c.poly(
        [
            p(left - 0.2, 2.42, front - 0.3),
            p(right + 0.2, 2.42, front - 0.3),
            p(right + 0.2, 2.40, back + 0.2),
            p(left - 0.2, 2.40, back + 0.2),
        ],
        "#d9b67c",
    )
    c.poly(
        [
            p(left - 0.2, 2.42, front - 0.3),
            p(right + 0.2, 2.42, front - 0.3),
            p(right + 0.2, 2.60, front - 0.3),
            p(left - 0.2, 2.60, front - 0.3),
        ],
        "#202a3b",
    )
    c.line([p(left + 0.2, 2.38, 11.6), p(right - 0.2, 2.38, 11.6)], 5, "#fff2d0")
    # The stop's pole and its round sign.
    c.line([p(-2.95, 0, 11.2), p(-2.95, 2.9, 11.2)], 6, steel)
    q = p(-2.95, 2.95, 11.2)
    c.oval(*q, 31, 31, "#d9d4c6")
    c.oval(*q, 26, 26, "#1d4f8c")
    c.rect(q[0] - 15, q[1] - 4, q[0] + 15, q[1] + 4, "#d9d4c6")


def people(c: Canvas, cam: Camera, wet: bool) -> None:
    for x, z, tall, dress in (
        (-4.55, 10.6, 1.78, Dress("#2b3646", "#12161d", "#5b4a42", hat="#1b222d", rim="#ffd28a", scarf=None)),
        (
            -3.72,
            10.9,
            1.64,
            Dress("#6b3a34", "#161a22", "#5b4a42", rim="#ffd28a", skirt=True, scarf="#c9b48c", hat="#3b2a2a"),
        ),
    ):
        foot = cam.at(x, 0, z)
        figure(c, foot[0], foot[1], tall * cam.size(z), dress, flip=cam.mirror)
    # An umbrella, furled, and a bag.
    c.line(cam.many((-4.22, 0.02, 10.5), (-4.30, 0.82, 10.5)), 5, "#14181f")
    c.poly(cam.many((-3.50, 0.0, 10.7), (-3.50, 0.34, 10.7), (-3.14, 0.34, 10.7), (-3.14, 0.0, 10.7)), "#3a2c24")


def wet(c: Canvas, things: Canvas, cam: Camera) -> None:
    """Lay the mirrored objects on the ground, long and broken as on wet stone."""
    x, z = cam.floor(c, 60)
    below = smooth(0, 3, c.y - cam.horizon) * smooth(0, 0.3, QUAY + 0.1 * x - z)
    relief = sample(c.tile("relief", 1.1), x * 60, z * 26)
    puddle = smooth(-0.5, 0.8, sample(c.tile("puddle", 1.9), x * 30, z * 22))
    rows = np.arange(c.rows)[:, None]
    shake = (1 - puddle) * relief
    ys = np.clip(rows + shake * 15 * c.scale, 0, c.rows - 1).astype(int)
    xs = np.clip(np.arange(c.columns)[None, :] + shake * 5 * c.scale, 0, c.columns - 1).astype(int)
    sharp = things.px[ys, xs]
    soft = soften(things.px, 5 * c.scale, 34 * c.scale)
    streak = soften(things.px, 14 * c.scale, 120 * c.scale)
    seen = sharp * (puddle * 0.55)[..., None] + soft * (0.75 - puddle * 0.25)[..., None] + streak * 0.5
    strength = below * (0.40 + 0.28 * puddle) * (0.85 + 0.15 * np.clip(relief, -1, 1))
    sky = np.array([0.16, 0.19, 0.26], np.float32) * (puddle * below * 0.26)[..., None]
    light = np.clip(seen * strength[..., None] + sky * (1 - smooth(660, 1240, c.y))[..., None], 0, 1)
    dark = 1 - 0.3 * (puddle * below)[..., None]
    c.px = 1 - (1 - c.px * dark) * (1 - light)


def poles(c: Canvas, cam: Camera) -> None:
    def p(side, high, far):
        x, z = along(side, far)
        return cam.at(x, high, z)

    for far in (-3.5, 9, 21, 36):
        foot, top = p(-3.4, 0, far), p(-3.4, 6.6, far)
        c.line([foot, top], max(3, 120 / along(-3.4, far)[1]), "#141b29")
        c.lines(
            [[p(-3.4, 6.1, far), p(0.3, 6.1, far)], [p(-3.4, 6.6, far), p(0.2, 6.1, far)]],
            max(1.5, 36 / along(0, far)[1]),
            "#141b29",
        )


def cables(c: Canvas, cam: Camera) -> None:
    def p(side, high, far):
        x, z = along(side, far)
        return cam.at(x, high, z)

    wire = "#0b0f18"
    for side, high in ((0.0, 5.5), (0.0, 6.1)):
        points = []
        for k in range(-70, 600, 3):
            far = k / 10
            sag = 0.35 * math.sin(math.pi * ((far + 3.5) % 12.5) / 12.5) if high > 5.6 else 0
            x, z = along(side, far)
            if z > 2:
                points.append(cam.at(x, high - sag, z))
        c.line(points, 2.4, wire)
    for far in range(-3, 36, 3):
        c.line([p(0, 5.5, far), p(0, 5.95, far)], 1.2, wire)
    # The pantograph, and a spark's blue where it touches.
    c.lines(
        [
            [p(-0.5, 3.8, 6.2), p(0, 4.6, 7.6), p(0, 5.48, 6.3)],
            [p(0.5, 3.8, 6.2), p(0, 4.6, 7.6)],
            [p(-0.6, 5.48, 6.3), p(0.6, 5.48, 6.3)],
        ],
        3,
        wire,
    )
    c.glow(*p(0, 5.5, 6.3), 18, "#a8c8ff", 0.8)


def lamps(c: Canvas, cam: Camera) -> None:
    for x, z in ((-8.2, 17.0), (-11.5, 25.0)):
        foot, top = cam.at(x, 0, z), cam.at(x, 5.2, z)
        c.line([foot, top], 100 / z, "#121825")
        c.oval(top[0], top[1], 150 / z, 100 / z, "#fff4d6")
        c.glow(*top, 1500 / z, LAMP, 0.7)
    c.glow(*cam.at(-5.3, 2.2, 11.6), 170, LAMP, 0.34)
    c.glow(*cam.at(-5.3, 0.1, 11.6), 190, LAMP, 0.16, 0.35)
    for side in (-0.82, 0.82):
        x, z = along(side, -0.1)
        c.glow(*cam.at(x, 0.86, z), 74, LAMP, 0.5)
    for far in (3, 9, 15, 21):
        x, z = along(HALF + 0.7, far)
        c.glow(*cam.at(x, 0.6, z), 1900 / z, WARM, 0.16, 0.8)


def rain(c: Canvas) -> None:
    dice = c.dice("rain")
    for _ in range(420):
        x, y, long = dice.uniform(-40, 2040), dice.uniform(-40, 1240), dice.uniform(18, 58)
        c.line([(x, y), (x - long * 0.16, y + long)], 1.1, "#c8d2e0", dice.uniform(0.05, 0.2))


def _shade(near, far, x0: float, x1: float):
    from studio import across

    return across((x0, near), (x1, far)) if x0 < x1 else across((x1, far), (x0, near))


def _sorted(*stops):
    return sorted(stops, key=lambda s: s[0])
