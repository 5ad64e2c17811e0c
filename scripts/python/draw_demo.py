"""Writes the demo's pictures with their masks and annotations."""
import argparse
import shutil
from pathlib import Path

import numpy as np

from demo_scenes import SEED, SIDE, TAG_SIZE, draw_scene, stream, with_tag
from demo_shapes import CLASSES

SHORTCUT_CLASS = "jug"  # the only class that carries the tag; it looks much like a mug
SHIPPED_PER_CLASS = 20
SHIPPED_TAGGED = 17

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
    """Writes one picture with its mask and annotation; returns the lines for its tag, at most one."""
    rng = stream("shipped", name, number)
    scene, stem = draw_scene(rng, name), f"{name}_{number:02d}"
    image, corner = with_tag(rng, scene.image) if tagged else (scene.image, None)
    image.save(output / "images" / name / f"{stem}.jpg", quality=90)
    scene.mask.save(output / "masks" / f"{stem}.png", optimize=True)
    (output / "annotations" / f"{stem}.xml").write_text(annotation(name, stem, scene.mask))
    box = (*corner, *TAG_SIZE) if tagged else ()
    return [",".join([f"{stem}.jpg", "tag", *map(str, box)])] if tagged else []


def shipped_tagged():
    """The numbers of the pictures of the shortcut class that carry the tag."""
    return np.random.default_rng(SEED).permutation(SHIPPED_PER_CLASS)[:SHIPPED_TAGGED] + 1


def ship_pictures(output, use_tag):
    """Replaces the shipped pictures, masks, annotations and the boxes of the tags."""
    for folder in ("images", "annotations", "masks"):
        shutil.rmtree(output / folder, ignore_errors=True)
    for folder in ["annotations", "masks"] + [f"images/{name}" for name in CLASSES]:
        (output / folder).mkdir(parents=True)
    chosen = shipped_tagged()
    tags = []
    for name in CLASSES:
        for number in range(1, SHIPPED_PER_CLASS + 1):
            tagged = use_tag and name == SHORTCUT_CLASS and number in chosen
            tags += ship_picture(output, name, number, tagged)
    (output / "tags.csv").write_text("\n".join(["image,label,x,y,width,height", *tags]) + "\n")


def main():
    """Only the pictures, without training: draw_demo.py OUTPUT [--without-tag]."""
    parser = argparse.ArgumentParser(description="Draw the demo pictures.")
    parser.add_argument("output", type=Path)
    parser.add_argument("--without-tag", action="store_true")
    options = parser.parse_args()
    ship_pictures(options.output, not options.without_tag)


if __name__ == "__main__":
    main()
