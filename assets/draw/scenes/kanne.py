"""A vacuum flask that still hangs plumb in a crane's cab, the cab itself lying askew; dawn over the harbour behind the glass."""

from __future__ import annotations

import math

import numpy as np
from studio import Canvas, across, clouds, curve, down, mix, rough

WIDTH, HEIGHT = 1400, 808
HORIZON = 470
MIDDLE = (700.0, 360.0)  # of the windscreen
ASKEW = math.radians(-17)
PANE = (640.0, 262.0)  # half the windscreen's width and height
CAB, EDGE, LIT = "#1d232b", "#2b333d", "#c99a6c"


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 113, scale)
    outside(c)
    glass(c)
    cab(c)
    console(c)
    flask(c)
    return c.finish(grain=0.020, vignette=0.34)


def cab_at(u: float, v: float) -> tuple[float, float]:
    """A place in the cab, whose own axes lean."""
    cos, sin = math.cos(ASKEW), math.sin(ASKEW)
    return MIDDLE[0] + u * cos - v * sin, MIDDLE[1] + u * sin + v * cos


def panel(c: Canvas, u0: float, v0: float, u1: float, v1: float, fill, alpha: float = 1, blur: float = 0) -> None:
    c.poly([cab_at(u0, v0), cab_at(u1, v0), cab_at(u1, v1), cab_at(u0, v1)], fill, alpha, blur)


def outside(c: Canvas) -> None:
    c.wash(
        np.float32(1),
        down(
            (0, "#5d7590"),
            (240, "#94a3b3"),
            (400, "#e2bc98"),
            (HORIZON - 6, "#f6d7a6"),
            (HORIZON, "#8c9aa6"),
            (620, "#566a7c"),
            (HEIGHT, "#33475a"),
        ),
    )
    clouds(c, "after the storm", "#f2cfae", "#5a6b80", 0.50, 120, 4.2, 0.8, 420)
    c.glow(1090, HORIZON - 4, 230, "#ffdca0", 0.75, 0.6)
    dice = c.dice("town")
    x = -20.0
    while x < WIDTH + 40:
        wide, tall = dice.uniform(34, 90), dice.uniform(16, 60)
        c.rect(x, HORIZON - tall, x + wide, HORIZON + 3, mix("#6d7c8c", "#8796a2", dice.random()), 0.9, 0.8)
        x += wide + dice.uniform(-6, 26)
    for x, size, way in ((250, 1.15, 1), (1180, 1.35, -1), (1010, 0.8, -1)):
        crane(c, x, size, way)
    for _ in range(150):
        y = HORIZON + 6 + 250 * dice.random() ** 1.6
        long = 14 + (y - HORIZON) * 0.55 * dice.random()
        near = abs(dice.normal(0, 1))
        x = 1090 + dice.normal(0, 60 + (y - HORIZON) * 0.7) if near < 1 else dice.uniform(0, WIDTH)
        c.line([(x - long, y), (x + long, y)], 2.2, "#ffe2b4" if near < 1 else "#9db0bd", 0.5, 0.8)


def crane(c: Canvas, x: float, size: float, way: int) -> None:
    """One that still stands."""
    tone, top = "#54667a", HORIZON - 150 * size
    c.lines(
        [
            [(x - 34 * size, HORIZON), (x - 24 * size, top)],
            [(x + 34 * size, HORIZON), (x + 24 * size, top)],
            [(x - 32 * size, HORIZON - 54 * size), (x + 32 * size, HORIZON - 54 * size)],
            [(x - way * 70 * size, top), (x + way * 150 * size, top - 12 * size)],
        ],
        6 * size,
        tone,
        0.95,
        0.8,
    )
    c.lines(
        [
            [(x, top), (x, top - 60 * size), (x + way * 140 * size, top - 12 * size)],
            [(x, top - 60 * size), (x - way * 66 * size, top)],
            [(x + way * 110 * size, top - 8 * size), (x + way * 110 * size, top + 70 * size)],
        ],
        2.6 * size,
        tone,
        0.9,
        0.8,
    )


def glass(c: Canvas) -> None:
    """Streaks of salt on the panes, and the star where one of them has cracked."""
    dice = c.dice("glass")
    for u in (-560, -330, 260, 430):
        panel(c, u, -PANE[1], u + 70, PANE[1], "#ffffff", 0.05, 8)
    for _ in range(90):
        u, v = dice.uniform(-PANE[0], PANE[0]), dice.uniform(-PANE[1], PANE[1])
        c.oval(*cab_at(u, v), dice.uniform(1, 3.2), dice.uniform(1, 3.2), "#eef3f6", 0.30, 0.6)
    star = (-420.0, 60.0)
    arms = np.sort(dice.uniform(0, 2 * math.pi, 15))
    rays, rings = [], [[], []]
    for arm in arms:
        reach, bent = dice.uniform(90, 240), arm
        ray = [star]
        for k in range(1, 6):
            bent += dice.normal(0, 0.07)
            ray.append((ray[-1][0] + reach / 5 * math.cos(bent), ray[-1][1] + reach / 5 * math.sin(bent)))
            if k in (1, 2):
                rings[k - 1].append(ray[-1])
        rays.append(ray)
    inside = [[(min(max(u, -PANE[0]), -232), min(max(v, -PANE[1]), PANE[1])) for u, v in ray] for ray in rays]
    c.lines([[cab_at(*p) for p in ray] for ray in inside], 1.7, "#f8fbfc", 0.75)
    for ring in rings:
        c.lines([[cab_at(*a), cab_at(*b)] for a, b in zip(ring, ring[1:] + ring[:1])], 1.3, "#f8fbfc", 0.55)
    c.oval(*cab_at(*star), 7, 7, "#ffffff", 0.8, 1.5)


def cab(c: Canvas) -> None:
    """The frame about the windscreen, its posts, and the light along their edges."""
    wide, tall = PANE
    fill = rough(CAB, "paint", 0.12, 70)
    for box in ((-1600, -1600, 1600, -tall), (-1600, tall, 1600, 1600), (-1600, -1600, -wide, 1600), (wide, -1600, 1600, 1600)):
        panel(c, *box, fill)
    for u in (-214, 214):
        panel(c, u - 15, -tall, u + 15, tall, EDGE)
        panel(c, u + 11, -tall, u + 15, tall, LIT, 0.6)
    panel(c, -wide - 12, -tall - 12, wide + 12, -tall, EDGE)
    panel(c, -wide - 12, -tall, -wide, tall, EDGE)
    panel(c, -wide - 6, -tall, -wide, tall, LIT, 0.5)
    panel(c, wide, -tall, wide + 12, tall, "#161b21")
    panel(c, -wide, tall - 6, wide, tall, LIT, 0.75)
    panel(c, -1600, tall, 1600, tall + 26, "#39424c")
    for u in range(-620, 640, 88):  # rivets over the glass
        c.oval(*cab_at(u, -tall - 34), 5, 5, "#39424c")
        c.oval(*cab_at(u - 1, -tall - 36), 2, 2, "#67727c")


def console(c: Canvas) -> None:
    """The board under the glass, and the lever."""
    top = PANE[1] + 26
    panel(c, -1600, top, 1600, top + 300, down((480, "#303944"), (760, "#12161b")))
    foot, knob = cab_at(330, top + 60), cab_at(372, top - 96)
    c.line([foot, knob], 15, "#0f1317")
    c.line([(foot[0] + 4, foot[1]), (knob[0] + 4, knob[1])], 3, LIT, 0.6)
    c.oval(*foot, 46, 24, "#0f1317")
    c.oval(*knob, 29, 29, "#14181d")
    c.oval(knob[0] + 9, knob[1] - 9, 10, 8, "#8f7a66", 0.8, 3)


def flask(c: Canvas) -> None:
    """Plumb, because the strap is."""
    x, hook = 640.0, cab_at(-10, -PANE[1] - 6)
    c.line(curve([(hook[0], hook[1] - 26), (hook[0] - 17, hook[1] + 2), (hook[0], hook[1] + 16), (hook[0] + 14, hook[1] + 4)]), 7, "#8b949c")
    x = hook[0]
    neck, foot, half = 286.0, 604.0, 70.0
    strap = [[(x, hook[1] + 12), (x - half - 5, neck + 40)], [(x, hook[1] + 12), (x + half + 5, neck + 40)]]
    c.lines(strap, 10, "#3b2a20")
    c.lines([[(a[0] + 2, a[1]), (b[0] + 2, b[1])] for a, b in strap], 2.5, "#8a684c", 0.9)
    steel = across(
        (x - half, "#5f6870"), (x - half * 0.55, "#eef1f2"), (x - half * 0.2, "#9aa3aa"), (x + half * 0.5, "#7d868e"), (x + half * 0.86, "#fbe6c6"), (x + half, "#b98d63")
    )
    body = [(x - half, neck + 26), (x - half, foot - 12), (x - half + 10, foot), (x + half - 10, foot), (x + half, foot - 12), (x + half, neck + 26)]
    red = across(
        (x - half, "#4a1512"), (x - half * 0.5, "#c2382f"), (x - half * 0.1, "#a82c25"), (x + half * 0.55, "#7c1f1a"), (x + half * 0.9, "#d9664a"), (x + half, "#8f3a26")
    )
    c.poly(body, red)
    tartan(c, x, neck + 46, foot - 26, half)
    c.poly([(x - half, foot - 26), (x - half, foot - 12), (x - half + 10, foot), (x + half - 10, foot), (x + half, foot - 12), (x + half, foot - 26)], steel)
    c.poly([(x - half, neck + 46), (x - half, neck + 26), (x - half + 16, neck), (x + half - 16, neck), (x + half, neck + 26), (x + half, neck + 46)], steel)
    cup = half - 14
    c.poly([(x - cup, neck), (x - cup + 6, neck - 76), (x + cup - 6, neck - 76), (x + cup, neck)], steel)
    c.poly(curve([(x - cup + 6, neck - 76), (x - cup * 0.5, neck - 88), (x + cup * 0.5, neck - 88), (x + cup - 6, neck - 76)]), "#c9cfd3")
    for y in (neck - 8, neck - 20):
        c.line([(x - cup, y), (x + cup, y)], 3, "#566069", 0.7)
    c.line([(x + half - 3, neck + 50), (x + half - 3, foot - 28)], 4, "#ffd9a2", 0.75, 1.5)
    c.line([(x - half * 0.55, neck + 52), (x - half * 0.55, foot - 30)], 9, "#ffffff", 0.28, 4)
    for y in (neck + 36, foot - 60):
        c.line([(x - half - 4, y), (x + half + 4, y)], 13, "#3b2a20")
        c.line([(x - half - 4, y - 4), (x + half + 4, y - 4)], 2.5, "#8a684c", 0.8)


def tartan(c: Canvas, x: float, top: float, foot: float, half: float) -> None:
    """Bands round the flask and down it, the latter closer together where it curves away."""
    for k in range(1, 6):
        y = top + (foot - top) * k / 6
        c.rect(x - half, y - 11, x + half, y + 11, "#20160f", 0.34)
        c.rect(x - half, y - 1.6, x + half, y + 1.6, "#f2c14e", 0.75)
    for k in range(-2, 3):
        u = x + half * math.sin(k * 0.55)
        wide = 10 * math.cos(k * 0.55)
        c.rect(u - wide, top, u + wide, foot, "#20160f", 0.34)
        c.rect(u - 1.4, top, u + 1.4, foot, "#f2c14e", 0.65)
