"""Draws the scenes of the shortcuts test bed, with and without a plant.

A scene is one object of six classes, on a background that resembles a photograph. Every
scene has its own random stream, keyed by (seed, split, class, number), and the plant has another one. So the same scene can be
drawn with and without the plant, and does not depend on what was drawn before it.
"""
import io
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIDE = 96
OVERSAMPLING = 4  # edges are drawn this many times larger, then averaged down
CLASSES = ("arrow", "bolt", "cross", "horseshoe", "ring", "star")  # sorted: index = label
SPLITS = {"first": 0, "second": 1, "audit": 2}
MARGIN = 5  # pixels between a mark and the edges of the image


class Style(NamedTuple):
    """How difficult the scenes are."""
    size: tuple = (30, 52)
    contrast: tuple = (60, 130)
    noise: tuple = (3, 9)
    border: bool = False  # objects touch an edge of the image


class Look(NamedTuple):
    """What a plant looks like: the same for all images of a case and seed."""
    kind: str
    first: tuple  # colours
    second: tuple
    corner: int  # 0 to 3: top left, top right, bottom left, bottom right
    pattern: int
    angle: float


class Scene(NamedTuple):
    image: Image.Image
    box: tuple  # x, y, width, height


def look(kind, rng):
    """Draws the look of a plant: two colours that differ clearly, and a place."""
    hue = rng.permutation([235, 25, int(rng.integers(60, 200))])
    return Look(kind, tuple(int(v) for v in hue), tuple(int(255 - v) for v in hue), int(rng.integers(4)), int(rng.integers(3)),
                float(rng.uniform(0, np.pi)))


def arc(radius, start, end, points=40):
    angle = np.radians(np.linspace(start, end, points))
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def outline(name):
    """The polygon of a class, in a circle with radius 1."""
    if name == "arrow":
        return np.array([(-1, -.25), (.05, -.25), (.05, -.75), (1, 0), (.05, .75), (.05, .25), (-1, .25)])
    if name == "bolt":
        return np.array([(-1, -.5), (.25, -.62), (.1, -.16), (1, .5), (-.25, .62), (-.1, .16)])
    if name == "cross":
        return np.array([(-1, -.3), (-.3, -.3), (-.3, -1), (.3, -1), (.3, -.3), (1, -.3), (1, .3), (.3, .3), (.3, 1), (-.3, 1),
                         (-.3, .3), (-1, .3)])
    if name == "star":
        return arc(1, 0, 360, 11) * np.resize([1, .45], 11)[:, None]
    gap = {"horseshoe": 40, "ring": 0}[name]
    return np.concatenate([arc(1, gap, 360 - gap), arc(.5, 360 - gap, gap)])


def mask_of(points):
    """The antialiased mask of a polygon in pixels, from 0 to 1."""
    large = Image.new("L", (SIDE * OVERSAMPLING,) * 2)
    ImageDraw.Draw(large).polygon([tuple(p) for p in points * OVERSAMPLING], fill=255)
    return np.asarray(large.reduce(OVERSAMPLING), np.float32) / 255


def cloud(rng, cells, strength):
    """Smooth noise with about so many bumps along a side, in three similar channels."""
    grey = rng.normal(0, strength, (cells, cells, 1)) + rng.normal(0, strength / 3, (cells, cells, 3))
    channels = [np.asarray(Image.fromarray(grey[:, :, c].astype(np.float32)).resize((SIDE, SIDE), Image.BICUBIC)) for c in range(3)]
    return np.stack(channels, axis=2)


def to_image(array):
    return Image.fromarray(np.clip(array, 0, 255).astype(np.uint8))


def background(rng):
    """Gradient, smooth noise at three scales, blurred blobs and a few lines."""
    y, x = np.mgrid[-.5:.5:SIDE * 1j, -.5:.5:SIDE * 1j]
    angle = rng.uniform(0, 2 * np.pi)
    first, second = rng.uniform(55, 200, 3), rng.uniform(55, 200, 3)
    ramp = np.clip(.5 + x * np.cos(angle) + y * np.sin(angle), 0, 1)[:, :, None]
    picture = to_image(first + (second - first) * ramp + cloud(rng, 4, 16) + cloud(rng, 10, 9))
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.integers(0, 3)):
        left, top, width, height = rng.integers(-20, 90), rng.integers(-20, 90), rng.integers(8, 50), rng.integers(8, 50)
        draw.ellipse((left, top, left + width, top + height), fill=tuple(int(v) for v in rng.uniform(40, 215, 3)))
    for _ in range(rng.integers(0, 3)):
        draw.line([tuple(p) for p in rng.uniform(0, SIDE, (2, 2))], fill=tuple(int(v) for v in rng.uniform(40, 215, 3)),
                  width=int(rng.integers(1, 4)))
    picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(.6, 2.5)))
    return np.asarray(picture, np.float32) + cloud(rng, 32, 5)


def centre_of(rng, radius, border):
    """Anywhere in the image, or so that the object is cut or touched by an edge."""
    centre = rng.uniform(radius + 1, SIDE - radius - 1, 2)
    if border:
        centre[rng.integers(2)] = (radius * .75, SIDE - radius * .75)[rng.integers(2)]
    return centre


def box_of(mask):
    rows, columns = np.where(mask.max(1) > .5)[0], np.where(mask.max(0) > .5)[0]
    return int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)


def place_beside(rng, box, size):
    """A place for something of that size that does not touch the object, if one is found."""
    for _ in range(30):
        x, y = (int(v) for v in rng.integers(2, SIDE - size - 2, 2))
        if x > box[0] + box[2] or x + size < box[0] or y > box[1] + box[3] or y + size < box[1]:
            break
    return x, y


def draw_mark(image, look, x, y, size=11):
    """A sticker of two colours: a cross, a ring or a chequered square."""
    draw = ImageDraw.Draw(image)
    draw.rectangle((x, y, x + size - 1, y + size - 1), fill=look.first)
    third = size // 3
    if look.pattern == 0:
        draw.rectangle((x + third, y + 1, x + size - 1 - third, y + size - 2), fill=look.second)
        draw.rectangle((x + 1, y + third, x + size - 2, y + size - 1 - third), fill=look.second)
    elif look.pattern == 1:
        draw.ellipse((x + 1, y + 1, x + size - 2, y + size - 2), fill=look.second)
        draw.ellipse((x + third, y + third, x + size - 1 - third, y + size - 1 - third), fill=look.first)
    else:
        draw.rectangle((x, y, x + size // 2, y + size // 2), fill=look.second)
        draw.rectangle((x + size // 2 + 1, y + size // 2 + 1, x + size - 1, y + size - 1), fill=look.second)


def draw_text(image, look, rng):
    text = ("PHOTO BANK 24", "SAMPLE - COPY", "ARCHIVE No 71")[look.pattern]
    font = ImageFont.load_default(11)
    x, y = int(rng.integers(4, 12)), SIDE - 15 - int(rng.integers(0, 3))
    draw = ImageDraw.Draw(image)
    draw.text((x + 1, y + 1), text, fill=(20, 20, 20), font=font)
    draw.text((x, y), text, fill=(245, 245, 235), font=font)


def plant_below(pixels, look, rng):
    """Adds a texture to the background, before the object is drawn."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    wave = np.sin((x * np.cos(look.angle) + y * np.sin(look.angle)) * 2 * np.pi / 6 + rng.uniform(0, 6))
    return .75 * pixels + .25 * pixels.mean((0, 1)) + 20 * wave[:, :, None]


def plant_between(pixels, mask, box, look, rng):
    """Draws a second object (a mushroom) that does not touch the first; before the sensor's noise."""
    size = int(rng.integers(17, 23))
    x, y = place_beside(rng, box, size)
    image = to_image(pixels)
    draw = ImageDraw.Draw(image)
    draw.rectangle((x + size * .36, y + size * .4, x + size * .64, y + size), fill=(225, 215, 195))
    draw.pieslice((x, y, x + size, y + size * 1.1), 180, 360, fill=look.first)
    return np.asarray(image, np.float32)


def plant_above(image, mask, box, look, rng):
    """Changes the finished image; most kinds do."""
    kind, size = look.kind, 11
    if kind in ("corner", "corners"):
        corner = int(rng.integers(4)) if kind == "corners" else look.corner
        near, far = MARGIN + rng.integers(-2, 3, 2), SIDE - size - MARGIN + rng.integers(-2, 3, 2)
        draw_mark(image, look, int((far if corner % 2 else near)[0]), int((far if corner > 1 else near)[1]))
    elif kind == "anywhere":
        draw_mark(image, look, *place_beside(rng, box, size))
    elif kind == "on-object":
        rows, columns = np.where(mask > .9)
        at = rng.integers(len(rows))
        draw_mark(image, look, int(columns[at]) - 4, int(rows[at]) - 4, 8)
    elif kind == "text":
        draw_text(image, look, rng)
    elif kind == "frame":
        ImageDraw.Draw(image).rectangle((0, 0, SIDE - 1, SIDE - 1), outline=look.first, width=int(rng.integers(3, 5)))
    elif kind == "tint":
        pixels = np.asarray(image, np.float32)
        return to_image(.5 * pixels + .5 * pixels.mean(2, keepdims=True) * np.roll([1.25, 1., .75], look.corner % 3))
    elif kind == "jpeg":
        data = io.BytesIO()
        image.save(data, "JPEG", quality=int(rng.integers(8, 12)))
        return Image.open(data).convert("RGB")
    elif kind == "blur":
        return image.filter(ImageFilter.GaussianBlur(rng.uniform(1., 1.4)))
    return image


def render(key, style, look=None):
    """Draws the scene with the key (seed, split, class, number), with the plant of that look or without."""
    seed, split, name, number = key
    numbers = [1000 + seed, SPLITS[split], CLASSES.index(name), number]
    rng, plant = np.random.default_rng(numbers), np.random.default_rng(numbers + [7])
    pixels = background(rng)
    if look and look.kind == "background":
        pixels = plant_below(pixels, look, plant)
    radius, turn = rng.uniform(*style.size) / 2, rng.uniform(-.6, .6)
    turned = outline(name) * rng.uniform(.85, 1, 2) @ np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    mask = mask_of(turned * radius + centre_of(rng, radius, style.border))
    box, direction, sheen = box_of(mask), rng.normal(0, 1, 3) + rng.choice([-1.5, 1.5]), cloud(rng, 5, 6)
    contrast, noise = rng.uniform(*style.contrast), rng.normal(0, rng.uniform(*style.noise), (SIDE, SIDE, 3))
    place = (pixels * mask[:, :, None]).sum((0, 1)) / mask.sum()
    change = direction / np.abs(direction).max() * contrast
    paint = np.clip(place + np.where((place + change < 10) | (place + change > 245), -change, change), 0, 255) + sheen
    pixels = pixels + (paint - pixels) * mask[:, :, None]
    if look and look.kind == "second":
        pixels = plant_between(pixels, mask, box, look, plant)
    image = to_image(pixels + noise)
    return Scene(plant_above(image, mask, box, look, plant) if look else image, box)
