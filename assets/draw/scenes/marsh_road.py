"""A road across a marsh at high water: it runs under, between its posts, and the school bus waits at the edge."""

from __future__ import annotations

import numpy as np
from studio import Camera, Canvas, Dress, clouds, curve, down, figure, mirror_water, mix, rgb, rough, sample, smooth

WIDTH, HEIGHT = 1100, 1180
HORIZON = 470
EDGE, FAR = 15.5, 92.0  # metres to where the road goes under, and to where it comes out again


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 23, scale)
    cam = Camera(600, HORIZON, 1050, 3.1)
    c.wash(np.float32(1), down((0, "#6e8aa6"), (200, "#9db0be"), (380, "#cdd0cb"), (HORIZON, "#e6dcc6"), (HEIGHT, "#8d9a9d")))
    clouds(c, "high", "#eeebe2", "#7f8d9c", 0.55, 190, 3.0, 0.85, 520)
    clouds(c, "low", "#e9e2d4", "#98a0a8", 0.42, 60, 6.0, 0.6, HORIZON)
    shore(c)
    mirror_water(c, HORIZON, down((HORIZON, "#b9bfbd"), (620, "#8596a0"), (HEIGHT, "#46586a")), 0.24, 5)
    marsh(c, cam)
    posts(c, cam, 9.0, 200.0)
    road(c, cam)
    posts(c, cam, 3.0, 9.0)
    bus(c, cam)
    children(c, cam)
    birds(c)
    return c.finish(grain=0.016, vignette=0.2)


def shore(c: Canvas) -> None:
    """The other side: low fields, the mill, the chapel and its trees."""
    back = curve([(-10, 446), (180, 430), (420, 440), (640, 448), (860, 436), (1110, 424)])
    c.poly([*back, (1110, HORIZON + 2), (-10, HORIZON + 2)], down((420, "#9ba6a3"), (HORIZON, "#a3a893")))
    near = curve([(-10, 462), (240, 456), (520, 462), (780, 455), (1110, 450)])
    c.poly([*near, (1110, HORIZON + 2), (-10, HORIZON + 2)], rough(down((448, "#7c876a"), (HORIZON, "#6d7556")), "fields", 0.22, 16, 5))
    dice = c.dice("trees")
    for x in (*np.arange(18, 130, 11), *np.arange(770, 850, 10), *np.arange(940, 1010, 12)):
        y = 458 + dice.uniform(-2, 2)
        c.oval(x, y - 11, dice.uniform(7, 12), dice.uniform(10, 17), mix("#4e5a49", "#727a68", dice.random()), 0.95, 0.8)
    # The mill: a tower, a cap, four sails.
    c.poly([(206, 458), (212, 402), (238, 402), (244, 458)], down((400, "#d8d3c6"), (458, "#aaa79b")))
    c.poly(curve([(208, 403), (214, 388), (225, 382), (236, 388), (242, 403)]), "#4a4640")
    for dx, dy in ((34, -38), (38, 34), (-34, 38), (-38, -34)):
        c.line([(225, 396), (225 + dx, 396 + dy)], 3, "#55504a")
        c.line([(225 + dx * 0.3 + dy * 0.10, 396 + dy * 0.3 - dx * 0.10), (225 + dx + dy * 0.10, 396 + dy - dx * 0.10)], 4, "#8d867b", 0.75)
    # The chapel.
    c.rect(868, 432, 922, 460, "#c2b9a6")
    c.poly([(862, 434), (872, 414), (918, 414), (928, 434)], "#5b585b")
    c.poly([(852, 460), (852, 416), (872, 416), (872, 460)], "#b0a793")
    c.poly([(849, 417), (862, 386), (875, 417)], "#55525a")
    for x in (882, 896, 910):
        c.rect(x - 3, 442, x + 3, 454, "#4a5058")


def marsh(c: Canvas, cam: Camera) -> None:
    """What still stands out of the water: samphire and grass on the higher banks, more of it near the road."""
    x, z = cam.floor(c, 700)
    below = smooth(0, 2.5, c.y - HORIZON)
    land = 0.6 * sample(c.tile("land", 1.9), x * 7 + 140, z * 3.1) + 0.25 * sample(c.tile("tufts", 1.3), x * 26, z * 11)
    beside = np.exp(-(((np.abs(x) - 7.0) / 4.2) ** 2)) * (1 - smooth(11, 24, z))
    land = land + 1.5 * beside - 0.9 * np.exp(-((x / 3.6) ** 2)) * smooth(12, 17, z) - 0.35 * smooth(60, 240, z)
    out = smooth(0.52, 0.66, land) * below
    blade = sample(c.tile("blade", 0.8), x * 60, z * 22)
    tone = np.clip(0.95 + 0.10 * blade + 0.10 * land, 0.5, 1.35)[..., None]
    haze = smooth(20, 260, z)[..., None]
    green = (rgb("#77794e") * (1 - haze) + rgb("#a3a48e") * haze) * tone
    brown = rgb("#8b7350") * tone
    dry = smooth(-0.2, 1.1, sample(c.tile("dry", 1.8), x * 9 + 40, z * 4))[..., None] * 0.7
    made = np.clip(green * (1 - dry) + brown * dry, 0, 1)
    rim = smooth(0.36, 0.52, land) * (1 - smooth(0.52, 0.60, land)) * below
    c.wash(rim * 0.35, "#3d4a4c")
    c.wash(out, lambda canvas, ys, xs: made[ys, xs])
    dice = c.dice("grass")
    for _ in range(900):
        side, far = (-1 if dice.random() < 0.5 else 1), dice.uniform(3.2, 13)
        gx, gy = cam.at(side * dice.uniform(3.3, 9.5), 0, far)
        tall = cam.size(far) * dice.uniform(0.15, 0.5)
        c.line([(gx, gy), (gx + dice.uniform(-0.3, 0.5) * tall, gy - tall)], max(1.2, 12 / far), mix("#5d6140", "#a89a6a", dice.random()), 0.7)


def road(c: Canvas, cam: Camera) -> None:
    """Dry as far as EDGE, wet at its edge, seen once more on the other side."""
    half = 2.9
    x, z = cam.floor(c, 700)
    fray = 1.3 * (sample(c.tile("fray", 1.6), x * 22, x * 9)) + 0.08 * x**2
    on = (1 - smooth(half - 0.05, half + 0.12, np.abs(x))) * smooth(0, 2, c.y - HORIZON)
    dry = on * (1 - smooth(EDGE - 0.5, EDGE + 0.3, z + fray * 0.35))
    speck = sample(c.tile("speck", 0.7), x * 70, z * 40)
    wet = smooth(EDGE - 5.5, EDGE - 0.5, z + fray * 0.5)[..., None]
    tone = (rgb("#73747a") * (1 - 0.62 * wet) + rgb("#c7ccd0") * 0.50 * wet) * (1 + 0.05 * speck[..., None])
    made = np.clip(tone, 0, 1)
    c.wash(dry, lambda canvas, ys, xs: made[ys, xs])
    sunk = on * smooth(EDGE - 0.2, EDGE + 0.4, z + fray * 0.35) * (1 - smooth(EDGE + 1, EDGE + 9, z))
    c.wash(sunk * 0.5, "#4d565c")
    lines = (smooth(0.13, 0.09, np.abs(np.abs(x) - 2.6)) + smooth(0.09, 0.06, np.abs(x)) * (np.mod(z, 4.0) < 2.4)) * dry
    c.wash(np.clip(lines, 0, 1) * 0.8, "#e9e6da")
    lap = np.exp(-(((z + fray * 0.35 - EDGE) / 0.16) ** 2)) * on
    c.wash(np.clip(lap, 0, 1) * 0.7, "#f2f2ec")
    c.poly(cam.many((-half, 0.02, FAR + 40), (half, 0.02, FAR + 40), (half - 2, 0.2, 400), (-half - 2, 0.2, 400)), "#8e8c84")


def posts(c: Canvas, cam: Camera, near: float, until: float) -> None:
    """Marker posts, black and white, with what the water shows of them."""
    step = 6.5
    for far in [near + step * k for k in range(60) if near + step * k < until and near + step * k < FAR][::-1]:
        for side in (-1, 1):
            x, y = cam.at(side * 3.7, 0, far)
            tall, wide = 1.35 * cam.size(far), max(1.6, 0.13 * cam.size(far))
            tone = float(smooth(20, 110, np.float32(far)))
            if far > EDGE - 3:
                c.line([(x, y), (x + wide * 0.2, y + tall * 0.8)], wide, mix("#39414a", "#aab1b4", tone), 0.42, wide * 0.25)
            c.rect(x - wide / 2, y - tall, x + wide / 2, y, mix("#2b2d31", "#9a9d9e", tone))
            c.rect(x - wide / 2, y - tall, x + wide / 2, y - tall * 0.72, mix("#f1efe6", "#d8d6cd", tone))
            c.rect(x - wide / 2, y - tall * 0.92, x + wide / 2, y - tall * 0.82, mix("#b5372e", "#c49a90", tone))
            c.line([(x - wide, y), (x + wide, y)], max(1.0, wide * 0.2), "#eceeec", 0.5 if far > EDGE - 3 else 0)


def bus(c: Canvas, cam: Camera) -> None:
    """From behind, on the left of the road, its brake lights on."""
    far, left, right, roof = 12.6, -2.65, -0.25, 2.75
    unit = cam.size(far)

    def at(x: float, y: float) -> tuple[float, float]:
        return cam.at(x, y, far)

    def box(x0: float, y0: float, x1: float, y1: float, fill, part: float = 1.0) -> None:
        c.poly([at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1)], fill, part)

    middle = (left + right) / 2
    c.oval(*at(middle, 0), unit * 1.45, unit * 0.14, "#191c20", 0.6, 6)
    low = at(0, 0)[1]
    c.poly([(at(left, 0)[0], low), (at(right, 0)[0], low), (at(right, 0)[0], low + unit * 0.9), (at(left, 0)[0], low + unit * 0.9)], "#7c2f2a", 0.22, 9)
    side = cam.many((right, 0.35, far), (right, roof - 0.1, far), (right - 0.02, roof - 0.1, far + 7), (right - 0.02, 0.35, far + 7))
    c.poly(side, "#7a2722")
    c.poly(cam.many((left + 0.2, roof, far), (right - 0.1, roof - 0.06, far), (right - 0.1, roof - 0.06, far + 7), (left + 0.2, roof, far + 7)), "#cbbfae")
    for x in (left + 0.12, right - 0.55):
        box(x, 0.0, x + 0.42, 0.6, "#15171b")
    shell = curve([at(left, 0.32), at(left, 1.6), at(left + 0.05, 2.45), at(left + 0.28, roof), at(right - 0.28, roof), at(right - 0.05, 2.45), at(right, 1.6), at(right, 0.32)])
    c.poly(shell, down((at(0, roof)[1], "#d9584a"), (at(0, 1.4)[1], "#b73a30"), (at(0, 0.3)[1], "#7f2822")))
    box(left + 0.02, 1.12, right - 0.02, 1.36, "#efe7d2")
    box(left + 0.32, 1.55, right - 0.32, 2.38, "#2b3440")
    box(left + 0.36, 1.60, right - 0.36, 2.34, down((at(0, 2.34)[1], "#8fa2ae"), (at(0, 1.6)[1], "#4a5763")))
    for x in (left + 0.62, left + 1.05, left + 1.62):  # heads on the back seat
        c.oval(*at(x, 1.72), unit * 0.12, unit * 0.15, "#2a2b30", 0.9)
    box(left + 0.78, 2.44, right - 0.78, 2.64, "#f1ead6")
    box(left + 0.06, 0.44, right - 0.06, 0.58, "#3a3c42")
    box(middle - 0.3, 0.66, middle + 0.3, 0.84, "#efe3a8")
    for x in (left + 0.2, right - 0.2):
        lamp = at(x, 0.86)
        c.oval(*lamp, unit * 0.085, unit * 0.12, "#ffb0a0")
        c.glow(*lamp, unit * 0.3, "#ff4a38", 0.9)
        c.oval(lamp[0], low + unit * 0.42, unit * 0.10, unit * 0.28, "#e0564a", 0.4, 6)


def children(c: Canvas, cam: Camera) -> None:
    party = (
        (1.05, 13.4, 1.62, Dress("#3c5470", "#1d222b", "#7a6052", hat="#28323f"), 0.0),
        (1.75, 12.9, 1.28, Dress("#c79a34", "#2a2d36", "#84685a", hat="#a5372f", scarf="#e9dfc6"), 0.2),
        (2.25, 13.2, 1.15, Dress("#7f3f58", "#23242c", "#6b5247", skirt=True, scarf="#d9c98f"), 0.0),
    )
    for x, far, tall, dress, stride in party:
        foot = cam.at(x, 0, far)
        c.oval(foot[0], foot[1] + 16, tall * cam.size(far) * 0.10, 20, mix(dress.coat, "#404850", 0.5), 0.28, 6)
        figure(c, foot[0], foot[1], tall * cam.size(far), dress, stride=stride, shadow=0.3)


def birds(c: Canvas) -> None:
    for x, y, s in ((318, 214, 15), (356, 200, 12), (396, 220, 11)):
        c.line(curve([(x - s, y - s * 0.2), (x - s * 0.5, y - s * 0.45), (x, y), (x + s * 0.5, y - s * 0.45), (x + s, y - s * 0.15)]), s * 0.12, "#4e565e", 0.85)
