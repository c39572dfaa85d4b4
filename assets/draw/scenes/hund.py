"""A dog in a life vest, sitting on a jetty, looking out."""

from __future__ import annotations

import math

import numpy as np
from studio import Canvas, across, clouds, curve, down, mirror_water, mix, rough

WIDTH, HEIGHT = 1100, 1100
CREAM, TAN, DARK = "#eadbbd", "#b98a54", "#5d4330"
ORANGE, BUCKLE, TAPE = "#de6a22", "#20262d", "#d9dde0"


def draw(scale: float, types) -> object:
    c = Canvas(WIDTH, HEIGHT, 101, scale)
    background(c)
    jetty(c)
    dog(c)
    return c.finish(grain=0.016, vignette=0.22)


def background(c: Canvas) -> None:
    c.wash(np.float32(1), down((0, "#7f9ab2"), (300, "#b4c2c8"), (480, "#e3d9c3"), (560, "#e9ddc4"), (1100, "#9aa9b0")))
    clouds(c, "sky", "#f1ede3", "#94a3b0", 0.50, 210, 2.6, 0.8, 620)
    c.glow(900, 420, 300, "#fff0d0", 0.45)
    c.poly(
        [*curve([(-20, 540), (140, 500), (330, 516), (520, 540), (640, 552)]), (640, 566), (-20, 566)],
        down((500, "#8fa0ab"), (566, "#a9b1b2")),
        1,
        2,
    )
    dice = c.dice("town")
    x = -10.0
    while x < 300:
        w, h = dice.uniform(22, 44), dice.uniform(26, 70)
        tone = mix("#6d7f8d", "#96a1a6", dice.random())
        c.rect(x, 562 - h, x + w, 566, tone, 1, 1.6)
        c.poly(
            [(x - 2, 562 - h), (x + w / 2, 562 - h - w * 0.5), (x + w + 2, 562 - h)],
            mix("#7c5348", "#6d7f8d", dice.random()),
            1,
            1.6,
        )
        x += w + dice.uniform(0, 7)
    # A crane far off, and the mole's light.
    c.lines(
        [
            [(842, 564), (842, 400)],
            [(884, 564), (884, 400)],
            [(800, 398), (1020, 380)],
            [(863, 340), (1020, 380)],
            [(863, 340), (800, 398)],
            [(863, 400), (863, 340)],
            [(980, 386), (980, 460)],
        ],
        5,
        "#8e9da8",
        1,
        2,
    )
    c.poly([(690, 564), (700, 552), (1110, 548), (1110, 566), (690, 566)], "#93a0a6", 1, 2)
    water = down((564, "#b9c2c0"), (720, "#7f96a4"), (1100, "#4c6678"))
    mirror_water(c, 564, rough(water, "sea", 0.22, 14, 7), 0.35, 7)
    # A small boat at a buoy.
    c.poly(
        curve([(136, 610), (150, 636), (240, 638), (268, 604)]) + [(136, 610)],
        down((604, "#e6e1d5"), (638, "#6e3a32")),
        1,
        1.2,
    )
    c.line([(206, 606), (206, 500)], 3, "#5f6a72", 1, 1.2)
    c.line([(136, 609), (268, 604)], 3, "#33485e", 1, 1.2)
    c.line([(206, 640), (204, 726)], 3, "#5f6a72", 0.35, 2)
    c.oval(202, 654, 76, 8, "#41525e", 0.4, 3)


def jetty(c: Canvas) -> None:
    """Planks across, seen from a little above, with posts at the far edge."""
    for x in (96, 1010):
        c.rect(
            x - 30,
            690,
            x + 30,
            900,
            rough(across((x - 30, "#7d6e5c"), (x - 8, "#9d8c74"), (x + 30, "#41382f")), "post", 0.4, 22, 0.3),
        )
        c.oval(x, 690, 30, 9, "#b7a78d")
        c.oval(x, 690, 19, 5, "#8d7d66")
        for y in (742, 756, 770):
            c.line(curve([(x - 32, y), (x, y + 8), (x + 32, y)]), 10, "#c9b78e")
            c.line(curve([(x - 32, y + 5), (x, y + 13), (x + 32, y + 5)]), 2, "#7d6c4c", 0.8)
    dice = c.dice("planks")
    y, k = 826.0, 0
    while y < 1120:
        high = 18 + (y - 826) * 0.20
        tone = mix("#7d6f60", "#a08d75", dice.random())
        c.rect(-5, y, 1105, y + high + 2, rough(tone, "wood", 0.50, 7 + high * 0.35, 16))
        c.rect(-5, y, 1105, y + 2.4, "#d3c3a6", 0.5)
        c.rect(-5, y + high - 1, 1105, y + high + 2.6, "#231d18", 0.9)
        for x in (118, 128, 972, 982):
            c.oval(550 + (x - 550) * (1 + (y - 826) / 1700), y + high * 0.5, 3.2, 2.4, "#2c2722", 0.8)
        y += high + 2
        k += 1
    c.rect(-5, 816, 1105, 828, "#2b241e")
    c.oval(470, 946, 300, 40, "#120f0d", 0.50, 22)


def fur(c: Canvas, outline, fill, name: str, way, count: int, light, dark, long: float = 22) -> None:
    """A shape filled and then combed: strokes lie along `way(x, y)`, an angle."""
    c.poly(outline, fill)
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    cut = c.mask(
        (min(xs), min(ys), max(xs), max(ys)), lambda pen, place: pen.polygon([place(p) for p in outline], fill=255)
    )
    cover, rows, cols = cut
    dice = c.dice(name)
    for _ in range(count):
        x, y = dice.uniform(min(xs), max(xs)), dice.uniform(min(ys), max(ys))
        j, i = int(y * c.scale) - rows.start, int(x * c.scale) - cols.start
        if 0 <= j < cover.shape[0] and 0 <= i < cover.shape[1] and cover[j, i] > 0.5:
            a = way(x, y) + dice.normal(0, 0.20)
            r = long * dice.uniform(0.5, 1.2)
            tip = (x + r * math.cos(a), y + r * math.sin(a))
            c.line(
                curve([(x, y), (x + r * 0.5 * math.cos(a + 0.12), y + r * 0.5 * math.sin(a + 0.12)), tip], steps=4),
                dice.uniform(1.0, 2.6),
                light if dice.random() < 0.55 else dark,
                dice.uniform(0.15, 0.45),
            )


def flow(angle: float):
    """Fur that lies one way everywhere."""
    return lambda x, y: angle


def dog(c: Canvas) -> None:
    # Tail, curled up behind.
    tail = curve(
        [
            (318, 872),
            (262, 850),
            (214, 792),
            (206, 722),
            (238, 668),
            (286, 662),
            (306, 696),
            (288, 716),
            (292, 748),
            (326, 778),
            (372, 800),
        ],
        True,
    )
    fur(
        c,
        tail,
        down((660, CREAM), (880, mix(TAN, CREAM, 0.3))),
        "tail",
        lambda x, y: math.atan2(y - 740, x - 330) + 1.9,
        900,
        "#fbf3e0",
        mix(TAN, DARK, 0.2),
        34,
    )
    # Far foreleg and far ear.
    c.poly(
        curve(
            [
                (606, 700),
                (612, 800),
                (606, 900),
                (604, 930),
                (650, 934),
                (668, 922),
                (652, 900),
                (656, 800),
                (664, 700),
            ],
            True,
        ),
        down((700, mix(TAN, DARK, 0.3)), (940, mix(CREAM, DARK, 0.30))),
    )
    # Body: chest to the right, back sloping to the rump.
    body = curve(
        [
            (520, 430),
            (456, 500),
            (398, 600),
            (342, 710),
            (306, 810),
            (312, 890),
            (350, 930),
            (470, 938),
            (560, 910),
            (610, 830),
            (672, 740),
            (692, 640),
            (682, 540),
            (650, 450),
        ],
        True,
    )
    fur(
        c,
        body,
        across((300, TAN), (470, mix(TAN, CREAM, 0.5)), (690, CREAM)),
        "body",
        lambda x, y: 1.9 - 0.5 * (x - 300) / 400,
        2600,
        "#f6ead0",
        mix(TAN, DARK, 0.35),
        30,
    )
    # Haunch and hind foot.
    haunch = curve(
        [(402, 708), (330, 764), (308, 850), (334, 922), (420, 940), (500, 914), (526, 840), (496, 750)], True
    )
    c.oval(440, 840, 120, 110, DARK, 0.22, 16)
    fur(
        c,
        haunch,
        across((306, mix(TAN, DARK, 0.12)), (520, mix(TAN, CREAM, 0.45))),
        "haunch",
        lambda x, y: math.atan2(y - 800, x - 400) * 0.3 + 1.35,
        1300,
        "#eddcb8",
        mix(TAN, DARK, 0.45),
        26,
    )
    foot = curve([(396, 908), (440, 900), (510, 904), (548, 924), (548, 944), (500, 950), (410, 950), (384, 936)], True)
    c.poly(foot, down((900, CREAM), (950, mix(CREAM, DARK, 0.30))))
    for x in (514, 532):
        c.line([(x, 930), (x + 4, 946)], 2.4, DARK, 0.6)
    # Near foreleg.
    leg = curve(
        [
            (556, 690),
            (566, 790),
            (562, 880),
            (548, 918),
            (552, 946),
            (612, 950),
            (628, 934),
            (614, 900),
            (618, 800),
            (640, 700),
        ],
        True,
    )
    c.line([(556, 720), (562, 800), (556, 890)], 12, DARK, 0.22, 6)
    fur(
        c,
        leg,
        across((548, mix(TAN, CREAM, 0.4)), (600, CREAM), (636, mix(CREAM, TAN, 0.25))),
        "leg",
        flow(1.6),
        620,
        "#fffaf0",
        TAN,
        24,
    )
    for x in (582, 600):
        c.line([(x, 930), (x + 3, 947)], 2.4, DARK, 0.6)
    vest(c)
    head(c)


def vest(c: Canvas) -> None:
    """The vest: a padded saddle in three panels, two straps, a handle, bright tape."""
    saddle = curve(
        [
            (500, 470),
            (452, 520),
            (408, 600),
            (374, 680),
            (372, 716),
            (440, 752),
            (530, 772),
            (610, 772),
            (668, 738),
            (696, 660),
            (690, 560),
            (664, 486),
            (590, 500),
        ],
        True,
    )
    c.poly([(x - 4, y + 12) for x, y in saddle], DARK, 0.45, 9)
    c.poly(
        saddle, rough(across((372, "#a8481a"), (500, ORANGE), (610, "#ee8238"), (696, "#c25a1f")), "cloth", 0.12, 30)
    )
    for seam in (
        curve([(556, 492), (504, 590), (466, 690), (456, 756)]),
        curve([(630, 494), (604, 590), (584, 690), (576, 772)]),
    ):
        c.line([(x + 3, y) for x, y in seam], 9, "#8a3a14", 0.45, 3)
        c.line(seam, 2.6, "#7a3312", 0.8)
        c.line([(x - 4, y) for x, y in seam], 2.4, "#ffb27a", 0.5, 1)
    c.line(curve([(390, 640), (470, 690), (560, 706), (640, 694), (694, 648)]), 24, "#8e979d")
    c.line(curve([(390, 640), (470, 690), (560, 706), (640, 694), (694, 648)]), 19, TAPE)
    c.line(curve([(390, 636), (470, 685), (560, 701), (640, 689), (694, 643)]), 4, "#ffffff", 0.8, 1)
    c.line(
        curve(
            [(500, 470), (452, 520), (408, 600), (374, 680), (372, 716), (440, 752), (530, 772), (610, 772), (668, 738)]
        ),
        6,
        "#7a3312",
        0.9,
    )
    c.line(curve([(486, 764), (496, 800), (560, 822), (636, 790), (664, 742)]), 15, BUCKLE)
    c.rect(548, 800, 590, 832, "#3d464e")
    c.rect(556, 807, 582, 825, "#161b20")
    c.line(curve([(446, 520), (412, 500), (396, 540), (408, 592)]), 15, BUCKLE)
    c.line(curve([(444, 516), (414, 499), (400, 536)]), 3, "#6b757d", 0.8)
    # A pocket with a biscuit in it.
    c.poly(curve([(478, 584), (540, 598), (534, 660), (470, 640)], True), "#c75b1c")
    c.line([(476, 592), (540, 606)], 4, "#7a3312", 0.8)
    c.poly([(494, 590), (500, 566), (512, 560), (522, 566), (528, 596)], "#d9b47a")


def head(c: Canvas) -> None:
    ruff = curve(
        [(498, 440), (486, 500), (520, 548), (590, 566), (660, 550), (704, 500), (700, 440), (640, 400), (540, 396)],
        True,
    )
    fur(
        c,
        ruff,
        across((486, mix(TAN, CREAM, 0.4)), (620, "#f4e8cf"), (704, CREAM)),
        "ruff",
        lambda x, y: math.atan2(y - 400, x - 600),
        1500,
        "#fffaf0",
        mix(TAN, CREAM, 0.2),
        36,
    )
    # The ear that stands, and behind it the one that does not.
    c.poly(curve([(640, 292), (652, 236), (676, 208), (694, 246), (700, 300)], True), mix(TAN, DARK, 0.45))
    c.poly(curve([(676, 208), (712, 214), (724, 250), (700, 262)], True), mix(TAN, DARK, 0.25))
    skull = curve(
        [
            (520, 390),
            (516, 330),
            (548, 276),
            (606, 250),
            (664, 262),
            (704, 300),
            (722, 344),
            (768, 360),
            (806, 376),
            (820, 400),
            (806, 428),
            (760, 446),
            (706, 454),
            (664, 476),
            (600, 482),
            (546, 450),
        ],
        True,
    )
    fur(
        c,
        skull,
        across((516, TAN), (640, mix(TAN, CREAM, 0.35)), (720, CREAM), (820, "#f6ecd6")),
        "skull",
        lambda x, y: math.atan2(y - 380, x - 760),
        1700,
        "#f8eed8",
        mix(TAN, DARK, 0.25),
        20,
    )
    cheek = curve(
        [(600, 420), (650, 400), (720, 402), (790, 410), (806, 426), (760, 446), (706, 454), (664, 476), (606, 480)],
        True,
    )
    c.poly(cheek, "#f8efdc", 0.75, 5)
    ear = curve([(536, 306), (528, 226), (546, 168), (584, 206), (620, 268), (606, 300)], True)
    fur(c, ear, across((528, mix(TAN, DARK, 0.25)), (620, TAN)), "ear", flow(-1.9), 260, mix(TAN, CREAM, 0.4), DARK, 18)
    c.poly(curve([(552, 292), (548, 232), (556, 202), (578, 232), (598, 276)], True), "#8d5f4a", 0.75, 3)
    # Nose, mouth, tongue, eye.
    c.poly(curve([(782, 362), (806, 356), (828, 368), (830, 390), (812, 400), (792, 388)], True), "#1b1a1d")
    c.oval(810, 367, 8, 4, "#8b9096", 0.8, 1.5)
    c.poly(
        curve([(746, 440), (776, 434), (790, 452), (788, 488), (768, 500), (750, 478)], True),
        down((436, "#b34f4c"), (500, "#e08a80")),
    )
    c.line(curve([(768, 446), (771, 466), (770, 486)]), 2.2, "#9a3f3e", 0.8)
    c.line(curve([(808, 402), (800, 424), (764, 440), (718, 436), (688, 420)]), 4, "#4a3426", 0.95)
    c.line(curve([(688, 420), (680, 410), (678, 400)]), 3, "#4a3426", 0.7)
    for x, y in ((742, 414), (758, 420), (752, 404), (774, 412)):
        c.oval(x, y, 2, 2, "#6b5240", 0.7)
    c.poly(curve([(660, 348), (676, 330), (698, 332), (708, 348), (694, 360), (672, 360)], True), "#3b2a1f", 0.9)
    c.oval(684, 346, 13.5, 13.5, "#17120f")
    c.oval(689, 340, 4.4, 4.4, "#ffffff")
    c.oval(680, 352, 3, 2.4, "#a98058", 0.8)
    c.line(curve([(652, 322), (674, 308), (702, 314)]), 8, "#fbf3e0", 0.85, 2.5)
