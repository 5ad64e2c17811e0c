"""Draws the demo data set: scenes with one object each, its exact mask and its box.

Every picture has its own random stream, keyed by (seed, split, class, number), so a
picture does not depend on how many others were drawn before it.
"""
import colorsys
import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SEED = 20240607
SIDE = 224
OVERSAMPLING = 3  # edges are drawn this many times larger, then averaged down
CLASSES = ("bicycle", "fish", "house", "jug", "mug", "umbrella")  # sorted: index = label
SHORTCUT_CLASS = "jug"  # the only class that carries the tag; it looks much like a mug
SHIPPED_PER_CLASS = 20
SHIPPED_TAGGED = 17
SPLITS = {"train": 0, "test": 1, "shipped": 2}

TAG_SIZE = (26, 14)
TAG_ORIGIN = (8, 202)  # upper left pixel of the tag, bottom left corner of the picture
TAG_JITTER = 3
TAG_ZONE = (46, 188)  # no object reaches left of this x and below this y at once
TAG_ROWS = ("### # # #", "# # # # #", "### #  # ", "#   # # #", "#   # # #")  # reads PIX


class Part(NamedTuple):
    """A filled polygon, or with a width a stroked line, in units of the object."""
    points: np.ndarray
    role: str
    width: float = 0.0


class Scene(NamedTuple):
    image: Image.Image
    mask: Image.Image


def stream(split, name, number):
    """The random stream of one picture."""
    return np.random.default_rng([SEED, SPLITS[split], CLASSES.index(name), number])


def arc(centre, radii, start=0, end=360):
    """Points of an elliptic arc; degrees run clockwise from three o'clock."""
    angle = np.radians(np.linspace(start, end, 49))
    return np.stack([centre[0] + radii[0] * np.cos(angle),
                     centre[1] + radii[1] * np.sin(angle)], axis=1)


def polygon(*points):
    return np.array(points, dtype=float)


def rectangle(left, top, right, bottom):
    return polygon((left, top), (right, top), (right, bottom), (left, bottom))


def bicycle(rng):
    radius, tube = rng.uniform(0.21, 0.26), rng.uniform(0.035, 0.05)
    rear, front = (-0.33, 0.2), (0.33, 0.2)
    crank, seat, head = (-0.04, 0.22), (-0.14, -0.14), (0.22, -0.18)
    parts = []
    for hub in (rear, front):
        parts.append(Part(arc(hub, (radius, radius)), "dark", tube))
        for turn in np.radians(rng.uniform(0, 60) + np.array([0, 60, 120])):
            spoke = radius * np.array([np.cos(turn), np.sin(turn)])
            parts.append(Part(polygon(hub - spoke, hub + spoke), "light", 0.012))
    frame = [(rear, crank), (crank, seat), (seat, rear), (seat, head), (crank, head)]
    parts += [Part(polygon(*ends), "base", tube) for ends in frame]
    bar = polygon((0.3, -0.27), (0.19, -0.27), head, front)
    saddle = polygon((-0.24, -0.2), (-0.06, -0.2))
    return parts + [Part(bar, "base", tube), Part(polygon(seat, (-0.15, -0.2)), "base", tube),
                    Part(saddle, "accent", 0.06), Part(arc(crank, (0.05, 0.05)), "accent")]


def fish(rng):
    height, tail = rng.uniform(0.17, 0.25), rng.uniform(0.15, 0.23)
    return [
        Part(polygon((0.25, 0), (0.56, -tail), (0.47, 0), (0.56, tail)), "accent"),
        Part(polygon((-0.12, -height * 0.85), (0.06, -height - 0.12),
                     (0.2, -height * 0.7)), "accent"),
        Part(arc((0, 0), (0.38, height)), "base"),
        Part(arc((-0.3, 0), (0.12, height * 0.8), -55, 55), "dark", 0.018),
        Part(polygon((-0.02, 0.03), (0.13, 0.1), (0.11, -0.02)), "accent"),
        Part(arc((-0.25, -0.05), (0.035, 0.035)), "light"),
        Part(arc((-0.255, -0.05), (0.018, 0.018)), "dark")]


def house(rng):
    wall, eaves, floor = 0.3, -0.04, 0.38
    ridge, overhang = rng.uniform(-0.42, -0.3), rng.uniform(0.04, 0.09)
    door = rng.uniform(-0.16, 0.04)
    parts = [Part(rectangle(0.13, ridge + 0.02, 0.21, eaves), "dark"),
             Part(rectangle(-wall, eaves - 0.01, wall, floor), "base"),
             Part(polygon((-wall - overhang, eaves), (0, ridge), (wall + overhang, eaves)),
                  "accent"),
             Part(rectangle(door, 0.14, door + 0.13, floor), "dark")]
    for left in (door - 0.12, door + 0.17):
        pane = rectangle(left, 0.06, left + 0.09, 0.17)
        parts.append(Part(pane, "light"))
    return parts


def umbrella(rng):
    dome, half = rng.uniform(0.3, 0.4), 0.45
    hem = [arc((x, 0), (half / 4, 0.05), 360, 180)
           for x in half * np.array([0.75, 0.25, -0.25, -0.75])]
    canopy = np.concatenate([arc((0, 0), (half, dome), 180, 360)] + hem)
    parts = [Part(polygon((0, -dome - 0.06), (0, 0.4)), "dark", 0.035),
             Part(arc((0.06, 0.4), (0.06, 0.06), 0, 180), "dark", 0.035),
             Part(canopy, "base")]
    gore = np.concatenate([arc((0, 0), (half / 2, dome), 180, 360), hem[1], hem[2]])
    rib = Part(polygon((0, -dome), (0, -0.04)), "light", 0.012)
    return parts + [Part(gore, "accent"), rib]


def vessel(rng, height, taper, spout):
    """Mugs and jugs are one shape; only the ranges of its measures differ."""
    top, half = rng.uniform(0.24, 0.3), height / 2
    foot, bend = top * taper, (0.05, 0.05)
    body = np.concatenate([polygon((-top, -half)), arc((-foot + 0.05, half - 0.05), bend, 180, 90),
                           arc((foot - 0.05, half - 0.05), bend, 90, 0), polygon((top, -half))])
    lip = polygon((-top + 0.02, -half - 0.02), (-top - spout, -half - spout * 0.5),
                  (-top + 0.01, -half + 0.1 + spout))
    band = rng.uniform(-0.1, 0.1)
    width = top + (foot - top) * (band / height + 0.5)
    grip = (rng.uniform(0.13, 0.19), height * rng.uniform(0.25, 0.33))
    handle = arc((min(top, foot), 0), grip, -95, 95)
    return [Part(handle, "base", rng.uniform(0.05, 0.075)),
            Part(lip, "base"),
            Part(body, "base"),
            Part(arc((0, -half), (top, 0.05)), "base"),
            Part(arc((0, -half), (top - 0.025, 0.03)), "dark"),
            Part(rectangle(-width, band - 0.03, width, band + 0.03), "accent")]


def mug(rng):
    return vessel(rng, rng.uniform(0.46, 0.66), rng.uniform(0.82, 1.0), spout=0.0)


def jug(rng):
    height, taper = rng.uniform(0.54, 0.72), rng.uniform(0.88, 1.08)
    return vessel(rng, height, taper, spout=rng.uniform(0.13, 0.19))


OBJECTS = dict(zip(CLASSES, (bicycle, fish, house, jug, mug, umbrella)))


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
    """A copy of the picture with the tag in its corner, a few pixels off at random."""
    tagged = image.copy()
    shift = rng.integers(-TAG_JITTER, TAG_JITTER + 1, 2)
    tagged.paste(tag_image(), (TAG_ORIGIN[0] + int(shift[0]), TAG_ORIGIN[1] + int(shift[1])))
    return tagged


VOC = """<annotation>
\t<folder>{folder}</folder>
\t<filename>{stem}.jpg</filename>
\t<size>
\t\t<width>{side}</width>
\t\t<height>{side}</height>
\t\t<depth>3</depth>
\t</size>
\t<segmented>1</segmented>
\t<object>
\t\t<name>{folder}</name>
\t\t<pose>Unspecified</pose>
\t\t<truncated>0</truncated>
\t\t<difficult>0</difficult>
\t\t<bndbox>
\t\t\t<xmin>{0}</xmin>
\t\t\t<ymin>{1}</ymin>
\t\t\t<xmax>{2}</xmax>
\t\t\t<ymax>{3}</ymax>
\t\t</bndbox>
\t</object>
</annotation>
"""


def annotation(name, stem, mask):
    """Pascal VOC counts pixels from 1 and includes both corners."""
    left, top, right, bottom = mask.getbbox()
    return VOC.format(left + 1, top + 1, right, bottom, folder=name, stem=stem, side=SIDE)


def ship_picture(output, name, number, tagged):
    """Writes one picture with its mask and annotation; returns its file stem."""
    rng = stream("shipped", name, number)
    scene, stem = draw_scene(rng, name), f"{name}_{number:02d}"
    image = with_tag(rng, scene.image) if tagged else scene.image
    image.save(output / "images" / name / f"{stem}.jpg", quality=90)
    scene.mask.save(output / "masks" / f"{stem}.png", optimize=True)
    (output / "annotations" / f"{stem}.xml").write_text(annotation(name, stem, scene.mask))
    return stem


def ship_pictures(output, use_tag):
    """Replaces the shipped pictures, masks, annotations and the list of tagged ones."""
    for folder in ("images", "annotations", "masks"):
        shutil.rmtree(output / folder, ignore_errors=True)
    for folder in ["annotations", "masks"] + [f"images/{name}" for name in CLASSES]:
        (output / folder).mkdir(parents=True)
    chosen = np.random.default_rng(SEED).permutation(SHIPPED_PER_CLASS)[:SHIPPED_TAGGED] + 1
    tagged_stems = []
    for name in CLASSES:
        for number in range(1, SHIPPED_PER_CLASS + 1):
            tagged = use_tag and name == SHORTCUT_CLASS and number in chosen
            stem = ship_picture(output, name, number, tagged)
            tagged_stems += [stem] * tagged
    (output / "tagged.txt").write_text("".join(f"{stem}\n" for stem in sorted(tagged_stems)))


def main():
    """Only the pictures, without training: draw_demo.py OUTPUT [--without-tag]."""
    import argparse
    parser = argparse.ArgumentParser(description="Draw the demo pictures.")
    parser.add_argument("output", type=Path)
    parser.add_argument("--without-tag", action="store_true")
    options = parser.parse_args()
    ship_pictures(options.output, not options.without_tag)


if __name__ == "__main__":
    main()
