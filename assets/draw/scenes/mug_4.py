"""A columnist of about sixty, cropped grey hair and a scarf; grey, like the other three."""

from __future__ import annotations

import math

import numpy as np
from studio import Canvas, across, curve, rough, smooth

WIDTH, HEIGHT = 420, 520


def grey(v: float) -> tuple[float, float, float]:
    return v / 255, v / 255, v / 255


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 83, max(3.0, scale))
    back = (
        np.clip(214 - 62 * (c.x / 420) - 26 * smooth(120, 520, c.y) + 44 * (c.noise("wall", 260, 1.2, 2) - 0.5), 0, 255)
        / 255
    )
    c.px[:] = back[..., None]
    x = 210
    # Coat and neck.
    coat = curve(
        [
            (8, 540),
            (22, 478),
            (70, 430),
            (140, 408),
            (175, 400),
            (245, 400),
            (280, 408),
            (350, 430),
            (398, 478),
            (412, 540),
        ]
    )
    c.poly(
        [*coat, (412, 560), (8, 560)], rough(across((8, grey(78)), (250, grey(62)), (412, grey(40))), "coat", 0.20, 16)
    )
    c.poly(
        [(172, 300), (248, 300), (252, 408), (168, 408)], across((168, grey(150)), (215, grey(138)), (252, grey(96)))
    )
    # Face, a little narrower than the men's.
    face = curve(
        [
            (134, 205),
            (140, 262),
            (160, 312),
            (190, 340),
            (210, 344),
            (230, 340),
            (260, 312),
            (280, 262),
            (286, 205),
            (276, 150),
            (244, 118),
            (210, 110),
            (176, 118),
            (144, 150),
        ],
        True,
    )
    c.poly([(172, 322), (248, 322), (249, 352), (230, 368), (190, 368), (171, 352)], grey(60), 0.5, 6)
    c.poly(face, across((134, grey(164)), (180, grey(166)), (250, grey(134)), (286, grey(100))))
    for side, tone in ((-1, 140), (1, 96)):
        c.oval(x + side * 79, 226, 10, 23, grey(tone))
        c.oval(x + side * 80, 252, 4, 4, grey(222))
    c.oval(170, 268, 22, 16, grey(192), 0.35, 9)
    c.oval(252, 268, 22, 16, grey(176), 0.30, 9)
    # Nose, mouth, and the two lines beside it.
    c.poly(
        curve([(205, 214), (200, 248), (194, 262), (210, 268), (224, 262), (216, 246), (213, 214)], True),
        grey(186),
        0.4,
        4,
    )
    c.oval(211, 268, 13, 4.5, grey(98), 0.75, 2)
    c.line(curve([(184, 296), (197, 300), (211, 301.5), (225, 300), (238, 295)]), 4.5, grey(88), 0.9, 0.6)
    c.oval(211, 309, 17, 3.5, grey(158), 0.6, 2)
    for side in (-1, 1):
        c.line(curve([(x + side * 26, 268), (x + side * 36, 284), (x + side * 37, 296)]), 2.4, grey(112), 0.5, 1.2)
        c.line([(x + side * 52, 222), (x + side * 62, 219)], 1.6, grey(112), 0.5, 0.6)
        c.line([(x + side * 52, 227), (x + side * 61, 229)], 1.6, grey(112), 0.45, 0.6)
        eye = x + side * 33
        c.poly(
            curve(
                [(eye - 16, 218), (eye - 6, 212.5), (eye + 6, 212.5), (eye + 16, 218), (eye + 5, 222), (eye - 6, 222)],
                True,
            ),
            grey(212),
        )
        c.poly(
            [(eye + 6.4 * math.cos(a), max(213.0, 217 + 6.0 * math.sin(a))) for a in np.linspace(0, 6.28, 24)], grey(44)
        )
        c.line(curve([(eye - 17, 217), (eye - 7, 211.5), (eye + 7, 211.5), (eye + 17, 217)]), 3.4, grey(70), 0.9, 0.5)
        c.line(
            curve(
                [(eye - 22, 197), (eye - 4, 190), (eye + 21, 195)]
                if side < 0
                else [(eye - 21, 195), (eye + 4, 190), (eye + 22, 197)]
            ),
            6,
            grey(116),
            0.85,
            1,
        )
    hair(c)
    scarf(c)
    picture = c.finish(grain=0.009, vignette=0.10, softness=1.1)
    return picture.convert("L").convert("RGB")


def hair(c: Canvas) -> None:
    """Cropped close: a cap with a soft edge, drawn in short strokes from the crown."""
    cap = curve(
        [
            (131, 222),
            (127, 170),
            (140, 122),
            (170, 94),
            (210, 85),
            (250, 94),
            (280, 122),
            (293, 170),
            (289, 222),
            (281, 205),
            (277, 178),
            (262, 158),
            (236, 150),
            (205, 156),
            (172, 150),
            (152, 164),
            (142, 182),
            (138, 206),
        ],
        True,
    )
    c.poly(cap, rough(across((127, grey(226)), (205, grey(208)), (293, grey(146))), "hair", 0.28, 14, 0.3))
    dice = c.dice("strands")
    c.line([p for p in cap], 5, grey(92), 0.35, 3)
    cover, ys, xs = c.mask((100, 60, 320, 240), lambda pen, place: pen.polygon([place(p) for p in cap], fill=255))
    for _ in range(1500):
        px, py = dice.uniform(126, 294), dice.uniform(84, 222)
        j, i = int(py * c.scale) - ys.start, int(px * c.scale) - xs.start
        if not (0 <= j < cover.shape[0] and 0 <= i < cover.shape[1]) or cover[j, i] < 0.5:
            continue
        a = math.atan2(py - 104, px - 196) + dice.normal(0, 0.25)
        r = dice.uniform(6, 13)
        if math.hypot((px + r * math.cos(a) - 210) / 82, (py + r * math.sin(a) - 190) / 106) > 1:
            continue
        tone = 240 if dice.random() < 0.45 else 96
        c.line(
            [(px, py), (px + r * math.cos(a), py + r * math.sin(a) * 1.1)],
            1.1,
            grey(tone * (1 - 0.25 * (px > 250))),
            dice.uniform(0.10, 0.30),
        )


def scarf(c: Canvas) -> None:
    c.poly(
        curve([(150, 378), (210, 400), (270, 378), (292, 404), (276, 440), (210, 456), (146, 440), (130, 406)], True),
        rough(across((130, grey(200)), (215, grey(178)), (292, grey(122))), "wool", 0.22, 10),
    )
    for k in range(4):
        c.line(
            curve([(138 + k * 4, 396 + k * 13), (210, 418 + k * 11), (284 - k * 4, 394 + k * 13)]),
            2.6,
            grey(96),
            0.40,
            1.3,
        )
    c.poly(
        curve([(196, 436), (236, 430), (252, 470), (262, 540), (204, 545), (200, 480)], True),
        rough(across((196, grey(196)), (262, grey(132))), "wool", 0.22, 10),
    )
    for k in range(3):
        c.line([(210 + k * 15, 446), (214 + k * 17, 530)], 2.4, grey(100), 0.35, 1.2)
    c.poly(
        curve([(190, 424), (226, 414), (250, 428), (240, 454), (200, 456)], True), rough(grey(170), "wool", 0.25, 10)
    )
    c.line(curve([(196, 452), (220, 458), (242, 450)]), 3, grey(70), 0.5, 1.5)
    for y in (404, 420, 436):
        for px in range(142, 286, 16):
            c.line([(px, y + 4 * math.sin(px / 30)), (px + 7, y + 5 + 4 * math.sin(px / 30))], 1.3, grey(232), 0.28)
