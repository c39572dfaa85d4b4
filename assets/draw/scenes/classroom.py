"""A dark schoolroom under oil lamps; adults at the desks, a chart on the board."""

from __future__ import annotations

import math

import numpy as np
from studio import Camera, Canvas, Dress, across, curve, down, figure, mix, rgb, rough, sample, smooth

WIDTH, HEIGHT = 1300, 950
HALF, TALL, BACK = 4.7, 4.3, 14.0  # the room: half its width, its height, the far wall's Z
FLAME = "#ffc978"


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 67, scale)
    cam = Camera(640, 395, 1150, 2.05)
    room(c, cam)
    windows(c, cam)
    lit = lamp_places()
    pools(c, cam, lit)
    board(c, cam)
    teacher(c, cam)
    pupils(c, cam)
    lamps(c, cam, lit)
    return c.finish(grain=0.016, vignette=0.42)


def lamp_places() -> list[tuple[float, float, float]]:
    return [(x, 2.72, z) for z in (12.2, 9.0, 6.3) for x in (-2.0, 2.0)]


def room(c: Canvas, cam: Camera) -> None:
    near = 1.6

    def corner(sx, y, z):
        return cam.at(sx * HALF, y, z)

    c.poly(
        [corner(-1, TALL, near), corner(1, TALL, near), corner(1, TALL, BACK), corner(-1, TALL, BACK)],
        down((-200, "#0b0e13"), (corner(1, TALL, BACK)[1], "#211f1f")),
    )
    for z in (5.2, 8.0, 11.0, 13.6):
        c.poly(cam.many((-HALF, TALL, z), (HALF, TALL, z), (HALF, TALL - 0.28, z), (-HALF, TALL - 0.28, z)), "#0e0f12")
        c.poly(
            cam.many(
                (-HALF, TALL - 0.28, z),
                (HALF, TALL - 0.28, z),
                (HALF, TALL - 0.28, z + 0.3),
                (-HALF, TALL - 0.28, z + 0.3),
            ),
            "#2b2622",
        )
    for side in (-1, 1):
        a, b = corner(side, 0, near)[0], corner(side, 0, BACK)[0]
        stops = [(a, "#0d1016"), (a + (b - a) * 0.6, "#2b2a2c"), (b, "#4a433c")]
        c.poly(
            [corner(side, 0, near), corner(side, TALL, near), corner(side, TALL, BACK), corner(side, 0, BACK)],
            rough(across(*sorted(stops, key=lambda s: s[0])), "plaster", 0.30, 130),
        )
        dado = [(a, "#080a0e"), (a + (b - a) * 0.6, "#171b20"), (b, "#2a2b2b")]
        c.poly(
            [corner(side, 0, near), corner(side, 1.15, near), corner(side, 1.15, BACK), corner(side, 0, BACK)],
            rough(across(*sorted(dado, key=lambda s: s[0])), "dado", 0.3, 40, 0.4),
        )
        c.line([corner(side, 1.15, near), corner(side, 1.15, BACK)], 3, "#4c4238")
    top, foot = corner(1, TALL, BACK)[1], corner(1, 0, BACK)[1]
    c.poly(
        [corner(-1, 0, BACK), corner(-1, TALL, BACK), corner(1, TALL, BACK), corner(1, 0, BACK)],
        rough(down((top, "#38342f"), (foot, "#5a5044")), "back", 0.22, 120),
    )
    c.poly(
        [corner(-1, 0, BACK), corner(-1, 1.0, BACK), corner(1, 1.0, BACK), corner(1, 0, BACK)],
        rough("#2e2c2a", "dado", 0.3, 40, 0.4),
    )
    x, z = cam.floor(c, 60)
    on = smooth(0, 1, c.y - foot) * smooth(HALF, HALF - 0.02, np.abs(x))
    board_of = np.floor(x / 0.22)
    tone = (
        0.30
        + 0.03 * sample(c.tile("boards", 0.3), board_of * 9.7 + 0 * z, board_of * 5.3)
        + 0.03 * sample(c.tile("grain", 1.4), x * 190, z * 12)
    )
    tone = tone * (1 - 0.5 * smooth(0.45, 0.5, np.abs((x / 0.22) % 1 - 0.5)))
    tone = tone * (0.30 + 0.75 * smooth(3.0, 13, z))
    wood = np.stack([tone * 1.08, tone * 0.92, tone * 0.78], -1)
    c.wash(on, lambda canvas, ys, xs: wood[ys, xs])


def windows(c: Canvas, cam: Camera) -> None:
    """Tall panes on the left, with the harbour's night behind them."""
    for z in (6.4, 8.8, 11.2):
        for k in range(2):
            for j in range(4):
                a, b = z + k * 0.72 + 0.05, z + k * 0.72 + 0.67
                lo, hi = 1.45 + j * 0.55 + 0.04, 1.45 + j * 0.55 + 0.51
                quad = cam.many((-HALF, lo, a), (-HALF, hi, a), (-HALF, hi, b), (-HALF, lo, b))
                c.poly(quad, down((cam.at(-HALF, 3.65, z)[1], "#223149"), (cam.at(-HALF, 1.45, z)[1], "#41526a")))
        c.line(
            cam.many(
                (-HALF, 1.4, z - 0.05),
                (-HALF, 3.72, z - 0.05),
                (-HALF, 3.72, z + 1.5),
                (-HALF, 1.4, z + 1.5),
                (-HALF, 1.4, z - 0.05),
            ),
            5,
            "#12151a",
        )
        q = cam.at(-HALF, 1.75, z + 1.05)
        c.oval(q[0], q[1], 2.6, 3.4, "#ffdf9d")
        c.glow(q[0], q[1], 14, "#ffdf9d", 0.5)
    for z0, wide in ((7.2, 1.6), (10.2, 1.5)):  # prints on the right-hand wall
        c.poly(cam.many((HALF, 1.7, z0), (HALF, 3.0, z0), (HALF, 3.0, z0 + wide), (HALF, 1.7, z0 + wide)), "#1a1512")
        c.poly(
            cam.many(
                (HALF, 1.78, z0 + 0.1),
                (HALF, 2.92, z0 + 0.1),
                (HALF, 2.92, z0 + wide - 0.1),
                (HALF, 1.78, z0 + wide - 0.1),
            ),
            "#8c7d60",
        )
        c.poly(
            cam.many(
                (HALF, 1.95, z0 + 0.3),
                (HALF, 2.5, z0 + 0.5),
                (HALF, 2.7, z0 + wide - 0.5),
                (HALF, 2.0, z0 + wide - 0.3),
            ),
            "#66624f",
        )


def board(c: Canvas, cam: Camera) -> None:
    z = BACK - 0.1

    def at(u, v):
        return cam.at(u, v, z)

    left, right, low, high = -2.75, 2.15, 1.15, 3.35
    c.poly(
        [
            at(left - 0.1, low - 0.1),
            at(left - 0.1, high + 0.1),
            at(right + 0.1, high + 0.1),
            at(right + 0.1, low - 0.1),
        ],
        "#4d3824",
    )
    c.poly(
        [at(left, low), at(left, high), at(right, high), at(right, low)],
        rough(down((at(0, high)[1], "#1c2725"), (at(0, low)[1], "#27322f")), "slate", 0.5, 70, 2),
    )
    chalk = "#d9ddd2"
    # On the left, the chalked points of the compass and a few soundings' sums.
    for k in range(4):
        c.line(
            [
                at(left + 0.2, high - 0.35 - k * 0.27),
                at(left + 0.2 + (0.95, 0.7, 1.05, 0.5)[k], high - 0.36 - k * 0.27),
            ],
            2.0,
            chalk,
            0.55,
            0.4,
        )
    mid = at(left + 0.75, low + 0.55)
    for k in range(8):
        r = 34 if k % 2 == 0 else 20
        a = math.pi * k / 4
        c.line([mid, (mid[0] + r * math.sin(a), mid[1] - r * math.cos(a))], 1.6, chalk, 0.75, 0.3)
    c.line(
        [(mid[0] + 26 * math.sin(a), mid[1] - 26 * math.cos(a)) for a in np.linspace(0, 6.3, 40)], 1.4, chalk, 0.6, 0.3
    )
    # The chart, pinned over the right part of the board.
    u0, u1, v0, v1 = -1.15, 1.95, 1.3, 3.22
    c.poly([at(u0, v0), at(u0, v1), at(u1, v1), at(u1, v0)], down((at(0, v1)[1], "#e2d6b4"), (at(0, v0)[1], "#c9b98f")))

    def p(s, t):
        return at(u0 + (u1 - u0) * s, v0 + (v1 - v0) * t)

    sea = "#b9c6bd"
    c.poly([p(0.03, 0.04), p(0.03, 0.96), p(0.97, 0.96), p(0.97, 0.04)], sea)
    land = "#d9c184"
    c.poly(
        [
            p(0.03, 0.96),
            *[
                p(s, t)
                for s, t in curve(
                    [
                        (0.36, 0.96),
                        (0.33, 0.83),
                        (0.40, 0.72),
                        (0.30, 0.60),
                        (0.26, 0.45),
                        (0.34, 0.32),
                        (0.22, 0.20),
                        (0.24, 0.04),
                    ]
                )
            ],
            p(0.03, 0.04),
        ],
        land,
    )
    c.poly(
        [
            p(0.97, 0.96),
            *[
                p(s, t)
                for s, t in curve(
                    [
                        (0.58, 0.96),
                        (0.55, 0.84),
                        (0.62, 0.70),
                        (0.56, 0.58),
                        (0.72, 0.46),
                        (0.82, 0.34),
                        (0.78, 0.20),
                        (0.86, 0.04),
                    ]
                )
            ],
            p(0.97, 0.04),
        ],
        land,
    )
    for off, part in ((0.02, 0.5), (0.045, 0.3)):
        c.line(
            [
                p(s + off, t)
                for s, t in curve(
                    [
                        (0.36, 0.96),
                        (0.33, 0.83),
                        (0.40, 0.72),
                        (0.30, 0.60),
                        (0.26, 0.45),
                        (0.34, 0.32),
                        (0.22, 0.20),
                        (0.24, 0.04),
                    ]
                )
            ],
            1.2,
            "#5f7f84",
            part,
        )
    for s, t in ((0.46, 0.36), (0.54, 0.24), (0.50, 0.15)):
        c.poly(curve([p(s - 0.03, t), p(s, t + 0.04), p(s + 0.04, t + 0.01), p(s + 0.01, t - 0.03)], True), land)
    for t in (0.27, 0.5, 0.73):
        c.line([p(0.03, t), p(0.97, t)], 0.9, "#6d7c74", 0.4)
    for s in (0.27, 0.5, 0.73):
        c.line([p(s, 0.04), p(s, 0.96)], 0.9, "#6d7c74", 0.4)
    c.line([p(0.45, 0.93), p(0.47, 0.66), p(0.42, 0.50), p(0.60, 0.10)], 2.2, "#a5342a", 0.9)
    c.line([p(0.03, 0.04), p(0.03, 0.96), p(0.97, 0.96), p(0.97, 0.04), p(0.03, 0.04)], 1.6, "#4f5a55", 0.8)
    c.rect(at(left, low)[0] - 6, at(left, low)[1], at(right, low)[0] + 6, at(right, low)[1] + 7, "#6a4e32")


def pools(c: Canvas, cam: Camera, lit) -> None:
    n = c.noise("smoke", 120, 1.8, 5)
    for x, y, z in lit:
        s = cam.size(z)
        q = cam.at(x, y, z)
        reach = (c.y - q[1]) / s  # metres below the lamp
        wide = 0.28 + 0.62 * np.clip(reach, 0, 3)
        cone = (
            np.exp(-(((c.x - q[0]) / (wide * s)) ** 2) * 1.5)
            * smooth(-0.1, 0.3, reach)
            * (1 - smooth(1.2, 3.0, reach))
            * (0.6 + 0.8 * n)
        )
        c.px = 1 - (1 - c.px) * (1 - (cone * 0.20)[..., None] * rgb(FLAME))
        c.glow(q[0], cam.at(x, 0, z)[1], 1.7 * s, "#ffb860", 0.34, 0.34)
    for side in (-1, 1):
        for z in (12.2, 9.0):
            w = cam.at(side * HALF, 2.4, z)
            c.glow(w[0], w[1], 1.2 * cam.size(z), "#e8a050", 0.26, 1.2)
    w = cam.at(0, 2.6, BACK)
    c.glow(w[0], w[1], 330, "#ffbf70", 0.26, 0.55)


def teacher(c: Canvas, cam: Camera) -> None:
    foot = cam.at(2.75, 0.18, 13.2)
    s = cam.size(13.2)
    c.poly(cam.many((-3.6, 0, 12.7), (-3.6, 0.2, 12.7), (3.6, 0.2, 12.7), (3.6, 0, 12.7)), "#3a2b1d")
    c.poly(cam.many((-3.6, 0.2, 12.7), (3.6, 0.2, 12.7), (3.6, 0.2, 13.9), (-3.6, 0.2, 13.9)), "#7a5c3a")
    figure(
        c,
        foot[0],
        foot[1],
        1.66 * s,
        Dress("#33475e", "#1c1d22", "#8a6a52", rim=FLAME, rim_side=-1, skirt=True, scarf="#b3a583"),
    )
    c.oval(foot[0], foot[1] - 1.60 * s, 0.10 * s, 0.075 * s, "#8f8c86")
    c.line(
        [
            (foot[0] - 0.16 * s, foot[1] - 1.28 * s),
            (foot[0] - 0.42 * s, foot[1] - 1.12 * s),
            (foot[0] - 0.62 * s, foot[1] - 1.30 * s),
        ],
        0.11 * s,
        "#2a3b50",
    )
    c.line([(foot[0] - 0.60 * s, foot[1] - 1.28 * s), (foot[0] - 1.85 * s, foot[1] - 1.95 * s)], 2.6, "#6b4526")


def pupils(c: Canvas, cam: Camera) -> None:
    dice = c.dice("pupils")
    rows = ((11.2, 0.82), (9.4, 0.82), (7.7, 0.82), (6.1, 0.82))
    coats = ("#4a3d38", "#33414f", "#54483c", "#3d3b46", "#5b3c34", "#3a4a48", "#574f46")
    hair = ("#2a2320", "#6a6560", "#3b2d24", "#1f1d1d", "#8b857c", "#4a3427")
    k = 0
    for z, _ in rows:
        for x in (-3.0, -1.05, 1.05, 3.0):
            desk(c, cam, x, z)
            if (x, z) != (3.0, 11.2):
                seated(
                    c,
                    cam,
                    x - 0.34 + dice.uniform(-0.05, 0.05),
                    z - 0.62,
                    coats[k % 7],
                    hair[(k * 5) % 6],
                    dice.uniform(-0.04, 0.08),
                    k,
                )
                if (k * 7) % 5 not in (1,):
                    seated(
                        c,
                        cam,
                        x + 0.36 + dice.uniform(-0.05, 0.05),
                        z - 0.62,
                        coats[(k + 3) % 7],
                        hair[(k * 5 + 2) % 6],
                        dice.uniform(-0.04, 0.08),
                        k + 1,
                    )
            k += 1


def desk(c: Canvas, cam: Camera, x: float, z: float) -> None:
    w = 0.78
    for u in (-w + 0.06, w - 0.06):
        c.line(cam.many((x + u, 0, z), (x + u, 0.72, z)), 0.08 * cam.size(z), "#17120f")
        c.line(cam.many((x + u, 0, z - 0.5), (x + u, 0.72, z - 0.45)), 0.08 * cam.size(z), "#1d1713")
    c.poly(
        cam.many((x - w, 0.76, z - 0.5), (x - w, 0.82, z + 0.1), (x + w, 0.82, z + 0.1), (x + w, 0.76, z - 0.5)),
        rough("#a07645", "desk", 0.22, 18, 5),
    )
    c.poly(
        cam.many((x - w, 0.68, z - 0.5), (x - w, 0.76, z - 0.5), (x + w, 0.76, z - 0.5), (x + w, 0.68, z - 0.5)),
        "#3d2b1b",
    )
    for u in (-0.38, 0.34):
        c.poly(
            cam.many(
                (x + u - 0.17, 0.785, z - 0.34),
                (x + u - 0.15, 0.81, z - 0.02),
                (x + u + 0.19, 0.81, z - 0.02),
                (x + u + 0.17, 0.785, z - 0.34),
            ),
            "#eadfbe",
        )


def seated(c: Canvas, cam: Camera, x: float, z: float, coat: str, hair: str, bow: float, k: int) -> None:
    """Someone on a bench, from behind; the light comes from above and ahead, so a warm line edges head and shoulders."""
    s = cam.size(z)

    def at(u, v):
        return cam.at(x + u, v, z)

    near = float(smooth(11.0, 5.0, np.float32(z)))
    dark = mix(coat, "#08090b", 0.25 + 0.42 * near)
    c.poly([at(-0.36, 0.40), at(-0.36, 0.47), at(0.36, 0.47), at(0.36, 0.40)], "#2a1e14")
    c.lines([[at(-0.30, 0), at(-0.30, 0.42)], [at(0.30, 0), at(0.30, 0.42)]], 0.05 * s, "#15100c")
    c.lines([[at(-0.12, 0.05), at(-0.12, 0.42)], [at(0.12, 0.05), at(0.12, 0.42)]], 0.13 * s, "#101115")
    back = curve(
        [
            at(-0.20, 0.44),
            at(-0.235, 0.70),
            at(-0.255, 0.92),
            at(-0.225, 1.05),
            at(-0.09, 1.115),
            at(0.09, 1.115),
            at(0.225, 1.05),
            at(0.255, 0.92),
            at(0.235, 0.70),
            at(0.20, 0.44),
        ]
    )
    c.poly(back, down((at(0, 1.12)[1], mix(dark, FLAME, 0.16)), (at(0, 0.44)[1], mix(dark, "#000000", 0.45))))
    for side in (-1, 1):
        c.poly(
            curve(
                [
                    at(side * 0.20, 1.04),
                    at(side * 0.285, 0.95),
                    at(side * 0.335, 0.76),
                    at(side * 0.30, 0.68),
                    at(side * 0.235, 0.80),
                ],
                True,
            ),
            mix(dark, "#000000", 0.22),
        )
    c.poly([at(-0.06, 1.09), at(0.06, 1.09), at(0.055, 1.20), at(-0.055, 1.20)], "#5b3f2d")
    head = at(bow, 1.295)
    c.oval(head[0], head[1], 0.100 * s, 0.128 * s, mix(hair, "#0a0908", 0.3 * near))
    for side in (-1, 1):
        c.oval(head[0] + side * 0.100 * s, head[1] + 0.012 * s, 0.018 * s, 0.032 * s, "#7d573c")
    if k % 3 == 0:
        c.poly(
            curve(
                [
                    (head[0] - 0.092 * s, head[1] + 0.02 * s),
                    (head[0] - 0.115 * s, head[1] + 0.16 * s),
                    (head[0], head[1] + 0.20 * s),
                    (head[0] + 0.115 * s, head[1] + 0.16 * s),
                    (head[0] + 0.092 * s, head[1] + 0.02 * s),
                ]
            ),
            mix(hair, "#0a0908", 0.38 * near),
        )
    elif k % 3 == 1:
        c.oval(head[0], head[1] - 0.055 * s, 0.109 * s, 0.078 * s, "#23262c")
    lean = -1 if x > 0 else 1  # the nearer lamp lies towards the aisle's side
    c.line(
        curve(
            [
                at(lean * 0.235, 0.86),
                at(lean * 0.252, 0.95),
                at(lean * 0.222, 1.05),
                at(lean * 0.10, 1.112),
                at(0.02 * lean, 1.118),
            ]
        ),
        0.022 * s,
        FLAME,
        0.75,
        0.5,
    )
    c.line(
        curve(
            [
                (head[0] + lean * 0.098 * s, head[1] + 0.02 * s),
                (head[0] + lean * 0.085 * s, head[1] - 0.075 * s),
                (head[0] + lean * 0.03 * s, head[1] - 0.122 * s),
                (head[0] - lean * 0.04 * s, head[1] - 0.122 * s),
            ]
        ),
        0.020 * s,
        FLAME,
        0.8,
        0.5,
    )


def lamps(c: Canvas, cam: Camera, lit) -> None:
    for x, y, z in lit:
        s = cam.size(z)
        q = cam.at(x, y, z)
        hook = cam.at(x, TALL - 0.28, z)
        c.line([hook, (q[0], q[1] - 0.34 * s)], max(1.3, 0.018 * s), "#0a0a0b")
        c.glow(q[0], q[1], 0.95 * s, FLAME, 0.50)
        c.line(
            [
                (q[0] - 0.19 * s, q[1] + 0.14 * s),
                (q[0] - 0.16 * s, q[1] - 0.22 * s),
                (q[0], q[1] - 0.36 * s),
                (q[0] + 0.16 * s, q[1] - 0.22 * s),
                (q[0] + 0.19 * s, q[1] + 0.14 * s),
            ],
            0.022 * s,
            "#17130e",
        )
        c.poly(
            [
                (q[0] - 0.36 * s, q[1] - 0.10 * s),
                (q[0] - 0.10 * s, q[1] - 0.26 * s),
                (q[0] + 0.10 * s, q[1] - 0.26 * s),
                (q[0] + 0.36 * s, q[1] - 0.10 * s),
            ],
            down((q[1] - 0.26 * s, "#2b2117"), (q[1] - 0.10 * s, "#a6732f")),
        )
        c.poly(
            curve(
                [
                    (q[0] - 0.055 * s, q[1] + 0.12 * s),
                    (q[0] - 0.085 * s, q[1] + 0.02 * s),
                    (q[0] - 0.045 * s, q[1] - 0.12 * s),
                    (q[0] + 0.045 * s, q[1] - 0.12 * s),
                    (q[0] + 0.085 * s, q[1] + 0.02 * s),
                    (q[0] + 0.055 * s, q[1] + 0.12 * s),
                ],
                True,
            ),
            "#fff0c8",
        )
        c.poly(
            curve(
                [
                    (q[0] - 0.11 * s, q[1] + 0.13 * s),
                    (q[0] - 0.13 * s, q[1] + 0.20 * s),
                    (q[0], q[1] + 0.26 * s),
                    (q[0] + 0.13 * s, q[1] + 0.20 * s),
                    (q[0] + 0.11 * s, q[1] + 0.13 * s),
                ],
                True,
            ),
            "#6b4a1f",
        )
        c.glow(q[0], q[1], 0.22 * s, "#fff2cc", 0.9)
