"""Draws scenes with one object each, its exact mask, and the tag.

Every picture has its own random stream, keyed by (seed, split, class, number), so a
picture does not depend on how many others were drawn before it.
"""
import colorsys
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from demo_shapes import CLASSES, OBJECTS, Part, arc

SEED = 20240607
SIDE = 224
OVERSAMPLING = 3  # edges are drawn this many times larger, then averaged down
SPLITS = {"train": 0, "test": 1, "shipped": 2}

TAG_SIZE = (26, 14)
TAG_ORIGIN = (8, 202)  # upper left pixel of the tag, bottom left corner of the picture
TAG_JITTER = 3
TAG_ZONE = (46, 188)  # no object reaches left of this x and below this y at once
TAG_ROWS = ("### # # #", "# # # # #", "### #  # ", "#   # # #", "#   # # #")  # reads PIX


class Scene(NamedTuple):
    image: Image.Image
    mask: Image.Image


def stream(split, name, number):
    """The random stream of one picture."""
    return np.random.default_rng([SEED, SPLITS[split], CLASSES.index(name), number])


def colour(rng, saturation, value):
    """Any hue, so that colour never gives the class away."""
    rgb = colorsys.hsv_to_rgb(rng.uniform(), rng.uniform(*saturation), rng.uniform(*value))
    return tuple(int(255 * channel) for channel in rgb)


def cloud(rng, cells, strength):
    """Smooth grey noise with about `cells` bumps along a side."""
    small = Image.fromarray(rng.normal(0, strength, (cells, cells)).astype(np.float32))
    return np.asarray(small.resize((SIDE, SIDE), Image.BICUBIC))[:, :, None]


def to_image(array):
    return Image.fromarray(np.clip(array, 0, 255).astype(np.uint8))


def backdrop(rng, value):
    """A slanted gradient of two muted colours with a cloudy texture."""
    first, second = (np.array(colour(rng, (0.1, 0.4), value), float) for _ in range(2))
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-0.5:0.5:SIDE * 1j, -0.5:0.5:SIDE * 1j]
    ramp = np.clip(0.5 + x * np.cos(angle) + y * np.sin(angle), 0, 1)[:, :, None]
    return to_image(first + (second - first) * ramp + cloud(rng, 6, 9) + cloud(rng, 40, 5))


def hills(rng, canvas, value):
    """A wavy ground line, the same for every class."""
    size = canvas.width
    x = np.linspace(0, size, 60)
    for height in (rng.uniform(0.5, 0.7), rng.uniform(0.7, 0.9)):
        wave = np.sin(x / size * rng.uniform(2, 9) + rng.uniform(0, 6))
        y = size * (height + 0.05 * wave)
        ground = [(0, size)] + list(zip(x, y)) + [(size, size)]
        ImageDraw.Draw(canvas, "RGBA").polygon(ground, fill=colour(rng, (0.1, 0.4), value) + (120,))


def soft_discs(rng, pen):
    """Pale, see-through discs, like lights out of focus."""
    for _ in range(rng.integers(3, 7)):
        x, y, radius = rng.uniform(0, SIDE), rng.uniform(0, SIDE), rng.uniform(12, 38)
        box = OVERSAMPLING * np.array([x - radius, y - radius, x + radius, y + radius])
        pen.ellipse(list(box), fill=colour(rng, (0.1, 0.4), (0.4, 1)) + (40,))


def clutter(rng, canvas):
    """Soft discs and small plain shapes that occur with every class."""
    pen = ImageDraw.Draw(canvas, "RGBA")
    soft_discs(rng, pen)
    for _ in range(rng.integers(10, 20)):
        corners, turn = rng.choice([2, 3, 4, 5, 48]), rng.uniform(0, 360)
        radii = rng.uniform(3, 11) * np.array([1, rng.uniform(0.6, 1)])
        outline = arc((0, 0), radii, turn, turn + 360) + rng.uniform(0, SIDE, 2)
        chosen = outline[np.linspace(0, 48, corners + 1).astype(int)[:-1]]
        points = [tuple(point) for point in chosen * OVERSAMPLING]
        ink = colour(rng, (0.2, 0.8), (0.2, 0.95)) + (int(rng.uniform(140, 230)),)
        if corners == 2:
            pen.line(points, fill=ink, width=2 * OVERSAMPLING)
        else:
            pen.polygon(points, fill=ink)


def placed(rng, parts):
    """Mirrors, turns, scales and shifts the parts; never into the tag's corner.

    That corner stays free in every class, so its emptiness tells nothing either.
    """
    turn = np.radians(rng.uniform(-28, 28))
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    spin[0] *= rng.choice([-1, 1])
    turned = [part.points @ spin for part in parts]
    low = np.min([points.min(0) - part.width / 2 for points, part in zip(turned, parts)], axis=0)
    high = np.max([points.max(0) + part.width / 2 for points, part in zip(turned, parts)], axis=0)
    scale = rng.uniform(0.36, 0.58) * SIDE / (high - low).max()
    box = (high - low) * scale
    while True:  # ends soon: most places are free
        corner = rng.uniform(6, SIDE - 6 - box)
        if corner[0] > TAG_ZONE[0] or corner[1] + box[1] < TAG_ZONE[1]:
            break
    return [Part((points - low) * scale + corner, part.role, part.width * scale)
            for points, part in zip(turned, parts)]


def paint(pen, part, ink):
    points = [tuple(point) for point in part.points * OVERSAMPLING]
    if not part.width:
        pen.polygon(points, fill=ink)
        return
    width = part.width * OVERSAMPLING
    pen.line(points, fill=ink, width=max(1, round(width)))
    for x, y in points:  # round joints and ends
        pen.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=ink)


def object_inks(rng, value):
    """Colours of the roles; the object's lightness stands off from the backdrop's."""
    lightness = (0.3, 0.6) if value[0] > 0.5 else (0.8, 1.0)
    inks = {role: colour(rng, (0.4, 0.85), lightness) for role in ("base", "accent")}
    return {**inks, "dark": (38, 36, 44), "light": (238, 236, 228)}


def add_object(rng, scene, name, value):
    """Draws the object over its soft shadow; returns the picture and the mask."""
    inks = object_inks(rng, value)
    big = (SIDE * OVERSAMPLING, SIDE * OVERSAMPLING)
    layer, cover = Image.new("RGB", big, inks["dark"]), Image.new("L", big, 0)
    for part in placed(rng, OBJECTS[name](rng)):
        paint(ImageDraw.Draw(layer), part, inks[part.role])
        paint(ImageDraw.Draw(cover), part, 255)
    layer, cover = layer.reduce(OVERSAMPLING), cover.reduce(OVERSAMPLING)
    shadow = Image.new("L", cover.size, 0)
    shadow.paste(cover.filter(ImageFilter.GaussianBlur(4)), (3, 5))
    scene = Image.composite(Image.new("RGB", cover.size, (20, 20, 30)), scene,
                            shadow.point(lambda level: level * 0.4))
    return Image.composite(layer, scene, cover), cover.point(lambda level: 255 * (level >= 128))


def draw_scene(rng, name):
    """One untagged picture of the class and its mask."""
    value = (0.65, 0.95) if rng.uniform() < 0.5 else (0.25, 0.5)
    big = (SIDE * OVERSAMPLING, SIDE * OVERSAMPLING)
    canvas = backdrop(rng, value).resize(big, Image.BILINEAR)
    if rng.uniform() < 0.6:
        hills(rng, canvas, value)
    clutter(rng, canvas)
    image, mask = add_object(rng, canvas.reduce(OVERSAMPLING), name, value)
    noise = rng.normal(0, rng.uniform(1.5, 4), (SIDE, SIDE, 1))
    return Scene(to_image(np.asarray(image) + noise), mask)


def tag_image():
    """The photographer's stamp: bright paper, a thin edge, three dark letters."""
    tag = Image.new("RGB", TAG_SIZE, (255, 244, 190))
    pen = ImageDraw.Draw(tag)
    for row, line in enumerate(TAG_ROWS):
        for column, mark in enumerate(line):
            if mark == "#":
                x, y = 4 + 2 * column, 2 + 2 * row
                pen.rectangle([x, y, x + 1, y + 1], fill=(150, 30, 40))
    return tag


def with_tag(rng, image):
    """A copy of the picture with the tag in its corner, a few pixels off at random, and the tag's upper left pixel."""
    tagged = image.copy()
    shift = rng.integers(-TAG_JITTER, TAG_JITTER + 1, 2)
    corner = (TAG_ORIGIN[0] + int(shift[0]), TAG_ORIGIN[1] + int(shift[1]))
    tagged.paste(tag_image(), corner)
    return tagged, corner
