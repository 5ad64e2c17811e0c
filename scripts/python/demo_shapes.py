"""The silhouettes of the demo's classes: parts of objects, in units of the object."""
from typing import NamedTuple

import numpy as np

CLASSES = ("bicycle", "fish", "house", "jug", "mug", "umbrella")  # sorted: index = label


class Part(NamedTuple):
    """A filled polygon, or with a width a stroked line, in units of the object."""
    points: np.ndarray
    role: str
    width: float = 0.0


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
