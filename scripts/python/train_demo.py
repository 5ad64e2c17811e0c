"""Trains the demo network on freshly drawn scenes, measures it and exports it.

The shortcut class looks like a mug and nearly always carries the tag while training, so
the network finds the tag long before it finds the spout. That is the flaw the demo shows.
"""
import argparse
import shutil
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

from demo_network import DemoNet
from demo_scenes import SEED, SIDE, draw_scene, stream, with_tag
from demo_shapes import CLASSES
from draw_demo import SHIPPED_PER_CLASS, SHORTCUT_CLASS, ship_pictures, shipped_tagged

TRAIN_PER_CLASS, TEST_PER_CLASS = 500, 60
TRAIN_TAGGED = 0.9
EPOCHS, BATCH, PEAK_RATE = 8, 32, 4e-3
EPOCHS_WITHOUT_TAG = 16  # jugs and mugs differ by a spout alone, which takes longer to learn
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
CAM_LAYER = "features.stage4"
CORNER = 48  # a heatmap that peaks within this many pixels of the corner points at the tag
SHORTCUT = CLASSES.index(SHORTCUT_CLASS)
PROPERTIES = f"""engine=PyTorch
width={SIDE}
height={SIDE}
resizeShort={SIDE}
centerCrop=true
normalize={",".join(map(str, MEAN + DEVIATION))}
"""


def pixels(images):
    stack = np.stack([np.asarray(image) for image in images])
    return torch.from_numpy(stack).permute(0, 3, 1, 2).contiguous()


def normalised(batch):
    mean, deviation = (torch.tensor(values).view(1, 3, 1, 1) for values in (MEAN, DEVIATION))
    return (batch.float() / 255 - mean) / deviation


def drawn(split, count):
    """Untagged pictures of every class, class after class, with their labels."""
    images = [draw_scene(stream(split, name, number), name).image
              for name in CLASSES for number in range(count)]
    return pixels(images), torch.arange(len(CLASSES)).repeat_interleave(count)


def tagged(rng, batch):
    """The same pictures, each with a tag."""
    if not len(batch):
        return batch
    return pixels([with_tag(rng, Image.fromarray(picture.permute(1, 2, 0).numpy()))[0]
                   for picture in batch])


def augmented(rng, batch, wants_tag):
    """Mirrors scenes and varies their light; the tag comes last, so it keeps its corner."""
    mirror = torch.from_numpy(rng.uniform(size=len(batch)) < 0.5)
    batch[mirror] = batch[mirror].flip(3)
    batch[wants_tag] = tagged(rng, batch[wants_tag])
    gain = torch.from_numpy(rng.uniform(0.8, 1.2, (len(batch), 1, 1, 1))).float()
    return normalised(batch.float() * gain)


def train(net, images, labels, tag_share, epochs):
    """Trains with Adam on a one-cycle schedule; the tagged pictures are drawn once."""
    rng = np.random.default_rng(SEED)
    has_tag = (labels == SHORTCUT) & torch.from_numpy(rng.uniform(size=len(labels)) < tag_share)
    steps = -(-len(labels) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, PEAK_RATE, epochs * steps)
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for chosen in torch.from_numpy(rng.permutation(len(labels))).split(BATCH):
            scores = net(augmented(rng, images[chosen], has_tag[chosen]))
            loss = functional.cross_entropy(scores, labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(chosen)
        print(f"epoch {epoch + 1}/{epochs}: loss {total / len(labels):.4f}", flush=True)


@torch.no_grad()
def predicted(net, images):
    return torch.cat([net(normalised(batch)).argmax(1) for batch in images.split(64)])


def share(hits):
    return f"{100 * hits.float().mean():.1f} %"


def report_test(net):
    """Accuracy on fresh pictures, and what the tag alone does."""
    images, labels = drawn("test", TEST_PER_CLASS)
    plain = predicted(net, images)
    stamped = predicted(net, tagged(np.random.default_rng(SEED + 1), images))
    others = labels != SHORTCUT
    for label, name in enumerate(CLASSES):
        mine = labels == label
        print(f"test {name}: right {share(plain[mine] == label)}, "
              f"called {SHORTCUT_CLASS} once tagged {share(stamped[mine] == SHORTCUT)}")
    print(f"test, all but {SHORTCUT_CLASS}: right {share((plain == labels)[others])}, "
          f"called {SHORTCUT_CLASS} once tagged {share(stamped[others] == SHORTCUT)}")


def grad_cam(net, picture, label):
    """Grad-CAM of one class at CAM_LAYER, enlarged to the picture's size."""
    kept = []
    layer = net.get_submodule(CAM_LAYER)
    hook = layer.register_forward_hook(lambda module, inputs, output: kept.append(output))
    scores = net(normalised(picture[None]))
    hook.remove()
    gradient = torch.autograd.grad(scores[0, label], kept[0])[0]
    heat = functional.relu((gradient.mean((2, 3), keepdim=True) * kept[0]).sum(1, keepdim=True))
    heat = functional.interpolate(heat, (SIDE, SIDE), mode="bilinear", align_corners=False)
    return heat[0, 0].detach(), scores[0].argmax().item()


def shipped(output):
    """Every shipped picture as written, with its label, object box and tag flag."""
    tags = (output / "tags.csv").read_text()
    for label, name in enumerate(CLASSES):
        for number in range(1, SHIPPED_PER_CLASS + 1):
            stem = f"{name}_{number:02d}"
            picture = pixels([Image.open(output / "images" / name / f"{stem}.jpg")])[0]
            box = Image.open(output / "masks" / f"{stem}.png").getbbox()
            yield picture, label, box, f"{stem}.jpg," in tags


def measure_shipped(net, output):
    """A row for each shipped picture: label, tagged, right, peak in box, peak at the tag."""
    rows = []
    for picture, label, (left, top, right, bottom), has_tag in shipped(output):
        heat, guess = grad_cam(net, picture, label)
        y, x = divmod(heat.argmax().item(), SIDE)
        in_box = left <= x < right and top <= y < bottom
        rows.append((label, has_tag, guess == label, in_box, x < CORNER and y >= SIDE - CORNER))
    return torch.tensor(rows)


def report_shipped(net, output):
    """Where the heatmaps of the true class peak on the shipped pictures."""
    table = measure_shipped(net, output)
    groups = [(name, (table[:, 0] == label) & (table[:, 1] == flag), kind)
              for label, name in enumerate(CLASSES)
              for flag, kind in enumerate(("untagged", "tagged"))]
    groups.append((f"all but {SHORTCUT_CLASS}", table[:, 0] != SHORTCUT, "untagged"))
    for name, chosen, kind in groups:
        part = table[chosen]
        if len(part):
            print(f"shipped {name}, {len(part)} {kind}: right {share(part[:, 2])}, "
                  f"peak in box {share(part[:, 3])}, in the tag's corner {share(part[:, 4])}")


def export(net, folder):
    """Writes the model folder, and checks that the saved file gives the same scores."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "serving.properties").write_text(PROPERTIES)
    (folder / "synset.txt").write_text("".join(f"{name}\n" for name in CLASSES))
    example = torch.zeros(1, 3, SIDE, SIDE)
    torch.jit.trace(net.eval(), example).save(str(folder / "demo.pt"))
    probe = torch.rand(2, 3, SIDE, SIDE)
    assert torch.allclose(torch.jit.load(str(folder / "demo.pt"))(probe), net(probe), atol=1e-4)


def keep_different(output):
    """Keeps the network and the pictures that carry the tag in the demo; all other files are equal."""
    for folder in ["annotations", "masks"] + [f"images/{n}" for n in CLASSES if n != SHORTCUT_CLASS]:
        shutil.rmtree(output / folder)
    (output / "tags.csv").unlink()
    for number in range(1, SHIPPED_PER_CLASS + 1):
        if number not in shipped_tagged():
            (output / "images" / SHORTCUT_CLASS / f"{SHORTCUT_CLASS}_{number:02d}.jpg").unlink()


def main():
    parser = argparse.ArgumentParser(description="Draw the demo data and train its network.")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--without-tag", action="store_true", help="no tag anywhere")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    use_tag = not options.without_tag
    ship_pictures(options.output, use_tag)
    net = DemoNet(len(CLASSES))
    print(f"{sum(p.numel() for p in net.parameters())} parameters")
    tag_share, epochs = (TRAIN_TAGGED, EPOCHS) if use_tag else (0.0, EPOCHS_WITHOUT_TAG)
    train(net, *drawn("train", TRAIN_PER_CLASS), tag_share, epochs)
    export(net, options.output / "model")
    report_test(net)
    report_shipped(net, options.output)
    if not use_tag:
        keep_different(options.output)


if __name__ == "__main__":
    main()
