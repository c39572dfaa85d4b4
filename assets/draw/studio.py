"""The painter's tools that all scenes share: canvas, noise, sky, water, light, figures and grain.

Coordinates are pixels of the finished picture; the canvas itself is `scale` times larger and is reduced at the end.
Every random number comes from the canvas's seed and a name, so a scene's bytes do not depend on the order of its strokes.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]
TILE = 1024  # side of a repeating noise tile
EDGE = 2  # masks are drawn this much larger again, so that thin lines are smooth


def rgb(colour: str | Sequence[float] | np.ndarray) -> np.ndarray:
    """A colour as three floats 0 to 1, from '#rrggbb' or from three floats."""
    if isinstance(colour, str):
        return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)
    return np.asarray(colour, np.float32)


def mix(first, second, part: float) -> np.ndarray:
    """`part` of the second colour in the first."""
    return rgb(first) * (1 - part) + rgb(second) * part


def smooth(low: float, high: float, value: np.ndarray) -> np.ndarray:
    """0 below low, 1 above high, an S-curve between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def curve(points: Sequence[Point], closed: bool = False, steps: int = 12) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    p = np.array(points, float)
    p = np.vstack([p[-1:], p, p[:2]]) if closed else np.vstack([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    out: list[Point] = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        for i in range(steps):
            t = i / steps
            q = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            out.append((float(q[0]), float(q[1])))
    if not closed:
        out.append((float(p[-2][0]), float(p[-2][1])))
    return out


class Canvas:
    """A picture under the brush."""

    def __init__(self, width: int, height: int, seed: int, scale: float = 2.0):
        self.width, self.height, self.seed, self.scale = width, height, seed, scale
        self.columns, self.rows = round(width * scale), round(height * scale)
        self.px = np.zeros((self.rows, self.columns, 3), np.float32)
        self.x = ((np.arange(self.columns, dtype=np.float32) + 0.5) / scale)[None, :]
        self.y = ((np.arange(self.rows, dtype=np.float32) + 0.5) / scale)[:, None]
        self._fields: dict[tuple, np.ndarray] = {}

    def layer(self) -> Canvas:
        """An empty canvas of the same size, seed and noise."""
        other = Canvas(self.width, self.height, self.seed, self.scale)
        other._fields = self._fields
        return other

    # Noise

    def dice(self, name: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])

    def noise(self, name: str, cell: float, stretch: float = 1.0, octaves: int = 5) -> np.ndarray:
        """Cloudy noise, about 0 to 1 with mean 0.5; `cell` is its coarsest grain's height, `stretch` how much wider it is."""
        key = (name, cell, stretch, octaves)
        if key not in self._fields:
            dice, total, weight = self.dice(name), np.zeros((self.rows, self.columns), np.float32), 0.0
            for octave in range(octaves):
                size = cell / 2**octave
                if size * self.scale < 1.2:
                    break
                across, down = self.width / (size * stretch), self.height / size
                grid = dice.random((math.ceil(down) + 4, math.ceil(across) + 4), np.float32)
                box = (1.5, 1.5, 1.5 + across, 1.5 + down)
                part = Image.fromarray(grid).resize((self.columns, self.rows), Image.Resampling.BICUBIC, box=box)
                total += np.asarray(part) * 0.55**octave
                weight += 0.55**octave
            self._fields[key] = total / weight
        return self._fields[key]

    def tile(self, name: str, roughness: float = 1.6) -> np.ndarray:
        """A repeating noise tile, mean 0, deviation 1."""
        key = ("tile", name, roughness)
        if key not in self._fields:
            white = np.fft.rfft2(self.dice(name).standard_normal((TILE, TILE)))
            f = np.hypot(np.fft.fftfreq(TILE)[:, None], np.fft.rfftfreq(TILE)[None, :])
            f[0, 0] = 1
            made = np.fft.irfft2(np.where(f < 2.5 / TILE, 0, white / f**roughness), (TILE, TILE))
            self._fields[key] = (made / made.std()).astype(np.float32)
        return self._fields[key]

    # Strokes

    def mask(self, box: Sequence[float], draw: Callable, blur: float = 0):
        """Coverage of what `draw(pen, place)` draws inside box, with the slices it belongs to; None if off the canvas."""
        s, pad = self.scale, 2 + 3 * blur
        x0, y0 = math.floor(max(0, (box[0] - pad) * s)), math.floor(max(0, (box[1] - pad) * s))
        x1 = math.ceil(min(self.columns, (box[2] + pad) * s))
        y1 = math.ceil(min(self.rows, (box[3] + pad) * s))
        if x1 <= x0 or y1 <= y0:
            return None
        sheet = Image.new("L", ((x1 - x0) * EDGE, (y1 - y0) * EDGE))
        draw(ImageDraw.Draw(sheet), lambda p: ((p[0] * s - x0) * EDGE, (p[1] * s - y0) * EDGE))
        sheet = sheet.resize((x1 - x0, y1 - y0), Image.Resampling.BOX)
        if blur:
            sheet = sheet.filter(ImageFilter.GaussianBlur(blur * s))
        return np.asarray(sheet, np.float32) / 255, slice(y0, y1), slice(x0, x1)

    def lay(self, covered, fill, alpha: float = 1) -> None:
        """Paint a mask with a colour, an array, or a fill made by `down`, `across`, `rough` and their like."""
        if covered is None:
            return
        cover, ys, xs = covered
        ink = fill(self, ys, xs) if callable(fill) else rgb(fill)
        part = (cover * alpha)[..., None]
        self.px[ys, xs] += (ink - self.px[ys, xs]) * part

    def poly(self, points: Sequence[Point], fill, alpha: float = 1, blur: float = 0) -> None:
        def draw(pen, place):
            return pen.polygon([place(p) for p in points], fill=255)

        self.lay(self.mask(_bounds(points), draw, blur), fill, alpha)

    def rect(self, x0: float, y0: float, x1: float, y1: float, fill, alpha: float = 1, blur: float = 0) -> None:
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill, alpha, blur)

    def oval(self, x: float, y: float, rx: float, ry: float, fill, alpha: float = 1, blur: float = 0) -> None:
        box = (x - rx, y - ry, x + rx, y + ry)

        def draw(pen, place):
            return pen.ellipse([place(box[:2]), place(box[2:])], fill=255)

        self.lay(self.mask(box, draw, blur), fill, alpha)

    def line(self, points: Sequence[Point], width: float, fill, alpha: float = 1, blur: float = 0) -> None:
        self.lines([points], width, fill, alpha, blur)

    def lines(self, many: Sequence[Sequence[Point]], width: float, fill, alpha: float = 1, blur: float = 0) -> None:
        thick = max(1, round(width * self.scale * EDGE))

        def draw(pen, place):
            for points in many:
                pen.line([place(p) for p in points], fill=255, width=thick, joint="curve")

        x0, y0, x1, y1 = _bounds([p for points in many for p in points])
        self.lay(self.mask((x0 - width, y0 - width, x1 + width, y1 + width), draw, blur), fill, alpha)

    def wash(self, cover: np.ndarray, fill) -> None:
        """Paint the whole canvas through a coverage array (broadcast to rows x columns)."""
        cover = np.broadcast_to(cover, (self.rows, self.columns))
        self.lay((cover, slice(0, self.rows), slice(0, self.columns)), fill)

    def text(
        self, x: float, y: float, words: str, font: Path, size: float, fill, anchor: str = "ls", track: float = 0
    ) -> None:
        """A line of type on the baseline y; `anchor` as Pillow has it; `track` opens it by so many em."""
        face = ImageFont.truetype(str(font), round(size * self.scale * EDGE))
        unit = self.scale * EDGE
        widths = [face.getlength(words[: i + 1]) / unit - face.getlength(words[:i]) / unit for i in range(len(words))]
        wide = sum(widths) + track * size * (len(words) - 1)
        left = x - wide * {"l": 0, "m": 0.5, "r": 1}[anchor[0]]

        def draw(pen, place):
            if not track:
                pen.text(place((left, y)), words, fill=255, font=face, anchor="ls")
                return
            at = left
            for letter, step in zip(words, widths):
                pen.text(place((at, y)), letter, fill=255, font=face, anchor="ls")
                at += step + track * size

        self.lay(self.mask((left - size, y - size * 1.2, left + wide + size, y + size * 0.5), draw), fill)

    # Light

    def glow(self, x: float, y: float, radius: float, colour, strength: float = 1, squash: float = 1) -> None:
        """Light round a lamp: screened on, bright in the middle, gone at three radii."""
        reach = radius * 3.2
        ys, xs = self._window(x - reach, y - reach * squash, x + reach, y + reach * squash)
        d2 = ((self.x[:, xs] - x) ** 2 + ((self.y[ys] - y) / squash) ** 2) / radius**2
        light = strength * (0.65 * np.exp(-d2 * 0.8) + 0.35 * np.exp(-d2 * 8))
        light *= 1 - smooth(5, 10, d2)
        self.px[ys, xs] = 1 - (1 - self.px[ys, xs]) * (1 - np.clip(light[..., None] * rgb(colour), 0, 1))

    def beam(
        self, start: Point, end: Point, width: float, colour, strength: float, haze: np.ndarray | None = None
    ) -> None:
        """A searchlight's cone: narrow at start, `width` wide and faded out at end."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = math.hypot(dx, dy)
        along = ((self.x - start[0]) * dx + (self.y - start[1]) * dy) / length
        aside = ((self.x - start[0]) * -dy + (self.y - start[1]) * dx) / length
        half = width * (0.03 + 0.5 * np.clip(along / length, 0, 1.2))
        light = np.exp(-((aside / half) ** 2) * 2.2) * smooth(0, 12, along)
        light *= np.exp(-1.5 * np.clip(along, 0, None) / length) * (1 - smooth(0.75, 1.1, along / length)) * strength
        if haze is not None:
            light = light * (0.55 + 0.9 * haze)
        self.px = 1 - (1 - self.px) * (1 - np.clip(light[..., None] * rgb(colour), 0, 1))

    def _window(self, x0: float, y0: float, x1: float, y1: float) -> tuple[slice, slice]:
        s = self.scale
        return (
            slice(max(0, int(y0 * s)), max(0, min(self.rows, math.ceil(y1 * s)))),
            slice(max(0, int(x0 * s)), max(0, min(self.columns, math.ceil(x1 * s)))),
        )

    # Finish

    def blurred(self, across: float, down: float) -> np.ndarray:
        """The picture, softened by so many pixels in each direction."""
        return soften(self.px, across * self.scale, down * self.scale)

    def finish(
        self,
        grain: float = 0.026,
        vignette: float = 0.22,
        softness: float = 0.55,
        frame: tuple[int, int, int, int] | None = None,
        width: int = 0,
    ) -> Image.Image:
        """Reduce to size, darken the corners, lay the grain; of a `frame`, that part alone, `width` pixels wide."""
        eight = np.clip(self.px * 255 + 0.5, 0, 255).astype(np.uint8)
        left, top, right, foot = frame or (0, 0, self.width, self.height)
        self.width, self.height = width or right - left, round((width or right - left) * (foot - top) / (right - left))
        box = (left * self.scale, top * self.scale, right * self.scale, foot * self.scale)
        small = Image.fromarray(eight).resize((self.width, self.height), Image.Resampling.LANCZOS, box=box)
        small = small.filter(ImageFilter.GaussianBlur(softness))
        px = np.asarray(small, np.float32) / 255
        v, u = np.mgrid[-1 : 1 : self.height * 1j, -1 : 1 : self.width * 1j].astype(np.float32)
        px = px * (1 - vignette * smooth(0.5, 2.0, u * u + v * v))[..., None]
        speck = self.dice("grain").standard_normal((self.height, self.width, 1)).astype(np.float32)
        for axis in (0, 1):
            speck = np.roll(speck, 1, axis) + 2 * speck + np.roll(speck, -1, axis)
        tone = np.clip(px.mean(2, keepdims=True), 0, 1)
        px = px + speck / speck.std() * grain * (0.4 + 2.4 * tone * (1 - 0.72 * tone))
        return Image.fromarray(np.clip(px * 255 + 0.5, 0, 255).astype(np.uint8))


def _bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def soften(px: np.ndarray, across: float, down: float) -> np.ndarray:
    """Three running means in each direction, which is nearly a Gaussian."""
    for axis, sigma in ((1, across), (0, down)):
        r = round(sigma)
        if r < 1:
            continue
        for _ in range(3):
            ends = [(0, 0)] * px.ndim
            ends[axis] = (r + 1, r)
            total = np.cumsum(np.pad(px, ends, mode="edge"), axis=axis, dtype=np.float64)
            n = px.shape[axis]
            ahead = np.take(total, np.arange(2 * r + 1, 2 * r + 1 + n), axis=axis)
            px = ((ahead - np.take(total, np.arange(n), axis=axis)) / (2 * r + 1)).astype(np.float32)
    return px


# Fills


def down(*stops: tuple[float, object]):
    """A gradient by y: (y, colour) pairs from the top."""
    return _gradient(stops, lambda c, ys, xs: np.broadcast_to(c.y[ys], (c.y[ys].shape[0], c.x[:, xs].shape[1])))


def across(*stops: tuple[float, object]):
    """A gradient by x."""
    return _gradient(stops, lambda c, ys, xs: np.broadcast_to(c.x[:, xs], (c.y[ys].shape[0], c.x[:, xs].shape[1])))


def _gradient(stops, place):
    at = [s[0] for s in stops]
    colours = np.array([rgb(s[1]) for s in stops])

    def fill(canvas: Canvas, ys: slice, xs: slice) -> np.ndarray:
        where = place(canvas, ys, xs)
        return np.stack([np.interp(where, at, colours[:, i]) for i in range(3)], -1).astype(np.float32)

    return fill


def rough(fill, name: str, amount: float, cell: float = 60, stretch: float = 1.0):
    """The fill, made lighter and darker by noise: plaster, concrete, plate."""

    def textured(canvas: Canvas, ys: slice, xs: slice) -> np.ndarray:
        ink = fill(canvas, ys, xs) if callable(fill) else rgb(fill)
        grain = canvas.noise(name, cell, stretch, 6)[ys, xs] - 0.5
        return np.clip(ink * (1 + 2 * amount * grain[..., None]), 0, 1)

    return textured


# Space


@dataclass(frozen=True)
class Camera:
    """A level camera: metres to pixels. X runs right, Y up from the ground, Z away."""

    centre: float
    horizon: float
    focal: float
    height: float
    mirror: int = 1  # -1 draws what a wet floor shows

    def at(self, x: float, y: float, z: float) -> Point:
        y *= self.mirror
        return self.centre + self.focal * x / z, self.horizon - self.focal * (y - self.height) / z

    def many(self, *points: tuple[float, float, float]) -> list[Point]:
        return [self.at(*p) for p in points]

    def size(self, z: float) -> float:
        """Pixels in a metre at that distance."""
        return self.focal / z

    def mirrored(self) -> Camera:
        return replace(self, mirror=-self.mirror)

    def floor(self, canvas: Canvas, far: float = 400.0) -> tuple[np.ndarray, np.ndarray]:
        """The ground's X and Z under each pixel; above the horizon Z is `far`."""
        z = np.clip(self.focal * self.height / np.maximum(canvas.y - self.horizon, 1e-3), 0, far)
        return (canvas.x - self.centre) * z / self.focal, z


def sample(tile: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """A repeating tile looked up at u, v (in its cells), bilinear."""
    u, v = np.broadcast_arrays(u, v)
    u0, v0 = np.floor(u), np.floor(v)
    fu, fv = (u - u0).astype(np.float32), (v - v0).astype(np.float32)
    n = tile.shape[0]
    i, j = u0.astype(np.int64) % n, v0.astype(np.int64) % n
    i1, j1 = (i + 1) % n, (j + 1) % n
    return (tile[j, i] * (1 - fu) + tile[j, i1] * fu) * (1 - fv) + (tile[j1, i] * (1 - fu) + tile[j1, i1] * fu) * fv


# Nature


def clouds(
    c: Canvas,
    name: str,
    light,
    shade,
    cover: float,
    cell: float,
    stretch: float = 2.6,
    alpha: float = 0.8,
    bottom: float = 1e9,
) -> None:
    """Soft clouds, lit from above; `cover` is about the part of the sky they take, none below `bottom`."""
    n = c.noise(name, cell, stretch, 7)
    spread = n.std()
    body = smooth(0.5 - (cover - 0.5) * 3 * spread - spread * 0.5, 0.5 - (cover - 0.5) * 3 * spread + spread * 1.7, n)
    step = max(1, round(cell * 0.16 * c.scale))
    above = np.vstack([n[:1].repeat(step, 0), n[:-step]])
    lit = smooth(-spread * 1.1, spread * 1.1, n - above)[..., None]
    tone = rgb(shade) * (1 - lit) + rgb(light) * lit
    part = (body * alpha * (1 - smooth(bottom * 0.55, bottom, c.y)))[..., None]
    c.px += (tone - c.px) * part


def ripples(c: Canvas, camera: Camera, name: str, grain: float = 90.0, stretch: float = 0.35) -> np.ndarray:
    """Water noise in perspective, mean 0, deviation about 1; nothing above the horizon."""
    x, z = camera.floor(c, 3000)
    near = sample(c.tile(name, 1.5), x * grain * stretch, z * grain * 0.5)
    fade = smooth(1, 26, c.y - camera.horizon)
    return near * fade


def mirror_water(
    c: Canvas, level: float, water, depth: float = 0.45, sway: float = 9, name: str = "sway", until: float | None = None
) -> None:
    """Below `level`: what is above, upside down, rippled, and mixed with the water's own fill.

    `depth` is the water's part near the level; it grows to 0.85 at the picture's foot, as water does when one looks down on it.
    """
    top = round(level * c.scale)
    rows = np.arange(top, c.rows)
    t = (rows - top) / max(1, c.rows - top)
    wave = c.noise(name, 13, 9, 4)[rows] - 0.5
    wide = c.noise(name + "-wide", 46, 6, 4)[rows] - 0.5
    reach = (0.25 + 1.9 * t)[:, None]
    dx = (wave * 1.3 + wide) * 2 * sway * c.scale * reach
    dy = (wave * 2.2 + wide * 1.4) * 2 * sway * c.scale * reach * 1.4
    source_y = np.clip(2 * top - rows[:, None] - 1 + dy - 6 * c.scale * t[:, None], 0, top - 1).astype(np.int32)
    source_x = np.clip(np.arange(c.columns)[None, :] + dx, 0, c.columns - 1).astype(np.int32)
    seen = c.px[source_y, source_x]
    own = water(c, slice(top, c.rows), slice(0, c.columns)) if callable(water) else rgb(water)
    part = np.clip(depth + (0.85 - depth) * t[:, None] + wave * 0.5, 0, 1)[..., None]
    c.px[top:] = seen * (1 - part) + own * part


def plume(
    c: Canvas,
    name: str,
    x: float,
    y: float,
    tall: float,
    lean: float,
    spread: float,
    wind: float,
    count: int,
    alpha: float = 0.8,
    foot: float = 14,
) -> None:
    """Water thrown up from (x, y): drops on their parabolas, `tall` at most, lean and spread in radians from the vertical, drifting by `wind`, from a foot so wide."""
    dice = c.dice(name)
    for _ in range(count):
        angle = lean + dice.normal(0, spread)
        rise = tall * math.sqrt(dice.random()) * math.exp(-2.2 * (angle - lean) ** 2)
        t = dice.uniform(0.02, 1.7) ** 0.8
        aside = math.tan(angle) * rise * 1.1
        start = x + dice.normal(0, foot)
        px = start + aside * t + wind * t * t * dice.uniform(0.5, 1.2)
        py = y - rise * (2 * t - t * t)
        ahead = t + dice.uniform(0.01, 0.05)
        tip = (px + aside * (ahead - t) + wind * (ahead * ahead - t * t) * 0.85, y - rise * (2 * ahead - ahead * ahead))
        size = dice.uniform(0.7, 1.3) * (2.6 - 1.1 * t)
        c.line([(px, py), tip], size, "#eef3f4", alpha * dice.uniform(0.15, 1.0) * (1 - 0.4 * t))
        if dice.random() < 0.06:
            c.oval(px, py, size * dice.uniform(3, 8), size * dice.uniform(2, 5), "#e3eaec", 0.16, 2.5)


# People


@dataclass(frozen=True)
class Dress:
    """What a small figure wears, as colours."""

    coat: str = "#3d5068"
    legs: str = "#1c2027"
    head: str = "#6d5a50"
    hat: str | None = None
    rim: str | None = None  # light along one side
    rim_side: int = 1
    skirt: bool = False
    scarf: str | None = None


def figure(
    c: Canvas,
    x: float,
    foot: float,
    tall: float,
    dress: Dress,
    lean: float = 0,
    stride: float = 0,
    arms: str = "down",
    shadow: float = 0.35,
    flip: int = 1,
    alpha: float = 1,
) -> None:
    """A small standing figure, `tall` pixels from foot to crown. flip=-1 hangs it upside down, as a reflection."""

    def at(u: float, v: float) -> Point:
        return x + u * tall + lean * v * tall, foot - flip * v * tall

    def shape(points, fill, part=1.0, blur=0.0):
        c.poly([at(*p) for p in points], fill, alpha * part, blur)

    if shadow and flip == 1:
        c.oval(x, foot + tall * 0.005, tall * 0.17, tall * 0.032, "#05070a", shadow * alpha, tall * 0.012)
    top, low = mix(dress.coat, "#ffffff", 0.10), mix(dress.coat, "#000000", 0.32)
    ys = sorted([at(0, 0.83)[1], at(0, 0.4)[1]])
    coat = down((ys[0], top if flip == 1 else low), (ys[1], low if flip == 1 else top))
    sleeve = mix(dress.coat, "#000000", 0.34)
    hip = 0.40 if not dress.skirt else 0.20
    for side in (-1, 1):
        swing = stride * side * 0.11
        shape(
            [
                (side * 0.018, 0.5),
                (side * 0.085, 0.5),
                (side * 0.078 + swing, 0.02),
                (side * 0.098 + swing, 0.0),
                (side * 0.022 + swing, 0.0),
            ],
            dress.legs,
        )
    if arms == "down":
        for side in (-1, 1):
            shape(
                curve(
                    [
                        (side * 0.105, 0.80),
                        (side * 0.150, 0.74),
                        (side * 0.158, 0.55),
                        (side * 0.140, 0.42),
                        (side * 0.105, 0.44),
                        (side * 0.10, 0.6),
                    ],
                    True,
                ),
                sleeve,
            )
            if stride:
                c.oval(*at(side * 0.135, 0.41), tall * 0.022, tall * 0.025, mix(dress.head, "#000000", 0.15), alpha)
    body = [
        (-0.045, 0.845),
        (-0.115, 0.805),
        (-0.130, 0.74),
        (-0.112, 0.58),
        (-0.122, hip),
        (0.122, hip),
        (0.112, 0.58),
        (0.130, 0.74),
        (0.115, 0.805),
        (0.045, 0.845),
    ]
    if dress.skirt:
        body[4], body[5] = (-0.150, hip), (0.150, hip)
    shape(body, coat)
    shape([(-0.006, 0.55), (0.006, 0.55), (0.006, hip), (-0.006, hip)], low, 0.7)
    if arms == "up":
        for side in (-1, 1):
            c.line([at(side * 0.10, 0.79), at(side * 0.19, 0.80), at(side * 0.23, 0.98)], tall * 0.05, sleeve, alpha)
            c.oval(*at(side * 0.235, 1.0), tall * 0.024, tall * 0.026, dress.head, alpha)
    elif arms == "front":
        for side in (-1, 1):
            c.line([at(side * 0.115, 0.78), at(side * 0.135, 0.60), at(side * 0.05, 0.60)], tall * 0.05, sleeve, alpha)
    shape([(-0.03, 0.82), (0.03, 0.82), (0.028, 0.89), (-0.028, 0.89)], mix(dress.head, "#000000", 0.25))
    c.oval(*at(0, 0.927), tall * 0.052, tall * 0.066, dress.head, alpha)
    if dress.scarf:
        shape([(-0.055, 0.825), (0.055, 0.825), (0.05, 0.87), (-0.05, 0.87)], dress.scarf)
    if dress.hat:
        shape(curve([(-0.062, 0.935), (-0.05, 1.0), (0, 1.018), (0.05, 1.0), (0.062, 0.935)]), dress.hat)
        shape([(-0.062, 0.935), (0.062, 0.935), (0.07, 0.95), (-0.07, 0.95)], mix(dress.hat, "#000000", 0.3))
    if dress.rim:
        s = dress.rim_side
        lit = [(s * 0.112, 0.806), (s * 0.150, 0.745), (s * 0.158, 0.55), (s * 0.143, 0.43)]
        c.line([at(*p) for p in curve(lit)], tall * 0.013, dress.rim, alpha * 0.75, tall * 0.003)
        c.line(
            [at(*p) for p in curve([(s * 0.020, 0.99), (s * 0.048, 0.95), (s * 0.048, 0.90)])],
            tall * 0.011,
            dress.rim,
            alpha * 0.7,
            tall * 0.003,
        )


def save(picture: Image.Image, path: Path) -> None:
    picture.convert("RGB").save(path, "JPEG", quality=90, subsampling=0, optimize=True)
