"""A match in sea fog, seen from behind the goal: the keeper's back through the net, and somebody coming out of the white."""

from __future__ import annotations

import math

import numpy as np
from studio import Camera, Canvas, across, curve, down, mix, rgb, sample, smooth

WIDTH, HEIGHT = 1500, 1045
FOG = "#b9c2c5"
BACK, LINE = 3.4, 5.4  # how far off the net hangs and the goal line runs
POST, BAR = -3.66, 2.44
LAMPS = ((250, 128, 1.0), (1245, 118, 0.9))


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 31, scale)
    cam = Camera(995, 430, 1250, 1.6)
    n = c.noise("fog", 300, 2.6, 5)
    c.wash(np.float32(1), down((0, "#4d5d6d"), (200, "#7a8994"), (400, "#b4bdc0"), (460, FOG), (1045, "#8f9b9e")))
    c.px *= (1 + 0.26 * (n - 0.5))[..., None]
    cranes(c)
    fog(c, n, 0.34, 260, 470)
    grass(c, cam)
    lines(c, cam)
    masts(c)
    outfield(c, cam)
    fog(c, n, 0.30, 330, 560)
    forward(c, cam)
    keeper(c, cam)
    goal(c, cam)
    net(c, cam)
    return c.finish(grain=0.014, vignette=0.22)


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


def grass(c: Canvas, cam: Camera) -> None:
    x, z = cam.floor(c, 160)
    below = smooth(1, 5, c.y - cam.horizon)
    mown = smooth(-0.12, 0.12, np.sin(z / 5.5 * math.pi))
    tone = (
        0.9
        + 0.12 * mown
        + 0.12 * sample(c.tile("turf", 1.1), x * 60, z * 30)
        + 0.07 * sample(c.tile("blade", 0.5), x * 190, z * 80) * (1 - smooth(6, 18, z))
    )
    worn = smooth(0.9, 2.1, sample(c.tile("worn", 1.9), x * 14 + 50, z * 11) + 1.5 * np.exp(-(((x + 0.6) / 2.6) ** 2 + ((z - 6.6) / 1.5) ** 2)))
    green = rgb("#48664a") * (1 - worn[..., None] * 0.6) + rgb("#6b604a") * worn[..., None] * 0.6
    green = green * tone[..., None] * (0.62 + 0.5 * smooth(2.5, 9, z))[..., None]
    far = (1 - np.exp(-((z / 26.0) ** 1.5)))[..., None]
    green = green * (1 - far) + rgb(FOG) * far
    c.wash(below, lambda canvas, ys, xs: green[ys, xs])


def lines(c: Canvas, cam: Camera) -> None:
    """What is marked on the grass: goal line, goal area, penalty area and its spot; each paler than the one before."""

    def across_at(z: float, left: float, right: float, wide: float = 0.12) -> None:
        thick = math.exp(-((z / 22) ** 1.5))
        c.poly(
            cam.many((left, 0, z - wide / 2), (right, 0, z - wide / 2), (right, 0, z + wide / 2), (left, 0, z + wide / 2)),
            mix(FOG, "#eef0ea", thick),
            0.25 + 0.65 * thick,
            0.4,
        )

    across_at(LINE, -14, 6)
    across_at(LINE + 5.5, -9.16, 9.16)
    across_at(LINE + 16.5, -20.16, 20.16)
    c.poly(cam.many((-9.22, 0, LINE), (-9.1, 0, LINE), (-9.1, 0, LINE + 5.5), (-9.22, 0, LINE + 5.5)), "#e4e7e1", 0.7, 0.4)
    c.oval(*cam.at(0, 0, LINE + 11), 9, 2.2, "#e2e6e2", 0.7, 0.5)


def masts(c: Canvas) -> None:
    """Two floodlights, and what the fog makes of them."""
    for x, y, lamps in LAMPS:
        c.lines([[(x - 9, y), (x - 17, 440)], [(x + 9, y), (x + 17, 440)]], 3, "#73808a", 0.8, 0.8)
        zig = [(x + (-1) ** k * (9 + 8 * k / 14), y + (440 - y) * k / 14) for k in range(15)]
        c.line(zig, 1.8, "#73808a", 0.8, 0.8)
        c.rect(x - 62, y - 44, x + 62, y + 16, "#6a7681", 1, 0.8)
        c.glow(x, y - 12, 420 * lamps, "#f6f1de", 0.55)
        c.glow(x, y - 12, 150 * lamps, "#fff8e4", 0.68)
        for row in range(3):
            for k in range(5):
                q = (x + (k - 2) * 24, y - 34 + row * 20)
                c.oval(*q, 9, 8, "#fffdf2")
                c.glow(*q, 20, "#fffdf2", 0.8)
        aim = 1 if x < WIDTH / 2 else -1
        for end in ((x + aim * 130, 760), (x + aim * 380, 700)):
            c.beam((x, y - 10), end, 330, "#f4f2e4", 0.20 * lamps, c.noise("fog", 300, 2.6, 5))


def shadow(c: Canvas, cam: Camera, x: float, z: float, part: float) -> None:
    """From each lamp, towards us."""
    for aside in (0.75, -0.9):
        tip = z - 1.75
        c.poly(cam.many((x - 0.2, 0, z), (x + 0.2, 0, z), (x + aside + 0.3, 0, tip), (x + aside - 0.3, 0, tip)), "#131b15", part, 6)
    c.oval(*cam.at(x, 0, z), 0.36 * cam.size(z), 0.075 * cam.size(z), "#131b15", min(1.0, part * 1.6), 3)


def outfield(c: Canvas, cam: Camera) -> None:
    """Players no nearer than the fog lets them be."""
    for x, z, shirt in ((-5.6, 27, "#8f2f2c"), (10.5, 31, "#3d5a86"), (0.4, 36, "#3d5a86")):
        foot = cam.at(x, 0, z)
        footballer(c, foot[0], foot[1], 1.8 * cam.size(z), shirt, 1 - math.exp(-((z / 30) ** 2)))


def forward(c: Canvas, cam: Camera) -> None:
    """The one with the ball."""
    x, z = 2.15, 13.2
    shadow(c, cam, x, z, 0.20)
    foot = cam.at(x, 0, z)
    footballer(c, foot[0], foot[1], 1.84 * cam.size(z), "#a3302c", 0.30)
    ball = cam.at(x - 0.62, 0.13, z - 0.7)
    c.oval(ball[0], ball[1] + 11, 15, 4, "#1d261f", 0.35, 2)
    c.oval(*ball, 11.5, 11.5, down((ball[1] - 11, "#fafaf6"), (ball[1] + 11, "#a5abac")))
    c.poly([(ball[0] - 1 + 5.2 * math.cos(a), ball[1] + 5.2 * math.sin(a)) for a in np.linspace(0.3, 0.3 + 2 * math.pi, 6)], "#2a2f35")


def keeper(c: Canvas, cam: Camera) -> None:
    """Seen from behind, knees bent, gloves out."""
    x, z = -1.35, 6.5
    shadow(c, cam, x, z, 0.30)
    foot = cam.at(x, 0, z)
    tall = 1.86 * cam.size(z)

    def at(u: float, v: float):
        return (foot[0] + u * tall, foot[1] - v * tall)

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

    yellow, shade, black, sock = "#d9a62e", "#93691a", "#20262d", "#2b333c"
    for side in (-1, 1):
        hip, knee, ankle = (side * 0.055, 0.45), (side * 0.135, 0.25), (side * 0.150, 0.05)
        limb(hip, knee, 0.110, 0.082, "#7d5d4c")
        limb(knee, ankle, 0.086, 0.052, sock)
        limb(ankle, (side * 0.172, 0.022), 0.056, 0.046, "#0f1317")
        limb(hip, (side * 0.108, 0.315), 0.128, 0.124, black)
    c.poly([at(-0.118, 0.48), at(0.118, 0.48), at(0.100, 0.40), at(0, 0.375), at(-0.100, 0.40)], black)
    for side in (-1, 1):
        shoulder, elbow, hand = (side * 0.118, 0.735), (side * 0.245, 0.615), (side * 0.305, 0.745)
        limb(shoulder, elbow, 0.084, 0.064, shade)
        limb(elbow, hand, 0.062, 0.048, mix(yellow, shade, 0.45))
        limb((side * 0.298, 0.735), (side * 0.306, 0.765), 0.062, 0.066, "#2b333c")
        palm = (side * 0.312, 0.805)
        c.oval(*at(*palm), 0.044 * tall, 0.050 * tall, "#edeee8")
        for k in range(4):
            a = math.radians(62 + k * 19 if side > 0 else 118 - k * 19)
            tip = (palm[0] + 0.072 * math.cos(a), palm[1] + 0.072 * math.sin(a))
            limb(palm, tip, 0.028, 0.026, "#edeee8")
        limb(palm, (palm[0] - side * 0.058, palm[1] + 0.020), 0.030, 0.028, "#d5d8d3")
    body = [
        at(-0.070, 0.815),
        at(0.070, 0.815),
        at(0.140, 0.775),
        at(0.158, 0.715),
        at(0.122, 0.600),
        at(0.118, 0.450),
        at(-0.118, 0.450),
        at(-0.122, 0.600),
        at(-0.158, 0.715),
        at(-0.140, 0.775),
    ]
    c.poly(curve(body, True), across((foot[0] - 0.16 * tall, "#a87a1f"), (foot[0] - 0.02 * tall, yellow), (foot[0] + 0.16 * tall, "#b98a25")))
    for u, v, w in ((-0.05, 0.50, 0.05), (0.045, 0.49, 0.06)):
        c.line([at(u, v), at(u * 1.7, v + w)], 0.012 * tall, shade, 0.55, 2)
    c.line([at(0, 0.80), at(0, 0.47)], 0.02 * tall, shade, 0.30, 5)
    c.poly([at(-0.008, 0.725), at(0.022, 0.725), at(0.022, 0.565), at(-0.010, 0.565), at(-0.010, 0.688), at(-0.036, 0.672), at(-0.036, 0.697)], "#1b2026")
    c.poly([at(-0.046, 0.79), at(0.046, 0.79), at(0.042, 0.86), at(-0.042, 0.86)], "#77584a")
    c.line(curve([at(-0.062, 0.812), at(0, 0.798), at(0.062, 0.812)]), 0.022 * tall, black)
    for side in (-1, 1):
        c.oval(*at(side * 0.059, 0.895), 0.013 * tall, 0.022 * tall, "#8a6858")
    c.oval(*at(0, 0.910), 0.060 * tall, 0.072 * tall, "#2a211d")
    c.line(curve([at(-0.052, 0.938), at(-0.030, 0.972), at(0.02, 0.979)]), 0.010 * tall, "#d8dcd8", 0.5, 1.2)
    c.line(curve([at(0.132, 0.783), at(0.158, 0.72), at(0.128, 0.61)]), 0.010 * tall, "#fff3cf", 0.65, 1.2)
    c.line(curve([at(-0.132, 0.783), at(-0.158, 0.72), at(-0.128, 0.61)]), 0.010 * tall, "#fff3cf", 0.65, 1.2)


def goal(c: Canvas, cam: Camera) -> None:
    """Bar and post, round and wet."""
    s = cam.size(LINE)
    thick = 0.12 * s
    x, foot = cam.at(POST, 0, LINE)
    top = cam.at(POST, BAR, LINE)[1]
    c.oval(x, foot, thick, thick * 0.3, "#161d17", 0.5, 3)
    c.rect(x - thick / 2, top, x + thick / 2, foot, across((x - thick / 2, "#8e9799"), (x - 2, "#f6f7f3"), (x + thick / 2, "#b4bbbb")))
    c.rect(x - thick / 2, top - thick / 2, WIDTH + 20, top + thick / 2, down((top - thick / 2, "#fbfbf7"), (top, "#e3e6e3"), (top + thick / 2, "#838d90")))
    dice = c.dice("wet")
    for _ in range(26):  # the fog hangs from the bar in drops
        u = dice.uniform(x, WIDTH)
        c.oval(u, top + thick / 2 + 1.5, 1.6, dice.uniform(2, 4), "#eef2f2", 0.8, 0.4)


def net(c: Canvas, cam: Camera) -> None:
    """Between them and us: roof, side, and the back of it, which sags."""
    mesh, white, cord = 0.16, "#f1f3ee", 1.9
    edge = 2.24
    n = c.dice("sag")
    lean = [n.uniform(-0.02, 0.02) for _ in range(200)]

    def hung(x: float, y: float) -> tuple[float, float]:
        deep = 1 - abs(2 * y / edge - 1)
        return cam.at(x + 0.05 * deep * math.sin(x * 1.7) + 0.02 * math.sin(y * 5 + x), y - 0.10 * math.sin((x + 2.6) * 0.9) ** 2 * y / edge, BACK + 0.10 * deep)

    ups = np.arange(POST, 3.0, mesh)
    back = []
    for k, x in enumerate(ups):
        back.append([hung(x + lean[k] * math.sin(3 * t), edge * t) for t in np.linspace(0, 1, 26)])
    for y in np.linspace(0, edge, 15):
        back.append([hung(x, y) for x in np.linspace(POST, 3.0, 70)])
    c.lines([[(p[0] + 1.2, p[1] + 1.6) for p in cordline] for cordline in back], cord, "#39434a", 0.22, 0.8)
    c.lines(back, cord, white, 0.62)
    roof = [[cam.at(x, BAR, LINE), hung(x, edge)] for x in ups]
    for t in np.linspace(0.12, 1, 7):
        roof.append([cam.at(x, BAR + (edge - BAR) * t - 0.05 * math.sin(math.pi * t), LINE + (BACK - LINE) * t) for x in np.linspace(POST, 3.2, 40)])
    c.lines(roof, 1.3, white, 0.42)
    side = []
    for y in np.linspace(0, 1, 15):
        side.append([cam.at(POST, BAR * y, LINE), cam.at(POST, edge * y, BACK)])
    for z in np.linspace(BACK, LINE, 13):
        tall = edge + (BAR - edge) * (z - BACK) / (LINE - BACK)
        side.append([cam.at(POST, 0, z), cam.at(POST, tall, z)])
    c.lines(side, 1.3, white, 0.42)
    c.line([hung(x, edge) for x in np.linspace(POST, 3.0, 70)], 5, white, 0.8)


FORWARD = {
    "knees": ((-0.10, 0.27), (0.085, 0.26)),
    "feet": ((-0.20, 0.16), (0.060, 0.03)),
    "elbows": ((-0.20, 0.66), (0.20, 0.62)),
    "hands": ((-0.31, 0.72), (0.26, 0.74)),
    "lean": -0.03,
}


def footballer(c: Canvas, x: float, foot: float, tall: float, shirt: str, fogged: float) -> None:
    pose = FORWARD

    def at(u, v):
        return (x + u * tall, foot - v * tall)

    def far(colour, dark: float = 0.0):
        return mix(mix(colour, "#000000", dark), FOG, fogged)

    skin, dark, shorts = "#8f6f5d", mix(shirt, "#000000", 0.42), "#e0ddd2"
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
        toe = -0.045
        shade = 0.0 if side > 0 else 0.22
        limb(hip, knee, 0.094, 0.070, far(skin, 0.12 + shade))
        limb(knee, end, 0.070, 0.046, far(dark, shade))
        flat = (end[0] + toe, end[1] - 0.016) if end[1] < 0.1 else (end[0] - 0.02, end[1] - 0.05)
        limb(end, flat, 0.044, 0.034, far("#101418"))
        limb(hip, part(hip, knee, 0.55), 0.112, 0.118, far(shorts, 0.10 + shade))
    for side, elbow, hand in zip((-1, 1), pose["elbows"], pose["hands"]):
        shoulder = (side * 0.098 + lean, 0.775)
        limb(shoulder, elbow, 0.066, 0.052, far(dark, 0.12))
        limb(elbow, hand, 0.050, 0.036, far(skin, 0.1))
        c.oval(*at(*hand), 0.026 * tall, 0.028 * tall, far(skin))
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
        down((top, mix(mix(shirt, "#ffffff", 0.14), FOG, fogged)), (mid, far(dark))),
    )
    c.poly(
        [at(-0.028 + lean, 0.80), at(0.028 + lean, 0.80), at(0.026 + lean * 1.4, 0.88), at(-0.026 + lean * 1.4, 0.88)],
        far(skin, 0.25),
    )
    c.oval(*at(lean * 1.5, 0.925), 0.050 * tall, 0.064 * tall, far(skin))
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
        far("#2a211d"),
    )
    c.line(
        curve([at(-0.106 + lean, 0.79), at(-0.121 + lean, 0.73), at(-0.094 + lean * 0.5, 0.58)]),
        0.012 * tall,
        far("#efe8d6"),
        0.6,
        1,
    )
