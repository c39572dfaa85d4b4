"""A columnist in her forties, dark hair to the chin and round glasses; grey, for the paper that a beginner starts from."""

from __future__ import annotations

import math

import numpy as np
from studio import Canvas, across, curve, rough, smooth

WIDTH, HEIGHT = 420, 520


def grey(v: float) -> tuple[float, float, float]:
    return v / 255, v / 255, v / 255


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 89, max(3.0, scale))
    back = 150 + 60 * (c.x / 420) - 22 * smooth(120, 520, c.y) + 40 * (c.noise("wall", 260, 1.2, 2) - 0.5)
    c.px[:] = (np.clip(back, 0, 255) / 255)[..., None]
    hair_behind(c)
    jersey(c)
    face(c)
    glasses(c)
    fringe(c)
    return c.finish(grain=0.009, vignette=0.10, softness=1.1).convert("L").convert("RGB")


def hair_behind(c: Canvas) -> None:
    bob = curve([(118, 332), (106, 250), (112, 170), (146, 104), (210, 78), (274, 104), (308, 170), (314, 250), (302, 332), (268, 356), (152, 356)], True)
    c.poly(bob, rough(across((106, grey(34)), (300, grey(66))), "bob", 0.3, 12, 0.25))


def jersey(c: Canvas) -> None:
    body = curve([(6, 545), (24, 474), (84, 424), (160, 402), (260, 402), (336, 424), (396, 474), (414, 545)])
    c.poly([*body, (414, 560), (6, 560)], rough(across((6, grey(88)), (180, grey(128)), (414, grey(150))), "jersey", 0.16, 9))
    c.poly([(170, 306), (250, 306), (254, 404), (166, 404)], across((166, grey(120)), (250, grey(168))))
    c.poly([(170, 326), (250, 326), (250, 356), (228, 372), (192, 372), (170, 356)], grey(70), 0.45, 6)
    roll = curve([(150, 400), (164, 380), (210, 392), (256, 380), (270, 400), (258, 424), (210, 432), (162, 424)], True)
    c.poly(roll, rough(across((150, grey(104)), (270, grey(168))), "roll", 0.16, 9))
    for x in range(160, 262, 9):
        c.line([(x, 390 + 6 * math.sin((x - 150) / 38)), (x + 1, 424)], 1.6, grey(78), 0.4, 0.6)


def face(c: Canvas) -> None:
    shape = curve(
        [(136, 205), (142, 262), (160, 310), (190, 340), (210, 345), (230, 340), (260, 310), (278, 262), (284, 205), (272, 148), (210, 116), (148, 148)], True
    )
    c.poly(shape, across((136, grey(128)), (190, grey(168)), (250, grey(196)), (284, grey(186))))
    c.oval(172, 272, 22, 16, grey(182), 0.25, 9)
    c.oval(250, 270, 22, 16, grey(214), 0.35, 9)
    c.poly(curve([(207, 212), (203, 246), (196, 260), (210, 267), (225, 260), (217, 246), (214, 212)], True), grey(214), 0.4, 4)
    c.oval(209, 267, 12, 4, grey(112), 0.7, 2)
    c.line(curve([(183, 294), (197, 301), (211, 303), (226, 300), (240, 291)]), 4.6, grey(86), 0.9, 0.6)
    c.oval(211, 311, 16, 3.2, grey(140), 0.5, 2)
    for side in (-1, 1):
        c.line(curve([(210 + side * 30, 268), (210 + side * 39, 282), (210 + side * 38, 292)]), 2, grey(126), 0.4, 1.2)
        eye = 210 + side * 34
        c.poly(curve([(eye - 16, 218), (eye - 6, 212), (eye + 6, 212), (eye + 16, 218), (eye + 5, 223), (eye - 6, 223)], True), grey(226))
        c.oval(eye + 1, 217, 6, 6, grey(40))
        c.oval(eye + 3, 215, 1.6, 1.6, grey(245))
        c.line(curve([(eye - 17, 217), (eye - 7, 211), (eye + 7, 211), (eye + 17, 217)]), 3.2, grey(54), 0.9, 0.5)
        c.line(curve([(eye - 21, 193 + 2 * side), (eye, 186), (eye + 21, 193 - 2 * side)]), 5.5, grey(58), 0.8, 1)


def glasses(c: Canvas) -> None:
    for side in (-1, 1):
        eye = 210 + side * 34
        ring = [(eye + 27 * math.cos(a), 217 + 25 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 49)]
        c.poly(ring, grey(236), 0.10)
        c.line(ring, 3.4, grey(36), 0.95)
        c.line([(eye + side * 26, 211), (210 + side * 80, 206)], 3.4, grey(36), 0.9)
    c.line(curve([(203, 212), (210, 209), (217, 212)]), 3.4, grey(36), 0.95)


def fringe(c: Canvas) -> None:
    """Parted at one side, and falling over both ears."""
    tone = rough(across((106, grey(30)), (230, grey(58)), (314, grey(78))), "fringe", 0.35, 12, 0.25)
    c.poly(curve([(236, 100), (196, 118), (158, 152), (142, 190), (140, 236), (146, 300), (140, 342), (112, 334), (104, 250), (112, 166), (150, 100), (210, 80)], True), tone)
    c.poly(curve([(230, 96), (262, 122), (276, 160), (281, 210), (276, 270), (280, 340), (306, 330), (316, 250), (308, 168), (272, 102), (226, 84)], True), tone)
    dice = c.dice("strands")
    for _ in range(260):
        t = dice.random()
        side = -1 if dice.random() < 0.55 else 1
        x = 210 + side * (72 + 26 * dice.random())
        y = 140 + 170 * t
        c.line(curve([(x - side * 8, y - 24), (x, y), (x + side * dice.uniform(-3, 3), y + 24)]), 1.1, grey(118 if side > 0 else 84), dice.uniform(0.08, 0.3))
    c.line(curve([(232, 92), (200, 112), (164, 146), (146, 186)]), 3, grey(96), 0.4, 1.5)
