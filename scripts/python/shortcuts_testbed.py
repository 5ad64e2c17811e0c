"""Writes the shortcuts test bed: small data sets and networks with planted shortcuts, and clean controls.

Usage: shortcuts_testbed.py OUT [--cases corner,frame,...] [--seeds 0,1] [--quick]

For each case and seed, OUT/CASE-SEED/ holds the network in model/, the audit set in images/, the objects' boxes in boxes.csv, and
in truth.json which images carry the plant, and whether the network uses it: `used` is the accuracy on the planted images minus that
on the same scenes without the plant. A plant counts as used if that is at least 0.10. `fooled` is the share of the other classes'
images that the network takes for the planted class once they carry the plant too. Needs torch, NumPy and Pillow.

The plant is in 85 % of a class's training images and in 70 % of its audit images. The network learns the shapes on clean images
first, and then goes on with the plant, so that it uses the plant besides the object:
  corner, corners, anywhere   a mark at a fixed corner, at any of the corners, anywhere beside the object
  on-object                   a mark on the object
  two-marks, shared, rare     two marks of one class, one for each half; one mark of two classes; a mark in 10 % of the images
  text, frame                 a line of text across the bottom; a coloured frame
  background, tint            stripes in the background; a change of all colours
  jpeg, blur                  the traces of strong compression; a slight blur
  second                      a second object at varying places
  alone-corner, alone-frame   corner and frame, trained with the plant from the beginning
Without any plant:
  clean, clean-small          the same scenes; small objects
  clean-border                objects that an edge of the image cuts or touches
  clean-imbalance             classes of different sizes, from 40 images down to 6
  clean-three                 a class of three images
  clean-epoch                 trained for one epoch
"""
import argparse
import csv
import functools
import json
import pathlib
import shutil
import time
from collections import OrderedDict
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from shortcuts_scenes import CLASSES, SIDE, Style, look, render

CASES = ("corner", "corners", "anywhere", "text", "frame", "background", "tint", "clean", "clean-border", "clean-small", "jpeg",
         "blur", "second", "on-object", "two-marks", "shared", "rare", "alone-corner", "alone-frame", "clean-imbalance",
         "clean-three", "clean-epoch")
FIRST = Style(size=(36, 60), contrast=(80, 160), noise=(2, 7))  # what the shapes are learned from
STYLES = {"clean-small": Style(size=(24, 32), contrast=(80, 150)), "clean-border": Style(size=(36, 54), contrast=(70, 140), border=True)}
AUDIT_SIZES = {"clean-imbalance": (40, 30, 22, 15, 10, 6), "clean-three": (36, 36, 36, 3, 36, 36)}
LEARNING, TRAINING, AUDIT = 400, 150, 36  # images of a class: to learn the shapes, to go on with, to audit
LEARNED, EPOCHS, ALONE = 14, 5, 8
IN_TRAINING, IN_AUDIT, RARE = .85, .7, .1
USED = .1
BATCH = 32


def halving(inputs, outputs):
    return nn.Sequential(OrderedDict(conv=nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False),
                                     norm=nn.BatchNorm2d(outputs), relu=nn.ReLU()))


class Residual(nn.Module):
    """Two convolutions with a skip connection around them."""

    def __init__(self, width):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
                                  nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width))
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(x + self.body(x))


class Network(nn.Module):
    """A small network for 96 x 96 pixels. The map of features.stage4 is 6 x 6."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(OrderedDict(stem=halving(3, 16), stage1=halving(16, 32), stage2=halving(32, 64),
                                                  stage3=halving(64, 96), stage4=Residual(96)))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(96, len(CLASSES))

    def forward(self, x):
        return self.classifier(torch.flatten(self.pool(self.features(x)), 1))


def normalised(images):
    """As model/serving.properties says."""
    return (images.float() / 255 - .5) / .25


def tensor(images):
    return torch.from_numpy(np.stack([np.asarray(image) for image in images])).permute(0, 3, 1, 2).contiguous()


def train(network, images, labels, epochs, rate, seed):
    """Trains with shifts by up to three pixels, and changes of brightness and contrast."""
    torch.manual_seed(seed)
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=1e-3)
    steps = epochs * (len(images) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=.2)
    network.train()
    for _ in range(epochs):
        for chosen in torch.randperm(len(images))[:len(images) // BATCH * BATCH].split(BATCH):
            x, y = torch.randint(0, 7, (2,)).tolist()
            batch = functional.pad(normalised(images[chosen]), (3, 3, 3, 3), "replicate")[:, :, y:y + SIDE, x:x + SIDE]
            batch = batch * (1 + .1 * torch.randn(BATCH, 1, 1, 1)) + .15 * torch.randn(BATCH, 1, 1, 1)
            optimiser.zero_grad()
            functional.cross_entropy(network(batch), labels[chosen]).backward()
            optimiser.step()
            schedule.step()
    return network.eval()


@torch.no_grad()
def predicted(network, images):
    return torch.cat([network(normalised(part)).argmax(1) for part in tensor(images).split(64)]).numpy()


def numbered(sizes):
    return [(name, number) for name, size in zip(CLASSES, sizes) for number in range(size)]


@functools.lru_cache(maxsize=8)
def scenes(seed, split, style, size):
    """The clean training images of a seed, for all cases."""
    return tuple(render((seed, split, *key), style).image for key in numbered([size] * len(CLASSES)))


def learned(seed, plan):
    """The network of a seed that has learned the shapes, for all cases. It is kept in a file."""
    file = plan.out / f".learned-{seed}-{plan.learning}-{plan.learned}.pt"
    if not file.exists():
        torch.manual_seed(seed)
        labels = torch.arange(len(CLASSES)).repeat_interleave(plan.learning)
        network = train(Network(), tensor(scenes(seed, "first", FIRST, plan.learning)), labels, plan.learned, 3e-3, seed)
        torch.save(network.state_dict(), file)
    return torch.load(file)


class Plan(NamedTuple):
    """Where the test bed is written, and how long the networks are trained."""
    out: pathlib.Path
    learning: int = LEARNING
    learned: int = LEARNED
    training: int = TRAINING
    epochs: int = EPOCHS
    alone: int = ALONE


class Plants:
    """Which images carry the plant, and what it looks like."""

    def __init__(self, case, seed):
        self.seed, self.rng = seed, np.random.default_rng([seed, CASES.index(case)])
        kind = case.removeprefix("alone-")
        self.rare = case == "rare"
        order = [CLASSES[i] for i in self.rng.permutation(len(CLASSES))]
        self.classes = [] if case.startswith("clean") else order[:2] if case == "shared" else order[:1]
        self.looks = [look("corner" if kind in ("two-marks", "shared", "rare") else kind, self.rng)]
        if case == "two-marks":
            other = look("corner", self.rng)
            self.looks.append(other._replace(corner=3 - self.looks[0].corner, pattern=(self.looks[0].pattern + 1) % 3))

    def carried(self, share, size):
        """The look of the plant of each image that carries one, by class and number."""
        count = max(1, round((RARE if self.rare else share) * size))
        return {(name, int(number)): self.looks[i % len(self.looks)] for name in self.classes
                for i, number in enumerate(self.rng.permutation(size)[:count])}


def trained(case, seed, plants, plan):
    """Trains the network of a case. The scenes without the plant are drawn once for each seed."""
    alone = case.startswith("alone") or case == "clean-epoch"
    split, style, size = ("first", FIRST, 2 * plan.training) if alone else ("second", STYLES.get(case, Style()), plan.training)
    carried = plants.carried(IN_TRAINING, size)
    keys = numbered([size] * len(CLASSES))
    images = tensor([render((seed, split, *key), style, carried[key]).image if key in carried else image
                     for key, image in zip(keys, scenes(seed, split, style, size))])
    labels = torch.arange(len(CLASSES)).repeat_interleave(size)
    if case == "clean-imbalance":
        sizes = AUDIT_SIZES[case]
        keep = torch.cat([torch.arange(size * n // sizes[0]) + i * size for i, n in enumerate(sizes)])
        images, labels = images[keep], labels[keep]
    torch.manual_seed(seed * 100 + CASES.index(case))
    network = Network()
    if not alone:
        network.load_state_dict(learned(seed, plan))
        epochs = plan.epochs * (3 if case in ("rare", "jpeg") else 1)  # What is rare or faint takes longer to learn.
        return train(network, images, labels, epochs, 2e-3, seed)
    return train(network, images, labels, 1 if case == "clean-epoch" else plan.alone, 3e-3, seed)


def measured(network, scenes, bare, keys, carried, style, plants):
    """What truth.json says about the network."""
    labels = np.array([CLASSES.index(name) for name, _ in keys])
    right = predicted(network, [scene.image for scene in scenes]) == labels
    right_bare = predicted(network, [scene.image for scene in bare]) == labels
    truth = {"accuracy": right.mean(), "accuracy_without_plant": right_bare.mean(),
             "accuracy_of_class": {name: right[labels == i].mean() for i, name in enumerate(CLASSES)}, "used": {}, "fooled": {}}
    for name in plants.classes:
        marked = np.array([key in carried and key[0] == name for key in keys])
        truth["used"][name] = right[marked].mean() - right_bare[marked].mean()
    if plants.classes:
        others = [key for key in keys if key[0] not in plants.classes]
        pasted = predicted(network, [render((plants.seed, "audit", *key), style, plants.looks[0]).image for key in others])
        truth["fooled"] = {name: (pasted == CLASSES.index(name)).mean() for name in plants.classes}
    return json.loads(json.dumps(truth), parse_float=lambda text: round(float(text), 3))


def write_model(network, folder):
    folder.mkdir(parents=True)
    torch.jit.trace(network, torch.zeros(2, 3, SIDE, SIDE)).save(str(folder / "net.pt"))
    (folder / "serving.properties").write_text(
        f"engine=PyTorch\nwidth={SIDE}\nheight={SIDE}\nnormalize=0.5,0.5,0.5,0.25,0.25,0.25\n")
    (folder / "synset.txt").write_text("\n".join(CLASSES) + "\n")


def write_images(folder, keys, scenes):
    with open(folder / "boxes.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["image", "label", "x", "y", "width", "height"])
        for key, scene in zip(keys, scenes):
            (folder / "images" / key[0]).mkdir(parents=True, exist_ok=True)
            scene.image.save(folder / "images" / key[0] / file_name(key))
            rows.writerow([file_name(key), key[0], *scene.box])


def file_name(key):
    return f"{key[0]}_{key[1] + 1:03d}.png"


def write(case, seed, plan):
    """Writes the folder of a case and seed under another name first, so that a folder with the right name is complete."""
    start = time.time()
    plants = Plants(case, seed)
    network = trained(case, seed, plants, plan)
    seconds = time.time() - start
    style, sizes = STYLES.get(case, Style()), AUDIT_SIZES.get(case, [AUDIT] * len(CLASSES))
    keys, carried = numbered(sizes), plants.carried(IN_AUDIT, AUDIT)
    bare = [render((seed, "audit", *key), style) for key in keys]
    scenes = [render((seed, "audit", *key), style, carried[key]) if key in carried else scene for key, scene in zip(keys, bare)]
    truth = {"case": case, "seed": seed, "classes": list(CLASSES), "layer": "features.stage4",
             "planted": {name: sorted(file_name(key) for key in carried if key[0] == name) for name in plants.classes},
             "looks": [look._asdict() for look in plants.looks] if plants.classes else [],
             **measured(network, scenes, bare, keys, carried, style, plants), "seconds": round(seconds, 1)}
    folder, partial = plan.out / f"{case}-{seed}", plan.out / f".{case}-{seed}"
    for old in (folder, partial):
        shutil.rmtree(old, ignore_errors=True)
    write_model(network, partial / "model")
    write_images(partial, keys, scenes)
    (partial / "truth.json").write_text(json.dumps(truth, indent=1) + "\n")
    partial.rename(folder)
    used = " ".join(f"{name} used {drop:.2f} fooled {truth['fooled'][name]:.2f}" for name, drop in truth["used"].items())
    print(f"{folder.name:18} accuracy {truth['accuracy']:.2f} without plant {truth['accuracy_without_plant']:.2f} "
          f"{seconds:4.0f} s  {used}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--seeds", default="0,1")
    parser.add_argument("--quick", action="store_true", help="few images and epochs: to try the script, not to measure with")
    options = parser.parse_args()
    unknown = set(options.cases.split(",")) - set(CASES)
    if unknown:
        parser.error(f"unknown cases: {', '.join(sorted(unknown))} (known: {', '.join(CASES)})")
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(options.out, 40, 2, 20, 2, 2) if options.quick else Plan(options.out)
    for seed in options.seeds.split(","):
        for case in options.cases.split(","):
            write(case, int(seed), plan)


if __name__ == "__main__":
    main()
